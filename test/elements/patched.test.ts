/**
 * Pages that patch themselves (morphing, virtual DOM) take away every attribute that their markup does not have, what an
 * element wrote on itself included, and hand over `undefined` for what they no longer set: that is the default, for each.
 */
import { expect } from "@open-wc/testing";
import type { RiskElement } from "../../src/elements/risk-element.js";
import type { RiskRanking, RiskWhatIf } from "../../src/index.js";
import { settle, textOf, unmountAll, until } from "./contract.js";
import { ELEMENTS, inState, show } from "./everyone.js";
import { ADA } from "./samples.js";

/** Of which an empty text is a fault that the page has to hear of: a subject without a name is not everyone. */
const NEVER_EMPTY = ["person", "client", "department", "jobRole", "score"];

/** What is shown, without the words for screen readers that say what has changed. */
function shown(el: Element): string {
  const controls = [...el.shadowRoot!.querySelectorAll<HTMLInputElement>("input, select")].map(({ value }) => value);
  const pressed = [...el.shadowRoot!.querySelectorAll("[aria-pressed=true], [aria-sort]")].map(
    ({ outerHTML }) => outerHTML,
  );
  const classes = [...el.shadowRoot!.querySelectorAll("[part~=base], svg")].map((one) => one.getAttribute("class"));
  const said = el.shadowRoot!.querySelector("[role=status]")?.textContent ?? "";
  return [textOf(el).replace(said, ""), controls, pressed, classes].join("\n").replace(/\s+/g, " ");
}

/** Models are compared bit by bit. */
async function still(el: RiskElement): Promise<void> {
  await settle(el);
  await until(() => !textOf(el).includes("Looking"));
}

describe("attributes and properties that are taken away", () => {
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS) {
    it(`leave <${tag}> as if they had never been there`, async () => {
      const el = await show(tag, inState("ready", attributes));
      const { elementProperties } = el.constructor as unknown as {
        elementProperties: ReadonlyMap<string, { attribute?: string | boolean; state?: boolean; converter?: unknown }>;
      };
      const own = el as unknown as Record<string, unknown>;
      const untouched = document.createElement(tag) as unknown as Record<string, unknown>;
      await still(el);
      if ("sound" in attributes) await until(() => textOf(el).includes("Play as sound"));
      const before = shown(el);
      for (const [name, { attribute, state }] of elementProperties) {
        const value = untouched[name];
        if (state || attribute === false || own[name] !== value) continue;
        const spelled = typeof attribute === "string" ? attribute : name.toLowerCase();
        // Vue writes an empty text where it has nothing to hand over. Where the attribute alone says yes that is a
        // value.
        if (typeof value !== "boolean" && !NEVER_EMPTY.includes(name)) {
          el.setAttribute(spelled, "");
          await still(el);
          expect(shown(el), `${spelled}=""`).to.equal(before);
          el.setAttribute(spelled, typeof value === "string" ? value : "");
          await still(el);
          el.removeAttribute(spelled);
          await still(el);
          expect(shown(el), `without ${spelled}`).to.equal(before);
        }
        for (const none of [null, undefined]) {
          own[name] = none;
          await still(el);
          expect(shown(el), `${name} = ${none}`).to.equal(before);
        }
      }
    });
  }

  // Vue, Svelte, Preact and React 19 set a property where there is one of the attribute's name.
  for (const [tag, name, text, more] of [
    ["risk-trend", "forecast", "200", { person: ADA.id }],
    ["risk-model-compare", "models", "moxso phishr", { client: "northwind" }],
    ["risk-score-card", "change", "3.5", { score: "67", model: "moxso" }],
  ] as const)
    it(`<${tag}> takes the text of its attribute \`${name}\` as the property, too`, async () => {
      const el = await show(tag, inState("ready", more));
      await still(el);
      const before = shown(el);
      el.setAttribute(name, text);
      await settle(el);
      const wanted = shown(el);
      expect(wanted).not.to.equal(before);
      el.removeAttribute(name);
      await settle(el);
      expect(shown(el)).to.equal(before);
      (el as unknown as Record<string, unknown>)[name] = text;
      await settle(el);
      expect(el.phase).to.equal("ready");
      expect(shown(el)).to.equal(wanted);
    });

  for (const [tag, names] of [
    ["risk-ranking", ["search"]],
    ["client-risk-compare", ["search", "chosen"]],
  ] as const)
    it(`<${tag}> takes a number where it expects text`, async () => {
      const el = await show(tag, inState("ready", {}));
      for (const name of names) {
        (el as unknown as Record<string, unknown>)[name] = 42;
        await settle(el);
        expect((el as unknown as Record<string, unknown>)[name]).to.equal("42");
      }
      expect(el.phase).to.equal("ready");
    });
});

// React, and whoever else compares a served page with its own markup, reports what the markup does not have.
describe("attributes that no page wrote", () => {
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS)
    it(`are not on <${tag}>`, async () => {
      const el = await show(tag, inState("ready", attributes));
      expect(el.getAttributeNames()).to.have.members(Object.keys(attributes));
    });

  it("are on an element once its reader has chosen something", async () => {
    const el = (await show("risk-ranking", inState("ready", { client: "northwind" }))) as RiskRanking;
    el.sort = "name";
    await settle(el);
    el.sort = "score";
    await settle(el);
    expect(el.getAttribute("sort")).to.equal("score");
  });

  it("are gone from a what-if with its last change", async () => {
    const changes = JSON.stringify({ set: { job_role: "finance" } });
    const el = (await show("risk-what-if", inState("ready", { person: ADA.id, model: "phishr" }))) as RiskWhatIf;
    el.changes = changes;
    await settle(el);
    expect(el.getAttribute("changes")).to.equal(changes);
    el.reset();
    await settle(el);
    expect(el.hasAttribute("changes")).to.equal(false);
  });
});
