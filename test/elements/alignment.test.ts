/** What is read as one line stands on one line. */
import { expect } from "@open-wc/testing";
import { textOf, unmountAll } from "./contract.js";
import { ELEMENTS, inState, show } from "./everyone.js";

/** Where the words of a node end below, px. */
function bottom(node: Node): number {
  const text = document.createRange();
  text.selectNodeContents(node);
  return text.getBoundingClientRect().bottom;
}

/** The words alone, without the icon before them. */
const words = (node: Element): Node => [...node.childNodes].find((one) => one.nodeType === 3 && one.nodeValue?.trim())!;

describe("what is read as one line", () => {
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS) {
    it(`<${tag}>: how old data is, and Refresh`, async () => {
      const el = await show(tag, { ...inState("stale", attributes), width: 420 });
      const line = el.shadowRoot!.querySelector(".stale-line")!;
      const [age, refresh] = [words(line.querySelector("span")!), words(line.querySelector("[part=retry]")!)];
      expect(age.textContent, textOf(el)).to.match(/\d/);
      expect(Math.abs(bottom(age) - bottom(refresh))).to.be.below(1);
    });
  }
});
