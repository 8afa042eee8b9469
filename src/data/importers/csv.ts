import { refuse } from "../../engine/check.js";
import { isObject, problem } from "../../engine/evidence.js";
import { EVENT_TYPES, type EventType } from "../../engine/types.js";
import { ImportedPeople, mailKey } from "./people.js";
import { rowsOf } from "./rows.js";
import { nameOf, shown, Tally } from "./tally.js";
import { textOf } from "./text.js";
import { timeReader } from "./times.js";
import { ImportError, type ColumnMapping, type CsvOptions, type ImportResult, type ImportSource } from "./types.js";

/** Also what spreadsheet programs make of TRUE in their language, and databases write. */
const YES = /^(?:1|true|t|yes|y|x|ja?|oui|sí|si|sim|wahr|vrai|verdadero|verdadeiro|vero|waar)$/i;

/** A number as spreadsheets write it, with either decimal sign; "80 %" is 80, as measures go to 100. */
function numberOf(text: string): number | null {
  const found = /^([+-]?\d+(?:[.,]\d+)?)\s*%?$/.exec(text.trim().replace("\u2212", "-"));
  return found ? Number(found[1]!.replace(",", ".")) : null;
}

/** What a training taught goes to 1. Beyond it only a sign tells per cent from a scale of ten. */
function learned(text: string): number | string | null {
  const value = numberOf(text);
  if (value === null) return null;
  if (text.includes("%")) return value / 100;
  return value > 1 ? `${shown(text)} is more than 1; write a share of 1 or per cent ("85 %")` : value;
}

/** So many words of the file's own are kept: beyond that it is no column of what happened. */
const LISTED = 100;

const list = (values: ReadonlyArray<string | number>): string =>
  `${values.slice(0, 12).map(shown).join(", ")}${values.length > 12 ? ` and ${values.length - 12} more` : ""}`;

const squash = (text: string): string => text.trim().toLowerCase();

type Getter = (cells: readonly string[]) => string;

/** @throws {ImportError} always */
const unmapped = (path: string, value: unknown, expected: string): never => {
  throw new ImportError("missing-column", problem(path, value, expected).message);
};

/** A getter for each mapped column. @throws {ImportError} a column that the header does not have, or none that can be meant */
function gettersOf(
  { measures = {}, times = {}, ...single }: ColumnMapping,
  header: readonly string[] | null,
  width: number,
) {
  const used = new Set<number>();
  const get = (path: string, column: string | number): Getter => {
    const named = typeof column === "string";
    if (!named && !Number.isInteger(column)) unmapped(path, column, "a header or a place, from 0");
    const at = !named ? column : header ? header.findIndex((name) => squash(name) === squash(column)) : -1;
    if (at < 0 || at >= width)
      throw new ImportError(
        "missing-column",
        `${path}: there is no column ${shown(column)}; there are ${(header ?? []).map(shown).join(", ") || "no headers"}.`,
      );
    used.add(at);
    return (cells) => (cells[at] ?? "").trim();
  };
  const each = (path: string, columns: object) =>
    Object.entries(columns as Record<string, string | number | null | undefined>).flatMap(
      ([key, column]): Array<[string, Getter]> => (column == null ? [] : [[key, get(`${path}.${key}`, column)]]),
    );
  if (!isObject(measures)) unmapped("columns.measures", measures, "columns by the measures' names");
  if (!isObject(times)) unmapped("columns.times", times, "columns by event types");
  for (const type of Object.keys(times))
    if (!EVENT_TYPES.includes(type as EventType)) unmapped("columns.times", type, "known event types");
  return {
    used,
    times: each("columns.times", times) as Array<[EventType, Getter]>,
    one: Object.fromEntries(each("columns", single)) as { [K in keyof typeof single]?: Getter },
    measures: each("columns.measures", measures),
  };
}

/** What the file's own words mean. @throws {RangeError} a meaning that is none */
function wordsOf(events: CsvOptions["events"] = {}): Map<string, EventType | null> {
  const words = new Map<string, EventType | null>(EVENT_TYPES.map((type) => [type, type]));
  if (!isObject(events)) refuse("events", events, "event types by the file's words");
  for (const [word, type] of Object.entries(events)) {
    if (type !== null && !EVENT_TYPES.includes(type)) refuse(`events.${word}`, type, "a known event type or null");
    words.set(squash(word), type);
  }
  return words;
}

/**
 * Reads a CSV file by a column mapping. A line is about one person and may say who it is, what happened (with a date),
 * how something was measured (with a date: a point of a series) and what leaked.
 * The mapping has to be given: `guessColumns` suggests one, and `importFile` takes that by itself.
 * What it did not understand of the file as a whole is in `issues`; the line's own faults are in `refusals`.
 * @throws {ImportError} `missing-column` or `empty`
 * @throws {RangeError} an unknown time zone, or a word that means no known event type
 */
