/** The path for very large books: loaded where one is, so that no other page pays for it. */
import { displayName } from "../../data/names.js";
import type { SubjectRef } from "../../data/types.js";
import {
  EVENT_TYPES,
  getModel,
  scoreColumnsInSlices,
  scoresAtInSlices,
  toColumnsInSlices,
  type ClientRecord,
  type Model,
} from "../../engine/index.js";
import { FAILURES, lineDates, place, Words, type Want } from "./build.js";
import { NONE, type Lines, type Roster } from "./roster.js";

/** People between two yields. */
const SOME = 2048;

/** As `fromViews`, scored in columns: for so many that an object each would be too much. */
export function* fromRecords(
  { book, ref, within, redact, columns: given }: Want,
  records: ReadonlyArray<Pick<ClientRecord, "people" | "tenant">>,
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
    for (const person of record.people) {
      const n = ids.push(person.id) - 1;
      names.push(displayName(person, redact));
      client[n] = i;
      department[n] = words.place(person.department);
      role[n] = words.place(person.role);
      if (n % SOME === 0) yield (0.1 * n) / people;
    }
    const id = book.clientIds[i]!;
    clients.push({ id, name: book.clientName(id), model: getModel(model, record.tenant) });
  }
  yield 0.1;
  const columns =
    given ??
    (yield* scaled(toColumnsInSlices(records.map((r, i) => ({ id: clients[i]!.id, ...r }))), people, 0.1, 0.5));
  const scores = yield* scaled(scoreColumnsInSlices(columns, { model, asOf, window }), people, 0.5, 0.95);
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
  const band = same
    ? scores.band
    : scores.band.map((b) => (b === NONE ? NONE : place(bands.indexOf(scores.bands[b]!))));
  const { score, published, change, trend } = scores;
  const numbers = { score, published, band, change, trend, failed, failure };
  const roster: Roster = { model, ids, names, client, clients, department, role, words: words.list, ...numbers };
  const dates = lineDates(asOf, window);
  const lines = function* (): Generator<number, Lines> {
    return { dates, scores: yield* scaled(scoresAtInSlices(columns, { model, dates }), people, 0, 1) };
  };
  return { ...part(roster, ref, within), lines };
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
  const columns = [
    "client",
    "department",
    "role",
    "score",
    "published",
    "band",
    "change",
    "trend",
    "failed",
    "failure",
  ] as const;
  const picked = Object.fromEntries(columns.map((name) => [name, pick(roster[name])]));
  return {
    ...roster,
    ...picked,
    ids: keep.map((i) => roster.ids[i]!),
    names: keep.map((i) => roster.names[i]!),
    place: keep,
  };
}
