import { expect } from "@open-wc/testing";
import { prepare, scoreClient, scorePerson, type PersonRecord } from "../../src/engine/index.js";
import { named } from "../../src/engine/evidence.js";
import { ago, close, event, NOW, points } from "./support.js";

const MODELS = ["phishr", "caniphish", "moxso", "metacompliance", "infima"];
const read = (record: unknown) => prepare(record as PersonRecord);
const paths = (record: unknown): string[] => read(record).issues.map((issue) => issue.path);
const at = "2026-10-27T09:00:00Z";

describe("a record that cannot be used at all", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const broken = {
    id: "a",
    get events(): never {
      throw new Error("no");
    },
  };
  for (const [name, record] of [
    ["undefined", undefined],
    ["null", null],
    ["a number", 67],
    ["a text", "usr_1"],
    ["a list", []],
    ["a function", () => 0],
    ["a symbol", Symbol("a")],
    ["a getter that throws", broken],
    ["a revoked proxy", revoked.proxy],
    [
      "a getter that throws nothing",
      {
        get id(): never {
          throw Object.create(null);
        },
      },
    ],
  ] as const) {
    it(`${name} is one issue and no score`, () => {
      expect(paths(record)).to.deep.equal([""]);
      expect(read(record).issues[0]!.message).to.match(
        /^[^:]+; expected a person's record\.$|^The record cannot be read\.$/,
      );
      for (const model of MODELS) {
        const result = scorePerson(record as unknown as PersonRecord, { model, asOf: NOW });
        expect([result.id, result.score, result.band], model).to.deep.equal(["", null, null]);
        expect(result.issues, model).to.have.length(1);
      }
    });
  }

  it("an empty one has no issue and no score", () => {
    for (const record of [
      {},
      { id: "a" },
      { id: "a", events: [], measures: {}, breaches: [] },
      { id: "a", events: null, measures: null, breaches: null, role: null },
    ]) {
      expect(paths(record)).to.deep.equal([]);
      for (const model of MODELS)
        expect(scorePerson(record as PersonRecord, { model, asOf: NOW }).score).to.equal(null);
    }
  });
});

