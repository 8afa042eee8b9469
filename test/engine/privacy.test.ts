import { expect } from "@open-wc/testing";
import { maskCounts, maskGroups, protect, type Shown, type Whole } from "../../src/engine/privacy.js";
import { redact, type RedactedGroup } from "../../src/engine/redact.js";
import type { Dataset } from "../../src/engine/types.js";
import { seeded } from "../support/virtual.js";

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

const BANDS = ["low", "medium", "high"];
const group = (id: string, counts: number[], unscored = 0, parts: Whole[][] = []): Whole => {
  const scored = counts.reduce((sum, n) => sum + n, 0);
  return {
    id,
    counts: {
      people: scored + unscored,
      scored,
      distribution: Object.fromEntries(BANDS.map((band, i) => [band, counts[i] ?? 0])),
    },
    parts,
  };
};
const cells = (shown: Shown): Array<number | string | null> | null =>
  shown.cells &&
  BANDS.map(
    (band) => shown.cells![band]!.count ?? (shown.cells![band]!.under ? `<${shown.cells![band]!.under}` : null),
  );
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

interface Unknown {
  row: string;
  column: number;
  value: number;
  low: number;
  high: number;
}

/**
 * Everything a reader knows of a whole and its parts as sums over what they do not know, solved: by elimination, and by
 * the bounds that labels and head counts give. It shares no code with what it attacks.
 */
function attack(whole: Whole, shown: Map<Whole, Shown>, minCell: number): { solved: Unknown[]; rows: string[] } {
  const columns = [...BANDS, null];
  const count = ({ counts }: Whole, column: string | null): number =>
    column === null ? counts.people - counts.scored : counts.distribution[column]!;
  const unknowns = new Map<string, Unknown>();
  const sums: Array<{ terms: Map<string, number>; sum: number }> = [];
  const known = (one: Whole, column: number): number | null => {
    const seen = shown.get(one)!;
    if (seen.withheld) return null;
    return columns[column] === null
      ? seen.scored === null
        ? null
        : one.counts.people - seen.scored
      : (seen.cells?.[columns[column]!]!.count ?? null);
  };
  const term = (
    terms: Map<string, number>,
    row: string,
    column: number,
    sign: number,
    value: number,
    most: number,
    small: boolean,
  ): void => {
    const key = `${row}|${column}`;
    if (!unknowns.has(key))
      unknowns.set(key, { row, column, value, low: small ? 1 : 0, high: small ? minCell - 1 : most });
    terms.set(key, sign);
  };
  const add = (one: Whole, column: number, sign: number, terms: Map<string, number>): number => {
    const value = known(one, column);
    if (value !== null) return sign * value;
    const small = columns[column] !== null && shown.get(one)!.cells?.[columns[column]!]!.under !== undefined;
    term(
      terms,
      one.id,
      column,
      sign,
      count(one, columns[column]!),
      shown.get(one)!.withheld ? 1e6 : one.counts.people,
      small,
    );
    return 0;
  };
  const visit = (one: Whole): void => {
    if (shown.get(one)!.withheld) return;
    const terms = new Map<string, number>();
    const rest = columns.reduce((sum, _, c) => sum - add(one, c, 1, terms), one.counts.people);
    sums.push({ terms, sum: rest });
    (one.parts ?? []).forEach((parts, way) => {
      columns.forEach((column, c) => {
        const terms = new Map<string, number>();
        let sum = -add(one, c, -1, terms);
        for (const part of parts) sum -= add(part, c, 1, terms);
        const nobody = count(one, column) - parts.reduce((n, part) => n + count(part, column), 0);
        const inNone = one.counts.people - parts.reduce((n, part) => n + part.counts.people, 0);
        if (inNone > 0) term(terms, `nobody ${one.id} ${way}`, c, 1, nobody, 1e6, false);
        sums.push({ terms, sum });
      });
      parts.forEach(visit);
    });
  };
  visit(whole);
  const keys = [...unknowns.keys()];
  // Elimination: a row with one term left is a solved unknown.
  const matrix = sums.map(({ terms, sum }) => [...keys.map((key) => terms.get(key) ?? 0), sum]);
  let pivot = 0;
  for (let c = 0; c < keys.length && pivot < matrix.length; c++) {
    const found = matrix.findIndex((row, i) => i >= pivot && Math.abs(row[c]!) > 1e-9);
    if (found < 0) continue;
    [matrix[pivot], matrix[found]] = [matrix[found]!, matrix[pivot]!];
    const lead = matrix[pivot]!.map((n) => n / matrix[pivot]![c]!);
    matrix[pivot] = lead;
    matrix.forEach((row, i) => {
      if (i !== pivot && Math.abs(row[c]!) > 1e-9) matrix[i] = row.map((n, j) => n - row[c]! * lead[j]!);
    });
    pivot++;
  }
  const solved = new Set<Unknown>();
  for (const row of matrix) {
    const terms = row.slice(0, -1).flatMap((n, i) => (Math.abs(n) > 1e-9 ? [i] : []));
    if (terms.length === 1) solved.add(unknowns.get(keys[terms[0]!]!)!);
  }
  for (let again = true; again;) {
    again = false;
    for (const { terms, sum } of sums) {
      for (const [key, sign] of terms) {
        const one = unknowns.get(key)!;
        let [least, most] = [sum, sum];
        for (const [other, s] of terms) {
          if (other === key) continue;
          const { low, high } = unknowns.get(other)!;
          least -= s > 0 ? high : -low;
          most -= s > 0 ? low : -high;
        }
        const [low, high] = sign > 0 ? [least, most] : [-most, -least];
        if (low > one.low) [one.low, again] = [low, true];
        if (high < one.high) [one.high, again] = [high, true];
        if (one.low === one.high) solved.add(one);
      }
    }
  }
  // Head counts of what is withheld, one way of dividing at a time: is any of them the only one left?
  const rows: string[] = [];
  const heads = (one: Whole): void => {
    for (const parts of one.parts ?? []) {
      const gone = parts.filter((part) => shown.get(part)!.withheld);
      const nobody = one.counts.people - parts.reduce((n, part) => n + part.counts.people, 0);
      const together = gone.reduce((n, part) => n + part.counts.people, nobody);
      const several = gone.length + (nobody > 0 ? 1 : 0);
      if (gone.length && (several < 2 || together < 10)) rows.push(...gone.map(({ id }) => id));
      for (const part of parts) if (!shown.get(part)!.withheld) heads(part);
    }
  };
  if (!shown.get(whole)!.withheld) heads(whole);
  return { solved: [...solved], rows };
}

