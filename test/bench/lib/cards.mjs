import { AS_OF, random } from "./people.mjs";

const DAY = 86_400_000;
const WINDOW = 90;
const WEIGHTS = {
  simulation_opened: 0.2,
  simulation_clicked: 0.5,
  simulation_submitted: 0.7,
  training_completed: -0.4,
  simulation_reported: -0.3,
};
const TYPES = Object.keys(WEIGHTS);

/** The published model phishr, by hand: what charts are given as points, ours makes itself of the events. */
const score = (events, date) => {
  let sum = 0;
  for (const { type, at } of events) if (at <= date) sum += WEIGHTS[type] * 0.95 ** ((date - at) / DAY);
  return Math.min(1, Math.max(0, sum));
};

/**
 * What a page has in hand to show `n` cards: people with 20 events each, and their 31 scores over 90 days. Another `round`
 * is later data of the same people: an update.
 */
export function people(n, round = 0) {
  const next = random(5);
  return Array.from({ length: n }, (_, i) => {
    const events = Array.from({ length: 20 }, () => {
      const back = next() ** 2 * 200;
      return { type: TYPES[Math.floor(next() * 5)], at: AS_OF - back * DAY };
    });
    for (let k = 1; k <= round; k++) events.push({ type: TYPES[(i + k) % 3], at: AS_OF - k * 1000 });
    events.sort((a, b) => a.at - b.at);
    const points = Array.from({ length: 31 }, (_, k) => {
      const at = AS_OF - WINDOW * DAY * (1 - k / 30);
      return { at, score: score(events, at) };
    });
    return {
      id: `p${i}`,
      name: `Ada Park ${i}`,
      detail: "Finance · Executive",
      department: "Finance",
      role: "Executive",
      events,
      points,
      from: points[0].at,
      to: AS_OF,
      score: points[30].score,
      change: points[30].score - points[0].score,
    };
  });
}

/** Words of a card by hand. */
export const bandOf = (value) => (value >= 0.7 ? "High" : value >= 0.4 ? "Medium" : "Low");
export const words = ({ score: value, change, events }) => [
  value.toFixed(2),
  bandOf(value),
  `${change > 0 ? "+" : ""}${change.toFixed(2)} ${change > 0 ? "Worsening" : "Improving"}`,
  `${events.length} events`,
];
export const DATE = "23 Nov 2026";

export const CARD_CSS = `
.card{box-sizing:border-box;width:290px;min-height:240px;border:1px solid #d5d9e0;border-radius:8px;padding:19px;font:14px/1.43 system-ui,sans-serif;color:#1c2330;background:#fff;display:flex;flex-direction:column}
.card p{margin:0}.name{font-weight:600}.detail,.change,.footer{font-size:13px;color:#5b6473}
.figure{display:flex;gap:14px;align-items:center;margin-top:18px}.score{font-size:44px;font-weight:600;line-height:1}
.ruler{margin-top:16px;display:block;width:100%;height:30px}.spark{margin-top:12px;display:block;width:100%;height:30px;overflow:visible}
.footer{display:flex;justify-content:space-between;margin-top:auto;border-top:1px solid #d5d9e0;padding-top:12px}
.Low{--hue:#2f8f5b}.Medium{--hue:#b7791f}.High{--hue:#c0392b}.lit,.dot{fill:var(--hue)}.track{fill:#e4e7ec}
.line{fill:none;stroke:#1c2330;stroke-width:1.5;vector-effect:non-scaling-stroke}.mark{stroke:#1c2330;stroke-width:3}.ruler text{font-size:11px;fill:#5b6473}`;
