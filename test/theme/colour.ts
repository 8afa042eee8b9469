/** Colour as eyes have it: contrast, distance in OKLab, and what is left of both in the common colour vision deficiencies. */

export type Rgb = readonly [number, number, number];
type Matrix = readonly [number, number, number, number, number, number, number, number, number];

export function fromHex(hex: string): Rgb {
  const n = parseInt(hex.slice(1), 16);
  return [((n >> 16) & 255) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
}

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c: number): number => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
const each = (rgb: Rgb, f: (c: number) => number): Rgb => [f(rgb[0]), f(rgb[1]), f(rgb[2])];
const clip = (c: number): number => Math.min(1, Math.max(0, c));

function luminance(rgb: Rgb): number {
  const [r, g, b] = each(rgb, linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

/** OKLab by Björn Ottosson. */
export function oklab(rgb: Rgb): Rgb {
  const [r, g, b] = each(rgb, linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** About 0.02 is just noticeable. */
export function distance(a: Rgb, b: Rgb): number {
  const [p, q] = [oklab(a), oklab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

export const DEFICIENCIES = ["deuteranopia", "protanopia", "tritanopia"] as const;
export type Deficiency = (typeof DEFICIENCIES)[number];

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear sRGB. */
const MACHADO: Record<Deficiency, Matrix> = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** Brettel, Viénot and Mollon 1997 on linear sRGB: two half planes, and the normal that tells which. */
const BRETTEL: Record<Deficiency, readonly [Matrix, Matrix, Rgb]> = {
  protanopia: [
    [0.1498, 1.19548, -0.34528, 0.10764, 0.84864, 0.04372, 0.00384, -0.0054, 1.00156],
    [0.1457, 1.16172, -0.30742, 0.10816, 0.85291, 0.03892, 0.00386, -0.00524, 1.00139],
    [0.00048, 0.00393, -0.00441],
  ],
  deuteranopia: [
    [0.36477, 0.86381, -0.22858, 0.26294, 0.64245, 0.09462, -0.02006, 0.02728, 0.99278],
    [0.37298, 0.88166, -0.25464, 0.25954, 0.63506, 0.1054, -0.0198, 0.02784, 0.99196],
    [-0.00281, -0.00611, 0.00892],
  ],
  tritanopia: [
    [1.01277, 0.13548, -0.14826, -0.01243, 0.86812, 0.14431, 0.07589, 0.805, 0.11911],
    [0.93678, 0.18979, -0.12657, 0.06154, 0.81526, 0.1232, -0.37562, 1.12767, 0.24796],
    [0.03901, -0.02788, -0.01113],
  ],
};

function times(m: Matrix, [r, g, b]: Rgb): Rgb {
  return [m[0] * r + m[1] * g + m[2] * b, m[3] * r + m[4] * g + m[5] * b, m[6] * r + m[7] * g + m[8] * b];
}

/** How a colour looks with a deficiency, by both simulations. */
export function simulated(rgb: Rgb, deficiency: Deficiency): [machado: Rgb, brettel: Rgb] {
  const light = each(rgb, linear);
  const [first, second, normal] = BRETTEL[deficiency];
  const side = light[0] * normal[0] + light[1] * normal[1] + light[2] * normal[2];
  const seen = [times(MACHADO[deficiency], light), times(side >= 0 ? first : second, light)];
  return seen.map((c) => each(each(c, clip), gamma)) as [Rgb, Rgb];
}

/** Without any hue: as a photocopy. */
export function grey(rgb: Rgb): Rgb {
  const c = gamma(luminance(rgb));
  return [c, c, c];
}

let pen: CanvasRenderingContext2D | null = null;

/** Any CSS colour as a browser shows it, clipped to the screen's gamut. */
export function shown(css: string, ground = "#000"): Rgb {
  pen ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, 1, 1);
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
  return [r! / 255, g! / 255, b! / 255];
}

/** Reads private tokens of an element as the browser computes them. */
export function reader(el: Element): (token: string) => Rgb {
  const probe = document.createElement("i");
  el.shadowRoot!.append(probe);
  return (token) => {
    const [, band, part] = /^(\w+)-(text|tint)$/.exec(token) ?? [];
    probe.className = band ? `hue-${band}` : "";
    probe.style.color = `var(--_${part === "text" ? "word" : (part ?? token)})`;
    return shown(getComputedStyle(probe).color);
  };
}
