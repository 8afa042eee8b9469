import { sum } from "./rules.js";
import type { Contribution, Raw } from "./types.js";

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Of a person about whom the model knows nothing. */
export const nothing = (): Raw => ({ score: null, coverage: 0, rows: [] });

export const total = (rows: readonly Contribution[]): number => sum(rows.map((row) => row.points));

/** Rows by their ids, to be added to. */
export const blank = (ids: readonly string[]): Map<string, Contribution> =>
  new Map(ids.map((id) => [id, { id, points: 0, count: 0 }]));

export function add(rows: Map<string, Contribution>, id: string, points: number, at: number): void {
  const row = rows.get(id)!;
  row.points += points;
  row.count!++;
  row.latest = Math.max(row.latest ?? at, at);
}
