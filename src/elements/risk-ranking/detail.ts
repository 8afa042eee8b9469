import type { Book } from "../../data/book.js";
import type { SeriesPoint } from "../../data/types.js";
import { actionsOf } from "../../engine/index.js";
import { scorer } from "../shared/scorer.js";
import { lineDates } from "./build.js";
import type { Lines } from "./roster.js";

/** What of a row is worked out only while it is on screen. */
export interface Detail {
  line?: SeriesPoint[] | undefined;
  /** What would lower the score most; null where nothing would. */
  action?: { id: string; ref?: string | undefined; effect: number } | null;
}

const point = (at: number, score: number | null): SeriesPoint => ({ at, score, published: null, band: null });

/** One person's trend line out of everyone's. */
export function lineAt({ dates, scores }: Lines, i: number): SeriesPoint[] {
  return dates.map((at, d) => {
    const score = scores[d]![i]!;
    return point(at, Number.isNaN(score) ? null : score);
  });
}

/** One person's trend line, scored now. */
export function lineOf(book: Book, id: string): SeriesPoint[] {
  const view = book.subject({ kind: "person", id });
  if (!view) return [];
  if (view.supplied) return book.series({ kind: "person", id }, null, book.window);
  const at = scorer(book, view, null);
  return lineDates(book.asOf, book.window).map((date) => point(date, at(date)));
}

/** What would lower a person's risk most. */
export function actionOf(book: Book, id: string): Detail {
  const record = book.record(id);
  if (!record) return { action: null };
  const { model, asOf } = book;
  const { person, cohort, tenant } = record;
  const sign = model.direction === "lower-is-riskier" ? -1 : 1;
  let best: NonNullable<Detail["action"]> | null = null;
  for (const { id: action, ref, effect } of actionsOf(person, { model, asOf, cohort, tenant })) {
    if (effect === null || effect * sign >= 0 || (best && effect * sign >= best.effect * sign)) continue;
    best = { id: action, ref, effect };
  }
  return { action: best };
}
