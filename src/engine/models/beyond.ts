import { first, type Evidence, type Happening } from "../evidence.js";
import { addMonths, within } from "../months.js";
import { riskSign } from "../rules.js";
import { DAY } from "../time.js";
import type { Contribution, Counting, EventType, Hooks, Model, Move, Tally } from "../types.js";
import type { EventDecayParameters } from "./event-decay.js";
import type { InfimaParameters } from "./infima.js";
import type { MetacomplianceParameters } from "./metacompliance.js";
import type { WeightedFactorsParameters } from "./weighted-factors.js";

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
export const crediting = (
  asOf: number,
  weights: Readonly<Record<string, number>>,
  model: Pick<Model, "direction">,
): Move[] =>
  (["training_completed", "simulation_reported", "threat_reported", "quiz_passed"] as const)
    .filter((type) => (weights[type] ?? 0) * riskSign(model) < 0)
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
export const notifying = ({ breaches }: Evidence): Move[] =>
  breaches
    .filter(({ notified }) => !notified)
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
    const { type, at, ref } = event;
    const [kind, what] = type.split("_");
    if (typeof ref === "number" || !within(at, months, asOf) || !/training|quiz/.test(kind!)) continue;
    const id = `${kind!} ${ref}`;
    const known = open.get(id) ?? { event, tries: 0 };
    open.set(id, known);
    known.tries++;
    known.assigned ||= what === "assigned" || what === "failed";
    known.done ||= what === "completed" || what === "passed";
  }
  const moves = [...open.values()].flatMap(({ event: { type, ref }, tries, assigned, done }): Move[] => {
    if (!assigned || done) return [];
    if (type.startsWith("t")) return [{ ...doing(asOf, "training_completed", ref as string), group: "training" }];
    // Passing is one more attempt, and ends the count of those that a failed quiz is taken for.
    return [
      { ...doing(asOf, "quiz_passed", ref as string), group: "quiz", worth: tries + 1 - Math.max(attempts, tries) },
    ];
  });
  return [...moves, doing(asOf, "simulation_reported")];
}

const NONE: Tally = [0, 0];

/**
 * MetaCompliance: scores from `asOf` on, of evidence of which nothing is later. All is counted once, and then only what an
 * event that falls out of the window was part of.
 */
