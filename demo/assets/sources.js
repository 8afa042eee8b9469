import { audit, scorePerson } from "./kit.js";
import { byId, make } from "./site.js";

/** @typedef {import("../../src/engine/types.js").PersonRecord} PersonRecord */

const AS_OF = "2026-11-23T09:00:00Z";

/**
 * The JSON that an example of this page carries, as any script of the page could read it.
 * @param {string} id
 */
const exampleOf = (id) =>
  JSON.parse(byId(id, HTMLElement).querySelector("script[type='application/json']")?.textContent ?? "null");

/** @param {number} value @param {number} digits */
const number = (value, digits) => value.toFixed(digits).replace("-", "−");

/**
 * @param {string} id
 * @param {Array<[what: string, said: string, ours: string, total?: boolean]>} rows
 */
function table(id, rows) {
  byId(id, HTMLTableSectionElement).replaceChildren(
    ...rows.map(([what, said, ours, total]) =>
      make(
        "tr",
        total ? { class: "total" } : {},
        make("th", { scope: "row" }, what),
        make("td", { class: "number" }, said),
        make("td", { class: "number" }, ours),
      ),
    ),
  );
}

/** @param {PersonRecord} person @param {string} model */
function scored(person, model) {
  const result = scorePerson(person, { model, asOf: AS_OF });
  const points = Object.fromEntries(result.contributions.map((row) => [row.id, row.points]));
  return { ...result, points, score: result.score ?? NaN };
}

const phishr = scored(exampleOf("phishr-example"), "phishr");
table("phishr-rows", [
  ["Opened, 10 days ago", "0.2 × 0.95¹⁰", number(phishr.points.simulation_opened ?? NaN, 6)],
  ["Clicked, 5 days ago", "0.5 × 0.95⁵", number(phishr.points.simulation_clicked ?? NaN, 6)],
  ["Trained, 2 days ago", "−0.4 × 0.95²", number(phishr.points.training_completed ?? NaN, 6)],
  ["Score", "0.145638", number(phishr.score, 6), true],
  ["On two decimals", "0.15", `${phishr.published}, ${phishr.band}`, true],
]);

const caniphish = scored(exampleOf("caniphish-example"), "caniphish");
table("caniphish-rows", [
  ["Security IQ", "+12.25", `+${number(caniphish.points.security_iq ?? NaN, 2)}`],
  ["Phish risk", "+14", `+${number(caniphish.points.phish_risk ?? NaN, 2)}`],
  ["Engagement", "−4.5", number(caniphish.points.engagement ?? NaN, 2)],
  ["Breach exposure", "+7.5", `+${number(caniphish.points.breach_exposure ?? NaN, 2)}`],
  ["Human risk", "29.25, low", `${number(caniphish.score, 2)}, ${caniphish.band}`, true],
]);

const impact = scored(exampleOf("impact-example"), "caniphish");
table("impact-rows", [
  ["Base", "30", number(impact.score - (impact.points.business_impact ?? 0), 2)],
  ["High impact", "+20 %", `+${number(impact.points.business_impact ?? NaN, 2)}`],
  ["Human risk", "36", number(impact.score, 2), true],
]);

for (const name of ["employee", "department"]) {
  const findings = audit(exampleOf(`${name}-example`));
  byId(`${name}-found`, HTMLUListElement).replaceChildren(
    ...findings.map((finding) => make("li", {}, finding.message)),
  );
}
