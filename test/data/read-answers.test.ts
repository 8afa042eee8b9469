import { expect } from "@open-wc/testing";
import { readPlain } from "../../src/data/plain-records.js";
import { DataError, readData } from "../../src/data/read.js";
import { readRecords } from "../../src/data/records.js";
import { explainChange, forecast, scoreClient, scorePerson } from "../../src/engine/index.js";

const DAY = 86_400_000;

const client = (data: unknown) => readData(data).book.clients[0]!;
const person = (data: unknown) => client(data).people[0]!;
const paths = (data: unknown): string[] => readData(data).issues.map(({ path }) => path);
const employee = (fields: object = {}): object => ({ employee_id: "a", score: 60, ...fields });
const group = (fields: object = {}): object => ({ department_id: "d", average_score: 60, ...fields });

describe("an answer's person", () => {
  it("a record with rows of its own is a record, and what a change came to is the score", () => {
    expect(readData({ id: "a", rows: [1] }).book.clients[0]!.people[0]!.id).to.equal("a");
    expect(person({ to: { id: "a", contributions: [], score: 1 }, rows: [] }).supplied!.score).to.equal(1);
  });

  it("an engine's results are all of them, whether of a person, of some or of a client", () => {
    const options = { model: "phishr", asOf: 9 };
    const people = ["a", "b"].map((id) => ({ id, events: [{ type: "simulation_clicked", at: 1 }] }));
    const scored = scoreClient({ people }, options);
    for (const [data, ids] of [
      [scored, ["a", "b"]],
      [scored.people, ["a", "b"]],
      [scored.people[1]!, ["b"]],
    ] as const) {
      const { clients } = readData(data).book;
      expect(
        clients.map(({ id, people }) => [id, people.map((one) => [one.id, one.supplied?.published])]),
      ).to.deep.equal([["", ids.map((id) => [id, 0.5])]]);
    }
  });

  it("is who it says, by the names that the API has", () => {
    expect(
      person(employee({ name: "Ada", email: "a@x", department_id: "it", role: "hr", department: "no" })),
    ).to.deep.include({
      id: "a",
      name: "Ada",
      email: "a@x",
      department: "it",
      role: "hr",
    });
    expect(person({ id: "b", contributions: [], score: 1, department: "it", department_id: "no" }).department).to.equal(
      "it",
    );
    expect(paths({ employees: [employee(), { employee_id: "" }, { contributions: [] }] })).to.deep.equal([
      "employees[1].employee_id",
      "employees[2].id",
    ]);
  });

  it("belongs to the client that it names", () => {
    expect(client(employee({ client_name: "Acme", client_id: "c" })).name).to.equal("Acme");
    expect(client(employee({ client_id: "c" })).name).to.equal("c");
    expect(client({ id: "a", client_id: "c" }).name).to.equal("c");
    expect(client(employee()).id).to.equal("");
  });

  it("has the number that it says, the exact one before the published one", () => {
    const of = (fields: object): unknown[] => {
      const { score, published } = person(employee(fields)).supplied!;
      return [score, published];
    };
    expect(of({})).to.deep.equal([60, 60]);
    expect(of({ published: 61 })).to.deep.equal([60, 61]);
    expect(of({ exact_score: 60.4 })).to.deep.equal([60.4, 60]);
    expect(of({ score: null, published: 61 })).to.deep.equal([61, 61]);
    expect(of({ score: null, exact_score: 60.4 })).to.deep.equal([null, null]);
  });

  it("has what came with the number, and nothing that cannot be read", () => {
    const { supplied } = person(
      employee({
        band: "low",
        last_updated: "1970-01-01T00:00:01Z",
        asOf: 7,
        change: -1,
        trend: "improving",
        coverage: 0.5,
      }),
    );
    expect(supplied).to.deep.include({ band: "low", asOf: 1000, change: -1, trend: "improving", coverage: 0.5 });
    expect(person(employee({ asOf: 7 })).supplied!.asOf).to.equal(7);
    for (const trend of ["improving", "stable", "worsening"])
      expect(person(employee({ trend })).supplied!.trend).to.equal(trend);
    const bad = {
      band: {},
      last_updated: "soon",
      change: "1",
      trend: "up",
      coverage: "1",
      signals: [],
      contributions: {},
    };
    expect([...new Set(paths(employee(bad)))].sort()).to.deep.equal(Object.keys(bad).sort());
    const nothing = {
      band: null,
      last_updated: null,
      change: null,
      trend: null,
      coverage: null,
      signals: null,
      contributions: null,
    };
    expect(paths(employee(nothing))).to.deep.equal([]);
    expect(person(employee(nothing)).supplied!.contributions).to.equal(undefined);
  });

  it("has rows with all that they say", () => {
    const row = { id: "x", points: 1, value: 2, weight: 3, count: 4, latest: 5, band: "low", stale: true };
    expect(
      person(employee({ contributions: [row, { id: "y", points: 0, stale: "yes", other: 1 }] })).supplied!
        .contributions,
    ).to.deep.equal([row, { id: "y", points: 0 }]);
    expect(
      paths(employee({ contributions: [{ id: "x" }, { points: 1 }, 7, { id: "x", points: 1, value: "2" }] })),
    ).to.deep.equal(["contributions[0]", "contributions[1]", "contributions[2]", "contributions[3].value"]);
    expect(person(employee({ contributions: [] })).supplied!.contributions).to.deep.equal([]);
  });

  it("has signals that are numbers, under their own names", () => {
    const signals = JSON.parse('{"training": 5, "__proto__": 6, "incidents": null}') as object;
    expect(Object.entries(person(employee({ signals })).supplied!.signals!)).to.deep.equal([
      ["training", 5],
      ["__proto__", 6],
    ]);
    expect(paths(employee({ signals: { training: "5" } }))).to.deep.equal(["signals.training"]);
  });
});