function leaving(
  { events }: Evidence,
  asOf: number,
  months: number,
  { tallies, rate }: Counting,
): (date: number) => number | null {
  const sums = Object.fromEntries(Object.keys(tallies).map((kind): [string, Tally] => [kind, NONE]));
  const groups = new Map<string, { kind: string; inside: Happening[]; part: Tally }>();
  const leave: Array<{ end: number; event: Happening; id: string }> = [];
  for (const event of events) {
    const kind = event.type.slice(0, 2);
    const end = addMonths(event.at, months);
    if (!tallies[kind] || asOf >= end) continue;
    const id = kind + JSON.stringify(event.ref);
    const group = groups.get(id) ?? { kind, inside: [], part: NONE };
    groups.set(id, group);
    group.inside.push(event);
    // Beyond what a date can hold there is no end.
    if (end > asOf) leave.push({ end, event, id });
  }
  const tally = (id: string): void => {
    const group = groups.get(id)!;
    const { kind, inside, part } = group;
    group.part = inside.length ? tallies[kind]!(inside.map(({ type }) => type)) : NONE;
    const [count, all] = sums[kind]!;
    sums[kind] = [count + group.part[0] - part[0], all + group.part[1] - part[1]];
  };
  for (const id of groups.keys()) tally(id);
  const dates: number[] = [];
  const scores: Array<number | null> = [];
  const note = (date: number): void => {
    dates.push(date);
    scores.push(rate(Object.values(sums)).score);
  };
  note(asOf);
  let same = true;
  leave.sort((a, b) => a.end - b.end);
  leave.forEach(({ end, event, id }, i) => {
    const { kind, inside } = groups.get(id)!;
    inside.splice(inside.indexOf(event), 1);
    // Of a course or a simulation it is enough that such an event is left.
    if (kind === "qu" || !inside.some(({ type }) => type === event.type)) {
      tally(id);
      same = false;
    }
    if (same || leave[i + 1]?.end === end) return;
    note(end);
    same = true;
  });
  return (date) => scores[first(dates.length, (i) => dates[i]! <= date) - 1]!;
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

interface Beyond extends Pick<Hooks, "turns" | "actions" | "alone" | "separable"> {
  /** Scores at dates from `asOf` on of evidence of which nothing is later, where there is a quicker way than to measure each. */
  ahead?: ((evidence: Evidence, asOf: number) => (date: number) => number | null) | undefined;
}

const PEER = "peer_benchmark";

/** By kind. Not hooks of the models themselves: a page that only shows scores need not load how to change them. */
const KINDS = new Map<string, (model: Model) => Beyond>([
  [
    "event-decay",
    (model) => ({
      actions: (_evidence, asOf) =>
        crediting(asOf, (model.parameters as unknown as EventDecayParameters).weights, model),
    }),
  ],
  [
    "weighted-factors",
    ({ parameters }) => {
      const { factors, dark_web_monitoring } = parameters as unknown as WeightedFactorsParameters;
      const exposures = factors.flatMap((f) => ("breaches" in f ? f.breaches : []));
      const measures = factors.flatMap((f) => ("breaches" in f ? [] : f.measure));
      return {
        separable: true,
        turns: ({ breaches }) => exposures.flatMap(({ months }) => expiries(breaches, months)),
        actions: (evidence, asOf, targets) => [
          ...(exposures.length && dark_web_monitoring !== false ? notifying(evidence) : []),
          ...reaching(asOf, measures, targets),
        ],
      };
    },
  ],
  [
    "moxso",
    ({ rows }) => ({
      // Nothing new comes in: the benchmark and the cohort's mean stay what they are.
      alone: (evidence, raw) => {
        const value = (id: string): number | undefined => raw.rows.find((row) => row.id === id)?.value;
        const measures = new Map(evidence.measures);
        const [peer, mean = null] = [value(PEER), value("cohort_decay")];
        if (peer !== undefined && !measures.get(PEER)?.length)
          measures.set(PEER, [{ at: null, value: peer, path: PEER }]);
        return { ...evidence, measures, cohortMean: mean };
      },
      actions: (_evidence, asOf, targets) => reaching(asOf, rows, targets),
    }),
  ],
  [
    "metacompliance",
    ({ parameters, counting }) => {
      const { period_years, attempts } = parameters as unknown as MetacomplianceParameters;
      const months = period_years * 12;
      return {
        // Parts of months have no exact end.
        ahead:
          counting && Number.isInteger(months)
            ? (evidence, asOf) => leaving(evidence, asOf, months, counting)
            : undefined,
        turns: ({ events }) => expiries(events, months),
        actions: (evidence, asOf) => outstanding(evidence, asOf, months, attempts),
      };
    },
  ],
  [
    "infima",
    ({ parameters, measure }) => ({
      turns: (evidence, asOf) => bend(asOf, measure(evidence, asOf).rows, parameters as unknown as InfimaParameters),
      actions: (_evidence, asOf) => [
        doing(asOf, "simulation_reported"),
        doing(asOf, "threat_reported"),
        doing(asOf, "training_completed"),
      ],
    }),
  ],
]);

/** How a model's scores turn and can be changed: by its kind, or as one's own model says itself. */
export const beyond = (model: Model): Beyond => {
  const { turns, actions, alone, separable } = model;
  return {
    ...KINDS.get(model.kind)?.(model),
    ...(turns && { turns }),
    ...(actions && { actions }),
    ...(alone && { alone }),
    ...(separable !== undefined && { separable }),
  };
};
