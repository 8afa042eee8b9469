/**
 * From a brand colour to a whole theme: every `--risk-*` colour for light and dark, each corrected until what is read has
 * 4.5:1 and what is seen has 3:1 on what it stands on (WCAG 2.2, 1.4.3 and 1.4.11).
 */
import { apca, clipped, distance, inGamut, lch, mix, ratio } from "./colour.js";
import { DEFAULTS } from "./defaults.js";

/**
 * @typedef {[light: string, dark: string]} Pair
 * @typedef {object} Theme
 * @property {string} name
 * @property {Record<string, Pair>} colours By token, without `--risk-`.
 * @property {number} [space] Pixels.
 * @property {number} [radius] Pixels.
 * @property {string} [font] A list of families; without it the page's font.
 *
 * @typedef {object} Wish
 * @property {string} name
 * @property {string} brand What can be pressed.
 * @property {number} [tint] How much of the brand's hue the greys take, 0 to 1.
 * @property {Pair} [surface] The ground, where it is not the default's.
 * @property {number} [space]
 * @property {number} [radius]
 * @property {string} [font]
 *
 * @typedef {object} Correction A colour that was moved, and what for.
 * @property {string} token
 * @property {0 | 1} scheme
 * @property {string} from
 * @property {string} to
 *
 * @typedef {object} Measured
 * @property {string} front
 * @property {string} back
 * @property {string} colour
 * @property {string} ground
 * @property {"text" | "mark"} kind
 * @property {number} needs
 * @property {number} ratio
 * @property {number} lc
 */

export const SCHEMES = /** @type {const} */ (["light", "dark"]);
export const BANDS = /** @type {const} */ (["low", "moderate", "elevated", "high", "critical"]);
const TEXT = 4.5;
const MARK = 3;
/** What can be pressed is words on a dark ground too, where WCAG's sum is too kind: APCA's least for words. */
const LC = 60;
/** Not a hair above the bound: rounding to eight bits moves a contrast by a little. */
const SPARE = 0.03;

/** The kit derives a band's words from its mark: the same sum as in its style sheet. @param {string} mark @param {0 | 1} scheme */
export function wordsOf(mark, scheme) {
  const [l, c, h] = lch(mark);
  return clipped([scheme === 0 ? Math.min(l, 0.47) : Math.max(l, 0.78), c, h]);
}

/** And the tint of a pill. @param {string} mark @param {string} surface @param {0 | 1} scheme */
export const tintOf = (mark, surface, scheme) => mix(mark, scheme === 0 ? 0.12 : 0.2, surface);

/** Every pair of colours that meet in an element, measured. @param {Theme} theme @param {0 | 1} scheme @returns {Measured[]} */
export function measured(theme, scheme) {
  /** @param {string} token */
  const of = (token) => colourOf(theme, token)[scheme];
  const surface = of("surface");
  /** @type {[front: string, back: string, colour: string, ground: string, kind: "text" | "mark"][]} */
  const met = [
    ["text", "surface", of("text"), surface, "text"],
    ["text", "sunken", of("text"), of("sunken"), "text"],
    ["muted", "surface", of("muted"), surface, "text"],
    ["muted", "sunken", of("muted"), of("sunken"), "text"],
    ["accent", "surface", of("accent"), surface, "text"],
    ["accent", "sunken", of("accent"), of("sunken"), "text"],
    ["surface", "accent", surface, of("accent"), "text"],
    ["rule", "surface", of("rule"), surface, "mark"],
    ["raise", "surface", of("raise"), surface, "mark"],
    ["lower", "surface", of("lower"), surface, "mark"],
  ];
  for (const band of BANDS) {
    const mark = of(`band-${band}`);
    const words = wordsOf(mark, scheme);
    met.push(
      [`band-${band}`, "surface", mark, surface, "mark"],
      [`${band}, words`, "surface", words, surface, "text"],
      [`${band}, words`, `${band}, tint`, words, tintOf(mark, surface, scheme), "text"],
    );
  }
  return met.map(([front, back, colour, ground, kind]) => ({
    front,
    back,
    colour,
    ground,
    kind,
    needs: kind === "text" ? TEXT : MARK,
    ratio: ratio(colour, ground),
    lc: apca(colour, ground),
  }));
}

/** A token's colours, the default's where the theme has none. @param {Theme} theme @param {string} token @returns {Pair} */
export function colourOf(theme, token) {
  const pair = theme.colours[token] ?? DEFAULTS.colours[token];
  if (!pair) throw new Error(`There is no token --risk-${token}.`);
  return pair;
}

