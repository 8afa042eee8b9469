/** Reading a very long list of people between a page's frames: loaded where there is one. */
import { isList, isObject, word } from "../engine/evidence.js";
import { nextTurn } from "./turn.js";
import { Kit, type Fields, type Reading } from "./records.js";
import type { Issue } from "../engine/types.js";
import type { ClientInput } from "./types.js";

type People = Pick<ClientInput, "people" | "path" | "skipped">;

/** People between two breaths: a millisecond or two. */
const SOME = 2048;

/** The lists of people in a dataset, each with its path. */
function* listsOf(input: unknown): Generator<[items: readonly unknown[], path: string]> {
  const o: Fields = isObject(input) ? input : {};
  const homes = isList(input) ? input : "clients" in o ? o.clients : null;
  if (!isList(homes)) {
    if (isList(o.people)) yield [o.people, "people"];
  } else if (homes === input && !("people" in (homes.find(isObject) ?? {}))) yield [homes, ""];
  else
    for (let i = 0; i < homes.length; i++) {
      const home = homes[i];
      // A client without an id is left out with its people.
      if (isObject(home) && word(home.id) && isList(home.people))
        yield [home.people, `${homes === input ? "" : "clients"}[${i}].people`];
    }
}

/** Reads people ahead, so that what is left can be read in one go. */
class LongKit extends Kit {
  readonly #ahead = new Map<string, { read: People; issues: Issue[] }>();

  override people(items: readonly unknown[], path: string, from?: number): People {
    const known = this.#ahead.get(path);
    if (!known) return super.people(items, path, from);
    for (const issue of known.issues) this.issues.push(issue);
    return known.read;
  }

  /** @yields after some people */
  *ahead(input: unknown): Generator<undefined, void> {
    let read = 0;
    for (const [items, path] of listsOf(input)) {
      const parts: People[] = [];
      for (let from = 0; from < items.length; from += SOME) {
        const some = items.slice(from, from + SOME);
        parts.push(super.people(some, path, from));
        read += some.length;
        if (read < SOME) continue;
        read = 0;
        yield;
      }
      const skipped = parts.flatMap((part) => part.skipped ?? []);
      const people = parts.flatMap((part) => part.people);
      // Faults are told in the order of the data.
      const issues = this.issues.splice(0);
      this.#ahead.set(path, { read: { people, path, ...(skipped.length && { skipped }) }, issues });
    }
  }
}

const wait = (): Promise<void> => new Promise((done) => void nextTurn(done));
/** Ms after which the browser has its turn. */
const SLICE_MS = 16;

/** Runs a task between frames, in turns of its own; what comes after it has one too. */
export async function between(task: Iterator<unknown>): Promise<void> {
  await wait();
  for (let began = performance.now(); !task.next().done;) {
    if (performance.now() - began < SLICE_MS) continue;
    await wait();
    began = performance.now();
  }
  await wait();
}

async function read(input: unknown): Promise<Reading> {
  const kit = new LongKit();
  await between(kit.ahead(input));
  return kit.read(input);
}

const reading = new WeakMap<object, Promise<Reading>>();

/**
 * As `readRecords`, between frames, once for all who want the same at the same time.
 * @throws {DataError} nothing of it can be used
 * @throws `ANSWERS` where there is more in it than records
 */
export function readLong(input: object): Promise<Reading> {
  let coming = reading.get(input);
  if (!coming) {
    const over = (): void => void reading.delete(input);
    reading.set(input, (coming = read(input)));
    coming.then(over, over);
  }
  return coming;
}
