import type { SubjectView } from "../../data/types.js";
import { riskSign } from "../../engine/rules.js";

export type SortKey = "name" | "score" | "change" | "people";
export type Order = "asc" | "desc";

/** The band of those who have none. */
export const NONE = "none";

/**
 * Sorted by risk, whichever end of the scale that is at; rows without a score come last whichever way one sorts. Scores of
 * different models stand in lists of their own, one model after the other.
 */
export function arranged(rows: readonly SubjectView[], sort: SortKey, order: Order, locale: string): SubjectView[] {
  const names = collator(locale);
  const sign = order === "desc" ? -1 : 1;
  const value = (row: SubjectView): number | null => {
    const risk = riskSign(row.model);
    if (sort === "people") return row.people;
    const number = sort === "change" ? row.change : row.score;
    return number === null ? null : number * risk;
  };
  const models = [...new Set(rows.map((row) => row.model.id))];
  return [...rows].sort((a, b) => {
    const model = models.indexOf(a.model.id) - models.indexOf(b.model.id);
    if (model) return model;
    if ((a.score === null) !== (b.score === null)) return a.score === null ? 1 : -1;
    const byName = names.compare(a.name, b.name);
    if (sort === "name") return byName * sign;
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? byName : x === null ? 1 : -1;
    return (x - y) * sign || byName;
  });
}

function collator(locale: string): Intl.Collator {
  try {
    return new Intl.Collator(locale, { numeric: true });
  } catch {
    // A page's `lang` may be anything.
    return new Intl.Collator("en", { numeric: true });
  }
}
