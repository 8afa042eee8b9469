import { first, inside, newest, type Evidence } from "../evidence.js";
import { make } from "../make.js";
import { round9, sum } from "../rules.js";
import { age, fade } from "../time.js";
import type { Build, Issue, ModelDefinition, OfOne, Raw } from "../types.js";
import { weigh, weightOf, type Factor } from "../weigh.js";

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

const WEIGHTS = { phishing_simulation: 30, threat_exposure: 25, training: 20, incidents: 15, peer_benchmark: 10 };
type Signal = keyof typeof WEIGHTS;
const SIGNALS = /* @__PURE__ */ Object.keys(WEIGHTS) as readonly Signal[];

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
    weights: WEIGHTS,
    min_cohort: 5,
    cadence: { threat_exposure: 1, peer_benchmark: 7 },
  },
};

/** People who are compared with each other. */
interface Cohort {
  members: Reading[];
  /** What those with any of the four signals have in them, in order; empty where they are too few. */
  fours: number[];
  /** Of the composites; none where those are too few. */
  mean?: number;
}

/** What is read of one person at a date. */
interface Reading {
  issues: Issue[];
  factors: Factor[];
  /** Of the four signals they have; NaN without any. */
  four: number;
  latest: number | null;
  /** Whom they could be compared with, the narrowest first … */
  keys: string[];
  /** … and whom they are. */
  cohort?: Cohort | undefined;
  /** What it comes to beside a benchmark. */
  peer?: number | undefined;
  raw?: Raw;
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
      const stale = age(asOf, at ?? asOf) > cadence[id]!;
      return { id, weight: weights[id], value, latest: at, stale };
    });
    const others = factors.slice(0, -1).filter((f) => f.value !== undefined);
    const four = round9(sum(others.map((f) => f.weight * f.value!)) / weightOf(others));
    const keys = [[department, role], [department], []]
      .filter((key) => key.every(Boolean))
      .map((key) => JSON.stringify(key));
    return { factors, four, latest, issues, keys };
  };

  const measureAll = (people: readonly Evidence[], asOf: number, one?: OfOne): Raw[] => {
    const cohorts = new Map<string, Cohort>();
    const readings = people.map((person) => {
      const reading = (one?.read.get(person) as Reading | undefined) ?? readOne(person, asOf);
      one?.read.set(person, reading);
      for (const key of reading.keys) {
        const cohort: Cohort = cohorts.get(key) ?? { members: [], fours: [] };
        cohort.members.push(reading);
        cohorts.set(key, cohort);
      }
      return reading;
    });
    for (const cohort of cohorts.values()) {
      const fours = cohort.members.map((reading) => reading.four).filter((four) => four >= 0);
      if (fours.length >= min_cohort) cohort.fours = fours.sort((a, b) => a - b);
    }
    for (const reading of readings) {
      const { factors, four, keys } = reading;
      // By head count, the narrowest first.
      reading.cohort = keys.map((key) => cohorts.get(key)!).find((cohort) => cohort.members.length >= min_cohort);
      const fours = reading.cohort?.fours ?? [];
      const own = factors.at(-1)!;
      let peer = own.value;
      if (peer === undefined && four >= 0 && fours.length) {
        const below = first(fours.length, (k) => fours[k]! < four);
        const upTo = first(fours.length, (k) => fours[k]! <= four);
        peer = (50 * (below + upTo)) / fours.length;
      }
      if (reading.raw && reading.peer === peer) continue;
      reading.raw = weigh(definition, [...factors.slice(0, -1), { ...own, value: peer }]);
      reading.peer = peer;
    }
    for (const cohort of cohorts.values()) {
      const scores = cohort.members.flatMap((reading) => reading.raw!.score ?? []);
      if (scores.length >= min_cohort) cohort.mean = sum(scores) / scores.length;
    }
    return readings.map(({ raw, latest, cohort, issues: found }, i) => {
      if (one && one.index !== i) return raw!;
      const { score, rows } = raw!;
      const issues = [...found];
      const own = people[i]!.cohortMean;
      const mean = own === null ? cohort?.mean : inside("cohort_mean", own, 100, issues);
      if (score === null) return { ...raw!, issues };
      const points =
        mean === undefined || latest === null ? 0 : (mean - score) * (1 - fade(asOf, latest, score_decay_days));
      return {
        ...raw!,
        score: score + points,
        rows: [...rows, { id: "cohort_decay", points, value: mean, latest }],
        issues,
      };
    });
  };

  return {
    rows: [...SIGNALS, "cohort_decay"],
    // Critical is asked first: at a threshold of 50 elevated is empty.
    bands: definition.bands.map(({ id, from }) => ({
      id,
      from: id === "critical" ? critical_threshold : Math.min(from, critical_threshold),
    })),
    settings: {
      score_decay_days: [30, 180],
      critical_threshold: [50, 90],
      auto_trigger_training: [],
      webhook_on_critical: null,
    },
    compares: "measures",
    measure: (evidence, asOf) => measureAll([evidence], asOf)[0]!,
    measureAll,
  };
};

export const model = /* @__PURE__ */ make(moxso, buildMoxso);
