import { make } from "../make.js";
import type { ModelDefinition } from "../types.js";
import { weightedFactors } from "./weighted-factors.js";

/**
 * CanIPhish, "What Is Human Risk?" (help centre): four weighted factors, a modifier for business impact, and an
 * organisation's score in which people count by how far they are from the mean.
 */
export const caniphish: ModelDefinition = {
  kind: "weighted-factors",
  id: "caniphish",
  name: "CanIPhish",
  source: "CanIPhish help centre, What Is Human Risk?",
  scale: [0, 100],
  direction: "higher-is-riskier",
  precision: 0,
  min_coverage: 0.5,
  bands: [
    { id: "low", from: 0 },
    { id: "medium", from: 40 },
    { id: "high", from: 70 },
  ],
  parameters: {
    dark_web_monitoring: true,
    factors: [
      { id: "security_iq", weight: 35, measure: "security_iq", from: 100, times: -1, min: -50, max: 100 },
      { id: "phish_risk", weight: 35, measure: "phish_risk", min: -50, max: 100 },
      {
        id: "breach_exposure",
        weight: 15,
        breaches: { recent: 25, months: 12, password: 25, unnotified: 50, unmonitored: 50 },
      },
      { id: "engagement", weight: 15, measure: "badge_score", from: 100, times: -1, min: -50, max: 100 },
    ],
    modifier: {
      id: "business_impact",
      field: "business_impact",
      values: { low: 0.8, moderate: 1, high: 1.2, critical: 1.4 },
      default: "moderate",
    },
    deviation: { least: 0.25, most: 4 },
  },
};

export const model = /* @__PURE__ */ make(caniphish, weightedFactors);
