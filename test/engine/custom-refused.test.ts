import { defineModel, type CustomModel } from "../../src/engine/index.js";
import { decay, factors } from "./definitions.js";
import { refused } from "./support.js";

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
