import { isFinite, isObject, problem } from "../engine/evidence.js";
import { parseTime } from "../engine/time.js";
import type { Contribution, Issue, Tenant, Time, Trend } from "../engine/types.js";
import type { BookInput, ClientInput, GroupInput, PersonInput, SuppliedGroup, SuppliedScore } from "./types.js";

type Fields = Record<string, unknown>;

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

const EXPECTED = "a dataset, a client, people, a person's record, an API answer or an engine result";
/** Answers of the published API name no model: they are this one's (source 003). */
const PUBLISHED = "moxso";

/**
 * Reads whatever a page or an API may hand over into one shape. The only place where unknown JSON becomes domain types.
 * Records are checked for what identifies them and kept as they are: the engine finds the rest of their faults.
 * @throws {DataError} nothing of it can be used
 */
export function readData(input: unknown): Reading {
  const issues: Issue[] = [];
  const clients: ClientInput[] = [];
  const book: BookInput = { clients };
  /** Data within the book whose people belong to no client that is named. */
  let loose: { input: ClientInput; people: PersonInput[]; groups: GroupInput[] } | undefined;

  const bad = (path: string, value: unknown, expected: string): undefined =>
    void issues.push(problem(path || "data", value, expected));
  const fail = (path: string, value: unknown, expected: string): never => {
    const { path: at, message } = problem(path || "data", value, expected);
    throw new DataError(message, at);
  };
  const under = (path: string, key: string): string => (path ? `${path}.${key}` : key);
  const absent = (value: unknown): value is null | undefined => value === undefined || value === null;
  /** A field that may be missing; undefined, with an issue, where it is there and fails. */
  const field = <T>(
    o: Fields,
    path: string,
    key: string,
    test: (v: unknown) => boolean,
    expected: string,
  ): T | undefined =>
    absent(o[key]) ? undefined : test(o[key]) ? (o[key] as T) : bad(under(path, key), o[key], expected);
  const number = (o: Fields, path: string, key: string): number | undefined =>
    field(o, path, key, isFinite, "a finite number");
  const text = (o: Fields, path: string, key: string): string | undefined => {
    const value = field<unknown>(o, path, key, (v) => typeof v === "string" || isFinite(v), "text");
    return value === undefined || value === "" ? undefined : String(value);
  };
  const list = (o: Fields, path: string, key: string): unknown[] => field(o, path, key, Array.isArray, "a list") ?? [];
  const time = (o: Fields, path: string, key: string): number | undefined =>
    parseTime(field(o, path, key, (v) => parseTime(v) !== null, "epoch milliseconds or a time with an offset")) ??
    undefined;
  const each = <T>(items: readonly unknown[], path: string, make: (o: Fields, path: string) => T | undefined): T[] => {
    const made: T[] = [];
    items.forEach((item, i) => {
      const here = `${path}[${i}]`;
      const one = isObject(item) ? make(item, here) : bad(here, item, "an object");
      if (one !== undefined) made.push(one);
    });
    return made;
  };
  const trend = (o: Fields, path: string): Trend | undefined =>
    field(
      o,
      path,
      "trend",
      (v) => ["improving", "stable", "worsening"].includes(v as string),
      "improving, stable or worsening",
    );
  const rows = (o: Fields, path: string): Contribution[] | undefined =>
    absent(o.contributions)
      ? undefined
      : each(list(o, path, "contributions"), under(path, "contributions"), (row, here) => {
          const id = text(row, here, "id");
          const points = number(row, here, "points");
          if (id === undefined || points === undefined) return bad(here, row, "a row with id and points");
          const value = number(row, here, "value");
          const weight = number(row, here, "weight");
          return { ...(row as Partial<Contribution>), id, points, value, weight };
        });
  const finite = (o: Fields, path: string, key: string): Record<string, number> | undefined => {
    const values = field<Fields>(o, path, key, isObject, "an object of numbers");
    const here = under(path, key);
    return (
      values &&
      Object.fromEntries(
        Object.keys(values).flatMap((id) => {
          const value = number(values, here, id);
          return value === undefined ? [] : [[id, value]];
        }),
      )
    );
  };
  const points = (o: Fields, path: string, key: string): Array<{ at: Time; score: number }> =>
    each(list(o, path, key), under(path, key), (point, here) => {
      const at = time(point, here, "at");
      const score = number(point, here, "exact_score") ?? number(point, here, "score");
      return at === undefined || score === undefined ? undefined : { at, score };
    });

  const numbers = (o: Fields, path: string, score: string): SuppliedScore => {
    const published = number(o, path, "published") ?? number(o, path, score) ?? null;
    const exact = number(o, path, "exact_score") ?? number(o, path, score) ?? null;
    return {
      score: published === null ? null : exact,
      published,
      band: text(o, path, "band"),
      asOf: time(o, path, "last_updated") ?? time(o, path, "asOf"),
      change: number(o, path, "change"),
      trend: trend(o, path),
      coverage: number(o, path, "coverage"),
    };
  };
  const groupNumbers = (o: Fields, path: string): SuppliedGroup => {
    const counts = field<Fields>(o, path, "distribution", isObject, "an object of counts");
    const here = under(path, "distribution");
    const count = (id: string): number | null =>
      field<number>(counts!, here, id, (n) => Number.isInteger(n) && (n as number) >= 0, "a count") ?? null;
    return {
      ...numbers(o, path, "average_score" in o ? "average_score" : "score"),
      people: number(o, path, "employee_count") ?? (Array.isArray(o.people) ? o.people.length : undefined),
      scored: number(o, path, "scored_count") ?? number(o, path, "scored"),
      distribution: counts && Object.fromEntries(Object.keys(counts).map((id) => [id, count(id)])),
      under: number(o, path, "min_cell"),
      small: list(o, path, "under_min_cell").filter((id) => typeof id === "string"),
      withheld: o.withheld === true,
    };
  };

  /** A record stays the object it is: a hundred thousand copies are what a reader would wait for. */
  const person = (o: Fields, path: string): PersonInput | undefined => {
    const api = "employee_id" in o;
    const id = text(o, path, api ? "employee_id" : "id");
    if (id === undefined) return bad(under(path, api ? "employee_id" : "id"), o.id, "the person's id");
    if (api || "contributions" in o) {
      const name = text(o, path, "name");
      const department = text(o, path, api ? "department_id" : "department");
      const supplied = {
        ...numbers(o, path, "score"),
        signals: finite(o, path, "signals"),
        contributions: rows(o, path),
      };
      return { id, name, email: text(o, path, "email"), department, role: text(o, path, "role"), supplied };
    }
    const fields = ["name", "email", "department", "role"] as const;
    if (o.id === id && fields.every((key) => o[key] === undefined || typeof o[key] === "string"))
      return o as unknown as PersonInput;
    return { ...o, id, ...Object.fromEntries(fields.map((key) => [key, text(o, path, key)])) };
  };
  const seen = new Set<string>();
  const people = (items: readonly unknown[], path: string): Pick<ClientInput, "people" | "path" | "skipped"> => {
    const skipped: number[] = [];
    const found: PersonInput[] = [];
    items.forEach((item, i) => {
      const here = `${path}[${i}]`;
      const one = isObject(item) ? person(item, here) : bad(here, item, "a person's record");
      if (!one) return void skipped.push(i);
      if (seen.has(one.id)) bad(`${here}.id`, one.id, "an id of its own (both are kept; the first is found by it)");
      seen.add(one.id);
      found.push(one);
    });
    return { people: found, path, ...(skipped.length ? { skipped } : {}) };
  };
  const group = (o: Fields, path: string): GroupInput | undefined => {
    const id = text(o, path, "department_id");
    if (id === undefined) return bad(under(path, "department_id"), o.department_id, "the department's id");
    return { id, name: text(o, path, "name"), kind: "department", supplied: groupNumbers(o, path) };
  };
  const clientIds = new Set<string>();
  const client = (o: Fields, path: string): ClientInput | undefined => {
    const api = "client_id" in o;
    const key = api ? "client_id" : "id";
    const id = text(o, path, key) ?? (path === "" || "distribution" in o ? "" : undefined);
    if (id === undefined) return bad(under(path, key), o[key], "the client's id");
    let own = id;
    for (let n = 2; clientIds.has(own); n++) own = `${id} (${n})`;
    clientIds.add(own);
    if (own !== id) bad(under(path, key), id, `an id of its own (shown as ${JSON.stringify(own)})`);
    return {
      id: own,
      name: text(o, path, "name"),
      tenant: field<Tenant>(o, path, "tenant", isObject, "an object of settings"),
      ...people(list(o, path, "people"), under(path, "people")),
      ...(api ? { groups: each(list(o, path, "departments"), under(path, "departments"), group) } : {}),
      ...(api || "distribution" in o ? { supplied: groupNumbers(o, path) } : {}),
      history: absent(o.history) ? undefined : points(o, path, "history"),
    };
  };
  const home = (): NonNullable<typeof loose> => {
    if (!loose) {
      const own = { people: [] as PersonInput[], groups: [] as GroupInput[] };
      clients.push((loose = { ...own, input: { id: "", ...own } }).input);
    }
    return loose;
  };
  /** People of a list by the client each names. */
  const sorted = (items: readonly unknown[], path: string): void => {
    const read = people(items, path);
    const byId = new Map<string, { name?: string; people: PersonInput[] }>();
    let place = 0;
    items.forEach((item, i) => {
      if (read.skipped?.includes(i)) return;
      const { client_id, client_name } = item as Fields;
      const id = absent(client_id) ? "" : String(client_id as string);
      let entry = byId.get(id);
      if (!entry)
        byId.set(id, (entry = { name: absent(client_name) ? undefined : String(client_name as string), people: [] }));
      entry.people.push(read.people[place++]!);
    });
    for (const [id, entry] of byId)
      clients.push({ id, ...entry, ...(byId.size === 1 ? { path, skipped: read.skipped } : {}) });
  };
  const history = (o: Fields): void => {
    const id = text(o, "", "id") ?? "";
    const past = points(o, "", "points");
    const supplied = { score: past.at(-1)?.score ?? null, asOf: past.at(-1)?.at as number | undefined };
    if (o.kind === "employee") home().people.push({ id, history: past, supplied });
    else if (o.kind === "department") home().groups.push({ id, kind: "department", history: past, supplied });
    else clients.push({ id, people: [], history: past, supplied });
  };

  const head = (o: Fields): void => {
    if (!absent(o.as_of)) book.asOf = o.as_of as Time;
    else book.asOf = time(o, "", "last_updated") ?? time(o, "", "asOf");
    book.model = text(o, "", "model");
    book.tenant = field(o, "", "tenant", isObject, "an object of settings");
  };
  const given = (o: Fields, model = PUBLISHED): void => {
    book.given = text(o, "", "model");
    book.model = book.given ?? model;
  };

  const top = (o: Fields): void => {
    head(o);
    if ("clients" in o) {
      if (!Array.isArray(o.clients)) fail("clients", o.clients, "a list of clients");
      if (isFinite(o.total) || "asOf" in o || "next_cursor" in o) given(o);
      clients.push(...each(o.clients as unknown[], "clients", client));
    } else if ("employees" in o) {
      if (!Array.isArray(o.employees)) fail("employees", o.employees, "a list of people");
      given(o);
      sorted(o.employees as unknown[], "employees");
    } else if ("employee_id" in o || "contributions" in o) {
      given(o);
      const one = person(o, "");
      if (one) clients.push({ id: "", name: text(o, "", "client_name") ?? text(o, "", "client_id"), people: [one] });
    } else if ("department_id" in o) {
      given(o);
      const one = group(o, "");
      if (one) home().groups.push(one);
    } else if ("points" in o && "kind" in o) {
      given(o);
      history(o);
    } else if ("people" in o || "average_score" in o || "departments" in o) {
      if ("people" in o && !Array.isArray(o.people)) fail("people", o.people, "a list of people");
      if ("distribution" in o || "average_score" in o) given(o);
      const one = client(o, "");
      if (one) clients.push(one);
    } else if ("id" in o) {
      // A record's own model or settings are no part of it.
      book.model = book.tenant = undefined;
      const one = person(o, "");
      if (one) clients.push({ id: "", name: text(o, "", "client_id"), people: [one] });
    } else {
      const keys = Object.keys(o).slice(0, 6).join(", ");
      fail("", o, `${EXPECTED}; its fields are ${keys || "none"}`);
    }
  };

  if (Array.isArray(input)) {
    const items: readonly unknown[] = input;
    const first = items.find(isObject);
    if (first && ("people" in first || "average_score" in first)) {
      if ("average_score" in first) given(first);
      clients.push(...each(items, "", client));
    } else if (first && "department_id" in first && !("employee_id" in first)) {
      given(first);
      home().groups.push(...each(items, "", group));
    } else {
      if (first && ("employee_id" in first || "contributions" in first)) given(first);
      sorted(items, "");
    }
  } else if (isObject(input)) top(input);
  else fail("", input, EXPECTED);
  // Nothing of what came is left: that is a fault, where an empty list is none.
  const [fault] = issues;
  if (fault && clients.every((c) => !c.people.length && !c.groups?.length && !c.supplied) && !clients.length) {
    throw new DataError(fault.message, fault.path);
  }
  return { book, issues };
}
