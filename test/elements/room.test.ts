/** The room that is kept for what is still loading, against what comes of a book of ordinary size. */
import { expect } from "@open-wc/testing";
import { BOOK, CLIENT, DEPARTMENT, PERSON } from "../../stories/support/book.js";
import type { Attributes } from "./contract.js";
import { FakeSupply, mount, readyBook, settle, unmountAll, until } from "./contract.js";
import "./everyone.js";

const person = { person: PERSON.id };
const client = { client: CLIENT.id };
const department = { ...client, department: DEPARTMENT };
const all = {};
/** Known but for its rows' and names' number and length: one pixel. Else as a share of what comes. */
const EXACT = 1;

const CASES: ReadonlyArray<readonly [tag: string, subjects: Attributes[], within: number]> = [
  ["risk-score-card", [person], EXACT],
  ["risk-score-card", [person, client, all].map((subject) => ({ ...subject, variant: "badge" })), EXACT],
  ["risk-trend", [client, all], 0.12],
  ["risk-movers", [client, all], 0.05],
  ["risk-ranking", [client, all], 0.08],
  ["risk-distribution", [client, department, all], 0.22],
  ["risk-breakdown", [person, { ...person, mode: "change" }, client, all], 0.13],
  ["risk-what-if", [person, client], 0.08],
  ["risk-model-compare", [person, client], 0.13],
  ["risk-report", [client, all], 0.15],
];

describe("room for what is loading", () => {
  afterEach(unmountAll);

  for (const [tag, subjects, within] of CASES) {
    it(`<${tag}>: ${within === EXACT ? "what comes is as high" : `what comes is as high, but for ${within * 100}%`}`, async function () {
      this.timeout(120_000);
      const off: string[] = [];
      for (const attributes of subjects) {
        for (const [width, lang] of [
          [1280, "en"],
          [640, "en"],
          [480, "de"],
          [320, "en"],
          [240, "ar"],
        ] as const) {
          const supply = new FakeSupply();
          const dir = lang === "ar" ? "rtl" : "ltr";
          const el = await mount(tag, { attributes: { ...attributes, model: "infima" }, supply, width, lang, dir });
          const before = el.getBoundingClientRect().height;
          supply.answer(readyBook(BOOK));
          await until(() => el.phase === "ready", 15_000);
          await settle(el);
          // What models cannot see is looked for between frames.
          await until(() => !/…/.test(el.shadowRoot!.querySelector("[part=unseen]")?.textContent ?? ""), 15_000);
          const after = el.getBoundingClientRect().height;
          const most = within === EXACT ? EXACT : within * after;
          const told = `${JSON.stringify(attributes)} ${width} px, ${lang}: ${before} → ${after}`;
          if (Math.abs(after - before) > most) off.push(told);
          unmountAll();
        }
      }
      expect(off).to.deep.equal([]);
    });
  }
});
