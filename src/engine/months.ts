import { age } from "./time.js";

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
