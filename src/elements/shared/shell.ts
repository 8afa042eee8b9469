import { css, html, unsafeCSS, type CSSResultGroup, type TemplateResult } from "lit";
import { hostStyles, stateStyles, surface, visuallyHidden } from "../../theme/base.styles.js";
import { pressStyles } from "../../theme/press.styles.js";
import { tokens } from "../../theme/tokens.js";
import type { RiskElement } from "../risk-element.js";
import { frameStyles } from "./frame.styles.js";

/** What an element looks like before the part that draws it is there. */
const shellStyles = [
  tokens,
  hostStyles,
  surface,
  pressStyles,
  stateStyles,
  visuallyHidden,
  frameStyles,
  css`
    .button:hover {
      transition: background-color 120ms;
    }
    .surface.loading {
      display: flex;
      flex-direction: column;
      overflow: hidden;
    }
    .loading > .state,
    .sk {
      flex: 1;
      min-block-size: 0;
    }
    .sk {
      inline-size: 100%;
      display: flex;
      flex-direction: column;
      gap: 8px;
      opacity: 0.6;
      mask-image: linear-gradient(#000 60%, transparent);
    }
    .sk i {
      background: var(--_track);
      border-radius: 3px;
      block-size: 12px;
      inline-size: 60%;
    }
    .sk i:first-child {
      inline-size: 40%;
    }
    .sk i:last-child {
      flex: 1;
      inline-size: 100%;
      margin-block-start: 4px;
      background: linear-gradient(var(--_track) 36px, transparent 0) 0 0 / 100% 48px;
    }
    @media (forced-colors: active) {
      .sk i {
        border: 1px solid GrayText;
      }
    }
  `,
];

/**
 * The shell of an element that takes about so much room, so that what is below it stays where it is when it is there.
 * @param height px where its words are 16 px, in a narrow container
 * @param steps heights in wider ones: `[from px, height]`
 */
export const shell = (height: number, ...steps: ReadonlyArray<readonly [number, number]>): CSSResultGroup[] => [
  ...shellStyles,
  unsafeCSS(
    [[0, height], ...steps]
      .map(([from, tall]) => `@container (min-width:${from / 16}em){.surface.loading{block-size:${tall / 16}em}}`)
      .join("") + "@media print{.surface.loading{block-size:auto!important}}",
  ),
];

/** Two lines and rows, as many as there is room for. */
export const skeleton = html`<div class="sk" aria-hidden="true"><i></i><i></i><i></i></div>`;

/** An element that its part does not draw: its state, in the frame that the part draws in too. */
export const undrawn = (el: RiskElement, coming = skeleton): TemplateResult =>
  html`<div part="base" class="surface ${el.phase}">
    ${el["renderState"](coming)}<span class="sr-only" role="status"></span>
  </div>`;
