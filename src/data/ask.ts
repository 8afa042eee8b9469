import { DAY, parseTime, windowOf } from "../engine/time.js";
import type { Issue } from "../engine/types.js";
import { readData, type Reading } from "./read.js";
import { refusalOf, SourceError, type AskOptions, type PeopleQuery, type RiskDataSource } from "./source.js";
import type { BookInput, ClientInput, GroupInput, Need, PersonInput, Query } from "./types.js";

export interface Answer {
  book: BookInput;
  issues: Issue[];
  /** Features without an answer. */
  missing: string[];
}

export interface Asking {
  signal: AbortSignal;
  /** Epoch ms, where the query names no date. */
  now: number;
  /** Features that the source has said it does not offer: not asked for again. */
  absent: Set<string>;
  /** Called with what is there so far, where a list comes in pages. */
  progress?: (soFar: Reading) => void;
}

/**
 * One query, put to a source in as many questions as it takes. The subject itself must be answered; what is needed
 * besides it is left out where there is no answer.
 */
export async function ask(
  source: RiskDataSource,
  query: Query,
  { signal, now, absent, progress }: Asking,
): Promise<Answer> {
  const { kind, id = "", client, model } = query;
  // An attribute is text: digits alone are epoch milliseconds, which a source is given as the number that they are.
  const date = typeof query.asOf === "string" && /^-?\d{5,}$/.test(query.asOf) ? Number(query.asOf) : query.asOf;
  // What is none is said of the answer (`Book`), or passed over there: a service would refuse to answer at all.
  const asOf = parseTime(date) === null ? undefined : date;
  const window = windowOf(query.window);
  const options: AskOptions = { signal, asOf, model, window };
  const missing: string[] = [];
  /** Of what came besides the answer. */
  const besides: Issue[] = [];
  const needs = (need: Need): boolean => query.needs?.includes(need) ?? false;
  /** An answer that may stay away, or be none that can be read. */
  async function extra<T>(
    need: Need,
    question: (() => Promise<unknown>) | undefined,
    use: (book: BookInput) => T,
  ): Promise<T | undefined> {
    if (!needs(need)) return undefined;
    try {
      if (question && !absent.has(need)) {
        const answer = await question();
        if (!answer) return undefined;
        const { book, issues } = readData(answer);
        besides.push(...issues);
        return use(book);
      }
    } catch (error) {
      if (signal.aborted) throw error;
      if (refusalOf(error)?.code === "not-supported") absent.add(need);
    }
    missing.push(need);
    return undefined;
  }
  /** One of the source's own questions. A source may answer some only. */
  function of<K extends "person" | "client" | "clients" | "people" | "department">(name: K): RiskDataSource[K] {
    const question: unknown = source[name];
    if (typeof question === "function") return question.bind(source) as RiskDataSource[K];
    const kind = question === null ? "null" : typeof question;
    throw new SourceError("not-supported", `source.${name}: ${kind}; expected a function that answers.`);
  }
  const past = (subject: "person" | "client" | "department") => {
    const to = typeof asOf === "number" ? asOf : asOf === undefined ? now : Date.parse(asOf);
    const ask = source.history?.bind(source);
    return extra(
      "history",
      ask && (() => ask({ kind: subject, id, client }, { from: to - (window ?? 90) * DAY, to }, options)),
      historyOf,
    );
  };
  const people = (query: PeopleQuery) => extra("people", () => of("people")(query, options), homesOf);
  const done = ({ book, issues }: Reading, clients: readonly ClientInput[] = book.clients): Answer => ({
    book: { ...book, clients },
    issues: [...issues, ...besides],
    missing,
  });

  if (source.all) return done(readData(await source.all(options)));
  switch (kind) {
    case "person": {
      const record = extra("record", () => of("person")(id, { ...options, record: true }), personOf);
      const [answer, evidence, history] = await Promise.all([of("person")(id, options), record, past("person")]);
      const read = readData(answer);
      const clients = read.book.clients.map((home) => ({
        ...home,
        people: home.people.map(
          (person): PersonInput => ({ ...evidence, ...given(person), ...history }) as PersonInput,
        ),
      }));
      const [first, second] = clients.flatMap((home) => home.people);
      // A service knows who is meant by "me". Who answers to another's id is a mistake, as of a cache, and is not found.
      const me = id === "me" && !second ? first?.id : undefined;
      return done({ ...read, book: { ...read.book, me } }, clients);
    }
    case "client": {
      const [answer, list, history] = await Promise.all([
        of("client")(id, options),
        people({ client: id }),
        past("client"),
      ]);
      const read = readData(answer);
      return done(
        read,
        inside(read.book.clients, id).map((one) => ({ ...withPeople(one, list), ...history })),
      );
    }
    case "department": {
      const [answer, list, history] = await Promise.all([
        of("department")(id, { ...options, client }),
        people({ client, department: id }),
        past("department"),
      ]);
      const read = readData(answer);
      return done(
        read,
        read.book.clients.map((one) => asDepartment(withPeople(one, list), id, client, history)),
      );
    }
    case "book": {
      const [answer, list] = await Promise.all([of("clients")({ history: needs("history") }, options), people({})]);
      const read = readData(answer);
      if (!list) return done(read);
      const homes = new Map(list.map((home) => [home.id, home]));
      return done(
        read,
        read.book.clients.map((one) => (one.people.length ? one : { ...one, people: homes.get(one.id)?.people ?? [] })),
      );
    }
    case "role":
    case "people":
    default: {
      const whose: PeopleQuery = kind === "people" ? { client, department: query.department } : { client };
      const asked = ({ book, issues }: Reading): Reading => ({
        book: { ...book, clients: inside(book.clients, client, whose.department) },
        issues,
      });
      const told = progress && ((soFar: unknown): void => progress(asked(readData(soFar))));
      return done(asked(readData(await of("people")(whose, { ...options, progress: told }))));
    }
  }
}

