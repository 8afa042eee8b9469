import { expect } from "@open-wc/testing";
import * as fc from "fast-check";
import { fit, percents } from "../../src/charts/fit.js";

const sum = (values: readonly number[]): number => values.reduce((total, n) => total + n, 0);

describe("fit: what is shown adds up", () => {
  it("gives what rounding loses to the largest remainder", () => {
    expect(fit([1 / 3, 1 / 3, 1 / 3], 1, 1)).to.deep.equal([0.4, 0.3, 0.3]);
    expect(fit([29.14, 18.66, 16.68], 64.5, 1)).to.deep.equal([29.1, 18.7, 16.7]);
  });

  it("keeps values that need no rounding, and exact zeros", () => {
    expect(fit([0.3, -0.1, 0], 0.2, 1)).to.deep.equal([0.3, -0.1, 0]);
    expect(fit([0, 0], 0, 1)).to.deep.equal([0, 0]);
    expect(Object.is(fit([-0], 0, 1)[0], 0)).to.equal(true);
  });

  it("takes from credits as it gives to raises", () => {
    expect(fit([10.04, -2.26], 7.8, 1)).to.deep.equal([10, -2.2]);
  });

  it("does not spread what a service's rows leave over", () => {
    expect(fit([10, 20], 50, 1)).to.deep.equal([10.1, 20.1]);
    expect(fit([10, 20], 5, 1)).to.deep.equal([10, 20]);
  });

  const seed = Date.now() % 2 ** 31;
  it(`sums to the shown total and stays within one unit of every value (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -120, max: 120, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 3 }),
        (values, decimals) => {
          const unit = 10 ** decimals;
          const total = Math.round(sum(values) * unit) / unit;
          const shown = fit(values, total, decimals);
          expect(Math.round(sum(shown) * unit)).to.equal(Math.round(total * unit));
          shown.forEach((n, i) => expect(Math.abs(n - values[i]!)).to.be.below(1 / unit + 1e-9));
        },
      ),
      { seed, numRuns: 1000 },
    );
  });
});

describe("percents: shares of one whole", () => {
  it("add up to 100, the largest taking what equal remainders leave", () => {
    expect(percents([2, 14, 3])).to.deep.equal([10, 74, 16]);
    expect(percents([4, 1, 7])).to.deep.equal([33, 8, 59]);
    expect(percents([0, 29, 71])).to.deep.equal([0, 29, 71]);
  });

  it("have a digit more where equals would be told apart", () => {
    expect(percents([3, 2, 3])).to.deep.equal([37.5, 25, 37.5]);
    expect(percents([1, 9, 9])).to.deep.equal([5.2, 47.4, 47.4]);
  });

  it("are rounded each by itself where that tells them apart, too", () => {
    expect(percents([1, 1, 1])).to.deep.equal([33, 33, 33]);
    expect(percents([5, 5, 3])).to.deep.equal([38, 38, 23]);
    expect(percents([2, 2, 2, 1])).to.deep.equal([29, 29, 29, 14]);
  });

  it("are rounded each by itself where equals would be told apart", () => {
    expect(percents([3, 2, 3]).map(Math.round)).to.deep.equal([38, 25, 38]);
    expect(percents([1, 1, 1]).map(Math.round)).to.deep.equal([33, 33, 33]);
  });
});
