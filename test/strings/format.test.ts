import { expect } from "@open-wc/testing";
import { formatsOf } from "../../src/strings/format.js";
import { translate } from "../../src/strings/index.js";
import { agoText, listText, percentText } from "../../src/strings/phrases.js";

/** What Intl writes, with the minus that the kit writes. */
const intl = (locale: string, value: number, decimals: number, signDisplay?: "exceptZero"): string =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    ...(signDisplay && { signDisplay }),
  })
    .format(value + 0)
    .replace(/-/g, "\u2212");

const VALUES = [
  ...[
    0, -0, 0.5, 1, 0.05, 0.005, 0.125, 0.375, 1.005, 1.015, 2.5, 99.95, 99.995, 999.4, 999.5, 999.99, 1000, 12345.678,
    100000, 1234567, 999999.5, 999999999.4, 999999999.5,
  ],
  ...[1e-7, 4e-7, 5e-324, 1e21, 0.1 + 0.2, 0.30000000000000004, 1 / 3, 2 / 3, 67.49999999, 67.5, Infinity, NaN],
  ...Array.from({ length: 400 }, (_, i) => i / 7 + i * 0.005),
];

describe("numbers and dates", () => {
  for (const locale of ["en", "en-US", "en-GB", "de", "ar-EG"]) {
    it(`of ${locale} are written as Intl writes them`, () => {
      const format = formatsOf(locale);
      for (const value of VALUES.flatMap((one) => [one, -one])) {
        for (const decimals of [0, 1, 2, 3, 4, 6]) {
          const said = `${value} with ${decimals} decimals`;
          expect(format.number(value, decimals), said).to.equal(intl(locale, value, decimals));
          expect(format.signed(value, decimals), said).to.equal(intl(locale, value, decimals, "exceptZero"));
        }
      }
    });

    it(`of ${locale} are shares as Intl writes them`, () => {
      const format = formatsOf(locale);
      const percent = new Intl.NumberFormat(locale, { style: "percent" });
      const finer = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1 });
      for (const value of [0, 0.375, 0.25, 1])
        expect(percentText(format, value, 1), String(value)).to.equal(finer.format(value));
      for (const value of [...VALUES.map((one) => one / 100), 0.145, 0.005, 1e-9, 12.345])
        expect(percentText(format, value), String(value)).to.equal(percent.format(value + 0).replace(/-/g, "\u2212"));
    });

    it(`of ${locale} are lists and days ago as Intl writes them`, () => {
      const format = formatsOf(locale);
      const list = new Intl.ListFormat(locale, { type: "unit" });
      const days = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
      for (const items of [[], ["a"], ["a", "b"], ["a", "b", "c"], ["a, b", "", "c", "d"]])
        if (list.format(["a", "b"]) === "a, b") expect(listText(format, items)).to.equal(list.format(items));
      for (const ago of [-400, -2, -1, 0, 1, 2, 3, 10, 999, 1000, 123_456])
        expect(agoText(format, ago), String(ago)).to.equal(days.format(0 - ago, "day"));
    });

    it(`of ${locale} are dates and times as Intl writes them`, () => {
      const format = formatsOf(locale);
      const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
      const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
      const starts = [-8.64e15, -6.3e13, -6.2e13, -6e13, -1, 0, Date.UTC(2026, 0, 1), Date.UTC(2024, 1, 28), 2.6e14];
      for (const at of starts.flatMap((start) => Array.from({ length: 40 }, (_, i) => start + i * 26_700_000))) {
        expect(format.date(at), String(at)).to.equal(date.format(at));
        expect(format.time(at), String(at)).to.equal(time.format(at));
      }
    });
  }

  it("choose the plural as Intl does", () => {
    const section = { _: "x", n: { one: "one", other: "other" } } as const;
    for (const locale of ["en", "en-GB", "EN-au", "fr", "de"])
      for (const n of [0, 1, 1.5, 2, -1, 11, 101, 1e6])
        expect(translate(locale, section, "n", { n }), `${locale} ${n}`).to.equal(
          new Intl.PluralRules(locale).select(n) === "one" ? "one" : "other",
        );
  });
});
