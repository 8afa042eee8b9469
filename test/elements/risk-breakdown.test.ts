import { expect } from "@open-wc/testing";
import "../../src/elements/risk-breakdown/define.js";
import type { RiskBreakdown } from "../../src/elements/risk-breakdown/define.js";
import { contract } from "./contract.js";

contract({
  tag: "risk-breakdown",
  attributes: { client: "brightwater" },
  says: ["What makes up the score", "Brightwater Logistics"],
  word: ["breakdown", "pointsTitle"],
  grows: true,
  columns: ["row", "label", "points"],
});
