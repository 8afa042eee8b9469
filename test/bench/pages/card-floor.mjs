// The least any page could do: a bare custom element, a template that is cloned, an SVG written by hand.
import { bandOf, CARD_CSS, DATE, words } from "../lib/cards.mjs";

const sheet = new CSSStyleSheet();
sheet.replaceSync(CARD_CSS);
const template = document
  .createRange()
  .createContextualFragment(
    `<div class="card"><p class="name"></p><p class="detail"></p><div class="figure"><span class="score"></span><span><b></b><p class="change"></p></span></div><svg class="ruler" aria-hidden="true"><rect class="track" width="100%" height="8" rx="3"/><rect class="lit" height="8"/><line class="mark" y1="-2" y2="10"/><text y="24">0</text><text x="40%" y="24">0.4</text><text x="70%" y="24">0.7</text><text x="100%" y="24" text-anchor="end">1</text></svg><svg class="spark" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true"><path class="line"/></svg><div class="footer"><span></span><span>${DATE}</span></div></div>`,
  );
const LIT = { Low: ["0%", "40%"], Medium: ["40%", "30%"], High: ["70%", "30%"] };

class FloorCard extends HTMLElement {
  show(person) {
    if (!this.parts) {
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      root.append(document.importNode(template, true));
      const find = (selector) => root.querySelector(selector);
      this.parts = [
        ".card",
        ".name",
        ".detail",
        ".score",
        "b",
        ".change",
        ".footer span",
        ".lit",
        ".mark",
        ".line",
      ].map(find);
    }
    const [card, name, detail, score, band, change, coverage, lit, mark, line] = this.parts;
    const [number, word, delta, events] = words(person);
    card.className = `card ${bandOf(person.score)}`;
    name.textContent = person.name;
    detail.textContent = person.detail;
    score.textContent = number;
    band.textContent = word;
    change.textContent = delta;
    coverage.textContent = events;
    lit.setAttribute("x", LIT[word][0]);
    lit.setAttribute("width", LIT[word][1]);
    mark.setAttribute("x1", `${person.score * 100}%`);
    mark.setAttribute("x2", `${person.score * 100}%`);
    const { from, to } = person;
    line.setAttribute(
      "d",
      person.points
        .map(
          ({ at, score: y }, k) =>
            `${k ? "L" : "M"}${((100 * (at - from)) / (to - from)).toFixed(2)} ${(26 - y * 22).toFixed(2)}`,
        )
        .join(""),
    );
  }
}
customElements.define("floor-card", FloorCard);

export const contender = {
  mount(host, people) {
    return people.map((person) => {
      const el = document.createElement("floor-card");
      el.show(person);
      host.append(el);
      return el;
    });
  },
  update: (cards, people) => cards.forEach((card, i) => card.show(people[i])),
  unmount: (cards) => cards.forEach((card) => card.remove()),
};
