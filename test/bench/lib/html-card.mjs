import { CARD_CSS, DATE, words } from "./cards.mjs";

/** The card around a library's charts: text in plain elements, a place for the gauge and one for the line. */
export function htmlCard(host) {
  if (!document.getElementById("card-css")) {
    const style = document.createElement("style");
    style.id = "card-css";
    style.textContent = CARD_CSS;
    document.head.append(style);
  }
  const card = document.createElement("div");
  card.className = "card";
  const node = (parent, tag, name) => {
    const made = document.createElement(tag);
    made.className = name;
    parent.append(made);
    return made;
  };
  const name = node(card, "p", "name");
  const detail = node(card, "p", "detail");
  const figure = node(card, "div", "figure");
  const score = node(figure, "span", "score");
  const beside = node(figure, "span", "");
  const band = node(beside, "b", "");
  const change = node(beside, "p", "change");
  const gauge = node(card, "div", "gauge");
  const spark = node(card, "div", "spark");
  const footer = node(card, "div", "footer");
  const coverage = node(footer, "span", "");
  node(footer, "span", "").textContent = DATE;
  host.append(card);
  return {
    card,
    gauge,
    spark,
    say(person) {
      const [number, word, delta, events] = words(person);
      card.className = `card ${word}`;
      name.textContent = person.name;
      detail.textContent = person.detail;
      score.textContent = number;
      band.textContent = word;
      change.textContent = delta;
      coverage.textContent = events;
    },
  };
}

const SVG = "http://www.w3.org/2000/svg";
const LIT = { Low: ["0%", "40%"], Medium: ["40%", "30%"], High: ["70%", "30%"] };

/** A gauge by hand, for libraries that draw lines only. */
export function handGauge(place) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "ruler");
  const draw = (tag, attributes) => {
    const node = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    svg.append(node);
    return node;
  };
  draw("rect", { class: "track", width: "100%", height: 8, rx: 3 });
  const lit = draw("rect", { class: "lit", height: 8 });
  const mark = draw("line", { class: "mark", y1: -2, y2: 10 });
  for (const [x, text] of Object.entries({ "0%": "0", "40%": "0.4", "70%": "0.7", "95%": "1" }))
    draw("text", { x, y: 24 }).textContent = text;
  place.append(svg);
  return ({ score }, word) => {
    lit.setAttribute("x", LIT[word][0]);
    lit.setAttribute("width", LIT[word][1]);
    mark.setAttribute("x1", `${score * 100}%`);
    mark.setAttribute("x2", `${score * 100}%`);
  };
}

/** A contender whose card is one object: `make(host)` returns `{ show(person), drop() }`. */
export const contenderOf = (make) => ({
  mount: (host, people) =>
    people.map((person) => {
      const card = make(host);
      card.show(person);
      return card;
    }),
  update: (cards, people) => cards.forEach((card, i) => card.show(people[i])),
  unmount: (cards) => cards.forEach((card) => card.drop()),
});
