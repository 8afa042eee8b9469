import type { Book } from "../../data/book.js";
import { displayName, plain } from "../../data/names.js";
import type { Redact, SubjectRef, SubjectView } from "../../data/types.js";
import {
  EVENT_TYPES,
  getModel,
  parseTime,
  scoreColumnsInSlices,
  toColumnsInSlices,
  type Columns,
  type EventRecord,
  type Model,
} from "../../engine/index.js";
import { NONE, TRENDS, type Roster } from "./roster.js";

const DAY = 86_400_000;
/** More people than this are scored in columns: views, one object each, are for lists that a reader goes through. */
const IN_VIEWS = 2000;
/** People between two yields. */
const SOME = 2048;
/** Points of a trend line. */
export const LINE = 13;

/** What counts as having failed: the simulations and threats that somebody fell for. */
const FAILURES = [
  "simulation_clicked",
  "simulation_qr_scanned",
  "simulation_attachment_opened",
  "simulation_submitted",
  "threat_clicked",
].map((type) => (EVENT_TYPES as readonly string[]).indexOf(type));

/** Dates of the trend lines over a window, oldest first. */
export const lineDates = (asOf: number, window: number): number[] =>
  Array.from({ length: LINE }, (_, i) => asOf - Math.round((window * DAY * (LINE - 1 - i)) / (LINE - 1)));

/** Texts by number, "" first. */
class Words {
  readonly list: string[] = [""];
  readonly #places = new Map([["", 0]]);
  place(text: string | undefined): number {
    const word = plain(text);
    let place = this.#places.get(word);
    if (place === undefined) this.#places.set(word, (place = this.list.push(word) - 1));
    return place;
  }
}

interface Want {
  book: Book;
  /** Limits the ranking to a client, a department or a role. */
  ref: SubjectRef;
  within: string | null;
  redact: Redact;
  /** Everyone's evidence in columns, in the order of the book's people. */
  columns?: Columns | null | undefined;
}

/**
 * Everyone of a book (or of one subject in it) in columns. Work is done between yields of at most some 20 ms, each of
 * which says what share of it is done.
 */
export function* build(want: Want): Generator<number, Roster> {
  const { book, columns } = want;
  const records = book.clientIds.map((id) => book.clientRecord(id));
  const people = records.reduce((n, record) => n + (record?.people.length ?? 0), 0);
  const all = records.every((record) => record !== null);
  return yield* all && (columns || people > IN_VIEWS) ? fromRecords(want, records, people) : fromViews(want);
}

function* fromViews({ book, ref, within }: Want): Generator<number, Roster> {
  const words = new Words();
  const { model } = book;
  const ids: string[] = [];
  const names: string[] = [];
  const clients: Array<{ id: string; name: string; model: Model }> = [];
  const numbers = Array.from({ length: 9 }, (): number[] => []);
  const [client, department, role, score, published, band, change, trend, failed] = numbers as [
    number[], number[], number[], number[], number[], number[], number[], number[], number[],
  ];
  const failure: number[] = [];
  const add = (view: SubjectView): void => {
    const home = view.client ?? { id: "", name: "" };
    if (clients.at(-1)?.id !== home.id || !clients.length) clients.push({ ...home, model: view.model });
    const last = lastFailure(book.record(view.id)?.person.events, book.asOf);
    ids.push(view.id);
    names.push(view.name);
    client.push(clients.length - 1);
    department.push(words.place(view.department));
    role.push(words.place(view.role));
    score.push(view.score ?? NaN);
    published.push(view.published ?? NaN);
    band.push(place(view.bands.findIndex(({ id }) => id === view.band)));
    change.push(view.change ?? NaN);
    trend.push(place(view.trend === null ? -1 : TRENDS.indexOf(view.trend)));
    failed.push(last.at);
    failure.push(last.type);
  };
  const only = ref.kind === "client" ? ref.id : within;
  const chosen = book.clientIds.filter((id) => only === null || id === only);
  const passes = (view: SubjectView): boolean =>
    ref.kind === "department" || ref.kind === "role" ? view[ref.kind] === ref.id : ref.kind !== "person" || view.id === ref.id;
  for (const [i, id] of chosen.entries()) {
    for (const view of book.people({ kind: "client", id })) if (passes(view)) add(view);
    yield (i + 1) / chosen.length;
  }
  return { model, ids, names, client, clients, department, role, words: words.list, score, published, band, change, trend, failed, failure };
}

const place = (index: number): number => (index < 0 ? NONE : index);

