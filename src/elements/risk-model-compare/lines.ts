import { html, nothing, svg, type TemplateResult } from "lit";
import { textWidth } from "../../charts/lane.js";
import { parallel, type Spot } from "../../charts/parallel.js";
import type { LocaleController } from "../../controllers/locale.js";
import type { Model } from "../../engine/types.js";
import { riskSign } from "../../engine/rules.js";
import { modelCompare } from "../../strings/en/model-compare.js";
import { levelOf, type Row } from "./comparison.js";

/** Px of scales that stand, and from scale to scale of those that lie. */
const HEIGHT = 220;
const ROW = 48;
/** Of a name over a scale, px: its letters are bold. */
const SIZE = 13;

export interface Lines {
  models: readonly Model[];
  rows: readonly Row[];
  /** The row looked at. */
  at: number | null;
  /** Px there are. */
  width: number;
}

interface Words {
  language: LocaleController;
  short(model: Model): string;
  scale(model: Model): string;
}

/** A line a row from model to model, and which way is riskier in words. */
export function renderLines(
  { models, rows, at, width }: Lines,
  { language, short, scale }: Words,
): { plot: TemplateResult; told: string } {
  const t = language.words(modelCompare);
  // Where a name's longest word does not fit over its scale, scales lie beside their names.
  const word = Math.max(...models.flatMap((model) => short(model).split(" ")).map((one) => textWidth(one, SIZE)));
  const lying = width < (word + 8) * models.length;
  const height = lying ? ROW * models.length : HEIGHT;
  const g = parallel({
    lines: rows.map(({ levels }) => levels),
    cuts: models.map((model) => model.bands.slice(1).map(({ from }) => levelOf(model, from))),
    count: models.length,
    height,
    rtl: language.rtl,
    lying,
  });
  const all = [...rows.keys()];
  // The one looked at lies over the others.
  const order = at === null ? all : [...all.filter((i) => i !== at), at];
  const on = (i: number): string => (i === at ? "on" : "");
  const axis = ([from, ...others]: Spot[]): TemplateResult => {
    const to = others.pop()!;
    const cut = ({ x, y }: Spot): TemplateResult =>
      svg`<svg x="${x}%" y=${y}><path class="cut" d=${lying ? "M0-4v8" : "M-4 0h8"} /></svg>`;
    return svg`<line class="axis" x1="${from!.x}%" y1=${from!.y} x2="${to.x}%" y2=${to.y} />${others.map(cut)}`;
  };
  const drawing = html`<svg height=${height} aria-hidden="true">
    ${g.axes.map(axis)}
    <svg viewBox="0 0 100 ${height}" width="100%" height=${height} preserveAspectRatio="none">
      ${order.map((i) => svg`<path class="thread ${on(i)}" d=${g.paths[i]!} />`)}
    </svg>
    ${order.map((i) =>
      g.dots[i]!.map((dot) =>
        dot ? svg`<circle class="stop ${on(i)}" cx="${dot.x}%" cy=${dot.y} r=${i === at ? 4.5 : 2.5} />` : nothing,
      ),
    )}
  </svg>`;
  const heads = (text: (model: Model) => unknown): TemplateResult =>
    html`<div class="axes" aria-hidden="true">${models.map((model) => html`<span>${text(model)}</span>`)}</div>`;
  /** The number at a scale's riskiest end, or at its safest. */
  const end = (model: Model, riskiest: boolean): string =>
    language.format.place(model.scale[riskSign(model) > 0 === riskiest ? 1 : 0], model.precision);
  const name = (model: Model): TemplateResult => html`<b title=${short(model)}>${short(model)}</b>`;
  return lying
    ? {
        plot: html`<div class="lines lying">${heads((model) => html`${name(model)}${scale(model)}`)}${drawing}</div>`,
        told: t("chartLying"),
      }
    : {
        plot: html`<div class="lines">
          ${heads((model) => html`${name(model)}${end(model, true)} ${t("riskier")}`)}${drawing}${heads((model) => end(model, false))}
        </div>`,
        told: t("chart"),
      };
}
