/** Server rendering: readable with scripts off, taken over by the page without a second copy. Runs on what dist/ holds. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import puppeteer, { type Browser } from "puppeteer-core";
import type * as engine from "../../src/engine/index.js";
import type { Dataset } from "../../src/engine/index.js";
import type * as ssr from "../../src/ssr.js";

const project = resolve(import.meta.dirname, "../..");
const { chromiumArgs, findChromium } = (await import(join(project, "scripts/lib/browsers.mjs"))) as {
  findChromium(): Promise<{ path: string; bundled: boolean } | null>;
  chromiumArgs(found: object): string[];
};
const { html, renderToChunks, renderToString, served } = (await import(join(project, "dist/ssr.js"))) as typeof ssr;

const { redact } = (await import(join(project, "dist/engine/index.js"))) as typeof engine;

const AS_OF = "2026-10-27T09:00:00Z";
const person = {
  id: "u0",
  name: "Ada Park",
  events: [{ type: "simulation_clicked", at: "2026-10-22T09:00:00Z", ref: "c1" }],
};
const book = {
  as_of: AS_OF,
  clients: [
    {
      id: "c",
      name: "Northwind",
      people: Array.from({ length: 12 }, (_, i) => ({ ...person, id: `u${i}`, name: `Ada ${i}` })),
    },
  ],
};
const OF_ONE = ["risk-score-card", "risk-breakdown", "risk-trend", "risk-what-if"];
const OF_MANY = [
  "client-risk-compare",
  "risk-ranking",
  "risk-report",
  "risk-distribution",
  "risk-movers",
  "risk-model-compare",
];
const attributes = { model: "phishr", "as-of": AS_OF };
const markup = (tag: string): Promise<string> =>
  renderToString(served(tag, { attributes, data: OF_ONE.includes(tag) ? person : book }));

const PSEUDONYMS = { ...attributes, redact: "pseudonym" };
/** Those in a text, each once, as they come. */
const pseudonyms = (text: string): string => [...new Set(text.match(/P-\d+/g))].join(" ");

