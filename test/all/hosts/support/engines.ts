/** One way to work a page in the three engines. */
import { join, resolve } from "node:path";
import puppeteer, { type Browser, type Frame, type Page } from "puppeteer-core";

export const project = resolve(import.meta.dirname, "../../../..");

interface Driver {
  port: number;
  binary: string;
  stop(): void;
}
const browsers = (await import(join(project, "scripts/lib/browsers.mjs"))) as {
  findChromium(): Promise<{ path: string; bundled: boolean } | null>;
  chromiumArgs(found: object): string[];
  findFirefox(): string | null;
  startWebKitDriver(): Promise<Driver | null>;
};

/** What a browser holds in memory after a collection. */
export interface Living {
  nodes: number;
  listeners: number;
}

export interface Tab {
  /** Asks the probe of the page (support/probe.js). */
  ask(question: string, input?: unknown): Promise<unknown>;
  /** The value of an expression in the page. */
  run(expression: string): Promise<unknown>;
  /** What the browser said, its own messages too; null where the engine tells only what the probe sees. */
  said: string[] | null;
  /** What was asked for, with scripts' own requests; null likewise. */
  asked: string[] | null;
  /** Living nodes and listeners after a collection; null where the engine does not say. */
  living(): Promise<Living | null>;
  /** Inside the frame whose address ends with `ending`. */
  within(ending: string): Promise<void>;
  /** As somebody whom the site knows by a cookie, until it is closed; in Chromium. */
  as?(url: string, name: string, value: string): Promise<void>;
  close(): Promise<void>;
}

export interface Engine {
  name: "chromium" | "firefox" | "webkit";
  open(url: string, options?: { scripts?: boolean }): Promise<Tab>;
  close(): Promise<void>;
}

class PuppeteerTab implements Tab {
  readonly said: string[] = [];
  readonly asked: string[] = [];
  #frame: Frame;
  #cookie: { url: string; name: string; value: string } | undefined;

  constructor(
    readonly page: Page,
    readonly chromium: boolean,
  ) {
    this.#frame = page.mainFrame();
    page.on("console", (message) => this.said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.said.push(`uncaught: ${String(error)}`));
    page.on("request", (request) => this.asked.push(request.url()));
  }

  async within(ending: string): Promise<void> {
    this.#frame = await this.page.waitForFrame((frame) => frame.url().endsWith(ending), { timeout: 20_000 });
  }

  async as(url: string, name: string, value: string): Promise<void> {
    this.#cookie = { url, name, value };
    await this.page.setCookie(this.#cookie);
    await this.page.goto(url, { timeout: 30_000 });
  }

  async run(expression: string): Promise<unknown> {
    return this.#frame.evaluate(expression);
  }

  async ask(question: string, input?: unknown): Promise<unknown> {
    const text = await this.run(`hostProbe(${JSON.stringify(question)}, ${JSON.stringify(input ?? null)})`);
    return JSON.parse(text as string);
  }

  async living(): Promise<Living | null> {
    // A frame without an origin may live in a process of its own, which is not counted here.
    if (!this.chromium || this.#frame !== this.page.mainFrame()) return null;
    const client = await this.page.createCDPSession();
    for (let turn = 0; turn < 3; turn++) await client.send("HeapProfiler.collectGarbage");
    await client.send("Performance.enable");
    const { metrics } = await client.send("Performance.getMetrics");
    await client.detach();
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { nodes: of("Nodes"), listeners: of("JSEventListeners") };
  }

  async close(): Promise<void> {
    // All pages of a browser share them.
    if (this.#cookie) await this.page.deleteCookie(this.#cookie);
    await this.page.close();
  }
}

function puppeteerEngine(name: "chromium" | "firefox", browser: Browser): Engine {
  return {
    name,
    async open(url, { scripts = true } = {}) {
      const page = await browser.newPage();
      if (name === "chromium") await page.setViewport({ width: 1000, height: 1600 });
      if (!scripts) await page.setJavaScriptEnabled(false);
      const tab = new PuppeteerTab(page, name === "chromium");
      await page.goto(url, { timeout: 30_000 });
      return tab;
    },
    close: () => browser.close(),
  };
}

export async function chromium(): Promise<Engine> {
  const found = await browsers.findChromium();
  if (!found) throw new Error("No Chromium.");
  const args = browsers.chromiumArgs(found);
  return puppeteerEngine("chromium", await puppeteer.launch({ executablePath: found.path, args }));
}

export async function firefox(): Promise<Engine | null> {
  const executablePath = browsers.findFirefox();
  if (!executablePath) return null;
  return puppeteerEngine("firefox", await puppeteer.launch({ browser: "firefox", executablePath, headless: true }));
}

/** WebKitGTK over the WebDriver protocol itself: a session, an address, a script. */
export async function webkit(): Promise<Engine | null> {
  const driver = await browsers.startWebKitDriver();
  if (!driver) return null;
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${driver.port}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
  const options = { binary: driver.binary, args: ["--automation"] };
  const capabilities = { alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": options } };
  const { sessionId } = (await call("POST", "/session", { capabilities })) as { sessionId: string };
  const session = `/session/${sessionId}`;
  await call("POST", `${session}/timeouts`, { script: 60_000, pageLoad: 60_000 });
  const run = (expression: string): Promise<unknown> => {
    const script = `const done = arguments[0]; Promise.resolve(${expression}).then(done, (error) => done("failed: " + error));`;
    return call("POST", `${session}/execute/async`, { script, args: [] });
  };
  return {
    name: "webkit",
    async open(url) {
      await call("POST", `${session}/url`, { url });
      return {
        said: null,
        asked: null,
        run,
        ask: async (question, input) =>
          JSON.parse(String(await run(`hostProbe(${JSON.stringify(question)}, ${JSON.stringify(input ?? null)})`))),
        living: () => Promise.resolve(null),
        within: () => Promise.reject(new Error("Frames are looked into in Chromium.")),
        close: async () => void (await call("POST", `${session}/url`, { url: "about:blank" })),
      };
    },
    async close() {
      await call("DELETE", session).catch(() => undefined);
      driver.stop();
    },
  };
}
