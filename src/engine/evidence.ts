import { parseTime } from "./time.js";
import { EVENT_TYPES, type EventType, type Issue, type PersonRecord } from "./types.js";

export interface Happening {
  type: EventType;
  at: number;
  /** The campaign, course or quiz that groups it with others; a number of its own where it names none and stands for itself. */
  ref: string | number;
  /** What a training taught, 0 to 1. */
  score: number;
}

/** The campaign, course or quiz of an event; "" where it names none. */
export const named = (ref: Happening["ref"]): string => (typeof ref === "string" ? ref : "");

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

/** Most people have no measures, and a map is larger than an event. */
const NONE: Evidence["measures"] = new Map();

export const SEVERITIES = ["low", "medium", "high", "critical"];

/** What a value is, for an error text: `"67" (string)`, `null`, `Infinity`, `a list`. */
export const kind = (value: unknown): string =>
  typeof value === "string"
    ? `${JSON.stringify(value.slice(0, 40))} (string)`
    : isList(value)
      ? "a list"
      : isObject(value)
        ? "an object"
        : String(value);

export const problem = (path: string, value: unknown, expected: string): Issue => ({
  path,
  message: `${path && `${path}: `}${kind(value)}; expected ${expected}.`,
});

export const isList = Array.isArray as <T = unknown>(value: unknown) => value is readonly T[];

export const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !isList(value);

/** The items of a list; none of anything else. */
export const listOf = <T>(value: readonly T[] | undefined): readonly T[] => (isList<T>(value) ? value : []);

export const isFinite = Number.isFinite as (value: unknown) => value is number;

const isWord = (value: unknown): value is string | number => typeof value === "string" || isFinite(value);

/** A text, or a number as one; nothing of anything else. */
export const word = (value: unknown): string => (isWord(value) ? `${value}` : "");

export const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

/** What `min_group` and `min_cell` may be. */
export const MINIMUM = [0, 1e9] as const;

export const isMinimum = (value: unknown): value is number =>
  isFinite(value) && value >= MINIMUM[0] && value <= MINIMUM[1];

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
export function prepare(person: PersonRecord, measures?: boolean): Evidence {
  try {
    return readRecord(person, measures);
  } catch {
    // A getter or a revoked proxy may throw anything.
    return { ...readRecord({ id: "" }), person, issues: [{ path: "", message: "The record cannot be read." }] };
  }
}

function readRecord(person: PersonRecord, only?: boolean): Evidence {
  const issues: Issue[] = [];
  /** The list that is being read, and the place in it; none where a field of the record itself is. */
  let list = "";
  let place = 0;
  // Put together only where a field has to be named.
  const pathOf = (key: string): string => (list ? `${list}[${place}]${key && `.${key}`}` : key);
  const bad = (key: string, value: unknown, expected: string): undefined => {
    issues.push(problem(pathOf(key), value, expected));
  };
  /** A value, if it is there and passes; undefined, with an issue where it is there and does not. */
  const read = <T>(key: string, value: unknown, test: (v: unknown) => v is T, expected: string) =>
    value == null ? undefined : test(value) ? value : bad(key, value, expected);
  const text = (key: string, value: unknown): string => `${read(key, value, isWord, "text") ?? ""}`;
  const number = (key: string, value: unknown) => read(key, value, isFinite, "a finite number");
  const flag = (key: string, value: unknown) => read(key, value, isFlag, "true or false");
  /** The usable items of a list of objects with a time, in time order, ties in list order. */
  const timed = <T extends { at: number }>(
    name: string,
    value: unknown,
    make: (item: Fields, at: number, index: number) => T | undefined,
  ): T[] => {
    const items: T[] = [];
    read(name, value, isList, "a list")?.forEach((item, index) => {
      list = name;
      place = index;
      if (!isObject(item)) return bad("", item, "an object");
      const at = parseTime(item.at);
      if (at === null) return bad("at", item.at, "epoch milliseconds or a time with an offset");
      const made = make(item, at, index);
      if (made) items.push(made);
    });
    list = "";
    return items.sort((a, b) => a.at - b.at);
  };

  const record: Fields = isObject(person) ? person : (bad("", person, "a person's record") ?? {});
  const seen = new Set<string>();
  const measures = new Map<string, readonly Sample[]>();
  for (const [name, value] of Object.entries(read("measures", record.measures, isObject, "an object") ?? {})) {
    const path = `measures.${name}`;
    if (isList(value)) {
      measures.set(
        name,
        timed(path, value, ({ value }, at) =>
          isFinite(value) ? { at, value, path: pathOf("value") } : bad("value", value, "a finite number"),
        ),
      );
    } else if (number(path, value) !== undefined) measures.set(name, [{ at: null, value: value as number, path }]);
  }
  return {
    person,
    id: text("id", record.id),
    department: text("department", record.department),
    role: text("role", record.role),
    business_impact: text("business_impact", record.business_impact),
    cohortMean: number("cohort_mean", record.cohort_mean) ?? null,
    events: timed("events", only ? null : record.events, (item, at, index) => {
      const type = EVENT_TYPES[EVENT_TYPES.indexOf(item.type as EventType)];
      if (!type) return bad("type", item.type, "a known event type");
      const ref = text("ref", item.ref) || index;
      const id = text("id", item.id);
      const score =
        type === "training_completed" ? inside(pathOf("score"), number("score", item.score) ?? 1, 1, issues) : 1;
      return flag("scored", item.scored) === false || item.disputed ? undefined : { type, at, ref, score, id };
    })
      // One look-up: there are as many ids as events.
      .filter(({ id }) => !id || seen.size < seen.add(id).size)
      // What is kept has no id, which nobody asks for again, and is a new list: one that grew keeps room for as many.
      .map(({ type, at, ref, score }) => ({ type, at, ref, score })),
    breaches: timed("breaches", only ? null : record.breaches, (item, at, index) => {
      const given = item.severity ?? "medium";
      const severity = SEVERITIES.find((one) => one === given);
      if (!severity) bad("severity", given, `${SEVERITIES.join(", ")} (counted as medium)`);
      return {
        at,
        severity: severity ?? "medium",
        password: !!flag("password_exposed", item.password_exposed),
        notified: !!flag("notified", item.notified),
        index,
        ref: text("id", item.id) || text("name", item.name) || undefined,
      };
    }),
    measures: measures.size ? measures : NONE,
    issues,
  };
}

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
