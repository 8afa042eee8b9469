import { defineElement } from "../define-element.js";
import { RiskScoreCard } from "./risk-score-card.js";

defineElement("risk-score-card", RiskScoreCard);

declare global {
  interface HTMLElementTagNameMap {
    "risk-score-card": RiskScoreCard;
  }
}

export { RiskScoreCard };
