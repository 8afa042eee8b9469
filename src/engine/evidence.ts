import { parseTime } from "./time.js";
import { EVENT_TYPES, type EventType, type Issue, type PersonRecord } from "./types.js";

export interface Happening {
  type: EventType;
  at: number;
  /** The campaign, course or quiz; null where the event names none and stands for itself. */
  ref: string | null;
  /** What groups it with others: unique where the event names no ref. */
  key: string;
  /** What a training taught, 0 to 1. */
  score: number;
}

export interface Exposure {
  at: number;
  severity: string;
  password: boolean;
  notified: boolean;
  /** Its place in the record. */
  index: number;
  /** Its id or name. */
  ref: string | undefined;
}

export interface Sample {
  /** Null for a plain number, which carries no date. */
  at: number | null;
  value: number;
  path: string;
}

/** A record with its times parsed, its events in order and its faults found: once, for any number of dates. */
export interface Evidence {
  /** The record as it came. */
  person: PersonRecord;
  id: string;
  department: string;
  role: string;
  business_impact: string;
  cohortMean: number | null;
  /** In time order, without those that do not count. */
  events: readonly Happening[];
  breaches: readonly Exposure[];
  /** Each in time order. */
  measures: ReadonlyMap<string, readonly Sample[]>;
  issues: readonly Issue[];
}

type Fields = Record<string, unknown>;

export const SEVERITIES = ["low", "medium", "high", "critical"];

/** What a value is, for an error text: `"67" (string)`, `null`, `Infinity`, `a list`. */
export const kind = (value: unknown): string =>
  typeof value === "string"
    ? `${JSON.stringify(value.slice(0, 40))} (string)`
    : isList(value)
      ? "a list"
      : value && typeof value === "object"
        ? "an object"
        : String(value);

export const problem = (path: string, value: unknown, expected: string): Issue => ({
  path,
  message: `${path && `${path}: `}${kind(value)}; expected ${expected}.`,
});

export const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isFinite = (value: unknown): value is number => Number.isFinite(value);

const isWord = (value: unknown): value is string | number => typeof value === "string" || isFinite(value);

export const isList = <T = unknown>(value: unknown): value is readonly T[] => Array.isArray(value);

/** A number from 0 to `high`; another counts as the nearer end, with an issue. */
export function inside(path: string, value: number, high: number, issues: Issue[]): number {
  const kept = Math.min(high, Math.max(0, value));
  if (kept !== value) issues.push(problem(path, value, `0 to ${high} (counted as ${kept})`));
  return kept;
}

/**
 * Reads a person's record. Never throws: what cannot be used is left out and listed in `issues`.
 * @param measures only these, of what has happened
 */
export function prepare(person: PersonRecord, measures = false): Evidence {
  try {
    return readRecord(person, measures);
  } catch {
    // A getter or a revoked proxy may throw anything.
    return { ...readRecord({ id: "" }), person, issues: [{ path: "", message: "The record cannot be read." }] };
  }
}

/** Where a field is, put together only where it has to be named. */
type Path = (key: string) => string;