/**
 * The colour nearest to `colour`, in lightness, that is right.
 * @param {string} colour @param {(candidate: string) => boolean} right
 * @param {0 | 1} scheme Light grounds want darker colours first, dark ones lighter.
 */
function moved(colour, right, scheme) {
  if (right(colour)) return colour;
  const [l, c, h] = lch(colour);
  const away = scheme === 0 ? -1 : 1;
  for (const way of [away, -away]) {
    for (let step = 1; step <= 200; step++) {
      const lightness = l + (way * step) / 200;
      if (lightness < 0 || lightness > 1) break;
      const candidate = inGamut([lightness, c, h]);
      if (right(candidate)) return candidate;
    }
  }
  return colour;
}

/** @param {string} front @param {string[]} grounds @param {number} needs */
const stands = (front, grounds, needs) => grounds.every((ground) => ratio(front, ground) >= needs + SPARE);

/** A default grey with the brand's hue. @param {string} grey @param {string} brand @param {number} tint */
function tinted(grey, brand, tint) {
  if (tint <= 0) return grey;
  const [l, c] = lch(grey);
  const [, chroma, hue] = lch(brand);
  // Without a hue of its own (black, white, grey) the brand takes the greys' own away.
  const most = chroma < 0.02 ? 0 : 0.035 * tint;
  return inGamut([l, c * (1 - tint) + most, hue]);
}

/** @param {Wish} wish @returns {{ theme: Theme, corrections: Correction[] }} */
export function makeTheme(wish) {
  const { name, brand, tint = 0, surface, space, radius, font } = wish;
  /** @type {Correction[]} */
  const corrections = [];
  const schemes = /** @type {const} */ ([0, 1]).map((scheme) => {
    /** @type {Record<string, string>} */
    const made = {};
    /** @param {string} token */
    const start = (token) => tinted(colourOf(DEFAULTS, token)[scheme], brand, tint);
    /** @param {string} token @param {string} from @param {(candidate: string) => boolean} right */
    const settle = (token, from, right) => {
      const to = moved(from, right, scheme);
      made[token] = to;
      if (to !== from) corrections.push({ token, scheme, from, to });
    };
    const ground = surface?.[scheme] ?? (scheme === 0 ? colourOf(DEFAULTS, "surface")[0] : start("surface"));
    made["surface"] = ground;
    // What lies on the ground keeps its distance from it, where the ground is not the default's.
    const shift = lch(ground)[0] - lch(colourOf(DEFAULTS, "surface")[scheme])[0];
    for (const token of ["sunken", "border", "track"]) {
      const [l, c, h] = lch(start(token));
      made[token] = shift === 0 ? start(token) : inGamut([Math.min(1, Math.max(0, l + shift)), c, h]);
    }
    const grounds = [ground, /** @type {string} */ (made["sunken"])];
    for (const token of ["text", "muted"]) settle(token, start(token), (c) => stands(c, grounds, TEXT));
    settle("accent", brand, (c) => stands(c, grounds, TEXT) && Math.abs(apca(c, ground)) >= LC);
    for (const token of ["rule", "raise", "lower"]) settle(token, start(token), (c) => stands(c, [ground], MARK));
    let before = "";
    for (const band of BANDS) {
      settle(`band-${band}`, colourOf(DEFAULTS, `band-${band}`)[scheme], (mark) => {
        const words = wordsOf(mark, scheme);
        // More risk stands out more: each band is further from the ground than the one before.
        const further = before === "" || ratio(mark, ground) > ratio(before, ground);
        return further && stands(mark, [ground], MARK) && stands(words, [ground, tintOf(mark, ground, scheme)], TEXT);
      });
      before = /** @type {string} */ (made[`band-${band}`]);
    }
    return made;
  });
  const [light, dark] = /** @type {[Record<string, string>, Record<string, string>]} */ (schemes);
  /** @type {Record<string, Pair>} */
  const colours = {};
  for (const token of Object.keys(DEFAULTS.colours)) colours[token] = [light[token] ?? "", dark[token] ?? ""];
  return {
    theme: {
      name,
      colours,
      ...(space === undefined ? {} : { space }),
      ...(radius === undefined ? {} : { radius }),
      ...(font ? { font } : {}),
    },
    corrections,
  };
}

/** The bands that what can be pressed could be taken for: their marks are nearer than two bands are to each other. @param {Theme} theme @param {0 | 1} scheme */
export function mistakable(theme, scheme) {
  const accent = colourOf(theme, "accent")[scheme];
  return BANDS.filter((band) => distance(accent, colourOf(theme, `band-${band}`)[scheme]) < 0.05);
}
