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
 * The page has the source's numbers; beside them go the kit's.
 * @param {string} id
 * @param {Record<string, string>} ours
 */
function table(id, ours) {
  for (const cell of byId(id, HTMLTableSectionElement).querySelectorAll("td[data-ours]"))
    cell.textContent = ours[/** @type {HTMLElement} */ (cell).dataset.ours ?? ""] ?? "";
}

/** @param {PersonRecord} person @param {string} model */
function scored(person, model) {
  const result = scorePerson(person, { model, asOf: AS_OF });
  const points = Object.fromEntries(result.contributions.map((row) => [row.id, row.points]));
  return { ...result, points, score: result.score ?? NaN };
}

const phishr = scored(exampleOf("phishr-example"), "phishr");
table("phishr-rows", {
  simulation_opened: number(phishr.points.simulation_opened ?? NaN, 6),
  simulation_clicked: number(phishr.points.simulation_clicked ?? NaN, 6),
  training_completed: number(phishr.points.training_completed ?? NaN, 6),
  score: number(phishr.score, 6),
  published: `${phishr.published}, ${phishr.band}`,
});

const caniphish = scored(exampleOf("caniphish-example"), "caniphish");
table("caniphish-rows", {
  security_iq: `+${number(caniphish.points.security_iq ?? NaN, 2)}`,
  phish_risk: `+${number(caniphish.points.phish_risk ?? NaN, 2)}`,
  engagement: number(caniphish.points.engagement ?? NaN, 2),
  breach_exposure: `+${number(caniphish.points.breach_exposure ?? NaN, 2)}`,
  score: `${number(caniphish.score, 2)}, ${caniphish.band}`,
});

const impact = scored(exampleOf("impact-example"), "caniphish");
table("impact-rows", {
  base: number(impact.score - (impact.points.business_impact ?? 0), 2),
  business_impact: `+${number(impact.points.business_impact ?? NaN, 2)}`,
  score: number(impact.score, 2),
});

for (const name of ["employee", "department"]) {
  const findings = audit(exampleOf(`${name}-example`));
  byId(`${name}-found`, HTMLUListElement).replaceChildren(
    ...findings.map((finding) => make("li", {}, finding.message)),
  );
}

/** Until an example is drawn the page keeps its room (`site.css`). */
for (const example of document.querySelectorAll(".shown > *")) {
  const there = () => example.classList.add("there");
  if (/ready|error/.test(/** @type {{ phase?: string }} */ (/** @type {unknown} */ (example)).phase ?? "")) there();
  else for (const type of ["risk-load", "risk-error"]) example.addEventListener(type, there, { once: true });
}
