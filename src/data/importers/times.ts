import { DAY, parseTime } from "../../engine/time.js";

const MINUTE = 60_000;
/** Offsets change on the quarter hour, if at all. */
const STEP = 15 * MINUTE;

const OFFSET = /^(?:UTC|GMT|Z)?\s*(?:([+-])(\d{1,2})(?::?(\d\d))?)?$/i;

/** From the fields of a local time (as if they were UTC, epoch ms) to the instant. */
type Zone = (fields: number) => number;

/**
 * A zone by its IANA name or as an offset. Times that a change of the clock skips count as if it had not happened yet;
 * of those that happen twice the first is meant.
 * @throws {RangeError} neither
 */
export function zoneOf(name: string): Zone {
  if (typeof name !== "string") return noZone(name);
  const fixed = name.trim() !== "" && OFFSET.exec(name.trim());
  if (fixed) {
    const [hours, rest] = [Number(fixed[2] ?? 0), Number(fixed[3] ?? 0)];
    if (hours > 23 || rest > 59) noZone(name);
    const minutes = hours * 60 + rest;
    return (fields) => fields - (fixed[1] === "-" ? -minutes : minutes) * MINUTE;
  }
  const { format } = zoneFormat(name);
  const known = new Map<number, number>();
  const offsetAt = (at: number): number => {
    const step = Math.floor(at / STEP) * STEP;
    let offset = known.get(step);
    if (offset === undefined) {
      const [month, day, year, hour, minute, second] = format(step).match(/\d+/g)!.map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      known.set(step, (offset = Date.UTC(year, month - 1, day, hour, minute, second) - step));
    }
    return offset;
  };
  return (fields) => {
    const before = offsetAt(fields - DAY);
    for (const offset of [before, offsetAt(fields + DAY)])
      if (offsetAt(fields - offset) === offset) return fields - offset;
    return fields - before;
  };
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const digits = "2-digit";
  const rest = { month: digits, day: digits, hour: digits, minute: digits, second: digits, hourCycle: "h23" } as const;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", ...rest });
  } catch {
    return noZone(timeZone);
  }
}

/** @throws {RangeError} always */
function noZone(timeZone: unknown): never {
  throw new RangeError(
    `timeZone: ${JSON.stringify(timeZone)} is neither a zone such as Europe/Rome nor an offset such as +02:00.`,
  );
}

const ISO = /^(?<year>\d{4})(?<sign>[-/.])(?<month>\d\d?)\k<sign>(?<day>\d\d?)/;
const NUMERIC = /^(?<first>\d\d?)(?<sign>[./-])(?<second>\d\d?)\k<sign>(?<year>\d{4}|\d\d)(?![\d:])/;
/** After a weekday's name, if any: "12-Mar-24", "12. März 2024", "1er mars 2024", "12 de marzo de 2024" … */
const DAY_FIRST =
  /^(?:(?<week>[\p{L}-]{2,})\.?[,،]?\s+)?(?<day>\d\d?)(?:\.|er|st|nd|rd|th|º)?[\s/-]*(?:(?:de|of)\s+)?(?<name>\p{L}{3,})\.?[\s,/-]*(?:de\s+)?(?<year>\d{4}|\d\d)(?![\d:])/iu;
/** … and "Mar 12, 2024", "Tuesday, March 12th 2024". */
const MONTH_FIRST =
  /^(?:(?<week>[\p{L}-]{2,})\.?,?\s+)?(?<name>\p{L}{3,})\.?[\s-]*(?<day>\d\d?)(?:st|nd|rd|th)?(?:,\s*|[\s-]+)(?<year>\d{4})(?!\d)/iu;
const JAPANESE = /^(\d{4})年(\d\d?)月(\d\d?)日(?:.曜日)?/;
/** Longer than any time is written: such a text is not looked through. */
const LONGEST = 100;
/** What follows the day. */
const CLOCK =
  /^(?:(?:T|[,،]?\s+(?:(?:at|um|à|a las|às|om|alle ore|klo|kl\.?)\s+)?)(\d\d?)(?::|\s?h\s?)?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?(?:\s*Uhr)?\s*(?:([apصم])\.?\s?(?:m\.?)?)?)?\s*(Z|(?:UTC|GMT)?(?:[+-]\d\d(?::?\d\d)?)?|(?:UTC|GMT)[+-]\d)(?:\s*\([^)]*\))?$/i;

/** A dot between hour and minute, and then before the second, too. After a T it would begin a part of an hour. */
const DOTTED = /^(\D*\s\d\d?)\.(\d\d)(?:\.(\d\d))?(?!\d)/;
const colons = (_: string, hour: string, minute: string, second?: string): string =>
  `${hour}:${minute}${second ? `:${second}` : ""}`;
/** What may be a zone's abbreviation: CST is three zones', and CET is written in summer, too. */
const ABBREVIATION = /(?<=[\d\s.])[a-z]{3,5}$/i;

const LANGUAGES = ["en", "de", "de-AT", "fr", "es", "pt", "nl", "it", "ar"];
/** Abbreviations that no name begins with. */
const SHORTENED = "mrz mrt maerz";

