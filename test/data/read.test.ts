import { expect } from "@open-wc/testing";
import { bookOf } from "../../src/data/book.js";
import { groupsOf } from "../../src/data/groups.js";
import { pointAt, series } from "../../src/data/lines.js";
import { clientsOf, peopleOf } from "../../src/data/lists.js";
import { loadSupplied } from "../../src/data/parts.js";
import { readPlain } from "../../src/data/plain-records.js";
import { readData, type DataError } from "../../src/data/read.js";
import type { ViewOptions } from "../../src/data/types.js";
import { scoreBook, scoreClient, scorePerson } from "../../src/engine/index.js";
import { seeded } from "../support/virtual.js";
import { PLAIN } from "./options.js";

const AS_OF = "2026-11-23T09:12:00Z";
const NOW = Date.parse(AS_OF);
const DAY = 86_400_000;
const ADA = {
  id: "ada",
  name: "Ada Park",
  department: "finance",
  role: "hr",
  events: [{ type: "simulation_clicked", at: "2026-11-20T09:00:00Z" }],
};
const BEN = {
  id: "ben",
  name: "Ben Oduya",
  department: "it",
  events: [{ type: "simulation_reported", at: "2026-11-20T09:00:00Z" }],
};
const CLIENT = { id: "acme", name: "Acme", people: [ADA, BEN] };
const DATASET = { as_of: AS_OF, model: "phishr", clients: [CLIENT, { id: "beta", people: [{ id: "cy" }] }] };
const SCORE = {
  employee_id: "usr_abc123",
  score: 67,
  band: "elevated",
  last_updated: "2025-04-14T09:22:00Z",
  signals: { phishing_simulation: 72, threat_exposure: 81, training: 44, incidents: 0, peer_benchmark: 58 },
};
const DEPARTMENT = {
  department_id: "dept_finance",
  name: "Finance",
  employee_count: 42,
  average_score: 54,
  distribution: { low: 12, moderate: 18, elevated: 9, critical: 3 },
  trend: "improving",
};
const CLIENT_SUMMARY = {
  client_id: "c1",
  name: "Acme",
  employee_count: 42,
  average_score: 40,
  distribution: DEPARTMENT.distribution,
  trend: null,
  departments: [DEPARTMENT],
};
const LIST = { model: "moxso", last_updated: AS_OF, next_cursor: null, total: 1 };

const open = (data: unknown, options: Partial<ViewOptions> = {}) =>
  bookOf(readData(data).book, { ...PLAIN, ...options });
const fault = (data: unknown): DataError => {
  try {
    readData(data);
  } catch (error) {
    return error as DataError;
  }
  throw new Error("was read");
};

before(loadSupplied);

describe("reading: what a service says of everything", () => {
  const past = [
    { at: NOW - 2 * DAY, score: 40, exact_score: 40.4, band: "moderate" },
    { at: NOW - DAY, score: 41, exact_score: 41.2, band: "moderate" },
  ];
  const summary = { ...CLIENT_SUMMARY, average_score: 42, change: 2, trend: "worsening", history: past };
  const two = { ...LIST, summary, clients: [CLIENT_SUMMARY, { ...CLIENT_SUMMARY, client_id: "c2", name: "Other" }] };

  it("its number, its change and its past are the book's", () => {
    const opened = open(two, { asOf: AS_OF });
    const view = opened.subject()!;
    expect([view.kind, view.published, view.change, view.supplied]).to.deep.equal(["book", 42, 2, true]);
    expect(series(opened, { kind: "book", id: "" }).map(({ at, score }) => [at, score])).to.deep.equal([
      [NOW - 2 * DAY, 40.4],
      [NOW - DAY, 41.2],
      [NOW, 42],
    ]);
    expect(pointAt(opened, { kind: "book", id: "" }, null, NOW - DAY).score).to.equal(41.2);
  });

  it("they stay where the people came, too: what the service calculated is not calculated again", () => {
    const { book } = readData(two);
    const people = [{ id: "x", supplied: { score: 7 } }];
    const opened = bookOf({ ...book, clients: book.clients.map((c) => ({ ...c, people })) }, { ...PLAIN, asOf: AS_OF });
    expect(opened.subject()!.published).to.equal(42);
    expect(series(opened, { kind: "book", id: "" })).to.have.length(3);
  });

  it("without a summary there is no line over all, and no number either", () => {
    const { summary: _, ...bare } = two;
    const opened = open(bare, { asOf: AS_OF });
    expect(opened.subject()!.score).to.equal(null);
    expect(series(opened, { kind: "book", id: "" })).to.have.length(1);
  });

  it("a past that cannot be read is pointed out, and the rest is read", () => {
    const { book, issues } = readData({
      ...two,
      summary: { ...summary, history: [{ at: "never", score: 1 }, ...past] },
    });
    expect(issues.map(({ path }) => path)).to.deep.equal(["summary.history[0].at"]);
    expect(book.history).to.have.length(2);
  });
});

