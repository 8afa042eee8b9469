/** How large a chart is drawn goes by the room it has on the page, however the page turns or scales what is around it. */
import { expect } from "@open-wc/testing";
import "../../src/index.js";
import { settle, until } from "../elements/contract.js";
import { ADA, DATASET } from "../elements/samples.js";

describe("a part that is measured", () => {
  /** The size a line is drawn in, inside a box of the page's own style. */
  const drawn = async (style: string): Promise<string | null> => {
    const box = document.createElement("div");
    box.style.cssText = `inline-size: 500px; ${style}`;
    const el = document.createElement("risk-trend");
    el.setAttribute("person", ADA.id);
    el.data = DATASET;
    box.append(el);
    document.body.append(box);
    const chart = (): Element | null => el.shadowRoot!.querySelector(".canvas svg");
    await until(() => chart() !== null);
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    await settle(el);
    const size = chart()!.getAttribute("viewBox");
    box.remove();
    return size;
  };

  for (const [about, style] of [
    ["a dialog that grows from nothing", "transform: scale(0)"],
    ["a dialog that grows a little", "scale: 0.9"],
    ["a card that turns", "transform: rotateY(90deg)"],
    ["a slide that leans", "rotate: 30deg"],
    ["a zoomed page", "zoom: 2"],
  ] as const)
    it(`in ${about} has the size it has at rest`, async () => {
      const plain = await drawn("");
      expect(plain).to.match(/^0 0 4\d\d/);
      expect(await drawn(style)).to.equal(plain);
    });

  // Lit's development build, which is what developers see, warns of each kind of element that does.
  it("asks for its size when the update is over: no update asks for another", async () => {
    const left: boolean[] = [];
    const el = document.createElement("risk-trend");
    const draw = el["performUpdate"].bind(el);
    el["performUpdate"] = () => {
      draw();
      left.push(el.isUpdatePending);
    };
    Object.assign(el, { person: ADA.id, data: DATASET });
    document.body.append(el);
    await settle(el);
    await until(() => el.shadowRoot!.querySelector(".canvas svg") !== null);
    el.remove();
    expect(left).to.include(false).and.not.include(true);
  });

  // As those that tell the page around their frame how tall they are.
  for (const [tag, attributes] of [
    ["risk-trend", { client: "northwind" }],
    ["risk-model-compare", {}],
    ["risk-ranking", {}],
  ] as const)
    it(`<${tag}> may become wide or narrow on a page that follows its size: no error is heard of it`, async () => {
      const box = document.createElement("div");
      const el = document.createElement(tag);
      Object.assign(el, attributes, { data: DATASET, model: "infima" });
      box.append(el);
      document.body.append(box);
      await until(() => el.shadowRoot!.querySelector("figure, .body .tr") !== null, 10_000);
      await settle(el);
      const heights = new Set<number>();
      const follow = new ResizeObserver(() => heights.add(el.offsetHeight));
      follow.observe(el);
      const heard: string[] = [];
      const { onerror } = window;
      window.onerror = (message) => void heard.push(String(message));
      for (const width of [900, 700, 590, 500, 400, 320, 500, 700, 900]) {
        box.style.inlineSize = `${width}px`;
        for (let i = 0; i < 3; i++) await new Promise((frame) => requestAnimationFrame(frame));
        await settle(el);
      }
      window.onerror = onerror;
      follow.disconnect();
      box.remove();
      expect(heights.size).to.be.greaterThan(3);
      expect(heard).to.deep.equal([]);
    });
});
