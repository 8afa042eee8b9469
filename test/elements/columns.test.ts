/** Numbers under each other end on one line, so that their decimals do: also where a page's lines run from right to left. */
import { expect } from "@open-wc/testing";
import { settle, unmountAll } from "./contract.js";
import { inState, show, type Attributes } from "./everyone.js";
import { ADA } from "./samples.js";

const COLUMNS: ReadonlyArray<readonly [tag: string, attributes: Attributes, column: string]> = [
  ["risk-breakdown", { person: ADA.id, model: "infima" }, ".row-amount"],
  ["risk-breakdown", { person: ADA.id, model: "infima" }, ".twin td.num"],
  ["risk-breakdown", { client: "northwind", model: "moxso", mode: "change" }, ".sums .row-amount"],
  ["risk-what-if", { person: ADA.id, model: "infima" }, ".row-amount"],
  ["risk-model-compare", { client: "northwind" }, ".row-amount"],
  ["risk-model-compare", { client: "northwind" }, ".models td:last-child .n"],
  ["risk-trend", { person: ADA.id, window: "365" }, ".events .effect"],
];

/** Where a number's last digit ends, px from the page's left. */
function end(cell: Element): number {
  const text = document.createRange();
  text.selectNodeContents(cell);
  return Math.round(text.getBoundingClientRect().right);
}

describe("numbers line up by their last digit", () => {
  afterEach(unmountAll);

  for (const [tag, attributes, column] of COLUMNS) {
    for (const lang of ["de", "ar"]) {
      it(`<${tag}> ${column} in ${lang}`, async function () {
        this.timeout(30_000);
        for (const width of [800, 340]) {
          const dir = lang === "ar" ? "rtl" : "ltr";
          const el = await show(tag, { ...inState("ready", attributes), width, lang, dir });
          if (column.includes("twin")) {
            el.shadowRoot!.querySelector<HTMLElement>("[part=table-toggle]")!.click();
            await settle(el);
          }
          const cells = [...el.shadowRoot!.querySelectorAll(`${column}:not(.axis *)`)];
          const numbers = cells.filter((cell) => /\p{Nd}/u.test(cell.textContent));
          expect(numbers.length, `${width} px`).to.be.above(1);
          expect(
            new Set(numbers.map(end)).size,
            `${width} px: ${numbers.map((n) => `${n.textContent.trim()} ${end(n)}`).join(", ")}`,
          ).to.equal(1);
          unmountAll();
        }
      });
    }
  }
});
