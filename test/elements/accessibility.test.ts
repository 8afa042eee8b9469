/**
 * What WCAG 2.2 AA asks of every element alike besides reading (reading.test.ts): targets, the focus ring, the reader's
 * place, live updates. docs/accessibility.md names these tests.
 */
import { expect } from "@open-wc/testing";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { PRESETS } from "../../src/theme/presets.js";
import { contrast, type Rgb } from "../theme/colour.js";
import { failed, FakeSupply, readyBook, settle, unmountAll, until } from "./contract.js";
import { ELEMENTS, inState, show } from "./everyone.js";
import { DATASET } from "./samples.js";

describe("accessibility of every element", () => {
  afterEach(unmountAll);

  describe("can be pressed", () => {
    for (const [tag, attributes] of ELEMENTS) {
      it(`<${tag}>: targets of 24 px and more in every state, with everything open (2.5.8)`, async () => {
        const small: string[] = [];
        for (const width of [320, 1100]) {
          for (const state of ["ready", "stale", "error"] as const) {
            const el = await show(
              tag,
              state === "error"
                ? { attributes, supply: new FakeSupply(failed({})), width }
                : { ...inState(state, attributes), width },
            );
            for (const menu of el.shadowRoot!.querySelectorAll("details")) menu.open = true;
            for (const closed of el.shadowRoot!.querySelectorAll<HTMLElement>("[aria-expanded=false]")) closed.click();
            await settle(el);
            for (const control of el.shadowRoot!.querySelectorAll<HTMLElement>(
              "a[href], button, input, select, summary, [role=button]",
            )) {
              if (!control.checkVisibility({ visibilityProperty: true })) continue;
              const target = control.matches("[type=checkbox], [type=radio]")
                ? (control.closest("label") ?? control)
                : control;
              const { width: w, height: h } = target.getBoundingClientRect();
              if (w < 24 || h < 24)
                small.push(`${state}, ${width}: ${control.localName} “${control.textContent!.trim()}” ${w} × ${h}`);
            }
            unmountAll();
          }
        }
        expect(small).to.deep.equal([]);
      });
    }
  });

  describe("shows where the focus is", () => {
    const rgb = (css: string): Rgb => {
      const context = new OffscreenCanvas(1, 1).getContext("2d")!;
      context.fillStyle = css;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
      return [r! / 255, g! / 255, b! / 255];
    };
    for (const preset of Object.keys(PRESETS) as Array<keyof typeof PRESETS>) {
      for (const theme of ["light", "dark"] as const) {
        it(`with a ring of 3:1 on what is around it: ${preset}, ${theme} (1.4.11, 2.4.7)`, async () => {
          for (const [tag, attributes] of ELEMENTS) {
            const el = await show(tag, { ...inState("ready", attributes), theme, width: 1100 });
            for (const [name, pair] of Object.entries(PRESETS[preset].colours))
              el.style.setProperty(`--risk-${name}`, pair[theme === "light" ? 0 : 1]);
            const controls = el.shadowRoot!.querySelectorAll<HTMLElement>("button:not([tabindex='-1']), summary");
            const control = [...controls].find((one) => one.checkVisibility())!;
            control.focus({ focusVisible: true } as FocusOptions);
            const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(control);
            expect(outlineStyle, tag).to.equal("solid");
            expect(parseFloat(outlineWidth), tag).to.be.at.least(2);
            const ground = getComputedStyle(el.shadowRoot!.querySelector("[part~=base]")!).backgroundColor;
            expect(contrast(rgb(outlineColor), rgb(ground)), tag).to.be.at.least(3);
            for (const page of theme === "light" ? ["#f5f6f8", "#ffffff"] : ["#0e0f12", "#000000"])
              expect(contrast(rgb(outlineColor), rgb(page)), `${tag} on ${page}`).to.be.at.least(3);
            unmountAll();
          }
        });
      }
    }
  });

  describe("keeps the reader's place", () => {
    for (const [tag, attributes] of ELEMENTS) {
      it(`<${tag}>: a refresh of the data leaves the focus on what it was on (2.4.3, 3.2.1)`, async () => {
        const supply = new FakeSupply(readyBook(DATASET));
        const el = await show(tag, { attributes, supply, width: 1100 });
        const root = el.shadowRoot!;
        const controls = [
          ...root.querySelectorAll<HTMLElement>("button, summary, input, select, [tabindex='0']"),
        ].filter((one) => one.checkVisibility() && !one.matches(":disabled"));
        expect(controls.length).to.be.greaterThan(0);
        for (const control of controls.slice(0, 4)) {
          control.focus();
          const said = control.textContent;
          supply.answer(readyBook(structuredClone(DATASET)));
          await until(() => el.phase !== "loading");
          await settle(el);
          expect(root.activeElement, said ?? "").to.equal(control);
          // A button is what it says; a list may have worked something out meanwhile.
          if (control.matches("button")) expect(control.textContent).to.equal(said);
        }
      });

      it(`<${tag}>: trying again leaves the focus inside, and where there is something to press, on it`, async () => {
        const supply = new FakeSupply(failed({}));
        const el = await show(tag, { attributes, supply });
        const retry = el.shadowRoot!.querySelector<HTMLElement>("[part~=retry]")!;
        retry.focus();
        retry.click();
        supply.answer({ status: "loading", at: null });
        await settle(el);
        expect(el.shadowRoot!.activeElement?.textContent).to.contain("Loading");
        supply.answer(readyBook(DATASET));
        await until(() => el.phase === "ready", 15_000);
        await settle(el);
        expect(document.activeElement).to.equal(el);
        expect(el.shadowRoot!.activeElement).to.not.equal(null);
      });

      it(`<${tag}>: as it does in a frame that a page draws into from outside`, async () => {
        const frame = document.createElement("iframe");
        document.body.append(frame);
        try {
          const supply = new FakeSupply(failed({}));
          const el = await show(tag, { attributes, supply });
          frame.contentDocument!.body.append(el);
          await settle(el);
          const retry = el.shadowRoot!.querySelector<HTMLElement>("[part~=retry]")!;
          frame.contentWindow!.focus();
          retry.focus();
          retry.click();
          supply.answer(readyBook(DATASET));
          await until(() => el.phase === "ready", 15_000);
          await settle(el);
          expect(el.shadowRoot!.activeElement).to.not.equal(null);
          el.remove();
        } finally {
          frame.remove();
        }
      });
    }
  });

  describe("tells what is drawn", () => {
    for (const [tag, attributes] of [
      ["client-risk-compare", {}],
      ["risk-ranking", {}],
    ] as const)
      it(`<${tag}>: bands and directions have words at every width (1.1.1, 1.4.10)`, async () => {
        for (const width of [280, 310, 480, 640, 740, 1280]) {
          const el = await show(tag, { ...inState("ready", attributes), width });
          await until(() => !!el.shadowRoot!.querySelector("[role=row] .c-change b"));
          const words = [...el.shadowRoot!.querySelectorAll("[role=row] .word, [role=row] :is(td, span).c-band")];
          expect(words.length).to.be.above(4);
          // What is only clipped is heard.
          const unsaid = words.filter((one) => !one.checkVisibility()).map((one) => one.textContent!.trim());
          expect(unsaid, `${width}`).to.deep.equal([]);
          unmountAll();
        }
      });
  });

  describe("says what changes, once", () => {
    it("a service that is away interrupts once, however many elements asked it", async () => {
      const alerts = (all: Element[]): number =>
        all.filter((el) => el.shadowRoot!.querySelector("[role=alert]")).length;
      const supply = new FakeSupply(failed({}));
      const all: RiskElement[] = [];
      for (const [tag, attributes] of ELEMENTS) all.push(await show(tag, { attributes, supply }));
      expect(alerts(all)).to.equal(1);
      supply.answer({ status: "loading", at: null });
      await Promise.all(all.map(settle));
      expect(alerts(all)).to.equal(0);
      supply.answer(failed({}));
      await Promise.all(all.map(settle));
      expect(alerts(all), "again").to.equal(1);
      all.find((el) => el.shadowRoot!.querySelector("[role=alert]"))!.remove();
      const later = await show("risk-score-card", { supply });
      expect(alerts([later]), "whoever said it is gone").to.equal(1);
    });

    for (const [tag, attributes] of ELEMENTS) {
      it(`<${tag}>: a burst of live updates is at most one sentence at a time, politely (4.1.3)`, async () => {
        const supply = new FakeSupply(readyBook(DATASET));
        const el = await show(tag, { attributes, supply });
        const region = el.shadowRoot!.querySelector<HTMLElement>("[role=status]")!;
        const said: string[] = [];
        const watch = new MutationObserver(() => region.textContent && said.push(region.textContent));
        watch.observe(region, { childList: true, characterData: true, subtree: true });
        for (let n = 0; n < 30; n++) {
          // Everyone back and forth between two bands, as fast as answers come.
          const data = structuredClone(DATASET);
          if (n % 2 === 0)
            for (const client of data.clients)
              for (const person of client.people) Object.assign(person, { events: person.events?.slice(0, 3) ?? [] });
          supply.answer(readyBook(data));
          await el.updateComplete;
        }
        await settle(el);
        await new Promise((wait) => setTimeout(wait, 100));
        watch.disconnect();
        expect(el.shadowRoot!.querySelectorAll("[aria-live=assertive], [role=alert]").length).to.equal(0);
        expect(said.length, said.join(" | ")).to.be.at.most(2);
      });
    }
  });
});
