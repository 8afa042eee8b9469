/** The path for very large books: loaded where one is, so that no other page pays for it. */
import { isServer } from "../../controllers/server.js";
import type { Step } from "../../controllers/task.js";
import type { Book } from "../../data/book.js";
import { clientName } from "../../data/lists.js";
import { displayName, plain, shownAsIs } from "../../data/names.js";
import type { Redact, SubjectRef } from "../../data/types.js";
import {
  getModel,
  scoresAtInSlices,
  toColumnsInSlices,
  type ClientRecord,
  type Columns,
  type ColumnScores,
  type Model,
  type Standings,
} from "../../engine/index.js";
import { newestOf } from "../../engine/bulk/last.js";
import { modelsOf, scorePeopleInSlices } from "../../engine/bulk/score.js";
import { FAILURES, lineDates, place, Words, type Want } from "./build.js";
import { ask, type Bulk, type Roll, type Texts } from "./remote.js";
import { NONE, type Lines, type Roster } from "./roster.js";

/** People between two yields. */
const SOME = 2048;

/** Who there is, in the columns' order. */
interface People extends Pick<
  Roster,
  "ids" | "names" | "client" | "clients" | "department" | "role" | "words" | "issues"
> {}

/** As `fromViews`, scored in columns: for so many that an object each would be too much. */
export function* fromRecords(
  want: Want,
  records: ReadonlyArray<Pick<ClientRecord, "id" | "people" | "tenant">>,
  people: number,
): Generator<Step, Roster> {
  const { book, columns: given, model } = want;
  const { asOf, window } = book;
  // Nothing of so many is there at once.
  if (!isServer) yield Promise.resolve();
  const who = given?.ids
    ? yield* named(want, given, given.ids, given.names ?? given.ids)
    : // Of the records the book itself says what it refuses.
      { ...(yield* recorded(want, records, people)), issues: given ? ownModels(book, given).issues : [] };
  const { length } = who.ids;
  const columns = given ?? (yield* scaled(toColumnsInSlices(records), people, 0.1, 0.5));
  const options = { model, skipRefused: true };
  const scored = scorePeopleInSlices(columns, { ...options, asOf, window });
  const { bands, people: standings } = yield* scaled(scored, length, 0.5, 0.95);
  const dates = lineDates(asOf, window);
  const lines = function* (): Generator<Step, Lines> {
    return { dates, scores: yield* scaled(scoresAtInSlices(columns, { ...options, dates }), length, 0, 1) };
  };
  return {
    ...part(settled(model, who, { ...standings, bands }, newestOf(columns, FAILURES, asOf)), want.ref, want.within),
    lines,
  };
}

/** Who a worker keeps: the same, mostly, while the numbers change with the date and the model. */
interface Known {
  roll: Roll;
  ids: readonly string[];
  given: readonly string[];
  names: Map<Redact, readonly string[]>;
}
const rolls = new WeakMap<Bulk, Known>();

/** As `fromRecords`, of people that a worker keeps: it scores them, and only what a row shows comes over. */
export function* fromWorker(want: Want, worker: Bulk, tell: (share: number) => void): Generator<Step, Roster> {
  const { book } = want;
  const { asOf, window } = book;
  const options = { model: book.model.id, tenant: book.tenant(-1), skipRefused: true };
  const { redact } = want;
  let known = rolls.get(worker);
  // What is slowest first: the worker works while who there is comes over.
  const asked = ask(worker, { task: "roll", ...(known && { known: known.roll.version }) });
  let everyone = 0;
  const told = (done: number): void => tell(everyone && 0.2 + (0.75 * done) / everyone);
  const scored = ask(worker, { task: "score", options: { ...options, asOf, window } }, told);
  const failed = ask(worker, { task: "last", types: FAILURES, asOf });
  // Whichever fails first is told; the others are waited for no more.
  for (const other of [scored, failed]) other.catch(() => undefined);
  const { roll } = yield* answer(asked);
  if (roll) {
    const given = yield* texts(roll.names);
    rolls.set(worker, (known = { roll, given, ids: yield* texts(roll.ids), names: new Map() }));
  }
  if (!known) throw new Error("The worker does not say who there is.");
  everyone = known.ids.length;
  const who = yield* named(want, known.roll, known.ids, known.given, known.names.get(redact));
  known.names.set(redact, who.names);
  const { scores } = yield* answer(scored);
  const { last } = yield* answer(failed);
  const failure: Roster["failure"] = (i) => ({ at: last.at[i]!, type: last.type[i]! });
  const dates = lineDates(asOf, window);
  const lines = function* (): Generator<Step, Lines> {
    const known = yield* answer(ask(worker, { task: "dates", options: { ...options, dates } }));
    return { dates, scores: known.dates };
  };
  return { ...part(settled(book.model, who, scores, failure), want.ref, want.within), lines };
}

/** What a promise comes to, waited for by whoever runs the task. */
function* answer<T>(promise: Promise<T>): Generator<Step, T> {
  const kept: T[] = [];
  yield promise.then((value) => void kept.push(value));
  return kept[0]!;
}

