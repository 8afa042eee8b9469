import { expect } from "@open-wc/testing";
import "../../src/elements/risk-score-card/define.js";
import { NEUTRALS, PALETTE } from "../../src/theme/palette.js";
import { mount, settle, unmountAll } from "../elements/contract.js";
import {
  contrast,
  DEFICIENCIES,
  distance,
  fromHex,
  grey,
  oklab,
  reader,
  type Rgb,
  shown,
  simulated,
} from "./colour.js";

const THEMES = ["light", "dark"] as const;
type Theme = (typeof THEMES)[number];
type Band = keyof typeof PALETTE;
const BANDS = Object.keys(PALETTE) as Band[];
const of = (pair: readonly [string, string], theme: Theme): Rgb => fromHex(pair[theme === "light" ? 0 : 1]);
const neutral = (name: string, theme: Theme): Rgb => of(NEUTRALS[name]!, theme);
const mark = (band: Band, theme: Theme): Rgb => of(PALETTE[band].mark, theme);

/** Names of private tokens and what they are at work as, as the browser computes them. */
async function computed(theme: Theme, host: Record<string, string> = {}): Promise<(token: string) => Rgb> {
  const el = await mount("risk-score-card", { attributes: { score: "64", model: "moxso" }, theme });
  for (const [name, value] of Object.entries(host)) el.style.setProperty(name, value);
  await settle(el);
  return reader(el);
}

