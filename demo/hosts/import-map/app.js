import "human-risk-widgets";
import { book, person } from "./records.js";

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
