import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { sharedSpan } from "../../charts/sparkline.js";
import { SliceController } from "../../controllers/slices.js";
import type { Book } from "../../data/book.js";
import type { Query, SeriesPoint, SubjectRef, SubjectView } from "../../data/types.js";
import { movedOf } from "../../data/why.js";
import { common } from "../../strings/en/common.js";
import { compare } from "../../strings/en/compare.js";
import { hasMessage } from "../../strings/index.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { byRisk } from "../shared/marks.js";
import { heading } from "../shared/parts.js";
import { styles } from "./client-risk-compare.styles.js";
import { renderFilters, renderTools, type Controls } from "./controls.js";
import { renderOverlay, type Parts } from "./overlay.js";
import { renderRow } from "./row.js";
import { arranged, fold, NONE, type Order, type SortKey } from "./sort.js";

/** More lines than this cannot be told apart, and a reader compares two or three. */
const MOST_CHOSEN = 6;
/** Rows on screen before the reader asks for more: beyond it every page pays for rows nobody scrolled to. */
const PAGE = 50;
/** Milliseconds of scoring before the first drawing: what fits in is on screen at once. */
const AT_ONCE = 24;

/**
 * @summary Clients side by side: score, band, change, trend line, people per band; sort, search, filter by band; the chosen ones in one chart, with what their change is made of.
 *
 * Departments or roles as well, with `of`. Scores of different models are never ranked in one list.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart detail - The line under it.
 * @csspart tools - Search, compare, export.
 * @csspart search - The search field.
 * @csspart filters - The band chips.
 * @csspart filter - A band chip.
 * @csspart table - The table.
 * @csspart row - A row.
 * @csspart overlay - The chosen rows: chart, numbers, composition of the change.
 * @csspart line - A line of the chart.
 */
export class ClientRiskCompare extends RiskElement {
  static override styles = styles;

  /** What is compared: `clients`, or the `departments` or `roles` of everybody or of `client`. */
  @property() of: "clients" | "departments" | "roles" = "clients";
  /** What the rows are sorted by: `name`, `score`, `change` or `people`. */
  @property({ reflect: true }) sort: SortKey = "score";
  /** `desc` puts the riskiest (or largest) first, whichever way the model counts. */
  @property({ reflect: true }) order: Order = "desc";
  /** Shows only rows whose name contains this. */
  @property() search = "";
  /** Shows only rows in this band; `none` means without a score. */
  @property() band: string | null = null;
  /** Ids of the rows in the chart, separated by spaces; at most 6. */
  @property() chosen = "";
  /** The chosen rows in one chart, or one chart each on one scale. */
  @property() layout: "overlay" | "multiples" = "overlay";

  @state() private choosing = false;
  @state() private pages = 1;
  @state() private tools = false;
  @state() private at: number | null = null;
  @state() private table = false;
  readonly #slices = new SliceController<unknown>(this);
  #rows: SubjectView[] = [];
  /** What the rows answer: other settings begin anew, and never show what was for somebody else. */
  #rowsFor = "";
  /** Lines as they were last drawn, until new ones are there. */
  #drawn = new Map<string, readonly SeriesPoint[] | undefined>();
  #progress: { n: number; total: number } | null = null;
  #told = "";

  override query(): Query {
    return { ...super.query(), kind: "book", id: "" };
  }