describe("reading: every shape", () => {
  const shapes: Array<[string, unknown, string]> = [
    ["a dataset", DATASET, "book "],
    ["a dataset of one client", { ...DATASET, clients: [CLIENT] }, "client acme"],
    ["a list of clients", [CLIENT, { id: "b", people: [] }], "book "],
    ["a client", CLIENT, "client acme"],
    ["a list of people", [ADA, BEN], "book "],
    ["people without a client's id", { people: [ADA, BEN] }, "book "],
    ["a person's record", ADA, "person ada"],
    ["a person and nothing else", { id: "x" }, "person x"],
    ["the API's score of a person", SCORE, "person usr_abc123"],
    ["a list of them", [SCORE], "person usr_abc123"],
    ["the API's summary of a department", DEPARTMENT, "department dept_finance"],
    ["the API's summary of a client", CLIENT_SUMMARY, "client c1"],
    ["the API's list of clients", { ...LIST, clients: [CLIENT_SUMMARY] }, "client c1"],
    [
      "the API's list of people",
      { ...LIST, employees: [{ ...SCORE, client_id: "c1", client_name: "Acme" }] },
      "client c1",
    ],
    ["the API's record of a person", { ...ADA, client_id: "c1" }, "person ada"],
    [
      "the API's history of a person",
      { ...LIST, kind: "employee", id: "ada", points: [{ at: AS_OF, score: 40, band: "moderate" }] },
      "person ada",
    ],
    [
      "the API's history of a department",
      { ...LIST, kind: "department", id: "it", points: [{ at: AS_OF, score: 40, band: "moderate" }] },
      "department it",
    ],
    ["the engine's score of a person", scorePerson(ADA, { model: "phishr", asOf: AS_OF }), "person ada"],
    ["the engine's score of a client", scoreClient(CLIENT, { model: "phishr", asOf: AS_OF }), "client acme"],
    ["the engine's scores of a book", scoreBook(DATASET.clients, { model: "phishr", asOf: AS_OF }), "book "],
    ["nobody", [], "book "],
    ["a dataset of nobody", { clients: [] }, "book "],
  ];
  for (const [name, data, whole] of shapes) {
    it(name, () => {
      const { book, issues } = readData(data);
      const opened = bookOf(book, { ...PLAIN, asOf: AS_OF });
      expect(`${opened.whole.kind} ${opened.whole.id}`).to.equal(whole);
      expect(issues).to.deep.equal([]);
    });
    it(`${name}, frozen`, () => {
      const freeze = (value: unknown): unknown => {
        if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
        return value;
      };
      expect(() => open(freeze(structuredClone(data)), { asOf: AS_OF }).subject()).to.not.throw();
    });
    it(`${name}, behind proxies`, () => {
      const proxy = (value: unknown): unknown =>
        typeof value === "object" && value !== null
          ? new Proxy(value, { get: (target, key) => proxy(Reflect.get(target, key)) })
          : value;
      const plain = open(data, { asOf: AS_OF });
      const strange = open(proxy(structuredClone(data)), { asOf: AS_OF });
      expect(JSON.stringify(strange.subject())).to.equal(JSON.stringify(plain.subject()));
    });
  }

  it("what the engine answered is shown as it answered it", () => {
    const result = scorePerson(ADA, { model: "phishr", asOf: AS_OF });
    const view = open(result, { model: "infima" }).subject()!;
    expect([view.model.id, view.score, view.published, view.band]).to.deep.equal([
      "phishr",
      result.score,
      result.published,
      result.band,
    ]);
    const shown = scoreClient(CLIENT, { model: "phishr", asOf: AS_OF });
    const client = open(shown).subject()!;
    expect([client.score, client.people, client.scored]).to.deep.equal([shown.score, 2, shown.scored]);
    expect(client.distribution!.map(({ count }) => count)).to.deep.equal(Object.values(shown.distribution));
  });
});

