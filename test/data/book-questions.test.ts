import { expect } from "@open-wc/testing";
import { bookOf, type Book } from "../../src/data/book.js";
import { groupsOf } from "../../src/data/groups.js";
import { toldAt } from "../../src/data/guard.js";
import { pointAt, series } from "../../src/data/lines.js";
import {
  clientName,
  clientRecord,
  clientsOf,
  eventsOf,
  peopleOf,
  personRecord,
  recordOf,
} from "../../src/data/lists.js";
import { loadModels } from "../../src/data/models.js";
import { loadMask, loadSupplied } from "../../src/data/parts.js";
import type { BookInput, ClientInput, SubjectRef, ViewOptions } from "../../src/data/types.js";
import { scoreClient, scorePerson, type EventRecord, type PersonRecord } from "../../src/engine/index.js";
import { PLAIN } from "./options.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 9);
const OPTIONS: ViewOptions = { ...PLAIN, model: "phishr", asOf: NOW };
const clicked = (days: number): EventRecord => ({ type: "simulation_clicked", at: NOW - days * DAY });
const person = (id: string, fields: Partial<PersonRecord> = {}): PersonRecord => ({
  id,
  events: [clicked(1)],
  ...fields,
});
const client = (id: string, fields: Partial<ClientInput> = {}): ClientInput => ({ id, people: [], ...fields });
const open = (
  clients: readonly ClientInput[],
  options: Partial<ViewOptions> = {},
  more: Partial<BookInput> = {},
): Book => bookOf({ clients, ...more }, { ...OPTIONS, ...options });
const refOf = (kind: SubjectRef["kind"], id: string): SubjectRef => ({ kind, id });

before(() => Promise.all([loadModels(), loadMask(), loadSupplied()]));

describe("a book's own settings", () => {
  it("how many people it has is those of all clients", () => {
    expect(open([]).people).to.equal(0);
    expect(
      open([client("a", { people: [person("p"), person("q")] }), client("b", { people: [person("r")] })]).people,
    ).to.equal(3);
  });

  it("the date is the page's, else the data's, else now by the minute; an empty one is none", () => {
    const of = (asOf: ViewOptions["asOf"], data?: number): number => open([], { asOf }, { asOf: data }).asOf;
    expect(of(5, 7)).to.equal(5);
    expect(of("", 7)).to.equal(7);
    expect(of(null, 7)).to.equal(7);
    expect(of(null)).to.be.within(Date.now() - 61_000, Date.now());
    for (const [options, data, path] of [
      [{ asOf: "x" }, {}, "as-of"],
      [{ asOf: null }, { asOf: "x" }, "as_of"],
    ] as const) {
      expect(() => open([], options, data))
        .to.throw()
        .with.property("path", path);
    }
  });

  it("the window is 90 days unless it is a number of them", () => {
    const of = (window: number): number => open([], { window }).window;
    expect([of(36_525), of(1e9), of(1e300)]).to.deep.equal([36_525, 36_525, 36_525]);
    expect([30, 0.5, 0, -1, NaN, Infinity].map(of)).to.deep.equal([30, 0.5, 90, 90, 90, 90]);
  });

  it("the tenant is the data's, over it the page's, over both the client's own", () => {
    const book = open(
      [client("a", { tenant: { period_years: 3 } }), client("b")],
      { tenant: { period_years: 2, min_cell: 3 } },
      { tenant: { period_years: 1, min_group: 9 } },
    );
    expect([-1, 0, 1].map((index) => book.tenant(index).period_years)).to.deep.equal([2, 3, 2]);
    expect(book.tenant(0)).to.deep.equal({ period_years: 3, min_cell: 3, min_group: 9 });
    expect([book.setting("min_group", 10), book.setting("min_cell", 5)]).to.deep.equal([9, 3]);
    expect(open([]).setting("min_group", 10)).to.equal(10);
  });
});

