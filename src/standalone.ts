/**
 * What the one-file build holds: every element registered, and the engine and the importers beside the classes,
 * because a page with a script tag has no second entry to import them from.
 */
export * from "./index.js";
export * from "./engine/index.js";
export * from "./data/index.js";
// Both rooms name these types; they are the engine's.
export type { Band, BreachRecord, Contribution, EventRecord, EventType, Time, Trend } from "./engine/index.js";