/** Without what is not said, so that it hides nothing. */
const given = (person: PersonInput): Partial<PersonInput> =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));

const homesOf = ({ clients }: BookInput): readonly ClientInput[] => clients;
const personOf = ({ clients }: BookInput): PersonInput | undefined => clients[0]?.people[0];

/** The points of a history's answer; nothing where there is none, so that what is there stays. */
function historyOf({ clients: [home] }: BookInput): Pick<PersonInput, "history"> {
  const history = home?.people[0]?.history ?? home?.groups?.[0]?.history ?? home?.history;
  return history?.length ? { history } : {};
}

function withPeople(client: ClientInput, list: readonly ClientInput[] | undefined): ClientInput {
  if (!list || client.people.length) return client;
  return { ...client, people: list.flatMap((home) => home.people) };
}

/** People who were asked for by their department are in it, where they do not say so themselves. */
const peopleOf = (people: readonly PersonInput[], department: string | undefined): readonly PersonInput[] =>
  department === undefined ? people : people.map((person) => (person.department ? person : { ...person, department }));

/** What was asked for by a client's id belongs to that client, where it does not say so itself. */
const inside = (homes: readonly ClientInput[], client = "", department?: string): ClientInput[] =>
  homes.map((home) => ({
    ...home,
    id: home.id || (homes.some(({ id }) => id === client) ? "" : client),
    people: peopleOf(home.people, department),
  }));

/** A department in the client that is named, also where it came in the shape of a client: as its people, or a score of them. */
function asDepartment(
  home: ClientInput,
  id: string,
  client = "",
  history: Pick<PersonInput, "history"> | undefined,
): ClientInput {
  const more = (group: GroupInput): GroupInput => ({ ...group, ...history });
  if (home.id && home.id !== id) return { ...home, groups: home.groups?.map(more) };
  const { groups = [], people, name, supplied, ...rest } = home;
  const own: GroupInput = { id, name, kind: "department", supplied, history: home.history };
  return {
    ...rest,
    id: client,
    people: peopleOf(people, id),
    groups: (groups.length ? groups : [own]).map(more),
    history: undefined,
  };
}
