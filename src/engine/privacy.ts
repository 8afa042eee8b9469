import { sum } from "./rules.js";

export interface PrivacySettings {
  /** Smallest group whose numbers are shown (SCORING: 10). */
  minGroup: number;
  /** Smallest count shown inside a group, but for 0 (SCORING: 5). */
  minCell: number;
}

/** A group before anything is hidden. */
export interface Counts {
  people: number;
  /** How many of them have a score. */
  scored: number;
  /** People by band. */
  distribution: Readonly<Record<string, number>>;
}

/** A group with what it divides into: each list of parts is one way to divide it, and may leave people over. */
export interface Whole {
  id: string;
  counts: Counts;
  parts?: ReadonlyArray<readonly Whole[]>;
}

/** A count as its reader may know it: null with `under` is 1 to `under` − 1, null without it is not said. */
export interface Masked {
  count: number | null;
  under?: number;
}

/** What is left of a group: nothing where it is withheld; `cells` is null where no count can be told. */
export interface Shown {
  withheld: boolean;
  scored: number | null;
  cells: Record<string, Masked> | null;
}

/** Ties go by id; an id that repeats is of several groups all the same. */
const keyOf = ({ id }: Whole, place: number): string => `${id}\0${place}`;

/** People in no part, who are never shown as a group. */
const NOBODY = "";

/**
 * Which groups are withheld, so that the total less what is shown never is one group nor fewer than `minGroup` people.
 * @param sizes people by group; `""` stands for those in no group
 * @param withheld groups that are withheld anyway
 */
export function maskGroups(
  sizes: ReadonlyMap<string, number>,
  minGroup: number,
  withheld: Iterable<string> = [],
): Set<string> {
  const bySize = [...sizes].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  const hidden = new Set(withheld);
  // Never shown, whether small or not: by itself it is no reason to withhold another.
  hidden.delete(NOBODY);
  for (const [id, size] of bySize) if (!(size >= minGroup)) hidden.add(id);
  const any = hidden.size;
  if (sizes.has(NOBODY)) hidden.add(NOBODY);
  for (const [id] of bySize) {
    if (!any || (hidden.size > 1 && sum([...hidden].map((one) => sizes.get(one) ?? 0)) >= minGroup)) break;
    hidden.add(id);
  }
  return hidden;
}

/** One count of the table groups × bands, the last band being no score. */
interface Cell {
  n: number;
  /** Shown as it is. */
  open: boolean;
  /** 1 to minCell − 1: nobody may work it out. */
  few: boolean;
  /** The same: a reader who sees it masked knows that much. */
  small: boolean;
  /** Of all that is withheld together: nobody shows it, anybody may work it out. */
  rest: boolean;
}

/** The total, its parts, and what is left of it. */
type Table = Cell[][];

const cellOf = (n: number, minCell: number, rest: boolean): Cell => {
  const few = n > 0 && !(n >= minCell);
  return { n, few, small: few, rest, open: !few && !rest };
};

/** Cells that make up a sum that is known: a row its people, a column nothing, the total counting against its parts. */
interface Line {
  cells: Cell[];
  sum: number;
  sign: (cell: Cell) => number;
}

/**
 * What the audience `client` may see of a group and of its parts at any depth. Small groups are withheld, small counts are
 * masked, and with them as many more as it takes for no sum over rows or columns to give one back.
 */