describe("what cannot be used is left out, with its path; the rest counts", () => {
  const good = event("simulation_clicked", 0);
  const cases: Array<[string, unknown, ...string[]]> = [
    [
      "a time that is none",
      { type: "simulation_clicked", at: "2026-02-30T00:00:00Z" },
      "events[0].at",
      '"2026-02-30T00:00:00Z" (string)',
    ],
    [
      "a time without an offset",
      { type: "simulation_clicked", at: "2026-10-27T09:00:00" },
      "events[0].at",
      "with an offset",
    ],
    ["a time as a number in a text", { type: "simulation_clicked", at: "1" }, "events[0].at", '"1" (string)'],
    ["no time", { type: "simulation_clicked" }, "events[0].at", "undefined"],
    [
      "a time that is Infinity",
      { type: "simulation_clicked", at: JSON.parse("1e400") as number },
      "events[0].at",
      "Infinity",
    ],
    ["a date", { type: "simulation_clicked", at: new Date(0) }, "events[0].at", "an object"],
    ["an unknown type", { type: "clicked", at }, "events[0].type", '"clicked" (string)'],
    ["a type in capitals", { type: "SIMULATION_CLICKED", at }, "events[0].type"],
    ["a prototype's type", { type: "constructor", at }, "events[0].type"],
    ["no type", { at }, "events[0].type", "undefined"],
    ["null", null, "events[0]", "null", "an object"],
    ["a text", "simulation_clicked", "events[0]", "an object"],
    ["a list", [good], "events[0]", "a list"],
  ];
  for (const [name, item, path, ...words] of cases) {
    it(`event: ${name}`, () => {
      const result = scorePerson(
        { id: "a", events: [item, good] as PersonRecord["events"] },
        { model: "phishr", asOf: NOW },
      );
      expect(result.score).to.equal(0.5);
      expect(result.issues.map((issue) => issue.path)).to.deep.equal([path]);
      for (const word of words) expect(result.issues[0]!.message).to.include(word);
      expect(result.issues[0]!.message).to.include(path!);
    });
  }

  const fields: Array<[string, Record<string, unknown>, ...string[]]> = [
    ["events that are no list", { events: { 0: good } }, "events"],
    ["events as text", { events: "[]" }, "events"],
    ["breaches that are no list", { breaches: 3 }, "breaches"],
    ["a breach that is none", { breaches: [null, { at }] }, "breaches[0]"],
    ["a breach without a time", { breaches: [{ severity: "low" }] }, "breaches[0].at"],
    ["measures that are a list", { measures: [1] }, "measures"],
    ["a measure as text", { measures: { security_iq: "67" } }, "measures.security_iq"],
    ["a measure that is NaN", { measures: { security_iq: NaN } }, "measures.security_iq"],
    [
      "a measure of 1e400",
      JSON.parse('{"measures": {"security_iq": 1e400}}') as Record<string, unknown>,
      "measures.security_iq",
    ],
    ["a measure that is an object", { measures: { security_iq: { value: 3 } } }, "measures.security_iq"],
    ["a sample without a value", { measures: { training: [{ at }] } }, "measures.training[0].value"],
    [
      "a sample of text",
      {
        measures: {
          training: [
            { at, value: "67" },
            { at, value: 5 },
          ],
        },
      },
      "measures.training[0].value",
    ],
    ["a sample without a time", { measures: { training: [{ value: 5 }] } }, "measures.training[0].at"],
    ["samples that are numbers", { measures: { training: [5, 6] } }, "measures.training[0]", "measures.training[1]"],
    ["a department that is an object", { department: {} }, "department"],
    ["a role that is a list", { role: ["admin"] }, "role"],
    ["an id that is true", { id: true }, "id"],
    ["a cohort mean as text", { cohort_mean: "42" }, "cohort_mean"],
    ["a ref that is an object", { events: [{ ...good, ref: {} }] }, "events[0].ref"],
    ["an event scored as text", { events: [{ ...good, scored: "false" }] }, "events[0].scored"],
    ["a breach notified as a number", { breaches: [{ at, notified: 1 }] }, "breaches[0].notified"],
    ["a password exposed as text", { breaches: [{ at, password_exposed: "yes" }] }, "breaches[0].password_exposed"],
    ["an id of an event that is NaN", { events: [{ ...good, id: NaN }] }, "events[0].id"],
    ["a business impact that is an object", { business_impact: {} }, "business_impact"],
    ["what a training taught as text", { events: [{ type: "training_completed", at, score: "1" }] }, "events[0].score"],
    ["an id of a breach that is an object", { breaches: [{ at, id: {} }] }, "breaches[0].id"],
    ["a name of a breach that is a list", { breaches: [{ at, name: [] }] }, "breaches[0].name"],
  ];
  for (const [name, given, ...expected] of fields) {
    it(name, () => expect(paths({ id: "a", ...given })).to.deep.equal(expected));
  }

  it("what is neither true nor false counts as if it were not there", () => {
    const odd = { at, notified: "true", password_exposed: 1 };
    const { breaches, events } = read({ id: "a", breaches: [odd], events: [{ ...good, scored: 0 }] });
    expect(breaches.map(({ notified, password }) => [notified, password])).to.deep.equal([[false, false]]);
    expect(events.length).to.equal(1);
  });

  it("null and undefined are simply absent", () => {
    const none = {
      id: "a",
      name: null,
      department: null,
      role: undefined,
      cohort_mean: null,
      measures: { training: null, x: undefined },
      breaches: [{ at, notified: null, password_exposed: null }],
    };
    expect(paths(none)).to.deep.equal([]);
    expect(
      paths({ id: "a", events: [{ ...good, ref: null, id: null, score: null, scored: null, disputed: null }] }),
    ).to.deep.equal([]);
  });

  it("numbers serve as ids, refs and departments", () => {
    const evidence = read({ id: 5, department: 7, events: [{ ...good, ref: 3 }] });
    expect([evidence.id, evidence.department, evidence.events[0]!.ref]).to.deep.equal(["5", "7", "3"]);
  });

  it("a sparse list and one with too many properties", () => {
    const events: unknown[] = [];
    events[3] = good;
    events[9] = { ...good, extra: { deep: [1] } };
    expect(read({ id: "a", events }).events).to.have.length(2);
    const people: unknown[] = [];
    people[2] = { id: "c", events: [good] };
    const client = scoreClient({ people: people as PersonRecord[] }, { model: "phishr", asOf: NOW });
    expect(client.people.map((p) => p.id)).to.deep.equal(["", "", "c"]);
    expect(client.issues.map((issue) => issue.path)).to.deep.equal(["people[0]", "people[1]"]);
    expect(client.score).to.equal(0.5);
  });

  it("a record that holds itself", () => {
    const record: Record<string, unknown> = { id: "a", events: [good] };
    record.self = record;
    record.measures = record;
    expect(scorePerson(record as unknown as PersonRecord, { model: "phishr", asOf: NOW }).score).to.equal(0.5);
  });

  it("issues of a client say which person", () => {
    const people = [{ id: "a" }, { id: "b", events: [{ type: "clicked", at }] }, 5] as unknown as PersonRecord[];
    const { issues } = scoreClient({ people }, { model: "phishr", asOf: NOW });
    expect(issues.map((issue) => issue.path)).to.deep.equal(["people[1].events[0].type", "people[2]"]);
  });
});

