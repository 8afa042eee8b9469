import { chromeLauncher } from "@web/test-runner-chrome";
import puppeteer from "puppeteer-core";
import { findFirefox } from "./scripts/lib/browsers.mjs";
import { sharedConfig } from "./scripts/lib/wtr.mjs";

const executablePath = findFirefox();
if (!executablePath) {
  console.error("No Firefox found: install it (Debian: apt-get install firefox-esr) or set FIREFOX_PATH.");
  process.exit(1);
}

/** A size is set together with an orientation, which Firefox before 144 does not know: the size is there all the same. */
async function createPage({ context }) {
  const page = await context.newPage();
  const setViewport = page.setViewport.bind(page);
  page.setViewport = (viewport) =>
    setViewport(viewport).catch((error) => {
      if (!/unknown command/.test(String(error))) throw error;
    });
  return page;
}

export default {
  ...(await sharedConfig("firefox")),
  concurrency: 1,
  // puppeteer-core drives Firefox over WebDriver BiDi.
  browsers: [
    chromeLauncher({ puppeteer, createPage, launchOptions: { browser: "firefox", executablePath, headless: true } }),
  ],
};
