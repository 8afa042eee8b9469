import type { ProblemItem } from "../../src/data/api-types.js";
import { EVENT_TYPES, parseTime, type EventRecord } from "./engine.js";
import { ApiError, fault } from "./http.js";

const TYPES: ReadonlySet<unknown> = new Set(EVENT_TYPES);
const FIELDS = new Set(["id", "employee_id", "type", "at", "ref", "score", "scored", "disputed"]);
export const MAX_BATCH = 1000;

export interface Incoming {
  person: string;
  event: EventRecord & { id: string };
}

/** The batch, or a 422 that lists every fault in it. */
export function readBatch(body: unknown): Incoming[] {
  const events = isObject(body) ? body["events"] : undefined;
  if (!Array.isArray(events) || events.length === 0 || events.length > MAX_BATCH) {
    const size = Array.isArray(events) ? `a list of ${events.length}` : events;
    throw new ApiError("unusable", undefined, [fault("events", size, `a list of 1 to ${MAX_BATCH} events`)]);
  }
  const errors: ProblemItem[] = [];
  const batch = events.flatMap((item: unknown, i) => readEvent(item, `events[${i}]`, errors) ?? []);
  if (errors.length > 0) throw new ApiError("unusable", "Nothing of this batch was stored.", errors.slice(0, 100));
  return batch;
}

function readEvent(item: unknown, path: string, errors: ProblemItem[]): Incoming | null {
  if (!isObject(item)) {
    errors.push(fault(path, item, "an object"));
    return null;
  }
  const start = errors.length;
  const need = (name: string, good: boolean, expected: string): void => {
    if (!good) errors.push(fault(`${path}.${name}`, item[name], expected));
  };
  const { id, employee_id, type, at, ref, score, scored, disputed } = item;
  need("id", isText(id), `${TEXT}, unique in the tenant`);
  need("employee_id", isText(employee_id), "the id of a person");
  need("type", TYPES.has(type), `one of ${EVENT_TYPES.join(", ")}`);
  const time = typeof at === "string" || typeof at === "number" ? parseTime(at) : null;
  need("at", time !== null, "epoch milliseconds or a time with an offset, as 2026-11-23T09:12:00Z");
  need("ref", ref === undefined || isText(ref), TEXT);
  need("score", score === undefined || (typeof score === "number" && score >= 0 && score <= 1), "a number from 0 to 1");
  need("scored", scored === undefined || typeof scored === "boolean", "true or false");
  const dispute = disputed === undefined || typeof disputed === "boolean" || isText(disputed);
  need("disputed", dispute, "a reason, true or false");
  for (const name of Object.keys(item)) need(name, FIELDS.has(name), `no field but ${[...FIELDS].join(", ")}`);
  if (errors.length > start) return null;
  const { employee_id: person, ...event } = item;
  return { person: person as string, event: event as unknown as Incoming["event"] };
}

const TEXT = "a text of 1 to 200 characters without control characters";

/** Text that a database can hold and a page can show: no control characters, no halves of characters. */
export function isText(value: unknown, max = 200): value is string {
  return typeof value === "string" && [...value].length <= max && /^[^\p{Cc}\p{Cs}]+$/u.test(value);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
