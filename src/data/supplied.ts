import { prepare } from "../engine/evidence.js";
import { bandOf, publish, trendOf } from "../engine/rules.js";
import { parseTime } from "../engine/time.js";
import type { Contribution, Issue, Model, PersonScore } from "../engine/types.js";
import type { Book } from "./book.js";
import { SMALL } from "./numbers.js";
import type {
  BookInput,
  Cell,
  ClientInput,
  PersonInput,
  Snapshot,
  SubjectRef,
  SuppliedGroup,
  SuppliedScore,
} from "./types.js";

/* Numbers that came as such: books of records do without. */

/** A band of the model by its id; undefined for any other name, `constructor` included. */
const knownBand = (model: Model, id: string | null | undefined): string | undefined =>
  model.bands.find((band) => band.id === id)?.id;

/** As it is shown: a service may send a mean as finely as it has it, and the band must not be another than the number's. */
function publishedOf(model: Model, { score, published }: SuppliedScore | SuppliedGroup): number | null {
  const given = published ?? score;
  return given === null ? null : publish(model, given);
}

/**
 * A supplied number as the engine would answer it: the number as it stands, never scaled, never calculated again.
 * Its rows are those that came with it, else what its signals weigh; `unexplained` is what neither accounts for.
 * @param at epoch ms, where the source does not say when
 */
export function suppliedPersonScore(
  person: PersonInput,
  supplied: SuppliedScore,
  model: Model,
  at: number,
): PersonScore {
  const { score } = supplied;
  const published = publishedOf(model, supplied);
  const issues: Issue[] = [];
  const read = published === null ? null : bandOf(model, published);
  const band = knownBand(model, supplied.band) ?? read;
  if (supplied.band !== undefined && supplied.band !== null && band !== supplied.band) {
    const expected = model.bands.map(({ id }) => id).join(", ");
    issues.push({ path: "band", message: `band: ${JSON.stringify(supplied.band)}; expected one of ${expected}.` });
  }
  const [low, high] = model.scale;
  const given = supplied.published ?? score;
  if (given !== null && (given < low || given > high))
    issues.push({
      path: "score",
      message: `score: ${given}; expected ${low} to ${high}, the scale of ${model.id}.`,
    });
  const { signals } = supplied;
  const raw = signals && model.measure(prepare({ id: "", measures: signals }), at);
  let contributions: Contribution[] = supplied.contributions ?? [];
  // Modifiers and limits belong to a calculation, which was the service's: ours are the weighted signals only.
  if (!supplied.contributions && raw) contributions = raw.rows.filter(({ id }) => Object.hasOwn(signals, id));
  const unexplained = (score ?? 0) - contributions.reduce((sum, row) => sum + row.points, 0);
  if (contributions.length && score !== null && Math.abs(unexplained) > 1e-9) {
    contributions = [...contributions, { id: "unexplained", points: unexplained }];
  }
  const { change = null } = supplied;
  const computed = change === null || score === null ? null : trendOf(model, score - change, score).trend;
  return {
    id: person.id,
    model: model.id,
    asOf: supplied.asOf ?? at,
    score,
    published,
    band: score === null ? null : band,
    coverage: supplied.coverage ?? raw?.coverage ?? (score === null ? 0 : 1),
    contributions,
    issues,
    change,
    trend: supplied.trend ?? computed,
  };
}

/** Bands, signals and rows by the names that numbers came with. */
function* wordsOf({ supplied, clients }: BookInput): Generator<string> {
  const groups = [
    supplied,
    ...clients.flatMap((c) => [c.supplied, ...(c.groups ?? []).map((group) => group.supplied)]),
  ];
  for (const group of groups) {
    if (group?.band) yield group.band;
    yield* Object.keys(group?.distribution ?? {});
  }
  for (const { supplied: one } of clients.flatMap(({ people }) => people)) {
    if (one?.band) yield one.band;
    yield* Object.keys(one?.signals ?? {});
  }
}

/**
 * The model that numbers are of, where nobody names it: not the page's, if they are in words that it does not know and their
 * source's does. An API of the three published endpoints has one model, whichever it is asked for.
 * @param published handed over: imported here, its file would be one of its own for every element
 */
export function modelOfNumbers(
  input: BookInput,
  asked: string | Model,
  published: (id: string) => Model | undefined,
): string | Model {
  const [own, other] = [input.model, asked].map((one) => (typeof one === "string" ? published(one) : one));
  if (!own || !other || own.id === other.id) return asked;
  // Records are scored by what the page asks for.
  if (input.clients.some(({ people }) => people.some((person) => !person.supplied))) return asked;
  const words = [...new Set(wordsOf(input))];
  const knows = (model: Model): boolean =>
    words.every((word) => knownBand(model, word) !== undefined || model.rows.includes(word));
  return knows(own) && !knows(other) ? own.id : asked;
}

type Past = Array<{ at: number; score: number }>;

/** Oldest first. */
export const pastOf = ({ history = [] }: Pick<PersonInput, "history">): Past =>
  history
    .flatMap(({ at, score }) => {
      const time = parseTime(at);
      return time === null || !Number.isFinite(score) ? [] : [{ at: time, score }];
    })
    .sort((a, b) => a.at - b.at);

/** What a past says of a date. */
export const scoreAt = (past: Past, at: number): number | null =>
  past.findLast((point) => point.at <= at)?.score ?? null;

