import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import { chromiumArgs, findChromium } from "../../../scripts/lib/browsers.mjs";
import { serveStatic } from "../../../scripts/lib/static-server.mjs";
import { project } from "../support/pack.js";

let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveStatic>>;
let clicks = 0;
const faults: string[] = [];

before(async () => {
  if (!existsSync(join(project, "dist", "human-risk-widgets.js")))
    throw new Error("dist/ is missing: run npm run build first.");
  const chromium = await findChromium();
  if (!chromium) throw new Error("No browser found.");
  server = await serveStatic(0);
  browser = await puppeteer.launch({
    executablePath: chromium.path,
    headless: chromium.bundled ? "shell" : true,
    args: chromiumArgs(chromium),
  });
  page = await browser.newPage();
  page.on("pageerror", (error) => faults.push((error as Error).message));
  page.on("console", (message) => faults.push(message.text()));
  await page.setViewport({ width: 1280, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.evaluateOnNewDocument("globalThis.__name = (named) => named");
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/review.html`);
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** What can be read of a stage, shadow trees included, once all in it has something to show. */
async function read(stage: string): Promise<string> {
  const text = await page.waitForFunction(
    (id) => {
      const section = document.querySelector(`#${id}`)!;
      const read = (node: Node): string =>
        node instanceof Element && (!node.checkVisibility() || node.matches("style, script, .sr-only"))
          ? ""
          : node instanceof Element && node.shadowRoot
            ? read(node.shadowRoot)
            : node.nodeType === Node.TEXT_NODE
              ? (node.textContent ?? "")
              : [...node.childNodes].map(read).join(" ");
      const shown = [...section.querySelectorAll("*")].filter((element) => "phase" in element);
      // Elements take turns: what waits for its own still shows who was chosen before.
      const ready =
        section.checkVisibility() &&
        shown.every((one) => {
          const { phase, isUpdatePending } = one as unknown as { phase: string; isUpdatePending: boolean };
          return phase === "ready" && !isUpdatePending;
        });
      return ready && read(section).replace(/\s+/g, " ").trim();
    },
    { timeout: 60_000, polling: 100 },
    stage,
  );
  return (await text.jsonValue()) as string;
}

/** Presses what a reader sees by that name, as a reader does: it has to be on screen, and nothing may lie over it. */
async function press(stage: string, what: string | RegExp): Promise<void> {
  const pattern = typeof what === "string" ? `^${what.replace(/[?]/g, "\\?")}$` : what.source;
  const found = await page.evaluateHandle(
    (id, source) => {
      const name = new RegExp(source);
      const all = (root: ParentNode): Element[] =>
        [...root.querySelectorAll("*")].flatMap((element) => [
          element,
          ...(element.shadowRoot ? all(element.shadowRoot) : []),
        ]);
      return all(document.querySelector(`#${id}`)!).find(
        (element) =>
          element.matches("button, a") && element.checkVisibility() && name.test(element.textContent!.trim()),
      );
    },
    stage,
    pattern,
  );
  const element = found.asElement() as ElementHandle<Element> | null;
  assert.ok(element, `${what} is to be seen in ${stage}`);
  await element.click();
  clicks++;
}

describe("walking into the review as somebody who sees it for the first time", () => {
  let score = 0;
  let person = "";

  it("starts with a client's score, and nothing about missing data on the way", async () => {
    const stage = await read("score");
    assert.doesNotMatch(stage, /No data|undefined|NaN/);
    assert.match(stage, /Meridian Freight/);
    score = Number(/\b(\d+) (Low|Moderate|High|Critical)/.exec(stage)![1]);
    assert.ok(score > 0 && score <= 100);
  });

  it("says why it moved, in rows and in a sentence", async () => {
    await press("score", "Why did it move?");
    const stage = await read("cause");
    assert.match(stage, /In one sentence (Up|Down) \d+ since \d+ \w+: .*\./);
    assert.match(stage, new RegExp(`\\b${score}\\b`));
    assert.match(stage, /rows add up to/);
  });

  it("says who drives it, riskiest first", async () => {
    await press("cause", "Who drives it?");
    const stage = await read("who");
    assert.match(stage, /Choose somebody to see what would help them most/);
    assert.match(stage, /people across Meridian Freight/);
  });

  it("says what would help the one that is chosen, and what each thing would do", async () => {
    const name = await page.$eval("#who risk-ranking", (element) =>
      element.shadowRoot!.querySelector("[part~=row] button")!.textContent!.trim(),
    );
    person = name;
    await press("who", new RegExp(`^${name}$`));
    const stage = await read("action");
    assert.match(stage, new RegExp(name));
    assert.match(stage, /What would lower the risk most .*−\d/);
    // An effect that is told is to be seen: none reads as nothing.
    assert.doesNotMatch(/What would lower the risk most (.*)/.exec(stage)![1]!, /(Critical|High|Moderate|Low) −?0\.0 /);
  });

  it("shows what that would change, for the person and the client", async () => {
    await press("action", "What would that change?");
    assert.equal(clicks, 4);
    const before = await read("effect");
    assert.match(before, new RegExp(person));
    // What is done is said in the fields below; until then nothing differs.
    assert.match(before, /Meridian Freight & Forwarding 44 → 44/);
    assert.match(before, /If this happens Trainings completed/);
  });

  it("ends in the review itself, after five clicks", async () => {
    await press("effect", "Put it in the review");
    assert.equal(clicks, 5);
    const stage = await read("report");
    assert.match(stage, new RegExp(`stands at ${score}`));
    assert.match(stage, /Where risk sits/);
  });

  it("says nothing on the console on the way", () => assert.deepEqual(faults, []));
});
