/** Several score lines on one scale, each named at its end: x in percent of the plot, y in pixels of its height. */

export interface OverlayLine {
  id: string;
  points: ReadonlyArray<{ at: number; score: number | null }>;
}

export interface OverlayInput {
  lines: readonly OverlayLine[];
  /** Epoch ms. */
  from: number;
  to: number;
  bands: ReadonlyArray<{ from: number }>;
  scale: readonly [number, number];
  /** Pixels. */
  height: number;
  /** Pixels that a name takes; lines that end closer get their names moved apart. */
  spacing: number;
  rtl: boolean;
}

export interface OverlayGeometry {
  /** The ends of the scale and where bands begin. */
  ticks: Array<{ value: number; y: number }>;
  /** Paths in a box of 100 × `height`; gaps stay gaps. */
  lines: Array<{ id: string; path: string; end: { x: number; y: number } | null; label: number | null }>;
}

/** Room for a dot's radius and half a line of text at both ends. */
const INSET = 8;
const round = (n: number): number => Math.round(n * 100) / 100;

export function overlay({ lines, from, to, bands, scale, height, spacing, rtl }: OverlayInput): OverlayGeometry {
  const [low, high] = scale;
  const x = (at: number): number => {
    const share = (100 * (at - from)) / (to - from || 1);
    return round(rtl ? 100 - share : share);
  };
  const y = (score: number): number =>
    round(height - INSET - ((Math.min(high, Math.max(low, score)) - low) / (high - low || 1)) * (height - 2 * INSET));
  const values = [low, ...bands.map((b) => b.from).filter((v) => v > low && v < high), high];
  const drawn = lines.map(({ id, points }) => {
    let path = "";
    let open = false;
    let end: { x: number; y: number } | null = null;
    for (const { at, score } of points) {
      if (score !== null) {
        end = { x: x(at), y: y(score) };
        // A point between two gaps is a dot of its own: a line of no length with round ends.
        path += open ? `L${end.x} ${end.y}` : `M${end.x} ${end.y}h0`;
      }
      open = score !== null;
    }
    return { id, path, end, label: end?.y ?? null };
  });
  apart(drawn.filter((line) => line.label !== null) as Array<{ label: number }>, spacing, INSET, height - INSET);
  return { ticks: values.map((value) => ({ value, y: y(value) })), lines: drawn };
}

/** Moves names that would touch apart: down first, and up again where that runs over the bottom. */
function apart(lines: Array<{ label: number }>, spacing: number, top: number, bottom: number): void {
  lines.sort((a, b) => a.label - b.label);
  let least = top;
  for (const line of lines) {
    line.label = round(Math.max(line.label, least));
    least = line.label + spacing;
  }
  let most = bottom;
  for (const line of lines.reverse()) {
    line.label = round(Math.min(line.label, most));
    most = line.label - spacing;
  }
}
