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
      "31 April 2026",
      "Mai 32, 2026",
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
    expect(read(`2026-03-02${" ".repeat(1_000_000)}x`), "and no page hangs over a million blanks").to.contain(
      "is not a time",
    );
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

  it("whose month is a word need no order, in whatever language and however short", () => {
    const read = timeReader({ timeZone: "UTC" });
    for (const text of [
      "12-Mar-24",
      "12-MAR-2024",
      "12 March 2024",
      "Mar 12, 2024",
      "March 12th 2024",
      "Tuesday, March 12, 2024",
      "12. März 2024",
      "12. Mrz. 24",
      "Di., 12. Mär 2024",
      "12 mars 2024",
      "mardi 12 mars 2024",
      "12 de marzo de 2024",
      "12 de mar. de 2024",
      "12 de março de 2024",
      "12 mrt. 2024",
      "12 maart 2024",
      "2024年3月12日",
    ])
      expect(iso(read(text)), text).to.equal("2024-03-12T00:00:00.000Z");
    for (const [text, expected] of [
      ["1er févr. 2024 14h05", "2024-02-01T14:05:00.000Z"],
      ["12-Dez-24 14:05", "2024-12-12T14:05:00.000Z"],
      ["3 août 2024, 09:05:07", "2024-08-03T09:05:07.000Z"],
      ["May 2, 2026", "2026-05-02T00:00:00.000Z"],
      ["March 12, 2024 at 2:05 PM", "2024-03-12T14:05:00.000Z"],
      ["Tue, 12 Mar 2024 14:05:09 +0100", "2024-03-12T13:05:09.000Z"],
      ["Tue Mar 12 2024 14:05:09 GMT+0100 (Central European Standard Time)", "2024-03-12T13:05:09.000Z"],
      ["15 mars 2024 à 13 h 04", "2024-03-15T13:04:00.000Z"],
      ["segunda-feira, 18 de novembro de 2024 às 13:04", "2024-11-18T13:04:00.000Z"],
      ["17 de diciembre de 2021 a las 21:30", "2021-12-17T21:30:00.000Z"],
      ["24 maart 2026 om 16:12", "2026-03-24T16:12:00.000Z"],
      ["19 يونيو 2020", "2020-06-19T00:00:00.000Z"],
      ["2024年3月12日火曜日 8:50", "2024-03-12T08:50:00.000Z"],
      ["5-Jan-69", "2069-01-05T00:00:00.000Z"],
      ["5-Jan-70", "1970-01-05T00:00:00.000Z"],
      ["2024-03-12 02:05 PM", "2024-03-12T14:05:00.000Z"],
    ] as const)
      expect(iso(read(text)), text).to.equal(expected);
    // Half a month's name that is also another's, a word that is no month, a clock where the year should be.
    for (const text of [
      "12 jui 2024",
      "12 Marketing 2024",
      "12 Ma 2024",
      "Due 12 March 2024",
      "5 Mar 14:05:09",
      "Mar 2024",
    ])
      expect(read(text), text).to.equal(`"${text}" is not a time`);
    expect(timeReader({})("12-Mar-24")).to.match(/no time zone/);
  });

  it("may have a year of two digits where the order is told", () => {
    expect(iso(timeReader({ timeZone: "UTC", dateOrder: "dmy" })("12.03.24 14:05"))).to.equal(
      "2024-03-12T14:05:00.000Z",
    );
    expect(iso(timeReader({ timeZone: "UTC", dateOrder: "mdy" })("3/12/24 2:05 PM"))).to.equal(
      "2024-03-12T14:05:00.000Z",
    );
    expect(iso(timeReader({ dateOrder: "dmy" })("12/03/2024 14:05 UTC"))).to.equal("2024-03-12T14:05:00.000Z");
    // As Arabic and Windows write it, with marks of direction.
    const arabic = "\u200e12\u200f/5\u200f/2024\u060c 8:10 ";
    expect(iso(timeReader({ timeZone: "UTC", dateOrder: "dmy" })(`${arabic}\u0645`))).to.equal(
      "2024-05-12T20:10:00.000Z",
    );
    expect(iso(timeReader({ timeZone: "UTC", dateOrder: "dmy" })(`${arabic}\u0635`))).to.equal(
      "2024-05-12T08:10:00.000Z",
    );
    expect(timeReader({ timeZone: "UTC" })("12/03/24")).to.match(/dateOrder/);
    expect(timeReader({ timeZone: "UTC", dateOrder: "dmy" })("12/03/024")).to.equal('"12/03/024" is not a time');
  });

  it("with a dot between hour and minute are read, as Germany, Denmark and Finland write them", () => {
    const read = timeReader({ timeZone: "UTC", dateOrder: "dmy" });
    for (const [text, at] of [
      ["12.03.2024 09.30", "2024-03-12T09:30:00.000Z"],
      ["12.3.2024 9.30", "2024-03-12T09:30:00.000Z"],
      ["12.03.2024, 09.30.15", "2024-03-12T09:30:15.000Z"],
      ["12.03.24 um 09.30", "2024-03-12T09:30:00.000Z"],
      ["12.03.2024 09.30 Uhr", "2024-03-12T09:30:00.000Z"],
      ["12.3.2024 klo 9.30.15", "2024-03-12T09:30:15.000Z"],
      ["12.03.2024 kl. 09.30", "2024-03-12T09:30:00.000Z"],
      ["2024-03-12 09.30.15,250", "2024-03-12T09:30:15.250Z"],
      ["12. März 2024 09.30 +01:00", "2024-03-12T08:30:00.000Z"],
    ] as const)
      expect(iso(read(text)), text).to.equal(at);
    for (const text of [
      "2024-03-12T09.50",
      "12.03.2024 09.5",
      "12.03.2024 09.305",
      "12.03.2024 0930.50",
      "12.03.2024 09:30.15",
    ])
      expect(read(text), `${text}: a part of an hour or minute, perhaps`).to.equal(`"${text}" is not a time`);
    expect(read("12.03.2024 09.75")).to.match(/exists/);
  });

  it("with a zone's abbreviation are read where it has one meaning, and name timeZone where it has not", () => {
    const read = timeReader({ dateOrder: "dmy" });
    for (const text of ["12.03.2024 09.30 UTC", "12.03.2024 09:30 gmt", "2024-03-12 09:30 Z", "12.03.2024 10:30 GMT+1"])
      expect(iso(read(text)), text).to.equal("2024-03-12T09:30:00.000Z");
    for (const zone of ["CET", "CST", "IST", "est"])
      for (const timeZone of [undefined, "Europe/Rome"])
        for (const clock of ["09:30", "09.30", "9:30 PM"])
          expect(timeReader({ timeZone, dateOrder: "dmy" })(`12.03.2024 ${clock} ${zone}`), zone).to.match(
            new RegExp(`"12.03.2024 ${clock} ${zone}".* "${zone}" .*timeZone`),
          );
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
