/** How many requests a caller may make: `burst` at once, refilled by `perMinute`. */
export interface Limit {
  perMinute: number;
  burst: number;
}

/** Token buckets by key. A key that is idle long enough to be full again is forgotten. */
export class Limiter {
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(
    private readonly limit: Limit,
    private readonly clock: () => number,
  ) {}

  /** @returns 0, or the whole seconds to wait */
  take(key: string): number {
    const now = this.clock();
    const { perMinute, burst } = this.limit;
    const known = this.#buckets.get(key) ?? { left: burst, at: now };
    const left = Math.min(burst, known.left + ((now - known.at) / 60_000) * perMinute);
    this.#buckets.delete(key);
    if (left < 1) {
      this.#buckets.set(key, { left, at: now });
      return Math.max(1, Math.ceil(((1 - left) / perMinute) * 60));
    }
    this.#buckets.set(key, { left: left - 1, at: now });
    // Insertion order is order of last use, so the oldest are the first.
    const idle = (burst / perMinute) * 60_000;
    for (const [oldest, { at }] of this.#buckets) {
      if (now - at < idle) break;
      this.#buckets.delete(oldest);
    }
    return 0;
  }
}
