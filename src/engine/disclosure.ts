/** What a reader can work out of counts that are shown, and what else has to be hidden for it: cell suppression. */
import { sum } from "./rules.js";

/** One count of the table groups × bands, the last band being no score. */
export interface Cell {
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
export type Table = Cell[][];

export const cellOf = (n: number, minCell: number, rest: boolean): Cell => {
  const few = n > 0 && !(n >= minCell);
  return { n, few, small: few, rest, open: !few && !rest };
};

/** Cells that make up a sum that is known: a row its people, a column nothing, the total counting against its parts. */
export interface Line {
  cells: Cell[];
  sum: number;
  sign: (cell: Cell) => number;
}

/** Whatever is hidden, but for what nobody shows. */
export const isHeld = ({ small, rest }: Cell): boolean => small || !rest;

/** Hides counts until none follows from sums of them. */
export function settleSums(lines: readonly Line[], all: readonly Cell[], minCell: number): void {
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

/** Tables by what they know of each other: of a row that is shown in full none tells another anything new. */
export function linked(tables: readonly Table[]): Table[][] {
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
export function settle(tables: readonly Table[], minCell: number, isSecret: (cell: Cell) => boolean): Set<Cell> {
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
