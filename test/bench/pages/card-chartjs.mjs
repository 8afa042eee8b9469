import {
  ArcElement,
  Chart,
  DoughnutController,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from "chart.js";
import { contenderOf, htmlCard } from "../lib/html-card.mjs";

Chart.register(ArcElement, DoughnutController, LinearScale, LineController, LineElement, PointElement);
Chart.defaults.animation = false;
Chart.defaults.responsive = false;
Chart.defaults.events = [];

const canvas = (place, width, height) => {
  const made = document.createElement("canvas");
  Object.assign(made, { width, height });
  place.append(made);
  return made;
};
const ring = ({ score }) => [score, 1 - score];
const line = ({ points }) => points.map(({ at, score }) => ({ x: at, y: score }));

export const contender = contenderOf((host) => {
  const { card, gauge, spark, say } = htmlCard(host);
  let charts;
  return {
    show(person) {
      say(person);
      if (charts) {
        charts[0].data.datasets[0].data = ring(person);
        charts[1].data.datasets[0].data = line(person);
        charts[0].update();
        charts[1].update();
        return;
      }
      charts = [
        new Chart(canvas(gauge, 250, 60), {
          type: "doughnut",
          data: { datasets: [{ data: ring(person), backgroundColor: ["#c0392b", "#e4e7ec"], borderWidth: 0 }] },
          options: { rotation: -90, circumference: 180, cutout: "75%" },
        }),
        new Chart(canvas(spark, 250, 30), {
          type: "line",
          data: { datasets: [{ data: line(person), borderColor: "#1c2330", borderWidth: 1.5, pointRadius: 0 }] },
          options: {
            parsing: false,
            scales: { x: { type: "linear", display: false }, y: { display: false, min: 0, max: 1 } },
          },
        }),
      ];
    },
    drop() {
      charts.forEach((chart) => chart.destroy());
      card.remove();
    },
  };
});
