import { expect } from "@open-wc/testing";
import {
  groupIn,
  modelOfNumbers,
  numbersIn,
  pastOf,
  suppliedAt,
  suppliedNumbers,
  suppliedPersonScore,
  withPast,
  withSupplied,
  written,
} from "../../src/data/supplied.js";
import type { BookInput, SuppliedScore } from "../../src/data/types.js";
import { getModel, type PersonScore } from "../../src/engine/index.js";

const moxso = getModel("moxso");
const NOW = Date.UTC(2026, 10, 23, 9);

describe("a person's supplied number", () => {
  const of = (supplied: SuppliedScore): PersonScore => suppliedPersonScore({ id: "a", supplied }, supplied, moxso, NOW);

  it("stands as it came; what did not come is read off it", () => {
    expect(of({ score: 67.4 })).to.deep.equal({
      id: "a",
      model: "moxso",
      asOf: NOW,
      score: 67.4,
      published: 67,
      band: "elevated",
      coverage: 1,
      contributions: [],
      issues: [],
      change: null,
      trend: null,
    });
    const more = { published: 70, band: "low", asOf: 5, change: 1, trend: "stable", coverage: 0.7 } as const;
    expect(of({ score: 67.4, ...more })).to.include(more);
  });

  it("finer than its model publishes is rounded as it is shown, and its band is read off that: 50.6 is 51, elevated", () => {
    expect(of({ score: 50.6, published: 50.6 })).to.include({ score: 50.6, published: 51, band: "elevated" });
    expect(of({ score: 50.4, published: 50.4 })).to.include({ published: 50, band: "moderate" });
    const group = (score: number) => suppliedNumbers(moxso, { score, published: score });
    expect(group(75.5)).to.include({ score: 75.5, published: 76, band: "critical" });
    expect(group(25.4)).to.include({ published: 25, band: "low" });
  });

  it("that is none has no band and covers nothing", () => {
    expect(of({ score: null, band: "low" })).to.include({ score: null, published: null, band: null, coverage: 0 });
    expect(of({ score: null, published: 30 }).band).to.equal(null);
  });

  it("in a band that there is none is said, with those that there are", () => {
    const { band, issues } = of({ score: 30, band: "high" });
    expect(band).to.equal("moderate");
    expect(issues).to.deep.equal([
      { path: "band", message: 'band: "high"; expected one of low, moderate, elevated, critical.' },
    ]);
    for (const known of [null, undefined, "low"]) expect(of({ score: 30, band: known }).issues).to.deep.equal([]);
  });

  it("off its model's scale is shown as it stands, and said", () => {
    for (const score of [101, -1]) {
      const { published, issues } = of({ score });
      expect(published).to.equal(score);
      expect(issues).to.deep.equal([
        { path: "score", message: `score: ${score}; expected 0 to 100, the scale of moxso.` },
      ]);
    }
    for (const score of [0, 100]) expect(of({ score }).issues).to.deep.equal([]);
  });

  it("is explained by its signals' weights, and by what they leave open", () => {
    const signals = { phishing_simulation: 72, threat_exposure: 81, training: 44, incidents: 0, peer_benchmark: 58 };
    const { contributions, coverage } = of({ score: 67, signals });
    const rows = Object.fromEntries(contributions.map(({ id, points }) => [id, Math.round(points * 1e6) / 1e6]));
    expect(rows).to.deep.equal({
      phishing_simulation: 21.6,
      threat_exposure: 20.25,
      training: 8.8,
      incidents: 0,
      peer_benchmark: 5.8,
      unexplained: 10.55,
    });
    expect(coverage).to.equal(1);
    const some = of({ score: 72, signals: { phishing_simulation: 72, threat_exposure: 72 } });
    expect(some.contributions.map(({ id }) => id)).to.deep.equal(["phishing_simulation", "threat_exposure"]);
    expect(some.coverage).to.be.closeTo(0.55, 1e-9);
  });

  it("is explained by its own rows where they came, and by what they leave open", () => {
    const rows = (sum: number): unknown[] =>
      of({ score: 10, signals: { training: 90 }, contributions: [{ id: "x", points: sum }] }).contributions;
    expect(rows(10)).to.deep.equal([{ id: "x", points: 10 }]);
    expect(rows(10 + 5e-10)).to.have.length(1);
    expect(rows(12)).to.deep.equal([
      { id: "x", points: 12 },
      { id: "unexplained", points: -2 },
    ]);
    expect(rows(9.75)).to.deep.equal([
      { id: "x", points: 9.75 },
      { id: "unexplained", points: 0.25 },
    ]);
    expect(of({ score: 10, contributions: [] }).contributions).to.deep.equal([]);
    expect(of({ score: null, contributions: [{ id: "x", points: 1 }] }).contributions).to.have.length(1);
  });

  it("has the trend that its change means, unless it came with one", () => {
    const trend = (change: number | null, score: number | null = 50): string | null => of({ score, change }).trend;
    expect([2, 1.9, 0, -1.9, -2, null].map((change) => trend(change))).to.deep.equal([
      "worsening",
      "stable",
      "stable",
      "stable",
      "improving",
      null,
    ]);
    expect(trend(5, null)).to.equal(null);
    expect(of({ score: 50, change: 9, trend: "stable" }).trend).to.equal("stable");
  });

  it("was what its past says, oldest first, without what cannot be read", () => {
    const history = [
      { at: 30, score: 3 },
      { at: "2026-02-30T00:00:00Z", score: 9 },
      { at: 10, score: 1 },
      { at: 20, score: NaN },
    ];
    expect(pastOf({ history })).to.deep.equal([
      { at: 10, score: 1 },
      { at: 30, score: 3 },
    ]);
    expect(pastOf({})).to.deep.equal([]);
    expect([9, 10, 29, 30, 31].map((at) => suppliedAt({ id: "a", history }, at))).to.deep.equal([null, 1, 1, 3, 3]);
    expect(suppliedAt({ id: "a", history: [{ at: 1, score: 0 }] }, 1)).to.equal(0);
  });
});

