import { expect } from "@open-wc/testing";
import { formatsOf } from "../../src/strings/format.js";
import { common } from "../../src/strings/en/common.js";
import { humanise, registerStrings, requestStrings, translate } from "../../src/strings/index.js";
import { agoText, listText, percentText, prose } from "../../src/strings/phrases.js";

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

describe("words", () => {
  const section = { _: "x", a: "A", b: "{who}: {n}.", sum: "{n}" } as const;

  it("that a vendor adds leave those that were added before, and the nearest language's hold", () => {
    registerStrings("tlh", { x: { a: "tlh a" } });
    registerStrings("TLH", { x: { b: "tlh b" }, y: { a: "other" } });
    registerStrings("tlh-Latn-US", { x: { a: "US a" } });
    const said = (locale: string): string[] => (["a", "b"] as const).map((key) => translate(locale, section, key));
    expect(said("tlh")).to.deep.equal(["tlh a", "tlh b"]);
    expect(said("tlh-Latn")).to.deep.equal(["tlh a", "tlh b"]);
    expect(said("tlh-latn-us-x-y")).to.deep.equal(["US a", "tlh b"]);
    expect(said("tl")).to.deep.equal(["A", ": ."]);
  });

  it("of a vendor stay when the language's own come later", async () => {
    registerStrings("nl", { common: { "band.high": "Rood" } });
    requestStrings("nl-BE");
    const said = (key: keyof typeof common): string => translate("nl", common, key);
    for (let i = 0; i < 500 && said("noScore") === common.noScore; i++)
      await new Promise((wait) => setTimeout(wait, 10));
    expect(said("noScore")).to.not.equal(common.noScore);
    expect(said("band.high")).to.equal("Rood");
  });

  it("nobody has are plain ones, whatever they are called", () => {
    const said = (key: string): string => translate("en", section as never, key);
    expect(["row.repeat_pattern", "constructor", "toString", "band._very-high_"].map(said)).to.deep.equal([
      ...["Repeat pattern", "Constructor", "ToString", "Very high"],
    ]);
    expect(humanise("")).to.equal("");
  });

  it("without what is put into them leave it out, with no mark of direction for nothing", () => {
    expect(translate("en", section, "b", { n: 1 }, () => "one")).to.equal(": one.");
    registerStrings("fa", { x: { b: "\u0627{who}" } });
    expect(translate("fa", section, "b", { who: "" })).to.equal("\u0627");
    expect(translate("fa", section, "b", { who: "Ada" })).to.equal("\u0627\u2068Ada\u2069");
  });

  it("follow one another as sentences do", () => {
    expect(prose(["One.", "", "Two."])).to.equal("One. Two.");
    expect(prose(["\u4e00\u3002", "\u4e8c\u3002"])).to.equal("\u4e00\u3002\u4e8c\u3002");
  });

  it("of numbers and days are as short as they may be, in whatever letters the language is named", () => {
    const format = formatsOf("DE-at");
    expect(format.locale).to.equal("de-AT");
    expect([format.place(60, 1), format.place(60.5, 1)]).to.deep.equal(["60", "60,5"]);
    const at = new Date(2026, 10, 23).getTime();
    const english = formatsOf("en");
    expect([english.date(at), english.date(at, { day: "numeric", month: "short" }), english.date(at)]).to.deep.equal([
      ...["Nov 23, 2026", "Nov 23", "Nov 23, 2026"],
    ]);
  });
});