describe("what is in a book", () => {
  it("is nothing where there is nobody, no number and no group", () => {
    expect(open([]).empty).to.equal(true);
    expect(open([client("a"), client("b", { groups: [] })]).empty).to.equal(true);
    for (const some of [
      { people: [person("a")] },
      { supplied: { score: 1 } },
      { groups: [{ id: "d", kind: "role" as const }] },
    ])
      expect(open([client("a"), client("b", some)]).empty).to.equal(false);
  });

  it("has clients by their names, else their ids, as one line each", () => {
    const book = open([client("a", { name: "Al\npha" }), client("b")]);
    expect(book.clientIds).to.deep.equal(["a", "b"]);
    expect(["a", "b", "c"].map((id) => clientName(book, id))).to.deep.equal(["Alpha", "b", ""]);
  });

  it("means, where nothing is named, the one thing in it", () => {
    const group = { id: "d", kind: "department" as const, supplied: { score: 0.5 } };
    for (const [clients, expected] of [
      [[], refOf("book", "")],
      [[client("a"), client("b")], refOf("book", "")],
      [[client("a", { people: [person("p")] })], refOf("client", "a")],
      [[client("", { people: [person("p")] })], refOf("person", "p")],
      [[client("", { people: [person("p")], supplied: { score: 1 } })], refOf("book", "")],
      [[client("", { people: [person("p"), person("q")] })], refOf("book", "")],
      [[client("", { groups: [group] })], refOf("department", "d")],
      [[client("", { groups: [group, group] })], refOf("book", "")],
      [[client("", { groups: [group], people: [person("p"), person("q")] })], refOf("book", "")],
    ] as ReadonlyArray<[ClientInput[], SubjectRef]>)
      expect(open(clients).whole).to.deep.equal(expected);
  });

  it("a person of a client that is named is that client's: ids of two clients may be the same", () => {
    const book = open([
      client("a", { people: [person("p", { name: "Ada" }), person("q")] }),
      client("b", { people: [person("p", { name: "Bob", events: [clicked(0)] })] }),
      client("", { people: [person("r")] }),
    ]);
    const ref = refOf("person", "p");
    const name = (within: string | null): string | undefined => book.subject(ref, within)?.name;
    expect(["a", "b", "c", null].map(name)).to.deep.equal(["Ada", "Bob", undefined, "Ada"]);
    expect(book.subject(ref, "b")!.score).to.equal(0.5);
    expect(pointAt(book, ref, "b", book.asOf).score).to.equal(0.5);
    expect(series(book, ref, "b").at(-1)!.score).to.equal(0.5);
    expect(personRecord(book, "p", "b")!.person.name).to.equal("Bob");
    expect(recordOf(book, book.subject(ref, "b")!)!.person.name).to.equal("Bob");
    expect(recordOf(book, book.subject(refOf("client", "a"))!)).to.equal(null);
    expect(eventsOf(book, "p", "b")).to.deep.equal([clicked(0)]);
    expect(eventsOf(book, "p")).to.deep.equal([clicked(1)]);
    expect(eventsOf(book, "nobody")).to.equal(undefined);
    expect(book.subject(refOf("person", "q"), "b"), "another client's").to.equal(null);
    expect(book.subject(refOf("person", "r"), "b")!.id, "of no client that is known").to.equal("r");
  });

  it("is found by kind and by id; the first where an id repeats", () => {
    const book = open([
      client("a", { people: [person("p", { department: "it" }), person("p", { department: "hr" })] }),
      client("b", { people: [person("q", { department: "it", role: "admin" })] }),
    ]);
    const ids = (ref: SubjectRef, within: string | null = null): string[] =>
      peopleOf(book, ref, within).map(({ id }) => id);
    expect(ids(refOf("book", ""))).to.deep.equal(["p", "p", "q"]);
    expect(ids(refOf("client", "b"))).to.deep.equal(["q"]);
    expect(ids(refOf("department", "it"))).to.deep.equal(["p", "q"]);
    expect(ids(refOf("department", "it"), "b")).to.deep.equal(["q"]);
    expect(ids(refOf("role", "admin"))).to.deep.equal(["q"]);
    expect(ids(refOf("person", "p"))).to.deep.equal(["p"]);
    expect(ids(refOf("person", "nobody"))).to.deep.equal([]);
    expect(book.subject(refOf("person", "p"))!.department).to.equal("it");
    for (const kind of ["person", "client", "department", "role"] as const)
      expect(book.subject(refOf(kind, "nobody")), kind).to.equal(null);
    expect(groupsOf(book, "department", "a").map(({ id }) => id)).to.deep.equal(["hr", "it"]);
    expect(clientsOf(book).map(({ id }) => id)).to.deep.equal(["a", "b"]);
  });
});