describe("an answer's group", () => {
  const of = (fields: object) => client(group(fields)).groups![0]!.supplied!;

  it("has the heads and counts that it says", () => {
    expect(of({ employee_count: 5, scored_count: 4, distribution: { low: 4, high: 0, x: null } })).to.deep.include({
      score: 60,
      people: 5,
      scored: 4,
      distribution: { low: 4, high: 0, x: null },
      withheld: false,
      small: [],
    });
    expect(of({ scored: 3 }).scored).to.equal(3);
    expect(of({ scored_count: 2, scored: 3 }).scored).to.equal(2);
    expect(of({ people: [1, 2] }).people).to.equal(2);
    expect([of({}).people, of({}).distribution]).to.deep.equal([undefined, undefined]);
    const bad = { employee_count: -1, scored_count: 1.5, distribution: { low: -1 } };
    expect(paths(group(bad)).sort()).to.deep.equal(["distribution.low", "employee_count", "scored_count"]);
    expect(of({ distribution: { low: -1 } }).distribution).to.deep.equal({ low: null });
    expect(of({ employee_count: 0 }).people).to.equal(0);
  });

  it("has no more people with a score than people", () => {
    const more = { employee_count: 5, scored_count: 6, distribution: { low: 6 } };
    expect(of(more)).to.deep.include({ people: 5, scored: undefined, distribution: { low: 6 } });
    expect(readData(group(more)).issues).to.deep.equal([
      { path: "scored_count", message: "scored_count: 6; expected a count of at most 5." },
    ]);
    expect(of({ employee_count: 5, scored_count: 5 }).scored).to.equal(5);
    expect(of({ scored_count: 6 }).scored).to.equal(6);
    expect(paths({ score: 1, distribution: { low: 2 }, scored: 2, people: [{ id: "a" }] })).to.deep.equal(["scored"]);
  });

  it("says what is hidden, and how small", () => {
    expect(of({ withheld: true, min_cell: 5, under_min_cell: ["low", 7] })).to.deep.include({
      withheld: true,
      under: 5,
      small: ["low"],
    });
    expect(of({ withheld: "yes" }).withheld).to.equal(false);
  });

  it("has its average, or its score where there is none", () => {
    expect(client({ department_id: "d", score: 7 }).groups![0]!.supplied!.score).to.equal(7);
    expect(of({ score: 7 }).score).to.equal(60);
  });

  it("needs an id; lists have those that do", () => {
    const { clients } = readData([group(), group({ department_id: "e", name: "E" })]).book;
    expect(clients[0]!.groups!.map(({ id, name, kind }) => [id, name, kind])).to.deep.equal([
      ["d", undefined, "department"],
      ["e", "E", "department"],
    ]);
    expect(paths([group(), group({ department_id: "" })])).to.deep.equal(["[1].department_id"]);
    expect(() => readData(group({ department_id: "" })))
      .to.throw(DataError)
      .with.property("path", "department_id");
    expect(
      client({ client_id: "c", average_score: 1, departments: [group(), {}] }).groups!.map(({ id }) => id),
    ).to.deep.equal(["d"]);
    expect(paths({ client_id: "c", average_score: 1, departments: [group(), {}, 7] })).to.deep.equal([
      "departments[1].department_id",
      "departments[2]",
    ]);
  });
});

