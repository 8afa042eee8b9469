/** Brands and presets on real elements: what the theme page promises is what the browser shows. */
import { expect } from "@open-wc/testing";
import "../../src/elements/client-risk-compare/define.js";
import "../../src/elements/risk-provider/define.js";
import "../../src/elements/risk-report/define.js";
import "../../src/elements/risk-score-card/define.js";
import { BRANDS, HOUSE, themeOf } from "../../demo/theme/brands.js";
import { wear } from "../../demo/theme/formats.js";
import { BANDS, makeTheme, measured, tintOf, wordsOf, type Theme } from "../../demo/theme/make.js";
import { PRESETS } from "../../src/theme/presets.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { mount, settle, unmountAll } from "../elements/contract.js";
import { contrast, fromHex, reader, type Rgb } from "./colour.js";

const SCHEMES = ["light", "dark"] as const;

async function wearing(theme: Theme, scheme: "light" | "dark"): Promise<(token: string) => Rgb> {
  const el = await mount("risk-score-card", { attributes: { score: "64", model: "moxso" }, theme: scheme });
  wear(el, theme);
  await settle(el);
  return reader(el);
}

/** What is too little, by measures that the theme page does not share. */
function tooLittle(token: (name: string) => Rgb, text: number, mark: number): string[] {
  const words = ["text", "muted", "accent"].flatMap((front): [string, string, number][] => [
    [front, "surface", text],
    [front, "sunken", text],
  ]);
  const bands = BANDS.flatMap((band): [string, string, number][] => [
    [band, "surface", mark],
    [`${band}-text`, "surface", text],
    [`${band}-text`, `${band}-tint`, text],
  ]);
  const marks = ["rule", "raise", "lower"].map((front): [string, string, number] => [front, "surface", mark]);
  return [...words, ["surface", "accent", text] as const, ...marks, ...bands]
    .map(([front, back, needs]) => ({ pair: `${front} on ${back}`, needs, has: contrast(token(front), token(back)) }))
    .filter(({ needs, has }) => has < needs)
    .map(({ pair, has }) => `${pair}: ${has}`);
}

describe("brands", () => {
  afterEach(unmountAll);

  for (const brand of BRANDS) {
    for (const [i, scheme] of SCHEMES.entries()) {
      it(`${brand.name}, ${scheme}: every pair has its contrast as the browser computes it`, async () => {
        expect(tooLittle(await wearing(themeOf(brand), scheme), 4.5, 3)).to.deep.equal([]);
      });

      it(`${brand.name}, ${scheme}: the theme page's sums are the browser's`, async () => {
        const theme = themeOf(brand);
        const token = await wearing(theme, scheme);
        const at = i as 0 | 1;
        const near = (name: string, predicted: string): void =>
          token(name).forEach((channel, k) =>
            expect(channel, `${name} ${predicted}`).to.be.closeTo(fromHex(predicted)[k as 0 | 1 | 2], 2.01 / 255),
          );
        for (const band of BANDS) {
          const mark = theme.colours[`band-${band}`]![at];
          near(band, mark);
          near(`${band}-text`, wordsOf(mark, at));
          near(`${band}-tint`, tintOf(mark, theme.colours["surface"]![at], at));
        }
        for (const pair of measured(theme, at)) {
          if (/[,]|band/.test(pair.front + pair.back)) continue;
          expect(contrast(token(pair.front), token(pair.back)), pair.front).to.be.closeTo(pair.ratio, 0.01);
        }
      });
    }
  }

  it("what a client's provider does not set comes from the one around it, and nothing leaks to its neighbour", async () => {
    const outer = document.createElement("risk-provider");
    wear(outer, { ...themeOf(HOUSE), space: 6 });
    const cards = [BRANDS[0]!, BRANDS[1]!].map((brand) => {
      const inner = document.createElement("risk-provider");
      wear(inner, themeOf(brand));
      const card = document.createElement("risk-score-card") as RiskElement;
      card.setAttribute("score", "64");
      card.setAttribute("model", "moxso");
      inner.append(card);
      outer.append(inner);
      return card;
    });
    const bare = document.createElement("risk-score-card") as RiskElement;
    bare.setAttribute("score", "64");
    bare.setAttribute("model", "moxso");
    outer.append(bare);
    document.body.append(outer);
    try {
      for (const card of [...cards, bare]) await settle(card);
      const [first, second, house] = [...cards, bare].map((card) => {
        const surface = card.shadowRoot!.querySelector(".surface")!;
        const { fontFamily, borderRadius } = getComputedStyle(surface);
        return {
          fontFamily,
          borderRadius,
          accent: reader(card)("accent"),
          space: getComputedStyle(card).getPropertyValue("--_space"),
        };
      });
      expect([first!.borderRadius, second!.borderRadius, house!.borderRadius]).to.deep.equal(["2px", "16px", "8px"]);
      expect([first!.space, second!.space, house!.space].map((s) => s.trim())).to.deep.equal(["6px", "6px", "6px"]);
      expect(first!.fontFamily).to.contain("Georgia");
      expect(second!.fontFamily).to.equal(house!.fontFamily);
      expect(first!.accent).to.deep.equal(fromHex(themeOf(BRANDS[0]!).colours["accent"]![0]));
      expect(second!.accent).to.deep.equal(fromHex(themeOf(BRANDS[1]!).colours["accent"]![0]));
      expect(house!.accent).to.deep.equal(fromHex(HOUSE.brand));
    } finally {
      outer.remove();
    }
  });

  it("a brand that is taken off leaves nothing behind", () => {
    const box = document.createElement("div");
    wear(box, themeOf(BRANDS[0]!));
    expect(box.style.length).to.be.greaterThan(10);
    wear(box, { name: "none", colours: {} });
    expect(box.style.length).to.equal(0);
  });
});

describe("presets", () => {
  afterEach(unmountAll);
  const worn = (name: keyof typeof PRESETS): Theme => {
    const { colours, space, radius } = PRESETS[name];
    return {
      name,
      colours: colours as Theme["colours"],
      ...(space === undefined ? {} : { space }),
      ...(radius === undefined ? {} : { radius }),
    };
  };

  for (const scheme of SCHEMES) {
    it(`high-contrast, ${scheme}: words 7, marks 4.5`, async () => {
      expect(tooLittle(await wearing(worn("high-contrast"), scheme), 7, 4.5)).to.deep.equal([]);
    });
  }

  it("compact and high-contrast go together", async () => {
    const token = await wearing({ ...worn("compact"), ...{ colours: worn("high-contrast").colours } }, "light");
    expect(token("text")).to.deep.equal(fromHex("#000000"));
  });

  it("a brand of yellow makes a theme in both schemes", () => {
    const { theme } = makeTheme({ name: "x", brand: "#ffd400" });
    for (const scheme of [0, 1] as const)
      expect(measured(theme, scheme).filter((pair) => pair.ratio < pair.needs)).to.deep.equal([]);
  });
});
