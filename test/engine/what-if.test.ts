import { expect } from "@open-wc/testing";
import fc from "fast-check";
import { scoreClient, scorePerson, whatIf, whatIfClient, type PersonRecord } from "../../src/engine/index.js";
import { AS_OF, client, DAY, event, MODELS, person, property } from "./random-people.js";

describe("what if the evidence were different", () => {
  for (const model of MODELS) {
    property(
      `${model}: no change is no difference, and the record is left alone`,
      person,
      (record) => {
        const before = JSON.stringify(record);
        expect(whatIf(record, {}, { model, asOf: AS_OF }).score).to.equal(
          scorePerson(record, { model, asOf: AS_OF }).score,
        );
        whatIf(
          record,
          { add: [{ type: "simulation_clicked", at: AS_OF }], notify: [0], remove: ["a"] },
          { model, asOf: AS_OF },
        );
        expect(JSON.stringify(record)).to.equal(before);
      },
      300,
    );
  }

  property(
    "added events count as if the record had them",
    fc.tuple(person, fc.array(event, { maxLength: 3 })),
    ([record, add]) => {
      const written = { ...record, events: [...(record.events ?? []), ...add] };
      for (const model of MODELS) {
        const { score, contributions } = whatIf(record, { add }, { model, asOf: AS_OF });
        expect([score, contributions]).to.deep.equal(
          (({ score, contributions }) => [score, contributions])(scorePerson(written, { model, asOf: AS_OF })),
        );
      }
    },
    300,
  );

  const base: PersonRecord = {
    id: "ada",
    role: "standard",
    events: [
      { id: "e1", type: "simulation_clicked", at: AS_OF - 10 * DAY, ref: "s1" },
      { id: "e2", type: "simulation_submitted", at: AS_OF - 5 * DAY, ref: "s2" },
    ],
    measures: { security_iq: 60, phish_risk: 40 },
    breaches: [{ id: "b1", at: AS_OF - 100 * DAY, notified: false }],
  };
  const at = { asOf: AS_OF };

  it("phishr, by hand: one training today takes 0.4 off", () => {
    const without = scorePerson(base, { model: "phishr", ...at }).score!;
    const { score } = whatIf(base, { add: [{ type: "training_completed", at: AS_OF }] }, { model: "phishr", ...at });
    expect(score).to.be.closeTo(without - 0.4, 1e-12);
  });

  it("caniphish, by hand: notified of the breach, 50 points at 15 of 85 per cent", () => {
    const without = scorePerson(base, { model: "caniphish", ...at }).score!;
    expect(whatIf(base, { notify: [0] }, { model: "caniphish", ...at }).score).to.be.closeTo(
      without - (50 * 15) / 85,
      1e-9,
    );
    expect(whatIf(base, { measures: { security_iq: 80 } }, { model: "caniphish", ...at }).score).to.be.closeTo(
      without - (20 * 35) / 85,
      1e-9,
    );
  });

  it("moxso, by hand: remeasured today, it no longer decays", () => {
    const record = {
      id: "ada",
      cohort_mean: 20,
      measures: { phishing_simulation: 80, threat_exposure: [{ at: AS_OF - 90 * DAY, value: 80 }] },
    };
    expect(scorePerson(record, { model: "moxso", ...at }).score).to.be.closeTo(50, 1e-9);
    const changes = { measures: { threat_exposure: [{ at: AS_OF, value: 80 }] } };
    expect(whatIf(record, changes, { model: "moxso", ...at }).score).to.be.closeTo(80, 1e-9);
  });

  it("metacompliance, by hand: the outstanding course done", () => {
    const record = {
      id: "ada",
      events: [
        { type: "training_assigned", at: AS_OF - DAY, ref: "a" },
        { type: "quiz_passed", at: AS_OF - DAY, ref: "q" },
      ],
    };
    expect(scorePerson(record, { model: "metacompliance", ...at }).score).to.be.closeTo(34 / 0.67, 1e-9);
    expect(
      whatIf(record, { add: [{ type: "training_completed", at: AS_OF, ref: "a" }] }, { model: "metacompliance", ...at })
        .score,
    ).to.equal(0);
  });

  it("infima, by hand: another role multiplies the sum", () => {
    const record = { id: "ada", events: [{ type: "simulation_clicked", at: AS_OF, ref: "s" }] };
    const { score } = whatIf(record, { set: { role: "admin" } }, { model: "infima", ...at });
    expect(score).to.be.closeTo(100 * (1 - Math.exp((-1.5 * 32) / 60)), 1e-9);
  });

  it("takes events and breaches out by id, and nothing that has none", () => {
    const options = { model: "infima", ...at };
    const rows = (record: PersonRecord, remove: string[]) => whatIf(record, { remove }, options).contributions;
    const points = (list: ReturnType<typeof rows>, id: string) => list.find((row) => row.id === id)!.points;
    expect(points(rows(base, ["e1", "e2"]), "phishing_failures")).to.equal(0);
    expect(points(rows(base, ["b1"]), "breach_exposure")).to.equal(0);
    const nameless = { ...base, events: base.events!.map(({ id: _, ...rest }) => rest) };
    expect(points(rows(nameless, [""]), "phishing_failures")).to.be.greaterThan(0);
  });

  it("takes a number for the id that scoring takes it for", () => {
    const numbered = { ...base, id: 7, events: base.events!.map((one, i) => ({ ...one, id: i })) } as never;
    const options = { model: "phishr", ...at };
    const none = whatIf(numbered, { remove: ["0", "1"] }, options);
    expect(none.score).to.equal(null);
    expect(whatIf(numbered, { remove: [0, 1] as never }, options).score).to.equal(null);
    expect(whatIfClient({ people: [numbered] }, "7", { remove: ["0", "1"] }, options).score).to.equal(null);
    const nobody = { ...base, id: undefined } as never;
    expect(whatIfClient({ people: [nobody] }, "", { set: { events: [] } }, options).scored).to.equal(1);
  });

  it("counts nothing that is added later than the date", () => {
    const add = [{ type: "training_completed", at: AS_OF + 1 }];
    expect(whatIf(base, { add }, { model: "phishr", ...at }).score).to.equal(
      scorePerson(base, { model: "phishr", ...at }).score,
    );
  });

  it("adds breaches, which have no type", () => {
    const { contributions } = whatIf(base, { add: [{ at: AS_OF, severity: "critical" }] }, { model: "infima", ...at });
    expect(contributions.find(({ id }) => id === "breach_exposure")!.count).to.equal(2);
  });

  it("never changes whose record it is", () => {
    expect(whatIf(base, { set: { id: "bob" } as never }, { model: "phishr", ...at }).id).to.equal("ada");
  });

  describe("of a client", () => {
    property(
      "rolls up as if one record were different",
      client(5),
      (record) => {
        const changes = {
          add: [{ type: "simulation_submitted", at: AS_OF }],
          measures: { security_iq: 10, training: 90 },
        };
        for (const model of MODELS) {
          const options = { model, asOf: AS_OF };
          const people = record.people.map((one, i) =>
            i
              ? one
              : {
                  ...one,
                  events: [...(one.events ?? []), ...changes.add],
                  measures: { ...one.measures, ...changes.measures },
                },
          );
          expect(whatIfClient(record, "p0", changes, options).score).to.equal(scoreClient({ people }, options).score);
        }
      },
      200,
    );

    it("is the client as it was where nobody has the id", () => {
      const record = { id: "c", people: [base] };
      const options = { model: "phishr", ...at };
      expect(whatIfClient(record, "nobody", { set: { events: [] } }, options)).to.deep.equal(
        scoreClient(record, options),
      );
    });
  });

  describe("with bad input", () => {
    it("takes changes that are none as no change", () => {
      for (const changes of [null, undefined, 7, { add: 1, remove: "a", notify: {}, measures: 3, set: null }]) {
        expect(whatIf(base, changes as never, { model: "phishr", ...at }).score).to.equal(
          scorePerson(base, { model: "phishr", ...at }).score,
        );
      }
    });

    it("lists what of the changes cannot be used, and counts the rest", () => {
      const { issues, score } = whatIf(
        base,
        { add: [{ type: "nonsense", at: AS_OF }, null] as never },
        { model: "phishr", ...at },
      );
      expect(issues.map(({ path }) => path)).to.deep.equal(["events[2].type"]);
      expect(score).to.equal(scorePerson(base, { model: "phishr", ...at }).score);
    });

    it("takes a record that is none as an empty one", () => {
      expect(
        whatIf(null as never, { add: [{ type: "simulation_clicked", at: AS_OF }] }, { model: "phishr", ...at }).score,
      ).to.equal(0.5);
    });
  });
});
