import { svg, type TemplateResult } from "lit";
import { ruler as scoreRuler, type Hollow, type RulerMark } from "./marks.js";

const line = (x: number, name: string, from: number, height: number): TemplateResult =>
  svg`<line class=${name} x1="${x}%" x2="${x}%" y1=${from} y2=${from + height} />`;

/** The scale without a score. A card has none of it until it has to say so. */
export const hollow: Hollow = (cuts, top, bar, radius) =>
  svg`<rect class="outline" y=${top + 0.5} width="100%" height=${bar - 1} rx=${radius - 0.5} />
    ${cuts.map((x) => svg`${line(x, "wide", top - 1, bar + 2)}<g transform="translate(-2)">${line(x, "edge", top + 0.5, bar - 1)}</g><g transform="translate(2)">${line(x, "edge", top + 0.5, bar - 1)}</g>`)}`;

/** The scale, with or without a score. */
export const ruler = (mark: RulerMark): TemplateResult => scoreRuler(mark, hollow);
