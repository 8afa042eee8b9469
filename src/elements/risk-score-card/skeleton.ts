import { html, svg, type TemplateResult } from "lit";

/** Boxes where text will be: x and width in percent, y and height in pixels. */
const boxes = (height: number, ...all: Array<[x: number, y: number, width: number, height: number]>): TemplateResult =>
  html`<svg class="sk" height=${height} aria-hidden="true">
    ${all.map(([x, y, w, h]) => svg`<rect x="${x}%" y=${y} width="${w}%" height=${h} rx="3" />`)}
  </svg>`;
export const CARD = boxes(
  184,
  [0, 4, 37, 12],
  [0, 24, 58, 9],
  [0, 55, 21, 40],
  [26, 57, 36, 13],
  [26, 80, 43, 11],
  [0, 114, 100, 8],
  [0, 131, 6, 8],
  [94, 131, 6, 8],
  [0, 170, 17, 9],
  [26, 164, 74, 20],
);
export const COMPACT = boxes(52, [0, 4, 40, 12], [0, 26, 55, 10], [85, 6, 15, 24], [0, 46, 100, 5]);
export const FOOTER = boxes(16, [0, 4, 37, 9], [70, 4, 30, 9]);