describe("texts of every kind", () => {
  const names = [
    "💥👩‍🚀",
    "\u202Eevil\u202C",
    "a".repeat(300),
    "<img src=x onerror=alert(1)>",
    "\u0000",
    "\uD800",
    "__proto__",
    "constructor",
    "toString",
  ];
  for (const name of names) {
    it(`${JSON.stringify(name.slice(0, 20))} is an id, a department, a ref and a measure like any other`, () => {
      const record: PersonRecord = {
        id: name,
        name,
        department: name,
        role: name,
        business_impact: "low",
        events: [
          event("training_assigned", 2, { ref: name, id: name }),
          event("training_completed", 1, { ref: name }),
          event("quiz_passed", 1, { ref: name }),
        ],
        measures: Object.fromEntries([[name, 5]]),
      };
      const result = scorePerson(record, { model: "metacompliance", asOf: NOW, cohort: [record] });
      expect(result.id).to.equal(name);
      expect(result.issues).to.deep.equal([]);
      expect(result.score).to.equal(0);
      for (const model of MODELS) expect(scorePerson(record, { model, asOf: NOW }).issues, model).to.deep.equal([]);
    });
  }

  it("are quoted and cut in messages", () => {
    const { issues } = read({
      id: "a",
      events: [
        { type: "x".repeat(1000), at },
        { type: '"\n', at },
      ],
    });
    expect(issues[0]!.message).to.have.length.below(120);
    expect(issues[1]!.message).to.include('"\\"\\n" (string)');
  });

  it("prototypes stay as they are", () => {
    const record = JSON.parse(
      '{"id": "a", "__proto__": {"polluted": 1}, "measures": {"__proto__": 5, "constructor": [{"at": 0, "value": 1}]}, "events": [{"__proto__": {"type": "simulation_clicked"}, "at": 0}]}',
    ) as PersonRecord;
    for (const model of MODELS) scorePerson(record, { model, asOf: NOW });
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
    expect([...read(record).measures.keys()]).to.deep.equal(["__proto__", "constructor"]);
  });
});

