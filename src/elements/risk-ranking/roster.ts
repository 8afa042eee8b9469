import { finish } from "../../engine/finish.js";
import type { Step } from "../../controllers/task.js";
import type { SubjectKind } from "../../data/types.js";
import { NONE, type Issue, type Model, type Trend } from "../../engine/index.js";
import { fold } from "../shared/fold.js";

/** Everyone in columns: what a ranking sorts, filters and shows. `NaN` and `NONE` stand for what is not known. */
export interface Roster {
  model: Model;
  ids: readonly string[];
  names: readonly string[];
  /** Place in `clients`. */
  client: ArrayLike<number>;
  /** A client's own settings may move its bands. */
  clients: ReadonlyArray<{ id: string; name: string; model: Model }>;
  /** Place in `words`; 0 is none. */
  department: ArrayLike<number>;
  role: ArrayLike<number>;
  words: readonly string[];
  score: ArrayLike<number>;
  published: ArrayLike<number>;
  /** Place in the model's bands, or `NONE`. */
  band: ArrayLike<number>;
  change: ArrayLike<number>;
  /** Place in `TRENDS`, or `NONE`. */
  trend: ArrayLike<number>;
  /** Somebody's last failure, epoch ms or `NaN`, and its place in `EVENT_TYPES`. Looked up: few of very many are seen. */
  failure: (i: number) => { at: number; type: number };
  /** All that score the people asked for, where that are several: those of each are ranked by themselves. */
  models?: readonly Model[];
  /** What is ranked where it is no people: groups of them. */
  groups?: readonly Group[];
  /** Works out everyone's trend line at once, where one by one would be slower. */
  lines?: () => Generator<Step, Lines>;
  /** What of the page's own columns could not be used. */
  issues?: readonly Issue[];
  /** Places among everyone that `lines` is about, where the roster holds some of them. */
  place?: readonly number[];
}

/** A group of people, as the client audience may see it. */
export interface Group {
  kind: SubjectKind;
  /** Head count; null where it is not known. */
  people: number | null;
  /** Too small to show: there are no numbers. */
  withheld: boolean;
}

/** Everyone's scores at some dates, oldest first; `NaN` for none. */
export interface Lines {
  dates: readonly number[];
  scores: ReadonlyArray<ArrayLike<number>>;
}

export { NONE };
export const TRENDS: readonly Trend[] = ["improving", "stable", "worsening"];

export type SortKey = "name" | "client" | "department" | "role" | "score" | "change" | "failed";

/** What may be on screen: places in the roster's own lists; null lets all pass. */
export interface Filter {
  text: string;
  client: number | null;
  department: number | null;
  role: number | null;
  band: number | null;
  trend: number | null;
}

/** Which orders are by what a language says, and change with it. */
export const BY_TEXT: ReadonlySet<SortKey> = new Set(["name", "client", "department", "role"]);

/** The language in whose order texts are. */
export interface Spoken {
  tag: string;
  /** Another one once its words are there, which come later than its tag. */
  words: string;
  /** What a role is called in it. */
  role: (id: string) => string;
}

const comparers = new Map<string, (a: string, b: string) => number>();
/** Compares names as a language does. Asked for when names are compared: a browser takes as long to make it as to draw the rows. */
export function comparer(tag: string): (a: string, b: string) => number {
  let compare = comparers.get(tag);
  // `compare` is taken once: reading it for each pair costs more than comparing.
  if (!compare) comparers.set(tag, (compare = new Intl.Collator(tag, { numeric: true }).compare));
  return compare;
}

/** So many are ranked in one go. */
const FEW = 4096;

/** What a pass of the sort looks at: counters that stay in the processor's nearest cache. */
const BITS = 11;
const MASK = (1 << BITS) - 1;

/** Whole numbers in the order of the values, `NaN` last. */
function keysOf(values: ArrayLike<number>, descending: boolean): Uint32Array {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const unit = high > low ? 0xffff_fffe / (high - low) : 0;
  const keys = new Uint32Array(values.length);
  for (let i = 0; i < keys.length; i++) {
    const value = values[i]!;
    keys[i] = value === value ? (descending ? high - value : value - low) * unit + 0.5 : 0xffff_ffff;
  }
  return keys;
}

/** One pass of a radix sort: places in the order of a few bits of their keys, else as they were. */
function byBits(keys: Uint32Array, from: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(MASK + 2);
  for (let i = 0; i < keys.length; i++) starts[((keys[i]! >>> shift) & MASK) + 1]!++;
  for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1]!;
  const to = new Uint32Array(from.length);
  for (let i = 0; i < from.length; i++) {
    const place = from[i]!;
    to[starts[(keys[place]! >>> shift) & MASK]!++] = place;
  }
  return to;
}

/**
 * Places of `values` in ascending order (or descending), `NaN` last; equal values keep the order of `base`. A radix sort
 * of 32-bit keys: comparing a hundred thousand values through a function takes ten times as long. A breath after each pass.
 */