function readRecord(person: PersonRecord, only = false): Evidence {
  const issues: Issue[] = [];
  const bad = (path: string, value: unknown, expected: string): undefined => {
    issues.push(problem(path, value, expected));
  };
  /** A value, if it is there and passes; undefined, with an issue where it is there and does not. */
  const read = <T>(path: Path, key: string, value: unknown, test: (v: unknown) => v is T, expected: string) =>
    value == null ? undefined : test(value) ? value : bad(path(key), value, expected);
  const word = (path: Path, key: string, value: unknown): string => `${read(path, key, value, isWord, "text") ?? ""}`;
  const number = (path: Path, key: string, value: unknown): number | undefined =>
    read(path, key, value, isFinite, "a finite number");
  /** The usable items of a list of objects with a time, in time order, ties in list order. */
  const timed = <T extends { at: number }>(
    name: string,
    value: unknown,
    make: (item: Fields, at: number, path: Path, index: number) => T | undefined,
  ): T[] => {
    const items: T[] = [];
    read(top, name, value, isList, "a list")?.forEach((item, index) => {
      const path: Path = (key) => `${name}[${index}]${key}`;
      if (!isObject(item)) return bad(path(""), item, "an object");
      const at = parseTime(item.at);
      if (at === null) return bad(path(".at"), item.at, "epoch milliseconds or a time with an offset");
      const made = make(item, at, path, index);
      if (made) items.push(made);
    });
    return items.sort((a, b) => a.at - b.at);
  };

  const record: Fields = isObject(person) ? person : (bad("", person, "a person's record") ?? {});
  const text = (key: string): string => word(top, key, record[key]);
  const seen = new Set<string>();
  const measures = new Map<string, readonly Sample[]>();
  for (const [name, value] of Object.entries(read(top, "measures", record.measures, isObject, "an object") ?? {})) {
    const path = `measures.${name}`;
    if (!isList(value)) {
      const plain = number(top, path, value);
      if (plain !== undefined) measures.set(name, [{ at: null, value: plain, path }]);
      continue;
    }
    measures.set(
      name,
      timed(path, value, ({ value }, at, here) =>
        isFinite(value) ? { at, value, path: here(".value") } : bad(here(".value"), value, "a finite number"),
      ),
    );
  }
  return {
    person,
    id: text("id"),
    department: text("department"),
    role: text("role"),
    business_impact: text("business_impact"),
    cohortMean: number(top, "cohort_mean", record.cohort_mean) ?? null,
    events: timed("events", only ? null : record.events, (item, at, path, index) => {
      const type = item.type as EventType;
      if (!EVENT_TYPES.includes(type)) return bad(path(".type"), type, "a known event type");
      const ref = word(path, ".ref", item.ref) || null;
      const id = word(path, ".id", item.id);
      const learned = type === "training_completed" ? number(path, ".score", item.score) : undefined;
      const score = learned === undefined ? 1 : inside(path(".score"), learned, 1, issues);
      const out = item.scored === false || item.disputed;
      return { type, at, ref, key: ref === null ? `#${index}` : `r${ref}`, score, id, out };
    }).filter(({ id, out }) => !out && (!id || (!seen.has(id) && seen.add(id)))),
    breaches: timed("breaches", only ? null : record.breaches, (item, at, path, index) => {
      const { password_exposed, notified } = item;
      const given = item.severity ?? "medium";
      const known = SEVERITIES.find((severity) => severity === given);
      if (!known) bad(path(".severity"), given, `${SEVERITIES.join(", ")} (counted as medium)`);
      return {
        at,
        severity: known ?? "medium",
        password: password_exposed === true,
        notified: notified === true,
        index,
        ref: word(path, ".id", item.id) || word(path, ".name", item.name) || undefined,
      };
    }),
    measures,
    issues,
  };
}

const top: Path = (key) => key;

/** How many of `length` ordered things pass a test that the first ones pass. */
export function first(length: number, test: (index: number) => boolean): number {
  let low = 0;
  while (low < length) {
    const middle = low + Math.floor((length - low) / 2);
    if (test(middle)) low = middle + 1;
    else length = middle;
  }
  return low;
}

/** What of things in time order has happened by `asOf`. What carries no date always has. */
export const past = <T extends { at: number | null }>(things: readonly T[], asOf: number): T[] =>
  things.slice(
    0,
    first(things.length, (i) => (things[i]!.at ?? asOf) <= asOf),
  );

/** The newest value at or before `asOf`; the later in the list on a tie. */
export const newest = (series: readonly Sample[] = [], asOf: number): Sample | undefined => past(series, asOf).at(-1);

/** What of it was known at a date. */
export const known = (evidence: Evidence, asOf: number): Evidence => ({
  ...evidence,
  events: past(evidence.events, asOf),
  breaches: past(evidence.breaches, asOf),
  measures: new Map([...evidence.measures].map(([name, series]) => [name, past(series, asOf)])),
});
