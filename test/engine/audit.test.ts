import { expect } from "@open-wc/testing";
import fc from "fast-check";
import { audit, type Finding } from "../../src/engine/audit.js";
import { defineModel, getModel, scoreClient, type PersonRecord } from "../../src/engine/index.js";
import { AS_OF, MODELS, people, SEED } from "./random-people.js";

const codes = (found: readonly Finding[]): string[] => found.map(({ code, path }) => `${code} ${path}`);
const EMPLOYEE = {
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

describe("audit: the examples of source 003", () => {
  it("a score of 67 where its signals weigh up to 56.45", () => {
    expect(audit(EMPLOYEE)).to.deep.equal([
      {
        code: "score-unexplained",
        path: "score",
        message: "score: 67, where its signals weigh up to 56.45",
        found: 67,
        possible: 56.45,
      },
    ]);
  });

  it("a department's average of 54 where its distribution allows 52.25 at most", () => {
    const [finding, ...more] = audit(DEPARTMENT);
    expect(more).to.deep.equal([]);
    expect([finding!.code, finding!.path, finding!.found]).to.deep.equal(["average-impossible", "average_score", 54]);
    expect((finding!.possible as number[])[1]).to.equal(52.25);
    expect(finding!.message).to.equal("average_score: 54, where its distribution allows 27.142857 to 52.25");
  });

  it("allows for rounding, to the last half point and no further", () => {
    const at = (average_score: number): string[] => codes(audit({ ...DEPARTMENT, average_score }));
    expect(at(52)).to.deep.equal([]);
    expect(at(52.75)).to.deep.equal([]);
    expect(at(52.76)).to.deep.equal(["average-impossible average_score"]);
    expect(at(27)).to.deep.equal([]);
    expect(at(26)).to.deep.equal(["average-impossible average_score"]);
  });

  it("says nothing about what can be true", () => {
    expect(audit({ ...EMPLOYEE, score: 56, band: "elevated" })).to.deep.equal([]);
    expect(audit({ ...DEPARTMENT, average_score: 40 })).to.deep.equal([]);
  });
});

describe("audit: numbers", () => {
  it("a distribution that does not sum to the head count", () => {
    expect(codes(audit({ ...DEPARTMENT, average_score: 40, employee_count: 43 }))).to.deep.equal([
      "distribution-sum distribution",
    ]);
    expect(codes(audit({ ...DEPARTMENT, average_score: 40, employee_count: 50, scored_count: 42 }))).to.deep.equal([]);
    expect(codes(audit({ ...DEPARTMENT, average_score: 40, scored_count: 41 }))).to.deep.equal([
      "distribution-sum distribution",
    ]);
  });
  it("not one of which counts are masked", () => {
    expect(
      audit({ ...DEPARTMENT, distribution: { low: 12, moderate: null, elevated: 9, critical: null } }),
    ).to.deep.equal([]);
  });
  it("a band that does not fit its score, under the model that is named", () => {
    expect(codes(audit({ employee_id: "a", score: 67, band: "critical" }))).to.deep.equal(["band-mismatch band"]);
    expect(codes(audit({ employee_id: "a", score: 67, band: "medium", model: "caniphish" }))).to.deep.equal([]);
    expect(audit({ employee_id: "a", score: 67, band: "constructor" })[0]!.possible).to.equal("elevated");
  });
  it("in lists, at their places", () => {
    const found = audit({ clients: [{ client_id: "c", ...DEPARTMENT, average_score: 40, departments: [DEPARTMENT] }] });
    expect(codes(found)).to.deep.equal(["average-impossible clients[0].departments[0].average_score"]);
    expect(codes(audit({ employees: [EMPLOYEE, { ...EMPLOYEE, employee_id: "b" }] }))).to.deep.equal([
      "score-unexplained employees[0].score",
      "score-unexplained employees[1].score",
    ]);
    expect(codes(audit([EMPLOYEE]))).to.deep.equal(["score-unexplained [0].score"]);
  });
});

describe("audit: records", () => {
  const record = {
    id: "a",
    events: [
      { id: "e1", type: "simulation_clicked", at: "2026-10-27T09:00:00Z", ref: "r" },
      { id: "e1", type: "simulation_clicked", at: "2026-10-28T09:00:00Z" },
      { type: "training_completed", at: "2027-01-01T00:00:00Z" },
    ],
    measures: { security_iq: [{ at: "2027-02-01T00:00:00Z", value: 3 }] },
    breaches: [{ at: "2026-12-01T00:00:00Z" }],
    history: [{ at: "2026-11-01T00:00:00.001Z", score: 3 }],
  };
  it("times in the future, duplicate ids, simulations without a campaign", () => {
    const found = audit({
      as_of: "2026-11-01T00:00:00Z",
      model: "phishr",
      clients: [
        { id: "c", people: [record, { id: "a" }] },
        { id: "c", people: [] },
      ],
    });
    expect(codes(found).sort()).to.deep.equal([
      "duplicate-id clients[0].people[0].events[1].id",
      "duplicate-id clients[0].people[1].id",
      "duplicate-id clients[1].id",
      "future-time clients[0].people[0].breaches[0].at",
      "future-time clients[0].people[0].events[2].at",
      "future-time clients[0].people[0].history[0].at",
      "future-time clients[0].people[0].measures.security_iq[0].at",
      "missing-ref clients[0].people[0].events[1].ref",
    ]);
  });
  it("without a date nothing is in the future, unless one is given", () => {
    expect(codes(audit(record))).to.not.include("future-time events[2].at");
    expect(codes(audit(record, { asOf: "2026-11-01T00:00:00Z" }))).to.include("future-time events[2].at");
  });
  it("whatever it is given, it answers and does not throw", () => {
    const odd: unknown[] = [
      null,
      7,
      "x",
      [],
      {},
      [null, [[]]],
      { clients: {} },
      { people: [null, 3] },
      { score: Infinity, signals: 7 },
      { distribution: { a: {} } },
      { events: [null, { type: 7 }], id: {} },
      { model: "nope", score: 3, band: "low" },
    ];
    for (const data of odd) expect(audit(data), JSON.stringify(data)).to.be.an("array");
  });
});

describe("audit: to the edges", () => {
  const under = (fields: object, options = {}): string[] => codes(audit(fields, options));

  it("an own score may round to what its signals weigh, by the model's precision", () => {
    const signals = { phishing_simulation: 60, threat_exposure: 60, training: 60, incidents: 60, peer_benchmark: 60 };
    const at = (score: number): string[] => under({ employee_id: "a", signals, score });
    expect([59.5, 60.5].map(at)).to.deep.equal([[], []]);
    expect([59.49, 60.51].map(at)).to.deep.equal([["score-unexplained score"], ["score-unexplained score"]]);
    // Two decimals, as phishr has: no weights there, so nothing to add up.
    expect(under({ employee_id: "a", signals, score: 0.1, model: "phishr" })).to.deep.equal([]);
    const fine = { ...getModel("moxso"), precision: 2 };
    expect(under({ employee_id: "a", signals, score: 60.005 }, { model: fine })).to.deep.equal([]);
    expect(under({ employee_id: "a", signals, score: 60.006 }, { model: fine })).to.have.length(1);
  });

  it("signals are weighed by those that came", () => {
    const some = { phishing_simulation: 80, training: 30, incidents: null, other: 99 };
    expect(audit({ score: 60, signals: some })).to.deep.equal([]);
    expect(audit({ published: 61, signals: some })[0]).to.deep.include({ path: "published", found: 61, possible: 60 });
    for (const none of [{}, null, 7, { other: 1 }]) expect(audit({ score: 60, signals: none })).to.deep.equal([]);
  });

  it("heads are counted by the number said, else by the list; those with a score where that is said", () => {
    const counts = { distribution: { low: 2, moderate: 1 } };
    const list = [{ id: "a" }, { id: "b" }];
    expect(audit({ ...counts, employee_count: 4 })[0]).to.deep.equal({
      code: "distribution-sum",
      path: "distribution",
      message: "distribution: sums to 3, where there are 4 people",
      found: 3,
      possible: 4,
    });
    expect(audit({ ...counts, employee_count: 3, people: list })).to.deep.equal([]);
    expect(audit({ ...counts, people: list })[0]!.possible).to.equal(2);
    expect(audit({ ...counts, employee_count: 3, scored: 2 })[0]!.message).to.equal(
      "distribution: sums to 3, where there are 2 people with a score",
    );
    expect(audit({ ...counts, scored_count: 3, scored: 2 })).to.deep.equal([]);
    expect(audit(counts)).to.deep.equal([]);
    expect(audit({ distribution: {}, employee_count: 3 })).to.deep.equal([]);
    for (const odd of [null, 7, "x"]) expect(audit({ distribution: odd, employee_count: 3 })).to.deep.equal([]);
  });

  it("an average lies between the ends of its bands, half a step wider at either", () => {
    const of = (average_score: number | null, distribution: object): unknown =>
      audit({ average_score, distribution })[0]?.possible ?? null;
    expect(of(24.5, { low: 3 })).to.equal(null);
    expect(of(26, { low: 3 })).to.equal(null);
    expect(of(26.1, { low: 3 })).to.deep.equal([0, 25.5]);
    expect(of(25, { moderate: 3 })).to.equal(null);
    expect(of(24.9, { moderate: 3 })).to.deep.equal([25.5, 50.5]);
    expect(of(100.4, { critical: 3 })).to.equal(null);
    expect(of(74.9, { critical: 3 })).to.deep.equal([75.5, 100]);
    expect(of(74.9, { critical: 0 }), "of nobody").to.equal(null);
    expect(of(74.9, { critical: 3, other: 1 }), "of bands that there are none").to.equal(null);
    expect(of(null, { critical: 3 })).to.equal(null);
  });

  it("what is as of the very date has happened", () => {
    const events = [{ type: "quiz_passed", at: 1000 }, { type: "quiz_passed", at: 1001 }, { type: "quiz_passed" }];
    const [finding, ...more] = audit({ id: "a", events }, { asOf: 1000 });
    expect(more).to.deep.equal([]);
    expect(finding).to.deep.equal({
      code: "future-time",
      path: "events[1].at",
      message: "events[1].at: later than 1970-01-01T00:00:01.000Z",
      found: 1001,
      possible: 1000,
    });
  });

  it("a number of seconds is a date in 1970: said, with the date that it would be", () => {
    const at = Date.UTC(2026, 10, 2) / 1000;
    const person = { id: "a", events: [{ type: "quiz_passed", at }], measures: { training: [{ at, value: 1 }] } };
    expect(audit({ as_of: at, clients: [{ id: "c", people: [person] }] })).to.deep.equal([
      {
        code: "time-in-seconds",
        path: "as_of",
        message: `as_of: ${new Date(at).toISOString()}, and in seconds 2026-11-02T00:00:00.000Z`,
        found: at,
        possible: at * 1000,
      },
      ...["events", "measures.training"].map((list) => ({
        code: "time-in-seconds",
        path: `clients[0].people[0].${list}[0].at`,
        message: `clients[0].people[0].${list}[0].at: ${new Date(at).toISOString()}, and in seconds 2026-11-02T00:00:00.000Z`,
        found: at,
        possible: at * 1000,
      })),
    ]);
    const fine = [0, 1, 1e8 - 1, 1e10, at * 1000, -at, "1970-01-21T00:00:00Z", String(at), NaN];
    expect(under({ id: "a", events: fine.map((time) => ({ type: "quiz_passed", at: time })) })).to.deep.equal([]);
    expect(under({ id: "a", breaches: [{ at: 1e8 }, { at: 1e10 - 1 }] })).to.deep.equal([
      "time-in-seconds breaches[0].at",
      "time-in-seconds breaches[1].at",
    ]);
  });

  it("the date is the one given, else the data's, by any of its names", () => {
    const late = { employees: [{ id: "a", events: [{ at: 10 }] }] };
    for (const key of ["as_of", "last_updated", "asOf"]) {
      expect(under({ ...late, [key]: 9 }), key).to.deep.equal(["future-time employees[0].events[0].at"]);
      expect(under({ ...late, [key]: 9 }, { asOf: 10 }), key).to.deep.equal([]);
    }
    expect(under({ ...late, as_of: 10, last_updated: 9, asOf: 9 })).to.deep.equal([]);
    expect(under({ ...late, last_updated: 10, asOf: 9 })).to.deep.equal([]);
  });

  it("ids repeat by their own key, whatever it is, and none is no id", () => {
    for (const key of ["id", "employee_id", "client_id", "department_id"]) {
      const found = audit([{ [key]: "x" }, { [key]: "y" }, { [key]: "x" }]);
      expect(codes(found), key).to.deep.equal([`duplicate-id [2].${key}`]);
      expect(found[0]).to.deep.include({ found: "x", message: `[2].${key}: "x" is there already` });
      expect(found[0]).to.not.have.property("possible");
      expect(codes(audit([{ [key]: null }, { [key]: null }, {}, {}]))).to.deep.equal([]);
    }
    expect(codes(audit([{ id: null, employee_id: "x" }, { employee_id: "x" }]))).to.deep.equal([
      "duplicate-id [1].employee_id",
    ]);
  });

  it("people and departments of two clients may go by one id, and those of one client share its", () => {
    for (const key of ["employee_id", "department_id"]) {
      expect(audit(["a", "b"].map((client_id) => ({ [key]: "x", client_id }))), key).to.deep.equal([]);
      expect(audit(["x", "y"].map((id) => ({ [key]: id, client_id: "a" }))), key).to.deep.equal([]);
      expect(codes(audit([1, 2].map(() => ({ [key]: "x", client_id: "a" }))))).to.deep.equal([
        `duplicate-id [1].${key}`,
      ]);
    }
  });

  it("a score that its rows explain is explained, whatever its signals weigh up to", () => {
    const points = [30, 26.45, 10.4].map((points, i) => ({ id: `r${i}`, points }));
    expect(audit({ ...EMPLOYEE, contributions: points })).to.deep.equal([]);
    for (const contributions of [points.slice(1), [], null, [null], [{ points: "67" }, {}]])
      expect(under({ ...EMPLOYEE, contributions })).to.deep.equal(["score-unexplained score"]);
  });

  it("simulations name their campaign, in words", () => {
    const ref = (event: object): string[] => under({ id: "a", events: [event] });
    for (const none of [undefined, null, ""])
      expect(ref({ type: "simulation_sent", ref: none })).to.deep.equal(["missing-ref events[0].ref"]);
    for (const fine of [
      { type: "simulation_sent", ref: "r" },
      { type: "quiz_simulation_" },
      { type: "threat_clicked" },
    ])
      expect(ref(fine)).to.deep.equal([]);
  });

  it("lists inside lists are followed four deep, and a group's records are not a person's", () => {
    const nest = (depth: number): object => (depth ? { clients: [nest(depth - 1)] } : { score: 67, band: "low" });
    expect([1, 4, 5].map((depth) => audit(nest(depth)).length)).to.deep.equal([1, 1, 0]);
    const event = { type: "simulation_sent" };
    expect(under({ employee_count: 1, events: [event] })).to.deep.equal([]);
    expect(under({ people: [{ id: "a", events: [event] }] })).to.deep.equal(["missing-ref people[0].events[0].ref"]);
    expect(under({ departments: [{ score: 67, band: "low" }] })).to.deep.equal(["band-mismatch departments[0].band"]);
  });

  it("numbers go by the first that is said, and say what the band would be", () => {
    expect(audit({ average_score: 80, score: 10, published: 10, band: "low" })[0]).to.deep.equal({
      code: "band-mismatch",
      path: "band",
      message: 'band: "low" does not fit the score 80, which is critical',
      found: "low",
      possible: "critical",
    });
    expect(audit({ average_score: null, score: 10, published: 80, band: "low" })).to.deep.equal([]);
    expect(audit({ published: 75.5, band: "critical" }), "rounded as published").to.deep.equal([]);
  });

  it("says what it can of data that is nothing of the kind, however deep", () => {
    const deep = JSON.parse("[".repeat(20_000) + "]".repeat(20_000)) as unknown;
    const odd = JSON.parse('{"toString":1,"valueOf":1}') as unknown;
    for (const type of [odd, deep, ["simulation_sent"]])
      expect(under({ events: [{ type }, { type: "simulation_sent" }] })).to.deep.equal(["missing-ref events[1].ref"]);
    expect(audit(deep)).to.deep.equal([]);
    expect(under({ clients: [deep, { people: [deep, { score: 67, band: "low" }] }] })).to.deep.equal([
      "band-mismatch clients[1].people[1].band",
    ]);
  });

  it("the model is the one asked for, else the data's, else the one whose answers name none", () => {
    const of = (options: object, model?: unknown): unknown =>
      audit({ score: 0.5, band: "x", model }, options)[0]!.possible;
    expect(of({})).to.equal("low");
    expect(of({}, "phishr")).to.equal("medium");
    expect(of({ model: "infima" }, "phishr")).to.equal("low");
    expect(of({}, 7)).to.equal("low");
    expect(of({ model: "infima" }, "oracle")).to.equal("low");
  });

  it("by a model that nobody knows here, or that is adjusted who knows how, no band is judged", () => {
    const data = { score: 0.5, band: "x", average_score: 50, distribution: { low: 3 }, employee_count: 4 };
    expect(codes(audit({ ...data, model: "oracle" }))).to.deep.equal(["distribution-sum distribution"]);
    expect(codes(audit({ ...data, model: "moxso", adjusted: true }))).to.deep.equal(["distribution-sum distribution"]);
    const strict = getModel("moxso", { critical_threshold: 60 });
    const of = (band: string): string[] =>
      under({ score: 64, band, model: "moxso", adjusted: true }, { model: strict });
    expect(of("critical")).to.deep.equal([]);
    expect(of("elevated")).to.deep.equal(["band-mismatch band"]);
  });

  it("each number is read under its own model", () => {
    const people = [{ model: "phishr", score: 0.5, band: "medium" }];
    expect(audit(people)).to.deep.equal([]);
    expect(under({ model: "infima", people: [...people, { score: 50, band: "medium" }] })).to.deep.equal([
      "band-mismatch people[1].band",
    ]);
    expect(under({ model: "oracle", people: [{ score: 50, band: "x" }] })).to.deep.equal([]);
  });

  it("where the risky count for more, an average is no further up than the riskiest of them", () => {
    const person = (id: string, value: number): PersonRecord => ({
      id,
      measures: { security_iq: 100 - value, phish_risk: value, badge_score: 100 - value },
      breaches: [{ at: 0 }],
    });
    const people = Array.from({ length: 10 }, (_, i) => person(`p${i}`, i ? 5 : 100));
    const client = scoreClient({ people }, { model: "caniphish", asOf: AS_OF });
    // The mean of nine in low and one in high would be 45.55 at most, rounding aside.
    expect([client.published, client.distribution]).to.deep.equal([46, { low: 9, medium: 0, high: 1 }]);
    expect(audit(client)).to.deep.equal([]);
    const two = { model: "caniphish", distribution: { low: 9, medium: 1, high: 0 } };
    expect(audit({ ...two, average_score: 71 })[0]).to.deep.include({
      code: "average-impossible",
      possible: [0, 69.5],
    });
  });

  it("bands between two published scores begin at the upper of them, and the first holds what lies below all", () => {
    const model = defineModel({
      id: "own",
      scale: [0, 100],
      bands: [
        { id: "a", from: 10 },
        { id: "b", from: 33.3 },
      ],
      measure: () => ({ score: 1 }) as never,
    });
    const of = (average_score: number, distribution: object): string[] =>
      under({ average_score, distribution }, { model });
    expect(of(33.4, { a: 3 })).to.deep.equal([]);
    expect(of(5, { a: 3 })).to.deep.equal([]);
    expect(of(34.1, { a: 3 })).to.deep.equal(["average-impossible average_score"]);
    expect(of(32.9, { b: 3 })).to.deep.equal(["average-impossible average_score"]);
  });

  it("says nothing of what the engine itself makes of clean records", () => {
    for (const model of MODELS)
      for (const tenant of [{}, { critical_threshold: 60, score_decay_days: 30 }]) {
        const found = fc.sample(people(30), { numRuns: 40, seed: SEED }).flatMap((list) => {
          const asOf = AS_OF;
          const named = list.map((one, i) => ({ ...one, id: `p${i}` }));
          return audit(scoreClient({ id: "c", people: named, tenant }, { model, asOf }));
        });
        expect(found, `${model} (seed ${SEED})`).to.deep.equal([]);
      }
  });
});
