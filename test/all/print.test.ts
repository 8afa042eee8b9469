import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { generate } from "../../demo/data/generate.js";
import { chromiumArgs, findChromium } from "../../scripts/lib/browsers.mjs";
import { serveStatic } from "../../scripts/lib/static-server.mjs";
import { sheets, type Box, type Sheet, type Words } from "./pdf.js";

/** Points a millimetre. */
const MM = 72 / 25.4;
const PAPER = { A4: [210 * MM, 297 * MM], Letter: [215.9 * MM, 279.4 * MM] } as const;
/** The page's margins: what is printed on them is the foot and the running head. */
const [SIDE, HEAD, FOOT] = [15 * MM, 15 * MM, 18 * MM];

const FIRM = "Österreichische Gesellschaft für angewandte Versicherungsmathematik und Risikoforschung";
const SAYS = {
  en: {
    pages: (n: number, of: number) => `${n} of ${of}`,
    model: "Infima",
    date: "Nov 23, 2026",
    next: "What to do next",
  },
  de: {
    pages: (n: number, of: number) => `${n} von ${of}`,
    model: "Infima",
    date: "23.11.2026",
    next: "Was als Nächstes zu tun ist",
  },
} as const;
const CONTROLS = /Print or save|Drucken|Export/;

let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveStatic>>;

before(async () => {
  const chromium = await findChromium();
  if (!chromium) throw new Error("No browser found.");
  server = await serveStatic(0);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await puppeteer.launch({
    executablePath: chromium.path,
    headless: chromium.bundled ? "shell" : true,
    args: chromiumArgs(chromium),
  });
  page = await browser.newPage();
  // What the test's compiler wraps named functions in; they run in the page.
  await page.evaluateOnNewDocument("globalThis.__name = (named) => named");
  const data = JSON.stringify(generate());
  const files: Record<string, [string, string]> = {
    "/print": [
      "text/html",
      `<!doctype html><meta charset="utf-8" /><script type="module" src="/dist/human-risk-widgets.js"></script>`,
    ],
    "/data": ["application/json", data],
  };
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const file = files[new URL(request.url()).pathname];
    void (file ? request.respond({ contentType: `${file[0]}; charset=utf-8`, body: file[1] }) : request.continue());
  });
  await page.goto(`${origin}/print`);
  await page.evaluate(async () => {
    const dataset = (await (await fetch("/data")).json()) as unknown;
    Object.assign(globalThis, { dataset });
  });
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

interface Wanted {
  language: "en" | "de";
  subject: "client" | "book";
  audience: "internal" | "client";
  period: "monthly" | "quarterly";
  asOf?: string;
}

/** Puts one report on the page. */
async function put(wanted: Wanted): Promise<void> {
  await page.evaluate(
    ({ language, subject, audience, period, asOf }, firm) => {
      type Client = { id: string; name?: string };
      const { dataset } = globalThis as unknown as { dataset: { clients: Client[] } };
      document.documentElement.lang = language;
      const element = document.createElement("risk-report");
      element.setAttribute("model", "infima");
      element.setAttribute("audience", audience);
      element.setAttribute("period", period);
      element.setAttribute("prepared-by", "Northbeam IT");
      if (asOf) element.setAttribute("as-of", asOf);
      if (subject === "client") element.setAttribute("client", dataset.clients.find(({ name }) => name === firm)!.id);
      document.body.replaceChildren(element);
      (element as unknown as { data: unknown }).data = dataset;
    },
    wanted,
    FIRM,
  );
}

/** The same, and waits until what to do next has been worked out, and is said in its language: words come over the network. */
async function show(wanted: Wanted): Promise<void> {
  await put(wanted);
  await page.waitForFunction(
    (title: string) => {
      const element = document.querySelector("risk-report") as unknown as { phase: string; shadowRoot: ShadowRoot };
      const next = element.shadowRoot.querySelector("[part=next]");
      return element.phase === "ready" && (!next || (next.querySelector("li") && next.textContent.includes(title)));
    },
    { timeout: 120_000, polling: 200 },
    SAYS[wanted.language].next,
  );
}

const meet = (a: Box, b: Box): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.75 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.75;

const name = (box: Words | Box): string =>
  "text" in box ? `“${box.text}”` : `a shape at ${Math.round(box.left)}, ${Math.round(box.top)}`;

/** Words that lie on each other or on a bar; rules and hairlines touch them rightly, and the ground is under all. */
const overlaps = ({ words, shapes, width }: Sheet): string[] => {
  const bars = shapes.filter(
    ({ left, right, top, bottom }) => right - left > 3 && right - left < width / 2 && bottom - top > 3,
  );
  return words.flatMap((a, i) =>
    [...words.slice(i + 1), ...bars].filter((b) => meet(a, b)).map((b) => `${name(a)} and ${name(b)}`),
  );
};

const inMargin = ({ height }: Sheet, { top, bottom }: Box): boolean => bottom < HEAD + 1 || top > height - FOOT - 1;

const line = (words: readonly Words[]): string =>
  words
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, " ");

/** What the layout cuts off: text wider or higher than a box that hides what does not fit. */
const cut = (): Promise<string[]> =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector("risk-report")!;
    return [...shadowRoot!.querySelectorAll<HTMLElement>("*")].flatMap((element) => {
      if (!(element instanceof HTMLElement) || element.closest(".sr-only,.no-print") || !element.textContent?.trim())
        return [];
      const { overflowX, overflowY, display } = getComputedStyle(element);
      if (display === "inline" || (overflowX === "visible" && overflowY === "visible")) return [];
      const over = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      return over ? [`${element.className || element.localName}: ${element.textContent.trim().slice(0, 60)}`] : [];
    });
  });

