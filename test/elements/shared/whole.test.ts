import { expect } from "@open-wc/testing";
import { html, nothing, render, svg, type TemplateResult } from "lit";
import { apart, whole } from "../../../src/elements/shared/whole.js";

const drawn = (result: TemplateResult, host = document.createElement("div")): HTMLDivElement => {
  render(result, host);
  return host;
};
const plainly = (host: Element): string => new XMLSerializer().serializeToString(host).replace(/<!--.*?-->/g, "");

describe("whole: templates that stand in one another as one", () => {
  const name = (text: string): TemplateResult => html`<b title=${text}>${text}</b>`;
  const line = (a: unknown, b: unknown): TemplateResult => html`<div>${a}, ${b}</div>`;

  it("draws what Lit draws of them", () => {
    const two = "two";
    const dot = svg`<circle r=${2} />`;
    const all = [
      line(name("Ada"), name("Ben")),
      line("Ada", name("Ben")),
      line(name("Ada"), nothing),
      line(line(name("a"), name("b")), line("c", name("<d>"))),
      html`<i class="one ${two}">${line(name("x"), html`<u>still</u>`)}</i>`,
      html`<svg>${dot}</svg>`,
      html`${name("first")}${name("second")}`,
    ];
    for (const one of all) expect(plainly(drawn(whole(one)))).to.equal(plainly(drawn(one)));
    expect(drawn(whole(html`<svg>${dot}</svg>`)).querySelector("circle")).to.be.instanceOf(SVGCircleElement);
  });

  it("keeps elements while the same stands in the same places", () => {
    const host = drawn(whole(line(name("Ada"), name("Ben"))));
    const before = [...host.querySelectorAll("*")];
    drawn(whole(line(name("Cy"), name("Di"))), host);
    expect([...host.querySelectorAll("*")]).to.deep.equal(before);
    expect(host.textContent).to.equal("Cy, Di");
  });

  it("is drawn anew where another template stands in it, unless that stands apart or has nothing bound", () => {
    const lang = "en";
    const title = (inner: unknown): TemplateResult => whole(html`<h2 lang=${lang}>${inner}</h2>`);
    const host = drawn(title(apart(name("Ada"))));
    const first = host.firstElementChild;
    for (const next of [nothing, apart(line("a", "b")), html`<i>picture</i>`, "words"]) drawn(title(next), host);
    expect(host.firstElementChild).to.equal(first);
    drawn(title(name("Ada")), host);
    expect(host.firstElementChild).not.to.equal(first);
    expect(host.querySelector("h2[lang=en] > b[title=Ada]")!.textContent).to.equal("Ada");
  });

  it("is one part of Lit's for each binding, and one template for all that look alike", () => {
    const [a, b] = [whole(line(name("Ada"), name("Ben"))), whole(line(name("Cy"), name("Di")))];
    expect(a.strings).to.equal(b.strings);
    expect(a.values).to.deep.equal(["Ada", "Ada", "Ben", "Ben"]);
    const still = line("a", "b");
    expect(whole(still)).to.equal(still);
  });
});
