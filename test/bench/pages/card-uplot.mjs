import uPlot from "uplot";
import { bandOf } from "../lib/cards.mjs";
import { contenderOf, handGauge, htmlCard } from "../lib/html-card.mjs";

const options = {
  width: 250,
  height: 30,
  cursor: { show: false },
  legend: { show: false },
  axes: [{ show: false }, { show: false }],
  scales: { x: { time: true }, y: { range: [0, 1] } },
  series: [{}, { stroke: "#1c2330", width: 1.5, points: { show: false } }],
};
const columns = ({ points }) => [points.map(({ at }) => at / 1000), points.map(({ score }) => score)];

export const contender = contenderOf((host) => {
  const { card, gauge, spark, say } = htmlCard(host);
  const mark = handGauge(gauge);
  let plot;
  return {
    show(person) {
      say(person);
      mark(person, bandOf(person.score));
      if (plot) plot.setData(columns(person));
      else plot = new uPlot(options, columns(person), spark);
    },
    drop() {
      plot.destroy();
      card.remove();
    },
  };
});
