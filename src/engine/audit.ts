import { getModel } from "./define.js";
import { isFinite, isList, isObject, listOf, word } from "./evidence.js";
import { standing, sum } from "./rules.js";
import { inSeconds, parseTime } from "./time.js";
import type { Model, Time } from "./types.js";

/** Something in supplied data that cannot be true. */
export interface Finding {
  code:
    | "score-unexplained"
    | "average-impossible"
    | "distribution-sum"
    | "band-mismatch"
    | "future-time"
    | "time-in-seconds"
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
  /**
   * The model that numbers are read under; the data's own, else the Moxso model, whose answers name none. By one that the
   * data names and nobody knows here, or that is adjusted who knows how, no band is judged: `defineModel` and `getModel`
   * with the tenant's settings make the model to give.
   */
  model?: string | Model;
  /** What is later than this has not happened; the data's own date, where it is not given. */
  asOf?: Time;
}

const NUMBERS = ["average_score", "score", "published"];

/**
 * What in supplied numbers and records cannot be true: a dataset, a client, a person's record, an API answer or a list of them.
 * Says it, and changes nothing.
 */
export function audit(data: unknown, options?: AuditOptions): Finding[] {
  const found: Finding[] = [];
  const fields = (value: unknown): Fields => (isObject(value) ? value : {});
  const top = fields(data);
  const moxso = getModel("moxso");
  const modelOf = (value: unknown): Model | null => {
    try {
      return getModel(value as string);
    } catch {
      return null;
    }
  };
  const given = options?.model == null ? null : (modelOf(options.model) ?? moxso);
  const asOf = parseTime(options?.asOf ?? top.as_of ?? top.last_updated ?? top.asOf);
  const add = (code: Finding["code"], path: string, value: unknown, says: string, possible?: unknown): void =>
    void found.push({
      code,
      path,
      message: `${path}: ${says}`,
      found: value,
      ...(possible === undefined ? {} : { possible }),
    });
  const at = (path: string, key: string): string => (path ? `${path}.${key}` : key);
  const list = (value: unknown): readonly unknown[] => listOf(value as readonly unknown[]);
  /** Shown with as many decimals as say something. */
  const round = (n: number): number => Math.round(n * 1e6) / 1e6;

  const band = (model: Model, o: Fields, path: string, score: number): void => {
    const is = standing(model, score).band;
    if (typeof o.band === "string" && o.band !== is) {
      add("band-mismatch", at(path, "band"), o.band, `"${o.band}" does not fit the score ${score}, which is ${is}`, is);
    }
  };
  const signals = (model: Model, o: Fields, path: string, key: string, score: number): void => {
    const values = fields(o.signals);
    const rows: Array<[number, number]> = Object.entries(fields(model.parameters.weights)).flatMap(([id, weight]) =>
      isFinite(values[id]) && isFinite(weight) ? [[weight, values[id]] as [number, number]] : [],
    );
    if (!rows.length) return;
    const weighed = round(sum(rows.map(([weight, value]) => weight * value)) / sum(rows.map(([weight]) => weight)));
    const far = (total: number): boolean => Math.abs(total - score) > 0.5 * 10 ** -model.precision + 1e-9;
    // What a service adjusted may stand among its rows: then it is explained.
    const said = sum(
      list(o.contributions).map((row) => (isFinite(fields(row).points) ? (fields(row).points as number) : NaN)),
    );
    if (far(weighed) && !(said && !far(said))) {
      add("score-unexplained", at(path, key), score, `${score}, where its signals weigh up to ${weighed}`, weighed);
    }
  };
  const group = (model: Model | null, o: Fields, path: string, average: number | null, key: string): void => {
    const counts = Object.entries(fields(o.distribution)) as Array<[string, number]>;
    // A count that is masked may be any.
    if (!counts.length || counts.some(([, n]) => !isFinite(n))) return;
    const total = sum(counts.map(([, n]) => n));
    const heads = [o.employee_count, isList(o.people) ? o.people.length : undefined].find(isFinite);
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
    if (average === null || !total || !model) return;
    const places = model.bands.map((one) => one.id);
    if (counts.some(([id]) => !places.includes(id))) return;
    // Who is published in a band scores up to half a step beyond its ends, and the average is rounded once more.
    const step = 10 ** -model.precision;
    const half = 0.5 * step;
    const [least, most] = model.scale;
    const end = (i: number, up: boolean): number => {
      const { from } = model.bands[up ? i + 1 : i] ?? { from: Infinity };
      // The first that is published at or above it; in the first band is also what lies below all.
      const edge = Math.ceil(round(from / step)) * step - half;
      return up ? Math.min(most, edge) : i ? Math.max(least, edge) : least;
    };
    const bound = (up: boolean): number => {
      const ends = counts.filter(([, n]) => n).map(([id, n]) => [end(places.indexOf(id), up), n] as const);
      // Where some count for more than others, their score lies somewhere between the least and the most of theirs.
      if (model.weights) return Math[up ? "max" : "min"](...ends.map(([score]) => score));
      return round(sum(ends.map(([score, n]) => n * score)) / total);
    };
    const [low, high] = [bound(false), bound(true)];
    if (average + half < low - 1e-9 || average - half > high + 1e-9) {
      add("average-impossible", at(path, key), average, `${average}, where its distribution allows ${low} to ${high}`, [
        low,
        high,
      ]);
    }
  };
  const iso = (time: number): string => new Date(time).toISOString();
  const seconds = (path: string, time: unknown): void => {
    if (inSeconds(time))
      add("time-in-seconds", path, time, `${iso(time)}, and in seconds ${iso(time * 1000)}`, time * 1000);
  };
  const times = (o: Fields, path: string, key: string): void => {
    list(o[key]).forEach((item, i) => {
      const { at: time } = fields(item);
      const place = `${at(path, key)}[${i}].at`;
      seconds(place, time);
      if (asOf !== null && (parseTime(time) ?? asOf) > asOf)
        add("future-time", place, time, `later than ${iso(asOf)}`, asOf);
    });
  };
  const duplicates = (items: readonly unknown[], path: string, keys: readonly string[]): void => {
    const seen = new Set<unknown>();
    items.forEach((item, i) => {
      const own = fields(item);
      const key = keys.find((one) => own[one] != null);
      if (!key || !word(own[key])) return;
      const id = own[key];
      // People and departments of two clients may go by the same ids.
      const whole = JSON.stringify([word(id), key !== "client_id" && word(own.client_id)]);
      if (seen.has(whole)) add("duplicate-id", `${path}[${i}].${key}`, id, `${JSON.stringify(id)} is there already`);
      seen.add(whole);
    });
  };
  const person = (o: Fields, path: string): void => {
    for (const key of ["events", "breaches", "history"]) times(o, path, key);
    const measures = fields(o.measures);
    for (const name of Object.keys(measures)) times(measures, at(path, "measures"), name);
    duplicates(list(o.events), at(path, "events"), ["id"]);
    list(o.events).forEach((event, i) => {
      const { type, ref } = fields(event);
      if (typeof type === "string" && type.startsWith("simulation_") && (ref ?? "") === "") {
        add(
          "missing-ref",
          `${at(path, "events")}[${i}].ref`,
          ref,
          "a simulation's event names no campaign, so that each counts as a simulation of its own",
        );
      }
    });
  };

  const visit = (o: unknown, path: string, under: Model | null, depth = 0): void => {
    if (isList(o)) {
      duplicates(o, path, ["id", "employee_id", "department_id", "client_id"]);
      // A list of lists is nothing that has a shape: those could go on for ever.
      return o.forEach((item, i) => visit(isList(item) ? null : item, `${path}[${i}]`, under, depth));
    }
    if (!isObject(o) || depth > 4) return;
    const own = !given && typeof o.model === "string" ? modelOf(o.model) : under;
    const model = o.adjusted === true && !own?.adjusted ? null : own;
    const key = NUMBERS.find((one) => isFinite(o[one]));
    const score = key ? (o[key] as number) : null;
    const grouped = "distribution" in o || "employee_count" in o;
    if (key && score !== null && model) {
      band(model, o, path, score);
      if (!grouped) signals(model, o, path, key, score);
    }
    if (grouped) group(model, o, path, score, key ?? "score");
    else person(o, path);
    for (const part of ["clients", "people", "employees", "departments"]) {
      visit(list(o[part]), at(path, part), own, depth + 1);
    }
  };
  for (const name of ["as_of", "last_updated"]) seconds(name, top[name]);
  visit(data, "", given ?? moxso);
  return found;
}
