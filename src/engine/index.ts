/**
 * The scoring engine: five published human-risk models, exactly. No DOM, no clock, no locale, no randomness: every score
 * is a function of the record, its cohort, the tenant's settings and a date.
 */
export { actionsOf, advise, type Action, type Advice, type AdviseOptions } from "./advise.js";
export { toColumns, toColumnsInSlices, type Columns } from "./bulk/columns.js";
export {
  NONE,
  scoreColumns,
  scoreColumnsInSlices,
  scoresAt,
  scoresAtInSlices,
  type ColumnOptions,
  type ColumnScores,
  type Standings,
} from "./bulk/score.js";
export { compareModels, kendallTauB, unseenSignals, type CompareOptions, type ModelComparison } from "./compare.js";
export { defineModel, type CustomModel } from "./custom.js";
export { getModel, models, type ModelId } from "./define.js";
export { drivers, type Drivers, type GroupShare, type Share } from "./drivers.js";
export { prepare, type Evidence } from "./evidence.js";
export {
  explainChange,
  type Change,
  type ChangeOptions,
  type ClientChange,
  type Composition,
  type RowChange,
} from "./explain.js";
export { forecast, type Crossing, type Forecast, type ForecastOptions, type ForecastPoint } from "./forecast.js";
export {
  bandOf,
  movers,
  publish,
  ranks,
  rollUp,
  scoreGroup,
  shares,
  standing,
  transitions,
  trendOf,
} from "./checked.js";
export type { Transition } from "./rules.js";
export { scoreBook, scoreClient, scorePerson } from "./score.js";
export { DAY, parseTime } from "./time.js";
export { EVENT_TYPES } from "./types.js";
export { changed, whatIf, whatIfClient } from "./what-if.js";
export type {
  Band,
  BookScore,
  Changes,
  ClientRecord,
  ClientScore,
  Contribution,
  Dataset,
  Direction,
  EventRecord,
  EventType,
  BreachRecord,
  Issue,
  Measure,
  Model,
  ModelDefinition,
  Move,
  PersonRecord,
  PersonScore,
  RankedPerson,
  ScoreOptions,
  Tenant,
  Time,
  Trend,
} from "./types.js";
export { audit, type AuditOptions, type Finding } from "./audit.js";
export { redact, type Redacted, type RedactOptions } from "./redact.js";
