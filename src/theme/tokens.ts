import { css } from "lit";

/**
 * Three layers: a host sets `--risk-*` on any ancestor, `:host` turns them into private names with defaults, and the
 * elements' styles read only those. Public names are never set here, or they would shadow the page's.
 *
 * Colours are light, then dark. The palette: cool to warm and steadily further from the surface, so that it survives
 * greyscale and every common colour vision. Marks have at least 3:1 on the surface (WCAG 1.4.11), words 4.5:1 on surface and
 * tint (WCAG 1.4.3). `medium` and `moderate` are one colour, and a host may know it by either name.
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
    --_surface: var(--risk-surface, light-dark(#ffffff, #17191e));
    --_text: var(--risk-text, light-dark(#1b1e25, #ebedf1));
    --_muted: var(--risk-muted, light-dark(#575c67, #a5a9b2));
    --_border: var(--risk-border, light-dark(#e1e3e7, #2c2f35));
    --_accent: var(--risk-accent, light-dark(#3752ae, #93adf3));
    --_rule: var(--risk-rule, light-dark(#8f929a, #6b6f76));
    --_track: var(--risk-track, light-dark(#dde0e5, #363940));
    --_sunken: var(--risk-sunken, light-dark(#f5f6f8, #1e2025));
    --_raise: var(--risk-raise, light-dark(#4a5060, #c3c8d4));
    --_lower: var(--risk-lower, light-dark(#4c93a6, #5b93a8));
    --_low: var(--risk-band-low, light-dark(#529db4, #4f6f81));
    --_moderate: var(--risk-band-moderate, var(--risk-band-medium, light-dark(#a7780d, #957538)));
    --_elevated: var(--risk-band-elevated, light-dark(#a3530c, #bb7e17));
    --_high: var(--risk-band-high, light-dark(#982d10, #f07657));
    --_critical: var(--risk-band-critical, light-dark(#77102b, #fd8a98));
    --_paper: var(--_surface);
  }
  .hue-low {
    --_mark: var(--_low);
    --_word: light-dark(#0d657a, #9abdd1);
    --_tint: light-dark(#ebf3f6, #222930);
  }
  .hue-moderate {
    --_mark: var(--_moderate);
    --_word: light-dark(#775403, #d4b275);
    --_tint: light-dark(#f4eee5, #2d2a25);
  }
  .hue-elevated {
    --_mark: var(--_elevated);
    --_word: light-dark(#8b4504, #e9a94f);
    --_tint: light-dark(#f5eae3, #342c24);
  }
  .hue-high {
    --_mark: var(--_high);
    --_word: light-dark(#982d10, #ff987e);
    --_tint: light-dark(#f5e6e2, #3d2b2a);
  }
  .hue-critical {
    --_mark: var(--_critical);
    --_word: light-dark(#77102b, #ff93a0);
    --_tint: light-dark(#f1e2e3, #3f2e34);
  }
  .hue-medium {
    --_mark: var(--_moderate);
    --_word: light-dark(#775403, #d4b275);
    --_tint: light-dark(#f4eee5, #2d2a25);
  }
  /* Words and tints follow whatever mark the host sets, kept legible: lightness is bounded, hue and chroma stay. */
  @supports (color: oklch(from red l c h)) {
    .hue-low,
    .hue-moderate,
    .hue-elevated,
    .hue-high,
    .hue-critical,
    .hue-medium {
      --_word: light-dark(oklch(from var(--_mark) min(l, 0.47) c h), oklch(from var(--_mark) max(l, 0.78) c h));
      --_tint: light-dark(
        color-mix(in oklab, var(--_mark) 12%, var(--_surface)),
        color-mix(in oklab, var(--_mark) 20%, var(--_surface))
      );
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_border: var(--_rule);
    }
  }
  /* The reader's own colours, where they insist on them: drawings do not take those by themselves. */
  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_text: CanvasText;
      --_muted: CanvasText;
      --_border: GrayText;
      --_accent: LinkText;
      --_rule: GrayText;
      --_track: GrayText;
      --_sunken: Canvas;
      --_raise: CanvasText;
      --_lower: CanvasText;
      --_low: CanvasText;
      --_moderate: CanvasText;
      --_elevated: CanvasText;
      --_high: CanvasText;
      --_critical: CanvasText;
    }
    .hue-low,
    .hue-moderate,
    .hue-elevated,
    .hue-high,
    .hue-critical,
    .hue-medium {
      --_word: CanvasText;
      --_tint: Canvas;
    }
  }
`;
