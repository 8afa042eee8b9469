import { expect } from "@open-wc/testing";
import { css, html, LitElement } from "lit";
import { DRAWN, Part } from "../../../src/elements/shared/part.js";

class Host extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
  `;
  updates = 0;
  override updated(): void {
    this.updates++;
  }
  override render() {
    return html`<p>host</p>`;
  }
}
customElements.define("part-host", Host);

const host = async (): Promise<Host> => {
  const el = new Host();
  document.body.append(el);
  await el.updateComplete;
  return el;
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
    const part = new Part(async () => ({ styles: sheet, n: ++loads }));
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
    const part = new Part(async () => ({ styles: [sheet, [sheet]] }));
    const el = await host();
    await part.preload();
    part.get(el);
    part.get(el);
    expect(getComputedStyle(el.shadowRoot!.querySelector("p")!).color).to.equal("rgb(1, 2, 3)");
    expect(el.shadowRoot!.adoptedStyleSheets.length).to.equal(3);
  });

  it("is loading until it is there, for phases that it draws and no others", async () => {
    const part = new Part(async () => ({ styles: sheet }));
    const el = await host();
    const fail = (): never => expect.fail("nothing failed");
    expect(part.ready(el, "ready", fail)).to.equal("loading");
    for (const phase of ["error", "no-access", "empty"] as const) expect(part.ready(el, phase, fail)).to.equal(phase);
    await later();
    for (const phase of ["ready", "stale", "insufficient"] as const) {
      expect(part.ready(el, phase, fail)).to.equal(phase);
      expect(DRAWN.test(phase)).to.equal(true);
    }
  });

  it("says when it cannot be loaded, without asking for ever, and can be asked again", async () => {
    let loads = 0;
    const part = new Part(async () => {
      if (++loads < 3) throw new Error("offline");
      return { styles: sheet };
    });
    const el = await host();
    const faults: string[] = [];
    part.ready(el, "ready", ({ code }) => faults.push(code));
    await later();
    expect(part.ready(el, "ready", ({ code }) => faults.push(code))).to.equal("error");
    expect(part.ready(el, "ready", ({ code }) => faults.push(code))).to.equal("error");
    expect(faults).to.deep.equal(["network", "network"]);
    expect(loads).to.equal(1);
    let refused = false;
    await part.preload().catch(() => (refused = true));
    expect(refused).to.equal(true);
    await part.preload();
    expect(part.ready(el, "ready", () => undefined)).to.equal("ready");
  });
});
