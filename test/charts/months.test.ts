import { expect } from "@open-wc/testing";
import { timeTicks } from "../../src/charts/months.js";

const at = (year: number, month: number, day = 1): number => +new Date(year, month - 1, day);
const scale = (from: number, to: number, width: number) => (t: number) => ((t - from) / (to - from)) * width;

describe("months: ticks of a time axis", () => {
  it("has every month of a year that has room, the year at January", () => {
    const [from, to] = [at(2025, 11, 23), at(2027, 2, 23)];
    const ticks = timeTicks(from, to, scale(from, to, 980), 50);
    expect(ticks.length).to.equal(15);
    expect(ticks[0]).to.include({ at: at(2025, 12), unit: "month" });
    expect(ticks.filter((t) => t.unit === "year").map((t) => t.at)).to.deep.equal([at(2026, 1), at(2027, 1)]);
  });

  it("has quarters, that begin where calendars say, where months have no room", () => {
    const [from, to] = [at(2025, 11, 23), at(2027, 2, 23)];
    const ticks = timeTicks(from, to, scale(from, to, 250), 45);
    expect(ticks.map((t) => new Date(t.at).getMonth())).to.deep.equal([0, 3, 6, 9, 0]);
  });

  it("has days in a short span, weeks in a longer one", () => {
    const [from, to] = [at(2026, 11, 1), at(2026, 11, 8)];
    expect(timeTicks(from, to, scale(from, to, 700), 50).length).to.equal(8);
    const later = at(2027, 1, 30);
    const ticks = timeTicks(from, later, scale(from, later, 700), 50);
    expect(ticks[1]!.at - ticks[0]!.at).to.be.closeTo(7 * 86_400_000, 3_700_000);
  });

  it("keeps every tick within the span and in order, also over a change of clocks", () => {
    const [from, to] = [at(2024, 2, 29), at(2031, 3, 31)];
    const ticks = timeTicks(from, to, scale(from, to, 300), 45);
    expect(ticks.every((t) => t.at >= from && t.at <= to)).to.equal(true);
    expect(ticks.map((t) => t.x)).to.deep.equal([...ticks.map((t) => t.x)].sort((a, b) => a - b));
    expect(ticks.every((t) => new Date(t.at).getDate() === 1)).to.equal(true);
  });
});
