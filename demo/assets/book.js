import { DAY, getModel, parseTime, bandOf, publish, rollUp, scoreColumnsInSlices } from "./kit.js";
import { generateColumns, LARGE } from "../data/columns.js";
import { generateClientInSlices } from "../data/generate.js";
import { breathe, byId, make } from "./site.js";

/** @typedef {import("../../src/engine/index.js").Columns} Columns */
/** @typedef {import("../../src/engine/index.js").ColumnScores} Scores */
/** @typedef {import("../../src/engine/index.js").ColumnOptions} Options */
/** @typedef {import("../../src/engine/index.js").ClientRecord} ClientRecord */
/** @typedef {{ as_of: number | string, clients: number, people: number, events: number }} Made */
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
 * A worker of the page's own, where the page may start one. Under Trusted Types a plain address is refused: the page's
 * policy names one that blesses this address and no other.
 * @returns {Worker | null}
 */
function startWorker() {
  const address = new URL("book-worker.js", import.meta.url).href;
  try {
    const { trustedTypes } = /** @type {{ trustedTypes?: { createPolicy: Function } }} */ (
      /** @type {unknown} */ (globalThis)
    );
    const policy = trustedTypes?.createPolicy("book-worker", {
      createScriptURL: (/** @type {string} */ url) => {
        if (url !== address) throw new TypeError(`${url} is not this page's worker`);
        return url;
      },
    });
    return new Worker(policy ? policy.createScriptURL(address) : address, { type: "module" });
  } catch {
    return null;
  }
}

/**
 * Made and kept in a worker: what is asked of it are messages, and only what is shown comes over.
 * @param {(done: number) => void} tell
 * @returns {Promise<Book> | null}
 */
function inWorker(tell) {
  const worker = startWorker();
  if (!worker) return null;
  let asked = 0;
  /** @type {Map<number, (scores: Scores | null) => void>} */
  const waiting = new Map();
  /** @type {Map<number, (client: ClientRecord | null) => void>} */
  const clients = new Map();
  return new Promise((done, fail) => {
    worker.addEventListener("message", ({ data }) => {
      if (data.making) tell(data.making);
      else if ("client" in data) clients.get(data.person)?.(data.client);
      else if (waiting.has(data.id) && !("done" in data)) {
        waiting.get(data.id)?.(data.scores ?? null);
        waiting.delete(data.id);
      } else if (data.made)
        done({
          made: data.made,
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
        });
    });
    worker.addEventListener("error", () => fail(new Error("the worker failed")));
  });
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

/** @param {number} done */
const tell = (done) => {
  bar.value = done;
  status.textContent = `Making ${number.format(done)} of ${number.format(bar.max)} people …`;
};

const started = performance.now();
// Begun before anything is drawn: it does not hold the page up.
const making = inWorker(tell);

// One element a task: each draws itself as it comes, and the page answers in between.
const [card, distribution, ranking] = /** @type {[Element, Element, Element]} */ (
  ["risk-score-card", "risk-distribution", "risk-ranking"].map((tag) => make(tag))
);
for (const element of [card, distribution, ranking]) {
  await breathe();
  byId(element === ranking ? "list" : "summary", HTMLElement).append(element);
}

const book = (await making?.catch(() => null)) ?? (await inPage(tell));
const took = performance.now() - started;
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
  for (const element of [card, distribution]) {
    await breathe();
    Object.assign(element, { model: model.value, data });
  }
  const { clients, events } = book.made;
  status.textContent =
    `${number.format(clients)} clients, ${number.format(people)} people, ${number.format(events)} events: ` +
    `made in ${(took / 1000).toFixed(1)} s, everyone scored in ${((performance.now() - began) / 1000).toFixed(1)} s, ` +
    (book.worker ? "in a worker of this page." : "in this page.");
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
  for (const element of chosen.querySelectorAll("risk-score-card, risk-breakdown")) {
    element.setAttribute("person", id);
    Object.assign(element, { model: model.value, asOf: asOf(), data });
    await breathe();
  }
  chosen.hidden = false;
  chosen.scrollIntoView({ block: "start", behavior: "auto" });
}
