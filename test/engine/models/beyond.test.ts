import { expect } from "@open-wc/testing";
import {
  getModel,
  models,
  prepare,
  type BreachRecord,
  type Contribution,
  type EventRecord,
  type PersonRecord,
} from "../../../src/engine/index.js";
import {
  bend,
  beyond,
  crediting,
  doing,
  expiries,
  NOTIFIED,
  notifying,
  outstanding,
  REACHED,
  reaching,
} from "../../../src/engine/models/beyond.js";
import { ago, breach, event, NOW, person } from "../support.js";

const evidence = (events: readonly EventRecord[], breaches: readonly BreachRecord[] = []) =>
  prepare(person({ events, breaches }));
const DAY = 86_400_000;

describe("moves", () => {
  it("add an event at the date, about a ref where there is one", () => {
    expect(doing(NOW, "quiz_passed")).to.deep.equal({
      id: "quiz_passed",
      changes: { add: [{ type: "quiz_passed", at: NOW }] },
    });
    expect(doing(NOW, "quiz_passed", "r")).to.deep.equal({
      id: "quiz_passed",
      ref: "r",
      changes: { add: [{ type: "quiz_passed", at: NOW, ref: "r" }] },
    });
  });

  it("are what a model rewards, whichever way it counts, in one order", () => {
    const weights = {
      quiz_passed: -0.1,
      threat_reported: -0.2,
      simulation_reported: -0.3,
      training_completed: -0.4,
      simulation_clicked: -1,
    };
    const ids = (given: Record<string, number>, direction: "higher-is-riskier" | "lower-is-riskier"): string[] =>
      crediting(NOW, given, { direction }).map(({ id }) => id);
    expect(ids(weights, "higher-is-riskier")).to.deep.equal([
      "training_completed",
      "simulation_reported",
      "threat_reported",
      "quiz_passed",
    ]);
    expect(ids(weights, "lower-is-riskier")).to.deep.equal([]);
    expect(ids({ quiz_passed: 1, training_completed: 0 }, "lower-is-riskier")).to.deep.equal(["quiz_passed"]);
    expect(ids({ quiz_passed: 1, training_completed: 0 }, "higher-is-riskier")).to.deep.equal([]);
  });

  it("measure again what has a target, in the model's order", () => {
    expect(reaching(NOW, ["a", "b", "c"], { c: 1, a: 0, b: NaN, d: 4 })).to.deep.equal([
      { id: REACHED, ref: "a", changes: { measures: { a: [{ at: NOW, value: 0 }] } } },
      { id: REACHED, ref: "c", changes: { measures: { c: [{ at: NOW, value: 1 }] } } },
    ]);
  });

  it("tell of each breach that is not known, by its place, and its name where it has one", () => {
    const found = notifying(
      evidence([], [breach(1, { notified: true }), breach(2, { id: "b" }), breach(3), breach(4, { notified: false })]),
    );
    const all = found.map(({ id, ref, changes, group }) => [id, ref, changes.notify![0], group]);
    expect(all.sort((a, b) => Number(a[2]) - Number(b[2]))).to.deep.equal([
      [NOTIFIED, "b", 1, NOTIFIED],
      [NOTIFIED, undefined, 2, NOTIFIED],
      [NOTIFIED, undefined, 3, NOTIFIED],
    ]);
    expect(found.filter((move) => "ref" in move)).to.have.length(1);
  });

  it("fall out of a window of months when the calendar says", () => {
    expect(expiries([{ at: Date.UTC(2024, 1, 29) }, { at: Date.UTC(2024, 0, 31) }], 12)).to.deep.equal([
      Date.UTC(2025, 1, 28),
      Date.UTC(2025, 0, 31),
    ]);
  });
});