const plain = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The names of 12 months or 7 weekdays from a Monday on, each in all languages, a blank before each. */
const namesOf = (style: Intl.DateTimeFormatOptions, days: readonly number[]): string[] =>
  days.map((day) =>
    LANGUAGES.map(
      (language) => ` ${plain(new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" }).format(day * DAY))}`,
    ).join(""),
  );

let months: readonly string[] | undefined;
let weekdays: string | undefined;

/** A month from 1 by its name or enough of its beginning; 0 where that is none, or two months'. */
function monthOf(name: string): number {
  if (!months) {
    // A day of each month, 31 from one to the next.
    const named = namesOf({ month: "long" }, [0, 31, 62, 93, 124, 155, 186, 217, 248, 279, 310, 341]);
    named[2] += ` ${SHORTENED}`;
    months = named;
  }
  const begun = ` ${plain(name)}`;
  const found = months.findIndex((names) => names.includes(begun));
  return found === months.findLastIndex((names) => names.includes(begun)) ? found + 1 : 0;
}

function isWeekday(name: string): boolean {
  weekdays ??= namesOf({ weekday: "long" }, [4, 5, 6, 7, 8, 9, 10]).join("");
  return weekdays.includes(` ${plain(name)}`);
}

/** A day as spreadsheets count them, from 1900 on: what a cell holds that nobody formatted as a date. 1954 to 2064. */
const SERIAL = /^[2-5]\d{4}(?:[.,]\d+)?$/;
/** Day 0 of that count, before 1970. */
const SERIAL_START = 25_569;
/** Seconds or milliseconds since 1970, as databases write them: 2001 to 2286. */
const EPOCH = /^[1-9]\d{9}(?:\d{3})?$/;

const two = (part: string | number): string => String(part).padStart(2, "0");

export interface TimeReader {
  /** Epoch ms; a sentence where it is not a time. */
  (text: string): number | string;
}

/**
 * Reads times as tools write them: with a zone as they are, without one in the file's. A date alone is its midnight. Of a
 * year with two digits those from 70 are of the last century.
 * Spreadsheets' numbers of days are times without a zone, to the second.
 * @throws {RangeError} an unknown zone
 */
export function timeReader({
  timeZone,
  dateOrder,
}: {
  timeZone?: string | undefined;
  dateOrder?: "dmy" | "mdy" | undefined;
}): TimeReader {
  const zone = timeZone == null ? null : zoneOf(timeZone);
  const cache = new Map<string, Zone>();
  const ownZone = (name: string): Zone => {
    let own = cache.get(name);
    if (!own) cache.set(name, (own = zoneOf(name)));
    return own;
  };
  const placed = (shown: string, fields: number | null, zoneThen = zone): number | string => {
    if (fields === null) return `${shown} is not a date and time that exists`;
    return zoneThen ? zoneThen(fields) : `${shown} has no time zone; name the file's (timeZone)`;
  };
  return (text) => {
    const value = text.replace(/[\u200e\u200f]/g, "").trim();
    const shown = JSON.stringify(value.slice(0, 40));
    if (EPOCH.test(value)) return Number(value) * (value.length === 10 ? 1000 : 1);
    if (SERIAL.test(value))
      return placed(shown, Math.round(((Number(value.replace(",", ".")) - SERIAL_START) * DAY) / 1000) * 1000);
    const written = value.replace(JAPANESE, "$1-$2-$3");
    const found =
      value.length > LONGEST
        ? null
        : (ISO.exec(written) ?? NUMERIC.exec(written) ?? DAY_FIRST.exec(written) ?? MONTH_FIRST.exec(written));
    const { day, first, second, month, name, week, year = "" } = found?.groups ?? {};
    const rest = found ? written.slice(found[0].length).replace(DOTTED, colons) : "";
    const clock = found && CLOCK.exec(rest);
    const named = name === undefined ? undefined : monthOf(name);
    const [zoneName] = (!clock && ABBREVIATION.exec(rest)) || [];
    if (zoneName && CLOCK.exec(rest.slice(0, -zoneName.length))?.[1])
      return `${shown}: "${zoneName}" is no single zone; leave it out and name the file's (timeZone), or write an offset`;
    if (!clock || named === 0 || (week !== undefined && !isWeekday(week)))
      return value === "" ? "the time is missing" : `${shown} is not a time`;
    if (first !== undefined && !dateOrder)
      return `${shown}: which is the day and which the month? Name the order (dateOrder)`;
    const [d, m] =
      first === undefined ? [day!, named ?? month!] : dateOrder === "dmy" ? [first, second!] : [second!, first];
    const [, h = "0", mi = "00", s = "00", fraction = "0", half, suffix] = clock;
    const hour = half ? (Number(h) % 12) + (/[pم]/i.test(half) ? 12 : 0) : h;
    const century = year.length > 2 ? "" : Number(year) < 70 ? "20" : "19";
    // The engine decides what a real day and hour is.
    const fields = parseTime(`${century}${year}-${two(m)}-${two(d)}T${two(hour)}:${mi}:${s}.${fraction}Z`);
    return placed(shown, fields, suffix ? ownZone(suffix) : zone);
  };
}
