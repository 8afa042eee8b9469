/** `npm run build-storybook`, and what comes of it looked at as a designer would. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Page } from "puppeteer-core";
import { root } from "../../scripts/lib/ensure.mjs";
import { compared, PICTURES } from "./support/pixels.js";
import { buildStudio, openStudio, type Studio } from "./support/studio.js";

const folder = join(root, ".cache", "studio");
const tags = readdirSync(join(root, "src/elements"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.includes("-"))
  .map((entry) => entry.name);

interface Entry {
  id: string;
  title: string;
  name: string;
  type: "story" | "docs";
}

interface Documented {
  tagName?: string;
  attributes?: { name: string }[];
  events?: { name: string }[];
  cssParts?: { name: string }[];
  cssProperties?: { name: string }[];
}

const manifest = (
  JSON.parse(readFileSync(join(root, "custom-elements.json"), "utf8")) as { modules: { declarations: Documented[] }[] }
).modules.flatMap((one) => one.declarations);

/** Storybook's words about itself. */
const OWN = /^warn: The 'ariaLabel' prop on 'PopoverProvider' will become mandatory in Storybook 11/;

const TITLES: Readonly<Record<string, string>> = {
  "risk-model-compare": "Models",

  "risk-provider": "Provider",
  "client-risk-compare": "Client compare",
};
const titleOf = (tag: string): string => {
  const words = tag.replace(/^risk-/, "").replaceAll("-", " ");
  return `Elements/${TITLES[tag] ?? words[0]!.toUpperCase() + words.slice(1)}`;
};

