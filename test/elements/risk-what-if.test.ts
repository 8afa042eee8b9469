import { expect } from "@open-wc/testing";
import { RiskWhatIf } from "../../src/elements/risk-what-if/define.js";
import { contract } from "./contract.js";

await RiskWhatIf.preload();

contract({
  tag: "risk-what-if",
  attributes: { client: "brightwater" },
  says: ["What if", "Nothing here is saved"],
  word: ["whatIf", "title"],
  clientAudience: "no-access",
  grows: true,
  columns: ["row", "label", "now", "then", "difference"],
});
