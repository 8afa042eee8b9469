/** Tiny apps made with each framework's own tools, on the packed kit: types checked, built, driven. See demo/hosts. */
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { checkHost, tableOf, type Row } from "./support/check.js";
import { chromium, type Engine } from "./support/engines.js";
import { prepareHosts, type Hosts } from "./support/install.js";
import { serve } from "./support/serve.js";
import { WRONG } from "./support/wrong.js";

const FRAMEWORKS = ["react", "preact", "solid", "vue", "svelte", "angular"];

describe("framework hosts", { concurrency: 1 }, () => {
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

  for (const name of FRAMEWORKS) {
    it(`${name}: types, build, checklist`, async () => {
      const started = Date.now();
      const took = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
        const from = Date.now();
        const result = await work();
        parts.push(`${what} ${((Date.now() - from) / 1000).toFixed(1)} s`);
        return result;
      };
      const parts: string[] = [];
      await took("install", () => hosts.install(name));
      // The app has no fault, and a file of mistakes beside it has each of its own: one run of the checker says both.
      const wrong = WRONG[name]!;
      const beside = join(hosts.at(name), wrong.path);
      writeFileSync(beside, wrong.text);
      const checked = await took("types", () =>
        hosts.script(name, "check").then(
          () => "",
          (error: Error) => error.message,
        ),
      );
      rmSync(beside);
      for (const fault of wrong.faults)
        assert.match(checked, fault, `the check lets through ${String(fault)}: ${checked}`);
      assert.equal(checked.match(wrong.counts)?.length, wrong.faults.length, checked);
      await took("build", () => hosts.script(name, "build"));
      const site = await serve(join(hosts.at(name), "dist"));
      const row = await took("checklist", () => checkHost(name, engine, `${site.origin}/`));
      site.close();
      rows.push(row);
      times.push(`${name}: ${parts.join(", ")}; ${((Date.now() - started) / 1000).toFixed(1)} s in all`);
      assert.deepEqual(row.problems, []);
    });
  }
});
