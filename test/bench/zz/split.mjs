import { openBrowser } from "../lib/browser.mjs";
import { serveCards, tools } from "../lib/card-pages.mjs";
const closers = [];
const bench = { note: console.log, onClose: (f) => closers.push(f) };
const browser = await openBrowser(bench);
const site = await serveCards(bench);
const names = (process.argv[2] ?? "floor,lit,ours").split(",");
for (const name of names) {
  const page = await browser.open(`${site.origin}/${name}/`, tools);
  const session = await page.createCDPSession();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const metrics = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  await page.evaluate(() => globalThis.load());
  await page.evaluate(async () => { const { cards, tools: t, contender } = globalThis; for (let k = 0; k < 3; k++) { const p = cards.people(200, k % 4); const made = await t.mount(t.prepare(p), p); await t.update(made, t.prepare(cards.people(200, (k + 1) % 4))); contender.unmount(made); await t.frame(); } });
  const sums = {};
  const spent = async (what, work) => { const a = await metrics(); await page.evaluate(work); const b = await metrics(); const s = (sums[what] ??= {}); for (const k of ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"]) (s[k] ??= []).push((b[k] - a[k]) * 1000); };
  for (let round = 0; round < 7; round++) {
    await page.evaluate(async (r) => { const { cards, tools: t } = globalThis; globalThis.people = cards.people(200, r % 4); globalThis.first = t.prepare(globalThis.people); globalThis.second = t.prepare(cards.people(200, (r + 1) % 4)); await t.rest(); }, round);
    await spent("mount", () => globalThis.tools.mount(globalThis.first, globalThis.people).then((m) => void (globalThis.made = m)));
    await page.evaluate(() => globalThis.tools.rest());
    await spent("update", () => globalThis.tools.update(globalThis.made, globalThis.second));
    await page.evaluate(async () => { globalThis.contender.unmount(globalThis.made); globalThis.made = null; await globalThis.tools.frame(); });
  }
  const med = (l) => Math.min(...l).toFixed(1);
  for (const [what, s] of Object.entries(sums)) console.log(name, what, Object.entries(s).map(([k, v]) => `${k.replace("Duration", "")} ${med(v)}`).join("  "));
  const nodes = await page.evaluate(async () => { const m = await globalThis.tools.mount(globalThis.first, globalThis.people); const n = m[0].shadowRoot ? m[0].shadowRoot.querySelectorAll("*").length : m[0].querySelectorAll("*").length; return n; });
  console.log(name, "elements a card", nodes);
  await page.close();
}
for (const f of closers) await f();
process.exit(0);
