import { css } from "lit";

/** Fields, filter chips, segments: what lists and charts have besides. */
export const controlStyles = css`
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  button:disabled {
    cursor: default;
    color: var(--_muted);
  }
  /* On hover alone: a page that turns dark does so at once. */
  .chip:hover {
    transition: background-color 120ms;
  }
  .button:disabled:hover,
  .button:disabled:active {
    background: var(--_surface);
  }
  .input,
  .select {
    min-block-size: 32px;
    padding: 5px 10px;
    max-inline-size: 100%;
    font-size: 0.875em;
    line-height: 1.4286;
    font-weight: 400;
    background: var(--_surface);
    color: var(--_text);
    border: 1px solid var(--_rule);
    border-radius: var(--_control-radius);
  }
  .button.primary {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_surface);
  }
  .button.primary:hover:not(:disabled) {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .button.small {
    min-block-size: 26px;
    padding: 2px 10px;
    font-size: 0.8125em;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 28px;
    padding: 3px 9px;
    font-size: 0.8125em;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_control-radius);
    text-align: start;
  }
  .chip:hover {
    background: var(--_sunken);
  }
  .chip:active {
    background: var(--_track);
  }
  .chip[aria-pressed="true"] {
    border-color: var(--_text);
    box-shadow: inset 0 0 0 0.5px var(--_text);
    font-weight: 500;
  }
  .chip-n,
  .range {
    direction: ltr;
    unicode-bidi: isolate;
    color: var(--_muted);
    font-weight: 400;
  }
  .segmented {
    display: inline-flex;
    flex: none;
    padding: 2px;
    background: var(--_sunken);
    border: 1px solid var(--_border);
    border-radius: var(--_control-radius);
  }
  .segmented button {
    min-block-size: 26px;
    padding: 2px 10px;
    font-size: 0.8125em;
    color: var(--_muted);
    background: none;
    border: 1px solid transparent;
    border-radius: max(0px, var(--_control-radius) - 2px);
  }
  .segmented button:hover {
    color: var(--_text);
  }
  .segmented button[aria-pressed="true"],
  .segmented button[aria-selected="true"] {
    color: var(--_text);
    font-weight: 500;
    background: var(--_surface);
    border-color: var(--_border);
  }
  @media (forced-colors: active) {
    .input,
    .select,
    .chip {
      border-color: ButtonText;
    }
    /* Its colours are the system's own; the plate that browsers put behind words would hide them. */
    .button.primary {
      forced-color-adjust: none;
    }
    /* As the system shows what is chosen: a line of another colour says less than the lines that all have. */
    .chip[aria-pressed="true"],
    .button[aria-pressed="true"],
    .segmented button[aria-pressed="true"],
    .segmented button[aria-selected="true"] {
      --_muted: HighlightText;
      forced-color-adjust: none;
      background: Highlight;
      border-color: Highlight;
      box-shadow: none;
      color: HighlightText;
    }
    .chip[aria-pressed="true"] rect {
      fill: HighlightText;
    }
  }
`;
