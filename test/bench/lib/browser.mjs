import puppeteer from "puppeteer-core";
import { chromiumArgs, findChromium } from "../../../scripts/lib/browsers.mjs";

/** A headless Chromium in which each contender gets a page of its own; `null` (with a note) where there is none. */
export async function openBrowser({ note, onClose, bundle }) {
  const chromium = await findChromium();
  if (!chromium) return void note("No Chromium: what needs a browser was not measured.");
  const browser = await puppeteer.launch({
    executablePath: chromium.path,
    headless: chromium.bundled ? "shell" : true,
    args: [...chromiumArgs(chromium), "--js-flags=--expose-gc", "--enable-precise-memory-info"],
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
  return { load };
}
