/** Colour maths of the theme page: OKLCH, and contrast by WCAG 2.2 and by APCA. Colours are `#rrggbb`. */

/** @typedef {[l: number, c: number, h: number]} Lch Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees. */
/** @typedef {[number, number, number]} Triple */

const HEX = /^#[0-9a-f]{6}$/i;

/** @param {unknown} text @returns {text is string} */
export const isColour = (text) => typeof text === "string" && HEX.test(text);

/** Red, green and blue, 0 to 1. @param {string} hex @returns {Triple} */
export function rgb(hex) {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
}

/** @param {number} c */
const clip = (c) => Math.min(1, Math.max(0, c));

/** Clipped to the gamut, as browsers do. @param {Triple} channels */
export const hex = (channels) =>
  `#${channels
    .map((c) =>
      Math.round(clip(c) * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;

/** @param {number} c */
const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
/** @param {number} c */
const gamma = (c) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

/** OKLab (Björn Ottosson, 2020). @param {string} colour @returns {Triple} */
export function oklab(colour) {
  const [r, g, b] = /** @type {Triple} */ (rgb(colour).map(linear));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Not clipped: channels outside 0 to 1 are outside the screen's gamut. @param {Triple} lab @returns {Triple} */
function fromOklab([l, a, b]) {
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return /** @type {Triple} */ (
    [
      4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
      -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
      -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
    ].map((c) => (c < 0 ? -gamma(-c) : gamma(c)))
  );
}

/** @param {string} colour @returns {Lch} */
export function lch(colour) {
  const [l, a, b] = oklab(colour);
  return [l, Math.hypot(a, b), ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360];
}

/** @param {Lch} colour @returns {Triple} */
const labOf = ([l, c, h]) => [l, c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];

/** As a browser shows `oklch()`: each channel clipped. @param {Lch} colour */
export const clipped = (colour) => hex(fromOklab(labOf(colour)));

/** The nearest colour of the same lightness and hue that a screen has. @param {Lch} colour */
export function inGamut([l, c, h]) {
  /** @param {number} chroma */
  const fits = (chroma) => fromOklab(labOf([l, chroma, h])).every((channel) => channel > -0.001 && channel < 1.001);
  if (fits(c)) return clipped([l, c, h]);
  let [low, high] = [0, c];
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return clipped([l, low, h]);
}

/** `color-mix(in oklab, a part, b)`. @param {string} a @param {number} part 0 to 1 @param {string} b */
export function mix(a, part, b) {
  const [p, q] = [oklab(a), oklab(b)];
  return hex(fromOklab(/** @type {Triple} */ (p.map((value, i) => value * part + (q[i] ?? 0) * (1 - part)))));
}

/** About 0.02 is just noticeable. @param {string} a @param {string} b */
export function distance(a, b) {
  const [p, q] = [oklab(a), oklab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** @param {string} colour */
function luminance(colour) {
  const [r, g, b] = /** @type {Triple} */ (rgb(colour).map(linear));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast by WCAG 2.2, 1 to 21. @param {string} a @param {string} b */
export function ratio(a, b) {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/**
 * Contrast by APCA (0.0.98G-4g), Lc −108 to 106; negative for light on dark. It is a draft: shown, and nothing is refused by it.
 * @param {string} text @param {string} ground
 */
export function apca(text, ground) {
  /** @param {string} colour */
  const y = (colour) => {
    const [r, g, b] = rgb(colour);
    const sum = 0.2126729 * r ** 2.4 + 0.7151522 * g ** 2.4 + 0.072175 * b ** 2.4;
    return sum < 0.022 ? sum + (0.022 - sum) ** 1.414 : sum;
  };
  const [front, back] = [y(text), y(ground)];
  if (Math.abs(back - front) < 0.0005) return 0;
  const dark = back > front;
  const raw = dark ? (back ** 0.56 - front ** 0.57) * 1.14 : (back ** 0.65 - front ** 0.62) * 1.14;
  if (Math.abs(raw) < 0.1) return 0;
  return (dark ? raw - 0.027 : raw + 0.027) * 100;
}
