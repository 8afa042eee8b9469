/** Pages without a build, in three engines, and pages that make it hard, in Chromium. See demo/hosts. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { checkHost, tableOf, type Expectations, type Row } from "./support/check.js";
import { chromium, firefox, webkit, type Engine, type Tab } from "./support/engines.js";
import { prepareHosts, type Hosts } from "./support/install.js";
import { serve, type Site } from "./support/serve.js";

interface Look {
  card: string[];
  table: string[];
}

const ALREADY = /warn(ing)?: human-risk-widgets [\d.]+: the kit is already on this page/;
const ANOTHER = /warn(ing)?: human-risk-widgets: <[a-z-]+> is already defined by another copy of the kit/;

describe("pages without a build", { concurrency: 1 }, () => {
  let hosts: Hosts;
  let hostile: Promise<Site> | undefined;
  let plain: Look;
  const engines: Array<[name: string, start: () => Promise<Engine | null>]> = [
    ["chromium", chromium],
    ["firefox", firefox],
    ["webkit", webkit],
  ];
  const running = new Map<string, Engine | null>();
  const rows: Row[] = [];
  const times: string[] = [];
  before(async () => {
    hosts = prepareHosts();
    running.set("chromium", await chromium());
  });
  /** Once each: what cannot be installed fails its own tests and no other's. */
  const installed = new Map<string, Promise<number>>();
  const install = (name: string): Promise<number> => {
    const known = installed.get(name);
    if (known) return known;
    const work = hosts.install(name).then((seconds) => times.push(`${name}: install ${seconds.toFixed(1)} s`));
    installed.set(name, work);
    return work;
  };
  const startHostile = async (): Promise<Site> => {
    await install("hostile");
    await hosts.unpackNext("hostile", "next");
    const at = "node_modules/human-risk-widgets/dist/human-risk-widgets.sri.json";
    const hashes = JSON.parse(readFileSync(join(hosts.at("hostile"), at), "utf8")) as Record<string, string>;
    return serve(hosts.at("hostile"), {
      page: (html) => html.replace("sha384-of-the-file", hashes["human-risk-widgets.iife.js"]!),
    });
  };
  after(async () => {
    (await hostile?.catch(() => null))?.close();
    for (const engine of running.values()) await engine?.close();
    hosts.remove();
    console.log(`\n${tableOf(rows)}\n\n${times.join("\n")}\n`);
  });

  for (const [name, start] of engines) {
    for (const [host, page = ""] of [["script"], ["script", "files.html"], ["import-map"]] as const) {
      const label = `${host} ${page}`.trim();
      it(`${label} in ${name}`, async (t) => {
        if (!running.has(name)) running.set(name, await start());
        const engine = running.get(name);
        if (!engine) {
          rows.push({ host: label, engine: `${name}: not installed, NOT RUN`, cells: {}, problems: [] });
          return t.diagnostic(`${name} is not installed: not run`);
        }
        await install(host);
        const site = await serve(hosts.at(host));
        const row = await checkHost(label, engine, `${site.origin}/${page}`);
        site.close();
        rows.push(row);
        assert.deepEqual(row.problems, []);
      });
    }
  }

  // What only some elements ask for no page above may notice.
  for (const [host, page] of [
    ["import-map", "index.html"],
    ["scoped", "index.html"],
    ["hostile", "two-modules.html"],
    ["hostile", "script-and-module.html"],
  ] as const)
    it(`${host}/${page}: the import map names what is there`, async () => {
      await (host === "hostile" ? (hostile ??= startHostile()) : install(host));
      const html = readFileSync(join(hosts.at(host), page), "utf8");
      const { imports } = JSON.parse(/<script type="importmap">([\s\S]*?)<\/script>/.exec(html)![1]!) as {
        imports: Record<string, string>;
      };
      const missing = Object.values(imports).filter((path) => !existsSync(join(hosts.at(host), path)));
      assert.deepEqual(missing, []);
    });

  const hard = (page: string, about: string, expectations: Expectations = {}): void => {
    it(about, async () => {
      const { origin } = await (hostile ??= startHostile());
      const row = await checkHost(page, running.get("chromium")!, `${origin}/${page}.html`, expectations);
      rows.push(row);
      assert.deepEqual(row.problems, []);
    });
  };

  /** Neither layout nor colours differ from the plain page's. */
  const sameLook = async (tab: Tab): Promise<void> => {
    const look = (await tab.ask("look")) as Look;
    for (const part of ["card", "table"] as const) {
      const at = look[part].findIndex((line, i) => line !== plain[part][i]);
      if (at >= 0) throw new Error(`the ${part} differs:\n  ${plain[part][at]}\n  ${look[part][at]}`);
      assert.equal(look[part].length, plain[part].length);
    }
  };

  hard("plain", "a plain page, which the next are compared with", {
    further: async (tab) => {
      plain = (await tab.ask("look")) as Look;
      assert.ok(plain.card.length > 20 && plain.table.length > 20);
    },
  });
  hard("resets", "a page that unsets everything looks the same", { further: sameLook });
  hard("bootstrap", "a Bootstrap page looks the same", { further: sameLook });
  hard("builder", "a page builder's heavy theme changes nothing", { further: sameLook });
  hard("amd", "an AMD loader and extended prototypes", {
    further: async (tab) => {
      const modules = await tab.run("JSON.stringify(Object.keys(window.requirejs.s.contexts._.defined))");
      assert.equal(modules, "[]");
      assert.equal(await tab.run("typeof window.HumanRiskWidgets.RiskScoreCard"), "function");
      assert.equal(await tab.run("window.html + window.kit"), "the page's ownthe page's own");
    },
  });
  hard("frame", "a sandboxed frame, where storage and cookies throw", {
    frame: "/framed.html",
    further: async (tab) => {
      assert.equal(
        await tab.run("(() => { try { return typeof localStorage } catch { return 'refused' } })()"),
        "refused",
      );
      assert.match(String(await tab.run('document.querySelector("risk-provider").historyNote')), /memory/i);
    },
  });
  hard("strict", "a strict policy with Trusted Types and a hash");
  hard("two-copies", "the same version twice: one warning", { messages: [ALREADY] });
  hard("two-versions", "two versions by script: one warning, the first stays", {
    messages: [ALREADY],
    further: async (tab) => {
      const { version } = JSON.parse(
        readFileSync(join(hosts.at("hostile"), "node_modules/human-risk-widgets/package.json"), "utf8"),
      ) as { version: string };
      assert.equal(await tab.run("HumanRiskWidgets.version"), version);
    },
  });
  hard("two-modules", "two versions from npm: one warning", { messages: [ANOTHER] });
  hard("script-and-module", "a script and another version from npm: one warning", { messages: [ANOTHER] });
});
