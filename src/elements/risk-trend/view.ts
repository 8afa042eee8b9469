import { html, nothing, type TemplateResult } from "lit";
import { nearest } from "../../charts/trend.js";
import { BoxController } from "../../controllers/box.js";
import { plain } from "../../data/names.js";
import { isToday } from "../../data/today.js";
import type { SeriesPoint, SubjectView } from "../../data/types.js";
import { standing } from "../../engine/rules.js";
import { DAY } from "../../engine/time.js";
import { states } from "../../strings/en/states.js";
import { events } from "../../strings/en/events.js";
import { trend } from "../../strings/en/trend.js";
import { waiting } from "../../strings/en/waiting.js";
import { hasMessage } from "../../strings/index.js";
import type { ExportTable } from "../export.js";
import { endsText } from "../shared/amounts.js";
import { subjectName } from "../shared/names.js";
import type { Lent } from "../shared/part.js";
import { Painter } from "../shared/painter.js";
import { exportMenu, figure, heading, twin, twinToggle } from "../shared/parts.js";
import { whyNone } from "../shared/states.js";
import type { Looked } from "../shared/walk.js";
import { Course, type Stop } from "./course.js";
import { draw, legend, type Drawn, type Label } from "./plot.js";
import type { RiskTrend } from "./risk-trend.js";
import type { Score, Sound } from "./sound.js";
import { story, type Moment } from "./story.js";

export { lend } from "../shared/lend.js";
export { styles } from "./risk-trend.styles.js";

/** Draws a score over time. */
export class View extends Painter<RiskTrend> {
  #twinned = false;
  #looked: Looked = null;
  readonly #box = new BoxController(this.el, ".canvas", 760, 260);
  readonly #course = new Course(this.el);
  #sound: Sound | null = null;
  #sounding: Promise<void> | undefined;