describe("what is outstanding", () => {
  const open = (events: readonly EventRecord[], attempts = 3, months = 12) =>
    outstanding(evidence(events), NOW, months, attempts).map(({ id, ref, group, worth }) => [id, ref, group, worth]);
  const last = ["simulation_reported", undefined, undefined, undefined];

  it("is each course assigned and not done, before or after", () => {
    expect(open([event("training_assigned", 9, { ref: "a" })])).to.deep.equal([
      ["training_completed", "a", "training", undefined],
      last,
    ]);
    expect(
      open([event("training_assigned", 9, { ref: "a" }), event("training_completed", 8, { ref: "a" })]),
    ).to.deep.equal([last]);
    expect(
      open([event("training_completed", 9, { ref: "a" }), event("training_assigned", 8, { ref: "a" })]),
    ).to.deep.equal([last]);
    expect(
      open([event("training_completed", 9, { ref: "b" }), event("training_assigned", 8, { ref: "a" })]),
    ).to.have.length(2);
    expect(open([event("training_completed", 9, { ref: "a" })])).to.deep.equal([last]);
  });

  it("is each quiz failed and not passed, worth the tries that it is taken for less those it took", () => {
    const failed = (n: number): EventRecord[] =>
      Array.from({ length: n }, (_, i) => event("quiz_failed", i + 1, { ref: "q" }));
    expect([1, 2, 3, 4].map((n) => open(failed(n))[0]![3])).to.deep.equal([-1, 0, 1, 1]);
    expect(open(failed(1), 5)[0]).to.deep.equal(["quiz_passed", "q", "quiz", -3]);
    expect(open([...failed(1), event("quiz_passed", 0, { ref: "q" })])).to.deep.equal([last]);
    expect(open([event("quiz_passed", 5, { ref: "q" }), event("quiz_failed", 4, { ref: "q" })])).to.deep.equal([last]);
  });

  it("is a course and a quiz of one name apart", () => {
    const events = [event("training_assigned", 9, { ref: "a" }), event("quiz_passed", 8, { ref: "a" })];
    expect(open(events).map(([id]) => id)).to.deep.equal(["training_completed", "simulation_reported"]);
  });

  it("is not what has no ref, is no lesson or is out of the window", () => {
    expect(open([event("training_assigned", 9), event("simulation_sent", 9, { ref: "a" })])).to.deep.equal([last]);
    const at = Date.UTC(2025, 10, 23, 9);
    expect(open([{ type: "training_assigned", at, ref: "a" }])).to.deep.equal([last]);
    expect(open([{ type: "training_assigned", at: at + 1, ref: "a" }])).to.have.length(2);
    expect(open([{ type: "training_assigned", at, ref: "a" }], 3, 24)).to.have.length(2);
  });
});

describe("where two half-lives turn", () => {
  const parameters = { half_life: 90, breach_half_life: 365 } as Parameters<typeof bend>[2];
  const rows = (points: Record<string, number>): Contribution[] =>
    Object.entries(points).map(([id, value]) => ({ id, points: value }));
  const at = (points: Record<string, number>): number | null => {
    const [turn, ...more] = bend(NOW, rows(points), parameters);
    expect(more).to.deep.equal([]);
    return turn === undefined ? null : (turn - NOW) / DAY;
  };
  /** Where the slope of credits and breaches together is 0. */
  const slope = (behaviour: number, breaches: number, days: number): number =>
    (behaviour * 2 ** (-days / 90)) / 90 + (breaches * 2 ** (-days / 365)) / 365;

  it("is where credits fade as fast as breaches do, to the millisecond", () => {
    for (const [behaviour, breaches] of [
      [-20, 15],
      [-6, 20],
      [-5, 20],
    ] as const) {
      const turn = at({ training: behaviour, breach_exposure: breaches })!;
      expect(turn).to.be.above(0);
      expect(slope(behaviour, breaches, turn)).to.be.at.least(0);
      expect(slope(behaviour, breaches, turn - 1 / DAY)).to.be.below(0);
    }
  });

  it("adds up all behaviour, and nothing else", () => {
    const all = {
      phishing_failures: 3,
      repeat_pattern: 1,
      simulations_reported: -6,
      threats_reported: -10,
      training: -8,
      breach_exposure: 15,
    };
    expect(at({ ...all, baseline: 20, role: 5, limits: -3 })).to.equal(at({ training: -20, breach_exposure: 15 }));
  });

  it("is nowhere where both pull one way, or one of them is not there, or it is past", () => {
    const nowhere: ReadonlyArray<Record<string, number>> = [
      {},
      { training: -20 },
      { breach_exposure: 15 },
      { phishing_failures: 12, breach_exposure: 15 },
      // Breaches outweigh the credits from the start.
      { training: -1, breach_exposure: 15 },
    ];
    for (const none of nowhere) expect(at(none), JSON.stringify(none)).to.equal(null);
  });
});

