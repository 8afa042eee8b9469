import puppeteer from "puppeteer-core";
import { chromiumArgs, findChromium } from "../../../scripts/lib/browsers.mjs";

/** A headless Chromium in which each contender gets a page of its own; `null` (with a note) where there is none. */
export async function openBrowser({ note, onClose, bundle }) {
  const chromium = await findChromium();
  if (!chromium) return void note("No Chromium: what needs a browser was not measured.");
  const browser = await puppeteer.launch({
    executablePath: chromium.path,
    headless: chromium.bundled ? "shell" : true,
    // A frame as soon as there is something to show: waiting for the screen's next one would drown what is measured.
    args: [
      ...chromiumArgs(chromium),
      "--js-flags=--expose-gc",
      "--enable-precise-memory-info",
      "--disable-frame-rate-limit",
      "--disable-gpu-vsync",
    ],
    protocolTimeout: 600_000,
  });
  onClose(() => browser.close());
  /** @param entry a module of test/bench/pages that sets `globalThis.contender` */
  const load = async (entry) => {
    const script = await bundle(`test/bench/pages/${entry}`, { minify: true, nodePaths: [] });
    const page = await browser.newPage();
    await page.setViewport({ width: 1300, height: 900 });
    await page.setContent("<!doctype html><html lang=en><body></body></html>");
    await page.addScriptTag({ content: script, type: "module" });
    await page.waitForFunction(() => "contender" in globalThis);
    return page;
  };
  /** @param prelude a function that is run in the page before its own scripts */
  const open = async (url, prelude) => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1300, height: 900 });
    if (prelude) await page.evaluateOnNewDocument(prelude);
    await page.goto(url);
    return page;
  };
  return { load, open };
}
