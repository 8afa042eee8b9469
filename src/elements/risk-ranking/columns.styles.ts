import { css } from "lit";

/** Which columns there is room for, and how they share it. */
export const columnStyles = css`
  @container (min-width: 35em) {
    .more {
      display: none;
    }
  }
  @container (min-width: 56.25em) {
    .tr {
      grid-template:
        "pick rank name score band change trend" 1fr "pick rank sub score band change trend" 1fr /
        var(--_pick, calc(var(--_box) + 21px)) var(--_c-rank) minmax(0, 1fr) var(--_c-score)
        var(--_c-band)
        var(--_c-change) var(--_c-trend);
    }
    /* As high as the row: WebKit keeps the middle of a cell whose line came later where it was without it. */
    .c-trend {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: center;
      align-self: stretch;
      grid-area: trend;
      /* The dot at the line's end stands on it. */
      padding-inline-end: 3px;
    }
  }
  @container (min-width: 77.5em) {
    .grid {
      --_c-score: calc(150 * var(--_unit));
      --_c-band: calc(120 * var(--_unit));
      --_c-change: calc(184 * var(--_unit));
      --_c-trend: calc(96 * var(--_unit));
      --_c-failed: calc(126 * var(--_unit));
      --_c-action: minmax(0, 3fr);
    }
    /* Nothing is suggested. */
    .plain,
    .groups {
      --_c-action: 0px;
    }
    .groups {
      --_c-failed: 0px;
    }
    .tr {
      grid-template:
        "pick rank name score band change trend failed action" 1fr
        "pick rank sub score band change trend failed action" 1fr /
        var(--_pick, calc(var(--_box) + 21px)) var(--_c-rank) minmax(0, 5fr) var(--_c-score)
        var(--_c-band)
        var(--_c-change) var(--_c-trend) var(--_c-failed) var(--_c-action);
      column-gap: 10px;
    }
    .c-trend {
      padding-inline-end: 12px;
    }
    /* Up to the edge, over the gaps of columns that are not there. */
    .groups .c-trend {
      padding-inline-end: 3px;
      margin-inline-end: -20px;
    }
    .c-failed,
    .c-action {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: center;
      align-self: stretch;
      grid-area: failed;
    }
    .c-action {
      grid-area: action;
    }
    /* Two lines of these and what is under them are as high as a row. */
    .two-lines {
      white-space: normal;
      font-size: 0.9286em;
      line-height: 1.231;
    }
    .head-row .c-action {
      white-space: normal;
      line-height: 1.25;
      /* Else half a pixel is rounded away from the other heads. */
      padding-block-end: 1px;
    }
  }
  @container (min-width: 90em) {
    .tr {
      grid-template:
        "pick rank name client score band change trend failed action" 1fr
        "pick rank role department score band change trend failed action" 1fr /
        var(--_pick, calc(var(--_box) + 21px)) var(--_c-rank) minmax(0, 4fr) minmax(0, 4fr)
        var(--_c-score)
        var(--_c-band) var(--_c-change) var(--_c-trend) var(--_c-failed) var(--_c-action);
    }
    .sub {
      display: contents;
    }
    .between {
      display: none;
    }
    .c-client {
      grid-area: client;
      font-size: 0.875rem;
      font-size: calc(1em / 0.857);
      color: var(--_text);
    }
    .c-client .link {
      padding: calc(var(--_half) - 1.4286em) 0 0;
      line-height: 1.4286;
    }
    .head-row .c-client {
      position: static;
      inline-size: auto;
      clip-path: none;
      color: inherit;
    }
    .c-department,
    .c-role {
      display: block;
      grid-area: department;
      align-self: start;
    }
    .c-department:has(+ .between) {
      max-inline-size: none;
    }
    .c-role {
      grid-area: role;
    }
    .groups .c-name,
    .tr:has(.c-role:empty) .c-name,
    .tr:has(.c-department:empty) .c-client {
      grid-row: 1 / -1;
      align-self: center;
    }
    .groups .c-name .link,
    .tr:has(.c-role:empty) .c-name .link,
    .tr:has(.c-department:empty) .c-client .link {
      padding: 2px 0;
    }
  }
  @container (max-width: 47.4375em) {
    .search .input {
      inline-size: 13em;
    }
    .grid {
      --_c-rank: max(44 * var(--_unit), var(--_rank) + 6 * var(--_unit));
      --_c-score: calc(136 * var(--_unit));
    }
    .tr {
      grid-template:
        "pick rank name score change" 1fr "pick rank sub band change" 1fr /
        var(--_pick, calc(var(--_box) + 21px)) var(--_c-rank) minmax(0, 1fr)
        var(--_c-score)
        calc(78 * var(--_unit));
    }
    /* What an arrow says is heard where there is no room to read it; so are heads of what stands in a second line. */
    .c-change .word,
    .head-row .c-band {
      position: absolute;
      inline-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .c-score {
      align-self: end;
    }
    .c-band {
      align-self: start;
      padding: 2px 0 0;
      padding-inline-start: calc(3.15em + 12px);
      font-size: 0.857em;
      white-space: nowrap;
    }
    .columns {
      grid-template-columns: 1fr 1em;
    }
    .columns:dir(rtl) {
      padding-right: 12px;
    }
  }
  @container (max-width: 34.9375em) {
    .choices:not(.open) {
      display: none;
    }
    /* Under each other as wide as each other. */
    .choices.open {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 10em), 1fr));
      inline-size: 100%;
    }
    .choices.open .select {
      inline-size: 100%;
      max-inline-size: none;
    }
    .search {
      flex: 1 1 9em;
    }
    .head .tools,
    .search .input {
      inline-size: 100%;
    }
    .tr {
      grid-template:
        "pick rank name name score" 1fr "pick rank band sub change" 1fr /
        var(--_pick, calc(var(--_box) + 13px)) max(28px, var(--_rank) * 0.857 + 4px) auto minmax(0, 1fr) auto;
      --_lead: 8px;
      column-gap: 4px;
    }
    .tr > .sub {
      padding-inline-start: 6px;
    }
    .row-ruler,
    .c-department,
    .between {
      display: none;
    }
    /* One department is called as another: the client says which. */
    .groups .sub:has(.c-client:empty) .c-department {
      display: block;
    }
    /* All of one client: the page says which. */
    .of-one .sub:not(:has(.c-department:empty)) {
      .c-department {
        display: block;
        max-inline-size: 100%;
      }
      .c-client {
        display: none;
      }
    }
    .head-row :is(.c-rank, .c-change) {
      position: absolute;
      inline-size: 1px;
      clip-path: inset(50%);
    }
    .c-rank {
      padding-inline-end: 4px;
      font-size: 0.857em;
    }
    .c-rank:dir(rtl) {
      padding-right: 0.62em;
    }
    .tied:dir(rtl) {
      padding-right: 0;
    }
    .c-band {
      display: flex;
      align-self: start;
      padding: 2px 0 0;
      font-size: 0.857em;
    }
    /* A band's word ends before the change beside it. */
    .tr > .c-change {
      min-inline-size: max-content;
    }
    .c-band span {
      min-inline-size: 0;
      overflow: clip;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .c-score {
      align-self: end;
      justify-content: end;
    }
    .n18 {
      font-size: 1.143em;
    }
    .c-change {
      align-self: start;
      justify-self: end;
      padding-block-start: 2px;
      font-size: 0.857em;
    }
    .columns {
      display: flex;
    }
    .columns b:dir(rtl) {
      min-inline-size: 3.4em;
      text-align: right;
    }
  }
  @container (max-width: 17.4375em) {
    .tr {
      grid-template-columns: 0 max(26px, var(--_rank) * 0.857) auto minmax(0, 1fr) auto;
      --_lead: 4px;
    }
    /* A band's steps give way before its word does: letters may be set wide (WCAG 1.4.12). */
    .c-band .steps {
      flex: 0 1000 auto;
      min-inline-size: 0;
    }
    .c-pick {
      display: none;
    }
    /* A letter of a name tells nobody anything. */
    .tr > .sub:has(.c-role) {
      display: none;
    }
  }
  @container (max-width: 12em) {
    .c-band .steps {
      display: none;
    }
    .columns b:dir(rtl) {
      min-inline-size: 0;
    }
  }
`;
