import type { Dataset, Time } from "../src/engine/types.js";
import type { GenerateOptions } from "./data/generate.js";

/** 40 clients, 2500 people, 18 months, unless the options say otherwise. */
export function makeBook(options?: GenerateOptions): Dataset & { as_of: Time };
