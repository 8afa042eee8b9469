import { css } from "lit";

/** Words in place of a score, and the line that says how old one is: comes with the first of them on a page. */
export const wordedStyles = css`
  .stale-line {
    color: var(--_text);
    align-items: baseline;
  }
  .icon {
    display: inline-block;
    inline-size: 1.3334em;
    block-size: 1.3334em;
    flex: none;
    vertical-align: -0.3em;
    margin-inline-end: 0.5em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .issues > summary {
    min-block-size: 24px;
    align-content: center;
    cursor: pointer;
  }
  .footer > summary {
    margin-block: -4px;
  }
  .issues > ul {
    list-style: none;
    margin: 4px 0 0;
    padding: 0;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .footer.issues {
    display: block;
  }
  .state-title {
    display: flex;
    font-weight: 600;
  }
  .iced {
    padding-inline-start: 1.7em;
  }
  .iced .icon {
    margin-inline: -1.7em 0.37em;
    margin-block-start: 0.05em;
  }
  .state-text {
    color: var(--_muted);
    margin-block: 2px 10px;
    overflow-wrap: anywhere;
  }
  .state .button {
    font-size: 1em;
  }
  .state-code {
    color: var(--_muted);
    font-size: 0.857em;
    margin-block-start: 10px;
    overflow-wrap: anywhere;
  }
`;

/** The same on a card. */
export const wordedCardStyles = css`
  .card .none {
    margin-block-start: 18px;
    min-block-size: 2.75em;
  }
  .card .none .band {
    margin-block-end: 2px;
  }
  .card .state .button {
    margin-block-end: 12px;
  }
  .card .state-title {
    font-size: 1.1429em;
  }
  .card .state-code {
    margin: auto calc(1px - var(--_inset)) calc(1px - var(--_inset));
    padding: 12px calc(var(--_inset) - 1px);
    border-block-start: 1px solid var(--_border);
    align-self: stretch;
    line-height: 1.3334;
  }
  /* The icon stands before a title of another size than the text under it. */
  .card .iced {
    padding-inline-start: 1.943em;
  }
  .card .iced .state-code {
    margin-inline-start: calc(1px - var(--_inset) - 2.267em);
  }
  .card .stale-line .link-button {
    margin-block: -5px;
  }
  .compact .iced {
    padding-inline-start: 1.7em;
  }
`;