  get #of(): "clients" | "departments" | "roles" {
    return this.of === "departments" || this.of === "roles" ? this.of : "clients";
  }

  /** Scores every row, what takes longer than a moment in slices: until all are there it is loading. */
  protected override assess(book: Book, stale: boolean): Phase {
    this.#slices.scope(book);
    this.#progress = null;
    const of = this.#of;
    const { audience, redact } = this.viewOptions;
    const key = [of, this.client, book.model.id, audience, redact].join("\n");
    let rows: Array<SubjectView | null | undefined>;
    if (of === "clients") {
      const ids = book.clientIds.filter((id) => this.client === null || id === this.client);
      const view = (id: string): SubjectView | null | undefined =>
        this.#slices.get(`row ${id}`, () => book.subject({ kind: "client", id })) as SubjectView | null | undefined;
      rows = ids.map(view);
      if (rows.includes(undefined)) {
        this.#slices.work(AT_ONCE);
        rows = ids.map(view);
      }
      const left = rows.filter((row) => row === undefined).length;
      if (left) {
        this.#progress = { n: rows.length - left, total: rows.length };
        // A refresh leaves what is on screen until all of the new is there.
        if (key === this.#rowsFor && this.#rows.length) return stale ? "stale" : "ready";
        this.#rows = [];
        return "loading";
      }
    } else rows = book.groups(of === "departments" ? "department" : "role", this.client);
    if (key !== this.#rowsFor) this.#drawn = new Map();
    this.#rowsFor = key;
    this.#rows = rows.filter((row) => !!row);
    if (!this.#rows.length) {
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
    return stale ? "stale" : "ready";
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("search") || changed.has("band")) this.pages = 1;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const asked = `${this.search}\n${this.band}`;
    if (this.#told !== "" && asked !== this.#told && this.#progress === null && this.#rows.length) {
      this.announce(this.language.words(compare)("shown", { n: this.#visible().length }));
    }
    this.#told = asked;
  }

  /** Whether scores of different models are among the rows. */
  get #mixed(): boolean {
    return this.#rows.some((row) => row.model.id !== this.#rows[0]!.model.id);
  }

  get #ids(): string[] {
    const known = new Set(this.#rows.map((row) => row.id));
    return this.chosen
      .split(/\s+/)
      .filter((id) => known.has(id))
      .slice(0, MOST_CHOSEN);
  }

  #visible(): SubjectView[] {
    const { search, band, sort, order } = this;
    const wanted = fold(search);
    const kept = this.#rows.filter(
      (row) => (band === null || (row.band ?? NONE) === band) && fold(row.name).includes(wanted),
    );
    return arranged(kept, sort, order, this.language.tag);
  }

  #sortBy(key: SortKey): void {
    if (this.sort === key) this.order = this.order === "desc" ? "asc" : "desc";
    else {
      this.sort = key;
      this.order = key === "name" ? "asc" : "desc";
    }
  }

  #choose(id: string): void {
    const ids = this.#ids;
    const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
    this.chosen = next.slice(0, MOST_CHOSEN).join(" ");
  }

  protected override render(): TemplateResult {
    const shown = this.phase === "ready" || this.phase === "stale";
    const title = this.language.words(compare)(`title.${this.#of}`);
    return html`<section part="base" class="surface ${this.phase}" aria-label=${title}>
      ${shown ? this.#ready() : html`${this.#working()}${this.renderState(skeleton)}`}
      <span class="sr-only" role="status"></span>
    </section>`;
  }

  #working(): TemplateResult | typeof nothing {
    if (!this.#progress || this.phase !== "loading") return nothing;
    const text = this.language.words(compare)("progress", this.#progress);
    return html`<p class="progress">
      <progress max=${this.#progress.total} value=${this.#progress.n} aria-label=${text}></progress>
      <span class="detail" aria-hidden="true">${text}</span>
    </p>`;
  }

  #ready(): TemplateResult {
    const c = this.language.words(compare);
    const rows = this.#visible();
    const page = rows.slice(0, this.pages * PAGE);
    const chosen = this.#ids.flatMap((id) => this.#rows.find((row) => row.id === id) ?? []);
    return html`${heading(c(`title.${this.#of}`), this.#lead(), renderTools(this.#controls()))}
    ${renderFilters(this.#controls())} ${this.#mixed ? html`<p class="detail note">${c("mixed")}</p>` : nothing}
    ${chosen.length ? this.#overlay(chosen) : this.choosing ? html`<p class="detail note">${c("chosenHint", { n: MOST_CHOSEN })}</p>` : nothing}
    ${rows.length ? html`${this.#table(page)} ${this.#more(rows.length - page.length)}` : this.#noneFound()}
    ${this.phase === "stale" ? this.renderStale() : nothing}`;
  }

  #lead(): string {
    const c = this.language.words(compare);
    const t = this.language.words(common);
    const [first] = this.#rows;
    const people = this.#rows.reduce((n, row) => n + (row.people ?? 0), 0);
    return c(this.#mixed ? "leadMixed" : "lead", {
      rows: c(`n.${this.#of}`, { n: this.#rows.length }),
      people: t("people", { n: people }),
      date: this.dateText(first!.asOf),
      model: this.modelName(first!.model),
      days: t("days", { n: first!.window }),
    });
  }

  #controls(): Controls {
    return {
      host: this,
      of: this.#of,
      rows: this.#rows,
      mixed: this.#mixed,
      language: this.language,
      bandName: (band) => this.bandName(band),
      bandRange: (row, band) => this.bandRange(row.model, band),
      open: this.tools,
      choosing: this.choosing,
      set: (changed) => Object.assign(this, changed),
    };
  }

  #th(key: SortKey, label: string, cls: string): TemplateResult {
    const on = this.sort === key;
    const sorted = !on ? "none" : this.order === "desc" ? "descending" : "ascending";
    return html`<th scope="col" role="columnheader" class=${cls} aria-sort=${sorted}>
      <button class="sort ${on ? "on" : ""}" @click=${() => this.#sortBy(key)}>
        ${label}<svg class="sort-mark ${this.order}" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M0 2h8L4 7Z" fill="currentColor" />
        </svg>
      </button>
    </th>`;
  }

  #table(rows: readonly SubjectView[]): TemplateResult {
    const c = this.language.words(compare);
    const t = this.language.words(common);
    const [first] = this.#rows;
    const mixed = this.#mixed;
    const models = [...new Set(rows.map((row) => row.model.id))];
    const movers = this.#movers();
    const fresh = new Map(rows.map((row) => [row.id, this.#line(row)]));
    // Lines of one column share their scale, so none is drawn before all are known.
    const whole = ![...fresh.values()].includes(undefined);
    if (whole) this.#drawn = fresh;
    const lines = whole ? fresh : this.#drawn;
    const drawn = lines.size > 0;
    const span = drawn
      ? sharedSpan(
          [...lines.values()].map((line) => line ?? []),
          first!.model.scale,
        )
      : 0;
    const chosen = new Set(this.#ids);
    const row = (view: SubjectView): TemplateResult =>
      renderRow({
        view,
        language: this.language,
        bandName: (band) => this.bandName(band),
        stale: this.phase === "stale",
        choosing: this.choosing,
        chosen: chosen.has(view.id),
        full: chosen.size >= MOST_CHOSEN,
        mark: view.id === movers[0] ? c("mostWorse") : view.id === movers[1] ? c("mostBetter") : "",
        points: drawn ? lines.get(view.id) : undefined,
        span: mixed ? 0 : span,
        select: () => this.emit("risk-select", { kind: view.kind, id: view.id }),
        choose: () => this.#choose(view.id),
      });
    const short = ({ id }: { id: string }): string =>
      hasMessage(this.language.tag, compare, `short.${id}`) ? c(`short.${id}` as "short.low") : this.bandName(id);
    return html`<table part="table" role="table" class="table ${this.choosing ? "choosing" : ""}">
      <caption class="sr-only">
        ${c("caption", { title: c(`title.${this.#of}`) })}
      </caption>
      <thead>
        <tr role="row">
          ${this.#th("name", c(`one.${this.#of}`), "c-name")} ${this.#th("score", c("score"), "c-score")}
          <th scope="col" role="columnheader" class="c-band">${c("band")}</th>
          ${this.#th("change", c("change"), "c-change")}
          <th scope="col" role="columnheader" class="c-trend">
            ${c("trend", { days: t("days", { n: first!.window }) })}
          </th>
          <th scope="col" role="columnheader" class="c-spread">
            <span class=${mixed ? "" : "sr-only"}>${c("spread")}</span>
            ${
              mixed
                ? nothing
                : html`<span class="counts" aria-hidden="true"
                    >${byRisk(first!.bands, first!.model.direction).map((band) => html`<span>${short(band)}</span>`)}</span
                  >`
            }
          </th>
        </tr>
      </thead>
      ${models.map((id) => {
        const own = rows.filter((view) => view.model.id === id);
        return html`<tbody>
          ${
            mixed
              ? html`<tr role="row" class="group">
                  <th scope="rowgroup" role="rowheader" colspan="6">${this.modelName(own[0]!.model)}</th>
                </tr>`
              : nothing
          }
          ${repeat(own, (view) => view.id, row)}
        </tbody>`;
      })}
    </table>`;
  }

  /** The rows that moved most each way; nobody where nobody did, or where scores cannot be compared. */
  #movers(): Array<string | undefined> {
    if (this.#mixed || this.#rows.length < 3) return [];
    const risk = this.#rows[0]!.model.direction === "lower-is-riskier" ? -1 : 1;
    const moved = this.#rows.filter((row) => row.change !== null).sort((a, b) => (b.change! - a.change!) * risk);
    const [worst, best] = [moved[0], moved.at(-1)];
    return [worst?.trend === "worsening" ? worst.id : undefined, best?.trend === "improving" ? best.id : undefined];
  }

  #ref({ kind, id }: SubjectView): [SubjectRef, string | null] {
    return [{ kind, id }, kind === "client" ? null : this.client];
  }

  /** Scores over the window; empty where a row has none, undefined while they are worked out. */
  #line(row: SubjectView, points = 15): readonly SeriesPoint[] | undefined {
    if (row.score === null) return [];
    const book = this.book!;
    return this.#slices.get(`line ${points} ${row.id}`, () =>
      book.series(...this.#ref(row), row.window, Math.max(1, row.window / points)),
    ) as readonly SeriesPoint[] | undefined;
  }

  #overlay(rows: readonly SubjectView[]): TemplateResult {
    const book = this.book!;
    return renderOverlay({
      rows,
      layout: this.layout,
      language: this.language,
      bandName: (band) => this.bandName(band),
      series: (row) => this.#line(row, 30),
      parts: (row) =>
        this.#slices.get(`parts ${row.id}`, (): Parts | null => {
          const moved = movedOf(book, ...this.#ref(row));
          return moved && { from: moved.from.score, to: moved.to.score, parts: moved.composition };
        }) as Parts | null | undefined,
      at: this.at,
      table: this.table,
      set: (changed) => Object.assign(this, changed),
      clear: () => (this.chosen = ""),
    });
  }

  #more(left: number): TemplateResult | typeof nothing {
    if (left <= 0) return nothing;
    return html`<div class="foot no-print">
      <button class="button" @click=${() => this.pages++}>
        ${this.language.words(compare)("more", { n: Math.min(PAGE, left) })}
      </button>
    </div>`;
  }

  #noneFound(): TemplateResult {
    const c = this.language.words(compare);
    const reset = (): void => {
      this.search = "";
      this.band = null;
    };
    return html`<div class="state" part="empty">
      <p class="state-title">${c("noneFound")}</p>
      <p class="state-text">${c("noneFoundText", { query: this.search })}</p>
      <button class="button" @click=${reset}>${c("reset")}</button>
    </div>`;
  }

  /** The rows that the filters leave, all of them, in the order on screen. */
  protected override exportTable(): ExportTable | null {
    const [first] = this.#rows;
    if (!this.book || !first || (this.phase !== "ready" && this.phase !== "stale")) return null;
    const bands = [...new Set(this.#rows.flatMap((row) => row.bands.map((band) => band.id)))];
    const head = ["kind", "id", "name", "people", "scored", "score", "published", "band", "change", "trend"] as const;
    return {
      name: this.#of,
      model: this.#mixed ? "" : first.model.id,
      asOf: first.asOf,
      columns: [...head, ...(this.#mixed ? ["row_model"] : []), ...bands],
      rows: this.#visible().map((row) => [
        ...head.map((key) => row[key]),
        ...(this.#mixed ? [row.model.id] : []),
        ...bands.map((id) => {
          const cell = row.distribution?.find((one) => one.band === id);
          return cell && (cell.count ?? (cell.under ? `<${cell.under}` : null));
        }),
      ]),
    };
  }
}

const skeleton = html`<div class="sk" aria-hidden="true">
  <i class="w40"></i><i class="w60"></i>${[1, 2, 3, 4, 5, 6].map(() => html`<i class="row"></i>`)}
</div>`;
