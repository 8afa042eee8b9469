import { expect } from "@open-wc/testing";
import { parallel } from "../../src/charts/parallel.js";

const base = { lines: [[0, 1, 0.5]], cuts: [[0.4, 0.7], [], [0.26, 0.51, 0.76]], count: 3, height: 212, rtl: false };

describe("parallel: several scales, and the same things on each", () => {
  it("spreads the scales evenly, riskier up, with room for a marker", () => {
    const { dots, axes } = parallel(base);
    expect(axes.map(([safest]) => safest!.x)).to.deep.equal([16.67, 50, 83.33]);
    expect(dots[0]!.map((dot) => dot!.y)).to.deep.equal([206, 6, 106]);
  });

  it("joins the places of one thing, and leaves a gap open", () => {
    expect(parallel(base).paths[0]).to.equal("M16.67 206L50 6L83.33 106");
    expect(parallel({ ...base, lines: [[0, null, 0.5]] }).paths[0]).to.equal("M16.67 206M83.33 106");
    expect(parallel({ ...base, lines: [[null, null, null]] }).paths[0]).to.equal("");
  });

  it("cuts each scale into its bands, whichever way they are listed", () => {
    const { axes } = parallel({ ...base, cuts: [[0.7, 0.4], [], [0, 1]] });
    expect(axes[0]!.map(({ y }) => y)).to.deep.equal([206, 126, 66, 6]);
    expect(axes[1]!.map(({ y }) => y)).to.deep.equal([206, 6]);
    expect(axes[2]!.length).to.equal(2);
  });

  it("mirrors right to left", () => {
    expect(parallel({ ...base, rtl: true }).axes.map(([safest]) => safest!.x)).to.deep.equal([83.33, 50, 16.67]);
  });

  it("lays scales one under the other, riskier further along", () => {
    const lying = { ...base, height: 120, lying: true };
    const { axes, dots, paths } = parallel(lying);
    expect(axes[0]).to.deep.equal([
      { x: 3, y: 20 },
      { x: 40.6, y: 20 },
      { x: 68.8, y: 20 },
      { x: 97, y: 20 },
    ]);
    expect(axes.map(([safest]) => safest!.y)).to.deep.equal([20, 60, 100]);
    expect(dots[0]!.map((dot) => dot!.x)).to.deep.equal([3, 97, 50]);
    expect(paths[0]).to.equal("M3 20L97 60L50 100");
    expect(parallel({ ...lying, rtl: true }).paths[0]).to.equal("M97 20L3 60L50 100");
  });

  it("keeps a place that is off its scale at its end", () => {
    expect(parallel({ ...base, lines: [[-1, 2, 0]] }).dots[0]!.map((dot) => dot!.y)).to.deep.equal([206, 6, 206]);
  });
});
