import { css } from "lit";
import { tableStyles } from "../../theme/prose.styles.js";
import { marksStyles } from "../../theme/marks.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";
import { rowsStyles } from "../shared/rows.styles.js";

export const styles = drawnStyles(
  marksStyles,
  tableStyles,
  rowsStyles,
  css`
    .body {
      display: grid;
      font-size: 1em;
      grid-template:
        "controls stands" auto
        "controls result" 1fr / minmax(0, 5fr) minmax(0, 7fr);
      border-block-start: 1px solid var(--_border);
    }
    .controls {
      grid-area: controls;
      padding: calc(var(--_space) * 4) var(--_inset) calc(var(--_space) * 5);
      border-inline-end: 1px solid var(--_border);
    }
    .result {
      grid-area: result;
      padding: 0 var(--_inset) calc(var(--_space) * 5);
      min-inline-size: 0;
    }
    .result:not(:has(*)) {
      display: none;
    }
    fieldset + fieldset {
      margin-block-start: calc(var(--_space) * 5);
    }
    legend {
      padding: 0;
      margin-block-end: 4px;
    }
    .control {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 2px 12px;
      min-block-size: 36px;
      padding-block: 2px;
      font-size: 0.875em;
      line-height: 1.4286;
    }
    .control > span:first-child {
      flex: 1 1 8em;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .control.on > span:first-child {
      font-weight: 600;
    }
    .control .input {
      font-size: 1em;
      inline-size: 5em;
      min-block-size: 30px;
      padding: 3px 8px;
      text-align: right;
    }
    .control .select {
      font-size: 1em;
      min-block-size: 30px;
      padding: 3px 8px;
    }
    .control.slide {
      padding-block: 4px;
    }
    .track {
      flex: 1 1 100%;
      min-inline-size: 0;
      display: flex;
      gap: 8px;
      align-items: center;
    }
    /* Filled up to the thumb's middle. Browsers draw one each in their own way: a white thumb on white, a white line on dark. */
    .slide input[type="range"] {
      --_rim: var(--_accent);
      --_plate: var(--_accent);
      --_edge: transparent;
      --_line: linear-gradient(var(--_accent) 0 0) var(--_side, 0) 0 / calc(8px + var(--_at, 0) * (100% - 16px)) 100%
        no-repeat border-box var(--_track);
      appearance: none;
      background: none;
      flex: 1;
      inline-size: 0;
      min-inline-size: 0;
      block-size: 24px;
      margin: 0;
    }
    /* The slider does what its arrows would, which Firefox and WebKit set against the digits. */
    .slide .input {
      appearance: textfield;
    }
    .slide .input::-webkit-inner-spin-button {
      appearance: none;
      margin: 0;
    }
    .slide input:dir(rtl) {
      --_side: 100%;
    }
    /* Nothing is set yet: its thumb stands anywhere, and hollow. */
    .slide input.unset[type="range"] {
      --_rim: var(--_rule);
      --_plate: var(--_surface);
      --_edge: var(--_rule);
      --_line: none;
    }
    .slide input::-webkit-slider-runnable-track {
      box-sizing: border-box;
      block-size: 8px;
      border: 1px solid var(--_edge);
      border-radius: 4px;
      background: var(--_line);
    }
    .slide input::-webkit-slider-thumb {
      appearance: none;
      box-sizing: border-box;
      inline-size: 16px;
      block-size: 16px;
      margin-block-start: -5px;
      border: 2px solid var(--_rim);
      border-radius: 50%;
      background: var(--_plate);
    }
    .slide input::-moz-range-track {
      box-sizing: border-box;
      block-size: 8px;
      border: 1px solid var(--_edge);
      border-radius: 4px;
      background: var(--_line);
    }
    .slide input::-moz-range-thumb {
      box-sizing: border-box;
      inline-size: 16px;
      block-size: 16px;
      border: 2px solid var(--_rim);
      border-radius: 50%;
      background: var(--_plate);
    }
    @media (forced-colors: active) {
      .slide input {
        --_track: Canvas;
      }
    }
    .set,
    .end {
      color: var(--_muted);
    }
    .control > :first-child > .set {
      display: block;
      font-size: 0.857em;
    }
    .on .set {
      font-weight: 600;
      color: var(--_text);
    }
    .end {
      font-size: 0.857em;
    }
    .control input[type="checkbox"] {
      inline-size: 18px;
      block-size: 18px;
      accent-color: var(--_accent);
      flex: none;
    }
    .stands {
      grid-area: stands;
      padding: calc(var(--_space) * 4) var(--_inset);
      display: grid;
      grid-template-columns: auto minmax(2.6em, auto) minmax(0, auto) minmax(60px, 1fr);
      gap: 8px 12px;
      align-items: center;
      font-size: 0.875em;
      line-height: 1.4286;
    }
    .stands > * {
      min-inline-size: 0;
    }
    .stand-name {
      color: var(--_muted);
    }
    .stand-score {
      font-size: 1.4286em;
      line-height: 1.3;
      font-weight: 600;
      letter-spacing: -0.01em;
      text-align: right;
    }
    .then .stand-score {
      font-size: 2.2857em;
      line-height: 1;
    }
    .then .band,
    .then .stand-name {
      font-weight: 600;
      color: var(--_text);
    }
    .now,
    .then {
      display: contents;
    }
    .roll {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      justify-content: space-between;
      padding-block: 10px;
      margin-block-end: 12px;
      border-block: 1px solid var(--_border);
      font-size: 0.8125em;
    }
    .roll > :first-child {
      color: var(--_muted);
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .roll b {
      font-weight: 500;
    }
    .roll .band {
      margin-inline: 0.5em;
    }
    .rows-title {
      margin-block-end: 4px;
    }
    .next {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 12px;
      align-items: center;
      margin-block-start: 12px;
    }
    .next .sub-title {
      flex: 1 0 100%;
      margin-block: 0 -4px;
    }
    .next p {
      flex: 1 1 14em;
    }
    .surface > .foot {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      padding: 10px var(--_inset);
      border-block-start: 1px solid var(--_border);
    }
    @container (max-width: 39.9375em) {
      .body {
        grid-template: "stands" "controls" "result" / minmax(0, 1fr);
      }
      /* What one turns is far from what it does: the score comes along. */
      .stands {
        position: sticky;
        inset-block-start: var(--risk-sticky-top, 0px);
        z-index: 1;
        background: var(--_surface);
        border-block-end: 1px solid var(--_border);
      }
      .roll {
        border-block-start: 0;
      }
      .controls {
        border-inline-end: 0;
      }
      .result {
        border-block-start: 1px solid var(--_border);
      }
    }
    @media print {
      .body {
        display: block;
      }
      .controls {
        display: none;
      }
    }
    @container (max-width: 21.1875em) {
      .stands {
        grid-template-columns: auto auto minmax(0, 1fr);
      }
      .stands .row-ruler {
        grid-column: 1 / -1;
        margin-block-end: 6px;
      }
    }
    @container (max-width: 14.9375em) {
      /* A name over its field is nearer to that than to the field before. */
      .control {
        padding-block-start: 8px;
      }
      .stands {
        grid-template-columns: 1fr auto;
      }
      .stands .band {
        grid-column: 1 / -1;
      }
    }
  `,
);
