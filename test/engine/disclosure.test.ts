/** Nothing that is hidden follows from what is shown. */
import { expect } from "@open-wc/testing";
import { protect, type Shown, type Whole } from "../../src/engine/privacy.js";
import { seeded } from "../support/virtual.js";
import { BANDS, cells, group, sumOf } from "./groups.js";

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
