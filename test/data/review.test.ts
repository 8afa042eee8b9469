import { expect } from "@open-wc/testing";
import * as fc from "fast-check";
import { bookOf, type Book } from "../../src/data/book.js";
import { transitionsOf } from "../../src/data/moves.js";
import { loadModels } from "../../src/data/models.js";
import { loadMask, loadSupplied } from "../../src/data/parts.js";
import { readData } from "../../src/data/read.js";
import { disputedOf, doneBy, MOST_PEOPLE, nextSteps, restOf, type Next } from "../../src/data/review.js";
import type { SubjectRef, ViewOptions } from "../../src/data/types.js";
import { movedOf } from "../../src/data/why.js";
import {
  defineModel,
  scoreClient,
  type ClientScore,
  type EventRecord,
  type PersonRecord,
} from "../../src/engine/index.js";
import { PLAIN } from "./options.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 9);
const ALL: SubjectRef = { kind: "client", id: "c" };
const ago = (days: number): number => NOW - days * DAY;
const event = (type: string, days: number, more: object = {}): EventRecord => ({ type, at: ago(days), ...more });
const person = (id: string, fields: Partial<PersonRecord> = {}): PersonRecord => ({ id, ...fields });

const open = (people: readonly PersonRecord[], options: Partial<ViewOptions> = {}, more: object = {}): Book =>
  bookOf(readData({ clients: [{ id: "c", people, ...more }] }).book, {
    ...PLAIN,
    model: "phishr",
    asOf: NOW,
    ...options,
  });
/** So many people with a low score and nothing lately. */
const crowd = (n: number): PersonRecord[] =>
  Array.from({ length: n }, (_, i) => person(`crowd ${i}`, { events: [event("simulation_opened", 200)] }));

describe("disputed events", () => {
  it("are counted for its own people, whatever else stands in a record", () => {
    const bad = ["x", 5, { length: 3 }, [null, 1, { disputed: "scanner" }]] as unknown as EventRecord[][];
    const people = bad.map((events, i) => person(`p${i}`, { events }));
    expect(disputedOf(open(people), ALL, null)).to.equal(1);
    expect(disputedOf(open(people, { audience: "client" }), ALL, null)).to.equal(0);
  });
});

before(async () => {
  await Promise.all([loadMask(), loadModels(), loadSupplied()]);
});

