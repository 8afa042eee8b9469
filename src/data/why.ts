import { known as knownAt, type Evidence } from "../engine/evidence.js";
import { byDepartment, groupRows, type Share } from "../engine/drivers.js";
import { compose, type Composition, type RowChange } from "../engine/explain.js";
import { rollUp, standing, sum, trendOf } from "../engine/rules.js";
import { DAY } from "../engine/time.js";
import type { Model, PersonScore } from "../engine/types.js";
import type { Counts, Shown } from "../engine/privacy.js";
import type { Book } from "./book.js";
import { countsOf, keyOf } from "./numbers.js";
import { guardPart } from "./parts.js";
import type { Audience, SubjectRef } from "./types.js";

/** A part of a score or of its change, in score units. */
export interface Driver extends Share {
  /** Head count of a group; null where it is not said. */
  people?: number | null;
  /** Everyone in groups too small to show, together. */
  withheld?: boolean;
  /** The client that a person is in: another may have somebody under the same id. */
  client?: string;
}

/** Who and what a score comes from: each list sums to it (1e-9). */
export interface Drivers {
  rows: Share[];
  /** Departments, or the clients of a book; none for a person. People in none are together, under "". */
  groups: Driver[];
  /** None for a person and for the client audience. */
  people: Driver[];
}

/** Epoch ms beside the score. */
export type End = Pick<PersonScore, "score" | "published" | "band"> & { at: number };

export interface RowMove extends RowChange {
  /** How many events or breaches came in; null for a row that counts none, and for the client audience. */
  fresh: number | null;
  /** How many of them are real threats that were clicked, where a row counts those beside failed simulations. */
  threats?: number;
}

/** Why a score moved over the window: `new` and `fading` of all rows sum to the change, and so does each list. */
export interface Moved extends Omit<Drivers, "rows"> {
  from: End;
  to: End;
  /** Null where either end has no score: then there are no parts. */
  change: number | null;
  rows: RowMove[];
  /** None for a person, and where it would tell a few people's scores. */
  composition: (Composition & { people: Record<keyof Composition, number> }) | null;
}

/** A subject's people and their scores, as the book has them. */
interface Members {
  model: Model;
  audience: Audience;
  /** Whether the audience may know the earlier score. */
  told: boolean;
  /** A person is explained by rows only. */
  single: boolean;
  /** In the order of the scores; `department` is the group they are told by. */
  people: ReadonlyArray<{ id: string; client: string; department?: string | undefined }>;
  /** What is on record of each. */
  evidence(): readonly Evidence[];
  /** Epoch ms. */
  from: number;
  to: number;
  before(): readonly PersonScore[];
  /** What was known at the earlier date, scored at the later. */
  between(): readonly PersonScore[];
  after(): readonly PersonScore[];
  /** Whether a group is too small for the audience, or was: @param had whether anybody of it had an earlier score to tell */
  hidden(group: string, had: boolean): boolean;
}

const FAILING = new Set([
  "simulation_clicked",
  "simulation_qr_scanned",
  "simulation_attachment_opened",
  "simulation_submitted",
  "threat_clicked",
]);

export const isFailure = (type: string): boolean => FAILING.has(type);

/**
 * Simulations and real threats that somebody fell for after `from` and up to `to`, as the models count them: each once, at
 * its first failing event.
 */
export function failuresOf({ events }: Evidence, from: number, to: number): { simulations: number; threats: number } {
  const first = new Map<string | number, { at: number; threat: boolean }>();
  for (const { type, at, ref } of events) {
    if (at > to || !isFailure(type)) continue;
    const threat = type === "threat_clicked";
    const known = first.get(ref);
    if (!known) first.set(ref, { at, threat });
    else known.threat &&= threat;
  }
  const failures = [...first.values()].filter(({ at }) => at > from);
  const threats = failures.filter(({ threat }) => threat).length;
  return { simulations: failures.length - threats, threats };
}

const scoresOf = (people: readonly PersonScore[]): Array<number | null> => people.map(({ score }) => score);

const rowsOf = (model: Model, people: readonly PersonScore[]): Map<string, number> =>
  groupRows(
    model,
    people.map(({ score, contributions }) => ({ score, rows: contributions })),
  );

