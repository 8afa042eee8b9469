import { expect } from "@open-wc/testing";
import { maskCounts, maskGroups, protect, type Whole } from "../../src/engine/privacy.js";
import { redact, type RedactedGroup } from "../../src/engine/redact.js";
import type { Dataset } from "../../src/engine/types.js";
import { cells, group, sumOf } from "./groups.js";

const hidden = (sizes: Record<string, number>, min = 10, withheld: string[] = []): string[] =>
  [...maskGroups(new Map(Object.entries(sizes)), min, withheld)].sort();

describe("privacy: which groups are withheld", () => {
  it("none, where none is small", () => {
    expect(hidden({ a: 10, b: 30 })).to.deep.equal([]);
    expect(hidden({})).to.deep.equal([]);
  });
  it("a small one, and the next smallest with it", () => {
    expect(hidden({ a: 4, b: 30, c: 12 })).to.deep.equal(["a", "c"]);
  });
  it("two small ones that are many enough together", () => {
    expect(hidden({ a: 4, b: 6, c: 12 })).to.deep.equal(["a", "b"]);
  });
  it("more, until those withheld are many enough together", () => {
    expect(hidden({ a: 2, b: 3, c: 12, d: 13 })).to.deep.equal(["a", "b", "c"]);
  });
  it("of equals the one whose id comes first", () => {
    expect(hidden({ z: 12, y: 12, a: 3 })).to.deep.equal(["a", "y"]);
    expect(hidden({ y: 12, z: 12, a: 3 })).to.deep.equal(["a", "y"]);
  });
  it("everything, where there is not enough", () => {
    expect(hidden({ a: 9 })).to.deep.equal(["a"]);
    expect(hidden({ a: 4, b: 5 })).to.deep.equal(["a", "b"]);
  });
  it("people in no group stand among them, and are never shown", () => {
    expect(hidden({ a: 20, "": 15 })).to.deep.equal([""]);
    expect(hidden({ a: 20, b: 30, "": 3 })).to.deep.equal(["", "a"]);
    expect(hidden({ a: 20, b: 4, "": 15 })).to.deep.equal(["", "b"]);
  });
  it("those withheld for another reason count, and are not let go", () => {
    expect(hidden({ a: 20, b: 30, c: 40 }, 10, ["b"])).to.deep.equal(["a", "b"]);
  });
  it("another minimum is another answer", () => {
    expect(hidden({ a: 4, b: 30 }, 3)).to.deep.equal([]);
    expect(hidden({ a: 40, b: 300, c: 60 }, 50)).to.deep.equal(["a", "c"]);
  });
});

const alone = (counts: number[], unscored = 0): Array<number | string | null> | null => {
  const one = group("x", counts, unscored);
  return cells(protect(one, { minGroup: 10, minCell: 5 }).get(one)!);
};

