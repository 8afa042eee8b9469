// npm run size: bytes that a page downloads per entry, minified and gzipped with everything the entry needs, held against
// test/sizes.json: a pin that may grow by 1 % (more is a failure; `npm run size -- --pin` moves the pins on purpose), and
// what it may take at most. A budget is hard, whatever the pins say; a goal that is not reached yet is said each time and
// fails nothing, and becomes a budget once it is.
import "./lib/node-version.mjs";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { elements } from "./lib/elements.mjs";
import { ensureInstalled, root } from "./lib/ensure.mjs";
import { isBuilt } from "./lib/fresh.mjs";

const FILE = join(root, "test", "sizes.json");
const ALLOWED_GROWTH = 1.01;

const gzipped = (text) => gzipSync(text, { level: 9 }).length;

/** Bundles a built entry the way a reader's bundler would, with its default settings. */
async function bundled(build, path) {
  const entry = join(root, "dist", path);
  const id = "\0entry";
  const result = await build({
    root,
    configFile: false,
    logLevel: "silent",
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    // All exports are used: an entry costs what it holds, not what an empty import leaves of it.
    plugins: [
      {
        name: "entry",
        resolveId: (name) => (name === "virtual:entry" ? id : null),
        load: (name) => (name === id ? `export * from ${JSON.stringify(entry)};` : null),
      },
    ],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      reportCompressedSize: false,
      // As a library, or Vite puts 900 bytes of its own in for preloading what an application imports on demand.
      lib: { entry: "virtual:entry", formats: ["es"] },
      rolldownOptions: {
        input: "virtual:entry",
        // As in an application: what the entry shares with a part that is loaded on demand is not split off into files of
        // its own.
        preserveEntrySignatures: "allow-extension",
        output: { format: "es", minify: true },
      },
    },
  });
  const { output } = [result].flat()[0];
  // What is loaded on demand, as a language is, does not count for the entry.
  const chunks = new Map(output.filter((file) => file.type === "chunk").map((file) => [file.fileName, file]));
  const first = [...chunks.values()].find((file) => file.isEntry);
  const needed = new Set();
  const visit = (name) => {
    const chunk = chunks.get(name);
    if (!chunk || needed.has(chunk)) return;
    needed.add(chunk);
    chunk.imports.forEach(visit);
  };
  visit(first.fileName);
  return [...needed].reduce((sum, chunk) => sum + gzipped(chunk.code), 0);
}

async function measure() {
  const { build } = await import("vite");
  const sizes = {};
  const entries = {
    engine: "engine/index.js",
    data: "data/index.js",
    kit: "index.js",
    ...Object.fromEntries(elements().map(({ tag }) => [tag, `elements/${tag}/define.js`])),
  };
  for (const [name, path] of Object.entries(entries)) sizes[name] = await bundled(build, path);
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
    writeFileSync(FILE, `${JSON.stringify({ budgets, goals, pins: sizes }, null, 2)}\n`);
    console.log("Pins moved. A budget that is exceeded stays exceeded.");
  } else if (faults.length > 0) {
    console.error(`\n${faults.join("\n")}\nIf the growth is worth it: npm run size -- --pin.`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
