import { existsSync } from "node:fs";
import puppeteer from "puppeteer-core";

/** Where a browser to print with may be; `CHROME_PATH` wins. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

export function findBrowser(): string | null {
  const named = process.env["CHROME_PATH"];
  if (named) return existsSync(named) ? named : null;
  return PLACES.find((path) => existsSync(path)) ?? null;
}

/** One at a time: a browser takes more memory than everything else here. */
let queue: Promise<unknown> = Promise.resolve();

/** A page printed as it prints itself: its own page size and breaks. @throws {Error} within 40 s */
export function printPdf(executablePath: string, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const job = queue.then(() => print(executablePath, url));
  queue = job.catch(() => undefined);
  return job;
}

async function print(executablePath: string, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  // Chromium refuses to run its sandbox as root.
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({ executablePath, args: [...quiet, ...root], timeout: 20_000 });
  try {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: "networkidle0", timeout: 20_000 });
    return Uint8Array.from(await page.pdf({ preferCSSPageSize: true, printBackground: true, timeout: 20_000 }));
  } finally {
    await browser.close();
  }
}