describe("privacy: which counts are masked", () => {
  it("none, where none is small; 0 is not", () => {
    expect(alone([20, 8, 0])).to.deep.equal([20, 8, 0]);
  });
  it("a small one, and the next smallest with it", () => {
    expect(alone([20, 8, 3])).to.deep.equal([20, null, "<5"]);
  });
  it("two small ones hide each other", () => {
    expect(alone([20, 2, 3])).to.deep.equal([20, "<5", "<5"]);
  });
  it("not where their sum leaves one way only", () => {
    expect(alone([20, 1, 1])).to.deep.equal([null, "<5", "<5"]);
    expect(alone([20, 4, 4])).to.deep.equal([null, "<5", "<5"]);
  });
  it("people without a score are a count like the others", () => {
    const one = group("x", [20, 8, 6], 2);
    const shown = protect(one, { minGroup: 10, minCell: 5 }).get(one)!;
    expect(shown.scored).to.equal(null);
    expect(cells(shown)).to.deep.equal([20, 8, null]);
  });
  it("where nothing else can hide it, no count is told", () => {
    const one = group("x", [1, 1, 1]);
    expect(protect(one, { minGroup: 3, minCell: 5 }).get(one)!.cells).to.equal(null);
  });
  it("a total below the minimum is withheld, with all that is in it", () => {
    const part = group("p", [4, 0, 0]);
    const whole = group("x", [9, 0, 0], 0, [[part]]);
    const shown = protect(whole, { minGroup: 10, minCell: 5 });
    expect(shown.get(whole)!.withheld).to.equal(true);
    expect(shown.get(part)!.withheld).to.equal(true);
  });
  it("a group that says nothing of its parts has none, and nobody in a band that it does not name", () => {
    const part = (id: string, distribution: Record<string, number>): Whole => {
      const people = Object.values(distribution).reduce((sum, n) => sum + n, 0);
      return { id, counts: { people, scored: people, distribution } };
    };
    const parts = [part("a", { low: 20, medium: 8 }), part("b", { low: 30, medium: 9 })];
    const shown = protect(group("x", [50, 17, 0], 0, [parts]), { minGroup: 10, minCell: 5 });
    expect(parts.map((one) => cells(shown.get(one)!))).to.deep.equal([
      [20, 8, 0],
      [30, 9, 0],
    ]);
    const small = protect(group("x", [5, 0, 0], 0, [parts]), { minGroup: 10, minCell: 5 });
    expect(parts.map((one) => small.get(one)!.withheld)).to.deep.equal([true, true]);
  });
  it("groups that share an id are each of their own size", () => {
    const [small, large, next] = [group("x", [4, 0, 0]), group("x", [40, 0, 0]), group("y", [20, 0, 0])];
    for (const parts of [
      [small, large, next],
      [large, small, next],
    ]) {
      const shown = protect(group("all", [64, 0, 0], 0, [parts]), { minGroup: 10, minCell: 5 });
      expect([small, large, next].map((one) => shown.get(one)!.withheld)).to.deep.equal([true, false, true]);
    }
  });
  it("a minimum that is no number hides everything rather than nothing", () => {
    const one = group("x", [40, 3, 0]);
    expect(protect(one, { minGroup: NaN, minCell: 5 }).get(one)!.withheld).to.equal(true);
    expect(hidden({ a: 40, b: 50 }, "all" as never)).to.deep.equal(["a", "b"]);
    const { low, medium } = protect(one, { minGroup: 10, minCell: NaN }).get(one)!.cells!;
    expect([low!.count, medium!.count]).to.deep.equal([null, null]);
  });
  it("what is in a withheld group is withheld, however large", () => {
    const inner = group("inner", [12, 0, 0]);
    const parts = [group("tiny", [3, 0, 0]), group("next", [12, 0, 0], 0, [[inner]]), group("big", [40, 0, 0])];
    const whole = group("x", [55, 0, 0], 0, [parts]);
    const shown = protect(whole, { minGroup: 10, minCell: 5 });
    expect(
      [...shown]
        .filter(([, { withheld }]) => withheld)
        .map(([{ id }]) => id)
        .sort(),
    ).to.deep.equal(["inner", "next", "tiny"]);
  });
  it("a group that is large enough is withheld where those in no group would be the rest", () => {
    for (const [rest, expected] of [
      [0, false],
      [3, true],
      [10, false],
    ] as const) {
      const part = group("a", [40, 0, 0]);
      const whole = group("x", [40 + rest, 0, 0], 0, [[part]]);
      const shown = protect(whole, { minGroup: 10, minCell: 5 });
      expect(shown.get(part)!.withheld, `${rest} in no group`).to.equal(expected);
      expect(shown.get(whole)!.withheld).to.equal(false);
    }
  });
  it("small ones that hide each other in their groups and their bands take nothing else along", () => {
    const of = (...rows: number[][]): unknown[] => {
      const parts = rows.map((row, i) => group(`${i}`, row));
      const whole = sumOf("x", parts);
      const shown = protect(whole, { minGroup: 10, minCell: 5 });
      return [whole, ...parts].map((one) => cells(shown.get(one)!));
    };
    expect(of([24, 2, 3], [24, 4, 3], [27, 3, 2])).to.deep.equal([
      [75, 9, 8],
      [24, "<5", "<5"],
      [24, "<5", "<5"],
      [27, "<5", "<5"],
    ]);
    expect(of([20, 1, 8], [33, 5, 4], [29, 2, 5])).to.deep.equal([
      [82, 8, 17],
      [20, "<5", null],
      [33, null, "<5"],
      [29, "<5", null],
    ]);
  });
  it("numbers that were supplied and do not add up come to an end, and small ones stay hidden", () => {
    for (const [total, ...rows] of [
      [
        [62, 5, 8],
        [28, 6, 6],
        [34, 2, 2],
      ],
      [
        [49, 0, 11],
        [30, 0, 3],
        [21, 0, 8],
      ],
      [
        [53, 2, 11],
        [20, 0, 8],
        [33, 4, 3],
      ],
    ]) {
      const parts = rows.map((row, i) => group(`${i}`, row));
      const shown = protect(group("x", total!, 0, [parts]), { minGroup: 10, minCell: 5 });
      for (const part of parts)
        for (const [band, n] of Object.entries(part.counts.distribution))
          if (n > 0 && n < 5) expect(shown.get(part)!.cells?.[band]?.count ?? null, `${total} ${band}`).to.equal(null);
    }
  });
  it("what is hidden of a group, its own groups do not give away", () => {
    const [inA, inB] = [group("in a", [24, 2, 0]), group("in b", [15, 0, 20])];
    const [a, b] = [group("a", [24, 2, 0], 0, [[inA]]), group("b", [15, 0, 20], 0, [[inB]])];
    const shown = protect(group("x", [39, 2, 20], 0, [[a, b]]), { minGroup: 10, minCell: 5 });
    // The total is known: with what b has, what a has would be, and with that the two.
    const of = (one: Whole) => cells(shown.get(one)!);
    expect([of(a), of(inA)]).to.deep.equal(Array(2).fill([null, "<5", 0]));
    expect([of(b), of(inB)]).to.deep.equal(Array(2).fill([null, 0, null]));
  });
  it("a group of which hardly anybody has a score is withheld: its mean would be theirs", () => {
    const parts = [group("a", [2, 0, 0], 10), group("b", [30, 0, 0]), group("c", [40, 0, 0])];
    const shown = protect(group("x", [72, 0, 0], 10, [parts]), { minGroup: 10, minCell: 5 });
    expect(parts.map((part) => shown.get(part)!.withheld)).to.deep.equal([true, true, false]);
  });
});

