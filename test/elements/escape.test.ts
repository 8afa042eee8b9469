/** What a chart says of a point can be taken away without leaving it (WCAG 1.4.13), with the keys of a real keyboard. */
import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { settle, unmountAll, until } from "./contract.js";
import { ELEMENTS, inState, show } from "./everyone.js";

const WALKED = /card|breakdown|compare|trend|distribution/;
const more: Record<string, Record<string, string>> = { "client-risk-compare": { chosen: "northwind brightwater" } };

describe("Escape on a chart's point", () => {
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS.filter(([tag]) => WALKED.test(tag))) {
    it(`<${tag}>: takes the note away, stays where it is, and the next key goes on from there`, async () => {
      const el: RiskElement = await show(tag, inState("ready", { ...attributes, ...more[tag] }));
      const find = (): HTMLInputElement | null => el.shadowRoot!.querySelector(".walk");
      await until(() => find() !== null);
      const slider = find()!;
      const looks = (): string =>
        // What is drawn of the point looked at, and what is said under the chart.
        [...el.shadowRoot!.querySelectorAll(".at, .cursor, .on:not(.sees, .sort), .looked, .readout, .spark .caption")]
          .map((one) => `${one.getAttribute("class")} ${one.textContent}`)
          .join("|");
      const none = looks();
      slider.focus();
      await settle(el);
      expect(looks(), "a note").to.not.equal(none);
      await sendKeys({ press: "ArrowLeft" });
      await settle(el);
      const [value, text, note] = [slider.value, slider.getAttribute("aria-valuetext"), looks()];
      let heard = 0;
      const listen = (event: KeyboardEvent): void => void (event.key === "Escape" && heard++);
      document.addEventListener("keydown", listen);
      await sendKeys({ press: "Escape" });
      await settle(el);
      expect(looks(), "no note").to.equal(none);
      expect([slider.value, slider.getAttribute("aria-valuetext")], "same place").to.deep.equal([value, text]);
      expect(el.shadowRoot!.activeElement).to.equal(slider);
      expect(heard, "one Escape takes one thing away").to.equal(0);
      await sendKeys({ press: "Escape" });
      expect(heard, "the next is the page's").to.equal(1);
      document.removeEventListener("keydown", listen);
      await sendKeys({ press: "ArrowRight" });
      await settle(el);
      expect(looks()).to.not.equal(none);
      expect(Math.abs(Number(slider.value) - Number(value)), "goes on from there").to.equal(1);
      await sendKeys({ press: "ArrowLeft" });
      await settle(el);
      expect([slider.value, looks()]).to.deep.equal([value, note]);
      // At its end a slider hears nothing of a further key.
      await sendKeys({ press: "Home" });
      await sendKeys({ press: "Escape" });
      await settle(el);
      expect(looks()).to.equal(none);
      await sendKeys({ press: "Home" });
      await settle(el);
      expect(looks()).to.not.equal(none);
    });
  }
});
