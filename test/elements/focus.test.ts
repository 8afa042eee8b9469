/** A reader's place among an element's controls, where the one that they are at goes. */
import { expect } from "@open-wc/testing";
import { html, render, type TemplateResult } from "lit";
import { keepFocus } from "../../src/elements/focus.js";

describe("the focus", () => {
  let host: HTMLElement;
  let root: ShadowRoot;

  const draw = (what: TemplateResult): void => void render(what, root);
  const at = (id: string): HTMLElement => root.querySelector<HTMLElement>(`#${id}`)!;
  /** Who has it after the one with the focus has gone, or been changed otherwise. */
  function after(change: (focused: HTMLElement) => void): string | undefined {
    const give = keepFocus(root)!;
    change(root.activeElement as HTMLElement);
    give();
    return root.activeElement?.id;
  }

  beforeEach(() => {
    host = document.body.appendChild(document.createElement("div"));
    root = host.attachShadow({ mode: "open" });
  });
  afterEach(() => host.remove());

  it("is nobody's business where nothing has it", () => {
    draw(html`<button id="a">A</button>`);
    expect(keepFocus(root)).to.equal(null);
  });

  it("goes to what stands in the same place now", () => {
    draw(
      html`<button id="a">A</button>
        <p><button id="b">B</button><button id="c">C</button><button id="d">D</button></p>`,
    );
    at("c").focus();
    expect(after((one) => one.remove())).to.equal("d");
  });

  it("goes to the last where there are fewer now", () => {
    draw(html`<p><button id="a">A</button><button id="b">B</button><button id="c">C</button></p>`);
    at("c").focus();
    expect(after((one) => one.remove())).to.equal("b");
  });

  it("passes over what is hidden or disabled", () => {
    draw(
      html`<p>
        <button id="a">A</button><button id="b">B</button><button id="c" hidden>C</button
        ><button id="d" disabled>D</button><button id="e">E</button>
      </p>`,
    );
    at("b").focus();
    expect(after((one) => one.remove())).to.equal("e");
  });

  it("stays near: in the list it was in, else in what that stood in", () => {
    draw(
      html`<button id="a">A</button>
        <section>
          <p><button id="b">B</button></p>
          <button id="c">C</button>
        </section>`,
    );
    at("b").focus();
    expect(after((one) => one.parentElement!.remove())).to.equal("c");
  });

  it("leaves a control that is disabled under the reader's hand", () => {
    draw(html`<p><button id="a">A</button><button id="b">B</button></p>`);
    at("a").focus();
    expect(after((one) => ((one as HTMLButtonElement).disabled = true))).to.equal("b");
  });

  it("stays where it is, and where the page has moved it on to", () => {
    draw(html`<p><button id="a">A</button><button id="b">B</button></p>`);
    const elsewhere = document.body.appendChild(document.createElement("button"));
    at("b").focus();
    expect(after(() => at("a").remove())).to.equal("b");
    expect(
      after((one) => {
        elsewhere.focus();
        one.replaceWith(Object.assign(document.createElement("button"), { id: "c", textContent: "C" }));
      }),
    ).to.equal(undefined);
    expect(document.activeElement).to.equal(elsewhere);
    elsewhere.remove();
  });

  it("goes to what says that there is more to come, where nothing can be pressed", () => {
    draw(html`<p><button id="a">A</button></p>`);
    at("a").focus();
    expect(after(() => draw(html`<div id="busy" aria-busy="true">Loading</div>`))).to.equal("busy");
  });
});
