import type { Columns, Time } from "../../src/engine/index.js";
import type { GenerateOptions } from "./generate.js";

/** The engine's event types by place. */
export const TYPES: readonly string[];

/** The options of the large book, for whoever makes a part of it again. */
export const LARGE: GenerateOptions;

export interface GeneratedColumns {
  as_of: Time;
  /** With everybody's id and name, and the clients'. */
  columns: Columns;
}

/**
 * A large book (1000 clients, 100 000 people and two million events unless the options say otherwise), a few hundred
 * people at a time: yields how many are done. The same people and events as `generate` makes from the same options.
 */
export function generateColumns(
  options?: GenerateOptions & {
    /** Whether measures are made too, for the models that score from them (default true). */
    measures?: boolean;
  },
): Generator<number, GeneratedColumns>;
