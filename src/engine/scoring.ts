import type { Evidence } from "./evidence.js";
import { standing } from "./rules.js";
import type { Model, PersonScore, Raw } from "./types.js";

/** What a model makes of the people of one client at a date. */
export const measure = (model: Model, people: readonly Evidence[], asOf: number): Raw[] =>
  model.measureAll?.(people, asOf) ?? people.map((person) => model.measure(person, asOf));

const toScore = (model: Model, evidence: Evidence, asOf: number, raw: Raw): PersonScore => ({
  id: evidence.id,
  model: model.id,
  asOf,
  ...standing(model, raw.score),
  coverage: raw.coverage,
  contributions: raw.rows,
  issues: [...evidence.issues, ...(raw.issues ?? [])],
  change: null,
  trend: null,
  ...(model.adjusted && { adjusted: true }),
  ...(raw.missing && { missing: raw.missing }),
});

/** Their scores, from prepared evidence: change and trend are left null. */
export const scoreAll = (model: Model, people: readonly Evidence[], asOf: number): PersonScore[] =>
  measure(model, people, asOf).map((raw, i) => toScore(model, people[i]!, asOf, raw));
