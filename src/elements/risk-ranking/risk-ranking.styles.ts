import { css } from "lit";
import {
  buttonStyles,
  hostStyles,
  markStyles,
  deltaStyles,
  stateStyles,
  surface,
  tableStyles,
  typeStyles,
  visuallyHidden,
} from "../../theme/base.styles.js";
import { tokens } from "../../theme/tokens.js";
import { partsStyles } from "../shared/parts.styles.js";

const sr = css`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  padding: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

export const styles = [
  tokens,
  hostStyles,
  surface,
  typeStyles,
  buttonStyles,
  stateStyles,
  markStyles,
  deltaStyles,
  tableStyles,
  visuallyHidden,
  partsStyles,
  css`
    .search .input {
      inline-size: 13em;
    }
    .filters {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_space) * 2);
      padding: 0 var(--_inset) calc(var(--_space) * 4);
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_space) * 2);
      max-inline-size: 100%;
    }
    .choices .select {
      max-inline-size: 14em;
      min-block-size: 28px;
      padding-block: 3px;
      font-size: 0.8125em;
    }
    .more {
      display: none;
    }
    .grid {
      position: relative;
      overflow: hidden auto;
      border-block-start: 1px solid var(--_border);
      overflow-anchor: none;
      font-size: 0.875em;
      line-height: 1.4286;
    }
    .grid:focus-visible {
      outline-offset: -2px;
    }
    .thead {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
    }
    .pane {
      position: sticky;
      inset-block-start: 36px;
      overflow: clip;
    }
    .tr {
      display: grid;
      grid-template: "pick rank name score band change" 1fr "pick rank sub score band change" 1fr /
        var(--_pick, 40px) 52px minmax(0, 1fr) 184px 116px 152px;
      block-size: 52px;
      padding-inline: 12px var(--_inset);
      border-block-end: 1px solid var(--_border);
      align-items: center;
      background: var(--_surface);
      position: relative;
      contain: layout style;
    }
    .tr > * {
      min-inline-size: 0;
    }
    .tr[aria-selected="true"],
    .tr:hover {
      background: var(--_sunken);
    }
    .tr[aria-selected="true"]::before {
      content: "";
      position: absolute;
      inset: 0 auto 0 0;
      inline-size: 3px;
      background: var(--_accent);
    }
    .tr[aria-selected="true"]:dir(rtl)::before {
      inset: 0 0 0 auto;
    }
    .grid:focus-visible .tr.active {
      outline: 2px solid var(--_accent);
      outline-offset: -3px;
      border-radius: 5px;
    }
    .grid:has(.tr.active):focus-visible {
      outline-color: transparent;
    }
    .tr.head-row {
      block-size: 36px;
      grid-template-rows: 36px 0;
      font-size: 0.857em;
      font-weight: 500;
      color: var(--_muted);
      background: var(--_sunken) !important;
    }
    .c-pick {
      grid-area: pick;
    }
    .c-rank {
      grid-area: rank;
      text-align: end;
      padding-inline-end: 16px;
      color: var(--_muted);
    }
    .c-rank.tied {
      padding-inline-end: calc(16px - 0.62em);
    }
    .c-name {
      grid-area: name;
      align-self: end;
      display: flex;
    }
    .sub {
      grid-area: sub;
      align-self: start;
      font-size: 0.857em;
      line-height: 1.3334;
      color: var(--_muted);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      padding-inline-end: 12px;
    }
    .tr:not(.head-row) .c-department:not(:empty) + .c-client:not(:empty)::before {
      content: " · ";
    }
    .c-role {
      ${sr}
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
      inline-size: 2.1em;
      text-align: end;
      flex: none;
    }
    .row-ruler {
      flex: 1;
      max-inline-size: 112px;
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
    .delta.columns {
      display: grid;
      grid-template-columns: 3.4em 1em 1fr;
      color: var(--_muted);
    }
    .delta.columns b {
      text-align: end;
      color: var(--_text);
    }
    .delta.columns.worsening {
      color: var(--_text);
    }
    .c-trend {
      grid-area: trend;
      padding-inline-end: 16px;
    }
    .c-failed {
      grid-area: failed;
      padding-inline-end: 12px;
    }
    .c-action {
      grid-area: action;
    }
    .two > * {
      display: block;
      line-height: 1.3;
    }
    .cut {
      display: block;
      max-inline-size: 100%;
      overflow: clip;
      overflow-clip-margin: 4px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .two .cut {
      overflow-clip-margin: 0;
    }
    .c-name .cut {
      line-height: 20px;
    }
    .head-row > * {
      align-self: center !important;
    }
    .head-row .c-score {
      padding-inline-start: 6px;
    }
    .head-row .c-change {
      padding-inline-start: 14px;
    }
    .pick {
      display: inline-grid;
      place-items: center;
      inline-size: 28px;
      block-size: 28px;
    }
    .pick input {
      margin: 0;
      inline-size: 15px;
      block-size: 15px;
      accent-color: var(--_accent);
    }
    .head-row .sub,
    .c-trend,
    .c-failed,
    .c-action {
      ${sr}
    }
    .head-row .sub .sort,
    .head-row .c-failed .sort {
      display: none;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: center;
      gap: calc(var(--_space) * 2) calc(var(--_space) * 4);
      min-block-size: 56px;
      padding: 10px var(--_inset);
      border-block-start: 1px solid var(--_border);
      margin-block-start: -1px;
    }
    .bar .tools {
      align-items: center;
    }
    .bar .caption {
      font-size: 0.8125em;
    }
    .printed {
      padding: 8px var(--_inset);
    }
    progress {
      accent-color: var(--_accent);
      inline-size: 12em;
      max-inline-size: 100%;
    }
    .sk .row-sk {
      block-size: 30px;
      margin-block: 22px;
    }
    @container (min-width: 900px) {
      .tr {
        grid-template: "pick rank name score band change trend" 1fr "pick rank sub score band change trend" 1fr /
          var(--_pick, 40px) 52px minmax(0, 1fr) 184px 116px 152px 128px;
      }
      .c-trend {
        all: unset;
        grid-area: trend;
        padding-inline-end: 8px;
      }
    }
    @container (min-width: 1240px) {
      .tr {
        grid-template: "pick rank name client score band change trend failed action" 1fr "pick rank role department score band change trend failed action" 1fr /
          40px 52px minmax(0, 1.1fr) minmax(0, 1fr) 184px 116px 152px 116px 124px minmax(0, 1fr);
      }
      .tr .sub {
        display: contents;
      }
      .tr .sub > ::before {
        content: none !important;
      }
      .tr .sub > * {
        align-self: end;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        padding-inline-end: 12px;
      }
      .tr:not(.head-row) .c-client {
        grid-area: client;
        font-size: 0.875rem;
        font-size: 1em;
        color: var(--_text);
      }
      .tr .c-department,
      .tr .c-role {
        align-self: start !important;
        font-size: 0.857em;
        line-height: 1.3334;
        color: var(--_muted);
      }
      .tr .c-department {
        grid-area: department;
      }
      .tr:not(.head-row) .c-role {
        position: static;
        inline-size: auto;
        block-size: auto;
        clip-path: none;
        grid-area: role;
      }
      .head-row .c-client {
        grid-area: client;
      }
      .head-row .sub .sort,
      .head-row .c-failed .sort {
        display: inline-flex;
      }
      .head-row .c-department,
      .head-row .c-role {
        ${sr}
      }
      .c-failed,
      .c-action {
        all: unset;
        min-inline-size: 0;
        padding-inline-end: 12px;
      }
      .c-failed {
        grid-area: failed;
      }
      .c-action {
        grid-area: action;
        padding: 0;
      }
    }
    @container (max-width: 759px) {
      .tr {
        grid-template: "pick rank name score change" 1fr "pick rank sub score change" 1fr / var(--_pick, 36px) 44px minmax(
            0,
            1fr
          ) 136px 68px;
      }
      .c-band {
        ${sr}
      }
      .c-change .word {
        display: none;
      }
      .delta.columns {
        grid-template-columns: 1fr 1em;
      }
      .row-ruler {
        max-inline-size: 76px;
      }
      .head-row .c-change {
        padding-inline-start: 0;
      }
    }
    @container (max-width: 559px) {
      .more {
        display: inline-flex;
      }
      .choices:not(.open) {
        display: none;
      }
      .choices .select {
        max-inline-size: 100%;
      }
      .search,
      .search .input {
        inline-size: 100%;
      }
      .tr {
        grid-template: "pick rank name score" 1fr "pick rank band change" 1fr / var(--_pick, 32px) 34px minmax(0, 1fr) auto;
        padding-inline: 8px var(--_inset);
      }
      .sub,
      .head-row .c-change,
      .row-ruler {
        ${sr}
      }
      .c-rank,
      .c-rank.tied {
        padding-inline-end: 8px;
      }
      .head-row .c-rank {
        ${sr}
      }
      .tr:not(.head-row) .c-band {
        all: unset;
        grid-area: band;
        align-self: start;
        display: flex;
        align-items: baseline;
        gap: 0.4em;
        min-inline-size: 0;
        font-size: 0.857em;
        line-height: 1.3334;
      }
      .c-score {
        align-self: end;
        justify-content: end;
      }
      .n18 {
        font-size: 1.143em;
        inline-size: auto;
      }
      .c-change {
        align-self: start;
        font-size: 0.857em;
        line-height: 1.3334;
      }
      .delta.columns {
        display: flex;
        justify-content: end;
      }
    }
    @container (max-width: 279px) {
      .tr {
        --_pick: 0;
        padding-inline-start: 4px;
      }
      .c-pick {
        ${sr}
      }
    }
    @media (forced-colors: active) {
      .tr[aria-selected="true"] {
        outline: 1px solid Highlight;
        outline-offset: -1px;
      }
      .grid:focus-visible .tr.active {
        outline-color: Highlight;
      }
    }
    @media print {
      .filters,
      .c-pick {
        display: none;
      }
      .tr {
        --_pick: 0;
      }
      .grid {
        overflow: visible;
        block-size: auto !important;
      }
      .thead {
        position: static;
      }
      .c-name .link {
        display: block !important;
      }
    }
  `,
];
