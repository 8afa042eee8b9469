import { css } from "lit";

/** What can be pressed, in every element: buttons, names that are buttons, and the focus ring. */
export const pressStyles = css`
  button,
  input {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  button {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 3px;
  }
  .button {
    min-block-size: 32px;
    padding: 5px 11px;
    font-size: 0.875em;
    line-height: 1.4286;
    font-weight: 500;
    background: var(--_surface);
    color: var(--_text);
    border: 1px solid var(--_rule);
    border-radius: var(--_control-radius);
  }
  .button:hover {
    background: var(--_sunken);
  }
  .button:active {
    background: var(--_track);
  }
  /* A name that can be pressed reads as a name; 20 px lines with 2 px above and below are a 24 px target (WCAG 2.5.8). */
  .link,
  .link-button {
    background: none;
    border: 0;
    padding: 2px 0;
    margin: -2px 0;
    min-block-size: 24px;
    min-inline-size: 24px;
    font-weight: 500;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .link:hover,
  .link-button {
    color: var(--_accent);
  }
  .link:hover,
  .link-button:hover {
    text-decoration: underline 1px;
    text-underline-offset: 3px;
  }
  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }
    .button {
      border-color: ButtonText;
    }
  }
`;
