import { expect } from "@open-wc/testing";
import "../../src/elements/risk-score-card/define.js";
import type { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";

const DATA = JSON.stringify({
  employee_id: "a",
  name: "Ada",
  score: 67,
  band: "elevated",
  signals: {},
  last_updated: "2026-11-23T09:12:00Z",
});

/** A place for a card, inside what is to be a provider with data. */
const places: Record<string, (provider: HTMLElement) => ParentNode & Node> = {
  "": (provider) => provider,
  ", in a component's shadow root": (provider) => {
    const component = document.createElement("section");
    provider.append(component);
    return component.attachShadow({ mode: "open" });
  },
  ", slotted into it": (provider) => {
    const component = document.createElement("section");
    const shadow = component.attachShadow({ mode: "open" });
    provider.replaceWith(component);
    provider.append(document.createElement("slot"));
    shadow.append(provider);
    return component;
  },
};

// Its own page: here nobody has defined risk-provider yet.
describe("a risk-provider that is defined after the elements inside it", () => {
  it("is waited for, and heard", async () => {
    const errors: unknown[] = [];
    const page = document.createElement("main");
    page.addEventListener("risk-error", (event) => errors.push(event.detail));
    document.body.append(page);
    const cards = Object.entries(places).map(([where, placeIn]) => {
      const provider = document.createElement("risk-provider");
      const script = document.createElement("script");
      script.type = "application/json";
      script.textContent = DATA;
      page.append(provider);
      const card = document.createElement("risk-score-card") as RiskScoreCard;
      card.id = where;
      placeIn(provider).append(card);
      provider.prepend(script);
      return card;
    });
    for (const card of cards) await card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (const card of cards) expect(card.phase, `a card inside${card.id}`).to.equal("loading");
    await import("../../src/elements/risk-provider/define.js");
    const loading = (): boolean => cards.some(({ phase }) => phase === "loading");
    for (let i = 0; i < 100 && loading(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    for (const card of cards) expect(card.phase, `a card inside${card.id}`).to.equal("ready");
    expect(errors).to.deep.equal([]);
    page.remove();
  });
});
