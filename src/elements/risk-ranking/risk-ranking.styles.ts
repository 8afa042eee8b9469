import { css } from "lit";
import { tableStyles, twoLinesStyles } from "../../theme/prose.styles.js";
import { deltaStyles, markStyles } from "../../theme/marks.styles.js";
import { wordedStyles } from "../../theme/states.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";
import { searchStyles } from "../shared/search.js";
import { workingStyles } from "../shared/working.styles.js";
import { columnStyles } from "./columns.styles.js";

export const styles = drawnStyles(
  deltaStyles,
  markStyles,
  tableStyles,
  twoLinesStyles,
  wordedStyles,
  workingStyles,
  searchStyles,
  css`
    .filters,
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .filters {
      padding: 0 var(--_inset) 16px;
    }
    .choices {
      min-inline-size: 0;
    }
    .choices .select {
      max-inline-size: min(14em, 100%);
      min-block-size: 28px;
      padding-block: 3px;
      font-size: 0.8125em;
    }
    /* As wide before its entries are in it as after. */
    .choices .many {
      inline-size: 14em;
    }
    .grid {
      position: relative;
      overflow: hidden auto;
      overflow-anchor: none;
      border-block-start: 1px solid var(--_border);
      font-size: 0.875em;
      line-height: 1.4286;
    }
    .grid .body {
      font-size: inherit;
    }
    .thead,
    .pane {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
    }
    .pane {
      inset-block-start: var(--_head, 36px);
      z-index: 0;
      overflow: clip;
    }
    /* As wide as the highest rank, tied. */
    .grid {
      /* A pixel, larger where the reader's text is. */
      --_unit: 1px;
      --_lead: 12px;
      --_box: calc(15 * var(--_unit));
      --_rank: calc(30 * var(--_unit));
      --_c-rank: max(52px, var(--_rank) + 6 * var(--_unit));
      --_c-score: calc(168 * var(--_unit));
      --_c-band: calc(124 * var(--_unit));
      --_c-change: calc(184 * var(--_unit));
      --_c-trend: calc(120 * var(--_unit));
      /* Two lines share a row: what can be pressed in one fills its half. */
      --_half: calc((var(--_row, 52px) - 1px) / 2);
    }
    /* Of groups nobody is chosen. */
    .groups {
      --_pick: 0px;
    }
    .d3 {
      --_rank: calc(39 * var(--_unit));
    }
    .d4 {
      --_rank: calc(52 * var(--_unit));
    }
    .d5 {
      --_rank: calc(61 * var(--_unit));
    }
    .d6 {
      --_rank: calc(70 * var(--_unit));
    }
    /* Cells lie in named columns: "name" over "sub", "client" over "department", as the width allows. */
    .tr {
      display: grid;
      align-items: center;
      block-size: var(--_row, 52px);
      padding-inline: var(--_lead) var(--_inset);
      border-block-end: 1px solid var(--_border);
      background: var(--_surface);
      position: relative;
      contain: strict;
      grid-template:
        "pick rank name score band change" 1fr "pick rank sub score band change" 1fr /
        var(--_pick, calc(var(--_box) + 21px)) var(--_c-rank) minmax(0, 1fr) var(--_c-score)
        var(--_c-band)
        var(--_c-change);
    }
    .tr > * {
      min-inline-size: 0;
    }
    .tr[aria-selected="true"],
    .tr:hover,
    .head-row.head-row {
      background: var(--_sunken);
    }
    .tr[aria-selected="true"] {
      border-inline-start: 3px solid var(--_accent);
      padding-inline-start: calc(var(--_lead) - 3px);
    }
    /* Outside: what sticks in it would lie over its ring. */
    .grid:focus-visible {
      outline-offset: 0;
    }
    .grid:focus-visible [data-here] {
      outline: 2px solid var(--_accent);
      outline-offset: -3px;
      border-radius: 5px;
    }
    .grid:focus-visible .tr [data-here] {
      outline-offset: 0;
    }
    /* Rows cut what reaches over them: a name's ring is inside, and beside its letters. */
    .grid:focus-visible .tr .link[data-here] {
      outline-offset: -2px;
      padding-inline: 3px;
      margin-inline: -3px;
      max-inline-size: calc(100% + 6px);
    }
    .grid:has([data-here]):focus-visible {
      outline-color: transparent;
    }
    .head-row.head-row {
      block-size: var(--_head, 36px);
      grid-template-rows: var(--_head, 36px) 0;
      font-size: 0.857em;
      font-weight: 500;
      color: var(--_muted);
    }
    .head-row > * {
      align-self: center !important;
      white-space: nowrap;
    }
    .c-trend,
    .c-failed,
    .c-action,
    .c-role {
      display: none;
    }
    /* Heads of what stands in a second line are heard, not seen. */
    .head-row :is(.c-department, .c-client, .c-role) {
      position: absolute;
      inline-size: 1px;
      clip-path: inset(50%);
    }
    .c-pick {
      grid-area: pick;
    }
    .pick {
      display: inline-grid;
      place-items: center;
      inline-size: calc(var(--_box) + 13px);
      block-size: calc(var(--_box) + 13px);
    }
    .pick input {
      margin: 0;
      inline-size: var(--_box);
      block-size: var(--_box);
      accent-color: var(--_accent);
    }
    /* Numbers end on their last digit, in every direction. */
    .c-rank {
      grid-area: rank;
      text-align: right;
      padding-right: 16px;
      color: var(--_muted);
    }
    .tied {
      padding-right: calc(16px - 0.62em);
    }
    /* Longer than its column it leans on the side that is free. */
    .head-row .c-rank {
      display: flex;
      justify-content: flex-end;
      padding-inline-end: 10px;
    }
    .c-name {
      grid-area: name;
      display: flex;
    }
    .c-name,
    .tr > .sub {
      align-self: stretch;
      margin-inline-end: 8px;
    }
    .cut,
    .c-department,
    .c-role {
      overflow: clip;
      overflow-clip-margin: 4px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .cut {
      display: block;
      max-inline-size: 100%;
    }
    .grid .link {
      margin: 0;
    }
    .c-name .link {
      padding: calc(var(--_half) - 1.4286em) 0 0;
    }
    .c-client .link {
      padding: 2px 0 calc(var(--_half) - 1.3334em - 2px);
      font-weight: 400;
    }
    .sub {
      grid-area: sub;
      display: flex;
    }
    .sub > * {
      min-inline-size: 0;
    }
    .between {
      flex: none;
      white-space: pre;
    }
    /* A client's name gives way first: it is the longer one, and the same in many rows. */
    .c-department:has(+ .between) {
      flex: none;
      max-inline-size: 45%;
    }
    /* Of a group it is why there is no score. */
    .groups .c-department:has(+ .between) {
      max-inline-size: 70%;
    }
    .c-department,
    .between,
    .c-role {
      padding-block-start: 2px;
    }
    .sub,
    .grid .detail {
      font-size: 0.857em;
      line-height: 1.3334;
      color: var(--_muted);
    }
    .grid .detail {
      display: block;
    }
    .c-score {
      grid-area: score;
      display: flex;
      align-items: center;
      gap: 12px;
    }
    .n18 {
      font-size: 1.286em;
      line-height: 1.2;
      font-weight: 600;
      min-inline-size: 2.1em;
      text-align: right;
    }
    .row-ruler {
      flex: 1;
      max-inline-size: 112px;
    }
    /* Without numbers a ruler asks nothing about its width, and a container in every row costs a second layout. */
    .row-ruler .ruler {
      container-type: normal;
    }
    .c-band {
      grid-area: band;
      display: flex;
      align-items: baseline;
      gap: 0.5em;
      padding-inline-start: 18px;
      font-weight: 500;
    }
    .c-change {
      grid-area: change;
    }
    .columns {
      display: grid;
      grid-template-columns: 3.4em 1em minmax(0, 1fr);
    }
    .word {
      overflow: clip;
      text-overflow: ellipsis;
    }
    .columns b {
      justify-self: right;
    }
    .head-row .c-change {
      padding-inline-start: 14px;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: center;
      gap: 8px 16px;
      min-block-size: 56px;
      padding: 10px var(--_inset);
    }
    .ruled + .bar {
      border-block-start: 1px solid var(--_border);
    }
    .bar .tools {
      align-items: center;
    }
    .printed {
      padding: 8px var(--_inset);
    }
    .bar progress {
      inline-size: 160px;
      max-inline-size: 100%;
    }
    @media (forced-colors: active) {
      .tr[aria-selected="true"] {
        border-color: Highlight;
      }
    }
    @media screen {
      .served {
        max-block-size: calc(43.4286em + 2px);
      }
    }
    @media print {
      .filters,
      .pick {
        display: none;
      }
      .grid {
        overflow: visible;
      }
      .thead {
        position: static;
      }
      .head-row .c-score {
        gap: 0;
      }
      .c-name .link {
        display: block !important;
      }
    }
  `,
  columnStyles,
);
