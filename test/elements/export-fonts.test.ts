/** Pictures where the page's font is not installed: SVG files hold no font. */
import { expect } from "@open-wc/testing";
import { settle, unmountAll } from "./contract.js";
import { ELEMENTS, inState, show } from "./everyone.js";

/** Wider, and with other proportions, than what any page is set in. */
const OTHERS = ["DejaVu Sans Mono, monospace", "DejaVu Serif, serif"];

function drawn(file: string, family: string): SVGTextElement[] {
  const svg = new DOMParser().parseFromString(file, "image/svg+xml").documentElement;
  const box = document.createElement("div");
  box.append(document.importNode(svg, true));
  document.body.append(box);
  const all = [...box.querySelectorAll("text")];
  if (family) for (const text of all) text.setAttribute("font-family", family);
  return all;
}

/** Pairs of runs that lie over one another. */
function over(texts: readonly SVGTextElement[]): Set<string> {
  const boxes = texts.map((text) => ({
    text: text.textContent,
    y: Number(text.getAttribute("y")),
    box: text.getBBox(),
  }));
  const found = new Set<string>();
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) {
      const across = Math.min(a.box.x + a.box.width, b.box.x + b.box.width) - Math.max(a.box.x, b.box.x);
      if (across > 2 && Math.abs(a.y - b.y) < 6) found.add(`“${a.text}” over “${b.text}”`);
    }
  });
  return found;
}

describe("an SVG opened where the page's font is not installed", () => {
  afterEach(() => {
    unmountAll();
    document.querySelectorAll("body > div").forEach((box) => box.remove());
  });

  for (const [tag, attributes] of ELEMENTS) {
    for (const lang of ["en", "de", "ar"]) {
      it(`<${tag}>, ${lang}: no run of words is wider than on the page, none lies over another`, async () => {
        for (const [theme, width] of [
          ["light", 1100],
          ["dark", 320],
        ] as const) {
          const dir = lang === "ar" ? "rtl" : "ltr";
          const el = await show(tag, { ...inState("ready", attributes), lang, dir, theme, width });
          await settle(el);
          const file = await (await el.exportImage("svg", { download: false }))!.text();
          const before = drawn(file, "");
          expect(before.length).to.be.greaterThan(2);
          const widths = before.map((text) => text.getBBox().width);
          const known = over(before);
          expect([...known]).to.deep.equal([]);
          for (const family of OTHERS) {
            const after = drawn(file, family);
            const wider = after.flatMap((text, i) => {
              const { width: now } = text.getBBox();
              return now > widths[i]! * 1.05 + 2
                ? [`“${text.textContent}” ${widths[i]!.toFixed(1)} → ${now.toFixed(1)}`]
                : [];
            });
            expect(wider, `${theme}, ${width} px, ${family}`).to.deep.equal([]);
            expect([...over(after)], `${theme}, ${width} px, ${family}`).to.deep.equal([]);
          }
          unmountAll();
          document.querySelectorAll("body > div").forEach((box) => box.remove());
        }
      });
    }
  }
});
