import { expect } from "@open-wc/testing";
import { overlay, type OverlayInput } from "../../src/charts/overlay.js";
import { ruler, type RulerInput } from "../../src/charts/ruler.js";
import { sharedSpan, sparkline, type SparklineInput } from "../../src/charts/sparkline.js";
import { drawOverlay, drawRuler, drawSparkline } from "./draw.js";

const MOXSO = [
  { id: "low", from: 0 },
  { id: "moderate", from: 26 },
  { id: "elevated", from: 51 },
  { id: "critical", from: 76 },
];
const PHISHR = [
  { id: "low", from: 0 },
  { id: "medium", from: 0.4 },
  { id: "high", from: 0.7 },
];
const LATE = [
  { id: "low", from: 0 },
  { id: "elevated", from: 51 },
  { id: "critical", from: 95 },
];
const at = (...scores: Array<number | null>): SparklineInput["points"] => scores.map((score, i) => ({ at: i, score }));

const RULERS: Record<string, Partial<RulerInput>> = {
  "four-bands": {},
  "first-band": { score: 12, band: "low" },
  "end-of-the-scale": { score: 100, band: "critical" },
  "beyond-the-scale": { score: 140, band: "critical" },
  "no-score": { score: null, band: null },
  "unknown-band": { score: 64, band: "__proto__" },
  "right-to-left": { rtl: true },
  "three-bands-of-one": { bands: PHISHR, scale: [0, 1], score: 0.15, band: "low" },
  "band-near-the-end": { bands: LATE, score: 97, band: "critical" },
};
const SPARKLINES: Record<string, Partial<SparklineInput>> = {
  gap: {},
  "right-to-left": { rtl: true },
  nothing: { points: [] },
  flat: { points: at(50, 50, 50, 50, 50) },
  "one-point-between-gaps": { points: at(10, null, 30, null, 20) },
  "wider-span": { span: 80 },
  "looked-at": { at: { at: 3, score: 40 } },
  "looked-at-gap": { at: { at: 2, score: null } },
};
const LINES: OverlayInput["lines"] = [
  { id: "a", points: at(10, 90) },
  { id: "b", points: at(50, 89) },
  { id: "c", points: at(null, 1) },
  { id: "d", points: [] },
];
const ending = (...scores: number[]): OverlayInput["lines"] =>
  scores.map((score, i) => ({ id: `l${i}`, points: [{ at: 1, score }] }));
const OVERLAYS: Record<string, Partial<OverlayInput>> = {
  "four-lines": {},
  "right-to-left": { rtl: true },
  "names-at-the-top": { lines: ending(98, 99, 100) },
  "names-at-the-bottom": { lines: ending(0, 1, 2) },
};

/** What is drawn, by file name in test/charts/output: to accept a change, put what the failure shows there. */
const DRAWN: Record<string, () => string> = {};
for (const [name, o] of Object.entries(RULERS)) {
  DRAWN[`ruler-${name}`] = () =>
    drawRuler(ruler({ bands: MOXSO, scale: [0, 100], score: 64, band: "elevated", rtl: false, ...o }));
}
for (const [name, o] of Object.entries(SPARKLINES)) {
  DRAWN[`sparkline-${name}`] = () =>
    drawSparkline(
      sparkline({
        points: at(10, 20, null, 40, 30),
        from: 0,
        to: 4,
        bands: MOXSO,
        scale: [0, 100],
        height: 30,
        rtl: false,
        ...o,
      }),
    );
}
for (const [name, o] of Object.entries(OVERLAYS)) {
  DRAWN[`overlay-${name}`] = () =>
    drawOverlay(
      overlay({
        lines: LINES,
        from: 0,
        to: 1,
        bands: MOXSO,
        scale: [0, 100],
        height: 116,
        spacing: 15,
        rtl: false,
        ...o,
      }),
    );
}

describe("geometry", () => {
  for (const [name, draw] of Object.entries(DRAWN)) {
    it(name, async () => {
      const response = await fetch(new URL(`./output/${name}.svg`, import.meta.url));
      expect(draw()).to.equal(response.ok ? (await response.text()).trimEnd() : "");
    });
  }

  it("no input makes a number that is none", () => {
    const odd = [NaN, Infinity, -Infinity, 1e308, -1e308, 0];
    for (const score of odd) {
      const g = ruler({ bands: MOXSO, scale: [0, 100], score, band: "low", rtl: false });
      if (Number.isFinite(score)) expect(drawRuler(g)).to.not.match(/NaN|Infinity/);
      const line = sparkline({ points: at(0, score), from: 5, to: 5, bands: [], scale: [0, 0], height: 30, rtl: true });
      if (Math.abs(score) < 1e300) expect(line.path).to.not.match(/NaN/);
    }
  });

  it("ruler: every tick lies on the scale, in order, and none touches its neighbour", () => {
    for (let threshold = 50; threshold <= 90; threshold++) {
      const bands = [...MOXSO.slice(0, 3), { id: "critical", from: threshold }];
      const { ticks } = ruler({ bands, scale: [0, 100], score: 40, band: "moderate", rtl: false });
      ticks.forEach(({ x }, i) => {
        expect(x).to.be.within(0, 100);
        if (i) expect(x - ticks[i - 1]!.x).to.be.at.least(11);
      });
    }
  });

  it("sparkline: slopes of lines that share a span compare", () => {
    const span = sharedSpan([at(10, 20), at(0, 80)], [0, 100]);
    const rise = (points: SparklineInput["points"]): number => {
      const g = sparkline({ points, from: 0, to: 1, bands: [], scale: [0, 100], height: 32, span, rtl: false });
      const [a, b] = [...g.path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((m) => Number(m[1]));
      return a! - b!;
    };
    expect(rise(at(0, 80)) / rise(at(10, 20))).to.be.closeTo(8, 0.05);
  });

  it("sparkline: a little noise stays little", () => {
    const { path } = sparkline({
      points: at(50, 51),
      from: 0,
      to: 1,
      bands: [],
      scale: [0, 100],
      height: 30,
      rtl: false,
    });
    const [a, b] = [...path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((m) => Number(m[1]));
    expect(Math.abs(a! - b!)).to.be.below(1);
  });

  it("overlay: names never touch while there is room, and stay inside", () => {
    for (let seed = 0; seed < 50; seed++) {
      const scores = [0, 1, 2, 3, 4, 5].map((i) => (seed * 37 + i * i * 13) % 101);
      const { lines } = overlay({
        lines: ending(...scores),
        from: 0,
        to: 1,
        bands: MOXSO,
        scale: [0, 100],
        height: 240,
        spacing: 15,
        rtl: false,
      });
      const labels = lines.map((line) => line.label!).sort((a, b) => a - b);
      labels.forEach((y, i) => {
        expect(y).to.be.within(8, 232);
        if (i) expect(y - labels[i - 1]!).to.be.at.least(14.99);
      });
    }
  });
});
