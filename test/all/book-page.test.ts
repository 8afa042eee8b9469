import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { chromiumArgs, findChromium } from "../../scripts/lib/browsers.mjs";
import { serveStatic } from "../../scripts/lib/static-server.mjs";

const project = join(import.meta.dirname, "../..");
let browser: Browser;
let origin = "";
let server: Awaited<ReturnType<typeof serveStatic>>;

before(async () => {
  if (!existsSync(join(project, "dist", "human-risk-widgets.worker.js")))
    throw new Error("dist/ is missing: run npm run build first.");
  const chromium = await findChromium();
  if (!chromium) throw new Error("No browser found.");
  server = await serveStatic(0);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/`;
  browser = await puppeteer.launch({
    executablePath: chromium.path,
    headless: chromium.bundled ? "shell" : true,
    args: chromiumArgs(chromium),
  });
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The rows on screen, and whether they leave nothing blank. */
const onScreen = (page: Page) =>
  page.$eval("risk-ranking", (element) => {
    const root = element.shadowRoot!;
    const rows = [...root.querySelectorAll("[part=row]")];
    const text = (row: Element, cell: string): string => row.querySelector(cell)?.textContent?.trim() ?? "";
    const view = root.querySelector(".pane")?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    const boxes = rows.map((row) => row.getBoundingClientRect());
    return {
      rows: rows.length,
      places: rows.map((row) => Number(row.getAttribute("aria-rowindex"))),
      names: rows.map((row) => text(row, ".c-name")),
      scores: rows.map((row) => Number(text(row, ".c-score"))),
      blank: rows.filter((row) => [".c-name", ".c-score", ".c-band"].some((cell) => !text(row, cell))).length,
      covered: boxes.some(({ top }) => top <= view.top + 1) && boxes.some(({ bottom }) => bottom >= view.bottom - 1),
    };
  });

/** Keeps how long each task over 50 ms was that came after the first paint. */
function watchTasks(): void {
  const tasks: number[] = ((globalThis as unknown as { tasks: number[] }).tasks = []);
  new PerformanceObserver((list) => {
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity;
    for (const { startTime, duration } of list.getEntries()) if (startTime > painted) tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
}

/** Until an element of a page shows its data. */
const ready = (page: Page, tag: string): Promise<unknown> =>
  page.waitForFunction(
    (name) => (document.querySelector(name) as { phase?: string } | null)?.phase === "ready",
    { timeout: 200_000, polling: 20 },
    tag,
  );

/** The longest of them since somebody asked last, in words. */
async function worst(page: Page): Promise<string> {
  await new Promise((done) => setTimeout(done, 1500));
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks.splice(0));
  return `longest task ${Math.round(Math.max(0, ...tasks)) || "under 50"} ms`;
}

/** Opens the whole book and works with it; what took how long is printed, and holds for the machine it ran on. */
for (const way of ["in a worker", "in slices, where a page may not start one"]) {
  describe(`100 000 people of 1 000 clients, ${way}`, () => {
    it("are made, scored, ranked, sorted and searched", { timeout: 240_000 }, async (t) => {
      const page = await browser.newPage();
      const heard: string[] = [];
      page.on("console", (message) => heard.push(message.text()));
      page.on("pageerror", (error) => heard.push((error as Error).message));
      await page.evaluateOnNewDocument("globalThis.__name = (named) => named");
      if (way !== "in a worker") await page.evaluateOnNewDocument("delete globalThis.Worker");
      await page.evaluateOnNewDocument(watchTasks);
      // What the page says while it works, in its order.
      await page.evaluateOnNewDocument(() => {
        const seen: unknown[][] = ((globalThis as unknown as { seen: unknown[][] }).seen = []);
        const look = (): void => {
          const bar = document.querySelector<HTMLProgressElement>("#progress");
          const { phase = "" } = (document.querySelector("risk-ranking") ?? {}) as { phase?: string };
          const drawn = document.querySelector("risk-ranking")?.shadowRoot?.querySelectorAll("[part=row]").length ?? 0;
          if (bar) seen.push([bar.hidden, bar.value, phase, drawn]);
          setTimeout(look, 20);
        };
        look();
      });
      await page.goto(`${origin}book.html`);
      await ready(page, "risk-ranking");
      const usable = await page.evaluate(() => performance.now());
      const shown = await onScreen(page);
      assert.equal(shown.blank, 0, "no row without a name, a score and a band");
      assert.ok(shown.rows > 5 && shown.covered, `${shown.rows} rows`);
      assert.equal(shown.places[0], 2);
      assert.deepEqual(
        shown.scores,
        [...shown.scores].sort((a, b) => b - a),
      );
      assert.equal(await page.$eval("#progress", (bar) => (bar as HTMLProgressElement).hidden), true);
      const seen = await page.evaluate(
        () => (globalThis as unknown as { seen: Array<[boolean, number, string, number]> }).seen,
      );
      const making = seen.filter(([hidden]) => !hidden).map(([, value]) => value);
      assert.ok(new Set(making).size > 5, "a bar that moves while people are made");
      assert.deepEqual(
        making,
        [...making].sort((a, b) => a - b),
      );
      assert.ok(
        seen.every(([hidden, , phase, rows]) => (phase === "ready" ? hidden && rows > 5 : rows === 0)),
        "rows with their scores, or none",
      );
      await page.waitForFunction(
        () => /everyone scored in/.test(document.querySelector("#status")?.textContent ?? ""),
        { timeout: 200_000 },
      );
      assert.match(
        await page.$eval("#status", (status) => status.textContent ?? ""),
        way === "in a worker" ? /in a worker of this page/ : /, in this page/,
      );
      for (const tag of ["risk-score-card", "risk-distribution"]) await ready(page, tag);
      for (const top of [1, 40_000, 4_000_000, 1e9, 0]) {
        await page.$eval(
          "risk-ranking",
          (element, to) => {
            const grid = element.shadowRoot!.querySelector(".grid")!;
            grid.scrollTop = to;
            grid.dispatchEvent(new Event("scroll"));
          },
          top,
        );
        const { blank, covered } = await onScreen(page);
        assert.ok(!blank && covered, `scrolled to ${top}`);
      }
      t.diagnostic(`usable after ${Math.round(usable)} ms, ${await worst(page)}`);
      const set = (values: object): Promise<void> =>
        page.$eval("risk-ranking", (element, given) => void Object.assign(element, given), values);
      for (const [what, values] of Object.entries({
        search: { search: "mar" },
        "all again": { search: "" },
        "sort by client": { sort: "client", order: "asc" },
        "sort by name": { sort: "name" },
        "sort by score": { sort: "score", order: "desc" },
      })) {
        await set(values);
        t.diagnostic(`${what}: ${await worst(page)}`);
        const { names, blank, covered, rows } = await onScreen(page);
        assert.ok(rows > 5 && !blank && covered, what);
        if (what === "search")
          assert.ok(
            names.every((name) => fold(name).includes("mar")),
            names.join(),
          );
        if (what === "sort by name")
          assert.deepEqual(names, [...names].sort(new Intl.Collator("en-GB", { numeric: true }).compare));
      }
      assert.deepEqual(heard, []);
      await page.close();
    });
  });
}

describe("2 500 people of 40 clients, the portal", () => {
  const phaseOf = (page: Page, tag: string): Promise<string> =>
    page.$eval(tag, (element) => (element as unknown as { phase: string }).phase);

  it("are there, and follow the date, the model and the audience", { timeout: 120_000 }, async (t) => {
    const page = await browser.newPage();
    const heard: string[] = [];
    page.on("console", (message) => heard.push(message.text()));
    page.on("pageerror", (error) => heard.push((error as Error).message));
    await page.evaluateOnNewDocument("globalThis.__name = (named) => named");
    await page.evaluateOnNewDocument(watchTasks);
    await page.goto(origin);
    const TAGS = ["risk-score-card", "risk-trend", "client-risk-compare", "risk-distribution", "risk-movers"];
    for (const tag of TAGS) await ready(page, tag);
    const scored = await page.evaluate(() => performance.now());
    const line = (): Promise<string> =>
      page.$eval("risk-trend", (el) => el.shadowRoot!.querySelector("[part=line]")?.getAttribute("d") ?? "");
    await page.waitForFunction(
      () =>
        /L|C/.test(document.querySelector("risk-trend")!.shadowRoot!.querySelector("[part=line]")!.getAttribute("d")!),
      { polling: 50 },
    );
    const drawn = await page.evaluate(() => performance.now());
    t.diagnostic(
      `scores after ${Math.round(scored)} ms, the trend's line after ${Math.round(drawn)}; ${await worst(page)}`,
    );
    const score = (): Promise<string> =>
      page.$eval("risk-score-card", (el) => el.shadowRoot!.querySelector("[part=score]")?.textContent?.trim() ?? "");
    for (const [what, change] of Object.entries({
      "another date": "document.querySelector('risk-provider').asOf -= 200 * 86400000",
      "another model": "document.querySelector('risk-provider').model = 'moxso'",
      "for clients": "document.querySelector('risk-provider').audience = 'client'",
    })) {
      const before = await score();
      const old = await line();
      await page.evaluate(change);
      t.diagnostic(`${what}: ${await worst(page)}`);
      for (const tag of TAGS) assert.equal(await phaseOf(page, tag), "ready", `${what}: ${tag}`);
      if (what !== "for clients") {
        assert.notEqual(await score(), before, what);
        await page.waitForFunction(
          (was) =>
            document.querySelector("risk-trend")!.shadowRoot!.querySelector("[part=line]")?.getAttribute("d") !== was,
          { polling: 50 },
          old,
        );
      }
    }
    assert.deepEqual(heard, []);
    await page.close();
  });
});
