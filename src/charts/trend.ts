/** Score over time on band zones: the plot of a trend, in pixels. Data and size in, numbers and paths out. */
import { bisector } from "d3-array";

export interface TrendPoint {
  /** Epoch ms. */
  at: number;
  /** Null leaves a gap. */
  score: number | null;
}

export interface TrendInput {
  /** The plot's own box, px. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  rtl: boolean;
  /** Epoch ms: the span's start, today, and the forecast's end (today where there is none). */
  from: number;
  to: number;
  until: number;
  scale: readonly [number, number];
  /** By ascending `from`. */
  bands: ReadonlyArray<{ id: string; from: number }>;
  /** The subject's own line first. */
  lines: ReadonlyArray<readonly TrendPoint[]>;
  forecast: readonly TrendPoint[];
  /** Instants at which the model changed: lines break there. */
  breaks?: readonly number[];
}

export interface Gap {
  from: number;
  to: number;
  /** Ends of the bracket, left to right. */
  x1: number;
  x2: number;
  y: number;
  /** Whether the words go over the bracket: no room under it. */
  over: boolean;
}

export interface TrendGeometry {
  x: (at: number) => number;
  y: (score: number) => number;
  today: number;
  zones: Array<{ id: string; y: number; height: number; middle: number }>;
  /** The ends of the scale and where bands begin. */
  ticks: Array<{ value: number; y: number }>;
  paths: string[];
  forecast: string;
  gaps: Gap[];
}

const round = (n: number): number => Math.round(n * 100) / 100;
/** Px of surface between two zones. */
const SEAM = 2;
/** Px from the line to a gap's bracket. */
const BELOW = 16;
const WORDS = 24;

/** Runs of points with a score; a break starts a new one. */
export function runs(
  points: readonly TrendPoint[],
  breaks: readonly number[] = [],
): Array<Array<{ at: number; score: number }>> {
  const out: Array<Array<{ at: number; score: number }>> = [];
  let open: Array<{ at: number; score: number }> | null = null;
  for (const { at, score } of points) {
    const last = open?.at(-1);
    if (last && breaks.some((b) => b > last.at && b <= at)) open = null;
    if (score === null) open = null;
    else if (open) open.push({ at, score });
    else out.push((open = [{ at, score }]));
  }
  return out;
}

export function trend(input: TrendInput): TrendGeometry {
  const { left, right, top, bottom, rtl, scale, from, until } = input;
  const [low, high] = scale;
  const x = (at: number): number => {
    const share = (at - from) / (until - from || 1);
    return round(rtl ? right - share * (right - left) : left + share * (right - left));
  };
  const y = (score: number): number =>
    round(bottom - ((Math.min(high, Math.max(low, score)) - low) / (high - low || 1)) * (bottom - top));
  const path = (points: ReadonlyArray<{ at: number; score: number }>): string =>
    // A single point between two gaps is drawn as a dash, or it would not be seen.
    points.map((p, i) => `${i ? "L" : "M"}${x(p.at)} ${y(p.score)}`).join("") + (points.length === 1 ? "h0.01" : "");
  const inside = input.bands.map((b) => b.from).filter((v) => v > low && v < high);
  const zones = input.bands.flatMap((band, i) => {
    const a = Math.max(low, band.from);
    const b = Math.min(high, input.bands[i + 1]?.from ?? high);
    if (b <= a) return [];
    const upper = y(b) + (b < high ? SEAM / 2 : 0);
    const lower = y(a) - (a > low ? SEAM / 2 : 0);
    return [{ id: band.id, y: upper, height: round(lower - upper), middle: round((upper + lower) / 2) }];
  });
  const own = runs(input.lines[0] ?? [], input.breaks);
  const gaps = own.slice(1).flatMap((run, i): Gap[] => {
    const a = own[i]!.at(-1)!;
    const b = run[0]!;
    // A break without missing days is not a gap.
    if (input.breaks?.some((t) => t > a.at && t <= b.at) && !missing(input.lines[0]!, a.at, b.at)) return [];
    const under = Math.max(y(a.score), y(b.score)) + BELOW;
    const over = under + WORDS > bottom;
    const at = over ? Math.min(y(a.score), y(b.score)) - BELOW : under;
    const [x1, x2] = [x(a.at), x(b.at)].sort((p, q) => p - q);
    return [{ from: a.at, to: b.at, x1: x1!, x2: x2!, y: round(at), over }];
  });
  return {
    x,
    y,
    today: x(input.to),
    zones,
    ticks: [low, ...inside, high].map((value) => ({ value, y: y(value) })),
    paths: input.lines.map((line) => runs(line, input.breaks).map(path).join("")),
    forecast: runs(input.forecast).map(path).join(""),
    gaps,
  };
}

const missing = (points: readonly TrendPoint[], from: number, to: number): boolean =>
  points.some((p) => p.score === null && p.at > from && p.at < to);

/** Place of the point nearest to an instant; −1 where there is none. */
export function nearest(points: ReadonlyArray<{ at: number }>, at: number): number {
  const next = byTime.left(points, at);
  if (next === points.length) return next - 1;
  return next > 0 && at - points[next - 1]!.at <= points[next]!.at - at ? next - 1 : next;
}

const byTime = /* @__PURE__ */ bisector((point: { at: number }) => point.at);
