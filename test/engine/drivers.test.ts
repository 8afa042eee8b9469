import { expect } from "@open-wc/testing";
import { drivers, explainChange, scoreClient, type PersonRecord } from "../../src/engine/index.js";
import { AS_OF, client, DAY, MODELS, property, sum } from "./random-people.js";

describe("what drives a client's score", () => {
  for (const model of MODELS) {
    property(
      `${model}: people, departments and signals each sum to the score`,
      client(6),
      (record) => {
        const { score, people, departments, signals } = drivers(record, { model, asOf: AS_OF });
        const scored = scoreClient(record, { model, asOf: AS_OF });
        expect(score).to.equal(scored.score);
        if (score === null) {
          expect([people, departments, signals]).to.deep.equal([[], [], []]);
          return;
        }
        for (const list of [people, departments, signals]) {
          expect(sum(list.map(({ share }) => share))).to.be.closeTo(score, 1e-9);
        }
        expect(people.length).to.equal(scored.scored);
        expect(sum(departments.map((group) => group.people))).to.equal(record.people.length);
      },
      300,
    );
  }

  it("by hand: caniphish counts 80 and 20 as 1.6 and 0.4", () => {
    const one = (id: string, department: string, risk: number) => ({
      id,
      department,
      measures: { security_iq: 100 - risk, phish_risk: risk, badge_score: 100 - risk },
      breaches: [],
    });
    const tenant = { dark_web_monitoring: false };
    // 85 parts of 100 are the person's own, 15 are 50 flat: 80 scores 75.5, 20 scores 24.5; the mean is 50.
    const { score, people, departments, signals } = drivers(
      { id: "c", people: [one("a", "it", 80), one("b", "hr", 20)], tenant },
      { model: "caniphish", asOf: AS_OF },
    );
    expect(score).to.be.closeTo((75.5 ** 2 + 24.5 ** 2) / 100, 1e-9);
    expect(people[0]!.share).to.be.closeTo(75.5 ** 2 / 100, 1e-9);
    expect(departments[1]).to.include({ id: "hr", people: 1 });
    expect(departments[1]!.share).to.be.closeTo(24.5 ** 2 / 100, 1e-9);
    // Weights 0.755 and 0.245: security IQ is 0.35 · (0.755 · 80 + 0.245 · 20).
    expect(signals.find(({ id }) => id === "security_iq")!.share).to.be.closeTo(0.35 * (0.755 * 80 + 0.245 * 20), 1e-9);
  });

  it("leaves out people without a score, and keeps them in the head count of their department", () => {
    const people = [
      { id: "a", department: "it", events: [{ type: "simulation_clicked", at: AS_OF - DAY }] },
      { id: "b", department: "it" },
    ];
    const found = drivers({ people }, { model: "phishr", asOf: AS_OF });
    expect(found.people.map(({ id }) => id)).to.deep.equal(["a"]);
    expect(found.departments).to.deep.equal([{ id: "it", share: found.score, people: 2 }]);
  });

  it("a department that is no text is none, as in the people's scores", () => {
    const people = [{ name: "it" }, ["it"], Infinity, JSON.parse('{"toString":1,"valueOf":1}'), null, 7].map(
      (department, i) => ({ id: `${i}`, department, events: [{ type: "simulation_clicked", at: AS_OF - DAY }] }),
    ) as PersonRecord[];
    const groups = [
      { id: "", people: 5 },
      { id: "7", people: 1 },
    ];
    const heads = (list: ReadonlyArray<{ id: string; people: number }>) =>
      list.map(({ id, people }) => ({ id, people }));
    expect(heads(drivers({ people }, { model: "phishr", asOf: AS_OF }).departments)).to.deep.equal(groups);
    const change = explainChange({ id: "c", people }, { model: "phishr", from: AS_OF - DAY, to: AS_OF });
    expect(heads(change.departments)).to.deep.equal(groups);
  });

  it("takes records that are none, and refuses what scoreClient refuses", () => {
    expect(drivers({ people: [null, 7] as never }, { model: "infima", asOf: AS_OF }).score).to.equal(null);
    expect(drivers(null as never, { model: "infima", asOf: AS_OF }).score).to.equal(null);
    expect(drivers({ people: null as never }, { model: "infima", asOf: AS_OF }).people).to.deep.equal([]);
    expect(() => drivers({ people: [] }, { model: "phishr", asOf: "now" })).to.throw(RangeError, /asOf/);
  });
});
