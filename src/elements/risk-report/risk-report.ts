import type { PropertyValues, TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Book } from "../../data/book.js";
import type { Need, ViewOptions } from "../../data/types.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import { shell, undrawn } from "../shared/shell.js";
import type { View } from "./view.js";

/** Days. */
const MONTH = 30;
const QUARTER = 90;

const part = new DrawingPart(() => import("./view.js"));

/**
 * @summary The monthly or quarterly review of a client, department or the whole book: where risk sits, who and what drives it, how it moved, what was done, what to do next.
 *
 * Screen and print are one: printed, it makes tidy A4 or Letter pages with the model at the foot of each.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @csspart base - The report.
 * @csspart title - The subject's name.
 * @csspart kind - What it is a review of, over the title.
 * @csspart dates - The dates it is about, and who made it.
 * @csspart score - The number.
 * @csspart band - The band's word with its steps.
 * @csspart change - The change over the period.
 * @csspart sparkline - The last year's scores.
 * @csspart detail - How many people have a score.
 * @csspart ruler - The ruler.
 * @csspart summary - The review in a sentence.
 * @csspart where - Where risk sits.
 * @csspart table - Its table.
 * @csspart row - A group's row.
 * @csspart drivers - What drives the score.
 * @csspart people - Who drives it.
 * @csspart groups - Which groups do, where people are not told or none is to be seen.
 * @csspart moved - How it moved.
 * @csspart done - What was done.
 * @csspart next - What to do next.
 * @csspart notes - About the numbers.
 * @csspart footer - The line at the foot: model, dates, who made it.
 * @csspart print - The button that prints.
 * @csspart tools - The buttons beside the title.
 * @csspart export - The menu of exports.
 */
export class RiskReport extends RiskElement {
  static override styles = shell([4050, [280, 3600], [400, 3050], [560, 2640], [623, 2480], [801, 1820], [1000, 1750]]);

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  /** What it looks back on: `monthly` (30 days) or `quarterly` (90); `window` sets other days. */
  @property() period: "monthly" | "quarterly" = "quarterly";
  /** Who made it, as printed beside the dates. */
  @property({ attribute: "prepared-by" }) preparedBy: string | null = null;

  @state() private opening: "no" | "busy" | "failed" = "no";
  protected override readonly needs: readonly Need[] = ["people", "history"];
  #drawing: View | null = null;

  protected override get viewOptions(): ViewOptions {
    const options = super.viewOptions;
    return { ...options, window: this.window ?? (this.period === "monthly" ? MONTH : QUARTER) };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drawing?.clear();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override ahead(book: Book): ReadonlyArray<Promise<unknown> | null> {
    const module = part.get(this);
    return module ? (this.#drawing ??= new module.View(this)).ahead(book) : [];
  }

  protected override assess(book: Book, stale: boolean): Phase {
    const phase = super.assess(book, stale);
    // A group's own numbers are what a review is about: one person is the card's and the breakdown's.
    if (this.view?.kind === "person") {
      this.fault = {
        code: "not-supported",
        message: "A review is of a client, a department or everyone.",
        path: "person",
        retryable: false,
      };
      return "error";
    }
    const ready = part.ready(this, phase);
    const module = DRAWN.test(ready) ? part.get(this) : undefined;
    if (!module) return ready;
    return (this.#drawing ??= new module.View(this)).planned(book, this.view!) ? ready : "loading";
  }

  protected override get unfinished(): Promise<unknown> | null | undefined {
    return this.#drawing?.coming;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.view && DRAWN.test(this.phase)) this.#drawing?.drawn();
    else this.#drawing?.clear();
  }

  /** Opens the browser's print dialog for the page this report is on. */
  print(): void {
    this.ownerDocument.defaultView?.print();
  }

  protected override render(): TemplateResult {
    const module = DRAWN.test(this.phase) ? part.get(this) : undefined;
    if (module) return (this.#drawing ??= new module.View(this)).render(module.lend(this));
    return undrawn(this);
  }

  protected override exportTable(): ExportTable | null {
    return DRAWN.test(this.phase) ? (this.#drawing?.exportTable(part.get(this)!.lend(this)) ?? null) : null;
  }
}
