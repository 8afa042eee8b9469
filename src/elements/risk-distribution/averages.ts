import type { SubjectView } from "../../data/types.js";

/**
 * Between what a group's average must lie, if as many people are in each band as its distribution says: published
 * scores are rounded, so each band reaches half a step beyond its own numbers.
 * @returns null where that says nothing: counts are hidden, nobody is counted, or the roll-up is no mean
 */
export function averages({ distribution, model, bands }: SubjectView): [number, number] | null {
  if (!distribution || model.weights) return null;
  const [least, most] = model.scale;
  const half = 10 ** -model.precision / 2;
  let people = 0;
  let low = 0;
  let high = 0;
  for (const { band, count } of distribution) {
    const place = bands.findIndex(({ id }) => id === band);
    if (count === null || place < 0) return null;
    people += count;
    low += count * Math.max(least, bands[place]!.from - half);
    high += count * Math.min(most, (bands[place + 1]?.from ?? Infinity) - half);
  }
  return people ? [low / people, high / people] : null;
}
