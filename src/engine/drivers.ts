import { modelOf } from "./define.js";
import { word } from "./evidence.js";
import { portions, shares } from "./rules.js";
import { scoreClient } from "./score.js";
import type { ClientRecord, Contribution, Model, PersonRecord, ScoreOptions } from "./types.js";

/** A part of a client's score or of its change, in score units. */
export interface Share {
  id: string;
  share: number;
}

export interface GroupShare extends Share {
  /** Head count. */
  people: number;
}

export interface Drivers {
  score: number | null;
  people: Share[];
  /** People without a department are together, under "". */
  departments: GroupShare[];
  /** The model's rows. */
  signals: Share[];
}

/** People's shares by department. */
export function byDepartment(people: readonly PersonRecord[], share: (index: number) => number): GroupShare[] {
  const groups = new Map<string, GroupShare>();
  people.forEach((person, i) => {
    const id = word(person?.department);
    const group = groups.get(id) ?? { id, share: 0, people: 0 };
    groups.set(id, group);
    group.share += share(i);
    group.people++;
  });
  return [...groups.values()];
}

/** The rows of a group's score: its people's, each counting as the person does. They sum to the roll-up. */
export function groupRows(
  model: Model,
  people: ReadonlyArray<{ score: number | null; rows: readonly Contribution[] }>,
): Map<string, number> {
  const rows = new Map<string, number>();
  portions(
    model,
    people.map(({ score }) => score),
  ).forEach((portion, i) => {
    for (const { id, points } of people[i]!.rows) rows.set(id, (rows.get(id) ?? 0) + portion! * points);
  });
  return rows;
}

/**
 * Who and what a client's score comes from: people, departments and rows, each list summing to the score (1e-9).
 * Without a score all lists are empty.
 * @throws {RangeError} as `scoreClient`
 */
export function drivers(
  client: Pick<ClientRecord, "people"> & Partial<ClientRecord>,
  options: Omit<ScoreOptions, "cohort">,
): Drivers {
  const model = modelOf(options, client?.tenant);
  const { score, people } = scoreClient(client, options);
  const parts = shares(
    model,
    people.map((person) => person.score),
  );
  const rows = groupRows(
    model,
    people.map(({ score, contributions }) => ({ score, rows: contributions })),
  );
  return {
    score,
    people: people.flatMap(({ id }, i) => (parts[i] === null ? [] : { id, share: parts[i]! })),
    departments: score === null ? [] : byDepartment(client.people, (i) => parts[i] ?? 0),
    signals: [...rows].map(([id, share]) => ({ id, share })),
  };
}
