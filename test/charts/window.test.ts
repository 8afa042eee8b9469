import { expect } from "@open-wc/testing";
import * as fc from "fast-check";
import { barAt, MOST_PX, reveal, scrolled, scrollHeight, visible, type Pane } from "../../src/charts/window.js";

const pane = (rows: number, view = 572): Pane => ({ rows, row: 52, view });

describe("window: which rows of a long list are on screen", () => {
  it("shows as many rows as fit and one more, from the first that is seen at all", () => {
    expect(visible(pane(100_000), 0)).to.deep.equal({ first: 0, count: 12, shift: 0 });
    expect(visible(pane(100_000), 51)).to.deep.equal({ first: 0, count: 12, shift: 51 });
    expect(visible(pane(100_000), 52)).to.deep.equal({ first: 1, count: 12, shift: 0 });
    expect(visible(pane(100_000), 1000)).to.deep.equal({ first: 19, count: 12, shift: 12 });
  });

  it("ends with the last row at the lower edge", () => {
    const end = visible(pane(100_000), Infinity);
    expect(end.first + end.count).to.equal(100_000);
    expect(end.count * 52 - end.shift).to.equal(572);
  });

  it("has no more rows than there are", () => {
    expect(visible(pane(3), 0)).to.deep.equal({ first: 0, count: 3, shift: 0 });
    expect(visible(pane(0), 0)).to.deep.equal({ first: 0, count: 0, shift: 0 });
  });

  it("leaves no part of the view blank, wherever the list stands", () => {
    const seed = Date.now() % 2 ** 31;
    console.info(`window: seed ${seed}`);
    fc.assert(
      fc.property(
        fc.integer({ min: 11, max: 2_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 60, max: 560 }),
        (rows, share, view) => {
          const p = pane(rows, Math.min(view, rows * 52));
          const { first, count, shift } = visible(p, share * (rows * 52 - p.view));
          return first >= 0 && first + count <= rows && shift >= 0 && count * 52 - shift >= p.view - 1e-6;
        },
      ),
      { seed, numRuns: 1000 },
    );
  });

  it("needs the same number of rows at every position, so that nodes can be used again", () => {
    const counts = new Set([0, 17, 52, 5000.5, 99_000 * 52].map((offset) => visible(pane(100_000), offset).count));
    expect([...counts]).to.deep.equal([12]);
  });
});

describe("window: the scroll bar", () => {
  it("is the list itself while browsers allow that height", () => {
    expect(scrollHeight(pane(100_000))).to.equal(5_200_000);
    expect(scrolled(pane(100_000), 4321, { top: 0, offset: 0 })).to.deep.equal({ top: 4321, offset: 4321 });
    expect(barAt(pane(100_000), 4321)).to.equal(4321);
  });

  it("never asks for more than a browser has", () => {
    expect(scrollHeight(pane(10_000_000))).to.equal(MOST_PX);
  });

  it("scaled, goes by a wheel's own steps and by the thumb's share of the way", () => {
    const long = pane(1_000_000);
    const near = scrolled(long, 300_120, { top: 300_000, offset: 2_000_000 });
    expect(near.offset).to.equal(2_000_120);
    const far = scrolled(long, (MOST_PX - 572) / 2, { top: 0, offset: 0 });
    expect(far.offset).to.be.closeTo((52_000_000 - 572) / 2, 1);
  });

  it("scaled, reaches both ends", () => {
    const long = pane(1_000_000);
    expect(scrolled(long, 0, { top: 40, offset: 900 }).offset).to.equal(0);
    const end = MOST_PX - 572;
    expect(scrolled(long, end, { top: end - 30, offset: 51_000_000 }).offset).to.equal(52_000_000 - 572);
  });

  it("and the list agree on every row", () => {
    const long = pane(3_000_000);
    for (const row of [0, 1, 1_499_999, 2_999_990]) {
      const offset = Math.min(row * 52, 3_000_000 * 52 - 572);
      const { offset: back } = scrolled(long, barAt(long, offset), { top: -1e9, offset: 0 });
      expect(back).to.be.closeTo(offset, 1e-6 * 52 * 3_000_000);
    }
  });

  it("stays put where everything fits", () => {
    expect(scrolled(pane(5, 260), 0, { top: 0, offset: 0 }).offset).to.equal(0);
    expect(barAt(pane(5, 260), 100)).to.equal(0);
  });
});

describe("window: bringing a row on screen", () => {
  it("moves as little as it takes", () => {
    expect(reveal(pane(1000), 520, 12)).to.equal(520);
    expect(reveal(pane(1000), 520, 9)).to.equal(468);
    expect(reveal(pane(1000), 520, 21)).to.equal(572);
    expect(reveal(pane(1000), 0, 999)).to.equal(1000 * 52 - 572);
  });
});
