// Finds the browsers that tests run in. Chromium: CHROME_PATH, else an installed one, else the Chromium inside the
// @sparticuz/chromium package, so that `npm ci` is all a test run needs on Linux.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

const CHROME_NAMES = ["google-chrome-stable", "google-chrome", "chrome", "chromium", "chromium-browser"];
const CHROME_PLACES = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((name) =>
    process.env[name]
      ? ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"].map((rest) =>
          join(process.env[name], rest),
        )
      : [],
  ),
};

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of `names` on the PATH, or null. */
export function onPath(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      if (folder && isExecutable(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

export const NO_CHROMIUM =
  "No browser found: install Chrome or Chromium (Debian: apt-get install chromium), or set CHROME_PATH to one, and run again.";

async function bundledChromium() {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  // It unpacks into the temporary folder and reuses what lies there; a folder of the project's own keeps another
  // program's /tmp/chromium from being taken for it.
  const cache = join(root, ".cache", "chromium");
  mkdirSync(cache, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = cache;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return await chromium.executablePath();
  } catch {
    return null;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function answers(path) {
  return new Promise((done) => {
    const child = spawn(path, ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"], {
      stdio: "ignore",
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
    child.on("error", () => done(false));
    child.on("exit", (code) => {
      clearTimeout(timer);
      done(code === 0);
    });
  });
}

/** `{ path, bundled }` of a Chromium, or null. `HRW_BUNDLED_CHROMIUM=1` passes over the installed ones. */
export async function findChromium() {
  const asked = process.env.CHROME_PATH;
  if (asked) {
    if (isExecutable(asked)) return { path: asked, bundled: process.env.HRW_CHROMIUM_IS_BUNDLED === "1" };
    throw new Error(`CHROME_PATH is ${asked}, which is not a program that can be run.`);
  }
  if (!process.env.HRW_BUNDLED_CHROMIUM) {
    const installed =
      onPath(...CHROME_NAMES) ?? (CHROME_PLACES[process.platform] ?? []).find((path) => existsSync(path));
    if (installed) return { path: installed, bundled: false };
  }
  const path = await bundledChromium();
  return path && (await answers(path)) ? { path, bundled: true } : null;
}

/** Arguments for a Chromium that runs tests: quiet on closed networks, same pixels everywhere. */
export function chromiumArgs({ bundled = false } = {}) {
  return [
    ...(process.getuid?.() === 0 || bundled ? ["--no-sandbox"] : []),
    ...(bundled ? ["--headless=shell", "--disable-gpu", "--disable-dev-shm-usage"] : []),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--lang=en-US",
  ];
}

/** Path of a Firefox, or null. */
export function findFirefox() {
  const asked = process.env.FIREFOX_PATH;
  if (asked) return isExecutable(asked) ? asked : null;
  return (
    onPath("firefox-esr", "firefox") ??
    ["/Applications/Firefox.app/Contents/MacOS/firefox"].find((path) => existsSync(path)) ??
    null
  );
}

/** The parts of a WebKitGTK set-up, or null when one is missing. */
export function findWebKit() {
  const driver = onPath("WebKitWebDriver");
  const xvfb = onPath("Xvfb");
  const libraries = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib"];
  const browser = libraries
    .flatMap((base) =>
      existsSync(base)
        ? readdirSync(base)
            .filter((name) => name.startsWith("webkit2gtk-") || name.startsWith("webkitgtk-"))
            .map((name) => resolve(base, name, "MiniBrowser"))
        : [],
    )
    .find(isExecutable);
  return driver && xvfb && browser ? { driver, xvfb, browser } : null;
}

/** A port nobody listens on, the first from `from` upwards (0: any). */
export async function freePort(from = 0, host = "127.0.0.1") {
  for (let port = from; port < from + 200; port++) {
    const found = await new Promise((done) => {
      const server = createServer();
      server.once("error", () => done(null));
      server.listen({ port, host, exclusive: true }, () => {
        const taken = server.address().port;
        server.close(() => done(taken));
      });
    });
    if (found !== null) return found;
  }
  throw new Error(`No free port from ${from} to ${from + 199}.`);
}

/** Starts Xvfb and WebKitWebDriver; `stop()` ends both. */
export async function startWebKitDriver() {
  const found = findWebKit();
  if (!found) return null;
  const port = await freePort(0);
  const children = [];
  const stop = () => children.forEach((child) => child.kill("SIGKILL"));
  process.once("exit", stop);
  const display = await new Promise((done, fail) => {
    const child = spawn(found.xvfb, ["-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    children.push(child);
    child.on("error", fail);
    child.on("exit", () => fail(new Error("Xvfb ended before it was ready.")));
    let text = "";
    child.stdio[3].on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) done(`:${text.trim()}`);
    });
  });
  const driver = spawn(found.driver, ["--host=127.0.0.1", `--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1" },
  });
  children.push(driver);
  for (let tries = 0; tries < 100; tries++) {
    const up = await fetch(`http://127.0.0.1:${port}/status`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return { port, display, binary: found.browser, stop };
    await new Promise((wait) => setTimeout(wait, 100));
  }
  stop();
  throw new Error("WebKitWebDriver did not answer within 10 s.");
}
