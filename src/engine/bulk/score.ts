import { finish } from "../finish.js";
import { refuse } from "../check.js";
import { getModel } from "../define.js";
import { isList } from "../evidence.js";
import { silent } from "../make.js";
import { MOVE, publish, riskSign, rollUp, round9 } from "../rules.js";
import { instant, windowStart } from "../score.js";
import { measure } from "../scoring.js";
import { DAY } from "../time.js";
import { EVENT_TYPES, type Fading, type Issue, type Model, type ScoreOptions, type Time } from "../types.js";
import { SLICE, type Columns } from "./columns.js";
import { Row } from "./row.js";

/** How a client's own settings are taken. */
export interface OwnSettings {
  /** A client whose own settings the model refuses has no scores, as in `scoreBook`; else that is an error. */
  skipRefused?: boolean;
}

export interface ColumnOptions extends Omit<ScoreOptions, "cohort">, OwnSettings {
  /** Further instants to score everyone at, for trend lines. */
  dates?: readonly Time[];
}

/** What `band` and `trend` hold where there is none; numbers are NaN then. */
export const NONE = 255;

/** One entry a person, or a client. */
export interface Standings {
  score: Float64Array;
  published: Float64Array;
  /** Place in `bands`. */
  band: Uint8Array;
  /** Over the window, score units. */
  change: Float64Array;
  /** 0 improving, 1 stable, 2 worsening. */
  trend: Uint8Array;
  /** Unrounded scores at each of `dates`. */
  series: Float64Array[];
}

export interface ColumnScores extends Standings {
  model: string;
  /** Epoch ms. */
  asOf: number;
  /** Epoch ms. */
  dates: number[];
  /** Ids of the bands, as `band` and `distribution` count them. */
  bands: string[];
  /** People by band. */
  distribution: Uint32Array;
  clients: Standings & {
    /** How many people have a score. */
    scored: Uint32Array;
    /** People by band, those of one client side by side. */
    distribution: Uint32Array;
  };
}

/** Sums of fading events after each event that has points, of everyone. */
interface Sums {
  /** The weights and the fading they were made with. */
  key: string;
  /** Points by place of the event type; NaN has none. */
  points: Float64Array;
  /** Fading, per millisecond. */
  rate: number;
  /** Where each person's start; none before somebody asks for them. */
  start: Uint32Array;
  /**
   * In turn, when each is and what it is at the instant `common`; at its own where years of fading are more than a double
   * holds.
   */
  sums: Float64Array;
  common: number | null;
  /** The first that was later, when everyone was last asked for: the next date is seldom far from that. */
  place: Uint32Array;
  /** How many people have theirs: made when first asked for, in order. */
  people: number;
}

/** Made once for columns and weights. Everyone at another date is then a look-up each, and one power for all. */
const kept = new WeakMap<Float64Array, Sums>();
/** A page's first date and where its window starts: sums cost more than they save before there are more. */
const FEW = 2;
/** Exponents of e beyond which products would leave what a double holds. */
const FURTHEST = 600;
const NOBODY = /* @__PURE__ */ new Uint32Array();
const NOTHING = /* @__PURE__ */ new Float64Array();

/** @param once whether few dates are asked for: what is asked for the first time is not kept then */
function sumsOf({ eventStart, eventType, eventAt }: Columns, { weights, decay }: Fading, once: boolean): Sums {
  const key = JSON.stringify([weights, decay]);
  let sums = kept.get(eventAt);
  if (sums?.key !== key) {
    const points = Float64Array.from(EVENT_TYPES, (type) => weights[type] ?? NaN);
    const rate = Math.log(decay) / DAY;
    sums = { key, points, rate, start: NOBODY, sums: NOTHING, common: null, place: NOBODY, people: 0 };
    kept.set(eventAt, sums);
    if (once) return sums;
  }
  if (!sums.start.length) {
    const counts = sums.points.map((worth) => +(worth === worth));
    // Everyone is gone through once, most of it before the browser has made it quick: no lists, no calls.
    let length = 0;
    let earliest = Infinity;
    let latest = -Infinity;
    for (let i = 1; i < eventStart.length; i++) {
      const from = eventStart[i - 1]!;
      const end = eventStart[i]!;
      for (let e = from; e < end; e++) length += counts[eventType[e]!]!;
      if (from === end) continue;
      if (eventAt[from]! < earliest) earliest = eventAt[from]!;
      if (eventAt[end - 1]! > latest) latest = eventAt[end - 1]!;
    }
    sums.common = sums.rate * (earliest - latest) < FURTHEST ? latest : null;
    sums.start = new Uint32Array(eventStart.length);
    sums.place = new Uint32Array(eventStart.length);
    sums.sums = new Float64Array(2 * length);
  }
  return sums;
}