/** Texts that came as one. */
function* texts({ text, ends }: Texts): Generator<Step, string[]> {
  const list: string[] = [];
  let from = 0;
  for (const end of ends) {
    if (list.push(text.slice(from, end)) % SOME === 0) yield 0.1;
    from = end;
  }
  return list;
}

/** Out of the data's own records. */
function* recorded(
  { book, redact, model }: Want,
  records: ReadonlyArray<Pick<ClientRecord, "id" | "people" | "tenant">>,
  people: number,
): Generator<Step, People> {
  const words = new Words();
  const ids: string[] = [];
  const names: string[] = [];
  const client = new Uint32Array(people);
  const department = new Uint32Array(people);
  const role = new Uint32Array(people);
  const clients: Array<People["clients"][number]> = [];
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!;
    for (const person of record.people) {
      const n = ids.push(person.id) - 1;
      names.push(displayName(person, redact));
      client[n] = i;
      department[n] = words.place(person.department);
      role[n] = words.place(person.role);
      if (n % SOME === 0) yield (0.1 * n) / people;
    }
    const { id } = record;
    clients.push({ id, name: clientName(book, id), model: getModel(model, record.tenant) });
  }
  return { ids, names, client, clients, department, role, words: words.list };
}

/** Names as the page may show them. */
function* shown(ids: readonly string[], given: readonly string[], redact: Redact): Generator<Step, readonly string[]> {
  if (given.length === ids.length && shownAsIs(given, redact)) return given;
  const names: string[] = [];
  for (let i = 0; i < ids.length; i++) {
    names.push(displayName({ id: ids[i]!, name: given[i] ?? "" }, redact));
    if (i % SOME === 0) yield 0.1;
  }
  return names;
}

/** Out of columns that say who they are about. */
function* named(
  { book, redact }: Want,
  columns: Pick<Columns, "clientStart" | "department" | "role" | "words" | "tenants" | "clients">,
  ids: readonly string[],
  given: readonly string[],
  known?: readonly string[],
): Generator<Step, People> {
  const { clientStart } = columns;
  const none = new Uint32Array(ids.length);
  const names = known ?? (yield* shown(ids, given, redact));
  const client = new Uint32Array(ids.length);
  const { models, issues } = ownModels(book, columns);
  const clients = models.map((model, c) => {
    client.fill(c, clientStart[c], clientStart[c + 1]);
    const { id, name } = columns.clients?.[c] ?? { id: `${c + 1}`, name: `${c + 1}` };
    return { id, name: plain(name), model };
  });
  // The engine's words hold measures too; a word that no column uses is offered nowhere.
  const { department = none, role = none, words = [""] } = columns;
  return { ids, names, client, clients, department, role, words: words.map(plain), issues };
}

/** The models of the columns' clients; whose own settings are refused is left without scores, as in the page's records. */
const ownModels = (book: Book, columns: Pick<Columns, "clientStart" | "tenants">): ReturnType<typeof modelsOf> =>
  modelsOf(columns, { model: book.model, tenant: book.tenant(-1), skipRefused: true });

/** Who, with their numbers. */
function settled(
  model: Model,
  who: People,
  scores: Standings & Pick<ColumnScores, "bands">,
  failure: Roster["failure"],
): Roster {
  const bands = model.bands.map(({ id }) => id);
  const same = scores.bands.every((id, i) => bands[i] === id);
  const band = same
    ? scores.band
    : scores.band.map((b) => (b === NONE ? NONE : place(bands.indexOf(scores.bands[b]!))));
  const { score, published, change, trend } = scores;
  return { model, ...who, score, published, band, change, trend, failure };
}

/** Another task's count of people as a share of the whole. */
function* scaled<T>(task: Generator<number, T>, people: number, from: number, to: number): Generator<number, T> {
  for (;;) {
    const step = task.next();
    if (step.done) return step.value;
    yield from + ((to - from) * step.value) / Math.max(1, people);
  }
}

/** Those of one client, department or role, or one of them. */
function part(roster: Roster, { kind, id }: SubjectRef, within: string | null): Roster {
  const only = kind === "client" ? id : within;
  const group = kind === "department" || kind === "role" ? roster[kind] : null;
  if (only === null && !group && kind !== "person") return roster;
  // One that is not there has nobody: it must not be everybody.
  const home = roster.clients.findIndex((client) => client.id === only);
  const word = plain(id);
  const keep: number[] = [];
  for (let i = 0; i < roster.ids.length; i++) {
    if (only !== null && roster.client[i] !== home) continue;
    if (group && roster.words[group[i]!] !== word) continue;
    if (kind === "person" && roster.ids[i] !== id) continue;
    keep.push(i);
  }
  const pick = (values: ArrayLike<number>): number[] => keep.map((i) => values[i]!);
  const columns = ["client", "department", "role", "score", "published", "band", "change", "trend"] as const;
  const picked = Object.fromEntries(columns.map((name) => [name, pick(roster[name])]));
  return {
    ...roster,
    ...picked,
    ids: keep.map((i) => roster.ids[i]!),
    names: keep.map((i) => roster.names[i]!),
    failure: (i) => roster.failure(keep[i]!),
    place: keep,
  };
}
