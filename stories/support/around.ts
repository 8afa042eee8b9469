/** What Storybook's toolbar does to a story: theme, language, direction, model, audience, colour vision. */
import { wear } from "../../demo/theme/formats.js";
import { PRESETS } from "../../src/theme/presets.js";

export interface Globals {
  theme: string;
  language: string;
  direction: string;
  model: string;
  audience: string;
  vision: string;
}

/** Matrices of Machado, Oliveira and Fernandes (2009), full severity. */
const VISION: Readonly<Record<string, string>> = {
  deuteranopia: "0.367 0.861 -0.228 0 0 0.280 0.673 0.047 0 0 -0.012 0.043 0.969 0 0 0 0 0 1 0",
  protanopia: "0.152 1.053 -0.205 0 0 0.115 0.786 0.099 0 0 -0.004 -0.048 1.052 0 0 0 0 0 1 0",
  tritanopia: "1.256 -0.077 -0.179 0 0 -0.078 0.931 0.148 0 0 0.005 0.691 0.304 0 0 0 0 0 1 0",
  grey: "0.213 0.715 0.072 0 0 0.213 0.715 0.072 0 0 0.213 0.715 0.072 0 0 0 0 0 1 0",
};

const SVG = "http://www.w3.org/2000/svg";

function visionFilter(name: string, matrix: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("width", "0");
  svg.setAttribute("height", "0");
  svg.setAttribute("aria-hidden", "true");
  svg.style.position = "absolute";
  const filter = document.createElementNS(SVG, "filter");
  filter.id = `vision-${name}`;
  filter.setAttribute("color-interpolation-filters", "linearRGB");
  const shift = document.createElementNS(SVG, "feColorMatrix");
  shift.setAttribute("values", matrix);
  filter.append(shift);
  svg.append(filter);
  return svg;
}

/** What the toolbar's themes are: a scheme, the page around, and a preset of the kit. */
export const THEMES: Readonly<
  Record<string, { scheme: "light" | "dark"; page: string; preset?: keyof typeof PRESETS }>
> = {
  light: { scheme: "light", page: "#f5f6f8" },
  dark: { scheme: "dark", page: "#0e0f12" },
  "high-contrast": { scheme: "light", page: "#ffffff", preset: "high-contrast" },
  "high-contrast-dark": { scheme: "dark", page: "#000000", preset: "high-contrast" },
  compact: { scheme: "light", page: "#f5f6f8", preset: "compact" },
};

/** Puts a story on a page of its kind. */
export function around(story: Node, globals: Globals): HTMLElement {
  const { scheme, page, preset } = THEMES[globals.theme] ?? THEMES["light"]!;
  const box = document.createElement("div");
  box.lang = globals.language;
  const rtl = globals.direction === "rtl" || (globals.direction === "auto" && globals.language === "ar");
  box.dir = rtl ? "rtl" : "ltr";
  box.style.colorScheme = scheme;
  box.style.background = page;
  // What a page inherits is the colour of its body's scheme: pages of words would be dark on dark.
  box.style.color = "CanvasText";
  box.style.padding = "16px";
  box.style.minHeight = "100%";
  box.style.font = "16px/1.5 Inter, system-ui, sans-serif";
  if (preset) {
    const { colours, space, radius, fontSize } = PRESETS[preset];
    wear(box, {
      name: preset,
      colours: colours as Record<string, [string, string]>,
      ...(space === undefined ? {} : { space }),
      ...(radius === undefined ? {} : { radius }),
    });
    if (fontSize) box.style.fontSize = fontSize;
  }
  const matrix = VISION[globals.vision];
  if (matrix) {
    box.style.filter = `url(#vision-${globals.vision})`;
    box.append(visionFilter(globals.vision, matrix));
  }
  // A story that names its own model or audience keeps it.
  const elements = story instanceof Element ? [story, ...story.querySelectorAll("*")] : [];
  for (const el of elements) {
    if (!/^(risk-|client-risk-)/.test(el.localName)) continue;
    if (!el.hasAttribute("model") && globals.model) el.setAttribute("model", globals.model);
    if (!el.hasAttribute("audience") && globals.audience === "client") el.setAttribute("audience", "client");
  }
  box.append(story);
  return box;
}
