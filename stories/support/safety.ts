/** A model of a vendor's own in which a low score is a high risk, and somebody it scores. */
import { defineModel, type Dataset } from "../../src/engine/index.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 9);

export const SAFETY_MODEL = defineModel({
  kind: "weighted-factors",
  id: "safety",
  name: "Safety index",
  source: "made up",
  scale: [0, 100],
  direction: "lower-is-riskier",
  precision: 0,
  min_coverage: 0.5,
  bands: [
    { id: "high", from: 0 },
    { id: "medium", from: 40 },
    { id: "low", from: 70 },
  ],
  parameters: { factors: [{ id: "safety", weight: 1, measure: "safety" }] },
});

const measured = ([days, value]: readonly [number, number]) => ({ at: NOW - days * DAY, value });
const SAFETY_VALUES = (
  [
    [200, 42],
    [60, 45],
    [40, 39],
    [20, 41],
    [1, 34],
  ] as const
).map(measured);

export const SAFETY: Dataset = {
  as_of: new Date(NOW).toISOString(),
  clients: [
    {
      id: "brightwater",
      name: "Brightwater",
      people: [{ id: "marta", name: "Marta Ilves", department: "Operations", measures: { safety: SAFETY_VALUES } }],
    },
  ],
};
