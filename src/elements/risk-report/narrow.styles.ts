import { css } from "lit";

/** Where a page has less room than a sheet of paper. */
export const narrowStyles = css`
  @container (max-width: 38.9375em) {
    .surface {
      --_inset: calc(var(--_space) * 5);
    }
    .top,
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
    .meta {
      text-align: start;
    }
    .table,
    .table tbody {
      display: block;
    }
    .table thead {
      display: none;
    }
    .table tr {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: 2px 12px;
      padding-block: 8px;
    }
    .table .who {
      grid-column: span 2;
    }
    .table td:nth-child(4) {
      grid-column: span 2;
      justify-self: end;
    }
    .table tbody tr + tr > * {
      border: 0;
    }
    .table tr + tr {
      border-block-start: 1px solid var(--_border);
    }
    .table .total {
      border-block-start-color: var(--_text);
    }
    .table .total > * {
      border: 0;
      padding: 0;
    }
    .c-score .figures {
      justify-content: end;
    }
    .table th,
    .table td {
      padding: 0;
    }
    .table :is(.who, .c-score, .c-band, .c-spread, .c-why) {
      inline-size: auto;
    }
    .c-spread,
    .c-why {
      grid-column: 1 / -1;
      margin-block-start: 4px;
    }
    /* Where letters are set wide it would lie over the band. */
    .surface .delta {
      display: inline-flex;
      flex-wrap: wrap;
      justify-content: end;
    }
    .columns b:dir(rtl) {
      min-inline-size: 0;
    }
  }
  @container (max-width: 24.9375em) {
    .sum-row {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    /* On the line of its name. */
    .no-notes .row-amount {
      padding-block-start: 3px;
    }
  }
  @container (max-width: 21.1875em) {
    .surface {
      --_inset: calc(var(--_space) * 4);
    }
    .row-ruler {
      display: none;
    }
    .mast .title {
      font-size: 1.25em;
    }
  }
  @container (max-width: 14.9375em) {
    .surface {
      --_inset: calc(var(--_space) * 3);
    }
    .score {
      font-size: 2em;
    }
    /* No columns where rows are not under each other, and room for the longest word. */
    .columns {
      font-size: 0.857em;
    }
    .columns b {
      min-inline-size: 0;
    }
    .surface .delta {
      justify-content: start;
    }
    .table td:nth-child(n + 3) {
      grid-column: 1 / -1;
      justify-self: stretch;
    }
  }
`;
