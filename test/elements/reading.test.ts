/** That every element can be read: narrow, with the reader's spacing and size of words, in other languages and directions. */
import { expect } from "@open-wc/testing";
import { registerStrings } from "../../src/strings/index.js";
import { loadLanguage } from "../../src/strings/languages.js";
import { CHARTS, settle, sticksOut, unmountAll, type Mounting } from "./contract.js";
import { ELEMENTS, inState, READY, show, type Attributes } from "./everyone.js";
import { ADA, DATASET } from "./samples.js";
import { asReader, brokenWords, clipped, overlaps, SPACED, tooSmall } from "./legible.js";

interface Reading {
  css?: string;
  fontSize?: string;
  states?: ReadonlyArray<(typeof READY)[number]>;
}

/** Mounts in each state and collects what cannot be read. */
async function unreadable(
  tag: string,
  attributes: Attributes,
  { css = "", fontSize = "", states = ["ready"], ...m }: Mounting & Reading,
): Promise<string[]> {
  const found: string[] = [];
  for (const state of states) {
    const el = await show(tag, { ...inState(state, attributes), ...m });
    if (css) asReader(el, css);
    el.parentElement!.style.fontSize = fontSize;
    await settle(el);
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    await settle(el);
    found.push(...[...sticksOut(el), ...clipped(el), ...overlaps(el)].map((what) => `${state}: ${what}`));
    unmountAll();
  }
  return found;
}

describe("every element can be read", () => {
  afterEach(unmountAll);

  before(async () => {
    for (const language of ["de", "es", "ar", "ja"]) registerStrings(language, (await loadLanguage(language))!);
  });

  for (const [tag, attributes] of ELEMENTS) {
    it(`<${tag}> at 320 px, which is 400 % of 1280 (1.4.10)`, async () => {
      expect(await unreadable(tag, attributes, { width: 320, states: READY })).to.deep.equal([]);
    });

    it(`<${tag}> with the reader's text spacing (1.4.12)`, async () => {
      expect(await unreadable(tag, attributes, { width: 320, css: SPACED, states: READY })).to.deep.equal([]);
      expect(await unreadable(tag, attributes, { width: 1280, css: SPACED })).to.deep.equal([]);
    });

    it(`<${tag}> with the reader's text spacing in a language of long words`, async () => {
      for (const width of [200, 320, 640])
        expect(await unreadable(tag, attributes, { width, lang: "de", css: SPACED }), `${width} px`).to.deep.equal([]);
    });

    it(`<${tag}> with text twice as large (1.4.4)`, async () => {
      for (const width of [640, 1280])
        expect(await unreadable(tag, attributes, { width, fontSize: "32px" }), `${width} px`).to.deep.equal([]);
    });

    it(`<${tag}> on a page of 10 px`, async () => {
      for (const width of [320, 1280])
        expect(await unreadable(tag, attributes, { width, fontSize: "10px" }), `${width} px`).to.deep.equal([]);
    });

    const charted = CHARTS[tag];
    if (charted)
      it(`<${tag}> as a table breaks no number and no head`, async () => {
        for (const [width, lang] of [
          [200, "en"],
          [320, "en"],
          [320, "de"],
        ] as const) {
          const el = await show(tag, { ...inState("ready", { ...attributes, ...charted }), width, lang });
          el.shadowRoot!.querySelector<HTMLElement>("[part=table-toggle]")!.click();
          await settle(el);
          const broken = [...el.shadowRoot!.querySelectorAll<HTMLElement>("[part=data-table] :is(.num, thead th)")]
            .filter((cell) => {
              const range = document.createRange();
              range.selectNodeContents(cell);
              const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
              return lines.size > cell.textContent!.trim().split(/\s+/).length;
            })
            .map((cell) => cell.textContent!.trim());
          expect([...broken, ...sticksOut(el), ...clipped(el), ...overlaps(el)], `${width} px, ${lang}`).to.deep.equal(
            [],
          );
          unmountAll();
        }
      });

    it(`<${tag}> breaks no word in two that a line has room for`, async () => {
      const modes = tag === "risk-breakdown" ? [attributes, { ...attributes, mode: "change" }] : [attributes];
      for (const lang of ["de", "es"])
        for (const width of [1280, 820, 640, 420])
          for (const mode of modes) {
            const el = await show(tag, { ...inState("ready", mode), width, lang });
            expect(brokenWords(el), `${lang}, ${width} px`).to.deep.equal([]);
            unmountAll();
          }
    });

    it(`<${tag}> has no words under 12 px`, async () => {
      for (const width of [200, 320, 1280]) {
        const el = await show(tag, { ...inState("ready", attributes), width });
        expect(tooSmall(el), `${width} px`).to.deep.equal([]);
        (el.shadowRoot!.querySelector("[part=table-toggle]") as HTMLElement | null)?.click();
        await settle(el);
        expect(tooSmall(el), `${width} px, as a table`).to.deep.equal([]);
        unmountAll();
      }
    });

    for (const [lang, dir, widths] of [
      ["de", "ltr", [320]],
      ["ar", "rtl", [320, 1280]],
      ["ja", "ltr", [320]],
    ] as const) {
      it(`<${tag}> in ${lang}, ${dir}`, async () => {
        for (const width of widths)
          expect(await unreadable(tag, attributes, { width, lang, dir }), `${width} px`).to.deep.equal([]);
      });
    }
  }

  it("leaves no space between words to itself: in front of a mark of a template's, screen readers get none of it", async () => {
    for (const [tag, attributes] of [
      ...ELEMENTS,
      ["risk-score-card", { person: ADA.id, variant: "badge" }],
    ] as ReadonlyArray<readonly [string, Attributes]>) {
      const el = await show(tag, { ...inState("ready", attributes), width: 1280 });
      const words = document.createTreeWalker(el.shadowRoot!, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        const node = words.currentNode;
        if (node.textContent!.trim() || node.nextSibling?.nodeType !== Node.COMMENT_NODE) continue;
        const range = document.createRange();
        range.selectNode(node);
        const seen = range.getBoundingClientRect().width > 0 && !node.parentElement!.closest("[aria-hidden]");
        expect(seen, `${tag}: ${node.parentElement!.textContent.trim()}`).to.equal(false);
      }
      unmountAll();
    }
  });

  it("says the reader's own day by its name at the beginning only, and on paper by its date", async () => {
    const data = { ...DATASET, as_of: new Date().toISOString() };
    for (const [tag, attributes] of [
      ...ELEMENTS,
      ["risk-breakdown", { person: ADA.id, mode: "change" }],
    ] as ReadonlyArray<readonly [string, Attributes]>) {
      const el = await show(tag, { attributes, data, width: 1000 });
      const words = document.createTreeWalker(el.shadowRoot!, NodeFilter.SHOW_TEXT);
      while (words.nextNode())
        expect(words.currentNode.textContent, tag).to.not.match(tag === "risk-report" ? /Today/ : /\w\s+Today/);
      unmountAll();
    }
  });
});
