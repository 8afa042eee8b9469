import type { Evidence, Happening } from "../evidence.js";
import { addMonths, DAY, within } from "../time.js";
import type { Contribution, Direction, EventType, Move } from "../types.js";
import type { InfimaParameters } from "./infima.js";

/** Ids of moves that are no event. */
export const NOTIFIED = "breach_notified";
export const REACHED = "measure_reached";

/** A move that adds an event at `asOf`; its id is the event's type. */
export const doing = (asOf: number, type: EventType, ref?: string): Move => ({
  id: type,
  ...(ref !== undefined && { ref }),
  changes: { add: [{ type, at: asOf, ...(ref !== undefined && { ref }) }] },
});

/** One of each kind of event that a person can bring about and the model rewards. */
export const crediting = (asOf: number, weights: Readonly<Record<string, number>>, direction: Direction): Move[] =>
  (["training_completed", "simulation_reported", "threat_reported", "quiz_passed"] as const)
    .filter((type) => (weights[type] ?? 0) * (direction === "lower-is-riskier" ? -1 : 1) < 0)
    .map((type) => doing(asOf, type));

/** A measure taken again at `asOf`, for each that the caller gave a target. */
export const reaching = (
  asOf: number,
  measures: readonly string[],
  targets: Readonly<Record<string, number>>,
): Move[] =>
  measures
    .filter((ref) => Number.isFinite(targets[ref]))
    .map((ref) => ({ id: REACHED, ref, changes: { measures: { [ref]: [{ at: asOf, value: targets[ref]! }] } } }));

/** A person told of a breach that they did not know of: worth something only once they know of all. */
export const notifying = ({ breaches }: Evidence, asOf: number): Move[] =>
  breaches
    .filter(({ at, notified }) => at <= asOf && !notified)
    .map(({ ref, index }) => ({
      id: NOTIFIED,
      ...(ref !== undefined && { ref }),
      changes: { notify: [index] },
      group: NOTIFIED,
    }));

/** When each of them falls out of a window of so many months. */
export const expiries = (items: ReadonlyArray<{ at: number }>, months: number): number[] =>
  items.map(({ at }) => addMonths(at, months));

/** MetaCompliance: each outstanding course done, each open quiz passed, a new simulation reported. */
export function outstanding({ events }: Evidence, asOf: number, months: number, attempts: number): Move[] {
  const open = new Map<string, { event: Happening; tries: number; assigned?: boolean; done?: boolean }>();
  for (const event of events) {
    const { type, at, ref, key } = event;
    const [kind, what] = type.split("_");
    if (at > asOf || ref === null || !within(at, months, asOf) || !/training|quiz/.test(kind!)) continue;
    const id = `${kind!} ${key}`;
    const known = open.get(id) ?? { event, tries: 0 };
    open.set(id, known);
    known.tries++;
    known.assigned ||= what === "assigned" || what === "failed";
    known.done ||= what === "completed" || what === "passed";
  }
  const moves = [...open.values()].flatMap(({ event: { type, ref }, tries, assigned, done }): Move[] => {
    if (!assigned || done) return [];
    if (type.startsWith("t")) return [{ ...doing(asOf, "training_completed", ref!), group: "training" }];
    // Passing is one more attempt, and ends the count of those that a failed quiz is taken for.
    return [{ ...doing(asOf, "quiz_passed", ref!), group: `quiz ${tries + 1 - Math.max(attempts, tries)}` }];
  });
  return [...moves, doing(asOf, "simulation_reported")];
}

const BEHAVIOUR = ["phishing_failures", "repeat_pattern", "simulations_reported", "threats_reported", "training"];

/** INFIMA: where a sum of two half-lives turns, credits and breaches pulling against each other; at most once. */
export function bend(
  asOf: number,
  rows: readonly Contribution[],
  { half_life, breach_half_life }: InfimaParameters,
): number[] {
  let behaviour = 0;
  let breaches = 0;
  for (const { id, points } of rows) {
    if (BEHAVIOUR.includes(id)) behaviour += points;
    else if (id === "breach_exposure") breaches = points;
  }
  const days =
    Math.log2((-behaviour * breach_half_life) / (breaches * half_life)) / (1 / half_life - 1 / breach_half_life);
  return days > 0 && days < Infinity ? [asOf + Math.ceil(days * DAY)] : [];
}
