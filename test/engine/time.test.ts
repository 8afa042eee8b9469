import { expect } from "@open-wc/testing";
import { DAY, parseTime } from "../../src/engine/index.js";
import { addMonths, within } from "../../src/engine/months.js";
import { age, fade } from "../../src/engine/time.js";

const utc = (text: string): number => parseTime(text)!;

describe("times", () => {
  const good: Array<[unknown, number]> = [
    [0, 0],
    [-1, -1],
    [1.9, 1],
    [-1.1, -2],
    [8.64e15, 8.64e15],
    ["1970-01-01T00:00Z", 0],
    ["1970-01-01T00:00:00Z", 0],
    ["1970-01-01T00:00:01.5Z", 1500],
    ["1970-01-01T00:00:00.1Z", 100],
    ["1970-01-01T00:00:00.12Z", 120],
    ["1970-01-01T00:00:00.123Z", 123],
    ["1970-01-01T00:00:00.1239Z", 123],
    ["1970-01-01T00:00:00.99999999999Z", 999],
    ["1969-12-31T23:59:59.9999Z", -1],
    ["1970-01-01T02:00+02:00", 0],
    ["1969-12-31T19:00-05:00", 0],
    ["1970-01-01T05:45:00.250+05:45", 250],
    ["1970-01-01T00:00-00:00", 0],
    ["1970-01-01T23:59+23:59", 0],
    ["2026-10-27T09:00:00Z", Date.UTC(2026, 9, 27, 9)],
    ["2026-12-31T23:59:59.999Z", Date.UTC(2026, 11, 31, 23, 59, 59, 999)],
    ["2024-02-29T12:00Z", Date.UTC(2024, 1, 29, 12)],
    ["2000-02-29T00:00Z", Date.UTC(2000, 1, 29)],
    ["9999-12-31T23:59:59Z", Date.UTC(9999, 11, 31, 23, 59, 59)],
    ["0000-01-01T00:00Z", -62_167_219_200_000],
    ["0000-02-29T00:00Z", -62_167_219_200_000 + 59 * DAY],
    ["0001-01-01T00:00Z", -62_135_596_800_000],
    ["0099-12-31T00:00Z", -59_011_545_600_000],
    ["2026-11-23T09:12:00.5+14:00", Date.UTC(2026, 10, 22, 19, 12, 0, 500)],
  ];
  for (const [value, at] of good) it(`${JSON.stringify(value)} is ${at}`, () => expect(parseTime(value)).to.equal(at));

  const bad: unknown[] = [
    "2026-02-30T00:00:00Z",
    "2026-02-29T00:00Z",
    "1900-02-29T00:00Z",
    "2026-04-31T00:00Z",
    "2026-13-01T00:00Z",
    "2026-00-10T00:00Z",
    "2026-01-00T00:00Z",
    "2026-01-32T00:00Z",
    "2026-01-01T24:00Z",
    "2026-01-01T23:60Z",
    "2026-01-01T23:59:60Z",
    "2026-01-01T00:00+24:00",
    "2026-01-01T00:00+00:60",
    "2026-01-01T00:00",
    "2026-01-01T00:00:00",
    "2026-01-01",
    "2026-01-01Z",
    "2026-01-01T00Z",
    "2026-01-01 00:00Z",
    "2026-01-01t00:00z",
    "2026-01-01T00:00z",
    "2026-01-01T00:00+0200",
    "2026-01-01T00:00+2",
    "2026-01-01T00:00:00,5Z",
    "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00.5Z",
    "2026-1-1T00:00Z",
    "26-01-01T00:00Z",
    "+002026-01-01T00:00Z",
    "-000001-01-01T00:00Z",
    " 2026-01-01T00:00Z",
    "2026-01-01T00:00Z ",
    "2026-01-01T00:00Z\n",
    "２０２６-01-01T00:00Z",
    "1",
    "1764000000000",
    "May 2, 2026",
    "Mon, 25 May 2026 09:00:00 GMT",
    "",
    "now",
    NaN,
    Infinity,
    -Infinity,
    8.64e15 + 1,
    null,
    undefined,
    true,
    10n,
    Symbol("now"),
    {},
    [],
    [0],
    new Date(0),
    { valueOf: () => 0 },
    () => 0,
  ];
  for (const value of bad) {
    const name = typeof value === "string" ? JSON.stringify(value) : `${typeof value} ${String(value)}`;
    it(`${name} is none`, () => expect(parseTime(value)).to.equal(null));
  }

  it("are read alike however they are written", () => {
    const at = Date.UTC(2026, 9, 27, 9, 30, 15, 250);
    for (const text of ["2026-10-27T09:30:15.25Z", "2026-10-27T11:30:15.250+02:00", "2026-10-26T21:30:15.2500-12:00"]) {
      expect(parseTime(text)).to.equal(at);
    }
  });
});

describe("ages and windows", () => {
  it("are exact days: no daylight saving, no time zone", () => {
    expect(age(utc("2026-03-29T12:00+02:00"), utc("2026-03-28T12:00+01:00"))).to.equal(23 / 24);
    expect(age(DAY, 0)).to.equal(1);
    expect(fade(90 * DAY, 0, 90)).to.equal(0.5);
    expect(fade(0, 0, 90)).to.equal(1);
  });

  const months: Array<[string, number, string]> = [
    ["2026-01-31T10:00Z", 1, "2026-02-28T10:00Z"],
    ["2024-01-31T10:00Z", 1, "2024-02-29T10:00Z"],
    ["2024-02-29T10:00Z", 12, "2025-02-28T10:00Z"],
    ["2024-02-29T10:00Z", 48, "2028-02-29T10:00Z"],
    ["2026-03-31T10:00Z", 6, "2026-09-30T10:00Z"],
    ["2026-12-15T23:59:59.999Z", 1, "2027-01-15T23:59:59.999Z"],
    ["2025-11-23T09:00Z", 12, "2026-11-23T09:00Z"],
  ];
  for (const [from, n, to] of months) {
    it(`${from} and ${n} months is ${to}`, () => expect(addMonths(utc(from), n)).to.equal(utc(to)));
  }

  it("a window closes at one instant, and nothing comes back in", () => {
    const leap = utc("2024-02-29T10:00Z");
    const end = utc("2025-02-28T10:00Z");
    expect(within(leap, 12, end - 1)).to.equal(true);
    expect(within(leap, 12, end)).to.equal(false);
    expect(within(leap, 12, utc("2025-03-01T10:00Z"))).to.equal(false);
    expect(within(leap, 12, leap)).to.equal(true);
  });

  it("of any months close where the calendar says, whatever the day", () => {
    for (let day = 0; day < 366 * 8; day++) {
      const at = Date.UTC(1896, 0, 1 + day, 10);
      for (const n of [1, 2, 3, 7, 12, 36, 120, 1200]) {
        const end = addMonths(at, n);
        expect([within(at, n, end - 1), within(at, n, end)], `${new Date(at).toISOString()} ${n}`).to.deep.equal([
          true,
          false,
        ]);
      }
    }
  });

  it("of many months hold at their first day and not at their last", () => {
    for (const n of [12, 24, 36]) {
      const at = utc("2021-05-31T00:00Z");
      expect(within(at, n, addMonths(at, n) - 1)).to.equal(true);
      expect(within(at, n, addMonths(at, n))).to.equal(false);
    }
  });
});
