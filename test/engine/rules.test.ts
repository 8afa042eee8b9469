import { expect } from "@open-wc/testing";
import {
  bandOf,
  models,
  movers,
  publish,
  ranks,
  rollUp,
  shares,
  standing,
  transitions,
  trendOf,
  type Model,
} from "../../src/engine/index.js";
import type { Trend } from "../../src/engine/types.js";
import { changeDigits } from "../../src/engine/rules.js";
import { close } from "./support.js";

/** A scale on which little is risky. */
const flipped: Model = {
  ...models.moxso,
  direction: "lower-is-riskier",
  bands: [
    { id: "critical", from: 0 },
    { id: "poor", from: 25 },
    { id: "fair", from: 50 },
    { id: "good", from: 75 },
  ],
};

describe("published scores", () => {
  const cases: Array<[number, number, number]> = [
    [0.145, 2, 0.15],
    [0.144999999, 2, 0.14],
    [0.14499999999, 2, 0.15],
    [1.005, 2, 1.01],
    [0.285, 2, 0.29],
    [0.5, 0, 1],
    [0.4999999994, 0, 0],
    [0.4999999996, 0, 1],
    [2.5, 0, 3],
    [69.5, 0, 70],
    [100, 0, 100],
    [0, 0, 0],
    [0, 6, 0],
    [1.2345675, 6, 1.234568],
    [12.35, 1, 12.4],
    [-0.5, 0, 0],
    [-1.5, 0, -1],
    [-1.51, 0, -2],
    [-0.145, 2, -0.14],
  ];
  for (const [score, precision, shown] of cases) {
    it(`${score} to ${precision} decimals is ${shown}`, () => {
      expect(publish({ precision }, score)).to.equal(shown);
    });
  }

  it("hold their own when they are published again", () => {
    for (let i = 0; i <= 1000; i++)
      expect(publish(models.phishr, publish(models.phishr, i / 1000))).to.equal(publish(models.phishr, i / 1000));
  });

  it("decide the band, never the raw score", () => {
    const { published, band } = standing(models.moxso, 75.5);
    expect([published, band]).to.deep.equal([76, "critical"]);
    expect(standing(models.moxso, null)).to.deep.equal({ score: null, published: null, band: null });
  });
});

describe("bands", () => {
  it("begin where they say, and the first holds what lies below", () => {
    const expected: Array<[number, string]> = [
      [-5, "low"],
      [0, "low"],
      [25, "low"],
      [26, "moderate"],
      [50, "moderate"],
      [51, "elevated"],
      [75, "elevated"],
      [76, "critical"],
      [100, "critical"],
      [1000, "critical"],
    ];
    for (const [published, band] of expected) expect(bandOf(models.moxso, published), `${published}`).to.equal(band);
  });

  it("begin where each source says", () => {
    const edges = models.flatMap(({ id, bands, precision }) =>
      bands.slice(1).map((band, i) => {
        const below = band.from - 10 ** -precision;
        const model = models[id as "moxso"];
        return [id, band.from, bandOf(model, below) === bands[i]!.id && bandOf(model, band.from)];
      }),
    );
    expect(edges).to.deep.equal([
      ["phishr", 0.4, "medium"],
      ["phishr", 0.7, "high"],
      ["caniphish", 40, "medium"],
      ["caniphish", 70, "high"],
      ["moxso", 26, "moderate"],
      ["moxso", 51, "elevated"],
      ["moxso", 76, "critical"],
      ["metacompliance", 40, "medium"],
      ["metacompliance", 81, "high"],
      ["infima", 30, "moderate"],
      ["infima", 60, "high"],
      ["infima", 80, "critical"],
    ]);
  });

  it("have no hole: 3.95 falls somewhere", () => {
    const model = {
      bands: [
        { id: "low", from: 0.1 },
        { id: "medium", from: 4 },
      ],
    };
    expect(bandOf(model, 3.95)).to.equal("low");
  });
});

