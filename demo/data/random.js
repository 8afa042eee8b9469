/**
 * Numbers that look random and are not: the same seed gives the same ones in every browser, worker and Node, because
 * only integer arithmetic is used.
 *
 * @typedef {object} Random
 * @property {() => number} next A number from 0 up to, not including, 1.
 * @property {(n: number) => number} below A whole number from 0 up to, not including, n.
 * @property {(low: number, high: number) => number} between
 * @property {(p: number) => boolean} chance True with probability p.
 * @property {<T>(list: readonly T[]) => T} pick
 */

/**
 * A seed of its own for each client and person, so that adding one to the book leaves the others as they were.
 * @param {number} seed
 * @param {number} a
 * @param {number} [b]
 */
export function mix(seed, a, b = 0) {
  let h = seed | 0;
  for (const part of [a, b]) {
    h = Math.imul(h ^ (part + 0x9e3779b9), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/**
 * One class for all: hundreds of thousands of these are made for a large book.
 * @implements {Random}
 */
class Mulberry {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed | 0;
  }

  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const { state } = this;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} n */
  below(n) {
    return Math.floor(this.next() * n);
  }

  /** @param {number} low @param {number} high */
  between(low, high) {
    return low + this.next() * (high - low);
  }

  /** @param {number} p */
  chance(p) {
    return this.next() < p;
  }

  /** @template T @param {readonly T[]} list */
  pick(list) {
    return /** @type {T} */ (list[Math.floor(this.next() * list.length)]);
  }
}

/**
 * @param {number} seed
 * @returns {Random}
 */
export const random = (seed) => new Mulberry(seed);
