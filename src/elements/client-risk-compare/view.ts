import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { sharedSpan } from "../../charts/sparkline.js";
import { EVERYTHING } from "../../data/book.js";
import { seriesInSlices } from "../../data/lines.js";
import type { SeriesPoint, SubjectRef, SubjectView } from "../../data/types.js";
import { movedOf } from "../../data/why.js";
import { riskSign } from "../../engine/rules.js";
import { many } from "../../strings/en/many.js";
import { common } from "../../strings/en/common.js";
import { compare } from "../../strings/en/compare.js";
import { hasMessage } from "../../strings/index.js";
import { listText } from "../../strings/phrases.js";
import type { ExportTable } from "../export.js";
import { byRisk } from "../shared/marks.js";
import { bandRange } from "../shared/model-names.js";
import { subjectName } from "../shared/names.js";
import { Painter } from "../shared/painter.js";
import { Reader } from "../shared/reader.js";
import { heading, inSight, named } from "../shared/parts.js";
import { skeleton } from "../shared/shell.js";
import { PAGE, type ClientRiskCompare } from "./client-risk-compare.js";
import { renderFilters, renderTools, type Controls } from "./controls.js";
import { Gradual } from "./gradual.js";
import { renderOverlay, type Parts } from "./overlay.js";
import { renderRow } from "./row.js";
import { fold } from "../shared/fold.js";
import { arranged, NONE, type SortKey } from "./sort.js";

export { lend } from "../shared/lend.js";
export { styles } from "./client-risk-compare.styles.js";

/** More lines than this cannot be told apart, and a reader compares two or three. */
const MOST_CHOSEN = 6;

/** Draws clients side by side, and how far scoring them is. */
export class View extends Painter<ClientRiskCompare> {
  /** Lines as they were last drawn, until new ones are there. */
  #drawn: { rowsFor: string; lines: Map<string, readonly SeriesPoint[] | undefined> } | null = null;
  readonly #reader = new Reader(this.el);
  readonly #gradual = new Gradual(this.el);

  /** What settles when more of the rows are drawn; null once all are. */
  get coming(): Promise<void> | null {
    return this.#gradual.coming;
  }

  protected override label(): string {
    return named(this.language.words(compare)(`title.${this.el.group}`), this.#within);
  }

  /** The client whose groups, or which alone, the rows are. */
  get #within(): SubjectView | null {
    const { client } = this.el;
    return client ? this.book.subject({ kind: "client", id: client }) : null;
  }

  /** Whoever comes after does not find what was searched for. */
  follow(): void {
    this.#reader.changed();
  }

  /** How many rows the filters leave, in words. */
  found(): string {
    return this.language.words(compare)("shown", { n: this.#visible().length });
  }

  /** Which rows are in the chart, in words; "" for none. */
  compared(): string {
    const c = this.language.words(compare);
    const names = this.#chosen().map(({ name }) => name);
    return names.length ? `${c("chosen", { days: this.#days() })}: ${listText(this.language.format, names)}` : "";
  }

  /** Whether scores of different models are among the rows. */
  get #mixed(): boolean {
    return this.el.rows.some((row) => row.model.id !== this.el.rows[0]!.model.id);
  }

  /** As readers call them. */
  get #rows(): readonly SubjectView[] {
    const { group, rows } = this.el;
    return group === "roles" ? rows.map((row) => ({ ...row, name: subjectName(this.language, row) })) : rows;
  }

