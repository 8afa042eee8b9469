import { css, unsafeCSS } from "lit";

/** A band's colours as published: the mark, and the words and tint derived from it, light then dark. */
interface BandColours {
  readonly mark: readonly [string, string];
  readonly text: readonly [string, string];
  readonly tint: readonly [string, string];
}

/**
 * The palette: cool to warm and steadily further from the surface, so that it survives greyscale and every common
 * colour vision. Marks have at least 3:1 on the surface (WCAG 1.4.11), words 4.5:1 on surface and tint (WCAG 1.4.3).
 * `medium` and `moderate` are one colour.
 */
export const PALETTE: Readonly<Record<"low" | "moderate" | "elevated" | "high" | "critical", BandColours>> = {
  low: { mark: ["#529db4", "#4f6f81"], text: ["#0d657a", "#9abdd1"], tint: ["#ebf3f6", "#222930"] },
  moderate: { mark: ["#a7780d", "#957538"], text: ["#775403", "#d4b275"], tint: ["#f4eee5", "#2d2a25"] },
  elevated: { mark: ["#a3530c", "#bb7e17"], text: ["#8b4504", "#e9a94f"], tint: ["#f5eae3", "#342c24"] },
  high: { mark: ["#982d10", "#f07657"], text: ["#982d10", "#ff987e"], tint: ["#f5e6e2", "#3d2b2a"] },
  critical: { mark: ["#77102b", "#fd8a98"], text: ["#77102b", "#ff93a0"], tint: ["#f1e2e3", "#3f2e34"] },
};

/** Surfaces, inks and lines, light then dark, by public name. */
export const NEUTRALS: Readonly<Record<string, readonly [string, string]>> = {
  surface: ["#ffffff", "#17191e"],
  text: ["#1b1e25", "#ebedf1"],
  muted: ["#575c67", "#a5a9b2"],
  border: ["#e1e3e7", "#2c2f35"],
  accent: ["#3752ae", "#93adf3"],
  rule: ["#8f929a", "#6b6f76"],
  track: ["#dde0e5", "#363940"],
  sunken: ["#f5f6f8", "#1e2025"],
  raise: ["#4a5060", "#c3c8d4"],
  lower: ["#4c93a6", "#5b93a8"],
};

const pair = ([light, dark]: readonly [string, string]): string => `light-dark(${light}, ${dark})`;

const neutrals = Object.entries(NEUTRALS)
  .map(([name, colours]) => `--_${name}: var(--risk-${name}, ${pair(colours)});`)
  .join("\n");

const marks = Object.entries(PALETTE)
  .map(([band, { mark }]) => {
    const own = `--risk-band-${band}`;
    // A host may know either name of the middle band.
    const set =
      band === "moderate" ? `var(${own}, var(--risk-band-medium, ${pair(mark)}))` : `var(${own}, ${pair(mark)})`;
    return `--_${band}: ${set};`;
  })
  .join("\n");

const HUES = [...Object.keys(PALETTE), "medium"].map((band) => `.hue-${band}`);
const hues = HUES.map((selector) => {
  const band = selector.slice(5).replace("medium", "moderate") as keyof typeof PALETTE;
  const { text, tint } = PALETTE[band];
  return `${selector} { --_mark: var(--_${band}); --_word: ${pair(text)}; --_tint: ${pair(tint)}; }`;
}).join("\n");

/** Words and tints follow whatever mark the host sets, kept legible: lightness is bounded, hue and chroma stay. */
const derived = `${HUES.join()} {
--_word: light-dark(oklch(from var(--_mark) min(l, 0.47) c h), oklch(from var(--_mark) max(l, 0.78) c h));
--_tint: light-dark(color-mix(in oklab, var(--_mark) 12%, var(--_surface)), color-mix(in oklab, var(--_mark) 20%, var(--_surface)));
}`;

/** The reader's own colours, where they insist on them: drawings do not take those by themselves. */
const FORCED: Readonly<Record<string, string>> = {
  surface: "Canvas",
  sunken: "Canvas",
  border: "GrayText",
  rule: "GrayText",
  track: "GrayText",
  accent: "LinkText",
};
const forced = [
  ...Object.keys(NEUTRALS).map((name) => `--_${name}: ${FORCED[name] ?? "CanvasText"};`),
  ...Object.keys(PALETTE).map((band) => `--_${band}: CanvasText;`),
].join("\n");

/**
 * Three layers: a host sets `--risk-*` on any ancestor, `:host` turns them into private names with defaults, and the
 * elements' styles read only those. Public names are never set here, or they would shadow the page's.
 *
 * Presets: `theme="light"` and `theme="dark"` on the element or its provider choose a `color-scheme`;
 * `--risk-contrast: more` is not needed: `prefers-contrast: more` strengthens lines and second lines by itself.
 */
export const tokens = css`
  :host {
    --_font: var(--risk-font, inherit);
    --_space: var(--risk-space, 4px);
    --_radius: var(--risk-radius, 8px);
    --_control-radius: max(0px, var(--_radius) - 2px);
    ${unsafeCSS(neutrals)}
    ${unsafeCSS(marks)}
    --_paper: var(--_surface);
  }
  ${unsafeCSS(hues)}
  @supports (color: oklch(from red l c h)) {
    ${unsafeCSS(derived)}
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_border: var(--_rule);
    }
  }
  @media (forced-colors: active) {
    :host {
      ${unsafeCSS(forced)}
    }
    ${unsafeCSS(HUES.join())} {
      --_word: CanvasText;
      --_tint: Canvas;
    }
  }
`;
