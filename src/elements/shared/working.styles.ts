import { css } from "lit";

/** How far the work is stands where the heading will be, over the skeleton's lines: it moves nothing when it comes. */
export const workingStyles = css`
  .loading .working {
    position: absolute;
    inset-block-start: calc(var(--_space) * 5);
    inset-inline: var(--_inset);
    z-index: 1;
    min-block-size: 36px;
    background: var(--_surface);
    font-size: 0.875em;
  }
  .state .working,
  .working .detail {
    font-size: 1em;
  }
  progress {
    display: block;
    inline-size: 100%;
    accent-color: var(--_accent);
  }
`;