describe("views say where their subject belongs", () => {
  let book: Book;
  before(() => {
    book = open([
      client("a", {
        name: "Alpha",
        people: [person("p", { name: "Ada", department: "it" }), person("q")],
        groups: [{ id: "board", name: "The board", kind: "department", supplied: { score: 0.5, people: 3 } }],
      }),
      client("b", { people: [person("r", { department: "it" })] }),
    ]);
  });
  const detail = (ref: SubjectRef, within: string | null = null): unknown => {
    const { kind, id, name, detail: words, client: home } = book.subject(ref, within)!;
    return [kind, id, name, words, home?.id];
  };

  it("a person in a department and a client", () => {
    expect(detail(refOf("person", "p"))).to.deep.equal(["person", "p", "Ada", ["it", "Alpha"], "a"]);
    expect(detail(refOf("person", "q"))).to.deep.equal(["person", "q", "q", ["Alpha"], "a"]);
  });
  it("a client by itself", () => {
    expect(detail(refOf("client", "a"))).to.deep.equal(["client", "a", "Alpha", [], "a"]);
  });
  it("a department in the client it is looked for in, by its name where one came", () => {
    expect(detail(refOf("department", "it"), "a")).to.deep.equal(["department", "it", "it", ["Alpha"], "a"]);
    expect(detail(refOf("department", "it"))).to.deep.equal(["department", "it", "it", [], undefined]);
    expect(detail(refOf("department", "board"), "a")).to.deep.equal([
      "department",
      "board",
      "The board",
      ["Alpha"],
      "a",
    ]);
  });

  it("numbers that came are shown, but of a department only where its people did not", () => {
    const some = open([
      client("a", {
        people: [person("p", { department: "it" })],
        groups: [
          { id: "it", kind: "department", supplied: { score: 0.9 } },
          { id: "board", kind: "department", supplied: { score: 0.8 } },
        ],
      }),
    ]);
    expect(some.subject(refOf("department", "board"), "a")).to.include({ score: 0.8, supplied: true });
    expect(some.subject(refOf("department", "it"), "a")).to.include({ score: 0.475, supplied: false });
    const client_ = open([client("a", { people: [person("p")], supplied: { score: 0.9 } })]);
    expect(client_.subject(refOf("client", "a"))!.score).to.equal(0.9);
    expect(client_.subject(refOf("book", ""))!.score).to.equal(0.9);
  });

  it("everything as one is what was said of it, else what its people come to", () => {
    const clients = [
      client("a", { people: [person("p")] }),
      client("b", { people: [person("q", { events: [clicked(0)] })] }),
    ];
    const of = (supplied?: BookInput["supplied"]): number | null =>
      open(clients, {}, { supplied }).subject(refOf("book", ""))!.score;
    expect(of()).to.be.closeTo((0.475 + 0.5) / 2, 1e-9);
    expect(of({ score: 0.9 })).to.equal(0.9);
    expect(of({ score: null }), "a sum without a score is worth less than the people").to.be.closeTo(0.4875, 1e-9);
    const bare = open(
      [client("a", { supplied: { score: 1 } }), client("b")],
      {},
      { supplied: { score: null, people: 7 } },
    );
    expect(bare.subject(refOf("book", ""))).to.include({ score: null, people: 7 });
  });
});

describe("over the window", () => {
  const was = { id: "s", supplied: { score: 0.9 }, history: [{ at: NOW - 200 * DAY, score: 0.1 }] };
  const moves = (people: ClientInput["people"], ref: SubjectRef): unknown =>
    open([client("a", { people })]).subject(ref)!.change;

  it("a number that came as such moved as whoever sent it says, whatever its past", () => {
    expect(moves([was], refOf("person", "s"))).to.equal(null);
    expect(moves([{ ...was, supplied: { score: 0.9, change: 0.3 } }], refOf("person", "s"))).to.equal(0.3);
  });
  it("a group with such a number in it is not said to have moved", () => {
    const old = person("p", { events: [clicked(100), clicked(1)] });
    expect(moves([old], refOf("client", "a"))).to.be.greaterThan(0);
    expect(moves([old, was], refOf("client", "a"))).to.equal(null);
  });
});

describe("a group's bands", () => {
  const strict = client("a", { people: [person("p", { department: "it" })], tenant: { critical_threshold: 55 } });
  const bands = (clients: readonly ClientInput[], ref: SubjectRef, within: string | null = null): number =>
    open(clients, { model: "moxso" }).subject(ref, within)!.bands.at(-1)!.from;

  it("are those of the client it is in, where there is one", () => {
    const usual = bands([client("b", { people: [person("q", { department: "it" })] })], refOf("book", ""));
    expect(bands([strict], refOf("client", "a"))).to.equal(55);
    expect(bands([strict], refOf("department", "it"))).to.equal(55);
    expect(bands([strict], refOf("book", ""))).to.equal(55);
    expect(bands([strict, client("b")], refOf("department", "it"), "a")).to.equal(55);
    expect(bands([strict, client("b")], refOf("department", "it"))).to.equal(usual);
    expect(bands([client("b"), strict], refOf("book", ""))).to.equal(usual);
    expect(usual).to.be.greaterThan(55);
  });
});

