import { css } from "lit";

/** Which columns there is room for; where there is none, a row is two lines. */
export const columnStyles = css`
  /* A number longer than its column leans on the side that is free, away from the arrow. */
  @container (min-width: 35em) {
    /* Drawings end before the next column also where text is small. */
    .table :is(.c-score, .c-trend) {
      padding-inline-end: 12px;
    }
    .columns b:dir(rtl) {
      margin-right: -0.4em;
    }
    .fine .columns b:dir(rtl) {
      margin-right: -1.4em;
    }
  }
  @container (max-width: 67.4375em) {
    .row-ruler {
      inline-size: 96px;
    }
    .table .c-score {
      inline-size: 11.4em;
    }
    .table thead .c-score {
      inline-size: 13.3em;
    }
    .table .c-band {
      inline-size: 8em;
    }
    .table thead .c-band {
      inline-size: 9.3334em;
    }
  }
  @container (max-width: 62.4375em) {
    .table .c-trend {
      display: none;
    }
  }
  @container (max-width: 53.6875em) {
    .search .input {
      inline-size: 14.3em;
    }
    .table .c-spread {
      display: none;
    }
    .table .c-change {
      padding-inline-end: var(--_inset);
      inline-size: calc(10.95em + var(--_inset));
    }
    .table thead .c-change {
      inline-size: calc(12.775em + var(--_inset));
    }
    /* A word that is longer than its room goes below the number whole: names need theirs. */
    .columns {
      display: flex;
      flex-wrap: wrap;
    }
    .columns b {
      min-inline-size: 1.9em;
      text-align: right;
    }
  }
  @container (max-width: 43.6875em) {
    .tools,
    .tool-items {
      inline-size: 100%;
    }
    .search {
      flex: 1;
    }
    .search .input {
      inline-size: 100%;
    }
    .row-ruler {
      display: none;
    }
    .table .c-score {
      inline-size: 5.9em;
    }
    .table thead .c-score {
      inline-size: 6.9em;
    }
  }
  @container (max-width: 34.9375em) {
    .narrow-only {
      display: block;
    }
    .chips {
      display: none;
    }
    .tool-items {
      display: none;
    }
    .tool-items.open {
      display: flex;
    }
    .search,
    .search .input,
    .tool-items .select {
      inline-size: 100%;
    }
    thead,
    .c-trend,
    .c-spread,
    .table .mark {
      display: none;
    }
    .table[part="table"],
    .table[part="table"] tbody,
    .table[part="table"] caption {
      display: block;
    }
    .table[part="table"] {
      border-block-start: 1px solid var(--_border);
    }
    .table[part="table"] tr {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 4px 8px;
      padding: 10px var(--_inset);
    }
    .table[part="table"] tbody .c-name {
      flex: 1 0 calc(100% - 4em);
      max-inline-size: calc(100% - 4em);
    }
    .table[part="table"] .group > th {
      flex: 1 0 100%;
    }
    .table[part="table"] tbody tr:not(.group) {
      block-size: auto;
    }
    .table[part="table"] .coming tr {
      box-sizing: border-box;
      min-block-size: 81px;
    }
    .table[part="table"] tr > * {
      inline-size: auto;
      padding: 0;
    }
    .table[part="table"] tr + tr > * {
      border: 0;
    }
    .table[part="table"] tbody tr:not(:first-child),
    .table[part="table"] tbody + tbody {
      border-block-start: 1px solid var(--_border);
    }
    .table .c-name {
      padding: 0;
    }
    .figures {
      align-items: baseline;
    }
    .table .c-change {
      padding: 0;
      inline-size: auto;
    }
    .columns {
      display: inline-flex;
      gap: 6px;
    }
    .columns b {
      order: 1;
      font-weight: 500;
      min-inline-size: 0;
    }
    .columns .word {
      order: 2;
    }
    .pick {
      inset-inline-start: -4px;
      inset-block: 0 auto;
    }
  }
  @container (max-width: 19.9375em) {
    .table .detail {
      display: none;
    }
    /* Heard, where there is no room to read it. */
    .columns .word {
      position: absolute;
      inline-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .columns b {
      min-inline-size: 1.9em;
    }
    .columns b:dir(rtl) {
      min-inline-size: 3em;
    }
    .two-lines {
      -webkit-line-clamp: 5;
    }
  }
`;
