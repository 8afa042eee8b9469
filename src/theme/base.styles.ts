import { css } from "lit";

/**
 * What an element takes from its page is the font, its size, language and direction, and nothing else. The page's own
 * rules for the element (a reset, a heavy theme) lose against `!important` in here; what would be inherited ends at the
 * surface.
 */
export const hostStyles = css`
  :host {
    display: block !important;
    box-sizing: border-box !important;
    min-inline-size: 0 !important;
    /* The page's to say: the columns of many themes are a largest width of what stands in them. */
    max-inline-size: 100%;
    container-type: inline-size !important;
    /* In a row of flexible boxes an element would otherwise shrink to nothing: contained boxes have no width of their own. */
    contain-intrinsic-inline-size: 300px !important;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([theme="light"]) {
    color-scheme: light !important;
  }
  :host([theme="dark"]) {
    color-scheme: dark !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  /* The browser's margins of a heading or paragraph; the page's own win. */
  ::slotted([slot]) {
    margin: 0;
  }
  svg {
    display: block;
    overflow: visible;
  }
  .num {
    font-variant-numeric: tabular-nums lining-nums;
    white-space: nowrap;
  }
  /* A name runs its own way, and stands on the side where the page's lines begin. */
  [dir="auto"][dir] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
  @media print {
    :host {
      color-scheme: light !important;
    }
    .button,
    .link-button,
    input {
      display: none !important;
    }
    svg,
    .pill {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
`;

export const surface = css`
  .surface {
    all: initial;
    /* The language decides which glyphs a character gets. */
    -webkit-locale: inherit;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    font-family: var(--_font);
    font-size: inherit;
    line-height: 1.4286;
    color: var(--_text);
    overflow-wrap: break-word;
    display: block;
    box-sizing: border-box;
    position: relative;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
`;

export const stateStyles = css`
  .state {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    padding-block: 16px;
    font-size: 0.875em;
    line-height: 1.4286;
  }
  .printed {
    display: none;
  }
  @media print {
    .printed {
      display: block;
    }
    .sk {
      display: none !important;
    }
  }
  svg.sk {
    inline-size: 100%;
    fill: var(--_track);
    opacity: 0.6;
  }
`;

export const visuallyHidden = css`
  .sr-only {
    position: absolute !important;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
