import { defineElement } from "../define-element.js";
import { RiskTrend } from "./risk-trend.js";

defineElement("risk-trend", RiskTrend);

declare global {
  interface HTMLElementTagNameMap {
    "risk-trend": RiskTrend;
  }
}

export { RiskTrend };
