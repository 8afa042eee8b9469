import { first, known, named, prepare, type Evidence } from "./evidence.js";
import { future } from "./forecast.js";
import { total } from "./measure.js";
import { beyond } from "./models/beyond.js";
import { riskSign, round9, standing, sum } from "./rules.js";
import { among, instant } from "./score.js";
import { LAST } from "./time.js";
import type { Changes, Move, PersonRecord, PersonScore, Raw, ScoreOptions } from "./types.js";
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

/** A person among those they are compared with, as `among` gives them. */
type Among = Pick<ReturnType<typeof among>, "model" | "index"> & { people: readonly Evidence[] };

/** What a move adds to somebody's evidence. @param own what an event without a ref is grouped by: no other's number */
export function addedBy(changes: Changes, own: number) {
  const { events, measures } = prepare(changed({ id: "" }, changes));
  return {
    events: events.map((event) => ({ ...event, ref: named(event.ref) || own })),
    measures,
    notify: changes.notify ?? [],
  };
}

/** Evidence with what some moves add to it. */
export function withAdded(now: Evidence, parts: ReadonlyArray<ReturnType<typeof addedBy>>): Evidence {
  const notified = parts.flatMap((part) => part.notify);
  return {
    ...now,
    events: [...now.events, ...parts.flatMap((part) => part.events)],
    measures: new Map([...now.measures, ...parts.flatMap((part) => [...part.measures])]),
    breaches: now.breaches.map((breach) => (notified.includes(breach.index) ? { ...breach, notified: true } : breach)),
  };
}

/** What a person's record allows, and what comes of it. */
function allowed({ model, people, index }: Among, given: Pick<AdviseOptions, "asOf" | "targets">) {
  const asOf = instant("asOf", given.asOf);
  const now = known(people[index]!, asOf);
  const hooks = beyond(model);
  const moves = hooks.actions?.(now, asOf, given.targets ?? {}) ?? [];
  const added = moves.map(({ changes }, i) => addedBy(changes, -1 - i));
  const all = [...people];
  const one = { index, read: new WeakMap<Evidence, object>() };
  /** What some of the moves come to together. */
  const measured = (chosen: readonly number[]): Raw => {
    all[index] = withAdded(
      now,
      chosen.map((i) => added[i]!),
    );
    return model.measureAll ? model.measureAll(all, asOf, one)[index]! : model.measure(all[index], asOf);
  };
  const base = measured([]);
  /** By group and worth: a person may have thousands of courses to do, each worth the same. */
  const alike = new Map<string, Raw>();
  const alone = moves.map(({ group, worth }, i) => {
    const key = group === undefined ? `${i}` : JSON.stringify([group, worth]);
    const raw = alike.get(key) ?? measured([i]);
    alike.set(key, raw);
    return raw;
  });
  const actions = moves.map(({ id, ref, changes }, i): Action => {
    const after = standing(model, alone[i]!.score);
    return {
      id,
      ...(ref && { ref }),
      changes,
      effect: base.score === null || after.score === null ? null : after.score - base.score,
      ...after,
    };
  });
  return { model, asOf, now, hooks, moves, measured, base, alone, actions };
}

/**
 * Each action that a person's evidence allows at `asOf`, with its effect, in the model's order.
 * @throws {RangeError} as `scorePerson`
 */
export const actionsOf = (person: PersonRecord, given: AdviseOptions): Action[] =>
  allowed(among(person, given), given).actions;

/**
 * What would lower a person's risk: each action the model's evidence allows at `asOf`, with its effect; the fewest that
 * reach the next safer band (the smallest set, then the one that gains most, then the order of `actions`); and when time
 * alone gets there. Others of the client stay as they are.
 *
 * Where a model says nothing of how its moves add up, every set of up to six is tried.
 * @throws {RangeError} as `scorePerson`
 */
export const advise = (person: PersonRecord, given: AdviseOptions): Advice =>
  adviseAmong(among(person, given), given).advice;

/** The same from evidence that is read already, with what a later date holds if nothing is done. */
export function adviseAmong(people: Among, given: Pick<AdviseOptions, "asOf" | "targets">) {
  const found = allowed(people, given);
  const ahead = future(found.model, found.now, found.base, found.asOf);
  return { advice: choose(found, ahead), at: ahead.at };
}