export function protect(whole: Whole, { minGroup, minCell }: PrivacySettings): Map<Whole, Shown> {
  const shown = new Map<Whole, Shown>();
  const rows = new Map<Whole, Cell[]>();
  const tables: Table[] = [];
  const blank = new Set<Cell[]>();
  const bands = Object.keys(whole.counts.distribution);
  const rowOf = (counts: readonly number[], rest: boolean): Cell[] => counts.map((n) => cellOf(n, minCell, rest));
  const withhold = (one: Whole): void => {
    shown.set(one, { withheld: true, scored: null, cells: null });
    one.parts?.flat().forEach(withhold);
  };
  const visit = (one: Whole): void => {
    const { people, scored, distribution } = one.counts;
    const row = rowOf([...bands.map((id) => distribution[id] ?? 0), people - scored], false);
    rows.set(one, row);
    if (!one.parts?.length) tables.push([row]);
    for (const parts of one.parts ?? []) {
      const sizes = (size: (counts: Counts) => number): Map<string, number> => {
        const map = new Map(parts.map((part, i) => [keyOf(part, i), size(part.counts)]));
        const over = size(one.counts) - sum([...map.values()]);
        return over > 0 ? map.set(NOBODY, over) : map;
      };
      // Head counts first: they are the same at every date, so that what they withhold is withheld at every date.
      const few = maskGroups(sizes(headsOf), minGroup);
      const hidden = maskGroups(sizes(scoredOf), minGroup, few);
      parts.forEach((part, i) => (hidden.has(keyOf(part, i)) ? withhold : visit)(part));
      const visible = parts.flatMap((part) => [rows.get(part) ?? []]).filter((cells) => cells.length);
      const rest = row.map(({ n }, i) => n - sum(visible.map((cells) => cells[i]!.n)));
      tables.push([row, ...visible, ...(sum(rest) > 0 ? [rowOf(rest, true)] : [])]);
    }
  };
  if (!(scoredOf(whole.counts) >= minGroup)) withhold(whole);
  else visit(whole);
  const hiddenCells = (): number => sum(tables.map((table) => table.flat().filter(({ open }) => !open).length));
  /** Those of which nothing can be told: whatever is said of them gives one away. */
  const empty = (all: ReadonlySet<Cell>): void => {
    if (all.size) for (const row of tables.flat()) if (all.has(row[0]!)) blank.add(row);
    for (const cell of all) cell.small = cell.few = cell.open = false;
  };
  // A total is in several tables: what one of them hides the others must not give away.
  for (let before = -1; before !== hiddenCells();) {
    before = hiddenCells();
    for (const table of tables) empty(settle([table], minCell, isHeld));
  }
  // Nor may several of them together: then only what is small is at stake, not what was hidden for its sake.
  for (let before = -1; before !== hiddenCells();) {
    before = hiddenCells();
    for (const some of linked(tables)) if (some.length > 1) empty(settle(some, minCell, ({ few }) => few));
  }
  for (const [one, row] of rows) {
    const cells = row.map(({ n, open, small }): Masked =>
      open ? { count: n } : { count: null, ...(small ? { under: minCell } : {}) },
    );
    shown.set(one, {
      withheld: false,
      scored: cells.pop()!.count === null ? null : one.counts.scored,
      cells: blank.has(row) ? null : Object.fromEntries(cells.map((cell, i) => [bands[i]!, cell])),
    });
  }
  return shown;
}

/**
 * Counts of what happened in a group and in its parts, as the audience `client` may see them: of each kind by itself, for
 * nobody knows what several kinds come to. Which groups are shown is decided elsewhere: `told` is asked of the parts.
 */
export function maskCounts(
  whole: Whole,
  told: (one: Whole) => boolean,
  minCell: number,
): Map<Whole, Record<string, Masked>> {
  const kinds = Object.keys(whole.counts.distribution);
  const shown = new Map<Whole, Record<string, Masked>>();
  for (const kind of kinds) {
    const of = ({ counts }: Whole): number => counts.distribution[kind] ?? 0;
    const cells = new Map<Whole, Cell>();
    const lines: Line[] = [];
    const visit = (one: Whole): Cell => {
      const cell = cellOf(of(one), minCell, false);
      cells.set(one, cell);
      for (const parts of one.parts ?? []) {
        const seen = parts.filter(told);
        const rest = of(one) - sum(seen.map(of));
        // Whoever is in no part did nothing that anybody could count.
        const left = seen.length < parts.length || rest > 0 ? [cellOf(rest, minCell, true)] : [];
        lines.push({ cells: [cell, ...seen.map(visit), ...left], sum: 0, sign: (c) => (c === cell ? -1 : 1) });
      }
      return cell;
    };
    if (told(whole)) visit(whole);
    // Sum by sum, which hides nearly all that takes; then what several sums give away together.
    for (const line of lines) settleSums([line], line.cells, minCell);
    settleSums(lines, [...new Set([...cells.values(), ...lines.flatMap((line) => line.cells)])], minCell);
    for (const [one, { n, open, small }] of cells) {
      const known = shown.get(one) ?? {};
      known[kind] = open ? { count: n } : { count: null, ...(small ? { under: minCell } : {}) };
      shown.set(one, known);
    }
  }
  return shown;
}

/** Hides counts until none follows from sums of them. */
function settleSums(lines: readonly Line[], all: readonly Cell[], minCell: number): void {
  for (;;) {
    const { found } = readingOf(lines, minCell, isHeld);
    if (!found) return;
    const pick = smallest(found[1].cells) ?? smallest(all);
    if (pick) pick.open = false;
    else {
      // All are hidden, and what they are said to be at most gives one away: then not even that is said.
      for (const cell of all) cell.small = false;
      return;
    }
  }
}

const headsOf = ({ people }: Counts): number => people;
/** Who carries a group's numbers: a mean over three is one over three, however many sit beside them. */
const scoredOf = ({ people, scored }: Counts): number => Math.min(people, scored);

/** Whatever is hidden, but for what nobody shows. */
const isHeld = ({ small, rest }: Cell): boolean => small || !rest;

