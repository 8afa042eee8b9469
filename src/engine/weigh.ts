import { total } from "./measure.js";
import { standing, sum } from "./rules.js";
import type { Contribution, ModelDefinition, Raw } from "./types.js";

/** A part of a weighted model: its value before weighting; undefined without data. */
export interface Factor extends Pick<Contribution, "id" | "count" | "latest" | "stale"> {
  weight: number;
  value: number | undefined;
}

export const weightOf = (factors: readonly Factor[]): number => sum(factors.map((f) => f.weight));

/** The weighted mean of the factors that have data, as rows; no score where those weigh too little. */
export function weigh(definition: ModelDefinition, factors: readonly Factor[]): Raw {
  const present = factors.filter((f) => f.value !== undefined);
  const weight = weightOf(present);
  const all = weightOf(factors);
  const coverage = weight / all;
  // Decimal weights that make up exactly the least share need not do so in binary.
  const enough = coverage >= definition.min_coverage - 1e-9 ? present : [];
  // Engines take twice as long to spread it.
  const rows = enough.map((f) =>
    Object.assign({}, f, {
      weight: f.weight / all,
      points: (f.weight * f.value!) / weight,
      band: standing(definition, f.value!).band,
    }),
  );
  const missing = factors.filter((f) => f.value === undefined).map((f) => f.id);
  return { score: rows.length ? total(rows) : null, coverage, rows, missing };
}
