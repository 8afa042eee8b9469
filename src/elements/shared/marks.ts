import { html, nothing, svg, type TemplateResult } from "lit";
import { ruler as rulerGeometry, type RulerGeometry } from "../../charts/ruler.js";
import { sparkline as sparklineGeometry } from "../../charts/sparkline.js";
import type { Band, Direction, Trend } from "../../engine/types.js";
import type { Cell, SeriesPoint } from "../../data/types.js";
import { escaped, stencil } from "./stencil.js";
import { apart, whole } from "./whole.js";

/** Bands by risk, whichever end of the scale is risky. */
export function byRisk<T>(bands: readonly T[], direction: Direction): T[] {
  return direction === "lower-is-riskier" ? [...bands].reverse() : [...bands];
}

const RAMP = ["low", "moderate", "elevated", "high", "critical"];
/** Written once: a page of cards would keep one each. */
const HUES = new Map([...RAMP, "medium"].map((band) => [band, `hue-${band}`]));

/** The class that carries a band's colours. Bands of a model of one's own take theirs from where they stand. */
export function hue(bands: readonly Band[], direction: Direction, band: string | null): string {
  if (band === null) return "";
  const known = HUES.get(band);
  if (known) return known;
  const order = byRisk(bands, direction);
  const rank = order.findIndex((b) => b.id === band);
  return rank < 0 ? "" : HUES.get(RAMP[Math.round((rank / Math.max(1, order.length - 1)) * 4)]!)!;
}

export interface BandMark {
  bands: readonly Band[];
  direction: Direction;
  band: string | null;
}

/** The band's shape: one bar a band, lit ones count up with risk. Only stubs: no score. Decoration beside its word. */
export function steps({ bands, direction, band }: BandMark): TemplateResult {
  const order = byRisk(bands, direction);
  const rank = order.findIndex((b) => b.id === band);
  const rise = 8 / Math.max(1, order.length - 1);
  const width = order.length * 4.5 - 1.5;
  const bars = order.map((_, i) => upright(i * 4.5, i <= rank ? 4 + i * rise : 2));
  const [lit, stubs] = [bars.slice(0, rank + 1), bars.slice(rank + 1)].map((some) => some.join(""));
  return stencil(html, [
    `<svg class="steps ${hue(bands, direction, band)}" viewBox="0 0 ${width} 12" width="${width}" height="12" aria-hidden="true">${
      lit && `<path class="lit" d="${lit}"/>`
    }<path class="stub" d="${stubs}"/></svg>`,
  ]);
}

/** Three wide, from the ground up, with corners of half a pixel. */
const upright = (x: number, height: number): string => `M${x} 11.5v${1 - height}l.5-.5h2l.5.5v${height - 1}l-.5.5h-2z`;

export interface RulerMark extends BandMark {
  scale: readonly [number, number];
  /** Published score; null draws the scale hollow. */
  score: number | null;
  /** Older data: the marker is hollow. */
  stale?: boolean;
  size: "full" | "row";
  rtl: boolean;
  /** How a boundary reads; without it there are no numbers. */
  label?: (value: number) => string;
  /** Names the risky end where low is risky: "0 riskier". */
  riskier?: (value: string) => string;
}

/** Above and below a ruler's bar, for its marker. */
const TOP = 3;
const END = `%"/>`;

/** What draws a scale without a score. */
export type Hollow = (cuts: number[], top: number, bar: number, radius: number) => TemplateResult;

/**
 * The scale with its one lit band and the score's marker; without a score what `hollow` draws (ruler.ts has both). The
 * marker is bound, so that it moves from one score to the next.
 */
export function ruler(mark: RulerMark, hollow?: Hollow): TemplateResult {
  const { bands, direction, scale, score, stale, size, rtl } = mark;
  const g = rulerGeometry({ bands, scale, score, band: mark.band, rtl });
  const full = size === "full";
  const [box, bar] = full ? [14, 8] : [11, 5];
  const radius = full ? 3 : 2.5;
  const numbers = full && mark.label ? ticks(g, mark) : nothing;
  const colours = hue(bands, direction, mark.band);
  const start = `<span class="ruler ${size} `;
  const inside = `"><svg height="${box}" aria-hidden="true">`;
  const end = `</svg>`;
  if (score === null)
    return stencil(html, [start, inside, end, "</span>"], colours, hollow?.(g.cuts, TOP, bar, radius), numbers);
  // A hollow one is a ring, 2 wide inside, with its halo under it; a solid one's halo is its own outline.
  const [outer, names] = stale ? [3.5, ["halo", "marker hollow"]] : [3, ["marker"]];
  const marks = names.map(
    (name, i) =>
      `${i ? END : ""}<rect class="${name}" y="${(3 - outer) / 2}" width="${outer}" height="${box + outer - 3}" rx="${outer / 2}" transform="translate(${-outer / 2})" x="`,
  );
  return stencil(
    html,
    [start, inside, ...marks, `${END}${end}`, "</span>"],
    colours,
    lit(g, box, bar, radius),
    ...names.map(() => g.marker),
    numbers,
  );
}

/** The lit band is rounded only where it touches an end of the scale: a square half covers the inner corners. */
function lit({ lit: at, cuts }: RulerGeometry, box: number, bar: number, radius: number): TemplateResult {
  const { x, width, start, end } = at ?? { x: 0, width: 0, start: true, end: true };
  const half = width / 2;
  const rect = (name: string, from: number, share: number, rx: number): string =>
    `<rect class="${name}" x="${from}%" y="${TOP}" width="${share}%" height="${bar}" rx="${rx}"/>`;
  const square =
    start === end ? "" : `<path class="square" d="M${start ? x + half : x} ${TOP}h${half}v${bar}h${-half}z"/>`;
  const gaps = cuts.map((cut) => `M${cut} ${TOP - 1}v${bar + 2}`).join("");
  return stencil(svg, [
    `${rect("track", 0, 100, radius)}${rect("lit", x, width, start || end ? radius : 0)}<svg viewBox="0 0 100 ${box}" width="100%" height="${box}" preserveAspectRatio="none">${square}<path class="gap" d="${gaps}"/></svg>`,
  ]);
}