/** Tables by what they know of each other: of a row that is shown in full none tells another anything new. */
function linked(tables: readonly Table[]): Table[][] {
  const groups = new Map<Cell[], Set<Table>>();
  for (const table of tables) {
    const together = new Set([table]);
    const rows = table.filter((row) => row.some(({ open }) => !open));
    for (const row of rows) for (const other of groups.get(row) ?? []) together.add(other);
    for (const one of together)
      for (const row of one) if (rows.includes(row) || groups.has(row)) groups.set(row, together);
  }
  return [...new Set(groups.values())].map((some) => [...some]);
}

/** Hides counts until none that is secret follows from others. Answers all that hang together and are hidden where one still does. */
function settle(tables: readonly Table[], minCell: number, isSecret: (cell: Cell) => boolean): Set<Cell> {
  const rows = [...new Set(tables.flat())];
  const lines = [
    ...rows.map((cells): Line => ({ cells, sum: sum(cells.map(({ n }) => n)), sign: () => 1 })),
    ...tables.flatMap((table) =>
      table.length < 2
        ? []
        : table[0]!.map((head, c): Line => {
            const cells = table.map((row) => row[c]!);
            return { cells, sum: 0, sign: (cell) => (cell === head ? -1 : 1) };
          }),
    ),
  ];
  for (;;) {
    const found = given(tables, rows, lines, minCell, isSecret);
    if (!found) return new Set();
    const [cell, line] = found;
    let pick = smallest(line.cells);
    if (!pick && tables.length > 1) {
      // All are hidden, and what they are said to be at most gives one away: then not even that is said.
      const masked = line.cells.filter(({ small }) => small);
      for (const one of masked) one.small = false;
      if (masked.length) continue;
    }
    let near = new Set([cell]);
    for (let before = 0; !pick && before < near.size; pick = smallest([...near])) {
      // What hangs together with it, the nearest first.
      before = near.size;
      near = new Set(lines.flatMap(({ cells }) => (cells.some((one) => near.has(one)) ? cells : [])));
    }
    if (!pick) return near;
    pick.open = false;
  }
}

/** The next to hide: the smallest count that is shown, a zero only where there is nothing else. */
const smallest = (cells: readonly Cell[]): Cell | undefined =>
  cells.filter(({ open }) => open).sort((a, b) => (a.n || Infinity) - (b.n || Infinity) || 0)[0];

/** A hidden count that a reader can work out, and where from. */
function given(
  tables: readonly Table[],
  rows: readonly Cell[][],
  lines: readonly Line[],
  minCell: number,
  isSecret: (cell: Cell) => boolean,
): [Cell, Line] | undefined {
  const reading = readingOf(lines, minCell, isSecret);
  if (reading.found) return reading.found;
  if (rows.length < 2) return undefined;
  const { cells, linesOf, low, high } = reading;
  const unknown = new Set(cells.filter((_, i) => low[i] !== high[i]));
  const by = (cell: Cell): [Cell, Line] => [cell, lines.find(({ cells }) => cells.includes(cell))!];
  // With known margins a count follows from the others exactly where nothing else links its row and its column. Where there
  // are several ways to divide a row, each is looked at by itself.
  const ways = new Map<Cell[], Table[]>();
  for (const table of tables) if (table.length > 1) ways.set(table[0]!, [...(ways.get(table[0]!) ?? []), table]);
  for (let way = 0; ; way++) {
    const some = [...ways.values()].flatMap((list) => list.slice(way, way + 1));
    if (!some.length) break;
    const bridges = bridgesOf(rows, some, unknown);
    for (const cell of unknown) if (bridges.has(cell) && isSecret(cell)) return by(cell);
  }
  // And several sums may leave one way only though none of them does: whether a smaller or a larger count fits is tried.
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    const fits = (from: number, to: number): boolean => {
      const before: Ends[] = [[i, low[i]!, high[i]!]];
      [low[i], high[i]] = [from, to];
      const isFine = from <= to && narrow(reading, new Set(linesOf[i]), STEPS, (...ends) => void before.push(ends));
      for (const [at, ...ends] of before.reverse()) [low[at], high[at]] = ends;
      return isFine;
    };
    if (cell.few && !fits(low[i]!, cell.n - 1) && !fits(cell.n + 1, high[i]!)) return by(cell);
  }
  return undefined;
}

/**
 * Cells without which nothing links their row and their column: those that a walk along all others finds no way round. A
 * row that has parts of its own is linked to their columns instead.
 */