for (const language of ["en", "de"] as const) {
  for (const subject of ["client", "book"] as const) {
    for (const audience of ["internal", "client"] as const) {
      for (const period of ["monthly", "quarterly"] as const) {
        describe(`a ${period} report of ${subject === "book" ? "the book" : "a client"}, ${audience} audience, ${language}`, () => {
          before(() => show({ language, subject, audience, period }));

          for (const [paper, [width, height]] of Object.entries(PAPER)) {
            it(`prints on ${paper} with nothing cut, covered or left over`, async () => {
              await page.emulateMediaType("print");
              await page.setViewport({ width: Math.round(((width - 2 * SIDE) / 72) * 96), height: 900 });
              assert.deepEqual(await cut(), []);
              await page.emulateMediaType();

              const pages = await sheets(await page.pdf({ format: paper as "A4" }));
              const says = SAYS[language];
              const whole = pages.map(({ words }) => line(words)).join(" ");
              if (subject === "client") assert.equal(pages.length, 2, "two pages, no third with the plan alone");
              assert.ok(pages.length >= 2 && pages.length <= 8, `${pages.length} pages`);
              assert.match(whole, new RegExp(says.next));
              assert.doesNotMatch(whole, CONTROLS);
              pages.forEach((sheet, i) => {
                const at = `page ${i + 1}`;
                assert.ok(
                  Math.abs(sheet.width - width) < 1 && Math.abs(sheet.height - height) < 1,
                  `${at} is ${paper}`,
                );
                assert.deepEqual(overlaps(sheet), [], at);
                const body = sheet.words.filter((word) => !inMargin(sheet, word));
                const foot = line(sheet.words.filter(({ top }) => top > height - FOOT - 1));
                // A ligature, as of "fi", is a word of its own in what is read from a PDF.
                const close = (text: string): string => text.replace(/\s/g, "");
                for (const said of [says.model, says.date, says.pages(i + 1, pages.length)])
                  assert.ok(close(foot).includes(close(said)), `${at}: ${said} in “${foot}”`);
                const outside = [...body, ...sheet.shapes].filter(
                  ({ left, right, top, bottom }) =>
                    left < SIDE - 1 || right > width - SIDE + 1 || top < HEAD - 1 || bottom > height - FOOT + 1,
                );
                assert.deepEqual(
                  outside.filter((box) => !inMargin(sheet, box)),
                  [],
                  `${at}: cut or in the margin`,
                );
                assert.ok(body.length > 0, `${at} is not empty`);
                // Only what is left over may end a page early: nothing as high as half of one waits for the next.
                const low = Math.max(
                  ...[...body, ...sheet.shapes].map(({ bottom }) => bottom).filter((y) => y <= height - FOOT + 1),
                );
                const free = (height - FOOT - low) / (height - FOOT - HEAD);
                if (i < pages.length - 1)
                  assert.ok(free < 0.25, `${at}: ${Math.round(free * 100)} % empty at its foot`);
              });
              // A table that goes on has its head again; the first row under it tells that it goes on.
              if (subject === "book") {
                const head = language === "de" ? /Kunde Score Stufe/ : /Client Score Band/;
                const rows = pages.filter(({ words }) => words.some(({ text }) => /^\d+ (people|Personen)/.test(text)));
                assert.ok(rows.length > 1, "the table takes several pages");
                for (const { words } of rows) assert.match(line(words), head);
              }
            });
          }
        });
      }
    }
  }
}

/** Whether the longest word of a change stands on two lines. */
const broken = (): Promise<string[]> =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector("risk-report")!;
    return [...shadowRoot!.querySelectorAll(".table .word")].flatMap((word) => {
      word.textContent = "verschlechtert";
      const range = document.createRange();
      range.selectNodeContents(word);
      return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1 ? [word.textContent!] : [];
    });
  });

describe("a report on a page that keeps some of the paper to itself", () => {
  before(() => show({ language: "de", subject: "client", audience: "internal", period: "quarterly" }));

  it("breaks no word of a change in two", async () => {
    await page.emulateMediaType("print");
    for (const [, [width]] of Object.entries(PAPER))
      for (const kept of [0, 16, 32]) {
        await page.setViewport({ width: Math.round(((width - 2 * SIDE) / 72) * 96) - kept, height: 900 });
        assert.deepEqual(await broken(), [], `${kept} px`);
      }
    await page.emulateMediaType();
  });
});

describe("a report that is printed in its first moments", () => {
  for (const subject of ["client", "book"] as const) {
    it(`of ${subject === "book" ? "the book" : "a client"} is as whole as later`, async () => {
      const wanted: Wanted = { language: "en", subject, audience: "internal", period: "quarterly" };
      const said = async (): Promise<string[]> =>
        (await sheets(await page.pdf({ format: "A4" }))).map(({ words }) => line(words));
      await show(wanted);
      const later = await said();
      // Another day, so that nothing is known of it.
      await put({ ...wanted, asOf: "2026-11-22T09:12:00Z" });
      const early = await said();
      await page.evaluate(
        () => (document.querySelector("risk-report") as unknown as { updateComplete: Promise<unknown> }).updateComplete,
      );
      assert.deepEqual(early, await said());
      assert.equal(early.length, later.length);
      for (const text of ["What to do next", "How it moved", "About the numbers", `1 of ${later.length}`])
        assert.ok(early.join(" ").includes(text), text);
    });
  }
});
