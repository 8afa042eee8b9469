import { chromeLauncher } from "@web/test-runner-chrome";
import puppeteer from "puppeteer-core";
import { findFirefox } from "./scripts/lib/browsers.mjs";
import { sharedConfig } from "./scripts/lib/wtr.mjs";

const executablePath = findFirefox();
if (!executablePath) {
  console.error("No Firefox found: install it (Debian: apt-get install firefox-esr) or set FIREFOX_PATH.");
  process.exit(1);
}

export default {
  ...(await sharedConfig("firefox")),
  concurrency: 1,
  // puppeteer-core drives Firefox over WebDriver BiDi.
  browsers: [chromeLauncher({ puppeteer, launchOptions: { browser: "firefox", executablePath, headless: true } })],
};
