import { expect } from "@open-wc/testing";
import { waterfall } from "../../src/charts/waterfall.js";

const BANDS = [
  { id: "low", from: 0 },
  { id: "moderate", from: 30 },
  { id: "high", from: 60 },
  { id: "critical", from: 80 },
];
const base = { start: 55.2, end: 72.5, steps: [20.7, 11.6, -15], shown: [55, 73] as const, bands: BANDS, rtl: false };

describe("waterfall: from one score to the next", () => {
  it("stays where it is for what sums of fractions leave", () => {
    const start = 0.1 + 0.2;
    const g = waterfall({ start, end: 0.3, steps: [0.3 - start], shown: [0.3, 0.3], bands: [], rtl: false });
    expect([g.start, g.end, g.bars[0]!.width]).to.deep.equal([50, 50, 0]);
  });

  it("draws next to nothing as that, in the middle, where the plot has to hold more", () => {
    const small = { ...base, start: 50.6, end: 50.6, steps: [0.1, -0.1], shown: [51, 51] as const };
    const g = waterfall({ ...small, least: 2 });
    for (const { width } of g.bars) expect(width).to.be.closeTo(4.8, 1e-3);
    expect([g.bars[0]!.from, g.bars[0]!.to]).to.deep.equal([47.6, 52.4]);
    expect(waterfall({ ...base, least: 2 })).to.deep.equal(waterfall(base));
  });

  it("starts at the first score and ends at the last", () => {
    const g = waterfall(base);
    expect(g.bars[0]!.from).to.equal(g.start);
    expect(g.bars.at(-1)!.to).to.be.closeTo(g.end, 1e-3);
  });

  it("begins each bar where the one before ended", () => {
    const { bars } = waterfall(base);
    for (let i = 1; i < bars.length; i++) expect(bars[i]!.from).to.equal(bars[i - 1]!.to);
  });

  it("draws the line between start and end, not those a running total passes", () => {
    const { lines } = waterfall(base);
    expect(lines.map((l) => l.id)).to.deep.equal(["high"]);
  });

  it("draws no line where both ends are in one band, whatever lies between", () => {
    expect(waterfall({ ...base, end: 58, shown: [55, 58] }).lines).to.deep.equal([]);
    expect(waterfall({ ...base, start: 59.6, shown: [60, 73] }).lines).to.deep.equal([]);
  });

  it("draws the line of a band that is entered exactly at its beginning, and keeps it inside the plot", () => {
    const g = waterfall({ ...base, start: 59.4, end: 59.6, steps: [0.2], shown: [59, 60] });
    expect(g.lines.map((l) => l.value)).to.deep.equal([60]);
    expect(g.lines[0]!.x).to.be.within(0, 100);
  });

  it("works downwards too", () => {
    const g = waterfall({ ...base, start: 72.5, end: 55.2, steps: [-17.3], shown: [73, 55] });
    expect(g.end).to.be.below(g.start);
    expect(g.lines.map((l) => l.id)).to.deep.equal(["high"]);
  });

  it("keeps everything inside the plot with room for the markers", () => {
    const g = waterfall(base);
    for (const { x, width } of g.bars) {
      expect(x).to.be.at.least(2);
      expect(x + width).to.be.at.most(98.001);
    }
  });

  it("mirrors right to left", () => {
    const [a, b] = [waterfall(base), waterfall({ ...base, rtl: true })];
    expect(b.start).to.be.closeTo(100 - a.start, 1e-3);
    expect(b.bars[0]!.x).to.be.closeTo(100 - a.bars[0]!.x - a.bars[0]!.width, 1e-2);
  });

  it("puts a label above where two lines are too near for one line of labels", () => {
    const g = waterfall({ ...base, start: 10, end: 90, steps: [80], shown: [10, 90] });
    expect(g.lines.map(({ id, level }) => [id, level])).to.deep.equal([
      ["moderate", 0],
      ["high", 0],
      ["critical", 1],
    ]);
  });

  it("stands in the middle where nothing moved", () => {
    const g = waterfall({ ...base, end: 55.2, steps: [0], shown: [55, 55] });
    expect([g.start, g.end, g.bars[0]!.width]).to.deep.equal([50, 50, 0]);
  });
});
