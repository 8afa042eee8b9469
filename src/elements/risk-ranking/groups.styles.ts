import { css } from "lit";

/** Where groups of people are ranked: nobody to choose, and nothing that one person did. */
export const groupStyles = css`
  .groups {
    --_pick: 0px;
  }
  @container (min-width: 77.5em) {
    .groups .tr {
      grid-template:
        "pick rank name client score band change trend" 1fr
        "pick rank name department score band change trend" 1fr /
        0 max(52px, var(--_rank) + 6px) minmax(0, 1fr) minmax(0, 1.1fr) var(--_c-score) var(--_c-band)
        var(--_c-change) var(--_c-trend);
    }
    .groups .c-name {
      align-self: center;
    }
  }
  @container (max-width: 34.9375em) {
    /* One department is called as another: the client says which. */
    .groups .tr {
      grid-template:
        "pick rank name name score" 1fr "pick rank band sub change" 1fr /
        0 max(34px, var(--_rank) + 4px) auto minmax(0, 1fr) auto;
    }
    .groups .tr:not(.head-row) .sub {
      display: block;
      padding-inline-start: 6px;
    }
    .groups .sub:not(:has(.c-client:empty)) :is(.c-department, .between) {
      display: none;
    }
  }
  @container (max-width: 17.4375em) {
    .groups .tr {
      grid-template-columns: 0 max(26px, var(--_rank)) auto minmax(0, 1fr) auto;
    }
  }
  .groups .head-row {
    grid-template-rows: var(--_head, 36px) 0;
  }
`;
