import { expect } from "@open-wc/testing";
import { ask, type Asking } from "../../src/data/ask.js";
import { Book } from "../../src/data/book.js";
import { createHistory, withHistory } from "../../src/data/history.js";
import { missingParts } from "../../src/data/parts.js";
import { readData } from "../../src/data/read.js";
import { SourceError, type RiskDataSource } from "../../src/data/source.js";
import type { BookInput, Query } from "../../src/data/types.js";
import { PLAIN } from "./options.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 9);
const POINTS = [{ at: "2026-10-01T00:00:00Z", score: 48, band: "moderate" }];

const employee = (id: string, more: object = {}): object => ({ employee_id: id, score: 67, band: "elevated", ...more });
const department = { department_id: "d", average_score: 54, employee_count: 2, distribution: { low: 2 } };
const client = { client_id: "c", average_score: 50, employee_count: 1, distribution: { low: 1 } };
const past = (kind: string, id: string, points: readonly object[] = POINTS): object => ({ kind, id, points });

/** A source that answers so, and what it was asked. */
function asking(answers: Record<string, unknown>, query: Query, more: Partial<Asking> = {}) {
  const calls: Array<[string, ...unknown[]]> = [];
  const { signal } = new AbortController();
  const method =
    (name: string) =>
    async (...args: unknown[]): Promise<unknown> => {
      calls.push([name, ...args]);
      const answer = answers[name];
      if (answer instanceof Error) throw answer;
      return typeof answer === "function" ? (answer as (...given: unknown[]) => unknown)(...args) : answer;
    };
  const source = Object.fromEntries(Object.keys(answers).map((name) => [name, method(name)]));
  const absent = new Set<string>();
  const answer = ask(source as unknown as RiskDataSource, query, { signal, now: NOW, absent, ...more });
  return { answer, calls, absent, signal };
}

/** The id of whom a page finds that asks for this one. */
const found = (book: BookInput, id: string, options = PLAIN, client: string | null = null): string | null =>
  new Book(book, options).subject({ kind: "person", id }, client)?.id ?? null;

