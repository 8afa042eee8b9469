/** What a chart says of a point can be taken away without leaving it (WCAG 1.4.13), with the keys of a real keyboard. */
import { expect } from "@open-wc/testing";
import { resetMouse, sendKeys, sendMouse } from "@web/test-runner-commands";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { settle, unmountAll, until } from "./contract.js";
import { ELEMENTS, inState, show } from "./everyone.js";

const WALKED = /card|breakdown|compare|trend|distribution/;
const more: Record<string, Record<string, string>> = { "client-risk-compare": { chosen: "northwind brightwater" } };

/** What is drawn of the point looked at, and what is said of it. */
const looks = (el: RiskElement): string =>
  [...el.shadowRoot!.querySelectorAll(".at, .cursor, .on:not(.sees, .sort), .looked, .readout, .spark .caption")]
    .map((one) => `${one.getAttribute("class")} ${one.textContent}`)
    .join("|");

describe("Escape on a chart's point", () => {
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS.filter(([tag]) => WALKED.test(tag))) {
    it(`<${tag}>: takes the note away, stays where it is, and the next key goes on from there`, async () => {
      const el: RiskElement = await show(tag, inState("ready", { ...attributes, ...more[tag] }));
      const find = (): HTMLInputElement | null => el.shadowRoot!.querySelector(".walk");
      await until(() => find() !== null);
      const slider = find()!;
      const none = looks(el);
      slider.focus();
      await settle(el);
      expect(looks(el), "a note").to.not.equal(none);
      await sendKeys({ press: "ArrowLeft" });
      await settle(el);
      const [value, text, note] = [slider.value, slider.getAttribute("aria-valuetext"), looks(el)];
      let heard = 0;
      const listen = (event: KeyboardEvent): void => void (event.key === "Escape" && heard++);
      document.addEventListener("keydown", listen);
      await sendKeys({ press: "Escape" });
      await settle(el);
      expect(looks(el), "no note").to.equal(none);
      expect([slider.value, slider.getAttribute("aria-valuetext")], "same place").to.deep.equal([value, text]);
      expect(el.shadowRoot!.activeElement).to.equal(slider);
      expect(heard, "one Escape takes one thing away").to.equal(0);
      await sendKeys({ press: "Escape" });
      expect(heard, "the next is the page's").to.equal(1);
      document.removeEventListener("keydown", listen);
      await sendKeys({ press: "ArrowRight" });
      await settle(el);
      expect(looks(el)).to.not.equal(none);
      expect(Math.abs(Number(slider.value) - Number(value)), "goes on from there").to.equal(1);
      await sendKeys({ press: "ArrowLeft" });
      await settle(el);
      expect([slider.value, looks(el)]).to.deep.equal([value, note]);
      // At its end a slider hears nothing of a further key.
      await sendKeys({ press: "Home" });
      await sendKeys({ press: "Escape" });
      await settle(el);
      expect(looks(el)).to.equal(none);
      await sendKeys({ press: "Home" });
      await settle(el);
      expect(looks(el)).to.not.equal(none);
    });
  }
});

const POINTED: Record<string, string> = {
  "risk-score-card": ".spark > .caption",
  "risk-trend": ".readout",
  "client-risk-compare": ".readout",
};

describe("a note that the pointer brought (WCAG 1.4.13)", () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  for (const [tag, attributes] of ELEMENTS.filter(([tag]) => tag in POINTED)) {
    it(`<${tag}>: stays while the pointer is on it, and Escape takes it away wherever the focus is`, async () => {
      const el: RiskElement = await show(tag, inState("ready", { ...attributes, ...more[tag] }));
      const find = (selector: string): Element | null => el.shadowRoot!.querySelector(selector);
      await until(() => find(".walk") !== null);
      const plot = find(".plot:has(.walk)")!;
      plot.scrollIntoView({ block: "center" });
      const point = async (on: Element, aside = 0): Promise<void> => {
        const { left, top, width, height } = on.getBoundingClientRect();
        const place = [left + width / 2 + aside, top + height / 2].map(Math.round) as [number, number];
        await sendMouse({ type: "move", position: place });
        await settle(el);
      };
      const none = looks(el);
      await point(plot);
      const note = looks(el);
      expect(note, "a note").to.not.equal(none);
      await point(find(POINTED[tag]!)!);
      expect(looks(el), "hovered itself").to.equal(note);
      let heard = 0;
      const listen = (event: KeyboardEvent): void => void (event.key === "Escape" && heard++);
      document.addEventListener("keydown", listen);
      await sendKeys({ press: "Escape" });
      await settle(el);
      expect(looks(el), "taken away").to.equal(none);
      expect(heard, "one Escape takes one thing away").to.equal(0);
      await sendKeys({ press: "Escape" });
      expect(heard, "the next is the page's").to.equal(1);
      await point(plot, 20);
      expect(looks(el), "back where the pointer moves on").to.not.equal(none);
      await sendMouse({ type: "move", position: [0, 0] });
      await settle(el);
      expect(looks(el), "gone with the pointer").to.equal(none);
      await sendKeys({ press: "Escape" });
      expect(heard).to.equal(2);
      await point(plot, 10);
      unmountAll();
      await sendKeys({ press: "Escape" });
      expect(heard, "an element that left the page takes no key").to.equal(3);
      document.removeEventListener("keydown", listen);
    });
  }
});
