import { css } from "lit";

/** A ruler without a score: a card wears it once it has to say so. */
export const hollowStyles = css`
  .ruler .outline {
    fill: none;
  }
  .outline,
  .edge {
    stroke: var(--_rule);
  }
  .wide {
    stroke: var(--_paper);
    stroke-width: 4;
    vector-effect: non-scaling-stroke;
  }
`;
