/** Which rows of a long list are on screen, and what the scroll bar means. Plain numbers: no element. */

/** Browsers cap an element's height (Firefox at 17.9 million px, Chromium and WebKit at 33.5): taller lists are scaled. */
export const MOST_PX = 8_000_000;

export interface Pane {
  rows: number;
  /** Height of a row, px. */
  row: number;
  /** Height of the part on screen, px. */
  view: number;
}

/** Where a list stands: the scroll bar's own position, and how far down the list that is. Both px. */
export interface Place {
  top: number;
  offset: number;
}

const full = ({ rows, row }: Pane): number => rows * row;
const most = (pane: Pane): number => Math.max(0, full(pane) - pane.view);
const clamp = (value: number, high: number): number => Math.min(Math.max(0, value), Math.max(0, high));

/** How tall the scrolled content is made, px. */
export const scrollHeight = (pane: Pane): number => Math.min(full(pane), MOST_PX);

/** List px that one px of the scroll bar stands for; 1 unless the list is taller than a browser allows. */
const ratio = (pane: Pane): number => {
  const room = scrollHeight(pane) - pane.view;
  return room > 0 ? most(pane) / room : 1;
};

/**
 * Where the list is after the bar moved to `top`. A wheel or a key moves by what it says even where the bar is scaled;
 * only a longer way, as dragging the thumb makes, and the ends follow the bar.
 */
export function scrolled(pane: Pane, top: number, last: Place): Place {
  const scale = ratio(pane);
  const way = top - last.top;
  const end = scrollHeight(pane) - pane.view;
  const near = scale > 1 && top > 0 && top < end - 1 && Math.abs(way) <= 2 * pane.view;
  const offset = near ? last.offset + way : top >= end - 1 && scale > 1 ? most(pane) : top * scale;
  return { top, offset: clamp(offset, most(pane)) };
}

/** Where the bar belongs for an offset. */
export const barAt = (pane: Pane, offset: number): number => clamp(offset, most(pane)) / ratio(pane);

/**
 * The rows on screen: the first, how many, and how far the first is pushed up out of sight, px. The count depends on
 * the view alone, so that the same nodes serve every position.
 */
export function visible(pane: Pane, offset: number): { first: number; count: number; shift: number } {
  const count = Math.min(pane.rows, Math.ceil(pane.view / pane.row) + 1);
  const at = clamp(offset, most(pane));
  const first = Math.max(0, Math.min(Math.floor(at / pane.row), pane.rows - count));
  return { first, count, shift: at - first * pane.row };
}

/** The offset nearest to the present one at which a whole row is on screen. */
export function reveal(pane: Pane, offset: number, index: number): number {
  const top = index * pane.row;
  return clamp(Math.max(Math.min(offset, top), top + pane.row - pane.view), most(pane));
}
