import { expect } from "@open-wc/testing";
import { css, html, LitElement } from "lit";
import type { Book } from "../../../src/data/book.js";
import { askAgain } from "../../../src/data/lazy.js";
import type { SnapshotError } from "../../../src/data/types.js";
import { RiskElement, type Phase } from "../../../src/elements/risk-element.js";
import { DRAWN, DrawingPart } from "../../../src/elements/shared/drawing-part.js";
import type { RiskEventDetails } from "../../../src/events/index.js";
import { DATASET } from "../samples.js";

/** What of an element a part needs. */
class Host extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
  `;
  updates = 0;
  fault: SnapshotError | null = null;
  override updated(): void {
    this.updates++;
  }
  override render() {
    return html`<p>host</p>`;
  }
}
customElements.define("part-host", Host);

const host = async (): Promise<Host & RiskElement> => {
  const el = new Host();
  document.body.append(el);
  await el.updateComplete;
  return el as Host & RiskElement;
};
/** The code of its fault, which is taken off it. */
const told = (el: Host): string | undefined => {
  const code = el.fault?.code;
  el.fault = null;
  return code;
};
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const sheet = css`
  p {
    color: rgb(1, 2, 3);
  }
`;

describe("Part: what draws an element, loaded on demand", () => {
  afterEach(() => document.querySelectorAll("part-host").forEach((el) => el.remove()));

  it("is loaded once for all, and updates each that waits", async () => {
    let loads = 0;
    const part = new DrawingPart(async () => ({ styles: sheet, n: ++loads }));
    const [a, b] = [await host(), await host()];
    const before = a.updates;
    expect(part.get(a)).to.equal(undefined);
    expect(part.get(b)).to.equal(undefined);
    await later();
    expect(part.get(a)!.n).to.equal(1);
    expect(loads).to.equal(1);
    expect(a.updates).to.be.greaterThan(before);
  });

  it("brings its styles to elements that were there before it, once", async () => {
    const part = new DrawingPart(async () => ({ styles: [sheet, [sheet]] }));
    const el = await host();
    await part.preload();
    part.get(el);
    part.get(el);
    expect(getComputedStyle(el.shadowRoot!.querySelector("p")!).color).to.equal("rgb(1, 2, 3)");
    expect(el.shadowRoot!.adoptedStyleSheets.length).to.equal(3);
  });

  // As extensions that darken pages do, between an element's first drawing and the part's coming.
  it("brings them also where somebody has put a style of their own first", async () => {
    const part = new DrawingPart(async () => ({ styles: sheet }));
    const el = await host();
    el.shadowRoot!.prepend(document.createElement("style"));
    part.get(el);
    await later();
    part.get(el);
    expect(getComputedStyle(el.shadowRoot!.querySelector("p")!).color).to.equal("rgb(1, 2, 3)");
  });

  it("is loading until it is there, for phases that it draws and no others", async () => {
    const part = new DrawingPart(async () => ({ styles: sheet }));
    const el = await host();
    expect(part.ready(el, "ready")).to.equal("loading");
    for (const phase of ["error", "no-access", "empty"] as const) expect(part.ready(el, phase)).to.equal(phase);
    await later();
    for (const phase of ["ready", "stale", "insufficient"] as const) {
      expect(part.ready(el, phase)).to.equal(phase);
      expect(DRAWN.test(phase)).to.equal(true);
    }
    expect(told(el), "nothing failed").to.equal(undefined);
  });

  it("says when it cannot be loaded, without asking for ever, and can be asked again", async () => {
    let loads = 0;
    const part = new DrawingPart(async () => {
      if (++loads < 4) throw new Error("offline");
      return { styles: sheet };
    });
    const el = await host();
    part.ready(el, "ready");
    await later();
    for (let again = 0; again < 2; again++) {
      expect(part.ready(el, "ready")).to.equal("error");
      expect(told(el)).to.equal("network");
    }
    expect(loads).to.equal(1);
    askAgain();
    expect(part.ready(el, "ready")).to.equal("loading");
    await later();
    expect(loads).to.equal(2);
    expect(part.ready(el, "ready")).to.equal("error");
    expect(el.fault!.retryable).to.equal(true);
    let refused = false;
    await part.preload().catch(() => (refused = true));
    expect(refused).to.equal(true);
    await part.preload();
    expect(part.ready(el, "ready")).to.equal("ready");
  });

  it("is tried again by what comes later: new data or a change of the element", async () => {
    let loads = 0;
    const part = new DrawingPart(async () => {
      if (++loads < 2) throw new Error("offline");
      return { styles: sheet };
    });
    const el = await host();
    const now = performance.now.bind(performance);
    try {
      part.ready(el, "ready");
      await later();
      expect(part.ready(el, "ready")).to.equal("error");
      performance.now = () => now() + 3000;
      expect(part.ready(el, "ready")).to.equal("loading");
      await later();
      expect(part.ready(el, "ready")).to.equal("ready");
      expect(loads).to.equal(2);
    } finally {
      performance.now = now;
    }
  });

  it("is asked for again by the button of an element that shows the fault", async () => {
    let loads = 0;
    const part = new DrawingPart(async () => {
      if (++loads < 2) throw new Error("offline");
      return { styles: sheet };
    });
    class Late extends RiskElement {
      protected override assess(book: Book, stale: boolean): Phase {
        return part.ready(this, super.assess(book, stale));
      }
      protected override render() {
        return DRAWN.test(this.phase) ? html`<p>drawn</p>` : this.renderState(html``);
      }
    }
    customElements.define("late-part", Late);
    const el = document.createElement("late-part") as Late;
    const heard: RiskEventDetails["risk-error"][] = [];
    el.addEventListener("risk-error", (event) => heard.push((event as CustomEvent).detail as never));
    el.data = DATASET;
    document.body.append(el);
    await later();
    await el.updateComplete;
    expect(el.phase).to.equal("error");
    expect(heard.map(({ code, retryable }) => [code, retryable])).to.deep.equal([["network", true]]);
    el.shadowRoot!.querySelector<HTMLElement>("[part=retry]")!.click();
    await later();
    await el.updateComplete;
    expect(el.shadowRoot!.textContent).to.equal("drawn");
    el.remove();
  });
});