describe("privacy: counts of what happened", () => {
  const happened = (id: string, counts: Record<string, number>, parts: Whole[][] = []): Whole => ({
    id,
    counts: { people: 50, scored: 50, distribution: counts },
    parts,
  });
  const told = (whole: Whole, withheld: readonly Whole[] = []): object =>
    Object.fromEntries(
      [...maskCounts(whole, (one) => !withheld.includes(one), 5)].map(([{ id }, counts]) => [
        id,
        Object.fromEntries(
          Object.entries(counts).map(([kind, { count, under }]) => [kind, count ?? (under ? `<${under}` : null)]),
        ),
      ]),
    );

  it("are shown, but for the small ones; 0 is not small", () => {
    expect(told(happened("x", { sent: 40, failed: 3, found: 0 }))).to.deep.equal({
      x: { sent: 40, failed: "<5", found: 0 },
    });
  });
  it("are none of a kind that a group does not name", () => {
    const parts = [happened("a", { failed: 17 }), happened("b", {}), happened("c", { failed: 9 })];
    expect(told(happened("x", { failed: 26 }, [parts]))).to.deep.equal({
      x: { failed: 26 },
      a: { failed: 17 },
      b: { failed: 0 },
      c: { failed: 9 },
    });
  });
  it("of each kind by itself: a small one hides none of another kind", () => {
    const parts = [happened("a", { sent: 20, failed: 2 }), happened("b", { sent: 20, failed: 9 })];
    expect(told(happened("x", { sent: 40, failed: 11 }, [parts]))).to.deep.equal({
      x: { sent: 40, failed: 11 },
      a: { sent: 20, failed: "<5" },
      b: { sent: 20, failed: null },
    });
  });
  it("nor may what is left for those withheld be a small one", () => {
    const parts = [happened("a", { failed: 20 }), happened("b", { failed: 9 }), happened("c", { failed: 2 })];
    expect(told(happened("x", { failed: 31 }, [parts]), [parts[2]!])).to.deep.equal({
      x: { failed: 31 },
      a: { failed: 20 },
      b: { failed: null },
    });
  });
  it("of those in no part, too, and by one way of dividing no more than by another", () => {
    const [departments, roles] = [
      [happened("a", { failed: 20 })],
      [happened("r", { failed: 12 }), happened("s", { failed: 11 })],
    ];
    expect(told(happened("x", { failed: 23 }, [departments, roles]))).to.deep.equal({
      x: { failed: 23 },
      a: { failed: null },
      r: { failed: 12 },
      s: { failed: 11 },
    });
  });
  it("hide no more than that where a withheld group did nothing, and are none where the whole is withheld", () => {
    const parts = [happened("a", { failed: 17 }), happened("b", { failed: 3 }), happened("c", { failed: 0 })];
    const whole = happened("x", { failed: 20 }, [parts]);
    expect(told(whole, [parts[2]!])).to.deep.equal({ x: { failed: 20 }, a: { failed: 17 }, b: { failed: "<5" } });
    expect(told(whole, [whole])).to.deep.equal({});
  });
  it("say not even that they are small where that would tell them", () => {
    const parts = [1, 1, 1, 1].map((n, i) => happened(`p${i}`, { failed: n }));
    const shown = told(happened("x", { failed: 4 }, [parts])) as Record<string, { failed: unknown }>;
    expect(Object.values(shown).map(({ failed }) => failed)).to.deep.equal([null, null, null, null, null]);
  });
});

