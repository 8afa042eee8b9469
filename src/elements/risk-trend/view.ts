import { html, nothing, type TemplateResult } from "lit";
import { nearest } from "../../charts/trend.js";
import { BoxController } from "../../controllers/box.js";
import { SliceController } from "../../controllers/slices.js";
import type { Book } from "../../data/book.js";
import type { SeriesPoint, SubjectRef, SubjectView } from "../../data/types.js";
import { DAY, forecast, standing, type Forecast } from "../../engine/index.js";
import { common } from "../../strings/en/common.js";
import { events } from "../../strings/en/events.js";
import { trend } from "../../strings/en/trend.js";
import { hasMessage } from "../../strings/index.js";
import type { ExportTable } from "../export.js";
import type { Lent } from "../shared/part.js";
import { Painter } from "../shared/painter.js";
import { exportMenu, figure, heading, twin, twinToggle } from "../shared/parts.js";
import { scorer } from "../shared/scorer.js";
import { draw, legend, type Drawn, type Label } from "./plot.js";
import type { RiskTrend } from "./risk-trend.js";
import type { Score, Sound } from "./sound.js";
import { candidates, groupForecast, steepest, story, worthSaying, type Moment } from "./story.js";

export { styles } from "./risk-trend.styles.js";

/** Points of the line: a week each in a year. */
const POINTS = 52;
/** Up to so many people a date is scored at once; more are scored in slices. */
const AT_ONCE = 150;

/** A point that can be looked at: the line's, then the forecast's. */
interface Stop extends SeriesPoint {
  expected: boolean;
}

/** Draws a score over time. */
export class View extends Painter<RiskTrend> {
  #twinned = false;
  #looked: number | null = null;
  readonly #box = new BoxController(this.el, ".canvas", 760, 260);
  readonly #slices = new SliceController<unknown>(this.el);
  #sound: Sound | null = null;
  #sounding: Promise<void> | undefined;
  #workFor = "";
  #points: SeriesPoint[] = [];
  #other: { view: SubjectView; points: SeriesPoint[] } | null = null;
  #moments: Moment[] = [];
  #future: Forecast | null = null;

  override render(lent: Lent): TemplateResult {
    this.lent = lent;
    this.#work(lent.book, lent.view);
    if (this.#looked !== null && this.#looked >= this.#stops.length) this.#looked = null;
    return super.render(lent);
  }

  #work(book: Book, view: SubjectView): void {
    const { audience, window } = book;
    const key = [view.kind, view.id, view.model.id, audience, window, this.el.compare].join("\n");
    this.#slices.scope(book);
    const points = view.withheld ? [] : this.#line(book, view);
    // A refresh leaves the line on screen until the new one is whole.
    if (!points && key === this.#workFor) return;
    this.#workFor = key;
    this.#points = points ?? [];
    this.#moments = [];
    this.#future = this.#other = null;
    if (view.withheld) return;
    if (this.#points.length) {
      this.#moments = this.#happened(book, view);
      if (view.score !== null) this.#future = this.#ahead(book, view);
    }
    const { compare } = this.el;
    const other = compare === null ? null : book.subject({ kind: view.kind, id: compare }, this.#within);
    if (other && !other.withheld) this.#other = { view: other, points: this.#line(book, other) ?? [] };
  }

  protected override label(): string {
    return this.language.words(trend)("name");
  }

  get #within(): string | null {
    return this.el["subjectRef"]?.kind === "client" ? null : this.el.client;
  }

  get #ahead_(): number {
    const days = this.el.forecast ?? Math.round(this.book.window / 4);
    return days > 0 && Number.isFinite(days) ? days * DAY : 0;
  }

  /** At once where that is quick, else piece by piece: undefined until it is there. */
  #slow<T>(key: string, quick: boolean, work: () => T): T | undefined {
    return quick ? work() : (this.#slices.get(key, work) as T | undefined);
  }

