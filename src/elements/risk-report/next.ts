import { html, nothing, type TemplateResult } from "lit";
import type { Next, Step } from "../../data/review.js";
import { publish } from "../../engine/rules.js";
import { report } from "../../strings/en/report.js";
import { sentences } from "../../strings/en/sentences.js";
import { listText } from "../../strings/phrases.js";
import { digits, endsOf } from "../shared/amounts.js";
import type { Lent } from "../shared/part.js";
import { todoName } from "../shared/todo.js";
import { headed, type Review } from "./sections.js";

/** What to do next whose effect is to be seen, with as many digits as that takes. */
export function told({ steps }: Next, precision: number): { decimals: number; steps: Next["steps"] } {
  const effects = steps.map(({ effect }) => effect);
  const decimals = digits(effects, precision + 1);
  return { decimals, steps: steps.filter(({ effect }) => publish({ precision: decimals }, Math.abs(effect)) > 0) };
}

type Words = Pick<Lent, "language" | "rowName" | "bandName">;

/** "38 people in Critical and High"; how many only where that is told. */
export function whomFor({ language, bandName }: Words, step: Step): string {
  const [a = "", b, ...more] = step.bands.map(bandName);
  const two = b !== undefined && !more.length;
  const band = two ? language.words(sentences)("both", { a, b }) : listText(language.format, step.bands.map(bandName));
  const t = language.words(report);
  return step.people === null ? t("whomSome", { band }) : t("whom", { n: step.people, band });
}

/** "Complete a training: 38 people in Critical and High". */
const todoFor = (words: Words, step: Step): string =>
  words.language.words(report)("for", {
    what: todoName(words.language, words.rowName, step),
    whom: whomFor(words, step),
  });

/**
 * What everything comes to: the effect is what lies between the score and where it leads, as both are shown. Of published
 * scores that is `whole` points, which may be more than all that is said of the steps.
 */
function allOf({ view, exact, language }: Review, to: NonNullable<Next["together"]>, decimals: number) {
  const { format } = language;
  const { model } = view;
  if (exact) {
    const precision = Math.max(decimals, endsOf(model, [view, to], true).decimals);
    const shown = (score: number): number => publish({ precision }, score);
    const then = shown(to.score);
    const n = format.signed(then - shown(view.score!), precision);
    return { n, score: format.number(then, precision), whole: 0 };
  }
  const whole = to.published - view.published!;
  const n = whole ? format.signed(whole, model.precision) : format.signed(to.effect, decimals);
  return { n, score: format.number(to.published, model.precision), whole };
}

export function next(r: Review): TemplateResult | typeof nothing {
  const { view, language, next: plan } = r;
  const t = language.words(report);
  if (plan === null) return nothing;
  const { precision } = view.model;
  const { format } = language;
  const body = (): TemplateResult => {
    const { decimals, steps } = told(plan, precision);
    if (!steps.length) return html`<p class="detail note-line">${t(plan.few ? "fewNext" : "noNext")}</p>`;
    const { together, only } = plan;
    const all = together && allOf(r, together, decimals);
    const sum = steps.reduce((total, { effect }) => total + publish({ precision: decimals }, effect), 0);
    const rounded = all && Math.abs(all.whole) > Math.abs(sum) + 1e-9;
    return html`<ol class="steps-list" role="list">
        ${steps.map((step, i) => {
          return html`<li>
            <span class="step num">${format.number(i + 1)}</span><span class="what">${todoFor(r, step)}</span
            ><b class="num">${format.signed(step.effect, decimals)}</b>
          </li>`;
        })}
      </ol>
      ${
        all
          ? html`<p class="detail note-line">
              ${t(together.band === view.band ? "together" : "togetherBand", { ...all, band: r.bandName(together.band) })}
              ${rounded ? t("rounded") : nothing}
            </p>`
          : nothing
      }
      ${
        only
          ? html`<p class="detail note-line">
              ${t(only.total === null ? "onlySome" : "only", { n: only.people, total: only.total ?? "" })}
            </p>`
          : nothing
      }`;
  };
  return headed(t("next"), t("effect"), body(), "next");
}
