import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { generateClients } from "../../../demo/data/generate.js";
import { openDb } from "../../../demo/server/db.js";
import type { ClientRecord } from "../../../src/engine/types.js";
import { makeBench, type Bench } from "../server/support/server.js";
import { project } from "../support/pack.js";
import { launch, open as openAt, select, settled, shown, text, type Opened } from "./support/page.js";

const CLIENT = "meridian-freight-forwarding";
const PERSON = "p00085";
const AT_PERSON = `#/client/${CLIENT}/person/${PERSON}`;

let bench: Bench;
let browser: Browser;
let origin = "";
const tokens: string[] = [];

/** The server as `npm start` runs it, with the first few of the demo's clients. */
before(async () => {
  if (!existsSync(join(project, "dist", "human-risk-widgets.js")))
    throw new Error("dist/ is missing: run npm run build first.");
  const clients: ClientRecord[] = [];
  for (const client of generateClients({ asOf: Date.now() })) {
    clients.push(client);
    if (clients.length >= 3 && clients.some(({ id }) => id === CLIENT)) break;
  }
  bench = await makeBench(
    { kind: "embedded", open: () => openDb({}), url: () => null },
    { books: { demo: { model: "infima", clients } }, config: { demo: true } },
  );
  Object.defineProperty(bench, "now", { get: () => Date.now() });
  origin = `${await bench.listen()}/demo/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await bench?.close();
});

/** A page that gets its data from the API. */
async function open(path: string, { audience = "internal", width = 1280 } = {}): Promise<Opened> {
  const opened = await openAt(browser, origin + path, { width });
  const { page } = opened;
  page.on("response", (answer) => {
    if (answer.url().endsWith("/demo/token"))
      void answer.json().then(
        ({ token }: { token: string }) => tokens.push(token),
        () => undefined,
      );
  });
  await page.waitForSelector("#source:not([disabled])");
  if (audience === "client") await page.select("#audience", audience);
  await page.select("#source", "api");
  await page.waitForFunction(() => document.documentElement.dataset["source"] === "api");
  await settled(page);
  return opened;
}

const until = (page: Page, selector: string, pattern: RegExp): Promise<unknown> =>
  page.waitForFunction(
    (find, source) => {
      const read = (node: Node): string =>
        node instanceof Element && node.shadowRoot
          ? read(node.shadowRoot)
          : node.nodeType === 3
            ? (node.textContent ?? "")
            : [...node.childNodes].map(read).join(" ");
      const element = document.querySelector(find);
      return element && new RegExp(source).test(read(element).replace(/\s+/g, " "));
    },
    { timeout: 60_000, polling: 100 },
    selector,
    pattern.source,
  );

/** Presses the first button of an element whose words begin so, as soon as there is one; it may be drawn anew at any time. */
const press = (page: Page, within: string, words: string): Promise<unknown> =>
  page.waitForFunction(
    (find, start) => {
      const buttons = [...(document.querySelector(find)?.shadowRoot?.querySelectorAll("button") ?? [])];
      const button = buttons.find((one) => one.textContent!.trim().startsWith(start) && !one.disabled);
      button?.click();
      return !!button;
    },
    { timeout: 60_000, polling: 100 },
    within,
    words,
  );

describe("the portal over the API", () => {
  it("shows the book with its past: over all clients, and beside each", async () => {
    const { page, heard } = await open("");
    assert.match(await shown(page, "risk-score-card"), /Moderate|Low/);
    // The first date is not the last.
    assert.match(await shown(page, "risk-trend"), /From \d+ on (.+?) to \d+ on (?!\1)/);
    const lines = await page.$$("client-risk-compare >>> svg.sparkline path");
    assert.ok(lines.length >= 3, `${lines.length} lines`);
    assert.ok((await page.$$("risk-score-card >>> svg.sparkline path")).length > 0);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("moves the open page when a click is sent", async (t) => {
    const { page, heard } = await open(AT_PERSON);
    const score = (): Promise<string> => page.$eval("risk-score-card >>> [part~=score]", (e) => e.textContent!.trim());
    await page.waitForFunction(() => document.querySelector("#live:not([hidden])"));
    const before = Number(await score());
    // Its stream is open by now, or nothing would tell the page.
    while (bench.services.streams.size === 0) await new Promise((wait) => setTimeout(wait, 20));
    await page.click("#click");
    await page.waitForFunction(() => /moved \d+ ms/.test(document.querySelector("#click-said")?.textContent ?? ""));
    t.diagnostic(`${await text(page, "#click-said")} (${before} → ${await score()})`);
    await until(page, "risk-trend", /Link clicked/);
    assert.ok(Number(await score()) > before, `${before} → ${await score()}`);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("assigns a training and takes it back", async () => {
    const { page, heard } = await open(AT_PERSON);
    const running = (): Promise<unknown[]> =>
      bench.db.query("select id from assignments where person_id = $1 and not automatic and cancelled_at is null", [
        PERSON,
      ]);
    assert.equal((await running()).length, 0);
    await press(page, "risk-breakdown", "Assign");
    await press(page, "risk-breakdown", "Assign to");
    await until(page, "risk-breakdown", /Undo/);
    assert.equal((await running()).length, 1);
    await press(page, "risk-breakdown", "Undo");
    await until(page, "risk-breakdown", /Taken back for 1 person/);
    assert.equal((await running()).length, 0);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("shows a client groups and asks for nothing else, without a total that could be subtracted from", async () => {
    const { page, heard } = await open("", { audience: "client" });
    assert.match(await shown(page, "client-risk-compare"), /Meridian Freight/);
    const visible = await page.$$eval("risk-movers, risk-trend, risk-score-card, #live", (all) =>
      all.filter((e) => e.checkVisibility()).map((e) => e.localName),
    );
    assert.deepEqual(visible, []);
    await select(page, "client", CLIENT, "client-risk-compare");
    await settled(page);
    const all = await shown(page, "main");
    assert.match(all, /Meridian Freight/);
    assert.doesNotMatch(all, /Liam Brody|@/);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("keeps its tokens out of the page, its addresses and its storage", async () => {
    const urls: string[] = [];
    const { page } = await open(AT_PERSON);
    page.on("request", (request) => urls.push(request.url(), request.headers()["referer"] ?? ""));
    await page.evaluate(() => (document.querySelector("#portal") as unknown as { refresh(): Promise<void> }).refresh());
    await settled(page);
    const kept = await page.evaluate(async () => {
      const read = (node: Node): string =>
        node instanceof Element
          ? [...node.attributes].map(({ value }) => value).join(" ") +
            [...(node.shadowRoot ? [node.shadowRoot, ...node.childNodes] : node.childNodes)].map(read).join(" ")
          : node instanceof DocumentFragment
            ? [...node.childNodes].map(read).join(" ")
            : (node.textContent ?? "");
      const databases = (await indexedDB.databases()).map(({ name }) => name);
      return JSON.stringify([read(document.documentElement), { ...localStorage }, { ...sessionStorage }, databases]);
    });
    assert.ok(tokens.length > 0 && urls.length > 0);
    for (const token of tokens) {
      const secret = token.split(".")[2]!;
      assert.ok(![kept, page.url(), ...urls].some((where) => where.includes(secret)));
    }
    await page.close();
  });

  it("does not scroll sideways at 320 px", async () => {
    for (const path of ["", AT_PERSON]) {
      const { page } = await open(path, { width: 320 });
      const [wide, room] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      await page.close();
      assert.ok(wide! <= room!, `${path}: ${wide} px in ${room} px`);
    }
  });
});

describe("the review over the API", () => {
  it("goes from score to report in five clicks", async () => {
    const { page, heard } = await open("review.html");
    assert.match(await shown(page, "#score risk-score-card"), /Moderate/);
    const next = async (selector: string): Promise<void> => {
      await page.click(selector);
      await settled(page);
    };
    await next("[data-next=cause]");
    assert.match(await shown(page, "#cause risk-movers"), /Worsening/);
    await next("[data-next=who]");
    await until(page, "#who risk-ranking", /Liam Brody|Ravi Doyle/);
    await press(page, "#who risk-ranking", "Ravi Doyle");
    await page.waitForSelector("#action:not([hidden])");
    await settled(page);
    await until(page, "#action risk-breakdown", /What would lower the risk/);
    await next("[data-next=effect]");
    assert.match(await shown(page, "#effect risk-what-if"), /If this happens/);
    await next("[data-next=report]");
    assert.match(await shown(page, "#report risk-report"), /Meridian Freight/);
    assert.deepEqual(heard, []);
    await page.close();
  });
});