describe("people of whom some have a supplied number", () => {
  const scored: PersonScore = suppliedPersonScore({ id: "r" }, { score: 9 }, moxso, NOW);
  const supplied = { id: "s", supplied: { score: 50 }, history: [{ at: NOW - 10, score: 40 }] };
  const people = [{ id: "r" }, supplied];

  it("keep the others' scores; theirs is what came, before the date what their history says", () => {
    const of = (at: number): Array<number | null> =>
      withSupplied([scored, scored], people, moxso, at, NOW).map(({ score }) => score);
    expect([of(NOW), of(NOW + 1), of(NOW - 1), of(NOW - 11)]).to.deep.equal([
      [9, 50],
      [9, 50],
      [9, 40],
      [9, null],
    ]);
    expect(withSupplied([scored, scored], people, moxso, NOW, NOW)[0]).to.equal(scored);
  });

  it("the same of scores alone", () => {
    expect(withPast([9, 9], people, NOW)).to.deep.equal([9, 40]);
    expect(withPast([9, null], people, NOW - 11)).to.deep.equal([9, null]);
    expect(withPast([null, 9], people, NOW - 10)).to.deep.equal([null, 40]);
  });
});

describe("a supplied department", () => {
  it("is that of its client where two have one of its name", () => {
    const clients = [1, 2].map((n) => ({
      id: `c${n}`,
      people: [],
      groups: [{ kind: "department" as const, id: "it", name: `It ${n}`, supplied: { score: n } }],
    }));
    const of = (id: string, within: string | null, kind: "department" | "role" = "department"): string | undefined =>
      groupIn({ clients: [{ id: "none", people: [] }, ...clients] }, { kind, id }, within)?.name;
    expect([of("it", "c1"), of("it", "c2"), of("it", null)]).to.deep.equal(["It 1", "It 2", "It 1"]);
    expect([of("it", "none"), of("hr", null), of("it", "c1", "role")]).to.deep.equal(Array(3).fill(undefined));
  });
});

