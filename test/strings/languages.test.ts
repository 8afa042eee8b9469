import "../../src/elements/risk-distribution/define.js";
import "../../src/elements/risk-score-card/define.js";
import { expect } from "@open-wc/testing";
import { EVENT_TYPES, models } from "../../src/engine/index.js";
import { english } from "../../src/strings/en/index.js";
import { formatsOf } from "../../src/strings/format.js";
import { registerStrings, translate, type LocaleStrings, type Message } from "../../src/strings/index.js";
import { loadLanguage } from "../../src/strings/languages.js";
import { agoText, listText } from "../../src/strings/phrases.js";
import { expectReadable, mount, textOf, unmountAll } from "../elements/contract.js";
import { DATASET } from "../elements/samples.js";

const LANGUAGES = ["ar", "de", "es", "fr", "ja", "nl", "pt-br"] as const;

/** Words that a language shares with English, besides names and what has no words at all. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  de: ["Name", "Person", "Score", "Signal", "Standard"],
  fr: [
    "Client",
    "Clients",
    "Date",
    "Finance",
    "Incidents",
    "Points",
    "Score",
    "Signal",
    "Standard",
    "stable",
    "{n} client",
    "{n} clients",
  ],
  nl: ["Model", "Score", "{n} quiz", "{n} week"],
};

const source = Object.entries(english).flatMap(([section, words]) =>
  Object.entries<Message>(words).flatMap(([key, message]) => (key === "_" ? [] : [{ section, key, message }])),
);

const formsOf = (message: Message): Record<string, string> =>
  typeof message === "string" ? { other: message } : { ...message };

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

const union = (message: Message): string[] =>
  [...new Set(Object.values(formsOf(message)).flatMap((text) => placeholders(text)))].sort();

/** Nothing but placeholders, signs and numbers: the same in every language. */
const wordless = (text: string): boolean => !/\p{L}/u.test(text.replace(/\{\w+\}/g, ""));

const found = (strings: LocaleStrings, section: string, key: string): Message | undefined => strings[section]?.[key];

