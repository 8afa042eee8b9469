import { css, type CSSResultGroup } from "lit";
import { cardMarkStyles, deltaStyles, pillStyles } from "./card-marks.styles.js";
import { hollowStyles } from "./hollow.styles.js";

export { deltaStyles };

/** A card is measured itself: a second container in each makes a page of cards half as slow again. */
const measuredStyles = css`
  .ruler.full {
    container-type: inline-size;
  }
  @container (max-width: 9.9375em) {
    .ticks {
      display: none;
    }
  }
`;

export const markStyles: CSSResultGroup = [cardMarkStyles, hollowStyles, measuredStyles];

/** People per band as one bar. */
export const stackedStyles = css`
  .stacked {
    inline-size: 100%;
    block-size: 8px;
  }
  .stacked rect {
    fill: var(--_mark);
  }
  .stacked .unscored,
  .stacked .hidden {
    fill: none;
    stroke: var(--_rule);
  }
`;

export const marksStyles: CSSResultGroup = [markStyles, deltaStyles, stackedStyles, pillStyles];
