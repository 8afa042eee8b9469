/** Numbers that are kept in all, so that many people are remembered at fewer dates. */
const NUMBERS = 2_000_000;
/** As many as a few trend lines have, and no fewer than one has. */
const MOST = 128;
const LEAST = 16;

/** How many dates' numbers are kept of so many people. */
export const datesFor = (people: number): number =>
  Math.min(MOST, Math.max(LEAST, Math.floor(NUMBERS / Math.max(1, people))));

/** Makes an entry the newest of `most`; the oldest are forgotten, but for one. */
export function renew<K, V>(entries: Map<K, V>, key: K, value: V, most: number, always?: K): void {
  entries.delete(key);
  entries.set(key, value);
  for (const oldest of entries.keys()) {
    if (entries.size <= most) return;
    if (oldest !== always) entries.delete(oldest);
  }
}

/** What was worked out for clients at dates; those dates that nobody asked for longest are forgotten, but for one. */
export class Dates<T> {
  readonly #known = new Map<number, T[]>();
  #last: number | undefined;

  /**
   * @param most dates that are kept
   * @param own the date that always is, epoch ms
   */
  constructor(
    private readonly most: number,
    private readonly own: () => number,
  ) {}

  /** How many dates are known. */
  get size(): number {
    return this.#known.size;
  }

  has(client: number, at: number): boolean {
    return this.#known.get(at)?.[client] !== undefined;
  }

  get(client: number, at: number, make: () => T): T {
    const date = this.#known.get(at) ?? [];
    const made = (date[client] ??= make());
    // Asked for once a person: only another date than the last is news.
    if (at !== this.#last || !this.#known.has(at)) renew(this.#known, (this.#last = at), date, this.most, this.own());
    return made;
  }
}
