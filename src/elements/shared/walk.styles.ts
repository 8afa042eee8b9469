import { css } from "lit";

/** Goes with walk.ts: the slider covers its plot, unseen; its focus shows on the plot. */
export const walkStyles = css`
  .plot {
    position: relative;
  }
  .walk {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    pointer-events: none;
  }
  .plot:has(.walk:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 3px;
  }
`;