/** The numbers under a ruler. */
function ticks({ ticks: all }: RulerGeometry, { direction, scale, label, riskier }: RulerMark): TemplateResult {
  const texts = all.map(({ x, value, anchor }) => {
    const text = label!(value);
    const said = direction === "lower-is-riskier" && riskier && value === scale[0] ? riskier(text) : text;
    return `<text x="${x}%" y="1.05em" text-anchor="${anchor}" direction="ltr">${escaped(said)}</text>`;
  });
  return stencil(html, [`<svg class="ticks" aria-hidden="true">${texts.join("")}</svg>`]);
}

export interface SparklineMark extends BandMark {
  points: readonly SeriesPoint[];
  /** Epoch ms. */
  from: number;
  to: number;
  scale: readonly [number, number];
  stale?: boolean;
  rtl: boolean;
  height?: number;
  /** Score units that the height stands for, at least: see `sharedSpan`. */
  span?: number;
  /** The point looked at. */
  at?: SeriesPoint;
}

/** A word-sized line with its end dot in the band's colour. */
export function sparkline(mark: SparklineMark): TemplateResult {
  const { height = 30, stale, bands, direction, band } = mark;
  const { path, end, look, thresholds } = sparklineGeometry({ ...mark, height });
  const dot = end ? [`<circle class="dot${stale ? " hollow" : ""}" r="3" cx="`, `%" cy="`, `"/></svg>`] : ["</svg>"];
  return stencil(
    html,
    [
      `<svg class="sparkline `,
      `" height="${height}" aria-hidden="true"><svg viewBox="0 0 100 ${height}" width="100%" height="${height}" preserveAspectRatio="none"><path class="threshold" d="`,
      `"/><path d="`,
      `"/></svg>`,
      ...dot,
    ],
    hue(bands, direction, band),
    thresholds.map((y) => `M0 ${y}h100`).join(""),
    path,
    look ? apart(svg`<circle class="look" cx="${look.x}%" cy=${look.y} r="3" />`) : nothing,
    ...(end ? [end.x, end.y] : []),
  );
}

export interface StackedMark {
  /** In reading order, safest first. */
  cells: readonly Cell[];
  unscored: number;
  bands: readonly Band[];
  direction: Direction;
  rtl: boolean;
}

/** People per band as one bar; people without a score are a hollow last piece. A withheld count has one fixed width. */
export function stacked({ cells, unscored, bands, direction, rtl }: StackedMark): TemplateResult {
  const counts = cells.map((cell) => cell.count ?? (cell.under ?? 5) / 2);
  const total = counts.reduce((sum, n) => sum + n, unscored) || 1;
  let before = 0;
  const place = (n: number): { x: number; width: number } => {
    const width = (100 * n) / total;
    const x = rtl ? 100 - before - width : before;
    before += width;
    return { x, width };
  };
  const cuts: number[] = [];
  const parts = counts.map((n, i) => {
    const { x, width } = place(n);
    if (n === 0) return nothing;
    if (before > width) cuts.push(rtl ? x + width : x);
    return svg`<rect class=${hue(bands, direction, cells[i]!.band)} x="${x}%" width="${width}%" height="8" />`;
  });
  const rest = unscored > 0 ? place(unscored) : null;
  if (rest && rest.width < 100) cuts.push(rtl ? rest.x + rest.width : rest.x);
  return html`<svg class="stacked" height="8" aria-hidden="true">
    ${parts}${rest ? svg`<rect class="unscored" x="${rest.x}%" y="0.5" width="${rest.width}%" height="7" />` : nothing}
    ${cuts.map((x) => svg`<line class="gap" x1="${x}%" x2="${x}%" y1="-1" y2="9" />`)}
  </svg>`;
}

export interface DeltaMark {
  /** The number with its own sign, as text. */
  change: string;
  trend: Trend;
  /** The trend's word: an arrow never stands without it, except where the word is in the accessible name. */
  word?: string | undefined;
}

// A trend may be somebody else's text, such as "constructor".
const ARROWS = {
  __proto__: null,
  worsening: "M3 13 13 3M5 3h8v8",
  stable: "M1 8h13M9 3l5 5-5 5",
  improving: "M3 3l10 10M13 5v8H5",
};
const arrow = (trend: Trend): TemplateResult =>
  html`<svg class="arrow" viewBox="0 0 16 16" aria-hidden="true"><path d=${ARROWS[trend]} /></svg>`;
const told = (word: string | undefined): TemplateResult | typeof nothing =>
  word ? html` <span class="word">${word}</span>` : nothing;

/** Arrows point by risk (up is riskier), the sign is the number's own. */
export const delta = ({ change, trend, word }: DeltaMark): TemplateResult =>
  whole(html`<span class="delta ${trend}">${arrow(trend)}<b class="num">${change}</b>${told(word)}</span>`);

/** Number, arrow and word as three columns of a table. */
export const deltaColumns = ({ change, trend, word }: DeltaMark): TemplateResult =>
  whole(html`<span class="delta columns ${trend}"><b class="num">${change}</b>${arrow(trend)}${told(word)}</span>`);
