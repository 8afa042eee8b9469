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

const decay = (more: Record<string, unknown> = {}): CustomModel =>
  ({
    kind: "event-decay",
    id: "acme",
    name: "Acme",
    source: "Acme handbook",
    scale: [0, 10],
    precision: 1,
    bands: [
      { id: "calm", from: 0 },
      { id: "hot", from: 5 },
    ],
    parameters: { weights: { simulation_clicked: 4, threat_clicked: 8, simulation_reported: -1 }, decay: 0.5 },
    ...more,
  }) as CustomModel;

const factors = (more: Record<string, unknown> = {}): CustomModel =>
  ({
    kind: "weighted-factors",
    id: "awareness",
    name: "Awareness",
    source: "Ours",
    scale: [0, 100],
    direction: "lower-is-riskier",
    bands: [
      { id: "poor", from: 0 },
      { id: "fair", from: 50 },
      { id: "good", from: 80 },
    ],
    parameters: {
      factors: [
        { id: "knowledge", weight: 3, measure: "quiz_average" },
        { id: "care", weight: 1, measure: "incidents", from: 100, times: -10 },
      ],
      modifier: { id: "tenure", field: "role", values: { junior: 0.5, senior: 1 }, default: "senior" },
    },
    ...more,
  }) as CustomModel;

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

  it("under another id it is another model, of the same kind", () => {
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

describe("a definition that cannot be used is refused by its path", () => {
  const wrong: Array<[string, unknown, ...string[]]> = [
    ["nothing", undefined, "undefined", "an object"],
    ["a text", "phishr", '"phishr" (string)', "an object"],
    ["a list", [], "a list", "an object"],
    ["no id", { ...decay(), id: undefined }, "id", "undefined", "a text"],
    ["an empty id", decay({ id: "" }), "id", '"" (string)'],
    ["a name that is no text", decay({ name: 5 }), "name", "5", "a text"],
    ["no kind", decay({ kind: undefined }), "kind", "event-decay", "weighted-factors"],
    ["an unknown kind", decay({ kind: "neural" }), "kind", '"neural" (string)', "event-decay"],
    ["a prototype's kind", decay({ kind: "constructor" }), "kind", "event-decay"],
    ["no scale", decay({ scale: undefined }), "scale", "undefined", "a list"],
    ["a scale of one", decay({ scale: [5] }), "scale", "[lowest, highest]"],
    ["a scale of three", decay({ scale: [0, 5, 10] }), "scale", "[lowest, highest]"],
    ["a scale upside down", decay({ scale: [10, 0] }), "scale", "[lowest, highest]"],
    ["a scale without end", decay({ scale: [0, Infinity] }), "scale[1]", "Infinity", "a number from"],
    ["a direction that is none", decay({ direction: "down" }), "direction", '"down" (string)', "lower-is-riskier"],
    ["a broken precision", decay({ precision: 1.5 }), "precision", "1.5", "whole number from 0 to 6"],
    ["too fine a precision", decay({ precision: 7 }), "precision", "7"],
    ["no bands", decay({ bands: [] }), "bands", "a list"],
    ["bands that are none", decay({ bands: "low" }), "bands", '"low" (string)', "a list"],
    ["a band without an id", decay({ bands: [{ from: 0 }] }), "bands[0].id", "undefined", "a text"],
    ["a band without a start", decay({ bands: [{ id: "low", from: null }] }), "bands[0].from", "null", "a number"],
    [
      "bands in no order",
      decay({
        bands: [
          { id: "a", from: 5 },
          { id: "b", from: 0 },
        ],
      }),
      "bands",
      "ascending",
    ],
    [
      "bands at one place",
      decay({
        bands: [
          { id: "a", from: 0 },
          { id: "b", from: 0 },
        ],
      }),
      "bands",
      "ascending",
    ],
    ["too much coverage", decay({ min_coverage: 2 }), "min_coverage", "2", "0 to 1"],
    ["parameters that are none", decay({ parameters: 5 }), "parameters", "5", "an object"],
    ["no decay", decay({ parameters: { weights: {} } }), "parameters.decay", "undefined", "a number"],
    ["a growing decay", decay({ parameters: { weights: {}, decay: 1.01 } }), "parameters.decay", "1.01", "to 1"],
    ["a decay of nothing", decay({ parameters: { weights: {}, decay: 0 } }), "parameters.decay", "0"],
    ["no weights", decay({ parameters: { decay: 0.5 } }), "parameters.weights", "undefined", "an object"],
    [
      "a weight for no event",
      decay({ parameters: { weights: { clicked: 1 }, decay: 0.5 } }),
      "parameters.weights.clicked",
      "simulation_clicked",
    ],
    [
      "a weight by the prototype",
      decay({ parameters: { weights: JSON.parse('{"__proto__": 1}') as object, decay: 0.5 } }),
      "__proto__",
    ],
    [
      "a weight that is no number",
      decay({ parameters: { weights: { simulation_clicked: "0.5" }, decay: 0.5 } }),
      "parameters.weights.simulation_clicked",
      '"0.5" (string)',
    ],
    [
      "a weight that is NaN",
      decay({ parameters: { weights: { simulation_clicked: NaN }, decay: 0.5 } }),
      "simulation_clicked",
      "NaN",
    ],
    [
      "a normalization that is none",
      decay({ parameters: { weights: {}, decay: 0.5, normalize: "tanh" } }),
      "parameters.normalize",
      "clamp, saturate",
    ],
    [
      "a parameter that is none",
      decay({ parameters: { weights: {}, decay: 0.5, half_life: 3 } }),
      "parameters.half_life",
      "weights, decay, normalize",
    ],
    ["factors that are none", factors({ parameters: { factors: {} } }), "parameters.factors", "an object", "a list"],
    [
      "a factor that is none",
      factors({ parameters: { factors: [null] } }),
      "parameters.factors[0]",
      "null",
      "an object",
    ],
    [
      "a factor without a measure",
      factors({ parameters: { factors: [{ id: "a", weight: 1 }] } }),
      "parameters.factors[0].measure",
      "undefined",
    ],
    [
      "a factor without weight",
      factors({ parameters: { factors: [{ id: "a", weight: 0, measure: "x" }] } }),
      "parameters.factors[0].weight",
      "0",
    ],
    [
      "a factor with a typo",
      factors({ parameters: { factors: [{ id: "a", weight: 1, measure: "x", maximum: 3 }] } }),
      "parameters.factors[0].maximum",
      "max",
    ],
    [
      "a breach factor in part",
      factors({ parameters: { factors: [{ id: "a", weight: 1, breaches: { recent: 1 } }] } }),
      "parameters.factors[0].breaches.months",
    ],
    [
      "a modifier by no field",
      factors({ parameters: { factors: [], modifier: { id: "m", field: "email", values: { a: 1 }, default: "a" } } }),
      "parameters.modifier.field",
      "business_impact",
    ],
    [
      "a default that is no value",
      factors({ parameters: { factors: [], modifier: { id: "m", field: "role", values: { a: 1 }, default: "b" } } }),
      "parameters.modifier.default",
      '"b" (string)',
    ],
    [
      "a modifier without values",
      factors({ parameters: { factors: [], modifier: { id: "m", field: "role", default: "b" } } }),
      "parameters.modifier.values",
    ],
    ["phishr with a typo", { id: "phishr", parameters: { decya: 0.5 } }, "parameters.decya", "decay"],
    [
      "moxso with a typo",
      { id: "moxso", parameters: { score_decay_day: 60 } },
      "parameters.score_decay_day",
      "score_decay_days",
    ],
    [
      "moxso without half-life",
      { id: "moxso", parameters: { score_decay_days: 0 } },
      "parameters.score_decay_days",
      "0",
    ],
    ["infima with a text", { id: "infima", parameters: { baseline: "20" } }, "parameters.baseline", '"20" (string)'],
    ["infima without half-life", { id: "infima", parameters: { half_life: 0 } }, "parameters.half_life", "0"],
    ["infima with half a table", { id: "infima", parameters: { roles: { admin: "much" } } }, "parameters.roles.admin"],
    [
      "metacompliance with a list turned round",
      { id: "metacompliance", parameters: { outcomes: { clicked: 1 } } },
      "parameters.outcomes",
      "a list",
    ],
  ];
  for (const [name, given, ...words] of wrong) {
    it(name, () => refused(() => defineModel(given as CustomModel), ...words));
  }
});
