import { css } from "lit";

/** Goes with rows.ts: rows of a sum, name, plot and amount side by side, one under the other where it is narrow. */
export const rowsStyles = css`
  .sum-row {
    display: grid;
    grid-template-columns: min(15.3em, 40%) minmax(0, 1fr) 4.45em;
    column-gap: 12px;
    font-size: 0.875em;
    line-height: 1.4286;
  }
  .sum-row.at {
    background: var(--_sunken);
    box-shadow: 0 0 0 4px var(--_sunken);
    border-radius: 3px;
  }
  .row-name {
    display: block;
    min-inline-size: 0;
    padding-block: 2px;
    min-block-size: 2.8572em;
  }
  .no-notes .row-name {
    min-block-size: 0;
    padding-block: 6px;
  }
  .row-label {
    display: block;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  /* Only what is long: shorter words go to the next line whole. */
  @supports (hyphenate-limit-chars: 15) {
    .row-label {
      hyphens: auto;
      hyphenate-limit-chars: 15;
    }
  }
  .row-label .link {
    display: inline;
    max-inline-size: 100%;
    text-align: inherit;
  }
  /* A name runs its own way; its second line begins where the page's lines do. */
  .row-label bdi {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .note {
    display: block;
    font-size: 0.857em;
    line-height: 1.3334;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .row-plot {
    position: relative;
    display: block;
    min-inline-size: 0;
  }
  .row-plot > svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .row-amount {
    font-weight: 500;
    /* By their last digit, in every direction: then so do decimals. */
    text-align: right;
    align-self: center;
  }
  /* That needs columns of one width where they end at the edge. */
  .row-amount:dir(rtl) {
    justify-self: end;
    min-inline-size: 4.45em;
  }
  /* Signs stand before their numbers in every direction. */
  .row-amount > span {
    direction: ltr;
    unicode-bidi: isolate;
  }
  .sum-row.axis {
    color: var(--_muted);
    font-size: 0.75em;
    line-height: 1.3334;
    grid-template-columns: min(17.85em, 40%) minmax(0, 1fr) 5.2em;
    padding-block-end: 1px;
  }
  /* A longer word than the amounts takes of the gap beside it. */
  .axis .row-amount {
    font-weight: 400;
    min-inline-size: 5.2em;
    justify-self: end;
    white-space: nowrap;
  }
  .axis text {
    fill: var(--_muted);
    font-size: inherit;
  }
  .raises {
    fill: var(--_raise);
  }
  .lowers {
    fill: var(--_lower);
  }
  .zero,
  .join {
    stroke: var(--_rule);
  }
  .limit {
    stroke: var(--_border);
  }
  .mark {
    stroke: var(--_text);
    stroke-width: 3;
    stroke-linecap: round;
  }
  .total {
    border-block-start: 1px solid var(--_text);
    margin-block-start: 4px;
    padding-block: 12px;
    font-weight: 600;
  }
  .total .row-amount {
    font-weight: 600;
    grid-column-end: -1;
  }
  .total > .row-name,
  .total > .row-plot {
    align-self: center;
    min-block-size: 0;
    padding: 0;
  }
  .band {
    display: inline-flex;
    align-items: baseline;
    gap: 0.4em;
  }
  @container (max-width: 24.9375em) {
    .sum-row {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .row-name {
      min-block-size: 0;
      padding-block: 6px 0;
    }
    .row-amount {
      align-self: start;
      padding-block-start: 6px;
    }
    .row-plot {
      grid-row: 2;
      grid-column: 1 / -1;
      block-size: 16px;
    }
    .bar {
      transform: scaleY(0.667);
    }
    .sum-row.axis {
      display: none;
    }
    .total {
      margin-block-start: 8px;
    }
    .total .row-plot {
      margin-block-start: 6px;
    }
    .total .row-name,
    .total .row-amount {
      padding-block: 0;
    }
  }
  @container (max-width: 14.9375em) {
    .title {
      font-size: 0.875em;
    }
    .sum-row .note {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .raises {
      fill: CanvasText;
      forced-color-adjust: none;
    }
    .lowers {
      fill: Canvas;
      stroke: CanvasText;
      forced-color-adjust: none;
    }
    .zero,
    .mark,
    .join {
      stroke: CanvasText;
    }
    /* The square inner end would show as a line. */
    .bar rect + rect {
      display: none;
    }
  }
`;
