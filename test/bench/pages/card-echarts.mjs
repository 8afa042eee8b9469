import { GaugeChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { contenderOf, htmlCard } from "../lib/html-card.mjs";

use([GaugeChart, GridComponent, LineChart, SVGRenderer]);

const line = ({ points }) => points.map(({ at, score }) => [at, score]);

export const contender = contenderOf((host) => {
  const { card, gauge, spark, say } = htmlCard(host);
  let charts;
  return {
    show(person) {
      say(person);
      if (charts) {
        charts[0].setOption({ series: [{ data: [{ value: person.score }] }] });
        charts[1].setOption({ series: [{ data: line(person) }] });
      } else {
        charts = [
          init(gauge, null, { renderer: "svg", width: 250, height: 60 }),
          init(spark, null, { renderer: "svg", width: 250, height: 30 }),
        ];
        charts[0].setOption({
          animation: false,
          series: [
            {
              type: "gauge",
              min: 0,
              max: 1,
              startAngle: 180,
              endAngle: 0,
              radius: 50,
              center: [125, 55],
              progress: { show: true },
              pointer: { show: false },
              axisTick: { show: false },
              splitLine: { show: false },
              axisLabel: { show: false },
              detail: { show: false },
              data: [{ value: person.score }],
            },
          ],
        });
        charts[1].setOption({
          animation: false,
          grid: { left: 0, right: 0, top: 2, bottom: 2 },
          xAxis: { type: "time", show: false },
          yAxis: { type: "value", show: false, min: 0, max: 1 },
          series: [{ type: "line", showSymbol: false, data: line(person) }],
        });
      }
      // What is drawn at the next frame otherwise is drawn now, as in the others.
      charts.forEach((chart) => chart.getZr().flush());
    },
    drop() {
      charts.forEach((chart) => chart.dispose());
      card.remove();
    },
  };
});
