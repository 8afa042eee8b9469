import { SliceController } from "../../controllers/slices.js";
import type { Book } from "../../data/book.js";
import { datesBetween, series, seriesInSlices } from "../../data/lines.js";
import { clientRecord } from "../../data/lists.js";
import type { SeriesPoint, SubjectRef, SubjectView } from "../../data/types.js";
import { forecastAmong, type Forecast } from "../../engine/forecast.js";
import { standing } from "../../engine/rules.js";
import { DAY, windowOf } from "../../engine/time.js";
import { readOf, scorer } from "../shared/scorer.js";
import type { RiskTrend } from "./risk-trend.js";
import { candidates, effectOf, groupForecast, steepest, worthSaying, type Candidate, type Moment } from "./story.js";

/** Points of the line, twice as many as a card has: its dates are among them, and scored once for both. */
const POINTS = 60;
/** Up to so many people, or events of one, a date is scored at once; more are scored in slices. */
const AT_ONCE = 150;
const EVENTS_AT_ONCE = 1500;

/** The last instant there is a date for, epoch ms. */
const LAST = 8.64e15;

/** A point that can be looked at: the line's, then the forecast's. */
export interface Stop extends SeriesPoint {
  expected: boolean;
}

/** Where a score went over the window, what moved it, where time alone takes it: at once where that is quick, else in slices. */
export class Course {
  readonly #slices: SliceController<unknown>;
  #for = "";
  points: SeriesPoint[] = [];
  /** The line is being worked out, and there is none to show meanwhile. */
  pending = false;
  other: { view: SubjectView; points: SeriesPoint[] } | null = null;
  moments: Moment[] = [];
  future: Forecast | null = null;

  constructor(readonly el: RiskTrend) {
    this.#slices = new SliceController<unknown>(el);
  }

  follow(book: Book, view: SubjectView): void {
    const { audience, window } = book;
    const key = [view.kind, view.id, view.model.id, audience, window, this.el.compare].join("\n");
    this.#slices.scope(book);
    const points = view.withheld ? [] : this.#line(book, view);
    // A refresh leaves the line on screen until the new one is whole.
    if (!points && key === this.#for) return;
    this.#for = key;
    this.pending = !points;
    this.points = points ?? [];
    this.moments = [];
    this.future = this.other = null;
    if (view.withheld) return;
    if (this.points.length) {
      this.moments = this.#happened(book, view);
      if (view.score !== null) this.future = this.#expected(book, view);
    }
    const { compare } = this.el;
    const other = compare === null ? null : book.subject({ kind: view.kind, id: compare }, this.#within);
    if (other && !other.withheld) this.other = { view: other, points: this.#line(book, other) ?? [] };
  }

  get #within(): string | null {
    return this.el["subjectRef"]?.kind === "client" ? null : this.el.client;
  }

  /** How far time alone is followed, ms. */
  ahead({ window }: Book): number {
    // Templates of frameworks set the property to the attribute's text.
    return (windowOf(Number(this.el.forecast ?? Math.round(window / 4))) ?? 0) * DAY;
  }

  /** At once where that is quick, else piece by piece: undefined until it is there. */
  #slow<T>(key: string, quick: boolean, work: () => T): T | undefined {
    return quick ? work() : (this.#slices.get(key, work) as T | undefined);
  }

  /** Whether one date of a subject is scored in no time. */
  #quick(book: Book, view: SubjectView): boolean {
    const read = readOf(book, view);
    const few = !read || read.people[read.index]!.events.length <= EVENTS_AT_ONCE;
    return few && (read ? read.people.length : (view.people ?? 1)) <= AT_ONCE;
  }

  /** What happened to a person within the window; undefined while it is looked for. */
  #candidates(book: Book, view: SubjectView): Candidate[] | undefined {
    const read = readOf(book, view);
    if (!read) return [];
    return this.#slow(`events ${view.id}`, this.#quick(book, view), () =>
      candidates(read.people[read.index]!, book.start, book.asOf),
    );
  }

  /** Scores over the window; undefined while they are being worked out. */
  #line(book: Book, view: SubjectView): SeriesPoint[] | undefined {
    const ref: SubjectRef = { kind: view.kind, id: view.id };
    const { asOf, window } = book;
    const step = window / POINTS;
    const quick = this.#quick(book, view);
    const events = view.supplied ? [] : this.#candidates(book, view);
    if (view.supplied || !readOf(book, view)) {
      const line = [book, ref, this.#within, window, step] as const;
      if (quick || view.supplied) return series(...line);
      return this.#slices.get(`${view.kind} ${view.id}`, () => seriesInSlices(...line)) as SeriesPoint[] | undefined;
    }
    const at = scorer(book, view, this.#within);
    if (!events) return undefined;
    const from = book.start;
    const dates = new Set(datesBetween(from, asOf, step)).add(asOf);
    // A jump is drawn where it happened, not between two weeks.
    for (const { at: t, since } of events) {
      if (dates.size < 3 * POINTS) dates.add(Math.max(from, since - 1)).add(t);
    }
    const points: SeriesPoint[] = [];
    let missing = false;
    for (const date of [...dates].sort((a, b) => a - b)) {
      const score = this.#slow(`${view.kind} ${view.id} ${date}`, quick, () => (date === asOf ? view.score : at(date)));
      if (score === undefined) missing = true;
      else points.push({ at: date, ...standing(view.model, score) });
    }
    return missing ? undefined : points;
  }

  #happened(book: Book, view: SubjectView): Moment[] {
    const read = readOf(book, view);
    if (!read) return [];
    const at = scorer(book, view, this.#within);
    const quick = this.#quick(book, view);
    const { scale } = view.model;
    const steps = steepest(this.points, scale);
    const found: Moment[] = [];
    for (const one of this.#candidates(book, view) ?? []) {
      if (!steps.some(([from, to]) => one.at > from && one.since <= to)) continue;
      const effect = this.#slow(`moment ${view.id} ${one.since} ${one.at} ${one.kind} ${one.ref}`, quick, () => {
        const score = at(one.at);
        return score === null ? null : effectOf(one, score, view.model, read);
      });
      if (typeof effect === "number") found.push({ ...one, effect });
    }
    return worthSaying(found, scale);
  }

  #expected(book: Book, view: SubjectView): Forecast | null {
    const ahead = this.ahead(book);
    const { asOf } = book;
    const { model } = view;
    const until = Math.min(asOf + ahead, LAST);
    const read = readOf(book, view);
    const client = view.kind === "client" ? clientRecord(book, view.id) : null;
    if (!ahead || !(read || (client && this.#quick(book, view)))) return null;
    return (
      this.#slow(`ahead ${view.id} ${ahead}`, this.#quick(book, view), () =>
        read ? forecastAmong({ model, ...read }, { asOf, until }) : groupForecast(client!.people, model, asOf, until),
      ) ?? null
    );
  }

  get stops(): Stop[] {
    const future = this.future?.points.slice(1) ?? [];
    return [
      ...this.points.map((point) => ({ ...point, expected: false })),
      ...future.map((point) => ({ ...point, expected: true })),
    ];
  }
}
