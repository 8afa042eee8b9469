/**
 * By keyboard alone, with the keys a browser presses: from the address bar to a client, a person, a training assigned, and
 * back. At every step focus is somewhere, can be seen, and is not covered; a refresh of the data does not take it away.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { after, before, describe, it } from "node:test";
import { ENGINES, type Driver, type Key } from "./keyboard/drivers.js";

const project = normalize(join(import.meta.dirname, "../.."));
const own: Readonly<Record<string, string>> = { "/": "page.html", "/page.js": "page.js" };
const TYPES: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript" };

/** The page, the built kit, and the book the demo's is made by. */
function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = own[path]
      ? join(import.meta.dirname, "keyboard", own[path])
      : /^\/(dist|demo\/data)\/[\w./-]+\.js$/.test(path) && !path.includes("..")
        ? join(project, path)
        : "";
    if (!file || !existsSync(file)) return void response.writeHead(404).end();
    const type = TYPES[file.slice(file.lastIndexOf(".") + 1)] ?? "text/plain";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

interface Focus {
  /** Nothing has it. */
  lost: boolean;
  tag: string;
  part: string;
  /** The element of the kit it is in. */
  host: string;
  /** As a screen reader would call it, roughly. */
  name: string;
  expanded: string | null;
  value: string | null;
  /** Something round it is outlined. */
  ring: boolean;
  /** It is in the window, and nothing lies over its middle. */
  seen: boolean;
}

/** What has the focus, through shadow roots. */
const FOCUS = `(() => {
  let at = document.activeElement;
  let host = "";
  while (at && at.shadowRoot && at.shadowRoot.activeElement) {
    host = at.localName;
    at = at.shadowRoot.activeElement;
  }
  if (!at || at === document.body || at === document.documentElement) return { lost: true };
  const outlined = (node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  let ring = false;
  for (let node = at, n = 0; node && n < 3; node = node.parentElement, n++) ring ||= outlined(node);
  const { left, top, width, height } = at.getBoundingClientRect();
  const x = left + Math.min(width, innerWidth) / 2;
  const y = top + Math.min(height, innerHeight) / 2;
  const inside = x >= 0 && x <= innerWidth && y >= 0 && y <= innerHeight;
  const over = inside ? at.getRootNode().elementFromPoint(x, y) : null;
  // The slider over a drawing lets the pointer through; a group has others over its middle, its own.
  const free = over && (at.contains(over) || over.contains(at) || getComputedStyle(at).pointerEvents === "none");
  return {
    lost: false,
    tag: at.localName,
    part: at.getAttribute("part") || "",
    host,
    name: (at.getAttribute("aria-label") || at.closest("label")?.textContent || at.textContent || "").replace(/\\s+/g, " ").trim(),
    expanded: at.getAttribute("aria-expanded"),
    value: at.localName === "input" ? at.getAttribute("aria-valuetext") || at.value : null,
    ring,
    seen: Boolean(inside && free),
  };
})()`;

/** Elements of the kit that are still at work. */
const BUSY = `[...document.querySelectorAll("#view > *")].filter((e) => "phase" in e && (e.phase === "loading" || e.isUpdatePending)).length + (document.querySelector("#view > h1") ? 0 : 1)`;

/** Presses keys and looks where that led. */
class Reader {
  constructor(private readonly driver: Driver) {}

  async focus(): Promise<Focus> {
    return this.driver.evaluate<Focus>(FOCUS);
  }

  /** Until an expression is true. */
  async until(expression: string, what = expression): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      if (await this.driver.evaluate<boolean>(`Boolean(${expression})`)) return;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    assert.fail(`${what}: waited 20 s; the focus is on ${JSON.stringify(await this.focus())}`);
  }

  async settled(): Promise<void> {
    await this.until(`(${BUSY}) === 0`, "every element shows what it has");
  }

  /** One key, after which focus must be somewhere, and seen where the key moved it. */
  async press(key: Key, { shift = false, seen = true } = {}): Promise<Focus> {
    await this.driver.press(key, shift);
    const focus = await this.focus();
    if (seen) {
      assert.equal(focus.lost, false, `${key}: focus is nowhere`);
      assert.equal(focus.ring, true, `${key}: no focus ring on ${JSON.stringify(focus)}`);
      assert.equal(focus.seen, true, `${key}: out of sight or covered: ${JSON.stringify(focus)}`);
    }
    return focus;
  }

  /** Tab after Tab, or back, until focus is on what is looked for. @returns how often it was pressed */
  async tabTo(what: (focus: Focus) => boolean, name: string, { shift = false, most = 60 } = {}): Promise<number> {
    const passed: string[] = [];
    for (let n = 1; n <= most; n++) {
      const focus = await this.press("Tab", { shift });
      if (what(focus)) return n;
      passed.push(`${focus.host} ${focus.tag} ${focus.name.slice(0, 20)}`);
    }
    return assert.fail(`${name} was not reached in ${most} presses of Tab: ${passed.join(" | ")}`);
  }

  /** A navigation gives the focus to the heading of what it leads to. */
  async arrived(kind: string): Promise<void> {
    await this.until(`document.querySelector("h1")?.textContent === ${JSON.stringify(kind)}`, `the page of a ${kind}`);
    const { lost, tag } = await this.focus();
    assert.deepEqual({ lost, tag }, { lost: false, tag: "h1" });
    await this.settled();
  }

  /** The page's data comes again, all of it new objects; focus stays on what it was on. */
  async refreshed(): Promise<void> {
    const before = await this.focus();
    const answers = await this.driver.evaluate<number>("portal.answered");
    await this.driver.evaluate("void portal.refresh()");
    await this.until(`portal.answered > ${answers}`, "a refresh");
    await this.settled();
    await new Promise((wait) => setTimeout(wait, 300));
    const now = await this.focus();
    assert.deepEqual(now, before, "a refresh of the data moved the focus");
  }
}

