import { html, nothing, type TemplateResult } from "lit";
import type { LocaleController } from "../../controllers/locale.js";
import { isToday } from "../../data/today.js";
import type { SubjectView } from "../../data/types.js";
import { states } from "../../strings/en/states.js";
import { waiting } from "../../strings/en/waiting.js";
import { hasMessage } from "../../strings/index.js";
import { listText, percentText } from "../../strings/phrases.js";
import { hollowStyles } from "../../theme/hollow.styles.js";
import { wordedCardStyles, wordedStyles } from "../../theme/states.styles.js";
import type { RiskElement } from "../risk-element.js";
import { rowName } from "./model-names.js";

export { renderIssues, tell } from "./issues.js";
export { hollow } from "./ruler.js";

/** What every element says in place of a score, and beside an old one: loaded with the first that has to. */
export const styles = [wordedStyles, wordedCardStyles, hollowStyles];

/** The engine's own: imported from here it would be a file of its own in what bundlers make of a card. */
const DAY = 86_400_000;

/** In a box of 16 × 16. */
const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;
const warning = icon("M8 1.8 15 14H1ZM8 6v4M8 11.6v.9");
const clock = icon("M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8ZM8 4.5V8l2.4 1.5");
const lock = icon("M3 7h10v7H3ZM5 7V5a3 3 0 0 1 6 0v2");

/** Of when old data is. */
export function staleText(el: RiskElement): string {
  const t = el["language"].words(states);
  const at = el["source"].snapshot.at ?? el["book"]?.asOf ?? 0;
  const { format } = el["language"];
  const [date, time] = [format.date(at), format.time(at)];
  const n = Math.floor((Date.now() - at) / DAY);
  if (n > 0) return t("staleFor", { date, age: t("days", { n }) });
  return isToday(at) ? t("asOfToday", { time }) : t("asOf", { date });
}

/** The line that says data is old, and offers to ask again. */
export function renderStale(el: RiskElement): TemplateResult {
  return html`<div part="footer" class="footer stale-line">
    <span>${clock}${staleText(el)}</span>
    <button class="link-button" part="retry" @click=${() => void el.refresh()}>
      ${el["language"].words(states)("refresh")}
    </button>
  </div>`;
}

/** Nothing to show, nothing one may see, or something that went wrong. */
export function renderState(el: RiskElement): TemplateResult {
  const { words } = el["language"];
  const t = words(states);
  const fault = el["fault"];
  const code = fault?.code ?? "";
  switch (el.phase) {
    case "empty":
      return html`<div part="empty" class="state">
        <slot name="empty"
          ><p class="state-title">${t("empty")}</p>
          <p class="state-text">${t("emptyText")}</p></slot
        >
      </div>`;
    case "no-access":
      return html`<div part="no-access" class="state iced">
        <slot name="error"
          ><p class="state-title">${lock}${t("noAccess")}</p>
          <p class="state-text">${code === "audience" ? t("noAccessAudience") : t("noAccessText")}</p></slot
        >
      </div>`;
    default:
      return html`<div part="error" class="state iced" role=${tells(el, code) ? "alert" : "group"}>
        <slot name="error"
          ><p class="state-title">${warning}${errorTitle(el["language"], code)}</p>
          <p class="state-text">${errorText(el, code)}</p></slot
        >
        ${
          fault?.retryable
            ? html`<button part="retry" class="button" @click=${() => void el.refresh()}>
                ${words(waiting)("retry")}
              </button>`
            : nothing
        }
        <p class="state-code">${t("code", { code })}</p>
      </div>`;
  }
}

const tellers = new Map<string, WeakRef<RiskElement>>();

/** Whether it is this element that interrupts the reader: a service that is away takes all of a page's along. */
function tells(el: RiskElement, code: string): boolean {
  const teller = tellers.get(code)?.deref();
  if (teller?.isConnected && teller.phase === "error") return teller === el;
  tellers.set(code, new WeakRef(el));
  return true;
}

function errorTitle({ words }: LocaleController, code: string): string {
  const t = words(states);
  if (code === "no-data") return t("noData");
  return code === "not-found" ? t("notFound") : words(waiting)("error");
}

function errorText(el: RiskElement, code: string): string {
  const { tag, words } = el["language"];
  const t = words(states);
  if (code === "no-data") return t("noDataText");
  const ref = el["subjectRef"];
  if (code === "not-found" && ref) {
    // A person's id is often an address.
    const hidden = ref.kind === "person" && el["viewOptions"].redact !== "none";
    return t("notFoundText", { kind: t(`kind.${ref.kind}`), id: hidden ? "…" : ref.id });
  }
  const key = `error.${code}`;
  return hasMessage(tag, states, key) ? t(key as "error.timeout") : t("error.server");
}

/** The state in a few words, for running text. */
export function shortState(el: RiskElement): string {
  const { words } = el["language"];
  const { phase } = el;
  if (phase === "loading" || phase === "error") return words(waiting)(phase);
  return words(states)(phase === "empty" ? phase : "noAccess");
}

/** What keeps a score back that people's records would be enough for. */
function hiddenBy({ withheld, people, scored, supplied }: SubjectView): "withheld" | "mixedModels" | null {
  if (withheld) return "withheld";
  // Of people who are here it is known how many have a score, unless those scores have no scale in common.
  return people !== null && scored === null && !supplied ? "mixedModels" : null;
}

/** Why there is no score, in one sentence without numbers. */
export const whyBriefly = ({ words }: LocaleController, view: SubjectView): string =>
  words(states)(hiddenBy(view) ?? "notEnough");

/** Why there is no score. */
export function whyNone({ words, format }: LocaleController, view: SubjectView): { title: string; why: string } {
  const t = words(states);
  const { people, scored, coverage, model, supplied } = view;
  const hidden = hiddenBy(view);
  // Where a number should have come as such, data weighs too little only if that was said.
  const said = people === null ? !!coverage && coverage < model.min_coverage : scored !== null;
  const other = hidden ?? (supplied && !said ? "notSupplied" : null);
  if (other) return { title: t("noScore"), why: t(other) };
  const title = t("notEnough");
  if (people !== null) return { title, why: t("notEnoughGroup", { n: people }) };
  const [share, least] = [coverage ?? 0, model.min_coverage].map((n) => percentText(format, n)) as [string, string];
  return { title, why: coverage ? t("notEnoughShare", { share, least }) : t("notEnoughNothing") };
}

/** The same on a card, in place of the number. @param band draws a band with its word */
export function noScore(
  language: LocaleController,
  view: SubjectView,
  band: (word: string) => TemplateResult,
): TemplateResult {
  const { title, why } = whyNone(language, view);
  return html`<div class="none">
    ${band(title)}
    <p class="detail">${why}</p>
  </div>`;
}

/** The signals that a model has no data for; "" where it has all. */
export function missingText(language: LocaleController, { person }: SubjectView): string {
  const list = listText(
    language.format,
    (person?.missing ?? []).map((id) => rowName(language, id)),
  );
  return list && language.words(states)("missing", { list });
}
