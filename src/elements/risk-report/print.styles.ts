import { css } from "lit";

/** On paper: sizes in points, and what belongs together on one page. */
export const printStyles = css`
  @media print {
    /* 9.4 pt text and 8.5 pt for what is smaller, whatever the page's own size. */
    .surface {
      --_inset: 0px;
      font-size: 10.75pt;
      border: 0;
      padding: 0;
    }
    .detail,
    .table .detail,
    .notes,
    .table thead th,
    .counts > *,
    .sum-row.axis,
    .change {
      font-size: 8.5pt;
    }
    .lede {
      font-size: 10.5pt;
    }
    .mast {
      padding-block-start: 0;
    }
    .mast .titles {
      flex-basis: 60%;
    }
    .top {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
    section {
      padding-block-start: 12pt;
    }
    .steps-list li {
      padding-block: 4pt;
    }
    .table,
    .table .detail {
      line-height: 1.3;
    }
    /* Where rows are rows: not on half a sheet. */
    @container (min-width: 39em) {
      .table tbody :is(th, td) {
        padding-block: 4pt;
      }
      /* The longest word of a change is longer than a ruler has to be. */
      .table .c-score {
        inline-size: 17%;
      }
      .table .who {
        inline-size: 23%;
      }
    }
    /* Long names on one line: what a page has in height it has not in columns. */
    .pair .sum-row {
      grid-template-columns: min(15em, 54%) minmax(0, 1fr) 3.6em;
      line-height: 1.3;
    }
    section,
    .steps-list li,
    .top {
      break-inside: avoid;
    }
    /* A table breaks between its rows, under its repeated head. */
    .long,
    section[part="where"] {
      break-inside: auto;
    }
    thead {
      display: table-header-group;
    }
    /* No sum on a page without anything that it sums, and no page for the notes alone. */
    .table .total,
    section[part="notes"] {
      break-before: avoid;
    }
    .bar-line {
      break-after: avoid;
    }
    /* Names are printed; only what is pressed is not. */
    .link {
      display: inline !important;
      min-block-size: 0;
      padding: 0;
      margin: 0;
    }
    .colophon {
      break-inside: avoid;
    }
    /* Each page has it in its margin. */
    .paged {
      display: none !important;
    }
  }
`;
