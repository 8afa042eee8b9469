// npm run size: bytes that a page downloads per entry, minified and gzipped with everything the entry needs, held against
// test/sizes.json: a pin that may grow by 1 % (more is a failure; `npm run size -- --pin` moves the pins on purpose), and
// what it may take at most. A budget is hard, whatever the pins say; a goal that is not reached yet is said each time and
// fails nothing, and becomes a budget once it is. Pins that move are written into the table of docs/size.md too.
import "./lib/node-version.mjs";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, bytesOf, gzipped } from "./lib/bundle.mjs";
import { elements } from "./lib/elements.mjs";
import { ensureInstalled, root } from "./lib/ensure.mjs";
import { isBuilt } from "./lib/fresh.mjs";
import { withSizes } from "./lib/size-table.mjs";

const FILE = join(root, "test", "sizes.json");
const PAGE = join(root, "docs", "size.md");
const ALLOWED_GROWTH = 1.01;

async function measure() {
  const sizes = {};
  const entries = {
    engine: ["engine/index.js"],
    // What scores by all five models, and nothing else of the engine.
    scoring: ["engine/index.js", "{ scorePerson, scoreClient }"],
    data: ["data/index.js"],
    kit: ["index.js"],
    ...Object.fromEntries(elements().map(({ tag }) => [tag, [`elements/${tag}/define.js`]])),
  };
  for (const [name, [path, names]] of Object.entries(entries))
    sizes[name] = bytesOf(await bundle(join(root, "dist", path), names));
  // What a page loads before it knows what it shows: the entry and the one file of the kit.
  const web = join(root, "dist", "web");
  sizes.web = readdirSync(web)
    .filter((name) => /^(human-risk-widgets|kit-.*)\.js$/.test(name))
    .reduce((sum, name) => sum + gzipped(readFileSync(join(web, name))), 0);
  sizes.standalone = gzipped(readFileSync(join(root, "dist", "human-risk-widgets.iife.js")));
  return sizes;
}

try {
  await ensureInstalled();
  if (!isBuilt("code")) throw new Error("dist/ is missing or older than the sources: run npm run build first.");
  const { budgets, goals, pins } = existsSync(FILE)
    ? JSON.parse(readFileSync(FILE, "utf8"))
    : { budgets: {}, goals: {}, pins: {} };
  const sizes = await measure();
  const faults = [];
  for (const [name, bytes] of Object.entries(sizes)) {
    const pin = pins[name];
    const budget = budgets[name];
    const goal = goals[name] ?? budget;
    const growth = pin ? `${(((bytes - pin) / pin) * 100).toFixed(1)} %` : "no pin";
    console.log(
      `${name.padEnd(22)} ${String(bytes).padStart(7)} B  pin ${String(pin ?? "–").padStart(7)} (${growth})${goal ? `  goal ${goal}: ${bytes > goal ? `MISSED by ${bytes - goal} B` : "met"}` : ""}`,
    );
    if (budget && bytes > budget) faults.push(`${name}: ${bytes} B is over its budget of ${budget} B.`);
    if (!pin) faults.push(`${name}: ${bytes} B has no pin.`);
    else if (bytes > pin * ALLOWED_GROWTH) faults.push(`${name}: ${bytes} B is ${growth} over its pin of ${pin} B.`);
  }
  for (const name of Object.keys(pins))
    if (!(name in sizes)) faults.push(`${name}: pinned, but there is no such entry.`);
  if (process.argv.includes("--pin")) {
    const pinned = { budgets, goals, pins: sizes };
    writeFileSync(FILE, `${JSON.stringify(pinned, null, 2)}\n`);
    const { format } = await import("prettier");
    const page = withSizes(readFileSync(PAGE, "utf8"), pinned);
    writeFileSync(PAGE, await format(page, { parser: "markdown", printWidth: 120 }));
    console.log("Pins moved. A budget that is exceeded stays exceeded.");
  } else if (faults.length > 0) {
    console.error(`\n${faults.join("\n")}\nIf the growth is worth it: npm run size -- --pin.`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
