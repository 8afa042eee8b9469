/** A theme as CSS and as W3C design tokens (Design Tokens Format Module 2025.10), and back. */
import { isColour, rgb } from "./colour.js";
import { DEFAULTS } from "./defaults.js";
import { SCHEMES } from "./make.js";

/** @typedef {import("./make.js").Theme} Theme */

/** A name as it can stand in a class. @param {string} name */
export const slug = (name) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\w]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase() || "brand";

/** The custom properties of a theme. @param {Theme} theme @returns {[name: string, value: string][]} */
export function declarations(theme) {
  /** @type {[string, string][]} */
  const list = [];
  if (theme.font) list.push(["--risk-font", theme.font]);
  if (theme.space !== undefined) list.push(["--risk-space", `${theme.space}px`]);
  if (theme.radius !== undefined) list.push(["--risk-radius", `${theme.radius}px`]);
  for (const [token, [light, dark]] of Object.entries(theme.colours)) {
    list.push([`--risk-${token}`, light === dark ? light : `light-dark(${light}, ${dark})`]);
  }
  return list;
}

/**
 * Bundlers that take `light-dark()` apart for older browsers, as Vite does, leave which of the two it is to style
 * sheets that set a scheme: on a page without one it would be both, which is no colour, and a scale's bands would be gone.
 */
const TAKEN_APART = `/* For bundlers that take light-dark() apart: light, unless a style sheet of theirs sets a color-scheme. */
:where(:root) {
  --lightningcss-light: initial;
  --lightningcss-dark: ;
}

`;

/** @param {Theme} theme @param {string} [selector] */
export function toCss(theme, selector = `.risk-theme-${slug(theme.name)}`) {
  const lines = declarations(theme).map(([name, value]) => `  ${name}: ${value};`);
  const pairs = lines.some((line) => line.includes("light-dark("));
  return `${pairs ? TAKEN_APART : ""}${selector} {\n${lines.join("\n")}\n}\n`;
}

/** Puts a theme on an element, and takes the one before away. @param {HTMLElement} element @param {Theme} theme */
export function wear(element, theme) {
  for (const name of [...element.style]) if (name.startsWith("--risk-")) element.style.removeProperty(name);
  for (const [name, value] of declarations(theme)) element.style.setProperty(name, value);
}

/** @param {string} colour */
const colourValue = (colour) => ({
  colorSpace: "srgb",
  components: rgb(colour).map((c) => Number(c.toFixed(4))),
  hex: colour,
});

/** @param {Theme} theme @param {Record<string, string>} [uses] What each token is for. */
export function toTokens(theme, uses = DEFAULTS.uses) {
  const groups = SCHEMES.map((scheme, i) => [
    scheme,
    {
      $type: "color",
      $description: `Colours of the ${scheme} scheme.`,
      ...Object.fromEntries(
        Object.entries(theme.colours).map(([token, pair]) => [
          token,
          {
            $value: colourValue(/** @type {string} */ (pair[i])),
            ...(uses[token] ? { $description: uses[token] } : {}),
          },
        ]),
      ),
    },
  ]);
  /** @param {number} value */
  const px = (value) => ({ $type: "dimension", $value: { value, unit: "px" } });
  const tokens = {
    risk: {
      $description: theme.name,
      ...(theme.font ? { font: { $type: "fontFamily", $value: families(theme.font) } } : {}),
      ...(theme.space === undefined ? {} : { space: px(theme.space) }),
      ...(theme.radius === undefined ? {} : { radius: px(theme.radius) }),
      ...Object.fromEntries(groups),
    },
  };
  return `${JSON.stringify(tokens, null, 2)}\n`;
}

/** @param {string} list */
const families = (list) => list.split(",").map((family) => family.trim().replace(/^(["'])(.*)\1$/, "$2"));
/** @param {string[]} list */
const fontOf = (list) => list.map((family) => (/^[\w-]+$/.test(family) ? family : JSON.stringify(family))).join(", ");

/** @param {Record<string, unknown>} record @param {string} key @returns {Record<string, unknown>} */
function inside(record, key) {
  const value = record[key];
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`There is no group “${key}”.`);
  return /** @type {Record<string, unknown>} */ (value);
}

/** A theme from design tokens. Throws an Error that says which token cannot be read. @param {string} text @returns {Theme} */
export function fromTokens(text) {
  const all = /** @type {unknown} */ (JSON.parse(text));
  if (typeof all !== "object" || all === null) throw new Error("These are no design tokens.");
  const risk = inside(/** @type {Record<string, unknown>} */ (all), "risk");
  const [light, dark] = [inside(risk, "light"), inside(risk, "dark")];
  /** @param {Record<string, unknown>} group @param {string} token */
  const colour = (group, token) => {
    const found = inside(inside(group, token), "$value")["hex"];
    if (!isColour(found)) throw new Error(`“${token}” has no hex colour.`);
    return found.toLowerCase();
  };
  /** @type {Theme["colours"]} */
  const colours = {};
  for (const token of Object.keys(DEFAULTS.colours)) {
    if (token in light || token in dark) colours[token] = [colour(light, token), colour(dark, token)];
  }
  /** @param {string} token */
  const size = (token) => {
    if (!(token in risk)) return undefined;
    const { value, unit } = inside(inside(risk, token), "$value");
    if (typeof value !== "number" || unit !== "px") throw new Error(`“${token}” is no number of pixels.`);
    return value;
  };
  const [space, radius] = [size("space"), size("radius")];
  const font = "font" in risk ? inside(risk, "font")["$value"] : undefined;
  return {
    name: typeof risk["$description"] === "string" ? risk["$description"] : "Brand",
    colours,
    ...(space === undefined ? {} : { space }),
    ...(radius === undefined ? {} : { radius }),
    ...(font === undefined ? {} : { font: fontOf([font].flat().map(String)) }),
  };
}

/** A theme from CSS as `toCss` writes it. @param {string} text @param {string} [name] @returns {Theme} */
export function fromCss(text, name = "Brand") {
  const found = new Map(
    [...text.matchAll(/(--risk-[\w-]+)\s*:\s*([^;}]+)/g)].map((match) => [match[1] ?? "", (match[2] ?? "").trim()]),
  );
  /** @type {Theme["colours"]} */
  const colours = {};
  for (const token of Object.keys(DEFAULTS.colours)) {
    const value = found.get(`--risk-${token}`);
    if (value === undefined) continue;
    const [light, dark = light] = value.match(/#[0-9a-f]{6}\b/gi) ?? [];
    if (!light || !dark) throw new Error(`--risk-${token} is “${value}”, which is no hex colour.`);
    colours[token] = [light.toLowerCase(), dark.toLowerCase()];
  }
  /** @param {string} token */
  const size = (token) => {
    const value = found.get(`--risk-${token}`);
    return value === undefined ? undefined : Number.parseFloat(value);
  };
  const [space, radius, font] = [size("space"), size("radius"), found.get("--risk-font")];
  return {
    name,
    colours,
    ...(space === undefined ? {} : { space }),
    ...(radius === undefined ? {} : { radius }),
    ...(font === undefined ? {} : { font }),
  };
}
