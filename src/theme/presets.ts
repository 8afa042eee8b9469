/** A look that a page chooses by class: what differs from the defaults, colours light then dark, sizes in CSS pixels. */
export interface Preset {
  readonly about: string;
  readonly colours: Readonly<Record<string, readonly [string, string]>>;
  readonly space?: number;
  readonly radius?: number;
  /** Of the words, where it is not the page's: a CSS length. */
  readonly fontSize?: string;
}

/**
 * The presets. They are style sheets beside the kit (`themes/<name>.css`, class `risk-theme-<name>`) and no part of any element:
 * a page pays for the one it links. Two go together: compact and high contrast.
 */
export const PRESETS: Readonly<Record<"default" | "compact" | "high-contrast", Preset>> = {
  default: {
    about: "What the elements bring themselves. Only needed to take another theme away from a part of a page.",
    colours: {},
    space: 4,
    radius: 8,
  },
  compact: {
    about: "More on a screen: words of 14 px where the page's root has 16, closer, with smaller corners.",
    colours: {},
    space: 3,
    radius: 4,
    fontSize: "0.875rem",
  },
  "high-contrast": {
    about: "Words have 7:1 and marks 4.5:1 at least, in light and in dark (WCAG 2.2, 1.4.6).",
    colours: {
      surface: ["#ffffff", "#07080a"],
      text: ["#000000", "#ffffff"],
      muted: ["#2b2b2b", "#dfe2e8"],
      border: ["#6b6b6b", "#8a8f99"],
      accent: ["#002b9c", "#b9ccff"],
      rule: ["#4a4a4a", "#b4b8c0"],
      track: ["#c4c4c4", "#4a4e57"],
      sunken: ["#f2f3f5", "#1a1c21"],
      raise: ["#1f2430", "#e6e9f0"],
      lower: ["#0a5566", "#7cc4da"],
      "band-low": ["#005165", "#6f9fb8"],
      "band-moderate": ["#543a00", "#c19c4e"],
      "band-elevated": ["#572700", "#e3a03c"],
      "band-high": ["#560f00", "#ff9a7d"],
      "band-critical": ["#4b0018", "#ffb5c0"],
    },
  },
};
