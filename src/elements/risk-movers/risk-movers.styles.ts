import { css } from "lit";
import { tableStyles, twoLinesStyles } from "../../theme/prose.styles.js";
import { deltaStyles, markStyles } from "../../theme/marks.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";

export const styles = drawnStyles(
  deltaStyles,
  markStyles,
  tableStyles,
  twoLinesStyles,
  css`
    .body {
      padding-block-end: calc(var(--_space) * 4);
      font-size: 1em;
    }
    .side,
    .body > .state {
      padding-inline: var(--_inset);
    }
    /* Under its heading, or a name: 12 px of their 14. */
    :is(h3, th) .which {
      font-size: 0.857em;
      font-weight: 400;
      color: var(--_muted);
    }
    th .which {
      display: block;
    }
    .mixed {
      padding: 8px var(--_inset) 0;
    }
    .side + .side {
      margin-block-start: calc(var(--_space) * 3);
    }
    .body .twin {
      border-block-end: 1px solid var(--_border);
    }
    .row {
      display: grid;
      grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr) 4.9em;
      column-gap: calc(var(--_space) * 3);
      align-items: center;
      position: relative;
    }
    .who {
      padding-block: 2px;
      min-inline-size: 0;
      display: grid;
    }
    .who .name {
      font-size: 0.875em;
      line-height: 1.4286;
    }
    /* Whose client somebody is can be pressed as well: neither lies over the other. */
    .name:has(+ .link) {
      margin-block-end: 0;
    }
    .who .link + .link {
      margin: 0 0 -2px;
      padding: 0 0 8px;
      font-weight: 400;
    }
    .one-line {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      max-inline-size: 100%;
    }
    /* The line under it is near. */
    .name:focus-visible {
      outline-offset: 0;
    }
    .top {
      min-block-size: 24px;
    }
    .plot-row {
      inline-size: 100%;
      block-size: 100%;
      min-block-size: 40px;
    }
    .top .plot-row {
      block-size: 1em;
      min-block-size: 0;
    }
    .plot-row text {
      font-size: 0.75em;
      fill: var(--_muted);
      font-variant-numeric: tabular-nums lining-nums;
    }
    .grid {
      stroke: var(--_border);
    }
    .way {
      stroke: var(--_muted);
      stroke-width: 1.5;
    }
    .ring {
      fill: var(--_paper);
      stroke: var(--_muted);
      stroke-width: 1.5;
    }
    .change {
      font-size: 0.875em;
      text-align: end;
      color: var(--_muted);
    }
    .change .delta {
      gap: 0.4em;
    }
    .change b {
      color: var(--_text);
    }
    /* By their last digit, in every direction. */
    .change b:dir(rtl) {
      min-inline-size: 3.4em;
      text-align: right;
    }
    /* Names need no half of a wide page; what moved is read better the wider it is. */
    @container (min-width: 50em) {
      .row {
        grid-template-columns: 20em minmax(0, 1fr) 4.9em;
      }
    }
    @container (max-width: 24.9375em) {
      .row {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .row {
        align-items: start;
      }
      .row .plot-row {
        grid-row: 2;
        grid-column: 1 / -1;
        block-size: 20px;
        min-block-size: 0;
        margin-block-end: 8px;
      }
      .row.top .plot-row {
        grid-row: auto;
        block-size: 1em;
        margin: 0;
      }
    }
    @media (forced-colors: active) {
      .ring {
        fill: Canvas;
        stroke: CanvasText;
      }
      .way {
        stroke: CanvasText;
      }
      .grid {
        stroke: GrayText;
      }
    }
  `,
);