describe("what happened over the window", () => {
  const done = (people: readonly PersonRecord[], options: Partial<ViewOptions> = {}): object =>
    Object.fromEntries(
      doneBy(open(people, options), ALL, null).map(({ kind, count, under }) => [
        kind,
        under === undefined ? count : `under ${under}`,
      ]),
    );

  it("is counted by kind, in one order, and nothing that did not happen", () => {
    const types = [
      "quiz_passed",
      "threat_clicked",
      "threat_reported",
      "training_completed",
      "training_assigned",
      "simulation_reported",
      "simulation_clicked",
      "simulation_sent",
      "simulation_opened",
      "simulation_ignored",
      "quiz_failed",
      "threat_received",
    ];
    const people = [person("a", { events: types.map((type) => event(type, 1)), breaches: [{ at: ago(1) }] })];
    const found = doneBy(open(people), ALL, null);
    expect(found).to.deep.equal(
      [
        "simulation_sent",
        "simulation_failed",
        "simulation_reported",
        "training_assigned",
        "training_completed",
        "quiz_passed",
        "threat_reported",
        "threat_clicked",
        "breach",
      ].map((kind) => ({ kind, count: 1 })),
    );
    expect(doneBy(open([person("a")]), ALL, null)).to.deep.equal([]);
  });

  it("is what came after the window began, up to the date itself", () => {
    const times = [90, 90 - 1 / DAY, 0, -1 / DAY];
    const events = times.map((days) => event("quiz_passed", days));
    const breaches = times.map((days) => ({ at: ago(days) }));
    expect(done([person("a", { events, breaches })])).to.deep.equal({ quiz_passed: 2, breach: 2 });
    expect(done([person("a", { events, breaches })], { window: 1 })).to.deep.equal({ quiz_passed: 1, breach: 1 });
  });

  it("a simulation that was failed in several ways was failed once, by each who did", () => {
    for (const type of ["simulation_clicked", "simulation_qr_scanned", "simulation_attachment_opened"]) {
      const events = [event(type, 3, { ref: "r" }), event("simulation_submitted", 2, { ref: "r" })];
      expect(done([person("a", { events })])).to.deep.equal({ simulation_failed: 1 });
      const others = [...events, event(type, 1, { ref: "s" }), event(type, 1), event(type, 1)];
      expect(done([person("a", { events: others }), person("b", { events })])).to.deep.equal({ simulation_failed: 5 });
    }
  });

  it("a failure is counted where the score counts it: once, when it first went wrong", () => {
    const events = [
      event("simulation_clicked", 100, { ref: "old" }),
      event("simulation_submitted", 80, { ref: "old" }),
      event("simulation_clicked", 50, { ref: "new" }),
      event("threat_clicked", 40, { ref: "mail" }),
      event("threat_clicked", 39, { ref: "mail" }),
      // A ref that is a number is not the place of an event without one.
      event("simulation_clicked", 20, { ref: "6" }),
      event("simulation_clicked", 10),
    ];
    expect(done([person("a", { events })])).to.deep.equal({ simulation_failed: 3, threat_clicked: 1 });
    const row = movedOf(open([person("a", { events })], { model: "infima" }), ALL)!.rows.find(
      ({ id }) => id === "phishing_failures",
    )!;
    expect([row.fresh, row.threats]).to.deep.equal([4, 1]);
  });

  it("is the number that the reasons of a change give, for random people", () => {
    const types = ["simulation_clicked", "simulation_submitted", "threat_clicked", "simulation_reported"];
    const people = fc.array(
      fc.array(
        fc.record({
          type: fc.constantFrom(...types, "threat_reported", "training_completed"),
          at: fc.integer({ min: ago(200), max: ago(-5) }),
          ref: fc.constantFrom("a", "b", "c", "1", undefined),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      { minLength: 1, maxLength: 5 },
    );
    const seed = 5;
    fc.assert(
      fc.property(people, (all) => {
        const made = open(
          all.map((events, i) =>
            person(`p${i}`, { events: [event("simulation_sent", 300), ...events] as EventRecord[] }),
          ),
          { model: "infima" },
        );
        const facts = new Map(doneBy(made, ALL, null).map(({ kind, count }) => [kind, count!]));
        const rows = new Map(movedOf(made, ALL)!.rows.map((row) => [row.id, row]));
        const { fresh, threats = 0 } = rows.get("phishing_failures")!;
        expect(fresh! - threats).to.equal(facts.get("simulation_failed") ?? 0);
        expect(threats).to.equal(facts.get("threat_clicked") ?? 0);
        expect(rows.get("threats_reported")!.fresh).to.equal(facts.get("threat_reported") ?? 0);
        expect(rows.get("simulations_reported")!.fresh).to.equal(facts.get("simulation_reported") ?? 0);
        expect(rows.get("training")!.fresh).to.equal(facts.get("training_completed") ?? 0);
      }),
      { seed, numRuns: 200 },
    );
  });

  it("a breach came in when it happened, not when the score of whoever it is about did", () => {
    const scored = { measures: { security_iq: 60, phish_risk: 50, badge_score: 40 } };
    const since = (value: number): object[] => [{ at: ago(10), value }];
    const joined = person("b", {
      measures: { security_iq: since(60), phish_risk: since(50) },
      breaches: [{ at: ago(200) }, { at: ago(20) }],
    } as Partial<PersonRecord>);
    const made = open([person("a", scored), joined], { model: "caniphish" });
    expect(doneBy(made, ALL, null)).to.deep.equal([{ kind: "breach", count: 1 }]);
    expect(movedOf(made, ALL)!.rows.find(({ id }) => id === "breach_exposure")!.fresh).to.equal(1);
  });

  it("the client audience is told of fewer than five that there are some", () => {
    const few = { events: [event("quiz_passed", 1)] };
    const people = [...crowd(20), ...[1, 2, 3, 4, 5].map((n) => person(`p${n}`, few))];
    expect(done(people)).to.deep.equal({ quiz_passed: 5 });
    expect(done(people, { audience: "client" })).to.deep.equal({ quiz_passed: 5 });
    expect(done(people.slice(0, -1), { audience: "client" })).to.deep.equal({ quiz_passed: "under 5" });
    expect(done(people, { audience: "client", tenant: { min_cell: 6 } })).to.deep.equal({ quiz_passed: "under 6" });
    expect(done(people.slice(-9), { audience: "client" }), "too few people").to.deep.equal({});
  });

  it("is the same for one group whichever was asked for before it", () => {
    const few = { events: [event("quiz_passed", 1)] };
    const people = ["it", "hr"].flatMap((department) => [
      ...crowd(10).map((one) => ({ ...one, id: `${department} ${one.id}`, department })),
      ...[1, 2, 3, 4, 5, 6].map((n) => person(`${department} ${n}`, { ...few, department })),
    ]);
    for (const audience of ["client", "internal"] as const) {
      const book = open(people, { audience });
      const of = (ref: SubjectRef, within: string | null = null) => doneBy(book, ref, within).map(({ count }) => count);
      const it_ = of({ kind: "department", id: "it" }, "c");
      expect([it_, of(ALL), of({ kind: "department", id: "hr" }, "c")]).to.deep.equal([[6], [12], [6]]);
    }
  });

  it("is told of each group, to either audience, as far as its people are enough", () => {
    const of = (n: number, where: Partial<PersonRecord>, name: string): PersonRecord[] =>
      Array.from({ length: n }, (_, i) =>
        person(`${name} ${i}`, { ...where, events: [event("simulation_opened", 200), event("quiz_passed", 1)] }),
      );
    const all = [
      ...of(12, { department: "a" }, "a"),
      ...of(11, { department: "b", role: "hr" }, "b"),
      ...of(13, {}, "n"),
    ];
    for (const audience of ["internal", "client"] as const) {
      const book = open(all, { audience });
      const count = (kind: SubjectRef["kind"], id: string, within: string | null): unknown =>
        doneBy(book, { kind, id }, within).map((one) => one.count);
      // The same book answers for another group from what it worked out for the first.
      expect([count("client", "c", null), count("department", "a", "c"), count("department", "b", "c")]).to.deep.equal([
        [36],
        [12],
        [11],
      ]);
      expect(count("role", "hr", "c")).to.deep.equal([11]);
      expect(count("book", "", null)).to.deep.equal([36]);
      expect(count("department", "none", "c")).to.deep.equal([]);
    }
    const few = open([...all, ...of(3, { department: "d" }, "d")], { audience: "client" });
    expect(doneBy(few, { kind: "department", id: "d" }, "c"), "withheld").to.deep.equal([]);
  });
});

describe("a client's people who are in no department", () => {
  const someone = (id: string, fields: Partial<PersonRecord> = {}): PersonRecord =>
    person(id, { events: [event("simulation_clicked", 120), event("simulation_submitted", 1)], ...fields });
  const of = (people: readonly PersonRecord[], more: object = {}) => {
    const book = open(people, {}, more);
    return restOf(book, book.subject(ALL)!);
  };

  it("are a group of their own, with its own numbers", () => {
    const loose = [someone("a"), someone("b", { events: [event("simulation_opened", 1)] }), person("c")];
    const rest = of([someone("d", { department: "x" }), ...loose])!;
    const group = scoreClient({ people: loose }, { model: "phishr", asOf: NOW });
    expect([rest.kind, rest.id, rest.name, rest.people, rest.scored]).to.deep.equal(["department", "", "", 3, 2]);
    expect([rest.score, rest.change, rest.trend]).to.deep.equal([group.score, group.change, group.trend]);
    expect(rest.issues).to.deep.equal([]);
  });

  it("are none where everybody is in one, and where a number came as such", () => {
    expect(of([someone("d", { department: "x" })])).to.equal(null);
    expect(of([someone("a"), { id: "s", employee_id: "s", score: 0.5, signals: {} } as PersonRecord])).to.equal(null);
    expect(of([someone("a")], { client_id: "c", average_score: 0.5 })).to.equal(null);
  });
});

describe("disputed events", () => {
  const events = [event("simulation_clicked", 1, { disputed: true }), event("simulation_clicked", 2)];
  const people = [person("a", { events, department: "x" }), person("b", { events }), person("c")];

  it("are counted, of all of a group's people", () => {
    const book = open(people);
    expect(disputedOf(book, ALL, null)).to.equal(2);
    expect(disputedOf(book, { kind: "department", id: "x" }, "c")).to.equal(1);
    expect(disputedOf(book, { kind: "department", id: "y" }, "c")).to.equal(0);
  });

  it("are not told the client audience", () => {
    expect(disputedOf(open(people, { audience: "client" }), ALL, null)).to.equal(0);
  });
});

describe("what to do next", () => {
  const next = (people: readonly PersonRecord[], options: Partial<ViewOptions> = {}, ref = ALL, targets = {}) => {
    const steps = nextSteps(open(people, options), ref, null, targets);
    let yields = -1;
    let step: IteratorResult<void, Next | null>;
    do {
      yields++;
      step = steps.next();
    } while (!step.done);
    return { next: step.value, yields };
  };
  const high = person("high", { events: [event("simulation_submitted", 0), event("simulation_clicked", 1)] });
  const medium = person("medium", { events: [event("simulation_clicked", 0)] });
  const low = person("low", { events: [event("simulation_opened", 0)] });
  const people = [low, medium, person("nobody"), high];
  /** The roll-up once these have these events too. */
  const after = (who: readonly PersonRecord[], types: readonly string[]): ClientScore =>
    scoreClient(
      {
        people: people.map((one) =>
          who.includes(one) ? { ...one, events: [...one.events!, ...types.map((type) => event(type, 0))] } : one,
        ),
      },
      { model: "phishr", asOf: NOW },
    );

  it("is done by the people of the two riskiest bands that have any, measured on the roll-up", () => {
    const { next: found } = next(people);
    const now = after([], []).score!;
    expect(found!.steps.map(({ id, people: n, bands }) => [id, n, bands])).to.deep.equal([
      ["training_completed", 2, ["high", "medium"]],
      ["simulation_reported", 2, ["high", "medium"]],
    ]);
    found!.steps.forEach(({ id, effect }) => {
      expect(effect).to.be.closeTo(after([high, medium], [id]).score! - now, 1e-9);
      expect(effect).to.be.below(0);
    });
    const together = after([high, medium], ["training_completed", "simulation_reported"]);
    expect(found!.together!.score).to.be.closeTo(together.score!, 1e-9);
    expect(found!.together!.effect).to.be.closeTo(together.score! - now, 1e-9);
    expect([found!.together!.published, found!.together!.band]).to.deep.equal([together.published, "low"]);
  });

  it("is said of the bands of those whom it helps, not of everybody's", () => {
    // So far beyond the end of the scale that one training leaves her there.
    const sealed = person("sealed", {
      events: Array.from({ length: 9 }, (_, i) => event("simulation_submitted", 0, { id: `s${i}` })),
    });
    const { next: found } = next([sealed, medium, low]);
    expect(found!.steps.map(({ people: n, bands }) => [n, bands])).to.deep.equal([
      [1, ["medium"]],
      [1, ["medium"]],
    ]);
  });

  it("passes over a band that nobody is in", () => {
    const { next: found } = next([high, low]);
    expect(found!.steps[0]!.bands).to.deep.equal(["high", "low"]);
    expect(found!.steps[0]!.people).to.equal(2);
  });

  it("lets the page answer between people", () => {
    // Once for each whose actions are tried, and for each for whom all of them are.
    expect(next(people).yields).to.equal(4);
  });

  it("leaves out what lowers nothing, and says nothing of all together where there is only one", () => {
    const sealed = defineModel({
      id: "phishr",
      parameters: { weights: { simulation_reported: 0 } },
    });
    const { next: found, yields } = next([high], { model: sealed });
    expect(found!.steps.map(({ id }) => id)).to.deep.equal(["training_completed"]);
    expect(found!.together).to.equal(null);
    expect(yields).to.equal(1);
    expect(next([low, person("zero", { events: [event("training_completed", 0)] })]).next!.steps[0]!.people).to.equal(
      1,
    );
  });

  it("leaves out what lowers somebody and raises the client: beside whom it weighs less, others weigh more", () => {
    const breaches = [{ at: ago(10), severity: "high" as const, password_exposed: true }];
    const worst = person("worst", { measures: { phish_risk: 85 } });
    const best = person("best", { measures: { phish_risk: 2 }, breaches });
    const told = { ...best, breaches: [{ ...breaches[0]!, notified: true }] };
    const scored = (people: PersonRecord[]) => scoreClient({ people }, { model: "caniphish", asOf: NOW });
    const [before, then] = [scored([worst, best]), scored([worst, told])];
    expect(then.people[1]!.score!).to.be.below(before.people[1]!.score!);
    expect(then.score!).to.be.above(before.score!);
    const offered = (people: PersonRecord[]) => next(people, { model: "caniphish" }).next!.steps.map(({ id }) => id);
    expect(offered([best])).to.include("breach_notified");
    expect(offered([worst, best])).to.not.include("breach_notified");
  });

  it("works through everybody, thousands of them too, and the effect is the engine's", () => {
    const many = Array.from({ length: 3000 }, (_, i) =>
      person(`p${i}`, { events: [event("simulation_submitted", 0), event("simulation_opened", (i % 400) + 1)] }),
    );
    const { next: found } = next(many);
    expect(found!.steps[0]!.people).to.equal(3000);
    expect(found!.only).to.equal(undefined);
    const now = scoreClient({ people: many }, { model: "phishr", asOf: NOW }).score!;
    const trained = many.map((one) => ({ ...one, events: [...one.events!, event("training_completed", 0)] }));
    const then = scoreClient({ people: trained }, { model: "phishr", asOf: NOW }).score!;
    expect(found!.steps[0]!.effect).to.be.closeTo(then - now, 1e-9);
  });

  it("of the very many works through those at most risk", () => {
    const many = Array.from({ length: MOST_PEOPLE + 5 }, (_, i) =>
      person(`p${i}`, { events: [event("simulation_submitted", 0), event("simulation_opened", i / 20 + 1)] }),
    );
    const { next: found } = next(many);
    expect(found!.steps[0]!.people).to.equal(MOST_PEOPLE);
    const now = scoreClient({ people: many }, { model: "phishr", asOf: NOW }).score!;
    const trained = many.map((one, i) =>
      i < MOST_PEOPLE ? { ...one, events: [...one.events!, event("training_completed", 0)] } : one,
    );
    const then = scoreClient({ people: trained }, { model: "phishr", asOf: NOW }).score!;
    expect(found!.steps[0]!.effect).to.be.closeTo(then - now, 1e-9);
  });

  it("of the very many of whom few are at risk works through all of those, and says nothing of others", () => {
    const many = Array.from({ length: MOST_PEOPLE + 1 }, (_, i) =>
      person(`p${i}`, { events: [event("simulation_opened", i ? 90 : 0)] }),
    );
    const { next: found } = next([...many, high, medium]);
    expect([found!.steps[0]!.people, found!.only]).to.deep.equal([2, undefined]);
  });

  it("has everybody do it at once where people are measured against each other, whole clients scored anew", () => {
    const group = Array.from({ length: 60 }, (_, i) =>
      person(`p${i}`, {
        department: i % 3 ? "a" : "b",
        measures: {
          phishing_simulation: [{ at: ago(40), value: i < 30 ? 90 : i }],
          threat_exposure: [{ at: ago(50), value: i < 40 ? 95 : 5 }],
          training: i < 30 ? 80 : 10,
          incidents: i < 20 ? 90 : 20,
        },
      }),
    );
    const targets = { training: 20, phishing_simulation: 25 };
    const steps = next(group, { model: "moxso" }, ALL, targets).next!.steps;
    const now = scoreClient({ people: group }, { model: "moxso", asOf: NOW });
    const worst = now.people.map(({ band }) => steps[0]!.bands.includes(band!));
    const then = (refs: readonly string[], who: (i: number) => boolean): number =>
      scoreClient(
        {
          people: group.map((one, i) =>
            who(i)
              ? {
                  ...one,
                  measures: {
                    ...one.measures,
                    ...Object.fromEntries(refs.map((id) => [id, [{ at: NOW, value: targets[id as "training"] }]])),
                  },
                }
              : one,
          ),
        },
        { model: "moxso", asOf: NOW },
      ).score!;
    const training = steps.find(({ ref }) => ref === "training")!;
    expect(training.people).to.be.lessThan(worst.filter(Boolean).length + 1);
    expect(training.people).to.be.greaterThan(20);
    // Whom it helps is whoever stands above the target.
    const helped = (i: number): boolean => worst[i]! && i < 30;
    expect(training.people).to.equal(group.filter((_, i) => helped(i)).length);
    expect(training.effect).to.be.closeTo(then(["training"], helped) - now.score!, 1e-9);
    // A department's people stand in the cohorts of their whole client.
    const part = next(group, { model: "moxso" }, { kind: "department", id: "b" }, targets).next!;
    expect(part.steps[0]!.effect).to.be.below(0);
    expect(part.steps[0]!.people).to.be.lessThan(21);
  });

  it("is not done by whom it does not help: who is better than the target stays so", () => {
    const measured = (id: string, training: number): PersonRecord =>
      person(id, { measures: { phishing_simulation: 90, threat_exposure: 90, training, incidents: 90 } });
    const group = [...Array.from({ length: 9 }, (_, i) => measured(`p${i}`, 80)), measured("best", 18)];
    const score = (trained: (one: PersonRecord) => boolean): number =>
      scoreClient(
        { people: group.map((one) => (trained(one) ? measured(one.id, 20) : one)) },
        { model: "moxso", asOf: NOW },
      ).score!;
    const [step] = next(group, { model: "moxso" }, ALL, { training: 20 }).next!.steps;
    expect(step!.people).to.equal(9);
    expect(step!.effect).to.be.closeTo(score(({ id }) => id !== "best") - score(() => false), 1e-9);
  });

  it("takes a training by its name for one person's, for a group as such", () => {
    const events = (ref: string): EventRecord[] => [
      event("training_assigned", 9, { ref }),
      event("simulation_clicked", 5, { ref: `s ${ref}` }),
    ];
    const { next: found } = next(
      [person("a", { events: [...events("one"), ...events("two")] }), person("b", { events: events("three") })],
      { model: "metacompliance" },
    );
    expect(found!.steps.map(({ id, ref, people: n }) => [id, ref, n])).to.deep.include([
      "training_completed",
      undefined,
      2,
    ]);
  });

  it("brings a measure to the target that is given, the same for all, and to no other", () => {
    const measured = (id: string, iq: number): PersonRecord =>
      person(id, { measures: { security_iq: iq, phish_risk: 90, badge_score: 10 } });
    const group = [measured("a", 5), measured("b", 10)];
    expect(next(group, { model: "caniphish" }).next!.steps).to.deep.equal([]);
    const { next: found } = next(group, { model: "caniphish" }, ALL, { security_iq: 90, phish_risk: 20 });
    expect(found!.steps.map(({ id, ref, target, people: n }) => [id, ref, target, n])).to.deep.equal([
      [found!.steps[0]!.id, "security_iq", 90, 2],
      [found!.steps[1]!.id, "phish_risk", 20, 2],
    ]);
    expect(found!.together!.effect).to.be.below(found!.steps[0]!.effect);
  });

  it("names three steps at most", () => {
    const signals = { phishing_simulation: 90, threat_exposure: 90, training: 90, incidents: 90, peer_benchmark: 90 };
    const targets = Object.fromEntries(Object.keys(signals).map((key) => [key, 0]));
    const { next: found } = next([person("a", { measures: signals })], { model: "moxso" }, ALL, targets);
    expect(found!.steps.map(({ ref }) => ref)).to.deep.equal(["phishing_simulation", "threat_exposure", "training"]);
    expect(found!.steps.map(({ effect }) => Math.round(effect))).to.deep.equal(
      [-27, -22, -18].map((n) => Math.round(n)),
    );
    expect(found!.together!.effect).to.be.closeTo(-0.75 * 90, 1e-9);
  });

  it("is nothing where different models score the people", () => {
    const clients = [
      { id: "c", people: [high] },
      { id: "d", people: [{ ...high, id: "other" }], model: "infima" },
    ];
    const of = (list: readonly object[]): unknown => {
      const book = bookOf(readData({ clients: list }).book, { ...PLAIN, asOf: NOW });
      let step: IteratorResult<void, Next | null>;
      const steps = nextSteps(book, { kind: "department", id: "x" }, null, {});
      do step = steps.next();
      while (!step.done);
      return step.value;
    };
    const inX = clients.map((one) => ({ ...one, people: one.people.map((who) => ({ ...who, department: "x" })) }));
    expect(of(inX)).to.equal(null);
    expect(of(inX.slice(0, 1))).to.have.property("steps");
    // Whom no model scores stands in nobody's way.
    const refused = { ...inX[0]!, id: "e", model: "nonsense" };
    expect(of([inX[1]!, refused]))
      .to.have.property("steps")
      .with.length.above(0);
  });

  it("is nothing for a person, for nobody, without a score and where the number was supplied", () => {
    expect(next(people, {}, { kind: "person", id: "high" }).next).to.equal(null);
    expect(next(people, {}, { kind: "client", id: "other" }).next).to.equal(null);
    expect(next([person("nobody")]).next).to.equal(null);
    const steps = nextSteps(open([high], {}, { client_id: "c", average_score: 50 }), ALL, null, {});
    expect(steps.next()).to.deep.equal({ done: true, value: null });
  });

  it("says of how many it worked through those at most risk", () => {
    const many = (n: number): PersonRecord[] =>
      Array.from({ length: n }, (_, i) => person(`p${i}`, { events: [event("simulation_submitted", 0)] }));
    const most = MOST_PEOPLE;
    expect(next(many(most + 5)).next!.only).to.deep.equal({ people: most, total: most + 5 });
    expect(next(many(most)).next!.only).to.equal(undefined);
    // Whom it leaves out could be told from the counts of those that it does not.
    const client = (n: number): Next => next(many(n), { audience: "client" }).next!;
    expect(client(most + 5).only).to.deep.equal({ people: most, total: null });
    expect(client(most).only).to.equal(undefined);
  });

  it("tells the client audience nothing of few people, and no number that counts could be taken off", () => {
    const options: Partial<ViewOptions> = { audience: "client" };
    const group = (n: number): PersonRecord[] => [
      ...crowd(20),
      { ...medium, id: "m" },
      ...Array.from({ length: n - 1 }, (_, i) => ({ ...high, id: `h${i}` })),
    ];
    const bandsOf = (people: readonly PersonRecord[]): readonly string[] => {
      const { steps } = next(people, options).next!;
      expect(steps.map(({ people: n }) => n)).to.deep.equal([null, null]);
      return steps[0]!.bands;
    };
    const highs = Array.from({ length: 10 }, (_, i) => ({ ...high, id: `h${i}` }));
    expect(bandsOf([...crowd(20), ...highs])).to.deep.equal(["high"]);
    // The one in between is "under 5", and so its neighbour is not told exactly either.
    expect(bandsOf(group(5))).to.deep.equal(["high", "medium", "low"]);
    expect(bandsOf(group(11))).to.deep.equal(["high", "medium", "low"]);
    expect(next(group(4)).next!.steps).to.have.length(2);
    const few = [...crowd(9), { ...medium, id: "m" }];
    expect(next(few, options).next, "none of the counts told comes to ten").to.deep.equal({
      steps: [],
      few: true,
      together: null,
    });
    // Of those told of, only a few have anything to gain: that would be theirs.
    const idle = Array.from({ length: 12 }, (_, i) =>
      person(`zero ${i}`, { events: [event("training_completed", 0)] }),
    );
    expect(next([...idle, { ...low, id: "l" }], options).next).to.deep.equal({ steps: [], few: true, together: null });
    expect(next(idle, options).next!.few).to.equal(undefined);
    expect(next(group(9), { ...options, tenant: { min_group: 40 } }).next, "withheld").to.equal(null);
  });

  it("lowers risk where low is risky, too", () => {
    const upside = defineModel({
      id: "upside",
      kind: "event-decay",
      scale: [0, 1],
      direction: "lower-is-riskier",
      precision: 2,
      bands: [
        { id: "bad", from: 0 },
        { id: "fair", from: 0.4 },
        { id: "good", from: 0.7 },
      ],
      parameters: { weights: { training_completed: 0.4, quiz_passed: 0.2 }, decay: 0.95 },
    });
    const some = (id: string, n: number): PersonRecord =>
      person(id, { events: Array.from({ length: n }, () => event("quiz_passed", 0)) });
    const { next: found } = next([some("a", 1), some("b", 3), some("c", 4)], { model: upside });
    for (const { effect, bands, people: n } of found!.steps) {
      expect(effect).to.be.above(0);
      expect([bands, n]).to.deep.equal([["bad", "fair"], 2]);
    }
    const effects = found!.steps.map(({ effect }) => effect);
    expect(effects).to.deep.equal([...effects].sort((a, b) => b - a));
  });
});

describe("moves over the window", () => {
  const clicked = (days: number): PersonRecord["events"] => [event("simulation_clicked", days)];
  const people = [
    person("up", { events: [event("simulation_opened", 100), event("simulation_submitted", 0)] }),
    person("up too", { events: [event("simulation_opened", 100), event("simulation_submitted", 0)] }),
    person("down", { events: [event("simulation_submitted", 90)] }),
    person("same", { events: [event("simulation_opened", 90)] }),
    person("new", { events: clicked(0) }),
    person("nobody"),
  ];

  it("go from band to band, and from no score to one", () => {
    expect(transitionsOf(open(people), ALL)).to.deep.equal([
      { from: "low", to: "high", count: 2 },
      { from: "high", to: "low", count: 1 },
      { from: "low", to: "low", count: 1 },
      { from: null, to: "medium", count: 1 },
      { from: null, to: null, count: 1 },
    ]);
  });

  it("of nobody, of who is not there and of supplied numbers are not known", () => {
    expect(transitionsOf(open([]), ALL)).to.equal(null);
    expect(transitionsOf(open(people), { kind: "client", id: "other" })).to.equal(null);
    const some = open([...people, { id: "s", employee_id: "s", score: 0.5, signals: {} } as PersonRecord]);
    expect(transitionsOf(some, ALL)).to.equal(null);
  });

  it("are not told the client audience of fewer than ten who had a score before", () => {
    const of = (n: number): unknown => {
      const before = Array.from({ length: n }, (_, i) => ({ ...people[3]!, id: `before ${i}` }));
      const since = Array.from({ length: 12 }, (_, i) => ({ ...people[4]!, id: `since ${i}` }));
      const book = open([...before, ...since], { audience: "client" });
      expect(book.subject(ALL)!.withheld).to.equal(false);
      return transitionsOf(book, ALL)?.map(({ move, count }) => [move, count]);
    };
    expect(of(9)).to.equal(undefined);
    expect(of(10)).to.deep.equal([
      ["up", 0],
      ["down", 0],
      ["same", 10],
    ]);
  });

  for (const turned of [false, true]) {
    it(`are up, down and the same for the client audience${turned ? ", where low is risky" : ""}`, () => {
      const model = defineModel({
        id: "own",
        kind: "event-decay",
        scale: [0, 1],
        direction: turned ? "lower-is-riskier" : "higher-is-riskier",
        precision: 2,
        bands: [
          { id: "one", from: 0 },
          { id: "two", from: 0.4 },
          { id: "three", from: 0.7 },
        ],
        parameters: {
          weights: { simulation_opened: 0.2, simulation_clicked: 0.5, simulation_submitted: 0.7 },
          decay: 0.95,
        },
      });
      const of = (n: number, from: number): PersonRecord[] =>
        Array.from({ length: n }, (_, i) => ({ ...people[from]!, id: `${from} ${i}` }));
      const book = open([...of(7, 0), ...of(6, 2), ...of(5, 3), ...of(8, 4)], { model, audience: "client" });
      const moves = transitionsOf(book, ALL)!.map(({ from, to, move, count }) => [from, to, move, count]);
      expect(moves).to.deep.equal([
        [null, null, "up", turned ? 6 : 7],
        [null, null, "down", turned ? 7 : 6],
        [null, null, "same", 5],
      ]);
    });
  }
});