/**
 * Each person's part by group and by name, as far as the audience may know.
 * @param scores those the parts come from: whoever has none in any of them has no part
 */
function split(
  { single, people, audience, hidden }: Members,
  parts: readonly number[],
  ...scores: ReadonlyArray<ReadonlyArray<number | null>>
): Omit<Drivers, "rows"> {
  if (single) return { groups: [], people: [] };
  const all = byDepartment(people, (i) => parts[i]!);
  if (audience !== "client") {
    const named = people.flatMap(({ id, client }, i): Driver[] =>
      scores.every((at) => at[i] === null) ? [] : [{ id, client, share: parts[i]! }],
    );
    return { groups: all, people: named };
  }
  const had = (id: string): boolean =>
    scores.length > 1 && people.some(({ department }, i) => department === id && scores[0]![i] !== null);
  // People in no group are what is left over: with them shown, the others' total would be too.
  const rest = all.filter(({ id }) => !id || hidden(id, had(id)));
  const groups: Driver[] = all.filter((group) => !rest.includes(group));
  if (rest.length) groups.push({ id: "", share: sum(rest.map((g) => g.share)), people: null, withheld: true });
  return { groups, people: [] };
}

/** A client's people by what was known at the earlier date, scored at the later. */
const betweens = new WeakMap<Book, Map<number, readonly PersonScore[]>>();
function between(book: Book, client: number): readonly PersonScore[] {
  const known = betweens.get(book) ?? new Map<number, readonly PersonScore[]>();
  betweens.set(book, known);
  let scores = known.get(client);
  if (!scores) {
    const then = book.evidence(client).map((evidence) => knownAt(evidence, book.asOf - book.window * DAY));
    known.set(client, (scores = book.score(client, book.asOf, then)));
  }
  return scores;
}

/** Everything that explaining a subject scores, with a breath after each client's people. */
export function* explaining(book: Book, ref: SubjectRef, within: string | null): Generator<undefined, void> {
  for (const client of new Set(book.membersOf(ref, within).map((member) => member.client))) {
    book.scored(client, book.asOf - book.window * DAY);
    yield;
    between(book, client);
    yield;
  }
}

const STAYED = ["joined", "left", "changed"] as const;
const stayers = new WeakMap<Book, Map<string, Shown>>();

/**
 * Whether the client audience may know who joined, left and stayed. What a few people made of a score, told by itself, is
 * what they scored; and what a client's parts are told must not give away those of another.
 */
function stayersTold(book: Book, ref: SubjectRef, within: string | null): boolean {
  let shown = stayers.get(book);
  if (!shown) {
    const counts = (one: SubjectRef, inside: string | null): Counts | null => {
      const members = book.membersOf(one, inside);
      const ways = members.map(({ client, index }) => {
        const was = book.scoresAt(client, book.start)[index] !== null;
        const is = book.scored(client, book.asOf)[index]!.score !== null;
        return was ? (is ? "changed" : "left") : is ? "joined" : null;
      });
      return members.length ? countsOf(ways, STAYED) : null;
    };
    const { guardToo, settingsOf } = guardPart();
    const settings = settingsOf(book);
    const minCell = Math.max(settings.minCell, settings.minGroup);
    stayers.set(book, (shown = guardToo(book, counts, { ...settings, minCell })));
  }
  const cells = shown.get(keyOf(ref, within))?.cells;
  return !!cells && STAYED.every((way) => cells[way]!.count !== null);
}

