import { isFinite, isMinimum, isObject, MINIMUM, problem } from "../engine/evidence.js";
import { parseTime } from "../engine/time.js";
import type { Issue, Tenant, Time } from "../engine/types.js";
import type { BookInput, ClientInput, PersonInput } from "./types.js";

export type Fields = Record<string, unknown>;

/** Data that cannot be read at all; `path` says where, the message what is there and what was expected. */
export class DataError extends Error {
  readonly code = "invalid-data";
  constructor(
    message: string,
    readonly path: string,
  ) {
    super(message);
  }
}

export interface Reading {
  book: BookInput;
  /** What was left out or corrected, each with its path; the rest is in the book. */
  issues: Issue[];
}

/** What is not a record: an API's answer, or an engine's result. Read by a part of its own, which most pages do without. */
export interface Answers {
  /** Everything, where it says by its own fields what it is; false where it does not. */
  top(o: unknown, kit: Kit): boolean;
  person(o: Fields, path: string, kit: Kit): PersonInput | undefined;
  client(o: Fields, path: string, kit: Kit): Partial<ClientInput>;
}

/**
 * Thrown where answers would have to be read and their part is not there. Made without a stack: to know the places in one, a
 * browser reads the whole of a bundled file again, 50 ms of what it takes to start.
 */
export const ANSWERS = Object.create(Error.prototype) as Error;

const EXPECTED = "a dataset, a client, people, a person's record, an API answer or an engine result";
const MINIMUMS = [
  ["min_group", 10],
  ["min_cell", 5],
] as const;
const absent = (value: unknown): value is null | undefined => value === undefined || value === null;
export const at = (path: string, key: string): string => (path ? `${path}.${key}` : key);
const isAnswer = (o: unknown): boolean =>
  isObject(o) &&
  [
    "employee_id",
    "department_id",
    "average_score",
    "contributions",
    "distribution",
    "points",
    "employees",
    "next_cursor",
  ].some((key) => key in o);

/** Reads fields one by one, and keeps what is wrong with them. */
export class Kit {
  readonly issues: Issue[] = [];
  readonly clients: ClientInput[] = [];
  readonly book: BookInput = { clients: this.clients };
  readonly #people = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #faulty = new Set<string>();
  /** Clients that were said to have people, none of whom can be read. */
  readonly #hollow = new Set<string>();
  #lost: Issue | undefined;

  constructor(readonly answers?: Answers) {}

