/** Labels beside hairlines in one lane above a plot: which side each goes to, or that they cannot all fit. */

export interface LaneItem {
  /** Where its hairline stands, px, ascending. */
  x: number;
  /** How wide its text is, px. */
  width: number;
}

/** Px between a hairline and its text, and between a text and whatever comes next. */
export const LANE_GAP = 8;

/**
 * @returns for each item whether its text lies right (1) or left (-1) of its line, so that no text touches another,
 * another's line, or the ends of the lane; null where that cannot be
 */
export function lane(items: readonly LaneItem[], left: number, right: number): Array<1 | -1> | null {
  const place = (i: number, free: number): Array<1 | -1> | null => {
    const item = items[i];
    if (!item) return [];
    if (item.x < free) return null;
    const next = items[i + 1]?.x ?? right + LANE_GAP;
    const after = item.x + LANE_GAP + item.width;
    if (after + LANE_GAP <= next) {
      const rest = place(i + 1, after + LANE_GAP);
      if (rest) return [1, ...rest];
    }
    if (item.x - LANE_GAP - item.width >= free) {
      const rest = place(i + 1, item.x + LANE_GAP);
      if (rest) return [-1, ...rest];
    }
    return null;
  };
  return place(0, left);
}

/**
 * About how wide a text is, px; rather too much than too little (Verdana is wide), since nothing here can measure.
 * @param size of the font, px
 */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const letter of text) {
    em +=
      letter.codePointAt(0)! > 0x2e7f
        ? 1.02
        : /[iljtfrI.,:;'’|!() \u202f]/.test(letter)
          ? 0.35
          : /[\u0600-\u06ff]/.test(letter)
            ? 0.75
            : /[mwMW@%—]/.test(letter)
              ? 0.94
              : /\p{Lu}/u.test(letter)
                ? 0.71
                : 0.615;
  }
  return em * size;
}