function* fromRecords(
  { book, ref, within, redact, columns: given }: Want,
  records: ReadonlyArray<ReturnType<Book["clientRecord"]>>,
  people: number,
): Generator<number, Roster> {
  const { model, asOf, window } = book;
  const words = new Words();
  const ids: string[] = [];
  const names: string[] = [];
  const client = new Uint32Array(people);
  const department = new Uint32Array(people);
  const role = new Uint32Array(people);
  const clients: Array<{ id: string; name: string; model: Model }> = [];
  for (const [i, record] of records.entries()) {
    for (const person of record!.people) {
      const n = ids.push(person.id) - 1;
      names.push(displayName(person, redact));
      client[n] = i;
      department[n] = words.place(person.department);
      role[n] = words.place(person.role);
      if (n % SOME === 0) yield (0.1 * n) / people;
    }
    const id = book.clientIds[i]!;
    clients.push({ id, name: book.clientName(id), model: getModel(model, record!.tenant) });
  }
  yield 0.1;
  const columns = given ?? (yield* scaled(toColumnsInSlices(records.map((r, i) => ({ id: clients[i]!.id, ...r! }))), people, 0.1, 0.5));
  const dates = lineDates(asOf, window);
  const scores = yield* scaled(scoreColumnsInSlices(columns, { model, asOf, window, dates }), people, 0.5, 0.9);
  const { eventStart, eventType, eventAt } = columns;
  const failed = new Float64Array(people).fill(NaN);
  const failure = new Uint8Array(people);
  const fails = Uint8Array.from(EVENT_TYPES, (_, i) => +FAILURES.includes(i));
  for (let i = 0; i < people; i++) {
    for (let e = eventStart[i + 1]! - 1; e >= eventStart[i]!; e--) {
      if (!fails[eventType[e]!] || eventAt[e]! > asOf) continue;
      failed[i] = eventAt[e]!;
      failure[i] = eventType[e]!;
      break;
    }
  }
  const bands = model.bands.map(({ id }) => id);
  const same = scores.bands.every((id, i) => bands[i] === id);
  const band = same ? scores.band : scores.band.map((b) => (b === NONE ? NONE : place(bands.indexOf(scores.bands[b]!))));
  const { score, published, change, trend, series } = scores;
  const roster = { model, ids, names, client, clients, department, role, words: words.list, score, published, band, change, trend, failed, failure, series, dates };
  yield 0.95;
  return part(roster, ref, within);
}

/** Another task's count of people as a share of the whole. */
function* scaled<T>(task: Generator<number, T>, people: number, from: number, to: number): Generator<number, T> {
  for (;;) {
    const step = task.next();
    if (step.done) return step.value;
    yield from + ((to - from) * step.value) / Math.max(1, people);
  }
}

/** Those of one client, department or role. */
function part(roster: Roster, { kind, id }: SubjectRef, within: string | null): Roster {
  const only = kind === "client" ? id : within;
  const home = only === null ? -1 : roster.clients.findIndex((client) => client.id === only);
  const word = kind === "department" || kind === "role" ? roster.words.indexOf(id) : -1;
  if (home < 0 && word < 0) return roster;
  const keep: number[] = [];
  for (let i = 0; i < roster.ids.length; i++) {
    if (home >= 0 && roster.client[i] !== home) continue;
    if (word >= 0 && roster[kind as "role"][i] !== word) continue;
    keep.push(i);
  }
  const pick = (values: ArrayLike<number>): number[] => keep.map((i) => values[i]!);
  const columns = ["client", "department", "role", "score", "published", "band", "change", "trend", "failed", "failure"] as const;
  const picked = Object.fromEntries(columns.map((name) => [name, pick(roster[name])]));
  return {
    ...roster,
    ...picked,
    ids: keep.map((i) => roster.ids[i]!),
    names: keep.map((i) => roster.names[i]!),
    series: roster.series && keep.flatMap((i) => Array.from({ length: LINE }, (_, d) => roster.series![i * LINE + d]!)),
  };
}

/** The newest event that counts as a failure; NaN where there is none. */
function lastFailure(events: readonly EventRecord[] | undefined, asOf: number): { at: number; type: number } {
  let last = { at: NaN, type: 0 };
  for (const event of Array.isArray(events) ? (events as Array<EventRecord | null>) : []) {
    const type = (EVENT_TYPES as readonly string[]).indexOf(event?.type ?? "");
    if (!event || !FAILURES.includes(type) || event.scored === false || event.disputed) continue;
    const at = parseTime(event.at);
    if (at !== null && at <= asOf && !(at <= last.at)) last = { at, type };
  }
  return last;
}
