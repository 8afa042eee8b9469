import { css } from "lit";
import { longListStyles, tableStyles, twoLinesStyles } from "../../theme/prose.styles.js";
import { deltaStyles, markStyles, stackedStyles } from "../../theme/marks.styles.js";
import { wordedStyles } from "../../theme/states.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";
import { searchStyles } from "../shared/search.js";
import { workingStyles } from "../shared/working.styles.js";
import { overlayStyles } from "./overlay.styles.js";
import { columnStyles } from "./columns.styles.js";

export const styles = drawnStyles(
  markStyles,
  deltaStyles,
  stackedStyles,
  tableStyles,
  longListStyles,
  twoLinesStyles,
  wordedStyles,
  workingStyles,
  searchStyles,
  overlayStyles,
  css`
    .narrow-only {
      display: none;
    }
    .tool-items {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: flex-start;
    }
    .button[aria-pressed="true"] {
      border-color: var(--_text);
      box-shadow: inset 0 0 0 0.5px var(--_text);
    }
    .menu > summary {
      color: var(--_text);
    }
    .chips,
    .note {
      padding: 0 var(--_inset) 14px;
    }
    .table ~ .note {
      padding-block: 12px;
      border-block-start: 1px solid var(--_border);
    }
    .choice {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 12px;
    }
    .unseen {
      visibility: hidden;
    }
    .table[part="table"] {
      table-layout: fixed;
    }
    .table th,
    .table td {
      padding: 10px 0;
    }
    .table tr > :first-child {
      padding-inline-start: var(--_inset);
    }
    .table tr > :last-child {
      padding-inline-end: var(--_inset);
    }
    .table thead th {
      padding-block: 3px;
      block-size: 33px;
    }
    .table tbody tr:not(.group) {
      block-size: 60px;
    }
    /* Room, and nothing to see: it makes way for rows without anything moving. */
    .coming {
      visibility: hidden;
    }
    .table tbody tr:hover {
      --_paper: var(--_sunken);
      background: var(--_sunken);
    }
    .table tbody + tbody tr:first-child > * {
      border-block-start: 1px solid var(--_border);
    }
    .table tbody tr.group {
      background: none;
    }
    .group th {
      padding-block: 14px 6px;
      font-weight: 600;
    }
    .c-score {
      inline-size: 14em;
    }
    .c-band {
      inline-size: 9.4em;
    }
    /* The longest word, "verschlechtert", in one piece. */
    .c-change {
      inline-size: 12.6em;
    }
    .table .c-change {
      padding-inline-end: 8px;
    }
    .c-trend {
      inline-size: 10.6em;
    }
    .c-spread {
      inline-size: calc(14.9em + var(--_inset));
    }
    thead .c-score {
      inline-size: 16.3334em;
    }
    thead .c-band {
      inline-size: 11em;
    }
    thead .c-change {
      inline-size: 14.7em;
    }
    thead .c-trend {
      inline-size: 12.3334em;
    }
    thead .c-spread {
      inline-size: calc(17.3334em + var(--_inset));
    }
    .table .c-name {
      padding-inline-end: 16px;
    }
    .table tbody .c-name {
      position: relative;
    }
    .pick {
      position: absolute;
      inset-inline-start: calc(var(--_inset) - 4px);
      inset-block: 0;
      inline-size: 24px;
      display: flex;
      align-items: center;
    }
    .pick input {
      inline-size: 16px;
      block-size: 16px;
      margin: 4px;
      accent-color: var(--_accent);
    }
    .choosing .who {
      margin-inline-start: 26px;
    }
    /* Where the "…" of a cut name in Latin letters hangs. */
    .choosing .who:dir(rtl) {
      margin-inline-start: 36px;
    }
    .who {
      display: block;
    }
    tr:hover .link {
      color: var(--_accent);
    }
    .table .detail {
      display: block;
      font-size: 0.8572em;
    }
    .figures {
      display: flex;
      align-items: center;
      gap: 12px;
    }
    .score {
      font-size: 1.2857em;
      line-height: 1.3334;
      font-weight: 600;
      min-inline-size: 1.78em;
      /* By their last digit, in every direction. */
      text-align: right;
    }
    .fine .score {
      min-inline-size: 2.56em;
    }
    .row-ruler {
      inline-size: 128px;
      flex: 0 1 auto;
    }
    .band {
      display: inline-flex;
      align-items: baseline;
      gap: 0.5em;
    }
    .columns {
      display: grid;
      grid-template-columns: 1.9em 1em minmax(0, auto);
      justify-content: start;
      align-items: baseline;
      gap: 0 5px;
    }
    .columns b {
      justify-self: right;
      font-weight: 400;
    }
    .columns.worsening b {
      font-weight: 600;
    }
    .columns.worsening .word {
      color: var(--_text);
    }
    .table .mark {
      margin-inline-start: calc(2.2167em + 5px);
    }
    .line {
      display: block;
      inline-size: 120px;
      max-inline-size: 100%;
      margin-inline-start: 3px;
    }
    .spread {
      display: block;
      margin-block-end: 5px;
    }
    .counts {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      font-size: 0.857em;
      text-align: right;
    }
    thead .counts {
      font-size: 1em;
    }
    .zero {
      color: var(--_muted);
    }
    .foot {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 12px;
      padding: 12px var(--_inset);
      border-block-start: 1px solid var(--_border);
    }
    .surface > .footer {
      padding: 12px var(--_inset);
    }
  `,
  columnStyles,
);
