import { expect } from "@open-wc/testing";
import { dumbbell, place } from "../../src/charts/dumbbell.js";

describe("dumbbell: then and now on one scale", () => {
  it("stands both marks on the scale with the way between", () => {
    expect(dumbbell({ scale: [0, 100], then: 40, now: 61, rtl: false })).to.deep.equal({
      then: 40,
      now: 61,
      bar: { x: 40, width: 21 },
    });
  });

  it("has the same way for a fall", () => {
    expect(dumbbell({ scale: [0, 100], then: 61, now: 40, rtl: false }).bar).to.deep.equal({ x: 40, width: 21 });
  });

  it("has no way where nothing moved", () => {
    expect(dumbbell({ scale: [0, 1], then: 0.5, now: 0.5, rtl: false }).bar).to.equal(null);
  });

  it("mirrors right to left", () => {
    expect(dumbbell({ scale: [0, 100], then: 10, now: 30, rtl: true })).to.deep.equal({
      then: 90,
      now: 70,
      bar: { x: 70, width: 20 },
    });
  });

  it("keeps what is off the scale at its end", () => {
    expect(place(140, [0, 100], false)).to.equal(100);
    expect(place(-4, [0, 100], false)).to.equal(0);
    expect(place(5, [5, 5], false)).to.equal(0);
  });
});