for (const { name, missing, start } of ENGINES) {
  describe(`keyboard only, ${name}`, { timeout: 300_000 }, () => {
    let driver: Driver;
    let reader: Reader;
    let absent: string | null = null;
    let server: Server;
    before(async () => {
      assert.ok(existsSync(join(project, "dist/human-risk-widgets.js")), "dist/ is missing: run npm run build first.");
      absent = await missing();
      if (absent) return;
      server = await serve();
      driver = await start();
      reader = new Reader(driver);
      await driver.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await reader.until("customElements.get('risk-breakdown')", "the kit");
      await reader.settled();
    });
    after(async () => {
      await driver?.close();
      server?.closeAllConnections();
      server?.close();
    });

    it("from the address bar to assigning a training and back", async (t) => {
      if (absent) return t.diagnostic(`NOT RUN: ${absent}`);

      // The book: to a client's name, and on.
      assert.equal((await reader.press("Tab")).name, "All clients");
      await reader.tabTo((f) => f.host === "client-risk-compare" && f.tag === "button" && f.part === "", "a control");
      await reader.tabTo(
        (f) => f.tag === "button" && /&|Trust|Group|Ltd|LLP|GmbH|[A-Z]\w+ [A-Z]/.test(f.name),
        "a client",
      );
      await reader.refreshed();
      await reader.press("Enter", { seen: false });
      await reader.arrived("client");

      // The client: one stop for the ranking, arrow keys inside it.
      await reader.tabTo((f) => f.part === "grid", "the ranking");
      await reader.press("ArrowDown");
      await reader.press("ArrowDown");
      await reader.refreshed();
      await reader.press("Enter", { seen: false });
      await reader.arrived("person");

      // The person: along the trend, into the export menu and out of it.
      await reader.tabTo((f) => f.host === "risk-trend" && f.tag === "input", "the trend's points");
      const told: Array<string | null> = [(await reader.focus()).value];
      for (const key of ["ArrowLeft", "ArrowLeft", "Home"] as const) told.push((await reader.press(key)).value);
      // The day a forecast ends may have two points.
      assert.ok(new Set(told).size >= 3, `points in words: ${told.join(" | ")}`);
      await reader.tabTo((f) => f.host === "risk-breakdown" && f.tag === "summary", "Export");
      await reader.press("Enter");
      assert.notEqual((await reader.press("Tab")).tag, "summary", "the menu did not open");
      assert.equal((await reader.press("Escape")).tag, "summary", "Escape gives the focus back");

      // Assign: open, confirm, close.
      const back = (f: Focus): boolean => f.part === "assign";
      await reader.tabTo(back, "Assign", { shift: true });
      assert.equal((await reader.press("Enter")).expanded, "true");
      await reader.refreshed();
      assert.equal((await reader.focus()).expanded, "true", "a refresh closed the panel");
      await reader.tabTo((f) => f.tag === "button" && /^Assign/.test(f.name), "the confirmation", { most: 3 });
      await reader.press("Enter", { seen: false });
      await reader.until("portal.assigned.length === 1", "an assignment");
      await reader.settled();
      assert.equal((await reader.focus()).lost, false, "confirming lost the focus");
      await reader.tabTo((f) => f.name === "Close", "Close", { most: 4 });
      await reader.press("Enter", { seen: false });
      await reader.settled();
      const closed = await reader.focus();
      assert.equal(closed.part, "assign", `closing gave the focus to ${JSON.stringify(closed)}`);
      assert.equal(closed.expanded, "false");

      // And back, the way it came.
      await reader.tabTo((f) => f.name === "All clients", "the way back", { shift: true });
      await reader.press("Enter", { seen: false });
      await reader.arrived("book");
    });
  });
}