describe("the built studio", { concurrency: 1 }, () => {
  let studio: Studio;
  let entries: Entry[];

  before(async () => {
    await buildStudio(folder);
    entries = Object.values(
      (JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { entries: Record<string, Entry> }).entries,
    );
    studio = await openStudio(folder);
  });
  after(() => studio?.close());

  const text = (page: Page, selector: string): Promise<string> =>
    page.$eval(selector, (element) => element.textContent ?? "");

  it("lists models by the names that they have", () => {
    const names = new Map(entries.map(({ id, name }) => [id.replace(/.*--/, ""), name]));
    for (const [id, name] of Object.entries({
      phishr: "Phishr",
      "can-i-phish": "CanIPhish",
      "meta-compliance": "MetaCompliance",
      infima: "Infima",
    }))
      assert.equal(names.get(id), name);
  });

  it("opens with its list of elements, without a word on the console or a request to anybody else", async () => {
    const { page, heard } = await studio.open("/");
    await page.waitForSelector("#storybook-preview-iframe");
    await page.waitForFunction(
      "document.querySelector('#storybook-explorer-tree')?.textContent.includes('Score card')",
      {
        timeout: 60_000,
      },
    );
    await new Promise((done) => setTimeout(done, 1500));
    await page.close();
    assert.deepEqual(heard, []);
  });

  for (const tag of tags) {
    it(`<${tag}>: its docs page is a whole manual`, async () => {
      const title = titleOf(tag);
      const docs = entries.find((entry) => entry.type === "docs" && entry.title === title);
      assert.ok(docs, `no docs page titled ${title}: ${entries.filter((e) => e.type === "docs").map((e) => e.title)}`);
      const { page, heard } = await studio.open(`/iframe.html?viewMode=docs&id=${docs.id}`);
      await page.waitForSelector(".manual h2", { timeout: 60_000 });
      await page.waitForFunction(
        (name: string) => [...document.querySelectorAll(name)].some((el) => el.shadowRoot || name === "risk-provider"),
        { timeout: 60_000 },
        tag,
      );
      const shown = await text(page, ".manual");
      const heads = await page.$$eval(".manual h2", (all) => all.map((head) => head.textContent ?? ""));
      const wanted = ["When to use it", "When not", "Copy and paste", "Anatomy", "Events", "Keyboard", "Accessibility"];
      assert.deepEqual(
        wanted.filter((head) => !heads.some((found) => found.includes(head))),
        [],
      );
      const one = manifest.find(({ tagName }) => tagName === tag)!;
      const named = [one.attributes, one.events, one.cssParts, one.cssProperties].flatMap((list) => list ?? []);
      assert.deepEqual(
        named.map(({ name }) => name).filter((name) => !shown.includes(name)),
        [],
      );
      for (const language of ["React", "Vue", "Angular", "Svelte"]) {
        await page.evaluate((name: string) => {
          const tabs = [...document.querySelectorAll<HTMLButtonElement>(".manual-tabs button")];
          tabs.find((tab) => tab.textContent === name)!.click();
        }, language);
        await page.waitForFunction(
          (name: string) => document.querySelector(".manual-tabs [aria-pressed=true]")?.textContent === name,
          {},
          language,
        );
        assert.ok((await text(page, ".manual")).includes("human-risk-widgets"), language);
      }
      await page.close();
      assert.deepEqual(heard, []);
    });
  }

  it("<risk-score-card>: pressing a part outlines it in the examples", async () => {
    const { page } = await studio.open("/iframe.html?viewMode=docs&id=elements-score-card--docs");
    await page.waitForSelector(".manual-part");
    await page.waitForFunction("document.querySelector('risk-score-card')?.shadowRoot?.querySelector('[part~=score]')");
    await page.evaluate(() => {
      const parts = [...document.querySelectorAll<HTMLButtonElement>(".manual-part")];
      parts.find((part) => part.textContent === "score")!.click();
    });
    await page.waitForFunction(() => {
      const part = document.querySelector("risk-score-card")!.shadowRoot!.querySelector("[part~=score]")!;
      return getComputedStyle(part).outlineWidth === "3px";
    });
    await page.close();
  });

  it("a story shows its element, and its controls are the manifest's attributes", async () => {
    const { page, heard } = await studio.open("/?path=/story/elements-score-card--ready");
    await page.waitForSelector("#storybook-preview-iframe");
    const frame = await (await page.waitForSelector("#storybook-preview-iframe"))?.contentFrame();
    assert.ok(frame);
    await frame.waitForFunction("document.querySelector('risk-score-card')?.phase === 'ready'", { timeout: 60_000 });
    await page.waitForFunction("document.querySelector('#storybook-panel-root')?.textContent.includes('variant')", {
      timeout: 60_000,
    });
    const controls = await text(page, "#storybook-panel-root");
    const one = manifest.find(({ tagName }) => tagName === "risk-score-card")!;
    assert.deepEqual(
      one.attributes!.map(({ name }) => name).filter((name) => !controls.includes(name)),
      [],
    );
    const idle = await page.$$eval("#storybook-panel-root tr:has(td:nth-child(4))", (rows) =>
      rows.filter((row) => !row.querySelector("td:nth-child(4) :is(button, input, select, textarea)")),
    );
    assert.equal(idle.length, 0, "every control can be changed");
    const badge = await page.waitForSelector("#storybook-panel-root input[value=badge]");
    await badge!.evaluate((input) => (input as HTMLInputElement).click());
    await frame.waitForFunction("document.querySelector('risk-score-card')?.variant === 'badge'");
    await page.close();
    assert.deepEqual(
      heard.filter((said) => !OWN.test(said)),
      [],
    );
  });

  it("each switch of the toolbar changes what is shown", async () => {
    const seen = async (globals: string): Promise<Record<string, string>> => {
      const { page, heard } = await studio.open(
        `/iframe.html?viewMode=story&id=elements-distribution--ready&globals=${globals}`,
      );
      await page.waitForFunction(
        "document.querySelector('risk-distribution')?.shadowRoot?.querySelector('[part~=row]')",
        {
          timeout: 60_000,
        },
      );
      // A language arrives after the element.
      const de = globals.includes("language:de");
      if (de)
        await page.waitForFunction(
          "document.querySelector('risk-distribution').shadowRoot.textContent.includes('Stufe')",
        );
      const found = await page.evaluate(() => {
        const el = document.querySelector("risk-distribution")!;
        const { shadowRoot } = el;
        const box = el.closest<HTMLElement>("[lang]")!;
        return {
          theme: getComputedStyle(shadowRoot!.querySelector(".surface")!).backgroundColor,
          language: shadowRoot!.querySelector("[part~=title]")!.textContent!.trim(),
          direction: getComputedStyle(shadowRoot!.querySelector(".surface")!).direction,
          model: String(shadowRoot!.querySelectorAll("[part~=row]").length),
          audience: shadowRoot!.querySelector("[part~=detail]")!.textContent!.replace(/\s+/g, " ").trim(),
          vision: getComputedStyle(box).filter,
        };
      });
      await page.close();
      assert.deepEqual(heard, [], globals);
      return found;
    };
    const plain = await seen("theme:light");
    assert.equal(plain["vision"], "none");
    const switched = {
      theme: "dark",
      language: "de",
      direction: "rtl",
      model: "phishr",
      audience: "client",
      vision: "protanopia",
    };
    for (const [name, value] of Object.entries(switched)) {
      const other = await seen(`${name}:${value}`);
      assert.notEqual(other[name], plain[name], `${name}: ${value}`);
    }
    const filters = new Set([plain["vision"] ?? ""]);
    for (const vision of ["deuteranopia", "protanopia", "tritanopia", "grey"])
      filters.add((await seen(`vision:${vision}`))["vision"] ?? "");
    assert.equal(filters.size, 5);
  });

  it("the pages about theming open, and the tokens are those of the source", async () => {
    const { NEUTRALS, PALETTE } = await import("../../src/theme/palette.js");
    for (const id of ["theme--tokens", "theme--designer"]) {
      const { page, heard } = await studio.open(`/iframe.html?viewMode=story&id=${id}`);
      await page.waitForSelector(".designer-table", { timeout: 60_000 });
      if (id === "theme--tokens") {
        const shown = await text(page, "#storybook-root");
        const values = [
          ...Object.values(NEUTRALS),
          ...Object.values(PALETTE).flatMap((band) => Object.values(band)),
        ].flat();
        assert.deepEqual(
          values.filter((value) => !shown.includes(value)),
          [],
        );
        for (const name of [...Object.keys(NEUTRALS), ...Object.keys(PALETTE).map((band) => `band-${band}`)])
          assert.ok(shown.includes(`--risk-${name}`), name);
      }
      if (id === "theme--designer") {
        const lines = await page.evaluate(() =>
          [".designer-form", ".designer-field [type=text]"].map(
            (one) => getComputedStyle(document.querySelector(one)!).borderTopWidth,
          ),
        );
        assert.deepEqual(lines, ["1px", "1px"], "its style sheet is whole");
      }
      await page.close();
      assert.deepEqual(heard, [], id);
    }
  });

  for (const name of Object.keys(PICTURES)) {
    it(`pixels: ${name}`, async () => {
      assert.equal(await compared(studio, name, process.env["HRW_UPDATE_PIXELS"] === "1"), null);
    });
  }
});
