import { random } from "./people.mjs";

/** 100 000 people as rows of typed arrays and names: what every contender of the ranking shows. */
export function rows(n = 100_000) {
  const next = random(11);
  const first = ["Ada", "Ben", "Cleo", "Dana", "Eli", "Finn", "Mara", "Noor", "Omar", "Pia"];
  const score = new Float64Array(n);
  const names = [];
  for (let i = 0; i < n; i++) {
    score[i] = Math.round(next() * 1000) / 1000;
    names.push(`${first[Math.floor(next() * 10)]} ${Math.floor(next() * 1e6).toString(36)}`);
  }
  return { n, names, score };
}

export const ROW = 52;
export const VIEW = 11 * ROW;
export const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
const bandOf = (score) => (score >= 0.7 ? "High" : score >= 0.4 ? "Medium" : "Low");

/** A row as a page would write it by hand: the ranking's cells, without its drawings. */
export function rowNode() {
  const row = document.createElement("div");
  row.className = "row";
  for (let i = 0; i < 6; i++) row.append(document.createElement("span"));
  return row;
}
export function fill(row, at, i, { names, score }) {
  const cells = row.children;
  cells[0].textContent = String(at + 1);
  cells[1].textContent = names[i];
  cells[2].textContent = `Client ${Math.floor(i / 100)}`;
  cells[3].textContent = score[i].toFixed(2);
  cells[4].textContent = bandOf(score[i]);
  cells[5].textContent = ["sales", "ops"][i % 2];
}
export const sorted = ({ n, score }, descending) => {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  return order.sort((a, b) => (descending ? score[b] - score[a] : score[a] - score[b]));
};
export function frameOf() {
  const style = document.createElement("style");
  style.textContent = `.view{height:${VIEW}px;overflow:auto;position:relative}.row{position:absolute;inset-inline:0;height:${ROW}px;display:grid;grid-template-columns:repeat(6,1fr);contain:strict;background:#fff}`;
  const view = document.createElement("div");
  view.className = "view";
  const tall = document.createElement("div");
  view.append(tall);
  document.head.append(style);
  return { view, tall };
}
