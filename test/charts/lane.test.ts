import { expect } from "@open-wc/testing";
import * as fc from "fast-check";
import { lane, LANE_GAP, textWidth } from "../../src/charts/lane.js";

describe("lane: labels beside hairlines", () => {
  it("puts a label right of its line where it fits", () => {
    expect(lane([{ x: 100, width: 80 }], 0, 500)).to.deep.equal([1]);
  });

  it("puts the last one left where the right has no room", () => {
    expect(lane([{ x: 450, width: 80 }], 0, 500)).to.deep.equal([-1]);
  });

  it("looks ahead: two that stand close turn away from each other", () => {
    const two = [
      { x: 200, width: 100 },
      { x: 240, width: 100 },
    ];
    expect(lane(two, 0, 500)).to.deep.equal([-1, 1]);
  });

  it("gives up where labels would touch", () => {
    const three = [200, 220, 240].map((x) => ({ x, width: 100 }));
    expect(lane(three, 0, 500)).to.equal(null);
    expect(lane([{ x: 50, width: 600 }], 0, 500)).to.equal(null);
  });

  it("has nothing to do without labels", () => {
    expect(lane([], 0, 500)).to.deep.equal([]);
  });

  it("never lets a label touch another, another's line or an end", () => {
    const seed = Date.now() % 2 ** 31;
    console.info(`lane: seed ${seed}`);
    const item = fc.record({ x: fc.integer({ min: 0, max: 900 }), width: fc.integer({ min: 10, max: 200 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), (items) => {
        const sorted = [...items].sort((a, b) => a.x - b.x);
        const sides = lane(sorted, 0, 900);
        if (!sides) return true;
        const boxes = sorted.map(({ x, width }, i) =>
          sides[i]! > 0 ? [x + LANE_GAP, x + LANE_GAP + width] : [x - LANE_GAP - width, x - LANE_GAP],
        );
        return boxes.every(
          ([from, to], i) =>
            from! >= 0 &&
            to! <= 900 &&
            sorted.every(({ x }, k) => k === i || x <= from! || x >= to!) &&
            boxes.every(([a, b], k) => k === i || b! <= from! || a! >= to!),
        );
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe("lane: how wide a text is", () => {
  it("is about right, rather too wide than too narrow", () => {
    const context = document.createElement("canvas").getContext("2d")!;
    context.font = "14px Arial";
    for (const text of ["Data entered +16", "Simulation “Payroll update”", "Training completed −7", "Österreich"]) {
      const measured = context.measureText(text).width;
      expect(textWidth(text, 14), text).to.be.within(measured * 0.94, measured * 1.25);
    }
  });

  it("counts full-width letters as such", () => {
    expect(textWidth("研修", 10)).to.be.greaterThan(20);
    expect(textWidth("", 10)).to.equal(0);
  });
});
