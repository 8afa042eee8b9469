import { sum } from "./rules.js";
import type { Contribution, Raw } from "./types.js";

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Of a person about whom the model knows nothing. */
export const nothing = (): Raw => ({ score: null, coverage: 0, rows: [] });

export const total = (rows: readonly Contribution[]): number => sum(rows.map((row) => row.points));

/** A row that is added to. */
export interface Sum extends Contribution {
  count: number;
}

/** Rows by their ids, to be added to. */
export const blank = <Id extends string>(ids: readonly Id[]): Record<Id, Sum> => {
  const rows = {} as Record<Id, Sum>;
  for (const id of ids) rows[id] = { id, points: 0, count: 0 };
  return rows;
};

export function add(row: Sum, points: number, at: number): void {
  row.points += points;
  row.count++;
  row.latest = Math.max(row.latest ?? at, at);
}
