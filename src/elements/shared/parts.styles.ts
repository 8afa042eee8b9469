import { css, unsafeCSS, type CSSResult, type CSSResultGroup } from "lit";
import { controlStyles } from "../../theme/controls.styles.js";
import { proseStyles } from "../../theme/prose.styles.js";
import { typeStyles } from "../../theme/type.styles.js";
import { walkStyles } from "./walk.styles.js";

/** Goes with parts.ts: one heading, one rhythm for every element. */
const partsStyles = css`
  ${walkStyles}
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 4);
    padding: calc(var(--_space) * 5) var(--_inset) calc(var(--_space) * 3);
  }
  .titles {
    flex: 1 1 12em;
    min-inline-size: 0;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
    align-items: flex-start;
    max-inline-size: 100%;
  }
  .section {
    padding: calc(var(--_space) * 4) var(--_inset) calc(var(--_space) * 5);
  }
  .section + .section,
  .ruled {
    border-block-start: 1px solid var(--_border);
  }
  @container (max-width: 14.9375em) {
    .head {
      padding-block-start: calc(var(--_space) * 3);
    }
  }
  .menu {
    position: relative;
  }
  .menu > summary {
    list-style: none;
    align-content: center;
    cursor: pointer;
  }
  .menu > summary::-webkit-details-marker {
    display: none;
  }
  .menu-items {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-end: 0;
    z-index: 2;
    display: flex;
    flex-direction: column;
    min-inline-size: max-content;
    padding: 4px;
    background: var(--_surface);
    border: 1px solid var(--_rule);
    border-radius: var(--_control-radius);
  }
  .menu-items button {
    padding: 5px 10px;
    min-block-size: 28px;
    font-size: 0.8125em;
    text-align: start;
    background: none;
    border: 0;
    border-radius: max(0px, var(--_control-radius) - 3px);
  }
  .menu-items button:hover {
    background: var(--_sunken);
  }
  /* A page as narrow as the menu has it in the flow instead of over the edge. */
  @container (max-width: 21.1875em) {
    .menu[open] {
      inline-size: 100%;
    }
    .menu-items {
      position: static;
      margin-block-start: 4px;
      min-inline-size: 0;
    }
  }
  .twin {
    overflow-x: clip;
    overflow-clip-margin: 4px;
  }
  .twin .table :is(th, td):first-child {
    padding-inline-start: var(--_inset);
  }
  .twin .table :is(th, td):last-child {
    padding-inline-end: var(--_inset);
  }
  .twin .table .r {
    text-align: right;
  }
  .twin .table th {
    overflow-wrap: anywhere;
    hyphens: auto;
    hyphenate-limit-chars: 12;
  }
  .twin .table .short {
    overflow-wrap: normal;
  }
  @container (min-width: 25em) {
    .twin .table .r {
      overflow-wrap: normal;
      padding-inline-start: 12px;
    }
  }
  @container (max-width: 24.9375em) {
    .twin .table :is(th, td) {
      padding-inline: 4px;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    /* A number in two lines is two numbers, and a column is as wide as its head's longest word. */
    .twin .table .num {
      white-space: nowrap;
    }
    .twin .table thead th {
      overflow-wrap: normal;
    }
  }
  /* No room for columns: a row is its name and under it what each column says. */
  @container (max-width: 19.9375em) {
    .twin :is(table, tbody, tr, tbody th) {
      display: block;
    }
    .twin thead {
      display: none;
    }
    .twin tr {
      padding: 6px var(--_inset);
    }
    .twin tr + tr {
      border-block-start: 1px solid var(--_border);
    }
    .twin .table tbody tr > :nth-child(n) {
      padding: 1px 0;
      border: 0;
      text-align: start;
    }
    .twin td {
      display: flex;
      justify-content: space-between;
      gap: 12px;
    }
    .twin td:empty {
      display: none;
    }
    .twin td::before {
      content: attr(data-label);
      color: var(--_muted);
      white-space: normal;
    }
  }
  .plot > svg {
    inline-size: 100%;
  }
  .readout {
    min-block-size: 1.3334em;
    margin-block-start: 6px;
    font-size: 0.75em;
    line-height: 1.3334;
    color: var(--_muted);
    font-variant-numeric: tabular-nums lining-nums;
    overflow-wrap: anywhere;
  }
  /* A point is told in two lines here, as the whole is: what is below does not jump while one walks. */
  @container (max-width: 24.9375em) {
    .readout {
      min-block-size: 2.6668em;
    }
  }
  @media print {
    .tools,
    .readout {
      display: none !important;
    }
  }
`;

/**
 * What an element wears once its part draws it, in one sheet: each of a page's elements is matched against every sheet that
 * its shadow root has.
 */
export const drawnStyles = (...own: CSSResultGroup[]): CSSResult =>
  unsafeCSS(
    [proseStyles, typeStyles, controlStyles, partsStyles, ...own]
      .flat(Infinity as 1)
      .map(String)
      .join(""),
  );
