import { css } from "lit";
import { tableStyles } from "../../theme/prose.styles.js";
import { deltaStyles, markStyles } from "../../theme/marks.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";

export const styles = drawnStyles(
  deltaStyles,
  markStyles,
  tableStyles,
  css`
    .body {
      padding: 0 var(--_inset) calc(var(--_space) * 4);
      font-size: 1em;
    }
    .rows {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto auto;
      font-size: 0.875em;
      line-height: 1.4286;
    }
    /* No shares are told. */
    .bare {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .row {
      display: grid;
      grid-template-columns: subgrid;
      grid-column: 1 / -1;
      align-items: center;
      column-gap: calc(var(--_space) * 3);
      min-block-size: 2.7143em;
    }
    .row.none {
      border-block-start: 1px solid var(--_border);
      color: var(--_muted);
      margin-block-start: 6px;
    }
    .row.looked {
      background: var(--_sunken);
    }
    .label {
      display: flex;
      align-items: baseline;
      gap: 0.5em;
      min-inline-size: 0;
      flex-wrap: wrap;
    }
    .label .steps {
      block-size: 0.857em;
      min-inline-size: 1.36em;
    }
    .range {
      direction: ltr;
      unicode-bidi: isolate;
      font-size: 0.857em;
    }
    .bar {
      inline-size: 100%;
      fill: var(--_mark, var(--_rule));
    }
    .zero {
      stroke: var(--_rule);
    }
    .none .zero {
      stroke: none;
    }
    .hollow {
      fill: none;
      stroke: var(--_mark, var(--_rule));
    }
    /* By their last digit, in every direction. */
    .count,
    .share,
    .flow > .num {
      text-align: right;
    }
    .flow > .num:dir(rtl) {
      min-inline-size: 2em;
    }
    .plot > .detail {
      margin-block-start: calc(var(--_space) * 2);
    }
    .count {
      font-weight: 500;
    }
    .none .count {
      font-weight: 400;
    }
    .share {
      color: var(--_muted);
      min-inline-size: 2.6em;
    }
    .notice {
      margin: 0 var(--_inset) calc(var(--_space) * 4);
      padding-inline-start: calc(var(--_space) * 3);
      border-inline-start: 3px solid var(--_text);
      font-size: 0.8125em;
      line-height: 1.3846;
    }
    .body + .ruled {
      border-block-start: 1px solid var(--_border);
    }
    .ways {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
      gap: calc(var(--_space) * 3) calc(var(--_space) * 8);
      margin-block: calc(var(--_space) * 2);
      font-size: 0.8125em;
      line-height: 1.3846;
    }
    .flow {
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      gap: calc(var(--_space) * 3);
      padding-block: 3px;
      position: relative;
    }
    .flow.total {
      border-block-end: 1px solid var(--_border);
      font-weight: 500;
    }
    .pair {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      column-gap: 0.6em;
      color: var(--_muted);
    }
    .flow .band {
      display: inline-flex;
      align-items: baseline;
      gap: 0.4em;
      color: var(--_text);
    }
    @container (max-width: 26.4375em) {
      .rows {
        grid-template-columns: minmax(0, 1fr) auto auto;
      }
      .bare {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .row {
        padding-block: 6px;
        row-gap: 4px;
        align-items: start;
      }
      .bar {
        grid-row: 2;
        grid-column: 1 / -1;
      }
      .zero {
        transform: scaleY(0.6);
      }
    }
    @container (max-width: 14.9375em) {
      .row {
        gap: 8px 6px;
      }
      .share {
        min-inline-size: 0;
      }
      .label {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        row-gap: 0;
      }
      /* Under its word, in every direction. */
      .range {
        grid-column: 2;
        justify-self: start;
      }
    }
    @media (forced-colors: active) {
      .full {
        fill: CanvasText;
      }
      .hollow,
      .zero {
        stroke: CanvasText;
      }
      .row.looked {
        outline: 1px solid Highlight;
      }
    }
  `,
);
