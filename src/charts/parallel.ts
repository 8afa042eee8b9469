/** The same things on several scales, joined by a line each: x in percent, y in pixels. */

export interface ParallelInput {
  /** One list a thing: its place on each scale, 0 (safest) to 1 (riskiest); null where it has none. */
  lines: ReadonlyArray<ReadonlyArray<number | null>>;
  /** Where bands begin on each scale, 0 to 1. */
  cuts: ReadonlyArray<readonly number[]>;
  /** How many scales. */
  count: number;
  height: number;
  rtl: boolean;
  /** Scales lie one under the other, riskier further along as lines are read; default: side by side, riskier up. */
  lying?: boolean;
}

export interface Spot {
  x: number;
  y: number;
}

export interface ParallelGeometry {
  /** Of each scale its ends and where its bands begin, from the safest end on. */
  axes: Spot[][];
  /** In a box of 100 × `height`. A missing place is a gap. */
  paths: string[];
  dots: Array<Array<Spot | null>>;
}

/** Room for a marker at a scale's ends: pixels where scales stand, percent where they lie. */
const INSET = 6;
const SIDE = 3;
const round = (n: number): number => Math.round(n * 100) / 100;

export function parallel({ lines, cuts, count, height, rtl, lying = false }: ParallelInput): ParallelGeometry {
  const place = (i: number, level: number): Spot => {
    const across = (i + 0.5) / count;
    const along = Math.min(1, Math.max(0, level));
    const x = lying ? SIDE + along * (100 - 2 * SIDE) : 100 * across;
    const y = lying ? across * height : height - INSET - along * (height - 2 * INSET);
    return { x: round(rtl ? 100 - x : x), y: round(y) };
  };
  const dots = lines.map((line) => line.map((level, i) => (level === null ? null : place(i, level))));
  return {
    axes: [...Array<undefined>(count)].map((_, i) => {
      const inside = [...(cuts[i] ?? [])].sort((a, b) => a - b).filter((cut) => cut > 0 && cut < 1);
      return [0, ...inside, 1].map((level) => place(i, level));
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
