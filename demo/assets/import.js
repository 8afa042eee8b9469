import { disputeSuspects, guessEvent, ImportedPeople, ImportError, importFile, readTable } from "./kit-data.js";
import { byId, make } from "./site.js";

/** @typedef {import("../../src/data/importers/index.js").ImportedPerson} ImportedPerson */
/** @typedef {import("../../src/data/importers/index.js").ColumnMapping} ColumnMapping */
/** @typedef {import("../../src/data/importers/index.js").ImportResult} ImportResult */
/** @typedef {import("../../src/data/importers/index.js").TableStart} TableStart */
/** @typedef {import("../../src/engine/types.js").EventType} EventType */
/**
 * A file that was given, and what the reader said of it.
 * @typedef {{ file: File, columns?: ColumnMapping, events?: Record<string, EventType | null>, table?: TableStart, result?: ImportResult, asks?: boolean, failed?: boolean }} Given
 */

const FORMATS = /** @type {const} */ ({
  "gophish-json": "GoPhish campaign",
  "gophish-events": "GoPhish events",
  "gophish-results": "GoPhish results",
  xapi: "xAPI statements",
  hibp: "Have I Been Pwned answers",
  csv: "CSV",
});
const REASONS = {
  agent: "a scanner’s own name in the browser",
  delivery: "within seconds of delivery",
  burst: "several within one second",
};
const FIELDS = /** @type {const} */ ([
  ["email", "E-mail address"],
  ["id", "Staff number or other id"],
  ["name", "Name"],
  ["givenName", "First name"],
  ["familyName", "Last name"],
  ["department", "Department"],
  ["role", "Role"],
  ["businessImpact", "Business impact"],
  ["event", "What happened"],
  ["at", "When"],
  ["timeOfDay", "Time of day, where it stands apart"],
  ["ref", "Campaign or course"],
  ["score", "What was learned"],
]);
/** What can have happened, as one says it. */
const EVENTS = /** @type {const} */ ([
  ["simulation_sent", "Simulation sent"],
  ["simulation_opened", "Simulation opened"],
  ["simulation_clicked", "Link clicked"],
  ["simulation_qr_scanned", "QR code scanned"],
  ["simulation_attachment_opened", "Attachment opened"],
  ["simulation_submitted", "Data entered"],
  ["simulation_reported", "Simulation reported"],
  ["simulation_ignored", "Simulation ignored"],
  ["threat_received", "Real threat received"],
  ["threat_clicked", "Real threat clicked"],
  ["threat_reported", "Real threat reported"],
  ["training_assigned", "Training assigned"],
  ["training_completed", "Training completed"],
  ["quiz_passed", "Quiz passed"],
  ["quiz_failed", "Quiz failed"],
]);
/** Of these tools keep times in columns of their own. */
const TIMED = EVENTS.filter(([type]) => !type.startsWith("threat_"));
/** Rows of a table that a reader still looks through. */
const LISTED = 200;

const number = new Intl.NumberFormat("en-GB");
const drop = byId("drop", HTMLLabelElement);
const input = byId("file", HTMLInputElement);
const zone = byId("zone", HTMLSelectElement);
const status = byId("status", HTMLElement);
const bar = byId("progress", HTMLProgressElement);
const problem = byId("problem", HTMLElement);
const mapping = byId("mapping", HTMLDetailsElement);
const form = byId("mapping-form", HTMLFormElement);
const dispute = byId("dispute", HTMLInputElement);
const chosen = byId("chosen", HTMLElement);
const provider = /** @type {HTMLElement & { data?: unknown, model: string }} */ (byId("portal", HTMLElement));

let people = new ImportedPeople();
/** @type {{ records: ImportedPerson[], read: number, refused: Array<{ file: string, line: number, message: string }>, refusedCount: number, names: string[] }} */
let known = fresh();
/** @type {Given[]} */
let given = [];
/** Whose columns the form is about. @type {Given | undefined} */
let asked;

function fresh() {
  return { records: [], read: 0, refused: [], refusedCount: 0, names: [] };
}

// ---- what the file does not say ----

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = [
  "UTC",
  "Europe/London",
  "Europe/Rome",
  "America/New_York",
  "America/Chicago",
  "America/Los_Angeles",
  "Asia/Tokyo",
  "Australia/Sydney",
];
for (const name of new Set([own, ...zones]))
  zone.append(make("option", { value: name }, name === own ? `${name} (this computer’s)` : name));
