import { css } from "lit";
import { tableStyles } from "../../theme/prose.styles.js";
import { marksStyles } from "../../theme/marks.styles.js";
import { drawnStyles } from "../shared/parts.styles.js";
import { rowsStyles } from "../shared/rows.styles.js";
import { walkStyles } from "../shared/walk.styles.js";

export const styles = drawnStyles(
  marksStyles,
  tableStyles,
  rowsStyles,
  walkStyles,
  css`
    .sums {
      padding: 0 var(--_inset) calc(var(--_space) * 3);
    }
    .sums > .detail + .detail {
      margin-block-start: 4px;
    }
    .surface > .section {
      border-block-start: 1px solid var(--_border);
      padding-block: 14px 16px;
    }
    .total .row-name {
      display: flex;
      flex-wrap: wrap;
      column-gap: 0.7em;
    }
    .falls > :is(:first-child, :last-child) .row-label {
      font-weight: 600;
    }
    .falls .band {
      gap: 0.6em;
    }
    .falls b {
      font-weight: inherit;
    }
    .falls > :last-child {
      border-block-start: 1px solid var(--_text);
      margin-block-end: 10px;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 12px;
      margin-block-end: 6px;
    }
    .line .segmented button {
      min-block-size: 24px;
    }
    .thin {
      margin-block-end: 10px;
    }
    .todos {
      padding-block-start: 4px;
    }
    .todo {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto minmax(9.2em, auto) 4.45em;
      column-gap: 12px;
      align-items: center;
      min-block-size: 36px;
      padding-block: 4px;
      font-size: 0.875em;
      line-height: 1.4286;
    }
    .todo-what {
      grid-column: 1;
      overflow-wrap: anywhere;
    }
    .todo-assign {
      grid-column: 2;
    }
    .todo .button {
      font-size: 0.9286em;
    }
    .todo-to {
      display: flex;
      flex-wrap: wrap;
      column-gap: 0.7em;
      grid-column: 3;
      font-size: 0.9286em;
      font-variant-numeric: tabular-nums;
      color: var(--_muted);
    }
    .todo .row-amount {
      grid-column: 4;
    }
    .next {
      margin-block-start: 6px;
    }
    .assign {
      grid-column: 1 / -1;
      margin-block: 6px;
      padding: 10px 12px;
      background: var(--_sunken);
      border-radius: var(--_control-radius);
      --_paper: var(--_sunken);
    }
    .checks {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 11em), 1fr));
      gap: 2px 12px;
      margin-block-end: 8px;
    }
    .check {
      display: flex;
      gap: 0.5em;
      align-items: center;
      min-block-size: 24px;
      overflow-wrap: anywhere;
      min-inline-size: 0;
    }
    .check input {
      accent-color: var(--_accent);
      flex: none;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .said {
      margin-block-end: 8px;
    }
    .said:empty {
      display: none;
    }
    progress {
      accent-color: var(--_accent);
      inline-size: min(100%, 12em);
    }
    .sentence {
      font-size: 0.9375em;
      line-height: 1.5;
      margin-block-start: 6px;
    }
    .surface > .foot {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      padding: 10px var(--_inset);
      border-block-start: 1px solid var(--_border);
    }
    .none-ruler {
      max-inline-size: 260px;
      margin-block: 12px;
    }
    .assign .link-button {
      margin: 0 0 4px;
    }
    .none-title {
      font-weight: 600;
    }
    /* Before a name's words are broken. */
    @container (max-width: 29.9375em) {
      .todo {
        grid-template-columns: minmax(0, 1fr) auto;
        row-gap: 2px;
        padding-block: 6px;
      }
      .todo-what {
        grid-column: 1;
      }
      .todo .row-amount {
        grid-column: 2;
        grid-row: 1;
        padding: 0;
      }
      .todo-to {
        grid-column: 1;
        grid-row: 2;
      }
      .todo-assign {
        grid-column: 2;
        grid-row: 2;
      }
      /* The words over the line take its room. */
      .axis .row-amount {
        display: none;
      }
      .axis .row-plot {
        min-block-size: 16px;
      }
    }
    @container (max-width: 24.9375em) {
      /* What a line in every row stands for is said over them. */
      .sum-row.axis:has(text):has(+ .falls) {
        display: grid;
      }
    }
    /* Two words of a long language stand under each other before they leave the surface. */
    @container (max-width: 14.9375em) {
      .segmented {
        flex-wrap: wrap;
        max-inline-size: 100%;
      }
      .segmented button {
        flex: 1 0 auto;
      }
    }
  `,
);