function* sortedBy(values: ArrayLike<number>, base: Uint32Array, descending: boolean): Generator<number, Uint32Array> {
  const keys = keysOf(values, descending);
  let order = base;
  for (const shift of [0, BITS, 2 * BITS]) {
    yield 1;
    order = byBits(keys, order, shift);
  }
  return order;
}

/** Whether values are in order already, `NaN` last. */
function isSorted(values: ArrayLike<number>, order: Uint32Array, descending: boolean): boolean {
  for (let p = 1; p < order.length; p++) {
    const before = values[order[p - 1]!]!;
    const value = values[order[p]!]!;
    if (value === value && !(descending ? before >= value : before <= value)) return false;
  }
  return true;
}

const every = (n: number): Uint32Array => {
  const out = new Uint32Array(n);
  for (let i = 0; i < n; i++) out[i] = i;
  return out;
};

const column = (n: number, value: (i: number) => number): Float64Array => {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = value(i);
  return out;
};

/** What follows from the names alone: it stays when only the numbers are others. */
interface Named {
  /** As they are searched. */
  folded: string[];
  /** Everyone's place in the order of the language `tag`. */
  places: Float64Array;
  tag: string;
}
const namings = new WeakMap<readonly string[], Named>();

/** A roster with its ranks, its orders and its search, each made when first asked for. */
export class Ranking {
  /** How many have a score. */
  readonly scored: number;
  /** How many clients they are of. */
  readonly clients: number;
  readonly #orders = new Map<string, Uint32Array>();
  #folded: string[] | null = null;
  #named: Named | null = null;

  /** Ranks a roster once it is there, with a breath now and then. */
  static *of(coming: Generator<Step, Roster>): Generator<Step, Ranking> {
    const roster = yield* coming;
    const ranked = Ranking.#ranked(roster);
    return roster.score.length > FEW ? yield* ranked : finish(ranked);
  }

