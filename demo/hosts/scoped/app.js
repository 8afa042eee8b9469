// The classes, with nothing registered.
import { ClientRiskCompare, RiskProvider, RiskScoreCard } from "human-risk-widgets/elements.js";
import { book, person } from "./records.js";

// Under names of your own: a class is registered once, so each name gets a class that extends it.
customElements.define("acme-provider", class extends RiskProvider {});
customElements.define("acme-score", class extends RiskScoreCard {});
customElements.define("acme-clients", class extends ClientRiskCompare {});
document.querySelector("acme-provider").data = book(1);

document.addEventListener("risk-select", (event) => {
  document.getElementById("heard").textContent = event.detail.id;
});

// Where the browser has scoped registries: the kit's own names, known in one shadow tree and nowhere else.
const isScoped = (() => {
  try {
    return Boolean(new CustomElementRegistry());
  } catch {
    return false;
  }
})();
if (isScoped) {
  const registry = new CustomElementRegistry();
  registry.define("risk-score-card", RiskScoreCard);
  const root = document.getElementById("scope").attachShadow({ mode: "open", customElementRegistry: registry });
  const card = document.createElement("risk-score-card", { customElementRegistry: registry });
  card.setAttribute("model", "phishr");
  card.setAttribute("as-of", "2026-10-27T09:00:00Z");
  card.data = person(1);
  root.append(card);
}
document.documentElement.dataset.scoped = String(isScoped);
