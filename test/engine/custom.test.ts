import { expect } from "@open-wc/testing";
import {
  bandOf,
  defineModel,
  getModel,
  models,
  ranks,
  rollUp,
  scoreClient,
  scorePerson,
  type CustomModel,
} from "../../src/engine/index.js";
import { ago, breach, close, deepFreeze, event, NOW, person, points, refused, rowOf, score, sumOf } from "./support.js";
import { decay, factors } from "./definitions.js";

describe("a model of one's own", () => {
  it("event-decay, from JSON alone", () => {
    const model = defineModel(JSON.parse(JSON.stringify(decay())) as CustomModel);
    const result = score(
      { events: [event("threat_clicked", 1), event("simulation_clicked", 2), event("quiz_passed", 0)] },
      { model },
    );
    close(result.score, 4 + 1);
    expect(result.published).to.equal(5);
    expect(result.band).to.equal("hot");
    expect(result.model).to.equal("acme");
    expect(result.adjusted).to.equal(undefined);
    expect(model.rows).to.deep.equal(["simulation_clicked", "threat_clicked", "simulation_reported", "limits"]);
    close(sumOf(result), 5);
  });

  it("event-decay on another scale saturates towards its end", () => {
    const model = defineModel(
      decay({ parameters: { weights: { simulation_clicked: 4 }, decay: 0.5, normalize: "saturate" } }),
    );
    const events = Array.from({ length: 3 }, () => event("simulation_clicked", 0));
    close(score({ events }, { model }).score, 10 * (1 - Math.exp(-1.2)));
  });

  it("event-decay on a scale that does not begin at 0 stays within it", () => {
    const parameters = { weights: { simulation_clicked: 4 }, decay: 0.5 };
    const clicks = (n: number) => ({ events: Array.from({ length: n }, () => event("simulation_clicked", 0)) });
    const cut = defineModel(decay({ scale: [5, 10], parameters }));
    expect([1, 2, 3].map((n) => score(clicks(n), { model: cut }).score)).to.deep.equal([5, 8, 10]);
    const soft = defineModel(decay({ scale: [5, 10], parameters: { ...parameters, normalize: "saturate" } }));
    close(score(clicks(1), { model: soft }).score, 5);
    close(score(clicks(3), { model: soft }).score, 10 - 5 * Math.exp(-7 / 5));
  });

  it("weighted-factors, low being risky", () => {
    const model = defineModel(JSON.parse(JSON.stringify(factors())) as CustomModel);
    const at = (quiz_average: number, role?: string) =>
      score({ measures: { quiz_average, incidents: 2 }, role }, { model });
    close(at(90).score, (3 * 90 + 80) / 4);
    expect(at(90).band).to.equal("good");
    expect(rowOf(at(40), "knowledge").band).to.equal("poor");
    close(at(90, "junior").score, (3 * 90 + 80) / 8);
    expect(at(90, "intern").issues[0]!.path).to.equal("role");
    expect(model.precision).to.equal(0);
    expect(model.min_coverage).to.equal(0.5);
    // Half of the people get worse where the number falls.
    const before = { at: ago(91), value: 90 };
    const people = [
      person({ id: "a", measures: { quiz_average: [before, { at: ago(1), value: 40 }] } }),
      person({ id: "b", measures: { quiz_average: 60 } }),
    ];
    const client = scoreClient({ people }, { model, asOf: NOW });
    expect(client.people.map((p) => p.trend)).to.deep.equal(["worsening", "stable"]);
    expect(client.trend).to.equal("worsening");
    expect(
      ranks(
        model,
        client.people.map((p) => p.published),
      ),
    ).to.deep.equal([1, 2]);
    close(rollUp(model, [40, 60]), 50);
  });

  it("weighted-factors keeps points within the scale unless told otherwise", () => {
    const model = defineModel(factors());
    const value = (incidents: number) =>
      rowOf(score({ measures: { quiz_average: 1, incidents } }, { model }), "care").value;
    expect(value(20)).to.equal(0);
    expect(value(-5)).to.equal(100);
    expect(value(-1.7e308)).to.equal(100);
  });

  it("a factor of breaches", () => {
    const breaches = { recent: 40, months: 6, password: 10, unnotified: 0, unmonitored: 20 };
    const model = defineModel(factors({ parameters: { factors: [{ id: "leaks", weight: 1, breaches }] } }));
    const of = (days: number, tenant = {}) =>
      score({ breaches: [breach(days, { password_exposed: true })] }, { model, tenant }).score;
    expect(of(100)).to.equal(50);
    expect(of(200)).to.equal(10);
    expect(of(100, { dark_web_monitoring: false })).to.equal(20);
    refused(() => of(1, { dark_web_monitoring: 0 }), "dark_web_monitoring");
    const month = { ...breaches, months: 1 };
    expect(
      defineModel(factors({ parameters: { factors: [{ id: "leaks", weight: 1, breaches: month }] } })).id,
    ).to.equal("awareness");
    // Without such a factor the setting is none of the model's.
    expect(getModel(defineModel(factors()), { dark_web_monitoring: 0 as unknown as boolean }).id).to.equal("awareness");
  });

  it("in code: what it measures is what it answers", () => {
    const model = defineModel({
      id: "reports",
      scale: [0, 5],
      bands: [
        { id: "quiet", from: 0 },
        { id: "keen", from: 2 },
      ],
      rows: ["reports"],
      measure: ({ events }, asOf) => {
        const n = events.filter(({ type, at }) => type.endsWith("reported") && at <= asOf).length;
        return { score: n, coverage: 1, rows: [{ id: "reports", points: n }] };
      },
    });
    const result = score(
      { events: [event("threat_reported", 1), event("simulation_reported", 2), event("simulation_reported", -1)] },
      { model },
    );
    expect([result.score, result.band, result.coverage]).to.deep.equal([2, "keen", 1]);
    expect(points(result, "reports")).to.equal(2);
    expect(model.name).to.equal("reports");
    expect(model.source).to.equal("unpublished");
  });

  it("in code may answer with a score alone, and what is no number is no score", () => {
    const answers = [3, NaN, undefined, null, Infinity, "3"];
    for (const answer of answers) {
      const model = defineModel({
        id: "bare",
        scale: [0, 5],
        bands: [{ id: "only", from: 0 }],
        measure: (() => ({ score: answer })) as unknown as NonNullable<CustomModel["measure"]>,
      });
      const result = score({}, { model });
      expect(result.score).to.equal(answer === 3 ? 3 : null);
      expect(result.coverage).to.equal(answer === 3 ? 1 : 0);
      expect(result.contributions).to.deep.equal([]);
      expect(result.band).to.equal(answer === 3 ? "only" : null);
    }
  });

  it("in code that fails for somebody gives them no score and says so; the others have theirs", () => {
    const fails: Record<string, () => unknown> = {
      throws: () => {
        throw new TypeError("no measure");
      },
      nothing: () => undefined,
      null: () => null,
      rowless: () => ({ score: 2, rows: null }),
    };
    const model = defineModel({
      id: "fragile",
      scale: [0, 5],
      bands: [{ id: "only", from: 0 }],
      measure: (({ id }) => (fails[id] ?? (() => ({ score: 3 })))()) as NonNullable<CustomModel["measure"]>,
    });
    const { people, score } = scoreClient(
      { people: [...Object.keys(fails), "good"].map((id) => ({ id })) },
      { model, asOf: NOW },
    );
    expect(people.map((one) => one.score)).to.deep.equal([null, null, null, 2, 3]);
    expect(score).to.equal(2.5);
    expect(people.map(({ issues }) => issues.map(({ message }) => message))).to.deep.equal([
      ["The model fragile failed: TypeError: no measure"],
      [],
      [],
      [],
      [],
    ]);
    expect(people.every(({ contributions }) => Array.isArray(contributions))).to.equal(true);
  });

  it("is not changed by being used, and changes nothing it was made from", () => {
    const given = deepFreeze(decay());
    const model = deepFreeze(defineModel(given));
    expect(score({ events: [event("threat_clicked", 0)] }, { model }).score).to.equal(8);
  });

  it("bands named `constructor` and `__proto__` are bands", () => {
    const model = defineModel(
      decay({
        bands: [
          { id: "__proto__", from: 0 },
          { id: "constructor", from: 5 },
        ],
      }),
    );
    const people = [
      person({ id: "a", events: [event("threat_clicked", 0)] }),
      person({ id: "b", events: [event("simulation_clicked", 0)] }),
    ];
    const { distribution, band } = scoreClient({ people }, { model, asOf: NOW });
    expect(Object.entries(distribution)).to.deep.equal([
      ["__proto__", 1],
      ["constructor", 1],
    ]);
    expect(band).to.equal("constructor");
    expect(bandOf(model, 1)).to.equal("__proto__");
    expect(Object.getPrototypeOf(distribution)).to.equal(Object.prototype);
  });
});