  static *#ranked(roster: Roster): Generator<Step, Ranking> {
    const { score, published, model } = roster;
    const riskIsHigh = model.direction === "higher-is-riskier";
    const byScore = yield* sortedBy(score, every(score.length), riskIsHigh);
    yield 1;
    // Rounding keeps the order; numbers that came as such may have another.
    const kept = isSorted(published, byScore, riskIsHigh);
    const byRisk = kept ? byScore : yield* sortedBy(published, byScore, riskIsHigh);
    yield 1;
    return new Ranking(roster, byRisk);
  }

  /** @param byRisk places in the roster, riskiest first; those without a score last */
  private constructor(
    readonly roster: Roster,
    readonly byRisk: Uint32Array,
  ) {
    const n = roster.score.length;
    this.scored = this.#first((value) => Number.isNaN(value));
    const seen = new Uint8Array(roster.clients.length);
    for (let i = 0; i < n; i++) seen[roster.client[i]!] = 1;
    this.clients = seen.reduce((sum, one) => sum + one, 0);
  }

  /** Whether it is no list to show: nobody is in it, or nobody has a score, under this model or another one. */
  get bare(): boolean {
    return !this.size || (!this.scored && !this.roster.models);
  }

  /** The first place by risk from which on a published score is so. */
  #first(test: (value: number) => boolean): number {
    const { byRisk, roster } = this;
    let [low, high] = [0, byRisk.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(roster.published[byRisk[middle]!]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /**
   * Someone's competition rank on the published score, 1 the riskiest, and whether others share it; 0 without a score.
   * Looked up: it is asked for rows on screen, and everyone's would be made before the first of them is seen.
   */
  rankOf(i: number): { rank: number; tied: boolean } {
    const { byRisk, roster } = this;
    const { published } = roster;
    const own = published[i]!;
    if (Number.isNaN(own)) return { rank: 0, tied: false };
    const riskIsHigh = roster.model.direction === "higher-is-riskier";
    const place = this.#first((value) => !(riskIsHigh ? value > own : value < own));
    return { rank: place + 1, tied: published[byRisk[place + 1]!] === own };
  }

  get size(): number {
    return this.roster.score.length;
  }

  /** Names as they are searched. */
  get folded(): string[] {
    return (this.#folded ??= this.roster.names.map(fold));
  }

  /** The language in whose order names are, so that sorting by name needs no more work; null while they are in none. */
  get namedIn(): string | null {
    return this.#named?.tag ?? null;
  }

  /**
   * Folds the names for searching and puts them in a language's order, with a breath after every few thousand: comparing as a reader expects is
   * slow, and a hundred thousand names would freeze the page.
   */
  *collate(tag: string): Generator<number, void> {
    const { names } = this.roster;
    const known = namings.get(names);
    if (known) this.#folded = known.folded;
    if (known?.tag === tag) {
      this.#named = known;
      return;
    }
    const n = names.length;
    const CHUNK = 1024;
    const folded = this.#folded ?? [];
    for (let i = folded.length; i < n; i++) {
      folded.push(fold(names[i]!));
      if (i % CHUNK === 0) yield 0;
    }
    this.#folded = folded;
    const compare = comparer(tag);
    let from: Uint32Array = every(n);
    let to: Uint32Array = new Uint32Array(n);
    for (let i = 0; i < n; i += CHUNK) {
      from.subarray(i, i + CHUNK).sort((a, b) => compare(names[a]!, names[b]!) || a - b);
      yield i / n / 2;
    }
    for (let width = CHUNK; width < n; width *= 2) {
      for (let start = 0; start < n; start += 2 * width) {
        let left = start;
        let right = Math.min(start + width, n);
        const middle = right;
        const end = Math.min(start + 2 * width, n);
        for (let k = start; k < end; k++) {
          const first = left < middle && (right >= end || compare(names[from[left]!]!, names[from[right]!]!) <= 0);
          to[k] = from[first ? left++ : right++]!;
          if (k % CHUNK === 0) yield 0.5 + k / n / 2;
        }
      }
      [from, to] = [to, from];
    }
    const places = new Float64Array(n);
    for (let p = 0; p < n; p++) places[from[p]!] = p;
    this.#named = { folded, places, tag };
    namings.set(names, this.#named);
  }

  /** Everyone in order; those without a score last whichever way, unless the order is by a text. */
  order(key: SortKey, descending: boolean, language: Spoken): Uint32Array {
    const id = [key, descending, ...(BY_TEXT.has(key) ? [language.tag, language.words] : [])].join(" ");
    let order = this.#orders.get(id);
    if (!order) {
      if (key === "score") {
        order = this.byRisk;
        if (!descending) (order = order.slice()).subarray(0, this.scored).reverse();
      } else order = finish(sortedBy(this.#values(key, language), this.byRisk, descending));
      this.#orders.set(id, order);
    }
    return order;
  }

  #values(key: SortKey, { tag, role }: Spoken): ArrayLike<number> {
    const { roster } = this;
    if (key === "score") return roster.score;
    if (key === "failed") return column(this.size, (i) => roster.failure(i).at);
    if (key === "change") {
      // Who has no score any more has a place at the end, whatever the change was.
      return column(this.size, (i) =>
        roster.band[i] === NONE
          ? NaN
          : roster.model.direction === "lower-is-riskier"
            ? -roster.change[i]!
            : roster.change[i]!,
      );
    }
    if (key === "name") {
      if (this.namedIn !== tag) finish(this.collate(tag));
      return this.#named!.places;
    }
    const words = key === "role" ? roster.words.map((word) => word && role(word)) : roster.words;
    const texts = key === "client" ? roster.clients.map((c) => c.name) : words;
    const compare = comparer(tag);
    const places = texts.map((_, i) => i).sort((a, b) => compare(texts[a]!, texts[b]!));
    const rank = new Float64Array(texts.length);
    places.forEach((place, p) => (rank[place] = texts[place] === "" ? NaN : p));
    const at = roster[key];
    return column(this.size, (i) => rank[at[i]!]!);
  }

  /**
   * Those of an order that pass, and how many of each band would if the band did not matter (the last: without a score).
   */
  filter(order: Uint32Array, by: Filter): { rows: Uint32Array; bands: number[] } {
    const { client, department, role, band, trend, model } = this.roster;
    const wanted = fold(by.text.trim());
    const folded = wanted ? this.folded : [];
    const bands = new Array<number>(model.bands.length + 1).fill(0);
    if (!wanted && [by.client, by.department, by.role, by.trend, by.band].every((asked) => asked === null)) {
      for (let i = 0; i < order.length; i++) bands[band[i] === NONE ? bands.length - 1 : band[i]!]!++;
      return { rows: order, bands };
    }
    const out = new Uint32Array(order.length);
    let n = 0;
    for (let p = 0; p < order.length; p++) {
      const i = order[p]!;
      if (by.client !== null && client[i] !== by.client) continue;
      if (by.department !== null && department[i] !== by.department) continue;
      if (by.role !== null && role[i] !== by.role) continue;
      if (by.trend !== null && trend[i] !== by.trend) continue;
      if (wanted && !folded[i]!.includes(wanted)) continue;
      const b = band[i]!;
      bands[b === NONE ? bands.length - 1 : b]!++;
      if (by.band === null || b === by.band) out[n++] = i;
    }
    return { rows: out.subarray(0, n), bands };
  }

  /** The first row from `from` on, around the end, whose name begins with what was typed; −1 where none does. */
  startingWith(rows: Uint32Array, typed: string, from: number): number {
    const wanted = fold(typed);
    for (let step = 0; step < rows.length; step++) {
      const p = (from + step) % rows.length;
      if (this.folded[rows[p]!]!.startsWith(wanted)) return p;
    }
    return -1;
  }
}
