import { defineElement } from "../define-element.js";
import { RiskBreakdown } from "./risk-breakdown.js";

defineElement("risk-breakdown", RiskBreakdown);

declare global {
  interface HTMLElementTagNameMap {
    "risk-breakdown": RiskBreakdown;
  }
}

export { RiskBreakdown };
