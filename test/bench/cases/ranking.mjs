import { openBrowser } from "../lib/browser.mjs";

export const title = "A ranking of 100 000 people: first rows, scrolling, sorting, searching";

/** Runs in the page. Times are from the call to the end of the layout that it asked for. */
async function measure() {
  const { contender } = globalThis;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
  const start = performance.now();
  contender.first();
  while (!contender.ready()) await new Promise((done) => setTimeout(done));
  contender.rows().at(-1).getBoundingClientRect();
  const first = performance.now() - start;
  const timed = (work) => {
    const began = performance.now();
    work();
    contender.rows()[0]?.getBoundingClientRect();
    return performance.now() - began;
  };
  // What goes on behind the first rows is over.
  for (let k = 0; k < 20; k++) await new Promise((done) => setTimeout(done, 50));
  const scroller = contender.scroller();
  const scrolls = [];
  let blank = 0;
  for (let k = 1; k <= 120; k++) {
    scrolls.push(
      timed(() => {
        scroller.scrollTop = k % 10 ? scroller.scrollTop + 700 : (k / 120) * scroller.scrollHeight;
        scroller.dispatchEvent(new Event("scroll"));
      }),
    );
    const view = scroller.getBoundingClientRect();
    const boxes = contender.rows().map((row) => row.getBoundingClientRect());
    if (Math.max(...boxes.map((box) => box.bottom)) < view.bottom - 2) blank++;
    await frame();
  }
  scrolls.sort((a, b) => a - b);
  const sorts = [];
  const searches = [];
  for (let k = 0; k < 8; k++) {
    sorts.push(timed(() => contender.sort(k % 2 === 1)));
    await frame();
  }
  for (const text of ["a", "ad", "ada", "ada 1", "m", "ma", ""]) {
    searches.push(timed(() => contender.search(text)));
    await frame();
  }
  return {
    first,
    scroll: scrolls[Math.floor(scrolls.length * 0.95)],
    blank,
    sort: median(sorts),
    search: Math.max(...searches),
  };
}

export async function run(bench) {
  const { row, note, median, rounds } = bench;
  const browser = await openBrowser(bench);
  if (!browser) return;
  const contenders = {
    floor: "floor: windowed by hand",
    tanstack: "TanStack Virtual (MIT)",
    ready: "ours: <risk-ranking>, one event a person to score",
    ours: "ours: <risk-ranking>, scored from 2 000 000 events too",
  };
  const found = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(contenders)) {
      let page;
      try {
        page = await browser.load(`ranking-${name}.mjs`);
      } catch (error) {
        if (round === 0) note(`${name}: ${String(error.message).split("\n")[0]}`);
        continue;
      }
      found[name].push(await page.evaluate(measure));
      await page.close();
    }
  }
  const of = (name, what) => median(found[name].map((one) => one[what]));
  const isOurs = (name) => name === "ours" || name === "ready";
  const GOALS = { first: { target: 2 }, scroll: { goal: 12 }, sort: { target: 2 }, search: { goal: 50 } };
  for (const [what, label] of Object.entries({
    first: "first rows",
    scroll: "scroll, p95",
    sort: "sort by score",
    search: "search, the slowest letter",
  })) {
    for (const name of Object.keys(contenders)) {
      if (!found[name].length) continue;
      row({
        label: `${label} · ${contenders[name]}`,
        value: of(name, what),
        floor: of("floor", what),
        ...(isOurs(name) && GOALS[what]),
      });
    }
  }
  for (const name of Object.keys(contenders))
    if (found[name].length)
      row({
        label: `screens with blank rows of 120 · ${contenders[name]}`,
        value: of(name, "blank"),
        unit: "",
        ...(isOurs(name) && { goal: 0 }),
      });
  note("Ours draws a ruler, steps and a change in every row and keeps a table's semantics; the others fill six spans.");
}