describe("trend", () => {
  const cases: Array<[keyof typeof scales, number, number, string]> = [
    ["moxso", 50, 52, "worsening"],
    ["moxso", 50, 51.9999999999, "worsening"],
    ["moxso", 50, 51.999, "stable"],
    ["moxso", 50, 48, "improving"],
    ["moxso", 50, 48.001, "stable"],
    ["moxso", 50, 50, "stable"],
    ["phishr", 0.1, 0.12, "worsening"],
    ["phishr", 0.3, 0.28, "improving"],
    ["phishr", 0.3, 0.2801, "stable"],
    ["flipped", 50, 52, "improving"],
    ["flipped", 50, 48, "worsening"],
    ["flipped", 50, 49, "stable"],
  ];
  const scales = { moxso: models.moxso, phishr: models.phishr, flipped };
  for (const [name, before, now, trend] of cases) {
    it(`${name} from ${before} to ${now} is ${trend}`, () => {
      const result = trendOf(scales[name], before, now);
      expect(result.trend).to.equal(trend);
      close(result.change, now - before);
    });
  }

  it("is rounded to 9 decimals", () => {
    expect(trendOf(models.phishr, 0.1, 0.3).change).to.equal(0.2);
    expect(trendOf(models.phishr, 0.3, 0.1).change).to.equal(-0.2);
  });

  it("is none where either end has no score; 0 is a score", () => {
    expect(trendOf(models.moxso, null, 5)).to.deep.equal({ change: null, trend: null });
    expect(trendOf(models.moxso, 5, null)).to.deep.equal({ change: null, trend: null });
    expect(trendOf(models.moxso, 0, 0)).to.deep.equal({ change: 0, trend: "stable" });
  });
});

describe("roll-up", () => {
  it("is the mean, from unrounded scores, of those who have one", () => {
    close(rollUp(models.moxso, [10.4, null, 20.2]), 15.3);
    expect(rollUp(models.moxso, [])).to.equal(null);
    expect(rollUp(models.moxso, [null])).to.equal(null);
    expect(rollUp(models.moxso, [0])).to.equal(0);
  });

  it("is what its shares sum to", () => {
    expect(shares(models.infima, [30, null, 0, 60])).to.deep.equal([10, null, 0, 20]);
  });
});

describe("ranks", () => {
  it("are competition ranks, 1 the riskiest", () => {
    expect(ranks(models.moxso, [50, 80, 50, 20, null])).to.deep.equal([2, 1, 2, 4, null]);
  });

  it("turn round where low is risky", () => {
    expect(ranks(flipped, [50, 80, 50, 20, null])).to.deep.equal([2, 4, 2, 1, null]);
  });

  it("of nobody are none", () => {
    expect(ranks(models.moxso, [])).to.deep.equal([]);
    expect(ranks(models.moxso, [null, null])).to.deep.equal([null, null]);
  });
});

describe("movers", () => {
  const people = [
    { id: "a", change: 5, published: 40 },
    { id: "b", change: -3, published: 40 },
    { id: "c", change: 9, published: 40 },
    { id: "d", change: null, published: 90 },
    { id: "e", change: 0, published: 90 },
    { id: "f", change: 5, published: 60 },
    { id: "h", change: 5, published: 40 },
    { id: "g", change: -8, published: 10 },
    { id: "B", change: -3, published: 40 },
  ];
  const ids = (list: Array<{ id: string }>): string => list.map(({ id }) => id).join("");

  it("furthest first, then by published score, then by id", () => {
    const { worsening, improving } = movers(models.moxso, people);
    expect(ids(worsening)).to.equal("cfah");
    expect(ids(improving)).to.equal("gBb");
  });

  it("change sides where low is risky", () => {
    const { worsening, improving } = movers(flipped, people);
    expect(ids(worsening)).to.equal("gBb");
    expect(ids(improving)).to.equal("cahf");
  });

  it("leave the list as it was", () => {
    const before = ids(people);
    movers(models.moxso, people);
    expect(ids(people)).to.equal(before);
  });
});

