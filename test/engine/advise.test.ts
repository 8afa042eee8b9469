import { expect } from "@open-wc/testing";
import fc from "fast-check";
import { adviseAmong } from "../../src/engine/advise.js";
import {
  actionsOf,
  advise,
  defineModel,
  forecast,
  models,
  prepare,
  scorePerson,
  whatIf,
  type Changes,
  type Model,
  type PersonRecord,
} from "../../src/engine/index.js";
import { AS_OF, DAY, MODELS, people, person, property } from "./random-people.js";

const ago = (days: number): number => AS_OF - days * DAY;
const TARGETS = {
  security_iq: 120,
  phish_risk: 5,
  badge_score: 130,
  phishing_simulation: 10,
  threat_exposure: 0,
  training: 30,
  incidents: 20,
  peer_benchmark: 5,
};

/** All changes of some actions in one. */
const together = (list: readonly Changes[]): Changes => ({
  add: list.flatMap(({ add = [] }) => add),
  notify: list.flatMap(({ notify = [] }) => notify),
  measures: Object.assign({}, ...list.map(({ measures }) => measures)) as Changes["measures"],
});

/** Tries every set of at most six, in list order, on the record itself. */
function bruteForce(
  record: PersonRecord,
  options: { model: string | Model; asOf: number; cohort?: PersonRecord[] },
  actions: ReadonlyArray<{ changes: Changes }>,
) {
  const model = typeof options.model === "string" ? models.find(({ id }) => id === options.model)! : options.model;
  const sign = model.direction === "lower-is-riskier" ? -1 : 1;
  const place = (band: string | null): number => model.bands.findIndex(({ id }) => id === band) * sign;
  const now = scorePerson(record, options);
  if (now.score === null) return null;
  let best: { chosen: number[]; gained: number } | null = null;
  const sets: number[][] = [[]];
  for (let size = 1; size <= 6 && !best; size++) {
    const next = sets.filter((set) => set.length === size - 1);
    for (const set of next) {
      for (let i = (set.at(-1) ?? -1) + 1; i < actions.length; i++) {
        const chosen = [...set, i];
        sets.push(chosen);
        const { score, band } = whatIf(record, together(chosen.map((k) => actions[k]!.changes)), options);
        if (score === null || !(place(band) < place(now.band))) continue;
        const gained = Math.round((now.score - score) * sign * 1e9);
        // Sets of a size come in list order: only more points displace the first.
        if (!best || gained > best.gained) best = { chosen, gained };
      }
    }
  }
  return best?.chosen ?? null;
}

const same = (
  record: PersonRecord,
  options: Parameters<typeof bruteForce>[1],
  targets: Record<string, number>,
): void => {
  const { actions, fewest } = advise(record, { ...options, targets });
  const expected = bruteForce(record, options, actions);
  expect(fewest?.map((action) => actions.indexOf(action)) ?? null).to.deep.equal(expected);
};

