import { DAY, getModel, parseTime, bandOf, publish, rollUp, scoreColumnsInSlices } from "./kit.js";
import { generateColumns, LARGE } from "../data/columns.js";
import { generateClient } from "../data/generate.js";
import { breathe, byId, make } from "./site.js";

/** @typedef {import("../data/columns.js").GeneratedColumns} Book */
/** @typedef {HTMLElement & { data?: unknown, columns?: unknown, model: string, asOf: number | string | null }} Element */

/** What may be done in one go; the browser wants to draw every 16 ms. */
const BUDGET = 12;

const bar = byId("progress", HTMLProgressElement);
const status = byId("status", HTMLElement);
const model = byId("model", HTMLSelectElement);
const date = byId("date", HTMLInputElement);
const shownDate = byId("shown-date", HTMLOutputElement);
const chosen = byId("chosen", HTMLElement);
const number = new Intl.NumberFormat("en-GB");
const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/**
 * Runs a task in slices, in between which the page draws and listens.
 * @template T
 * @param {Generator<number, T>} task
 * @param {(done: number) => void} [tell]
 * @param {() => boolean} [wanted] Whether the result is still waited for; null where it is not.
 * @returns {Promise<T | null>}
 */
async function inSlices(task, tell, wanted = () => true) {
  let began = performance.now();
  for (let step = task.next(); ; step = task.next()) {
    if (step.done) return step.value;
    if (performance.now() - began < BUDGET) continue;
    tell?.(step.value);
    await breathe();
    if (!wanted()) return null;
    began = performance.now();
  }
}

/**
 * Made in a worker, where the page may start one; `null` where not. Under Trusted Types a plain address is refused, and
 * this page has no policy that would bless one.
 * @param {(done: number) => void} tell
 * @returns {Promise<Book> | null}
 */
function inWorker(tell) {
  if ("trustedTypes" in globalThis) return null;
  let worker;
  try {
    worker = new Worker(new URL("book-worker.js", import.meta.url), { type: "module" });
  } catch {
    return null;
  }
  const made = worker;
  /** @type {Book["clients"]} */
  const clients = [];
  return new Promise((done, fail) => {
    made.onmessage = ({ data }) => {
      if (data.done) tell(data.done);
      if (data.clients) clients.push(...data.clients);
      if (!data.columns) return;
      made.terminate();
      done({ clients, columns: data.columns, as_of: data.as_of });
    };
    made.onerror = () => fail(new Error("the worker failed"));
  });
}

// One element a task: each draws itself as it comes, and the page answers in between.
const [card, distribution, ranking] = /** @type {[Element, Element, Element]} */ (
  ["risk-score-card", "risk-distribution", "risk-ranking"].map((tag) => make(tag))
);
for (const element of [card, distribution, ranking]) {
  await breathe();
  byId(element === ranking ? "list" : "summary", HTMLElement).append(element);
}

/** @param {number} done */
const tell = (done) => {
  bar.value = done;
  status.textContent = `Making ${number.format(done)} of ${number.format(bar.max)} people …`;
};

/** @returns {Promise<Book>} */
async function load() {
  const inside = /** @type {Promise<Book>} */ (inSlices(generateColumns(), tell));
  return inside;
}

const started = performance.now();
const book = (await inWorker(tell)?.catch(() => null)) ?? (await load());
const made = performance.now() - started;
const now = /** @type {number} */ (parseTime(book.as_of));
const people = book.columns.eventStart.length - 1;

const asOf = () => now + Number(date.value) * DAY;

let turn = 0;

/** @type {Promise<void>} */
const listed = new Promise((done) => {
  for (const type of ["risk-load", "risk-error"]) ranking.addEventListener(type, () => done(), { once: true });
});

/** The book's own numbers: everyone at one date, rolled up. */
async function summarise() {
  const mine = ++turn;
  // The list first: it is what is worked with.
  await listed;
  const began = performance.now();
  const options = { model: model.value, asOf: asOf(), window: 90 };
  const scores = await inSlices(scoreColumnsInSlices(book.columns, options), undefined, () => mine === turn);
  if (!scores) return;
  const kind = getModel(model.value);
  await breathe();
  const everyone = nulls(scores.score);
  await breathe();
  const score = rollUp(kind, everyone);
  await breathe();
  if (mine !== turn) return;
  const published = score === null ? null : publish(kind, score);
  const scored = scores.distribution.reduce((sum, n) => sum + n, 0);
  const data = {
    ...{ id: "book", name: "The whole book", model: kind.id, asOf: options.asOf, people: [], employee_count: people },
    ...{ score, published, band: published === null ? null : bandOf(kind, published), scored },
    distribution: Object.fromEntries(scores.bands.map((id, i) => [id, scores.distribution[i]])),
  };
  for (const element of [card, distribution]) Object.assign(element, { model: model.value, data });
  status.textContent =
    `${number.format(book.clients.length)} clients, ${number.format(people)} people, ${number.format(book.columns.eventAt.length)} events: ` +
    `made in ${(made / 1000).toFixed(1)} s, everyone scored in ${((performance.now() - began) / 1000).toFixed(1)} s, in this page.`;
}

/** @param {Float64Array} scores */
const nulls = (scores) => Array.from(scores, (score) => (Number.isNaN(score) ? null : score));

function show() {
  shownDate.textContent = format.format(asOf());
  date.setAttribute("aria-valuetext", shownDate.textContent);
  ranking.model = model.value;
  ranking.asOf = asOf();
  chosen
    .querySelectorAll("[person]")
    .forEach((element) => Object.assign(element, { model: model.value, asOf: asOf() }));
  void summarise();
}

bar.hidden = true;
status.textContent = "Scoring everyone …";
ranking.columns = book.columns;
await breathe();
ranking.data = { as_of: now, model: model.value, clients: book.clients };
show();

model.addEventListener("change", show);
date.addEventListener("input", () => void (shownDate.textContent = format.format(asOf())));
date.addEventListener("change", show);

ranking.addEventListener("risk-select", (event) => {
  const { kind, id } = /** @type {CustomEvent<{ kind: string, id: string }>} */ (event).detail;
  if (kind !== "person") return;
  const place = Number(id.slice(1)) - 1;
  const starts = book.columns.clientStart;
  let index = 0;
  while (/** @type {number} */ (starts[index + 1]) <= place) index++;
  // The evidence of one client again, this time as records: the breakdown shows each event.
  const client = generateClient(index, LARGE);
  const data = { as_of: now, model: model.value, clients: client ? [client] : [] };
  for (const element of chosen.querySelectorAll("risk-score-card, risk-breakdown")) {
    element.setAttribute("person", id);
    Object.assign(element, { model: model.value, asOf: asOf(), data });
  }
  chosen.hidden = false;
  chosen.scrollIntoView({ block: "start", behavior: "auto" });
});
