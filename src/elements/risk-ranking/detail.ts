import type { Book } from "../../data/book.js";
import type { SeriesPoint } from "../../data/types.js";
import { advise } from "../../engine/index.js";
import { scorer } from "../shared/scorer.js";
import { LINE, lineDates } from "./build.js";
import type { Roster } from "./roster.js";

/** What of a row is worked out only while it is on screen. */
export interface Detail {
  line?: SeriesPoint[] | undefined;
  /** What would lower the score most; null where nothing would. */
  action?: { id: string; ref?: string | undefined; effect: number } | null;
}

const point = (at: number, score: number | null): SeriesPoint => ({ at, score, published: null, band: null });

/** A row's trend line: from the roster where that holds everyone's, else scored now. */
export function lineOf(roster: Roster, i: number, book?: Book, id?: string): SeriesPoint[] {
  const { series, dates } = roster;
  if (series && dates) {
    return dates.map((at, d) => {
      const score = series[i * LINE + d]!;
      return point(at, Number.isNaN(score) ? null : score);
    });
  }
  const view = book && id !== undefined ? book.subject({ kind: "person", id }) : null;
  if (!book || !view) return [];
  if (view.supplied) return book.series({ kind: "person", id: view.id }, null, book.window);
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
  for (const { id: action, ref, effect } of advise(person, { model, asOf, cohort, tenant }).actions) {
    if (effect === null || effect * sign >= 0 || (best && effect * sign >= best.effect * sign)) continue;
    best = { id: action, ref, effect };
  }
  return { action: best };
}
