/**
 * A server's process holds more than one copy of the kit where a bundler makes one for each layer of an application (Next.js:
 * server components and what they send), and where a server under development reads its modules anew: tags belong to
 * whichever came first. Runs on what dist/ holds.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "vite";

const project = resolve(import.meta.dirname, "../..");
const addressOf = (path: string): string => JSON.stringify(pathToFileURL(path).href);

describe("two copies of the kit on one server", () => {
  const folder = mkdtempSync(join(tmpdir(), "copies-"));
  after(() => rmSync(folder, { recursive: true }));

  before(() =>
    build({
      root: project,
      configFile: false,
      logLevel: "error",
      ssr: { noExternal: true },
      build: { ssr: join(project, "dist/index.js"), outDir: join(folder, "layer"), minify: false },
    }),
  );

  it("each draws with its own, and says nothing of the other", () => {
    const file = join(folder, "server.mjs");
    writeFileSync(
      file,
      `import ${addressOf(join(folder, "layer/index.js"))};
      import { html, renderToString, served } from ${addressOf(join(project, "dist/ssr.js"))};
      const data = { as_of: "2026-10-27T09:00:00Z", clients: [{ id: "c", name: "Northwind", people: [{ id: "u", name: "Ada Park",
        events: [{ type: "simulation_clicked", at: "2026-10-22T09:00:00Z" }] }] }] };
      const content = html\`<risk-score-card person="u" variant="compact"></risk-score-card>\`;
      console.log(await renderToString(served("risk-provider", { attributes: { model: "phishr" }, data, content })));`,
    );
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
    assert.equal(stderr, "");
    assert.match(stdout.replace(/<!--.*?-->/g, ""), /Ada Park[^]*0\.39/);
  });
});