describe("transitions", () => {
  const moved = (from: number | null, to: number | null, model: Model = models.moxso) =>
    transitions(model, [{ id: "a", published: from }], [{ id: "a", published: to }])[0];

  it("are bands left for others, by published score", () => {
    expect(moved(50, 51)).to.deep.equal({
      id: "a",
      from: "moderate",
      to: "elevated",
      score: 51,
      critical: false,
      training: true,
    });
    expect(moved(51, 75)).to.equal(undefined);
  });

  it("gaining or losing a score is none, nor is coming or going", () => {
    expect(moved(null, 90)).to.equal(undefined);
    expect(moved(90, null)).to.equal(undefined);
    expect(transitions(models.moxso, [], [{ id: "a", published: 90 }])).to.deep.equal([]);
    expect(transitions(models.moxso, [{ id: "a", published: 90 }], [])).to.deep.equal([]);
  });

  it("entering critical rings; entering either of the two from below trains", () => {
    const rings = (from: number, to: number, model?: Model) => {
      const { critical, training } = moved(from, to, model)!;
      return [critical, training];
    };
    expect(rings(10, 80)).to.deep.equal([true, true]);
    expect(rings(60, 80)).to.deep.equal([true, false]);
    expect(rings(10, 60)).to.deep.equal([false, true]);
    expect(rings(10, 30)).to.deep.equal([false, false]);
    expect(rings(80, 60)).to.deep.equal([false, false]);
    expect(rings(80, 10)).to.deep.equal([false, false]);
    // Models without those names: their two highest.
    expect(rings(0.1, 0.5, models.phishr)).to.deep.equal([false, true]);
    expect(rings(0.1, 0.8, models.phishr)).to.deep.equal([true, true]);
    expect(rings(50, 70, models.infima)).to.deep.equal([false, true]);
  });

  it("turn round where low is risky", () => {
    expect(moved(60, 20, flipped)).to.deep.equal({
      id: "a",
      from: "fair",
      to: "critical",
      score: 20,
      critical: true,
      training: true,
    });
    expect(moved(60, 30, flipped)!.training).to.equal(true);
    expect(moved(20, 60, flipped)!.critical).to.equal(false);
    expect(moved(80, 60, flipped)!.training).to.equal(false);
  });

  it("are matched by id, in any order", () => {
    const before = [
      { id: "a", published: 10 },
      { id: "b", published: 90 },
    ];
    const after = [
      { id: "b", published: 91 },
      { id: "a", published: 60 },
    ];
    expect(transitions(models.moxso, before, after).map(({ id }) => id)).to.deep.equal(["a"]);
  });

  it("`constructor` and `__proto__` are ids like any other", () => {
    const ids = ["constructor", "__proto__"];
    const at = (published: number) => ids.map((id) => ({ id, published }));
    expect(transitions(models.moxso, at(10), at(90)).map(({ id }) => id)).to.deep.equal(ids);
  });
});

describe("decimals of a change", () => {
  const digits = (model: Model, change: number, trend: Trend | null): number => changeDigits(model, { change, trend });

  it("are those of a score where its number is what its word says", () => {
    expect(digits(models.moxso, 1.4, "stable")).to.equal(0);
    expect(digits(models.moxso, 2, "worsening")).to.equal(0);
    expect(digits(models.phishr, -0.04, "improving")).to.equal(2);
  });

  it("are more where rounded it would be called otherwise", () => {
    expect(digits(models.moxso, 1.6, "stable")).to.equal(1);
    expect(digits(models.moxso, -1.96, "stable")).to.equal(2);
    expect(digits(models.moxso, 1.99972, "stable")).to.equal(4);
    expect(digits(models.moxso, 1.999999999, "stable")).to.equal(9);
    expect(digits(models.phishr, -0.015, "stable")).to.equal(3);
    const ten = { ...models.moxso, scale: [0, 10] as const };
    expect(changeDigits(ten, { change: 0.3, trend: "worsening" })).to.equal(1);
    const low = { ...models.moxso, direction: "lower-is-riskier" as const };
    expect(changeDigits(low, { change: 1.6, trend: "stable" })).to.equal(1);
  });

  it("are those of a score where no digit helps: a service's word goes by something else, or there is none", () => {
    expect(digits(models.moxso, 5, "stable")).to.equal(0);
    expect(digits(models.moxso, 5, null)).to.equal(0);
  });
});