/** Sums up everyone before `end` who is not yet. */
function sumUp({ eventStart, eventType, eventAt }: Columns, made: Sums, end: number): void {
  const { points, rate, start, sums, common, place } = made;
  for (; made.people < end; made.people++) {
    const i = made.people;
    let k = start[i]!;
    let total = 0;
    let last = 0;
    for (let e = eventStart[i]!, stop = eventStart[i + 1]!; e < stop; e++) {
      const worth = points[eventType[e]!]!;
      if (worth !== worth) continue;
      const now = eventAt[e]!;
      total =
        common === null
          ? (total && total * Math.exp(rate * (now - last))) + worth
          : total + worth * Math.exp(rate * (common - now));
      sums[2 * k] = last = now;
      sums[2 * k + 1] = total;
      k++;
    }
    place[i] = start[i + 1] = k;
  }
}

/** Scores people from `first` to `end` at dates; NaN for none. */
function fade(
  { rate, start, sums, common, place }: Sums,
  score: Fading["score"],
  dates: Float64Array,
  scores: readonly Float64Array[],
  first: number,
  end: number,
): void {
  const powers = dates.map((date) => Math.exp(rate * (date - common!)));
  for (let i = first; i < end; i++) {
    const from = start[i]!;
    const stop = start[i + 1]!;
    let k = place[i]!;
    for (let d = dates.length - 1; d >= 0; d--) {
      const date = dates[d]!;
      while (k < stop && sums[2 * k]! <= date) k++;
      while (k > from && sums[2 * k - 2]! > date) k--;
      const power = common === null ? Math.exp(rate * (date - sums[2 * k - 2]!)) : powers[d]!;
      scores[d]![i] = k > from ? score(sums[2 * k - 1]! * power) : NaN;
    }
    place[i] = k;
  }
}

/** The same at one date: a third quicker, for a page that goes through dates. */
function fadeAt(
  { rate, start, sums, common, place }: Sums,
  score: Fading["score"],
  date: number,
  scores: Float64Array,
  first: number,
  end: number,
): void {
  const power = Math.exp(rate * (date - common!));
  for (let i = first; i < end; i++) {
    const from = start[i]!;
    const stop = start[i + 1]!;
    let k = place[i]!;
    while (k < stop && sums[2 * k]! <= date) k++;
    while (k > from && sums[2 * k - 2]! > date) k--;
    place[i] = k;
    const left = common === null ? Math.exp(rate * (date - sums[2 * k - 2]!)) : power;
    scores[i] = k > from ? score(sums[2 * k - 1]! * left) : NaN;
  }
}

/** The same from their events, each read once: where sums are not made. */
function add(
  { eventStart, eventType, eventAt }: Columns,
  { points, rate }: Sums,
  score: Fading["score"],
  dates: Float64Array,
  scores: readonly Float64Array[],
  first: number,
  end: number,
): void {
  const order = [...dates.keys()].sort((a, b) => dates[a]! - dates[b]!);
  const since = order.map((d, k) => Math.exp(rate * (dates[d]! - dates[order[k - 1] ?? d]!)));
  for (let i = first; i < end; i++) {
    let total = NaN;
    let e = eventStart[i]!;
    const stop = eventStart[i + 1]!;
    for (let k = 0; k < order.length; k++) {
      const date = dates[order[k]!]!;
      total *= since[k]!;
      for (; e < stop && eventAt[e]! <= date; e++) {
        const worth = points[eventType[e]!]!;
        if (worth === worth) total = (total || 0) + worth * Math.exp(rate * (date - eventAt[e]!));
      }
      scores[order[k]!]![i] = total === total ? score(total) : NaN;
    }
  }
}

export interface DateOptions extends Pick<ScoreOptions, "model" | "tenant">, OwnSettings {
  dates: readonly Time[];
}

/** Records given by mistake are the likeliest of what is none. @throws {RangeError} */
function checkColumns(columns: Partial<Columns> | null | undefined): void {
  for (const name of ["clientStart", "eventStart", "eventType", "eventAt"] as const)
    if (!ArrayBuffer.isView(columns?.[name]))
      refuse(`columns.${name}`, columns?.[name], "a typed array: what toColumns makes of clients");
}