zone.append(make("option", { value: "" }, "no zone: leave such lines out"));

function options() {
  const order = byId("order", HTMLSelectElement).value;
  return {
    ...(zone.value ? { timeZone: zone.value } : {}),
    ...(order === "dmy" || order === "mdy" ? { dateOrder: /** @type {"dmy" | "mdy"} */ (order) } : {}),
  };
}

// ---- reading ----

/** @param {Given} one */
async function read(one) {
  const { file, columns, events, table } = one;
  bar.hidden = false;
  bar.value = 0;
  status.textContent = `Reading ${file.name} …`;
  try {
    const result = await importFile(file, {
      ...options(),
      ...(columns ? { columns, header: table?.line || false } : {}),
      ...(events ? { events } : {}),
      into: people,
      progress: (characters) => void (bar.value = file.size ? Math.min(1, characters / file.size) : 1),
    });
    one.result = result;
    known.records = result.people;
    known.read += result.read;
    known.refusedCount += result.refused;
    known.refused.push(...result.refusals.map((refusal) => ({ file: file.name, ...refusal })));
    known.names.push(`${file.name} (${FORMATS[result.format]})`);
    const isTable = result.format === "csv" || (result.used === 0 && result.format !== "xapi");
    if (isTable) await look(one, needsWords(result));
  } catch (error) {
    // A broken promise of the page's own should be heard of; what a file lacks is for the reader.
    if (!(error instanceof ImportError) && !(error instanceof RangeError)) throw error;
    one.failed = true;
    problem.textContent = `${file.name}: ${error.message}`;
    problem.hidden = false;
    if (error instanceof ImportError && /column/.test(error.message)) await look(one, true);
  } finally {
    bar.hidden = true;
  }
}

/** Whether only its reader can say what a table holds: nothing came of it, or not all that happened. @param {ImportResult} result */
function needsWords({ used, words, columns = {} }) {
  const { event, at, times, breachAt, measures } = columns;
  const told = (event !== undefined && at !== undefined) || times || breachAt !== undefined || measures;
  return used === 0 || !told || Object.keys(words).length > 0;
}

/** Which columns a table has, once. @param {Given} one @param {boolean} asks */
async function look(one, asks) {
  const table = (one.table ??= await readTable(one.file));
  const widest = Math.max(table.header.length, ...table.rows.map((row) => row.length));
  if (widest < 2) return;
  // Who has said which column is which is not asked the same again, but for words.
  one.asks = asks && (!one.columns || Object.keys(one.result?.words ?? {}).length > 0 || one.failed === true);
}

/** One reading after the other, each with all the options of its moment. */
let work = Promise.resolve();

/** Everything that was given, anew: people, counts and lists are of all files. @param {boolean} moves whether the reader is led to what came of it */
function readAll(moves) {
  work = work
    .catch(() => undefined)
    .then(async () => {
      people = new ImportedPeople();
      known = fresh();
      problem.hidden = true;
      for (const one of given) {
        delete one.result;
        delete one.asks;
        delete one.failed;
        await read(one);
      }
      given = given.filter(({ result, table }) => result || table);
      status.textContent = known.names.length > 0 ? `Read ${known.names.join(", ")}.` : "";
      asked = given.find(({ asks }) => asks) ?? given.findLast(({ table }) => table);
      ask();
      report();
      if (!moves) return;
      if (asked?.asks) byId("mapping-title", HTMLElement).focus();
      else if (known.names.length > 0) byId("result-title", HTMLElement).focus();
    });
  return work;
}

/**
 * A native list for something that is asked.
 * @param {string} id @param {string} label
 * @param {ReadonlyArray<readonly [value: string, words: string]>} entries
 * @param {string} value
 */
function field(id, label, entries, value) {
  const choice = make("select", { id }, ...entries.map(([key, words]) => make("option", { value: key }, words)));
  /** @type {HTMLSelectElement} */ (choice).value = value;
  return make("div", { class: "field" }, make("label", { for: id }, label), choice);
}

