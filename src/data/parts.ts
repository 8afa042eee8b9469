import type * as guardModule from "./guard.js";
import { kept } from "./kept.js";
import { Lazy } from "./lazy.js";
import { missingModels } from "./models.js";
import type * as namelessModule from "./nameless.js";
import { readPlain } from "./plain-records.js";
import type { Reading } from "./records.js";
import type * as suppliedModule from "./supplied.js";
import type { BookInput, ViewOptions } from "./types.js";

/*
 * Parts that most pages do without, loaded by the elements that need them: reading answers, results and records that have
 * something wrong with them (plain records are enough for most), hiding numbers from the client audience, and names.
 */

/** What an element says meanwhile. */
export const UNLOADED = { code: "network", message: "A part of the kit could not be loaded.", retryable: true };

/** Books with numbers that came as such, and not only records, open only once it is there. */
const supplied = new Lazy(() => import("./supplied.js"));
export const loadSupplied = (): Promise<void> => supplied.preload();

const reader = new Lazy(() => {
  // What it reads are mostly numbers: those two come together.
  loadSupplied().catch(() => undefined);
  return import("./read.js");
});
export const loadReader = (): Promise<void> => reader.preload();

/** Books for the client audience open only once it is there. */
const guard = new Lazy(() => import("./guard.js"));
export const loadMask = (): Promise<void> => guard.preload();

/** The same where names are not shown. */
const nameless = new Lazy(() => import("./nameless.js").then((module) => module.onceParsed()));
export const loadNameless = (): Promise<void> => nameless.preload();

/** Whether there is anything but records in it: asked once, for there may be many. */
const mixed = new WeakMap<BookInput, boolean>();
export function isMixed(input: BookInput): boolean {
  return kept(mixed, input, () => {
    const { supplied, clients } = input;
    return !!supplied || clients.some((c) => c.supplied || c.groups || c.people.some((person) => person.supplied));
  });
}

/** What a book under these options needs besides, as far as it is not there. */
export function missingParts(input: BookInput, options: ViewOptions): Array<Lazy<unknown>> {
  const parts = missingModels(input, options);
  if (options.audience === "client") parts.push(guard);
  if (options.redact !== "none") parts.push(nameless);
  if (isMixed(input)) parts.push(supplied);
  return parts.filter(({ module }) => !module);
}

/** Reads what a page handed over; null where `loadReader` is needed first. @throws {DataError} */
export const readNow = (input: unknown): Reading | null => (reader.module?.readData ?? readPlain)(input);

export const readySupplied = (): typeof suppliedModule | undefined => supplied.module;

/** @throws {Error} before `loadMask` is done: better nothing than too much */
export const guardPart = (): typeof guardModule => there(guard);

/** @throws {Error} before `loadNameless` is done */
export const namelessPart = (): Pick<typeof namelessModule, "nameless"> => there(nameless);

/** @throws {Error} before `loadSupplied` is done */
export const suppliedPart = (): typeof suppliedModule => there(supplied);

function there<M>({ module }: Lazy<M>): M {
  if (!module) throw new Error("A part of the kit is asked before it is loaded.");
  return module;
}
