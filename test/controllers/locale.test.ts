import { expect, fixture, html, waitUntil } from "@open-wc/testing";
import "../../src/elements/risk-provider/define.js";
import "../../src/elements/risk-score-card/define.js";
import { loadLanguage } from "../../src/strings/languages.js";
import { registerStrings } from "../../src/strings/index.js";

const GERMAN = /von 100/;
const ENGLISH = /of 100/;

describe("an element's language", () => {
  before(async () => registerStrings("de", (await loadLanguage("de"))!));

  const said = async (locale: string | null, lang: string): Promise<string> => {
    const page = await fixture(
      html`<div lang=${lang}><risk-score-card score="67" model="moxso" locale=${locale ?? ""}></risk-score-card></div>`,
    );
    const card = page.querySelector("risk-score-card")!;
    if (locale === null) card.removeAttribute("locale");
    await card.updateComplete;
    return card.shadowRoot!.textContent ?? "";
  };

  it("is its own, else the page's, also as servers write it", async () => {
    expect(await said("de-AT", "en")).to.match(GERMAN);
    expect(await said("de_DE", "en")).to.match(GERMAN);
    expect(await said(null, "de_DE")).to.match(GERMAN);
    expect(await said("", "de-DE")).to.match(GERMAN);
    expect(await said(null, "zh-Hant-TW")).to.match(ENGLISH);
  });

  for (const none of ["x", "*", "__proto__", "constructor", "de_DE.UTF-8", "-", "german language"])
    it(`is the page's, or English, where "${none}" names none`, async () => {
      expect(await said(none, "de")).to.match(GERMAN);
      expect(await said(none, none)).to.match(ENGLISH);
      expect(await said(null, none)).to.match(ENGLISH);
    });

  it("is the page's again once its own is taken away", async () => {
    const page = await fixture(
      html`<div lang="en"><risk-score-card score="67" model="moxso" locale="de"></risk-score-card></div>`,
    );
    const card = page.querySelector("risk-score-card")!;
    expect(card.shadowRoot!.textContent).to.match(GERMAN);
    for (const none of [null, ""]) {
      card.locale = none;
      await card.updateComplete;
      expect(card.shadowRoot!.textContent).to.match(ENGLISH);
      card.locale = "de";
      await card.updateComplete;
      expect(card.shadowRoot!.textContent).to.match(GERMAN);
    }
  });

  it("is the page's again once a provider's is taken away", async () => {
    const page = await fixture(
      html`<div lang="en">
        <risk-provider locale="de"><risk-score-card score="67" model="moxso"></risk-score-card></risk-provider>
      </div>`,
    );
    const provider = page.querySelector("risk-provider")!;
    const card = page.querySelector("risk-score-card")!;
    await waitUntil(() => GERMAN.test(card.shadowRoot!.textContent ?? ""));
    provider.removeAttribute("locale");
    await waitUntil(() => ENGLISH.test(card.shadowRoot!.textContent ?? ""));
  });
});

describe("the reader's day", () => {
  const RealDate = Date;
  const later = (ms: number): void => {
    window.Date = class extends RealDate {
      constructor(...given: unknown[]) {
        super(...((given.length ? given : [RealDate.now() + ms]) as [number]));
      }
      static override now(): number {
        return RealDate.now() + ms;
      }
    } as DateConstructor;
  };
  afterEach(() => {
    window.Date = RealDate;
    dispatchEvent(new Event("focus"));
  });

  for (const [name, look] of [
    ["focused", () => dispatchEvent(new Event("focus"))],
    ["shown", () => document.dispatchEvent(new Event("visibilitychange"))],
  ] as const)
    it(`is another one on a page that is ${name} again the next day: "today" is no longer said`, async () => {
      const person = { id: "a", events: [{ type: "simulation_clicked", at: Date.now() - 1000 }] };
      const card = await fixture<HTMLElementTagNameMap["risk-score-card"]>(
        html`<risk-score-card
          locale="en"
          person="a"
          .data=${{ as_of: Date.now(), clients: [{ id: "c", people: [person] }] }}
        ></risk-score-card>`,
      );
      const words = (): string => card.shadowRoot!.textContent ?? "";
      await waitUntil(() => words().includes("Today, "));
      let updates = 0;
      card.addController({ hostUpdate: () => updates++ });
      look();
      await card.updateComplete;
      expect(updates, "the same day").to.equal(0);
      later(24 * 3_600_000);
      look();
      await card.updateComplete;
      expect(words()).not.to.contain("Today");
      expect(words()).to.contain(String(new RealDate().getFullYear()));
    });

  const RealInterval = setInterval;
  it("is another one on a page that nobody leaves, too: what names no date is scored at the new one, what names one is not", async () => {
    const ticks: Array<() => void> = [];
    window.setInterval = ((run: () => void) => ticks.push(run)) as unknown as typeof setInterval;
    try {
      const person = { id: "a", events: [{ type: "simulation_submitted", at: Date.now() - 120_000 }] };
      const clients = [{ id: "c", people: [person] }];
      const page = await fixture(
        html`<div lang="en">
          <risk-score-card person="a" .data=${{ clients }}></risk-score-card>
          <risk-score-card person="a" .data=${{ as_of: Date.now(), clients }}></risk-score-card>
          <risk-provider .data=${{ clients }}><risk-score-card person="a"></risk-score-card></risk-provider>
        </div>`,
      );
      const cards = [...page.querySelectorAll("risk-score-card")];
      const words = (): string[] => cards.map((card) => card.shadowRoot!.textContent!.replace(/\s+/g, " "));
      await waitUntil(() => words().every((said) => /0\.70 of 1.*Today, /.test(said)));
      later(2 * 24 * 3_600_000);
      for (const tick of ticks) tick();
      await Promise.all(cards.map((card) => card.updateComplete));
      for (const said of [words()[0], words()[2]]) expect(said).to.match(/0\.63 of 1.*Today, /);
      expect(words()[1])
        .to.match(/0\.70 of 1/)
        .and.not.to.contain("Today");
    } finally {
      window.setInterval = RealInterval;
    }
  });
});
