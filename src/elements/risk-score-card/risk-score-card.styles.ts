import { css, type CSSResultGroup } from "lit";
import { isServer } from "../../controllers/server.js";
import { hostStyles, stateStyles, surface, visuallyHidden } from "../../theme/base.styles.js";
import { cardMarkStyles, deltaStyles, pillStyles } from "../../theme/card-marks.styles.js";
import { pressStyles } from "../../theme/press.styles.js";
import { tokens } from "../../theme/tokens.js";
import { typeStyles } from "../../theme/type.styles.js";
import { walkStyles } from "../shared/walk.styles.js";

/** A server does not know how wide its cards will be. */
const measured = css`
  :host {
    container-type: inline-size !important;
  }
`;

export const styles: CSSResultGroup = [
  tokens,
  hostStyles,
  surface,
  typeStyles,
  pressStyles,
  stateStyles,
  cardMarkStyles,
  deltaStyles,
  pillStyles,
  walkStyles,
  visuallyHidden,
  css`
    /* Only what is narrow is a container: each is laid out by itself, and a page of cards would take half as long again. */
    :host {
      container-type: normal !important;
      contain: inline-size !important;
    }
    :host(:state(narrow)) {
      container-type: inline-size !important;
    }
    @media print {
      :host {
        container-type: inline-size !important;
      }
    }
    :host([variant="badge"]) {
      display: inline-block !important;
      container-type: normal !important;
      contain: none !important;
      vertical-align: middle !important;
    }
    .badge {
      border: 0;
      background: none;
    }
    .outline {
      white-space: normal;
    }
    .card,
    .compact {
      --_inset: calc(var(--_space) * 5);
      display: flex;
      flex-direction: column;
      padding: calc(var(--_inset) - 1px);
    }
    /* Words grow with the reader's text, the room between them does not. */
    .card {
      min-block-size: calc(9em + 128px);
    }
    /* A number alone has neither a line nor a foot. */
    .card.plain {
      min-block-size: calc(5.25em + 90.4px);
    }
    .compact {
      padding: 11px 15px;
      min-block-size: calc(2.3125em + 46px);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      gap: 2px 12px;
      justify-content: space-between;
    }
    /* Where less is left for the name than a short word takes, what stands beside it goes below. */
    .titles {
      min-inline-size: 0;
      flex: 1 1 4em;
    }
    .name {
      font-size: 0.875em;
      line-height: 1.4286;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .name .link {
      display: block;
    }
    /* WebKit cuts no button: what is in it. */
    .name:not(:has(button)),
    .name .link span {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      /* Against the page's direction the "…" stands beyond its line's end. */
      overflow: visible clip;
      font-weight: 600;
    }
    /* The whole of it is in the title, and read aloud. */
    .titles .detail {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      overflow: hidden;
    }
    .figure {
      margin-block-start: 18px;
      min-block-size: 2.75em;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 14px;
    }
    .score {
      font-size: 2.75em;
      line-height: 1;
      font-weight: 600;
      letter-spacing: -0.025em;
    }
    .beside {
      flex: 1 1 5.5em;
      min-inline-size: 0;
    }
    .beside .delta {
      flex-wrap: wrap;
    }
    .band {
      display: flex;
      align-items: baseline;
      gap: 0.45em;
      line-height: 1.375;
      font-weight: 600;
    }
    .change,
    .sub {
      display: flex;
      flex-wrap: wrap;
      font-size: 0.8125em;
      line-height: 1.3846;
      color: var(--_muted);
    }
    .change {
      margin-block-start: 2px;
    }
    .rule {
      margin-block-start: 16px;
    }
    .spark {
      display: flex;
      align-items: center;
      /* A little more room over the line, where a name of two lines has not taken it. */
      flex: 1 0 auto;
      flex-wrap: wrap;
      align-content: end;
      max-block-size: calc(max(1.875em, 30px) + 4px);
      margin-block: 8px 2px;
      min-block-size: 1.875em;
    }
    .missing {
      flex: none;
      max-block-size: none;
      margin-block: 12px 8px;
    }
    .spark .caption {
      inline-size: 5.9em;
      white-space: nowrap;
      overflow-wrap: normal;
      flex: none;
      font-variant-numeric: tabular-nums lining-nums;
    }
    .plot {
      flex: 1;
      min-inline-size: 0;
      margin-inline-end: 6px;
    }
    .footer {
      margin: auto calc(1px - var(--_inset)) calc(1px - var(--_inset));
      padding: 12px calc(var(--_inset) - 1px);
    }
    .card .state {
      flex: 1;
      padding-block: 18px 0;
    }
    .loading svg {
      flex: none;
    }
    .card .loading {
      padding: 0;
      flex-basis: 0px;
      min-block-size: 0;
      overflow: clip;
    }
    .compact .state {
      padding: 0;
    }
    .compact .score {
      font-size: 1.75em;
      line-height: 1.2;
      letter-spacing: -0.02em;
    }
    .sub {
      column-gap: 10px;
      font-weight: 500;
      color: var(--_text);
      margin-block-start: 2px;
    }
    .sub .band {
      font-weight: 500;
      line-height: inherit;
    }
    .compact .rule {
      margin-block-start: 8px;
    }
    @container (max-width: 14.9375em) {
      .card {
        --_inset: calc(var(--_space) * 3);
      }
      .card {
        min-block-size: calc(8.75em + 94px);
      }
      .card.plain {
        min-block-size: 0;
      }
      .card .figure {
        margin-block-start: 10px;
        min-block-size: 3.3em;
        align-items: baseline;
        gap: 0 10px;
      }
      .card .score {
        font-size: 2em;
      }
      .card .beside {
        display: contents;
      }
      .card .band {
        font-size: 0.875em;
      }
      .card .change {
        inline-size: 100%;
      }
      .spark {
        display: none;
      }
      .card .rule {
        margin-block-end: 12px;
      }
      .footer {
        flex-direction: column;
      }
    }
    @container (max-width: 11.5625em) {
      .ticks {
        display: none;
      }
    }
  `,
  isServer ? measured : [],
];
