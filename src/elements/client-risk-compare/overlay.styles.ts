import { css } from "lit";

/** The chosen rows: chart, numbers, composition. */
export const overlayStyles = css`
  .chosen-rows {
    border-block-start: 1px solid var(--_border);
  }
  .overlay-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-block-end: 12px;
  }
  .overlay-head .sub-title {
    margin-inline-end: auto;
  }
  .lines {
    display: grid;
    grid-template-columns: 2.2em minmax(0, 1fr) 10px;
    column-gap: 6px;
  }
  .lines.named {
    grid-template-columns: 2.2em minmax(0, 1fr) 11.7em;
  }
  .lines svg {
    inline-size: 100%;
  }
  .lines text {
    font-size: 0.75em;
    fill: var(--_muted);
    font-variant-numeric: tabular-nums lining-nums;
  }
  .lines .names text {
    fill: var(--_text);
  }
  .dates {
    grid-column: 2;
  }
  .series {
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.5;
    stroke-linejoin: round;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }
  .series.s0 {
    stroke: var(--_text);
    stroke-width: 2;
  }
  .names .s0 {
    font-weight: 600;
  }
  .grid {
    stroke: var(--_border);
  }
  .cursor,
  .leader {
    stroke: var(--_rule);
    fill: none;
  }
  .multiples {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
    gap: 16px 24px;
  }
  .multiples.narrow {
    display: none;
  }
  /* Names of one line and of two: the charts of a row stand on one line. */
  .multiple {
    display: grid;
    grid-row: span 2;
    grid-template-rows: subgrid;
    row-gap: 0;
  }
  .multiple .caption {
    align-self: end;
    color: var(--_text);
    font-weight: 500;
  }
  .composition {
    margin-block: 16px 4px;
  }
  .chosen-rows .twin {
    margin-inline: calc(var(--_inset) * -1);
  }
  .chosen-rows .twin .table :is(th, td) {
    padding-block: 6px;
  }
  .chosen-rows .twin .table thead th {
    white-space: normal;
  }
  .chosen-rows .twin .table tbody tr {
    block-size: auto;
  }
  .overlay-head .link-button {
    font-size: 0.8125em;
  }
  @container (max-width: 34.9375em) {
    .chosen-rows thead,
    .chosen-rows tbody {
      display: block;
    }
    .chosen-rows tr {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      padding: 6px var(--_inset);
    }
    .chosen-rows thead tr {
      background: var(--_sunken);
    }
    .chosen-rows .table thead th {
      block-size: auto;
    }
    .chosen-rows .twin .table tr > :nth-child(n) {
      flex: 1 1 0;
      padding: 0;
      border: 0;
      overflow-wrap: anywhere;
    }
    .chosen-rows .twin .table tr > :first-child {
      flex-basis: 100%;
    }
    .chosen-rows tbody tr + tr {
      border-block-start: 1px solid var(--_border);
    }
    .together,
    .overlay-head .segmented {
      display: none;
    }
    .multiples.narrow {
      display: grid;
    }
  }
  @container (max-width: 19.9375em) {
    .overlay-head .sub-title {
      inline-size: 100%;
    }
  }
  /* No room for five numbers side by side: each stands with its head's words before it. */
  @container (max-width: 24.9375em) {
    .chosen-rows .twin thead {
      display: none;
    }
    .chosen-rows .twin .table tr {
      display: block;
    }
    .chosen-rows .twin td {
      display: flex;
      justify-content: space-between;
      gap: 12px;
    }
    .chosen-rows .twin td::before {
      content: attr(data-label);
      color: var(--_muted);
    }
  }
`;
