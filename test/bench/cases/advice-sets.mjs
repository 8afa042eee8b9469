import { AS_OF } from "../lib/people.mjs";

export const title = "Advice where sets are many: 25 actions that differ, none worth the same (a page may take 50 ms)";

/** 25 measures, each with a target: 245 505 sets of at most six. `reach` is how far the band below is away. */
function custom(defineModel, { reach, known = 25, direction = "higher-is-riskier" }) {
  const names = Array.from({ length: 25 }, (_, i) => `m${i}`);
  const up = direction === "higher-is-riskier";
  const model = defineModel({
    id: "own",
    kind: "weighted-factors",
    direction,
    scale: [0, 100],
    min_coverage: 0.1,
    bands: [0, 100 - reach]
      .map((from) => ({ id: `b${from}`, from: up ? from : 100 - from }))
      .sort((a, b) => a.from - b.from),
    parameters: { factors: names.map((id, i) => ({ id, measure: id, weight: 1 + ((i * 7) % 11) / 3 })) },
  });
  const value = (i) => (up ? 100 - ((i * 13) % 17) / 8 : ((i * 13) % 17) / 8);
  const measures = Object.fromEntries(names.slice(0, known).map((name, i) => [name, value(i)]));
  return [
    { id: "ada", measures },
    {
      model,
      asOf: AS_OF,
      targets: Object.fromEntries(names.map((name, i) => [name, 50 + (up ? -1 : 1) * ((i * 5) % 7)])),
    },
  ];
}

export async function run({ source, together, row }) {
  const { advise, defineModel } = await source("src/engine/index.ts");
  const quizzes = Array.from({ length: 24 }, (_, q) =>
    Array.from({ length: 1 + (q % 9) }, (_, i) => ({ type: "quiz_failed", at: AS_OF - i * 1e6, ref: `q${q}` })),
  ).flat();
  const cases = {
    "weighted factors, six are needed": custom(defineModel, { reach: 17 }),
    "weighted factors, six do not reach": custom(defineModel, { reach: 40 }),
    "weighted factors, half of them not measured yet": custom(defineModel, { reach: 24, known: 12 }),
    "weighted factors, lower is riskier": custom(defineModel, { reach: 15, direction: "lower-is-riskier" }),
    "metacompliance, ten attempts a quiz": [
      { id: "ada", events: quizzes },
      {
        model: defineModel({ id: "metacompliance", parameters: { attempts: 10, attempts_scale: 9 } }),
        asOf: AS_OF,
      },
    ],
  };
  for (const [label, [record, options]] of Object.entries(cases)) {
    const { actions, fewest } = advise(record, options);
    const { value } = together({ value: () => advise(record, options) });
    row({ label: `${label} (${actions.length} actions, ${fewest ? `${fewest.length} reach` : "none reach"})`, value });
  }
}