describe("what would lower the risk", () => {
  for (const model of MODELS) {
    property(
      `${model}: each effect is the difference that its changes make`,
      fc.tuple(people(6), person),
      ([cohort, alone]) => {
        const record = cohort[0] ?? alone;
        const options = { model, asOf: AS_OF, cohort };
        const now = scorePerson(record, options);
        const { actions } = advise(record, { ...options, targets: TARGETS });
        for (const { changes, effect, score, published, band } of actions) {
          const after = whatIf(record, changes, options);
          expect([published, band]).to.deep.equal([after.published, after.band]);
          if (now.score === null || after.score === null) expect(effect).to.equal(null);
          else expect(effect).to.be.closeTo(after.score - now.score, 1e-9);
          if (after.score !== null) expect(score).to.be.closeTo(after.score, 1e-9);
        }
      },
      200,
    );

    property(
      `${model}: the fewest are those that trying every set finds`,
      fc.tuple(people(6), person),
      ([cohort, alone]) => same(cohort[0] ?? alone, { model, asOf: AS_OF, cohort }, TARGETS),
      150,
    );
  }

  const many = (kinds: ReadonlyArray<"course" | "quiz1" | "quiz2" | "quiz5" | "clicked">) =>
    kinds.flatMap((kind, i) => {
      const ref = `${kind}-${i}`;
      if (kind === "course") return [{ type: "training_assigned", at: ago(9), ref }];
      if (kind === "clicked") return [{ type: "simulation_clicked", at: ago(9), ref }];
      return Array.from({ length: Number(kind.slice(-1)) }, (_, k) => ({ type: "quiz_failed", at: ago(8 - k), ref }));
    });

  property(
    "metacompliance: up to 12 actions equal every set",
    fc.array(fc.constantFrom("course", "quiz1", "quiz2", "quiz5", "clicked"), { maxLength: 11 }),
    (kinds) => same({ id: "ada", events: many(kinds as never) }, { model: "metacompliance", asOf: AS_OF }, {}),
    25,
  );

  property(
    "caniphish: up to 12 actions equal every set",
    fc.array(fc.boolean(), { maxLength: 9 }),
    (notified) => {
      const breaches = notified.map((told, i) => ({ at: ago(i * 60), notified: told, password_exposed: i % 2 > 0 }));
      const record = {
        id: "ada",
        breaches,
        measures: { security_iq: 20, phish_risk: 75, badge_score: 40 },
        business_impact: "high",
      };
      same(record, { model: "caniphish", asOf: AS_OF }, { security_iq: 45, phish_risk: 60, badge_score: 90 });
    },
    25,
  );

  property(
    "a model in which 12 actions differ equals every set",
    fc.tuple(
      fc.constantFrom("higher-is-riskier", "lower-is-riskier"),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
        minLength: 1,
        maxLength: 12,
      }),
    ),
    ([direction, values]) => {
      const names = values.map((_, i) => `m${i}`);
      const model = defineModel({
        id: "own",
        kind: "weighted-factors",
        direction: direction as "higher-is-riskier",
        scale: [0, 100],
        bands: [0, 20, 40, 60, 80].map((from) => ({ id: `b${from}`, from })),
        parameters: { factors: names.map((id, i) => ({ id, measure: id, weight: 1 + (i % 4) })) },
      });
      const record = { id: "ada", measures: Object.fromEntries(values.map(([now], i) => [names[i]!, now])) };
      same(record, { model, asOf: AS_OF }, Object.fromEntries(values.map(([, target], i) => [names[i]!, target])));
    },
    20,
  );

  property(
    "a model with signals not measured yet, breaches and a modifier equals every set",
    fc.record({
      direction: fc.constantFrom("higher-is-riskier", "lower-is-riskier"),
      signals: fc.array(fc.tuple(fc.option(fc.integer({ min: -20, max: 120 })), fc.integer({ min: 0, max: 110 })), {
        minLength: 1,
        maxLength: 8,
      }),
      breaches: fc.array(fc.boolean(), { maxLength: 4 }),
      modifier: fc.constantFrom(-0.5, 0, 0.8, 1, 1.4),
      unnotified: fc.constantFrom(-30, 50),
      bands: fc.constantFrom([0, 40, 80], [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]),
    }),
    ({ direction, signals, breaches, modifier, unnotified, bands }) => {
      const names = signals.map((_, i) => `m${i}`);
      const model = defineModel({
        id: "own",
        kind: "weighted-factors",
        direction: direction as "higher-is-riskier",
        scale: [0, 100],
        min_coverage: 0,
        bands: bands.map((from) => ({ id: `b${from}`, from })),
        parameters: {
          factors: [
            ...names.map((id, i) => ({ id, measure: id, weight: 1 + (i % 3) })),
            { id: "breach", weight: 2, breaches: { recent: 10, months: 12, password: 5, unnotified, unmonitored: 0 } },
          ],
          modifier: { id: "role", field: "role", values: { any: modifier }, default: "any" },
        },
      });
      const measures = signals.flatMap(([now], i) => (now === null ? [] : [[names[i]!, now] as const]));
      const record = {
        id: "ada",
        measures: Object.fromEntries(measures),
        breaches: breaches.map((notified, i) => ({ at: ago(10 + i * 100), notified })),
      };
      same(record, { model, asOf: AS_OF }, Object.fromEntries(signals.map(([, target], i) => [names[i]!, target])));
    },
    60,
  );

  property(
    "quizzes that take ten attempts: up to 12 actions equal every set",
    fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 11 }),
    (tries) => {
      const events = tries.flatMap((times, q) =>
        Array.from({ length: times }, (_, i) => ({ type: "quiz_failed", at: ago(20 - i), ref: `q${q}` })),
      );
      const model = defineModel({ id: "metacompliance", parameters: { attempts: 10, attempts_scale: 6 } });
      same({ id: "ada", events: [...events, ...many(["course", "course"])] }, { model, asOf: AS_OF }, {});
    },
    20,
  );

  it("of 25 actions that differ it tries few of the 245 505 sets", () => {
    const names = Array.from({ length: 25 }, (_, i) => `m${i}`);
    const own = defineModel({
      id: "own",
      kind: "weighted-factors",
      scale: [0, 100],
      bands: [
        { id: "low", from: 0 },
        { id: "high", from: 84 },
      ],
      parameters: { factors: names.map((id, i) => ({ id, measure: id, weight: 1 + ((i * 7) % 11) / 3 })) },
    });
    let tried = 0;
    const model: Model = { ...own, measure: (evidence, at) => (tried++, own.measure(evidence, at)) };
    const measures = Object.fromEntries(names.map((name, i) => [name, 100 - ((i * 13) % 17) / 8]));
    const targets = Object.fromEntries(names.map((name, i) => [name, 50 - ((i * 5) % 7)]));
    const { fewest } = advise({ id: "ada", measures }, { model, asOf: AS_OF, targets });
    // The five heaviest do not reach it, and the six heaviest are what six come to at best.
    const effects = names.map((name, i) => ({
      i,
      points: (measures[name]! - targets[name]!) * (1 + ((i * 7) % 11) / 3),
    }));
    const heaviest = effects.sort((a, b) => b.points - a.points).slice(0, fewest!.length);
    expect(fewest!.map(({ ref }) => ref)).to.have.members(heaviest.map(({ i }) => names[i]));
    expect(tried).to.be.below(1000);
  });

  it("lists the same actions without the search", () => {
    const record = { id: "ada", events: many(["course", "quiz2", "clicked"]) };
    const options = { model: "metacompliance", asOf: AS_OF };
    expect(actionsOf(record, options)).to.deep.equal(advise(record, options).actions);
  });

  it("phishr, by hand: a report takes 0.3, a training 0.4; one training is enough from 0.5", () => {
    const record = { id: "ada", events: [{ type: "simulation_clicked", at: AS_OF }] };
    const { actions, fewest, together: after, byTime } = advise(record, { model: "phishr", asOf: AS_OF });
    expect(actions.map(({ id, effect }) => [id, Math.round(effect! * 1e9) / 1e9])).to.deep.equal([
      ["training_completed", -0.4],
      ["simulation_reported", -0.3],
    ]);
    expect(fewest!.map(({ id }) => id)).to.deep.equal(["training_completed"]);
    expect(after).to.include({ published: 0.1, band: "low" });
    // 0.5 · 0.95^days is published as 0.39 below 0.395, less half of the ninth decimal.
    expect(byTime).to.equal(AS_OF + Math.ceil((Math.log(0.3949999995 / 0.5) / Math.log(0.95)) * DAY));
  });

  it("caniphish, by hand: two breaches have to be told of, one alone does nothing", () => {
    const record = {
      id: "ada",
      measures: { security_iq: 60, phish_risk: 43, badge_score: 60 },
      breaches: [
        { id: "b1", at: ago(500) },
        { at: ago(400), name: "Forum" },
        { at: ago(300), notified: true },
      ],
    };
    // 0.35 · 40 + 0.35 · 43 + 0.15 · 40 = 35.05, and 0.15 · (25 + 50) = 11.25 for the breaches: 46.3, and 7.5 less.
    const { actions, fewest, together: after } = advise(record, { model: "caniphish", asOf: AS_OF });
    expect(actions.map(({ id, ref, effect }) => [id, ref, effect])).to.deep.equal([
      ["breach_notified", "b1", 0],
      ["breach_notified", "Forum", 0],
    ]);
    expect(fewest).to.deep.equal(actions);
    expect(after).to.include({ published: 39, band: "low" });
  });

  it("caniphish, by hand: what lies beyond the scale has to be worked off first", () => {
    const record = {
      id: "ada",
      measures: { security_iq: 0, phish_risk: 100, badge_score: 0 },
      breaches: [{ id: "b", at: ago(9), password_exposed: true }],
      business_impact: "critical",
    };
    // 100 · 1.4 = 140 is 100. Each of the measures takes 49: 91, which is still high, and 42 with both of them.
    const targets = { security_iq: 100, phish_risk: 0 };
    const { actions, fewest, together: after } = advise(record, { model: "caniphish", asOf: AS_OF, targets });
    expect(actions.map(({ published, band }) => [published, band])).to.deep.equal([
      [100, "high"],
      [91, "high"],
      [91, "high"],
    ]);
    expect(fewest).to.deep.equal(actions.slice(1));
    expect(after).to.include({ published: 42, band: "medium" });
  });

  it("caniphish: nothing to be told of where nobody watches", () => {
    const record = { id: "ada", breaches: [{ at: ago(5) }], measures: { security_iq: 5, phish_risk: 90 } };
    expect(
      advise(record, { model: "caniphish", asOf: AS_OF, tenant: { dark_web_monitoring: false } }).actions,
    ).to.deep.equal([]);
  });

  it("moxso, by hand: a signal remeasured at its target", () => {
    const record = { id: "ada", measures: { phishing_simulation: 90, threat_exposure: 60, training: 60 } };
    // (30 · 90 + 25 · 60 + 20 · 60) / 75 = 72; with the simulation at 20: 44.
    const { actions, fewest } = advise(record, { model: "moxso", asOf: AS_OF, targets: { phishing_simulation: 20 } });
    expect(actions).to.have.length(1);
    expect(actions[0]).to.include({ id: "measure_reached", ref: "phishing_simulation", band: "moderate" });
    expect(actions[0]!.effect).to.be.closeTo(-28, 1e-9);
    expect(fewest).to.deep.equal(actions);
  });

  it("moxso: among others a better signal is a better place, too", () => {
    const cohort = Array.from({ length: 12 }, (_, i) => ({
      id: `p${i}`,
      department: "sales",
      role: "staff",
      measures: { phishing_simulation: 8 * i, threat_exposure: 50, training: 50, incidents: 50 },
    }));
    const record = cohort[11]!;
    const options = { model: "moxso", asOf: AS_OF, cohort };
    const { actions } = advise(record, { ...options, targets: { phishing_simulation: 4 } });
    const [{ changes, effect }] = actions as [(typeof actions)[0]];
    const among = whatIf(record, changes, options).score! - scorePerson(record, options).score!;
    const alone = { ...options, cohort: [] };
    expect(effect).to.be.closeTo(among, 1e-9);
    expect(among).to.be.below(whatIf(record, changes, alone).score! - scorePerson(record, alone).score! - 5);
    expect(cohort[11]!.measures.phishing_simulation, "the record itself").to.equal(88);
  });

  it("metacompliance, by hand: three of four courses, and no quiz that costs another attempt", () => {
    const courses = ["a", "b", "c", "d"].map((ref) => ({ type: "training_assigned", at: ago(3), ref }));
    const quiz = Array.from({ length: 4 }, () => ({ type: "quiz_failed", at: ago(2), ref: "q" }));
    const record = { id: "ada", events: [...courses, ...quiz] };
    // 34 + 33 of 67: 100. Each course is 8.5 of 67; a fifth attempt at the quiz stays three or more.
    const { actions, fewest, together: after } = advise(record, { model: "metacompliance", asOf: AS_OF });
    expect(actions.map(({ id, ref }) => [id, ref])).to.deep.equal([
      ["training_completed", "a"],
      ["training_completed", "b"],
      ["training_completed", "c"],
      ["training_completed", "d"],
      ["quiz_passed", "q"],
      ["simulation_reported", undefined],
    ]);
    expect(actions[0]!.effect).to.be.closeTo(-8.5 / 0.67, 1e-9);
    expect(actions[4]!.effect).to.equal(0);
    // A simulation, reported, adds a factor at 0: 67 of 100 at once.
    expect(fewest!.map(({ id }) => id)).to.deep.equal(["simulation_reported"]);
    expect(after!.score).to.be.closeTo(67, 1e-9);
  });

  it("infima, by hand: from 45 to 35 by a reported threat", () => {
    const record = { id: "ada", events: [{ type: "threat_clicked", at: AS_OF, ref: "t" }] };
    // 20 + 25 = 45: 52.8, moderate. Low is below 29.5: a total of at most 20.97, so all three are needed: 45 − 6 − 10 − 8 = 21.
    const { actions, fewest, byTime } = advise(record, { model: "infima", asOf: AS_OF });
    expect(actions.map(({ id }) => id)).to.deep.equal(["simulation_reported", "threat_reported", "training_completed"]);
    expect(actions[1]!.effect).to.be.closeTo(100 * (Math.exp(-45 / 60) - Math.exp(-35 / 60)), 1e-9);
    expect(fewest).to.equal(null);
    // By time alone 25 · 2^(−t/90) has to fall to 60 · ln(100 / 70.5) − 20.
    const days = 90 * Math.log2(25 / (60 * Math.log(100 / 70.5000000005) - 20));
    expect(byTime).to.be.closeTo(AS_OF + days * DAY, 1);
  });

  it("adds a new simulation where it is all that can be done, and the record's own have no ref", () => {
    const clicked = { type: "simulation_clicked", at: ago(3) };
    const course = ["assigned", "completed"].map((what) => ({ type: `training_${what}`, at: ago(3), ref: "c" }));
    const record = { id: "ada", events: [clicked, clicked, ...course] };
    const { actions } = advise(record, { model: "metacompliance", asOf: AS_OF });
    expect(actions.map(({ id }) => id)).to.deep.equal(["simulation_reported"]);
    // 11 of 67, then 11 · ⅔ − 11 · ⅓.
    expect(actions[0]!.effect).to.be.closeTo((-11 * 2) / 3 / 0.67, 1e-9);
  });

  it("adds a new simulation even where the record's own have no ref", () => {
    const clicked = { type: "simulation_clicked", at: ago(3) };
    const record = { id: "ada", events: [clicked, clicked, { type: "quiz_failed", at: ago(3), ref: "q" }] };
    const { actions } = advise(record, { model: "metacompliance", asOf: AS_OF });
    // Two of two clicked: 11. Then two of three, and one of three reported: 11 · ⅓.
    expect(actions.find(({ id }) => id === "simulation_reported")!.effect).to.be.closeTo((-11 * 2) / 3 / 0.66, 1e-9);
  });

  it("prefers more points to an earlier place in the list, and an earlier place to a later one", () => {
    const course = (ref: string) => [{ type: "training_assigned", at: ago(9), ref }];
    const quiz = (ref: string) => [{ type: "quiz_failed", at: ago(9), ref }];
    const lost = Array.from({ length: 10 }, (_, i) =>
      ["clicked", "submitted", "attachment_opened"].map((what) => ({
        type: `simulation_${what}`,
        at: ago(9),
        ref: `s${i}`,
      })),
    ).flat();
    const record = {
      id: "ada",
      events: [...course("a"), ...quiz("q"), ...course("b"), ...course("c"), ...quiz("r"), ...lost],
    };
    // 100; medium from 80. A course is 34 / 3, a quiz passed at the second try 33 / 4: two courses, or a course and a quiz.
    const { fewest, together: after } = advise(record, { model: "metacompliance", asOf: AS_OF });
    expect(fewest!.map(({ ref }) => ref)).to.deep.equal(["a", "b"]);
    expect(after!.score).to.be.closeTo(100 - 68 / 3, 1e-9);
  });

  it("takes thousands of courses to do: one of them is measured", () => {
    const events = Array.from({ length: 12_000 }, (_, i) => ({
      type: i ? "training_assigned" : "simulation_clicked",
      at: ago(i / 100),
      ref: `r${i}`,
    }));
    let measured = 0;
    const model: Model = {
      ...models.metacompliance,
      measure: (...args) => (measured++, models.metacompliance.measure(...args)),
    };
    const { actions, fewest } = advise({ id: "a", events }, { model, asOf: AS_OF });
    expect(actions).to.have.length(12_000);
    expect(new Set(actions.map(({ effect }) => effect)).size).to.equal(2);
    expect(fewest).to.equal(null);
    expect(measured).to.be.below(40);
  });

  it("tells quizzes apart by what passing them is worth", () => {
    const failed = (ref: string, times: number) =>
      Array.from({ length: times }, (_, i) => ({ type: "quiz_failed", at: ago(9 - i), ref }));
    const record = {
      id: "ada",
      events: [...failed("second", 2), ...failed("first", 1), { type: "simulation_clicked", at: ago(9), ref: "s" }],
    };
    // 33 + 11 of 66; low from 26. At the third try nothing is won, at the second 33 / 4; the report is worth 11.
    const { actions, fewest } = advise(record, { model: "metacompliance", asOf: AS_OF });
    expect(actions.map(({ ref, effect }) => [ref, Math.round(effect! * 0.66 * 100) / 100])).to.deep.equal([
      ["second", 0],
      ["first", -8.25],
      [undefined, -11],
    ]);
    expect(fewest!.map(({ ref }) => ref)).to.deep.equal(["first", undefined]);
  });

  it("takes the quiz that is worth most, wherever it stands in the list", () => {
    const quizzes = [8, 1].flatMap((times, q) =>
      Array.from({ length: times }, (_, i) => ({ type: "quiz_failed", at: ago(20 - i), ref: `q${q}` })),
    );
    const lost = [1, 2, 3, 4, 5].flatMap((i) =>
      ["clicked", "submitted", "attachment_opened"].map((what) => ({
        type: `simulation_${what}`,
        at: ago(9),
        ref: `s${i}`,
      })),
    );
    const model = defineModel({ id: "metacompliance", parameters: { attempts: 10, attempts_scale: 9 } });
    // 33 + 33 of 66. Passed at the ninth try the first is worth 33 / 18, at its second the other 33 · 8 / 18; medium from 80.
    const { fewest, together: after } = advise({ id: "ada", events: [...quizzes, ...lost] }, { model, asOf: AS_OF });
    expect(fewest!.map(({ ref }) => ref)).to.deep.equal(["q1"]);
    expect(after!.score).to.be.closeTo(100 - 800 / 36, 1e-9);
  });

  it("has no band below the safest, and none without a score", () => {
    const safe = { id: "ada", events: [{ type: "simulation_reported", at: AS_OF }] };
    expect(advise(safe, { model: "phishr", asOf: AS_OF })).to.deep.include({
      fewest: null,
      together: null,
      byTime: null,
    });
    const unknown = advise({ id: "ada" }, { model: "phishr", asOf: AS_OF });
    expect(unknown).to.deep.include({ fewest: null, together: null, byTime: null });
    expect(unknown.actions.every(({ effect }) => effect === null)).to.equal(true);
  });

  it("never comes by time where the limit lies on this side", () => {
    const record = { id: "ada", role: "admin", events: [{ type: "threat_clicked", at: ago(300), ref: "t" }] };
    // An admin rests at 100 · (1 − e^(−30/60)) = 39: moderate for ever.
    expect(advise(record, { model: "infima", asOf: AS_OF }).byTime).to.equal(null);
  });

  it("goes by the direction of a model", () => {
    const model = defineModel({
      id: "credit",
      kind: "event-decay",
      direction: "lower-is-riskier",
      scale: [-1, 1],
      precision: 2,
      bands: [
        { id: "bad", from: -1 },
        { id: "good", from: 0 },
      ],
      parameters: { weights: { simulation_clicked: -0.5, training_completed: 0.6 }, decay: 0.95 },
    });
    const record = { id: "ada", events: [{ type: "simulation_clicked", at: AS_OF }] };
    const { actions, fewest, together: after } = advise(record, { model, asOf: AS_OF });
    expect(actions.map(({ id }) => id)).to.deep.equal(["training_completed"]);
    expect(fewest).to.deep.equal(actions);
    expect(after!.band).to.equal("good");
    const nobody = advise({ id: "eve" }, { model, asOf: AS_OF });
    expect(nobody.actions.map(({ band, effect }) => [band, effect])).to.deep.equal([["good", null]]);
    expect([nobody.fewest, nobody.together, nobody.byTime]).to.deep.equal([null, null, null]);
  });

  it("has no effect to tell where an action takes the score away", () => {
    const { phishr } = models;
    const model: Model = {
      ...phishr,
      measure: (evidence, at) => ({
        ...phishr.measure(evidence, at),
        ...(evidence.events.length > 1 && { score: null }),
      }),
    };
    const events = [{ type: "simulation_clicked", at: AS_OF }];
    const { actions, fewest } = advise({ id: "ada", events }, { model, asOf: AS_OF });
    expect(actions.map(({ effect, score, band }) => [effect, score, band])).to.deep.equal(
      Array(2).fill([null, null, null]),
    );
    expect(fewest).to.equal(null);
  });

  it("carries changes that whatIf takes", () => {
    const record = { id: "ada", events: [{ type: "simulation_clicked", at: AS_OF }] };
    const [action] = advise(record, { model: "phishr", asOf: AS_OF }).actions;
    expect(whatIf(record, action!.changes, { model: "phishr", asOf: AS_OF }).score).to.be.closeTo(
      action!.score!,
      1e-12,
    );
  });

  describe("with bad input", () => {
    it("leaves out targets that are no numbers", () => {
      const record = { id: "ada", measures: { training: 50, threat_exposure: 50, phishing_simulation: 50 } };
      const targets = { training: NaN, incidents: "20", threat_exposure: null, phishing_simulation: Infinity } as never;
      expect(advise(record, { model: "moxso", asOf: AS_OF, targets }).actions).to.deep.equal([]);
      expect(advise(record, { model: "moxso", asOf: AS_OF, targets: null as never }).actions).to.deep.equal([]);
    });

    it("takes a record that is none, and refuses what scorePerson refuses", () => {
      expect(advise(null as never, { model: "infima", asOf: AS_OF }).fewest).to.equal(null);
      expect(() => advise({ id: "a" }, { model: "infima", asOf: "today" })).to.throw(RangeError, /asOf/);
    });

    it("counts nothing later than the date", () => {
      const record = {
        id: "ada",
        events: [
          { type: "training_assigned", at: AS_OF + 1, ref: "later" },
          { type: "quiz_failed", at: ago(400), ref: "old" },
        ],
      };
      expect(advise(record, { model: "metacompliance", asOf: AS_OF }).actions.map(({ id }) => id)).to.deep.equal([
        "simulation_reported",
      ]);
    });
  });
});

