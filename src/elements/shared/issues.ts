import { html, nothing, type TemplateResult } from "lit";
import type { Issue } from "../../engine/types.js";
import { RiskEvent } from "../../events/index.js";
import { states } from "../../strings/en/states.js";
import type { RiskElement } from "../risk-element.js";

/** A reader who looks for more than so many looks into the data. */
const MOST = 50;

/** Messages quote what they are about: they are for readers who may know whom. */
const mayQuote = (el: RiskElement): boolean => {
  const { audience, redact } = el["viewOptions"];
  return audience === "internal" && redact === "none";
};

/** An issue in a sentence: a message names its place in the record, the path the record's. */
function said({ path, message }: Issue): string {
  const [place = ""] = message.split(": ", 1);
  return path.endsWith(place) ? path + message.slice(place.length) : `${path}: ${message}`;
}

/** Elements whose reader looks at what and why: for all others it is not drawn. */
const opened = new WeakSet<RiskElement>();

/** What each element has told its page of. */
const told = new WeakMap<RiskElement, string>();

/** Tells the page what of its data could not be used, once; what can be is on screen. */
export function tell(el: RiskElement, issues: readonly Issue[]): void {
  const { book, phase } = el as unknown as { book: unknown; phase: string };
  if (!book || phase === "loading") return;
  const quoted = mayQuote(el);
  const [first] = issues as [Issue];
  const key = JSON.stringify([quoted, issues.length, first]);
  if (key === told.get(el)) return;
  told.set(el, key);
  const n = issues.length;
  const rest = quoted ? `, the first: ${said(first)}` : "; readers who see names are told which.";
  const message =
    quoted && n === 1 ? said(first) : `${n} ${n === 1 ? "place" : "places"} could not be used as supplied${rest}`;
  const detail = { code: "invalid-data", message, retryable: false };
  el.dispatchEvent(new RiskEvent("risk-error", quoted ? { ...detail, path: first.path, issues } : detail));
}

/** One quiet line that says how much could not be used, with what and why behind it: for the page's own people. */
export function renderIssues(el: RiskElement, issues: readonly Issue[], name: string): TemplateResult | typeof nothing {
  const { format, words } = el["language"];
  if (!issues.length || el["viewOptions"].audience !== "internal") return nothing;
  const line = words(states)("issues", { n: issues.length });
  if (!mayQuote(el)) return html`<p part="issues" class=${name}>${line}</p>`;
  const more = issues.length - MOST;
  const toggle = (event: Event): void => {
    const open = (event.currentTarget as HTMLDetailsElement).open;
    if (open === opened.has(el)) return;
    opened[open ? "add" : "delete"](el);
    el.requestUpdate();
  };
  return html`<details part="issues" class="${name} issues" @toggle=${toggle}>
    <summary>${line}</summary>
    ${
      opened.has(el)
        ? html`<ul lang="en" dir="ltr">
            ${issues.slice(0, MOST).map((issue) => html`<li>${said(issue)}</li>`)}
            ${more > 0 ? html`<li>+ ${format.number(more)}</li>` : nothing}
          </ul>`
        : nothing
    }
  </details>`;
}
