import { finish } from "../finish.js";
import { refuse } from "../check.js";
import { getModel } from "../define.js";
import { isList } from "../evidence.js";
import { silent } from "../make.js";
import { MOVE, publish, riskSign, rollUp, round9 } from "../rules.js";
import { instant, windowStart } from "../score.js";
import { measure } from "../scoring.js";
import type { Issue, Model, ScoreOptions, Time } from "../types.js";
import { SLICE, type Columns } from "./columns.js";
import { addUp, fade, fadeAt, sumsOf, sumUp } from "./fading.js";
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

/** A page's first date and where its window starts: sums cost more than they save before there are more. */
const FEW = 2;

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
  const models = [...Array<undefined>(clientStart.length - 1)].map((_, c) => {
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
  const scores = [...dates].map(() => new Float64Array(eventStart.length - 1));
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
        } else addUp(columns, sums, score, dates, scores, first, to);
      } else {
        const people = [...Array<undefined>(to - first)].map((_, k) => new Row(columns, first + k));
        for (let d = 0; d < dates.length; d++) {
          measure(model, people, dates[d]!).forEach(({ score }, k) => (scores[d]![first + k] = score ?? NaN));
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
  const dates = [...timesOf(options.dates ?? [])];
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
