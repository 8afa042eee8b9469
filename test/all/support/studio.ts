/** The built studio, served to a headless Chromium. */
import { createReadStream, mkdirSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { spawn } from "node:child_process";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { chromiumArgs, findChromium } from "../../../scripts/lib/browsers.mjs";
import { root } from "../../../scripts/lib/ensure.mjs";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Storybook's own command, with nothing of its that could ask the network. */
export function buildStudio(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bin = join(root, "node_modules/storybook/dist/bin/dispatcher.js");
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [bin, "build", "--quiet", "-o", folder], {
      cwd: root,
      env: { ...process.env, CI: "1", STORYBOOK_DISABLE_TELEMETRY: "1", NO_COLOR: "1" },
    });
    let said = "";
    child.stdout.on("data", (piece) => (said += String(piece)));
    child.stderr.on("data", (piece) => (said += String(piece)));
    child.on("error", fail);
    child.on("exit", (code) => (code === 0 ? done() : fail(new Error(said))));
  });
}

export interface Studio {
  origin: string;
  browser: Browser;
  /** A page that notes what it says, throws, cannot load and asks of others. */
  open(path: string, width?: number, height?: number): Promise<{ page: Page; heard: string[] }>;
  close(): Promise<void>;
}

function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = join(folder, normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname)));
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const stat = statSync(file, { throwIfNoEntry: false });
    // Asked for by the browser, not by the page.
    if (path.endsWith("favicon.ico")) return void response.writeHead(204).end();
    if (!file.startsWith(folder) || !stat?.isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

export async function openStudio(folder: string): Promise<Studio> {
  const chromium = await findChromium();
  if (!chromium) throw new Error("No browser found.");
  const server = await serve(folder);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await puppeteer.launch({
    executablePath: chromium.path,
    headless: chromium.bundled ? "shell" : true,
    args: [...chromiumArgs(chromium), "--disable-lcd-text", "--force-device-scale-factor=1"],
  });
  return {
    origin,
    browser,
    async open(path, width = 1280, height = 900) {
      const page = await browser.newPage();
      const heard: string[] = [];
      page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => heard.push(`error: ${(error as Error).message}`));
      page.on("response", (response) => {
        if (response.status() >= 400) heard.push(`${response.status()}: ${response.url()}`);
      });
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) heard.push(`foreign: ${url.href}`);
      });
      await page.evaluateOnNewDocument("globalThis.__name = (named) => named");
      await page.setViewport({ width, height });
      await page.goto(origin + path, { timeout: 120_000 });
      return { page, heard };
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
