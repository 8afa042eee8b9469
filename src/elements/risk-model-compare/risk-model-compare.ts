import type { TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Book } from "../../data/book.js";
import type { Need, Query } from "../../data/types.js";
import type { Model } from "../../engine/types.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import { shell, undrawn } from "../shared/shell.js";
import type { View } from "./view.js";

const part = new DrawingPart(() => import("./view.js"));

/**
 * @summary The same people under several models: each on its own scale and all on one, how far the models agree, who would be in another band and why, and what each model cannot see in this data.
 *
 * Scores of different scales never share a column: each model has its own, headed with its scale. The chart puts all of
 * them on one scale, from the safest end of each to the riskiest.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart choose - The buttons that choose models.
 * @csspart figure - The chart.
 * @csspart table - The table.
 * @csspart agreement - How far the models rank alike.
 * @csspart moved - Who would be in another band.
 * @csspart unseen - What each model cannot see.
 * @csspart detail - The line under the heading.
 * @csspart tools - The buttons beside the heading.
 * @csspart export - The menu of exports.
 * @csspart row - A row of the table.
 * @csspart more - The button that shows all rows.
 */
export class RiskModelCompare extends RiskElement {
  static override styles = shell([9500, [312, 7180], [400, 7000], [480, 6100], [520, 5250], [560, 4480], [880, 3190]], {
    ".of-person": [3450, [312, 2820], [440, 2200], [560, 1560], [800, 1497]],
  });

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  /** The models, ids separated by spaces (or, as a property, a list of ids and models of one's own); the first is what the others are held against. Default: all five. */
  @property() models: string | ReadonlyArray<string | Model> | null = null;

  protected override readonly needs: readonly Need[] = ["record", "people"];
  #drawing: View | null = null;

  override query(): Query {
    // Whatever the models: the records are the same.
    return { ...super.query(), model: undefined };
  }

  protected override ahead(book: Book): ReadonlyArray<Promise<unknown> | null> {
    const module = part.get(this);
    return module ? (this.#drawing ??= new module.View(this)).ahead(book) : [];
  }

  protected override assess(book: Book, stale: boolean): Phase {
    const phase = part.ready(this, super.assess(book, stale));
    const module = DRAWN.test(phase) ? part.get(this) : undefined;
    if (!module) return phase;
    this.#drawing ??= new module.View(this);
    // One model may have no score where another has: it is enough that any has one.
    return !this.#drawing.compare(book) ? "insufficient" : stale ? "stale" : "ready";
  }

  protected override render(): TemplateResult {
    if (this.view && DRAWN.test(this.phase) && this.#drawing) return this.#drawing.render(part.get(this)!.lend(this));
    return undrawn(this);
  }

  protected override exportTable(): ExportTable | null {
    return (this.view && this.book && this.#drawing?.exportTable(part.get(this)!.lend(this))) ?? null;
  }
}
