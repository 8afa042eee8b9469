import { demoToken, NO_API } from "./api.js";
import { byId, make } from "./site.js";
import { supplied } from "./supplied.js";

/** Whom the page opens with: a client that has a story to tell. */
const FIRST = "meridian-freight-forwarding";

/** @typedef {HTMLElement & { data?: unknown, apiBase: string | null, live: boolean, getToken: (() => Promise<string>) | null }} Provider */

const provider = /** @type {Provider} */ (byId("portal", HTMLElement));
const source = byId("source", HTMLSelectElement);
const message = byId("message", HTMLElement);
const choice = byId("client", HTMLSelectElement);
const steps = byId("steps", HTMLOListElement);
const stages = [...document.querySelectorAll(".stage")].filter((stage) => stage instanceof HTMLElement);

/** @param {string} kind @param {string | null} id */
function point(kind, id) {
  for (const element of document.querySelectorAll(`[data-subject="${kind}"]`)) {
    if (id === null) element.removeAttribute(kind);
    else element.setAttribute(kind, id);
  }
}

/** Which steps can be gone to, and which one is meant. @param {string} id */
function mark(id) {
  for (const link of steps.querySelectorAll("a")) {
    const stage = byId(link.hash.slice(1), HTMLElement);
    // A link without an address is text, and not in the order of the Tab key.
    link.toggleAttribute("data-later", stage.hidden === true);
    if (stage.hidden === true) link.setAttribute("aria-disabled", "true");
    else link.removeAttribute("aria-disabled");
    if (stage.id === id) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

/** @param {string} id */
function open(id) {
  byId(id, HTMLElement).hidden = false;
  mark(id);
  const title = byId(`${id}-title`, HTMLElement);
  title.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  byId(id, HTMLElement).scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}

/** Back to the first step: what follows is about the one before. @param {string} id */
function begin(id) {
  for (const stage of stages.slice(1)) stage.hidden = true;
  point("person", null);
  point("client", id);
  mark("score");
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const next = target.closest("[data-next]")?.getAttribute("data-next");
  if (next) open(next);
  const link = target.closest("#steps a");
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  if (!link.hasAttribute("data-later")) open(link.hash.slice(1));
});

document.addEventListener("risk-select", (event) => {
  const { kind, id } = /** @type {CustomEvent<{ kind: string, id: string }>} */ (event).detail;
  if (kind !== "person") return;
  point("person", id);
  byId("effect", HTMLElement).hidden = true;
  byId("report", HTMLElement).hidden = true;
  open("action");
});

choice.addEventListener("change", () => begin(choice.value));
byId("print", HTMLButtonElement).addEventListener("click", () => print());

async function setSource() {
  let api = source.value === "api";
  message.textContent = "";
  try {
    if (api) await demoToken();
  } catch {
    message.textContent = NO_API;
    source.value = "supplied";
    api = false;
  }
  document.documentElement.dataset.source = source.value;
  provider.data = api ? undefined : data;
  provider.getToken = api ? () => demoToken() : null;
  provider.live = api;
  provider.apiBase = api ? location.origin : null;
}

source.value = "supplied";
source.addEventListener("change", () => void setSource());
begin(FIRST);
const data = await supplied();
provider.data = data;
choice.replaceChildren(...data.clients.map(({ id, name }) => make("option", { value: id }, name ?? id)));
choice.value = FIRST;
choice.disabled = source.disabled = false;
byId("busy", HTMLElement).hidden = true;
byId("walk", HTMLElement).hidden = false;