/** The form: which column is which, and what the file's words mean. */
function ask() {
  mapping.hidden = !asked?.table;
  if (!asked?.table) return;
  const { file, table, result, asks = false } = asked;
  const columns = asked.columns ?? table.columns;
  const width = Math.max(table.header.length, ...table.rows.map((row) => row.length));
  const names = Array.from({ length: width }, (_, i) => table.header[i] ?? "");
  const place = (/** @type {string | number | undefined} */ column) =>
    column === undefined ? -1 : typeof column === "number" ? column : names.indexOf(column);
  const entries = names.map((name, i) => {
    const first = table.rows.find((row) => row[i]?.trim())?.[i] ?? "";
    const own = name.trim() !== "" && names.indexOf(name) === i;
    return /** @type {const} */ ([String(i), own ? name : `Column ${i + 1}${first ? `: ${first.slice(0, 24)}` : ""}`]);
  });
  const one = (/** @type {string} */ key, /** @type {string} */ label, /** @type {string | number | undefined} */ is) =>
    field(`column-${key}`, label, [["", "–"], ...entries], place(is) < 0 ? "" : String(place(is)));
  byId("columns", HTMLElement).replaceChildren(...FIELDS.map(([key, label]) => one(key, label, columns[key])));
  byId("times", HTMLElement).replaceChildren(...TIMED.map(([type, label]) => one(type, label, columns.times?.[type])));
  const words = Object.entries({
    ...Object.fromEntries(Object.keys(asked.events ?? {}).map((word) => [word, 0])),
    ...result?.words,
  });
  byId("words", HTMLElement).hidden = words.length === 0;
  byId("words-list", HTMLElement).replaceChildren(
    ...words.map(([word, lines], i) => {
      const label = `“${word}”${lines ? `, ${number.format(lines)} ${lines === 1 ? "line" : "lines"}` : ""}`;
      const said = asked?.events?.[word];
      const made = field(
        `word-${i}`,
        label,
        [["", "not known"], ["null", "nothing: leave such lines out"], ...EVENTS],
        said === null ? "null" : (said ?? guessEvent(word) ?? ""),
      );
      /** @type {HTMLSelectElement} */ (made.querySelector("select")).dataset.word = word;
      return made;
    }),
  );
  const left = (result?.unread ?? []).map((column) => (typeof column === "number" ? `column ${column + 1}` : column));
  const parts = left.length === 1 ? "1 column was left out" : `${left.length} columns were left out`;
  byId("mapping-title", HTMLElement).textContent = !asks
    ? `How ${file.name} was read${left.length > 0 ? `: ${parts}` : ""}`
    : words.length > 0
      ? `What do the words of ${file.name} mean?`
      : `Which column of ${file.name} is which?`;
  byId("timed", HTMLDetailsElement).open = columns.times !== undefined;
  const note = byId("mapping-note", HTMLElement);
  note.textContent = left.length > 0 ? `Nothing was taken from ${left.join(", ")}.` : "";
  note.hidden = left.length === 0;
  mapping.open = asks;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!asked?.table) return;
  const at = (/** @type {string} */ key) => byId(`column-${key}`, HTMLSelectElement).value;
  const picked = (/** @type {ReadonlyArray<readonly [string, string]>} */ keys) =>
    Object.fromEntries(keys.flatMap(([key]) => (at(key) === "" ? [] : [[key, Number(at(key))]])));
  const times = picked(TIMED);
  const { measures } = asked.columns ?? asked.table.columns;
  asked.columns = {
    ...picked(FIELDS),
    ...(Object.keys(times).length ? { times } : {}),
    ...(measures ? { measures } : {}),
  };
  /** @type {Record<string, EventType | null>} */
  const events = {};
  for (const select of byId("words-list", HTMLElement).querySelectorAll("select"))
    if (select.value)
      events[select.dataset.word ?? ""] = select.value === "null" ? null : /** @type {EventType} */ (select.value);
  asked.events = events;
  void readAll(true);
});

for (const id of ["zone", "order"])
  byId(id, HTMLSelectElement).addEventListener("change", () => void (given.length > 0 && readAll(false)));

/** @param {Iterable<File>} files */
function add(files) {
  given.push(...[...files].map((file) => ({ file })));
  return readAll(true);
}

input.addEventListener("change", () => {
  const files = [...(input.files ?? [])];
  // The same file chosen again is a change again.
  input.value = "";
  void add(files);
});

for (const type of ["dragenter", "dragover"]) {
  drop.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  void add(event.dataTransfer?.files ?? []);
});
// A file that misses the zone would otherwise replace the page.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());

