import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { serveStatic } from "../../../scripts/lib/static-server.mjs";
import { project } from "../support/pack.js";
import { launch, open as openAt, select, settled, shown, text, type Opened } from "./support/page.js";

const PAGES = ["", "review.html", "import.html", "sources.html", "theme.html", "brands.html"];
const axe = readFileSync(join(project, "node_modules/axe-core/axe.min.js"), "utf8");

let browser: Browser;
let origin = "";
let server: Awaited<ReturnType<typeof serveStatic>>;

before(async () => {
  if (!existsSync(join(project, "dist", "human-risk-widgets.js")))
    throw new Error("dist/ is missing: run npm run build first.");
  server = await serveStatic(0);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const open = (path: string, options?: { width?: number; scheme?: string }): Promise<Opened> =>
  openAt(browser, origin + path, options);

/** What axe finds. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const run = `axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ target }) => JSON.stringify(target)).join(" ")))`;
  return (await page.evaluate(run)) as string[];
}

for (const path of PAGES) {
  describe(`demo/${path || "index.html"}`, () => {
    it("has no accessibility violation, in light and dark", async () => {
      for (const scheme of ["light", "dark"]) {
        const { page } = await open(path, { scheme });
        const found = await violations(page);
        await page.close();
        assert.deepEqual(found, [], scheme);
      }
    });

    it("runs under its strict policy without a word on the console or a foreign request", async () => {
      const { page, heard } = await open(path);
      const policy = await page.$eval("meta[http-equiv='Content-Security-Policy']", (meta) =>
        meta.getAttribute("content"),
      );
      await page.close();
      assert.match(policy ?? "", /default-src 'none'.*require-trusted-types-for 'script'; trusted-types lit-html$/);
      assert.deepEqual(heard, []);
    });

    it("does not scroll sideways at 320 px", async () => {
      const { page } = await open(path, { width: 320 });
      const [wide, room] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      await page.close();
      assert.ok(wide! <= room!, `${wide} px in ${room} px`);
    });
  });
}

describe("the portal", () => {
  it("shows the book, a chosen client and a chosen person, with an address each", async () => {
    const { page, heard } = await open("");
    assert.match(await shown(page, "client-risk-compare"), /Meridian Freight/);
    await select(page, "client", "meridian-freight-forwarding", "client-risk-compare");
    await settled(page);
    assert.equal(await text(page, "h1"), "Meridian Freight & Forwarding");
    assert.match(await shown(page, "risk-score-card"), /44.*Moderate/);
    assert.equal(await page.evaluate(() => document.activeElement?.localName), "h1");
    await select(page, "person", "p00085", "risk-ranking");
    await settled(page);
    assert.match(page.url(), /#\/client\/meridian-freight-forwarding\/person\/p00085$/);
    assert.match(await shown(page, "risk-breakdown"), /What makes up the score/);
    await page.goBack();
    await page.goBack();
    await settled(page);
    assert.equal(await text(page, "h1"), "Your book of business");
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("scores everything anew when the date is dragged, and comes back", async () => {
    const { page } = await open("#/client/meridian-freight-forwarding");
    const score = (): Promise<string> => shown(page, "risk-score-card");
    const now = await score();
    await page.$eval("#date", (input) => {
      (input as HTMLInputElement).value = "-120";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.waitForFunction(() => document.querySelector("#shown-date")?.textContent === "26 Jul 2026");
    await page.waitForFunction(
      (before) => document.querySelector("risk-score-card")?.shadowRoot?.textContent !== before,
      {},
      now,
    );
    await settled(page);
    assert.match(await score(), /26 Jul/);
    await page.click("#today");
    await page.waitForFunction(() =>
      document.querySelector("risk-score-card")?.shadowRoot?.textContent?.includes("23 Nov"),
    );
    assert.equal(await score(), now);
    await page.close();
  });

  it("changes the model, and shows a client nobody's name", async () => {
    const { page } = await open("#/client/meridian-freight-forwarding");
    await page.select("#model", "caniphish");
    await page.waitForFunction(() =>
      document.querySelector("risk-score-card")?.shadowRoot?.textContent?.includes("70"),
    );
    await page.select("#audience", "client");
    await page.waitForFunction(() => document.documentElement.dataset["audience"] === "client");
    await settled(page);
    const all = await shown(page, "main");
    assert.doesNotMatch(all, /Liam Brody|Rui |@/);
    await page.close();
  });

  it("says so when there is no API behind it, and goes on", async () => {
    const { page } = await open("");
    await page.select("#source", "api");
    await page.waitForFunction(() => /no API/.test(document.querySelector("#message")?.textContent ?? ""));
    assert.equal(await page.$eval("#source", (choice) => (choice as HTMLSelectElement).value), "supplied");
    await page.close();
  });
});

/** What jumps on a page while it comes, as the browser tells of it. */
async function jumps(path: string, width: number, ready: () => boolean): Promise<unknown[]> {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 1000 });
  await page.evaluateOnNewDocument(() => {
    const seen = ((window as unknown as { moved: unknown[] }).moved = [] as unknown[]);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as { value: number; sources: { node: Element | null }[] };
        seen.push([value, ...sources.map(({ node }) => node && `${node.nodeName}#${node.id}.${node.className}`)]);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${origin}${path}`);
  await page.waitForFunction(ready);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 100))));
  const moved = await page.evaluate(() => (window as unknown as { moved: unknown[] }).moved);
  await page.close();
  return moved;
}

/** Every element of the kit that is on the page has something to show. */
const allReady = () => {
  const all = [
    ...document.querySelectorAll("main :is(risk-score-card, risk-trend, risk-distribution, client-risk-compare)"),
  ];
  return all.length > 0 && all.every((element) => (element as unknown as { phase: string }).phase === "ready");
};

describe("pages", () => {
  for (const [name, path, ready] of [
    ["portal", "", allReady],
    ["review", "review.html", () => document.querySelector("#walk:not([hidden]) [part~=line]") !== undefined],
    ["brands", "brands.html", allReady],
    ["sources", "sources.html", () => document.querySelectorAll(".shown > .there").length === 6],
  ] as const)
    it(`nothing on the ${name} page jumps while it comes`, async () => {
      for (const width of [1280, 320]) assert.deepEqual(await jumps(path, width, ready), [], `${width} px`);
    });

  it("at 320 px every element is as wide as the column it stands in", async () => {
    for (const path of ["", "#/client/meridian-freight-forwarding", "review.html", "brands.html"]) {
      const page = await browser.newPage();
      await page.setViewport({ width: 320, height: 1000 });
      await page.goto(`${origin}${path}`);
      await page.waitForFunction(allReady);
      const widths = await page.$$eval(
        "main :is(.grid, .brand-grid) :is(risk-score-card, risk-trend, risk-distribution)",
        (all) => [...new Set(all.map((element) => Math.round(element.getBoundingClientRect().width)).filter(Boolean))],
      );
      assert.equal(widths.length, 1, `${path}: ${widths.join(", ")}`);
      await page.close();
    }
  });

  it("the first row of a page ends level", async () => {
    for (const path of ["", "#/client/meridian-freight-forwarding", "review.html", "brands.html"]) {
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 1000 });
      await page.goto(`${origin}${path}`);
      await page.waitForFunction(allReady);
      const [card, beside] = await page.evaluate(() => {
        const row = document.querySelector(":is(.level, .brand-grid):not([hidden] *)")!;
        return [...row.children].slice(0, 2).map((child) => {
          const last = child.matches(".stack") ? child.lastElementChild! : child;
          const base = (last.shadowRoot ?? last.firstElementChild?.shadowRoot)?.querySelector("[part=base]") ?? last;
          return Math.round(base.getBoundingClientRect().bottom);
        });
      });
      assert.equal(card, beside, path);
      await page.close();
    }
  });
});

describe("the sources page", () => {
  it("puts each source's number beside the kit's, and they agree", async () => {
    const { page } = await open("sources.html");
    const rows = (id: string): Promise<string[][]> =>
      page.$eval(id, (body) =>
        [...body.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent ?? "")),
      );
    assert.deepEqual((await rows("#phishr-rows")).slice(-2), [
      ["Score", "0.145638", "0.145638"],
      ["On two decimals", "0.15", "0.15, low"],
    ]);
    assert.deepEqual(await rows("#caniphish-rows"), [
      ["Security IQ", "+12.25", "+12.25"],
      ["Phish risk", "+14", "+14.00"],
      ["Engagement", "−4.5", "−4.50"],
      ["Breach exposure", "+7.5", "+7.50"],
      ["Human risk", "29.25, low", "29.25, low"],
    ]);
    assert.deepEqual(await rows("#impact-rows"), [
      ["Base", "30", "30.00"],
      ["High impact", "+20 %", "+6.00"],
      ["Human risk", "36", "36.00"],
    ]);
    assert.match(await shown(page, "#employee-example"), /67/);
    assert.match(await text(page, "#employee-found"), /56\.45/);
    assert.match(await text(page, "#department-found"), /54.*52\.25/);
    assert.match(await shown(page, "#department-example"), /54.*Elevated/);
    await page.close();
  });
});

describe("the import page", () => {
  it("scores a dropped file's people, lists what it refused and disputes scanners on demand", async () => {
    const { page, heard } = await open("import.html");
    await page.click("#example");
    await page.waitForSelector("#result:not([hidden])");
    await settled(page);
    const facts = await page.$$eval("#facts dd", (cells) => cells.map((cell) => cell.textContent));
    assert.deepEqual(facts, ["36", "115", "118", "2", "36"]);
    assert.match(await text(page, "#refused-rows"), /118.*temp worker.*119.*2026-11-31/);
    assert.match(await shown(page, "risk-ranking"), /victor\.doyle@northbeam-client\.example/);
    const before = await shown(page, "#portal risk-score-card");
    await page.click("#dispute");
    await page.waitForFunction(
      (old) => document.querySelector("#portal risk-score-card")?.shadowRoot?.textContent !== old,
      {},
      before,
    );
    await settled(page);
    assert.notEqual(await shown(page, "#portal risk-score-card"), before);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("keeps numbers and the words above them whole on a phone", async () => {
    const { page } = await open("import.html", { width: 320 });
    await page.click("#example");
    await page.waitForSelector("#result:not([hidden])");
    const broken = await page.$$eval("#notes .number", (cells) =>
      cells
        .filter((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
          return lines > cell.textContent!.trim().split(" ").length;
        })
        .map((cell) => cell.textContent),
    );
    assert.deepEqual(broken, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.close();
  });

  const drop = (page: Page, name: string, content: string): Promise<void> =>
    page.$eval(
      "#file",
      (input, file, body) => {
        const list = new DataTransfer();
        list.items.add(new File([body], file));
        (input as HTMLInputElement).files = list.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      },
      name,
      content,
    );
  /** People, events, lines read, lines that could not be used, once so many events came in. */
  const facts = async (page: Page, events: number): Promise<string[]> => {
    await page.waitForFunction(
      (count) => document.querySelector("#result:not([hidden]) #facts div:nth-child(2) dd")?.textContent === count,
      {},
      String(events),
    );
    return page.$$eval("#facts dd", (cells) => cells.map((cell) => cell.textContent ?? ""));
  };
  const choose = (page: Page, id: string, words: string): Promise<unknown> =>
    page.$eval(
      id,
      (choice, label) => {
        const { options } = choice as HTMLSelectElement;
        (choice as HTMLSelectElement).selectedIndex = [...options].findIndex(({ text: own }) => own.startsWith(label));
      },
      words,
    );

  it("asks which column is which where nothing tells what happened, at 320 px and in dark too", async () => {
    const { page, heard } = await open("import.html", { width: 320, scheme: "dark" });
    await drop(page, "people.csv", "feld 1;feld 2;feld 3\na@x.example;2026-11-01 10:00;simulation_clicked\n");
    await page.waitForSelector("#mapping[open]");
    assert.equal(await text(page, "#mapping-note"), "Nothing was taken from feld 2, feld 3.");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "mapping-title");
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await choose(page, "#column-email", "feld 1");
    await choose(page, "#column-at", "feld 2");
    await choose(page, "#column-event", "feld 3");
    await page.click("#mapping [type=submit]");
    assert.deepEqual((await facts(page, 1)).slice(0, 4), ["1", "1", "1", "0"]);
    await page.waitForSelector("#mapping:not([open])");
    await drop(page, "empty.csv", "");
    await page.waitForSelector("#problem:not([hidden])");
    assert.match(await text(page, "#problem"), /empty\.csv: The file is empty/);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("reads plain headers by itself, and asks what the file's own words mean", async () => {
    const { page } = await open("import.html");
    await drop(page, "people.csv", "wer;wann;was\na@x.example;2026-11-01 10:00;simulation_clicked\n");
    assert.deepEqual((await facts(page, 1)).slice(0, 4), ["1", "1", "1", "0"]);
    assert.equal(await page.$("#mapping[open]"), null);
    await page.click("#again");
    await drop(
      page,
      "words.csv",
      "Results;;\nUser;When;What\na@x.example;2026-11-01;Clicked\nb@x.example;2026-11-01;Weird\nb@x.example;2026-11-02;Weird\n",
    );
    await page.waitForSelector("#mapping[open]");
    assert.match(await text(page, "#words-list"), /“Clicked”, 1 line.*“Weird”, 2 lines/);
    await choose(page, "#word-1", "Simulation reported");
    await page.click("#mapping [type=submit]");
    assert.deepEqual((await facts(page, 3)).slice(0, 4), ["2", "3", "4", "0"]);
    await page.close();
  });

  it("keeps all that it suggested when the form is sent as it stands", async () => {
    const { page } = await open("import.html");
    await drop(
      page,
      "wide.csv",
      "Email,First Name,Last Name,Department,Impact,Security IQ,Delivered At,Clicked At,Quiz Passed At,Note\na@x.example,Ada,Park,it,high,70,2026-11-01 09:00,2026-11-01 10:00,2026-11-02 10:00,x\n",
    );
    assert.deepEqual((await facts(page, 3)).slice(0, 4), ["1", "3", "1", "0"]);
    const data = (): Promise<unknown> =>
      page.$eval("#portal", (provider) => (provider as unknown as { data: { clients: unknown } }).data.clients);
    const before = await data();
    assert.match(JSON.stringify(before), /"Ada Park".*"business_impact":"high".*"security_iq":70/);
    await page.click("#mapping-title");
    await page.$eval("#portal", (provider) => void ((provider as unknown as { data: unknown }).data = undefined));
    await page.click("#mapping [type=submit]");
    await page.waitForFunction(() => (document.querySelector("#portal") as unknown as { data: unknown }).data);
    assert.deepEqual(await data(), before);
    await page.close();
  });

  it("asks by place where a file has no header, and loses no line of it", async () => {
    const { page } = await open("import.html");
    await drop(page, "bare.csv", "a@x.example,2026-11-01,quiz_passed\nb@x.example,2026-11-01,quiz_passed\n");
    await page.waitForSelector("#mapping[open]");
    await choose(page, "#column-email", "Column 1: a@x.example");
    await choose(page, "#column-at", "Column 2");
    await choose(page, "#column-event", "Column 3");
    await page.click("#mapping [type=submit]");
    assert.deepEqual((await facts(page, 2)).slice(0, 4), ["2", "2", "2", "0"]);
    await page.close();
  });

  it("reads again what was given when the order of day and month is said after it", async () => {
    const { page } = await open("import.html");
    await drop(page, "dates.csv", "email,date,event\na@x.example,13/11/2026,quiz_passed\n");
    assert.deepEqual((await facts(page, 0)).slice(0, 4), ["1", "0", "1", "1"]);
    await page.select("#order", "dmy");
    assert.deepEqual((await facts(page, 1)).slice(0, 4), ["1", "1", "1", "0"]);
    await page.close();
  });
});

describe("the whole book", () => {
  it("makes and scores 100 000 people of 1000 clients in the page", async () => {
    const { page, heard } = await open("book.html");
    await page.waitForFunction(() => /everyone scored in/.test(document.querySelector("#status")?.textContent ?? ""), {
      timeout: 120_000,
    });
    await page.waitForFunction(
      () => (document.querySelector("risk-ranking") as unknown as { phase: string }).phase === "ready",
      { timeout: 120_000 },
    );
    const [clients, people, events] = (await text(page, "#status"))
      .match(/\d[\d,]*/g)!
      .map((n) => Number(n.replaceAll(",", "")));
    assert.equal(clients, 1000);
    assert.equal(people, 100_000);
    assert.ok(events! >= 2_000_000, `${events} events`);
    await select(page, "person", "p00123", "risk-ranking");
    await page.waitForSelector("#chosen:not([hidden])");
    await settled(page);
    assert.match(await shown(page, "#chosen risk-breakdown"), /What makes up the score/);
    assert.deepEqual(heard, []);
    await page.close();
  });
});
