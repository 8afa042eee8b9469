import { html, nothing, type TemplateResult } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { BoxController } from "../../controllers/box.js";
import type { LocaleController } from "../../controllers/locale.js";
import { isServer } from "../../controllers/server.js";
import type { Step } from "../../controllers/task.js";
import type { Book } from "../../data/book.js";
import type { SubjectRef } from "../../data/types.js";
import type { Issue } from "../../engine/index.js";
import { ranking } from "../../strings/en/ranking.js";
import type { ExportTable } from "../export.js";
import type { Phase } from "../risk-element.js";
import { lend } from "../shared/lend.js";
import type { Lent } from "../shared/part.js";
import { Painter } from "../shared/painter.js";
import { Reader } from "../shared/reader.js";
import { roleName } from "../shared/names.js";
import { exportMenu, heading } from "../shared/parts.js";
import { searchField } from "../shared/search.js";
import { Assigner } from "./assign.js";
import { Details } from "./detail.js";
import { Filters, sortBy, SORTS } from "./filters.js";
import { Keyboard } from "./keys.js";
import type { RiskRanking } from "./risk-ranking.js";
import { BY_TEXT, type Ranking, type SortKey, type Spoken } from "./roster.js";
import { headRow, personRow, type RowContext } from "./row.js";
import { ALL_SHOWN, Scroller } from "./scroll.js";
import { Selection } from "./selection.js";
import { leadOf, progressOf, tableOf } from "./table.js";
import { Work } from "./work.js";

export { long } from "./work.js";
export { lend } from "../shared/lend.js";
export { styles } from "./risk-ranking.styles.js";

/** As many are printed of a longer list. */
const PRINTED = 500;
/** Container px up to which there is room for two lines of few words, and from which for trend lines, suggested actions, clients. */
const NARROW = 560;
const LINES = 900;
const ACTIONS = 1240;
const CLIENTS = 1440;

const nameOf = (cell: Element): string => /c-(\w+)/.exec(cell.className)![1]!;

/** Cells of a row that are shown and say something. */
const told = (row: Element | null | undefined): Element[] =>
  [...(row?.querySelectorAll("[role=gridcell], [role=rowheader]") ?? [])].filter(
    (cell) => cell.getClientRects().length && (cell.textContent.trim() || cell.querySelector("input")),
  );

