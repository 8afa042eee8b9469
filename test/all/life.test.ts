/** What an element leaves behind after a thousand lives, and whether it pushes the page about when its data comes. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { chromiumArgs, findChromium } from "../../scripts/lib/browsers.mjs";

const project = resolve(import.meta.dirname, "../..");

const DAY = 86_400_000;
const AS_OF = Date.parse("2026-11-23T09:12:00Z");
const TYPES = ["simulation_clicked", "simulation_reported", "simulation_opened", "training_completed"];
const person = (client: number, i: number): object => ({
  id: `u${client}-${i}`,
  name: `Ada Park ${i}`,
  department: i % 2 ? "finance" : "sales",
  role: "standard",
  events: Array.from({ length: 6 }, (_, n) => ({
    type: TYPES[(i + n) % 4],
    at: new Date(AS_OF - (n * 17 + i) * DAY).toISOString(),
    ref: `c${n}`,
  })),
});
const DATA = JSON.stringify({
  as_of: new Date(AS_OF).toISOString(),
  model: "phishr",
  clients: ["Northwind", "Brightwater"].map((name, c) => ({
    id: `c${c}`,
    name,
    people: Array.from({ length: 12 }, (_, i) => person(c, i)),
  })),
});

/**
 * What moves when the data comes: nothing; what follows, by as much as the element's rows are more or fewer than could be
 * known; or, in a report that is put together page by page, what it has drawn itself too.
 */
type Moves = "nothing" | "what follows" | "itself";

const ELEMENTS: ReadonlyArray<[tag: string, attributes: string, moves: Moves]> = [
  ["risk-score-card", 'person="u0-1"', "nothing"],
  ["risk-breakdown", 'person="u0-1"', "what follows"],
  ["risk-distribution", 'client="c0"', "what follows"],
  ["risk-trend", 'client="c0"', "what follows"],
  ["risk-movers", "", "what follows"],
  ["risk-what-if", 'person="u0-1"', "what follows"],
  ["risk-model-compare", 'person="u0-1"', "what follows"],
  ["client-risk-compare", "", "what follows"],
  ["risk-ranking", 'client="c0"', "what follows"],
  ["risk-report", 'client="c0"', "itself"],
];
/** The sum of shifts that an element may cause whose height its data decides; 0.1 is what a page counts as good. */
const MOST = 0.05;

interface Shift {
  value: number;
  /** Names of the nodes that moved; of those inside an element nothing is told but that there are some. */
  moved: string[];
}

/** In the page: so many lives of `markup`, twenty at a time, each until it is ready. */
const LIVE = `
const turn = () => new Promise((done) => setTimeout(done));
async function live(times) {
  const main = document.querySelector("main");
  for (let i = 0; i < times; i += 20) {
    const all = Array.from({ length: 20 }, () => {
      const el = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
      el.data = data;
      return el;
    });
    main.append(...all);
    while (!all.every((el) => el.phase === "ready" && !el.isUpdatePending)) await turn();
    main.replaceChildren();
  }
  await turn();
}`;

