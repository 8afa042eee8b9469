/** What explains a score, in every language and from real scores: no key, no placeholder, nothing left in English. */
import { expect } from "@open-wc/testing";
import { models } from "../../src/engine/index.js";
import { RiskBreakdown } from "../../src/elements/risk-breakdown/define.js";
import { RiskReport } from "../../src/elements/risk-report/define.js";
import { RiskTrend } from "../../src/elements/risk-trend/define.js";
import { RiskWhatIf } from "../../src/elements/risk-what-if/define.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { loadLanguage } from "../../src/strings/languages.js";
import { expectReadable, mount, settle, textOf, unmountAll } from "../elements/contract.js";
import { DATASET } from "../elements/samples.js";

const LANGUAGES = ["ar", "de", "es", "fr", "ja", "nl", "pt-br"] as const;
const SHOWN: ReadonlyArray<[tag: string, attributes: Readonly<Record<string, string>>]> = [
  ["risk-breakdown", { client: "brightwater", mode: "change" }],
  ["risk-breakdown", { person: "p-0-0", mode: "change" }],
  ["risk-breakdown", { person: "p-0-0" }],
  ["risk-what-if", { person: "p-0-0" }],
  ["risk-trend", { client: "brightwater" }],
  ["risk-report", { client: "brightwater" }],
];

const NAMES = new Set(DATASET.clients.map(({ name }) => name));

/** Texts of three words and more, as they stand between tags. */
function sentences(el: Element): string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof HTMLStyleElement) return;
    if (node instanceof Text && /\p{L}+\P{L}+\p{L}+\P{L}+\p{L}+/u.test(node.data)) found.push(node.data.trim());
    for (const child of (node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes) walk(child);
  };
  walk(el);
  return found;
}

async function shown(tag: string, attributes: Readonly<Record<string, string>>, lang: string): Promise<RiskElement> {
  const el = await mount(tag, { data: DATASET, attributes, lang });
  for (let i = 0; i < 100 && el.phase === "loading"; i++) await settle(el);
  for (let i = 0; i < 5; i++) await new Promise((turn) => setTimeout(turn, 20));
  await settle(el);
  return el;
}

/** Drawn once for all languages. */
const drawn = new Map<string, Set<string>>();
async function inEnglish(tag: string, attributes: Readonly<Record<string, string>>): Promise<Set<string>> {
  const key = tag + JSON.stringify(attributes);
  const known = drawn.get(key) ?? new Set(sentences(await shown(tag, attributes, "en")));
  drawn.set(key, known);
  return known;
}

describe("sentences from scores", () => {
  before(async () => {
    await Promise.all([RiskBreakdown.preload(), RiskReport.preload(), RiskTrend.preload(), RiskWhatIf.preload()]);
    await Promise.all(LANGUAGES.map((language) => loadLanguage(language)));
  });
  afterEach(unmountAll);

  for (const language of LANGUAGES) {
    it(`read as ${language}, by every model`, async () => {
      for (const { id } of models) {
        for (const [tag, attributes] of SHOWN) {
          const what = `${tag} ${JSON.stringify(attributes)} by ${id}`;
          const english = await inEnglish(tag, { ...attributes, model: id });
          const el = await shown(tag, { ...attributes, model: id }, language);
          const text = textOf(el);
          expect(text.length, what).to.be.above(20);
          expect(text, `${what}: a placeholder`).to.not.match(/[{}]/);
          expect(text, `${what}: a key`).to.not.match(/\b(band|trend|row|short|model|action|event)\.[a-z]/);
          expect(text, `${what}: two marks, or none between`).to.not.match(/\.\.(?!\.)|,,|\s,(?=\s)|\(\s*\)/);
          expectReadable(el);
          const left = sentences(el).filter((one) => english.has(one) && !NAMES.has(one));
          expect(left, what).to.deep.equal([]);
          unmountAll();
        }
      }
    });
  }
});