describe("colours", () => {
  afterEach(unmountAll);

  for (const theme of THEMES) {
    describe(`${theme}, as the browser computes them`, () => {
      let token: (name: string) => Rgb;
      beforeEach(async () => {
        token = await computed(theme);
      });
      const text: Array<[string, string]> = [
        ["text", "surface"],
        ["text", "sunken"],
        ["muted", "surface"],
        ["muted", "sunken"],
        ["accent", "surface"],
        ["accent", "sunken"],
        ["surface", "accent"],
        ...BANDS.flatMap((band): Array<[string, string]> => [
          [`${band}-text`, "surface"],
          [`${band}-text`, `${band}-tint`],
        ]),
      ];
      for (const [a, b] of text) {
        it(`${a} on ${b} reads: 4.5 at least`, () => {
          expect(contrast(token(a), token(b))).to.be.at.least(4.5);
        });
      }
      for (const name of [...BANDS, "rule", "raise", "lower", "accent"]) {
        it(`${name} on surface is seen: 3 at least`, () => {
          expect(contrast(token(name), token("surface"))).to.be.at.least(3);
        });
      }

      it("steps in a pill take the text colour, because a mark on its own tint would not be seen", async () => {
        const el = await mount("risk-score-card", {
          attributes: { score: "12", model: "moxso", variant: "badge" },
          theme,
        });
        const lit = getComputedStyle(el.shadowRoot!.querySelector(".steps .lit")!).fill;
        expect(lit).to.equal(getComputedStyle(el.shadowRoot!.querySelector(".pill")!).color);
      });

      it("the published hex values, the fallback, keep the same bounds", () => {
        const surface = neutral("surface", theme);
        for (const band of BANDS) {
          const words = of(PALETTE[band].text, theme);
          expect(contrast(mark(band, theme), surface), band).to.be.at.least(3);
          expect(contrast(words, surface), band).to.be.at.least(4.5);
          expect(contrast(words, of(PALETTE[band].tint, theme)), band).to.be.at.least(4.5);
        }
      });
    });
  }

  it("more risk is further from the surface: darker in light, lighter in dark", () => {
    for (const theme of THEMES) {
      const lightness = BANDS.map((band) => oklab(mark(band, theme))[0]);
      for (let i = 1; i < lightness.length; i++) {
        const step = lightness[i]! - lightness[i - 1]!;
        expect(theme === "light" ? -step : step, `${theme} ${BANDS[i]}`).to.be.greaterThan(0.03);
      }
    }
  });

  describe("bands are told apart by everybody", () => {
    const sets: Band[][] = [
      BANDS,
      ["low", "moderate", "elevated", "critical"],
      ["low", "moderate", "high", "critical"],
      ["low", "moderate", "high"],
    ];
    /** Least distance between two bands of a set, as published with the palette. */
    const least: Record<Theme, Record<string, readonly number[]>> = {
      light: {
        typical: [0.087, 0.094, 0.101, 0.18],
        deuteranopia: [0.071, 0.073, 0.1, 0.144],
        protanopia: [0.097, 0.099, 0.106, 0.184],
        tritanopia: [0.079, 0.086, 0.083, 0.163],
        grey: [0.062, 0.062, 0.062, 0.062],
      },
      dark: {
        typical: [0.074, 0.074, 0.084, 0.143],
        deuteranopia: [0.069, 0.072, 0.081, 0.126],
        protanopia: [0.053, 0.055, 0.063, 0.063],
        tritanopia: [0.06, 0.072, 0.06, 0.114],
        grey: [0.05, 0.052, 0.052, 0.052],
      },
    };
    const nearest = (colours: Rgb[]): number =>
      Math.min(...colours.flatMap((a, i) => colours.slice(i + 1).map((b) => distance(a, b))));

    for (const theme of THEMES) {
      sets.forEach((set, i) => {
        it(`${theme}: ${set.join(" ")}`, () => {
          const colours = set.map((band) => mark(band, theme));
          const found: Record<string, number> = { typical: nearest(colours), grey: nearest(colours.map(grey)) };
          for (const deficiency of DEFICIENCIES) {
            const both = [0, 1].map((k) => nearest(colours.map((c) => simulated(c, deficiency)[k]!)));
            found[deficiency] = Math.min(...both);
          }
          for (const [vision, bounds] of Object.entries(least[theme])) {
            expect(found[vision], `${vision} ${found[vision]}`).to.be.at.least(bounds[i]!);
          }
        });
      });

      it(`${theme}: what raises and what lowers, 0.18 apart in every vision`, () => {
        const [raise, lower] = [neutral("raise", theme), neutral("lower", theme)];
        for (const deficiency of DEFICIENCIES) {
          const [a, b] = [simulated(raise, deficiency), simulated(lower, deficiency)];
          for (const k of [0, 1] as const) expect(distance(a[k], b[k]), deficiency).to.be.at.least(0.18);
        }
      });
    }
  });

  describe("a host's own colour", () => {
    const SEED = 20261123;
    /** mulberry32 */
    const random = (seed: number) => (): number => {
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };

    for (const theme of THEMES) {
      it(`${theme}: words on its tint stay at 4.5, whatever it is (300 of the whole gamut, seed ${SEED})`, async () => {
        const el = await mount("risk-score-card", {
          attributes: { score: "90", model: "moxso", variant: "badge" },
          theme,
        });
        const pill = getComputedStyle(el.shadowRoot!.querySelector(".pill")!);
        const surface = theme === "light" ? NEUTRALS["surface"]![0] : NEUTRALS["surface"]![1];
        const next = random(SEED);
        const corners = ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff"];
        for (let i = 0; i < 300; i++) {
          const own =
            corners[i] ??
            `#${Math.floor(next() * 0x1000000)
              .toString(16)
              .padStart(6, "0")}`;
          el.style.setProperty("--risk-band-critical", own);
          const ratio = contrast(shown(pill.color, surface), shown(pill.backgroundColor, surface));
          expect(ratio, own).to.be.at.least(4.5);
        }
      });
    }

    // The README says so: keep its two numbers.
    for (const [theme, within] of [
      ["light", (l: number) => l >= 0.92],
      ["dark", (l: number) => l <= 0.26],
    ] as const) {
      it(`${theme}: words stay at 4.5 on a surface of its own, as light or dark as the README asks (seed ${SEED})`, async () => {
        const next = random(SEED);
        for (let i = 0; i < 60;) {
          const own: Rgb = [next(), next(), next()].map((c) => (theme === "light" ? 1 - 0.4 * c : 0.4 * c)) as never;
          if (!within(oklab(own)[0])) continue;
          i++;
          const token = await computed(theme, { "--risk-surface": `rgb(${own.map((c) => c * 255).join(" ")})` });
          const pairs = [
            ["text", "surface"],
            ["muted", "surface"],
            ["accent", "surface"],
            ...BANDS.map((band) => [`${band}-text`, `${band}-tint`] as const),
          ] as const;
          for (const [front, back] of pairs)
            expect(contrast(token(front), token(back)), `${front} on ${back}, ${own.join(" ")}`).to.be.at.least(4.5);
          unmountAll();
        }
      });
    }

    it("either name of the middle band is heard, the nearer one first", async () => {
      const token = await computed("light", { "--risk-band-medium": "#336699" });
      expect(token("moderate")).to.deep.equal(fromHex("#336699"));
      const both = await computed("light", { "--risk-band-medium": "#336699", "--risk-band-moderate": "#663399" });
      expect(both("moderate")).to.deep.equal(fromHex("#663399"));
    });

    it("every public token reaches its private one", async () => {
      for (const name of Object.keys(NEUTRALS)) {
        const token = await computed("light", { [`--risk-${name}`]: "#123456" });
        expect(token(name), name).to.deep.equal(fromHex("#123456"));
      }
    });

    it("is heard from any ancestor, and nothing public is set on the element itself", async () => {
      const el = await mount("risk-score-card", { attributes: { score: "64", model: "moxso" } });
      el.parentElement!.style.setProperty("--risk-surface", "#fedcba");
      expect(getComputedStyle(el.shadowRoot!.querySelector(".surface")!).backgroundColor).to.equal(
        "rgb(254, 220, 186)",
      );
    });
  });

  it("forced colours: every private colour is one of the reader's own", async () => {
    const el = await mount("risk-score-card", { attributes: { score: "64", model: "moxso" } });
    const forced = el
      .shadowRoot!.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes("forced-colors"))
      .map((rule) => rule.cssText)
      .join("\n");
    const names = [...Object.keys(NEUTRALS), ...BANDS, "word", "tint"];
    for (const name of names) {
      expect(forced, name).to.match(new RegExp(`--_${name}:\\s*(Canvas|CanvasText|GrayText|LinkText);`));
    }
  });

  it("takes the page's language for its glyphs, and none of its letter spacing, weight or case", async () => {
    const el = await mount("risk-score-card", { attributes: { score: "64", model: "moxso" }, lang: "ja" });
    Object.assign(el.parentElement!.style, {
      letterSpacing: "9px",
      fontWeight: "900",
      textTransform: "uppercase",
      whiteSpace: "nowrap",
      textAlign: "right",
      lineHeight: "4",
    });
    const style = getComputedStyle(el.shadowRoot!.querySelector(".detail")!);
    expect([style.letterSpacing, style.fontWeight, style.textTransform, style.whiteSpace]).to.deep.equal([
      "normal",
      "400",
      "none",
      "normal",
    ]);
    expect(getComputedStyle(el.shadowRoot!.querySelector("[part=base]")!).textAlign).to.equal("start");
    // A name that matches its surroundings says "left" where they begin on the left.
    expect(style.textAlign).to.be.oneOf(["start", "left"]);
    expect(el.matches(":lang(ja)")).to.equal(true);
  });

  it("words are 12 px at least where the page's are 16", async () => {
    for (const variant of ["card", "compact", "badge"]) {
      const el = await mount("risk-score-card", {
        attributes: { score: "64", model: "moxso", label: "Ada", change: "6", variant },
      });
      for (const node of el.shadowRoot!.querySelectorAll("*")) {
        if (!node.textContent?.trim() || node.closest(".sr-only")) continue;
        expect(parseFloat(getComputedStyle(node).fontSize), node.className.toString()).to.be.at.least(12);
      }
    }
  });
});
