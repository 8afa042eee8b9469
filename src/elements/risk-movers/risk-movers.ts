import type { TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Book } from "../../data/book.js";
import { groupsOf } from "../../data/groups.js";
import { clientsOf, peopleOf } from "../../data/lists.js";
import type { Need, Query, SubjectView } from "../../data/types.js";
import { movers as moversOf, roundedChange } from "../../engine/rules.js";
import type { Model } from "../../engine/types.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import type { Drawing } from "../shared/part.js";
import { shell, undrawn } from "../shared/shell.js";

/** What can be compared with its like. */
export type MoversOf = "people" | "clients" | "departments" | "roles";
const GROUPS: readonly MoversOf[] = ["clients", "departments", "roles"];

export const SIDES = ["worsening", "improving", "stable"] as const;

/** Who moved most by one model. */
export interface MoversList extends Record<(typeof SIDES)[number], SubjectView[]> {
  model: Model;
}

const part = new DrawingPart(() => import("./view.js"));

/**
 * @summary Who climbed and who improved most over the window: ring (then) to dot (now) on one shared scale.
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart side - The worsening, the improving, and under them those that moved too little to be either, where there is room.
 * @csspart row - One that moved.
 * @csspart plot - The drawing in a row.
 * @csspart detail - The line under the heading.
 * @csspart tools - The buttons beside the heading.
 * @csspart export - The menu of exports.
 * @csspart table-toggle - The button that shows a chart as a table.
 * @csspart data-table - The table in its place.
 */
export class RiskMovers extends RiskElement {
  static override styles = shell([950, [300, 910], [400, 600], [480, 586], [610, 550]], {
    // Of several clients each row names one, which can be pressed.
    ".of-all": [1030, [300, 990], [400, 680], [480, 666], [610, 630]],
  });

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  /** Whose moves: `people`, `clients`, `departments` or `roles`; default people, departments for the client audience. */
  @property() of: MoversOf | null = null;
  /** How many at most, each way: 1 or more. */
  @property({ type: Number }) limit = 5;

  protected override readonly needs: readonly Need[] = ["people"];

  override query(): Query {
    const query = super.query();
    return this.viewOptions.audience === "client" ? query : { ...query, kind: "people" };
  }

  /** What is shown of each side, by model. @internal */
  lists: readonly MoversList[] = [];
  /** What they are. @internal */
  shown: MoversOf = "people";
  #drawing: Drawing | null = null;

  protected override assess(book: Book, stale: boolean): Phase {
    const phase = super.assess(book, stale);
    if (phase === "error" || phase === "no-access" || phase === "empty") return phase;
    const ref = this.subjectRef ?? book.whole;
    const within = ref.kind === "client" ? ref.id : this.client;
    const client = book.audience === "client";
    // A department across clients is the sum of some that a client may see and some that it may not.
    const groups = within === null && book.clientIds.length > 1 ? "clients" : "departments";
    const own = GROUPS.find((of) => of === this.of) ?? "people";
    const of = client && own === "people" ? groups : own;
    this.shown = of;
    const views =
      of === "clients"
        ? clientsOf(book)
        : of === "people"
          ? peopleOf(book, ref, this.client)
          : groupsOf(book, of === "roles" ? "role" : "department", within);
    // What would be said as 0 is no move.
    const moved = views.filter(
      ({ change, published, model }) => change !== null && published !== null && roundedChange(model, change),
    );
    const most = Math.max(1, Math.floor(this.limit) || 5);
    // Scores of different models have no scale in common: nobody is ranked by them together.
    this.lists = [...new Set(moved.map(({ model }) => model.id))].map((id) => {
      const own = moved.filter(({ model }) => model.id === id);
      const model = id === book.model.id ? book.model : own[0]!.model;
      const sides = moversOf(model, own);
      const list: MoversList = { model, worsening: [], improving: [], stable: [] };
      const small: SubjectView[] = [];
      for (const side of ["worsening", "improving"] as const) {
        // What is said to be stable everywhere else is no more than that here.
        list[side] = sides[side].filter(({ trend }) => trend !== "stable").slice(0, most);
        small.push(...sides[side].filter(({ trend }) => trend === "stable").slice(0, most - list[side].length));
      }
      list.stable = small.sort((a, b) => Math.abs(b.change!) - Math.abs(a.change!));
      return list;
    });
    const none = views.every((view) => view.score === null);
    return part.ready(this, none ? "insufficient" : stale ? "stale" : "ready");
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
