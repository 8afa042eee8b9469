import type { TemplateResult } from "lit";
import type { Book } from "../../data/book.js";
import type { Cell, SubjectView } from "../../data/types.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import type { Drawing } from "../shared/part.js";
import { rowsOf, shell, undrawn } from "../shared/shell.js";

/** People by band; of one person, that one. */
export const cellsOf = (view: SubjectView): readonly Cell[] =>
  view.kind !== "person"
    ? (view.distribution ?? [])
    : view.band === null
      ? []
      : view.bands.map(({ id }) => ({ band: id, count: +(id === view.band) }));

const part = new DrawingPart(() => import("./view.js"));

/**
 * @summary People per band for a client, a department or everyone, and how many moved to another band over the window.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart row - A band.
 * @csspart bar - Its bar.
 * @csspart moves - Who moved between bands.
 * @csspart notice - What cannot be true in supplied numbers.
 * @csspart detail - The line under the heading.
 * @csspart tools - The buttons beside the heading.
 * @csspart export - The menu of exports.
 * @csspart figure - The bars, with their name.
 * @csspart table-toggle - The button that shows a chart as a table.
 * @csspart data-table - The table in its place.
 * @csspart insufficient - What is said where there is too little data.
 */
export class RiskDistribution extends RiskElement {
  static override styles = [
    shell([680, [300, 550], [400, 490], [480, 420], [720, 404]], {
      ".of-all": [850, [300, 680], [400, 600], [480, 506], [720, 472]],
    }),
    rowsOf({ phishr: 0.9, caniphish: 0.86, metacompliance: 0.86, infima: 1.03 }),
  ];

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  #drawing: Drawing | null = null;

  protected override assess(book: Book, stale: boolean): Phase {
    let phase = super.assess(book, stale);
    // A summary may say who is in which band and no score: that is all this needs.
    const some = this.view && cellsOf(this.view).some(({ count }) => count !== 0);
    if (phase === "insufficient" && some && !this.view!.withheld) phase = stale ? "stale" : "ready";
    return part.ready(this, phase);
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
