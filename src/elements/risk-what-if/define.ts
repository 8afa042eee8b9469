import { defineElement } from "../define-element.js";
import { RiskWhatIf } from "./risk-what-if.js";

defineElement("risk-what-if", RiskWhatIf);

declare global {
  interface HTMLElementTagNameMap {
    "risk-what-if": RiskWhatIf;
  }
}

export { RiskWhatIf };
