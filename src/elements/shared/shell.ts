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

/** Px where words are 16 px, or a length of CSS. */
type Height = number | string;
/** Heights in the narrowest container, and `[from px, height]` in wider ones. */
export type Heights = readonly [height: Height, ...steps: ReadonlyArray<readonly [from: number, height: Height]>];

/**
 * The shell of an element that takes about so much room, so that what is below it stays where it is when it is there. How
 * many rows there will be is only known with the data; whom the element is about, how it is set, and often the model are
 * known before.
 * @param others by classes that the surface has while it loads: `of-person`, `of-client`, …, the model's id, and the element's own
 */
export const shell = (heights: Heights, others: Readonly<Record<string, Heights>> = {}): CSSResultGroup[] => [
  ...shellStyles,
  unsafeCSS(
    Object.entries({ "": heights, ...others })
      .flatMap(([names, [first, ...steps]]) =>
        [[0, first] as const, ...steps].map(
          ([from, tall]) =>
            `@container (min-width:${from / 16}em){.surface.loading${names}{block-size:calc(${typeof tall === "number" ? `${tall / 16}em` : tall}*var(--_rows,1))}}`,
        ),
      )
      .join("") + "@media print{.surface.loading{block-size:auto!important}}",
  ),
];

/** How much taller what a model explains is, against a model in the middle. @param shares by model id */
export const rowsOf = (shares: Readonly<Record<string, number>>, within = ""): CSSResultGroup =>
  unsafeCSS(
    Object.entries(shares)
      .map(([model, share]) => `.surface.loading${within}.${model}{--_rows:${share}}`)
      .join(""),
  );

/** Two lines and rows, as many as there is room for. */
export const skeleton = html`<div class="sk" aria-hidden="true"><i></i><i></i><i></i></div>`;

/**
 * An element that its part does not draw: its state, in the frame that the part draws in too.
 * @param own class that tells its shells apart
 */
export function undrawn(el: RiskElement, coming = skeleton, own = ""): TemplateResult {
  const { model } = el["viewOptions"];
  const known =
    el.phase === "loading" ? `of-${el["subjectRef"]?.kind ?? "all"} ${(model as string | null) ?? ""} ${own}` : "";
  return html`<div part="base" class="surface ${el.phase} ${known}">
    ${el["renderState"](coming)}<span class="sr-only" role="status"></span>
  </div>`;
}