/** @throws {RangeError} what is no list, or a time in it that is none */
const timesOf = (dates: DateOptions["dates"]): Float64Array<ArrayBuffer> =>
  isList(dates) || ArrayBuffer.isView(dates)
    ? Float64Array.from(dates, (date, i) => instant(`dates[${i}]`, date))
    : refuse("dates", dates, "a list of times");

/** Each client's model, one for all that have no settings of their own; and why one is none. */
export function modelsOf(
  { clientStart, tenants }: Pick<Columns, "clientStart" | "tenants">,
  { model, tenant, skipRefused }: Pick<DateOptions, "model" | "tenant" | "skipRefused">,
): { models: Model[]; issues: Issue[] } {
  const common = getModel(model, tenant);
  const issues: Issue[] = [];
  const models = Array.from({ length: clientStart.length - 1 }, (_, c) => {
    const own = tenants?.[c];
    if (!own) return common;
    try {
      return getModel(model, tenant, own);
    } catch (error) {
      const message = `clients[${c}].${(error as RangeError).message}`;
      if (!skipRefused) throw new RangeError(message);
      // Such a message begins with its path.
      issues.push({ path: message.split(": ", 1)[0]!, message });
      return silent(common);
    }
  });
  return { models, issues };
}

/** As `scoresAt`, in slices: yields the number of people done. */
export function* scoresAtInSlices(columns: Columns, options: DateOptions): Generator<number, Float64Array[]> {
  checkColumns(columns);
  const { clientStart, eventStart } = columns;
  const dates = timesOf(options?.dates);
  const scores = Array.from(dates, () => new Float64Array(eventStart.length - 1));
  const { models } = modelsOf(columns, options);
  for (let c = 0; c < models.length; c++) {
    const model = models[c]!;
    const start = clientStart[c]!;
    // Those compared with each other stay together; clients of one model in a row are one.
    while (!model.measureAll && models[c + 1] === model) c++;
    const end = clientStart[c + 1]!;
    const sums = model.fading && sumsOf(columns, model.fading, dates.length <= FEW);
    // Slices end at the same people whatever clients they are of.
    const step = sums ? SLICE : Math.ceil(SLICE / 2 / dates.length);
    for (let first = start; first < end;) {
      const to = model.measureAll ? end : Math.min(end, first - (first % step) + step);
      if (sums) {
        const { score } = model.fading!;
        if (sums.start.length) {
          sumUp(columns, sums, to);
          if (dates.length === 1) fadeAt(sums, score, dates[0]!, scores[0]!, first, to);
          else fade(sums, score, dates, scores, first, to);
        } else add(columns, sums, score, dates, scores, first, to);
      } else {
        const people = Array.from({ length: to - first }, (_, k) => new Row(columns, first + k));
        for (const [d, date] of dates.entries()) {
          measure(model, people, date).forEach(({ score }, k) => (scores[d]![first + k] = score ?? NaN));
          if (model.measureAll) yield first;
        }
      }
      first = to;
      if (to % step === 0) yield to;
    }
  }
  return scores;
}

/**
 * Everyone's unrounded scores at some dates, one array for each date; NaN for none. A model of fading events reads the
 * events the first time only.
 * @throws {RangeError} an unknown model, a time that is none, a tenant setting out of its range (with `skipRefused`: in `options`)
 */
export const scoresAt = (columns: Columns, options: DateOptions): Float64Array[] =>
  finish(scoresAtInSlices(columns, options));

const standings = (scores: readonly Float64Array[]): Standings => {
  const { length } = scores[0]!;
  return {
    score: scores[0]!,
    published: new Float64Array(length),
    band: new Uint8Array(length),
    change: new Float64Array(length),
    trend: new Uint8Array(length),
    series: scores.slice(2),
  };
};

/** What scores from `first` to `end` come to. */
function settle(
  to: Standings,
  before: Float64Array,
  model: Model,
  bands: readonly string[],
  first: number,
  end: number,
): void {
  const { score, published, band, change, trend } = to;
  const from = Float64Array.from(model.bands, (band) => band.from);
  const places = Uint8Array.from(model.bands, ({ id }) => bands.indexOf(id));
  const least = round9((model.scale[1] - model.scale[0]) * MOVE);
  const sign = riskSign(model);
  for (let i = first; i < end; i++) {
    const shown = publish(model, score[i]!);
    let place = from.length - 1;
    while (place && !(shown >= from[place]!)) place--;
    const moved = round9(score[i]! - before[i]!);
    published[i] = shown;
    band[i] = shown === shown ? places[place]! : NONE;
    change[i] = moved;
    trend[i] = moved === moved ? 1 + +(moved * sign >= least) - +(moved * sign <= -least) : NONE;
  }
}

