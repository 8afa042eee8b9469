import { html, nothing, svg, type TemplateResult } from "lit";
import { bars, type Bar } from "../../charts/bars.js";
import type { Content } from "./parts.js";

/** A row of a sum: name, second line, plot, amount. */
export interface SumRow {
  label: Content;
  note?: Content;
  amount: string;
  /** Looked at with the arrow keys. */
  at?: boolean;
}

export const sumRow = ({ label, note, amount, at }: SumRow, plot: unknown): TemplateResult =>
  html`<li part="row" class="row sum-row ${at ? "at" : ""}">
    <span class="row-name"
      ><span class="row-label"><bdi>${label}</bdi></span
      >${note ? html`<span class="note"><bdi>${note}</bdi></span>` : nothing}</span
    ><span class="row-plot" aria-hidden="true"><svg>${plot}</svg></span
    ><span class="row-amount num"><span>${amount}</span></span>
  </li>`;

const box = (raises: boolean, x: number, width: number, rx: number): TemplateResult =>
  svg`<rect class=${raises ? "raises" : "lowers"} x="${x}%" width="${width}%" y="-6" height="12" rx=${rx} />`;

/** A bar in the middle of its row, whatever the row's height: round at the outer end, square at its zero line. */
export function bar({ x, width }: Bar, raises: boolean, zero?: number): TemplateResult | typeof nothing {
  if (!width) return nothing;
  const floats = zero === undefined;
  const inner = x === zero ? x : x + width / 2;
  return svg`<svg y="50%"><g class="bar">${box(raises, x, width, floats ? 0 : 2)}${floats ? nothing : box(raises, inner, width / 2, 0)}</g></svg>`;
}

/** A vertical line through a row, or a part of it. */
export const upright = (
  x: number,
  name: string,
  from: string | number = 0,
  to: string | number = "100%",
): TemplateResult => svg`<line class=${name} x1="${x}%" x2="${x}%" y1=${from} y2=${to} />`;

/** A position on the scale, as in the ruler. */
export const marker = (x: number): TemplateResult => svg`<svg y="50%">${upright(x, "mark", -7.5, 7.5)}</svg>`;

/** Words over the plot and over the amounts. */
export const axis = (words: unknown, amount: string): TemplateResult =>
  html`<div class="sum-row axis" aria-hidden="true">
    <span></span><span class="row-plot"><svg>${words}</svg></span><span class="row-amount">${amount}</span>
  </div>`;

export interface SignedRow extends SumRow {
  points: number;
  /** Several others together: no bar, which would dwarf those it stands beside. */
  bare?: boolean | undefined;
}

export interface Sides {
  rtl: boolean;
  /** What less and more of the score does to the risk, in words. */
  less: string;
  more: string;
  /** 1 where more is riskier, -1 where less is. */
  risk: number;
  /** Heads the amounts. */
  amount: string;
  /** What the scale holds at least. */
  least?: readonly number[];
}

/** Signed rows on one zero line. */
export function signedRows(
  rows: readonly SignedRow[],
  { rtl, less, more, risk, amount, least }: Sides,
): TemplateResult {
  const g = bars(
    rows.map(({ points, bare }) => (bare ? 0 : points)),
    rtl,
    least,
  );
  const side = (text: string, anchor: string, dx: number): TemplateResult =>
    svg`<text x="${g.zero}%" y="1em" dx=${rtl ? -dx : dx} text-anchor=${anchor}>${text}</text>`;
  const words = [
    rows.some(({ points }) => points < 0) ? side(less, "end", -9) : nothing,
    rows.some(({ points }) => points > 0) ? side(more, "start", 9) : nothing,
  ];
  return html`${amount ? axis(words, amount) : nothing}
    <ol class="sum-rows ${rows.some(({ note }) => note) ? "" : "no-notes"}" role="list">
      ${rows.map((row, i) => sumRow(row, [bar(g.bars[i]!, row.points * risk > 0, g.zero), upright(g.zero, "zero")]))}
    </ol>`;
}

/** Riskiest first, what lowers the risk last. */
export const byRisk =
  (risk: number) =>
  (a: { points: number }, b: { points: number }): number =>
    (b.points - a.points) * risk;