describe("which events count", () => {
  const clicks = (...events: object[]): number =>
    points(
      scorePerson({ id: "a", events: events as PersonRecord["events"] }, { model: "phishr", asOf: NOW }),
      "simulation_clicked",
    );
  const click = (days: number, more: object = {}) => event("simulation_clicked", days, more);

  it("not those that are not scored, nor any that is disputed", () => {
    close(clicks(click(0, { scored: false })), 0);
    close(clicks(click(0, { scored: true })), 0.5);
    close(clicks(click(0, { scored: 0 })), 0.5);
    for (const disputed of ["scanner", true, 1, "no", {}]) close(clicks(click(0, { disputed })), 0);
    for (const disputed of ["", false, 0, null, undefined]) close(clicks(click(0, { disputed })), 0.5);
  });

  it("an id that repeats counts once, the earliest", () => {
    close(clicks(click(0, { id: "e" }), click(1, { id: "e" })), 0.5 * 0.95);
    close(clicks(click(1, { id: "e" }), click(1, { id: "e" })), 0.5 * 0.95);
    close(clicks(click(1, { id: 5 }), click(2, { id: "5" })), 0.5 * 0.95 ** 2);
  });

  it("those left out do not take an id with them", () => {
    close(clicks(click(2, { id: "e", disputed: true }), click(1, { id: "e" })), 0.5 * 0.95);
    close(clicks(click(2, { id: "e", scored: false }), click(1, { id: "e" })), 0.5 * 0.95);
    close(clicks({ type: "clicked", at: ago(2), id: "e" }, click(1, { id: "e" })), 0.5 * 0.95);
    close(clicks(click(-1, { id: "e" }), click(1, { id: "e" })), 0.5 * 0.95);
  });

  it("without an id never a duplicate", () => {
    close(
      clicks(click(1), click(1), click(1, { id: "" }), click(1, { id: "" }), click(1, { id: null })),
      0.5 * 0.95 * 5,
    );
  });

  it("across types an id is still one", () => {
    const result = scorePerson(
      { id: "a", events: [event("simulation_submitted", 1, { id: "e" }), click(2, { id: "e" })] },
      { model: "phishr", asOf: NOW },
    );
    close(result.score, 0.5 * 0.95 ** 2);
  });

  it("in time order, ties in list order", () => {
    const evidence = read({ id: "a", events: [click(1, { ref: "b" }), click(3), click(1, { ref: "a" }), click(2)] });
    expect(evidence.events.map((e) => e.ref)).to.deep.equal([1, 3, "b", "a"]);
  });

  it("an empty ref is none", () => {
    const [one, two] = read({ id: "a", events: [click(1, { ref: "" }), click(1, { ref: "" })] }).events;
    expect([named(one!.ref), named(two!.ref)]).to.deep.equal(["", ""]);
    expect(one!.ref).not.to.equal(two!.ref);
  });

  it("a ref never meets an event that stands for itself", () => {
    const refs = read({ id: "a", events: [click(1), click(1, { ref: "#0" }), click(1, { ref: "0" })] }).events.map(
      (e) => e.ref,
    );
    expect(new Set(refs).size).to.equal(3);
  });
});

describe("breaches", () => {
  it("are known by their id, else by their name", () => {
    const given = [
      { at, id: "b1", name: "Shop" },
      { at, name: "Forum" },
      { at, id: 7 },
      { at },
      { at, id: "", name: "" },
    ];
    expect(read({ id: "a", breaches: given }).breaches.map((breach) => breach.ref)).to.deep.equal([
      "b1",
      "Forum",
      "7",
      undefined,
      undefined,
    ]);
  });

  it("keep their place in the record", () => {
    const given = [{ at: 5 }, null, { at: 1 }];
    expect(read({ id: "a", breaches: given }).breaches.map((breach) => breach.index)).to.deep.equal([2, 0]);
  });
});

describe("breach flags", () => {
  it("absent, null or of another type means false", () => {
    for (const value of [undefined, null, "true", 1, {}]) {
      const [breach] = read({ id: "a", breaches: [{ at, password_exposed: value, notified: value }] }).breaches;
      expect([breach!.password, breach!.notified]).to.deep.equal([false, false]);
    }
    const [breach] = read({ id: "a", breaches: [{ at, password_exposed: true, notified: true }] }).breaches;
    expect([breach!.password, breach!.notified]).to.deep.equal([true, true]);
  });
});
