const DAYS = ["22", "19", "16", "13", "10"];

/** One person's record: the object that goes to the card's `data`. */
const person = (clicks) => ({
  id: "usr_1",
  name: "Ada Park",
  events: DAYS.slice(0, clicks).map((day) => ({ type: "simulation_clicked", at: `2026-10-${day}T09:00:00Z` })),
});

/** A whole dataset: what the provider hands to every element inside it. */
const book = (clicks) => ({
  as_of: "2026-10-27T09:00:00Z",
  clients: [
    { id: "northwind", name: "Northwind", people: [person(clicks)] },
    { id: "contoso", name: "Contoso", people: [{ ...person(2), id: "usr_2", name: "Ben Ito" }] },
  ],
});

const home = document.getElementById("app");
let clicks = 1;

function fill() {
  home.querySelector("risk-score-card").data = person(clicks);
  home.querySelector("risk-provider").data = book(clicks);
}

function toggle() {
  if (home.firstElementChild) return home.replaceChildren();
  home.append(document.getElementById("widgets").content.cloneNode(true));
  fill();
}

document.getElementById("toggle").addEventListener("click", toggle);
document.getElementById("update").addEventListener("click", () => {
  clicks++;
  fill();
});
document.addEventListener("risk-select", (event) => {
  document.getElementById("heard").textContent = event.detail.id;
});
toggle();
