import { html, type TemplateResult } from "lit";
import type { LocaleController } from "../../controllers/locale.js";
import type { Book } from "../../data/book.js";
import type { SubjectView } from "../../data/types.js";
import type { ExportTable } from "../export.js";
import type { Phase, RiskElement } from "../risk-element.js";
import type { Drawing, Lent } from "./part.js";
import { named } from "./parts.js";

/** What the parts that draw whole elements share: what is lent, the surface, and the element's own state. */
export abstract class Painter<E extends RiskElement> implements Drawing {
  protected lent!: Lent;

  constructor(protected readonly el: E) {}

  protected get language(): LocaleController {
    return this.lent.language;
  }
  protected get book(): Book {
    return this.lent.book;
  }
  protected get view(): SubjectView {
    return this.lent.view;
  }
  protected get phase(): Phase {
    return this.lent.phase;
  }
  protected bandName(band: string | null): string {
    return this.lent.bandName(band);
  }

  /** Changes what only this part looks at. */
  protected turn(change: () => void): void {
    change();
    this.el.requestUpdate();
  }

  /** The surface's name. */
  protected abstract label(): string;
  /** What is on it. */
  protected abstract content(): TemplateResult;
  protected abstract table(): ExportTable;
  /** Whether a sentence is all there is: then nothing is exported. */
  protected get bare(): boolean {
    return this.phase === "insufficient";
  }

  render(lent: Lent): TemplateResult {
    this.lent = lent;
    return html`<section part="base" class="surface ${lent.phase}" aria-label=${named(this.label(), lent.view)}>
      ${this.content()}
      <span class="sr-only" role="status"></span>
    </section>`;
  }

  exportTable(lent: Lent): ExportTable | null {
    this.lent = lent;
    return this.bare ? null : this.table();
  }
}