for (const language of LANGUAGES) {
  describe(`language ${language}`, () => {
    let strings: LocaleStrings;
    before(async () => {
      strings = (await loadLanguage(language)) ?? {};
    });
    afterEach(unmountAll);

    it("has the sections and keys of English, and no other", () => {
      const keys = (all: LocaleStrings): string[] =>
        Object.entries(all).flatMap(([section, words]) =>
          Object.keys(words).flatMap((key) => (key === "_" ? [] : [`${section}: ${key}`])),
        );
      const [own, all] = [new Set(keys(strings)), new Set(keys(english))];
      expect(
        [...all].filter((key) => !own.has(key)),
        "missing",
      ).to.deep.equal([]);
      expect(
        [...own].filter((key) => !all.has(key)),
        "unknown",
      ).to.deep.equal([]);
    });

    it("keeps the placeholders of every message, in all its forms", () => {
      const wrong = source.flatMap(({ section, key, message }) => {
        const own = found(strings, section, key);
        if (own === undefined) return [`${section}: ${key}`];
        const wanted = union(message);
        return Object.entries(formsOf(own)).flatMap(([form, text]) => {
          const names = placeholders(text);
          // "once", "both": a form that says its number as a word needs no {n}; the form for all others does.
          const spelled = form !== "other" && typeof own !== "string" && !names.includes("n");
          const expected = wanted.filter((name) => !spelled || name !== "n");
          return [...new Set(names)].join() === expected.join() ? [] : [`${section}: ${key}, ${form}: ${text}`];
        });
      });
      expect(wrong).to.deep.equal([]);
    });

    it("has each plural form that the language needs, where English has two", () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      const wanted = [...pluralCategories].sort().join();
      const wrong = source.flatMap(({ section, key, message }) => {
        const own = found(strings, section, key);
        if (typeof message === "string") return typeof own === "string" ? [] : [`${section}: ${key} is one message`];
        const forms = own === undefined || typeof own === "string" ? "" : Object.keys(own).sort().join();
        return forms === wanted ? [] : [`${section}: ${key} has ${forms || "no forms"}`];
      });
      expect(wrong).to.deep.equal([]);
    });

    it("leaves nothing in English", () => {
      const shared = new Set(SHARED[language]);
      const left = source.flatMap(({ section, key, message }) => {
        const own = found(strings, section, key);
        if (own === undefined) return [`${section}: ${key}`];
        if (key.startsWith("model.") || key.startsWith("short.")) return [];
        const originals = new Set(Object.values(formsOf(message)));
        return Object.values(formsOf(own))
          .filter((text) => originals.has(text) && !wordless(text) && !shared.has(text))
          .map((text) => `${section}: ${key}: ${text}`);
      });
      expect(left).to.deep.equal([]);
    });

    it("is set with the marks of print, and short where room is short", () => {
      const wrong = source.flatMap(({ section, key }) => {
        const texts = Object.values(formsOf(found(strings, section, key) ?? ""));
        const empty = section === "sentences" && (key === "words" || key === "lower");
        return texts
          .filter(
            (text) =>
              (!empty && text.trim() === "") ||
              text !== text.trim() ||
              /[<>`'"]|\.\.\.|\s-\s/.test(text) ||
              (key.startsWith("short.") && [...text].length > 6),
          )
          .map((text) => `${section}: ${key}: ${text}`);
      });
      expect(wrong).to.deep.equal([]);
    });

    if (language === "fr")
      it("keeps the marks of French on the line of their word", () => {
        const loose = source.flatMap(({ section, key }) =>
          Object.values(formsOf(found(strings, section, key) ?? ""))
            .filter((text) => /(?<![\u00a0\u202f])[:;?!»]|«(?!\u00a0)/.test(text))
            .map((text) => `${section}: ${key}: ${text}`),
        );
        expect(loose).to.deep.equal([]);
      });

    it("has number words for nought to ten, or none", () => {
      const words = found(strings, "sentences", "words");
      expect(words === "" || (typeof words === "string" && words.split(",").length === 11)).to.equal(true);
    });

    it("names every model, row, band, event and trend of the engine", () => {
      const wanted = [
        ...models.flatMap(({ id, rows, bands }) => [
          ["models", `model.${id}`],
          ...rows.map((row) => ["models", `row.${row}`]),
          ...bands.flatMap((band) => [
            ["common", `band.${band.id}`],
            ["compare", `short.${band.id}`],
            ["meanings", `${id}.${band.id}`],
          ]),
        ]),
        ...EVENT_TYPES.flatMap((type) => [
          ["events", type],
          ["whatIf", type],
        ]),
        ...["improving", "stable", "worsening"].map((trend) => ["common", `trend.${trend}`]),
      ] as Array<[string, string]>;
      expect(wanted.filter(([section, key]) => !found(strings, section, key))).to.deep.equal([]);
    });

    it("tells the bands of a model apart", () => {
      for (const { id, bands } of models) {
        for (const kind of ["band", "short"]) {
          const section = kind === "band" ? "common" : "compare";
          const words = bands.map((band) => found(strings, section, `${kind}.${band.id}`));
          expect(new Set(words).size, `${id}: ${words.join()}`).to.equal(bands.length);
        }
      }
    });

    it("is what elements speak as soon as the page does, and English again after it", async () => {
      const own = (section: string, key: string): string => formsOf(found(strings, section, key) ?? "")["other"] ?? "";
      const el = await mount("risk-distribution", { data: DATASET, lang: "en" });
      await until(() => textOf(el).includes(english.distribution.title));
      const title = own("distribution", "title");
      expect(title).to.not.equal("");
      el.parentElement!.lang = language;
      await until(() => textOf(el).includes(title));
      const text = textOf(el);
      expect(text).to.not.contain(english.distribution.title);
      expect(text).to.contain(own("common", "band.high"));
      expect(text, "a placeholder").to.not.match(/[{}]/);
      expect(text, "a key").to.not.match(/\b(band|trend|row|short|model)\.[a-z]/);
      expectReadable(el);
      el.parentElement!.lang = "en";
      await until(() => textOf(el).includes(english.distribution.title));
    });

    it("says a card in full", async () => {
      const el = await mount("risk-score-card", {
        data: DATASET,
        attributes: { client: "brightwater" },
        lang: language,
      });
      const client = formsOf(found(strings, "card", "client") ?? "")["other"]!;
      await until(() => textOf(el).includes(client));
      expect(textOf(el)).to.not.match(/[{}]|\bpeople\b|\bscored\b/);
      expectReadable(el);
    });
  });
}

describe("languages", () => {
  afterEach(unmountAll);

  it("list things as they are listed there", () => {
    const list = (locale: string): string => listText(formatsOf(locale), ["A", "B", "C"]);
    expect(list("en")).to.equal("A, B, C");
    expect(list("de")).to.equal("A, B und C");
    expect(list("ja")).to.equal("A、B、C");
    expect(list("zh")).to.match(/^A、B[和及]C$/);
    expect(list("ar")).to.equal("A، وB، وC");
  });

  it("write no space between a number and an ideograph", () => {
    expect(agoText(formatsOf("ja"), 4)).to.equal("4日前");
    expect(agoText(formatsOf("en"), 4)).to.equal("4 days ago");
    expect(agoText(formatsOf("ja"), 1)).to.equal("昨日");
  });

  it("names and signed numbers of the other direction stand apart from the words beside them", async () => {
    registerStrings("ar", (await loadLanguage("ar"))!);
    const params = { name: "Ada Park", low: "0", high: "100", to: "23 نوفمبر" };
    const arabic = translate("ar", english.trend, "leadShort", params);
    expect(arabic).to.contain("\u2068Ada Park\u2069").and.to.contain("\u2068100\u2069");
    expect(arabic).to.not.contain("\u206823 نوفمبر");
    const en = translate("en", english.trend, "leadShort", params);
    expect(en).to.contain("\u206823 نوفمبر\u2069").and.to.contain("Ada Park · 0 to 100");
  });

  it("a message without words of its own runs the way of its language", async () => {
    registerStrings("ar", (await loadLanguage("ar"))!);
    const params = { band: "معتدل", text: "بعض الثغرات" };
    expect(translate("ar", english.breakdown, "means", params)).to.equal("\u200fمعتدل: بعض الثغرات");
    const named = { date: "23 نوفمبر", list: "Ada Park" };
    expect(translate("ar", english.compare, "point", named)).to.equal("\u200f23 نوفمبر: \u2068Ada Park\u2069");
  });

  it("a short form that ends a sentence brings no second full stop", async () => {
    registerStrings("de", (await loadLanguage("de"))!);
    const params = { from: "42", start: "25. Aug.", to: "41", end: "23. Nov." };
    expect(translate("de", english.trend, "summary", params)).to.match(/23\. Nov\.$/);
    expect(translate("en", english.trend, "summary", { ...params, end: "Nov 23" })).to.match(/Nov 23\.$/);
  });

  it("serve their regions, and Portuguese of elsewhere", async () => {
    const de = await loadLanguage("de");
    const el = await mount("risk-distribution", { data: DATASET, lang: "de-AT" });
    await until(() => textOf(el).includes(String(de!["distribution"]!["title"])));
    expect(await loadLanguage("pt")).to.equal(await loadLanguage("pt-br"));
    expect(await loadLanguage("tlh")).to.equal(undefined);
  });
});

async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !done(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(done()).to.equal(true);
}
