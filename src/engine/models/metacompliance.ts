import { past, type Happening } from "../evidence.js";
import { make } from "../make.js";
import { clamp } from "../measure.js";
import { within } from "../months.js";
import { sum } from "../rules.js";
import type { Build, Counting, ModelDefinition } from "../types.js";
import { weigh } from "../weigh.js";

export interface MetacomplianceParameters {
  /** Events count for so many years. */
  period_years: number;
  weights: typeof WEIGHTS;
  /** A quiz not yet passed counts as at least so many attempts. */
  attempts: number;
  /** So many attempts more than one, on average, are all of the weight. */
  attempts_scale: number;
  /** Points for the share of simulations in which any of the events happened. */
  outcomes: ReadonlyArray<{ events: readonly string[]; points: number }>;
}

const WEIGHTS = { engagement: 34, course_performance: 33, phishing: 33 };
const ROWS = /* @__PURE__ */ Object.keys(WEIGHTS) as ReadonlyArray<keyof typeof WEIGHTS>;

/** MetaCompliance, "How are risk scores calculated?". The quiz curve and the size of the credit for reporting are ours. */
export const metacompliance: ModelDefinition = {
  kind: "metacompliance",
  id: "metacompliance",
  name: "MetaCompliance",
  source: "MetaCompliance help centre, How are risk scores calculated?",
  scale: [0, 100],
  direction: "higher-is-riskier",
  precision: 0,
  min_coverage: 0.5,
  // "Risk score more than 80" is high, and published scores are whole: 80 itself is medium.
  bands: [
    { id: "low", from: 0 },
    { id: "medium", from: 40 },
    { id: "high", from: 81 },
  ],
  parameters: {
    period_years: 1,
    weights: WEIGHTS,
    attempts: 3,
    attempts_scale: 2,
    outcomes: [
      { events: ["simulation_clicked", "simulation_qr_scanned"], points: 11 },
      { events: ["simulation_submitted"], points: 11 },
      { events: ["simulation_attachment_opened"], points: 11 },
      { events: ["simulation_reported"], points: -11 },
    ],
  },
};

export const buildMetacompliance: Build = (definition) => {
  const { period_years, weights, attempts, attempts_scale, outcomes } =
    definition.parameters as unknown as MetacomplianceParameters;
  const tallies: Counting["tallies"] = {
    tr: (list) => (list.includes("training_assigned") ? [1, +!list.includes("training_completed")] : [0, 0]),
    qu: (list) => [1, list.indexOf("quiz_passed") + 1 || Math.max(attempts, list.length)],
    si: (list) => [
      1,
      sum(outcomes.map(({ events, points }) => (list.some((type) => events.includes(type)) ? points : 0))),
    ],
  };
  const rate: Counting["rate"] = (sums) =>
    weigh(
      definition,
      sums.map(([count, all], i) => {
        const id = ROWS[i]!;
        const mean = all / count;
        const part = [mean, (mean - 1) / attempts_scale, mean / weights.phishing][i]!;
        return { id, weight: weights[id], value: count ? 100 * clamp(part, 0, 1) : undefined, count };
      }),
    );
  return {
    rows: ROWS,
    settings: { period_years: [1, 3, 1] },
    counting: { tallies, rate },
    measure(evidence, asOf) {
      // By course, quiz and simulation: what happened, in time order.
      const kinds: Record<string, Map<Happening["ref"], string[]>> = { tr: new Map(), qu: new Map(), si: new Map() };
      for (const { type, at, ref } of past(evidence.events, asOf)) {
        const lists = kinds[type.slice(0, 2)];
        if (!lists || !within(at, period_years * 12, asOf)) continue;
        const list = lists.get(ref) ?? [];
        list.push(type);
        lists.set(ref, list);
      }
      return rate(
        Object.entries(kinds).map(([kind, lists]) => {
          const tallied = [...lists.values()].map(tallies[kind]!);
          const of = (i: 0 | 1): number => sum(tallied.map((tally) => tally[i]));
          return [of(0), of(1)];
        }),
      );
    },
  };
};

export const model = /* @__PURE__ */ make(metacompliance, buildMetacompliance);
