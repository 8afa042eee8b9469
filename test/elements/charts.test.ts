/** What every chart promises: a name, a sentence, points by key, a table of the same numbers, and pictures that say of what they are. */
import { expect } from "@open-wc/testing";
import { settle, textOf, unmountAll, until } from "./contract.js";
import { ELEMENTS, inState, show } from "./everyone.js";
import { DATASET } from "./samples.js";

const CHOSEN: Record<string, Record<string, string>> = { "client-risk-compare": { chosen: "northwind brightwater" } };
const numbers = (text: string): string[] => text.match(/[+−-]?\d+(?:[.,]\d+)*%?/g) ?? [];
const named = new Set(DATASET.clients.flatMap(({ people }) => people.map(({ name }) => name!)));

describe("charts", () => {
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS.filter(([tag]) => /breakdown|compare|trend|distribution/.test(tag))) {
    it(`<${tag}>: named, told in a sentence, and each point says what a row of the table says`, async () => {
      const el = await show(tag, inState("ready", { ...attributes, ...CHOSEN[tag] }));
      const root = el.shadowRoot!;
      await until(() => root.querySelector(".walk") !== null);
      await settle(el);
      const slider = root.querySelector<HTMLInputElement>(".walk")!;
      const chart = slider.closest("figure, section, .sums")!;
      expect(slider.getAttribute("aria-label")).to.not.equal("");
      expect(chart.closest("[aria-label]")!.getAttribute("aria-label")).to.not.equal("");
      const sentence = chart.querySelector(".sr-only")!.textContent!.trim();
      expect(sentence).to.match(/\w.*\.?$/);
      const said: string[] = [];
      for (let i = 0; i <= Number(slider.max); i++) {
        slider.value = String(i);
        slider.dispatchEvent(new Event("input"));
        await el.updateComplete;
        said.push(slider.getAttribute("aria-valuetext")!);
      }
      expect(new Set(said).size, "each point says something else").to.be.greaterThan(said.length * 0.8);
      const toggle = root.querySelector<HTMLButtonElement>("[part~=table-toggle]");
      if (toggle) {
        expect(toggle.getAttribute("aria-expanded")).to.equal("false");
        toggle.click();
        await settle(el);
        expect(root.querySelector("[part~=table-toggle]")!.getAttribute("aria-expanded")).to.equal("true");
      }
      const table = root.querySelector(toggle ? "[part~=data-table]" : "table")!;
      expect(table.querySelector("caption")!.textContent!.trim()).to.not.equal("");
      const rows = [...table.querySelectorAll("tbody tr")].map((row) => textOf(row));
      const day = (text: string | undefined): string | undefined => /^\w+ \d+, \d{4}/.exec(text ?? "")?.[0];
      for (const [i, text] of said.entries()) {
        // A line's step is drawn at both its ends; a table has where it leads.
        if (tag === "risk-trend" && day(text) === day(said[i + 1])) continue;
        const wanted = numbers(text);
        expect(
          rows.some((row) => wanted.every((number) => numbers(row).includes(number))),
          `“${text}” in\n${rows.slice(0, 12).join("\n")}`,
        ).to.equal(true);
      }
    });
  }

  for (const [tag, attributes] of ELEMENTS) {
    it(`<${tag}>: a picture says of which model and day it is, as SVG and as PNG`, async () => {
      const el = await show(tag, inState("ready", attributes));
      const file = await (await el.exportImage("svg", { download: false }))!.text();
      const svg = new DOMParser().parseFromString(file, "image/svg+xml");
      const last = [...svg.querySelectorAll("text")].at(-1)!.textContent;
      expect(last).to.match(/Phishr.*Nov 23, 2026/);
      expect(svg.querySelector("desc")!.textContent).to.contain("phishr").and.to.contain("2026-11-23T09:12:00.000Z");
      const png = (await el.exportImage("png", { download: false }))!;
      expect(png.type).to.equal("image/png");
      const bitmap = await createImageBitmap(png);
      expect(bitmap.width).to.equal(2 * Number(svg.documentElement.getAttribute("width")));
    });

    for (const redact of ["initials", "pseudonym"] as const) {
      it(`<${tag}>: with redact="${redact}" no file holds a name`, async () => {
        const el = await show(tag, inState("ready", { ...attributes, redact }));
        const files = [
          await el.exportData("csv", { download: false }),
          await el.exportData("json", { download: false }),
          await (await el.exportImage("svg", { download: false }))!.text(),
        ];
        for (const name of named) for (const file of files) expect(file).to.not.contain(name);
      });
    }
  }
});