describe("records behind a book", () => {
  let book: Book;
  before(() => {
    book = open(
      [
        client("a", { people: [person("p"), person("q")], tenant: { min_cell: 3 } }),
        client("b", { people: [{ ...person("s"), supplied: { score: 0.5 } }] }),
        client("c", { supplied: { score: 0.5 } }),
      ],
      { tenant: { min_group: 4 } },
    );
  });
  const bare = (fields: object): boolean =>
    personRecord(open([client("", { people: [{ id: "x", supplied: { score: 0.5 }, ...fields }] })]), "x") !== null;

  it("are a person's, the client's people and the settings", () => {
    const { person: one, cohort, tenant } = personRecord(book, "q")!;
    expect([one.id, cohort.map(({ id }) => id), tenant]).to.deep.equal([
      "q",
      ["p", "q"],
      { min_group: 4, min_cell: 3 },
    ]);
    expect(personRecord(book, "nobody")).to.equal(null);
    expect([bare({}), bare({ events: [] }), bare({ measures: {} }), bare({ breaches: [] })]).to.deep.equal([
      false,
      true,
      true,
      true,
    ]);
  });
  it("are a client's, unless a summary or scores came", () => {
    const { people, tenant } = clientRecord(book, "a")!;
    expect([people.length, tenant]).to.deep.equal([2, { min_group: 4, min_cell: 3 }]);
    for (const id of ["b", "c", "nobody"]) expect(clientRecord(book, id), id).to.equal(null);
  });
  it("are not for the client audience", () => {
    const seen = open([client("a", { people: [person("p")] })], { audience: "client" });
    expect([personRecord(seen, "p"), clientRecord(seen, "a"), peopleOf(seen)]).to.deep.equal([null, null, []]);
    expect(eventsOf(seen, "p")).to.equal(undefined);
  });
});

