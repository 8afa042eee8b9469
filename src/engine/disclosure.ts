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
  interface Together {
    tables: Table[];
    into?: Together;
  }
  const groups = new Map<Cell[], Together>();
  const last = (one: Together): Together => (one.into ? (one.into = last(one.into)) : one);
  for (const table of tables) {
    const together: Together = { tables: [table] };
    for (const row of table.filter((row) => row.some(({ open }) => !open))) {
      const known = groups.get(row);
      const other = known && last(known);
      if (!known) groups.set(row, together);
      if (!other || other === together) continue;
      together.tables = together.tables.concat(other.tables);
      other.into = together;
    }
  }
  return [...new Set([...groups.values()].map(last))].map(({ tables }) => tables);
}

/**
 * Hides counts until none that is secret follows from others. Answers all that hang together and are hidden where one still
 * does. Takes a breath now and then.
 */
export function* settle(
  tables: readonly Table[],
  minCell: number,
  isSecret: (cell: Cell) => boolean,
): Generator<undefined, Set<Cell>> {
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
    if (rows.length > MANY_ROWS) yield;
    const found = yield* given(tables, rows, lines, minCell, isSecret);
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
function* given(
  tables: readonly Table[],
  rows: readonly Cell[][],
  lines: readonly Line[],
  minCell: number,
  isSecret: (cell: Cell) => boolean,
): Generator<undefined, [Cell, Line] | undefined> {
  const reading = readingOf(lines, minCell, isSecret);
  if (reading.found) return reading.found;
  if (rows.length < 2) return undefined;
  if (rows.length > MANY_ROWS) yield;
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
    if (rows.length > MANY_ROWS) yield;
  }
  // And several sums may leave one way only though none of them does: whether a smaller or a larger count fits is tried.
  let tried = 0;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (!cell.few) continue;
    const fits = (from: number, to: number): boolean => {
      const before: Ends[] = [];
      const set = (at: number, from: number, to: number): void => {
        before.push([at, low[at]!, high[at]!]);
        reach(reading, at, from, to);
      };
      set(i, from, to);
      const isFine = from <= to && narrow(reading, new Set(linesOf[i]!.map(lineAt)), STEPS, set);
      for (const ends of before.reverse()) reach(reading, ...ends);
      return isFine;
    };
    if (!fits(low[i]!, cell.n - 1) && !fits(cell.n + 1, high[i]!)) return by(cell);
    if (++tried % TRIED === 0) yield;
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
    ] as const) {
      const known = near.get(from);
      if (known) known.push([cell, to]);
      else near.set(from, [[cell, to]]);
    }
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

/** Hidden counts that make up what is left of a sum, by their places. */
interface Left {
  cells: readonly number[];
  signs: readonly number[];
  /** What is left beyond the least, and short of the most, that all of them can be. */
  over: number;
  short: number;
  /** Their places in it, the widest first, each with how far apart its ends are at most: of very many few can be narrowed. */
  wide?: ReadonlyArray<readonly [place: number, width: number]>;
}
/** What a reader knows of hidden counts. */
interface Reading {
  cells: readonly Cell[];
  lines: Left[];
  /** In which lines each is, counted from 1; below 0 where it is taken off there. */
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

/** How many counts are tried, and how many rows are looked through, in one go. */
const TRIED = 32;
const MANY_ROWS = 200;

/** So many counts of a line are not looked through each time. */
const LONG = 16;

const lineAt = (place: number): number => Math.abs(place) - 1;

/** Sets what a count may be at least and at most, and with it what is left in its lines. */
function reach({ lines, linesOf, low, high }: Reading, i: number, from: number, to: number): void {
  const up = from - low[i]!;
  const down = high[i]! - to;
  for (const place of linesOf[i]!) {
    const line = lines[lineAt(place)]!;
    line.over -= place > 0 ? up : down;
    line.short -= place > 0 ? down : up;
  }
  low[i] = from;
  high[i] = to;
}

function readingOf(lines: readonly Line[], minCell: number, isSecret: (cell: Cell) => boolean): Reading {
  const places = new Map<Cell, number>();
  for (const line of lines)
    for (const cell of line.cells) if (!cell.open && !places.has(cell)) places.set(cell, places.size);
  const cells = [...places.keys()];
  const linesOf = cells.map((): number[] => []);
  const isMasked = ({ small, rest }: Cell): boolean => small && !rest;
  const low = cells.map((cell) => +isMasked(cell));
  const high = cells.map((cell) => (isMasked(cell) ? minCell - 1 : MANY));
  const reading: Reading = {
    cells,
    linesOf,
    lines: lines.map(({ cells, sum: whole, sign }, k) => {
      const left: Left = { cells: [], signs: [], over: whole, short: -whole };
      const [places_, signs] = [left.cells as number[], left.signs as number[]];
      for (const cell of cells) {
        const way = sign(cell);
        const i = places.get(cell);
        const [least, most] = i === undefined ? [cell.n, cell.n] : [low[i]!, high[i]!];
        left.over -= way > 0 ? least : -most;
        left.short += way > 0 ? most : -least;
        if (i === undefined) continue;
        places_.push(i);
        signs.push(way);
        linesOf[i]!.push(way * (k + 1));
      }
      return left;
    }),
    low,
    high,
  };
  narrow(
    reading,
    new Set(lines.keys()),
    Infinity,
    (...ends) => reach(reading, ...ends),
    (i, k) => {
      if (isSecret(cells[i]!)) reading.found = [cells[i]!, lines[k]!];
      return !!reading.found;
    },
  );
  for (const line of reading.lines)
    if (line.cells.length > LONG) {
      const widths = line.cells.map((i, j) => [j, high[i]! - low[i]!] as const);
      line.wide = widths.sort(([, a], [, b]) => b - a);
    }
  return reading;
}

/** Places of those that may be wider, in their order. */
function widerThan(wide: NonNullable<Left["wide"]>, room: number): number[] {
  const places: number[] = [];
  for (const [place, width] of wide) {
    if (width <= room) break;
    places.push(place);
  }
  return places.sort((a, b) => a - b);
}

/**
 * Narrows the ends of counts by lines that are due, and by what hangs together with those. False where no counts between
 * them make up the sums, or where one is known and that was looked for.
 */
function narrow(
  { lines, linesOf, low, high }: Reading,
  due: Set<number>,
  steps: number,
  set: (...ends: Ends) => void,
  isFound?: (i: number, k: number) => boolean,
): boolean {
  for (const k of due) {
    if (!steps--) break;
    due.delete(k);
    const { cells, signs, over, short, wide } = lines[k]!;
    if (over < 0 || short < 0) {
      // What was supplied need not add up, which tells nothing of what does.
      if (isFound) continue;
      return false;
    }
    const room = Math.min(over, short);
    const all = wide ? widerThan(wide, room) : cells.keys();
    for (const j of all) {
      const i = cells[j]!;
      const [from, to] = [low[i]!, high[i]!];
      if (to - from > room) {
        const [up, down] = signs[j]! > 0 ? [over, short] : [short, over];
        set(i, Math.max(from, to - down), Math.min(to, from + up));
        for (const place of linesOf[i]!) if (lineAt(place) !== k) due.add(lineAt(place));
      }
      if (low[i] === high[i] && isFound?.(i, k)) return false;
    }
  }
  return true;
}