describe("a life on a page", { timeout: 900_000 }, () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  let body = "";
  /** Answers every request for data that waits. */
  let release: () => void = () => undefined;

  before(async () => {
    const found = await findChromium();
    assert.ok(found, "no Chromium");
    browser = await puppeteer.launch({
      executablePath: found.path,
      headless: found.bundled ? "shell" : true,
      // Compiled code is heap too, and comes as long as a page gets warmer: a fifth of it would look like a leak.
      args: [...chromiumArgs(found), "--js-flags=--no-opt --no-maglev --no-sparkplug"],
      protocolTimeout: 600_000,
    });
    server = createServer((request, response) => {
      const path = request.url ?? "/";
      const file = /^\/dist\/([\w.-]+\.js)$/.exec(path)?.[1];
      if (file)
        return void response
          .setHeader("content-type", "text/javascript")
          .end(readFileSync(join(project, "dist", file)));
      if (path === "/data.json") {
        release = () => response.setHeader("content-type", "application/json").end(DATA);
        return;
      }
      response
        .setHeader("content-type", "text/html; charset=utf-8")
        .end(
          `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>page</title>${body}`,
        );
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const phase = (page: Page, tag: string, wanted: string): Promise<unknown> =>
    page.waitForFunction(
      (name: string, what: string) =>
        (document.querySelector(name) as (Element & { phase?: string }) | null)?.phase === what,
      {},
      tag,
      wanted,
    );
  /** Until what the last change asked for has been painted, and what it did behind that too. */
  const painted = (page: Page): Promise<void> =>
    page.evaluate(async () => {
      for (let k = 0; k < 12; k++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 10)));
    });

  for (const [tag, attributes, moves] of ELEMENTS) {
    it(`<${tag}> has a place before its data is there: ${moves === "nothing" ? "nothing moves" : `only ${moves} moves, and little`}`, async () => {
      body = `<script src="/dist/human-risk-widgets.iife.js"></script>
        <main><${tag} src="/data.json" ${attributes}></${tag}><p>What follows.</p></main>`;
      for (const width of [320, 1280]) {
        const page = await browser.newPage();
        await page.setViewport({ width, height: 900 });
        await page.evaluateOnNewDocument(() => {
          const shifts: Shift[] = [];
          Object.assign(window, { shifts });
          type Entry = PerformanceEntry & { value: number; sources: Array<{ node: Node | null }> };
          new PerformanceObserver((list) => {
            for (const { value, sources } of list.getEntries() as Entry[])
              shifts.push({ value, moved: sources.map(({ node }) => node?.nodeName ?? "inside") });
          }).observe({ type: "layout-shift", buffered: true });
        });
        await page.goto(origin);
        await phase(page, tag, "loading");
        await painted(page);
        release();
        await phase(page, tag, "ready");
        await painted(page);
        const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);
        const sum = shifts.reduce((all, { value }) => all + value, 0);
        const told = `at ${width} px: ${JSON.stringify(shifts)}`;
        if (process.env["LIFE_FIGURES"]) process.stdout.write(`${tag} ${told}\n`);
        assert.ok(sum <= (moves === "nothing" ? 0 : MOST), told);
        const inside = shifts.flatMap(({ moved }) => moved).filter((name) => name !== "P");
        if (moves !== "itself") assert.deepEqual(inside, [], told);
        await page.close();
      }
    });
  }

  for (const [tag, attributes] of ELEMENTS) {
    // A thousand of the two largest take minutes.
    const lives = tag === "risk-ranking" || tag === "risk-report" ? 100 : 1000;
    it(`<${tag}> leaves no more than a tenth of the heap behind after ${lives} lives`, async () => {
      body = `<script src="/dist/human-risk-widgets.iife.js"></script><main></main><script>${LIVE}</script>`;
      const page = await browser.newPage();
      await page.goto(origin);
      const session = await page.createCDPSession();
      await session.send("Performance.enable");
      const held = async (): Promise<{ heap: number; nodes: number }> => {
        for (let k = 0; k < 3; k++) await session.send("HeapProfiler.collectGarbage");
        const { metrics } = await session.send("Performance.getMetrics");
        const of = (name: string): number => metrics.find((one) => one.name === name)!.value;
        return { heap: of("JSHeapUsedSize"), nodes: of("Nodes") };
      };
      const given = Object.fromEntries(
        [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
      );
      await page.evaluate(
        `Object.assign(globalThis, { tag: ${JSON.stringify(tag)}, attributes: ${JSON.stringify(given)}, data: ${DATA} })`,
      );
      await page.evaluate("live(100)");
      const early = await held();
      await page.evaluate(`live(${lives})`);
      const late = await held();
      const grown = late.heap / early.heap - 1;
      if (process.env["LIFE_FIGURES"])
        process.stdout.write(
          `${tag}: ${(early.heap / 1e6).toFixed(2)} MB, ${(grown * 100).toFixed(2)} %, ${late.nodes - early.nodes} nodes\n`,
        );
      assert.ok(grown <= 0.1, `${tag}: ${early.heap} to ${late.heap} bytes`);
      assert.ok(late.nodes - early.nodes < 100, `${tag}: ${early.nodes} to ${late.nodes} nodes`);
      await page.close();
    });
  }

  it("elements in a frame that is taken away are let go of, though nobody tells them", async () => {
    body = `<script src="/dist/human-risk-widgets.iife.js"></script><main></main>`;
    const page = await browser.newPage();
    await page.goto(origin);
    const session = await page.createCDPSession();
    await page.evaluate(`(async () => {
      const turn = () => new Promise((done) => setTimeout(done));
      globalThis.left = [];
      for (let i = 0; i < 5; i++) {
        const frame = document.createElement("iframe");
        document.body.append(frame);
        const card = document.createElement("risk-score-card");
        card.person = "u0-1";
        card.data = ${DATA};
        frame.contentDocument.body.append(card);
        while (card.phase !== "ready" || card.isUpdatePending) await turn();
        globalThis.left.push(new WeakRef(card));
        frame.remove();
      }
      await turn();
    })()`);
    // The last may still be on the stack of what was run.
    await page.evaluate("new Promise((done) => setTimeout(done, 50))");
    for (let k = 0; k < 3; k++) await session.send("HeapProfiler.collectGarbage");
    assert.equal(await page.evaluate("left.filter((one) => one.deref()).length"), 0);
    // Who is still there hears of everything.
    await page.evaluate(
      `document.querySelector("main").innerHTML = '<risk-score-card score="67" model="moxso"></risk-score-card>'`,
    );
    await page.evaluate("document.documentElement.lang = 'ar'; document.documentElement.dir = 'rtl'");
    await page.waitForFunction(() =>
      /[\u0600-\u06ff]/.test(document.querySelector("risk-score-card")?.shadowRoot?.textContent ?? ""),
    );
    await page.close();
  });
});
