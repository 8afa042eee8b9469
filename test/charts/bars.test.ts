import { expect } from "@open-wc/testing";
import { bars } from "../../src/charts/bars.js";

describe("bars: signed values on one zero line", () => {
  it("puts zero between the longest of each side", () => {
    expect(bars([30, -10, 15])).to.deep.equal({
      zero: 25,
      bars: [
        { x: 25, width: 75 },
        { x: 0, width: 25 },
        { x: 25, width: 37.5 },
      ],
    });
  });

  it("has zero at the start where nothing is below it, and at the end where nothing is above", () => {
    expect(bars([4, 2]).zero).to.equal(0);
    expect(bars([-4, -2]).zero).to.equal(100);
  });

  it("mirrors right to left", () => {
    const { zero, bars: rows } = bars([30, -10], true);
    expect(zero).to.equal(75);
    expect(rows).to.deep.equal([
      { x: 0, width: 75 },
      { x: 75, width: 25 },
    ]);
  });

  it("draws nothing for what sums of fractions leave", () => {
    expect(bars([1e-15, -2e-14]).bars.map(({ width }) => width)).to.deep.equal([0, 0]);
  });

  it("draws nothing for zeros, no rows and one row alike", () => {
    expect(bars([0, 0])).to.deep.equal({
      zero: 0,
      bars: [
        { x: 0, width: 0 },
        { x: 0, width: 0 },
      ],
    });
    expect(bars([])).to.deep.equal({ zero: 0, bars: [] });
    expect(bars([-3])).to.deep.equal({ zero: 100, bars: [{ x: 0, width: 100 }] });
  });

  it("holds at least what it is told to, on both sides", () => {
    expect(bars([1], false, [-1, 3])).to.deep.equal({ zero: 25, bars: [{ x: 25, width: 25 }] });
    expect(bars([5], false, [3]).bars[0]!.width).to.equal(100);
  });

  it("keeps lengths in proportion to the values", () => {
    const { bars: rows } = bars([12, 6, -3]);
    expect(rows[0]!.width / rows[1]!.width).to.be.closeTo(2, 1e-3);
    expect(rows[1]!.width / rows[2]!.width).to.be.closeTo(2, 1e-3);
  });
});
