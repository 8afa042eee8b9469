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
  row: number;
  column: number;
  /** Shown as it is. */
  open: boolean;
  /** 1 to minCell − 1: a reader who sees it masked knows that much. */
  small: boolean;
  /** Of all that is withheld together: nobody shows it, anybody may work it out. */
  rest: boolean;
}

/** The total, its parts, and what is left of it. */
type Table = Cell[][];

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
  const rowOf = (counts: readonly number[], rest: boolean): Cell[] =>
    counts.map((n) => {
      const small = n > 0 && !(n >= minCell);
      return { n, row: 0, column: 0, small, rest, open: !small && !rest };
    });
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
  // A total is in several tables: what one of them hides the others must not give away.
  for (let before = -1; before !== hiddenCells();) {
    before = hiddenCells();
    for (const table of tables) {
      if (settle(table, minCell)) continue;
      for (const row of table) {
        blank.add(row);
        for (const cell of row) cell.small = cell.open = false;
      }
    }
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
    const made = (n: number, rest: boolean): Cell => {
      const small = n > 0 && !(n >= minCell);
      return { n, row: 0, column: 0, small, rest, open: !small && !rest };
    };
    const visit = (one: Whole): Cell => {
      const cell = made(of(one), false);
      cells.set(one, cell);
      for (const parts of one.parts ?? []) {
        const seen = parts.filter(told);
        const rest = of(one) - sum(seen.map(of));
        // Whoever is in no part did nothing that anybody could count.
        const left = seen.length < parts.length || rest > 0 ? [made(rest, true)] : [];
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

/** More than anything is counted to. */
const MANY = 1e12;

/** Hides counts until none follows from sums of them. */
function settleSums(lines: readonly Line[], all: readonly Cell[], minCell: number): void {
  for (;;) {
    const masked = ({ small, rest }: Cell): boolean => small && !rest;
    const ends = (known: (cell: Cell) => number): Map<Cell, number> =>
      new Map(all.map((cell) => [cell, cell.open ? cell.n : known(cell)]));
    const low = ends((cell) => +masked(cell));
    const high = ends((cell) => (masked(cell) ? minCell - 1 : MANY));
    const found = bounded(lines, new Set(all.filter(({ open }) => !open)), low, high);
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

/** Hides counts until none follows from others; false where all are hidden and one still does. */
function settle(table: Table, minCell: number): boolean {
  table.forEach((row, r) => row.forEach((cell, c) => Object.assign(cell, { row: r, column: c })));
  const columns = table.length > 1 ? table[0]!.map((_, c) => table.map((row) => row[c]!)) : [];
  const lines = [
    ...table.map((cells): Line => ({ cells, sum: sum(cells.map(({ n }) => n)), sign: () => 1 })),
    ...columns.map((cells): Line => ({ cells, sum: 0, sign: (cell) => (cell === cells[0] ? -1 : 1) })),
  ];
  for (;;) {
    const found = given(table, lines, minCell);
    if (!found) return true;
    const [cell, line] = found;
    const pick =
      smallest(line.cells) ??
      smallest(table[cell.row]!) ??
      smallest(columns[cell.column] ?? []) ??
      smallest(table.flat());
    if (!pick) return false;
    pick.open = false;
  }
}

/** The next to hide: the smallest count that is shown, a zero only where there is nothing else. */
const smallest = (cells: readonly Cell[]): Cell | undefined =>
  cells.filter(({ open }) => open).sort((a, b) => (a.n || Infinity) - (b.n || Infinity) || 0)[0];

/** A hidden count that a reader can work out, and where from. */
function given(table: Table, lines: readonly Line[], minCell: number): [Cell, Line] | undefined {
  const unknown = new Set(table.flat().filter(({ open }) => !open));
  const low = new Map<Cell, number>();
  const high = new Map<Cell, number>();
  for (const row of table) {
    const most = sum(row.map(({ n }) => n));
    for (const cell of row) {
      const masked = cell.small && !cell.rest;
      low.set(cell, cell.open ? cell.n : masked ? 1 : 0);
      high.set(cell, cell.open ? cell.n : masked ? minCell - 1 : most);
    }
  }
  const found = bounded(lines, unknown, low, high);
  if (found) return found;
  // In a table with known margins a count follows from the others exactly where nothing else links its row and its column.
  if (table.length < 2) return undefined;
  const bridges = bridgesOf(unknown);
  for (const cell of unknown) if (bridges.has(cell) && (cell.small || !cell.rest)) return [cell, lines[cell.row]!];
  // And several sums may leave one way only though none of them does: whether a smaller or a larger count fits is tried.
  const cells = [...unknown];
  const places = new Map(cells.map((cell, i) => [cell, i]));
  const linesOf = cells.map((): number[] => []);
  const open = lines.map(({ cells, sum: whole, sign }, k): Open => {
    const known = cells.filter((cell) => !unknown.has(cell)).map((cell) => sign(cell) * low.get(cell)!);
    const left = cells.filter((cell) => unknown.has(cell));
    for (const cell of left) linesOf[places.get(cell)!]!.push(k);
    return { cells: left.map((cell) => places.get(cell)!), signs: left.map(sign), sum: whole - sum(known) };
  });
  const [least, most] = [low, high].map((of) => cells.map((cell) => of.get(cell)!)) as [number[], number[]];
  for (const [i, cell] of cells.entries()) {
    if (!cell.small) continue;
    const fits = (from: number, to: number): boolean =>
      from <= to && consistent(open, linesOf, i, least.with(i, from), most.with(i, to));
    if (!fits(least[i]!, cell.n - 1) && !fits(cell.n + 1, most[i]!)) return [cell, lines[cell.row]!];
  }
  return undefined;
}

/** Cells without which nothing links their row and their column: those that a walk along all others finds no way round. */
function bridgesOf(unknown: ReadonlySet<Cell>): Set<Cell> {
  const ends = ({ row, column }: Cell): [number, number] => [row, -1 - column];
  const near = new Map<number, Cell[]>();
  for (const cell of unknown)
    for (const node of ends(cell)) {
      const cells = near.get(node) ?? [];
      near.set(node, cells);
      cells.push(cell);
    }
  const bridges = new Set<Cell>();
  const met = new Map<number, number>();
  /** The first that was met of all that can be reached from here other than by the way that led here. */
  const walk = (node: number, by?: Cell): number => {
    const place = met.size;
    met.set(node, place);
    let first = place;
    for (const cell of near.get(node)!) {
      if (cell === by) continue;
      const next = sum(ends(cell)) - node;
      const known = met.get(next);
      const reached = known ?? walk(next, cell);
      if (known === undefined && reached > place) bridges.add(cell);
      first = Math.min(first, reached);
    }
    return first;
  };
  for (const node of near.keys()) if (!met.has(node)) walk(node);
  return bridges;
}

/** What is left of a line where counts are known: places of the others, and what they make up. */
interface Open {
  cells: readonly number[];
  signs: readonly number[];
  sum: number;
}

/** How often ends are narrowed: in rings of large counts that may go on one by one. */
const ROUNDS = 300;

/**
 * False where no counts between these ends make up the sums; narrows the ends. Nothing could be narrowed before those of
 * cell `moved` were: only what hangs together with it is looked at.
 */
function consistent(
  lines: readonly Open[],
  linesOf: ReadonlyArray<readonly number[]>,
  moved: number,
  low: number[],
  high: number[],
): boolean {
  const due = lines.map(() => false);
  for (const k of linesOf[moved]!) due[k] = true;
  let again = true;
  for (let round = 0; again && round < ROUNDS; round++) {
    again = false;
    for (let k = 0; k < lines.length; k++) {
      if (!due[k]) continue;
      due[k] = false;
      const { cells, signs, sum: whole } = lines[k]!;
      // What is left beyond the least, and short of the most, that all of them can be.
      let over = whole;
      let short = -whole;
      cells.forEach((i, j) => {
        over -= signs[j]! > 0 ? low[i]! : -high[i]!;
        short += signs[j]! > 0 ? high[i]! : -low[i]!;
      });
      if (over < 0 || short < 0) return false;
      cells.forEach((i, j) => {
        const [from, to] = [low[i]!, high[i]!];
        if (to - from <= Math.min(over, short)) return;
        const [up, down] = signs[j]! > 0 ? [over, short] : [short, over];
        low[i] = Math.max(from, to - down);
        high[i] = Math.min(to, from + up);
        again = true;
        for (const other of linesOf[i]!) if (other !== k) due[other] = true;
      });
    }
  }
  return true;
}

/** Narrows what a reader knows of hidden counts until nothing is left to be narrowed, or one is known. */
function bounded(
  lines: readonly Line[],
  unknown: Set<Cell>,
  low: Map<Cell, number>,
  high: Map<Cell, number>,
): [Cell, Line] | undefined {
  for (let again = true; again;) {
    again = false;
    for (const line of lines) {
      const open = line.cells.filter((cell) => unknown.has(cell));
      const ends = (low: ReadonlyMap<Cell, number>, high: ReadonlyMap<Cell, number>): number =>
        line.sum - sum(line.cells.map((cell) => (line.sign(cell) > 0 ? low : high).get(cell)! * line.sign(cell)));
      let over = ends(low, high);
      let under = ends(high, low);
      for (const cell of open) {
        const sign = line.sign(cell);
        // What is left for it when all others are as small, and as large, as they can be.
        const most = over + (sign > 0 ? low : high).get(cell)! * sign;
        const least = under + (sign > 0 ? high : low).get(cell)! * sign;
        const [from, to] = sign > 0 ? [least, most] : [-most, -least];
        if (from > low.get(cell)! || to < high.get(cell)!) {
          again = true;
          low.set(cell, Math.max(from, low.get(cell)!));
          high.set(cell, Math.min(to, high.get(cell)!));
          over = ends(low, high);
          under = ends(high, low);
        }
        if (low.get(cell) !== high.get(cell)) continue;
        if (cell.small || !cell.rest) return [cell, line];
        unknown.delete(cell);
      }
    }
  }
  return undefined;
}
