import { expect } from "@open-wc/testing";
import "../../src/elements/risk-score-card/define.js";
import type { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";

// Its own page: here nobody has defined risk-provider yet.
describe("a risk-provider that is defined after the elements inside it", () => {
  it("is waited for, and heard", async () => {
    const provider = document.createElement("risk-provider");
    const card = document.createElement("risk-score-card") as RiskScoreCard;
    const errors: unknown[] = [];
    card.addEventListener("risk-error", (event) => errors.push(event.detail));
    const script = document.createElement("script");
    script.type = "application/json";
    script.textContent = JSON.stringify({
      employee_id: "a",
      name: "Ada",
      score: 67,
      band: "elevated",
      signals: {},
      last_updated: "2026-11-23T09:12:00Z",
    });
    provider.append(script, card);
    document.body.append(provider);
    await card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(card.phase).to.equal("loading");
    await import("../../src/elements/risk-provider/define.js");
    for (let i = 0; i < 100 && card.phase === "loading"; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(card.phase).to.equal("ready");
    expect(errors).to.deep.equal([]);
    provider.remove();
  });
});
