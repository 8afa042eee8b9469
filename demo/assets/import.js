import { disputeSuspects, guessColumns, ImportedPeople, ImportError, importFile, readHeader } from "./kit-data.js";
import { byId, make } from "./site.js";

/** @typedef {import("../../src/data/importers/index.js").ImportedPerson} ImportedPerson */
/** @typedef {import("../../src/data/importers/index.js").ColumnMapping} ColumnMapping */

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
  ["name", "Name"],
  ["department", "Department"],
  ["role", "Role"],
  ["event", "What happened"],
  ["at", "When"],
  ["ref", "Campaign or course"],
  ["score", "What was learned"],
]);
/** Rows of a table that a reader still looks through. */
const LISTED = 200;

const number = new Intl.NumberFormat("en-GB");
const drop = byId("drop", HTMLLabelElement);
const input = byId("file", HTMLInputElement);
const zone = byId("zone", HTMLSelectElement);
const status = byId("status", HTMLElement);
const bar = byId("progress", HTMLProgressElement);
const problem = byId("problem", HTMLElement);
const mapping = byId("mapping", HTMLFormElement);
const dispute = byId("dispute", HTMLInputElement);
const chosen = byId("chosen", HTMLElement);
const provider = /** @type {HTMLElement & { data?: unknown, model: string }} */ (byId("portal", HTMLElement));

let people = new ImportedPeople();
/** @type {{ records: ImportedPerson[], read: number, refused: Array<{ file: string, line: number, message: string }>, refusedCount: number, names: string[] }} */
let known = fresh();
/** @type {File | null} */
let waiting = null;

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

/** @param {File} file @param {ColumnMapping} [columns] */
async function read(file, columns) {
  problem.hidden = true;
  bar.hidden = false;
  bar.value = 0;
  status.textContent = `Reading ${file.name} …`;
  try {
    const result = await importFile(file, {
      ...options(),
      ...(columns ? { columns } : {}),
      into: people,
      progress: (characters) => void (bar.value = file.size ? Math.min(1, characters / file.size) : 1),
    });
    known.records = result.people;
    known.read += result.read;
    known.refusedCount += result.refused;
    known.refused.push(...result.refusals.map((refusal) => ({ file: file.name, ...refusal })));
    known.names.push(`${file.name} (${FORMATS[result.format]})`);
    status.textContent = `Read ${known.names.join(", ")}.`;
    mapping.hidden = true;
    report();
    byId("result-title", HTMLElement).focus({ preventScroll: false });
  } catch (error) {
    status.textContent = "";
    // A broken promise of the page's own should be heard of; what a file lacks is for the reader.
    if (!(error instanceof ImportError) && !(error instanceof RangeError)) throw error;
    problem.textContent = `${file.name}: ${error.message}`;
    problem.hidden = false;
    if (error instanceof ImportError && /column/.test(error.message)) await ask(file);
  } finally {
    bar.hidden = true;
  }
}

/** Which column is which, for a table that no known tool wrote. @param {File} file */
async function ask(file) {
  const header = await readHeader(file);
  if (header.length < 2) return;
  const guess = guessColumns(header);
  waiting = file;
  byId("columns", HTMLElement).replaceChildren(
    ...FIELDS.map(([field, label]) => {
      const choice = /** @type {HTMLSelectElement} */ (
        make("select", { id: `column-${field}`, name: field }, make("option", { value: "" }, "–"))
      );
      for (const name of header) choice.append(make("option", { value: name }, name));
      choice.value = String(guess[field] ?? "");
      return make("div", { class: "field" }, make("label", { for: `column-${field}` }, label), choice);
    }),
  );
  mapping.hidden = false;
}

mapping.addEventListener("submit", (event) => {
  event.preventDefault();
  const picked = [...new FormData(mapping)].filter(([, column]) => column !== "");
  if (waiting) void read(waiting, Object.fromEntries(picked));
});

/** @param {Iterable<File>} files */
async function readAll(files) {
  for (const file of files) await read(file);
}

input.addEventListener("change", () => {
  const files = [...(input.files ?? [])];
  // The same file chosen again is a change again.
  input.value = "";
  void readAll(files);
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
  void readAll(event.dataTransfer?.files ?? []);
});
// A file that misses the zone would otherwise replace the page.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());

byId("example", HTMLButtonElement).addEventListener("click", async () => {
  const answer = await fetch("data/example-gophish-events.csv");
  void read(new File([await answer.blob()], "Parcel, November - Events.csv", { type: "text/csv" }));
});

byId("again", HTMLButtonElement).addEventListener("click", () => {
  people = new ImportedPeople();
  known = fresh();
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