/** A client with departments and roles, some people in none. */
function randomClient(random: () => number, id = "c"): Whole {
  const people = Array.from({ length: 10 + Math.floor(random() * 90) }, () => ({
    band: random() < 0.1 ? -1 : Math.floor(random() ** 1.7 * 3),
    part: [Math.floor(random() ** 2 * 6), Math.floor(random() ** 1.5 * 4)].map((n) => (random() < 0.05 ? -1 : n)),
  }));
  const made = (key: string, inside: typeof people, parts: Whole[][] = []): Whole => {
    const counts = BANDS.map((_, band) => inside.filter((p) => p.band === band).length);
    return group(key, counts, inside.filter((p) => p.band < 0).length, parts);
  };
  const parts = [0, 1].map((way) =>
    [0, 1, 2, 3, 4, 5].flatMap((n) => {
      const inside = people.filter((p) => p.part[way] === n);
      return inside.length ? [made(`${id}/${way}/${n}`, inside)] : [];
    }),
  );
  return made(id, people, parts);
}
const sumOf = (id: string, parts: Whole[]): Whole =>
  group(
    id,
    BANDS.map((band) => parts.reduce((n, { counts }) => n + counts.distribution[band]!, 0)),
    parts.reduce((n, { counts }) => n + counts.people - counts.scored, 0),
    [parts],
  );

