import { AS_OF } from "../lib/people.mjs";

export const title = "Advice: the fewest of 25 actions, by exact search (a page may take 50 ms)";

const DAY = 86_400_000;
const at = (days) => AS_OF - days * DAY;

export async function run({ source, together, row }) {
  const { advise, forecast } = await source("src/engine/index.ts");
  const events = Array.from({ length: 120 }, (_, i) => ({
    type: i % 2 ? "simulation_clicked" : "threat_clicked",
    at: at(i),
    ref: `s${i}`,
  }));
  const courses = Array.from({ length: 14 }, (_, i) => ({ type: "training_assigned", at: at(i), ref: `c${i}` }));
  const quizzes = Array.from({ length: 10 }, (_, q) =>
    Array.from({ length: 1 + (q % 5) }, (_, i) => ({ type: "quiz_failed", at: at(40 - i), ref: `q${q}` })),
  ).flat();
  const breaches = Array.from({ length: 22 }, (_, i) => ({ at: at(i * 20), severity: "high", password_exposed: true }));
  const signals = (value) =>
    Object.fromEntries(
      [
        "security_iq",
        "phish_risk",
        "badge_score",
        "phishing_simulation",
        "threat_exposure",
        "training",
        "incidents",
        "peer_benchmark",
      ].map((name) => [
        name,
        [{ at: at(3), value: name === "security_iq" || name === "badge_score" ? 100 - value : value }],
      ]),
    );
  const record = (i) => ({
    id: `p${i}`,
    role: "admin",
    department: "it",
    events: [...events, ...courses, ...quizzes],
    breaches,
    measures: signals(95 - (i % 7)),
  });
  const cohort = Array.from({ length: 200 }, (_, i) => record(i));
  const targets = Object.fromEntries(Object.entries(signals(80)).map(([name, [{ value }]]) => [name, value]));
  for (const model of ["phishr", "caniphish", "moxso", "metacompliance", "infima"]) {
    const options = { model, asOf: AS_OF, targets, ...(model === "moxso" && { cohort }) };
    const { actions } = advise(cohort[0], options);
    const times = together({ advise: () => advise(cohort[0], options), forecast: () => forecast(cohort[0], options) });
    row({ label: `${model}: advice, ${actions.length} actions`, value: times.advise });
    row({ label: `${model}: forecast of 180 days`, value: times.forecast });
  }
}
