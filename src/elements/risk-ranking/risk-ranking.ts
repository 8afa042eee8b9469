import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { isServer } from "../../controllers/server.js";
import type { Book } from "../../data/book.js";
import type { Need, Query } from "../../data/types.js";
import type { Columns, Issue } from "../../engine/index.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import { shell, skeleton, undrawn } from "../shared/shell.js";
import { worded } from "../shared/worded.js";
import type { SortKey } from "./roster.js";
import type { View } from "./view.js";

/** More people than this are scored in columns: views, an object each, are for lists that a reader goes through. */
export const IN_VIEWS = 2000;

/** Rows on screen unless the page asks for others, and what one of them is of the room kept while it loads. */
const ROWS = 11;
const ROW_SHARE = 52 / 820;

const part = new DrawingPart(async () => {
  const view = await import("./view.js");
  // A server draws once, a book of any size.
  if (isServer) await view.long();
  return view;
});

/**
 * @summary People ranked across every client, riskiest first: sort, search, filters, selection; 100 000 rows smoothly. For the client audience, groups.
 *
 * Where clients have models of their own, those of each model are a ranking to choose: their scores have no scale in common.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`: a person or their client; for the client audience a department, role or client.
 * @fires {RiskEvent<"risk-assign-training">} risk-assign-training - Training is to be assigned. Cancelable: unless prevented, a source that can assign does. Detail: `{ id, row: null, ids }`, `ids` holding everyone chosen.
 * @fires {RiskEvent<"risk-export">} risk-export - Data or a picture was exported. Detail: `{ format }`.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart search - The search field.
 * @csspart filters - The band chips and the lists to choose from.
 * @csspart grid - The table.
 * @csspart row - A person's row.
 * @csspart bar - What is selected, and what can be done with it.
 * @csspart detail - The line under the heading.
 * @csspart tools - The buttons beside the heading.
 * @csspart export - The menu of exports.
 */
export class RiskRanking extends RiskElement {
  static override styles = shell([1050, [300, 930], [400, 860], [720, 820]]);

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  /** What the rows are sorted by: `score`, `name`, `client`, `department`, `role`, `change` or `failed` (the last failure). */
  @property({ reflect: true, useDefault: true }) sort: SortKey = "score";
  /** `desc` puts the riskiest (or the latest) first, whichever way the model counts. */
  @property({ reflect: true, useDefault: true }) order: "asc" | "desc" = "desc";
  /** Shows only people whose name contains this. */
  @property() search = "";
  /** Shows only people in this band; `none` means without a score. */
  @property() band: string | null = null;
  /** Shows only people who are `improving`, `stable` or `worsening`. */
  @property() trend: string | null = null;
  /** Rows on screen at once: 1 or more; the others are scrolled to. */
  @property({ type: Number }) rows = 11;
  /** Everyone's evidence in typed arrays (`toColumns`), scored instead of the records: in the order of the people in the data, or with `ids` of its own. */
  @property({ attribute: false }) columns: Columns | null = null;
  /**
   * A worker that keeps everyone's evidence and scores it away from the page: `human-risk-widgets/worker.js`, a worker of
   * your own that imports it, or a port to one. Published models only: code does not travel. `data` then needs no people.
   */
  @property({ attribute: false }) worker: Worker | MessagePort | null = null;

  protected override readonly needs: readonly Need[] = ["people"];
  #drawing: View | null = null;
  #named = false;

  override willUpdate(changed: PropertyValues): void {
    // A page that patches itself takes attributes away that it never wrote.
    this.sort ||= "score";
    this.order ||= "desc";
    this.search = worded(this.search) ?? "";
    this.band ||= null;
    this.trend ||= null;
    const { audience, redact } = this.viewOptions;
    const named = audience === "internal" && redact === "none";
    // What was searched for is a name: it leaves the page with the others.
    if (this.#named && !named) this.search = "";
    this.#named = named;
    super.willUpdate(changed);
  }

  override query(): Query {
    const { needs, ...query } = super.query();
    // Of single people such a page does not even ask.
    return this.viewOptions.audience === "client" ? query : { ...query, needs, kind: "people" };
  }

  protected override inSlices(book: Book): boolean {
    return book.people > IN_VIEWS;
  }

  protected override assess(book: Book, stale: boolean): Phase {
    const elsewhere = book.audience !== "client" && (this.worker || this.columns?.ids);
    if (book.empty && !elsewhere) return "empty";
    const module = part.get(this);
    if (!module) return part.ready(this, "ready");
    return (this.#drawing ??= new module.View(this)).assess(book, stale);
  }

  protected override get issues(): readonly Issue[] {
    const { book, subjectRef } = this;
    const few = book && DRAWN.test(this.phase) && book.people <= IN_VIEWS;
    const view = few && book.subject(subjectRef ?? book.whole, subjectRef?.kind === "client" ? null : this.client);
    const known = [...super.issues, ...(view ? view.issues : [])];
    const own = this.#drawing?.issues ?? [];
    if (!own.length) return known;
    // What its columns and its records have in common is told once.
    const told = new Set(known.map(({ message }) => message));
    return [...known, ...own.filter(({ message }) => !told.has(message))];
  }

  /** Fewer rows than usual are known before they are there. Not in markup: a strict page refuses style attributes. */
  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const coming = this.renderRoot.querySelector<HTMLElement>(".surface.loading");
    coming?.style.setProperty("--_rows", String(1 - (ROWS - (Math.floor(this.rows) || ROWS)) * ROW_SHARE));
  }

  protected override render(): TemplateResult {
    const drawing = this.#drawing;
    if (drawing && DRAWN.test(this.phase)) return drawing.render(part.get(this)!.lend(this));
    const progress = this.phase === "loading" ? drawing?.progress(this.language) : undefined;
    return undrawn(this, html`${progress ?? nothing}${skeleton}`);
  }

  protected override exportTable(): ExportTable | null {
    return DRAWN.test(this.phase) ? (this.#drawing?.exportTable(part.get(this)!.lend(this)) ?? null) : null;
  }
}
