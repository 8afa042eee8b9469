import type { SeriesPoint } from "../../data/types.js";
import { known, named, type Evidence } from "../../engine/evidence.js";
import { DAY, prepare, type Forecast, type ForecastPoint, type Model, type PersonRecord } from "../../engine/index.js";
import { rollUp, standing } from "../../engine/rules.js";
import { scoreGroup } from "../../engine/score.js";
import { measure } from "../../engine/scoring.js";

/** Least share of the scale that counts as a move (SCORING: trend). */
const MOVE = 0.02;
/** More labels than this are a list, not a chart. */
const MOST = 6;
/** What happens within a day about one thing is one event to a reader. */
const TOGETHER = DAY;

/** Something that moved the score, and by how much. */
export interface Moment {
  /** Epoch ms. */
  at: number;
  /** When it began: an opened simulation may be clicked an hour later. */
  since: number;
  /** An event type, `breach` or `measure`. */
  kind: string;
  /** The campaign, course or breach; the row of a measure. */
  ref: string;
  /** What a measure came to. */
  value?: number;
  password?: boolean;
  /** Score units. */
  effect: number;
}

export type Candidate = Omit<Moment, "effect">;

/** Who fell for a simulation and then reported it did two things, one of them good. */
const reports = (kind: string): boolean => kind.endsWith("reported");

/** Everything on a person's record that could have moved the score, in time order, joined where it is about one thing. */
export function candidates(
  { events, breaches, measures }: Pick<Evidence, "events" | "breaches" | "measures">,
  from: number,
  to: number,
): Candidate[] {
  const all: Candidate[] = [
    ...events.map(({ at, type, ref }) => ({ at, since: at, kind: type, ref: named(ref) })),
    ...breaches.map(({ at, password, ref }) => ({ at, since: at, kind: "breach", ref: ref ?? "", password })),
    ...[...measures].flatMap(([row, samples]) =>
      samples.flatMap(({ at, value }) => (at === null ? [] : [{ at, since: at, kind: "measure", ref: row, value }])),
    ),
  ].filter(({ at }) => at > from && at <= to);
  const joined: Candidate[] = [];
  /** The newest about each thing. */
  const newest = new Map<string, Candidate>();
  for (const one of all.sort((a, b) => a.at - b.at)) {
    const key = `${reports(one.kind)} ${one.ref}`;
    const known = newest.get(key);
    // The last of them names it: opened, then clicked, then data entered.
    if (known && one.ref !== "" && one.at - known.since <= TOGETHER)
      Object.assign(known, { ...one, since: known.since });
    else {
      joined.push(one);
      newest.set(key, one);
    }
  }
  return joined.sort((a, b) => a.at - b.at);
}

/** The steps of a line that moved most, largest first: only there is it worth asking what happened. */
export function steepest(points: readonly SeriesPoint[], scale: readonly [number, number]): Array<[number, number]> {
  const least = MOVE * (scale[1] - scale[0]);
  const steps: Array<{ from: number; to: number; size: number }> = [];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const size = a.score === null ? Infinity : b.score === null ? 0 : Math.abs(b.score - a.score);
    if (size >= least && b.score !== null) steps.push({ from: a.at, to: b.at, size });
  }
  return steps
    .sort((a, b) => b.size - a.size)
    .slice(0, 2 * MOST)
    .map(({ from, to }) => [from, to]);
}

/** How far a score is from what it would be without that on record: of two things at one instant each has its own part. */
export function effectOf(
  one: Candidate,
  score: number,
  model: Model,
  read: { people: readonly Evidence[]; index: number },
): number | null {
  const people = [...read.people];
  const { index } = read;
  const own = people[index]!;
  const mine = (kind: string, ref: string | null | undefined, at: number | null): boolean =>
    at !== null &&
    at >= one.since &&
    at <= one.at &&
    (ref ?? "") === one.ref &&
    (one.ref ? reports(kind) === reports(one.kind) : kind === one.kind);
  people[index] = {
    ...own,
    events: own.events.filter(({ type, ref, at }) => !mine(type, named(ref), at)),
    breaches: own.breaches.filter(({ ref, at }) => !mine("breach", ref, at)),
    measures: new Map(
      [...own.measures].map(([row, samples]) => [row, samples.filter(({ at }) => !mine("measure", row, at))]),
    ),
  };
  const without = measure(model, people, one.at)[index]!.score;
  return without === null ? null : score - without;
}

/** Of those measured, the ones worth a label, in time order. */
export function worthSaying(moments: readonly Moment[], scale: readonly [number, number]): Moment[] {
  const least = MOVE * (scale[1] - scale[0]);
  return moments
    .filter(({ effect }) => Math.abs(effect) >= least)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, MOST)
    .sort((a, b) => a.at - b.at);
}

/** Dates of a group's forecast, and how near a crossing is found. */
const DATES = 24;
const NEAR = 3_600_000;

/** A group's future by time alone, as the engine's forecast of a person: its people at later dates, rolled up. */
export function groupForecast(people: readonly PersonRecord[], model: Model, asOf: number, until: number): Forecast {
  const evidence = people.map((person) => known(prepare(person), asOf));
  const at = (date: number): ForecastPoint => ({
    at: date,
    ...standing(
      model,
      rollUp(
        model,
        scoreGroup(evidence, { model, asOf: date }).map(({ score }) => score),
      ),
    ),
  });
  const points = [at(asOf)];
  const crossings: Forecast["crossings"] = [];
  for (let i = 1; i <= DATES; i++) {
    const next = at(asOf + Math.round(((until - asOf) * i) / DATES));
    // A band may be passed through between two dates.
    while (points.at(-1)!.band !== next.band) {
      const { at: start, band } = points.at(-1)!;
      let [low, high] = [start, next.at];
      while (high - low > NEAR) {
        const middle = Math.floor((low + high) / 2);
        if (at(middle).band === band) low = middle;
        else high = middle;
      }
      const crossed = at(high);
      points.push(crossed);
      crossings.push({ at: high, from: band, to: crossed.band });
    }
    if (points.at(-1)!.at < next.at) points.push(next);
  }
  return { points, crossings };
}

/** Since when the band is what it is, and what brought it there. */
export interface Story {
  band: string | null;
  /** Epoch ms; null where it never was another. */
  since: number | null;
  cause: Moment | null;
}

export function story(points: readonly SeriesPoint[], moments: readonly Moment[]): Story {
  const band = points.at(-1)?.band ?? null;
  // A gap changes no band: what was before it and is after it held.
  const known = band === null ? points : points.filter((point) => point.score !== null);
  let first = known.length - 1;
  while (first > 0 && known[first - 1]!.band === band) first--;
  if (first <= 0) {
    // "Throughout" is not said of what began with the first score.
    const began = band !== null && points[0]!.score === null;
    return { band, since: began ? known[0]!.at : null, cause: null };
  }
  const [before, after] = [known[first - 1]!, known[first]!];
  if (before.score === null || after.score === null) return { band, since: after.at, cause: null };
  const way = Math.sign(after.score - before.score);
  const causes = moments.filter(({ at, effect }) => at > before.at && at <= after.at && Math.sign(effect) === way);
  const cause = causes.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))[0] ?? null;
  return { band, since: cause?.at ?? after.at, cause };
}
