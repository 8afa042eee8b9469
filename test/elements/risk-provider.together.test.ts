import { expect } from "@open-wc/testing";
import { RiskProvider } from "../../src/elements/risk-provider/risk-provider.js";
import { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";

const DATA = {
  employee_id: "a",
  name: "Ada",
  score: 67,
  band: "elevated",
  signals: {},
  last_updated: "2026-11-23T09:12:00Z",
};

// Its own page: here nobody has defined them yet. All elements in one script, as the kit is, come in the order of their names.
describe("a risk-provider that is defined with the elements inside it, and after them", () => {
  it("is waited for: nothing that is there is said to be missing", async () => {
    const page = document.createElement("main");
    const errors: unknown[] = [];
    page.addEventListener("risk-error", (event) => errors.push(event.detail));
    for (let i = 0; i < 2; i++) {
      const provider = document.createElement("risk-provider");
      provider.append(document.createElement("risk-score-card"));
      page.append(provider);
    }
    document.body.append(page);
    const [full, empty] = page.querySelectorAll("risk-provider");
    full!.data = DATA;
    customElements.define("risk-score-card", RiskScoreCard);
    customElements.define("risk-provider", RiskProvider);
    const [shown, bare] = page.querySelectorAll("risk-score-card");
    const loading = (): boolean => [shown!, bare!].some(({ phase }) => phase === "loading");
    for (let i = 0; i < 100 && loading(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(shown!.phase).to.equal("ready");
    // Where it has nothing to give, that is said as ever, once.
    expect(bare!.phase).to.equal("error");
    await bare!.updateComplete;
    expect(errors).to.have.length(1);
    expect(empty!.data).to.equal(undefined);
    page.remove();
  });
});
