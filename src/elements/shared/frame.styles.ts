import { css } from "lit";

/** One inset for every element, drawn or not. */
export const frameStyles = css`
  .surface {
    --_inset: calc(var(--_space) * 5);
  }
  .surface > .state,
  .surface > .footer {
    padding: calc(var(--_space) * 3) var(--_inset);
  }
  .surface > .state {
    padding-block: calc(var(--_space) * 5);
  }
  .surface > .iced {
    padding-inline-start: calc(var(--_inset) + 1.5em);
  }
  @container (max-width: 21.1875em) {
    .surface {
      --_inset: calc(var(--_space) * 4);
    }
  }
  @container (max-width: 14.9375em) {
    .surface {
      --_inset: calc(var(--_space) * 3);
    }
  }
`;