describe("a book's past", () => {
  const WEEK = 7 * DAY;

  it("is the window's start, a fixed grid of weeks, and the date itself", () => {
    const one = open([client("a", { people: [person("p", { events: [clicked(80)] })] })]);
    const dates = series(one, refOf("client", "a")).map(({ at }) => at);
    expect([dates[0], dates.at(-1)]).to.deep.equal([NOW - 90 * DAY, NOW]);
    const inner = dates.slice(1, -1);
    expect(inner.every((at) => at % WEEK === 0)).to.equal(true);
    expect(inner[0]! - dates[0]!).to.be.within(1, WEEK);
    expect(NOW - inner.at(-1)!).to.be.within(1, WEEK);
    expect(inner).to.deep.equal([...new Set(inner)].sort((a, b) => a - b));
    const later = series(open([client("a", { people: [person("p")] })], { asOf: NOW + DAY }), refOf("client", "a"));
    expect(later.slice(1, -1).map(({ at }) => at)).to.include.members(inner.slice(1));
  });

  it("does not name an instant twice where the date lies on the grid", () => {
    const asOf = Math.floor(NOW / WEEK) * WEEK;
    const book = open([client("a", { people: [person("p")] })], { asOf, window: 14 });
    expect(series(book, refOf("client", "a")).map(({ at }) => at)).to.deep.equal([asOf - 2 * WEEK, asOf - WEEK, asOf]);
    expect(series(book, refOf("client", "a"), null, 2, 1).map(({ at }) => at)).to.deep.equal([
      asOf - 2 * DAY,
      asOf - DAY,
      asOf,
    ]);
  });

  it("of what was supplied is what came of it in the window, and the number itself", () => {
    const history = [-100 * DAY, -90 * DAY, -DAY, 0, DAY].map((ms, i) => ({ at: NOW + ms, score: i / 10 }));
    const book = open([client("a", { supplied: { score: 0.9 }, history }), client("b")]);
    expect(series(book, refOf("client", "a")).map(({ at, score }) => [(at - NOW) / DAY, score])).to.deep.equal([
      [-90, 0.1],
      [-1, 0.2],
      [0, 0.9],
    ]);
  });

  it("of who is not there is none", () => {
    const book = open([client("a", { people: [person("p")] })]);
    expect(series(book, refOf("client", "nobody"))).to.deep.equal([]);
    expect(pointAt(book, refOf("client", "nobody"), null, NOW).score).to.equal(null);
  });

  it("of a person is their own, whether or not anybody else was scored at that date", () => {
    const events = [clicked(50), clicked(2)];
    const people = [person("first"), person("p", { events })];
    const then = scorePerson(people[1]!, { model: "phishr", asOf: NOW - 40 * DAY }).score!;
    expect(then).to.be.above(0);
    for (const refs of [[refOf("person", "p")], [refOf("client", "a"), refOf("person", "p")]]) {
      const book = open([client("a", { people })]);
      const [score] = refs.map((ref) => pointAt(book, ref, null, NOW - 40 * DAY).score).slice(-1);
      expect(score).to.be.closeTo(then, 1e-12);
    }
  });

  it("of a client rolls up as its own model does", () => {
    const measured = (iq: number): PersonRecord => ({
      id: `iq ${iq}`,
      measures: { security_iq: iq, phish_risk: 100 - iq, badge_score: iq },
    });
    const people = [measured(90), measured(10)];
    const book = open([client("a", { model: "caniphish", people })], { model: null });
    const now = scoreClient({ people }, { model: "caniphish", asOf: NOW }).score;
    expect(book.subject(refOf("client", "a"))!.score).to.equal(now);
    expect(pointAt(book, refOf("client", "a"), null, NOW - DAY).score).to.equal(now);
  });

  it("is not told to the client audience where fewer than ten had a score then", () => {
    const people = Array.from({ length: 20 }, (_, i) => person(`p${i}`, { events: [clicked(i)] }));
    const at = (days: number, options: Partial<ViewOptions> = {}): boolean =>
      pointAt(
        open([client("a", { people })], { audience: "client", ...options }),
        refOf("client", "a"),
        null,
        NOW - days * DAY,
      ).score !== null;
    expect([at(10), at(11)]).to.deep.equal([true, false]);
    expect(at(11, { audience: "internal" })).to.equal(true);
    expect(at(11, { tenant: { min_group: 9 } })).to.equal(true);
  });

  it("of a group that is hidden from the client audience takes the next smallest along, at that date", () => {
    // Sales: 3 of 14 had a score 40 days ago; the client less the other two would be the mean of those three.
    const group = (department: string, n: number, days: (i: number) => number): PersonRecord[] =>
      Array.from({ length: n }, (_, i) => person(`${department}${i}`, { department, events: [clicked(days(i))] }));
    const people = [
      ...group("sales", 14, (i) => (i < 3 ? 50 : 5)),
      ...group("ops", 15, () => 60),
      ...group("it", 20, () => 60),
    ];
    const told = (days: number, options: Partial<ViewOptions> = {}, clients = [client("a", { people })]): string => {
      const book = open(clients, { audience: "client", window: 40, ...options });
      const names = ["sales", "ops", "it"].filter(
        (id) => pointAt(book, refOf("department", id), "a", NOW - days * DAY).score !== null,
      );
      const whole = pointAt(book, refOf("client", "a"), null, NOW - days * DAY).score !== null;
      const line = (id: string): boolean => series(book, refOf("department", id), "a", 40, 40)[0]?.score !== null;
      const changed = ["sales", "ops", "it"].filter(
        (id) => book.subject(refOf("department", id), "a")!.change !== null,
      );
      expect(days === 40 ? ["sales", "ops", "it"].filter(line) : names).to.deep.equal(names);
      return `${names.join(" ")}|${whole}|${changed.join(" ")}`;
    };
    expect(told(2)).to.equal("sales ops it|true|it");
    expect(told(40)).to.equal("it|true|it");
    expect(told(40, { audience: "internal" })).to.equal("sales ops it|true|sales ops it");
    // Nobody had a score: there is none to give away.
    expect(told(55)).to.equal("ops it|true|it");
    const two = [client("a", { people }), client("b", { people: group("law", 12, (i) => (i < 4 ? 50 : 5)) })];
    expect(told(40, {}, two), "a client beside one that is hidden").to.equal("|false|");
  });

  it("of a group beside those that are hidden today is told: at no date is it its turn in place of one of them", () => {
    const group = (department: string, n: number, days: (i: number) => number): PersonRecord[] =>
      Array.from({ length: n }, (_, i) => person(`${department}${i}`, { department, events: [clicked(days(i))] }));
    // Law is too small, and ops goes along: 12 of 36. Forty days ago sales were 11, fewer than ops.
    const people = [
      ...group("sales", 20, (i) => (i < 11 ? 60 : 5)),
      ...group("ops", 12, () => 60),
      ...group("law", 4, () => 60),
    ];
    const book = open([client("a", { people })], { audience: "client" });
    const names = ["sales", "ops", "law"];
    expect(names.filter((id) => !book.subject(refOf("department", id), "a")!.withheld)).to.deep.equal(["sales"]);
    const told = (id: string): boolean => toldAt(book, refOf("department", id), "a", NOW - 40 * DAY);
    expect(names.filter(told)).to.deep.equal(["sales"]);
  });
});
