import { expect } from "@open-wc/testing";
import { nearest, runs, trend, type TrendInput } from "../../src/charts/trend.js";

const bands = [
  { id: "low", from: 0 },
  { id: "moderate", from: 26 },
  { id: "elevated", from: 51 },
  { id: "critical", from: 76 },
];
const input = (more: Partial<TrendInput> = {}): TrendInput => ({
  left: 40,
  right: 440,
  top: 10,
  bottom: 210,
  rtl: false,
  from: 0,
  to: 300,
  until: 400,
  scale: [0, 100],
  bands,
  lines: [],
  forecast: [],
  ...more,
});
const line = (...scores: Array<number | null>) => scores.map((score, i) => ({ at: i * 100, score }));

describe("trend: the plot of a score over time", () => {
  it("lays time along the width, mirrored right to left", () => {
    const g = trend(input());
    expect([g.x(0), g.x(200), g.x(400), g.today]).to.deep.equal([40, 240, 440, 340]);
    const r = trend(input({ rtl: true }));
    expect([r.x(0), r.x(400), r.today]).to.deep.equal([440, 40, 140]);
  });

  it("lays scores along the height, and keeps what is off the scale on it", () => {
    const { y } = trend(input());
    expect([y(0), y(50), y(100), y(140), y(-9)]).to.deep.equal([210, 110, 10, 10, 210]);
  });

  it("cuts the plot into the bands' true heights with a seam between", () => {
    const { zones, ticks } = trend(input());
    expect(zones.map((z) => z.id)).to.deep.equal(["low", "moderate", "elevated", "critical"]);
    expect(zones[0]).to.deep.include({ y: 159, height: 51 });
    expect(zones[3]!.y).to.equal(10);
    expect(zones[0]!.y - (zones[1]!.y + zones[1]!.height)).to.equal(2);
    expect(ticks.map((t) => t.value)).to.deep.equal([0, 26, 51, 76, 100]);
  });

  it("leaves out a band that has no width", () => {
    const { zones } = trend(input({ bands: [...bands.slice(0, 2), { id: "elevated", from: 76 }, bands[3]!] }));
    expect(zones.map((z) => z.id)).to.deep.equal(["low", "moderate", "critical"]);
  });

  it("draws a line, and leaves a gap open", () => {
    const g = trend(input({ lines: [line(0, 50, null, 100)] }));
    expect(g.paths[0]).to.equal("M40 210L140 110M340 10h0.01");
    expect(g.gaps).to.deep.equal([{ from: 100, to: 300, x1: 140, x2: 340, y: 126, over: false }]);
  });

  it("puts a gap's bracket over the line where there is no room under it", () => {
    const [gap] = trend(input({ lines: [line(2, 3, null, 2)] })).gaps;
    expect(gap!.over).to.equal(true);
    expect(gap!.y).to.be.lessThan(204);
  });

  it("has no gap before the first and after the last score", () => {
    expect(trend(input({ lines: [line(null, 50, 60, null)] })).gaps).to.deep.equal([]);
  });

  it("breaks the line where the model changed, which is no gap", () => {
    const g = trend(input({ lines: [line(10, 20, 30, 40)], breaks: [200] }));
    expect(g.paths[0]!.match(/M/g)!.length).to.equal(2);
    expect(g.gaps).to.deep.equal([]);
    const both = trend(input({ lines: [line(10, null, 30, 40)], breaks: [200] }));
    expect(both.gaps.length).to.equal(1);
  });

  it("draws the forecast and a second line by the same rules", () => {
    const g = trend(
      input({
        lines: [line(0, 0), line(100, null, 100, 100)],
        forecast: [
          { at: 300, score: 50 },
          { at: 400, score: 25 },
        ],
      }),
    );
    expect(g.paths[1]).to.equal("M40 10h0.01M240 10L340 10");
    expect(g.forecast).to.equal("M340 110L440 160");
  });

  it("shows nothing without points, and does not divide by nothing", () => {
    const g = trend(input({ from: 5, to: 5, until: 5, scale: [1, 1] }));
    expect(g.paths).to.deep.equal([]);
    expect(Number.isFinite(g.today)).to.equal(true);
    expect(g.forecast).to.equal("");
  });
});

describe("trend: runs and the nearest point", () => {
  it("collects what hangs together", () => {
    expect(runs(line(1, 2, null, null, 3)).map((r) => r.length)).to.deep.equal([2, 1]);
    expect(runs([])).to.deep.equal([]);
  });

  it("finds the point nearest to an instant", () => {
    const points = [{ at: 0 }, { at: 100 }, { at: 110 }, { at: 500 }];
    expect([-50, 0, 49, 51, 104, 106, 290, 310, 9999].map((t) => nearest(points, t))).to.deep.equal([
      0, 0, 0, 1, 1, 2, 2, 3, 3,
    ]);
    expect(nearest([], 5)).to.equal(-1);
  });
});
