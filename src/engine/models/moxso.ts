import { first, inside, newest, type Evidence } from "../evidence.js";
import { make } from "../make.js";
import { round9, sum } from "../rules.js";
import { age, fade } from "../time.js";
import type { Build, Issue, ModelDefinition, OfOne, Raw } from "../types.js";
import { weigh, type Factor } from "../weigh.js";

export interface MoxsoParameters {
  /** Half-life of the distance to the cohort's mean, days. */
  score_decay_days: number;
  /** Published score from which a person is critical. */
  critical_threshold: number;
  /** In percent. */
  weights: Readonly<Record<Signal, number>>;
  /** Fewer people than this are no cohort: a mean of two tells each the other's score. */
  min_cohort: number;
  /** Days after which a signal is older than its published cadence allows; those named per event never are. */
  cadence: Readonly<Partial<Record<Signal, number>>>;
}

const PEER = "peer_benchmark";
const SIGNALS = ["phishing_simulation", "threat_exposure", "training", "incidents", PEER] as const;
type Signal = (typeof SIGNALS)[number];

/** Moxso, "Human Risk Score: Technical Specification". Cohort and benchmark are ours: the source only names them. */
export const moxso: ModelDefinition = {
  kind: "moxso",
  id: "moxso",
  name: "Moxso",
  source: "Moxso, Human Risk Score: Technical Specification",
  scale: [0, 100],
  direction: "higher-is-riskier",
  precision: 0,
  min_coverage: 0.5,
  bands: [
    { id: "low", from: 0 },
    { id: "moderate", from: 26 },
    { id: "elevated", from: 51 },
    { id: "critical", from: 76 },
  ],
  parameters: {
    score_decay_days: 90,
    critical_threshold: 76,
    weights: { phishing_simulation: 30, threat_exposure: 25, training: 20, incidents: 15, peer_benchmark: 10 },
    min_cohort: 5,
    cadence: { threat_exposure: 1, peer_benchmark: 7 },
  },
};

const settings = {
  score_decay_days: [30, 180],
  critical_threshold: [50, 90],
  auto_trigger_training: [],
  webhook_on_critical: null,
} as const;

/** What is read of one person at a date. */
interface Reading {
  issues: Issue[];
  factors: Factor[];
  /** Of the four signals they have; NaN without any. */
  four: number;
  latest: number | null;
  /** Whom they could be compared with, the narrowest first. */
  keys: string[];
  /** What it comes to beside a benchmark. */
  peer?: number | undefined;
  raw?: Raw;
}

/** People who are compared with each other. */
interface Cohort {
  /** Their places among all. */
  members: number[];
  /** What those with any of the four signals have in them, in order; empty where they are too few. */
  fours: number[];
  /** Of the composites; null where those are too few. */
  mean: number | null;
}

export const buildMoxso: Build = (definition) => {
  const p = definition.parameters as unknown as MoxsoParameters;
  const { score_decay_days, critical_threshold, weights, min_cohort, cadence } = p;

  const readOne = ({ department, role, measures }: Evidence, asOf: number): Reading => {
    const issues: Issue[] = [];
    let latest = null as number | null;
    const factors = SIGNALS.map((id): Factor => {
      const sample = newest(measures.get(id), asOf);
      const at = sample?.at ?? null;
      if (at !== null) latest = Math.max(latest ?? at, at);
      const value = sample && inside(sample.path, sample.value, 100, issues);
      const stale = at !== null && age(asOf, at) > (cadence[id] ?? Infinity);
      return { id, weight: weights[id], value, latest: at, stale };
    });
    const others = factors.filter((f) => f.id !== PEER && f.value !== undefined);
    const four = round9(sum(others.map((f) => f.weight * f.value!)) / sum(others.map((f) => f.weight)));
    const keys = [
      department && role && JSON.stringify([department, role]),
      department && JSON.stringify(department),
      ".",
    ].filter(Boolean);
    return { factors, four, latest, issues, keys };
  };

  const measureAll = (people: readonly Evidence[], asOf: number, one?: OfOne): Raw[] => {
    const cohorts = new Map<string, Cohort>();
    const readings = people.map((person, i) => {
      const reading = (one?.read.get(person) as Reading | undefined) ?? readOne(person, asOf);
      one?.read.set(person, reading);
      // By head count, the narrowest first.
      const groups = reading.keys.map((key) => {
        const group = cohorts.get(key) ?? { members: [], fours: [], mean: null };
        group.members.push(i);
        cohorts.set(key, group);
        return group;
      });
      return { reading, groups };
    });
    for (const cohort of cohorts.values()) {
      const fours = cohort.members.map((i) => readings[i]!.reading.four).filter((four) => four >= 0);
      if (fours.length >= min_cohort) cohort.fours = fours.sort((a, b) => a - b);
    }
    const chosen = readings.map(({ groups }) => groups.find(({ members }) => members.length >= min_cohort));
    const composites = readings.map(({ reading }, i) => {
      const { factors, four } = reading;
      const { fours = [] } = chosen[i] ?? {};
      const own = factors.at(-1)!;
      let peer = own.value;
      if (peer === undefined && four >= 0 && fours.length) {
        const below = first(fours.length, (k) => fours[k]! < four);
        const upTo = first(fours.length, (k) => fours[k]! <= four);
        peer = (50 * (below + upTo)) / fours.length;
      }
      if (!reading.raw || reading.peer !== peer) {
        reading.raw = weigh(definition, [...factors.slice(0, -1), { ...own, value: peer }]);
        reading.peer = peer;
      }
      return reading.raw;
    });
    for (const cohort of cohorts.values()) {
      const scores = cohort.members.flatMap((i) => composites[i]!.score ?? []);
      if (scores.length >= min_cohort) cohort.mean = sum(scores) / scores.length;
    }
    return composites.map((composite, i) => {
      if (one && one.index !== i) return composite;
      const { score, rows, ...raw } = composite;
      const { latest, issues: found } = readings[i]!.reading;
      const issues = [...found];
      const own = people[i]!.cohortMean;
      const mean = own === null ? (chosen[i]?.mean ?? null) : inside("cohort_mean", own, 100, issues);
      if (score === null) return { ...raw, score, rows, issues };
      const points = mean === null || latest === null ? 0 : (mean - score) * (1 - fade(asOf, latest, score_decay_days));
      const decay = { id: "cohort_decay", points, value: mean ?? undefined, latest };
      return { ...raw, score: score + points, rows: [...rows, decay], issues };
    });
  };

  return {
    rows: [...SIGNALS, "cohort_decay"],
    // Critical is asked first: at a threshold of 50 elevated is empty.
    bands: definition.bands.map(({ id, from }) => ({
      id,
      from: id === "critical" ? critical_threshold : Math.min(from, critical_threshold),
    })),
    settings,
    compares: "measures",
    measure: (evidence, asOf) => measureAll([evidence], asOf)[0]!,
    measureAll,
  };
};

export const model = /* @__PURE__ */ make(moxso, buildMoxso);
