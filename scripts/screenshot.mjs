// npm run screenshot: the README's picture of the demo, taken anew. Look at it before committing it. Its letters are those that
// Storybook brings, so that it looks the same wherever it is taken.
import "./lib/node-version.mjs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromiumArgs, findChromium, freePort, NO_CHROMIUM } from "./lib/browsers.mjs";
import { ensureInstalled, root } from "./lib/ensure.mjs";
import { isBuilt } from "./lib/fresh.mjs";
import { serveStatic } from "./lib/static-server.mjs";

const HOST = "127.0.0.1";

/** Every element that is on screen has something to show, and the lines that are drawn later are there. */
const drawn = () =>
  ["risk-score-card", "risk-trend", "client-risk-compare"].every((tag) => {
    const element = document.querySelector(`#view:not([hidden]) ${tag}`);
    return element?.phase === "ready" && element.shadowRoot.querySelector("[part~=line], .sparkline path");
  });

/** @param {string} weights @param {string} name */
const face = (weights, name) => {
  const file = readFileSync(join(root, `node_modules/storybook/assets/browser/nunito-sans-${name}.woff2`), "base64");
  return `@font-face { font-family: Picture; font-weight: ${weights}; src: url(data:font/woff2;base64,${file}) }`;
};

await ensureInstalled();
if (!isBuilt("code")) throw new Error("dist/ is missing or older than the sources: run npm run build first.");
const chromium = await findChromium();
if (!chromium) throw new Error(NO_CHROMIUM);
const { default: puppeteer } = await import("puppeteer-core");
const port = await freePort(4173, HOST);
const server = await serveStatic(port, HOST);
const browser = await puppeteer.launch({
  executablePath: chromium.path,
  headless: chromium.bundled ? "shell" : true,
  args: [...chromiumArgs(chromium), "--lang=en-GB"],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 1080 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  // The demo's policy allows no style of anybody else's.
  await page.setBypassCSP(true);
  await page.goto(`http://${HOST}:${port}/demo/`);
  await page.addStyleTag({
    content: `${face("1 550", "regular")} ${face("551 999", "bold")} :root { font-family: Picture }`,
  });
  await page.waitForFunction(drawn, { timeout: 60_000, polling: 100 });
  // Lines of a table come between frames, a row after the other.
  await new Promise((done) => setTimeout(done, 2000));
  await page.screenshot({ path: join(root, process.argv[2] ?? "demo/screenshot.png") });
  console.log(`Took ${process.argv[2] ?? "demo/screenshot.png"}.`);
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
