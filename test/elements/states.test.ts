import { expect, fixture, fixtureCleanup, html, waitUntil } from "@open-wc/testing";
import "../../src/elements/risk-score-card/define.js";
import type { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";
import { ADA } from "./samples.js";

/** How often a page has asked for what is said in place of a score. */
const asked = (): number =>
  performance.getEntriesByType("resource").filter(({ name }) => name.includes("/shared/states.")).length;

describe("what is said in place of a score", () => {
  const { fetch } = window;
  afterEach(() => {
    window.fetch = fetch;
    fixtureCleanup();
  });

  it("is not loaded for a record with a score", async () => {
    const el = await fixture<RiskScoreCard>(html`<risk-score-card model="phishr" .data=${ADA}></risk-score-card>`);
    expect(el.phase).to.equal("ready");
    expect(asked()).to.equal(0);
  });

  it("is there before a connection can break", async () => {
    window.fetch = () => new Promise(() => undefined);
    const el = await fixture<RiskScoreCard>(html`<risk-score-card src="/slow.json"></risk-score-card>`);
    await waitUntil(() => asked() === 1);
    expect(el.phase).to.equal("loading");
  });
});
