import { html, type TemplateResult } from "lit";
import type { LocaleController } from "../../controllers/locale.js";
import { plain } from "../../data/names.js";
import { EVENT_TYPES } from "../../engine/index.js";
import { modelCompare } from "../../strings/en/model-compare.js";
import { whatIf } from "../../strings/en/what-if.js";
import { hasMessage } from "../../strings/index.js";
import { rowName } from "../shared/model-names.js";

/** A model by the name it has here, and what it leaves out; undefined while that is not known. */
interface Column {
  name: string;
  unseen: readonly string[] | undefined;
}

/** A row for each signal, first what most models leave out; a ring is what one does not count. */
export function renderSight(
  language: LocaleController,
  columns: readonly Column[],
  signals: readonly string[],
): TemplateResult {
  const t = language.words(modelCompare);
  const called = (signal: string): string => {
    if ((EVENT_TYPES as readonly string[]).includes(signal)) return language.words(whatIf)(signal as "quiz_passed");
    const key = `signal.${signal}`;
    return hasMessage(language.tag, modelCompare, key) ? t(key as "signal.role") : plain(rowName(language, signal));
  };
  const blind = (signal: string): number => columns.filter(({ unseen }) => unseen?.includes(signal)).length;
  const mark = (counted: boolean): TemplateResult =>
    html`<i class="sees ${counted ? "on" : ""}" aria-hidden="true"></i>`;
  const cell = (signal: string, unseen: Column["unseen"]): TemplateResult => {
    if (!unseen) return html`<span aria-hidden="true">…</span><span class="sr-only">${t("looking")}</span>`;
    const counted = !unseen.includes(signal);
    return html`${mark(counted)}<span class="sr-only">${t(counted ? "counted" : "uncounted")}</span>`;
  };
  // In its order once that is known: rows do not change places while one reads.
  const order = columns.some(({ unseen }) => !unseen) ? signals : [...signals].sort((a, b) => blind(b) - blind(a));
  return html`<p class="detail legend" aria-hidden="true">
      ${[true, false].map((counted) => html`<span>${mark(counted)} ${t(counted ? "counted" : "uncounted")}</span>`)}
    </p>
    <table class="sight" role="table">
      <caption class="sr-only">
        ${t("unseen")}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${t("signal")}</th>
          ${columns.map(({ name }) => html`<th scope="col" role="columnheader">${name}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${order.map(
          (signal) =>
            html`<tr role="row">
              <th scope="row" role="rowheader">${called(signal)}</th>
              ${columns.map(({ name, unseen }) => html`<td role="cell" data-model=${name}>${cell(signal, unseen)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`;
}
