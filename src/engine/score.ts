import { checkSetting, listed, POSITIVE, refuse } from "./check.js";
import { modelOf } from "./define.js";
import { silent } from "./make.js";
import { isList, isObject, prepare, problem, type Evidence } from "./evidence.js";
import { ranks, rollUp, standing, trendOf } from "./rules.js";
import { measure, scoreAll } from "./scoring.js";
import { DAY, parseTime } from "./time.js";
import type {
  BookScore,
  ClientRecord,
  ClientScore,
  Issue,
  Model,
  PersonRecord,
  PersonScore,
  ScoreOptions,
} from "./types.js";

/**
 * An option that is a time.
 * @throws {RangeError} for anything else
 */
export const instant = (path: string, value: unknown): number =>
  parseTime(value) ?? refuse(path, value, "epoch milliseconds or a time with an offset, as 2026-11-23T09:12:00Z");

/**
 * When the window of an answer at `asOf` began: so many days before, 90 unless said.
 * @throws {RangeError} for what is no number of days
 */
export function windowStart({ window }: Pick<ScoreOptions, "window">, asOf: number): number {
  const days = window ?? 90;
  checkSetting("window", days, POSITIVE);
  return instant("window", asOf - days * DAY);
}

/** The people of one client at a date, from prepared evidence: change and trend are left null. */
export function scoreGroup(people: readonly Evidence[], options: ScoreOptions): PersonScore[] {
  const model = modelOf(options);
  const asOf = instant("asOf", options.asOf);
  return scoreAll(model, listed("people", people), asOf);
}

/** The same at both ends of the window. */
function overWindow(model: Model, people: readonly Evidence[], options: ScoreOptions) {
  const asOf = instant("asOf", options.asOf);
  const before = measure(model, people, windowStart(options, asOf)).map((raw) => raw.score);
  return { asOf, before, now: scoreAll(model, people, asOf, before) };
}

/**
 * A model, and a person among the people of their client, whether those include them or not; alone where nobody is compared.
 * @throws {RangeError} an unknown model, a tenant setting out of its range
 */
export function among(person: PersonRecord, options: Pick<ScoreOptions, "model" | "tenant" | "cohort">) {
  const model = modelOf(options);
  const own = prepare(person);
  const people =
    model.measureAll && isList<PersonRecord>(options.cohort)
      ? [...options.cohort].map((other) => prepare(other, model.compares === "measures"))
      : [];
  const found = people.findIndex((other) => other.person === person || (own.id && other.id === own.id));
  const index = found < 0 ? people.length : found;
  people[index] = own;
  return { model, people, index };
}

/**
 * A person's score, with the rows that sum to it and its change over the window.
 * @throws {RangeError} an unknown model, a time that is none, a tenant setting out of its range
 */
export function scorePerson(person: PersonRecord, options: ScoreOptions): PersonScore {
  const { model, people, index } = among(person, options);
  return overWindow(model, people, options).now[index]!;
}

/** What people's scores at both ends of the window come to together. */
export function together(model: Model, before: ReadonlyArray<number | null>, now: readonly PersonScore[]) {
  const scores = now.map((person) => person.score);
  const score = rollUp(model, scores);
  return {
    ...standing(model, score),
    scored: scores.filter((score) => score !== null).length,
    ...trendOf(model, rollUp(model, before), score),
    distribution: Object.fromEntries(
      model.bands.map(({ id }) => [id, now.filter((person) => person.band === id).length]),
    ),
  };
}

/**
 * A client's score, rolled up from its people's, in the order given.
 * @throws {RangeError} an unknown model, a time that is none, a tenant setting out of its range
 */
export function scoreClient(
  client: Pick<ClientRecord, "people"> & Partial<ClientRecord>,
  options: Omit<ScoreOptions, "cohort">,
): ClientScore {
  return rolledUp(client, modelOf(options, fieldsOf(client).tenant), options);
}

const fieldsOf = (client: Partial<ClientRecord>): Partial<ClientRecord> => (isObject(client) ? client : {});

function rolledUp(client: Partial<ClientRecord>, model: Model, options: Omit<ScoreOptions, "cohort">): ClientScore {
  const { id, people } = fieldsOf(client);
  const listed = isList<PersonRecord>(people);
  const evidence = [...(listed ? people : [])].map((person) => prepare(person));
  const { asOf, before, now } = overWindow(model, evidence, options);
  const issues: Issue[] = now.flatMap((person, i) =>
    person.issues.map(({ path, message }) => ({ path: `people[${i}]${path && `.${path}`}`, message })),
  );
  return {
    id,
    model: model.id,
    asOf,
    ...together(model, before, now),
    people: now,
    issues: listed ? issues : [problem("people", people, "a list")],
    ...(model.adjusted && { adjusted: true }),
  };
}

/** A client of many: one whose own settings the model refuses has no score, and the reason in its issues. */
function oneOf(client: ClientRecord, common: Model, options: Omit<ScoreOptions, "cohort">): ClientScore {
  const { tenant } = fieldsOf(client);
  let model: Model;
  try {
    model = modelOf(options, tenant);
  } catch (error) {
    const { message } = error as RangeError;
    const none = rolledUp(client, silent(common), options);
    // Such a message begins with its path.
    return { ...none, issues: [{ path: message.split(": ", 1)[0]!, message }, ...none.issues] };
  }
  return rolledUp(client, model, options);
}

/**
 * Every client, and everybody ranked across all of them. A client whose own settings the model refuses has no score, and says
 * so in its `issues`.
 * @throws {RangeError} no list of clients, an unknown model, a time that is none, a tenant setting in `options` out of its range
 */
export function scoreBook(clients: readonly ClientRecord[], options: Omit<ScoreOptions, "cohort">): BookScore {
  const model = modelOf(options);
  if (!isList(clients)) return refuse("clients", clients, "a list of clients");
  const scored = clients.map((client) => oneOf(client, model, options));
  const everyone = scored.flatMap(({ id = "", people }) => people.map((person) => ({ ...person, client: id })));
  const places = ranks(
    model,
    everyone.map(({ published }) => published),
  );
  const people = everyone.map((person, i) => ({ ...person, rank: places[i]! }));
  const last = people.length + 1;
  people.sort((a, b) => (a.rank ?? last) - (b.rank ?? last));
  return { model: model.id, asOf: instant("asOf", options.asOf), clients: scored, people };
}
