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

const ISO =
  /^(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:[T ](\d\d?):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap])?\.?m?\.?)?$/i;

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
 * Reads times as tools write them: with a zone as they are, without one in the file's. A date alone is its midnight.
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
  // The engine decides what a real day and hour is.
  const local = (shown: string, date: string, time: string): number | string =>
    placed(shown, parseTime(`${date}T${time}Z`));
  const placed = (shown: string, fields: number | null): number | string => {
    if (fields === null) return `${shown} is not a date and time that exists`;
    return zone ? zone(fields) : `${shown} has no time zone; name the file's (timeZone)`;
  };
  return (text) => {
    const value = text.trim();
    const shown = JSON.stringify(value.slice(0, 40));
    const iso = ISO.exec(value);
    if (iso) {
      const [, y, , mo, d, h = "00", mi = "00", s = "00", fraction = "0", suffix] = iso;
      const date = `${y}-${two(mo!)}-${two(d!)}`;
      const time = `${two(h)}:${mi}:${s}.${fraction}`;
      if (suffix === undefined) return local(shown, date, time);
      const fields = parseTime(`${date}T${time}Z`);
      if (fields === null) return `${shown} is not a date and time that exists`;
      let own = cache.get(suffix);
      if (!own) cache.set(suffix, (own = zoneOf(suffix)));
      return own(fields);
    }
    if (EPOCH.test(value)) return Number(value) * (value.length === 10 ? 1000 : 1);
    if (SERIAL.test(value))
      return placed(shown, Math.round(((Number(value.replace(",", ".")) - SERIAL_START) * DAY) / 1000) * 1000);
    const parts = NUMERIC.exec(value);
    if (!parts) return value === "" ? "the time is missing" : `${shown} is not a time`;
    if (!dateOrder) return `${shown}: which is the day and which the month? Name the order (dateOrder)`;
    const [, a, , b, year, h = "0", mi = "00", s = "00", half] = parts;
    const [day, month] = dateOrder === "dmy" ? [a!, b!] : [b!, a!];
    const hour = half ? (Number(h) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(h);
    return local(shown, `${year}-${two(month)}-${two(day)}`, `${two(hour)}:${mi}:${s}`);
  };
}
