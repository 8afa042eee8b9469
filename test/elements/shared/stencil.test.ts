import { expect } from "@open-wc/testing";
import { html, render, svg } from "lit";
import { escaped, stencil } from "../../../src/elements/shared/stencil.js";
import { delta, ruler, type RulerMark } from "../../../src/elements/shared/marks.js";
import type { Trend } from "../../../src/engine/types.js";

const HOSTILE = `</text><img src=x onerror="globalThis.ran = true">&amp;<!-- ' " \``;

const MARK: RulerMark = {
  bands: [
    { id: "low", from: 0 },
    { id: "high", from: 60 },
  ],
  direction: "lower-is-riskier",
  band: "low",
  scale: [0, 100],
  score: 40,
  size: "full",
  rtl: false,
  label: String,
};

describe("templates whose markup is put together", () => {
  let box: HTMLElement;
  beforeEach(() => document.body.append((box = document.createElement("div"))));
  afterEach(() => box.remove());

  it("the same markup is one template, whoever asks", () => {
    const [one, two] = [1, 2].map((n) => stencil(html, ["<b>", "</b>"], n));
    expect(one!.strings).to.equal(two!.strings);
    expect(stencil(html, ["<b></b>"]).strings).to.not.equal(one!.strings);
    render(one, box);
    const b = box.querySelector("b");
    render(two, box);
    expect(box.querySelector("b")).to.equal(b);
    expect(b!.textContent).to.equal("2");
  });

  it("pieces of a drawing are drawn as such", () => {
    render(html`<svg>${stencil(svg, [`<path d="M0 0"/>`])}</svg>`, box);
    expect(box.querySelector("path")!.namespaceURI).to.equal("http://www.w3.org/2000/svg");
  });

  it("a page that makes more than are kept loses nothing", () => {
    for (let k = 0; k < 1200; k++) {
      render(stencil(html, [`<i class="k${k}">`, "</i>"], k), box);
      expect(box.querySelector(`.k${k}`)!.textContent).to.equal(String(k));
    }
  });

  it("a text in the markup is text, whatever it says", () => {
    render(stencil(html, [`<p>${escaped(HOSTILE)}</p>`]), box);
    expect(box.textContent).to.equal(HOSTILE);
    expect(box.querySelectorAll("*").length).to.equal(1);
  });

  it("what a page calls the risky end of a scale is text", () => {
    render(ruler({ ...MARK, riskier: (n) => `${n} ${HOSTILE}` }), box);
    expect(box.querySelector(".ticks text")!.textContent).to.equal(`0 ${HOSTILE}`);
    expect(box.querySelector("img")).to.equal(null);
  });

  it("numbers of a page's own language are text", () => {
    render(ruler({ ...MARK, label: () => HOSTILE }), box);
    expect([...box.querySelectorAll(".ticks text")].map((t) => t.textContent)).to.deep.equal([
      HOSTILE,
      HOSTILE,
      HOSTILE,
    ]);
  });

  it("a trend that is none is text too", () => {
    for (const trend of [`"><img src=x>`, "constructor", "__proto__"]) {
      render(delta({ change: "+1", trend: trend as Trend, word: HOSTILE }), box);
      expect(box.querySelector("img")).to.equal(null);
      expect(box.textContent).to.equal(`+1 ${HOSTILE}`);
    }
  });

  it("the marker stays while the score moves into another band", () => {
    render(ruler(MARK), box);
    const marker = box.querySelector(".marker")!;
    render(ruler({ ...MARK, score: 80, band: "high" }), box);
    expect(box.querySelector(".marker")).to.equal(marker);
    expect(marker.getAttribute("x")).to.equal("80%");
    expect(box.querySelector(".lit")!.getAttribute("x")).to.equal("60%");
    expect(box.querySelector(".ruler")!.className).to.contain("hue-high");
  });
});