describe("the fewest actions, at their edges", () => {
  const own = (n: number, low: number): Model =>
    defineModel({
      id: "own",
      kind: "weighted-factors",
      scale: [0, 100],
      bands: [
        { id: "low", from: 0 },
        { id: "high", from: low },
      ],
      parameters: { factors: Array.from({ length: n }, (_, i) => ({ id: `m${i}`, measure: `m${i}`, weight: 1 })) },
    });
  const measured = (n: number): PersonRecord => ({
    id: "ada",
    measures: Object.fromEntries(Array.from({ length: n }, (_, i) => [`m${i}`, 100])),
  });
  const none = (n: number): Record<string, number> =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`m${i}`, 0]));
  const refs = (model: Model, n: number, targets = none(n)): Array<string | undefined> | null =>
    advise(measured(n), { model, asOf: AS_OF, targets }).fewest?.map(({ ref }) => ref) ?? null;

  it("are six at most", () => {
    // Each of ten is worth ten points: six come to 40, which is below 41.
    expect(refs(own(10, 41), 10)).to.deep.equal(["m0", "m1", "m2", "m3", "m4", "m5"]);
    expect(refs(own(10, 40), 10)).to.equal(null);
  });

  it("are the first of those that gain as much, whatever else comes after", () => {
    expect(refs(own(4, 60), 4)).to.deep.equal(["m0", "m1"]);
    expect(refs(own(4, 60), 4, { m0: 50, m1: 0, m2: 0, m3: 0 })).to.deep.equal(["m1", "m2"]);
    expect(refs(own(4, 60), 4, { m0: 50, m1: 0, m2: 20, m3: 0 })).to.deep.equal(["m1", "m3"]);
  });

  it("stand in the list's order, and of equals go by it, whatever is looked at first", () => {
    const cases: Array<[number, string[], Record<string, number>]> = [
      [75, ["m0"], none(3)],
      [50, ["m0", "m1"], none(3)],
      // m1 comes first by its worth, and gains most.
      [90, ["m1"], { ...none(3), m0: 50 }],
    ];
    for (const [low, expected, targets] of cases) {
      const model: Model = {
        ...own(3, low),
        separable: false,
        actions: () =>
          [-1, -3, -2].map((worth, i) => ({
            id: "measure_reached",
            ref: `m${i}`,
            changes: { measures: { [`m${i}`]: [{ at: AS_OF, value: (targets as Record<string, number>)[`m${i}`]! }] } },
            group: `g${i}`,
            worth,
          })),
      };
      expect(refs(model, 3), `from ${low}`).to.deep.equal(expected);
    }
  });

  it("are none where nothing is safer, or nobody knows a score", () => {
    const safest = { ...measured(4), measures: { m0: 0, m1: 0, m2: 0, m3: 0 } };
    const nobody = { id: "ada" };
    for (const one of [safest, nobody]) {
      const { fewest, together: after, byTime } = advise(one, { model: own(4, 60), asOf: AS_OF, targets: none(4) });
      expect([fewest, after, byTime]).to.deep.equal([null, null, null]);
    }
  });

  it("are said with what they come to together", () => {
    const { fewest, together: after } = advise(measured(4), { model: own(4, 60), asOf: AS_OF, targets: none(4) });
    expect(fewest).to.have.length(2);
    expect(after).to.deep.equal({ score: 50, published: 50, band: "low" });
  });

  it("do not count a quiz that is worth nothing, nor one before its turn", () => {
    const failed = (ref: string, n: number) =>
      Array.from({ length: n }, (_, i) => ({ type: "quiz_failed", at: ago(i + 1), ref }));
    const record = {
      id: "ada",
      events: [...failed("twice", 2), ...failed("once", 1), { type: "training_assigned", at: ago(3), ref: "c" }],
    };
    const { actions, fewest } = advise(record, { model: "metacompliance", asOf: AS_OF });
    expect(actions.map(({ id, ref }) => `${id} ${ref ?? ""}`)).to.include("quiz_passed twice");
    expect(fewest!.map(({ ref }) => ref)).to.not.include("twice");
  });
});

