import { defineElement } from "../define-element.js";
import { RiskModelCompare } from "./risk-model-compare.js";

defineElement("risk-model-compare", RiskModelCompare);

declare global {
  interface HTMLElementTagNameMap {
    "risk-model-compare": RiskModelCompare;
  }
}

export { RiskModelCompare };