const AS_OF = "2026-11-01T00:00:00Z";
const DATA: Dataset = {
  as_of: AS_OF,
  model: "phishr",
  clients: [
    {
      id: "acme",
      name: "Acme",
      people: Array.from({ length: 70 }, (_, i) => ({
        id: `usr-${i}`,
        name: `Private ${i}`,
        email: `p${i}@secret.example`,
        department: ["tiny", "sales", "finance", "it"][i < 4 ? 0 : i < 17 ? 1 : i < 40 ? 2 : 3],
        events: [
          { id: `evt-${i}`, type: "simulation_clicked", at: "2026-10-27T09:00:00Z" },
          ...(i % 9 ? [] : [{ type: "simulation_submitted", at: "2026-10-29T09:00:00Z" }]),
        ],
      })),
    },
    { id: "beta", name: "Beta", people: [{ id: "usr-b", name: "Lonely", events: [] }] },
    {
      id: "gamma",
      name: "Gamma",
      people: Array.from({ length: 30 }, (_, i) => ({
        id: `g${i}`,
        events: [{ type: "simulation_opened", at: "2026-10-27T09:00:00Z" }],
      })),
    },
  ],
};

describe("redact", () => {
  const answer = redact(DATA, { audience: "client" });

  it("leaves nothing of anybody in it", () => {
    expect(JSON.stringify(answer)).to.not.match(/usr-|Private|secret|evt-|Lonely|simulation/);
  });
  it("withholds a small client, and the next smallest with it", () => {
    expect(answer.clients.map(({ client_id, withheld }) => [client_id, withheld])).to.deep.equal([
      ["acme", false],
      ["beta", true],
      ["gamma", true],
    ]);
  });
  it("withholds a small department, and the next smallest with it", () => {
    expect(
      answer.clients[0]!.departments.map(({ department_id, withheld }) => [department_id, withheld]),
    ).to.deep.equal([
      ["finance", false],
      ["it", false],
      ["sales", true],
      ["tiny", true],
    ]);
  });
  it("says nothing about what is withheld", () => {
    const gone = [...answer.clients, ...answer.clients.flatMap(({ departments }) => departments)].filter(
      ({ withheld }) => withheld,
    );
    for (const one of gone) {
      const { employee_count, scored_count, average_score, band, change, trend, distribution } = one as RedactedGroup;
      expect([employee_count, scored_count, average_score, band, change, trend, distribution]).to.deep.equal([
        null,
        null,
        null,
        null,
        null,
        null,
        null,
      ]);
    }
  });
  it("is for the client audience unless told otherwise, and gives the internal one all", () => {
    expect(redact(DATA)).to.deep.equal(answer);
    expect(redact(DATA, { audience: "internal" })).to.equal(DATA);
  });
  it("keeps to other minimums, given or the tenant's", () => {
    const given = redact(DATA, { minGroup: 3, minCell: 2 });
    expect(given.clients[0]!.departments.every(({ withheld }) => !withheld)).to.equal(true);
    expect(given.clients[0]!.min_cell).to.equal(2);
    expect(redact({ ...DATA, tenant: { min_group: 3, min_cell: 2 } })).to.deep.equal(given);
  });
  it("withholds the same groups whatever the date and the model", () => {
    const of = (options: object): string =>
      JSON.stringify(
        redact(DATA, options).clients.map(({ departments }) =>
          departments.filter(({ withheld }) => withheld).map(({ department_id }) => department_id),
        ),
      );
    const first = of({});
    for (const day of ["2026-10-28", "2026-11-02", "2026-12-24"])
      expect(of({ asOf: `${day}T00:00:00Z` }), day).to.equal(first);
    expect(of({ model: "infima" })).to.equal(first);
  });
  it("rounds, as the audience sees published numbers only", () => {
    expect(answer.clients[0]!.average_score).to.equal(Math.round(answer.clients[0]!.average_score! * 100) / 100);
  });
  for (const [what, data, options] of [
    ["no clients", { clients: 7 }, {}],
    ["no date", { clients: [] }, {}],
    ["an unknown model", DATA, { model: "oracle" }],
  ] as const) {
    it(`refuses ${what}`, () => expect(() => redact(data as never, options)).to.throw(RangeError));
  }
});
