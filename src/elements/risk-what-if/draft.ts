import { EVENT_TYPES } from "../../engine/index.js";
import type { Action } from "../../engine/advise.js";
import type { Changes, EventType } from "../../engine/types.js";

/** What the reader changed: all of it is JSON, and none of it names a person. */
export interface Draft {
  /** Days that pass with nothing new. */
  days: number;
  /** How many of each event happen. */
  add: Partial<Record<EventType, number>>;
  /** Courses and quizzes done, as `training_completed course-1`. */
  done: string[];
  /** Places in `breaches` of which the person has been told. */
  notify: number[];
  measures: Record<string, number>;
  role?: string | undefined;
  business_impact?: string | undefined;
}

export const FIELDS = ["role", "business_impact"] as const;
export const MOST_DAYS = 365;
export const MOST_EVENTS = 20;

export const empty = (): Draft => ({ days: 0, add: {}, done: [], notify: [], measures: {} });

const within = (value: unknown, most: number): number =>
  Number.isFinite(value) ? Math.min(most, Math.max(0, Math.round(value as number))) : 0;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listOf = <T>(value: unknown, test: (item: unknown) => item is T): T[] =>
  Array.isArray(value) ? [...new Set(value.filter(test))] : [];
const isText = (value: unknown): value is string => typeof value === "string" && value.length < 300;
const isPlace = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

/** Reads what `write` wrote. Anything else, from a link somebody edited say, is left out. */
export function read(text: string | null): Draft {
  const draft = empty();
  let given: unknown;
  try {
    given = JSON.parse(text || "{}");
  } catch {
    return draft;
  }
  if (!isObject(given)) return draft;
  draft.days = within(given.days, MOST_DAYS);
  for (const type of EVENT_TYPES) {
    const n = within(isObject(given.add) ? given.add[type] : 0, MOST_EVENTS);
    if (n) draft.add[type] = n;
  }
  draft.done = listOf(given.done, isText);
  draft.notify = listOf(given.notify, isPlace);
  for (const [name, value] of Object.entries<unknown>(isObject(given.measures) ? given.measures : {})) {
    if (Number.isFinite(value) && Math.abs(value as number) <= 1e6) draft.measures[name] = value as number;
  }
  for (const field of FIELDS) if (isText(given[field])) draft[field] = given[field];
  return draft;
}

/** The draft without what is at its default; "" where nothing is changed. */
export function write(draft: Draft): string {
  const kept = Object.entries<unknown>({ ...draft }).filter(([, value]) =>
    typeof value === "object" && value !== null ? Object.keys(value).length : value,
  );
  return kept.length ? JSON.stringify(Object.fromEntries(kept)) : "";
}

/** The changes to the record that a draft means, at `asOf` (epoch ms). */
export function changesOf({ add, done, notify, measures, ...fields }: Draft, asOf: number): Changes {
  const events = [
    ...Object.entries(add).flatMap(([type, n]) => [...Array<undefined>(n)].map(() => ({ type, at: asOf }))),
    ...done.map((text) => {
      const [type = "", ...ref] = text.split(" ");
      return { type, at: asOf, ref: ref.join(" ") };
    }),
  ];
  const set = Object.fromEntries(
    FIELDS.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]])),
  );
  return {
    add: events,
    notify,
    set,
    measures: Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, [{ at: asOf, value }]])),
  };
}

/** A draft with the actions of an advice in it. */
export function withActions(draft: Draft, actions: readonly Pick<Action, "id" | "ref" | "changes">[]): Draft {
  const next: Draft = {
    ...draft,
    add: { ...draft.add },
    done: [...draft.done],
    notify: [...draft.notify],
    measures: { ...draft.measures },
  };
  for (const { id, ref, changes } of actions) {
    if (changes.notify) next.notify = [...new Set([...next.notify, ...changes.notify])];
    else if (changes.measures) {
      for (const [name, series] of Object.entries(changes.measures)) {
        const value = typeof series === "number" ? series : series[0]?.value;
        if (typeof value === "number") next.measures[name] = value;
      }
    } else if (ref !== undefined) next.done = [...new Set([...next.done, `${id} ${ref}`])];
    else next.add[id as EventType] = (next.add[id as EventType] ?? 0) + 1;
  }
  return next;
}