/** A client's score from its people's. */
function roll(model: Model, scores: Float64Array, first: number, end: number): number {
  if (model.weights)
    return (
      rollUp(
        model,
        [...scores.subarray(first, end)].filter((score) => !isNaN(score)),
      ) ?? NaN
    );
  let [known, total] = [0, 0];
  for (let i = first; i < end; i++) {
    const score = scores[i]!;
    if (score !== score) continue;
    known++;
    total += score;
  }
  return total / known;
}

/** Everyone's scores, and by what they were worked out. */
interface PeopleScores extends Pick<ColumnScores, "model" | "asOf" | "dates" | "bands"> {
  /** By client. */
  models: readonly Model[];
  /** Unrounded, at `asOf`, where the window starts, then at each of `dates`. */
  scores: Float64Array[];
  people: Standings;
}

/** Clients of one model in a row are one long loop, with a breath now and then: yields the first of them and the last. */
function* runs({ clientStart }: Columns, models: readonly Model[]): Generator<[number, number]> {
  for (let c = 0, run = 0; c < models.length; c++) {
    if (models[c + 1] === models[c] && clientStart[c + 1]! - clientStart[run]! < 16 * SLICE) continue;
    yield [run, c];
    run = c + 1;
  }
}

/** As `scoreColumnsInSlices`, of people alone: a list of them waits for no clients. */
export function* scorePeopleInSlices(columns: Columns, options: ColumnOptions): Generator<number, PeopleScores> {
  checkColumns(columns);
  const { clientStart } = columns;
  const asOf = instant("asOf", options?.asOf);
  const dates = Array.from(timesOf(options.dates ?? []));
  const { models } = modelsOf(columns, options);
  const base = getModel(options.model, options.tenant);
  const bands = [...new Set([base, ...models].flatMap((model) => model.bands.map(({ id }) => id)))];
  const ends = [asOf, windowStart(options, asOf)];
  const scores = yield* scoresAtInSlices(columns, { ...options, dates: [...ends, ...dates] });
  const people = standings(scores);
  for (const [first, last] of runs(columns, models)) {
    settle(people, scores[1]!, models[first]!, bands, clientStart[first]!, clientStart[last + 1]!);
    yield clientStart[models.length]!;
  }
  return { model: base.id, asOf, dates, bands, models, scores, people };
}

/** As `scoreColumns`, in slices: yields the number of people done. */
export function* scoreColumnsInSlices(columns: Columns, options: ColumnOptions): Generator<number, ColumnScores> {
  const { models, scores, people, ...common } = yield* scorePeopleInSlices(columns, options);
  const { bands } = common;
  const { clientStart } = columns;
  const everyone = clientStart[models.length]!;
  const rolled = scores.map(() => new Float64Array(models.length));
  const clients = {
    ...standings(rolled),
    scored: new Uint32Array(models.length),
    distribution: new Uint32Array(models.length * bands.length),
  };
  const distribution = new Uint32Array(bands.length);
  for (const [first, last] of runs(columns, models)) {
    for (let c = first; c <= last; c++) {
      const [start, end] = [clientStart[c]!, clientStart[c + 1]!];
      scores.forEach((all, d) => (rolled[d]![c] = roll(models[c]!, all, start, end)));
      for (let i = start; i < end; i++) {
        const band = people.band[i]!;
        if (band === NONE) continue;
        clients.scored[c]!++;
        distribution[band]!++;
        clients.distribution[c * bands.length + band]!++;
      }
    }
    settle(clients, rolled[1]!, models[first]!, bands, first, last + 1);
    yield everyone;
  }
  return { ...common, ...people, distribution, clients };
}

/**
 * Everyone's scores and every client's, as `scorePerson` and `scoreClient` have them (1e-9).
 * @throws {RangeError} an unknown model, a time that is none, a tenant setting out of its range (with `skipRefused`: in `options`)
 */
export const scoreColumns = (columns: Columns, options: ColumnOptions): ColumnScores =>
  finish(scoreColumnsInSlices(columns, options));