describe("models say how they turn and can be changed", () => {
  const kinds = (id: string) => beyond(getModel(id));

  it("each by its kind", () => {
    expect(models.map(({ id }) => id).sort()).to.deep.equal([
      "caniphish",
      "infima",
      "metacompliance",
      "moxso",
      "phishr",
    ]);
    expect(
      Object.fromEntries(models.map((model) => [model.id, Object.keys(beyond(model)).sort().join(" ")])),
    ).to.deep.equal({
      phishr: "actions",
      caniphish: "actions separable turns",
      moxso: "actions alone",
      metacompliance: "actions ahead turns",
      infima: "actions turns",
    });
    expect(beyond({ ...getModel("phishr"), kind: "custom" })).to.deep.equal({});
  });

  it("or as a model says itself", () => {
    const own = {
      turns: () => [1],
      actions: () => [doing(NOW, "quiz_passed")],
      alone: () => evidence([]),
      separable: false,
    };
    expect(beyond({ ...getModel("caniphish"), ...own })).to.deep.equal(own);
  });

  it("metacompliance turns where an event falls out of its years", () => {
    const two = beyond(getModel("metacompliance", { period_years: 2 }));
    expect(two.turns!(evidence([event("quiz_passed", 1)]), NOW)).to.deep.equal([Date.UTC(2028, 10, 22, 9)]);
    const events = [event("training_assigned", 500, { ref: "a" })];
    expect(two.actions!(evidence(events), NOW, {})).to.have.length(2);
    expect(kinds("metacompliance").actions!(evidence(events), NOW, {})).to.have.length(1);
  });

  it("caniphish turns where a breach is a year old, and tells of breaches only where they are watched for", () => {
    const told = evidence([], [breach(1)]);
    expect(kinds("caniphish").turns!(told, NOW)).to.deep.equal([Date.UTC(2027, 10, 22, 9)]);
    const ids = (tenant: object, targets = {}): string[] =>
      beyond(getModel("caniphish", tenant)).actions!(told, NOW, targets).map(({ id, ref }) => `${id} ${ref ?? ""}`);
    expect(ids({})).to.deep.equal([`${NOTIFIED} `]);
    expect(ids({ dark_web_monitoring: false })).to.deep.equal([]);
    expect(ids({}, { badge_score: 100, security_iq: 90, other: 1 })).to.deep.equal([
      `${NOTIFIED} `,
      `${REACHED} security_iq`,
      `${REACHED} badge_score`,
    ]);
  });

  it("infima can be reported to and trained for", () => {
    expect(kinds("infima").actions!(evidence([]), NOW, {})).to.deep.equal([
      doing(NOW, "simulation_reported"),
      doing(NOW, "threat_reported"),
      doing(NOW, "training_completed"),
    ]);
  });

  it("moxso keeps the benchmark and the mean that there are, unless the benchmark is the person's own", () => {
    const raw = {
      score: 1,
      coverage: 1,
      rows: [
        { id: "peer_benchmark", points: 1, value: 30 },
        { id: "cohort_decay", points: 1, value: 42 },
      ],
    };
    const own = [{ at: ago(1), value: 7 }];
    const alone = (measures: NonNullable<PersonRecord["measures"]>, given = raw) =>
      kinds("moxso").alone!(prepare(person({ measures })), given as typeof raw);
    const bare = alone({ training: 5 });
    expect(bare.cohortMean).to.equal(42);
    expect(bare.measures.get("peer_benchmark")).to.deep.equal([{ at: null, value: 30, path: "peer_benchmark" }]);
    expect(bare.measures.get("training")![0]!.value).to.equal(5);
    expect(alone({ peer_benchmark: own }).measures.get("peer_benchmark")![0]!.value).to.equal(7);
    const none = alone({}, { ...raw, rows: [] });
    expect([none.cohortMean, none.measures.size]).to.deep.equal([null, 0]);
  });
});
