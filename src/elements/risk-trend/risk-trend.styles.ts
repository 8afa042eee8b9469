import { css } from "lit";
import { tableStyles } from "../../theme/prose.styles.js";
import { markStyles } from "../../theme/marks.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";

export const styles = drawnStyles(
  markStyles,
  tableStyles,
  css`
    .body {
      padding: 0 var(--_inset) calc(var(--_space) * 4);
      font-size: 1em;
    }
    .canvas {
      block-size: clamp(15.625em, 34cqi, 25em);
    }
    /* Its units are sixteenths of the element's words (BoxController). */
    .chart {
      font-size: 16px;
    }
    .chart text {
      font-size: 0.75em;
      fill: var(--_text);
      font-variant-numeric: tabular-nums lining-nums;
    }
    .chart .tick,
    .chart .muted {
      fill: var(--_muted);
    }
    .chart tspan.muted {
      font-size: 0.75rem;
      font-size: calc(1em * 12 / 17);
      font-weight: 400;
    }
    .chart .zone-name,
    .chart .event-name {
      font-size: 0.875em;
    }
    .chart .zone-name {
      fill: var(--_muted);
    }
    .chart .zone-name.on,
    .chart .effect {
      font-weight: 600;
      fill: var(--_text);
    }
    .chart .event-name {
      font-weight: 500;
    }
    /* Legible also where no place beside its dot is free of lines. */
    .chart .now {
      font-size: 1.0625em;
      font-weight: 600;
      paint-order: stroke;
      stroke: var(--_paper);
      stroke-width: 3px;
      stroke-linejoin: round;
    }
    .chart .n {
      font-weight: 600;
    }
    .chart .steps {
      vertical-align: baseline;
    }
    .zone {
      fill: var(--_tint);
      opacity: 0.8;
    }
    .wash {
      fill: var(--_surface);
      opacity: 0.5;
    }
    .axis,
    .hair,
    .bracket,
    .break,
    .cursor,
    .today,
    .line {
      fill: none;
      stroke: var(--_rule);
    }
    .axis,
    .hair,
    .today {
      shape-rendering: crispEdges;
    }
    .today {
      stroke: var(--_text);
    }
    .break {
      stroke-dasharray: 4 4;
    }
    .cursor {
      stroke: var(--_muted);
    }
    .cursor-dot {
      fill: var(--_text);
      stroke: var(--_paper);
      stroke-width: 2;
    }
    .line {
      stroke: var(--_text);
      stroke-width: 2;
      stroke-linejoin: round;
      stroke-linecap: round;
    }
    .line.other {
      stroke: var(--_muted);
      stroke-width: 1.5;
    }
    .line.expected {
      stroke-dasharray: 2 5;
    }
    .ring {
      fill: var(--_paper);
      stroke: var(--_text);
      stroke-width: 2;
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 2px calc(var(--_space) * 5);
      margin-block-start: calc(var(--_space) * 2);
      font-size: 0.75em;
      line-height: 1.5;
      color: var(--_muted);
    }
    .legend li {
      display: flex;
      gap: 0.6em;
      align-items: center;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .key {
      flex: none;
    }
    .legend .ring {
      stroke-width: 1.5;
    }
    .events {
      margin-block-start: calc(var(--_space) * 3);
      border-block-start: 1px solid var(--_border);
      font-size: 0.8125em;
      line-height: 1.3846;
    }
    .events li {
      display: grid;
      grid-template-columns: 1.6em minmax(0, 1fr) auto 3.4em;
      column-gap: calc(var(--_space) * 2);
      padding-block: 6px;
      align-items: baseline;
    }
    .events li + li {
      border-block-start: 1px solid var(--_border);
    }
    .events b,
    .events .effect {
      font-weight: 600;
    }
    .events .what {
      overflow-wrap: anywhere;
    }
    .events .when {
      color: var(--_muted);
    }
    .events .effect {
      text-align: right;
    }
    @container (max-width: 37.4375em) {
      .canvas {
        block-size: clamp(11.25em, 50cqi, 16.25em);
      }
    }
    @container (max-width: 24.9375em) {
      .legend:not(.two) {
        display: none;
      }
    }
    @container (max-width: 14.9375em) {
      .events li {
        grid-template-columns: 1.2em minmax(0, 1fr) auto;
      }
      .events .when {
        grid-row: 2;
        grid-column: 2;
      }
    }
    @media (forced-colors: active) {
      .zone,
      .wash {
        fill: none;
      }
      /* Its dashes are one, along the upper edge: with four, two lines would run side by side between zones. */
      .zone {
        stroke: GrayText;
        opacity: 1;
      }
      .line,
      .today,
      .ring {
        stroke: CanvasText;
      }
      .line.other {
        stroke-width: 1;
      }
      .ring {
        fill: Canvas;
      }
      .chart text {
        fill: CanvasText;
      }
    }
  `,
);
