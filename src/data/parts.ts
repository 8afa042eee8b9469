import type * as guardModule from "./guard.js";
import { kept } from "./kept.js";
import { loadModels, missingModels } from "./models.js";
import { readPlain } from "./plain-records.js";
import type { Reading } from "./records.js";
import type * as suppliedModule from "./supplied.js";
import type { BookInput, ViewOptions } from "./types.js";

/**
 * Parts that most pages do without, loaded by the elements that need them: reading answers, results and records that have
 * something wrong with them (plain records are enough for most), and hiding numbers from the client audience.
 */
type Read = (input: unknown) => Reading;
type Supplied = typeof suppliedModule;
type Guard = typeof guardModule;

let reader: Read | undefined;
let guard: Guard | undefined;
let numbers: Supplied | undefined;

/** When a part could last not be loaded (`performance.now()`), and whether somebody asked for it again since. */
export class Failure {
  #at = performance.now();
  #asked = asked;

  /** An update because of it is no reason to try again; what comes later is: new data, a press, a refresh. */
  get over(): boolean {
    return this.#asked !== asked || performance.now() - this.#at > PATIENCE_MS;
  }
}

const PATIENCE_MS = 2000;
let asked = 0;

/** Lets whatever could not be loaded be tried again at once. */
export const askAgain = (): void => void asked++;

/** What an element says meanwhile. */
export const UNLOADED = { code: "network", message: "A part of the kit could not be loaded.", retryable: true };

/** One load for all who wait; a failed one is tried again by the next. */
function once(load: () => Promise<void>): () => Promise<void> {
  let coming: Promise<void> | undefined;
  return () =>
    (coming ??= load().catch((error: unknown) => {
      coming = undefined;
      throw error;
    }));
}

/** Books with numbers that came as such, and not only records, open only once this is done. */
export const loadSupplied = once(() => import("./supplied.js").then((module) => void (numbers = module)));

export const loadReader = once(() => {
  // What it reads are mostly numbers: those two come together.
  loadSupplied().catch(() => undefined);
  return import("./read.js").then(({ readData }) => void (reader = readData));
});

/** Books for the client audience open only once this is done. */
export const loadMask = once(() => import("./guard.js").then((module) => void (guard = module)));

/** Whether there is anything but records in it: asked once, for there may be many. */
const mixed = new WeakMap<BookInput, boolean>();
export function isMixed(input: BookInput): boolean {
  return kept(mixed, input, () => {
    const { supplied, clients } = input;
    return !!supplied || clients.some((c) => c.supplied || c.groups || c.people.some((person) => person.supplied));
  });
}

/** Loads what a book under these options needs besides; null where it can be opened. */
export function missingParts(input: BookInput, options: ViewOptions): (() => Promise<unknown>) | null {
  const models = missingModels(input, options);
  const missing = [
    models.length && (() => loadModels(models)),
    options.audience === "client" && !guard && loadMask,
    !numbers && isMixed(input) && loadSupplied,
  ].filter((load) => !!load);
  return missing.length ? () => Promise.all(missing.map((load) => load())) : null;
}

/** Reads what a page handed over; null where `loadReader` is needed first. @throws {DataError} */
export const readNow = (input: unknown): Reading | null => (reader ?? readPlain)(input);

/** @throws {Error} before `loadMask` is done: better nothing than too much */
export function guardPart(): Guard {
  if (!guard) throw new Error("The client audience needs loadMask() first.");
  return guard;
}

export const readySupplied = (): Supplied | undefined => numbers;

/** @throws {Error} before `loadSupplied` is done */
export function suppliedPart(): Supplied {
  if (!numbers) throw new Error("Supplied numbers need loadSupplied() first.");
  return numbers;
}
