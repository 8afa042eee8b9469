import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser } from "puppeteer-core";
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

/** Opens the whole book and works with it; what took how long is printed, and holds for the machine it ran on. */
for (const way of ["in a worker", "in slices, where a page may not start one"]) {
  describe(`100 000 people of 1 000 clients, ${way}`, () => {
    it("are made, scored, ranked, sorted and searched", { timeout: 240_000 }, async (t) => {
      const page = await browser.newPage();
      const heard: string[] = [];
      page.on("console", (message) => heard.push(message.text()));
      page.on("pageerror", (error) => heard.push((error as Error).message));
      await page.evaluateOnNewDocument("globalThis.__name = (named) => named; globalThis.tasks = []");
      if (way !== "in a worker") await page.evaluateOnNewDocument("delete globalThis.Worker");
      await page.evaluateOnNewDocument(() => {
        const { tasks } = globalThis as unknown as { tasks: number[] };
        new PerformanceObserver((list) => {
          const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity;
          for (const { startTime, duration } of list.getEntries()) if (startTime > painted) tasks.push(duration);
        }).observe({ type: "longtask", buffered: true });
      });
      await page.goto(`${origin}book.html`);
      const ready = (): Promise<unknown> =>
        page.waitForFunction(
          () => (document.querySelector("risk-ranking") as unknown as { phase: string } | null)?.phase === "ready",
          { timeout: 200_000, polling: 20 },
        );
      await ready();
      const usable = await page.evaluate(() => performance.now());
      const first = await page.evaluate(
        () => document.querySelector("risk-ranking")!.shadowRoot!.querySelectorAll("[part=row]").length,
      );
      assert.ok(first > 5, `${first} rows`);
      assert.equal(await page.$eval("#progress", (bar) => (bar as HTMLProgressElement).hidden), true);
      await page.waitForFunction(
        () => /everyone scored in/.test(document.querySelector("#status")?.textContent ?? ""),
        { timeout: 200_000 },
      );
      assert.match(
        await page.$eval("#status", (status) => status.textContent ?? ""),
        way === "in a worker" ? /in a worker of this page/ : /, in this page/,
      );
      const worst = async (): Promise<string> => {
        await new Promise((done) => setTimeout(done, 1500));
        const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks.splice(0));
        return `longest task ${Math.round(Math.max(0, ...tasks)) || "under 50"} ms`;
      };
      t.diagnostic(`usable after ${Math.round(usable)} ms, ${await worst()}`);
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
        t.diagnostic(`${what}: ${await worst()}`);
      }
      assert.deepEqual(heard, []);
      await page.close();
    });
  });
}
