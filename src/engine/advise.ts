import { getModel } from "./define.js";
import { known, prepare } from "./evidence.js";
import { future } from "./forecast.js";
import { beyond } from "./models/beyond.js";
import { riskSign, round9, standing } from "./rules.js";
import { among, instant, measure } from "./score.js";
import { LAST } from "./time.js";
import type { Move, PersonRecord, PersonScore, ScoreOptions } from "./types.js";
import { changed } from "./what-if.js";

export interface AdviseOptions extends Omit<ScoreOptions, "window"> {
  /** What measures could be brought to, by name (caniphish, moxso): those not named are left alone. */
  targets?: Readonly<Record<string, number>>;
}

type Outcome = Pick<PersonScore, "score" | "published" | "band">;

/** Something to do, and what it alone would come to. */
export interface Action extends Outcome, Pick<Move, "id" | "ref" | "changes"> {
  /** Score with it − score without, score units; null where either has none. */
  effect: number | null;
}

export interface Advice {
  /** In the model's order. */
  actions: Action[];
  /** The fewest of them that together reach the next safer band or beyond; null where six do not, or there is none. */
  fewest: Action[] | null;
  /** What those come to together. */
  together: Outcome | null;
  /** When time alone gets there, epoch ms; null is never. */
  byTime: number | null;
}

/** More is no advice. */
const MOST = 6;

/**
 * What would lower a person's risk: each action the model's evidence allows at `asOf`, with its effect; the fewest that
 * reach the next safer band (the smallest set, then the one that gains most, then the order of `actions`); and when time
 * alone gets there. Others of the client stay as they are.
 * @throws {RangeError} as `scorePerson`
 */
export function advise(person: PersonRecord, options: AdviseOptions): Advice {
  const model = getModel(options.model, options.tenant);
  const asOf = instant("asOf", options.asOf);
  const { people, index } = among(model, person, options.cohort);
  const now = known(people[index]!, asOf);
  const moves = beyond(model).actions?.(now, asOf, options.targets ?? {}) ?? [];
  const added = moves.map(({ changes }, i) => {
    const { events, measures } = prepare(changed({ id: "" }, changes));
    return {
      events: events.map((event) => (event.ref === null ? { ...event, key: `+${i}` } : event)),
      measures,
      notify: changes.notify ?? [],
    };
  });
  /** What some of the moves come to together. */
  const outcome = (chosen: readonly number[]): Outcome => {
    const parts = chosen.map((i) => added[i]!);
    const notified = parts.flatMap((part) => part.notify);
    const all = [...people];
    all[index] = {
      ...now,
      events: [...now.events, ...parts.flatMap((part) => part.events)],
      measures: new Map([...now.measures, ...parts.flatMap((part) => [...part.measures])]),
      breaches: now.breaches.map((breach) =>
        notified.includes(breach.index) ? { ...breach, notified: true } : breach,
      ),
    };
    return standing(model, measure(model, all, asOf)[index]!.score);
  };

  const { score, band } = outcome([]);
  const gain = (after: Outcome): number => (score === null || after.score === null ? 0 : after.score - score);
  const actions = moves.map(({ id, ref, changes }, i): Action => {
    const after = outcome([i]);
    return {
      id,
      ...(ref && { ref }),
      changes,
      effect: score === null || after.score === null ? null : gain(after),
      ...after,
    };
  });
  const sign = riskSign(model);
  const place = (id: string | null): number => model.bands.findIndex((band) => band.id === id) * sign;
  const safer = (id: string | null): boolean => id !== null && place(id) < place(band);
  const none = { actions, fewest: null, together: null, byTime: null };
  if (band === null || !model.bands.some(({ id }) => safer(id))) return none;

  // Moves of a group are worth the same: all that counts is how many of it, and the first ones come first.
  const groups = new Map<string | number, number[]>();
  moves.forEach(({ group }, i) => groups.get(group ?? i)?.push(i) ?? groups.set(group ?? i, [i]));
  let best: { chosen: number[]; gained: number; after: Outcome } | undefined;
  const search = (rest: readonly number[][], chosen: readonly number[], left: number): void => {
    const [group, ...others] = rest;
    if (!left) {
      const set = [...chosen].sort((a, b) => a - b);
      const after = outcome(set);
      const gained = round9(-sign * gain(after));
      const differs = best && set.findIndex((i, k) => i !== best!.chosen[k]);
      if (
        safer(after.band) &&
        (!best || gained > best.gained || (gained === best.gained && set[differs!]! < best.chosen[differs!]!))
      ) {
        best = { chosen: set, gained, after };
      }
    } else if (group) {
      for (let n = Math.min(left, group.length); n >= 0; n--)
        search(others, [...chosen, ...group.slice(0, n)], left - n);
    }
  };
  for (let size = 1; size <= MOST && !best; size++) search([...groups.values()], [], size);
  return {
    actions,
    fewest: best ? best.chosen.map((i) => actions[i]!) : null,
    together: best ? best.after : null,
    byTime:
      future(model, people, index, asOf)
        .crossings(LAST)
        .find(({ to }) => safer(to))?.at ?? null,
  };
}
