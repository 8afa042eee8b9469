import { css } from "lit";

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

/** A name of two lines, then "…" (how it is written in full is the name's own to say). WebKit cuts no button: what is in it. */
export const twoLinesStyles = css`
  .link:has(.two-lines) {
    display: block;
  }
  .two-lines {
    max-inline-size: 100%;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  /* Against the page's direction a cut name's "…" stands beyond its last line's end, where it would be cut as well. */
  :host(:dir(rtl)) .two-lines:dir(ltr),
  :host(:dir(ltr)) .two-lines:dir(rtl) {
    --_hang: min(1.2em, var(--_inset));
    max-inline-size: calc(100% + var(--_hang));
    padding-inline-end: var(--_hang);
    margin-inline-end: calc(-1 * var(--_hang));
  }
`;

/** The head of a list that may be longer than the page's window: comes after the styles of tables. */
export const longListStyles = css`
  @media screen {
    .table[part="table"] thead th {
      position: sticky;
      inset-block-start: var(--risk-sticky-top, 0px);
      z-index: 1;
    }
    /* Never over what the keyboard is at. */
    [part="table"] tbody :is(button, input) {
      scroll-margin-block-start: calc(4.5em + var(--risk-sticky-top, 0px));
    }
  }
  /* Lines of a collapsed border would go away with the rows; forced colours take shadows away. */
  @media screen and (forced-colors: none) {
    .table[part="table"] thead th {
      border: 0;
      box-shadow:
        inset 0 1px var(--_border),
        inset 0 -1px var(--_border);
    }
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
  .sort.on,
  .sort:hover {
    color: var(--_text);
  }
  .sort-mark {
    inline-size: 0.667em;
    block-size: 0.667em;
    visibility: hidden;
  }
  .sort-mark.asc {
    transform: scaleY(-1);
  }
  .sort.on .sort-mark {
    visibility: visible;
  }
  /* A head is repeated on every page, boxes in it are not. */
  @media print {
    .sort {
      display: contents;
    }
    .sort-mark {
      display: inline-block;
      margin-inline-start: 0.4em;
    }
  }
`;
