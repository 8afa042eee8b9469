import { expect } from "@open-wc/testing";
import { RiskModelCompare } from "../../src/elements/risk-model-compare/define.js";
import { contract } from "./contract.js";

await RiskModelCompare.preload();

contract({
  tag: "risk-model-compare",
  attributes: { client: "brightwater" },
  says: ["Models side by side", "Brightwater Logistics", "Kendall"],
  word: ["modelCompare", "title"],
  grows: true,
  columns: ["name", "scored_by", "score", "band", "level"],
});
