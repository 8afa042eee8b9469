/** Pages drawn on a server and at build time: readable without scripts, taken over without a flash. See demo/hosts. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { checkHost, tableOf, type Row } from "./support/check.js";
import { chromium, type Engine } from "./support/engines.js";
import { prepareHosts, type Hosts } from "./support/install.js";
import { CAREFUL, inFrontOf, serve, type Site } from "./support/serve.js";

describe("server-rendered hosts", { concurrency: 1 }, () => {
  let hosts: Hosts;
  let engine: Engine;
  const rows: Row[] = [];
  const times: string[] = [];
  before(async () => {
    hosts = prepareHosts();
    engine = await chromium();
  });
  after(async () => {
    await engine.close();
    hosts.remove();
    console.log(`\n${tableOf(rows)}\n\n${times.join("\n")}\n`);
  });

  const drawn = (name: string, about: string, start: () => Promise<{ site: Site; stop: () => void }>): void => {
    it(about, async () => {
      times.push(`${name}: install ${(await hosts.install(name)).toFixed(1)} s`);
      const { site, stop } = await start();
      try {
        // First as a reader without scripts has it.
        const bare = await engine.open(`${site.origin}/`, { scripts: false });
        const shown = JSON.parse(
          (await bare.run(`JSON.stringify(["risk-score-card", "client-risk-compare"].map((tag) => {
            const element = document.querySelector(tag);
            return [element.shadowRoot?.querySelectorAll("[part~=base]").length, element.shadowRoot?.textContent ?? "", element.offsetHeight];
          }))`)) as string,
        ) as Array<[number, string, number]>;
        await bare.close();
        assert.deepEqual(
          shown.map(([copies]) => copies),
          [1, 1],
        );
        assert.match(shown[0]![1], /Ada Park/);
        assert.match(shown[1]![1], /Northwind[\s\S]*Contoso|Contoso[\s\S]*Northwind/);
        const row = await checkHost(name, engine, `${site.origin}/`, {
          served: true,
          async further(tab, state) {
            // From its first frame on the card keeps its height and is there once.
            const frames = new Set((await tab.ask("frames")) as string[]);
            assert.deepEqual([...frames], [`${shown[0]![2]} px, 1 copies`]);
            const scripts = ["probe.js", "app.js", "records.js", "human-risk-widgets.js"];
            const asked = state.asked.map((url) => url.slice(site.origin.length + 1));
            assert.deepEqual(
              asked.filter((path) => path !== "favicon.ico" && !scripts.includes(path)),
              [],
              "something was asked for again",
            );
          },
        });
        rows.push(row);
        assert.deepEqual(row.problems, []);
      } finally {
        stop();
        site.close();
      }
    });
  };

  drawn("node-server", "a plain Node server, under a policy with a nonce and Trusted Types", async () => {
    const child = spawn(process.execPath, ["server.js"], {
      cwd: hosts.at("node-server"),
      env: { ...process.env, PORT: "0", NODE_OPTIONS: "" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const address = await new Promise<string>((done, fail) => {
      child.stdout.once("data", (text: Buffer) => done(text.toString().trim()));
      child.once("exit", (code) => fail(new Error(`The server ended with ${code}.`)));
    });
    return { site: await inFrontOf(address), stop: () => void child.kill("SIGKILL") };
  });

  drawn("eleventy", "a page that Eleventy wrote", async () => {
    await hosts.script("eleventy", "build");
    // A page that is written once has no nonce: its styles are allowed as such.
    const policy = CAREFUL.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
    return { site: await serve(join(hosts.at("eleventy"), "dist"), { policy }), stop: () => undefined };
  });
});