  /** One issue a place: what is wrong there may be looked at twice. */
  bad(path: string, value: unknown, expected: string): undefined {
    if (this.#faulty.has(path)) return;
    this.#faulty.add(path);
    this.issues.push(problem(path || "data", value, expected));
  }
  /** What there was to show and cannot be read: the first of it says why, where nothing is left. */
  lost<T>(made: T | undefined): T | undefined {
    if (made === undefined) this.#lost ??= this.issues.at(-1);
    return made;
  }
  fail(path: string, value: unknown, expected: string): never {
    const { path: where, message } = problem(path || "data", value, expected);
    throw new DataError(message, where);
  }
  /** A field that may be missing; undefined, with an issue, where it is there and fails. */
  field<T>(o: Fields, path: string, key: string, test: (v: unknown) => boolean, expected: string): T | undefined {
    const value = o[key];
    return absent(value) ? undefined : test(value) ? (value as T) : this.bad(at(path, key), value, expected);
  }
  number(o: Fields, path: string, key: string): number | undefined {
    return this.field(o, path, key, isFinite, "a finite number");
  }
  text(o: Fields, path: string, key: string): string | undefined {
    const value = this.field<string>(o, path, key, (v) => typeof v === "string" || isFinite(v), "text");
    return value === undefined || value === "" ? undefined : `${value}`;
  }
  list(o: Fields, path: string, key: string): unknown[] {
    return this.field(o, path, key, Array.isArray, "a list") ?? [];
  }
  settings(o: Fields, path: string): Tenant | undefined {
    let own = this.field<Tenant>(o, path, "tenant", isObject, "an object of settings");
    // A model refuses what it does not know of its own settings; who may be seen is no model's, and is looked at here.
    for (const [name, standard] of MINIMUMS) {
      const value: unknown = own?.[name];
      if (absent(value) || isMinimum(value)) continue;
      this.bad(at(at(path, "tenant"), name), value, `a number from ${MINIMUM.join(" to ")}`);
      // It shows no more than the default, nor than what it may have meant.
      const meant = typeof value === "string" ? Number(value) : 0;
      own = { ...own, [name]: meant > standard && isMinimum(meant) ? meant : null };
    }
    return own;
  }
  each<T>(items: readonly unknown[], path: string, make: (o: Fields, path: string) => T | undefined): T[] {
    return items.flatMap((item, i) => {
      const here = `${path}[${i}]`;
      return this.lost(isObject(item) ? make(item, here) : this.bad(here, item, "an object")) ?? [];
    });
  }
  past(o: Fields, path: string, key: string): Array<{ at: Time; score: number }> {
    return this.list(o, path, key).flatMap((point, i) => {
      const here = `${at(path, key)}[${i}]`;
      if (!isObject(point)) return this.bad(here, point, "an object") ?? [];
      const score = this.number(point, here, "exact_score") ?? this.number(point, here, "score");
      const when =
        parseTime(point.at) ?? this.bad(at(here, "at"), point.at, "epoch milliseconds or a time with an offset");
      return when === undefined || score === undefined ? [] : { at: when, score };
    });
  }

  /** A record stays the object it is: a hundred thousand copies are what a reader would wait for. */
  person(o: Fields, path: string): PersonInput | undefined {
    if ("employee_id" in o || "contributions" in o) {
      if (!this.answers) throw ANSWERS;
      return this.answers.person(o, path, this);
    }
    const id = this.text(o, path, "id");
    if (id === undefined) return this.bad(at(path, "id"), o.id, "the person's id");
    const fields = ["name", "email", "department", "role"] as const;
    if (o.id === id && fields.every((key) => o[key] === undefined || typeof o[key] === "string"))
      return o as unknown as PersonInput;
    return { ...o, id, ...Object.fromEntries(fields.map((key) => [key, this.text(o, path, key)])) };
  }

  /** @param from which place in the list the first of the items has */
  people(items: readonly unknown[], path: string, from = 0): Pick<ClientInput, "people" | "path" | "skipped"> {
    const skipped: number[] = [];
    const people = items.flatMap((item, k) => {
      const i = from + k;
      const here = `${path}[${i}]`;
      const one = this.lost(isObject(item) ? this.person(item, here) : this.bad(here, item, "a person's record"));
      if (!one) skipped.push(i);
      else if (this.#people.has(one.id))
        this.bad(`${here}.id`, one.id, "an id of its own (both are kept; the first is found by it)");
      else this.#people.add(one.id);
      return one ?? [];
    });
    return { people, path, ...(skipped.length && { skipped }) };
  }

  readonly client = (o: Fields, path: string): ClientInput | undefined => {
    const answer = isAnswer(o) || "client_id" in o;
    if (answer && !this.answers) throw ANSWERS;
    const key = "client_id" in o ? "client_id" : "id";
    const id = this.text(o, path, key) ?? (path && !answer ? undefined : "");
    if (id === undefined) return this.bad(at(path, key), o[key], "the client's id");
    let own = id;
    for (let n = 2; this.#ids.has(own); n++) own = `${id} (${n})`;
    this.#ids.add(own);
    if (own !== id) this.bad(at(path, key), id, `an id of its own (shown as "${own}")`);
    const given = this.list(o, path, "people");
    // How many they are is no list that cannot be read.
    const other = !absent(o.people) && typeof o.people !== "number" && o.people !== given;
    if (other) this.lost(undefined);
    const read = this.people(given, at(path, "people"));
    if (!read.people.length && (other || read.skipped)) this.#hollow.add(own);
    return {
      id: own,
      name: this.text(o, path, "name"),
      model: this.text(o, path, "model"),
      tenant: this.settings(o, path),
      ...read,
      history: absent(o.history) ? undefined : this.past(o, path, "history"),
      ...(answer && this.answers!.client(o, path, this)),
    };
  };

  #top(input: unknown): void {
    const { book, clients } = this;
    const listed: readonly unknown[] | null = Array.isArray(input) ? input : null;
    const o: unknown = listed ? (listed.find(isObject) ?? {}) : input;
    if (!isObject(o)) return this.fail("", o, EXPECTED);
    // Why something changed: what it came to is the score.
    if (!listed && isObject(o.to) && Array.isArray(o.rows)) return this.#top(o.to);
    const nested =
      Array.isArray(o.clients) && o.clients.some((one) => isAnswer(one) || (isObject(one) && "client_id" in one));
    if (isAnswer(o) || nested) {
      if (!this.answers) throw ANSWERS;
      if (this.answers.top(input, this)) return;
    }
    if (listed) {
      if ("people" in o) clients.push(...this.each(listed, "", this.client));
      else {
        const home = { id: "", ...this.people(listed, "") };
        if (home.people.length || !listed.length) clients.push(...(listed.length ? [home] : []));
      }
      return;
    }
    const records = "clients" in o || "people" in o;
    if (records) {
      if (!absent(o.as_of)) book.asOf = o.as_of as Time;
      book.model = this.text(o, "", "model");
      book.tenant = this.settings(o, "");
    }
    if ("clients" in o) {
      if (!Array.isArray(o.clients)) this.fail("clients", o.clients, "a list of clients");
      clients.push(...this.each(o.clients as unknown[], "clients", this.client));
    } else if (records) {
      if (!Array.isArray(o.people)) this.fail("people", o.people, "a list of people");
      clients.push(this.client(o, "")!);
    } else if ("id" in o) {
      const one = this.lost(this.person(o, ""));
      if (one) clients.push({ id: "", name: this.text(o, "", "client_id"), people: [one] });
    } else {
      const fields = Object.keys(o)
        .slice(0, 6)
        .map((name) => name.slice(0, 40));
      this.fail("", o, `${EXPECTED}; its fields are ${fields.join(", ") || "none"}`);
    }
  }

  read(input: unknown): Reading {
    this.#top(input);
    // Nothing of what came is left: that is a fault, where an empty list is none, whatever is wrong beside it.
    const hollow = ({ id, supplied, history }: ClientInput): boolean =>
      this.#hollow.has(id) && !supplied && !history?.length;
    if (this.#lost && this.clients.every(hollow)) throw new DataError(this.#lost.message, this.#lost.path);
    return { book: this.book, issues: this.issues };
  }
}

/**
 * Reads records: a dataset, clients, people, a person. Checked for what identifies them and kept as they are: the engine
 * finds the rest of their faults.
 * @throws {DataError} nothing of it can be used
 * @throws `ANSWERS` where there is more in it than records
 */
export const readRecords = (input: unknown): Reading => new Kit().read(input);
