/** Data sources, reading and checking, privacy, history, importers. */
export type * from "./api-types.js";
export { audit, type AuditOptions, type Finding } from "../engine/audit.js";
export { redact, type RedactOptions, type Redacted } from "../engine/redact.js";
export { createHistory, type History, type HistoryPoint } from "./history.js";
export { createHttpSource } from "./http/http-source.js";
export type { HttpOptions, Surroundings } from "./http/request.js";
export { createJsonSource, createStaticSource } from "./json-source.js";
export { DataError, readData, type Reading } from "./read.js";
export * from "./importers/index.js";
export * from "./source.js";
export { RiskStore, type StoreOptions } from "./store.js";
export type * from "./types.js";
