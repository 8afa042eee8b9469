import { NOISE, round, type Bar } from "./bars.js";

/** A score's way from one date to another: markers at both ends, floating bars between, in percent of the width. */

export interface WaterfallInput {
  /** Unrounded scores; the steps sum to their difference. */
  start: number;
  end: number;
  steps: readonly number[];
  /** Published scores: a band's line is drawn where they lie on its two sides. */
  shown: readonly [number, number];
  /** By ascending `from`. */
  bands: ReadonlyArray<{ id: string; from: number }>;
  /** The width stands for so much of the scale at least: next to nothing looks like it. */
  least?: number;
  rtl: boolean;
}

export interface WaterfallGeometry {
  start: number;
  end: number;
  /** With the running total before and after each, where the joining lines stand. */
  bars: Array<Bar & { from: number; to: number }>;
  /** `level` 1: its label goes above, because the one before is too near. */
  lines: Array<{ id: string; value: number; x: number; level: 0 | 1 }>;
}

/** Room at each side for half a marker, percent. */
const INSET = 2;
/** Two labels nearer than this would touch at the narrowest plot that has labels, percent. */
const LABEL = 34;

export function waterfall({ start, end, steps, shown, bands, least = 0, rtl }: WaterfallInput): WaterfallGeometry {
  const [from, to] = [Math.min(...shown), Math.max(...shown)];
  // Running totals in between were nobody's score: they cross no line.
  const crossed = bands.filter((band) => band.from > from && band.from <= to);
  const totals = [start];
  for (const step of steps) totals.push(totals.at(-1)! + step);
  const all = [...totals, end, ...crossed.map((band) => band.from)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = Math.max(least, high - low);
  const at = (value: number): number => {
    const share = span > NOISE ? 50 + ((100 - 2 * INSET) * (value - (low + high) / 2)) / span : 50;
    return round(rtl ? 100 - share : share);
  };
  const lines: WaterfallGeometry["lines"] = [];
  for (const { id, from: value } of crossed) {
    const x = at(value);
    const last = lines.at(-1);
    lines.push({ id, value, x, level: last && !last.level && Math.abs(x - last.x) < LABEL ? 1 : 0 });
  }
  return {
    start: at(start),
    end: at(end),
    bars: steps.map((_, i) => {
      const [a, b] = [at(totals[i]!), at(totals[i + 1]!)];
      return { x: Math.min(a, b), width: round(Math.abs(b - a)), from: a, to: b };
    }),
    lines,
  };
}
