import { expect } from "@open-wc/testing";
import { scoreClient, scorePerson, type PersonRecord } from "../../src/engine/index.js";
import { ago, deepFreeze, event, NOW } from "./support.js";

const MODELS = ["phishr", "caniphish", "moxso", "metacompliance", "infima"];

describe("inputs are only read", () => {
  const record = (): PersonRecord => ({
    id: "a",
    department: "x",
    role: "admin",
    business_impact: "high",
    events: [
      event("quiz_failed", 1, { ref: "q" }),
      event("simulation_clicked", 3, { ref: "s" }),
      event("training_assigned", 2, { ref: "t" }),
    ],
    measures: {
      security_iq: 40,
      phish_risk: [
        { at: ago(1), value: 5 },
        { at: ago(9), value: 8 },
      ],
      training: 50,
      phishing_simulation: 20,
    },
    breaches: [{ at: ago(5) }, { at: ago(50), severity: "high" }],
  });

  for (const model of MODELS) {
    it(`${model}: frozen`, () => {
      const options = deepFreeze({ model, asOf: NOW, tenant: {}, cohort: [record(), { id: "b" }] });
      const frozen = deepFreeze(record());
      expect(scorePerson(frozen, options)).to.deep.equal(scorePerson(record(), options));
      expect(() => scoreClient(deepFreeze({ people: [record()] }), { model, asOf: NOW })).not.to.throw();
    });

    it(`${model}: reactive proxies`, () => {
      const reactive = <T extends object>(target: T): T =>
        new Proxy(target, {
          get(from, key, self): unknown {
            const value: unknown = Reflect.get(from, key, self);
            return typeof value === "object" && value !== null ? reactive(value) : value;
          },
          set: () => {
            throw new Error("written to");
          },
        });
      const people = [record(), { id: "b" }];
      expect(scoreClient(reactive({ people }), { model, asOf: NOW })).to.deep.equal(
        scoreClient({ people }, { model, asOf: NOW }),
      );
      expect(scorePerson(reactive(record()), { model, asOf: NOW, cohort: reactive(people) }).id).to.equal("a");
    });

    it(`${model}: twice the same`, () => {
      const options = { model, asOf: NOW };
      expect(scorePerson(record(), options)).to.deep.equal(scorePerson(record(), options));
    });
  }

  it("results share nothing that one could change for another", () => {
    const options = { model: "phishr", asOf: NOW };
    const one = scorePerson({ id: "a" }, options);
    one.contributions.push({ id: "x", points: 1 });
    one.issues.push({ path: "x", message: "x" });
    expect(scorePerson({ id: "a" }, options)).to.deep.include({ contributions: [], issues: [] });
  });
});

describe("a hundred thousand events of one person", () => {
  const types = [
    "simulation_sent",
    "simulation_clicked",
    "simulation_reported",
    "training_assigned",
    "training_completed",
    "quiz_failed",
    "quiz_passed",
    "threat_clicked",
  ];
  for (const model of MODELS) {
    it(`${model}: newest first, with ids, a shared ref, refs of their own or none`, () => {
      const events = Array.from({ length: 100_000 }, (_, i) =>
        event(types[i % types.length]!, i / 400, { id: `e${i}`, ref: [undefined, "one", `r${i}`][i % 3] }),
      );
      const result = scorePerson(
        { id: "a", events, measures: { security_iq: 5, phish_risk: 5 } },
        { model, asOf: NOW },
      );
      expect(result.issues).to.deep.equal([]);
      if (result.score !== null) expect(result.score).to.be.within(0, 100);
    });
  }
});
