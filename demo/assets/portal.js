import { demoToken, NO_API } from "./api.js";
import { byId, copyOf, make } from "./site.js";
import { NOW, supplied } from "./supplied.js";

const DAY = 86_400_000;

/** @typedef {HTMLElement & { data?: unknown, asOf: number | null, model: string, audience: string, apiBase: string | null, live: boolean, getToken: (() => Promise<string>) | null }} Provider */

/** The client with a story to tell. */
const FIRST = "meridian-freight-forwarding";

const provider = /** @type {Provider} */ (byId("portal", HTMLElement));
const message = byId("message", HTMLElement);
const busy = byId("busy", HTMLElement);
const view = byId("view", HTMLElement);
const date = byId("date", HTMLInputElement);
const today = byId("today", HTMLButtonElement);
const shownDate = byId("shown-date", HTMLOutputElement);
const audience = byId("audience", HTMLSelectElement);
const source = byId("source", HTMLSelectElement);

/** @type {Map<string, string>} */
const clientNames = new Map();
/** @type {Map<string, { name: string, client: string, department: string }>} */
const people = new Map();

/** The book, and who is who in it for the headings. */
async function supply() {
  const data = await supplied((clients) => void (busy.textContent = `Loading ${clients} of 40 clients …`));
  for (const client of data.clients) {
    clientNames.set(client.id, client.name ?? client.id);
    for (const { id, name = id, department = "" } of client.people)
      people.set(id, { name, client: client.id, department });
  }
  return data;
}

// ---- where one is: #/, #/client/ID, #/client/ID/person/ID ----

function place() {
  const [, , client, , person] = location.hash.split("/").map(decodeURIComponent);
  return { client: client || null, person: (client && person) || null };
}

/** @param {{ client?: string | null, person?: string | null }} to */
function addressOf({ client, person }) {
  if (!client) return "#/";
  const base = `#/client/${encodeURIComponent(client)}`;
  return person ? `${base}/person/${encodeURIComponent(person)}` : base;
}

/**
 * Puts the names of who is shown into headings and the title; ids, while the data is not there. Their department, once it is.
 * @param {ParentNode} content
 * @param {string | null} client
 * @param {string | null} person
 */
function name(content, client, person) {
  const names = {
    client: clientNames.get(client ?? "") ?? client ?? "",
    person: people.get(person ?? "")?.name ?? person ?? "",
  };
  for (const element of content.querySelectorAll("[data-name]")) {
    element.textContent = names[/** @type {"client" | "person"} */ (element.getAttribute("data-name"))];
    element.setAttribute("dir", "auto");
  }
  for (const element of content.querySelectorAll("[data-department]"))
    element.setAttribute("department", people.get(person ?? "")?.department ?? "");
  document.title = `${names.person || names.client || "Client portal"} – Northbeam IT`;
}

let shown = "";

/** Where the live strip speaks of. */
function sayLive() {
  byId("live", HTMLElement).hidden = source.value !== "api";
  byId("click-said", HTMLElement).textContent =
    `A phishing simulation reports that ${nameOf(target())} clicked a link; the scores on this page follow.`;
}

