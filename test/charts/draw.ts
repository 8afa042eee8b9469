/** Geometry as SVG text: what a snapshot holds, and what a person can open and look at. */
import type { OverlayGeometry } from "../../src/charts/overlay.js";
import type { RulerGeometry } from "../../src/charts/ruler.js";
import type { SparklineGeometry } from "../../src/charts/sparkline.js";

const svg = (parts: string[]): string => `<svg>\n${parts.map((part) => `  ${part}`).join("\n")}\n</svg>`;

export function drawRuler({ lit, cuts, ticks, marker }: RulerGeometry): string {
  return svg([
    lit
      ? `<rect x="${lit.x}%" width="${lit.width}%" class="lit${lit.start ? " start" : ""}${lit.end ? " end" : ""}"/>`
      : "<!-- nothing lit -->",
    ...cuts.map((x) => `<line x1="${x}%" x2="${x}%"/>`),
    ...ticks.map(({ x, value, anchor }) => `<text x="${x}%" text-anchor="${anchor}">${value}</text>`),
    ...(marker === null ? [] : [`<circle cx="${marker}%"/>`]),
  ]);
}

export function drawSparkline({ path, end, look, thresholds }: SparklineGeometry): string {
  return svg([
    ...thresholds.map((y) => `<line y1="${y}" y2="${y}"/>`),
    `<path d="${path}"/>`,
    ...(look ? [`<circle class="look" cx="${look.x}%" cy="${look.y}"/>`] : []),
    ...(end ? [`<circle cx="${end.x}%" cy="${end.y}"/>`] : []),
  ]);
}

export function drawOverlay({ ticks, lines }: OverlayGeometry): string {
  return svg([
    ...ticks.map(({ value, y }) => `<text y="${y}">${value}</text>`),
    ...lines.map(
      ({ id, path, end, label }) =>
        `<g id="${id}"><path d="${path}"/>${end ? `<circle cx="${end.x}%" cy="${end.y}"/>` : ""}${label === null ? "" : `<text y="${label}"/>`}</g>`,
    ),
  ]);
}
