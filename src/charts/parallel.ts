/** The same things on several scales side by side, joined by a line each: x in percent, y in pixels, riskier up. */

export interface ParallelInput {
  /** One list a thing: its place on each scale, 0 (safest) to 1 (riskiest); null where it has none. */
  lines: ReadonlyArray<ReadonlyArray<number | null>>;
  /** Where bands begin on each scale, 0 to 1. */
  cuts: ReadonlyArray<readonly number[]>;
  /** How many scales. */
  count: number;
  height: number;
  rtl: boolean;
}

export interface ParallelGeometry {
  axes: Array<{ x: number; /** From the bottom up: one piece a band. */ pieces: Array<{ y: number; height: number }> }>;
  /** In a box of 100 × `height`. A missing place is a gap. */
  paths: string[];
  dots: Array<Array<{ x: number; y: number } | null>>;
}

/** Room above and below for a marker, pixels. */
const INSET = 6;
const round = (n: number): number => Math.round(n * 100) / 100;

export function parallel({ lines, cuts, count, height, rtl }: ParallelInput): ParallelGeometry {
  const x = (i: number): number => {
    const share = (100 * (i + 0.5)) / count;
    return round(rtl ? 100 - share : share);
  };
  const y = (level: number): number => round(height - INSET - level * (height - 2 * INSET));
  const dots = lines.map((line) =>
    line.map((level, i) => (level === null ? null : { x: x(i), y: y(Math.min(1, Math.max(0, level))) })),
  );
  return {
    axes: Array.from({ length: count }, (_, i) => {
      const ends = [0, ...[...(cuts[i] ?? [])].sort((a, b) => a - b).filter((cut) => cut > 0 && cut < 1), 1];
      return {
        x: x(i),
        pieces: ends.slice(1).map((end, k) => ({ y: y(end), height: round(y(ends[k]!) - y(end)) })),
      };
    }),
    dots,
    paths: dots.map((line) => {
      let open = false;
      return line
        .map((dot) => {
          const step = dot ? `${open ? "L" : "M"}${dot.x} ${dot.y}` : "";
          open = dot !== null;
          return step;
        })
        .join("");
    }),
  };
}
