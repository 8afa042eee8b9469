import { rollUp, standing, trendOf } from "../engine/rules.js";
import type { Counts } from "../engine/privacy.js";
import type { Issue, Model, PersonScore } from "../engine/types.js";
import type { Cell, ClientInput, SubjectRef } from "./types.js";

/** Below this many people a group is marked small (SCORING: thin data). */
export const SMALL = 10;

export const keyOf = ({ kind, id }: SubjectRef, within: string | null): string => JSON.stringify([kind, id, within]);

/** How many of each; null is none of them. */
export function countsOf(values: ReadonlyArray<string | null>, ids: readonly string[]): Counts {
  const counts = new Map(ids.map((id) => [id, 0]));
  let scored = 0;
  for (const value of values) {
    if (value === null) continue;
    scored++;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { people: values.length, scored, distribution: Object.fromEntries(counts) };
}

/** A person's issues with their places in what was supplied, as `clients[2].people[0].events[3].at`. */
export function issuesOf({ issues }: PersonScore, { path, skipped = [] }: ClientInput, index: number): Issue[] {
  if (!issues.length) return [];
  let place = index;
  for (const at of skipped) if (at <= place) place++;
  return issues.map(({ path: rest, message }) => ({
    path: path === undefined ? rest : `${path}[${place}]${rest && `.${rest}`}`,
    message,
  }));
}

/** A group's numbers from its people's. @param before their scores when the window began; null where that is not known */
export function computedNumbers(
  id: string,
  asOf: number,
  model: Model,
  people: PersonScore[],
  before: ReadonlyArray<number | null> | null,
  issues: Issue[],
) {
  const score = rollUp(
    model,
    people.map((person) => person.score),
  );
  const { scored, distribution } = countsOf(
    people.map(({ band }) => band),
    model.bands.map((band) => band.id),
  );
  const shown = { ...standing(model, score), scored, ...trendOf(model, before && rollUp(model, before), score) };
  return {
    ...shown,
    people: people.length,
    small: people.length < SMALL,
    supplied: false,
    distribution: Object.entries(distribution).map(([band, count]): Cell => ({ band, count })),
    group: { id, model: model.id, asOf, ...shown, distribution, people, issues },
    issues,
  };
}
