import { expect } from "@open-wc/testing";
import { getModel, models, scorePerson, type ModelId } from "../../src/engine/index.js";
import { NOW, refused } from "./support.js";

const IDS: ModelId[] = ["phishr", "caniphish", "moxso", "metacompliance", "infima"];

describe("models", () => {
  it("are a list, and each under its id", () => {
    expect(models.map((model) => model.id)).to.deep.equal(IDS);
    expect([...models]).to.have.length(5);
    expect(Object.values(models)).to.have.length(5);
    for (const id of IDS) {
      expect(models[id].id).to.equal(id);
      expect(getModel(id)).to.equal(models[id]);
    }
  });

  it("have no hidden ones under prototype names", () => {
    for (const id of ["constructor", "__proto__", "map", "length", "0", "toString"])
      refused(() => getModel(id), "phishr");
  });

  for (const model of models) {
    it(`${model.id} says what it is`, () => {
      expect(model.name).to.match(/^[A-Z]/);
      expect(model.source).to.match(/^[A-Z].{10}/);
      expect(model.direction).to.equal("higher-is-riskier");
      expect(model.scale[0]).to.equal(0);
      expect(model.precision).to.equal(model.id === "phishr" ? 2 : 0);
      const from = model.bands.map((band) => band.from);
      expect(from).to.deep.equal([...from].sort((a, b) => a - b));
      expect(from[0]).to.equal(0);
      expect(new Set(model.rows).size).to.equal(model.rows.length);
      expect(model.adjusted).to.equal(undefined);
    });

    it(`${model.id} is data: its definition survives JSON`, () => {
      expect(JSON.parse(JSON.stringify(model.definition))).to.deep.equal(model.definition);
    });

    it(`${model.id} produces no row that it does not list`, () => {
      const person = {
        id: "a",
        role: "finance",
        business_impact: "high",
        cohort_mean: 40,
        events: [
          "simulation_opened",
          "simulation_clicked",
          "simulation_submitted",
          "simulation_reported",
          "threat_clicked",
          "threat_reported",
          "training_assigned",
          "training_completed",
          "quiz_failed",
        ].map((type, i) => ({ type, at: NOW - i, ref: `r${i}` })),
        measures: {
          security_iq: 50,
          phish_risk: 50,
          badge_score: 50,
          phishing_simulation: 50,
          threat_exposure: 50,
          training: 50,
          incidents: 50,
          peer_benchmark: 50,
        },
        breaches: [{ at: NOW - 1 }],
      };
      const { contributions, issues } = scorePerson(person, { model: model.id, asOf: NOW });
      expect(issues).to.deep.equal([]);
      expect(contributions.map((row) => row.id)).to.deep.equal([...model.rows]);
    });
  }
});

describe("an unknown model", () => {
  for (const model of ["", "Phishr", "phishr ", "acme", "../phishr"]) {
    it(`${JSON.stringify(model)} is refused by name, with those there are`, () => {
      refused(() => getModel(model), "model", JSON.stringify(model), ...IDS);
      refused(() => scorePerson({ id: "a" }, { model, asOf: NOW }), ...IDS);
    });
  }

  for (const model of [undefined, null, 5, {}, [], { id: "phishr" }, () => 0]) {
    it(`${typeof model} ${JSON.stringify(model) ?? ""} is refused too`, () => {
      refused(() => getModel(model as unknown as string), "model", "phishr");
    });
  }
});

describe("tenant settings", () => {
  it("are those of the model that uses them, others are not looked at", () => {
    const tenant = { score_decay_days: 5, period_years: 2, min_group: 3, nonsense: {} };
    expect(getModel("phishr", tenant)).to.equal(models.phishr);
    expect(getModel("metacompliance", tenant).parameters.period_years).to.equal(2);
    refused(() => getModel("moxso", tenant), "score_decay_days", "30", "180", "5");
  });

  it("leave the published model as it is", () => {
    getModel("moxso", { critical_threshold: 60 });
    expect(models.moxso.parameters.critical_threshold).to.equal(76);
    expect(models.moxso.bands.at(-1)!.from).to.equal(76);
  });

  it("start from the definition each time", () => {
    const low = getModel("moxso", { critical_threshold: 50 });
    const high = getModel(low, { critical_threshold: 80 });
    expect(high.bands.map((band) => band.from)).to.deep.equal([0, 26, 51, 80]);
  });

  it("may be missing altogether", () => {
    for (const tenant of [undefined, null, {}]) expect(getModel("moxso", tenant)).to.equal(models.moxso);
  });

  it("are read from a client over those of the call", () => {
    expect(getModel("metacompliance", { period_years: 3 }).adjusted).to.equal(true);
    expect(getModel("metacompliance", { period_years: 1 }).adjusted).to.equal(undefined);
  });
});
