/** What a server drew in place of a score stays until the page can say as much. The first of its page: words are loaded once. */
import { expect } from "@open-wc/testing";
import "../../src/index.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { settle, textOf } from "./contract.js";

describe("an element without data that a server drew", () => {
  it("says so all the time, and does not load in between", async () => {
    const el = document.createElement("risk-distribution") as RiskElement;
    el.attachShadow({ mode: "open" }).append("No data, said on a server");
    const texts: string[] = [];
    new MutationObserver(() => texts.push(textOf(el))).observe(el.shadowRoot!, { childList: true, subtree: true });
    document.body.append(el);
    await settle(el);
    expect(el.phase).to.equal("error");
    expect(textOf(el)).to.contain("No data").and.not.to.contain("said on a server");
    expect(texts.length).to.be.greaterThan(0);
    for (const text of texts) expect(text).to.contain("No data");
    el.remove();
  });
});
