import { openBrowser } from "../lib/browser.mjs";
import { serveCards, tools } from "../lib/card-pages.mjs";
const closers = [];
const bench = { note: console.log, onClose: (f) => closers.push(f) };
const browser = await openBrowser(bench);
const site = await serveCards(bench);
const EXPS = {
  none: "",
  all: "for (const s of sheets) for (const r of s.cssRules) if (r.selectorText === '.surface') r.style.all = '';",
  supports: "for (const s of sheets) for (let i = s.cssRules.length - 1; i >= 0; i--) if (s.cssRules[i].cssText.startsWith('@supports')) s.deleteRule(i);",
  tokens: "for (const s of sheets) for (let i = s.cssRules.length - 1; i >= 0; i--) if (s.cssRules[i].cssText.startsWith('@supports') || (s.cssRules[i].selectorText === ':host' && s.cssRules[i].cssText.includes('--_low'))) s.deleteRule(i);",
  containers: "for (const s of sheets) for (let i = s.cssRules.length - 1; i >= 0; i--) { const r = s.cssRules[i]; if (r.cssText.startsWith('@container')) s.deleteRule(i); else if (r.style?.containerType) r.style.containerType = ''; }",
  inner: "for (const s of sheets) for (let i = s.cssRules.length - 1; i >= 0; i--) { const r = s.cssRules[i]; if (r.cssText.startsWith('@container') && r.cssText.includes('9.9375em')) s.deleteRule(i); else if (r.selectorText==='.ruler.full') r.style.containerType = ''; }",
  hostonly: "for (const s of sheets) for (let i = s.cssRules.length - 1; i >= 0; i--) { const r = s.cssRules[i]; if (r.cssText.startsWith('@container') && !r.cssText.includes('9.9375em')) s.deleteRule(i); else if (r.selectorText===':host'&&r.style.containerType) r.style.containerType = ''; }",
  everything: "for (const s of sheets) s.replaceSync('');",
  transition: "for (const s of sheets) for (const r of s.cssRules) if (r.style?.transition) r.style.transition = '';",
};
for (const [exp, code] of Object.entries(EXPS)) {
  if (process.argv[2] && !process.argv[2].split(",").includes(exp)) continue;
  const page = await browser.open(`${site.origin}/ours/`, tools);
  const session = await page.createCDPSession();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const metrics = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  await page.evaluate(() => globalThis.load());
  await page.evaluate(async (code) => { const { cards, tools: t, contender } = globalThis; for (let k = 0; k < 3; k++) { const p = cards.people(200, k % 4); const made = await t.mount(t.prepare(p), p); await t.update(made, t.prepare(cards.people(200, (k + 1) % 4))); if (k === 0) { const sheets = new Set(made.flatMap((m) => [...m.shadowRoot.adoptedStyleSheets])); new Function("sheets", code)(sheets); } contender.unmount(made); await t.frame(); } }, code);
  const sums = {};
  for (let round = 0; round < 9; round++) {
    await page.evaluate(async (r) => { const { cards, tools: t } = globalThis; globalThis.people = cards.people(200, r % 4); globalThis.first = t.prepare(globalThis.people); await t.rest(); }, round);
    const a = await metrics(); await page.evaluate(() => globalThis.tools.mount(globalThis.first, globalThis.people).then((m) => void (globalThis.made = m))); const b = await metrics();
    for (const k of ["TaskDuration", "LayoutDuration", "RecalcStyleDuration"]) (sums[k] ??= []).push((b[k] - a[k]) * 1000);
    await page.evaluate(async () => { globalThis.contender.unmount(globalThis.made); globalThis.made = null; await globalThis.tools.frame(); });
  }
  const med = (l) => Math.min(...l).toFixed(1);
  console.log(exp.padEnd(12), Object.entries(sums).map(([k, v]) => `${k.replace("Duration", "")} ${med(v)}`).join("  "));
  await page.close();
}
for (const f of closers) await f();
process.exit(0);
