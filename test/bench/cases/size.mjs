import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { openBrowser } from "../lib/browser.mjs";
import { CONTENDERS, serveCards, tools } from "../lib/card-pages.mjs";
import { bundle, bytesOf, gzipped } from "../../../scripts/lib/bundle.mjs";

export const title = "Size: what a page downloads to show one score card, minified and gzipped by the same bundler";

const require = createRequire(import.meta.url);

/** Runs in the page: one card, until it shows. */
async function show() {
  await globalThis.load();
  const people = globalThis.cards.people(1);
  await globalThis.tools.mount(globalThis.tools.prepare(people), people);
}

export async function run(bench) {
  const { row, note, root } = bench;
  const browser = await openBrowser(bench);
  if (!browser) return;
  const site = await serveCards(bench);
  const sizes = new Map();
  for (const name of site.names) {
    const page = await browser.open(`${site.origin}/${name}/`, tools);
    await page.evaluate(show);
    await page.close();
    sizes.set(name, site.bytes(name));
  }
  const kB = (bytes) => bytes / 1000;
  const floor = kB(sizes.get("floor"));
  for (const [name, bytes] of sizes) {
    const { label, css } = CONTENDERS[name];
    const sheet = css && gzipped(readFileSync(require.resolve(css)));
    row({
      label: `${label}${css ? `, with ${kB(sheet).toFixed(1)} kB of css` : ""}`,
      value: kB(bytes + (sheet ?? 0)),
      unit: "kB",
      floor,
      ...(name === "ours" && { goal: 16 }),
    });
  }
  const entries = {
    "ours: the card's entry alone": ["elements/risk-score-card/define.js"],
    "ours: the whole kit": ["index.js", 54],
    "ours: the engine": ["engine/index.js", 6],
  };
  for (const [label, [path, goal]] of Object.entries(entries)) {
    const value = kB(bytesOf(await bundle(`${root}dist/${path}`)));
    row({ label, value, unit: "kB", floor, ...(goal && { goal }) });
  }
  note("Everything that the page asked for until the card showed is counted, what is loaded on demand included.");
}
