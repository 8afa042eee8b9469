import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { bundle, gzipped } from "../../../scripts/lib/bundle.mjs";
import { root } from "../../../scripts/lib/ensure.mjs";
import { isBuilt } from "../../../scripts/lib/fresh.mjs";

/**
 * Who draws the card; `use` is what of the module is the contender, `css` is a style sheet that the library needs, `shows` is
 * what alone is measured of it.
 */
export const CONTENDERS = {
  floor: { label: "floor: bare custom element, SVG by hand" },
  lit: { label: "Lit, geometry by hand (BSD-3-Clause)" },
  ours: { label: "ours: <risk-score-card>, scoring 20 events a person" },
  given: { label: "ours: <risk-score-card>, given scores and past", module: "ours", use: "given" },
  web: { label: "ours: web/human-risk-widgets.js, scoring 20 events", shows: "first" },
  uplot: { label: "uPlot + gauge by hand (MIT)", css: "uplot/dist/uPlot.min.css" },
  // Its time is as long as that of all others together.
  lightweight: { label: "Lightweight Charts + gauge by hand (Apache-2.0)", shows: "size" },
  chartjs: { label: "Chart.js, shaken (MIT)" },
  echarts: { label: "ECharts, shaken (Apache-2.0)" },
};

const html = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>cards</title>
<style>body{margin:8px}main{display:grid;grid-template-columns:repeat(4,290px);gap:16px;align-items:start}</style>${body}`;

/**
 * A server of one page a contender (`/NAME/`), bundled as a reader's bundler would. `sent` holds which files a contender's
 * page asked for.
 */
export async function serveCards({ note, onClose }) {
  if (!isBuilt("code")) spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { stdio: "inherit" });
  const bundles = new Map();
  const missing = new Set();
  const modules = ["data", ...new Set(Object.entries(CONTENDERS).map(([name, { module = name }]) => module))];
  for (const module of modules) {
    const path = module === "data" ? "lib/cards.mjs" : `pages/card-${module}.mjs`;
    try {
      bundles.set(module, await bundle(join(root, "test/bench", path)));
    } catch (error) {
      missing.add(module);
      note(`${module}: ${String(error.message).split("\n")[0]}`);
    }
  }
  const sent = new Map();
  const server = createServer((request, response) => {
    const [, name, file, ...rest] = request.url.split("/");
    if (name === "dist") {
      response.setHeader("content-type", "text/javascript");
      return void createReadStream(join(root, "dist", file, ...rest)).pipe(response);
    }
    const { module = name, use = "contender" } = CONTENDERS[name] ?? {};
    const made = bundles.get(module);
    if (!made) return void response.writeHead(404).end();
    if (!file) {
      response.setHeader("content-type", "text/html");
      return void response.end(
        html(`<main></main><script type="module">
import * as cards from "/data/${bundles.get("data").entry}";
globalThis.cards = cards;
globalThis.load = async () => (globalThis.contender = (await import("./${made.entry}"))[${JSON.stringify(use)}]);
</script>`),
      );
    }
    const { code } = made.chunks.get(file) ?? {};
    if (code === undefined) return void response.writeHead(404).end();
    sent.set(name, (sent.get(name) ?? new Set()).add(file));
    response.setHeader("content-type", "text/javascript");
    response.setHeader("cache-control", "max-age=3600");
    response.end(code);
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  onClose(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Contenders whose library is there. */
    names: Object.keys(CONTENDERS).filter((name) => !missing.has(CONTENDERS[name].module ?? name)),
    /** Bytes, minified and gzipped, of all that the contender's page has asked for so far. */
    bytes(name) {
      const { chunks } = bundles.get(CONTENDERS[name].module ?? name);
      return [...(sent.get(name) ?? [])].reduce((sum, file) => sum + gzipped(chunks.get(file).code), 0);
    },
  };
}

/** Runs in the page before anything else: what the measuring functions share. Each waits for the frame that shows it. */
export function tools() {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const settled = async (cards) => {
    const { contender } = globalThis;
    for (const { updateComplete } of cards) await updateComplete;
    while (contender.ready && !contender.ready(cards)) await new Promise((done) => setTimeout(done));
    await frame();
  };
  globalThis.tools = {
    frame,
    prepare: (people) => globalThis.contender?.prepare?.(people) ?? people,
    async mount(data, people) {
      const made = globalThis.contender.mount(document.querySelector("main"), data, people);
      await settled(made);
      return made;
    },
    async update(made, data) {
      globalThis.contender.update(made, data);
      await settled(made);
    },
    async rest() {
      gc();
      await frame();
    },
  };
}
