/** Milliseconds in a day: ages are exact days, without time zones or daylight saving. */
export const DAY = 86_400_000;

/** The last instant a `Date` can hold, epoch ms. */
export const LAST = 8.64e15;

/** A hundred years, in days: a longer window would begin before there were dates. */
export const LONGEST = 36_525;
/** A window's days; undefined where they are none. */
export const windowOf = (days: number | null | undefined): number | undefined =>
  days! > 0 && days! < Infinity ? Math.min(days!, LONGEST) : undefined;

/** The minute of an instant, so that all who ask within it ask the same. */
export const minuteOf = (at: number): number => Math.floor(at / 60_000) * 60_000;

const PATTERN =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * An instant in epoch milliseconds, cut to the millisecond; null for whatever is not one.
 * Takes epoch milliseconds, or `YYYY-MM-DDThh:mm[:ss[.fff…]]` with `Z` or an offset, on real calendar days.
 */
export function parseTime(value: unknown): number | null {
  if (typeof value === "number") return Math.abs(value) <= LAST ? Math.floor(value) : null;
  const found = typeof value === "string" && PATTERN.exec(value);
  if (!found) return null;
  const [, , day, , , fraction = ""] = found;
  // Engines make 30 February a day in March, or nothing.
  if (day! > "28" && new Date(value.slice(0, 10)).getUTCDate() !== +day!) return null;
  // They differ in how they round fractions, so those are cut by hand.
  return Date.parse(value.replace(fraction, "")) + +`${fraction}00`.slice(1, 4);
}

/** Whether a number is likely an instant in seconds: those of any year from 1973 on are milliseconds of early 1970. */
export const inSeconds = (time: unknown): time is number => typeof time === "number" && time >= 1e8 && time < 1e10;

/** Days between two instants, fractional. */
export const age = (asOf: number, at: number): number => (asOf - at) / DAY;

/** What is left after a half-life in days. */
export const fade = (asOf: number, at: number, halfLife: number): number => 2 ** (-age(asOf, at) / halfLife);