/** @param {boolean} moved Whether the reader went there, rather than opened the page. */
function show(moved) {
  const { client, person } = place();
  const kind = person ? "person" : client ? "client" : "overview";
  const key = `${kind}/${client}/${person}`;
  if (key === shown) return;
  shown = key;
  const content = copyOf(kind);
  name(content, client, person);
  for (const link of content.querySelectorAll("[data-link=client]")) link.setAttribute("href", addressOf({ client }));
  for (const element of content.querySelectorAll("[data-subject]")) {
    const subject = /** @type {"client" | "person"} */ (element.getAttribute("data-subject"));
    element.setAttribute(subject, (subject === "person" ? person : client) ?? "");
  }
  view.replaceChildren(content);
  sayLive();
  if (!moved) return;
  const heading = view.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

addEventListener("hashchange", () => show(true));

document.addEventListener("risk-select", (event) => {
  const { kind, id } = /** @type {CustomEvent<{ kind: string, id: string }>} */ (event).detail;
  if (kind === "client") location.hash = addressOf({ client: id });
  else if (kind === "person")
    location.hash = addressOf({ client: people.get(id)?.client ?? place().client ?? "-", person: id });
});

// ---- what is shown ----

const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
let due = 0;

function setDate() {
  due = 0;
  const days = Number(date.value);
  // The last stop is the data's own date: live data goes on from there.
  provider.asOf = days === 0 && source.value === "api" ? null : base() + days * DAY;
}

/** The newest date: the demo's own with supplied data, the clock's with the API, whose book goes on. */
const base = () => (source.value === "api" ? Math.floor(Date.now() / DAY) * DAY : NOW);

function sayDate() {
  const days = Number(date.value);
  const text = format.format(base() + days * DAY);
  shownDate.textContent = text;
  date.setAttribute("aria-valuetext", text);
  today.disabled = days === 0;
}

date.addEventListener("input", () => {
  sayDate();
  // While it is dragged, one date a frame is enough.
  due ||= requestAnimationFrame(setDate);
});

today.addEventListener("click", () => {
  date.value = "0";
  sayDate();
  setDate();
  date.focus();
});

byId("model", HTMLSelectElement).addEventListener("change", (event) => {
  provider.model = /** @type {HTMLSelectElement} */ (event.currentTarget).value;
});

audience.addEventListener("change", () => {
  provider.audience = audience.value;
  document.documentElement.dataset.audience = audience.value;
  if (audience.value === "client" && place().person) location.hash = addressOf({ client: place().client });
  if (source.value === "api") connect();
});

// ---- a click, as a phishing simulation would report it ----

/** Who clicks: the person shown, else somebody of the client shown, else of the book's most exposed client. */
function target() {
  const { client, person } = place();
  if (person) return person;
  const one = [...people].find(([, { client: of }]) => of === (client ?? FIRST));
  return one?.[0] ?? "p00085";
}

/** @param {string} id */
const nameOf = (id) => people.get(id)?.name ?? id;

/** Resolves with the time, ms, at which the page shows something new after `since`. @param {Element} element @param {number} since */
const moved = (element, since) =>
  /** @type {Promise<number>} */ (
    new Promise((done) => {
      const seen = new MutationObserver(() => {
        seen.disconnect();
        done(performance.now() - since);
      });
      const root = element.shadowRoot?.querySelector("[part~=score]") ?? element.shadowRoot ?? element;
      seen.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      setTimeout(() => seen.disconnect(), 20_000);
    })
  );

byId("click", HTMLButtonElement).addEventListener("click", async () => {
  const id = target();
  const said = byId("click-said", HTMLElement);
  const card = view.querySelector("risk-score-card[person]");
  const start = performance.now();
  const shows = card && moved(card, start);
  const event = {
    ...{ id: `demo-${crypto.randomUUID()}`, employee_id: id, type: "simulation_clicked" },
    ...{ at: new Date().toISOString(), ref: `demo-${Date.now()}` },
  };
  said.textContent = "Sending …";
  try {
    const answer = await fetch("/v1/events", {
      method: "POST",
      headers: { Authorization: `Bearer ${await token()}`, "Content-Type": "application/json" },
      body: JSON.stringify({ events: [event] }),
    });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const taken = performance.now() - start;
    said.textContent = `${nameOf(id)} clicked a link. The server took it in after ${Math.round(taken)} ms.`;
    if (!shows) {
      const link = make("a", { href: addressOf({ client: people.get(id)?.client, person: id }) }, `See ${nameOf(id)}`);
      said.append(" ", link);
      return;
    }
    const after = await shows;
    said.textContent = `${nameOf(id)} clicked a link. The page moved ${Math.round(after)} ms after the button was pressed.`;
    said.dataset.after = `${Math.round(after)}`;
  } catch {
    said.textContent = "The click could not be sent.";
  }
});

const token = () => demoToken(audience.value);

async function connect() {
  try {
    await token();
  } catch {
    message.textContent = NO_API;
    source.value = "supplied";
    return;
  }
  message.textContent = "";
  document.documentElement.dataset.source = "api";
  provider.data = undefined;
  provider.getToken = token;
  provider.live = true;
  provider.apiBase = location.origin;
  sayLive();
  sayDate();
  setDate();
}

/** @type {Promise<unknown> | null} */
let made = null;

async function useSupplied() {
  const data = await (made ??= supply());
  if (source.value !== "supplied") return;
  document.documentElement.dataset.source = "supplied";
  sayLive();
  provider.apiBase = null;
  provider.live = false;
  provider.getToken = null;
  provider.data = data;
  sayDate();
  setDate();
}

source.addEventListener("change", () => void (source.value === "api" ? connect() : useSupplied()));

audience.value = "internal";
source.value = "supplied";
date.value = "0";
byId("model", HTMLSelectElement).value = provider.getAttribute("model") ?? "infima";
sayDate();
show(false);
await useSupplied();
busy.remove();
view.hidden = false;
name(view, place().client, place().person);
