// Lit, with geometry by hand.
import { css, html, LitElement, svg, unsafeCSS } from "lit";
import { bandOf, CARD_CSS, DATE, words } from "../lib/cards.mjs";

const LIT = { Low: ["0%", "40%"], Medium: ["40%", "30%"], High: ["70%", "30%"] };
const TICKS = [
  ["0%", "0", "start"],
  ["40%", "0.4", "start"],
  ["70%", "0.7", "start"],
  ["100%", "1", "end"],
];

class LitCard extends LitElement {
  static properties = { person: { attribute: false } };
  static styles = css`
    ${unsafeCSS(CARD_CSS)}
  `;
  render() {
    const { person } = this;
    const [number, word, delta, events] = words(person);
    const { from, to, points, score } = person;
    const d = points
      .map(
        ({ at, score: y }, k) =>
          `${k ? "L" : "M"}${((100 * (at - from)) / (to - from)).toFixed(2)} ${(26 - y * 22).toFixed(2)}`,
      )
      .join("");
    return html`<div class="card ${bandOf(score)}">
      <p class="name">${person.name}</p>
      <p class="detail">${person.detail}</p>
      <div class="figure">
        <span class="score">${number}</span
        ><span
          ><b>${word}</b>
          <p class="change">${delta}</p></span
        >
      </div>
      <svg class="ruler" aria-hidden="true">
        <rect class="track" width="100%" height="8" rx="3" />
        <rect class="lit" x=${LIT[word][0]} width=${LIT[word][1]} height="8" />
        <line class="mark" x1="${score * 100}%" x2="${score * 100}%" y1="-2" y2="10" />
        ${TICKS.map(([x, text, anchor]) => svg`<text x=${x} y="24" text-anchor=${anchor}>${text}</text>`)}
      </svg>
      <svg class="spark" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
        <path class="line" d=${d} />
      </svg>
      <div class="footer"><span>${events}</span><span>${DATE}</span></div>
    </div>`;
  }
}
customElements.define("lit-card", LitCard);

export const contender = {
  mount(host, people) {
    return people.map((person) => {
      const el = document.createElement("lit-card");
      el.person = person;
      host.append(el);
      return el;
    });
  },
  update: (cards, people) => cards.forEach((card, i) => (card.person = people[i])),
  unmount: (cards) => cards.forEach((card) => card.remove()),
};
