import { html, nothing, render, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { barAt, reveal, scrolled, scrollHeight, visible, type Pane, type Place } from "../../charts/window.js";
import { BoxController } from "../../controllers/box.js";
import { SliceController } from "../../controllers/slices.js";
import { TaskController } from "../../controllers/task.js";
import type { Book } from "../../data/book.js";
import type { Need, Query, SubjectRef } from "../../data/types.js";
import type { Columns } from "../../engine/index.js";
import { common } from "../../strings/en/common.js";
import { ranking } from "../../strings/en/ranking.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { byRisk, steps } from "../shared/marks.js";
import { exportMenu, heading } from "../shared/parts.js";
import { Assigner } from "./assign.js";
import { fromViews } from "./build.js";
import { actionOf, lineAt, lineOf, type Detail } from "./detail.js";
import { NONE, Ranking, TRENDS, type Filter, type Lines, type Roster, type SortKey } from "./roster.js";
import { headRow, personRow, type RowContext } from "./row.js";
import { styles } from "./risk-ranking.styles.js";

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

/**
 * @summary People ranked across every client, riskiest first: sort, search, filters, selection; 100 000 rows smoothly.
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind: "person", id }`.
 * @fires {RiskEvent<"risk-assign-training">} risk-assign-training - Training is to be assigned. Cancelable: unless prevented, a source that can assign does. Detail: `{ id, row: null, ids }`, `ids` holding everyone chosen.
 * @fires {RiskEvent<"risk-export">} risk-export - Data or a picture was exported. Detail: `{ format }`.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart search - The search field.
 * @csspart filters - The band chips and the lists to choose from.
 * @csspart grid - The table.
 * @csspart row - A person's row.
 * @csspart bar - What is selected, and what can be done with it.
 */
export class RiskRanking extends RiskElement {
  static override styles = styles;

  /** What the rows are sorted by: `score`, `name`, `client`, `department`, `role`, `change` or `failed` (the last failure). */
  @property({ reflect: true }) sort: SortKey = "score";
  /** `desc` puts the riskiest (or the latest) first, whichever way the model counts. */
  @property({ reflect: true }) order: "asc" | "desc" = "desc";
  /** Shows only people whose name contains this. */
  @property() search = "";
  /** Shows only people in this band; `none` means without a score. */
  @property() band: string | null = null;
  /** Shows only people who are `improving`, `stable` or `worsening`. */
  @property() trend: string | null = null;
  /** Rows on screen at once. */
  @property({ type: Number }) rows = 11;
  /** Everyone's evidence in typed arrays (`toColumns`), in the order of the people in the data: scored instead of the records. */
  @property({ attribute: false }) columns: Columns | null = null;

  @state() private atClient: number | null = null;
  @state() private atDepartment: number | null = null;
  @state() private atRole: number | null = null;
  @state() private open = false;

  protected override readonly needs: readonly Need[] = ["people"];
  readonly #box = new BoxController(this, ".grid", 960, 600);
  readonly #task = new TaskController(this);
  readonly #details = new SliceController<Detail>(this);
  readonly #assigner = new Assigner(this, (ids) => this.#ask(ids));
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

  override query(): Query {
    return { ...super.query(), kind: "people" };
  }

  protected override assess(book: Book, stale: boolean): Phase {
    if (book.audience === "client") {
      this.fault = { code: "audience", message: "A page shown to clients shows groups, not people.", retryable: false };
      return "no-access";
    }
    const ref = this.subjectRef ?? book.whole;
    if (book.empty) return "empty";
    const key = [book, ref.kind, ref.id, this.client, this.columns];
    if (key.some((part, i) => part !== this.#builtFrom[i])) {
      this.#builtFrom = key;
      this.#begin(book, ref);
    }
    if (this.#broken) throw this.#broken.error;
    const { ranking: ready } = this;
    if (!ready) return "loading";
    if (!ready.size) return this.#missing(ref);
    if (!ready.scored) return "insufficient";
    return stale ? "stale" : "ready";
  }

  #missing(ref: SubjectRef): Phase {
    if (!this.subjectRef || ref.kind === "book") return "empty";
    const message = `${ref.kind}: "${ref.id}" is not in the data.`;
    this.fault = { code: "not-found", message, path: ref.kind, retryable: false };
    return "error";
  }

  private get ranking(): Ranking | null {
    return this.#ranking;
  }

  /** Works the ranking out: at once where that takes no time, else between frames, the old one staying meanwhile. */
  #begin(book: Book, ref: SubjectRef): void {
    const { redact } = this.viewOptions;
    const within = ref.kind === "client" ? null : this.client;
    this.#broken = null;
    const failed = (error: unknown): void => {
      this.#broken = { error };
      this.requestUpdate();
    };
    const done = (roster: Roster): void => {
      this.#ranking = new Ranking(roster);
      this.#lines = null;
      this.#details.scope(roster);
      if (roster.ids.length > ALL_SHOWN) this.#task.run(this.#rest(roster), () => this.requestUpdate(), failed, true);
    };
    const want = { book, ref, within, redact, columns: this.columns };
    const records = book.clientIds.map((id) => book.clientRecord(id));
    const people = records.reduce((n, record) => n + (record?.people.length ?? 0), 0);
    const all = records.filter((record) => record !== null);
    if (all.length < records.length || (people <= IN_VIEWS && !this.columns)) {
      return this.#task.run(fromViews(want), done, failed);
    }
    const key = this.#builtFrom;
    import("./bulk.js").then(({ fromRecords }) => {
      if (key !== this.#builtFrom) return;
      this.#task.run(fromRecords(want, all, people), done, failed);
      this.requestUpdate();
    }, failed);
  }

  #broken: { error: unknown } | null = null;

  /** What only a reader who looks longer, searches or sorts by name waits for. */
  *#rest(roster: Roster): Generator<number, void> {
    if (roster.lines) {
      this.#lines = yield* roster.lines();
      this.requestUpdate();
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

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#assigner.available = !this.source.snapshot.missing?.includes("assignTraining");
    this.#refilter();
  }

  get #filter(): Filter {
    const bands = this.book!.model.bands.map(({ id }) => id);
    const band = this.band === null ? null : this.band === "none" ? NONE : bands.indexOf(this.band);
    const trend = TRENDS.indexOf(this.trend as (typeof TRENDS)[number]);
    return {
      text: this.search,
      client: this.atClient,
      department: this.atDepartment,
      role: this.atRole,
      band,
      trend: trend < 0 ? null : trend,
    };
  }

  #refilter(): void {
    const { ranking: ready } = this;
    if (!ready || !this.book) return;
    const filter = this.#filter;
    let sort = SORTS.includes(this.sort) ? this.sort : "score";
    // Names are being put in order: until they are, the rows stay as they were.
    if (sort === "name" && !ready.named && ready.size > ALL_SHOWN)
      sort = (this.#filteredBy[1] as SortKey | undefined) ?? "score";
    const key = [ready, sort, this.order, ...Object.values(filter)];
    if (key.every((part, i) => part === this.#filteredBy[i])) return;
    const active = this.#rows[this.#active];
    const asked = key.slice(1).some((part, i) => part !== this.#filteredBy[i + 1]);
    this.#filteredBy = key;
    this.#order = ready.order(sort, this.order === "desc", this.#compare);
    const { rows, bands } = ready.filter(this.#order, filter);
    this.#rows = rows;
    this.#counts = bands;
    this.#active = active === undefined ? -1 : rows.indexOf(active);
    this.#anchor = -1;
    // New data leaves the reader where he is; what he asked for begins at the top.
    if (asked) this.#scrollTo(0);
  }

  #pane(): Pane {
    const rows = Math.max(1, Math.floor(this.rows) || 11);
    return { rows: this.#rows.length, row: ROW, view: Math.min(this.#rows.length, rows) * ROW };
  }

  get #windowed(): boolean {
    return this.#rows.length > ALL_SHOWN && !this.#printing;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector(".grid");
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

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("beforeprint", this.#onPrint);
    addEventListener("afterprint", this.#onPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeprint", this.#onPrint);
    removeEventListener("afterprint", this.#onPrint);
    clearTimeout(this.#moving);
    this.#moving = undefined;
  }

  /** Paper does not scroll. */
  readonly #onPrint = ({ type }: Event): void => {
    if (this.#rows.length <= ALL_SHOWN) return;
    this.#printing = type === "beforeprint";
    this.requestUpdate();
    this.performUpdate();
  };

  override updated(changed: PropertyValues): void {
    super.updated(changed);
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
    const body = this.renderRoot.querySelector<HTMLElement>(".pane > .body");
    if (!body || !this.#windowed) return;
    const { first, count, shift } = visible(this.#pane(), this.#place.offset);
    const context = this.#context();
    render(
      Array.from({ length: count }, (_, i) => this.#row(first + i, context)),
      body,
      { host: this },
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
      asOf: this.book!.asOf,
      window: this.book!.window,
      choose: this.#onChoose,
      open: this.#onOpen,
    };
  }

  #row(at: number, context: RowContext): TemplateResult {
    const ready = this.ranking!;
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
    const { roster } = this.ranking!;
    const book = this.book!;
    const id = roster.ids[i]!;
    const detail: Detail = {};
    const still = this.#moving === undefined;
    if (lines) {
      if (this.#lines) detail.line = lineAt(this.#lines, roster.place?.[i] ?? i);
      else if (!roster.lines) detail.line = this.#later(still, `line ${i}`, () => ({ line: lineOf(book, id) })).line;
    }
    if (actions && !this.columns)
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
    const id = this.ranking?.roster.ids[this.#rows[at] ?? -1];
    if (id !== undefined) this.emit("risk-select", { kind: "person", id });
  }

  #idAt(at: number): string {
    return this.ranking!.roster.ids[this.#rows[at]!]!;
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
    this.requestUpdate();
    this.announce(this.language.words(ranking)("selected", { n: this.#selected.size }));
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
    const found = this.ranking!.startingWith(this.#rows, this.#typed, Math.max(0, from));
    if (found >= 0) this.#go(found, false);
  }

  #go(to: number, keep: boolean): void {
    this.#active = to;
    if (!keep) this.#anchor = to;
    if (this.#windowed) this.#scrollTo(reveal(this.#pane(), this.#place.offset, to));
    this.requestUpdate();
    this.performUpdate();
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
    const taken = !this.emit("risk-assign-training", { id: first, row: null, ids: [...ids] }, true);
    const supply = this.provided?.supply;
    if (taken || !supply?.assignTraining) return null;
    return (id) => supply.assignTraining!(id, { row: null });
  }

  protected override render(): TemplateResult {
    const { phase } = this;
    const shown = this.ranking && (phase === "ready" || phase === "stale" || phase === "insufficient");
    return html`<section part="base" class="surface ${phase}" aria-label=${this.language.words(ranking)("title")}>
      ${shown ? this.#ready(this.ranking) : this.renderState(html`${this.#progress()}${skeleton}`)}
      <span class="sr-only" role="status"></span>
    </section>`;
  }

  #progress(): TemplateResult | typeof nothing {
    const { share } = this.#task;
    if (share === null || this.phase !== "loading") return nothing;
    const label = this.language.words(ranking)("working", { share: this.language.format.percent(share) });
    return html`<p class="detail">${label}</p>
      <progress max="1" .value=${share} aria-label=${label}></progress>`;
  }

  #ready(ready: Ranking): TemplateResult {
    const r = this.language.words(ranking);
    return html`${heading(
      r("title"),
      html`<bdi>${this.#lead(ready)}</bdi>`,
      html`${this.#searchField()}${exportMenu(this, this.language)}`,
    )}
    ${this.#filters(ready)} ${this.#rows.length ? this.#grid() : this.#nobody()} ${this.#bar()}
    ${this.phase === "stale" ? this.renderStale() : nothing}`;
  }

  #lead(ready: Ranking): string {
    const r = this.language.words(ranking);
    const { format } = this.language;
    const { clients } = ready.roster;
    const unranked = ready.size - ready.scored;
    const lead = r("lead", {
      n: ready.size,
      ranked: format.number(ready.scored),
      clients: r("clients", { n: clients.length }),
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
        .value=${this.search}
        @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
    /></label>`;
  }

  #filters(ready: Ranking): TemplateResult {
    const r = this.language.words(ranking);
    const { clients, words, department, role } = ready.roster;
    const { model } = this.book!;
    const total = this.#counts.reduce((sum, n) => sum + n, 0);
    const chip = (id: string | null, label: unknown, n: number): TemplateResult =>
      html`<button
        class="chip"
        aria-pressed=${this.band === id ? "true" : "false"}
        @click=${() => (this.band = this.band === id ? null : id)}
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
        ${none || this.band === "none" ? bandChip(null, none) : nothing}
        <button
          class="chip more"
          aria-expanded=${this.open ? "true" : "false"}
          @click=${() => (this.open = !this.open)}
        >
          ${r("filters")}
        </button>
      </div>
      <div class="choices ${this.open ? "open" : ""}">
        ${guard([ready, this.atClient, this.language.tag], () =>
          listed(
            r("client"),
            clients.map((c) => c.name),
            clients.map((_, i) => i),
            this.atClient,
            (at) => (this.atClient = at),
          ),
        )}
        ${listed(
          r("department"),
          words,
          this.#once("department", () => used(department)),
          this.atDepartment,
          (at) => (this.atDepartment = at),
        )}
        ${listed(
          r("role"),
          words,
          this.#once("role", () => used(role)),
          this.atRole,
          (at) => (this.atRole = at),
        )}
        ${choice(
          r("allOf", { of: r("trend") }),
          TRENDS.map((trend) => [trend, t(`trend.${trend}`)]),
          this.trend ?? "",
          (value) => (this.trend = value || null),
          r("trend"),
        )}
        ${choice(
          "",
          SORTS.map((key) => [key, `${r("sortBy")}: ${r(key)}`]),
          this.sort,
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
    if (this.sort === key && turn) this.order = this.order === "desc" ? "asc" : "desc";
    else {
      this.sort = key;
      this.order = key === "score" || key === "change" || key === "failed" ? "desc" : "asc";
    }
  }

  #grid(): TemplateResult {
    const r = this.language.words(ranking);
    const { length } = this.#rows;
    const context = this.#context();
    const chosen = this.#chosenShown;
    const printed = Math.min(length, PRINTED);
    return html`<div
        part="grid"
        class="grid ${this.#windowed ? "windowed" : "whole"}"
        role="grid"
        tabindex="0"
        aria-label=${r("title")}
        aria-description=${r("keys")}
        aria-multiselectable="true"
        aria-rowcount=${length + 1}
        @scroll=${this.#onScroll}
        @keydown=${this.#onKey}
      >
        <div role="rowgroup" class="thead">
          ${headRow(context, {
            sort: this.sort,
            order: this.order,
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
        <p class="state-text">${this.search ? r("noneFoundText", { query: this.search }) : r("noneChosen")}</p></slot
      >
      <button
        class="button"
        @click=${() => {
          this.search = "";
          this.band = this.trend = this.atClient = this.atDepartment = this.atRole = null;
        }}
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
    const { ids, names } = this.ranking!.roster;
    return names[ids.indexOf(id)] ?? id;
  }

  protected override exportTable(): ExportTable | null {
    const { ranking: ready, book } = this;
    if (!ready || !book || !(this.phase === "ready" || this.phase === "stale")) return null;
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

const skeleton = html`<div class="sk" aria-hidden="true">
  <i class="w40"></i><i class="w60"></i>${Array.from({ length: 11 }, () => html`<i class="row-sk"></i>`)}
</div>`;