/** What a supplied number was at an earlier date: it has no past but the one supplied with it. */
export const suppliedAt = (person: PersonInput, at: number): number | null => scoreAt(pastOf(person), at);

/** People's scores at a date, with those that came as such in their places. @param at, asOf epoch ms */
export const withSupplied = (
  scores: readonly PersonScore[],
  people: readonly PersonInput[],
  model: Model,
  at: number,
  asOf: number,
): readonly PersonScore[] =>
  scores.map((score, i) => {
    const person = people[i]!;
    const { supplied } = person;
    if (!supplied) return score;
    return suppliedPersonScore(person, at < asOf ? { score: suppliedAt(person, at) } : supplied, model, at);
  });

/** The same of the scores alone, which are asked for of the past only. @param at epoch ms */
export const withPast = (
  scores: ReadonlyArray<number | null>,
  people: readonly PersonInput[],
  at: number,
): ReadonlyArray<number | null> => scores.map((score, i) => (people[i]!.supplied ? suppliedAt(people[i]!, at) : score));

/** What was supplied of everything as such; a sum without a score is worth less than the people. */
function totalOf(input: BookInput): Pick<ClientInput, "supplied" | "history"> | undefined {
  const { clients, supplied } = input;
  if (clients.length === 1) return clients[0];
  return supplied?.score == null && clients.some(({ people }) => people.length) ? undefined : input;
}

/** A department or role of which something was supplied as such, and not only its people. */
export function groupIn({ clients }: BookInput, { kind, id }: SubjectRef, within: string | null) {
  const inside = clients.filter((client) => within === null || client.id === within);
  return inside.flatMap(({ groups }) => groups ?? []).find((group) => group.kind === kind && group.id === id);
}

/** Anything that is no person, as it was supplied. */
function givenIn(input: BookInput, ref: SubjectRef, within: string | null) {
  if (ref.kind === "book") return totalOf(input);
  if (ref.kind === "client") return input.clients.find(({ id }) => id === ref.id);
  return groupIn(input, ref, within);
}

/** What was supplied of a subject's past, where its number was supplied. */
export function pastIn(book: Book, ref: SubjectRef, within: string | null): Past | undefined {
  const person = ref.kind === "person";
  const subject = person ? book.memberOf(ref.id, within)?.person : givenIn(book.input, ref, within);
  return subject?.supplied && pastOf(subject);
}

/** The points that came with a supplied number, and the number itself. @param from epoch ms; @param score the number */
export function courseIn(book: Book, ref: SubjectRef, within: string | null, from: number, score: number | null) {
  const past = pastIn(book, ref, within);
  return past && [...past.filter(({ at }) => at >= from && at < book.asOf), { at: book.asOf, score }];
}

/** A group's numbers, where they were supplied. @param peopled whether its people are here: a department is what they are */
export function numbersIn(input: BookInput, ref: SubjectRef, within: string | null, model: Model, peopled: boolean) {
  const counted = peopled && ref.kind !== "book" && ref.kind !== "client";
  const supplied = counted ? undefined : givenIn(input, ref, within)?.supplied;
  return supplied && suppliedNumbers(model, supplied);
}

/** A group's numbers as they came. */
export function suppliedNumbers(model: Model, supplied: SuppliedGroup) {
  const { score, people = null, scored = null, distribution, under, small = [] } = supplied;
  const published = publishedOf(model, supplied);
  const cell = (id: string): Cell => {
    const count = Object.hasOwn(distribution!, id) ? distribution![id]! : 0;
    return { band: id, count, ...(count === null && small.includes(id) ? { under } : {}) };
  };
  return {
    score,
    published,
    band: published === null ? null : (knownBand(model, supplied.band) ?? bandOf(model, published)),
    change: supplied.change ?? null,
    trend: supplied.trend ?? null,
    people,
    scored,
    small: people !== null && people < SMALL,
    supplied: true,
    distribution: distribution ? model.bands.map(({ id }) => cell(id)) : null,
    group: null,
    issues: [],
  };
}

/** What a page wrote on a card itself. */
interface Written {
  score: string | number | null;
  change: number | null;
  label: string | null;
  person: string | null;
}
const read = new WeakMap<Written, { key: string; snapshot: Snapshot }>();

/** That as data, the same while it says the same. */
export function written(card: Written): Snapshot {
  const { score, change, label, person } = card;
  const key = JSON.stringify([score, change, label, person]);
  const before = read.get(card);
  if (before?.key === key) return before.snapshot;
  const text = String(score).trim();
  // To JavaScript "" and "0x43" are numbers too.
  const number = text && !/[box]/i.test(text) ? Number(text) : NaN;
  const name = label ?? "";
  // Templates of frameworks set the property to the attribute's text.
  const by = parseFloat(`${change}`);
  const supplied = { score: number, change: Number.isFinite(by) ? by : null, asOf: null };
  const message = `score: ${JSON.stringify(score)} is not a number; expected one on the model's scale.`;
  const snapshot: Snapshot = Number.isFinite(number)
    ? { status: "ready", at: null, book: { clients: [{ id: "", people: [{ id: person ?? name, name, supplied }] }] } }
    : { status: "error", at: null, error: { code: "invalid-data", message, path: "score", retryable: false } };
  read.set(card, { key, snapshot });
  return snapshot;
}
