import { DAY } from "../engine/time.js";
import type { Issue } from "../engine/types.js";
import { readData, type Reading } from "./read.js";
import { SourceError, type AskOptions, type PeopleQuery, type RiskDataSource } from "./source.js";
import type { BookInput, ClientInput, Need, PersonInput, Query } from "./types.js";

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
  const { kind, id = "", client, asOf, model, window } = query;
  const options: AskOptions = { signal, asOf, model, window };
  const missing: string[] = [];
  const needs = (need: Need): boolean => query.needs?.includes(need) ?? false;
  /** An answer that may stay away. */
  async function extra<T>(need: Need, question: (() => Promise<T>) | undefined): Promise<T | undefined> {
    if (!needs(need)) return undefined;
    try {
      if (question && !absent.has(need)) return await question();
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof SourceError && error.code === "not-supported") absent.add(need);
    }
    missing.push(need);
    return undefined;
  }
  const past = (subject: "person" | "client" | "department") => {
    const to = typeof asOf === "number" ? asOf : asOf === undefined ? now : Date.parse(asOf);
    const ask = source.history?.bind(source);
    return extra(
      "history",
      ask && (() => ask({ kind: subject, id, client }, { from: to - (window ?? 90) * DAY, to }, options)),
    );
  };
  const people = (query: PeopleQuery) => extra("people", () => source.people(query, options));
  const done = ({ book, issues }: Reading, clients: readonly ClientInput[] = book.clients): Answer => ({
    book: { ...book, clients },
    issues,
    missing,
  });

  if (source.all) return done(readData(await source.all(options)));
  switch (kind) {
    case "person": {
      const record = extra("record", () => source.person(id, { ...options, record: true }));
      const [answer, evidence, history] = await Promise.all([source.person(id, options), record, past("person")]);
      const read = readData(answer);
      const points = historyOf(history);
      const clients = read.book.clients.map((home) => ({
        ...home,
        people: home.people.map(
          (person): PersonInput =>
            ({ ...(evidence && personOf(evidence)), ...given(person), ...points }) as PersonInput,
        ),
      }));
      return done(read, clients);
    }
    case "client": {
      const [answer, list, history] = await Promise.all([
        source.client(id, options),
        people({ client: id }),
        past("client"),
      ]);
      const read = readData(answer);
      return done(
        read,
        read.book.clients.map((one) => ({ ...withPeople(one, list), ...historyOf(history) })),
      );
    }
    case "department": {
      const inside = { client, department: id };
      const [answer, list, history] = await Promise.all([
        source.department(id, { ...options, client }),
        people(inside),
        past("department"),
      ]);
      const read = readData(answer);
      const points = historyOf(history);
      return done(
        read,
        read.book.clients.map((one) => ({
          // A department of a client that is named is found in it.
          ...withPeople(client === undefined || one.id !== "" ? one : { ...one, id: client }, list),
          groups: one.groups?.map((group) => ({ ...group, ...points })),
        })),
      );
    }
    case "book": {
      const [answer, list] = await Promise.all([source.clients({ history: needs("history") }, options), people({})]);
      const read = readData(answer);
      if (!list) return done(read);
      const homes = new Map(readData(list).book.clients.map((home) => [home.id, home]));
      return done(
        read,
        read.book.clients.map((one) => (one.people.length ? one : { ...one, people: homes.get(one.id)?.people ?? [] })),
      );
    }
    case "role":
    case "people":
    default: {
      const told = progress && ((soFar: unknown): void => progress(readData(soFar)));
      const inside = kind === "people" ? { client, department: query.department } : { client };
      return done(readData(await source.people(inside, { ...options, progress: told })));
    }
  }
}

/** Without what is not said, so that it hides nothing. */
const given = (person: PersonInput): Partial<PersonInput> =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));

const personOf = (answer: unknown): PersonInput | undefined => readData(answer).book.clients[0]?.people[0];

/** The points of a history's answer; nothing where there is none, so that what is there stays. */
function historyOf(answer: unknown): Pick<PersonInput, "history"> {
  if (!answer) return {};
  const [home] = readData(answer).book.clients;
  const history = home?.people[0]?.history ?? home?.groups?.[0]?.history ?? home?.history;
  return history?.length ? { history } : {};
}

function withPeople(client: ClientInput, answer: unknown): ClientInput {
  if (!answer || client.people.length) return client;
  return { ...client, people: readData(answer).book.clients.flatMap((home) => home.people) };
}
