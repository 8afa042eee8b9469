import { expect } from "@open-wc/testing";
import { Room, runsThrough, type Box } from "../../src/charts/room.js";

const box = (left: number, top: number, right = left + 10, bottom = top + 10): Box => ({ left, top, right, bottom });

describe("room for words", () => {
  it("a line runs through a box where it is inside of it, also between two points", () => {
    const line = [
      [0, 0],
      [100, 100],
    ] as const;
    expect(runsThrough(line, box(45, 45))).to.equal(true);
    expect(runsThrough(line, box(45, 60))).to.equal(false);
    expect(runsThrough(line, box(60, 45))).to.equal(false);
    expect(runsThrough(line, box(120, 120))).to.equal(false);
  });

  it("a line that runs the other way, straight up, or is one point", () => {
    const back = [
      [100, 0],
      [0, 100],
    ] as const;
    expect(runsThrough(back, box(45, 45))).to.equal(true);
    expect(runsThrough(back, box(20, 20))).to.equal(false);
    const up = [
      [50, 0],
      [50, 100],
    ] as const;
    expect(runsThrough(up, box(45, 20))).to.equal(true);
    expect(runsThrough(up, box(51, 20))).to.equal(false);
    expect(runsThrough([[5, 5]], box(0, 0))).to.equal(true);
    expect(runsThrough([[50, 50]], box(0, 0))).to.equal(false);
    expect(runsThrough([], box(0, 0))).to.equal(false);
  });

  it("the first free place is taken, and no longer free after that", () => {
    const room = new Room([[[5, 5]]], [box(20, 0)]);
    const places = [box(0, 0), box(25, 5), box(40, 0), box(60, 0)];
    expect(room.first(places)).to.equal(places[2]);
    expect(room.first(places)).to.equal(places[3]);
    expect(room.first(places)).to.equal(undefined);
  });
});
