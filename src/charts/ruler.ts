/** The ruler: a scale cut into its bands, as percentages of its width, so that one drawing fits every container. */

export interface RulerInput {
  /** By ascending `from`. */
  bands: ReadonlyArray<{ id: string; from: number }>;
  scale: readonly [number, number];
  /** Published score; null where there is none. */
  score: number | null;
  band: string | null;
  rtl: boolean;
}

export interface RulerGeometry {
  /** The lit band, and whether it touches an end of the scale; null without a score. */
  lit: { x: number; width: number; start: boolean; end: boolean } | null;
  /** Where one band ends and the next begins, percent. */
  cuts: number[];
  /** Ends of the scale and beginnings of bands, with the text's side. */
  ticks: Array<{ value: number; x: number; anchor: "start" | "middle" | "end" }>;
  marker: number | null;
}

/** Two numbers nearer than this would touch at the narrowest width that has numbers (160 px). */
const LEAST_GAP = 11;

const round = (n: number): number => Math.round(n * 1000) / 1000;

export function ruler({ bands, scale, score, band, rtl }: RulerInput): RulerGeometry {
  const [low, high] = scale;
  const at = (value: number): number => {
    const share = (100 * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1);
    return round(rtl ? 100 - share : share);
  };
  const inner = bands.map((b) => b.from).filter((from) => from > low && from < high);
  const index = score === null ? -1 : bands.findIndex((b) => b.id === band);
  let lit: RulerGeometry["lit"] = null;
  if (index >= 0) {
    const ends = [at(bands[index]!.from), at(bands[index + 1]?.from ?? high)];
    const [x, to] = [Math.min(...ends), Math.max(...ends)];
    lit = { x, width: round(to - x), start: x === 0, end: to === 100 };
  }
  const [first, last] = rtl ? (["end", "start"] as const) : (["start", "end"] as const);
  const ticks: RulerGeometry["ticks"] = [{ value: low, x: at(low), anchor: first }];
  // Where a band begins near the end, its beginning is news and the end of the scale is not.
  for (const value of [...inner, high]) {
    const x = at(value);
    const anchor = value === high ? last : "middle";
    if (Math.abs(x - ticks.at(-1)!.x) >= LEAST_GAP) ticks.push({ value, x, anchor });
  }
  return { lit, cuts: inner.map(at), ticks, marker: score === null ? null : at(score) };
}
