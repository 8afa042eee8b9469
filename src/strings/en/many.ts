import { common } from "./common.js";

/** What is said of groups and models, beside what elements share: a card says none of it. */
export const many = {
  ...common,
  withoutScore: "{n} without a score",
  withheld: "Too few people to show",
  countsWithheld: "Counts are withheld where groups are small.",
  under: "under {n}",
  model: "{name} model",
  modelAdjusted: "{name} model, adjusted",
} as const;
