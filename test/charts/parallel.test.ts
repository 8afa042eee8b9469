import { expect } from "@open-wc/testing";
import { parallel } from "../../src/charts/parallel.js";

const base = { lines: [[0, 1, 0.5]], cuts: [[0.4, 0.7], [], [0.26, 0.51, 0.76]], count: 3, height: 212, rtl: false };

describe("parallel: several scales side by side", () => {
  it("spreads the scales evenly, riskier up, with room for a marker", () => {
    const { dots, axes } = parallel(base);
    expect(axes.map(({ x }) => x)).to.deep.equal([16.67, 50, 83.33]);
    expect(dots[0]!.map((dot) => dot!.y)).to.deep.equal([206, 6, 106]);
  });

  it("joins the places of one thing, and leaves a gap open", () => {
    expect(parallel(base).paths[0]).to.equal("M16.67 206L50 6L83.33 106");
    expect(parallel({ ...base, lines: [[0, null, 0.5]] }).paths[0]).to.equal("M16.67 206M83.33 106");
    expect(parallel({ ...base, lines: [[null, null, null]] }).paths[0]).to.equal("");
  });

  it("cuts each scale into its bands, whichever way they are listed", () => {
    const { axes } = parallel({ ...base, cuts: [[0.7, 0.4], [], [0, 1]] });
    expect(axes[0]!.pieces.map(({ y }) => y)).to.deep.equal([126, 66, 6]);
    expect(axes[0]!.pieces.reduce((sum, { height }) => sum + height, 0)).to.equal(200);
    expect(axes[1]!.pieces.length).to.equal(1);
    expect(axes[2]!.pieces.length).to.equal(1);
  });

  it("mirrors right to left", () => {
    expect(parallel({ ...base, rtl: true }).axes.map(({ x }) => x)).to.deep.equal([83.33, 50, 16.67]);
  });

  it("keeps a place that is off its scale at its end", () => {
    expect(parallel({ ...base, lines: [[-1, 2, 0]] }).dots[0]!.map((dot) => dot!.y)).to.deep.equal([206, 6, 206]);
  });
});
