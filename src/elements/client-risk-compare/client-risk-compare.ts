import type { PropertyValues, TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { SliceController } from "../../controllers/slices.js";
import type { Book } from "../../data/book.js";
import { clientView } from "../../data/breaths.js";
import { groupsOf } from "../../data/groups.js";
import type { Need, Query, SubjectView } from "../../data/types.js";
import type { Issue } from "../../engine/types.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import { shell, undrawn } from "../shared/shell.js";
import type { Looked } from "../shared/walk.js";
import { worded } from "../shared/worded.js";
import type { Order, SortKey } from "./sort.js";
import type { View } from "./view.js";

/** Milliseconds of scoring before the first drawing: what fits in is on screen at once. */
const AT_ONCE = 24;

/** Rows on screen before the reader asks for more: beyond it every page pays for rows nobody scrolled to. */
export const PAGE = 50;

/** They, and the line that says there are more. */
const MOST_ROWS = PAGE + 0.95;

/** Room where nothing is known. */
const A_DOZEN = 12;

/** How many rows the page saw of the same: as many, most likely, come again. */
const seen = new Map<string, number>();

const part = new DrawingPart(() => import("./view.js"));

/**
 * @summary Clients side by side: score, band, change, trend line, people per band; sort, search, filter by band; the chosen ones in one chart, with what their change is made of.
 *
 * Departments or roles as well, with `of`. Scores of different models are never ranked in one list.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart detail - The line under the heading.
 * @csspart tools - Search, compare, export.
 * @csspart search - The search field.
 * @csspart filters - The band chips.
 * @csspart filter - A band chip.
 * @csspart table - The table.
 * @csspart row - A row.
 * @csspart overlay - The chosen rows: chart, numbers, composition of the change.
 * @csspart line - A line of the chart.
 * @csspart export - The menu of exports.
 * @csspart figure - The chart of the chosen rows.
 * @csspart readout - What the point that is looked at says.
 * @csspart table-toggle - The button that shows a chart as a table.
 * @csspart data-table - The table in its place.
 */
export class ClientRiskCompare extends RiskElement {
  static override styles = shell([
    "(8.625em + var(--_n,12)*4.3125em)",
    [300, "(8.125em + var(--_n,12)*5.0625em)"],
    [560, "(13em + var(--_n,12)*3.75em)"],
    [720, "(11em + var(--_n,12)*3.75em)"],
    [880, "(9.4em + var(--_n,12)*3.75em)"],
  ]);

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  /** What is compared: `clients`, or the `departments` or `roles` of everybody or of `client`. */
  @property() of: "clients" | "departments" | "roles" = "clients";
  /** What the rows are sorted by: `name`, `score`, `change` or `people`. */
  @property({ reflect: true, useDefault: true }) sort: SortKey = "score";
  /** `desc` puts the riskiest (or largest) first, whichever way the model counts. */
  @property({ reflect: true, useDefault: true }) order: Order = "desc";
  /** Shows only rows whose name contains this. */
  @property() search = "";
  /** Shows only rows in this band; `none` means without a score. */
  @property() band: string | null = null;
  /** Ids of the rows in the chart, separated by spaces; at most 6. */
  @property() chosen = "";
  /** The chosen rows in one chart, or one chart each on one scale. */
  @property() layout: "overlay" | "multiples" = "overlay";

  /** How many rows there will be, where the page knows before the data is there: room for them is kept while they load. */
  @property({ type: Number, attribute: "expected-rows" }) expectedRows: number | null = null;

  @state() private choosing = false;
  @state() private pages = 1;
  @state() private tools = false;
  @state() private at: Looked = null;
  @state() private table = false;
  /** @internal */
  readonly slices = new SliceController<unknown>(this);
  /** What is compared, before the filters. @internal */
  rows: SubjectView[] = [];
  /** What the rows answer: other settings begin anew, and never show what was for somebody else. @internal */
  rowsFor = "";
  /** While rows are scored: how many are. @internal */
  progress: { n: number; total: number } | null = null;
  #begun: Book | null = null;
  #told = "";
  /** Rows that room is kept for. */
  #room = 0;
  #drawing: View | null = null;

  protected override readonly needs: readonly Need[] = ["history"];

  override query(): Query {
    return { ...super.query(), kind: "book", id: "" };
  }

  /** @internal */
  get group(): "clients" | "departments" | "roles" {
    return this.of === "departments" || this.of === "roles" ? this.of : "clients";
  }

  protected override inSlices(): boolean {
    return this.group === "clients";
  }

  /** Scores every row, what takes longer than a moment in slices: until all are there it is loading. */
  protected override assess(book: Book, stale: boolean): Phase {
    this.slices.scope(book);
    this.progress = null;
    const of = this.group;
    const { audience, redact } = this.viewOptions;
    const key = [of, this.client, book.model.id, audience, redact, this.source.origin].join("\n");
    let rows: Array<SubjectView | null | undefined>;
    if (of === "clients") {
      const ids = book.clientIds.filter((id) => this.client === null || id === this.client);
      const view = (id: string): SubjectView | null | undefined =>
        this.slices.get(`row ${id}`, () => clientView(book, id)) as SubjectView | null | undefined;
      // From the last on: other elements of very many people begin with the first, and nobody is scored twice.
      rows = [...ids].reverse().map(view).reverse();
      // Once: while the rest comes in slices, drawing how far it is takes no longer than that.
      if (rows.includes(undefined) && this.#begun !== book) {
        this.#begun = book;
        this.slices.work(AT_ONCE);
        rows = ids.map(view);
      }
      const left = rows.filter((row) => row === undefined).length;
      if (left) {
        this.progress = { n: rows.length - left, total: rows.length };
        // A refresh leaves what is on screen until all of the new is there.
        if (key === this.rowsFor && this.rows.length) return part.ready(this, stale ? "stale" : "ready");
        this.rows = [];
        return "loading";
      }
    } else rows = groupsOf(book, of === "departments" ? "department" : "role", this.client);
    this.rowsFor = key;
    this.rows = rows.filter((row) => !!row);
    if (!this.rows.length) {
      const asked = of === "clients" && this.client !== null && !book.empty;
      if (!asked) return "empty";
      this.fault = {
        code: "not-found",
        message: `client: "${this.client}" is not in the data.`,
        path: "client",
        retryable: false,
      };
      return "error";
    }
    return part.ready(this, stale ? "stale" : "ready");
  }

  protected override get issues(): readonly Issue[] {
    return [super.issues, ...this.rows.map(({ issues }) => issues)].flat();
  }

  override willUpdate(changed: PropertyValues): void {
    // A page that patches itself takes attributes away that it never wrote.
    this.sort ||= "score";
    this.order ||= "desc";
    this.search = worded(this.search) ?? "";
    this.band ||= null;
    this.chosen = String(this.chosen ?? "");
    this.layout ||= "overlay";
    super.willUpdate(changed);
    this.#drawing?.follow();
    if (changed.has("search") || changed.has("band")) this.pages = 1;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#keepRoom();
    const asked = `${this.search}\n${this.band}`;
    if (this.#told !== "" && asked !== this.#told && this.progress === null && this.rows.length) {
      const found = this.#drawing?.found();
      if (found) this.announce(found);
    }
    this.#told = asked;
    // What is drawn of a choice stands below the rows, where one who chooses is not.
    const compared = changed.get("chosen") !== undefined && this.#drawing?.compared();
    if (compared) this.announce(compared);
  }

  /**
   * What follows stays where it is as far as the number of rows is known. Not in markup: a strict page refuses style attributes.
   * Room that was kept already is given up with the drawing only: what follows moves once.
   */
  #keepRoom(): void {
    const same = `${this.of} ${this.client}`;
    if (this.rows.length) seen.set(same, this.rows.length);
    const coming = this.renderRoot.querySelector<HTMLElement>(".surface.loading");
    const n = this.progress?.total ?? (this.rows.length || (this.expectedRows ?? seen.get(same)));
    this.#room = coming ? Math.max(this.#room, n && n > 0 ? Math.min(n, MOST_ROWS) : A_DOZEN) : 0;
    coming?.style.setProperty("--_n", String(this.#room));
  }

  protected override get unfinished(): Promise<unknown> | null | undefined {
    return this.#drawing?.coming;
  }

  protected override render(): TemplateResult {
    // What scores many rows also says how far it is.
    const drawn = DRAWN.test(this.phase) || (this.progress && this.phase === "loading");
    const module = drawn ? part.get(this) : undefined;
    if (module) return (this.#drawing ??= new module.View(this)).render(module.lend(this));
    return undrawn(this);
  }

  protected override exportTable(): ExportTable | null {
    return DRAWN.test(this.phase) ? (this.#drawing?.exportTable(part.get(this)!.lend(this)) ?? null) : null;
  }
}
