import { css } from "lit";
import { tableStyles } from "../../theme/prose.styles.js";
import { deltaStyles, markStyles, stackedStyles } from "../../theme/marks.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";
import { rowsStyles } from "../shared/rows.styles.js";
import { narrowStyles } from "./narrow.styles.js";
import { printStyles } from "./print.styles.js";

export const styles = drawnStyles(
  markStyles,
  stackedStyles,
  deltaStyles,
  tableStyles,
  rowsStyles,
  css`
    .surface {
      --_inset: calc(var(--_space) * 8);
      padding-block: calc(var(--_space) * 3) calc(var(--_space) * 6);
    }
    .mast {
      border-block-end: 1px solid var(--_text);
      margin-inline: var(--_inset);
      padding-inline: 0;
    }
    .mast .title {
      font-size: 1.5em;
      line-height: 1.25;
    }
    /* What stands beside a long name goes below before the name's words are broken. */
    .mast .titles {
      flex-basis: 20em;
      hyphens: auto;
      hyphenate-limit-chars: 12;
    }
    .mast .detail + .title {
      margin-block-start: 2px;
    }
    .mast .tools {
      align-self: flex-end;
    }
    .meta {
      text-align: end;
      align-self: flex-end;
    }
    section {
      padding: calc(var(--_space) * 5) var(--_inset) 0;
    }
    .top,
    .pair {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: calc(var(--_space) * 5) calc(var(--_space) * 10);
    }
    /* Sections bring their own distance. */
    .pair {
      padding: 0 var(--_inset);
      row-gap: 0;
    }
    .pair section {
      padding-inline: 0;
    }
    .pair > :only-child {
      grid-column: 1 / -1;
    }
    .figures {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 14px;
      margin-block-end: 16px;
    }
    .score {
      font-size: 2.75em;
      line-height: 1;
      font-weight: 600;
      letter-spacing: -0.025em;
    }
    .figures .band {
      line-height: 1.375;
      font-weight: 600;
    }
    .band {
      white-space: nowrap;
    }
    .change {
      font-size: 0.8125em;
      color: var(--_muted);
    }
    .year {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      margin-block-start: 14px;
      /* The dot at the line's end stands on it. */
      padding-inline-end: 3px;
    }
    .year .detail {
      white-space: nowrap;
    }
    .year > svg {
      flex: 1 1 5em;
      min-inline-size: 0;
    }
    .lede {
      font-size: 1em;
      line-height: 1.5;
      overflow-wrap: anywhere;
    }
    .lede + .detail,
    .note-line {
      margin-block-start: 8px;
    }
    .bar-line {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: baseline;
      gap: 0 12px;
      border-block-end: 1px solid var(--_text);
      padding-block-end: 6px;
    }
    .bar-line h3 {
      font-size: 0.9375em;
      line-height: 1.4;
      font-weight: 600;
    }
    .table {
      table-layout: fixed;
    }
    .table .who {
      inline-size: 20%;
      font-weight: 500;
      overflow-wrap: break-word;
      hyphens: auto;
      hyphenate-limit-chars: 12;
    }
    .table .c-score {
      inline-size: 20%;
    }
    .table .c-band {
      inline-size: 15%;
    }
    .table thead th {
      background: none;
      border-block-start: 0;
    }
    .table th,
    .table td {
      padding-inline: 0 14px;
    }
    .table :is(th, td):last-child {
      padding-inline-end: 0;
    }
    .table .total > * {
      border-block-start: 1px solid var(--_text);
      padding-block: 8px;
      font-weight: 600;
    }
    .table .detail {
      display: block;
      font-size: 0.857em;
      font-weight: 400;
    }
    .c-score .figures {
      flex-wrap: nowrap;
      margin: 0;
      gap: 10px;
    }
    .c-score .n {
      font-size: 1.143em;
      font-weight: 600;
      min-inline-size: 2.2ch;
      text-align: end;
    }
    .row-ruler {
      flex: 0 1 104px;
      min-inline-size: 40px;
    }
    .table .band {
      white-space: normal;
    }
    .table .c-spread {
      inline-size: 21%;
    }
    .counts {
      display: flex;
      column-gap: 4px;
    }
    .counts > * {
      flex: 1;
      text-align: end;
      font-size: 0.857em;
      font-weight: 400;
    }
    thead .counts > * {
      font-size: inherit;
    }
    .counts .detail {
      font-size: 1em;
    }
    .counts .zero {
      color: var(--_muted);
    }
    .spread {
      display: block;
      margin-block-end: 2px;
      padding-inline-end: 3px;
    }
    /* Beside the gap before it, closed on all sides. */
    .spread .unscored {
      transform: translateX(1.5px);
    }
    .spread.rtl .unscored {
      transform: translateX(-1.5px);
    }
    /* A word that is longer than its room goes below the number whole. */
    .columns {
      display: inline-flex;
      flex-wrap: wrap;
      column-gap: 6px;
      align-items: center;
    }
    /* A longer number begins before the others: arrows stay under each other. */
    .columns b {
      display: flex;
      justify-content: end;
      inline-size: 2.6em;
    }
    /* By their last digit in every direction: the longest has to end before the arrow. */
    .columns b:dir(rtl) {
      inline-size: auto;
      min-inline-size: 3.1em;
    }
    .steps-list {
      font-size: 0.875em;
      line-height: 1.4286;
    }
    .steps-list li {
      display: grid;
      grid-template-columns: 1.6em minmax(0, 1fr) auto;
      gap: 8px;
      padding-block: 8px;
      border-block-end: 1px solid var(--_border);
    }
    .step {
      color: var(--_muted);
    }
    .steps-list .what {
      font-weight: 500;
      overflow-wrap: anywhere;
    }
    .steps-list b {
      font-weight: 600;
    }
    .facts {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 11em), 1fr));
      gap: 6px 20px;
      font-size: 0.875em;
      line-height: 1.4286;
      padding-block-start: 8px;
    }
    .notes {
      font-size: 0.75em;
      line-height: 1.4;
      color: var(--_muted);
      padding-block-start: 8px;
    }
    .notes li + li {
      margin-block-start: 2px;
    }
    .surface > .colophon {
      padding-inline: 0;
      margin: calc(var(--_space) * 6) var(--_inset) 0;
      padding-block-start: 10px;
    }
    .sum-row {
      grid-template-columns: min(13em, 45%) minmax(0, 1fr) 4em;
    }
    .no-notes .row-name {
      padding-block: 3px;
    }
    .sum-rows.total {
      padding-block: 3px 0;
    }
    .moves > :last-child {
      border-block-start: 1px solid var(--_text);
    }
    :is(.total, .moves > :first-child, .moves > :last-child) :is(.row-label, .row-amount) {
      font-weight: 600;
    }
    /* Words before rulers; on paper there is room for both. */
    @media screen {
      @container (max-width: 50em) {
        .table .row-ruler {
          display: none;
        }
        /* As wide as their longest words, of the smaller letters of the head; the rest is the name's. */
        .table .who {
          inline-size: auto;
        }
        .table .c-score {
          inline-size: 7.2em;
        }
        .table .c-band {
          inline-size: 8.7em;
        }
        .table th:nth-child(4) {
          inline-size: 13em;
        }
        .table .c-spread {
          inline-size: 12.2em;
        }
        .columns {
          column-gap: 4px;
        }
        .columns b {
          inline-size: auto;
          min-inline-size: 2.4em;
        }
        .pair {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @container (max-width: 46.9375em) {
        .table th:nth-child(4) {
          inline-size: 12em;
        }
      }
      @container (min-width: 39em) and (max-width: 42.9375em) {
        .table th:nth-child(4) {
          inline-size: 9.8em;
        }
        .columns b {
          min-inline-size: 0;
        }
        .columns .word {
          flex-basis: 100%;
        }
      }
    }
  `,
  narrowStyles,
  printStyles,
);