describe("the numbers of everything", () => {
  it("are those that came with it, unless they have no score and there are people", () => {
    const of = (score: number | null, ...people: number[]): number | null | undefined => {
      const clients = people.map((n, i) => ({
        id: `${i}`,
        people: Array.from({ length: n }, (_, k) => ({ id: `${k}` })),
      }));
      return numbersIn({ clients, supplied: { score } }, { kind: "book", id: "" }, null, moxso, true)?.score;
    };
    expect([of(40, 0, 2), of(null, 0, 0)]).to.deep.equal([40, null]);
    expect([of(null, 1, 2), of(null, 0, 2), of(null, 2, 0)]).to.deep.equal(Array(3).fill(undefined));
  });
});

describe("the numbers of a client", () => {
  it("are its own, whichever stands first, its people there or not", () => {
    const client = (id: string, score: number, n: number) => ({
      id,
      supplied: { score },
      people: Array.from({ length: n }, (_, k) => ({ id: `${id}${k}` })),
    });
    const input: BookInput = { clients: [client("a", 10, 0), client("b", 20, 2), { id: "c", people: [{ id: "p" }] }] };
    const of = (id: string): number | null | undefined =>
      numbersIn(input, { kind: "client", id }, null, moxso, id === "b")?.score;
    expect(["a", "b", "c", "nobody"].map(of)).to.deep.equal([10, 20, undefined, undefined]);
  });
});

describe("the model that numbers are of", () => {
  it("is the page's where records stand among the numbers: those it scores", () => {
    const supplied = { id: "s", supplied: { score: 50, band: "elevated" } };
    const of = (...people: BookInput["clients"][number]["people"]) =>
      modelOfNumbers({ model: "moxso", clients: [{ id: "c", people }] }, "phishr", getModel);
    expect(of(supplied)).to.equal("moxso");
    expect(of(supplied, { id: "r", events: [] })).to.equal("phishr");
  });
});

describe("a score that a page wrote on a card itself", () => {
  const card = { score: "67" as string | number | null, change: null as number | null, label: null, person: null };
  const people = (more: object): unknown => {
    const { status, book } = written({ ...card, ...more }) as { status: string; book?: BookInput };
    expect(
      book?.clients.map(({ id }) => id),
      "of no client by name",
    ).to.deep.equal([""]);
    return [status, book?.clients[0]!.people];
  };

  it("is a person's, by the name that was written", () => {
    expect(written(card)).to.deep.include({ status: "ready", at: null });
    const supplied = { score: 67, change: null, asOf: null };
    expect(people({})).to.deep.equal(["ready", [{ id: "", name: "", supplied }]]);
    expect(people({ score: 67, label: "Ada" })).to.deep.equal(["ready", [{ id: "Ada", name: "Ada", supplied }]]);
    expect(people({ score: " 67 ", label: "Ada", person: "p1" })).to.deep.equal([
      "ready",
      [{ id: "p1", name: "Ada", supplied }],
    ]);
  });

  it("moved by the change that was written, as text or as number", () => {
    for (const [change, expected] of [
      [-4, -4],
      ["2.5", 2.5],
      ["", null],
      ["none", null],
    ])
      expect(people({ change })).to.deep.equal([
        "ready",
        [{ id: "", name: "", supplied: { score: 67, change: expected, asOf: null } }],
      ]);
  });

  it("that is no number is said to be none", () => {
    for (const score of ["", " ", "high", "0x43", "0b1", "0o7", "1e999", NaN])
      expect(written({ ...card, score }), String(score)).to.deep.equal({
        status: "error",
        at: null,
        error: {
          code: "invalid-data",
          message: `score: ${JSON.stringify(score)} is not a number; expected one on the model's scale.`,
          path: "score",
          retryable: false,
        },
      });
  });

  it("is the same data while it says the same, and other data once it does not", () => {
    const one = { ...card };
    const before = written(one);
    expect(written(one)).to.equal(before);
    one.change = 3;
    expect(written(one)).to.not.equal(before);
    expect(written(one)).to.not.deep.equal(before);
  });
});
