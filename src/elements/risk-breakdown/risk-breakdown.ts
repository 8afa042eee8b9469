import type { PropertyValues, TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Book } from "../../data/book.js";
import type { Need } from "../../data/types.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import { rowsOf, shell, undrawn } from "../shared/shell.js";
import type { View } from "./view.js";

const part = new DrawingPart(() => import("./view.js"));

/**
 * @summary The signed rows behind a score, summing to it; why it moved over the window; what would lower the risk most.
 *
 * Of a person the rows are the model's; a client, department or role has its people's, each counting as in the roll-up,
 * and beside them who drives it. Rows are shown in full and add up to the score that is shown.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @fires {RiskEvent<"risk-assign-training">} risk-assign-training - Training is about to be assigned, once for each person. Detail: `{ id, row, ref?, ids? }`. Cancelable: unless prevented, a source that can assign does.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart row - A row of a sum.
 * @csspart total - The sum.
 * @csspart sum - What the rows add up to, in words.
 * @csspart more - The button that shows all rows.
 * @csspart sentence - Why it moved, in one sentence.
 * @csspart drivers - Who drives a group's score, or made its change.
 * @csspart advice - What would lower the score.
 * @csspart assign - A button that assigns.
 * @csspart assign-panel - Where an assignment is confirmed.
 * @csspart quality - Events in question, and the score with and without them.
 * @csspart detail - The line under the heading.
 * @csspart tools - The buttons beside the heading.
 * @csspart export - The menu of exports.
 * @csspart table-toggle - The button that shows a chart as a table.
 * @csspart data-table - The table in its place.
 * @csspart meaning - What the band means in the model, in words.
 * @csspart no-change - What is said where nothing moved.
 */
export class RiskBreakdown extends RiskElement {
  static override styles = [
    shell([1620, [300, 1390], [400, 1280], [480, 1060], [640, 985]], {
      ".of-all": [1600, [300, 1200], [400, 1270], [480, 1030], [640, 890]],
      ".change": [1600, [300, 1480], [400, 1240], [480, 1140], [640, 1075], [720, 1050]],
      ".of-person": [1270, [300, 1050], [400, 970], [480, 840], [640, 775], [720, 765]],
      ".of-person.change": [970, [300, 860], [400, 725], [480, 680], [640, 625], [720, 610]],
    }),
    rowsOf({ metacompliance: 0.9, infima: 1.13 }),
    rowsOf({ phishr: 0.78, caniphish: 0.88, metacompliance: 0.77, infima: 1.14 }, ".of-person"),
    rowsOf({ phishr: 1.05, caniphish: 0.94, metacompliance: 0.81, infima: 1.24 }, ".of-person.change"),
  ];

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  /** `points`: what makes up the score. `change`: why it moved over the window. */
  @property({ reflect: true, useDefault: true }) mode: "points" | "change" = "points";
  /** Whom a group's score is told by: `groups` (departments; of several clients, those) or `people`. */
  @property() by: "groups" | "people" = "groups";
  /** What measures could be brought to, by name, for advice: `{ security_iq: 80 }`; default: a good value of each. */
  @property({ attribute: false }) targets: Readonly<Record<string, number>> | null = null;

  protected override readonly needs: readonly Need[] = ["record"];
  #drawing: View | null = null;

  override willUpdate(changed: PropertyValues): void {
    // A page that patches itself takes attributes away that it never wrote.
    this.mode ||= "points";
    this.by ||= "groups";
    super.willUpdate(changed);
  }

  protected override ahead(book: Book): ReadonlyArray<Promise<unknown> | null> {
    const module = part.get(this);
    return module ? [(this.#drawing ??= new module.View(this)).ahead(book)] : [];
  }

  protected override assess(book: Book, stale: boolean): Phase {
    return part.ready(this, super.assess(book, stale));
  }

  protected override render(): TemplateResult {
    const module = this.view && DRAWN.test(this.phase) ? part.get(this) : undefined;
    if (module) return (this.#drawing ??= new module.View(this)).render(module.lend(this));
    return undrawn(this, undefined, this.mode);
  }

  protected override exportTable(): ExportTable | null {
    return (this.view && this.book && this.#drawing?.exportTable(part.get(this)!.lend(this))) ?? null;
  }
}
