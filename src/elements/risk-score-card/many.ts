import type { LitElement } from "lit";
import { SliceController } from "../../controllers/slices.js";
import type { SeriesPoint } from "../../data/types.js";

interface Line {
  slices: SliceController<SeriesPoint[]>;
  key: string;
  points: SeriesPoint[] | undefined;
}
const lines = new WeakMap<LitElement, Line>();

/**
 * The line of very many people, a date at a time between frames; undefined while it is worked out. What is on screen of
 * the same subject stays meanwhile.
 */
export function lineOf(
  el: LitElement,
  book: unknown,
  key: string,
  work: () => Iterator<unknown, SeriesPoint[]>,
): SeriesPoint[] | undefined {
  let line = lines.get(el);
  if (!line) lines.set(el, (line = { slices: new SliceController(el), key, points: undefined }));
  if (line.key !== key) line.points = undefined;
  line.key = key;
  line.slices.scope(book);
  return (line.points = line.slices.get(key, work) ?? line.points);
}
