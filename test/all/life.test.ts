/** What an element leaves behind after a thousand lives, and whether it pushes the page about when its data comes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

const project = resolve(import.meta.dirname, "../..");
const { chromiumArgs, findChromium } = (await import(join(project, "scripts/lib/browsers.mjs"))) as {
  findChromium(): Promise<{ path: string; bundled: boolean } | null>;
  chromiumArgs(found: object): string[];
};

const DAY = 86_400_000;
const AS_OF = Date.parse("2026-10-27T09:00:00Z");
const person = (i: number): object => ({
  id: `u${i}`,
  name: `Ada ${i}`,
  department: i % 2 ? "finance" : "sales",
  role: "analyst",
  events: Array.from({ length: 6 }, (_, n) => ({
    id: `${i}-${n}`,
    type: ["simulation_clicked", "simulation_reported", "training_completed"][(i + n) % 3],
    at: new Date(AS_OF - (n * 23 + i) * DAY).toISOString(),
    ref: `c${n}`,
  })),
});
const DATA = JSON.stringify({
  as_of: new Date(AS_OF).toISOString(),
  model: "infima",
  clients: ["Northwind", "Contoso"].map((name, c) => ({
    id: `c${c}`,
    name,
    people: Array.from({ length: 24 }, (_, i) => person(c * 24 + i)),
  })),
});

/** Tag and what it shows; the last ones are as tall as they have rows, which nobody can know beforehand. */
const ELEMENTS: ReadonlyArray<[tag: string, attributes: string, grows?: true]> = [
  ["risk-score-card", 'client="c0"'],
  ["risk-distribution", 'client="c0"'],
  ["risk-trend", 'client="c0"'],
  ["risk-movers", "", true],
  ["risk-breakdown", 'person="u1"', true],
  ["risk-what-if", 'person="u1"', true],
  ["risk-model-compare", 'client="c0"', true],
  ["client-risk-compare", "", true],
  ["risk-ranking", "", true],
  ["risk-report", 'client="c0"', true],
];

/** In the page: so many lives of `markup` with `data`, then what the heap holds after two collections. */
const LIVE = `
const turn = () => new Promise((done) => setTimeout(done, 0));
async function live(times) {
  const main = document.querySelector("main");
  for (let i = 0; i < times; i++) {
    main.innerHTML = markup;
    main.firstElementChild.data = data;
    await main.firstElementChild.updateComplete;
    if (i % 20 === 0) await turn();
    main.replaceChildren();
  }
  for (let i = 0; i < 2; i++) {
    await turn();
    gc();
  }
  return performance.memory.usedJSHeapSize;
}`;

describe("a life on a page", () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  let body = "";

  before(async () => {
    const found = await findChromium();
    assert.ok(found);
    const args = [...chromiumArgs(found), "--js-flags=--expose-gc"];
    browser = await puppeteer.launch({ executablePath: found.path, args });
    server = createServer((request, response) => {
      const path = request.url ?? "/";
      const file = /^\/dist\/([\w.-]+\.js)$/.exec(path)?.[1];
      if (file)
        return void response
          .setHeader("content-type", "text/javascript")
          .end(readFileSync(join(project, "dist", file)));
      if (path === "/data.json")
        return void setTimeout(() => response.setHeader("content-type", "application/json").end(DATA), 300);
      response
        .setHeader("content-type", "text/html; charset=utf-8")
        .end(
          `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>page</title>${body}`,
        );
    }).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  const ready = (page: Page, tag: string): Promise<unknown> =>
    page.waitForFunction(
      (name: string) => (document.querySelector(name) as (Element & { phase?: string }) | null)?.phase === "ready",
      {},
      tag,
    );

  for (const [tag, attributes, grows] of ELEMENTS) {
    it(`<${tag}> ${grows ? "grows once, by no more than a page bears (CLS 0.1)" : "has its place before its data is there (CLS 0)"}`, async () => {
      body = `<script src="/dist/human-risk-widgets.iife.js"></script>
        <main><${tag} src="/data.json" ${attributes}></${tag}><p>What follows.</p></main>`;
      for (const width of [320, 1280]) {
        const page = await browser.newPage();
        await page.setViewport({ width, height: 900 });
        await page.evaluateOnNewDocument(() => {
          const shifts: number[] = [];
          Object.assign(window, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
          }).observe({ type: "layout-shift", buffered: true });
        });
        await page.goto(origin);
        await ready(page, tag);
        await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
        const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
        const sum = shifts.reduce((a, b) => a + b, 0);
        console.log(`      ${tag} at ${width} px: CLS ${sum.toFixed(4)}`);
        assert.ok(sum <= (grows ? 0.1 : 0), `${tag} at ${width} px: ${shifts.join(" + ")}`);
        await page.close();
      }
    });
  }

  for (const [tag, attributes] of ELEMENTS) {
    it(`<${tag}> leaves no more than a tenth of the heap behind after a thousand lives`, async () => {
      body = `<script src="/dist/human-risk-widgets.iife.js"></script><main></main><script>${LIVE}</script>`;
      const page = await browser.newPage();
      await page.goto(origin);
      const run = `(async () => [await live(60), await live(1000)])()`;
      const markup = `<${tag} ${attributes}></${tag}>`;
      const [before, after] = (await page.evaluate(
        `globalThis.markup = ${JSON.stringify(markup)}; globalThis.data = ${DATA}; ${run}`,
      )) as [number, number];
      const grown = after / before - 1;
      console.log(`      ${tag}: ${(before / 1e6).toFixed(1)} MB, after a thousand more ${(grown * 100).toFixed(1)} %`);
      assert.ok(grown <= 0.1, `${tag}: ${before} to ${after}`);
      await page.close();
    });
  }
});
