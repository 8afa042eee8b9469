import { defineElement } from "../define-element.js";
import { RiskReport } from "./risk-report.js";

defineElement("risk-report", RiskReport);

declare global {
  interface HTMLElementTagNameMap {
    "risk-report": RiskReport;
  }
}

export { RiskReport };
