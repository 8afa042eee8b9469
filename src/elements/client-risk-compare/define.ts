import { defineElement } from "../define-element.js";
import { ClientRiskCompare } from "./client-risk-compare.js";

defineElement("client-risk-compare", ClientRiskCompare);

declare global {
  interface HTMLElementTagNameMap {
    "client-risk-compare": ClientRiskCompare;
  }
}

export { ClientRiskCompare };
