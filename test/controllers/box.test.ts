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
});
