import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { chromiumArgs, findChromium } from "../../../../scripts/lib/browsers.mjs";

export async function launch(): Promise<Browser> {
  const chromium = await findChromium();
  if (!chromium) throw new Error("No browser found.");
  return puppeteer.launch({
    executablePath: chromium.path,
    headless: chromium.bundled ? "shell" : true,
    args: chromiumArgs(chromium),
  });
}

export interface Opened {
  page: Page;
  /** What the page said, threw, was refused and could not load. */
  heard: string[];
}

/** @param address of the page, complete */
export async function open(
  browser: Browser,
  address: string,
  { width = 1280, scheme = "light" } = {},
): Promise<Opened> {
  const page = await browser.newPage();
  const heard: string[] = [];
  page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${(error as Error).message}`));
  page.on("requestfailed", (request) => {
    // What the page itself takes back, as a stream that nobody listens to any more, has not failed.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") heard.push(`failed: ${request.url()}`);
  });
  page.on(
    "response",
    (response) => void (response.status() >= 400 && heard.push(`${response.status()}: ${response.url()}`)),
  );
  page.on(
    "request",
    (request) =>
      void (new URL(request.url()).origin !== new URL(address).origin && heard.push(`foreign: ${request.url()}`)),
  );
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  // What the test's compiler wraps named functions in; they run in the page.
  await page.evaluateOnNewDocument("globalThis.__name = (named) => named");
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`refused: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(address);
  await settled(page);
  return { page, heard };
}

/** Every element of the kit that is shown has something to show. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const elements = [...document.querySelectorAll("*")].filter(
        (e) => e.localName.startsWith("risk-") || e.localName === "client-risk-compare",
      );
      const shown = elements.filter((e) => e.localName !== "risk-provider" && e.checkVisibility());
      // The import page shows none before a file is read.
      const waits = shown.length === 0 && !document.querySelector("#result[hidden]");
      return !waits && shown.every((e) => "phase" in e && e.phase !== "loading");
    },
    { timeout: 60_000, polling: 100 },
  );
}

export const text = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? "");

/** What an element shows, its shadow tree included. */
export const shown = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => {
    const read = (node: Node): string =>
      node instanceof Element && node.shadowRoot
        ? read(node.shadowRoot)
        : node.nodeName === "STYLE" || node.nodeName === "SCRIPT"
          ? ""
          : node.nodeType === 3
            ? (node.textContent ?? "")
            : [...node.childNodes].map(read).join(" ");
    return read(element).replace(/\s+/g, " ").trim();
  });

export const select = (page: Page, kind: string, id: string, from: string): Promise<void> =>
  page.$eval(
    from,
    (element, detail) =>
      void element.dispatchEvent(new CustomEvent("risk-select", { detail, bubbles: true, composed: true })),
    { kind, id },
  );