describe("a published model, adjusted", () => {
  const click = { events: [event("simulation_clicked", 1)] };

  it("takes only what differs, and says so", () => {
    const model = defineModel({ id: "phishr", parameters: { decay: 0.9, weights: { simulation_clicked: 0.6 } } });
    const result = score(click, { model });
    close(result.score, 0.54);
    expect(result.model).to.equal("phishr");
    expect(result.adjusted).to.equal(true);
    expect(model.name).to.equal("Phishr");
    expect(score({ events: [event("simulation_opened", 0)] }, { model }).score).to.equal(0.2);
    expect(scoreClient({ people: [person(click)] }, { model, asOf: NOW }).adjusted).to.equal(true);
  });

  it("is not adjusted where nothing differs", () => {
    for (const { id, definition } of models) {
      expect(defineModel({ id }).adjusted, id).to.equal(undefined);
      expect(defineModel(JSON.parse(JSON.stringify(definition)) as CustomModel).adjusted, id).to.equal(undefined);
      expect(defineModel({ id, parameters: {} }).adjusted, id).to.equal(undefined);
      expect(defineModel({ ...models.find((m) => m.id === id)! }).adjusted, id).to.equal(undefined);
    }
  });

  it("may be spread and changed", () => {
    const { phishr } = models;
    const model = defineModel({ ...phishr, parameters: { ...phishr.parameters, decay: 0.5 } });
    close(score(click, { model }).score, 0.25);
    expect(model.adjusted).to.equal(true);
    expect(score(click, { model: "phishr" }).score).to.equal(0.475);
  });

  for (const { id } of models)
    it(`under another id it is another model, of the same kind: ${id} scores as it did`, () => {
      const events = [event("simulation_clicked", 3), event("training_completed", 9), event("quiz_passed", 2)];
      const record = { events, breaches: [breach(30)], measures: { security_iq: 60 } };
      const own = score(record, { model: defineModel({ id: "own", kind: id }) });
      expect(own).to.deep.equal({ ...score(record, { model: id }), model: "own" });
    });

  it("under another id it differs in what is given", () => {
    const model = defineModel({ id: "strict", kind: "infima", parameters: { baseline: 40 } });
    expect([model.id, model.name, model.kind, model.adjusted]).to.deep.equal(["strict", "strict", "infima", undefined]);
    close(score({ events: [event("simulation_sent", 1)] }, { model }).score, 100 * (1 - Math.exp(-40 / 60)));
    expect(models.infima.parameters.baseline).to.equal(20);
  });

  it("keeps to its own settings", () => {
    const model = defineModel({ id: "moxso", parameters: { critical_threshold: 60 } });
    expect(model.bands.at(-1)!.from).to.equal(60);
    expect(getModel(model, { critical_threshold: 80 }).bands.at(-1)!.from).to.equal(80);
    refused(() => getModel(model, { critical_threshold: 95 }), "critical_threshold");
    const bands = defineModel({
      id: "moxso",
      bands: [
        { id: "low", from: 0 },
        { id: "moderate", from: 30 },
        { id: "critical", from: 76 },
      ],
    });
    expect(bands.bands.map((band) => band.from)).to.deep.equal([0, 30, 76]);
    expect(bands.adjusted).to.equal(true);
  });

  it("can ask for more coverage", () => {
    const model = defineModel({ id: "moxso", min_coverage: 0.8 });
    const measures = { phishing_simulation: 60, threat_exposure: 60, training: 20 };
    expect(score({ measures }, { model }).score).to.equal(null);
    expect(score({ measures }, { model: "moxso" }).score).to.be.a("number");
  });

  it("can be measured in another way", () => {
    const model = defineModel({ id: "phishr", measure: () => ({ score: 1, coverage: 1, rows: [] }), rows: [] });
    expect(scorePerson({ id: "a" }, { model, asOf: NOW }).adjusted).to.equal(true);
    expect(model.bands).to.equal(models.phishr.definition.bands);
  });
});
