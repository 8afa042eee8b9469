import { openBrowser } from "../lib/browser.mjs";
import { serveCards, tools } from "../lib/card-pages.mjs";
const closers = [];
const bench = { note: console.log, onClose: (f) => closers.push(f) };
const browser = await openBrowser(bench);
const site = await serveCards(bench);
for (const name of (process.argv[2] ?? "floor,ours").split(",")) {
  const page = await browser.open(`${site.origin}/${name}/`, tools);
  const session = await page.createCDPSession();
  await page.evaluate(() => globalThis.load());
  await page.evaluate(async () => { const { cards, tools: t, contender } = globalThis; for (let k = 0; k < 3; k++) { const p = cards.people(200, k % 4); const made = await t.mount(t.prepare(p), p); await t.update(made, t.prepare(cards.people(200, (k + 1) % 4))); contender.unmount(made); await t.frame(); } });
  const best = {};
  for (let round = 0; round < 6; round++) {
    await page.evaluate(async (r) => { const { cards, tools: t } = globalThis; globalThis.people = cards.people(200, r % 4); globalThis.first = t.prepare(globalThis.people); globalThis.second = t.prepare(cards.people(200, (r + 1) % 4)); await t.rest(); }, round);
    const events = []; session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
    await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "v8", "blink"] } });
    await page.evaluate(() => globalThis.tools.mount(globalThis.first, globalThis.people).then((m) => void (globalThis.made = m)));
    const done = new Promise((r) => session.once("Tracing.tracingComplete", r)); await session.send("Tracing.end"); await done;
    await page.evaluate(async () => { globalThis.contender.unmount(globalThis.made); globalThis.made = null; await globalThis.tools.frame(); });
    const main = events.filter((e) => e.name === "UpdateLayoutTree" || e.name === "Layout").map((e) => e.tid)[0];
    const own = events.filter((e) => e.tid === main && e.ph === "X" && e.tdur !== undefined).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
    // self thread time by name
    const self = {}; const stack = [];
    for (const e of own) { while (stack.length && stack.at(-1).ts + stack.at(-1).dur <= e.ts) stack.pop(); if (stack.length) self[stack.at(-1).name] -= e.tdur; self[e.name] = (self[e.name] ?? 0) + e.tdur; stack.push(e); }
    for (const [k, v] of Object.entries(self)) best[k] = Math.min(best[k] ?? Infinity, v / 1000);
    session.removeAllListeners("Tracing.dataCollected");
  }
  console.log(name); for (const [k, v] of Object.entries(best).sort((a, b) => b[1] - a[1]).slice(0, 28)) console.log(v.toFixed(1).padStart(8), k);
  await page.close();
}
for (const f of closers) await f(); process.exit(0);