describe("an answer's lists", () => {
  it("of people are by the client that each names, and say where they stood in one that is all", () => {
    const employees = [
      employee({ client_id: "c", client_name: "C" }),
      employee({ employee_id: "b" }),
      {},
      employee({ employee_id: "e", client_id: "c", client_name: "other" }),
    ];
    const { clients } = readData({ employees }).book;
    expect(clients.map(({ id, name, people, path }) => [id, name, people.map((one) => one.id), path])).to.deep.equal([
      ["c", "C", ["a", "e"], undefined],
      ["", undefined, ["b"], undefined],
    ]);
    const one = client({ employees: [{}, employee()] });
    expect([one.path, one.skipped, one.people.length]).to.deep.equal(["employees", [0], 1]);
    expect(client([employee()]).path).to.equal("");
  });

  it("have the model that is named, else the published API's; a dataset has none by itself", () => {
    const models = (data: unknown): unknown[] => {
      const { given, model } = readData(data).book;
      return [given, model];
    };
    expect(models(employee())).to.deep.equal([undefined, "moxso"]);
    expect(models({ employees: [employee()], model: "infima" })).to.deep.equal(["infima", "infima"]);
    expect(models({ as_of: 5, model: "infima", clients: [{ client_id: "c" }] })).to.deep.equal([undefined, "infima"]);
    expect(models({ clients: [{ id: "c", people: [] }] })).to.deep.equal([undefined, undefined]);
  });

  it("are as of their own date", () => {
    expect(readData({ employees: [], last_updated: 5, asOf: 7 }).book.asOf).to.equal(5);
    expect(readData({ employees: [], asOf: 7 }).book.asOf).to.equal(7);
    expect(readData([employee()]).book.asOf).to.equal(undefined);
    expect(readData([employee({ last_updated: 5 }), employee({ last_updated: 7 }), 0]).book.asOf).to.equal(7);
    expect(paths([employee({ last_updated: "soon" })])).to.deep.equal(["[0].last_updated"]);
    expect(paths({ employees: [employee()], last_updated: "soon" })).to.deep.equal(["last_updated"]);
  });

  it("that are none are a fault with its path", () => {
    for (const key of ["employees", "clients"])
      expect(() => readData({ [key]: 7, next_cursor: null }))
        .to.throw(DataError)
        .with.property("path", key);
  });

  it("of clients come to their people and their bands, where all of them say them", () => {
    const summary = (more: object): object => ({ client_id: "c", average_score: 1, ...more });
    const sum = (...clients: object[]): unknown => readData({ clients }).book.supplied;
    expect(
      sum(
        summary({ employee_count: 3, scored_count: 2, distribution: { low: 2, high: 1 } }),
        summary({ client_id: "d", employee_count: 4, scored_count: 4, distribution: { low: 3, mid: 1 } }),
      ),
    ).to.deep.equal({ score: null, people: 7, scored: 6, distribution: { low: 5, high: 1, mid: 1 } });
    expect(
      sum(
        summary({ employee_count: 3, distribution: { low: null, high: 1 } }),
        summary({ client_id: "d", distribution: { low: 3 } }),
      ),
    ).to.deep.equal({ score: null, people: null, scored: null, distribution: { low: null, high: 1 } });
    const low = { employee_count: 3, scored_count: 2, distribution: { low: 2 } };
    const of = (...models: Array<string | undefined>): unknown => {
      const clients = models.map((model, i) => summary({ ...low, client_id: `${i}`, ...(model && { model }) }));
      return readData({ clients, model: "moxso" }).book.supplied!.distribution;
    };
    expect([of("moxso", undefined), of("infima", "infima")]).to.deep.equal([{ low: 4 }, { low: 4 }]);
    expect(of("infima", undefined), "bands of one model are not another's").to.equal(undefined);
    expect(sum(summary({}))).to.deep.equal({ score: null, people: null, scored: null, distribution: undefined });
    expect(sum(summary({}), { id: "e", people: [] })).to.equal(undefined);
    expect(readData({ employees: [employee()] }).book.supplied).to.equal(undefined);
    const said = { clients: [summary({})], summary: { average_score: 9, history: [{ at: 1, score: 8 }] } };
    expect(readData(said).book.supplied!.score).to.equal(9);
    expect(readData(said).book.history).to.deep.equal([{ at: 1, score: 8 }]);
    const wrong = { clients: [summary({})], summary: { average_score: "9", history: [{ at: "x", score: 8 }] } };
    expect(paths(wrong)).to.deep.equal(["summary.average_score", "summary.history[0].at"]);
    expect(readData(wrong).book).to.not.have.property("history");
  });
});

