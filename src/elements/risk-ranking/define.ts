import { defineElement } from "../define-element.js";
import { RiskRanking } from "./risk-ranking.js";

defineElement("risk-ranking", RiskRanking);

declare global {
  interface HTMLElementTagNameMap {
    "risk-ranking": RiskRanking;
  }
}

export { RiskRanking };
