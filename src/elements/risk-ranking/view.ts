import { html, isServer, nothing, render, type ReactiveController, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { barAt, reveal, scrolled, scrollHeight, visible, type Pane, type Place } from "../../charts/window.js";
import { BoxController } from "../../controllers/box.js";
import type { LocaleController } from "../../controllers/locale.js";
import { SliceController } from "../../controllers/slices.js";
import { TaskController } from "../../controllers/task.js";
import type { Book } from "../../data/book.js";
import type { SubjectRef } from "../../data/types.js";
import { common } from "../../strings/en/common.js";
import { ranking } from "../../strings/en/ranking.js";
import type { ExportTable } from "../export.js";
import type { Phase } from "../risk-element.js";
import { byRisk, steps } from "../shared/marks.js";
import { lend } from "../shared/lend.js";
import type { Lent } from "../shared/part.js";
import { Painter } from "../shared/painter.js";
import { exportMenu, heading } from "../shared/parts.js";
import { Assigner } from "./assign.js";
import { fromViews } from "./build.js";
import { actionOf, lineAt, lineOf, type Detail } from "./detail.js";
import type { RiskRanking } from "./risk-ranking.js";
import { NONE, Ranking, TRENDS, type Filter, type Lines, type Roster, type SortKey } from "./roster.js";
import { headRow, personRow, type RowContext } from "./row.js";

export { styles } from "./risk-ranking.styles.js";

/** Height of a row, px: fixed, so that any row's place is a multiplication. */
const ROW = 52;
const HEAD = 37;
/** Up to so many people are all in the page: a browser's own search finds them, and there is nothing to recycle. */
const ALL_SHOWN = 200;
/** More people than this are scored in columns: views, an object each, are for lists that a reader goes through. */
const IN_VIEWS = 2000;
/** As many are printed of a longer list. */
const PRINTED = 500;
/** Ms after the last scroll before lines and advice of the rows on screen are worked out. */
const REST = 120;
/** Ms between two letters of one name. */
const TYPING = 700;
/** Container px from which trend lines, and from which suggested actions, have room. */
const LINES = 900;
const ACTIONS = 1240;

const SORTS: readonly SortKey[] = ["score", "name", "client", "department", "role", "change", "failed"];

/** Builds, filters and draws a ranking. */
export class View extends Painter<RiskRanking> implements ReactiveController {
  #atClient: number | null = null;
  #atDepartment: number | null = null;
  #atRole: number | null = null;
  #open = false;
  readonly #box = new BoxController(this.el, ".grid", 960, 600);
  readonly #task = new TaskController(this.el);
  readonly #details = new SliceController<Detail>(this.el);
  readonly #assigner = new Assigner(this.el, (ids) => this.#ask(ids));
  #builtFrom: unknown[] = [];
  #ranking: Ranking | null = null;
  #order: Uint32Array = new Uint32Array(0);
  #rows: Uint32Array = new Uint32Array(0);
  #counts: number[] = [];
  #filteredBy: unknown[] = [];
  #place: Place = { top: 0, offset: 0 };
  #moving: ReturnType<typeof setTimeout> | undefined;
  #active = -1;
  #anchor = -1;
  #typed = "";
  #typedAt = 0;
  #printing = false;
  readonly #selected = new Set<string>();

  constructor(el: RiskRanking) {
    super(el);
    el.addController(this);
  }

  /** Where the element stands with this data. */
  assess(book: Book, stale: boolean): Phase {
    this.lent = lend(this.el);
    const ref = this.el["subjectRef"] ?? book.whole;
    const key = [book, ref.kind, ref.id, this.el.client, this.el.columns];
    if (key.some((part, i) => part !== this.#builtFrom[i])) {
      this.#builtFrom = key;
      this.#begin(book, ref);
    }
    if (this.#broken) throw this.#broken.error;
    const ready = this.#ranking;
    if (!ready) return "loading";
    if (!ready.size) return this.#missing(ref);
    if (!ready.scored) return "insufficient";
    return stale ? "stale" : "ready";
  }

  #missing(ref: SubjectRef): Phase {
    if (!this.el["subjectRef"] || ref.kind === "book") return "empty";
    const message = `${ref.kind}: "${ref.id}" is not in the data.`;
    this.el["fault"] = { code: "not-found", message, path: ref.kind, retryable: false };
    return "error";
  }

  /** Works the ranking out: at once where that takes no time, else between frames, the old one staying meanwhile. */
  #begin(book: Book, ref: SubjectRef): void {
    const { redact } = this.el["viewOptions"];
    const within = ref.kind === "client" ? null : this.el.client;
    this.#broken = null;
    const failed = (error: unknown): void => {
      this.#broken = { error };
      this.el.requestUpdate();
    };
    const done = (roster: Roster): void => {
      this.#ranking = new Ranking(roster);
      this.#lines = null;
      this.#details.scope(roster);
      if (roster.ids.length > ALL_SHOWN)
        this.#task.run(this.#rest(roster), () => this.el.requestUpdate(), failed, true);
    };
    const want = { book, ref, within, redact, columns: this.el.columns };
    const records = book.clientIds.map((id) => book.clientRecord(id));
    const people = records.reduce((n, record) => n + (record?.people.length ?? 0), 0);
    const all = records.filter((record) => record !== null);
    if (all.length < records.length || (people <= IN_VIEWS && !this.el.columns)) {
      return this.#task.run(fromViews(want), done, failed);
    }
    const key = this.#builtFrom;
    import("./bulk.js").then(({ fromRecords }) => {
      if (key !== this.#builtFrom) return;
      this.#task.run(fromRecords(want, all, people), done, failed);
      this.el.requestUpdate();
    }, failed);
  }

  #broken: { error: unknown } | null = null;

  /** What only a reader who looks longer, searches or sorts by name waits for. */
  *#rest(roster: Roster): Generator<number, void> {
    if (roster.lines) {
      this.#lines = yield* roster.lines();
      this.el.requestUpdate();
    }
    yield* this.#ranking!.collate(this.#compare);
  }
  #lines: Lines | null = null;
  /** Names in the order of the reader's language. */
  get #compare(): (a: string, b: string) => number {
    const { tag } = this.language;
    // `compare` is taken once: reading it for each pair costs more than comparing.
    if (this.#collation?.tag !== tag)
      this.#collation = { tag, compare: new Intl.Collator(tag, { numeric: true }).compare };
    return this.#collation.compare;
  }
  #collation: { tag: string; compare: (a: string, b: string) => number } | null = null;

  override render(lent: Lent): TemplateResult {
    this.lent = lent;
    this.#refilter();
    return super.render(lent);
  }

  get #filter(): Filter {
    const bands = this.book.model.bands.map(({ id }) => id);
    const band = this.el.band === null ? null : this.el.band === "none" ? NONE : bands.indexOf(this.el.band);
    const trend = TRENDS.indexOf(this.el.trend as (typeof TRENDS)[number]);
    return {
      text: this.el.search,
      client: this.#atClient,
      department: this.#atDepartment,
      role: this.#atRole,
      band,
      trend: trend < 0 ? null : trend,
    };
  }

  #refilter(): void {
    const ready = this.#ranking;
    if (!ready || !this.book) return;
    const filter = this.#filter;
    let sort = SORTS.includes(this.el.sort) ? this.el.sort : "score";
    // Names are being put in order: until they are, the rows stay as they were.
    if (sort === "name" && !ready.named && ready.size > ALL_SHOWN)
      sort = (this.#filteredBy[1] as SortKey | undefined) ?? "score";
    const key = [ready, sort, this.el.order, ...Object.values<unknown>({ ...filter })];
    if (key.every((part, i) => part === this.#filteredBy[i])) return;
    const active = this.#rows[this.#active];
    const asked = key.slice(1).some((part, i) => part !== this.#filteredBy[i + 1]);
    this.#filteredBy = key;
    this.#order = ready.order(sort, this.el.order === "desc", this.#compare);
    const { rows, bands } = ready.filter(this.#order, filter);
    this.#rows = rows;
    this.#counts = bands;
    this.#active = active === undefined ? -1 : rows.indexOf(active);
    this.#anchor = -1;
    // New data leaves the reader where he is; what he asked for begins at the top.
    if (asked) this.#scrollTo(0);
  }

  #pane(): Pane {
    const rows = Math.max(1, Math.floor(this.el.rows) || 11);
    return { rows: this.#rows.length, row: ROW, view: Math.min(this.#rows.length, rows) * ROW };
  }

  get #windowed(): boolean {
    return this.#rows.length > ALL_SHOWN && !this.#printing;
  }

  get #scroller(): HTMLElement | null {
    // A server has nothing to look in.
    return isServer ? null : this.el.renderRoot.querySelector(".grid");
  }

  #scrollTo(offset: number): void {
    const top = barAt(this.#pane(), offset);
    this.#place = { top, offset };
    const scroller = this.#scroller;
    if (scroller && scroller.scrollTop !== top) scroller.scrollTop = top;
  }

  readonly #onScroll = (event: Event): void => {
    if (!this.#windowed) return;
    const { scrollTop } = event.target as HTMLElement;
    if (Math.abs(scrollTop - this.#place.top) < 1) return;
    this.#place = scrolled(this.#pane(), scrollTop, this.#place);
    clearTimeout(this.#moving);
    this.#moving = setTimeout(() => {
      this.#moving = undefined;
      this.#scrollTo(this.#place.offset);
      this.#paint();
    }, REST);
    this.#paint();
  };

  hostConnected(): void {
    addEventListener("beforeprint", this.#onPrint);
    addEventListener("afterprint", this.#onPrint);
  }

  hostDisconnected(): void {
    removeEventListener("beforeprint", this.#onPrint);
    removeEventListener("afterprint", this.#onPrint);
    clearTimeout(this.#moving);
    this.#moving = undefined;
  }

  /** Paper does not scroll. */
  readonly #onPrint = ({ type }: Event): void => {
    if (this.#rows.length <= ALL_SHOWN) return;
    this.#printing = type === "beforeprint";
    this.el.requestUpdate();
    this.el["performUpdate"]();
  };

  hostUpdated(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const { view } = this.#pane();
    scroller.style.blockSize = this.#printing ? "auto" : `${view + HEAD + 1}px`;
    const tall = scroller.querySelector<HTMLElement>(".tall");
    if (tall) tall.style.blockSize = `${scrollHeight(this.#pane())}px`;
    const pane = scroller.querySelector<HTMLElement>(".pane");
    if (pane) pane.style.blockSize = `${view}px`;
    this.#paint();
  }

  /** Draws the rows on screen: the same nodes filled anew, in reading order. */
  #paint(): void {
    const body = this.el.renderRoot.querySelector<HTMLElement>(".pane > .body");
    if (!body || !this.#windowed) return;
    const { first, count, shift } = visible(this.#pane(), this.#place.offset);
    const context = this.#context();
    render(
      Array.from({ length: count }, (_, i) => this.#row(first + i, context)),
      body,
      { host: this.el },
    );
    body.style.transform = `translateY(${-shift}px)`;
    this.#point();
  }

  /** Tells assistive technology which row is meant; one that is not on the page cannot be. */
  #point(): void {
    const grid = this.#scroller;
    const row = this.#active < 0 ? null : grid?.querySelector(`#r${this.#active}`);
    if (row) grid!.setAttribute("aria-activedescendant", row.id);
    else grid?.removeAttribute("aria-activedescendant");
  }

  #context(): RowContext {
    const { width } = this.#box;
    return {
      language: this.language,
      bandName: (id) => this.bandName(id),
      stale: this.phase === "stale",
      lines: width >= LINES,
      actions: width >= ACTIONS,
      asOf: this.book.asOf,
      window: this.book.window,
      choose: this.#onChoose,
      open: this.#onOpen,
    };
  }

  #row(at: number, context: RowContext): TemplateResult {
    const ready = this.#ranking!;
    const i = this.#rows[at]!;
    return personRow(context, {
      at,
      ranking: ready,
      i,
      active: at === this.#active,
      selected: this.#selected.has(ready.roster.ids[i]!),
      ...this.#detail(i, context),
    });
  }

  /** Line and advice of one row, worked out when the list stands still. */
  #detail(i: number, { lines, actions }: RowContext): Detail {
    const { roster } = this.#ranking!;
    const book = this.book;
    const id = roster.ids[i]!;
    const detail: Detail = {};
    const still = this.#moving === undefined;
    if (lines) {
      if (this.#lines) detail.line = lineAt(this.#lines, roster.place?.[i] ?? i);
      else if (!roster.lines) detail.line = this.#later(still, `line ${i}`, () => ({ line: lineOf(book, id) })).line;
    }
    if (actions && !this.el.columns)
      Object.assign(
        detail,
        this.#later(still, `action ${i}`, () => actionOf(book, id)),
      );
    return detail;
  }

  #known = new Map<string, Detail>();
  #later(still: boolean, key: string, work: () => Detail): Detail {
    if (this.#knownOf !== this.#ranking) {
      this.#knownOf = this.#ranking;
      this.#known = new Map();
    }
    const known = this.#known.get(key) ?? (still ? this.#details.get(key, work) : undefined);
    if (known) this.#known.set(key, known);
    return known ?? {};
  }
  #knownOf: unknown = null;

  readonly #onChoose = (event: Event): void => {
    const at = Number((event.currentTarget as HTMLElement).dataset["at"]);
    this.#toggle(at, (event as MouseEvent).shiftKey);
  };

  readonly #onOpen = (event: Event): void => {
    this.#emitAt(Number((event.currentTarget as HTMLElement).dataset["at"]));
  };

  #emitAt(at: number): void {
    const id = this.#ranking?.roster.ids[this.#rows[at] ?? -1];
    if (id !== undefined) this.el["emit"]("risk-select", { kind: "person", id });
  }

  #idAt(at: number): string {
    return this.#ranking!.roster.ids[this.#rows[at]!]!;
  }

  /** One, or with `range` all from the last one on, as the one that is pressed becomes. */
  #toggle(at: number, range: boolean): void {
    const on = !this.#selected.has(this.#idAt(at));
    const from = range && this.#anchor >= 0 ? this.#anchor : at;
    for (let k = Math.min(from, at); k <= Math.max(from, at); k++) {
      if (on) this.#selected.add(this.#idAt(k));
      else this.#selected.delete(this.#idAt(k));
    }
    this.#anchor = this.#active = at;
    this.#selectionChanged();
  }

  #selectionChanged(): void {
    this.#assigner.reset();
    this.el.requestUpdate();
    this.el["announce"](this.language.words(ranking)("selected", { n: this.#selected.size }));
  }

  get #chosenShown(): number {
    let n = 0;
    if (this.#selected.size) for (let at = 0; at < this.#rows.length; at++) if (this.#selected.has(this.#idAt(at))) n++;
    return n;
  }

  #selectAll(on: boolean): void {
    for (let at = 0; at < this.#rows.length; at++) {
      if (on) this.#selected.add(this.#idAt(at));
      else this.#selected.delete(this.#idAt(at));
    }
    this.#selectionChanged();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    if (event.defaultPrevented || !this.#rows.length || target.closest(".head-row")) return;
    const { key, shiftKey } = event;
    const jump = Math.max(1, this.#pane().view / ROW - 1);
    const last = this.#rows.length - 1;
    const now = this.#active;
    const steps_: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now < 0 ? 0 : now - 1,
      PageDown: Math.max(0, now) + jump,
      PageUp: now - jump,
      Home: 0,
      End: last,
    };
    const pressed = target.closest("button, input");
    const chord = event.ctrlKey || event.metaKey;
    if (Object.hasOwn(steps_, key)) {
      const to = Math.min(last, Math.max(0, steps_[key]!));
      if (shiftKey && now >= 0) {
        if (this.#anchor < 0) this.#anchor = now;
        this.#selected.clear();
        for (let k = Math.min(this.#anchor, to); k <= Math.max(this.#anchor, to); k++)
          this.#selected.add(this.#idAt(k));
        this.#selectionChanged();
      }
      this.#go(to, shiftKey);
    } else if (chord && key.toLowerCase() === "a") this.#selectAll(true);
    else if (key === "Escape" && this.#selected.size) this.#clear();
    else if (pressed || event.altKey || chord) return;
    else if (key === " " && !this.#typing(event)) {
      if (now >= 0) this.#toggle(now, shiftKey);
    } else if (key === "Enter") this.#emitAt(now);
    else if (key.length === 1) this.#type(event);
    else return;
    event.preventDefault();
  };

  #typing(event: Event): boolean {
    return this.#typed !== "" && event.timeStamp - this.#typedAt < TYPING;
  }

  /** Letters typed one after the other find the next name that begins with them. */
  #type(event: KeyboardEvent): void {
    this.#typed = this.#typing(event) ? this.#typed + event.key : event.key;
    this.#typedAt = event.timeStamp;
    const from = this.#active + (this.#typed.length === 1 ? 1 : 0);
    const found = this.#ranking!.startingWith(this.#rows, this.#typed, Math.max(0, from));
    if (found >= 0) this.#go(found, false);
  }

  #go(to: number, keep: boolean): void {
    this.#active = to;
    if (!keep) this.#anchor = to;
    if (this.#windowed) this.#scrollTo(reveal(this.#pane(), this.#place.offset, to));
    this.el.requestUpdate();
    this.el["performUpdate"]();
    this.#point();
    if (!this.#windowed) {
      const row = this.#scroller?.querySelector<HTMLElement>(`#r${to}`);
      const scroller = this.#scroller;
      if (row && scroller) scroller.scrollTop = reveal(this.#pane(), scroller.scrollTop, to);
    }
    this.#scroller?.focus({ preventScroll: true });
  }

  #clear(): void {
    this.#selected.clear();
    this.#selectionChanged();
  }

  /** Hands the assignment to the page, then to the source. @returns what does it for one person; null: the page took it */
  #ask(ids: readonly string[]): ((id: string) => Promise<void>) | null {
    const first = ids[0]!;
    const taken = !this.el["emit"]("risk-assign-training", { id: first, row: null, ids: [...ids] }, true);
    const supply = this.el.provided?.supply;
    if (taken || !supply?.assignTraining) return null;
    return (id) => supply.assignTraining!(id, { row: null });
  }

  protected override label(): string {
    return this.language.words(ranking)("title");
  }

  /** How far the work is, while there is nothing to show yet. */
  progress(language: LocaleController): TemplateResult | typeof nothing {
    const { share } = this.#task;
    if (share === null) return nothing;
    const label = language.words(ranking)("working", { share: language.format.percent(share) });
    return html`<p class="detail">${label}</p>
      <progress max="1" .value=${share} aria-label=${label}></progress>`;
  }

  protected override content(): TemplateResult {
    const ready = this.#ranking!;
    this.#assigner.available = !this.lent.missing.includes("assignTraining");
    const r = this.language.words(ranking);
    return html`${heading(
      r("title"),
      html`<bdi>${this.#lead(ready)}</bdi>`,
      html`${this.#searchField()}${exportMenu(this.el, this.language)}`,
    )}
    ${this.#filters(ready)} ${this.#rows.length ? this.#grid() : this.#nobody()} ${this.#bar()}
    ${this.phase === "stale" ? this.lent.renderStale() : nothing}`;
  }

  #lead(ready: Ranking): string {
    const r = this.language.words(ranking);
    const { format } = this.language;
    const unranked = ready.size - ready.scored;
    const lead = r("lead", {
      n: ready.size,
      ranked: format.number(ready.scored),
      clients: r("clients", { n: ready.clients }),
    });
    return unranked ? `${lead} · ${r("unranked", { n: unranked })}` : lead;
  }

  #searchField(): TemplateResult {
    const find = this.language.words(ranking)("find");
    return html`<label class="search" part="search"
      ><span class="sr-only">${find}</span>
      <input
        class="input"
        type="search"
        autocomplete="off"
        placeholder=${find}
        .value=${this.el.search}
        @input=${(event: Event) => (this.el.search = (event.target as HTMLInputElement).value)}
    /></label>`;
  }

  #filters(ready: Ranking): TemplateResult {
    const r = this.language.words(ranking);
    const { clients, words, department, role } = ready.roster;
    const { model } = this.book;
    const total = this.#counts.reduce((sum, n) => sum + n, 0);
    const chip = (id: string | null, label: unknown, n: number): TemplateResult =>
      html`<button
        class="chip"
        aria-pressed=${this.el.band === id ? "true" : "false"}
        @click=${() => (this.el.band = this.el.band === id ? null : id)}
      >
        ${label} <span class="chip-n num">${this.language.format.number(n)}</span>
      </button>`;
    const bandChip = (id: string | null, n: number): TemplateResult =>
      chip(
        id ?? "none",
        html`${steps({ bands: model.bands, direction: model.direction, band: id })}<span>${this.bandName(id)}</span>`,
        n,
      );
    const none = this.#counts[model.bands.length] ?? 0;
    const used = (places: ArrayLike<number>): number[] => [...new Set(Array.from(places))].filter((place) => place > 0);
    const listed = (
      of: string,
      names: readonly string[],
      places: readonly number[],
      at: number | null,
      set: (at: number | null) => void,
    ) =>
      places.length < 2
        ? nothing
        : choice(
            r("allOf", { of }),
            [...places]
              .sort((a, b) => this.#compare(names[a]!, names[b]!))
              .map((place) => [String(place), names[place]!]),
            at === null ? "" : String(at),
            (value) => set(value === "" ? null : Number(value)),
            of,
          );
    const t = this.language.words(common);
    return html`<div class="filters" part="filters">
      <div class="chips" role="group" aria-label=${r("filterBand")}>
        ${chip(null, r("all"), total)}
        ${byRisk(model.bands, model.direction)
          .reverse()
          .map(({ id }) => bandChip(id, this.#counts[model.bands.findIndex((band) => band.id === id)] ?? 0))}
        ${none || this.el.band === "none" ? bandChip(null, none) : nothing}
        <button
          class="chip more"
          aria-expanded=${this.#open ? "true" : "false"}
          @click=${() => this.turn(() => (this.#open = !this.#open))}
        >
          ${r("filters")}
        </button>
      </div>
      <div class="choices ${this.#open ? "open" : ""}">
        ${guard([ready, this.#atClient, this.language.tag], () =>
          listed(
            r("client"),
            clients.map((c) => c.name),
            clients.map((_, i) => i),
            this.#atClient,
            (at) => this.turn(() => (this.#atClient = at)),
          ),
        )}
        ${listed(
          r("department"),
          words,
          this.#once("department", () => used(department)),
          this.#atDepartment,
          (at) => this.turn(() => (this.#atDepartment = at)),
        )}
        ${listed(
          r("role"),
          words,
          this.#once("role", () => used(role)),
          this.#atRole,
          (at) => this.turn(() => (this.#atRole = at)),
        )}
        ${choice(
          r("allOf", { of: r("trend") }),
          TRENDS.map((trend) => [trend, t(`trend.${trend}`)]),
          this.el.trend ?? "",
          (value) => (this.el.trend = value || null),
          r("trend"),
        )}
        ${choice(
          "",
          SORTS.map((key) => [key, `${r("sortBy")}: ${r(key)}`]),
          this.el.sort,
          (value) => this.#sortBy(value as SortKey, false),
          r("sortBy"),
        )}
      </div>
    </div>`;
  }

  #memo = new Map<string, number[]>();
  #memoOf: unknown = null;
  /** What is the same as long as the ranking is. */
  #once(key: string, make: () => number[]): number[] {
    if (this.#memoOf !== this.#ranking) {
      this.#memoOf = this.#ranking;
      this.#memo = new Map();
    }
    const known = this.#memo.get(key) ?? make();
    this.#memo.set(key, known);
    return known;
  }

  #sortBy(key: SortKey, turn: boolean): void {
    if (this.el.sort === key && turn) this.el.order = this.el.order === "desc" ? "asc" : "desc";
    else {
      this.el.sort = key;
      this.el.order = key === "score" || key === "change" || key === "failed" ? "desc" : "asc";
    }
  }

  #grid(): TemplateResult {
    const r = this.language.words(ranking);
    const { length } = this.#rows;
    const context = this.#context();
    const chosen = this.#chosenShown;
    const printed = Math.min(length, PRINTED);
    return html`<span id="keys" hidden>${r("keys")}</span>
      <div
        part="grid"
        class="grid ${this.#windowed ? "windowed" : "whole"}"
        role="grid"
        tabindex="0"
        aria-label=${r("title")}
        aria-describedby="keys"
        aria-multiselectable="true"
        aria-rowcount=${length + 1}
        @scroll=${this.#onScroll}
        @keydown=${this.#onKey}
      >
        <div role="rowgroup" class="thead">
          ${headRow(context, {
            sort: this.el.sort,
            order: this.el.order,
            sortBy: (key) => this.#sortBy(key, true),
            all: chosen === length,
            some: chosen > 0 && chosen < length,
            label: r("selectAll", { n: length }),
            selectAll: (on) => this.#selectAll(on),
          })}
        </div>
        ${
          this.#windowed
            ? html`<div class="tall" role="none">
                <div class="pane" role="none"><div class="body" role="rowgroup"></div></div>
              </div>`
            : html`<div class="body" role="rowgroup">
                ${Array.from({ length: printed }, (_, at) => this.#row(at, context))}
              </div>`
        }
      </div>
      ${this.#printing && length > printed ? html`<p class="detail printed">${r("printed", { n: printed, total: length })}</p>` : nothing}`;
  }

  #nobody(): TemplateResult {
    const r = this.language.words(ranking);
    return html`<div class="state ruled" part="empty">
      <slot name="empty"
        ><p class="state-title">${r("noneFound")}</p>
        <p class="state-text">
          ${this.el.search ? r("noneFoundText", { query: this.el.search }) : r("noneChosen")}
        </p></slot
      >
      <button
        class="button"
        @click=${() =>
          this.turn(() => {
            this.el.search = "";
            this.el.band = this.el.trend = this.#atClient = this.#atDepartment = this.#atRole = null;
          })}
      >
        ${r("reset")}
      </button>
    </div>`;
  }

  /** Always there, so that choosing somebody moves nothing. */
  #bar(): TemplateResult {
    const r = this.language.words(ranking);
    const { size } = this.#selected;
    const shown = r("found", { n: this.#rows.length });
    return html`<div part="bar" class="bar no-print">
      <span class="caption"
        >${size ? html`${r("selected", { n: size })} <button class="link-button" @click=${() => this.#clear()}>${r("clear")}</button>` : shown}</span
      >
      ${this.#assigner.render(this.language, [...this.#selected], (id) => this.#nameOf(id))}
    </div>`;
  }

  #nameOf(id: string): string {
    const { ids, names } = this.#ranking!.roster;
    return names[ids.indexOf(id)] ?? id;
  }

  protected override table(): ExportTable {
    const ready = this.#ranking!;
    const { book } = this;
    const { roster } = ready;
    const number = (value: number | undefined): number | null =>
      value === undefined || Number.isNaN(value) ? null : value;
    return {
      name: "ranking",
      model: book.model.id,
      asOf: book.asOf,
      columns: [
        "rank",
        "id",
        "name",
        "client",
        "department",
        "role",
        "score",
        "published",
        "band",
        "change",
        "trend",
        "last_failure",
      ],
      rows: Array.from(this.#rows, (i) => {
        const failed = roster.failed[i]!;
        return [
          ready.rank[i] || null,
          roster.ids[i],
          roster.names[i],
          roster.clients[roster.client[i]!]?.name,
          roster.words[roster.department[i]!],
          roster.words[roster.role[i]!],
          number(roster.score[i]),
          number(roster.published[i]),
          book.model.bands[roster.band[i]!]?.id ?? null,
          number(roster.change[i]),
          TRENDS[roster.trend[i]!] ?? null,
          Number.isNaN(failed) ? null : new Date(failed).toISOString(),
        ];
      }),
    };
  }
}

/** A native list: it works with every key, on every phone, and with a thousand entries. */
function choice(
  none: string,
  entries: ReadonlyArray<readonly [string, string]>,
  chosen: string,
  set: (value: string) => void,
  label: string,
): TemplateResult {
  return html`<select
    class="select"
    aria-label=${label}
    .value=${chosen}
    @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}
  >
    ${none ? html`<option value="" ?selected=${chosen === ""}>${none}</option>` : nothing}
    ${entries.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
  </select>`;
}