describe("on a server", () => {
  it("a list to choose from has one entry that is chosen", async () => {
    const ranked = await renderToString(
      served("risk-ranking", { attributes: { ...attributes, sort: "name" }, data: book }),
    );
    const sorts = /<select[^>]*aria-label="Sort by".*?<\/select>/s.exec(ranked)![0];
    assert.deepEqual(
      [...sorts.matchAll(/<option value="(\w+)"[^>]*\bselected/g)].map(([, value]) => value),
      ["name"],
    );
  });

  it("says in which language each element speaks: its own, its provider's, or English where it has no words", async () => {
    const languages = (text: string): string[] =>
      [...text.matchAll(/part="?base"? lang="([^"]*)"/g)].map(([, tag]) => tag!);
    for (const tag of [...OF_ONE, ...OF_MANY])
      for (const [locale, spoken] of [
        ["de-AT", "de-AT"],
        ["pl", "en"],
        [undefined, "en"],
      ]) {
        const data = OF_ONE.includes(tag) ? person : book;
        const text = await renderToString(served(tag, { attributes: { ...attributes, locale }, data }));
        assert.deepEqual(languages(text), [spoken], `${tag} of ${locale}`);
      }
    const content = html`<risk-report></risk-report><risk-score-card locale="ja"></risk-score-card>`;
    const under = served("risk-provider", { attributes: { ...attributes, locale: "de" }, data: book, content });
    assert.deepEqual(languages(await renderToString(under)), ["de", "ja"]);
  });

  it("keeps nothing of an answer that is sent: names and ids are in its markup", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const answer = async (attributes: ssr.ServedElement["attributes"], data?: unknown): Promise<WeakRef<object>> => {
      const template = served("risk-score-card", { attributes, data });
      await renderToString(template);
      return new WeakRef(template.strings);
    };
    const answers = [
      await answer({ score: 67, model: "moxso", label: "Ada Park" }),
      await answer({ person: "u0", "as-of": AS_OF }, book),
    ];
    for (let i = 0; i < 20 && answers.some((one) => one.deref()); i++) {
      await pause(10);
      collect();
    }
    assert.deepEqual(
      answers.map((one) => one.deref()),
      [undefined, undefined],
    );
  });

  for (const tag of [...OF_ONE, ...OF_MANY]) {
    it(`<${tag}> is drawn, not loading`, async () => {
      const text = await markup(tag);
      assert.match(text, /<template shadowroot/);
      assert.doesNotMatch(text, /aria-busy="true"/);
      assert.match(text, /Ada|Northwind/);
      assert.doesNotMatch(text, /NaN|undefined|\[object/);
      assert.doesNotMatch(text, / style="/);
    });
  }

  it("is drawn whole however slow the server is: there is no later", async (t) => {
    let now = 0;
    t.mock.method(performance, "now", () => (now += 1000));
    for (const tag of [...OF_ONE, ...OF_MANY]) {
      const text = await markup(tag);
      assert.doesNotMatch(text, /<progress|aria-busy="true"/, tag);
      assert.match(text, /Ada|Northwind/, tag);
    }
  });

  it("draws a ranking of thousands ready, and its first rows, which are all that a page without scripts has", async () => {
    const clients = Array.from({ length: 30 }, (_, c) => ({
      id: `c${c}`,
      name: `Client ${c}`,
      people: Array.from({ length: 100 }, (_, i) => ({
        id: `u${c}.${i}`,
        name: `Ada ${c}.${i}`,
        events: [{ type: "simulation_clicked", at: Date.parse(AS_OF) - (c * 100 + i) * 3_600_000, ref: "c1" }],
      })),
    }));
    const text = await renderToString(served("risk-ranking", { attributes, data: { as_of: AS_OF, clients } }));
    assert.doesNotMatch(text, /aria-busy="true"|<progress/);
    const drawn = text.slice(0, text.indexOf('<script type="application/json">'));
    assert.match(drawn, /aria-rowcount="3001"/);
    const ids = [...drawn.matchAll(/id="r(\d+)"/g)].map(([, at]) => Number(at));
    assert.deepEqual(
      ids,
      Array.from({ length: 200 }, (_, at) => at),
    );
    // The newest failure first; a line of somebody's past in each row.
    assert.ok(drawn.indexOf("Ada 0.0") < drawn.indexOf("Ada 0.1") && drawn.includes("Ada 1.99"));
    assert.equal(drawn.match(/class="spark/g)?.length, 200);
    assert.match(drawn, /class="detail printed"/);
  });

  it("sends data along as a JSON child that no text in it can end", async () => {
    const text = await renderToString(
      served("risk-score-card", { attributes, data: { ...person, name: "</script><b>x" } }),
    );
    assert.doesNotMatch(text, /<\/script><b>/);
    const json = /<script type="application\/json">(.*?)<\/script>/s.exec(text)![1]!;
    assert.equal((JSON.parse(json) as { name: string }).name, "</script><b>x");
  });

  it("warns, once, of people's records on a page for clients, and of nothing that redact made", (t) => {
    const warn = t.mock.method(console, "warn", () => undefined);
    const serve = (audience: string, data: unknown): unknown =>
      served("risk-distribution", { attributes: { ...attributes, audience }, data });
    serve("internal", book);
    serve("client", redact(book as Dataset, { audience: "client" }));
    assert.equal(warn.mock.callCount(), 0);
    serve("client", book);
    serve("clients", person);
    assert.equal(warn.mock.callCount(), 1);
    assert.match(String(warn.mock.calls[0]!.arguments[0]), /redact\(\)/);
  });

  it("draws pseudonyms for each page anew, also of the same data and of pages that are drawn at the same time", async () => {
    const page = async (): Promise<string> => {
      let text = "";
      for await (const chunk of renderToChunks(served("risk-ranking", { attributes: PSEUDONYMS, data: book })))
        text += await Promise.resolve(chunk);
      return pseudonyms(text);
    };
    const pages = [await page(), await page(), ...(await Promise.all([page(), page()]))];
    for (const drawn of pages) assert.equal(drawn.split(" ").length, 12, drawn);
    assert.equal(new Set(pages).size, 4);
  });

  it("tells nobody's id to a page that was not sent it", async () => {
    const text = await renderToString(html`<risk-ranking redact="pseudonym" .data=${book}></risk-ranking>`);
    assert.match(text, /P-\d{3}/);
    assert.doesNotMatch(text, /u1\b/);
  });

  it("draws what stands inside a provider from the provider's data", async () => {
    const content = served("risk-score-card", { attributes: { client: "c" } });
    const text = await renderToString(served("risk-provider", { attributes, data: book, content }));
    assert.match(text, /Northwind/);
    assert.equal(text.match(/<script type="application\/json">/g)?.length, 1);
  });

  it("gives an element its own styles, whatever was drawn before it or is drawn beside it", async () => {
    const refused = (): Promise<string> =>
      renderToString(served("risk-report", { attributes: { model: "none" }, data: book }));
    const stylesOf = (text: string): string => /<style>(.*?)<\/style>/s.exec(text)![1]!;
    const before = stylesOf(await refused());
    const [ready, beside] = await Promise.all([markup("risk-report"), refused()]);
    assert.ok(stylesOf(ready).length > before.length);
    assert.equal(stylesOf(beside), before);
    assert.equal(stylesOf(await refused()), before);
    assert.equal(stylesOf(await markup("risk-report")), stylesOf(ready));
  });

  it("speaks the language of the element's locale, else of its provider's", async () => {
    const spoken = { ...attributes, locale: "de-AT" };
    assert.match(
      await renderToString(served("risk-breakdown", { attributes: spoken, data: person })),
      /Zusammensetzung/,
    );
    const content = served("risk-breakdown", { attributes: { person: "u1" } });
    const inside = await renderToString(served("risk-provider", { attributes: spoken, data: book, content }));
    assert.match(inside, /Zusammensetzung/);
    assert.doesNotMatch(inside, /What makes up/);
  });

  it("gives every style the nonce of the page's policy, and what data says about styles none", async () => {
    const content = served("risk-score-card", { attributes, data: { ...person, name: "<style>" } });
    const text = await renderToString(served("risk-provider", { data: book, content }), { nonce: "cmFuZG9t+/=" });
    assert.ok(text.includes('<style nonce="cmFuZG9t+/=">'));
    assert.doesNotMatch(text, /<style>/);
    await assert.rejects(renderToString(content, { nonce: '"><script>' }), TypeError);
  });

  it("refuses what is no name of an element or attribute", () => {
    assert.throws(() => served("risk-score-card><script"), TypeError);
    assert.throws(() => served("risk-score-card", { attributes: { 'x onclick="': 1 } }), TypeError);
    // Whoever hands on attributes that came from outside would run them.
    for (const name of ["onclick", "onrisk-select"])
      assert.throws(() => served("risk-score-card", { attributes: { [name]: "alert(1)" } }), /is a script/);
  });
});

describe("on the page", () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  const pages = new Map<string, string>();
  before(async () => {
    const found = await findChromium();
    assert.ok(found);
    browser = await puppeteer.launch({ executablePath: found.path, args: chromiumArgs(found) });
    server = createServer((request, response) => {
      const path = request.url ?? "/";
      if (path === "/kit.js") {
        response.setHeader("content-type", "text/javascript");
        return void response.end(readFileSync(join(project, "dist/human-risk-widgets.js")));
      }
      // Over a connection that takes a moment.
      if (/^\/web\/[\w.-]+\.js$/.test(path)) {
        response.setHeader("content-type", "text/javascript");
        return void setTimeout(() => response.end(readFileSync(join(project, "dist", path))), 60);
      }
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(pages.get(path) ?? "");
    }).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const tag of [...OF_ONE, ...OF_MANY]) {
      const body = await markup(tag);
      const page = (script: string): string =>
        `<!doctype html><html lang="en"><title>${tag}</title><body>${body}${script}`;
      pages.set(`/${tag}/off`, page(""));
      pages.set(`/${tag}/on`, page('<script type="module" src="/kit.js"></script>'));
    }
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  it("a ranking stays as tall as it was drawn when the kit takes over", async () => {
    const people = Array.from({ length: 40 }, (_, i) => ({ ...person, id: `u${i}`, name: `Ada ${i}` }));
    const data = { as_of: AS_OF, clients: [{ id: "c", name: "Northwind", people }] };
    const body = await renderToString(served("risk-ranking", { data }));
    pages.set("/tall/off", `<!doctype html><html lang="en"><title>tall</title><body>${body}`);
    pages.set("/tall/on", `${pages.get("/tall/off")!}<script type="module" src="/kit.js"></script>`);
    const page = await browser.newPage();
    for (const width of [1280, 360]) {
      await page.setViewport({ width, height: 2400 });
      const height = (): Promise<number> => page.$eval("risk-ranking", (el) => el.getBoundingClientRect().height);
      await page.goto(`${origin}/tall/off`);
      const drawn = await height();
      await page.goto(`${origin}/tall/on`);
      await page.waitForFunction(
        () => (document.querySelector("risk-ranking") as (HTMLElement & { phase?: string }) | null)?.phase === "ready",
      );
      assert.ok(Math.abs((await height()) - drawn) <= 1, `${width} px wide: ${drawn} px, then ${await height()} px`);
    }
    await page.close();
  });

  it("what was drawn keeps its size and its looks while the parts that draw it are on their way", async () => {
    const drawn = [
      served("risk-ranking", { attributes, data: book }),
      served("risk-ranking", { attributes: { ...attributes, person: "nobody" }, data: book }),
      served("risk-report", { attributes, data: book }),
      served("risk-distribution", { attributes, data: { as_of: AS_OF, clients: [] } }),
      served("risk-breakdown", { attributes: { ...attributes, client: "none" }, data: book }),
      served("risk-score-card", { attributes: { ...attributes, client: "none" }, data: book }),
    ];
    const body = await renderToString(html`${drawn}`);
    pages.set("/parts", `<!doctype html><html lang="en"><title>parts</title><body>${body}`);
    const page = await browser.newPage();
    await page.goto(`${origin}/parts`);
    const sizes = await page.evaluate(async () => {
      const all = [...document.querySelectorAll<HTMLElement & { phase?: string }>("body > *")];
      const seen = all.map((el) => [el.offsetHeight]);
      const watch = new ResizeObserver(() => all.forEach((el, i) => seen[i]!.push(el.offsetHeight)));
      for (const el of all) watch.observe(el);
      const script = document.createElement("script");
      script.type = "module";
      script.src = "/web/human-risk-widgets.js";
      document.head.append(script);
      while (!all.every((el) => el.phase && el.phase !== "loading"))
        await new Promise((done) => requestAnimationFrame(done));
      for (let i = 0; i < 5; i++) await new Promise((done) => requestAnimationFrame(done));
      return all.map((el, i) => [el.localName, Math.max(...seen[i]!) - Math.min(...seen[i]!)] as const);
    });
    for (const [name, moved] of sizes) assert.ok(moved <= 1, `<${name}> moved by ${moved} px`);
    await page.close();
  });

  it("nobody becomes somebody else when the kit takes over", async () => {
    const one = served("risk-score-card", { attributes: { person: "u7" } });
    const content = html`${served("risk-ranking")}${one}`;
    const body = await renderToString(served("risk-provider", { attributes: PSEUDONYMS, data: book, content }));
    pages.set("/names/off", `<!doctype html><html lang="en"><title>names</title><body>${body}`);
    pages.set("/names/on", `${pages.get("/names/off")!}<script type="module" src="/kit.js"></script>`);
    const page = await browser.newPage();
    const shown = async (): Promise<string[]> => {
      const texts = await page.$$eval("risk-ranking, risk-score-card", (els) =>
        els.map((el) => [...el.shadowRoot!.querySelectorAll("[part~=base]")].map((part) => part.textContent).join()),
      );
      return texts.map(pseudonyms);
    };
    await page.goto(`${origin}/names/off`);
    const drawn = await shown();
    assert.deepEqual(
      drawn.map((names) => names.split(" ").length),
      [12, 1],
    );
    await page.goto(`${origin}/names/on`);
    await page.waitForFunction(() =>
      [...document.querySelectorAll("risk-ranking, risk-score-card")].every(
        (el) => (el as HTMLElement & { phase?: string }).phase === "ready",
      ),
    );
    assert.deepEqual(await shown(), drawn);
    await page.close();
  });

  for (const tag of [...OF_ONE, ...OF_MANY]) {
    it(`<${tag}> reads without scripts, and shows once when the kit takes over`, async () => {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on("console", (message) => problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(String(error)));
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      const copies = (): Promise<{ parts: number; text: string }> =>
        page.$eval(tag, (el) => ({
          parts: el.shadowRoot!.querySelectorAll("[part~=base]").length,
          text: [...el.shadowRoot!.querySelectorAll("[part~=base]")].map((part) => part.textContent).join(" "),
        }));
      await page.goto(`${origin}/${tag}/off`);
      const before = await copies();
      assert.equal(before.parts, 1);
      assert.match(before.text, /Ada|Northwind|Nothing moved/);
      await page.goto(`${origin}/${tag}/on`);
      await page.waitForFunction(
        (name) => {
          const el = document.querySelector(name) as (HTMLElement & { phase?: string }) | null;
          return el?.phase === "ready" || el?.phase === "insufficient";
        },
        {},
        tag,
      );
      const taken = await copies();
      assert.equal(taken.parts, 1);
      assert.match(taken.text, /Ada|Northwind|Nothing moved/);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        asked.filter((path) => !path.startsWith(`/${tag}/`) && path !== "/favicon.ico"),
        ["/kit.js"],
      );
      await page.close();
    });
  }
});
