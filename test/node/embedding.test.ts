/** The one-file builds on pages as vendors have them: a strict policy with hashes, hostile globals, two copies. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

const project = resolve(import.meta.dirname, "../..");
const { chromiumArgs, findChromium } = (await import(join(project, "scripts/lib/browsers.mjs"))) as {
  findChromium(): Promise<{ path: string; bundled: boolean } | null>;
  chromiumArgs(found: object): string[];
};
const dist = (name: string): string => readFileSync(join(project, "dist", name), "utf8");
const sri = JSON.parse(dist("human-risk-widgets.sri.json")) as Record<string, string>;

const STRICT =
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html; base-uri 'none'";
const AS_OF = "2026-10-27T09:00:00Z";
const person = (i: number): object => ({
  id: `u${i}`,
  name: `Ada ${i}`,
  department: i % 2 ? "finance" : "sales",
  role: "finance",
  events: [
    { id: `a${i}`, type: "simulation_clicked", at: "2026-10-22T09:00:00Z", ref: "c1" },
    { id: `b${i}`, type: "simulation_reported", at: "2026-06-22T09:00:00Z", ref: "c0" },
  ],
});
const BOOK = {
  as_of: AS_OF,
  model: "infima",
  clients: [{ id: "c", name: "Northwind", people: Array.from({ length: 14 }, (_, i) => person(i)) }],
};
const child = `<script type="application/json">${JSON.stringify(BOOK)}</script>`;
const ALL = [
  `<risk-score-card client="c">${child}</risk-score-card>`,
  `<risk-breakdown client="c" mode="change">${child}</risk-breakdown>`,
  `<client-risk-compare>${child}</client-risk-compare>`,
  `<risk-ranking>${child}</risk-ranking>`,
  `<risk-movers>${child}</risk-movers>`,
  `<risk-distribution client="c">${child}</risk-distribution>`,
  `<risk-trend client="c">${child}</risk-trend>`,
  `<risk-what-if person="u1">${child}</risk-what-if>`,
  `<risk-model-compare client="c">${child}</risk-model-compare>`,
  `<risk-report client="c">${child}</risk-report>`,
];
const TAGS = ALL.map((markup) => /^<([a-z-]+)/.exec(markup)![1]!);

interface Served {
  /** Pieces of a page that comes slowly have `\f` between them. */
  body: string;
  headers?: Record<string, string>;
}

