import { expect } from "@open-wc/testing";
import { timeReader } from "../../../src/data/importers/times.js";

const iso = (value: number | string): string => (typeof value === "number" ? new Date(value).toISOString() : value);

describe("times in files", () => {
  it("with a zone are what they say", () => {
    const read = timeReader({});
    for (const text of [
      "2026-03-02T09:15:23.450Z",
      "2026-03-02t09:15:23.450999999z",
      "2026-03-02 10:15:23.45+01:00",
      "2026-03-02T04:15:23,450-0500",
      "2026-03-02 11:15:23.450 +02",
    ]) {
      expect(iso(read(text)), text).to.equal("2026-03-02T09:15:23.450Z");
    }
  });

  it("without one take the file's, summer and winter", () => {
    const rome = timeReader({ timeZone: "Europe/Rome" });
    expect(iso(rome("2026-01-15 09:00:00"))).to.equal("2026-01-15T08:00:00.000Z");
    expect(iso(rome("2026-07-15T09:00"))).to.equal("2026-07-15T07:00:00.000Z");
    expect(iso(rome("2026-07-15"))).to.equal("2026-07-14T22:00:00.000Z");
    expect(iso(timeReader({ timeZone: "-03:30" })("2026-01-15 09:00"))).to.equal("2026-01-15T12:30:00.000Z");
    expect(iso(timeReader({ timeZone: "UTC+2" })("2026-01-15 09:00"))).to.equal("2026-01-15T07:00:00.000Z");
    expect(iso(timeReader({ timeZone: "Asia/Kathmandu" })("2026-01-15 09:00"))).to.equal("2026-01-15T03:15:00.000Z");
  });

  it("with the year first are read with any sign between, as in Japan, and without noughts", () => {
    const read = timeReader({ timeZone: "UTC" });
    for (const text of ["2026/03/02 09:05", "2026/3/2 9:05:00", "2026.03.02 09:05", "2026-3-2T9:05"])
      expect(iso(read(text)), text).to.equal("2026-03-02T09:05:00.000Z");
    expect(read("2026/03-02 09:05")).to.equal('"2026/03-02 09:05" is not a time');
    expect(read("2026/13/2")).to.equal('"2026/13/2" is not a date and time that exists');
  });

  it("that a change of the clock skips or repeats have one meaning", () => {
    const rome = timeReader({ timeZone: "Europe/Rome" });
    expect(iso(rome("2026-03-29 02:30"))).to.equal("2026-03-29T01:30:00.000Z");
    expect(iso(rome("2026-10-25 02:30"))).to.equal("2026-10-25T00:30:00.000Z");
    const york = timeReader({ timeZone: "America/New_York" });
    expect(iso(york("2026-11-01 01:30"))).to.equal("2026-11-01T05:30:00.000Z");
  });

  it("in every hour of a year come back as they were written", () => {
    const zone = timeReader({ timeZone: "Australia/Lord_Howe" });
    const clock = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Australia/Lord_Howe",
      dateStyle: "short",
      timeStyle: "medium",
    });
    let wrong = 0;
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
      const written = clock.format(at);
      if (clock.format(zone(written) as number) !== written) wrong++;
    }
    expect(wrong).to.equal(0);
  });

  it("without a zone and without the file's are refused, never guessed", () => {
    expect(timeReader({})("2026-03-02 09:15:23.000")).to.match(/no time zone/);
    expect(timeReader({})("2026-03-02")).to.match(/no time zone/);
  });

  it("that do not exist are refused", () => {
    const read = timeReader({ timeZone: "UTC" });
    for (const text of [
      "2026-02-30 10:00",
      "2026-13-01",
      "2026-01-01 24:00",
      "2026-01-01T10:61:00Z",
      "tomorrow",
      "",
      "1",
      "May 2, 2026",
    ]) {
      expect(read(text), text).to.be.a("string");
    }
    expect(read("2026-02-30T10:00:00Z")).to.equal('"2026-02-30T10:00:00Z" is not a date and time that exists');
  });

  it("are the whole of a text, but for blanks around them", () => {
    const read = timeReader({ timeZone: "UTC", dateOrder: "dmy" });
    expect(iso(read(" 2026-03-02T09:15Z\t"))).to.equal("2026-03-02T09:15:00.000Z");
    for (const text of ["on 2026-03-02", "2026-03-02 or so", "on 2/3/2026", "2/3/2026 or so"])
      expect(read(text)).to.equal(`"${text}" is not a time`);
    expect(read(" ")).to.equal("the time is missing");
    expect(read("x".repeat(41)), "as much as fits a list of errors").to.equal(`"${"x".repeat(40)}" is not a time`);
  });

  it("with the day or the month first need the order", () => {
    expect(timeReader({ timeZone: "UTC" })("03/04/2026 09:15")).to.match(/dateOrder/);
    expect(iso(timeReader({ timeZone: "UTC", dateOrder: "dmy" })("3.4.2026, 09:15"))).to.equal(
      "2026-04-03T09:15:00.000Z",
    );
    expect(iso(timeReader({ timeZone: "UTC", dateOrder: "mdy" })("3/4/2026 12:15 AM"))).to.equal(
      "2026-03-04T00:15:00.000Z",
    );
    expect(iso(timeReader({ timeZone: "UTC", dateOrder: "mdy" })("3/4/2026 1:15:09 pm"))).to.equal(
      "2026-03-04T13:15:09.000Z",
    );
    expect(iso(timeReader({ timeZone: "UTC", dateOrder: "dmy" })("3/4/2026"))).to.equal("2026-04-03T00:00:00.000Z");
    expect(timeReader({ timeZone: "UTC", dateOrder: "dmy" })("3/14/2026 10:00")).to.match(/exists/);
  });

  it("that spreadsheets write as their number of days are read to the second, in the file's zone", () => {
    const read = timeReader({ timeZone: "UTC" });
    for (const [text, expected] of [
      ["46024", "2026-01-02T00:00:00.000Z"],
      ["46024.5", "2026-01-02T12:00:00.000Z"],
      [" 46024,41667 ", "2026-01-02T10:00:00.000Z"],
      ["46024.416678240741", "2026-01-02T10:00:01.000Z"],
      ["20000", "1954-10-03T00:00:00.000Z"],
    ] as const)
      expect(iso(read(text)), text).to.equal(expected);
    expect(iso(timeReader({ timeZone: "Europe/Rome" })("46204.5"))).to.equal("2026-07-01T10:00:00.000Z");
    expect(timeReader({})("46024")).to.match(/no time zone/);
    for (const text of ["2026", "460245", "19999", "60000", "46024.", "46024 5", "-46024"])
      expect(read(text), text).to.equal(`"${text}" is not a time`);
  });

  it("that databases write as seconds or milliseconds need no zone", () => {
    const read = timeReader({});
    expect(iso(read("1767348000"))).to.equal("2026-01-02T10:00:00.000Z");
    expect(iso(read("1767348000123"))).to.equal("2026-01-02T10:00:00.123Z");
    for (const text of ["176734800", "17673480001", "0767348000", "1767348000.5"])
      expect(read(text), text).to.equal(`"${text}" is not a time`);
  });

  it("refuse a zone that is none", () => {
    expect(() => timeReader({ timeZone: "Mars/Olympus" })).to.throw(RangeError, /Mars\/Olympus/);
    for (const timeZone of ["", " ", "+24:00", "+02:60", "-99", 7])
      expect(() => timeReader({ timeZone: timeZone as string }), String(timeZone)).to.throw(RangeError, "timeZone");
    for (const [timeZone, noon] of [
      ["+23:59", "2026-01-01T12:01:00.000Z"],
      [" -02:00 ", "2026-01-02T14:00:00.000Z"],
    ] as const)
      expect(iso(timeReader({ timeZone })("2026-01-02 12:00"))).to.equal(noon);
  });
});
