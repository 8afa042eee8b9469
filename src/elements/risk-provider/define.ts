import { defineElement } from "../define-element.js";
import { RiskProvider } from "./risk-provider.js";

defineElement("risk-provider", RiskProvider);

declare global {
  interface HTMLElementTagNameMap {
    "risk-provider": RiskProvider;
  }
}

export { RiskProvider };
