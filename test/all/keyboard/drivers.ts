/** Browsers that press keys as a reader does, each over the protocol it has. */
import puppeteer from "puppeteer-core";
import {
  chromiumArgs,
  findChromium,
  findFirefox,
  findWebKit,
  startWebKitDriver,
} from "../../../scripts/lib/browsers.mjs";

export type Key = "Tab" | "Enter" | "Space" | "Escape" | "ArrowDown" | "ArrowLeft" | "Home";

export interface Driver {
  open(url: string): Promise<void>;
  press(key: Key, shift?: boolean): Promise<void>;
  /** Evaluates an expression in the page; what it comes to is copied out. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

export interface Engine {
  name: string;
  /** What is missing, with how to get it; null where nothing is. */
  missing(): Promise<string | null>;
  start(): Promise<Driver>;
}

async function puppeteered(browser: "chrome" | "firefox"): Promise<Driver> {
  const chromium = browser === "chrome" ? await findChromium() : null;
  const running = await puppeteer.launch({
    browser,
    executablePath: chromium?.path ?? findFirefox()!,
    headless: chromium?.bundled ? "shell" : true,
    args: chromium ? chromiumArgs(chromium) : [],
  });
  const page = await running.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  return {
    open: async (url) => void (await page.goto(url)),
    async press(key, shift = false) {
      if (shift) await page.keyboard.down("Shift");
      await page.keyboard.press(key);
      if (shift) await page.keyboard.up("Shift");
    },
    evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    close: () => running.close(),
  };
}

/** Code points of keys in the WebDriver protocol. */
const WEBDRIVER: Readonly<Record<Key | "Shift", string>> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Space: " ",
  Escape: "\uE00C",
  ArrowDown: "\uE015",
  ArrowLeft: "\uE012",
  Home: "\uE011",
  Shift: "\uE008",
};

async function webkit(): Promise<Driver> {
  const driver = (await startWebKitDriver())!;
  const call = async <T>(method: "POST" | "DELETE", path: string, body?: object): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${driver.port}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  try {
    const { sessionId } = await call<{ sessionId: string }>("POST", "/session", {
      capabilities: {
        alwaysMatch: {
          browserName: "MiniBrowser",
          "webkitgtk:browserOptions": { binary: driver.binary, args: ["--automation"] },
        },
      },
    });
    const at = `/session/${sessionId}`;
    return {
      open: (url) => call("POST", `${at}/url`, { url }),
      async press(key, shift = false) {
        const strokes = [...(shift ? ["Shift" as const] : []), key].map((name) => WEBDRIVER[name]);
        const actions = [
          ...strokes.map((value) => ({ type: "keyDown", value })),
          ...strokes.reverse().map((value) => ({ type: "keyUp", value })),
        ];
        await call("POST", `${at}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
      },
      evaluate: <T>(expression: string) =>
        call<T>("POST", `${at}/execute/sync`, { script: `return (${expression});`, args: [] }),
      async close() {
        await call("DELETE", at).catch(() => undefined);
        driver.stop();
      },
    };
  } catch (error) {
    driver.stop();
    throw error;
  }
}

export const ENGINES: readonly Engine[] = [
  {
    name: "Chromium",
    missing: async () => ((await findChromium()) ? null : "no Chromium"),
    start: () => puppeteered("chrome"),
  },
  {
    name: "Firefox",
    missing: async () => (findFirefox() ? null : "no Firefox (Debian: apt-get install firefox-esr)"),
    start: () => puppeteered("firefox"),
  },
  {
    name: "WebKit",
    missing: async () => (findWebKit() ? null : "no WebKit (Debian: apt-get install webkit2gtk-driver xvfb)"),
    start: webkit,
  },
];