describe("an answer's past", () => {
  const points = [{ at: 1, score: 5 }, { at: 2, score: 6, exact_score: 6.5 }, { at: "x", score: 7 }, { at: 3 }];
  it("is that of a person, a department or a client, whose number is the last", () => {
    const history = [
      { at: 1, score: 5 },
      { at: 2, score: 6.5 },
    ];
    const subject = { id: "s", history, supplied: { score: 6.5, asOf: 2 } };
    const of = (kind: string) => readData({ kind, id: "s", points }).book.clients;
    const three = [1, 2, 3].map((at) => ({ at, score: 10 * at }));
    const latest = readData({ kind: "client", id: "s", points: three });
    expect([latest.book.asOf, latest.book.clients[0]!.supplied]).to.deep.equal([3, { score: 30, asOf: 3 }]);
    expect(of("employee")).to.deep.equal([{ id: "", people: [subject] }]);
    expect(of("department")).to.deep.equal([{ id: "", people: [], groups: [{ ...subject, kind: "department" }] }]);
    expect(of("client")).to.deep.equal([{ ...subject, people: [] }]);
    expect(paths({ kind: "client", points })).to.deep.equal(["points[2].at"]);
    const [none] = readData({ kind: "client", points: [] }).book.clients;
    expect(none).to.deep.equal({ id: "", history: [], supplied: { score: null, asOf: null }, people: [] });
  });
});

describe("an engine's further results", () => {
  const asOf = Date.UTC(2026, 9, 27);
  const people = [
    { id: "a", events: [{ type: "simulation_clicked", at: asOf - 5 * DAY }] },
    { id: "b", events: [{ type: "simulation_submitted", at: asOf - 200 * DAY }] },
  ];
  const range = { model: "phishr", from: asOf - 90 * DAY, to: asOf };

  it("why something changed has the score that it came to", () => {
    const one = explainChange(people[0]!, range);
    const { book } = readData(one);
    expect([book.model, book.asOf, book.clients[0]!.people[0]!.supplied!.score]).to.deep.equal([
      "phishr",
      asOf,
      one.to.score,
    ]);
    const all = explainChange({ id: "c", people }, range);
    const [home] = readData(all).book.clients;
    expect([home!.supplied!.score, home!.people.map(({ id }) => id)]).to.deep.equal([all.to.score, ["a", "b"]]);
    expect(readPlain(all)).to.equal(null);
  });

  it("a list of them is of their date, not of today", () => {
    const options = { model: "phishr", asOf };
    for (const list of [
      people.map((person) => scorePerson(person, options)),
      [{ id: "c", people }].map((client) => scoreClient(client, options)),
    ])
      expect([readData(list).book.asOf, readData(list).book.given, readData(list).issues]).to.deep.equal([
        asOf,
        "phishr",
        [],
      ]);
  });

  it("a forecast is no score of today", () => {
    const ahead = forecast(people[0]!, { model: "phishr", asOf, until: asOf + 90 * DAY });
    expect(() => readData(ahead))
      .to.throw(DataError, "still to come")
      .with.property("path", "points");
  });

  it("a past is as of its last point", () => {
    for (const kind of ["employee", "department", "client"]) {
      const { book } = readData({
        kind,
        id: "s",
        points: [
          { at: 1, score: 5 },
          { at: 2, score: 6 },
        ],
      });
      expect(book.asOf).to.equal(2);
    }
    expect(readData({ kind: "client", id: "s", points: [] }).book.asOf).to.equal(undefined);
    expect(readData({ kind: "client", id: "s", points: [{ at: 1, score: 5 }], last_updated: 9 }).book.asOf).to.equal(9);
  });
});

