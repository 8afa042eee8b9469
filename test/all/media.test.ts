/** What readers set in their system rather than on the page: forced colours, reduced motion. And what a pointer does. */
import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser, type CDPSession, type Page } from "puppeteer-core";
import { chromiumArgs, findChromium } from "../../scripts/lib/browsers.mjs";
import { serveStatic } from "../../scripts/lib/static-server.mjs";

describe("settings of the reader's system", { timeout: 120_000 }, () => {
  let browser: Browser;
  let page: Page;
  let session: CDPSession;
  let server: Awaited<ReturnType<typeof serveStatic>>;
  before(async () => {
    const chromium = await findChromium();
    assert.ok(chromium, "no Chromium");
    server = await serveStatic(0);
    browser = await puppeteer.launch({
      executablePath: chromium.path,
      headless: chromium.bundled ? "shell" : true,
      args: chromiumArgs(chromium),
    });
    page = await browser.newPage();
    session = await page.createCDPSession();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/`);
    await page.waitForFunction(`document.querySelector("client-risk-compare")?.phase === "ready"`);
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const set = (name: string, value: string): Promise<unknown> =>
    session.send("Emulation.setEmulatedMedia", { features: [{ name, value }] });

  it("reduced motion: nothing moves", async () => {
    const moving = `[...document.querySelectorAll("*")].filter((e) => e.shadowRoot).flatMap((e) => [...e.shadowRoot.querySelectorAll("*")]).filter((e) => {
      const { transitionProperty, transitionDuration, animationName } = getComputedStyle(e);
      return animationName !== "none" || (transitionProperty !== "none" && transitionDuration !== "0s");
    }).length`;
    await set("prefers-reduced-motion", "no-preference");
    assert.notEqual(await page.evaluate(moving), 0, "markers move where nobody minds");
    await set("prefers-reduced-motion", "reduce");
    assert.equal(await page.evaluate(moving), 0);
  });

  it("forced colours: the lit part of a scale is told from the rest, and every control has an edge", async () => {
    await set("forced-colors", "active");
    const seen = (await page.evaluate(`(() => {
      const all = (selector) => [...document.querySelectorAll("*")].filter((e) => e.shadowRoot).flatMap((e) => [...e.shadowRoot.querySelectorAll(selector)]);
      const fills = (selector) => [...new Set(all(selector).map((e) => getComputedStyle(e).fill))];
      const bare = all(".button, .chip").filter((e) => e.checkVisibility() && getComputedStyle(e).borderTopStyle === "none").length;
      return { lit: fills(".ruler .lit"), track: fills(".ruler .track"), bare };
    })()`)) as { lit: string[]; track: string[]; bare: number };
    assert.equal(seen.lit.length, 1);
    assert.equal(seen.track.includes(seen.lit[0]!), false);
    assert.equal(seen.bare, 0);
  });

  it("forced colours: what is chosen is told from what is not by more than the line around it", async () => {
    await set("forced-colors", "active");
    const grounds = (await page.evaluate(`["true", "false"].map((on) =>
      getComputedStyle(document.querySelector("client-risk-compare").shadowRoot.querySelector(".chip[aria-pressed=" + on + "]")).backgroundColor)`)) as string[];
    assert.notEqual(grounds[0], grounds[1]);
  });

  it("a button answers a pointer over it and one that presses it; so do filters and heads to sort by", async () => {
    await set("forced-colors", "none");
    const seen = async (selector: string): Promise<string[]> => {
      const at = (await page.evaluate(`(() => {
        const one = document.querySelector("client-risk-compare").shadowRoot.querySelector("${selector}");
        one.scrollIntoView({ block: "center", behavior: "instant" });
        window.one = one;
        const { x, y, width, height } = one.getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      })()`)) as [number, number];
      const look = async (): Promise<string> => {
        await new Promise((done) => setTimeout(done, 200));
        return (await page.evaluate(
          `[getComputedStyle(window.one).backgroundColor, getComputedStyle(window.one).color].join()`,
        )) as string;
      };
      await page.mouse.move(1, 1);
      const looks = [await look()];
      await page.mouse.move(...at);
      looks.push(await look());
      await page.mouse.down();
      looks.push(await look());
      // Let go beside it: nothing is pressed.
      await page.mouse.move(1, 1);
      await page.mouse.up();
      return looks;
    };
    assert.equal(new Set(await seen(".tool-items .button")).size, 3);
    assert.equal(new Set(await seen(".chip[aria-pressed=false]")).size, 3);
    const [rest, over] = await seen(".sort:not(.on)");
    assert.notEqual(rest, over);
  });

  it("forced colours: what a primary button says is told from its ground", async () => {
    await set("forced-colors", "active");
    const { ground, words, plate } = (await page.evaluate(`(async () => {
      const el = document.createElement("risk-ranking");
      el.data = { as_of: "2026-11-23T09:12:00Z", model: "phishr", people: [{ id: "a", events: [{ type: "simulation_clicked", at: "2026-11-20T09:12:00Z" }] }] };
      document.body.append(el);
      const find = (selector) => el.shadowRoot.querySelector(selector);
      while (!find("[part=row] input")) await new Promise((done) => setTimeout(done, 20));
      find("[part=row] input").click();
      while (!find(".button.primary")) await new Promise((done) => setTimeout(done, 20));
      const { backgroundColor, color, forcedColorAdjust } = getComputedStyle(find(".button.primary"));
      el.remove();
      return { ground: backgroundColor, words: color, plate: forcedColorAdjust !== "none" };
    })()`)) as Record<"ground" | "words", string> & { plate: boolean };
    assert.notEqual(ground, words);
    // Of the page's ground, behind words of the same.
    assert.equal(plate, false);
  });
});
