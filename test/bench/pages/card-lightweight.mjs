import { createChart, LineSeries } from "lightweight-charts";
import { bandOf } from "../lib/cards.mjs";
import { contenderOf, handGauge, htmlCard } from "../lib/html-card.mjs";

const options = {
  width: 250,
  height: 30,
  layout: { attributionLogo: false },
  grid: { vertLines: { visible: false }, horzLines: { visible: false } },
  rightPriceScale: { visible: false },
  timeScale: { visible: false },
  handleScroll: false,
  handleScale: false,
};
const line = ({ points }) => points.map(({ at, score }) => ({ time: Math.round(at / 1000), value: score }));

export const contender = contenderOf((host) => {
  const { card, gauge, spark, say } = htmlCard(host);
  const mark = handGauge(gauge);
  const chart = createChart(spark, options);
  const series = chart.addSeries(LineSeries, { lineWidth: 1, priceLineVisible: false, lastValueVisible: false });
  return {
    show(person) {
      say(person);
      mark(person, bandOf(person.score));
      series.setData(line(person));
      chart.timeScale().fitContent();
    },
    drop() {
      chart.remove();
      card.remove();
    },
  };
});
