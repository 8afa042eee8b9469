import { css } from "lit";
import { longListStyles, tableStyles, twoLinesStyles } from "../../theme/prose.styles.js";
import { marksStyles } from "../../theme/marks.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";
import { rowsStyles } from "../shared/rows.styles.js";
import { walkStyles } from "../shared/walk.styles.js";

export const styles = drawnStyles(
  marksStyles,
  tableStyles,
  longListStyles,
  twoLinesStyles,
  rowsStyles,
  walkStyles,
  css`
    .surface > .section {
      border-block-start: 1px solid var(--_border);
    }
    .surface > .choose {
      border: 0;
      padding-block: 0 calc(var(--_space) * 4);
    }
    .surface > .models-box {
      padding: 0;
      border: 0;
    }
    .axes {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      text-align: center;
      font-size: 0.75em;
      line-height: 1.3334;
      color: var(--_muted);
    }
    .axes b {
      display: block;
      font-weight: 600;
      color: var(--_text);
      overflow-wrap: anywhere;
    }
    .lines > svg {
      inline-size: 100%;
      margin-block: 4px;
    }
    .lying {
      display: grid;
      grid-template-columns: fit-content(max(45%, 8.25em)) minmax(0, 1fr);
      column-gap: 8px;
    }
    .lying > svg {
      margin: 0;
    }
    .lying > .axes {
      grid-auto-flow: row;
      grid-auto-rows: minmax(0, 1fr);
      align-items: center;
      text-align: start;
    }
    .lying b {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
    }
    .axis {
      stroke: var(--_track);
      stroke-width: 5;
    }
    .cut {
      stroke: var(--_paper);
      stroke-width: 2;
    }
    .thread {
      fill: none;
      stroke: var(--_rule);
      stroke-width: 1;
      vector-effect: non-scaling-stroke;
      opacity: 0.75;
    }
    .thread.on {
      stroke: var(--_text);
      stroke-width: 2.5;
      opacity: 1;
    }
    .stop {
      fill: var(--_muted);
      stroke: var(--_paper);
      stroke-width: 1.5;
      paint-order: stroke;
    }
    .stop.on {
      fill: var(--_text);
    }
    .readout {
      min-block-size: 2.6668em;
      margin-block-start: 4px;
    }
    .models {
      table-layout: fixed;
    }
    .models th:first-child {
      inline-size: 22%;
      overflow-wrap: anywhere;
    }
    .models thead th {
      white-space: normal;
      vertical-align: bottom;
    }
    .models .scale {
      display: block;
      font-weight: 400;
    }
    .models :is(th, td):first-child {
      padding-inline-start: var(--_inset);
    }
    .models :is(th, td):last-child {
      padding-inline-end: var(--_inset);
    }
    .cell {
      display: grid;
      grid-template-columns: minmax(2.4em, auto) minmax(0, 1fr);
      gap: 0 8px;
      align-items: baseline;
    }
    .cell .n {
      font-weight: 600;
      text-align: right;
    }
    .cell .row-ruler {
      grid-column: 1 / -1;
      min-inline-size: 60px;
      max-inline-size: 128px;
    }
    .cell .band {
      font-size: 0.9286em;
    }
    .none {
      color: var(--_muted);
    }
    .more {
      font-size: 0.875em;
      padding: 4px var(--_inset) 12px;
    }
    .section:not(.models-box) > .more {
      padding-inline: 0;
    }
    .list .link {
      font-weight: 600;
    }
    .pairs {
      margin-block: 8px;
    }
    /* Words may stand where a number is not to be had. */
    .pairs .row-amount {
      white-space: normal;
    }
    details.about {
      font-size: 0.8125em;
      line-height: 1.4;
      color: var(--_muted);
    }
    details.about summary {
      cursor: pointer;
      min-block-size: 24px;
      color: var(--_accent);
      font-weight: 500;
    }
    .list {
      display: grid;
      gap: 10px;
      padding-block-start: 8px;
    }
    .list li {
      font-size: 0.875em;
      line-height: 1.4286;
      overflow-wrap: anywhere;
    }
    .list .detail {
      display: block;
      font-size: 0.857em;
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      padding-block: 4px 8px;
    }
    /* Solid is counted, hollow is not. */
    .sees {
      display: inline-block;
      box-sizing: border-box;
      inline-size: 10px;
      block-size: 10px;
      border: 2px solid var(--_rule);
      border-radius: 50%;
    }
    .sees.on {
      border: 5px solid var(--_raise);
    }
    .sight {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: 0.875em;
      line-height: 1.4286;
    }
    .sight :is(th, td) {
      padding: 4px 8px;
      border-block-start: 1px solid var(--_border);
      font-weight: 400;
      text-align: center;
    }
    .sight th:first-child {
      padding-inline-start: 0;
      text-align: start;
      overflow-wrap: anywhere;
    }
    .sight thead th {
      border: 0;
      font-size: 0.857em;
      font-weight: 500;
      color: var(--_muted);
    }
    /* Where models have no room side by side each mark stands with its name. */
    @container (max-width: 34.9375em) {
      .sight,
      .sight :is(tbody, tr, th) {
        display: block;
      }
      .sight thead {
        display: none;
      }
      .sight tr {
        padding-block: 6px;
        border-block-start: 1px solid var(--_border);
      }
      .sight tbody :is(th, td) {
        padding: 0;
        border: 0;
      }
      .sight td {
        display: inline-block;
        padding-inline-end: 12px !important;
        font-size: 0.857em;
        color: var(--_muted);
      }
      .sight td::after {
        content: attr(data-model);
        margin-inline-start: 0.4em;
      }
    }
    /* A person is told under five models in four lines: what is below does not jump while one walks. */
    @container (max-width: 24.9375em) {
      .readout {
        min-block-size: 5.3336em;
      }
    }
    @container (max-width: 62.4375em) {
      .models :is(th, td):not(:first-child, :last-child) {
        padding-inline: 5px;
      }
      .models :is(th, td):last-child {
        padding-inline-start: 5px;
      }
    }
    /* A name that fills its line leaves the dot after it to begin the next. */
    @container (max-width: 54.9375em) {
      .list .link:has(+ .apart) {
        display: block;
      }
      .apart {
        display: none;
      }
      .models,
      .models tbody,
      .models tr,
      .models th,
      .models td {
        display: block;
        inline-size: auto !important;
      }
      .models thead {
        display: none;
      }
      /* In place of the head's. */
      .surface > .models-box {
        border-block-start: 1px solid var(--_border);
      }
      .models tbody tr {
        padding: 10px var(--_inset);
      }
      .models tbody tr + tr {
        border-block-start: 1px solid var(--_border);
      }
      .models tbody :is(th, td) {
        padding: 2px 0 !important;
        border: 0 !important;
      }
      .models td {
        display: grid;
        grid-template-columns: minmax(0, 9em) minmax(0, 1fr);
        gap: 2px 8px;
      }
      .models td::before {
        content: attr(data-model);
        color: var(--_muted);
        overflow-wrap: anywhere;
      }
      .cell .row-ruler {
        max-inline-size: none;
      }
    }
    @container (min-width: 32em) and (min-width: 460px) and (max-width: 54.9375em) {
      .models tbody tr {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 0 16px;
      }
      .models tbody th {
        grid-column: 1 / -1;
      }
    }
    @container (max-width: 19.4375em) {
      .models td {
        grid-template-columns: minmax(0, 1fr);
      }
    }
    @media (forced-colors: active) {
      .thread.on {
        stroke: CanvasText;
      }
      .axis {
        stroke: GrayText;
      }
      .stop {
        fill: CanvasText;
      }
      .sees {
        border-color: CanvasText;
      }
    }
  `,
);
