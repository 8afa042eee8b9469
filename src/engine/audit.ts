import { getModel } from "./define.js";
import { isFinite, isObject } from "./evidence.js";
import { bandOf, publish, sum } from "./rules.js";
import { parseTime } from "./time.js";
import type { Model, Time } from "./types.js";

/** Something in supplied data that cannot be true. */
export interface Finding {
  code:
    | "score-unexplained"
    | "average-impossible"
    | "distribution-sum"
    | "band-mismatch"
    | "future-time"
    | "duplicate-id"
    | "missing-ref";
  /** Where, as `clients[2].people[0].events[3].at`. */
  path: string;
  message: string;
  found: unknown;
  /** What would be: a value, or [lowest, highest]. */
  possible?: unknown;
}

type Fields = Record<string, unknown>;

export interface AuditOptions {
  /** The model that numbers are read under; the data's own, else the Moxso model, whose answers name none. */
  model?: string | Model;
  /** What is later than this has not happened; the data's own date, where it is not given. */
  asOf?: Time;
}

const NUMBERS = ["average_score", "score", "published"];

/**
 * What in supplied numbers and records cannot be true: a dataset, a client, a person's record, an API answer or a list of them.
 * Says it, and changes nothing.
 */
export function audit(data: unknown, options: AuditOptions = {}): Finding[] {
  const found: Finding[] = [];
  const top: Fields = isObject(data) ? data : {};
  const own = typeof top.model === "string" ? top.model : undefined;
  let model: Model;
  try {
    model = getModel(options.model ?? own ?? "moxso");
  } catch {
    model = getModel("moxso");
  }
  const asOf = parseTime(options.asOf ?? top.as_of ?? top.last_updated ?? top.asOf);
  const add = (code: Finding["code"], path: string, value: unknown, says: string, possible?: unknown): void =>
    void found.push({
      code,
      path,
      message: `${path}: ${says}`,
      found: value,
      ...(possible === undefined ? {} : { possible }),
    });
  const at = (path: string, key: string): string => (path ? `${path}.${key}` : key);
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
  /** Shown with as many decimals as say something. */
  const round = (n: number): number => Math.round(n * 1e6) / 1e6;

  const band = (o: Fields, path: string, score: number): void => {
    const is = bandOf(model, publish(model, score));
    if (typeof o.band === "string" && o.band !== is) {
      add("band-mismatch", at(path, "band"), o.band, `"${o.band}" does not fit the score ${score}, which is ${is}`, is);
    }
  };
  const signals = (o: Fields, path: string, key: string, score: number): void => {
    const values = isObject(o.signals) ? o.signals : {};
    const weights = model.parameters.weights;
    const rows: Array<[number, number]> = Object.entries(isObject(weights) ? weights : {}).flatMap(([id, weight]) =>
      isFinite(values[id]) && isFinite(weight) ? [[weight, values[id]] as [number, number]] : [],
    );
    if (!rows.length) return;
    const weighed = round(sum(rows.map(([weight, value]) => weight * value)) / sum(rows.map(([weight]) => weight)));
    if (Math.abs(weighed - score) > 0.5 * 10 ** -model.precision + 1e-9) {
      add("score-unexplained", at(path, key), score, `${score}, where its signals weigh up to ${weighed}`, weighed);
    }
  };
  const group = (o: Fields, path: string, average: number | null, key: string): void => {
    const counts = Object.entries(isObject(o.distribution) ? o.distribution : {}) as Array<[string, number]>;
    // A count that is masked may be any.
    if (!counts.length || counts.some(([, n]) => !isFinite(n))) return;
    const total = sum(counts.map(([, n]) => n));
    const heads = [o.employee_count, Array.isArray(o.people) ? o.people.length : undefined].find(isFinite);
    const scored = [o.scored_count, o.scored].find(isFinite);
    const expected = scored ?? heads;
    if (expected !== undefined && total !== expected) {
      const what = scored === undefined ? "people" : "people with a score";
      add(
        "distribution-sum",
        at(path, "distribution"),
        total,
        `sums to ${total}, where there are ${expected} ${what}`,
        expected,
      );
    }
    const places = model.bands.map((one) => one.id);
    if (average === null || !total || counts.some(([id]) => !places.includes(id))) return;
    // Who is published in a band scores up to half a step beyond its ends, and the average is rounded once more.
    const half = 0.5 * 10 ** -model.precision;
    const [least, most] = model.scale;
    const end = (i: number, up: boolean): number => {
      const { from } = model.bands[up ? i + 1 : i] ?? { from: Infinity };
      return up ? Math.min(most, from - half) : Math.max(least, from - half);
    };
    const bound = (up: boolean): number => round(sum(counts.map(([id, n]) => n * end(places.indexOf(id), up))) / total);
    const [low, high] = [bound(false), bound(true)];
    if (average + half < low - 1e-9 || average - half > high + 1e-9) {
      add("average-impossible", at(path, key), average, `${average}, where its distribution allows ${low} to ${high}`, [
        low,
        high,
      ]);
    }
  };
  const times = (o: Fields, path: string, key: string, field: string): void => {
    if (asOf === null) return;
    list(o[key]).forEach((item, i) => {
      const time = isObject(item) ? parseTime(item[field]) : null;
      if (time !== null && time > asOf) {
        const day = new Date(asOf).toISOString();
        add("future-time", `${at(path, key)}[${i}].${field}`, (item as Fields)[field], `later than ${day}`, asOf);
      }
    });
  };
  const duplicates = (items: readonly unknown[], path: string, keys: readonly string[]): void => {
    const seen = new Set<unknown>();
    items.forEach((item, i) => {
      const key = isObject(item) && keys.find((one) => item[one] !== undefined && item[one] !== null);
      if (!key) return;
      const id = item[key];
      if (seen.has(id)) add("duplicate-id", `${path}[${i}].${key}`, id, `${JSON.stringify(id)} is there already`);
      seen.add(id);
    });
  };
  const person = (o: Fields, path: string): void => {
    for (const key of ["events", "breaches", "history"]) times(o, path, key, "at");
    if (isObject(o.measures))
      for (const name of Object.keys(o.measures)) times(o.measures, at(path, "measures"), name, "at");
    duplicates(list(o.events), at(path, "events"), ["id"]);
    list(o.events).forEach((event, i) => {
      if (!isObject(event) || !String(event.type).startsWith("simulation_")) return;
      if (event.ref === undefined || event.ref === null || event.ref === "") {
        add(
          "missing-ref",
          `${at(path, "events")}[${i}].ref`,
          event.ref,
          "a simulation's event names no campaign, so that each counts as a simulation of its own",
        );
      }
    });
  };

  const visit = (o: unknown, path: string, depth = 0): void => {
    if (Array.isArray(o)) {
      duplicates(o, path, ["id", "employee_id", "client_id", "department_id"]);
      return o.forEach((item, i) => visit(item, `${path}[${i}]`, depth));
    }
    if (!isObject(o) || depth > 4) return;
    const key = NUMBERS.find((one) => isFinite(o[one]));
    const score = key ? (o[key] as number) : null;
    const grouped = "distribution" in o || "employee_count" in o;
    if (key && score !== null) {
      band(o, path, score);
      if (!grouped) signals(o, path, key, score);
    }
    if (grouped) group(o, path, score, key ?? "score");
    else person(o, path);
    for (const part of ["clients", "people", "employees", "departments"]) {
      if (Array.isArray(o[part])) visit(o[part], at(path, part), depth + 1);
    }
  };
  visit(data, "");
  return found;
}
