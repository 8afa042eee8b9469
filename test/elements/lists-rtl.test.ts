import { expect } from "@open-wc/testing";
import { ClientRiskCompare } from "../../src/elements/client-risk-compare/define.js";
import { RiskDistribution } from "../../src/elements/risk-distribution/define.js";
import { RiskMovers } from "../../src/elements/risk-movers/define.js";
import { RiskRanking } from "../../src/elements/risk-ranking/define.js";
import { mount, settle, unmountAll, until } from "./contract.js";
import { DATASET } from "./samples.js";

await Promise.all([ClientRiskCompare, RiskDistribution, RiskMovers, RiskRanking].map((one) => one.preload()));

/** Where the digits of a number end, not its box. */
const ends = (node: Element): number => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return Math.round(range.getBoundingClientRect().right);
};

/** Numbers that stand under each other, by what they are in. */
const COLUMNS: ReadonlyArray<readonly [string, Record<string, string>, readonly string[]]> = [
  ["risk-ranking", { model: "infima" }, [".n18", ".tr .c-change b"]],
  ["client-risk-compare", { model: "infima" }, [".score", ".c-change b", ".counts > .num:first-child"]],
  ["risk-distribution", {}, [".count", ".share", ".flows:first-child .flow > .num"]],
  ["risk-movers", { model: "infima" }, [".change b"]],
];

describe("Numbers of a list where lines run from right to left", () => {
  afterEach(unmountAll);

  for (const [tag, attributes, columns] of COLUMNS)
    it(`<${tag}>: end with their last digit under each other`, async () => {
      for (const width of [1280, 640, 300]) {
        const el = await mount(tag, { data: DATASET, dir: "rtl", lang: "ar", width, attributes });
        await until(() => el.phase === "ready");
        await settle(el);
        for (const column of columns) {
          const shown = [...el.shadowRoot!.querySelectorAll(column)].filter(
            (one) => one.getClientRects().length && /\d/.test(one.textContent!),
          );
          const texts = new Set(shown.map((one) => one.textContent!.trim().length));
          const found = new Set(shown.map(ends));
          expect(found.size, `${width} ${column}: ${[...found].join(", ")}; ${texts.size} lengths`).to.be.at.most(1);
        }
        unmountAll();
      }
    });

  it("<client-risk-compare>: a change does not touch its arrow, whatever the model's decimals, and rulers begin on one line", async () => {
    for (const model of ["phishr", "moxso", "infima"])
      for (const lang of ["ar", "en"])
        for (const width of [1280, 960, 640]) {
          const el = await mount("client-risk-compare", {
            data: DATASET,
            dir: lang === "ar" ? "rtl" : "ltr",
            lang,
            width,
            attributes: { model },
          });
          await until(() => el.phase === "ready");
          await settle(el);
          const moves = [...el.shadowRoot!.querySelectorAll("tbody .c-change .columns")];
          expect(moves.length).to.be.above(0);
          for (const move of moves) {
            const words = document.createRange();
            words.selectNodeContents(move.querySelector("b")!);
            const [number, arrow] = [words, move.querySelector("svg")!].map((one) => one.getBoundingClientRect());
            const gap = lang === "ar" ? number!.left - arrow!.right : arrow!.left - number!.right;
            expect(gap, `${model} ${lang} ${width}: ${move.textContent.trim()}`).to.be.above(1);
          }
          const rulers = [...el.shadowRoot!.querySelectorAll("tbody .row-ruler")].map((one) =>
            one.getBoundingClientRect(),
          );
          const starts = rulers.map(({ left, right }) => (lang === "ar" ? right : left));
          const apart = Math.max(...starts) - Math.min(...starts);
          expect(apart, `${model} ${lang} ${width}: ${starts}`).to.be.below(0.5);
          unmountAll();
        }
  });
});