  get #ids(): string[] {
    const known = new Set(this.el.rows.map((row) => row.id));
    return this.el.chosen
      .split(/\s+/)
      .filter((id) => known.has(id))
      .slice(0, MOST_CHOSEN);
  }

  #chosen(): SubjectView[] {
    const rows = this.#rows;
    return this.#ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  }

  #days(): string {
    return this.language.words(common)("days", { n: this.el.rows[0]!.window });
  }

  #visible(): SubjectView[] {
    const { search, band, sort, order } = this.el;
    const wanted = fold(search.trim());
    const kept = this.#rows.filter(
      (row) => (band === null || (row.band ?? NONE) === band) && fold(row.name).includes(wanted),
    );
    return arranged(kept, sort, order, this.language.tag);
  }

  #sortBy(key: SortKey): void {
    if (this.el.sort === key) this.el.order = this.el.order === "desc" ? "asc" : "desc";
    else {
      this.el.sort = key;
      this.el.order = key === "name" ? "asc" : "desc";
    }
  }

  #choose(id: string): void {
    const ids = this.#ids;
    const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
    this.el.chosen = next.slice(0, MOST_CHOSEN).join(" ");
  }

  protected override content(): TemplateResult {
    const { progress } = this.el;
    if (this.phase !== "loading") return this.#ready();
    const text = progress ? this.language.words(compare)("progress", progress) : "";
    return html`<div class="working progress">
        <p class="detail" aria-hidden="true">${text}</p>
        <progress max=${progress?.total ?? 1} value=${progress?.n ?? 0} aria-label=${text}></progress>
      </div>
      ${this.el["renderState"](skeleton)}`;
  }

  #ready(): TemplateResult {
    const c = this.language.words(compare);
    const rows = this.#visible();
    const page = rows.slice(0, this.el["pages"] * PAGE);
    const chosen = this.#chosen();
    return html`${heading(c(`title.${this.el.group}`), this.#lead(), renderTools(this.#controls()))}
    ${renderFilters(this.#controls())} ${this.#mixed ? html`<p class="detail note">${c("mixed")}</p>` : nothing}
    ${chosen.length || this.el["choosing"] ? this.#choice(chosen.length > 0) : nothing}
    ${rows.length ? html`${this.#table(page)} ${this.#more(page.length, rows.length - page.length)}` : this.#noneFound()}
    ${
      rows.some(({ distribution }) => distribution?.some(({ count }) => count === null))
        ? html`<p class="detail note">${this.language.words(many)("countsWithheld")}</p>`
        : nothing
    }
    ${chosen.length ? this.#overlay(chosen) : nothing} ${this.lent.renderIssues()}
    ${this.phase === "stale" ? this.lent.renderStale() : nothing}`;
  }

  /** Above the rows, as high with a choice as without: a row that is chosen stays under the pointer, what is drawn of it comes below. */
  #choice(chosen: boolean): TemplateResult {
    const c = this.language.words(compare);
    return html`<p class="detail note choice no-print">
      ${this.el["choosing"] ? html`<span>${c("chosenHint", { n: MOST_CHOSEN })}</span>` : nothing}
      <button class="link-button ${chosen ? "" : "unseen"}" @click=${() => this.#show()}>
        ${c("chosen", { days: this.#days() })}
      </button>
    </p>`;
  }

  #show(): void {
    const chart = this.el.renderRoot.querySelector<HTMLElement>("[part~=overlay]");
    chart?.focus({ preventScroll: true });
    chart?.scrollIntoView({ block: "nearest" });
  }

  #lead(): TemplateResult | string {
    const c = this.language.words(compare);
    const t = this.language.words(many);
    const [first] = this.el.rows;
    const within = this.el.group === "clients" ? null : this.#within;
    const rows = c(`n.${this.el.group}`, { n: this.el.rows.length });
    const people = this.#people();
    const lead = c(this.#mixed ? "leadMixed" : "lead", {
      rows: people === null ? rows : c("peopleIn", { rows, people: t("people", { n: people }) }),
      date: this.lent.dateText(first!),
      model: this.lent.modelName(first!.model),
      days: t("days", { n: first!.window }),
    });
    return within ? html`<bdi>${within.name}</bdi> · ${lead}` : lead;
  }

  /** How many there are in all rows; where not every row says, as many as are said of the whole. */
  #people(): number | null {
    const { rows, client, group } = this.el;
    if (rows.every(({ people }) => people !== null)) return rows.reduce((n, row) => n + row.people!, 0);
    return group === "clients" && client === null ? (this.book.subject(EVERYTHING)?.people ?? null) : null;
  }

  #controls(): Controls {
    return {
      host: this.el,
      of: this.el.group,
      rows: this.el.rows,
      mixed: this.#mixed,
      language: this.language,
      bandName: (band) => this.bandName(band),
      bandRange: (row, band) => bandRange(this.language, row.model, band),
      open: this.el["tools"],
      choosing: this.el["choosing"],
      set: (changed) => {
        this.#reader.typed = changed.search ?? this.#reader.typed;
        Object.assign(this.el, changed);
      },
    };
  }

  #th(key: SortKey, label: string, cls: string): TemplateResult {
    const on = this.el.sort === key;
    const sorted = !on ? "none" : this.el.order === "desc" ? "descending" : "ascending";
    return html`<th scope="col" role="columnheader" class=${cls} aria-sort=${sorted}>
      <button class="sort ${on ? "on" : ""}" @click=${() => this.#sortBy(key)}>
        ${label}<svg class="sort-mark ${this.el.order}" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M0 2h8L4 7Z" fill="currentColor" />
        </svg>
      </button>
    </th>`;
  }

  /** @param page the rows, of which the last may still be coming */
  #table(page: readonly SubjectView[]): TemplateResult {
    const rows = page.slice(0, this.#gradual.drawn(page.map(({ id }) => id)));
    const c = this.language.words(compare);
    const t = this.language.words(many);
    const [first] = this.el.rows;
    const mixed = this.#mixed;
    const models = [...new Set(rows.map((row) => row.model.id))];
    const fine = rows.some((row) => row.model.precision > 0);
    const movers = this.#movers();
    const { rowsFor } = this.el;
    const fresh = new Map(page.map((row) => [row.id, this.#line(row)]));
    // Lines of one column share their scale, so none is drawn before all are known.
    if (![...fresh.values()].includes(undefined)) this.#drawn = { rowsFor, lines: fresh };
    const drawn = this.#drawn?.rowsFor === rowsFor;
    const lines = drawn ? this.#drawn!.lines : fresh;
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
        within: this.el.client !== null,
        choosing: this.el["choosing"],
        chosen: chosen.has(view.id),
        full: chosen.size >= MOST_CHOSEN,
        mark: view.id === movers[0] ? c("mostWorse") : view.id === movers[1] ? c("mostBetter") : "",
        points: drawn ? lines.get(view.id) : undefined,
        span: mixed ? 0 : span,
        select: () => this.#select(view),
        choose: () => this.#choose(view.id),
      });
    const short = ({ id }: { id: string }): string =>
      hasMessage(this.language.tag, compare, `short.${id}`) ? c(`short.${id}` as "short.low") : this.bandName(id);
    return html`<table
      part="table"
      role="table"
      class="table ${this.el["choosing"] ? "choosing" : ""} ${fine ? "fine" : ""}"
    >
      <caption class="sr-only">
        ${c("caption", { title: c(`title.${this.el.group}`) })}
      </caption>
      <thead>
        <tr role="row">
          ${this.#th("name", c(`one.${this.el.group}`), "c-name")} ${this.#th("score", c("score"), "c-score")}
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
        return html`<tbody @focusin=${inSight}>
          ${
            mixed
              ? html`<tr role="row" class="group">
                  <th scope="rowgroup" role="rowheader" colspan="4">${this.lent.modelName(own[0]!.model)}</th>
                  <td role="cell" class="c-trend"></td>
                  <td role="cell" class="c-spread"></td>
                </tr>`
              : nothing
          }
          ${repeat(own, (view) => view.id, row)}
        </tbody>`;
      })}
      ${
        // Their room: what stands below the list stays where it is.
        rows.length < page.length
          ? html`<tbody class="coming" aria-hidden="true">
              ${page.slice(rows.length).map(() => html`<tr></tr>`)}
            </tbody>`
          : nothing
      }
    </table>`;
  }

  /** The rows that moved most each way; nobody where nobody did, or where scores cannot be compared. */
  #movers(): Array<string | undefined> {
    if (this.#mixed || this.el.rows.length < 3) return [];
    const risk = riskSign(this.el.rows[0]!.model);
    const moved = this.el.rows.filter((row) => row.change !== null).sort((a, b) => (b.change! - a.change!) * risk);
    const [worst, best] = [moved[0], moved.at(-1)];
    return [worst?.trend === "worsening" ? worst.id : undefined, best?.trend === "improving" ? best.id : undefined];
  }

  #ref({ kind, id }: SubjectView): [SubjectRef, string | null] {
    return [{ kind, id }, kind === "client" ? null : this.el.client];
  }

  /** Scores over the window; empty where a row has none, undefined while they are worked out. */
  #line(row: SubjectView, points = 15): readonly SeriesPoint[] | undefined {
    if (row.score === null) return [];
    const { book } = this;
    // What a client may see depends on everyone: even one line may take long.
    return this.el.slices.get(`line ${points} ${row.id}`, () =>
      seriesInSlices(book, ...this.#ref(row), row.window, Math.max(1, row.window / points)),
    ) as readonly SeriesPoint[] | undefined;
  }

  #overlay(rows: readonly SubjectView[]): TemplateResult {
    const { book } = this;
    return renderOverlay({
      of: this.el.group,
      rows,
      layout: this.el.layout,
      language: this.language,
      bandName: (band) => this.bandName(band),
      series: (row) => this.#line(row, 30),
      parts: (row) =>
        this.el.slices.get(`parts ${row.id}`, (): Parts | null => {
          const moved = movedOf(book, ...this.#ref(row));
          return moved && { from: moved.from, to: moved.to, parts: moved.composition };
        }) as Parts | null | undefined,
      at: this.el["at"],
      exact: book.audience !== "client",
      table: this.el["table"],
      set: (changed) => Object.assign(this.el, changed),
      clear: () => (this.el.chosen = ""),
      select: (row) => this.#select(row),
    });
  }

  #select({ kind, id }: SubjectView): void {
    this.lent.emit("risk-select", { kind, id });
  }

  /** Paper and pictures say that there are more, too. */
  #more(shown: number, left: number): TemplateResult | typeof nothing {
    if (left <= 0) return nothing;
    const c = this.language.words(compare);
    return html`<div class="foot">
      <span class="detail">${c("shown", { n: shown })}</span>
      <button class="button no-print" @click=${() => this.el["pages"]++}>
        ${c("more", { n: Math.min(PAGE, left) })}
      </button>
    </div>`;
  }

  #noneFound(): TemplateResult {
    const c = this.language.words(compare);
    const { search } = this.el;
    const reset = (): void => {
      this.el.search = "";
      this.el.band = null;
    };
    return html`<div class="state ruled" part="empty">
      <p class="state-title">${c("noneFound")}</p>
      ${search ? html`<p class="state-text">${c("noneFoundText", { query: search })}</p>` : nothing}
      <button class="button" @click=${reset}>${c("reset")}</button>
    </div>`;
  }

  /** The rows that the filters leave, all of them, in the order on screen. */
  protected override table(): ExportTable {
    const [first] = this.el.rows;
    const bands = [...new Set(this.el.rows.flatMap((row) => row.bands.map((band) => band.id)))];
    const head = ["kind", "id", "name", "people", "scored", "score", "published", "band", "change", "trend"] as const;
    return {
      name: this.el.group,
      model: this.#mixed ? "" : first!.model.id,
      asOf: first!.asOf,
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
