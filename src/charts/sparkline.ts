/** A word-sized line: x in percent of the width, y in pixels of the height. Gaps stay gaps. */

export interface SparklineInput {
  points: ReadonlyArray<{ at: number; score: number | null }>;
  /** Epoch ms. */
  from: number;
  to: number;
  bands: ReadonlyArray<{ from: number }>;
  scale: readonly [number, number];
  /** Pixels. */
  height: number;
  /** Score units the height stands for, at least; lines of one column share it, so that slopes compare. */
  span?: number;
  rtl: boolean;
  /** The point looked at. */
  at?: { at: number; score: number | null };
}

export interface SparklineGeometry {
  /** In a box of 100 × `height`. */
  path: string;
  end: { x: number; y: number } | null;
  /** The point looked at, where it has a score. */
  look: { x: number; y: number } | null;
  thresholds: number[];
}

/** Share of the scale that a line fills the height with, at least: less would make noise look like news. */
const LEAST_SPAN = 0.3;
const INSET = 4;

const round = (n: number): number => Math.round(n * 100) / 100;

/** The score units that lines drawn on one scale need, for the widest of them. */
export function sharedSpan(
  lines: ReadonlyArray<ReadonlyArray<{ score: number | null }>>,
  scale: readonly [number, number],
): number {
  let span = LEAST_SPAN * (scale[1] - scale[0]);
  for (const line of lines) {
    const [low, high] = extent(line);
    span = Math.max(span, high - low);
  }
  return span;
}

function extent(points: ReadonlyArray<{ score: number | null }>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const { score } of points) {
    if (score === null) continue;
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  return low > high ? [0, 0] : [low, high];
}

export function sparkline({
  points,
  from,
  to,
  bands,
  scale,
  height,
  span = 0,
  rtl,
  at: looked,
}: SparklineInput): SparklineGeometry {
  const [low, high] = extent(points);
  const units = Math.max(span, sharedSpan([points], scale));
  const middle = (low + high) / 2;
  const y = (score: number): number => round(height / 2 - ((score - middle) / (units || 1)) * (height - 2 * INSET));
  const x = (at: number): number => {
    const share = (100 * (at - from)) / (to - from || 1);
    return round(rtl ? 100 - share : share);
  };
  const path: string[] = [];
  let open = false;
  let end: SparklineGeometry["end"] = null;
  for (const { at, score } of points) {
    if (score !== null) {
      end = { x: x(at), y: y(score) };
      // A point between two gaps is a dot of its own: a line of no length with round ends.
      path.push(open ? `L${end.x} ${end.y}` : `M${end.x} ${end.y}h0`);
    }
    open = score !== null;
  }
  const inside = (line: number): boolean => line > 0 && line < height;
  const thresholds = end
    ? bands
        .map((b) => b.from)
        .filter((v) => v > scale[0])
        .map(y)
        .filter(inside)
    : [];
  const look = looked && looked.score !== null ? { x: x(looked.at), y: y(looked.score) } : null;
  // Joined: a string that was added up is kept as all its pieces.
  return { path: path.join(""), end, look, thresholds };
}
