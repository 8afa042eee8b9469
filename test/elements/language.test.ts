/** Voices and hyphens go by `lang`: each element says which language it speaks, which may be another than the page's. */
import { expect } from "@open-wc/testing";
import "../../src/index.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { english } from "../../src/strings/en/index.js";
import { registerStrings } from "../../src/strings/index.js";
import { loadLanguage } from "../../src/strings/languages.js";
import { mount, settle, textOf, unmountAll, until } from "./contract.js";
import { ELEMENTS, inState, READY, show } from "./everyone.js";
import { DATASET } from "./samples.js";

const base = (el: Element): Element => el.shadowRoot!.querySelector("[part~=base]")!;
const speaks = (el: Element, tag: string): boolean => base(el).matches(`:lang(${tag})`);

describe("the language of an element", () => {
  let page: string;
  before(() => (page = document.documentElement.lang));
  beforeEach(() => (document.documentElement.lang = "en"));
  afterEach(() => {
    unmountAll();
    document.documentElement.lang = page;
  });

  for (const [tag, attributes] of ELEMENTS) {
    it(`<${tag}> is of its words, and changes with them`, async () => {
      const el = await show(tag, inState("ready", { ...attributes, locale: "de-AT" }));
      await until(() => speaks(el, "de-AT"));
      // The page's is the page's.
      expect(el.matches(":lang(en)")).to.equal(true);
      el.locale = "es";
      await until(() => speaks(el, "es"));
      el.locale = null;
      await settle(el);
      expect(speaks(el, "en")).to.equal(true);
      document.documentElement.lang = "fr-CA";
      await until(() => speaks(el, "fr-CA"));
    });

    for (const state of READY)
      it(`<${tag}> ${state} is English where nobody speaks its language`, async () => {
        const el = await show(tag, inState(state, { ...attributes, locale: "pl-PL" }));
        expect(base(el).getAttribute("lang")).to.equal("en");
        el.locale = "en-GB";
        await settle(el);
        expect(base(el).getAttribute("lang")).to.equal("en-GB");
      });
  }

  it("is that of its words, not of a style that somebody put before them", async () => {
    const el = await show("risk-score-card", inState("ready", {}));
    el.shadowRoot!.prepend(document.createElement("style"));
    el.locale = "es";
    await until(() => speaks(el, "es"));
  });

  it("is that around a shadow root of another window, too", async () => {
    const el = await show("risk-score-card", inState("ready", {}));
    const frame = el.parentElement!.appendChild(document.createElement("iframe"));
    const there = frame.contentDocument!;
    const outer = there.body.appendChild(there.createElement("div"));
    outer.lang = "es";
    outer.attachShadow({ mode: "open" }).append(el);
    await until(() => speaks(el, "es"));
  });

  it("is said while it loads, and of an error", async () => {
    const el = (await mount("risk-score-card", { attributes: { locale: "nl", src: "/nowhere.json" } })) as RiskElement;
    await until(() => speaks(el, "nl"));
    await until(() => el.phase === "error");
    await settle(el);
    expect(speaks(el, "nl")).to.equal(true);
  });

  it("is a vendor's own once its words are there, not with a band's name", async () => {
    const el = await show("risk-score-card", inState("ready", { locale: "et" }));
    registerStrings("et", { common: { "band.high": "Kõrge" } });
    await settle(el);
    expect(base(el).getAttribute("lang")).to.equal("en");
    registerStrings("et", { common: { loading: "Laadimine" } });
    await settle(el);
    expect(base(el).getAttribute("lang")).to.equal("et");
  });

  for (const [what, given] of [
    ["null, as what is not translated yet", null],
    ["a number", 7],
    ["a function", () => "x"],
    ["a list", ["x"]],
    ["no plural form that holds for all", { one: "x" }],
    ["plural forms that are none", { one: null, other: "{constructor}{n} people" }],
  ] as const)
    it(`loses nothing where a vendor's own word is ${what}`, async () => {
      const words = { common: { today: given, people: given, days: given, "band.high": given }, card: null };
      const provider = document.createElement("risk-provider");
      Object.assign(provider, { data: { ...DATASET, as_of: undefined }, locale: "de" });
      const els = ["risk-score-card", "client-risk-compare"].map((tag) => document.createElement(tag) as RiskElement);
      provider.append(...els);
      document.body.append(provider);
      await until(() => els.every((el) => textOf(el).includes("Heute, ")));
      provider.strings = { de: words as never, en: words as never, fr: null as never };
      await settle(els[0]!);
      provider.data = { ...DATASET, as_of: undefined };
      for (const el of els) {
        await settle(el);
        expect(textOf(el)).to.match(/\d+ (Personen|people)/);
        if (given === null || !("other" in Object(given))) expect(textOf(el)).to.contain("Heute, ");
        else expect(textOf(el)).to.not.contain("function");
      }
      registerStrings("de", (await loadLanguage("de"))!);
      registerStrings("en", english);
      provider.remove();
    });

  it("is the provider's", async () => {
    const provider = document.createElement("risk-provider");
    provider.locale = "de";
    const card = document.createElement("risk-score-card");
    Object.assign(card, { score: 67, model: "moxso", label: "Ada Park" });
    provider.append(card);
    document.body.append(provider);
    await until(() => card.shadowRoot?.querySelector("[part~=base]") != null && speaks(card, "de"));
    provider.locale = "ja";
    await until(() => speaks(card, "ja"));
    provider.remove();
  });
});
