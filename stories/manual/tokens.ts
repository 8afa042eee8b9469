/** The page about tokens: what src/theme says, not a copy of it. */
import { DEFAULTS } from "../../demo/theme/defaults.js";
import { measured, type Theme } from "../../demo/theme/make.js";
import { PRESETS } from "../../src/theme/presets.js";
import { NEUTRALS, PALETTE } from "../../src/theme/palette.js";

const SIZES: Readonly<Record<string, string>> = {
  font: "the page’s",
  space: "4px",
  radius: "8px",
  "sticky-top": "0px",
};
const SCHEMES = [0, 1] as const;

function make(tag: string, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly (Node | string)[])[]): HTMLElement {
  const made = make(
    "table",
    { class: "designer-table designer-tokens" },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make(
      "tbody",
      {},
      ...rows.map(([first = "", ...rest]) =>
        make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", {}, cell))),
      ),
    ),
  );
  made.style.marginBlockEnd = "32px";
  return made;
}

function colour(value: string): HTMLElement {
  const swatch = make("span", { class: "designer-swatch", "aria-hidden": "true" });
  swatch.style.background = value;
  return make("span", { class: "designer-whole" }, swatch, make("code", {}, value));
}

/** Every public colour with what it is, by the source. */
const COLOURS: Readonly<Record<string, readonly [string, string]>> = {
  ...NEUTRALS,
  ...Object.fromEntries(Object.entries(PALETTE).map(([band, { mark }]) => [`band-${band}`, mark])),
};

const own: Theme = { name: "default", colours: COLOURS as Theme["colours"] };
const cut = (n: number): string => (Math.floor(n * 10) / 10).toFixed(1);

export function tokensPage(): HTMLElement {
  const sizes = Object.entries(SIZES).map(([name, value]) => [
    make("code", {}, `--risk-${name}`),
    value,
    DEFAULTS.uses[name] ?? "",
  ]);
  const named = [...Object.entries(COLOURS), ["band-medium", COLOURS["band-moderate"]!] as const];
  const colours = named.map(([name, [light, dark]]) => [
    make("code", { class: "designer-whole" }, `--risk-${name}`),
    colour(light),
    colour(dark),
    DEFAULTS.uses[name] ?? "",
  ]);
  const derived = Object.entries(PALETTE).flatMap(([band, { text, tint }]) =>
    (
      [
        ["words", text],
        ["tint", tint],
      ] as const
    ).map(([what, [light, dark]]) => [`${band}, ${what}`, colour(light), colour(dark)]),
  );
  const both = SCHEMES.map((scheme) => measured(own, scheme));
  const pairs = (both[0] ?? []).map((light, i) => {
    const dark = both[1]![i]!;
    const lc = ({ lc: value }: typeof light): string => String(Math.round(Math.abs(value)));
    return [
      `${light.front} on ${light.back}`,
      cut(light.needs),
      cut(light.ratio),
      lc(light),
      cut(dark.ratio),
      lc(dark),
    ];
  });
  const presets = Object.entries(PRESETS).map(([name, { about }]) => [
    make("code", {}, `themes/${name}.css`),
    make("code", {}, `class="risk-theme-${name}"`),
    about,
  ]);
  const page = make(
    "main",
    { class: "designer designer-results" },
    make("h1", {}, "Tokens"),
    make(
      "p",
      {},
      "Three layers: a page sets the public names on any ancestor; each element turns them into private ones with defaults; its styles read only those. The nearest ancestor wins, so a client’s provider inside yours carries the client’s brand.",
    ),
    table("Sizes and font", ["Token", "Default", "Use"], sizes),
    table("Colours", ["Token", "Light", "Dark", "Use"], colours),
    table("Derived from a band’s mark, not set: these are the defaults’", ["Colour", "Light", "Dark"], derived),
    table(
      "Contrast of every pair that meets (WCAG 2.2 ratio, APCA Lc)",
      ["Pair", "Needs", "Light", "Lc", "Dark", "Lc"],
      pairs,
    ),
    table("Presets", ["Style sheet", "On any ancestor", "What it is"], presets),
  );
  // The designer's colours without its columns.
  page.style.display = "block";
  return page;
}
