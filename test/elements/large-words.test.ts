/** Where a reader's words are twice as large: what stands beside them keeps its distance and its middle. */
import { expect } from "@open-wc/testing";
import "../../src/elements/risk-ranking/define.js";
import { mount, settle, unmountAll, until } from "./contract.js";
import { DATASET } from "./samples.js";

describe("large words", () => {
  afterEach(unmountAll);

  it("a rank that is shared does not touch the name, and the sign for searching is in the middle of its field", async () => {
    const el = await mount("risk-ranking", {
      data: DATASET,
      width: 1200,
      attributes: { model: "infima", style: "font-size: 32px" },
    });
    await until(() => !!el.shadowRoot!.querySelector(".body .tr"), 10_000);
    await settle(el);
    const middle = (selector: string): number => {
      const { top, bottom } = el.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
      return (top + bottom) / 2;
    };
    expect(middle(".search .icon")).to.be.closeTo(middle(".search .input"), 1);
    const { gridTemplateColumns } = getComputedStyle(el.shadowRoot!.querySelector(".body .tr")!);
    // Thirty of the rank's own, and six between, of twice the size.
    expect(parseFloat(gridTemplateColumns.split(" ")[1]!)).to.be.at.least(72);
  });
});