/** Builds, filters and draws a ranking. */
export class View extends Painter<RiskRanking> {
  readonly #box = new BoxController(this.el, ".surface", 960, 600);
  readonly #work = new Work(this.el, {
    forget: () => this.#scroll.clear(),
    model: () => this.#filters.model,
    take: ({ roster }) => {
      this.#selection.follow(roster);
      this.#filters.follow(roster);
      this.#details.of(roster);
    },
    ahead: () => this.#ahead(),
    rest: (ready) => this.#rest(ready),
  });
  readonly #details = new Details(this.el);
  readonly #assigner = new Assigner(this.el);
  readonly #filters = new Filters(this.el);
  readonly #selection = new Selection();
  readonly #reader = new Reader(this.el);
  /** Places in the roster of those shown, in their order. */
  #rows: Uint32Array = new Uint32Array(0);
  #counts: number[] = [];
  #filteredBy: unknown[] = [];
  #sorted: [SortKey, RiskRanking["order"]] = ["score", "desc"];
  /** The row or cell that keys are about. */
  #here: Element | null | undefined;
  readonly #scroll = new Scroller(this.el, {
    length: () => this.#rows.length,
    draw: (first, count) => this.#drawRows(first, count),
    drawn: () => this.#point(),
  });
  readonly #keys = new Keyboard({
    length: () => this.#rows.length,
    page: () => this.#scroll.page,
    cells: (at) => told(this.#scroll.element?.querySelector(`#r${at}`)).map(nameOf),
    rtl: () => this.language.rtl,
    go: (to) => {
      this.#scroll.reveal(to);
      this.#point();
    },
    open: (at, cell) => {
      if (cell === "pick") this.#toggle(at, false);
      else this.#emitAt(at, cell === "client");
    },
    toggle: (at, range) => this.#toggle(at, range),
    only: (from, to) => {
      this.#selection.clear();
      this.#choose(this.#rows.subarray(from, to + 1), true);
    },
    all: () => this.#choose(this.#rows, true),
    clear: () => this.#selection.size > 0 && (this.#clear(), true),
    find: (typed, from) => this.#ranking!.startingWith(this.#rows, typed, from),
  });

  /** Where the element stands with this data. */
  assess(book: Book, stale: boolean): Phase {
    this.lent = lend(this.el);
    if (this.#reader.changed()) this.#forget();
    const ref = this.el["subjectRef"] ?? book.whole;
    const ready = this.#work.of(book, ref);
    if (!ready) return "loading";
    if (ready.bare) {
      // Who is missing may be on the next page.
      if (this.el["source"].snapshot.partial) return "loading";
      return ready.size ? "insufficient" : this.#missing(ref);
    }
    return stale ? "stale" : "ready";
  }

  /** Whoever comes after does not find who was chosen. */
  #forget(): void {
    this.#selection.clear();
    this.#filters.forget();
    this.#assigner.reset();
  }

  #missing(ref: SubjectRef): Phase {
    if (!this.el["subjectRef"] || ref.kind === "book") return "empty";
    const message = `${ref.kind}: "${ref.id}" is not in the data.`;
    this.el["fault"] = { code: "not-found", message, path: ref.kind, retryable: false };
    return "error";
  }

  /** What of the page's own columns could not be used. */
  get issues(): readonly Issue[] {
    return this.#ranking?.roster.issues ?? [];
  }

  get #ranking(): Ranking | null {
    return this.#work.ranking;
  }

  /** The first rows of very many, before the list is on the page. */
  *#ahead(): Generator<Step, void> {
    this.#refilter();
    yield* this.#scroll.ahead();
  }

  /** What only a reader who looks longer, searches or sorts by name waits for; nothing of few: it is there when somebody asks. */
  #rest(ready: Ranking): Generator<Step, void> | null {
    const { lines, ids } = ready.roster;
    const [many, details, { tag }, { el }] = [ids.length > ALL_SHOWN, this.#details, this.language, this];
    if (!lines && !many) return null;
    return (function* () {
      if (lines && !details.lines) {
        details.lines = yield* lines();
        el.requestUpdate();
      }
      if (many) yield* ready.collate(tag);
    })();
  }

  override render(lent: Lent): TemplateResult {
    this.lent = lent;
    this.#work.follow();
    this.#refilter();
    return super.render(lent);
  }

  /** A copy: its tag may be that of the order which is there. */
  #spoken(): Spoken {
    const { language } = this;
    return { tag: language.tag, words: language.words(ranking)("role"), role: (id) => roleName(language, id) };
  }

  #refilter(): void {
    const ready = this.#ranking;
    if (!ready || !this.book) return;
    const filter = this.#filters.chosen(ready.roster.model);
    let { order } = this.el;
    let sort = SORTS.includes(this.el.sort) ? this.el.sort : "score";
    const language = this.#spoken();
    // Names are being put in order: until they are, the rows stay as they were.
    if (sort === "name" && ready.namedIn !== language.tag && ready.size > ALL_SHOWN) {
      if (ready.namedIn === null) [sort, order] = this.#sorted;
      else language.tag = ready.namedIn;
    }
    const spoken = BY_TEXT.has(sort) && `${language.tag} ${language.words}`;
    const key = [ready, sort, order, spoken, ...Object.values<unknown>({ ...filter })];
    if (key.every((part, i) => part === this.#filteredBy[i])) return;
    const keys = this.#keys;
    const active = this.#rows[keys.active];
    const changed = (from: number): boolean => key.some((part, i) => i >= from && part !== this.#filteredBy[i]);
    const asked = changed(1);
    const filtered = this.#filteredBy.length > 0 && changed(4);
    this.#filteredBy = key;
    this.#sorted = [sort, order];
    const { rows, bands } = ready.filter(ready.order(sort, order === "desc", language), filter);
    this.#rows = rows;
    this.#counts = bands;
    keys.active = active === undefined ? -1 : rows.indexOf(active);
    keys.anchor = -1;
    // New data leaves the reader where he is; what he asked for begins at the top.
    if (asked) this.#scroll.to(0);
    if (filtered) void this.el.updateComplete.then(() => this.el["announce"](this.#found()));
  }

  /** How many rows the filters leave, in words. */
  #found(): string {
    return this.language.words(ranking)(this.#groups ? "foundGroups" : "found", { n: this.#rows.length });
  }

  /** Tells assistive technology which row or cell is meant, and marks it; one that is not on the page cannot be. */
  #point(): void {
    const grid = this.#scroll.element;
    const { active, cell } = this.#keys;
    const row = active < 0 ? null : grid?.querySelector(`#r${active}`);
    const own = cell && told(row).find((one) => nameOf(one) === cell);
    // What can be pressed in a cell stands for it.
    const here = own ? (own.querySelector("button, input") ?? own) : row;
    this.#here?.removeAttribute("data-here");
    if (!this.#here?.matches(".tr")) this.#here?.removeAttribute("id");
    this.#here = here;
    if (!here) return grid?.removeAttribute("aria-activedescendant");
    if (own) here.id = `r${active}-${cell}`;
    here.toggleAttribute("data-here", true);
    grid!.setAttribute("aria-activedescendant", here.id);
  }

  #context(): RowContext {
    const { width } = this.#box;
    return {
      language: this.language,
      bandName: (id) => this.bandName(id),
      rowName: (id) => this.lent.rowName(id),
      stale: this.phase === "stale",
      groups: this.#groups,
      lines: width >= LINES,
      actions: width >= ACTIONS,
      clients: width >= CLIENTS,
      narrow: width < NARROW,
      advice: !this.#groups && !this.el.columns && !this.el.worker,
      asOf: this.book.asOf,
      window: this.book.window,
      choose: this.#onChoose,
      open: this.#onOpen,
      openClient: this.#onOpenClient,
    };
  }

  /** Whether those ranked are groups of people, as for the client audience. */
  get #groups(): boolean {
    return this.#ranking?.roster.groups !== undefined;
  }

  #drawRows(first: number, count: number): TemplateResult[] {
    const context = this.#context();
    const ready = this.#ranking!;
    const still = !this.#scroll.moving;
    return [...Array<undefined>(count)].map((_, k) => {
      const at = first + k;
      const i = this.#rows[at]!;
      return personRow(context, {
        at,
        ranking: ready,
        i,
        selected: this.#selection.has(i),
        ...this.#details.at(this.book, i, { ...context, still }),
      });
    });
  }

  readonly #onChoose = (event: Event): void =>
    this.#toggle(Number((event.currentTarget as HTMLElement).dataset["at"]), (event as MouseEvent).shiftKey);

  readonly #onOpen = (event: Event): void => this.#emitAt(Number((event.currentTarget as HTMLElement).dataset["at"]));

  readonly #onOpenClient = (event: Event): void =>
    this.#emitAt(Number((event.currentTarget as HTMLElement).dataset["at"]), true);

  /** @param client whether the row's client is meant */
  #emitAt(at: number, client = false): void {
    const i = this.#rows[at];
    if (i === undefined) return;
    const { ids, groups, clients, client: home } = this.#ranking!.roster;
    if (client) return void this.el["emit"]("risk-select", { kind: "client", id: clients[home[i]!]!.id });
    this.el["emit"]("risk-select", { kind: groups?.[i]!.kind ?? "person", id: ids[i]! });
  }

  /** One, or with `range` all from the last one on, as the one that is pressed becomes. */
  #toggle(at: number, range: boolean): void {
    const on = !this.#selection.has(this.#rows[at]!);
    const keys = this.#keys;
    const from = range && keys.anchor >= 0 ? keys.anchor : at;
    keys.anchor = keys.active = at;
    this.#choose(this.#rows.subarray(Math.min(from, at), Math.max(from, at) + 1), on);
  }

  #choose(places: Uint32Array, on: boolean): void {
    // Groups are looked at; training is for people.
    if (this.#groups) return;
    this.#selection.set(places, on);
    this.#assigner.reset();
    this.el.requestUpdate();
    this.el["announce"](this.language.words(ranking)("selected", { n: this.#selection.size }));
  }

  #clear(): void {
    this.#selection.clear();
    this.#choose(new Uint32Array(0), true);
  }

  protected override label(): string {
    return this.language.words(ranking)(this.#groups ? "titleGroups" : "title");
  }

  /** How far the work is, while there is nothing to show yet. */
  progress(language: LocaleController): TemplateResult | typeof nothing {
    return progressOf(this.#work.share, language);
  }

  protected override content(): TemplateResult {
    const ready = this.#ranking!;
    const { language } = this;
    return html`${heading(
      this.label(),
      html`<bdi>${leadOf(ready, language)}</bdi>`,
      html`${this.#searchField()}${exportMenu(this.el, language)}`,
    )}
    ${this.#filters.render({
      language,
      ranking: ready,
      counts: this.#counts,
      bandName: (id) => this.bandName(id),
      modelName: (model) => this.lent.modelName(model),
    })}
    ${this.#rows.length ? this.#grid() : this.#nobody()} ${this.#bar()} ${this.lent.renderIssues()}
    ${this.phase === "stale" ? this.lent.renderStale() : nothing}`;
  }

  #searchField(): TemplateResult {
    const find = this.language.words(ranking)(this.#groups ? "findGroup" : "find");
    const input = (text: string): string => (this.el.search = this.#reader.typed = text);
    return searchField({ find, text: this.el.search, input });
  }

  #grid(): TemplateResult {
    const r = this.language.words(ranking);
    const { length } = this.#rows;
    const [groups, { windowed }] = [this.#groups, this.#scroll];
    const digits = String(this.#ranking!.scored).length;
    const chosen = this.#selection.among(this.#rows);
    const printed = Math.min(length, isServer ? ALL_SHOWN : PRINTED);
    // As tall as the page will make it.
    const served = isServer && this.el.rows === 11;
    return html`<span id="keys" hidden>${r(groups ? "keysGroups" : "keys")}</span>
      <div
        part="grid"
        class="grid ${windowed ? "windowed" : "whole"} ${served ? "served" : ""} ${groups ? "groups" : this.#context().advice ? "" : "plain"} ${this.#ranking!.roster.clients.length === 1 ? "of-one" : ""} ${digits > 2 ? `d${Math.min(6, digits)}` : ""}"
        role="grid"
        tabindex="0"
        aria-label=${this.label()}
        aria-describedby="keys"
        aria-multiselectable=${ifDefined(groups ? undefined : "true")}
        aria-rowcount=${length + 1}
        @scroll=${this.#scroll.onScroll}
        @keydown=${this.#keys.press}
      >
        <div role="rowgroup" class="thead">
          ${headRow(this.#context(), {
            sort: this.el.sort,
            order: this.el.order,
            sortBy: (key) => sortBy(this.el, key, true),
            all: chosen === length,
            some: chosen > 0 && chosen < length,
            label: r("selectAll", { n: length }),
            selectAll: (on) => this.#choose(this.#rows, on),
          })}
        </div>
        ${
          windowed
            ? html`<div class="tall" role="none">
                <div class="pane" role="none">${this.#scroll.body}</div>
              </div>`
            : html`<div class="body" role="rowgroup">${this.#drawRows(0, printed)}</div>`
        }
      </div>
      ${!windowed && length > printed ? html`<p class="detail printed">${r("printed", { n: printed, total: length })}</p>` : nothing}`;
  }

  #nobody(): TemplateResult {
    const r = this.language.words(ranking);
    const { search } = this.el;
    return html`<div class="state ruled" part="empty">
      <slot name="empty"
        ><p class="state-title">${r(this.#groups ? "noGroup" : "noneFound")}</p>
        ${this.#groups ? nothing : html`<p class="state-text">${search ? r("noneFoundText", { query: search }) : r("noneChosen")}</p>`}</slot
      >
      <button class="button" @click=${() => this.#filters.reset()}>${r("reset")}</button>
    </div>`;
  }

  /** Always there, so that choosing somebody moves nothing. */
  #bar(): TemplateResult {
    const r = this.language.words(ranking);
    const { size } = this.#selection;
    this.#assigner.available = !this.#groups && !this.lent.missing.includes("assignTraining");
    return html`<div part="bar" class="bar no-print">
      <span class="caption"
        >${size ? html`${r("selected", { n: size })} <button class="link-button" @click=${() => this.#clear()}>${r("clear")}</button>` : this.#found()}</span
      >
      ${this.#assigner.render(
        this.language,
        size,
        () => this.#selection.ids(),
        (id) => this.#selection.nameOf(id) ?? id,
      )}
    </div>`;
  }

  /** Who has no score is listed too. */
  protected override get bare(): boolean {
    return false;
  }

  protected override table(): ExportTable {
    return tableOf(this.book, this.#ranking!, this.#rows);
  }
}
