import { DAY, getModel, parseTime, bandOf, publish, rollUp, scoreColumnsInSlices } from "./kit.js";
import { generateColumns, LARGE } from "../data/columns.js";
import { generateClientInSlices } from "../data/generate.js";
import { began, made, progress, worker } from "./making.js";
import { breathe, byId, make } from "./site.js";

/** @typedef {import("../../src/engine/index.js").Columns} Columns */
/** @typedef {import("../../src/engine/index.js").ColumnScores} Scores */
/** @typedef {import("../../src/engine/index.js").ColumnOptions} Options */
/** @typedef {import("../../src/engine/index.js").ClientRecord} ClientRecord */
/** @typedef {import("./making.js").Made} Made */
/**
 * @typedef {object} Book Everyone, wherever they are kept.
 * @property {Made} made
 * @property {Worker | null} worker
 * @property {Columns | null} columns
 * @property {(options: Options, wanted: () => boolean) => Promise<Scores | null>} score Null where nobody waits any more.
 * @property {(person: number) => Promise<ClientRecord | null>} client The records of somebody's client.
 */
/**
 * @typedef {HTMLElement & { data?: unknown, columns?: unknown, worker?: unknown, model: string, asOf: number | string | null }} Element
 */

/** What may be done in one go; the browser wants to draw every 16 ms. */
const BUDGET = 12;

const bar = byId("progress", HTMLProgressElement);
const status = byId("status", HTMLElement);
const model = byId("model", HTMLSelectElement);
const date = byId("date", HTMLInputElement);
const shownDate = byId("shown-date", HTMLOutputElement);
const chosen = byId("chosen", HTMLElement);
// The first words of a language are loaded from its tables: not what a page should begin with.
await breathe();
const number = new Intl.NumberFormat("en-GB");
await breathe();
const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
await breathe();

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
 * Kept in the worker that made it: what is asked of it are messages, and only what is shown comes over.
 * @param {Worker} worker
 * @param {Made} made
 * @returns {Book}
 */
function inWorker(worker, made) {
  let asked = 0;
  /** @type {Map<number, (scores: Scores | null) => void>} */
  const waiting = new Map();
  /** @type {Map<number, (client: ClientRecord | null) => void>} */
  const clients = new Map();
  worker.addEventListener("message", ({ data }) => {
    if ("client" in data) clients.get(data.person)?.(data.client);
    else if (waiting.has(data.id) && !("done" in data)) {
      waiting.get(data.id)?.(data.scores ?? null);
      waiting.delete(data.id);
    }
  });
  return {
    made,
    worker,
    columns: null,
    score: (options) =>
      new Promise((answer) => {
        waiting.set(++asked, answer);
        // As the kit's worker is asked.
        worker.postMessage({ id: asked, task: "score", options });
      }),
    client: (person) =>
      new Promise((answer) => {
        clients.set(person, answer);
        worker.postMessage({ person });
      }),
  };
}

/**
 * Made and kept in the page, a few milliseconds at a time.
 * @param {(done: number) => void} tell
 * @returns {Promise<Book>}
 */
async function inPage(tell) {
  const made = await inSlices(generateColumns(), tell);
  if (!made) throw new Error("never: it is always waited for");
  const { columns, as_of } = made;
  const { clientStart, eventStart, eventAt } = columns;
  return {
    made: { as_of, clients: clientStart.length - 1, people: eventStart.length - 1, events: eventAt.length },
    worker: null,
    columns,
    score: (options, wanted) => inSlices(scoreColumnsInSlices(columns, options), undefined, wanted),
    client: (person) => {
      const place = clientStart.findIndex((start) => start > person) - 1;
      return inSlices(generateClientInSlices(place, LARGE));
    },
  };
}

/**
 * Scores of those who have one.
 * @param {ArrayLike<number>} scores
 * @returns {Generator<number, number[]>}
 */
function* known(scores) {
  const all = [];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? NaN;
    if (score === score) all.push(score);
    if (i % 4096 === 0) yield i;
  }
  return all;
}

/** @param {number} done */
const tell = (done) => {
  bar.value = done;
  status.textContent = `Making ${number.format(done)} of ${number.format(bar.max)} people …`;
};

// Nobody says that there is no data: it is being made.
Object.assign(byId("everyone", HTMLElement), { source: { all: () => new Promise(() => {}) } });

progress.tell = tell;
tell(progress.done);

/**
 * One element a task: each draws itself as it comes, and the page answers in between.
 * @param {string} tag
 * @param {string} place
 */
async function put(tag, place) {
  await breathe();
  const element = /** @type {Element} */ (make(tag));
  byId(place, HTMLElement).append(element);
  return element;
}
const card = await put("risk-score-card", "summary");
const distribution = await put("risk-distribution", "summary");
const ranking = await put("risk-ranking", "list");

const there = await made;
const book = worker && there ? inWorker(worker, there) : await inPage(tell);
const took = performance.now() - began;
const now = /** @type {number} */ (parseTime(book.made.as_of));
const { people } = book.made;

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
  const scores = await book.score(options, () => mine === turn);
  if (!scores || mine !== turn) return;
  const kind = getModel(model.value);
  await breathe();
  const everyone = (await inSlices(known(scores.score))) ?? [];
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
  for (const element of [card, distribution]) {
    await breathe();
    Object.assign(element, { model: model.value, data });
    element.addEventListener("risk-load", () => element.classList.add("there"), { once: true });
  }
  const { clients, events } = book.made;
  status.textContent =
    `${number.format(clients)} clients, ${number.format(people)} people, ${number.format(events)} events: ` +
    `made in ${(took / 1000).toFixed(1)} s, everyone scored in ${((performance.now() - began) / 1000).toFixed(1)} s, ` +
    (book.worker ? "in a worker of this page." : "in this page.");
}

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
Object.assign(ranking, {
  columns: book.columns,
  worker: book.worker,
  data: { as_of: now, model: model.value, clients: [] },
});
show();

model.addEventListener("change", show);
date.addEventListener("input", () => void (shownDate.textContent = format.format(asOf())));
date.addEventListener("change", show);

ranking.addEventListener("risk-select", (event) => {
  const { kind, id } = /** @type {CustomEvent<{ kind: string, id: string }>} */ (event).detail;
  if (kind === "person") void choose(id);
});

/** @param {string} id */
async function choose(id) {
  // The evidence of one client again, this time as records: the breakdown shows each event.
  const client = await book.client(Number(id.slice(1)) - 1);
  const data = { as_of: now, model: model.value, clients: client ? [client] : [] };
  if (!chosen.childElementCount) chosen.append(make("risk-score-card"), make("risk-breakdown"));
  for (const element of chosen.children) {
    element.setAttribute("person", id);
    Object.assign(element, { model: model.value, asOf: asOf(), data });
    await breathe();
  }
  chosen.hidden = false;
  chosen.scrollIntoView({ block: "start", behavior: "auto" });
}