describe("reading: the API's numbers are the API's", () => {
  it("67 stays 67, with the row that says what its signals do not", () => {
    const view = open(SCORE).subject()!;
    expect([view.score, view.published, view.band, view.supplied, view.model.id]).to.deep.equal([
      67,
      67,
      "elevated",
      true,
      "moxso",
    ]);
    const rows = view.person!.contributions;
    expect(rows.map(({ id }) => id)).to.deep.equal([...Object.keys(SCORE.signals), "unexplained"]);
    expect(rows.at(-1)!.points).to.be.closeTo(10.55, 1e-9);
    expect(rows.reduce((sum, { points }) => sum + points, 0)).to.be.closeTo(67, 1e-9);
  });
  it("its date is the date shown", () => {
    expect(open(SCORE).asOf).to.equal(Date.parse(SCORE.last_updated));
  });
  it("the model it names wins over what the page asks for", () => {
    expect(open({ ...SCORE, model: "moxso" }, { model: "phishr" }).subject()!.published).to.equal(67);
  });
  it("an unrounded score beside it is what the rows sum to", () => {
    const view = open({ ...SCORE, score: 56, exact_score: 56.45 }).subject()!;
    expect([view.score, view.published]).to.deep.equal([56.45, 56]);
    expect(view.person!.contributions.some(({ id }) => id === "unexplained")).to.equal(false);
  });
  it("a department's impossible average is shown as it stands too", () => {
    const view = open(DEPARTMENT).subject()!;
    expect([view.published, view.band, view.people, view.trend]).to.deep.equal([54, "elevated", 42, "improving"]);
  });
  it("no score is no score", () => {
    const view = open({ ...SCORE, score: null, band: null }).subject()!;
    expect([view.score, view.published, view.band]).to.deep.equal([null, null, null]);
  });
  it("counts that are hidden stay hidden, and say whether they are small", () => {
    const masked = {
      ...DEPARTMENT,
      distribution: { low: 20, moderate: null, elevated: null, critical: 0 },
      min_cell: 5,
      under_min_cell: ["elevated"],
    };
    expect(open(masked, { audience: "client" }) && open(masked).subject()!.distribution).to.deep.equal([
      { band: "low", count: 20 },
      { band: "moderate", count: null },
      { band: "elevated", count: null, under: 5 },
      { band: "critical", count: 0 },
    ]);
  });
  for (const band of ["constructor", "__proto__", "toString", "hasOwnProperty", "", "LOW", "🙂"]) {
    it(`a band named ${JSON.stringify(band)} is an unknown band`, () => {
      const data = JSON.parse(`{"employee_id":"a","score":67,"band":${JSON.stringify(band)},"signals":{}}`) as unknown;
      expect(open(data).subject()!.band).to.equal("elevated");
      const group = JSON.parse(
        `{"department_id":"d","employee_count":30,"average_score":30,"distribution":{"low":12,${JSON.stringify(band)}:18}}`,
      ) as unknown;
      const counts = open(group).subject()!.distribution!;
      expect(counts.map((cell) => cell.band)).to.deep.equal(["low", "moderate", "elevated", "critical"]);
      expect(counts.every(({ count }) => Number.isInteger(count))).to.equal(true);
    });
  }
});

