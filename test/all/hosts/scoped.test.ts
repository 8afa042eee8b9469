/** Classes that register nothing, names of one's own, and scoped registries where the browser has them. */
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { after, before, describe, it } from "node:test";
import { chromium, firefox, webkit, type Engine, type Tab } from "./support/engines.js";
import { prepareHosts, type Hosts } from "./support/install.js";
import { serve, type Site } from "./support/serve.js";

describe("scoped use", { concurrency: 1 }, () => {
  let hosts: Hosts;
  let site: Site;
  const said: string[] = [];
  before(async () => {
    hosts = prepareHosts();
    await hosts.install("scoped");
    site = await serve(hosts.at("scoped"));
  });
  after(() => {
    site?.close();
    hosts.remove();
    console.log(`\n${said.join("\n")}\n`);
  });

  const until = async (tab: Tab, expression: string, expected: unknown): Promise<void> => {
    let value: unknown;
    for (const end = Date.now() + 20_000; Date.now() < end; await wait(50)) {
      value = await tab.run(expression).catch((error: unknown) => String(error));
      if (value === expected) return;
    }
    const { said: messages } = (await tab.ask("state")) as { said: string[] };
    assert.fail(`${expression} is ${JSON.stringify(value)}; ${messages.join(" | ")}`);
  };

  const engines: Array<[name: string, start: () => Promise<Engine | null>]> = [
    ["chromium", chromium],
    ["firefox", firefox],
    ["webkit", webkit],
  ];
  for (const [name, start] of engines) {
    it(name, async (t) => {
      const engine = await start();
      if (!engine) {
        said.push(`${name} is not installed: NOT RUN`);
        return t.diagnostic(`${name} is not installed: not run`);
      }
      try {
        const tab = await engine.open(`${site.origin}/`);
        for (const tag of ["acme-score", "acme-clients"]) {
          await until(tab, `document.querySelector("${tag}").phase`, "ready");
        }
        // The kit's own names stay free.
        for (const tag of ["risk-provider", "risk-score-card", "client-risk-compare"]) {
          assert.equal(await tab.run(`customElements.get("${tag}") === undefined`), true, tag);
        }
        await tab.run(`document.querySelector("acme-score").shadowRoot.querySelector("button").click()`);
        await until(tab, `document.getElementById("heard").textContent`, "usr_1");
        const score = `document.querySelector("acme-score").shadowRoot.querySelector("[part~=score]").textContent`;
        const before = await tab.run(score);
        await tab.run(
          `import("./records.js").then(({ book }) => { document.querySelector("acme-provider").data = book(3); })`,
        );
        await until(tab, `${score} !== ${JSON.stringify(before)}`, true);
        await until(tab, `["true", "false"].includes(document.documentElement.dataset.scoped)`, true);
        const scoped = (await tab.run("document.documentElement.dataset.scoped")) === "true";
        if (scoped) {
          const card = `document.getElementById("scope").shadowRoot.querySelector("risk-score-card")`;
          await until(tab, `${card}.phase`, "ready");
          assert.match(String(await tab.run(`${card}.shadowRoot.textContent`)), /Ada Park/);
          assert.equal(await tab.run(`document.createElement("risk-score-card").constructor === HTMLElement`), true);
        }
        said.push(`${name}: renamed tags ok; scoped registries ${scoped ? "ok" : "not in this browser"}`);
        const state = (await tab.ask("state")) as { said: string[]; violations: string[] };
        assert.deepEqual([...(tab.said ?? state.said), ...state.violations], []);
        await tab.close();
      } finally {
        await engine.close();
      }
    });
  }
});
