import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { apca, inGamut, lch, ratio } from "../../../demo/theme/colour.js";
import { DEFAULTS } from "../../../demo/theme/defaults.js";
import { fromCss, fromTokens, slug, toCss, toTokens } from "../../../demo/theme/formats.js";
import { makeTheme, measured, type Theme, type Wish } from "../../../demo/theme/make.js";
import { themeFiles } from "../../../scripts/lib/theme-files.js";
import { project } from "../support/pack.js";

const SCHEMES = [0, 1] as const;
const failing = (theme: Theme): string[] =>
  SCHEMES.flatMap((scheme) =>
    measured(theme, scheme)
      .filter((pair) => pair.ratio < pair.needs)
      .map((pair) => `${scheme} ${pair.front} on ${pair.back}: ${pair.ratio}`),
  );

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);
const ground = (from: number, to: number) =>
  fc
    .tuple(fc.double({ min: from, max: to, noNaN: true }), fc.double({ min: 0, max: 0.03, noNaN: true }), fc.nat(359))
    .map(([l, c, h]) => inGamut([l, c, h]));
const wish: fc.Arbitrary<Wish> = fc.record(
  {
    name: fc.constantFrom("Acme", "Österreich & Söhne", "x"),
    brand: colour,
    tint: fc.double({ min: 0, max: 1, noNaN: true }),
    surface: fc.tuple(ground(0.94, 1), ground(0, 0.25)),
    space: fc.integer({ min: 3, max: 6 }),
    radius: fc.nat(16),
    font: fc.constantFrom("Georgia, serif", '"Times New Roman", serif'),
  },
  { requiredKeys: ["name", "brand"] },
);