  /** Whether one date of a subject is scored in no time. */
  #quick(book: Book, view: SubjectView): boolean {
    const record = view.kind === "person" ? book.record(view.id) : null;
    return (record ? (view.model.measureAll ? record.cohort.length : 1) : (view.people ?? 1)) <= AT_ONCE;
  }

  /** Scores over the window; undefined while they are being worked out. */
  #line(book: Book, view: SubjectView): SeriesPoint[] | undefined {
    const ref: SubjectRef = { kind: view.kind, id: view.id };
    const from = book.asOf - book.window * DAY;
    if (view.supplied) return book.series(ref, this.#within, book.window);
    const at = scorer(book, view, this.#within);
    const quick = this.#quick(book, view);
    const record = view.kind === "person" ? book.record(view.id) : null;
    const dates = new Set([from, book.asOf]);
    for (let i = 1; i < POINTS; i++) dates.add(from + Math.round((i / POINTS) * (book.asOf - from)));
    // A jump is drawn where it happened, not between two weeks.
    for (const { at: t, since } of record ? candidates(record.person, from, book.asOf) : []) {
      if (dates.size < 3 * POINTS) dates.add(Math.max(from, since - 1)).add(t);
    }
    const points: SeriesPoint[] = [];
    let missing = false;
    for (const date of [...dates].sort((a, b) => a - b)) {
      const score = this.#slow(`${view.kind} ${view.id} ${date}`, quick, () =>
        date === book.asOf ? view.score : at(date),
      );
      if (score === undefined) missing = true;
      else points.push({ at: date, ...standing(view.model, score) });
    }
    return missing ? undefined : points;
  }

  #happened(book: Book, view: SubjectView): Moment[] {
    const record = view.kind === "person" ? book.record(view.id) : null;
    if (!record) return [];
    const at = scorer(book, view, this.#within);
    const quick = this.#quick(book, view);
    const { scale } = view.model;
    const steps = steepest(this.#points, scale);
    const found: Moment[] = [];
    for (const one of candidates(record.person, book.asOf - book.window * DAY, book.asOf)) {
      if (!steps.some(([from, to]) => one.at > from && one.since <= to)) continue;
      const effect = this.#slow(`moment ${view.id} ${one.since} ${one.at}`, quick, () => {
        const [before, after] = [at(one.since - 1), at(one.at)];
        return before === null || after === null ? null : after - before;
      });
      if (typeof effect === "number") found.push({ ...one, effect });
    }
    return worthSaying(found, scale);
  }

  #ahead(book: Book, view: SubjectView): Forecast | null {
    const ahead = this.#ahead_;
    const { asOf } = book;
    const { model } = view;
    const until = asOf + ahead;
    const record = view.kind === "person" ? book.record(view.id) : null;
    const client = view.kind === "client" ? book.clientRecord(view.id) : null;
    if (!ahead || !(record || (client && this.#quick(book, view)))) return null;
    return (
      this.#slow(`ahead ${view.id} ${ahead}`, this.#quick(book, view), () =>
        record
          ? forecast(record.person, { model, cohort: record.cohort, asOf, until })
          : groupForecast(client!.people, model, asOf, until),
      ) ?? null
    );
  }

  get #stops(): Stop[] {
    const future = this.#future?.points.slice(1) ?? [];
    return [
      ...this.#points.map((point) => ({ ...point, expected: false })),
      ...future.map((point) => ({ ...point, expected: true })),
    ];
  }

  protected override content(): TemplateResult {
    const { view } = this;
    const t = this.language.words(common);
    const none = !this.#points.some(({ score }) => score !== null) && this.phase === "insufficient";
    const tools = none
      ? nothing
      : html`${this.#listen(view)}${twinToggle(this.language, this.#twinned, () => this.turn(() => (this.#twinned = !this.#twinned)))}${exportMenu(this.el, this.language)}`;
    return html`${heading(none ? t(view.withheld ? "withheld" : "notEnough") : this.#title(), html`<bdi>${this.#lead(view)}</bdi>`, tools)}
    ${none ? html`<p class="state" part="insufficient">${this.#why(view)}</p>` : this.#twinned ? this.#twin() : this.#chart(view)}
    ${this.phase === "stale" ? this.lent.renderStale() : nothing}`;
  }

  /** Asked for by the page, loaded then; a browser without sound is offered none. */
  #listen(view: SubjectView): TemplateResult | typeof nothing {
    if (!this.el.sound || this.#twinned || typeof AudioContext === "undefined") {
      this.#sound?.stop();
      return nothing;
    }
    this.#sounding ??= import("./sound.js").then(
      (module) => this.turn(() => (this.#sound = new module.Sound(this.el))),
      () => undefined,
    );
    const score = (): Score => ({
      points: this.#stops,
      from: this.book.asOf - this.book.window * DAY,
      until: this.#stops.at(-1)?.at ?? this.book.asOf,
      scale: view.model.scale,
      lowIsRiskier: view.model.direction === "lower-is-riskier",
      look: (at) => this.turn(() => (this.#looked = at)),
    });
    return this.#sound?.render(this.language, score) ?? nothing;
  }

  #why(view: SubjectView): string {
    const t = this.language.words(common);
    if (view.withheld) return "";
    return view.people === null ? t("notEnoughNothing") : t("notEnoughGroup", { n: view.people });
  }

  #number(value: number): string {
    return this.language.format.number(value, this.view.model.precision);
  }

  #day(at: number): string {
    const year = new Date(at).getFullYear() === new Date(this.book.asOf).getFullYear();
    return this.language.format.date(at, { day: "numeric", month: "short", ...(year ? {} : { year: "numeric" }) });
  }

  /** What happened: "Elevated since mid-August, after data was entered in a simulation". */
  #title(): string {
    const c = this.language.words(trend);
    const { band, since, cause } = story(this.#points, this.#moments);
    if (since === null) return this.#points.length ? c("throughout", { band: this.bandName(band) }) : c("name");
    const params = { band: this.bandName(band), when: this.#when(since) };
    const key = `after.${cause?.kind}`;
    if (!cause || !hasMessage(this.language.tag, trend, key)) return c("since", params);
    return c("sinceAfter", { ...params, cause: c(key as "after.breach") });
  }

  #when(at: number): string {
    const c = this.language.words(trend);
    const { asOf } = this.book;
    if (asOf - at < 21 * DAY) return c("when.day", { day: this.#day(at) });
    const date = new Date(at);
    const other = date.getFullYear() !== new Date(asOf).getFullYear();
    const month = this.language.format.date(at, { month: "long", ...(other ? { year: "numeric" } : {}) });
    const part = (["early", "mid", "late"] as const)[Math.min(2, Math.floor((date.getDate() - 1) / 10))]!;
    return c(`when.${part}`, { month });
  }

  #name(view: SubjectView): string {
    return view.kind === "book" ? this.language.words(common)("allClients") : view.name;
  }

  #lead(view: SubjectView): string {
    const c = this.language.words(trend);
    const { book } = this;
    const date = (at: number): string => this.language.format.date(at);
    const edge = (value: number): string => this.language.format.number(value, Number.isInteger(value) ? 0 : 1);
    const other = this.#other ? `, ${this.#name(this.#other.view)}` : "";
    return c(this.#box.width < 480 ? "leadShort" : this.#future ? "leadForecast" : "lead", {
      name: `${this.#name(view)}${other}`,
      low: edge(view.model.scale[0]),
      high: edge(view.model.scale[1]),
      from: date(book.asOf - book.window * DAY),
      to: date(book.asOf),
      until: date(book.asOf + this.#ahead_),
      model: this.lent.modelName(view.model),
    });
  }

  /** What an event is called, what it was about, and what it did. */
  #label(moment: Moment): Label {
    const c = this.language.words(trend);
    const e = this.language.words(events);
    const { kind, ref, value, password, at, effect } = moment;
    const measure = kind === "measure";
    const name = measure ? e("measure", { row: this.lent.rowName(ref) }) : e(kind as "breach");
    const about = measure
      ? c("value", { n: value ?? "" })
      : kind === "breach" && password
        ? c("password")
        : ref && c(/^simulation/.test(kind) ? "simulation" : "quoted", { ref });
    const signed = this.language.format.signed(effect, this.view.model.precision);
    return { at, name, about, effect: signed, date: this.#day(at), score: this.#scoreAt(at) };
  }

  #scoreAt(at: number): number | null {
    return this.#points.findLast((point) => point.at <= at && point.score !== null)?.score ?? null;
  }

  #drawn(view: SubjectView): Drawn {
    const c = this.language.words(trend);
    const { format, rtl } = this.language;
    const { book } = this;
    const breaks = this.#points.flatMap(({ at, model }, i) => (i && model !== this.#points[i - 1]!.model ? [at] : []));
    const at = this.#looked === null ? null : this.#stops[this.#looked]!;
    return {
      width: this.#box.width,
      height: this.#box.height,
      rtl,
      stale: this.phase === "stale",
      model: view.model,
      band: view.band,
      from: book.asOf - book.window * DAY,
      to: book.asOf,
      until: this.#future ? book.asOf + this.#ahead_ : book.asOf,
      points: this.#points,
      other: this.#other?.points ?? [],
      future: this.#future?.points ?? [],
      events: this.#moments.map((moment) => this.#label(moment)),
      crossings: (this.#future?.crossings ?? []).map((crossing) => ({
        at: crossing.at,
        score: this.#future!.points.find((p) => p.at >= crossing.at)?.score ?? null,
        band: this.bandName(crossing.to),
        date: c("from", { date: this.#day(crossing.at) }),
      })),
      breaks,
      looked: at,
      number: (value) => format.number(value, Number.isInteger(value) ? 0 : view.model.precision),
      tick: (time, unit) =>
        format.date(
          time,
          unit === "day"
            ? { day: "numeric", month: "short" }
            : { month: "short", ...(unit === "year" ? { year: "numeric" } : {}) },
        ),
      span: (from, to) => c("gap", { span: this.#span(to - from) }),
      bandName: (band) => this.bandName(band),
      now: view.published === null ? "" : this.#number(view.published),
      words: { today: c("today"), forecast: c("forecast"), model: c("modelChanged") },
    };
  }

  #span(ms: number): string {
    const days = Math.round(ms / DAY);
    const c = this.language.words(trend);
    if (days < 14) return this.language.words(common)("days", { n: days });
    return days < 120 ? c("weeks", { n: Math.round(days / 7) }) : c("months", { n: Math.round(days / 30.44) });
  }

  #chart(view: SubjectView): TemplateResult {
    const c = this.language.words(trend);
    const drawn = this.#drawn(view);
    const { svg, share, numbered } = draw(drawn);
    const stops = this.#stops;
    const other = this.#other ? this.#name(this.#other.view) : "";
    return html`<div class="body">
      ${figure({
        name: `${c("name")}: ${this.#name(view)}`,
        summary: this.#summary(),
        body: html`<div class="canvas" part="plot">${svg}</div>`,
        points: stops.length,
        at: this.#looked,
        text: (i) => this.#words(stops[i]!),
        move: (i) => this.turn(() => (this.#looked = i)),
        nearest: (x) => nearest(stops, share(x)),
        rtl: this.language.rtl,
      })}
      ${legend({
        score: other ? this.#name(view) : c("score"),
        other,
        expected: this.#future ? c("ifNothing") : "",
        ring: drawn.events.length || drawn.crossings.length ? c("ring") : "",
      })}
      ${numbered && drawn.events.length ? this.#events(drawn.events) : nothing}
    </div>`;
  }

  #summary(): string {
    const known = this.#points.filter((p) => p.published !== null);
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last) return this.language.words(trend)("name");
    const c = this.language.words(trend);
    const text = c("summary", {
      from: this.#number(first.published!),
      start: this.#day(first.at),
      to: this.#number(last.published!),
      end: this.#day(last.at),
    });
    const next = this.#future?.crossings[0];
    return next ? `${text} ${c("crossing", { band: this.bandName(next.to), date: this.#day(next.at) })}` : text;
  }

  #words({ at, published, band, expected }: Stop): string {
    const c = this.language.words(trend);
    const date = this.language.format.date(at);
    if (published === null) return c("pointNone", { date });
    const params = { date, score: this.#number(published), band: this.bandName(band) };
    const point = c(expected ? "pointForecast" : "point", params);
    const event = this.#moments.find((m) => m.at === at);
    const said = event
      ? `${point}. ${c("effect", { event: this.#label(event).name, effect: this.#label(event).effect })}`
      : point;
    const other = this.#other?.points.findLast((p) => p.at <= at)?.published;
    if (expected || other === null || other === undefined) return said;
    return c("pointOther", { point: said, name: this.#name(this.#other!.view), score: this.#number(other) });
  }

  /** Under a narrow chart, where names have no room on the line. */
  #events(events: readonly Label[]): TemplateResult {
    return html`<ol part="events" class="events" aria-label=${this.language.words(trend)("events")}>
      ${events.map(
        ({ name, date, effect }, i) =>
          html`<li>
            <b class="num" aria-hidden="true">${this.language.format.number(i + 1)}</b><span class="what">${name}</span>
            <span class="when num">${date}</span><span class="effect num"><bdi dir="ltr">${effect}</bdi></span>
          </li>`,
      )}
    </ol>`;
  }

  #twin(): TemplateResult {
    const c = this.language.words(trend);
    const happened = new Map(this.#moments.map((m) => [m.at, this.#label(m)]));
    return twin({
      caption: c("caption", { name: this.#name(this.view) }),
      columns: [{ label: c("date") }, { label: c("score"), number: true }, { label: c("band") }, { label: c("what") }],
      rows: this.#stops
        // What is there twice is the instant before an event.
        .filter(({ at }, i, all) => all[i + 1]?.at !== at + 1)
        .map((stop) => {
          const event = happened.get(stop.at);
          return [
            this.language.format.date(stop.at),
            stop.published === null ? "–" : this.#number(stop.published),
            this.bandName(stop.band),
            event ? c("effect", { event: event.name, effect: event.effect }) : stop.expected ? c("forecast") : "",
          ];
        }),
    });
  }

  protected override table(): ExportTable {
    const { view, book } = this;
    const iso = (at: number): string => new Date(at).toISOString();
    const rows = (of: SubjectView, points: readonly SeriesPoint[], kind: string) =>
      points.map(({ at, score, published, band }) => [this.#name(of), kind, iso(at), score, published, band]);
    return {
      name: "trend",
      model: view.model.id,
      asOf: book.asOf,
      columns: ["subject", "kind", "at", "score", "published", "band"],
      rows: [
        ...rows(view, this.#points, "score"),
        ...rows(view, this.#future?.points.slice(1) ?? [], "forecast"),
        ...(this.#other ? rows(this.#other.view, this.#other.points, "score") : []),
        ...this.#moments.map((m) => [this.#label(m).name, "event", iso(m.at), m.effect, null, null]),
      ],
    };
  }
}
