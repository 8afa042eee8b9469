/** What the server takes from the kit's engine: the one place where the two meet. */
export {
  DAY,
  EVENT_TYPES,
  getModel,
  parseTime,
  prepare,
  ranks,
  rollUp,
  scoreGroup,
  shares,
  standing,
  transitions,
  trendOf,
  type Dataset,
  type EventRecord,
  type Evidence,
  type Model,
  type PersonRecord,
  type PersonScore,
  type Tenant,
  type Trend,
} from "../../src/engine/index.js";
export { kind } from "../../src/engine/evidence.js";
export { maskGroups, protect, type PrivacySettings, type Whole } from "../../src/engine/privacy.js";
export { changeDigits, publishedChange } from "../../src/engine/rules.js";
export { measure } from "../../src/engine/scoring.js";
export { LONGEST } from "../../src/engine/time.js";