describe("themes", () => {
  it("themes/ and the theme page's defaults are what src/theme says (else: npm run themes)", async () => {
    for (const [path, text] of Object.entries(await themeFiles()))
      assert.equal(readFileSync(join(project, path), "utf8"), text, path);
  });

  it("every token has its words, and every documented colour a default", () => {
    const sizes = ["font", "space", "radius", "sticky-top", "band-medium"];
    assert.deepEqual(
      Object.keys(DEFAULTS.uses)
        .filter((token) => !sizes.includes(token))
        .sort(),
      Object.keys(DEFAULTS.colours).sort(),
    );
  });

  it("contrasts are those of the standards' own examples", () => {
    assert.equal(ratio("#000000", "#ffffff"), 21);
    assert.ok(Math.abs(ratio("#777777", "#ffffff") - 4.478) < 0.001);
    // Published with APCA 0.0.98G-4g.
    for (const [text, back, lc] of [
      ["#888888", "#ffffff", 63.056469930209424],
      ["#ffffff", "#888888", -68.54146436644962],
      ["#000000", "#aaaaaa", 58.146262578561334],
      ["#aaaaaa", "#000000", -56.24113336839742],
      ["#112233", "#ddeeff", 91.66830811481631],
      ["#ddeeff", "#112233", -93.06770049484275],
      ["#112233", "#444444", 8.32326136957393],
      ["#444444", "#112233", -7.526878460278154],
    ] as const)
      assert.ok(Math.abs(apca(text, back) - lc) < 1e-9, `${text} on ${back}: ${apca(text, back)}`);
  });

  it("the kit's own colour makes the kit's own theme", () => {
    const { theme, corrections } = makeTheme({ name: "Default", brand: DEFAULTS.colours["accent"]![0] });
    const { accent: made, ...others } = theme.colours;
    const { accent: own, ...defaults } = DEFAULTS.colours;
    assert.deepEqual(others, defaults);
    assert.equal(made![0], own![0]);
    assert.deepEqual(
      corrections.map(({ token, scheme }) => [token, scheme]),
      [["accent", 1]],
    );
  });

  it("any brand, tint and usual ground: every pair has its contrast, and more risk stands out more", () => {
    fc.assert(
      fc.property(wish, (wished) => {
        const { theme } = makeTheme(wished);
        assert.deepEqual(failing(theme), []);
        for (const scheme of SCHEMES) {
          const [surface] = [theme.colours["surface"]![scheme]];
          const marks = ["low", "moderate", "elevated", "high", "critical"].map((band) =>
            ratio(theme.colours[`band-${band}`]![scheme], surface),
          );
          assert.deepEqual(
            marks,
            [...marks].sort((a, b) => a - b),
          );
          assert.ok(Math.abs(apca(theme.colours["accent"]![scheme], surface)) >= 60);
        }
      }),
      { numRuns: 300, seed: 20261124 },
    );
  });

  it("a brand that is right already is left as it is, and a moved one keeps its hue", () => {
    assert.equal(makeTheme({ name: "x", brand: "#0b2a5b" }).theme.colours["accent"]![0], "#0b2a5b");
    fc.assert(
      fc.property(colour, (brand) => {
        const [, chroma, hue] = lch(brand);
        for (const made of makeTheme({ name: "x", brand }).theme.colours["accent"]!) {
          const [, c, h] = lch(made);
          // Near black and white there is no chroma left to tell a hue by.
          if (Math.min(chroma, c) > 0.04) assert.ok(Math.abs(((h - hue + 540) % 360) - 180) < 4, `${brand} ${made}`);
        }
      }),
      { numRuns: 200, seed: 20261124 },
    );
  });

  it("comes back from CSS and from design tokens as it went, and both say the same", () => {
    fc.assert(
      fc.property(wish, (wished) => {
        const { theme } = makeTheme(wished);
        assert.deepEqual(fromTokens(toTokens(theme)), theme);
        assert.deepEqual(fromCss(toCss(theme), theme.name), theme);
        assert.equal(toCss(fromTokens(toTokens(theme))), toCss(theme));
      }),
      { numRuns: 100, seed: 20261124 },
    );
    for (const preset of ["default", "compact", "high-contrast"]) {
      const read = (ending: string): string => readFileSync(join(project, `themes/${preset}.${ending}`), "utf8");
      assert.deepEqual(fromTokens(read("tokens.json")), fromCss(read("css"), preset));
    }
  });

  it("writes tokens by the format: each has a value, and a type of its own or of its group", () => {
    const { risk } = JSON.parse(
      toTokens(makeTheme({ name: "x", brand: "#0b6e4f", radius: 4, font: "Georgia" }).theme),
    ) as {
      risk: Record<string, Record<string, unknown>>;
    };
    assert.deepEqual(risk["radius"], { $type: "dimension", $value: { value: 4, unit: "px" } });
    assert.deepEqual(risk["font"], { $type: "fontFamily", $value: ["Georgia"] });
    for (const scheme of ["light", "dark"]) {
      const { $type, $description, ...tokens } = risk[scheme]!;
      assert.equal($type, "color");
      assert.ok($description);
      for (const [name, token] of Object.entries(tokens)) {
        assert.doesNotMatch(name, /[{}.$]/);
        const { colorSpace, components, hex } = (token as { $value: Record<string, unknown> }).$value;
        assert.equal(colorSpace, "srgb");
        assert.match(String(hex), /^#[0-9a-f]{6}$/);
        assert.ok((components as number[]).length === 3 && (components as number[]).every((c) => c >= 0 && c <= 1));
      }
    }
  });

  it("a bundler that takes light-dark() apart leaves one colour, also where no style sheet sets a scheme", async () => {
    // What Vite minifies CSS with, for the browsers that it builds for unless told otherwise.
    const { transform } = createRequire(createRequire(import.meta.url).resolve("vite"))("lightningcss") as {
      transform: (options: object) => { code: Uint8Array };
    };
    const { theme } = makeTheme({ name: "x", brand: "#0b6e4f" });
    const targets = { chrome: 111 << 16, firefox: 114 << 16, safari: (16 << 16) | (4 << 8) };
    for (const [scheme, page] of ["", ":root{color-scheme:dark}"].entries()) {
      const code = Buffer.from(toCss(theme) + page);
      const built = Buffer.from(transform({ filename: "theme.css", code, minify: true, targets }).code).toString();
      assert.doesNotMatch(built, /light-dark\(/);
      const set = new Map(
        [...built.matchAll(/(--lightningcss-\w+):([^;}]*)/g)].map(([, name, value]) => [name, value]),
      );
      const seen = built.replace(/var\((--lightningcss-\w+),([^)]*)\)/g, (_, name: string, own: string) => {
        const value = set.get(name);
        return value === undefined || value === "initial" ? own : value;
      });
      const of = (name: string): string =>
        new RegExp(`--risk-${name}:([^;}]*)`)
          .exec(seen)![1]!
          .trim()
          .replace(/^#(\w)(\w)(\w)$/, "#$1$1$2$2$3$3");
      for (const [name, pair] of Object.entries(theme.colours))
        assert.equal(of(name), pair[scheme], `${name} in scheme ${scheme}`);
    }
  });

  it("says what cannot be read", () => {
    assert.throws(() => fromTokens("{}"), /no group “risk”/);
    assert.throws(() => fromTokens('{"risk":{"light":{"text":{"$value":{"hex":"red"}}},"dark":{}}}'), /“text”/);
    assert.throws(() => fromCss(".x { --risk-text: red; }"), /--risk-text is “red”/);
    assert.throws(() => fromTokens("nonsense"), SyntaxError);
  });

  it("names a class that CSS takes", () => {
    assert.equal(slug("Österreich & Söhne"), "osterreich-sohne");
    assert.equal(slug("株式会社"), "brand");
  });

  it("a ground in the middle, on which nothing reads, is said to be so and not passed", () => {
    const { theme } = makeTheme({ name: "x", brand: "#0b6e4f", surface: ["#767676", "#767676"] });
    assert.notEqual(failing(theme).length, 0);
  });
});
