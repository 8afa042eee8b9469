import { expect } from "@open-wc/testing";
import fc from "fast-check";
import {
  compareModels,
  defineModel,
  kendallTauB,
  scoreClient,
  unseenSignals,
  type ClientRecord,
  type Model,
  type PersonRecord,
} from "../../src/engine/index.js";
import { AS_OF, client, DAY, MODELS, property } from "./random-people.js";

/** By its definition: every pair looked at. */
function everyPair(a: ReadonlyArray<number | null>, b: ReadonlyArray<number | null>): number | null {
  const both = a.flatMap((x, i) => (x === null || b[i] === null ? [] : [[x, b[i]!] as const]));
  let [same, opposite, tiedA, tiedB, pairs] = [0, 0, 0, 0, 0];
  both.forEach(([x1, y1], i) => {
    for (const [x2, y2] of both.slice(i + 1)) {
      pairs++;
      const way = Math.sign(x1 - x2) * Math.sign(y1 - y2);
      if (way > 0) same++;
      if (way < 0) opposite++;
      if (x1 === x2) tiedA++;
      if (y1 === y2) tiedB++;
    }
  });
  const below = Math.sqrt((pairs - tiedA) * (pairs - tiedB));
  return below ? (same - opposite) / below : null;
}

describe("models side by side", () => {
  describe("Kendall's tau-b", () => {
    const list = fc.array(
      fc.tuple(fc.option(fc.integer({ min: 0, max: 6 })), fc.option(fc.integer({ min: 0, max: 6 }))),
      { maxLength: 40 },
    );
    property("equals its definition over every pair", list, (pairs) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const expected = everyPair(a, b);
      if (expected === null) expect(kendallTauB(a, b)).to.equal(null);
      else expect(kendallTauB(a, b)).to.be.closeTo(expected, 1e-12);
    });

    it("by hand: 8 pairs of 10 the same way, 2 the other: 0.6", () => {
      expect(kendallTauB([1, 2, 3, 4, 5], [3, 1, 2, 4, 5])).to.be.closeTo(0.6, 1e-15);
    });

    it("by hand with ties: (4 − 0) / √(5 · 5)", () => {
      // Pairs of 4: 6. One tie in each; the four others agree.
      expect(kendallTauB([1, 2, 2, 3], [1, 1, 2, 3])).to.be.closeTo(4 / 5, 1e-15);
    });

    it("by hand with pairs tied in both: (2 − 0) / √(2 · 2)", () => {
      expect(kendallTauB([1, 1, 2], [5, 5, 9])).to.equal(1);
      expect(kendallTauB([1, 1, 2], [9, 9, 5])).to.equal(-1);
    });

    it("is 1 for the same order and −1 for the opposite one, of any size", () => {
      const up = Array.from({ length: 30_000 }, (_, i) => i);
      expect(kendallTauB(up, up)).to.equal(1);
      expect(kendallTauB(up, [...up].reverse())).to.equal(-1);
    });

    it("is nothing where a list is all one value, empty, or has no partner", () => {
      expect(kendallTauB([], [])).to.equal(null);
      expect(kendallTauB([1], [2])).to.equal(null);
      expect(kendallTauB([1, 1], [1, 2])).to.equal(null);
      expect(kendallTauB([1, 2, 3], [null, null, 1])).to.equal(null);
      expect(kendallTauB([1, 2, 3], [1])).to.equal(null);
    });
  });

  const clicked = { type: "simulation_clicked", at: AS_OF, ref: "s" };
  const two: ClientRecord[] = [
    {
      id: "c",
      people: [
        { id: "ada", events: [clicked] },
        {
          id: "bob",
          events: [
            { type: "threat_clicked", at: AS_OF, ref: "t" },
            { type: "simulation_reported", at: AS_OF, ref: "u" },
          ],
        },
        { id: "eve" },
      ],
    },
  ];

  it("puts everyone on one scale, safest 0 and riskiest 1", () => {
    const { people, models } = compareModels(two, { models: ["phishr", "infima"], asOf: AS_OF });
    expect(models).to.deep.equal(["phishr", "infima"]);
    expect(people.map(({ levels }) => levels)).to.deep.equal([
      [0.5, 0.41],
      [0, 0.48],
      [null, null],
    ]);
  });

  it("says who would be in another band of the first model", () => {
    const { moved, agreement } = compareModels(two, { models: ["phishr", "infima"], asOf: AS_OF });
    // 0.41 is medium in phishr as well; 0.48 is medium where phishr itself says low.
    expect(moved).to.deep.equal([{ id: "bob", client: "c", model: "infima", from: "low", to: "medium" }]);
    expect(agreement).to.deep.equal([{ a: "phishr", b: "infima", tau: -1 }]);
  });

  it("turns a scale round on which low is risky", () => {
    const model = defineModel({
      id: "trust",
      kind: "weighted-factors",
      direction: "lower-is-riskier",
      scale: [0, 100],
      bands: [
        { id: "risky", from: 0 },
        { id: "fine", from: 50 },
      ],
      parameters: { factors: [{ id: "security_iq", measure: "security_iq", weight: 1 }] },
    });
    const clients = [
      { id: "c", people: [{ id: "ada", measures: { security_iq: 80, phish_risk: 20, badge_score: 80 } }] },
    ];
    const { people, moved } = compareModels(clients, { models: [model, "caniphish"], asOf: AS_OF });
    expect(people[0]!.levels.map((level) => Math.round(level! * 100) / 100)).to.deep.equal([0.2, 0.17]);
    expect(moved).to.deep.equal([]);
    expect(compareModels(clients, { models: ["caniphish", model], asOf: AS_OF }).moved).to.deep.equal([]);
  });

  describe("models of one's own", () => {
    const model = (measure: string, scale: [number, number], middle: number, direction?: "lower-is-riskier") =>
      defineModel({
        id: measure,
        kind: "weighted-factors",
        ...(direction && { direction }),
        scale,
        bands: [
          { id: "lower", from: scale[0] },
          { id: "upper", from: middle },
        ],
        parameters: { factors: [{ id: measure, measure, weight: 1 }] },
      });
    const credit = model("credit", [300, 900], 600, "lower-is-riskier");
    const turned = model("turned", [-20, 80], 30);
    const plain = model("plain", [0, 10], 5);
    const at = (id: string, measures: Record<string, number>) => ({ id, measures });
    const compared = (people: Array<ReturnType<typeof at>>, models: Model[]) =>
      compareModels([{ id: "c", people }], { models, asOf: AS_OF });

    it("are counted from the ends of their scales, wherever those lie", () => {
      const people = [at("ada", { credit: 750, turned: 55 }), at("bob", { credit: 450, turned: -20 })];
      const one = compared(people, [credit, turned]);
      expect(one.people.map(({ levels }) => levels)).to.deep.equal([
        [0.25, 0.75],
        [0.75, 0],
      ]);
      // 0.75 of the way to the riskiest end is 450, 0 is 900.
      expect(one.moved.map(({ id, from, to }) => [id, from, to])).to.deep.equal([
        ["ada", "upper", "lower"],
        ["bob", "lower", "upper"],
      ]);
      // 0.25 of the way is 5, 0.75 is 55.
      expect(compared(people, [turned, credit]).moved.map(({ id, from, to }) => [id, from, to])).to.deep.equal([
        ["ada", "upper", "lower"],
        ["bob", "lower", "upper"],
      ]);
    });

    it("agree or not, each with each", () => {
      const people = [
        at("a", { plain: 1, turned: 1, credit: 400 }),
        at("b", { plain: 2, turned: 3, credit: 500 }),
        at("c", { plain: 3, turned: 2, credit: 600 }),
      ];
      const { agreement } = compared(people, [plain, turned, credit]);
      expect(agreement.map(({ a, b, tau }) => [a, b, Math.round(tau! * 3)])).to.deep.equal([
        ["plain", "turned", 1],
        ["plain", "credit", -3],
        ["turned", "credit", -1],
      ]);
    });

    it("move nobody whom only one of them has a score for", () => {
      const people = [at("ada", { plain: 9 }), at("bob", { turned: 80 }), at("eve", {})];
      const { moved, people: found } = compared(people, [plain, turned]);
      expect(found.map(({ levels }) => levels)).to.deep.equal([
        [0.9, null],
        [null, 1],
        [null, null],
      ]);
      expect(moved).to.deep.equal([]);
    });
  });

  property(
    "has each model's own scores, cohorts and settings included",
    client(7),
    (record) => {
      const clients = [{ ...record, tenant: { critical_threshold: 55 } }];
      const { people } = compareModels(clients, { models: MODELS, asOf: AS_OF });
      MODELS.forEach((model, m) => {
        const scored = scoreClient(clients[0]!, { model, asOf: AS_OF }).people;
        people.forEach(({ scores }, i) => {
          expect([scores[m]!.score, scores[m]!.band]).to.deep.equal([scored[i]!.score, scored[i]!.band]);
        });
      });
    },
    150,
  );

  describe("what a model cannot see", () => {
    const person = (id: string) => ({
      id,
      role: "finance",
      department: "it",
      business_impact: "high",
      cohort_mean: 50,
      events: [
        clicked,
        { type: "quiz_failed", at: AS_OF - DAY, ref: "q" },
        { type: "threat_reported", at: AS_OF - DAY, ref: "r" },
      ],
      measures: {
        security_iq: 50,
        phish_risk: 50,
        badge_score: 50,
        training: [{ at: AS_OF - DAY, value: 40 }],
        threat_exposure: 30,
        phishing_simulation: 10,
      },
      breaches: [{ at: AS_OF - DAY }],
    });
    const clients = [{ id: "c", people: [person("ada"), person("bob")] }];
    const unseen = (model: string) => unseenSignals(clients, { model, asOf: AS_OF }).sort();

    it("by hand, for each of the five", () => {
      const measures = [
        "badge_score",
        "phish_risk",
        "phishing_simulation",
        "security_iq",
        "threat_exposure",
        "training",
      ];
      const all = [
        ...measures,
        "breaches",
        "business_impact",
        "cohortMean",
        "department",
        "quiz_failed",
        "role",
        "simulation_clicked",
        "threat_reported",
      ];
      const seen = (model: string) => all.filter((signal) => !unseen(model).includes(signal)).sort();
      expect(seen("phishr")).to.deep.equal(["simulation_clicked"]);
      expect(seen("caniphish")).to.deep.equal([
        "badge_score",
        "breaches",
        "business_impact",
        "phish_risk",
        "security_iq",
      ]);
      expect(seen("moxso")).to.deep.equal(["cohortMean", "phishing_simulation", "threat_exposure", "training"]);
      expect(seen("metacompliance")).to.deep.equal(["quiz_failed", "simulation_clicked"]);
      expect(seen("infima")).to.deep.equal(["breaches", "role", "simulation_clicked", "threat_reported"]);
    });

    it("is nothing that counts for one of them, whoever that is", () => {
      const [ada, bob] = [
        { id: "ada", events: [clicked] },
        { id: "bob", events: [{ type: "quiz_failed", at: AS_OF }] },
      ];
      const of = (...clients: PersonRecord[][]): string[] =>
        unseenSignals(
          clients.map((people, i) => ({ id: `${i}`, people })),
          { model: "phishr", asOf: AS_OF },
        );
      expect(of([ada])).to.deep.equal([]);
      for (const all of [of([ada, bob]), of([bob, ada]), of([ada], [bob]), of([bob], [ada])])
        expect(all).to.deep.equal(["quiz_failed"]);
    });

    it("is nothing that a score is the surer for", () => {
      // Of two that say the same each is more of the model's weight.
      const people = [{ id: "ada", measures: { security_iq: 40, phish_risk: 60, badge_score: 40 } }];
      expect(unseenSignals([{ id: "c", people }], { model: "caniphish", asOf: AS_OF })).to.deep.equal([]);
      const same = [{ id: "ada", measures: { phishing_simulation: 50, threat_exposure: 50, training: 50 } }];
      expect(unseenSignals([{ id: "c", people: same }], { model: "moxso", asOf: AS_OF })).to.deep.equal([]);
    });

    it("is the same among people who are compared with each other", () => {
      const people = Array.from({ length: 6 }, (_, i) => ({
        ...person(`p${i}`),
        measures: { ...person("").measures },
      }));
      people.forEach(({ measures }, i) => (measures.phishing_simulation = 10 * i));
      const found = unseenSignals([{ id: "c", people }], { model: "moxso", asOf: AS_OF });
      expect(found).to.include.members(["simulation_clicked", "security_iq", "business_impact", "role", "breaches"]);
      expect(found).to.not.include("phishing_simulation");
      // One person's alone is seen as well.
      const one = [...people, { id: "one", measures: { phishing_simulation: 90, incidents: 80, peer_benchmark: 1 } }];
      const seen = unseenSignals([{ id: "c", people: one }], { model: "moxso", asOf: AS_OF });
      expect(seen).to.include("security_iq");
      for (const signal of ["incidents", "peer_benchmark"]) expect(seen).to.not.include(signal);
    });

    it("names nothing that is not in the data, or later than the date", () => {
      const later = { type: "training_completed", at: AS_OF + DAY };
      const of = (more: Partial<PersonRecord>): string[] =>
        unseenSignals([{ id: "c", people: [{ id: "ada", events: [clicked, later], ...more }] }], {
          model: "caniphish",
          asOf: AS_OF,
        });
      expect(of({})).to.deep.equal(["simulation_clicked"]);
      expect(of({ department: "it" })).to.deep.equal(["simulation_clicked", "department"]);
      expect(unseenSignals([], { model: "caniphish", asOf: AS_OF })).to.deep.equal([]);
    });
  });

  it("says what it takes for clients and for models", () => {
    for (const none of [undefined, null, {}, "acme", 7]) {
      const clients = /^clients: .*; expected a list of clients/;
      expect(() => compareModels(none as never, { models: ["phishr"], asOf: AS_OF })).to.throw(RangeError, clients);
      expect(() => unseenSignals(none as never, { model: "phishr", asOf: AS_OF })).to.throw(RangeError, clients);
      expect(() => compareModels(two, { models: none as never, asOf: AS_OF })).to.throw(
        RangeError,
        /^models: .*; expected a list of models/,
      );
    }
  });

  it("leaves out a client that has no list of people, and counts the others", () => {
    const good = { id: "c", people: [{ id: "ada", events: [{ type: "simulation_clicked", at: AS_OF }] }] };
    const list = [null, undefined, 7, {}, { id: "b", people: "many" }, { id: "d", people: null }, good] as never;
    const { people } = compareModels(list, { models: ["phishr", "infima"], asOf: AS_OF });
    expect(people.map(({ id, client }) => [id, client])).to.deep.equal([["ada", "c"]]);
    const nameless = [{ people: good.people }] as never;
    expect(compareModels(nameless, { models: ["phishr"], asOf: AS_OF }).people[0]!.client).to.equal("");
    expect(unseenSignals(list, { model: "caniphish", asOf: AS_OF })).to.deep.equal(["simulation_clicked"]);
  });

  it("refuses a model or date that is none", () => {
    expect(() => compareModels(two, { models: ["phishr", "?"], asOf: AS_OF })).to.throw(RangeError, /^model: /);
    expect(() => compareModels(two, { models: ["phishr"], asOf: "x" })).to.throw(RangeError, /asOf/);
    expect(() => unseenSignals(two, { model: "?", asOf: AS_OF })).to.throw(RangeError);
  });
});