function bridgesOf(rows: readonly Cell[][], tables: readonly Table[], unknown: ReadonlySet<Cell>): Set<Cell> {
  const ends = new Map<Cell, [number, number]>();
  rows.forEach((row, r) => row.forEach((cell) => ends.set(cell, [-1 - r, -1 - r])));
  tables.forEach((table, t) =>
    table.forEach((row, r) => row.forEach((cell, c) => (ends.get(cell)![r ? 0 : 1] = t * row.length + c))),
  );
  const near = new Map<number, Array<[Cell, number]>>();
  for (const cell of unknown) {
    const [a, b] = ends.get(cell)!;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const)
      near.set(from, [...(near.get(from) ?? []), [cell, to]]);
  }
  // In the order in which they are met, each with the cell that led there.
  const met: Array<[number, Cell | undefined]> = [];
  const places = new Map<number, number>();
  for (const start of near.keys()) {
    const ahead: typeof met = [[start, undefined]];
    for (let next = ahead.pop(); next; next = ahead.pop()) {
      const [node] = next;
      if (places.has(node)) continue;
      places.set(node, met.push(next) - 1);
      for (const [cell, to] of near.get(node)!) ahead.push([to, cell]);
    }
  }
  const bridges = new Set<Cell>();
  /** The first that was met of all that can be reached from here other than by the way that led here. */
  const firsts = met.map((_, place) => place);
  for (let place = met.length - 1; place >= 0; place--) {
    const [node, by] = met[place]!;
    for (const [cell, to] of near.get(node)!) {
      const other = places.get(to)!;
      if (cell !== by) firsts[place] = Math.min(firsts[place]!, met[other]![1] === cell ? firsts[other]! : other);
    }
    if (by && firsts[place] === place) bridges.add(by);
  }
  return bridges;
}

/** What a reader knows of hidden counts: lines name them by their places. */
interface Reading {
  cells: readonly Cell[];
  lines: ReadonlyArray<{ cells: readonly number[]; signs: readonly number[]; sum: number }>;
  linesOf: ReadonlyArray<readonly number[]>;
  /** The least and the most that each may be. */
  low: number[];
  high: number[];
  /** A secret one of which only one count is left, and where from. */
  found?: [Cell, Line];
}
/** A hidden count by its place, with the least and the most that it may be. */
type Ends = [number, number, number];

/** More than anything is counted to. */
const MANY = 1e9;

/** How many lines are narrowed where a count is tried: in rings of large counts that may go on one by one. */
const STEPS = 5000;

function readingOf(lines: readonly Line[], minCell: number, isSecret: (cell: Cell) => boolean): Reading {
  const cells = [...new Set(lines.flatMap((line) => line.cells))].filter(({ open }) => !open);
  const places = new Map(cells.map((cell, i) => [cell, i]));
  const linesOf = cells.map((): number[] => []);
  const isMasked = ({ small, rest }: Cell): boolean => small && !rest;
  const reading: Reading = {
    cells,
    linesOf,
    lines: lines.map(({ cells, sum: whole, sign }, k) => {
      const left = cells.filter(({ open }) => !open);
      for (const cell of left) linesOf[places.get(cell)!]!.push(k);
      const told = cells.map((cell) => (cell.open ? sign(cell) * cell.n : 0));
      return { cells: left.map((cell) => places.get(cell)!), signs: left.map(sign), sum: whole - sum(told) };
    }),
    low: cells.map((cell) => +isMasked(cell)),
    high: cells.map((cell) => (isMasked(cell) ? minCell - 1 : MANY)),
  };
  narrow(reading, new Set(lines.keys()), Infinity, undefined, (i, k) => {
    if (isSecret(cells[i]!)) reading.found = [cells[i]!, lines[k]!];
    return !!reading.found;
  });
  return reading;
}

/**
 * Narrows the ends of counts by lines that are due, and by what hangs together with those. False where no counts between
 * them make up the sums, or where one is known and that was looked for.
 */
function narrow(
  { lines, linesOf, low, high }: Reading,
  due: Set<number>,
  steps: number,
  note?: (...before: Ends) => void,
  isFound?: (i: number, k: number) => boolean,
): boolean {
  for (const k of due) {
    if (!steps--) break;
    due.delete(k);
    const { cells, signs, sum: whole } = lines[k]!;
    // What is left beyond the least, and short of the most, that all of them can be.
    let over = whole;
    let short = -whole;
    cells.forEach((i, j) => {
      over -= signs[j]! > 0 ? low[i]! : -high[i]!;
      short += signs[j]! > 0 ? high[i]! : -low[i]!;
    });
    if (over < 0 || short < 0) {
      // What was supplied need not add up, which tells nothing of what does.
      if (isFound) continue;
      return false;
    }
    for (let j = 0; j < cells.length; j++) {
      const i = cells[j]!;
      const [from, to] = [low[i]!, high[i]!];
      if (to - from > Math.min(over, short)) {
        const [up, down] = signs[j]! > 0 ? [over, short] : [short, over];
        note?.(i, from, to);
        low[i] = Math.max(from, to - down);
        high[i] = Math.min(to, from + up);
        for (const other of linesOf[i]!) if (other !== k) due.add(other);
      }
      if (low[i] === high[i] && isFound?.(i, k)) return false;
    }
  }
  return true;
}
