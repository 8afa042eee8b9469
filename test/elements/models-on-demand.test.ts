import { expect } from "@open-wc/testing";
import { loaded } from "../../src/engine/make.js";
import { RiskScoreCard } from "../../src/elements/risk-score-card/define.js";

/** Nothing here imports the whole engine: models come as a page that only shows cards gets them. */
describe("models that a page has not loaded", () => {
  const people = [{ id: "p1", name: "Ada Park", measures: { phishing_simulation: 60, training: 40, incidents: 20 } }];

  async function card(model: string): Promise<RiskScoreCard> {
    const el = new RiskScoreCard();
    el.data = { as_of: "2026-11-23T09:12:00Z", model, people };
    document.body.append(el);
    await el.updateComplete;
    return el;
  }

  afterEach(() => document.querySelectorAll("risk-score-card").forEach((el) => el.remove()));

  it("come on demand, one by one, and an update is complete only with them", async () => {
    expect([...loaded.keys()]).to.deep.equal([]);
    const el = await card("moxso");
    expect(el.phase).to.equal("ready");
    expect(el.shadowRoot!.querySelector("[part=score]")!.textContent).to.equal("45");
    expect([...loaded.keys()]).to.deep.equal(["moxso"]);
  });

  it("are none where the name is nobody's, of the prototype neither", async () => {
    for (const name of ["nobody", "constructor"]) {
      const heard: Array<{ code: string; message: string }> = [];
      const listen = (event: Event): void => void heard.push((event as CustomEvent).detail as (typeof heard)[0]);
      document.body.addEventListener("risk-error", listen);
      const el = await card(name);
      document.body.removeEventListener("risk-error", listen);
      expect(el.phase).to.equal("error");
      expect(heard.map(({ code }) => code)).to.deep.equal(["unknown-model"]);
      expect(heard[0]!.message)
        .to.include(`"${name}"`)
        .and.to.include("phishr, caniphish, moxso, metacompliance, infima");
    }
  });
});
