/** Every snippet of the README, run as it is printed. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join, normalize } from "node:path";
import { after, before, describe, it } from "node:test";
import puppeteer, { type Browser, type HTTPRequest, type Page } from "puppeteer-core";
import { build } from "vite";
import { pack, project, readPackage, type Packed } from "./support/pack.js";

const { chromiumArgs, findChromium } = (await import(join(project, "scripts/lib/browsers.mjs"))) as {
  findChromium(): Promise<{ path: string; bundled: boolean } | null>;
  chromiumArgs(found: object): string[];
};
const readme = readFileSync(join(project, "README.md"), "utf8");
const snippets = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({
  language,
  code: code!,
}));

/** The one snippet that has these words; one that is not there fails the test that wanted it. */
const used = new Set<string>();
function snippet(language: string, words: string): string {
  const found = snippets.filter((one) => one.language === language && one.code.includes(words));
  assert.equal(found.length, 1, `${language} snippets with ${words}`);
  used.add(found[0]!.code);
  return found[0]!.code;
}

const AS_OF = "2026-10-27T09:00:00Z";
const CLICK = { type: "simulation_clicked", at: "2026-10-22T09:00:00Z" };

describe("README", () => {
  let packed: Packed;
  let browser: Browser;
  let server: Server;
  let origin: string;
  let page: Page;
  let said: string[];
  let foreign: string[];

  before(async () => {
    packed = pack(["react", "react-dom"]);
    const found = await findChromium();
    assert.ok(found);
    browser = await puppeteer.launch({ executablePath: found.path, args: chromiumArgs(found) });
    server = createServer((request, response) => {
      const path = normalize(new URL(request.url!, "http://x").pathname);
      // Where the README says /dist/, a page has the package's dist folder there.
      const file = path.startsWith("/dist/") ? join(packed.root, path) : join(packed.site, path);
      if (path === "/favicon.ico") return void response.writeHead(204).end();
      if (path === "/my/token") return void response.end("t0k3n");
      if (!existsSync(file)) return void response.writeHead(404).end();
      const type = file.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
      response.setHeader("content-type", type).end(readFileSync(file));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await browser.close();
    server.close();
    packed.remove();
  });

  /** Opens a page with this in its body. @param answer what stands for services elsewhere */
  async function open(name: string, body: string, answer?: (request: HTTPRequest) => void): Promise<void> {
    const path = join(packed.site, `${name}.html`);
    writeFileSync(path, `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>${body}`);
    page = await browser.newPage();
    said = [];
    foreign = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (request.url().startsWith(origin)) return void request.continue();
      foreign.push(request.url());
      if (answer) answer(request);
      else void request.abort();
    });
    await page.goto(`${origin}/${name}.html`);
  }

  /** Puts a program into the site and bundles it with the reader's own tool. */
  async function bundled(name: string, file: string, code: string): Promise<string> {
    const root = join(packed.site, name);
    mkdirSync(root, { recursive: true });
    for (const [path, text] of [
      [file, code],
      [
        "index.html",
        `<!doctype html><html lang="en"><title>x</title><div id="root"></div><script type="module" src="./main.jsx"></script>`,
      ],
    ] as const)
      writeFileSync(join(root, path), text);
    if (file !== "main.jsx") writeFileSync(join(root, "main.jsx"), `import "./${file}";`);
    await build({ root, configFile: false, logLevel: "error", base: "./" });
    const built = readFileSync(join(root, "dist", "index.html"), "utf8");
    return built.replaceAll("./assets/", `/${name}/dist/assets/`);
  }

  const ready = (tag: string): Promise<unknown> =>
    page.waitForFunction(
      (name: string) => {
        const element = document.querySelector(name) as (Element & { phase?: string }) | null;
        return element?.shadowRoot && ["ready", "insufficient"].includes(element.phase ?? "");
      },
      {},
      tag,
    );
  const text = (tag: string): Promise<string> =>
    page.evaluate((name: string) => document.querySelector(name)!.shadowRoot!.textContent!.replace(/\s+/g, " "), tag);

  const script = `<script src="/dist/human-risk-widgets.iife.js"></script>`;

  it("the two commands are scripts of the package", () => {
    const commands = snippet("sh", "npm start").match(/^npm \w+/gm)!;
    assert.deepEqual(commands, ["npm start", "npm test"]);
    for (const command of commands) assert.ok(readPackage().scripts[command.slice(4)], command);
  });

  it("a script tag", async () => {
    await open("script", snippet("html", "human-risk-widgets.iife.js"));
    await ready("risk-score-card");
    assert.match(await text("risk-score-card"), /Ada Park.*67/);
    assert.deepEqual([said, foreign], [[], []]);
  });

  it("the kit in files", async () => {
    await open("files", snippet("html", "web/human-risk-widgets.js"));
    await ready("risk-score-card");
    assert.match(await text("risk-score-card"), /Ada Park.*67/);
    assert.deepEqual([said, foreign], [[], []]);
  });

  it("from npm", async () => {
    const html = await bundled("npm", "snippet.js", snippet("js", "risk-score-card.js"));
    await open("npm", `${html}<risk-score-card score="67" model="moxso" label="Ada Park"></risk-score-card>`);
    await ready("risk-score-card");
    assert.match(await text("risk-score-card"), /Ada Park.*67/);
    assert.deepEqual([said, foreign], [[], []]);
  });

  it("in React", async () => {
    const data = {
      as_of: AS_OF,
      clients: [{ id: "c", name: "Acme", people: [{ id: "u", name: "Ada Park", events: [CLICK] }] }],
    };
    const start = `
import { createElement } from "react";
import { createRoot } from "react-dom/client";
createRoot(document.getElementById("root")).render(createElement(Card, { record: ${JSON.stringify(data.clients[0]!.people[0])} }));
`;
    await open("react", await bundled("react", "main.jsx", `${snippet("jsx", "react.js")}${start}`));
    await page.waitForSelector("risk-score-card");
    await ready("risk-score-card");
    assert.match(await text("risk-score-card"), /Ada Park/);
    await page.evaluate(() =>
      document
        .querySelector("risk-score-card")!
        .dispatchEvent(new CustomEvent("risk-select", { detail: { kind: "person", id: "u" }, bubbles: true })),
    );
    assert.deepEqual([said, foreign], [["u"], []]);
  });

  it("data as a JSON child", async () => {
    await open("child", script + snippet("html", "application/json"));
    await ready("risk-score-card");
    assert.match(await text("risk-score-card"), /Ada Park/);
    assert.deepEqual([said, foreign], [[], []]);
  });

  it("an API", async () => {
    const tokens = new Set<string | undefined>();
    const book = [{ id: "c", name: "Acme", score: 41, band: "moderate", people: 12 }];
    await open("api", script + snippet("html", "api-base"), (request) => {
      const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
      if (request.method() === "OPTIONS") return void request.respond({ status: 204, headers });
      tokens.add(request.headers()["authorization"]);
      void request.respond({
        status: 200,
        headers,
        contentType: "application/json",
        body: JSON.stringify({ clients: book }),
      });
    });
    await page.waitForFunction(() =>
      document.querySelector("client-risk-compare")!.shadowRoot?.textContent?.includes("Acme"),
    );
    assert.deepEqual([...tokens], ["Bearer t0k3n"]);
    assert.ok(
      foreign.every((url) => url.startsWith("https://risk.example.com/v1/")),
      foreign.join(" "),
    );
    assert.deepEqual(said, []);
  });

  it("events, heard on the document", async () => {
    await open(
      "events",
      `${script}<script>${snippet("js", "risk-select")}</script><risk-movers></risk-movers>` +
        `<risk-score-card selectable model="phishr" as-of="${AS_OF}"><script type="application/json">` +
        `${JSON.stringify({ id: "usr_1", name: "Ada Park", events: [CLICK] })}</script></risk-score-card>`,
    );
    await ready("risk-score-card");
    await page.evaluate(() => document.querySelector("risk-score-card")!.shadowRoot!.querySelector("button")!.click());
    assert.ok(said.includes("person usr_1"), said.join("; "));
    assert.ok(
      said.some((words) => words.startsWith("no-data")),
      said.join("; "),
    );
  });

  it("the engine alone", () => {
    const file = join(packed.site, "engine.mjs");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${snippet("js", "scorePerson")}console.log(JSON.stringify({ published, band }));`);
    const { published, band } = JSON.parse(execFileSync(process.execPath, [file], { encoding: "utf8" })) as {
      published: number;
      band: { name: string } | string;
    };
    assert.equal(typeof published, "number");
    assert.ok(band);
  });

  it("a brand's tokens", async () => {
    const css = snippet("css", "--risk-accent");
    await open(
      "brand",
      `${script}<style>${css}</style><div class="our-brand"><risk-score-card score="67" model="moxso" label="Ada"></risk-score-card></div>`,
    );
    await ready("risk-score-card");
    const [ground, font, radius] = await page.evaluate(() => {
      const base = document.querySelector("risk-score-card")!.shadowRoot!.querySelector("[part~=base]")!;
      const { backgroundColor, fontFamily, borderTopLeftRadius } = getComputedStyle(base);
      return [backgroundColor, fontFamily, borderTopLeftRadius];
    });
    assert.deepEqual([ground, font, radius], ["rgb(255, 253, 247)", "Georgia, serif", "2px"]);
  });

  it("has no snippet that none of these ran", () => {
    assert.deepEqual(
      snippets.filter(({ code }) => !used.has(code)).map(({ code }) => code),
      [],
    );
  });
});