describe("embedding", () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  const pages = new Map<string, Served>();
  const serve = (path: string, body: string, headers: Record<string, string> = {}): void =>
    void pages.set(path, { body: `<!doctype html><html lang="en"><title>page</title>${body}`, headers });

  before(async () => {
    const found = await findChromium();
    assert.ok(found);
    browser = await puppeteer.launch({ executablePath: found.path, args: chromiumArgs(found) });
    server = createServer((request, response) => {
      const path = request.url ?? "/";
      const file = /^\/dist\/((?:web\/)?[\w.-]+\.js)$/.exec(path)?.[1];
      if (file) return void response.setHeader("content-type", "text/javascript").end(dist(file));
      if (path === "/favicon.ico") return void response.writeHead(204).end();
      const page = pages.get(path);
      if (!page) return void response.writeHead(404).end();
      response.writeHead(200, {
        "content-type": path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8",
        ...page.headers,
      });
      const send = ([piece, ...rest]: string[]): void => {
        if (!rest.length) return void response.end(piece);
        response.write(piece);
        setTimeout(() => send(rest), 150);
      };
      send(page.body.split("\f"));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  /** Opens a page and collects what it says, what it may not do and whom it asks. */
  async function open(path: string): Promise<{ page: Page; said: string[]; asked: string[] }> {
    const page = await browser.newPage();
    const said: string[] = [];
    const asked: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => asked.push(request.url()));
    await page.evaluateOnNewDocument(() => {
      const seen: string[] = [];
      Object.assign(window, { seenViolations: seen });
      document.addEventListener("securitypolicyviolation", (event) =>
        seen.push(`${event.violatedDirective} ${event.sample}`),
      );
    });
    await page.goto(`${origin}${path}`);
    return { page, said, asked };
  }

  const ready = (page: Page, tags: readonly string[]): Promise<unknown> =>
    page.waitForFunction(
      (names: readonly string[]) =>
        names.every(
          (name) => (document.querySelector(name) as (HTMLElement & { phase?: string }) | null)?.phase === "ready",
        ),
      { timeout: 20_000 },
      tags,
    );
  const violations = (page: Page): Promise<string[]> =>
    page.evaluate(() => (window as unknown as { seenViolations: string[] }).seenViolations);

  for (const [name, tag] of [
    [
      "human-risk-widgets.iife.js",
      `<script src="/dist/human-risk-widgets.iife.js" integrity="${sri["human-risk-widgets.iife.js"]}"></script>`,
    ],
    [
      "human-risk-widgets.js",
      `<script type="module" src="/dist/human-risk-widgets.js" integrity="${sri["human-risk-widgets.js"]}"></script>`,
    ],
    [
      "web/human-risk-widgets.js",
      `<script type="module" src="/dist/web/human-risk-widgets.js" integrity="${sri["web/human-risk-widgets.js"]}"></script>`,
    ],
  ] as const) {
    it(`${name} in the head, under a strict policy with Trusted Types and its hash: every element, no violation, no foreign request`, async () => {
      const path = `/strict/${name.replaceAll(/\W/g, "-")}`;
      serve(path, `<head>${tag}</head><body>${ALL.join("")}`, {
        "content-security-policy": STRICT,
      });
      const { page, said, asked } = await open(path);
      await ready(page, TAGS);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(said, []);
      assert.deepEqual(
        asked.filter((url) => !url.startsWith(origin)),
        [],
      );
      await page.close();
    });
  }

  // To know the places in an error's stack a browser parses the file again: 50 ms of this one.
  it("makes no error, not even one that is caught, while it loads and draws", async () => {
    serve(
      "/quiet",
      `<head><script>
      window.made = [];
      window.Error = new Proxy(Error, {
        construct: (target, args, other) => (window.made.push(String(args[0])), Reflect.construct(target, args, other)),
        apply: (target, self, args) => (window.made.push(String(args[0])), target(...args)),
      });
    </script><script src="/dist/human-risk-widgets.iife.js"></script></head><body>${ALL.join("")}`,
    );
    const { page, said } = await open("/quiet");
    await ready(page, TAGS);
    assert.deepEqual(await page.evaluate(() => (window as unknown as { made: string[] }).made), []);
    assert.deepEqual(said, []);
    await page.close();
  });

  it("speaks another language from the file beside it", async () => {
    serve(
      "/german",
      `<html lang="de"><head><script src="/dist/human-risk-widgets.iife.js"></script></head><body>${ALL[0]}`,
      {
        "content-security-policy": STRICT,
      },
    );
    const { page, said } = await open("/german");
    await page.evaluate(() => (document.documentElement.lang = "de"));
    await page.waitForFunction(() =>
      /Personen|Tage/.test(document.querySelector("risk-score-card")?.shadowRoot?.textContent ?? ""),
    );
    assert.deepEqual(said, []);
    await page.close();
  });

  // A classic script is read in the page's own character set where its server names none.
  it("has the same words and signs on a page that is not UTF-8", async () => {
    const compare = '<risk-score-card score="67" model="moxso" change="-3"></risk-score-card>';
    const texts: string[] = [];
    for (const charset of ["utf-8", "windows-1252", "shift_jis"]) {
      serve(
        `/${charset}`,
        `<head><script src="/dist/human-risk-widgets.iife.js"></script></head><body>${compare}${ALL.join("")}`,
        { "content-type": `text/html; charset=${charset}` },
      );
      const { page, said } = await open(`/${charset}`);
      await ready(page, TAGS);
      texts.push(
        await page.evaluate(() =>
          [...document.body.children].map(({ shadowRoot }) => shadowRoot?.textContent ?? "").join("\n"),
        ),
      );
      assert.deepEqual(said, []);
      await page.close();
    }
    const [utf8, ...others] = texts;
    assert.match(utf8!, /\u2212/);
    for (const text of others) assert.equal(text, utf8);
  });

  // jQuery fetches the scripts of markup it is given, and runs their text: no script of the page has the address.
  it("finds its languages also where the page runs its text", async () => {
    pages.set("/insert.js", {
      body: `fetch("/dist/human-risk-widgets.iife.js").then((answer)=>answer.text()).then((text)=>{const s=document.createElement("script");s.text=text;document.head.append(s)})`,
    });
    serve("/inserted", `<script src="/insert.js"></script><body>${ALL[0]}`);
    const { page, said } = await open("/inserted");
    await page.evaluate(() => (document.documentElement.lang = "de"));
    await page.waitForFunction(() =>
      /Personen|Tage/.test(document.querySelector("risk-score-card")?.shadowRoot?.textContent ?? ""),
    );
    assert.deepEqual(said, []);
    await page.close();
  });

  it("in files: a page with one card asks for two, one with every element for what they draw with, once", async () => {
    const script = '<script type="module" src="/dist/web/human-risk-widgets.js"></script>';
    const card = `<risk-score-card model="phishr"><script type="application/json">${JSON.stringify(person(1))}</script></risk-score-card>`;
    const files = (asked: string[]): string[] =>
      asked.filter((url) => url.includes("/dist/")).map((url) => url.replace(/.*\/|-[\w-]{8}\.js$/g, ""));
    serve("/files/card", `<head>${script}</head><body>${card}`, { "content-security-policy": STRICT });
    const one = await open("/files/card");
    await ready(one.page, ["risk-score-card"]);
    assert.deepEqual(files(one.asked), ["human-risk-widgets.js", "kit"]);
    assert.deepEqual(one.said, []);
    await one.page.close();
    serve("/files/all", `<html lang="de"><head>${script}</head><body>${ALL.join("")}`);
    const all = await open("/files/all");
    await all.page.evaluate(() => (document.documentElement.lang = "de"));
    await ready(all.page, TAGS);
    const asked = files(all.asked);
    assert.deepEqual(asked, [...new Set(asked)]);
    for (const name of ["drawing", "risk-ranking", "de"]) assert.ok(asked.includes(name), name);
    assert.ok(!asked.includes("fr"));
    assert.deepEqual(all.said, []);
    await all.page.close();
  });

  it("waits for data that the parser has not reached, an element's own and its provider's", async () => {
    const slow = child.replace("clients", "cli\fents").replace("</script>", "\f</script>");
    const ask = '<risk-score-card client="c">';
    serve(
      "/slow",
      `<head><script src="/dist/human-risk-widgets.iife.js"></script><script src="/listen.js"></script></head><body>\f${ask}\f${slow}\f</risk-score-card>
<risk-provider>${ask}</risk-score-card>\f${slow}</risk-provider>
<risk-provider id="late">${ask}</risk-score-card></risk-provider>\f<script src="/supply.js"></script>`,
    );
    pages.set("/listen.js", {
      body: `window.faults=[];addEventListener("risk-error",(event)=>faults.push(event.detail.message))`,
    });
    pages.set("/supply.js", { body: `document.getElementById("late").data=${JSON.stringify(BOOK)}` });
    const { page, said } = await open("/slow");
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement & { phase?: string }>("risk-score-card")].every(
        ({ phase }) => phase === "ready",
      ),
    );
    assert.deepEqual(await page.evaluate(() => (window as unknown as { faults: string[] }).faults), []);
    assert.deepEqual(said, []);
    await page.close();
  });

  it("waits for scripts that are deferred: nobody is told of missing data, or asked without a token, before they ran", async () => {
    const ask = '<risk-score-card client="c"></risk-score-card>';
    const api =
      '<risk-provider id="api" api-base="/api"><risk-score-card person="u1"></risk-score-card></risk-provider>';
    pages.set("/listen.js", {
      body: `window.faults=[];addEventListener("risk-error",({target,detail})=>faults.push(target.id+" "+detail.code))`,
    });
    pages.set("/supply.js", {
      body: `document.querySelector("risk-score-card").data=document.getElementById("late").data=${JSON.stringify(BOOK)};
const asked=window.asked=[];window.fetch=(url,{headers,signal})=>(signal.aborted||asked.push(headers.authorization),Promise.resolve(Response.json({employee_id:"u1",score:5})));
document.getElementById("api").getToken=()=>"t"`,
    });
    for (const [path, kit] of [
      ["/deferred/module", '<script type="module" src="/dist/human-risk-widgets.js"></script>'],
      ["/deferred/classic", '<script defer src="/dist/human-risk-widgets.iife.js"></script>'],
    ] as const) {
      serve(
        path,
        `<head><script src="/listen.js"></script>${kit}<script type="module" src="/supply.js"></script></head><body>${ask}
<risk-provider id="late">${ask}</risk-provider>${api}<risk-score-card id="none"></risk-score-card>`,
      );
      const { page, said } = await open(path);
      await page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLElement & { phase?: string }>("risk-score-card")].every(
          ({ id, phase }) => phase === (id ? "error" : "ready"),
        ),
      );
      assert.deepEqual(
        await page.evaluate(() => {
          const { faults, asked } = window as unknown as { faults: string[]; asked: string[] };
          return { faults, asked };
        }),
        { faults: ["none no-data"], asked: ["Bearer t"] },
      );
      assert.deepEqual(said, []);
      await page.close();
    }
  });

  it("two copies, in either order, are one warning and a page that works", async () => {
    const inFiles = (folder: string): string => `<script type="module" src="${folder}/human-risk-widgets.js"></script>`;
    pages.set("/again/human-risk-widgets.js", { body: dist("web/human-risk-widgets.js") });
    const classic = '<script src="/dist/human-risk-widgets.iife.js"></script>';
    const module = '<script type="module" src="/dist/human-risk-widgets.js"></script>';
    for (const [path, scripts] of [
      ["/two/classic", classic + module],
      ["/two/twice", classic + classic],
      ["/two/classic-files", classic + inFiles("/dist/web")],
      ["/two/files-module", inFiles("/dist/web") + module],
      // At another address: the same address is the same module.
      ["/two/files", inFiles("/dist/web") + inFiles("/again")],
    ] as const) {
      serve(path, `<head>${scripts}</head><body>${ALL[0]}`, { "content-security-policy": STRICT });
      const { page, said } = await open(path);
      await ready(page, ["risk-score-card"]);
      assert.equal(said.length, 1, said.join("\n"));
      assert.match(said[0]!, /already on this page/);
      await page.close();
    }
  });

  it("after a bundle of the page's own with some of the elements, registers the others", async () => {
    pages.set("/own.js", { body: `customElements.define("risk-score-card",class extends HTMLElement{phase="ready"})` });
    const own = '<script src="/own.js"></script>';
    const classic = '<script src="/dist/human-risk-widgets.iife.js"></script>';
    const module = '<script type="module" src="/dist/human-risk-widgets.js"></script>';
    for (const [path, script] of [
      ["/some/classic", classic],
      ["/some/module", module],
    ] as const) {
      serve(path, `<head>${own}${script}</head><body>${ALL.join("")}`);
      const { page, said } = await open(path);
      await ready(page, TAGS);
      assert.equal(said.length, 1, said.join("\n"));
      assert.match(said[0]!, /risk-score-card.* already defined/);
      await page.close();
    }
    // Where the policy allows one Lit, there is one.
    pages.set("/lit.js", {
      body: `trustedTypes.createPolicy("lit-html",{createHTML:(text)=>text});customElements.define("risk-score-card",class extends HTMLElement{phase="ready"})`,
    });
    serve("/some/strict", `<head><script src="/lit.js"></script>${classic}</head><body>${ALL.join("")}`, {
      "content-security-policy": STRICT,
    });
    const { page, said } = await open("/some/strict");
    await ready(page, ["risk-score-card"]);
    assert.match(said.at(-1)!, /already on this page/);
    await page.close();
  });

  // Prototype.js 1.7, which portals of old still load, has these in their places.
  it("says the same where an old library has replaced what lists can do", async () => {
    pages.set("/replaced.js", {
      body: `Array.from=function(list){if(!list)return[];var n=list.length||0,all=new Array(n);while(n--)all[n]=list[n];return all};
Array.prototype.entries=Array.prototype.toArray=function(){return this.slice()};
Array.prototype.map=function(make,self){var all=[];this.forEach(function(one,i){all.push(make.call(self,one,i))});return all};`,
    });
    const texts: string[][] = [];
    for (const [path, before] of [
      ["/lists/own", ""],
      ["/lists/replaced", '<script src="/replaced.js"></script>'],
    ] as const) {
      serve(
        path,
        `<head>${before}<script src="/dist/human-risk-widgets.iife.js"></script></head><body>${ALL.join("")}`,
      );
      const { page, said } = await open(path);
      await ready(page, TAGS);
      texts.push(
        await page.evaluate(async () => {
          const all = [...document.body.children] as Array<HTMLElement & { updateComplete: Promise<unknown> }>;
          for (const { updateComplete } of all) await updateComplete;
          return all.map(({ localName, shadowRoot }) => `${localName}: ${shadowRoot!.textContent}`);
        }),
      );
      assert.deepEqual(said, []);
      await page.close();
    }
    assert.deepEqual(texts[1], texts[0]);
  });

  it("works beside an AMD loader, extended prototypes and clobbered names, and leaves one global", async () => {
    pages.set("/hostile.js", {
      body: `window.define=function(){throw new Error("define was called")};window.define.amd={};window.exports={};window.module={};
Array.prototype.extra=function(){};Object.prototype.extra="x";String.prototype.extra=1;window.html=window.css=window.kit="mine";window.before=new Set(Object.getOwnPropertyNames(window));`,
    });
    serve(
      "/hostile",
      `<head><script src="/hostile.js"></script><script src="/dist/human-risk-widgets.iife.js"></script></head><body>${ALL[0]}`,
    );
    const { page, said } = await open("/hostile");
    // Not waitForFunction: what it puts into the page trips over the extended prototypes itself.
    const phase = (): Promise<unknown> =>
      page.evaluate(
        () => (document.querySelector("risk-score-card") as (HTMLElement & { phase?: string }) | null)?.phase,
      );
    for (let turn = 0; turn < 100 && (await phase()) !== "ready"; turn++)
      await new Promise((done) => setTimeout(done, 50));
    assert.equal(await phase(), "ready", said.join("\n"));
    const added = await page.evaluate(() => {
      const before = (window as unknown as { before: Set<string> }).before;
      return Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && name !== "before");
    });
    assert.deepEqual(added, ["HumanRiskWidgets"]);
    assert.deepEqual(said, []);
    await page.close();
  });

  it("keeps its look on a page that unsets everything", async () => {
    serve("/plain", `<head><script src="/dist/human-risk-widgets.iife.js"></script></head><body>${ALL[0]}`);
    pages.set("/reset", {
      body: `<!doctype html><html lang="en"><title>page</title><head><style>*{all:unset !important}</style><script src="/dist/human-risk-widgets.iife.js"></script></head><body>${ALL[0]}`,
    });
    const look = async (path: string): Promise<unknown> => {
      const { page } = await open(path);
      await ready(page, ["risk-score-card"]);
      const found = await page.$eval("risk-score-card", (el) => {
        const score = getComputedStyle(el.shadowRoot!.querySelector("[part~=score]")!);
        const host = getComputedStyle(el);
        return { display: host.display, color: host.color, weight: score.fontWeight, size: score.fontSize };
      });
      await page.close();
      return found;
    };
    assert.deepEqual(await look("/reset"), await look("/plain"));
  });

  it("falls back without storage in a sandboxed frame", async () => {
    serve(
      "/framed",
      `<head><script src="/dist/human-risk-widgets.iife.js"></script></head><body><risk-provider history="indexeddb">${child}${ALL[0]}</risk-provider>`,
    );
    serve("/frame", `<body><iframe sandbox="allow-scripts" src="/framed" width="600" height="500"></iframe>`);
    const { page, said } = await open("/frame");
    const frame = await page.waitForFrame((one) => one.url().endsWith("/framed"));
    await frame.waitForFunction(
      () => (document.querySelector("risk-score-card") as (HTMLElement & { phase?: string }) | null)?.phase === "ready",
    );
    assert.deepEqual(
      said.filter((text) => !/storage|memory/i.test(text)),
      [],
    );
    await page.close();
  });

  it("forty mounts and unmounts leave no node, listener or document behind", async () => {
    serve("/churn", `<head><script src="/dist/human-risk-widgets.iife.js"></script></head><body>${ALL.join("")}`);
    const { page, said } = await open("/churn");
    await ready(page, TAGS);
    const churn = (times: number): Promise<void> =>
      page.evaluate(
        async (n, markup) => {
          for (let i = 0; i < n; i++) {
            document.body.replaceChildren(document.createRange().createContextualFragment(markup));
            await new Promise((done) => setTimeout(done, 30));
            document.body.replaceChildren();
          }
          await new Promise((done) => setTimeout(done, 500));
        },
        times,
        ALL.join(""),
      );
    const count = async (): Promise<{ nodes: number; listeners: number }> => {
      const client = await page.createCDPSession();
      for (let i = 0; i < 3; i++) await client.send("HeapProfiler.collectGarbage");
      const { metrics } = await client.send("Performance.enable").then(() => client.send("Performance.getMetrics"));
      await client.detach();
      const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return { nodes: of("Nodes"), listeners: of("JSEventListeners") };
    };
    await churn(5);
    const before = await count();
    await churn(40);
    const after = await count();
    assert.ok(after.nodes <= before.nodes + 20, `${before.nodes} nodes before, ${after.nodes} after`);
    assert.ok(
      after.listeners <= before.listeners + 5,
      `${before.listeners} listeners before, ${after.listeners} after`,
    );
    assert.deepEqual(said, []);
    await page.close();
  });
});
