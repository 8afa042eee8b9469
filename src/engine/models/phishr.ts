import { make } from "../make.js";
import type { ModelDefinition } from "../types.js";
import { eventDecay } from "./event-decay.js";

/**
 * Phishr, "Understanding Risk Scoring" (help centre): weights and a decay of 5 % a day; "then normalized between 0 and 1",
 * which is read as cutting at the ends. Bands are ours: the source names none.
 */
export const phishr: ModelDefinition = {
  kind: "event-decay",
  id: "phishr",
  name: "Phishr",
  source: "Phishr help centre, Understanding Risk Scoring",
  scale: [0, 1],
  direction: "higher-is-riskier",
  precision: 2,
  min_coverage: 0,
  bands: [
    { id: "low", from: 0 },
    { id: "medium", from: 0.4 },
    { id: "high", from: 0.7 },
  ],
  parameters: {
    weights: {
      simulation_opened: 0.2,
      simulation_clicked: 0.5,
      simulation_submitted: 0.7,
      training_completed: -0.4,
      simulation_reported: -0.3,
    },
    decay: 0.95,
    normalize: "clamp",
  },
};

export const model = /* @__PURE__ */ make(phishr, eventDecay);
