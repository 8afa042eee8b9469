import type { Evidence } from "./evidence.js";
import { standing, trendOf } from "./rules.js";
import type { Model, PersonScore, Raw } from "./types.js";

/** What a model makes of the people of one client at a date. */
export const measure = (model: Model, people: readonly Evidence[], asOf: number): Raw[] =>
  model.measureAll?.(people, asOf) ?? people.map((person) => model.measure(person, asOf));

/**
 * Their scores, from prepared evidence.
 * @param before those at the start of the window; without them change and trend are null
 */
export const scoreAll = (
  model: Model,
  people: readonly Evidence[],
  asOf: number,
  before: ReadonlyArray<number | null> = [],
): PersonScore[] =>
  measure(model, people, asOf).map(({ score, coverage, rows, issues, missing }, i) => ({
    id: people[i]!.id,
    model: model.id,
    asOf,
    ...standing(model, score),
    coverage,
    contributions: rows,
    issues: [...people[i]!.issues, ...(issues ?? [])],
    ...trendOf(model, before[i] ?? null, score),
    ...(model.adjusted && { adjusted: true }),
    ...(missing && { missing }),
  }));