describe("from evidence that is read already", () => {
  for (const model of models) {
    property(
      `${model.id}: the same advice, and a later date holds what the forecast ends with`,
      fc.tuple(people(6), person, fc.integer({ min: 0, max: 200 })),
      ([cohort, alone, days]) => {
        const record = cohort[0] ?? { ...alone, id: "p0" };
        const all = cohort.length ? cohort : [record];
        const read = (model.measureAll ? all : [record]).map((one) => prepare(one));
        const options = { model, asOf: AS_OF, cohort: all };
        const { advice, at } = adviseAmong({ model, people: read, index: 0 }, { asOf: AS_OF, targets: TARGETS });
        expect(advice).to.deep.equal(advise(record, { ...options, targets: TARGETS }));
        const until = AS_OF + days * DAY;
        expect(at(until)).to.deep.equal(forecast(record, { ...options, until }).points.at(-1));
      },
      100,
    );
  }
});

describe("what time alone will do, as advice", () => {
  it("is when the score first leaves its band for a safer one", () => {
    const events = [{ type: "simulation_clicked", at: AS_OF }];
    const { byTime } = advise({ id: "ada", events }, { model: "phishr", asOf: AS_OF });
    const at = (when: number): string | null =>
      scorePerson({ id: "ada", events }, { model: "phishr", asOf: when }).band;
    expect([at(byTime! - 1), at(byTime!)]).to.deep.equal(["medium", "low"]);
  });
  it("is not when it first leaves it for a riskier one", () => {
    const events = ["a", "b", "c", "d"].map((ref) => ({ type: "training_completed", at: ago(1), ref }));
    const breach = { at: AS_OF, severity: "critical", password_exposed: true };
    const record = { id: "ada", events, breaches: [breach, breach] };
    // What was learned fades sooner than what was exposed: high from day 75 to day 200.
    const at = (when: number): string | null => scorePerson(record, { model: "infima", asOf: when }).band;
    expect([0, 76, 201].map((days) => at(AS_OF + days * DAY))).to.deep.equal(["moderate", "high", "moderate"]);
    const { byTime } = advise(record, { model: "infima", asOf: AS_OF });
    expect([at(byTime! - 1), at(byTime!)]).to.deep.equal(["moderate", "low"]);
  });
  it("is nothing where that never comes", () => {
    const measures = { security_iq: 10, phish_risk: 90, badge_score: 10 };
    expect(advise({ id: "ada", measures }, { model: "caniphish", asOf: AS_OF }).byTime).to.equal(null);
  });
});
