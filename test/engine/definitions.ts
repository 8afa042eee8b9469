import type { CustomModel } from "../../src/engine/index.js";

/** An event-decay model of one's own, some of it replaced. */
export const decay = (more: Record<string, unknown> = {}): CustomModel =>
  ({
    kind: "event-decay",
    id: "acme",
    name: "Acme",
    source: "Acme handbook",
    scale: [0, 10],
    precision: 1,
    bands: [
      { id: "calm", from: 0 },
      { id: "hot", from: 5 },
    ],
    parameters: { weights: { simulation_clicked: 4, threat_clicked: 8, simulation_reported: -1 }, decay: 0.5 },
    ...more,
  }) as CustomModel;

/** A weighted-factors model of one's own on which little is risky, some of it replaced. */
export const factors = (more: Record<string, unknown> = {}): CustomModel =>
  ({
    kind: "weighted-factors",
    id: "awareness",
    name: "Awareness",
    source: "Ours",
    scale: [0, 100],
    direction: "lower-is-riskier",
    bands: [
      { id: "poor", from: 0 },
      { id: "fair", from: 50 },
      { id: "good", from: 80 },
    ],
    parameters: {
      factors: [
        { id: "knowledge", weight: 3, measure: "quiz_average" },
        { id: "care", weight: 1, measure: "incidents", from: 100, times: -10 },
      ],
      modifier: { id: "tenure", field: "role", values: { junior: 0.5, senior: 1 }, default: "senior" },
    },
    ...more,
  }) as CustomModel;