function choose(
  { model, hooks, moves, measured, base, alone, actions }: ReturnType<typeof allowed>,
  ahead: ReturnType<typeof future>,
): Advice {
  const { score, band } = standing(model, base.score);
  const sign = riskSign(model);
  const place = (id: string | null): number => model.bands.findIndex((band) => band.id === id) * sign;
  const safer = (id: string | null): boolean => id !== null && place(id) < place(band);
  if (score === null || !model.bands.some(({ id }) => safer(id)))
    return { actions, fewest: null, together: null, byTime: null };

  // Of a group, those worth most come first; a move that is worth nothing is in no smallest set.
  const worth = (i: number): number => moves[i]!.worth ?? -1;
  /** The one of its group that has to be taken before it. */
  const before = new Map<number, number>();
  const groups = new Map<string | number, number[]>();
  const order = [...moves.keys()]
    .filter((i) => worth(i) < 0)
    .sort((a, b) => worth(a) - worth(b))
    .filter((i) => {
      const group = groups.get(moves[i]!.group ?? i) ?? [];
      groups.set(moves[i]!.group ?? i, group);
      // No set has room for more of them.
      if (group.length === MOST) return false;
      if (group.length) before.set(i, group.at(-1)!);
      return group.push(i);
    });
  const could = hooks.separable ? bound() : () => true;
  let best: { chosen: number[]; gained: number; after: Outcome } | undefined;
  const search = (next: number, chosen: readonly number[], left: number): void => {
    if (!left) {
      const set = [...chosen].sort((a, b) => a - b);
      const after = standing(model, (set.length > 1 ? measured(set) : alone[set[0]!]!).score);
      const gained = after.score === null ? 0 : round9((score - after.score) * sign);
      const differs = best && set.findIndex((i, k) => i !== best!.chosen[k]);
      if (
        safer(after.band) &&
        (!best || gained > best.gained || (gained === best.gained && set[differs!]! < best.chosen[differs!]!))
      ) {
        best = { chosen: set, gained, after };
      }
    } else if (order.length - next >= left && could(next, chosen, left)) {
      const i = order[next]!;
      if (!before.has(i) || chosen.includes(before.get(i)!)) search(next + 1, [...chosen, i], left - 1);
      search(next + 1, chosen, left);
    }
  };
  for (let size = 1; size <= MOST && !best; size++) search(0, [], size);
  let byTime: number | null = null;
  for (const { at, to } of ahead.crossings(LAST)) {
    if (!safer(to)) continue;
    byTime = at;
    break;
  }
  return { actions, fewest: best?.chosen.map((i) => actions[i]!) ?? null, together: best?.after ?? null, byTime };

  /** Whether the moves still to come could make a set that is good enough, or better than the best. */
  function bound(): (next: number, chosen: readonly number[], left: number) => boolean {
    // A score before its limits is a weighted sum by its weight, and each move changes its own part of both.
    const parts = ({ rows, coverage }: Raw): [number, number] => [
      total(rows.filter(({ id }) => id !== "limits")) * coverage,
      coverage,
    ];
    const whole = parts(base);
    const shifts = new Map(
      [...groups.values()].flatMap((group) => {
        // The first of a group stands for as many of it as there can be.
        const [a, b] = parts(group.length > 1 ? measured(group) : alone[group[0]!]!);
        return group.map((i, k): [number, [number, number]] => [i, k ? [0, 0] : [a - whole[0], b - whole[1]]]);
      }),
    );
    const [low, high] = model.scale;
    const safe = (k: number): boolean => safer(standing(model, low + k / 1e9).band);
    const steps = (high - low) * 1e9 + 1;
    /** The riskiest score that is good enough. */
    const edge = low + (sign > 0 ? first(steps, safe) - 1 : first(steps, (k) => !safe(k))) / 1e9;
    return (next, chosen, left) => {
      // Better by the least that is told apart.
      const goal = best ? best.after.score! - sign * 4e-10 : edge;
      const over = ([a, b]: readonly [number, number]): number => sign * (a - goal * b);
      const shift = (i: number): number => over(shifts.get(i)!);
      const rest = order
        .slice(next)
        .map(shift)
        .sort((a, b) => a - b);
      return over(whole) + sum(chosen.map(shift)) + sum(rest.slice(0, left)) <= 1e-10 * whole[1];
    };
  }
}
