import { first, known, type Evidence } from "./evidence.js";
import { beyond } from "./models/beyond.js";
import { standing } from "./rules.js";
import { among, instant } from "./score.js";
import { measure } from "./scoring.js";
import { DAY } from "./time.js";
import type { Model, PersonRecord, PersonScore, Raw, ScoreOptions, Time } from "./types.js";

export interface ForecastOptions extends Omit<ScoreOptions, "window"> {
  /** Where the forecast ends: default 180 days after `asOf`, and never before it. */
  until?: Time;
}

export interface ForecastPoint extends Pick<PersonScore, "score" | "published" | "band"> {
  /** Epoch ms. */
  at: number;
}

export interface Crossing {
  /** The first millisecond (epoch ms) at which the published band is another. */
  at: number;
  /** Null is no score. */
  from: string | null;
  to: string | null;
}

export interface Forecast {
  points: ForecastPoint[];
  crossings: Crossing[];
}

/** Points of a forecast's line, besides the instants at which it bends. */
const POINTS = 60;

/**
 * A person's future by time alone: what is later than `asOf` is removed, the rest scored at later dates.
 * @param raw what the model makes of them at `asOf`
 */
export function future(model: Model, person: Evidence, raw: Raw, asOf: number) {
  const then = known(person, asOf);
  const hooks = beyond(model);
  const own = hooks.alone?.(then, raw) ?? then;
  const ahead = hooks.ahead?.(own, asOf);
  // A published model may have been copied, with another measure.
  const score = ahead?.(asOf) === raw.score ? ahead : (date: number) => model.measure(own, date).score;
  const at = (date: number): ForecastPoint => ({ at: date, ...standing(model, score(date)) });
  const turns = (until: number): number[] =>
    [...new Set(hooks.turns?.(own, asOf))].filter((turn) => turn > asOf && turn <= until).sort((a, b) => a - b);

  /** In order of time. */
  function* crossings(until: number): Generator<Crossing> {
    const band = (date: number): string | null => at(date).band;
    let start = asOf;
    let from = band(start);
    // Between two turns a score only rises, falls or rests: the band it leaves holds up to one instant.
    for (const end of [...turns(until), until + 1]) {
      const last = band(end - 1);
      while (from !== last) {
        const next = start + first(end - start, (ms) => band(start + ms) === from);
        // Only a model that rises and falls without saying so gets here.
        if (next >= end) break;
        const to = band((start = next));
        if (to !== from) yield { at: next, from, to };
        from = to;
      }
    }
  }
  return { at, turns, crossings };
}

/**
 * A person's score over time if nothing happens any more, and the exact instants at which its band changes.
 * @throws {RangeError} as `scorePerson`; an `until` that is no time
 */
export const forecast = (person: PersonRecord, options: ForecastOptions): Forecast =>
  forecastAmong(among(person, options), options);

/** The same from evidence that is read already. */
export function forecastAmong(
  { model, people, index }: { model: Model; people: readonly Evidence[]; index: number },
  options: Pick<ForecastOptions, "asOf" | "until">,
): Forecast {
  const asOf = instant("asOf", options.asOf);
  const until = Math.max(asOf, instant("until", options.until ?? asOf + 180 * DAY));
  const { at, turns, crossings } = future(model, people[index]!, measure(model, people, asOf)[index]!, asOf);
  const crossed = [...crossings(until)];
  const dates = [...Array<undefined>(POINTS + 1)].map((_, i) => asOf + Math.round(((until - asOf) * i) / POINTS));
  for (const turn of [...turns(until), ...crossed.map((crossing) => crossing.at)]) dates.push(turn - 1, turn);
  return { points: [...new Set(dates)].sort((a, b) => a - b).map(at), crossings: crossed };
}