describe("reading: faults name their place, what is there and what was expected", () => {
  const faults: Array<[unknown, string, string]> = [
    [null, "data", "data: null; expected a dataset"],
    [undefined, "data", "data: undefined; expected a dataset"],
    [67, "data", "data: 67; expected"],
    ["67", "data", 'data: "67" (string); expected'],
    [true, "data", "data: true; expected"],

    [{}, "data", "data: an object; expected"],
    [{ foo: 1, bar: 2 }, "data", "its fields are foo, bar"],
    [{ clients: {} }, "clients", "clients: an object; expected a list of clients"],
    [{ clients: "x" }, "clients", 'clients: "x" (string); expected a list of clients'],
    [{ people: 7 }, "people", "people: 7; expected a list of people"],
    [{ employees: null }, "employees", "employees: null; expected a list of people"],
    [{ id: null, events: [] }, "id", "id: null; expected the person's id"],
    [{ id: {}, events: [] }, "id", "id: an object; expected text"],
    [{ employee_id: "" }, "employee_id", "expected the person's id"],
    [[1, 2], "[0]", "[0]: 1; expected a person's record"],
    [[{}], "[0].id", "[0].id: undefined; expected the person's id"],
    [{ clients: [7] }, "clients[0]", "clients[0]: 7; expected an object"],
    // Clients of whom nothing can be read but that they are there leave as little.
    [{ clients: [{ id: "c", people: "x" }] }, "clients[0].people", 'clients[0].people: "x" (string); expected a list'],
    [{ clients: [{ id: "c", people: [5] }] }, "clients[0].people[0]", "clients[0].people[0]: 5; expected a person's"],
    [{ people: [null] }, "people[0]", "people[0]: null; expected a person's record"],
    [[{ id: "c", people: {} }], "[0].people", "[0].people: an object; expected a list"],
  ];
  for (const [data, path, message] of faults) {
    it(message, () => {
      const error = fault(data);
      expect([error.code, error.path]).to.deep.equal(["invalid-data", path]);
      expect(error.message).to.contain(message);
    });
  }

  it("one bad person never takes the rest along", () => {
    const people = [ADA, 7, null, { name: "no id" }, BEN, { id: [] }];
    const { book, issues } = readData({ ...DATASET, clients: [{ ...CLIENT, people }] });
    expect(book.clients[0]!.people.map(({ id }) => id)).to.deep.equal(["ada", "ben"]);
    expect(issues.map(({ path }) => path)).to.deep.equal([
      "clients[0].people[1]",
      "clients[0].people[2]",
      "clients[0].people[3].id",
      "clients[0].people[5].id",
    ]);
  });

  it("clients without people that were never said to have any are no fault, nor is one whose past or summary is left", () => {
    const past = [{ at: "2026-08-01T00:00:00Z", score: 0.4 }];
    for (const [data, faults] of [
      [{ clients: [{ id: "c", people: [] }] }, 0],
      [{ clients: [{ id: "c" }], tenant: 7 }, 1],
      [{ clients: [{ id: "c", people: [7], history: past }] }, 1],
      [
        {
          clients: [
            { id: "b", people: [ADA] },
            { id: "c", people: "x" },
          ],
        },
        1,
      ],
      [{ clients: [{ client_id: "c", name: "C", average_score: 40, people: "x" }] }, 1],
      [{ clients: [{ id: "c", name: "Acme", people: 12 }] }, 1],
      [
        {
          clients: [
            { id: "b", people: [] },
            { id: "c", people: [{ name: "no id" }] },
          ],
        },
        1,
      ],
    ] as const) {
      const { book, issues } = readData(data);
      expect([book.clients.length, issues.length], JSON.stringify(data)).to.deep.equal([data.clients.length, faults]);
    }
  });

  it("a fault is told once, however many look at it", () => {
    const told = (data: unknown): string[] => readData(data).issues.map(({ path, message }) => `${path}|${message}`);
    const times = "expected epoch milliseconds or a time with an offset.";
    for (const [data, expected] of [
      [{ ...CLIENT, tenant: 7 }, ["tenant|tenant: 7; expected an object of settings."]],
      [{ ...CLIENT, model: [] }, ["model|model: a list; expected text."]],
      [{ employee_id: "a", score: 60, last_updated: "x" }, [`last_updated|last_updated: "x" (string); ${times}`]],
      [{ department_id: "d", average_score: 60, asOf: {} }, [`asOf|asOf: an object; ${times}`]],
      [
        { employees: [{ employee_id: "a", score: 60 }], last_updated: "x" },
        [`last_updated|last_updated: "x" (string); ${times}`],
      ],
    ] as const)
      expect(told(data)).to.deep.equal(expected);
  });

  it("a minimum that is none is told of, and never shows more than the default", () => {
    const count = "expected a number from 0 to 1000000000.";
    const read = (data: unknown) => {
      const { book, issues } = readData(data);
      return [book.tenant, book.clients[0]?.tenant, issues.map(({ path, message }) => [path, message])];
    };
    for (const [value, kind, held] of [
      ["abc", '"abc" (string)', null],
      ["", '"" (string)', null],
      ["7", '"7" (string)', null],
      ["25", '"25" (string)', 25],
      [-1, "-1", null],
      [Infinity, "Infinity", null],
      [NaN, "NaN", null],
      [true, "true", null],
      [[50], "a list", null],
      [{}, "an object", null],
    ] as const) {
      const data = { ...DATASET, tenant: { min_group: value, min_cell: 3 } };
      expect(readPlain(data), `${kind}`).to.equal(null);
      const message = `tenant.min_group: ${kind}; ${count}`;
      expect(read(data)).to.deep.equal([{ min_group: held, min_cell: 3 }, undefined, [["tenant.min_group", message]]]);
    }
    const own = { ...DATASET, clients: [{ ...CLIENT, tenant: { min_cell: "many" } }] };
    expect(readPlain(own)).to.equal(null);
    expect(read(own)).to.deep.equal([
      undefined,
      { min_cell: null },
      [["clients[0].tenant.min_cell", `clients[0].tenant.min_cell: "many" (string); ${count}`]],
    ]);
    for (const [given, held] of [
      ["5", null],
      ["6", 6],
      [1e9 + 1, null],
    ] as const) {
      const cells = { ...DATASET, tenant: { min_cell: given } };
      expect(readPlain(cells)).to.equal(null);
      expect(readData(cells).book.tenant).to.deep.equal({ min_cell: held });
      expect(readData(cells).issues.map(({ path }) => path)).to.deep.equal(["tenant.min_cell"]);
    }
    for (const tenant of [
      { min_group: null, min_cell: 0 },
      { min_group: 0, min_cell: 1e9 },
    ])
      expect(read({ ...DATASET, tenant })[2]).to.deep.equal([]);
    expect(readPlain({ ...DATASET, tenant: { min_group: 0, min_cell: 1e9 } })).to.not.equal(null);
  });

  it("what takes all is told by its own path, whatever else is wrong there", () => {
    const error = fault({ tenant: 7, clients: "x" });
    expect([error.path, error.message]).to.deep.equal([
      "clients",
      'clients: "x" (string); expected a list of clients.',
    ]);
    expect(fault({ tenant: 7, clients: [7] }).path).to.equal("clients[0]");
    expect(fault({ last_updated: "x", employees: [7, 8] }).path).to.equal("employees[0]");
    expect(fault({ last_updated: "x", employee_id: {}, score: 60 }).path).to.equal("employee_id");
    expect(fault({ last_updated: "x", department_id: {}, average_score: 60 }).path).to.equal("department_id");
  });

  it("what is wrong beside a list without anybody in it takes nothing along", () => {
    const list = { next_cursor: null, total: 0, model: "moxso", last_updated: AS_OF };
    for (const [data, paths] of [
      [{ ...list, employees: [], last_updated: "x" }, ["last_updated"]],
      [{ ...list, employees: [], model: {} }, ["model"]],
      [{ ...list, clients: [], last_updated: [] }, ["last_updated"]],
      [{ ...list, clients: [], summary: 7 }, ["summary"]],
      [
        { ...list, clients: [], summary: { average_score: "9", history: [7, { at: "x", score: 1 }] } },
        ["summary.average_score", "summary.history[0]", "summary.history[1].at"],
      ],
      [{ clients: [], tenant: 7 }, ["tenant"]],
      [{ clients: [], model: 7.5, tenant: "x" }, ["tenant"]],
    ] as const) {
      const { book, issues } = readData(data);
      expect(book.clients).to.deep.equal([]);
      expect(issues.map(({ path }) => path)).to.deep.equal(paths);
    }
  });

  it("what is wrong beside an answer's numbers takes none of them along", () => {
    const list = { next_cursor: 7, total: "x", model: [], last_updated: "x", summary: "x" };
    const read = readData({ ...list, clients: [{ client_id: "c", average_score: 54, departments: 7, history: 7 }] });
    expect(read.book.clients.map(({ id, supplied }) => [id, supplied!.score])).to.deep.equal([["c", 54]]);
    expect(read.issues.map(({ path }) => path)).to.have.members([
      "model",
      "last_updated",
      "summary",
      "clients[0].departments",
      "clients[0].history",
    ]);
  });

  it("one bad event never takes the rest along, and keeps its place", () => {
    const bad = {
      ...BEN,
      events: [{ type: "simulation_clicked", at: "yesterday" }, { type: "danced", at: AS_OF }, 7, ...BEN.events],
    };
    const client = open({ ...DATASET, clients: [{ ...CLIENT, people: [7, ADA, bad] }] }).subject({
      kind: "client",
      id: "acme",
    })!;
    expect(client.scored).to.equal(2);
    expect(client.issues.map(({ path }) => path)).to.deep.equal([
      "clients[0].people[2].events[0].at",
      "clients[0].people[2].events[1].type",
      "clients[0].people[2].events[2]",
    ]);
  });

  it("ids that repeat are both kept, and said", () => {
    const { book, issues } = readData({ clients: [CLIENT, { ...CLIENT, people: [ADA] }] });
    expect(book.clients.map(({ id }) => id)).to.deep.equal(["acme", "acme (2)"]);
    expect(issues.map(({ path }) => path)).to.deep.equal(["clients[1].id", "clients[1].people[0].id"]);
    const opened = bookOf(book, { ...PLAIN, asOf: AS_OF });
    expect(clientsOf(opened).map(({ people }) => people)).to.deep.equal([2, 1]);
    expect(opened.subject({ kind: "person", id: "ada" })!.client!.id).to.equal("acme");
  });

  it("numbers as ids are ids", () => {
    const { book, issues } = readData({ id: 7, people: [{ id: 0, name: 3 }] });
    expect([book.clients[0]!.id, book.clients[0]!.people[0]!.id, book.clients[0]!.people[0]!.name]).to.deep.equal([
      "7",
      "0",
      "3",
    ]);
    expect(issues).to.deep.equal([]);
  });

  it("1e400 is no number", () => {
    const data = JSON.parse(`{"employee_id":"a","score":1e400,"signals":{"training":-1e400,"incidents":4}}`) as unknown;
    const { book, issues } = readData(data);
    expect(book.clients[0]!.people[0]!.supplied).to.deep.include({
      score: null,
      published: null,
      signals: { incidents: 4 },
    });
    expect(issues.map(({ message }) => message)).to.include("score: Infinity; expected a finite number.");
  });

  it("a list of nothing usable is a fault, an empty one is none", () => {
    expect(fault([null]).path).to.equal("[0]");
    expect(readData([]).book.clients).to.deep.equal([]);
  });
});

