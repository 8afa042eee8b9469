/** Then and now on one scale, as percentages of its width. */

export interface DumbbellInput {
  scale: readonly [number, number];
  then: number;
  now: number;
  rtl: boolean;
}

export interface DumbbellGeometry {
  then: number;
  now: number;
  /** The line between the two marks; null where they stand on one spot. */
  bar: { x: number; width: number } | null;
}

const round = (n: number): number => Math.round(n * 1000) / 1000;

/** Percent of the width at which a score stands. */
export function place(value: number, [low, high]: readonly [number, number], rtl: boolean): number {
  const share = (100 * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1);
  return round(rtl ? 100 - share : share);
}

export function dumbbell({ scale, then, now, rtl }: DumbbellInput): DumbbellGeometry {
  const a = place(then, scale, rtl);
  const b = place(now, scale, rtl);
  return { then: a, now: b, bar: a === b ? null : { x: Math.min(a, b), width: round(Math.abs(a - b)) } };
}
