import { expect } from "@open-wc/testing";
import { groupIds } from "../../src/data/groups.js";
import { computedNumbers, countsOf, issuesOf } from "../../src/data/numbers.js";
import { suppliedNumbers } from "../../src/data/supplied.js";
import type { BookInput } from "../../src/data/types.js";
import { getModel, type PersonScore } from "../../src/engine/index.js";

const moxso = getModel("moxso");

describe("a group's supplied numbers", () => {
  it("stand as they came; what did not come is not known", () => {
    const { score, published, band, change, trend, people, scored, small, distribution } = suppliedNumbers(moxso, {
      score: 50.5,
    });
    expect({ score, published, band, change, trend, people, scored, small, distribution }).to.deep.equal({
      score: 50.5,
      published: 51,
      band: "elevated",
      change: null,
      trend: null,
      people: null,
      scored: null,
      small: false,
      distribution: null,
    });
    const more = { change: -2, trend: "improving", people: 40, scored: 39, published: 50, band: "critical" } as const;
    expect(suppliedNumbers(moxso, { score: 50.5, ...more })).to.include(more);
  });

  it("without a score have no band; an unknown band is the score's", () => {
    expect(suppliedNumbers(moxso, { score: null, band: "low" })).to.include({ published: null, band: null });
    expect(suppliedNumbers(moxso, { score: null, published: 30 })).to.include({ score: null, band: "moderate" });
    expect(suppliedNumbers(moxso, { score: 80, band: "constructor" }).band).to.equal("critical");
  });

  it("are small below ten people", () => {
    const small = (people: number | null): boolean => suppliedNumbers(moxso, { score: 1, people }).small;
    expect([9, 10, 0, null].map(small)).to.deep.equal([true, false, true, false]);
  });

  it("count bands in the model's order, and say of a hidden count whether it is small", () => {
    const { distribution } = suppliedNumbers(moxso, {
      score: 1,
      distribution: { critical: null, low: 7, moderate: null, other: 9 },
      under: 5,
      small: ["moderate"],
    });
    expect(distribution).to.deep.equal([
      { band: "low", count: 7 },
      { band: "moderate", count: null, under: 5 },
      { band: "elevated", count: 0 },
      { band: "critical", count: null },
    ]);
    const known = suppliedNumbers(moxso, { score: 1, distribution: { low: 3 }, under: 5, small: ["low"] });
    expect(known.distribution![0]).to.deep.equal({ band: "low", count: 3 });
    const named = suppliedNumbers(moxso, {
      score: 1,
      distribution: Object.create({ low: 3 }) as Record<string, number>,
    });
    expect(named.distribution![0]).to.deep.equal({ band: "low", count: 0 });
  });
});

describe("groups and counts", () => {
  const input: BookInput = {
    clients: [
      {
        id: "a",
        people: [
          { id: "1", department: "sales", role: "hr" },
          { id: "2", department: "it" },
          { id: "3", department: "" },
          { id: "4", department: "it" },
        ],
        groups: [
          { id: "board", kind: "department" },
          { id: "chair", kind: "role" },
        ],
      },
      { id: "b", people: [{ id: "5", department: "legal" }] },
    ],
  };
  it("are those that people are in or that came by themselves, by name, each once", () => {
    expect(groupIds(input, "department", null)).to.deep.equal(["board", "it", "legal", "sales"]);
    expect(groupIds(input, "department", "a")).to.deep.equal(["board", "it", "sales"]);
    expect(groupIds(input, "department", "b")).to.deep.equal(["legal"]);
    expect(groupIds(input, "role", null)).to.deep.equal(["chair", "hr"]);
    expect(groupIds(input, "role", "nobody")).to.deep.equal([]);
  });
  it("count who has one, and everybody", () => {
    expect(countsOf(["x", null, "y", "x"], ["x", "z"])).to.deep.equal({
      people: 4,
      scored: 3,
      distribution: { x: 2, z: 0, y: 1 },
    });
  });
  it("issues name the place in what was supplied, past those that were left out", () => {
    const score = {
      issues: [
        { path: "events[3].at", message: "m" },
        { path: "", message: "n" },
      ],
    } as PersonScore;
    const paths = (client: { path?: string; skipped?: number[] }, index: number): string[] =>
      issuesOf(score, { id: "c", people: [], ...client }, index).map(({ path }) => path);
    expect(paths({ path: "people" }, 2)).to.deep.equal(["people[2].events[3].at", "people[2]"]);
    expect(paths({ path: "people", skipped: [0, 2, 9] }, 0)[1]).to.equal("people[1]");
    expect(paths({ path: "people", skipped: [0, 2, 9] }, 1)[1]).to.equal("people[3]");
    expect(paths({ path: "people", skipped: [2] }, 1)[1]).to.equal("people[1]");
    expect(paths({}, 2)).to.deep.equal(["events[3].at", ""]);
    expect(issuesOf({ issues: [] } as unknown as PersonScore, { id: "c", people: [] }, 0)).to.deep.equal([]);
  });
});

describe("a group's numbers out of its people's", () => {
  const person = (score: number | null): PersonScore => ({
    id: "p",
    model: "moxso",
    asOf: 0,
    score,
    published: score,
    band: score === null ? null : "low",
    coverage: 1,
    contributions: [],
    issues: [],
    change: null,
    trend: null,
  });
  const of = (scores: ReadonlyArray<number | null>, before: ReadonlyArray<number | null> | null = null) =>
    computedNumbers("g", 0, moxso, scores.map(person), before, []);

  it("are small below ten people", () => {
    const many = (n: number): number[] => Array<number>(n).fill(20);
    expect([of(many(9)).small, of(many(10)).small, of(many(11)).small]).to.deep.equal([true, false, false]);
  });
  it("count who has a score, and move where the ones before are known", () => {
    const numbers = of([10, 20, null], [10, 10, null]);
    expect(numbers).to.include({ score: 15, change: 5, people: 3, scored: 2, supplied: false });
    expect(of([10, 20]).change).to.equal(null);
    expect(numbers.distribution.map(({ count }) => count)).to.deep.equal([2, 0, 0, 0]);
    expect(numbers.group).to.include({ id: "g", score: 15, change: 5, scored: 2 });
  });
});
