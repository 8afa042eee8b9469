import type { TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Book } from "../../data/book.js";
import type { Need } from "../../data/types.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import type { Drawing } from "../shared/part.js";
import { shell, undrawn } from "../shared/shell.js";

const part = new DrawingPart(() => import("./view.js"));

/**
 * @summary Score over time on band zones: the events that moved it, gaps left open, and where time alone takes it.
 * @fires {RiskEvent<"risk-export">} risk-export - Data or a picture was exported. Detail: `{ format }`.
 * @csspart base - The surface.
 * @csspart title - What happened, in a sentence.
 * @csspart plot - The drawing.
 * @csspart line - The score's line.
 * @csspart forecast - The dashed line.
 * @csspart event - An event on the line.
 * @csspart events - The numbered events under a narrow chart.
 * @csspart legend - What the lines are.
 * @csspart sound - The button that plays the line, with `sound`.
 * @csspart detail - The line under the heading.
 * @csspart tools - The buttons beside the heading.
 * @csspart export - The menu of exports.
 * @csspart figure - The chart with its name and summary.
 * @csspart readout - What the point that is looked at says.
 * @csspart table-toggle - The button that shows a chart as a table.
 * @csspart data-table - The table in its place.
 * @csspart insufficient - What is said where there is too little data.
 */
export class RiskTrend extends RiskElement {
  /** The plot is as high as its style has it; what is around it is told in so many lines. */
  static override styles = shell([
    372,
    [300, 356],
    [400, "(11.2em + clamp(11.25em,50cqi,16.25em))"],
    [480, "(9.7em + clamp(11.25em,50cqi,16.25em))"],
    [600, "(9.625em + clamp(15.625em,34cqi,25em))"],
    [880, "(8.625em + clamp(15.625em,34cqi,25em))"],
  ]);

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  /** Id of another person, client, department or role (whichever the subject is) to compare with. */
  @property() compare: string | null = null;
  /** Days ahead, by time alone; 0 for none; default: a quarter of the window. */
  // An empty attribute says nothing, not 0.
  @property({ type: Number, converter: (text) => (text ? Number(text) : null) }) forecast: number | null = null;
  /** Offers to play the line as sound: pitch is risk, silence is no score. */
  @property({ type: Boolean }) sound = false;

  protected override readonly needs: readonly Need[] = ["history", "record"];
  #drawing: Drawing | null = null;

  protected override assess(book: Book, stale: boolean): Phase {
    return part.ready(this, super.assess(book, stale));
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
