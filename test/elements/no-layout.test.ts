/** Vendors' unit tests draw in documents without a layout (jsdom): the elements do without what those do not have. */
import { expect } from "@open-wc/testing";
import { settle, unmountAll } from "./contract.js";
import { ELEMENTS, inState, show } from "./everyone.js";

describe("in a document without a layout", () => {
  const kept = { ResizeObserver: window.ResizeObserver, MessageChannel: window.MessageChannel };
  const { checkVisibility } = Element.prototype;
  const failures: unknown[] = [];
  const note = (event: Event): void => void failures.push((event as PromiseRejectionEvent).reason ?? event);
  before(() => {
    for (const name of Object.keys(kept)) delete (window as unknown as Record<string, unknown>)[name];
    delete (Element.prototype as Partial<Element>).checkVisibility;
    Object.defineProperty(document, "adoptedStyleSheets", { configurable: true, value: undefined });
    addEventListener("error", note);
    addEventListener("unhandledrejection", note);
  });
  after(() => {
    Object.assign(window, kept);
    Element.prototype.checkVisibility = checkVisibility;
    delete (document as Partial<Document>).adoptedStyleSheets;
    removeEventListener("error", note);
    removeEventListener("unhandledrejection", note);
  });
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS)
    it(`<${tag}> is drawn, updated and taken away`, async () => {
      const el = await show(tag, inState("ready", attributes));
      await settle(el);
      expect(el.phase).to.equal("ready");
      // As whoever clicks in a test does.
      el.shadowRoot!.querySelector<HTMLElement>("button, summary, input, [tabindex]")?.focus();
      el.locale = "de";
      await settle(el);
      el.remove();
      await settle(el);
      expect(failures).to.deep.equal([]);
    });
});
