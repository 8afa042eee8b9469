import { openBrowser } from "../lib/browser.mjs";
import { CONTENDERS, serveCards, tools } from "../lib/card-pages.mjs";

export const title = "200 score cards: mount, update, memory; the first card of a page";

const CARDS = 200;
/** Lives of 20 cards each, after which nothing may be left. */
const CYCLES = 20;

/** In the page: data of its own each round, so that nobody gains by having seen it, and no garbage of before. */
async function prepare(count, round) {
  const { cards, tools: t } = globalThis;
  globalThis.people = cards.people(count, round % 4);
  globalThis.first = t.prepare(globalThis.people);
  globalThis.second = t.prepare(cards.people(count, (round + 1) % 4));
  await t.rest();
}
const load = () => globalThis.load();
const rest = () => globalThis.tools.rest();
const mount = () =>
  globalThis.tools.mount(globalThis.first, globalThis.people).then((made) => void (globalThis.made = made));
const update = () => globalThis.tools.update(globalThis.made, globalThis.second);
async function unmount() {
  globalThis.contender.unmount(globalThis.made);
  globalThis.made = null;
  await globalThis.tools.frame();
}
async function live(count, cycles) {
  const { cards, tools: t, contender } = globalThis;
  for (let k = 0; k < cycles; k++) {
    const [first, second] = [k, k + 1].map((round) => cards.people(count, round % 4));
    const made = await t.mount(t.prepare(first), first);
    await t.update(made, t.prepare(second));
    contender.unmount(made);
    await t.frame();
  }
}

/** A contender's page with what the browser counts of it. */
async function openPage(browser, url) {
  const page = await browser.open(url, tools);
  const session = await page.createCDPSession();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const metrics = async () => {
    const { metrics: all } = await session.send("Performance.getMetrics");
    return Object.fromEntries(all.map(({ name, value }) => [name, value]));
  };
  return {
    page,
    metrics,
    /** @returns ms of the page's thread: script, style, layout, paint */
    async spent(work) {
      const before = await metrics();
      await page.evaluate(work);
      return (await metrics()).TaskDuration * 1000 - before.TaskDuration * 1000;
    },
    async collected() {
      for (let k = 0; k < 3; k++) await session.send("HeapProfiler.collectGarbage");
      return metrics();
    },
  };
}

async function memory({ page, collected }, patience) {
  // What a card has to announce waits for its turn to be said, and the card with it.
  const settled = async () => {
    await new Promise((done) => setTimeout(done, patience));
    return collected();
  };
  await page.evaluate(prepare, CARDS, 2);
  const empty = await collected();
  await page.evaluate(mount);
  const full = await collected();
  await page.evaluate(unmount);
  await page.evaluate(live, 20, 2);
  const start = await settled();
  await page.evaluate(live, 20, CYCLES);
  const end = await settled();
  return {
    heap: (full.JSHeapUsedSize - empty.JSHeapUsedSize) / CARDS / 1024,
    nodes: end.Nodes - start.Nodes,
    listeners: end.JSEventListeners - start.JSEventListeners,
  };
}

export async function run(bench) {
  const { row, note, median, rounds } = bench;
  const browser = await openBrowser(bench);
  if (!browser) return;
  const site = await serveCards(bench);
  const first = site.names.filter((name) => CONTENDERS[name].shows !== "size");
  const names = first.filter((name) => !CONTENDERS[name].shows);
  const times = Object.fromEntries(first.map((name) => [name, { mount: [], update: [], first: [], script: [] }]));
  const isOurs = (name) => ["ours", "given", "web"].includes(name);
  const url = (name) => `${site.origin}/${name}/`;

  for (let round = 0; round < rounds; round++) {
    for (const name of first) {
      const { page, spent } = await openPage(browser, url(name));
      const script = await spent(load);
      await page.evaluate(prepare, 1, 0);
      const shown = await spent(mount);
      times[name].first.push(shown);
      times[name].script.push(script + shown);
      await page.close();
    }
  }

  const pages = new Map();
  for (const name of names) {
    const made = await openPage(browser, url(name));
    await made.page.evaluate(load);
    await made.page.evaluate(live, CARDS, 3);
    pages.set(name, made);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, { page, spent }] of pages) {
      await page.bringToFront();
      await page.evaluate(prepare, CARDS, round);
      times[name].mount.push(await spent(mount));
      await page.evaluate(rest);
      times[name].update.push(await spent(update));
      await page.evaluate(unmount);
    }
  }
  const kept = new Map();
  for (const [name, made] of pages) {
    await made.page.bringToFront();
    kept.set(name, await memory(made, isOurs(name) ? 6000 : 100));
    await made.page.close();
  }

  const timed = {
    mount: ["mount 200", 2],
    update: ["update 200", 1.5],
    first: ["first card of a page", 1.5],
    script: ["first card of a page, its script run too"],
  };
  for (const [what, [label, target]] of Object.entries(timed)) {
    for (const name of first.filter((name) => times[name][what].length)) {
      row({
        label: `${label} · ${CONTENDERS[name].label}`,
        value: median(times[name][what]),
        floor: median(times.floor[what]),
        ...(isOurs(name) && target && { target }),
      });
    }
  }
  const left = {
    heap: ["heap a card", "KiB", 8],
    nodes: [`nodes left after ${CYCLES} cycles`, "", 0],
    listeners: [`listeners left after ${CYCLES} cycles`, "", 0],
  };
  for (const [what, [label, unit, goal]] of Object.entries(left)) {
    for (const [name, one] of kept) {
      row({ label: `${label} · ${CONTENDERS[name].label}`, value: one[what], unit, ...(isOurs(name) && { goal }) });
    }
  }
  note(
    "Times are what the page's thread computed until the frame that shows it was done: script, style, layout, paint.",
  );
}
