// CPU profile of mounting 200 cards, unminified names. usage: node prof.mjs ours mount|update
import { build } from "vite";
import { createServer } from "node:http";
import { openBrowser } from "../lib/browser.mjs";
import { tools } from "../lib/card-pages.mjs";
import { root } from "../../../scripts/lib/ensure.mjs";
import { join } from "node:path";
const [name = "ours", what = "mount", use = "contender"] = process.argv.slice(2);
const closers = [];
const browser = await openBrowser({ note: console.log, onClose: (f) => closers.push(f) });
const result = await build({ root, configFile: false, logLevel: "silent", publicDir: false, define: { "process.env.NODE_ENV": '"production"' },
  build: { write: false, target: "es2022", modulePreload: false, minify: false, lib: { entry: { page: join(root, `test/bench/pages/card-${name}.mjs`), cards: join(root, "test/bench/lib/cards.mjs") }, formats: ["es"] }, rolldownOptions: { output: { format: "es", minify: false, entryFileNames: "[name].js" } } } });
const { output } = [result].flat()[0];
const files = new Map(output.map((f) => [f.fileName, f.code]));
const server = createServer((req, res) => { const f = req.url.slice(1); if (!f) { res.setHeader("content-type", "text/html"); return res.end(`<!doctype html><html lang="en"><meta charset="utf-8"><style>body{margin:8px}main{display:grid;grid-template-columns:repeat(4,290px);gap:16px;align-items:start}</style><main></main><script type="module">import * as cards from "/cards.js"; globalThis.cards = cards; import * as c from "/page.js"; globalThis.contender = c["${use}"];</script>`); } if (!files.has(f)) return res.writeHead(404).end(); res.setHeader("content-type", "text/javascript"); res.end(files.get(f)); }).listen(0);
await new Promise((r) => server.once("listening", r));
const page = await browser.open(`http://127.0.0.1:${server.address().port}/`, tools);
await page.waitForFunction("globalThis.contender");
const s = await page.createCDPSession();
await page.evaluate(async () => { const { cards, tools: t, contender } = globalThis; for (let k = 0; k < 4; k++) { const p = cards.people(200, k % 4); const made = await t.mount(t.prepare(p), p); await t.update(made, t.prepare(cards.people(200, (k + 1) % 4))); contender.unmount(made); await t.frame(); } });
await s.send("Profiler.enable"); await s.send("Profiler.setSamplingInterval", { interval: 100 });
const self = new Map(), incl = new Map(); let total = 0;
const R = 6;
for (let r = 0; r < R; r++) {
  await page.evaluate(async (r) => { const { cards, tools: t } = globalThis; globalThis.people = cards.people(200, r % 4); globalThis.first = t.prepare(globalThis.people); globalThis.second = t.prepare(cards.people(200, (r + 1) % 4)); await t.rest(); }, r);
  if (what === "mount") await s.send("Profiler.start");
  await page.evaluate(() => globalThis.tools.mount(globalThis.first, globalThis.people).then((m) => void (globalThis.made = m)));
  if (what === "update") { await page.evaluate(() => globalThis.tools.rest()); await s.send("Profiler.start"); await page.evaluate(() => globalThis.tools.update(globalThis.made, globalThis.second)); }
  const { profile } = await s.send("Profiler.stop");
  await page.evaluate(async () => { globalThis.contender.unmount(globalThis.made); globalThis.made = null; await globalThis.tools.frame(); });
  const byId = new Map(profile.nodes.map((n) => [n.id, n])); const parent = new Map(); for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id);
  const nm = (n) => `${n.callFrame.functionName || "(anon)"}:${n.callFrame.lineNumber + 1}`;
  profile.samples.forEach((id, i) => { const d = (profile.timeDeltas[i + 1] ?? 0) / 1000; const n = byId.get(id); if (n.callFrame.functionName === "(idle)") return; total += d; self.set(nm(n), (self.get(nm(n)) ?? 0) + d); const seen = new Set(); for (let p = id; p !== undefined; p = parent.get(p)) { const k = nm(byId.get(p)); if (seen.has(k)) continue; seen.add(k); incl.set(k, (incl.get(k) ?? 0) + d); } });
}
const top = (m, n) => [...m].sort((a, b) => b[1] - a[1]).slice(0, n).map(([k, v]) => `${(v / R).toFixed(1).padStart(7)} ${k}`).join("\n");
console.log("total", (total / R).toFixed(1)); console.log("SELF\n" + top(self, 45)); console.log("INCL\n" + top(incl, 60));
for (const f of closers) await f(); process.exit(0);