describe("privacy: an attacker with every answer and all the arithmetic", () => {
  it("solves no small count and no withheld group of 400 clients (seeds 1 to 400)", () => {
    let masked = 0;
    let told = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const client = randomClient(seeded(seed));
      const shown = protect(client, { minGroup: 10, minCell: 5 });
      const { solved, rows } = attack(client, shown, 5);
      expect(rows, `seed ${seed}: groups`).to.deep.equal([]);
      const small = solved.filter(({ value }) => value > 0 && value < 5);
      expect(small, `seed ${seed}: counts`).to.deep.equal([]);
      for (const { cells: shownCells } of shown.values()) {
        for (const { count } of Object.values(shownCells ?? {}))
          if (count === null) masked++;
          else told++;
      }
    }
    // Hiding everything would pass too.
    expect(told).to.be.greaterThan(masked);
  });

  it("nor of 71 books of several clients (seeds 1 to 70, and 484)", () => {
    for (const seed of [...Array.from({ length: 70 }, (_, i) => i + 1), 484]) {
      const random = seeded(seed);
      const clients = Array.from({ length: 2 + Math.floor(random() * 5) }, (_, i) => randomClient(random, `c${i}`));
      const book = sumOf("book", clients);
      const { solved, rows } = attack(book, protect(book, { minGroup: 10, minCell: 5 }), 5);
      expect(rows, `seed ${seed}: groups`).to.deep.equal([]);
      expect(
        solved.filter(({ value }) => value > 0 && value < 5),
        `seed ${seed}: counts`,
      ).to.deep.equal([]);
    }
  });

  it("would have, without the second count or the second group", () => {
    const parts = [group("a", [20, 8, 3]), group("b", [30, 9, 7])];
    const whole = sumOf("x", parts);
    const naive = new Map(
      [whole, ...parts].map((one): [Whole, Shown] => {
        const cells = Object.fromEntries(
          Object.entries(one.counts.distribution).map(([band, n]) => [
            band,
            n < 5 ? { count: null, under: 5 } : { count: n },
          ]),
        );
        return [one, { withheld: false, scored: one.counts.scored, cells }];
      }),
    );
    expect(attack(whole, naive, 5).solved.map(({ row, value }) => [row, value])).to.deep.equal([["a", 3]]);
    const small = [group("a", [4, 0, 0]), group("b", [40, 0, 0])];
    const total = sumOf("x", small);
    const open: Shown = { withheld: false, scored: 44, cells: null };
    expect(
      attack(
        total,
        new Map<Whole, Shown>([
          [total, open],
          [small[0]!, { ...open, withheld: true }],
          [small[1]!, open],
        ]),
        5,
      ).rows,
    ).to.deep.equal(["a"]);
  });

  it("two rings of masked counts with one count between them: that one would follow from both", () => {
    // Rows 1 and 2 ring in columns a and b, rows 3 and 4 in c and d; row 1's c is what is left of the first ring.
    const table = [
      [3, 3, 2, 20],
      [3, 3, 20, 20],
      [20, 20, 3, 3],
      [20, 20, 3, 3],
    ];
    const bands = ["a", "b", "c", "d"];
    const whole = (id: string, counts: number[], parts: Whole[][] = []): Whole => {
      const scored = counts.reduce((sum, n) => sum + n, 0);
      const distribution = Object.fromEntries(bands.map((band, i) => [band, counts[i]!]));
      return { id, counts: { people: scored, scored, distribution }, parts };
    };
    const parts = table.map((counts, i) => whole(`${i}`, counts));
    const total = whole(
      "total",
      bands.map((_, i) => table.reduce((sum, counts) => sum + counts[i]!, 0)),
      [parts],
    );
    const shown = protect(total, { minGroup: 10, minCell: 5 });
    const hiddenCells = [total, ...parts].flatMap((one) =>
      Object.values(shown.get(one)!.cells!).filter(({ count }) => count === null),
    );
    expect(
      hiddenCells.filter(({ under }) => under === undefined),
      "hidden besides the small ones",
    ).to.not.have.length(0);
  });

  it("two ways of dividing leave one way only together: by one of them a count is at most what by the other it is at least", () => {
    const departments = Array.from({ length: 5 }, (_, i) => group(`d${i}`, [30 + i, 4, 0]));
    const roles = [group("r0", [75, 1, 0]), group("r1", [85, 19, 0])];
    // "Under 5" in five departments is 20 at most, and 19 and "under 5" in the roles are 20 at least.
    const whole = group("x", [160, 20, 0], 0, [departments, roles]);
    const shown = protect(whole, { minGroup: 10, minCell: 5 });
    expect(attack(whole, shown, 5).solved.filter(({ value }) => value > 0 && value < 5)).to.deep.equal([]);
    expect([...departments, ...roles].map((one) => cells(shown.get(one)!)![1])).to.deep.equal([
      ...Array<null>(5).fill(null),
      "<5",
      19,
    ]);
  });

  it("two rings of large counts with a small one between them: that one would follow from sums over the first", () => {
    // Rows 1 and 2 less what others have in low and medium: all that is left is row 1's high, and what is shown of row 2.
    const table = [
      [400, 450, 3, 900],
      [410, 460, 900, 910],
      [920, 930, 420, 430],
      [940, 950, 440, 470],
    ];
    const parts = table.map(([low, medium, high, unscored], i) => group(`${i}`, [low!, medium!, high!], unscored));
    const { counts } = sumOf("x", parts);
    const others = [{ id: "everybody", counts, parts: [] }];
    // Whichever way of dividing comes first.
    for (const ways of [[parts], [parts, others], [others, parts]]) {
      const whole = { id: "x", counts, parts: ways };
      const shown = protect(whole, { minGroup: 10, minCell: 5 });
      expect(attack(whole, shown, 5).solved.filter(({ value }) => value < 5)).to.deep.equal([]);
      expect(parts.map((part) => cells(shown.get(part)!))).to.deep.equal([
        [null, null, "<5"],
        [null, null, 900],
        [920, 930, null],
        [940, 950, null],
      ]);
    }
  });

  it("of clients of thousands, too, whose counts hang together in large rings", () => {
    // Of 600 such clients those in which a count would be given away by what two rings share, and by nothing smaller.
    for (const seed of [29, 44, 76, 90, 196, 227, 259, 270, 411, 495, 523, 543, 582, 583]) {
      const random = seeded(seed);
      const counts = (): number[] =>
        Array.from({ length: 4 }, () => Math.floor(random() < 0.04 ? 1 + random() * 4 : 300 + random() * 900));
      const parts = Array.from({ length: 4 + Math.floor(random() * 3) }, (_, i) => {
        const [low, medium, high, unscored] = counts();
        return group(`p${i}`, [low!, medium!, high!], unscored);
      });
      const whole = sumOf("x", parts);
      const { solved } = attack(whole, protect(whole, { minGroup: 10, minCell: 5 }), 5);
      expect(
        solved.filter(({ value }) => value > 0 && value < 5),
        `seed ${seed}`,
      ).to.deep.equal([]);
    }
  });

  it("of books of thousands, whose clients' and departments' rings are large only together", () => {
    // Of 24 000 such books those in which a count would be given away by no table alone, and by nothing smaller.
    for (const seed of [2990, 10085, 12654, 14988, 18524, 19029, 20604, 21111, 21622, 21703, 23135]) {
      const random = seeded(seed);
      const small = [0.1, 0.2, 0.3, 0.4][seed % 4]!;
      const none = [0, 0.3][(seed >> 2) % 2]!;
      const counts = (): number[] =>
        Array.from({ length: 4 }, () =>
          Math.floor(random() < none ? 0 : random() < small ? 1 + random() * 4 : 400 + random() * 900),
        );
      const clients = Array.from({ length: 2 + Math.floor(random() * 2) }, (_, c) => {
        const departments = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, d) => {
          const [low, medium, high, unscored] = counts();
          return group(`c${c}/${d}`, [low!, medium!, high!], unscored);
        });
        return sumOf(`c${c}`, departments);
      });
      const book = sumOf("book", clients);
      const { solved } = attack(book, protect(book, { minGroup: 10, minCell: 5 }), 5);
      expect(
        solved.filter(({ value }) => value > 0 && value < 5),
        `seed ${seed}`,
      ).to.deep.equal([]);
    }
  });

  it("takes no more from a client because another's supplied numbers do not add up, or tell nothing", () => {
    const sound = sumOf("sound", [group("a", [20, 8, 3]), group("b", [30, 9, 7])]);
    const alone = protect(sound, { minGroup: 3, minCell: 5 });
    // 20 in medium, of which its departments have 22; and four of whom nothing can be told.
    const odd = group("odd", [40, 20, 6], 0, [[group("p", [20, 2, 3]), group("q", [20, 20, 3])]]);
    const tiny = sumOf("tiny", [group("t", [1, 1, 1], 1)]);
    const shown = protect(sumOf("book", [sound, odd, tiny]), { minGroup: 3, minCell: 5 });
    for (const one of [sound, ...sound.parts![0]!]) expect(shown.get(one), one.id).to.deep.equal(alone.get(one));
    expect(cells(shown.get(tiny)!)).to.equal(null);
  });

  it("sums that leave one way only together: every table that fits what is shown is gone through", () => {
    // Each row: people by band, then those without a score; the last are people in no part.
    const tables = [
      [
        [12, 1, 4, 4],
        [1, 8, 3, 0],
        [4, 0, 3, 0],
      ],
      [
        [14, 4, 3, 4],
        [4, 13, 1, 0],
        [1, 2, 12, 0],
        [0, 0, 0, 0],
      ],
      [
        [11, 3, 6, 0],
        [1, 11, 5, 0],
        [1, 0, 11, 2],
        [0, 0, 0, 0],
      ],
    ];
    for (const table of tables) {
      const parts = table.slice(0, -1).map((row, i) => group(`p${i}`, row.slice(0, 3), row[3]));
      const left = table.at(-1)!.reduce((sum, n) => sum + n, 0);
      const sums = table[0]!.map((_, c) => table.reduce((sum, row) => sum + row[c]!, 0));
      const whole = group("x", sums.slice(0, 3), sums[3], [parts]);
      const shown = protect(whole, { minGroup: 5, minCell: 5 });
      /** The least and the most that each count of a group may be. */
      const range = (one: Whole): Array<[number, number]> => {
        const { cells, scored } = shown.get(one)!;
        const bands = BANDS.map((band): [number, number] => {
          const { count, under } = cells![band]!;
          return count === null ? (under ? [1, under - 1] : [0, Infinity]) : [count, count];
        });
        return [...bands, scored === null ? [0, Infinity] : [one.counts.people - scored, one.counts.people - scored]];
      };
      const rows = (one: Whole): number[][] => {
        let found: number[][] = [[]];
        for (const [low, high] of range(one))
          found = found.flatMap((row) => {
            const rest = one.counts.people - row.reduce((sum, n) => sum + n, 0);
            const most = Math.min(high, rest);
            return Array.from({ length: Math.max(0, most - low + 1) }, (_, k) => [...row, low + k]);
          });
        return found.filter((row) => row.reduce((sum, n) => sum + n, 0) === one.counts.people);
      };
      const seen = parts.map(() => sums.map(() => new Set<number>()));
      const visit = (done: number[][]): void => {
        if (done.length < parts.length) return rows(parts[done.length]!).forEach((row) => visit([...done, row]));
        const over = range(whole).map(([low, high], c) => {
          const told = done.reduce((sum, row) => sum + row[c]!, 0);
          return [Math.max(0, low - told), high - told] as const;
        });
        const [least, most] = [0, 1].map((end) => over.reduce((sum, ends) => sum + ends[end]!, 0));
        if (over.some(([low, high]) => low > high) || least! > left || most! < left) return;
        done.forEach((row, i) => row.forEach((n, c) => seen[i]![c]!.add(n)));
      };
      visit([]);
      parts.forEach((part, i) =>
        table[i]!.forEach((n, c) => {
          const [low, high] = range(part)[c]!;
          expect(n === 0 || n > 4 || low < high, `${part.id}, column ${c} is masked`).to.equal(true);
          expect(seen[i]![c]!.has(n), `${part.id}, column ${c} is true`).to.equal(true);
          if (low < high && n > 0 && n < 5)
            expect(seen[i]![c]!.size, `${part.id}, column ${c} has ways`).to.be.above(1);
        }),
      );
    }
  });

  it("with every table of small numbers leaves at least two answers for each small count (seeds 1 to 150)", () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = seeded(seed);
      const parts = [0, 1].map((i) =>
        group(
          `p${i}`,
          BANDS.map(() => Math.floor(random() * 6)).map((n, j) => (j ? n : n + 10)),
        ),
      );
      const whole = sumOf("x", parts);
      const shown = protect(whole, { minGroup: 10, minCell: 5 });
      const rows = parts.map((part) => ({
        part,
        known: BANDS.map((band) => shown.get(part)!.cells?.[band] ?? { count: null }),
      }));
      const totals = BANDS.map((band) => shown.get(whole)!.cells?.[band] ?? { count: null });
      if (shown.get(whole)!.withheld || rows.some(({ part }) => shown.get(part)!.withheld)) continue;
      const fits = (n: number, { count, under }: { count: number | null; under?: number }): boolean =>
        count !== null ? n === count : under === undefined || (n > 0 && n < under);
      const answers: number[][][] = [];
      const ways = rows.map(({ part, known }) => {
        const found: number[][] = [];
        const { people } = part.counts;
        for (let a = 0; a <= people; a++)
          for (let b = 0; a + b <= people; b++) {
            const row = [a, b, people - a - b];
            if (row.every((n, i) => fits(n, known[i]!))) found.push(row);
          }
        return found;
      });
      for (const one of ways[0]!)
        for (const two of ways[1]!) {
          if (BANDS.every((_, i) => fits(one[i]! + two[i]!, totals[i]!))) answers.push([one, two]);
        }
      rows.forEach(({ part }, r) =>
        BANDS.forEach((band, i) => {
          const n = part.counts.distribution[band]!;
          if (n === 0 || n > 4) return;
          expect(
            new Set(answers.map((answer) => answer[r]![i])).size,
            `seed ${seed}: ${part.id} ${band}`,
          ).to.be.greaterThan(1);
        }),
      );
    }
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
