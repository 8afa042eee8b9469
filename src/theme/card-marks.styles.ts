import { css } from "lit";

/** Steps, ruler, sparkline: what src/elements/shared/marks.ts draws. */
export const cardMarkStyles = css`
  .steps {
    block-size: 0.75em;
    inline-size: auto;
    min-block-size: 12px;
    flex: none;
    display: inline-block;
    fill: var(--_rule);
  }
  .steps .lit,
  .ruler .lit,
  .square {
    fill: var(--_mark, var(--_rule));
  }
  .ruler {
    display: block;
  }
  .ruler > svg,
  .sparkline {
    inline-size: 100%;
  }
  .ruler .track {
    fill: var(--_track);
  }
  .gap {
    stroke: var(--_paper);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .marker,
  .halo {
    fill: var(--_text);
    stroke: var(--_paper);
    stroke-width: 4;
    paint-order: stroke;
    transition: x 240ms ease-out;
  }
  .halo {
    stroke-width: 5.5;
  }
  .marker.hollow {
    fill: var(--_paper);
    stroke: var(--_text);
    stroke-width: 1.5;
  }
  .ruler text {
    font-size: 0.75em;
    fill: var(--_muted);
    font-variant-numeric: tabular-nums lining-nums;
  }
  .ticks {
    block-size: 1.25em;
    margin-block-start: 1px;
  }
  .sparkline path {
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.5;
    stroke-linejoin: round;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }
  .sparkline .threshold {
    stroke: var(--_border);
    stroke-width: 1;
  }
  .look {
    fill: var(--_text);
  }
  .dot {
    fill: var(--_mark, var(--_text));
    stroke: var(--_paper);
    stroke-width: 4;
    paint-order: stroke;
  }
  .dot.hollow {
    fill: var(--_paper);
    stroke: var(--_mark, var(--_text));
    stroke-width: 1.5;
  }
  @media (forced-colors: active) {
    .ruler .track {
      fill: Canvas;
      stroke: GrayText;
    }
  }
`;

/** Number, arrow, word. */
export const deltaStyles = css`
  .delta {
    display: inline-flex;
    align-items: baseline;
    gap: 0.35em;
  }
  .delta b {
    font-weight: 500;
    color: var(--_text);
    direction: ltr;
    unicode-bidi: isolate;
  }
  .worsening,
  .worsening b {
    color: var(--_text);
    font-weight: 600;
  }
  .delta .word {
    font-weight: 400;
    color: var(--_muted);
  }
  .arrow {
    inline-size: 0.9em;
    block-size: 0.9em;
    flex: none;
    align-self: center;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
  }
  .worsening .arrow {
    stroke-width: 2.5;
  }
  /* What is in it is turned, not the box: WebKit tells pictures nothing of a box that is. */
  .arrow:dir(rtl) path {
    transform: translateX(16px) scaleX(-1);
  }
`;

export const pillStyles = css`
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-block-size: 24px;
    padding: 0 8px 0 7px;
    border-radius: min(6px, var(--_control-radius));
    background: var(--_tint, transparent);
    color: var(--_word, var(--_text));
    font-size: 0.8125em;
    line-height: 1.3846;
    font-weight: 500;
    white-space: nowrap;
    border: 1px solid transparent;
  }
  .pill b {
    font-weight: 600;
  }
  .pill .steps .lit {
    fill: currentColor;
  }
  .pill.outline {
    border-color: var(--_rule);
    color: var(--_muted);
  }
`;