describe("reading: names", () => {
  const nameOf = (name: unknown): string => open({ ...ADA, name }).subject({ kind: "person", id: "ada" })!.name;
  it("keep letters of every script, and emoji", () => {
    for (const name of ["Ada Park", "Łukasz", "李小龍", "محمد", "👩‍💻 Ada".replace("\u200d", "")])
      expect(nameOf(name)).to.equal(name);
    expect(nameOf("x".repeat(300))).to.have.length(300);
  });
  it("lose what would turn the page's text round, or hide in it", () => {
    expect(nameOf("Ada\u202egnirts")).to.equal("Adagnirts");
    expect(nameOf("A\u0000d\u200ba\u2066\ufeff\n")).to.equal("Ada");
  });
  it("of nothing but that are the id", () => {
    expect(nameOf("\u202e\u200b")).to.equal("ada");
    expect(nameOf("")).to.equal("ada");
    expect(nameOf(null)).to.equal("ada");
  });
});

describe("reading: malformed answers", () => {
  const values: unknown[] = [
    null,
    undefined,
    0,
    -1,
    1e9,
    Infinity,
    -Infinity,
    NaN,
    "",
    "67",
    "x".repeat(400),
    "<img src=x onerror=alert(1)>",
    "\u202e",
    true,
    false,
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    Symbol.iterator.toString(),
    new Date(0),
    "constructor",
    "__proto__",
    "2026-02-30T00:00:00Z",
    2 ** 53,
  ];
  const shapes: unknown[] = [
    DATASET,
    ADA,
    {
      ...ADA,
      measures: { security_iq: 60, phish_risk: [{ at: AS_OF, value: 4 }] },
      breaches: [{ at: AS_OF, severity: "high" }],
      history: [{ at: AS_OF, score: 4 }],
    },
    SCORE,
    {
      ...SCORE,
      exact_score: 67.2,
      contributions: [{ id: "training", points: 4, value: 3, weight: 0.2 }],
      change: 3,
      trend: "worsening",
      coverage: 1,
      model: "moxso",
    },
    DEPARTMENT,
    CLIENT_SUMMARY,
    { ...LIST, clients: [CLIENT_SUMMARY] },
    { ...LIST, employees: [{ ...SCORE, client_id: "c1" }] },
    { ...LIST, kind: "employee", id: "ada", points: [{ at: AS_OF, score: 40 }] },
    scoreClient(CLIENT, { model: "phishr", asOf: AS_OF }),
  ];
  /** Every place in a value, as keys from its top. */
  const places = (value: unknown, at: Array<string | number> = []): Array<Array<string | number>> =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...places(inner, [...at, key])])
      : [];
  const put = (target: unknown, path: ReadonlyArray<string | number>, value: unknown): unknown => {
    const copy = structuredClone(target);
    let inner = copy as Record<string, unknown>;
    for (const key of path.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
    inner[path.at(-1)!] = value;
    return copy;
  };
  /** Everything that an element may put on the screen. */
  function shown(data: unknown): string {
    const { book, issues } = readData(data);
    const opened = bookOf(book, { ...PLAIN, asOf: AS_OF });
    const views = [
      opened.subject(),
      ...clientsOf(opened),
      ...peopleOf(opened),
      ...groupsOf(opened, "department"),
      ...groupsOf(opened, "role"),
    ];
    const refs = views.flatMap((view) => view ?? []);
    return JSON.stringify(
      [refs.map(({ model: _, bands: __, ...view }) => view), refs.map((view) => series(opened, view)), issues],
      (_key, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? "NOT A NUMBER" : value),
    );
  }

  shapes.forEach((shape, i) => {
    it(`shape ${i}: one field of it changed, ${places(shape).length * values.length} ways`, () => {
      for (const path of places(shape)) {
        for (const value of values) {
          const data = put(shape, path, value);
          const what = `${path.join(".")} = ${String(JSON.stringify(value) ?? value).slice(0, 40)}`;
          let text: string;
          try {
            text = shown(data);
          } catch (error) {
            const { code, message, path: where } = error as DataError;
            expect(code, `${what}: ${(error as Error).stack}`).to.be.oneOf([
              "invalid-data",
              "unknown-model",
              "invalid-date",
              "invalid-setting",
            ]);
            expect(where, what).to.be.a("string");
            expect(message, what).to.match(/expected|unknown|model/i);
            continue;
          }
          expect(text, what).to.not.match(/NOT A NUMBER|\[object|Invalid Date|"undefined"|"NaN"/);
        }
      }
    });
  });

  it("several fields at once (seeds 1 to 400)", () => {
    for (let seed = 1; seed <= 400; seed++) {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      let data = pick(shapes);
      for (let i = 0; i < 4; i++) {
        const all = places(data);
        if (all.length) data = put(data, pick(all), pick(values));
      }
      try {
        expect(shown(data), `seed ${seed}`).to.not.match(/NOT A NUMBER|\[object|Invalid Date/);
      } catch (error) {
        expect((error as DataError).code, `seed ${seed}: ${(error as Error).stack}`).to.be.oneOf([
          "invalid-data",
          "unknown-model",
          "invalid-date",
          "invalid-setting",
        ]);
      }
    }
  });
});

describe("reading: records with nothing to say about", () => {
  const PLAIN = [
    DATASET,
    CLIENT,
    ADA,
    [ADA, BEN],
    [CLIENT, { id: "beta", people: [] }],
    { people: [ADA] },
    { people: [], model: "moxso", tenant: { min_group: 5 }, as_of: null },
    { clients: [{ ...CLIENT, model: "moxso", tenant: { min_group: 5 } }], tenant: {} },
  ];

  it("are taken by the short test as by the whole of it", () => {
    for (const data of PLAIN) expect(readPlain(data)).to.deep.equal(readData(data));
  });

  it("are left to the whole of it as soon as anything is odd, wherever it is", () => {
    const odd = [null, 7, "", [], {}, true, "x", [{}], Infinity];
    /** The same with one value replaced, for every place in it. */
    function* mended(data: unknown, value: unknown): Generator<unknown> {
      yield value;
      if (typeof data !== "object" || data === null) return;
      const entries: Array<[string, unknown]> = Object.entries(data);
      for (const [key, inner] of entries) {
        for (const other of mended(inner, value)) {
          const copy = Object.fromEntries(entries.map(([k, v]) => [k, k === key ? other : v]));
          yield Array.isArray(data) ? Object.values(copy) : copy;
        }
      }
    }
    const read = (data: unknown): unknown => {
      try {
        return readData(data);
      } catch {
        return "fails";
      }
    };
    let taken = 0;
    let left = 0;
    for (const data of PLAIN) {
      for (const value of odd) {
        for (const one of mended(data, value)) {
          const plain = readPlain(one);
          if (plain) expect(plain, JSON.stringify(one)).to.deep.equal(read(one));
          if (plain) taken++;
          else left++;
        }
      }
    }
    // What is inside a record is the engine's business, so that much is taken.
    expect([taken, left].every((n) => n > 100)).to.equal(true);
  });

  it("are none of an answer's, nor people who share an id", () => {
    for (const data of [
      SCORE,
      DEPARTMENT,
      { clients: [CLIENT_SUMMARY] },
      [ADA, { ...SCORE, id: "x" }],
      [ADA, ADA],
      { clients: [CLIENT, CLIENT] },
      { clients: [CLIENT, { id: "other", people: [ADA] }] },
      { clients: [{ ...CLIENT, history: [] }] },
      { ...ADA, points: [] },
    ])
      expect(readPlain(data), JSON.stringify(data)).to.equal(null);
  });
});
