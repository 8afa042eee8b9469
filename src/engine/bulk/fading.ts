import { DAY } from "../time.js";
import { EVENT_TYPES, type Fading } from "../types.js";
import type { Columns } from "./columns.js";

/** Sums of fading events after each event that has points, of everyone. */
interface Sums {
  /** The weights and the fading they were made with. */
  key: string;
  /** Points by place of the event type, 0 for one without. */
  points: Float64Array;
  /** 1 for each event type that has points. */
  counts: Uint8Array;
  /** Fading, per millisecond. */
  rate: number;
  /** Where each person's start; none before somebody asks for them. */
  start: Uint32Array;
  /**
   * In turn, when each is and what it is at the instant `common`; at its own where years of fading are more than a double
   * holds.
   */
  sums: Float64Array;
  common: number | null;
  /** The first that was later, when everyone was last asked for: the next date is seldom far from that. */
  place: Uint32Array;
  /** How many people have theirs: made when first asked for, in order. */
  people: number;
}

/** Made once for columns and weights. Everyone at another date is then a look-up each, and one power for all. */
const kept = new WeakMap<Float64Array, Sums>();
/** Exponents of e beyond which products would leave what a double holds. */
const FURTHEST = 600;
/**
 * What is left in the middle of each of 1024 parts of a halving, then after each of 1100 halvings, when a double holds
 * nothing any more.
 */
const POWERS = /* @__PURE__ */ Float64Array.from({ length: 2125 }, (_, k) =>
  k < 1024 ? 2 ** (-(k + 0.5) / 1024) : 2 ** (1024 - k),
);

/** Of the rate, in parts of a halving. */
const paceOf = (rate: number): number => rate / (Math.LN2 / 1024);

/**
 * 2^−x for x ≥ 0, told in 1024ths, to 1e-15 of itself: three times as quick as `Math.exp`, which is a call, and an event
 * costs little else.
 * @param powers `POWERS`, held by who asks, as the numbers here are written out: what a module holds is fetched each time
 */
function faded(parts: number, powers: Float64Array): number {
  const x = Math.min(parts, 1126400);
  const whole = x | 0;
  const rest = (whole + 0.5 - x) * (Math.LN2 / 1024);
  const series = 1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6)));
  return powers[whole & 1023]! * powers[1024 + (whole >> 10)]! * series;
}

const NOBODY = /* @__PURE__ */ new Uint32Array();
const NOTHING = /* @__PURE__ */ new Float64Array();

/** @param once whether few dates are asked for: what is asked for the first time is not kept then */
export function sumsOf({ eventStart, eventType, eventAt }: Columns, { weights, decay }: Fading, once: boolean): Sums {
  const key = JSON.stringify([weights, decay]);
  let sums = kept.get(eventAt);
  if (sums?.key !== key) {
    const points = Float64Array.from(EVENT_TYPES, (type) => weights[type] ?? 0);
    const counts = Uint8Array.from(EVENT_TYPES, (type) => +(weights[type] !== undefined));
    const rate = Math.log(decay) / DAY;
    sums = { key, points, counts, rate, start: NOBODY, sums: NOTHING, common: null, place: NOBODY, people: 0 };
    kept.set(eventAt, sums);
    if (once) return sums;
  }
  if (!sums.start.length) {
    const { counts } = sums;
    // Everyone is gone through once, most of it before the browser has made it quick: no lists, no calls.
    let length = 0;
    let earliest = Infinity;
    let latest = -Infinity;
    for (let i = 1; i < eventStart.length; i++) {
      const from = eventStart[i - 1]!;
      const end = eventStart[i]!;
      for (let e = from; e < end; e++) length += counts[eventType[e]!]!;
      if (from === end) continue;
      if (eventAt[from]! < earliest) earliest = eventAt[from]!;
      if (eventAt[end - 1]! > latest) latest = eventAt[end - 1]!;
    }
    sums.common = sums.rate * (earliest - latest) < FURTHEST ? latest : null;
    sums.start = new Uint32Array(eventStart.length);
    sums.place = new Uint32Array(eventStart.length);
    sums.sums = new Float64Array(2 * length);
  }
  return sums;
}

