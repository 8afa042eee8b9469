import { fit } from "../../charts/fit.js";
import { MOVE, publish, publishedChange, roundedChange } from "../../engine/rules.js";
import type { Model, PersonScore } from "../../engine/types.js";
import type { Formats } from "../../strings/format.js";

/** A score and its rows as they are shown: they add up, and the sum reads as the published score. */
export interface Amounts {
  decimals: number;
  sum: number;
  rows: number[];
}

const MOST_DECIMALS = 8;

/**
 * One digit more than is published; more where the shown sum would round to another published number (64.45 as 64.5
 * beside 64).
 * @param exact `false` shows no more digits than are published
 */
export function amounts(
  model: Pick<Model, "precision">,
  score: number,
  published: number | null,
  points: readonly number[],
  exact = true,
): Amounts {
  const least = model.precision + +exact;
  const shown = (precision: number): number => publish({ precision }, score);
  let decimals = least;
  while (decimals < MOST_DECIMALS && publish(model, shown(decimals)) !== published) decimals++;
  // A service may publish what its own score does not round to: no digit mends that.
  if (decimals === MOST_DECIMALS) decimals = least;
  return { decimals, sum: shown(decimals), rows: fit(points, shown(decimals), decimals) };
}

/** Where a change began and ended, with as many digits as agree with both published scores. */
export function endsOf(
  model: Pick<Model, "precision">,
  ends: ReadonlyArray<{ score: number | null; published: number | null }>,
  exact: boolean,
): { decimals: number; start: number; end: number } {
  const decimals = Math.max(
    ...ends.map(({ score, published }) => amounts(model, score!, published, [], exact).decimals),
  );
  const [start, end] = ends.map(({ score }) => publish({ precision: decimals }, score!));
  return { decimals, start: start!, end: end! };
}

/** A score with how it changed, where both are known. */
export interface Moving extends Pick<PersonScore, "score" | "published" | "change"> {
  model: Pick<Model, "precision">;
}

/** How many digits more show both ends, each as the score that is published. */
function finer({ score, published, change, model }: Moving): number {
  const was = score! - change!;
  const ends = [
    { score: was, published: publish(model, was) },
    { score, published },
  ];
  return endsOf(model, ends, true).decimals - model.precision;
}

/** A digit more where published scores would contradict their change: 31.6 to 30.3 is −1, and 32 to 30 would be two. */
export const digitMore = (rows: readonly Moving[]): number =>
  rows.some((row) => roundedChange(row.model, row.change!) !== publishedChange(row.model, row))
    ? Math.max(...rows.map(finer))
    : 0;

/** Where something began, where it is and how far apart those are, as text: each follows from the other two. */
export function endsText(
  format: Pick<Formats, "number" | "signed">,
  row: Moving,
  more: number = digitMore([row]),
): { from: string; to: string; change: string } {
  const { score, published, change, model } = row;
  const precision = model.precision + more;
  const from = publish({ precision }, score! - change!);
  const to = more ? publish({ precision }, score!) : published!;
  return {
    from: format.number(from, precision),
    to: format.number(to, precision),
    change: format.signed(to - from, precision),
  };
}

/** How many decimals tell numbers from nothing: `least`, or up to two more where all of them would read as 0. */
export function digits(numbers: readonly number[], least: number): number {
  let decimals = least;
  while (decimals < least + 2 && numbers.every((n) => publish({ precision: decimals }, Math.abs(n)) === 0)) decimals++;
  return decimals;
}

/** What a plot of a change holds at least, score units: as much as it takes to be called one. */
export const leastMove = ({ scale: [low, high] }: Model): number => (high - low) * MOVE;
