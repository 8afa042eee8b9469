import { chromiumArgs, findChromium } from "../../scripts/lib/browsers.mjs";
import puppeteer from "puppeteer-core";

let looking: Promise<{ path: string; bundled: boolean } | null> | null = null;

/** A browser to print with: `CHROME_PATH`, one that is installed, or the one among the development packages; null without. */
export function findBrowser(): Promise<{ path: string; bundled: boolean } | null> {
  looking ??= findChromium().catch(() => null);
  return looking;
}

/** One at a time: a browser takes more memory than everything else here. */
let queue: Promise<unknown> = Promise.resolve();

/** A page printed as it prints itself: its own page size and breaks. @throws {Error} within 60 s, or without a browser */
export function printPdf(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const job = queue.then(() => print(url));
  queue = job.catch(() => undefined);
  return job;
}

async function print(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const found = await findBrowser();
  if (!found) throw new Error("no browser");
  const browser = await puppeteer.launch({ executablePath: found.path, args: chromiumArgs(found), timeout: 20_000 });
  try {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: "networkidle0", timeout: 20_000 });
    return Uint8Array.from(await page.pdf({ preferCSSPageSize: true, printBackground: true, timeout: 20_000 }));
  } finally {
    await browser.close();
  }
}
