import { defineElement } from "../define-element.js";
import { RiskMovers } from "./risk-movers.js";

defineElement("risk-movers", RiskMovers);

declare global {
  interface HTMLElementTagNameMap {
    "risk-movers": RiskMovers;
  }
}

export { RiskMovers };