  override render(lent: Lent): TemplateResult {
    this.lent = lent;
    this.#course.follow(lent.book, lent.view);
    if (this.#looked != null && this.#looked >= this.#course.stops.length) this.#looked = null;
    return super.render(lent);
  }

  protected override label(): string {
    return this.language.words(trend)("name");
  }

  protected override content(): TemplateResult {
    const { view } = this;
    const t = this.language.words(states);
    const none = this.bare;
    const tools = none
      ? nothing
      : html`${this.#listen(view)}${twinToggle(this.language, this.#twinned, () => this.turn(() => (this.#twinned = !this.#twinned)))}${exportMenu(this.el, this.language)}`;
    return html`${heading(none ? t(view.withheld ? "withheld" : "notEnough") : this.#title(), html`<bdi>${this.#lead(view)}</bdi>`, tools)}
    ${none ? html`<p class="state" part="insufficient">${this.#why(view)}</p>` : this.#twinned ? this.#twin() : this.#chart(view)}
    ${this.lent.renderIssues()} ${this.phase === "stale" ? this.lent.renderStale() : nothing}`;
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
      points: this.#course.stops,
      from: this.book.asOf - this.book.window * DAY,
      until: this.#course.stops.at(-1)?.at ?? this.book.asOf,
      scale: view.model.scale,
      lowIsRiskier: view.model.direction === "lower-is-riskier",
      look: (at) => this.turn(() => (this.#looked = at)),
    });
    return this.#sound?.render(this.language, score) ?? nothing;
  }

  #why(view: SubjectView): string {
    return view.withheld ? "" : whyNone(this.language, view).why;
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
    const { band, since, cause } = story(this.#course.points, this.#course.moments);
    if (since === null) return this.#course.points.length ? c("throughout", { band: this.bandName(band) }) : c("name");
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
    return subjectName(this.language, view);
  }

  #lead(view: SubjectView): string {
    const c = this.language.words(trend);
    const { book } = this;
    const date = (at: number): string => this.language.format.date(at);
    const edge = (value: number): string => this.language.format.place(value, view.model.precision);
    const other = this.#course.other ? `, ${this.#name(this.#course.other.view)}` : "";
    return c(this.#box.width < 480 ? "leadShort" : this.#course.future ? "leadForecast" : "lead", {
      // A department is one of a client's.
      name: [`${this.#name(view)}${other}`, ...(view.kind === "person" ? [] : view.detail)].join(" · "),
      low: edge(view.model.scale[0]),
      high: edge(view.model.scale[1]),
      from: date(book.asOf - book.window * DAY),
      to: date(book.asOf),
      until: date(book.asOf + this.#course.ahead(this.book)),
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
        : ref && c(/^simulation/.test(kind) ? "simulation" : "quoted", { ref: plain(ref) });
    const signed = this.language.format.signed(effect, this.view.model.precision);
    return { at, name, about, effect: signed, date: this.#day(at), score: this.#scoreAt(at) };
  }

  #scoreAt(at: number): number | null {
    return this.#course.points.findLast((point) => point.at <= at && point.score !== null)?.score ?? null;
  }

  #drawn(view: SubjectView): Drawn {
    const c = this.language.words(trend);
    const { format, rtl } = this.language;
    const { book } = this;
    const breaks = this.#course.points.flatMap(({ at, model }, i) =>
      i && model !== this.#course.points[i - 1]!.model ? [at] : [],
    );
    const at = this.#looked == null ? null : this.#course.stops[this.#looked]!;
    return {
      width: this.#box.width,
      height: this.#box.height,
      rtl,
      stale: this.phase === "stale",
      model: view.model,
      band: view.band,
      from: book.asOf - book.window * DAY,
      to: book.asOf,
      until: this.#course.future ? book.asOf + this.#course.ahead(this.book) : book.asOf,
      // Where one stands today is known before how one came there.
      points: this.#course.pending ? [{ at: book.asOf, ...standing(view.model, view.score) }] : this.#course.points,
      other: this.#course.other?.points ?? [],
      future: this.#course.future?.points ?? [],
      events: this.#course.moments.map((moment) => this.#label(moment)),
      crossings: (this.#course.future?.crossings ?? []).map((crossing) => ({
        at: crossing.at,
        score: this.#course.future!.points.find((p) => p.at >= crossing.at)?.score ?? null,
        band: this.bandName(crossing.to),
        date: c("from", { date: this.#day(crossing.at) }),
      })),
      breaks,
      looked: at,
      number: (value) => format.place(value, view.model.precision),
      tick: (time, unit) =>
        format.date(time, {
          month: "short",
          // Among days the first of a year need not be its first.
          ...(unit === "day" || new Date(time).getDate() > 1 ? { day: "numeric" } : {}),
          ...(unit === "year" ? { year: "numeric" } : {}),
        }),
      span: (from, to) => c("gap", { span: this.#span(to - from) }),
      bandName: (band) => this.bandName(band),
      now: view.published === null ? "" : this.#number(view.published),
      words: {
        today: isToday(book.asOf) ? c("today") : this.#day(book.asOf),
        forecast: c("forecast"),
        model: c("modelChanged"),
        pending: this.#course.pending ? this.language.words(waiting)("loading") : "",
      },
    };
  }

  #span(ms: number): string {
    const days = Math.round(ms / DAY);
    const c = this.language.words(trend);
    if (days < 14) return this.language.words(states)("days", { n: days });
    return days < 120 ? c("weeks", { n: Math.round(days / 7) }) : c("months", { n: Math.round(days / 30.44) });
  }

  #chart(view: SubjectView): TemplateResult {
    const c = this.language.words(trend);
    const drawn = this.#drawn(view);
    const { svg, share, numbered } = draw(drawn);
    const stops = this.#course.stops;
    const other = this.#course.other ? this.#name(this.#course.other.view) : "";
    return html`<div class="body" aria-busy=${this.#course.pending}>
      ${figure({
        name: `${c("name")}: ${this.#name(view)}`,
        summary: this.#summary(),
        body: html`<div class="canvas" part="plot">${svg}</div>`,
        points: stops.length,
        at: this.#looked,
        // Today, between what was and what is expected.
        start: this.#course.points.length - 1,
        text: (i) => this.#words(stops, i),
        move: (i) => this.turn(() => (this.#looked = i)),
        nearest: (x) => nearest(stops, share(x)),
        rtl: this.language.rtl,
      })}
      ${legend({
        score: other ? this.#name(view) : c("score"),
        other,
        expected: this.#course.future ? c("ifNothing") : "",
        ring: drawn.events.length || drawn.crossings.length ? c("ring") : "",
      })}
      ${numbered && drawn.events.length ? this.#events(drawn.events) : nothing}
    </div>`;
  }

  #summary(): string {
    const known = this.#course.points.filter((p) => p.published !== null);
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last) return this.language.words(trend)("name");
    const c = this.language.words(trend);
    const [start, end] = [this.#day(first.at), this.#day(last.at)];
    const { published, band } = last;
    const next = this.#course.future?.crossings[0];
    const then = next ? c("crossing", { band: this.bandName(next.to), date: this.#day(next.at) }) : "";
    // From one day to the same it went nowhere.
    if (start === end && first.published === published) {
      const point = c("point", { date: end, score: this.#number(published!), band: this.bandName(band) });
      return then ? `${point}. ${then}` : point;
    }
    const text = c("summary", {
      // As a card beside it says how far apart they are.
      ...endsText(this.language.format, { ...last, model: this.view.model, change: last.score! - first.score! }),
      start,
      end,
    });
    return then ? `${text} ${then}` : text;
  }

  /** What happened since the stop before: also several things at one instant, and what is on no stop of its own. */
  #happened(stops: readonly Stop[], i: number): string {
    const since = stops[i - 1]?.at ?? -Infinity;
    return this.#course.moments
      .filter(({ at }) => at > since && at <= stops[i]!.at)
      .map((moment) => {
        const { name, effect } = this.#label(moment);
        return this.language.words(trend)("effect", { event: name, effect });
      })
      .join(" · ");
  }

  #words(stops: readonly Stop[], i: number): string {
    const { at, published, band, expected } = stops[i]!;
    const c = this.language.words(trend);
    const date = this.language.format.date(at);
    if (published === null) return c("pointNone", { date });
    const params = { date, score: this.#number(published), band: this.bandName(band) };
    const point = c(expected ? "pointForecast" : "point", params);
    const event = this.#happened(stops, i);
    const said = event ? `${point}. ${event}` : point;
    const other = this.#course.other?.points.findLast((p) => p.at <= at)?.published;
    if (expected || other === null || other === undefined) return said;
    return c("pointOther", { point: said, name: this.#name(this.#course.other!.view), score: this.#number(other) });
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
    const { stops } = this.#course;
    let before = "";
    return twin({
      caption: c("caption", { name: this.#name(this.view) }),
      columns: [
        { label: c("date"), short: true },
        { label: c("score"), number: true },
        { label: c("band"), short: true },
        { label: c("what") },
      ],
      rows: stops.flatMap((stop, i) => {
        // What is there twice is the instant before an event.
        if (stops[i + 1]?.at === stop.at + 1) return [];
        const happened = this.#happened(stops, i);
        const row = [
          this.language.format.date(stop.at),
          stop.published === null ? "–" : this.#number(stop.published),
          this.bandName(stop.band),
          happened || (stop.expected ? c("forecast") : ""),
        ];
        // The line has several points a day; a day is said again where something is new in it.
        const said = row.join();
        if (!happened && said === before) return [];
        before = said;
        return [row];
      }),
    });
  }

  protected override get bare(): boolean {
    return this.phase === "insufficient" && !this.#course.points.some(({ score }) => score !== null);
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
        ...rows(view, this.#course.points, "score"),
        ...rows(view, this.#course.future?.points.slice(1) ?? [], "forecast"),
        ...(this.#course.other ? rows(this.#course.other.view, this.#course.other.points, "score") : []),
        ...this.#course.moments.map((m) => [this.#label(m).name, "event", iso(m.at), m.effect, null, null]),
      ],
    };
  }
}
