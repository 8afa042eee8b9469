import { expect } from "@open-wc/testing";
import type { Draft } from "../../../src/data/importers/people.js";
import { disputeSuspects, judge, type Clue } from "../../../src/data/importers/scanners.js";

const AT = Date.UTC(2026, 2, 2, 11);
const clicked = (at: number, clue: Clue = {}): Draft => ({
  type: "simulation_clicked",
  at: AT + at,
  clue: { ...clue },
});
const sent = (at: number): Draft => ({ type: "simulation_sent", at: AT + at });
const verdicts = (...people: Draft[][]): Array<Clue["verdict"]> => {
  judge(people);
  return people.flat().flatMap((e) => (e.clue ? [e.clue.verdict] : []));
};

describe("who opened or clicked", () => {
  it("so soon after delivery is no person, up to ten seconds and not before it", () => {
    const of = (at: number) => verdicts([sent(0), clicked(at)])[0];
    expect([-1, 0, 10_000, 10_001].map(of)).to.deep.equal([undefined, "delivery", "delivery", undefined]);
    expect(verdicts([clicked(0)])).to.deep.equal([undefined]);
    // The first delivery counts.
    expect(verdicts([sent(0), sent(20_000), clicked(25_000)])).to.deep.equal([undefined]);
  });

  it("three times within one second of one file is no person", () => {
    const of = (...times: number[]): unknown => verdicts(times.map((at) => clicked(at)));
    expect(of(0, 500, 999)).to.deep.equal(["burst", "burst", "burst"]);
    expect(of(0, 500, 1000)).to.deep.equal([undefined, undefined, undefined]);
    expect(of(0, 1)).to.deep.equal([undefined, undefined]);
    expect(of(0, 800, 1850, 1870, 1890)).to.deep.equal([undefined, undefined, "burst", "burst", "burst"]);
    expect(verdicts([0, 1, 2].map((at) => clicked(at, { file: at })))).to.deep.equal([undefined, undefined, undefined]);
  });

  it("from one address in one second of the clock for three people is no person", () => {
    const of = (...clicks: Array<[at: number, address?: string]>): unknown =>
      verdicts(...clicks.map(([at, address]) => [clicked(at, address === undefined ? {} : { address })]));
    expect(of([0, "1"], [1, "1"], [999, "1"])).to.deep.equal(["burst", "burst", "burst"]);
    expect(of([0, "1"], [1, "1"], [1000, "1"])).to.deep.equal([undefined, undefined, undefined]);
    expect(of([0, "1"], [1, "1"], [2, "2"])).to.deep.equal([undefined, undefined, undefined]);
    expect(of([0], [1], [2])).to.deep.equal([undefined, undefined, undefined]);
    // Whoever types into a form has opened it: one office has one address.
    const submitted: Draft = { ...clicked(1, { address: "1" }), type: "simulation_submitted" };
    expect(
      verdicts([clicked(0, { address: "1" })], [submitted], [{ ...submitted, clue: { address: "1" } }]),
    ).to.deep.equal([undefined, undefined, undefined]);
    expect(
      verdicts([clicked(0, { address: "1" }), clicked(5, { address: "1" })], [clicked(9, { address: "1" })]),
    ).to.deep.equal([undefined, undefined, undefined]);
  });

  it("by its name is a program before anything else, and is judged anew each time", () => {
    expect(verdicts([sent(0), clicked(1, { agent: true })])).to.deep.equal(["agent"]);
    expect(verdicts([clicked(1, { verdict: "burst" })])).to.deep.equal([undefined]);
  });
});

describe("disputing suspicions", () => {
  const event = (suspect?: Clue["verdict"]) => ({ type: "simulation_clicked", at: AT, ...(suspect && { suspect }) });
  const people = [
    { id: "a", events: [event("burst"), event("agent"), event()] },
    { id: "b", events: [event()] },
    { id: "c" },
  ] as Parameters<typeof disputeSuspects>[0];

  it("touches the events picked, and no person who has none", () => {
    const of = (pick?: Parameters<typeof disputeSuspects>[1]): unknown[] => {
      const [first, ...others] = disputeSuspects(people, pick);
      expect([others[0] === people[1], others[1] === people[2]]).to.deep.equal([true, true]);
      return [first === people[0], ...first!.events!.map(({ disputed }) => disputed)];
    };
    expect(of()).to.deep.equal([false, "scanner: burst", "scanner: agent", undefined]);
    expect(of((reason) => reason === "agent")).to.deep.equal([false, undefined, "scanner: agent", undefined]);
    expect(of(() => false)).to.deep.equal([true, undefined, undefined, undefined]);
  });
});
