import { defineElement } from "../define-element.js";
import { RiskDistribution } from "./risk-distribution.js";

defineElement("risk-distribution", RiskDistribution);

declare global {
  interface HTMLElementTagNameMap {
    "risk-distribution": RiskDistribution;
  }
}

export { RiskDistribution };
