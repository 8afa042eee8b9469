import { css } from "lit";
export { buttonStyles, controlStyles, pressStyles } from "./controls.styles.js";

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
    max-inline-size: 100% !important;
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

/** Lists, headings and sentences, which a card has none of. */
export const proseStyles = css`
  h2,
  h3,
  figure,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  /* A sentence runs the way its own words do, whatever name it begins with (src/strings sets names apart). */
  bdi {
    unicode-bidi: plaintext;
  }
  .title {
    font-size: 1em;
    line-height: 1.5;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .sub-title {
    font-size: 0.875em;
    line-height: 1.4286;
    font-weight: 600;
    text-align: start;
  }
  .body {
    font-size: 0.875em;
    line-height: 1.4286;
  }
  @media print {
    .chips,
    .segmented,
    select,
    .no-print {
      display: none !important;
    }
    .row,
    tr {
      break-inside: avoid;
    }
  }
`;

export const typeStyles = css`
  .detail,
  .caption,
  .footer {
    font-size: 0.75em;
    line-height: 1.3334;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 12px;
    border-block-start: 1px solid var(--_border);
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
  svg.sk {
    inline-size: 100%;
    fill: var(--_track);
    opacity: 0.6;
  }
`;

/** Lists and tables: head on sunken ground, one hairline between rows, no zebra and no vertical lines. */
export const tableStyles = css`
  .table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.875em;
    line-height: 1.4286;
  }
  .table th,
  .table td {
    padding: 8px 10px;
    text-align: start;
    font-weight: 400;
    vertical-align: middle;
  }
  .table thead th {
    font-size: 0.857em;
    font-weight: 500;
    color: var(--_muted);
    background: var(--_sunken);
    border-block: 1px solid var(--_border);
    white-space: nowrap;
  }
  .table tbody tr + tr > * {
    border-block-start: 1px solid var(--_border);
  }
  .table .r {
    text-align: end;
  }
  .sort {
    background: none;
    border: 0;
    padding: 2px 0;
    min-block-size: 24px;
    font-weight: 500;
    color: inherit;
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
  }
  .sort.on {
    color: var(--_text);
  }
  .sort-mark {
    inline-size: 8px;
    block-size: 8px;
    visibility: hidden;
  }
  .sort-mark.asc {
    transform: scaleY(-1);
  }
  .sort.on .sort-mark {
    visibility: visible;
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
