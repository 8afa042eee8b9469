import { cellOf, isHeld, linked, settle, settleSums, type Cell, type Line, type Table } from "./disclosure.js";
import { finish } from "./finish.js";
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

const headsOf = ({ people }: Counts): number => people;
/** Who carries a group's numbers: a mean over three is one over three, however many sit beside them. */
const scoredOf = ({ people, scored }: Counts): number => Math.min(people, scored);

/**
 * What the audience `client` may see of a group and of its parts at any depth. Small groups are withheld, small counts are
 * masked, and with them as many more as it takes for no sum over rows or columns to give one back.
 */
export const protect = (whole: Whole, settings: PrivacySettings): Map<Whole, Shown> =>
  finish(protectInSlices(whole, settings));

/** The same, with a breath now and then. */
export function* protectInSlices(
  whole: Whole,
  { minGroup, minCell }: PrivacySettings,
): Generator<undefined, Map<Whole, Shown>> {
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
  const visit = function* (one: Whole): Generator<undefined, void> {
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
      for (let i = 0; i < parts.length; i++)
        if (hidden.has(keyOf(parts[i]!, i))) withhold(parts[i]!);
        else yield* visit(parts[i]!);
      yield;
      const visible = parts.flatMap((part) => [rows.get(part) ?? []]).filter((cells) => cells.length);
      const rest = row.map(({ n }, i) => n - sum(visible.map((cells) => cells[i]!.n)));
      tables.push([row, ...visible, ...(sum(rest) > 0 ? [rowOf(rest, true)] : [])]);
    }
  };
  if (!(scoredOf(whole.counts) >= minGroup)) withhold(whole);
  else yield* visit(whole);
  const all = tables.flat();
  const known = new Map<Table, number>();
  /** How much of it is told. It only gets less: where it has not, settling again would find the same. */
  const toldIn = (table: Table): number => sum(table.flat().map(({ open, small }) => +open + +small));
  const hidden = (): number => all.reduce((n, row) => row.reduce((n, { open }) => n + +!open, n), 0);
  /** Those of which nothing can be told: whatever is said of them gives one away. */
  const empty = (cells: ReadonlySet<Cell>): void => {
    if (cells.size) for (const row of all) if (cells.has(row[0]!)) blank.add(row);
    for (const cell of cells) cell.small = cell.few = cell.open = false;
  };
  // A total is in several tables: what one of them hides the others must not give away.
  for (let before = -1; before !== hidden();) {
    before = hidden();
    for (const table of tables) {
      if (known.get(table) === toldIn(table)) continue;
      const found = yield* settle([table], minCell, isHeld);
      known.set(table, toldIn(table));
      empty(found);
      yield;
    }
  }
  // Nor may several of them together: then only what is small is at stake, not what was hidden for its sake.
  for (let before = -1; before !== hidden();) {
    before = hidden();
    for (const some of linked(tables)) {
      if (some.length < 2) continue;
      empty(yield* settle(some, minCell, ({ few }) => few));
      yield;
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
