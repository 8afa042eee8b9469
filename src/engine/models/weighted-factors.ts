import { newest, past, problem, type Exposure } from "../evidence.js";
import { clamp, total } from "../measure.js";
import { within } from "../months.js";
import { sum } from "../rules.js";
import type { Build } from "../types.js";
import { weigh, type Factor } from "../weigh.js";

/** Points of a measure: `from + times × value`, kept within `min` and `max`. */
export interface MeasureFactor {
  id: string;
  weight: number;
  measure: string;
  /** Default 0. */
  from?: number;
  /** Default 1. */
  times?: number;
  /** Default: the ends of the model's scale. */
  min?: number;
  max?: number;
}

/** Points of a person's breaches, added up. Counts as data always: no breach is known to be none. */
export interface BreachFactor {
  id: string;
  weight: number;
  breaches: {
    /** Any within so many `months`. */
    recent: number;
    months: number;
    /** Any, however old, that exposed a password. */
    password: number;
    /** Any that the person was not notified of. */
    unnotified: number;
    /** Instead of all these, where the tenant's `dark_web_monitoring` is off. */
    unmonitored: number;
  };
}

export interface WeightedFactorsParameters {
  factors: ReadonlyArray<MeasureFactor | BreachFactor>;
  /** Scales the weighted sum by a field of the record. */
  modifier?: {
    id: string;
    field: "business_impact" | "department" | "role";
    values: Readonly<Record<string, number>>;
    default: string;
  };
  /** A score counts in its group's by its ratio to the mean, kept within these; without it all count the same. */
  deviation?: { least: number; most: number };
  dark_web_monitoring?: boolean;
}

const settings = { dark_web_monitoring: [] } as const;

/** Weighs factors, each points on the model's scale, and lets one field of the record scale the sum. */
export const weightedFactors: Build = (definition) => {
  const { parameters, scale } = definition;
  const { factors, modifier, deviation, dark_web_monitoring } = parameters as unknown as WeightedFactorsParameters;
  return {
    rows: [...factors.map((f) => f.id), ...(modifier ? [modifier.id] : []), "limits"],
    settings: factors.some((f) => "breaches" in f) ? settings : {},
    measure(evidence, asOf) {
      const breaches = past(evidence.breaches, asOf);
      const any = (points: number, test: (breach: Exposure) => boolean): number => (breaches.some(test) ? points : 0);
      const read = (f: MeasureFactor | BreachFactor): Omit<Factor, "id" | "weight"> => {
        if ("breaches" in f) {
          const { recent, months, password, unnotified, unmonitored } = f.breaches;
          if (dark_web_monitoring === false) return { value: unmonitored };
          const value =
            any(recent, (breach) => within(breach.at, months, asOf)) +
            any(password, (breach) => breach.password) +
            any(unnotified, (breach) => !breach.notified);
          return { value, count: breaches.length, latest: breaches.at(-1)?.at ?? null };
        }
        const { measure, from = 0, times = 1, min = scale[0], max = scale[1] } = f;
        const sample = newest(evidence.measures.get(measure), asOf);
        return { value: sample && clamp(from + times * sample.value, min, max), latest: sample?.at };
      };
      const raw = weigh(
        definition,
        factors.map((f) => ({ id: f.id, weight: f.weight, ...read(f) })),
      );
      const { score: base, rows } = raw;
      if (modifier) {
        const { id, field, values } = modifier;
        const given = evidence[field];
        const known = Object.hasOwn(values, given);
        if (given && !known) raw.issues = [problem(field, given, Object.keys(values).join(", "))];
        const value = values[known ? given : modifier.default]!;
        if (base !== null) rows.push({ id, points: base * (value - 1), value });
      }
      if (base !== null) {
        const sum = total(rows);
        raw.score = clamp(sum, ...scale);
        rows.push({ id: "limits", points: raw.score - sum });
      }
      return raw;
    },
    weights:
      deviation &&
      ((scores) => {
        const mean = sum(scores) / scores.length;
        return scores.map((score) => (mean ? clamp(score / mean, deviation.least, deviation.most) : 1));
      }),
  };
};