describe("what a source is asked", () => {
  before(async () => {
    const { book } = readData(employee("a"));
    await Promise.all(missingParts(book, PLAIN).map((part) => part.preload()));
  });

  it("of a person is the score, and the record and the past only where they are needed", async () => {
    const { answer, calls, signal } = asking(
      { person: employee("a"), history: past("employee", "a") },
      {
        kind: "person",
        id: "a",
        client: "c",
        model: "moxso",
        asOf: "2026-11-01T00:00:00Z",
        window: 30,
      },
    );
    const options = { signal, asOf: "2026-11-01T00:00:00Z", model: "moxso", window: 30 };
    const { book, missing, issues } = await answer;
    expect(calls).to.deep.equal([["person", "a", options]]);
    expect(book.clients[0]!.people[0]!.history).to.equal(undefined);
    expect([missing, issues]).to.deep.equal([[], []]);
  });

  for (const [kind, name] of [
    ["person", "person"],
    ["client", "client"],
    ["book", "clients"],
    ["people", "people"],
    ["department", "department"],
  ] as const)
    it(`of a ${kind} is not asked where the source does not answer ${name}(), which is said by its name`, async () => {
      const { answer } = asking({}, { kind, id: "a" });
      const error = await answer.then(
        () => null,
        (reason: unknown) => reason as SourceError,
      );
      expect(error).to.be.instanceOf(SourceError);
      expect([error!.code, error!.message, error!.retryable]).to.deep.equal([
        "not-supported",
        `source.${name}: undefined; expected a function that answers.`,
        false,
      ]);
    });

  it("besides a client are its people only where the source answers for people", async () => {
    const { answer, absent } = asking({ client }, { kind: "client", id: "c", needs: ["people"] });
    const { book, missing } = await answer;
    expect(book.clients.map(({ id }) => id)).to.deep.equal(["c"]);
    expect([missing, [...absent]]).to.deep.equal([["people"], ["people"]]);
  });

  it("without an id is the id that nobody has", async () => {
    const { answer, calls } = asking({ person: employee("a") }, { kind: "person" });
    await answer;
    expect(calls[0]!.slice(0, 2)).to.deep.equal(["person", ""]);
  });

  for (const [name, asOf, window, range] of [
    ["now and 90 days where nothing is said", undefined, undefined, { from: NOW - 90 * DAY, to: NOW }],
    ["a number", NOW - DAY, 30, { from: NOW - 31 * DAY, to: NOW - DAY }],
    ["a text", "2026-11-23T09:00:00Z", 30, { from: NOW - 30 * DAY, to: NOW }],
  ] as const) {
    it(`of a past is the window up to the date: ${name}`, async () => {
      const { answer, calls, signal } = asking(
        { person: employee("a"), history: past("employee", "a") },
        {
          kind: "person",
          id: "a",
          client: "c",
          asOf,
          window,
          needs: ["history"],
        },
      );
      const { book } = await answer;
      expect(calls.find(([called]) => called === "history")!.slice(1)).to.deep.equal([
        { kind: "person", id: "a", client: "c" },
        range,
        { signal, asOf, model: undefined, window },
      ]);
      expect(book.clients[0]!.people[0]!.history).to.deep.equal([{ at: Date.parse(POINTS[0]!.at), score: 48 }]);
    });
  }

  it("is of a date in milliseconds a number, though an attribute is text", async () => {
    const { answer, calls } = asking(
      { person: employee("a"), history: past("employee", "a") },
      { kind: "person", id: "a", asOf: String(NOW), window: 30, needs: ["history"] },
    );
    await answer;
    expect((calls[0]![2] as { asOf: unknown }).asOf).to.equal(NOW);
    expect(calls[1]![2]).to.deep.equal({ from: NOW - 30 * DAY, to: NOW });
  });

  it("is of a window no longer than the one that is shown", async () => {
    const { answer, calls } = asking(
      { person: employee("a"), history: past("employee", "a") },
      { kind: "person", id: "a", window: 1e9, needs: ["history"] },
    );
    expect((await answer).missing).to.deep.equal([]);
    expect((calls[0]![2] as { window: unknown }).window).to.equal(36_525);
    expect(calls[1]![2]).to.deep.equal({ from: NOW - 36_525 * DAY, to: NOW });
  });

  it("asks for the past up to the date, in whichever way it is written", async () => {
    const to = Date.UTC(2026, 10, 1);
    for (const asOf of ["2026-11-01T00:00:00Z", "2026-11-01T02:00:00+02:00", to, String(to)]) {
      const { answer, calls } = asking(
        { person: employee("a"), history: past("employee", "a") },
        { kind: "person", id: "a", asOf, needs: ["history"] },
      );
      await answer;
      expect(calls.find(([name]) => name === "history")![2], String(asOf)).to.deep.equal({ from: to - 90 * DAY, to });
    }
  });

  it("asks for no date that is none, and for no window: what is shown says so, or does without", async () => {
    for (const [asOf, window] of [
      ["yesterday", NaN],
      ["", 0],
      [1e20, -5],
      [NaN, Infinity],
    ] as const) {
      const { answer, calls, signal } = asking(
        { person: employee("a"), history: past("employee", "a") },
        { kind: "person", id: "a", asOf, window, needs: ["history"] },
      );
      expect((await answer).missing).to.deep.equal([]);
      const nothing = { signal, asOf: undefined, model: undefined, window: undefined };
      const subject = { kind: "person", id: "a", client: undefined };
      expect(calls).to.have.deep.members([
        ["person", "a", nothing],
        ["history", subject, { from: NOW - 90 * DAY, to: NOW }, nothing],
      ]);
    }
  });

  it("puts the record behind the score, which stays the service's", async () => {
    const record = { id: "a", name: "Ada", department: "it", events: [{ type: "simulation_clicked", at: NOW }] };
    const { answer, calls, signal } = asking(
      {
        person: (_id: unknown, { record: wanted }: { record?: boolean }) =>
          wanted ? record : employee("a", { name: "Ada Park" }),
      },
      { kind: "person", id: "a", needs: ["record"] },
    );
    const { book, missing } = await answer;
    const [person] = book.clients[0]!.people;
    expect(person).to.deep.include({ id: "a", name: "Ada Park", department: "it", events: record.events });
    expect(person!.supplied!.score).to.equal(67);
    expect(missing).to.deep.equal([]);
    const rest = { signal, asOf: undefined, model: undefined, window: undefined };
    expect(calls).to.have.deep.members([
      ["person", "a", { ...rest, record: true }],
      ["person", "a", rest],
    ]);
  });

  it('of "me" is who was answered, and no other name finds them', async () => {
    const person = (_id: unknown, { record }: { record?: boolean }): unknown =>
      record ? { id: "p-17", name: "Ada" } : employee("p-17");
    const { book } = await asking({ person }, { kind: "person", id: "me", needs: ["record"] }).answer;
    for (const input of [book, withHistory(book, createHistory("none"), NOW)]) {
      for (const id of ["me", "p-17"]) expect(found(input, id)).to.equal("p-17");
      for (const id of ["p-18", "", "Ada"]) expect(found(input, id)).to.equal(null);
      expect(found(input, "me", { ...PLAIN, audience: "client" })).to.equal(null);
    }
  });

  it("of somebody by their id is nobody where another one's is answered, as a cache may do", async () => {
    const { book } = await asking({ person: employee("p-18") }, { kind: "person", id: "p-17" }).answer;
    expect(found(book, "p-17")).to.equal(null);
  });

  it("of one person is none of several, nor of everybody that a source has", async () => {
    const several = { people: [{ id: "a" }, { id: "b" }] };
    const one = { people: [{ id: "a" }] };
    for (const source of [{ person: several }, { all: one, person: one }, { person: { people: [] } }]) {
      const { book } = await asking(source, { kind: "person", id: "me" }).answer;
      expect(found(book, "me")).to.equal(null);
    }
  });

  it("of somebody in another client than the one that is named is nobody", async () => {
    const person = { clients: [{ id: "c", people: [{ id: "p-17" }] }] };
    const { book } = await asking({ person }, { kind: "person", id: "me" }).answer;
    expect([found(book, "me", PLAIN, "c"), found(book, "me", PLAIN, "d")]).to.deep.equal(["p-17", null]);
  });

  it("keeps the past that came with an answer where the one asked for is empty", async () => {
    const own = [{ at: NOW - DAY, score: 10 }];
    for (const [points, score] of [
      [[], 10],
      [POINTS, 48],
    ] as const) {
      const { answer } = asking(
        { person: { id: "a", history: own }, history: past("employee", "a", points) },
        { kind: "person", id: "a", needs: ["history"] },
      );
      expect((await answer).book.clients[0]!.people[0]!.history!.map((point) => point.score)).to.deep.equal([score]);
    }
  });

  it("has no past where the answer to that holds nothing: nothing is amiss with it", async () => {
    for (const nothing of [[], null, undefined]) {
      const { answer } = asking(
        {
          person: (_id: string, { record }: { record?: boolean }) => (record ? nothing : employee("a")),
          history: nothing,
        },
        { kind: "person", id: "a", needs: ["history", "record"] },
      );
      const { book, missing, issues } = await answer;
      expect(book.clients[0]!.people.map(({ id, history }) => [id, history])).to.deep.equal([["a", undefined]]);
      expect([missing, issues]).to.deep.equal([[], []]);
    }
  });

  it("of a client is its summary, its people and its past", async () => {
    const { answer, calls } = asking(
      { client, people: { employees: [employee("a")], next_cursor: null }, history: past("client", "c") },
      { kind: "client", id: "c", needs: ["people", "history"] },
    );
    const [one] = (await answer).book.clients;
    expect(one!.people.map(({ id }) => id)).to.deep.equal(["a"]);
    expect(one!.history).to.have.length(1);
    expect(one!.supplied!.score).to.equal(50);
    expect(calls.map(([name]) => name)).to.deep.equal(["client", "people", "history"]);
    expect(calls[1]![1]).to.deep.equal({ client: "c" });
    expect(calls[2]![1]).to.deep.equal({ kind: "client", id: "c", client: undefined });
  });

  it("keeps the people that came with a client", async () => {
    const { answer } = asking(
      { client: { id: "c", people: [{ id: "own" }] }, people: { employees: [employee("a")], next_cursor: null } },
      { kind: "client", id: "c", needs: ["people"] },
    );
    expect((await answer).book.clients[0]!.people.map(({ id }) => id)).to.deep.equal(["own"]);
  });

  it("of a department is found in the client that is named, with its past", async () => {
    const { answer, calls } = asking(
      { department, people: { employees: [employee("a")], next_cursor: null }, history: past("department", "d") },
      { kind: "department", id: "d", client: "c", needs: ["people", "history"] },
    );
    const [one] = (await answer).book.clients;
    expect(one!.id).to.equal("c");
    expect(one!.people.map(({ id }) => id)).to.deep.equal(["a"]);
    expect(one!.groups!.map(({ id, history }) => [id, history!.length])).to.deep.equal([["d", 1]]);
    expect(calls[0]![2]).to.include({ client: "c" });
    expect(calls[1]![1]).to.deep.equal({ client: "c", department: "d" });
    expect(calls[2]![1]).to.deep.equal({ kind: "department", id: "d", client: "c" });
  });

  it("of a department without a client stays where its answer puts it", async () => {
    const bare = asking({ department }, { kind: "department", id: "d" });
    expect((await bare.answer).book.clients[0]!.id).to.equal("");
    const own = asking({ department: { id: "own", people: [] } }, { kind: "department", id: "d", client: "c" });
    expect((await own.answer).book.clients[0]!.id).to.equal("own");
  });

  it("of a department is that department, also where it comes in the shape of a client", async () => {
    const people = [{ id: "a" }, { id: "b", department: "d" }, { id: "e", department: "other" }];
    const found = async (department: unknown, query: Partial<Query> = {}): Promise<unknown> => {
      const { book } = await asking({ department }, { kind: "department", id: "d", ...query }).answer;
      return book.clients.map((one) => [
        one.id,
        one.people.map((person) => person.department),
        one.groups?.map(
          ({ kind, id, name, supplied }) => (expect(kind).to.equal("department"), [id, name, supplied?.score]),
        ),
      ]);
    };
    const inside = ["d", "d", "other"];
    expect(await found({ id: "d", name: "D", people }, { client: "c" })).to.deep.equal([
      ["c", inside, [["d", "D", undefined]]],
    ]);
    expect(await found({ id: "d", people })).to.deep.equal([["", inside, [["d", undefined, undefined]]]]);
    expect(await found(people, { client: "c" })).to.deep.equal([["c", inside, [["d", undefined, undefined]]]]);
    const score = { score: 47, published: 47, distribution: { low: 1 }, people: [{ id: "a", contributions: [] }] };
    expect(await found(score, { client: "c" })).to.deep.equal([["c", ["d"], [["d", undefined, 47]]]]);
    // What is a client's own stays in it.
    expect(await found({ id: "c", people }, { client: "c" })).to.deep.equal([
      ["c", [undefined, "d", "other"], undefined],
    ]);
  });

  it("of a client or its people is inside that client, where the answer names none", async () => {
    const people = [{ id: "a" }, { id: "b", department: "other" }];
    const where = async (answers: Record<string, unknown>, query: Query): Promise<unknown> =>
      (await asking(answers, query).answer).book.clients.map((one) => [
        one.id,
        one.people.map((person) => [person.id, person.department]),
      ]);
    const whole = [
      ["a", undefined],
      ["b", "other"],
    ];
    expect(await where({ client: { people } }, { kind: "client", id: "c" })).to.deep.equal([["c", whole]]);
    expect(await where({ client: people }, { kind: "client", id: "c" })).to.deep.equal([["c", whole]]);
    expect(await where({ people }, { kind: "people", client: "c" })).to.deep.equal([["c", whole]]);
    expect(await where({ people }, { kind: "role", id: "hr", client: "c" })).to.deep.equal([["c", whole]]);
    expect(await where({ people }, { kind: "people" })).to.deep.equal([["", whole]]);
    expect(await where({ people }, { kind: "people", client: "c", department: "d" })).to.deep.equal([
      ["c", [["a", "d"], whole[1]]],
    ]);
    const named = { employees: [employee("a", { client_id: "c" }), employee("b")], next_cursor: null };
    expect(await where({ people: named }, { kind: "people", client: "c" })).to.deep.equal([
      ["c", [["a", undefined]]],
      ["", [["b", undefined]]],
    ]);
  });

  it("tells what could not be used of whatever came besides, after the answer's own", async () => {
    const { answer } = asking(
      {
        client: { ...client, name: {} },
        people: { employees: [employee("a"), { name: "no id", score: 1, employee_id: null }] },
        history: past("client", "c", [...POINTS, { at: "then", score: 1 }]),
      },
      { kind: "client", id: "c", needs: ["people", "history"] },
    );
    const { issues, missing } = await answer;
    expect(issues.map(({ path }) => path)).to.deep.equal(["name", "employees[1].employee_id", "points[1].at"]);
    expect(missing).to.deep.equal([]);
  });

  it("of everything is the clients, and their people where they came without", async () => {
    const people = {
      employees: [employee("a", { client_id: "c" }), employee("b", { client_id: "other" })],
      next_cursor: null,
    };
    const clients = [client, { id: "own", people: [{ id: "x" }] }, { client_id: "none", average_score: 1 }];
    const { answer, calls } = asking({ clients, people }, { kind: "book", needs: ["people"] });
    const { book } = await answer;
    expect(book.clients.map(({ id, people: list }) => [id, list.map((one) => one.id)])).to.deep.equal([
      ["c", ["a"]],
      ["own", ["x"]],
      ["none", []],
    ]);
    expect(calls.map(([name, query]) => [name, query])).to.deep.equal([
      ["clients", { history: false }],
      ["people", {}],
    ]);
    const bare = asking({ clients }, { kind: "book", needs: ["history"] });
    expect((await bare.answer).book.clients[0]!.people).to.deep.equal([]);
    expect(bare.calls).to.have.length(1);
    expect(bare.calls[0]![1]).to.deep.equal({ history: true });
  });

  it("of people is where they are, page by page", async () => {
    const told: number[] = [];
    const page = { employees: [employee("a")], next_cursor: null };
    const people = (_query: unknown, { progress }: { progress?: (soFar: unknown) => void }): unknown => {
      progress?.(page);
      return { ...page, employees: [employee("a"), employee("b")] };
    };
    const { answer, calls } = asking(
      { people },
      { kind: "people", client: "c", department: "d" },
      {
        progress: ({ book }) => void told.push(book.clients[0]!.people.length),
      },
    );
    expect((await answer).book.clients[0]!.people).to.have.length(2);
    expect(told).to.deep.equal([1]);
    expect(calls[0]![1]).to.deep.equal({ client: "c", department: "d" });
    // A role is found among its client's people.
    const role = asking({ people }, { kind: "role", id: "hr", client: "c", department: "d" });
    await role.answer;
    expect(role.calls[0]![1]).to.deep.equal({ client: "c" });
  });

  it("of a source that has everything is everything, once", async () => {
    const { answer, calls, signal } = asking(
      { all: { id: "a" }, person: employee("b") },
      { kind: "person", id: "b", needs: ["record", "history"] },
    );
    const { book, missing } = await answer;
    expect(book.clients[0]!.people[0]!.id).to.equal("a");
    expect(missing).to.deep.equal([]);
    expect(calls).to.deep.equal([["all", { signal, asOf: undefined, model: undefined, window: undefined }]]);
  });
});