describe("records", () => {
  const fault = (data: unknown): unknown => {
    try {
      return readRecords(data).issues.map(({ path }) => path);
    } catch (error) {
      return error instanceof DataError ? `${error.path} | ${error.message}` : error;
    }
  };
  it("that cannot be read at all are a fault with what is there", () => {
    expect(fault(7)).to.match(/^data \| data: 7; expected a dataset/);
    expect(fault({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1 })).to.match(/its fields are a, b, c, d, e, f\./);
    expect(fault({})).to.match(/its fields are none\./);
    expect(String(fault({ ["x".repeat(1e6)]: 1 })).length).to.be.below(300);
    expect(fault({ clients: 7 })).to.match(/^clients \|/);
    expect(fault({ people: 7 })).to.match(/^people \|/);
    expect(fault([{}])).to.match(/^\[0\]\.id \|/);
    expect(fault([7])).to.match(/^\[0\] \|/);
  });
  it("that have nobody in them are none", () => {
    for (const none of [[], { clients: [] }, { people: [] }]) expect(fault(none)).to.deep.equal([]);
    expect(readRecords([]).book.clients).to.deep.equal([]);
    expect(readRecords({ people: [] }).book.clients[0]).to.include({ id: "", path: "people" });
  });
  it("are a person, people, a client, clients or a dataset", () => {
    const shape = (data: unknown): unknown =>
      readRecords(data).book.clients.map(({ id, path, people }) => [id, path, people.map((one) => one.id)]);
    expect(shape({ id: "a" })).to.deep.equal([["", undefined, ["a"]]]);
    expect(shape([{ id: "a" }, { id: "b" }])).to.deep.equal([["", "", ["a", "b"]]]);
    expect(shape({ id: "c", people: [{ id: "a" }] })).to.deep.equal([["c", "people", ["a"]]]);
    expect(shape([{ id: "c", people: [{ id: "a" }] }])).to.deep.equal([["c", "[0].people", ["a"]]]);
    const dataset = { as_of: 5, model: "phishr", tenant: { min_cell: 3 }, clients: [{ id: "c" }, { people: [] }] };
    expect(shape(dataset)).to.deep.equal([["c", "clients[0].people", []]]);
    expect(fault(dataset)).to.deep.equal(["clients[1].id"]);
    expect(readRecords(dataset).book).to.deep.include({ asOf: 5, model: "phishr", tenant: { min_cell: 3 } });
    expect(readRecords({ as_of: null, clients: [] }).book).to.not.have.property("asOf");
  });
  it("of clients whose ids repeat get one of their own, and say so", () => {
    const { book, issues } = readRecords({ clients: [{ id: "c" }, { id: "c" }, { id: "c" }, { id: "c (2)" }] });
    expect(book.clients.map(({ id }) => id)).to.deep.equal(["c", "c (2)", "c (3)", "c (2) (2)"]);
    expect(issues.map(({ path }) => path)).to.deep.equal(["clients[1].id", "clients[2].id", "clients[3].id"]);
  });
  it("keep the object that they are where nothing in it has to be put right", () => {
    const good = { id: "a", name: "Ada", email: "x", department: "it", role: "hr", other: 1 };
    expect(person(good)).to.equal(good);
    for (const [key, value, expected] of [
      ["name", 7, "7"],
      ["email", {}, undefined],
      ["department", null, undefined],
      ["role", "", ""],
    ] as const) {
      const one = person({ ...good, [key]: value });
      expect(one, key).to.deep.equal({ ...good, [key]: expected });
    }
    expect(person({ id: 7 }).id).to.equal("7");
  });
  it("of a client have its settings, its past and its name", () => {
    const one = client({
      id: "c",
      name: "C",
      model: "phishr",
      tenant: { min_cell: 3 },
      people: [],
      history: [{ at: 1, score: 2 }],
    });
    expect(one).to.deep.include({
      name: "C",
      model: "phishr",
      tenant: { min_cell: 3 },
      history: [{ at: 1, score: 2 }],
    });
    expect(client({ id: "c", people: [], history: null }).history).to.equal(undefined);
    expect(paths({ id: "c", people: [{ id: "a" }], history: [{ at: 1 }, 7, { at: "x", score: 1 }] })).to.deep.equal([
      "history[1]",
      "history[2].at",
    ]);
  });
});