export async function importCsv(source: ImportSource, options: CsvOptions): Promise<ImportResult> {
  // Who calls it from plain JavaScript may leave it out.
  const columns: unknown = (options as CsvOptions | undefined)?.columns;
  if (!isObject(columns))
    return unmapped("columns", columns, 'a mapping, as { email: "E-mail" } (guessColumns suggests one for a header)');
  if (columns.email == null && columns.id == null)
    throw new ImportError(
      "missing-column",
      "columns: it names neither a column of e-mail addresses (email) nor one of ids (id).",
    );
  const time = timeReader(options);
  const words = wordsOf(options.events);
  const people = options.into ?? new ImportedPeople();
  people.begin();
  const tally = new Tally();
  let getters: ReturnType<typeof gettersOf> | undefined;
  let header: readonly string[] = [];
  let width = 0;
  const unread = new Set<number>();
  const unknown = new Map<string, number>();
  const file = nameOf(source, options.name).replace(/\.\w+$/, "");

  /** @returns a sentence where the line, or a part of it, cannot be used */
  const add = (cells: readonly string[]): string | null => {
    const { one, measures, times, used } = getters!;
    cells.forEach((text, i) => void (used.has(i) || text.trim() === "" || unread.add(i)));
    const cell = (key: keyof Omit<ColumnMapping, "measures" | "times">): string => one[key]?.(cells) ?? "";
    const mail = cell("email");
    const key = mail ? mailKey(mail) : cell("id") || null;
    if (key === null) return mail ? `${shown(mail)} is not an e-mail address` : "neither an e-mail address nor an id";
    const faults: string[] = [];
    const optional = (
      what: string,
      text: string,
      make: (text: string) => number | string | null,
    ): number | undefined => {
      if (text === "") return undefined;
      const value = make(text);
      if (typeof value === "number") return value;
      faults.push(`${what}: ${value ?? `${shown(text)} is not a number`}`);
      return undefined;
    };
    const at = optional("time", `${cell("at")} ${cell("timeOfDay")}`.trim(), time);
    const dated = one.at !== undefined;
    const mean = optional("cohort mean", cell("cohortMean"), numberOf);
    people.about(key, {
      name: cell("name") || `${cell("givenName")} ${cell("familyName")}`.trim(),
      department: cell("department"),
      role: cell("role"),
      business_impact: cell("businessImpact").toLowerCase(),
      cohort_mean: mean,
    });
    for (const [name, get] of measures) {
      const value = optional(name, get(cells), numberOf);
      if (value === undefined) continue;
      if (dated && at === undefined) faults.push(`${name}: the date is missing`);
      else people.sample(key, name, at ?? null, value);
    }
    const breachAt = optional("breach", cell("breachAt"), time);
    if (breachAt !== undefined) {
      const name = cell("breachName");
      people.breach(key, {
        id: `csv:${name || breachAt}`,
        at: breachAt,
        ...(name ? { name } : {}),
        ...(cell("severity") ? { severity: cell("severity").toLowerCase() } : {}),
        password_exposed: YES.test(cell("passwordExposed")),
        notified: YES.test(cell("notified")),
      });
    }
    const score = (): number | undefined => optional("score", cell("score"), learned);
    const what = cell("event");
    const type = words.get(squash(what));
    if (what !== "" && type === undefined) {
      if (unknown.has(what) || unknown.size < LISTED) unknown.set(what, (unknown.get(what) ?? 0) + 1);
      faults.push(`event: ${shown(what)} is not known; say what it means (events)`);
    } else if (type && at === undefined) faults.push("event: the time is missing");
    else if (type && at !== undefined)
      people.event(key, {
        type,
        at,
        ref: cell("ref") || undefined,
        id: cell("eventId") || undefined,
        score: score(),
        clue: {},
      });
    const timed = times.flatMap(([type, get]) => {
      const then = optional(type, get(cells), time);
      return then === undefined ? [] : [{ type, at: then }];
    });
    // A line is one simulation, whatever of it happened: without a name of its own the file's, and the day it began.
    const day = timed.length > 0 && new Date(Math.min(...timed.map((e) => e.at))).toISOString().slice(0, 10);
    for (const e of timed)
      people.event(key, {
        ...e,
        ref: cell("ref") || `${file} ${day}`.trim(),
        ...(e.type === "training_completed" ? { score: score() } : {}),
        clue: {},
      });
    return faults.length > 0 ? faults.join("; ") : null;
  };

  for await (const { cells, line, fault } of rowsOf(textOf(source, options), options.delimiter)) {
    if (!getters) {
      if (typeof options.header === "number" && line < options.header) {
        tally.skipped++;
        continue;
      }
      width = cells.length;
      if (options.header !== false) header = cells;
      getters = gettersOf(columns, options.header === false ? null : cells, width);
      if (options.header !== false) continue;
    }
    // Spreadsheet programs leave empty cells at a line's end away. Half a broken line and a file's last words are short
    // too: an id could be any of them, an address is somebody's.
    const short = cells.length < width && mailKey(getters.one.email?.(cells) ?? "") === null;
    const wrong = fault ?? (short ? `${cells.length} columns instead of ${width}` : add(cells));
    if (wrong === null) tally.used++;
    else tally.refuse(line, wrong);
  }
  if (!getters) throw new ImportError("empty", "The file is empty.");
  const result = await tally.result("csv", people);
  result.columns = columns;
  result.unread = [...unread]
    .sort((a, b) => a - b)
    .map((i) => {
      const name = header[i]?.trim();
      // Of two headers alike the mapping's name means the first.
      return name && header.indexOf(header[i]!) === i ? name : i;
    });
  result.words = Object.fromEntries(unknown);
  const { one, times, measures } = getters;
  const say = (path: string, message: string): void => void result.issues.push({ path, message });
  if (result.read === 0) say("source", "there is no line below the header");
  if (result.unread.length > 0)
    say("columns", `nothing was taken from ${list(result.unread)}; the mapping does not say what is in it`);
  if (one.at && !one.event && measures.length === 0)
    say("columns.event", "no column says what happened at the times; expected one beside columns.at");
  if (one.event && !one.at) say("columns.at", "no column says when it happened; expected one beside columns.event");
  if (!one.at && !one.event && !one.breachAt && times.length + measures.length === 0 && result.unread.length > 0)
    say("columns.event", "no column says what happened; expected event and at, or times by what happened then");
  if (unknown.size > 0)
    say("events", `no known event type: ${list([...unknown.keys()])}; say what it means, or null for nothing`);
  return result;
}