byId("example", HTMLButtonElement).addEventListener("click", async () => {
  const answer = await fetch("data/example-gophish-events.csv");
  void add([new File([await answer.blob()], "Parcel, November - Events.csv", { type: "text/csv" })]);
});

byId("again", HTMLButtonElement).addEventListener("click", () => {
  people = new ImportedPeople();
  known = fresh();
  given = [];
  asked = undefined;
  mapping.hidden = true;
  problem.hidden = true;
  dispute.checked = false;
  chosen.hidden = true;
  provider.data = undefined;
  status.textContent = "";
  byId("result", HTMLElement).hidden = true;
  input.focus();
});

// ---- what came of it ----

function report() {
  const { records, refused, refusedCount } = known;
  const events = records.flatMap((person) => (person.events ?? []).map((event) => ({ event, id: person.id })));
  const suspects = events.filter(({ event }) => event.suspect);
  const breaches = records.reduce((sum, person) => sum + (person.breaches?.length ?? 0), 0);
  const facts = [
    ["People", records.length],
    ["Events", events.length],
    ...(breaches ? [["Breaches", breaches]] : []),
    ["Lines read", known.read],
    ["Could not be used", refusedCount],
    ["Likely scanners", suspects.length],
  ];
  byId("facts", HTMLElement).replaceChildren(
    ...facts.map(([name, count]) =>
      make("div", {}, make("dt", {}, String(name)), make("dd", {}, number.format(Number(count)))),
    ),
  );

  byId("refused", HTMLElement).hidden = refusedCount === 0;
  byId("refused-title", HTMLElement).textContent =
    refusedCount === 1 ? "1 line could not be used" : `${number.format(refusedCount)} lines could not be used`;
  const rows = refused
    .slice(0, LISTED)
    .map(({ file, line, message }) =>
      make(
        "tr",
        {},
        make("td", {}, file),
        make("td", { class: "number" }, number.format(line)),
        make("td", {}, message),
      ),
    );
  if (refusedCount > rows.length)
    rows.push(make("tr", {}, make("td", { colspan: "3" }, `and ${number.format(refusedCount - rows.length)} more`)));
  byId("refused-rows", HTMLElement).replaceChildren(...rows);
  // Whose line it is needs saying only where there are several files.
  byId("refused", HTMLElement).classList.toggle("one-file", known.names.length < 2);

  byId("suspects", HTMLElement).hidden = suspects.length === 0;
  byId("suspects-title", HTMLElement).textContent = `${number.format(suspects.length)} likely made by mail scanners`;
  byId("suspects-rows", HTMLElement).replaceChildren(
    ...Object.entries(REASONS).flatMap(([reason, words]) => {
      const found = suspects.filter(({ event }) => event.suspect === reason);
      if (found.length === 0) return [];
      const whose = new Set(found.map(({ id }) => id)).size;
      return make(
        "tr",
        {},
        make("td", {}, words),
        make("td", { class: "number" }, number.format(found.length)),
        make("td", { class: "number" }, number.format(whose)),
      );
    }),
  );
  byId("notes", HTMLElement).hidden = refusedCount === 0 && suspects.length === 0;
  byId("result", HTMLElement).hidden = records.length === 0 && refusedCount === 0;
  supply();
}

/** Hands the people to the elements, with or without what is disputed. */
function supply() {
  const shown = dispute.checked ? disputeSuspects(known.records) : known.records;
  const last = shown
    .flatMap((person) => person.events ?? [])
    .reduce((latest, { at }) => Math.max(latest, Number(at)), 0);
  const atLast = byId("when", HTMLSelectElement).value === "last" && last > 0;
  provider.data = {
    as_of: atLast ? last : Date.now(),
    clients: [{ id: "import", name: "Imported people", people: shown }],
  };
}

dispute.addEventListener("change", supply);
byId("when", HTMLSelectElement).addEventListener("change", supply);
byId("model", HTMLSelectElement).addEventListener("change", (event) => {
  provider.model = /** @type {HTMLSelectElement} */ (event.currentTarget).value;
});

provider.addEventListener("risk-select", (event) => {
  const { kind, id } = /** @type {CustomEvent<{ kind: string, id: string }>} */ (event).detail;
  if (kind !== "person") return;
  chosen.setAttribute("person", id);
  chosen.hidden = false;
  chosen.scrollIntoView({ block: "nearest" });
});
