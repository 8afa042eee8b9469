// A vendor's portal as small as it can be: a book, a client and a person, each a place of its own, and a source that assigns.
import { generate } from "/demo/data/generate.js";

const data = generate({ seed: 7, clients: 4, people: 32, times: "iso" });
/** Read by the test. */
const portal = { assigned: [], answered: 0, refresh: () => {} };
window.portal = portal;

const provider = document.querySelector("risk-provider");
provider.source = {
  // Every answer is a new one, as over a network.
  all: async () => {
    portal.answered++;
    return structuredClone(data);
  },
  assignTraining: async (id) => void portal.assigned.push(id),
  subscribe: (listener) => {
    portal.refresh = () => listener({ person: null, client: null });
    return () => {};
  },
};
provider.live = true;

const VIEWS = {
  book: [["client-risk-compare", {}]],
  client: [
    ["risk-score-card", { client: "" }],
    ["risk-ranking", { client: "" }],
  ],
  person: [
    ["risk-score-card", { person: "" }],
    ["risk-trend", { person: "" }],
    ["risk-breakdown", { person: "" }],
  ],
};

function show(moved) {
  const [, kind = "book", id = ""] = location.hash.split("/").map(decodeURIComponent);
  const heading = document.createElement("h1");
  heading.textContent = kind in VIEWS ? kind : "book";
  heading.tabIndex = -1;
  const elements = (VIEWS[kind] ?? VIEWS.book).map(([tag, attributes]) => {
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes)) element.setAttribute(name, id);
    return element;
  });
  document.querySelector("#view").replaceChildren(heading, ...elements);
  if (moved) heading.focus();
}

addEventListener("hashchange", () => show(true));
document.addEventListener("risk-select", ({ detail }) => (location.hash = `#/${detail.kind}/${detail.id}`));
show(false);
