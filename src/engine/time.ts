/** Milliseconds in a day: ages are exact days, without time zones or daylight saving. */
export const DAY = 86_400_000;

/** The last instant a `Date` can hold, epoch ms. */
export const LAST = 8.64e15;

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

/** The same UTC time of day so many months later, the day cut to the month's length. */
export function addMonths(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  // 31 January and a month is 3 March: day 0 is the last of the month meant.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return +date;
}

/** Whether a window of so many months that opened at `at` still holds at `asOf`. */
export function within(at: number, months: number, asOf: number): boolean {
  // So many months are never five days more or less than their mean: the calendar is asked about those days only.
  const over = age(asOf, at) - months * 30.436875;
  return over < -5 || (over < 5 && !(asOf >= addMonths(at, months)));
}

/** Days between two instants, fractional. */
export const age = (asOf: number, at: number): number => (asOf - at) / DAY;

/** What is left after a half-life in days. */
export const fade = (asOf: number, at: number, halfLife: number): number => 2 ** (-age(asOf, at) / halfLife);