describe("what has no answer", () => {
  const query: Query = { kind: "client", id: "c", needs: ["people", "history"] };

  it("is the fault where it is the subject itself", async () => {
    const gone = new SourceError("not-found", "gone");
    const { answer } = asking({ client: gone, people: [] }, { kind: "client", id: "c" });
    let caught: unknown;
    await answer.catch((error: unknown) => (caught = error));
    expect(caught).to.equal(gone);
  });

  for (const [name, error, remembered] of [
    ["what is not supported", new SourceError("not-supported", "no"), ["people"]],
    [
      "what is not supported, by an error of the page's",
      Object.assign(new Error("no"), { code: "not-supported" }),
      ["people"],
    ],
    ["what fails once", new SourceError("server", "no"), []],
    ["what is no source's error", new Error("no"), []],
  ] as const) {
    it(`is left out where it is more than that: ${name}`, async () => {
      const { answer, absent } = asking({ client, people: error }, query);
      const { missing, book } = await answer;
      expect([...missing].sort()).to.deep.equal(["history", "people"]);
      expect(book.clients[0]!.people).to.deep.equal([]);
      expect([...absent]).to.deep.equal(remembered);
    });
  }

  for (const junk of [7, "<html>", {}, { clients: 7 }, [7], Symbol("x"), () => 1])
    it(`is left out where it is more than that and cannot be read: ${String(junk)}`, async () => {
      const of = async (answers: Record<string, unknown>, query: Query): Promise<unknown> => {
        const { book, missing } = await asking(answers, query).answer;
        return [book.clients.length, [...missing].sort()];
      };
      // A function among the answers is one that gives it.
      const bad = (): unknown => junk;
      expect(
        await of(
          { client, people: bad, history: bad },
          { kind: "client", id: "c", needs: ["people", "history", "record"] },
        ),
      ).to.deep.equal([1, ["history", "people"]]);
      const person = (_id: string, { record }: { record?: boolean }): unknown => (record ? junk : employee("a"));
      expect(
        await of({ person, history: bad }, { kind: "person", id: "a", needs: ["record", "history"] }),
      ).to.deep.equal([1, ["history", "record"]]);
      expect(
        await of(
          { department, people: bad, history: bad },
          { kind: "department", id: "d", needs: ["people", "history"] },
        ),
      ).to.deep.equal([1, ["history", "people"]]);
      expect(
        await of({ clients: { clients: [client] }, people: bad }, { kind: "book", needs: ["people"] }),
      ).to.deep.equal([1, ["people"]]);
    });

  it("is not asked for again where the source has said that it has none", async () => {
    const { answer, calls } = asking({ client, people: [] }, query, { absent: new Set(["people"]) });
    expect([...(await answer).missing].sort()).to.deep.equal(["history", "people"]);
    expect(calls.map(([name]) => name)).to.deep.equal(["client"]);
  });

  it("because whoever asked has left is no answer at all", async () => {
    const left = new AbortController();
    left.abort();
    const { answer } = asking({ client, people: new Error("aborted") }, query, { signal: left.signal });
    let message = "";
    await answer.catch((error: Error) => ({ message } = error));
    expect(message).to.equal("aborted");
  });
});