/** What explains a subject; null where that is withheld or not known. */
function membersOf(book: Book, ref: SubjectRef, within: string | null): Members | null {
  const view = book.subject(ref, within);
  const members = book.membersOf(ref, within);
  if (!view || view.withheld || !members.length || members.some((m) => m.person.supplied)) return null;
  const [from, to] = [book.asOf - book.window * DAY, book.asOf];
  const { clients } = book.input;
  const whole = ref.kind === "book" && clients.length > 1;
  // Roles cut across departments: what one has of the other is a group nobody guards.
  const crossed = book.audience === "client" && (ref.kind === "role" || ref.kind === "department");
  const home = view.client?.id ?? null;
  const each = (scores: (client: number) => readonly PersonScore[]) => (): PersonScore[] =>
    members.map(({ client, index }) => scores(client)[index]!);
  return {
    model: view.model,
    audience: book.audience,
    told: book.audience !== "client" || view.change !== null,
    single: ref.kind === "person",
    people: members.map(({ person, client }) => ({
      id: person.id,
      client: clients[client]!.id,
      department: crossed ? undefined : whole ? clients[client]!.id : person.department,
    })),
    evidence: () => members.map(({ client, index }) => book.evidence(client)[index]!),
    from,
    to,
    before: each((client) => book.scored(client, from)),
    between: each((client) => between(book, client)),
    after: each((client) => book.scored(client, to)),
    hidden: (id, had) => {
      const part = book.subject({ kind: whole ? "client" : "department", id }, whole ? null : home);
      return part?.withheld !== false || (had && part.change === null);
    },
  };
}

/** Who and what a subject's score comes from; null without a score, and where it is withheld or not known. */
export function driversOf(book: Book, ref = book.whole, within: string | null = null): Drivers | null {
  const members = membersOf(book, ref, within);
  if (!members) return null;
  const { model } = members;
  const people = members.after();
  const scores = scoresOf(people);
  if (rollUp(model, scores) === null) return null;
  const nobody = people.map(() => null);
  const rows = [...rowsOf(model, people)].map(([id, share]) => ({ id, share }));
  return { rows, ...split(members, compose(model, nobody, scores).parts, scores) };
}

/** Why a subject's score moved over the window. */
export function movedOf(book: Book, ref = book.whole, within: string | null = null): Moved | null {
  const members = membersOf(book, ref, within);
  if (!members) return null;
  const { model, single, audience, told: known } = members;
  const [before, after] = [members.before(), members.after()];
  const [old, now] = [scoresOf(before), scoresOf(after)];
  const end = (scores: Array<number | null>, at: number): End => ({ ...standing(model, rollUp(model, scores)), at });
  const [from, to] = [end(known ? old : [], members.from), end(now, members.to)];
  const { change } = trendOf(model, from.score, to.score);
  const moved: Moved = { from, to, change, rows: [], composition: null, groups: [], people: [] };
  if (change === null) return moved;
  const [first, middle, last] = [before, members.between(), after].map((people) => rowsOf(model, people));
  const count = (people: readonly PersonScore[], id: string): number | null => {
    const counts = people.flatMap(({ contributions }) => contributions.find((row) => row.id === id)?.count ?? []);
    return counts.length ? sum(counts) : null;
  };
  /** Whoever had no score had breaches all the same: they came in when they happened, not when the score did. */
  const came = (id: string): number | null =>
    id === "breach_exposure"
      ? sum(
          members
            .evidence()
            .map(({ breaches }, i) =>
              now[i] === null ? 0 : breaches.filter(({ at }) => at > members.from && at <= members.to).length,
            ),
        )
      : null;
  const threats = (): number => sum(members.evidence().map((one) => failuresOf(one, members.from, members.to).threats));
  for (const id of new Set([...first!.keys(), ...middle!.keys(), ...last!.keys()])) {
    const [a = 0, b = 0, c = 0] = [first!.get(id), middle!.get(id), last!.get(id)];
    const had = count(before, id);
    const has = count(after, id);
    const none = audience === "client" || (had === null && has === null);
    const fresh = none ? null : (came(id) ?? Math.max(0, (has ?? 0) - (had ?? 0)));
    const some = fresh && id === "phishing_failures" ? threats() : 0;
    moved.rows.push({ id, new: c - b, fading: b - a, fresh, ...(some && { threats: some }) });
  }
  if (single) return moved;
  const { composition, parts } = compose(model, old, now);
  const who = (test: (was: boolean, is: boolean) => boolean): number =>
    old.filter((score, i) => test(score !== null, now[i] !== null)).length;
  const people = {
    joined: who((was, is) => !was && is),
    left: who((was, is) => was && !is),
    changed: who((was, is) => was && is),
  };
  if (audience !== "client" || stayersTold(book, ref, within)) moved.composition = { ...composition, people };
  return Object.assign(moved, split(members, parts, old, now));
}