/** Sums up everyone before `end` who is not yet. */
export function sumUp({ eventStart, eventType, eventAt }: Columns, made: Sums, end: number): void {
  const { points, counts, rate, start, sums, common, place } = made;
  const pace = paceOf(rate);
  const powers = POWERS;
  for (; made.people < end; made.people++) {
    const i = made.people;
    let k = start[i]!;
    let total = 0;
    let last = 0;
    for (let e = eventStart[i]!, stop = eventStart[i + 1]!; e < stop; e++) {
      const type = eventType[e]!;
      if (!counts[type]) continue;
      const now = eventAt[e]!;
      total =
        common === null
          ? (total && total * faded((last - now) * pace, powers)) + points[type]!
          : total + points[type]! * faded((now - common) * pace, powers);
      sums[2 * k] = last = now;
      sums[2 * k + 1] = total;
      k++;
    }
    place[i] = start[i + 1] = k;
  }
}

/** Scores people from `first` to `end` at dates; NaN for none. */
export function fade(
  { rate, start, sums, common, place }: Sums,
  score: Fading["score"],
  dates: Float64Array,
  scores: readonly Float64Array[],
  first: number,
  end: number,
): void {
  const powers = dates.map((date) => Math.exp(rate * (date - common!)));
  for (let i = first; i < end; i++) {
    const from = start[i]!;
    const stop = start[i + 1]!;
    let k = place[i]!;
    for (let d = dates.length - 1; d >= 0; d--) {
      const date = dates[d]!;
      while (k < stop && sums[2 * k]! <= date) k++;
      while (k > from && sums[2 * k - 2]! > date) k--;
      const power = common === null ? Math.exp(rate * (date - sums[2 * k - 2]!)) : powers[d]!;
      scores[d]![i] = k > from ? score(sums[2 * k - 1]! * power) : NaN;
    }
    place[i] = k;
  }
}

/** The same at one date: a third quicker, for a page that goes through dates. */
export function fadeAt(
  { rate, start, sums, common, place }: Sums,
  score: Fading["score"],
  date: number,
  scores: Float64Array,
  first: number,
  end: number,
): void {
  const power = Math.exp(rate * (date - common!));
  for (let i = first; i < end; i++) {
    const from = start[i]!;
    const stop = start[i + 1]!;
    let k = place[i]!;
    while (k < stop && sums[2 * k]! <= date) k++;
    while (k > from && sums[2 * k - 2]! > date) k--;
    place[i] = k;
    const left = common === null ? Math.exp(rate * (date - sums[2 * k - 2]!)) : power;
    scores[i] = k > from ? score(sums[2 * k - 1]! * left) : NaN;
  }
}

/** The same from their events, each read once: where sums are not made. */
export function addUp(
  { eventStart, eventType, eventAt }: Columns,
  { points, counts, rate }: Sums,
  score: Fading["score"],
  dates: Float64Array,
  scores: readonly Float64Array[],
  first: number,
  end: number,
): void {
  const pace = paceOf(rate);
  const powers = POWERS;
  const order = [...dates.keys()].sort((a, b) => dates[a]! - dates[b]!);
  const since = order.map((d, k) => Math.exp(rate * (dates[d]! - dates[order[k - 1] ?? d]!)));
  for (let i = first; i < end; i++) {
    const from = eventStart[i]!;
    const stop = eventStart[i + 1]!;
    let e = from;
    let total = 0;
    for (let k = 0; k < order.length; k++) {
      const d = order[k]!;
      const date = dates[d]!;
      total *= since[k]!;
      // Those without points are added too: guessing which have some takes longer.
      for (; e < stop && eventAt[e]! <= date; e++)
        total += points[eventType[e]!]! * faded((eventAt[e]! - date) * pace, powers);
      let known = total;
      for (let seen = from; !known && seen < e; seen++) known = counts[eventType[seen]!]!;
      scores[d]![i] = known ? score(total) : NaN;
    }
  }
}
