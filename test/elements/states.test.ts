import { expect, fixture, fixtureCleanup, html, waitUntil } from "@open-wc/testing";
import "../../src/elements/risk-score-card/define.js";
import "../../src/elements/risk-provider/define.js";
import type { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";
import type { RiskEvent } from "../../src/events/index.js";
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

  it("tells a service that refuses, as one that knows no such window does, from one that fails", async () => {
    const urls: string[] = [];
    window.fetch = (url) => {
      urls.push(String(url));
      return Promise.resolve(new Response(null, { status: 400 }));
    };
    const errors: Array<{ code: string; retryable: boolean }> = [];
    const provider = await fixture(
      html`<risk-provider
        api-base="/api"
        window="730"
        @risk-error=${({ detail }: RiskEvent<"risk-error">) => errors.push(detail)}
      >
        <risk-score-card person="a"></risk-score-card>
      </risk-provider>`,
    );
    const card = provider.querySelector("risk-score-card")!;
    await waitUntil(() => card.phase === "error");
    await card.updateComplete;
    expect(urls.some((url) => url.endsWith("/api/v1/employees/a/risk-score?window=730"))).to.equal(true);
    expect(errors.map(({ code, retryable }) => [code, retryable])).to.deep.equal([["bad-request", false]]);
    expect(card.shadowRoot!.textContent).to.include("The service refuses what this page asks for");
    expect(card.shadowRoot!.querySelector("[part~=retry]")).to.equal(null);
  });
});
