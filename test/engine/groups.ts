/** Groups with counts, as tests write and read them. */
import type { Shown, Whole } from "../../src/engine/privacy.js";

export const BANDS = ["low", "medium", "high"];
export const group = (id: string, counts: number[], unscored = 0, parts: Whole[][] = []): Whole => {
  const scored = counts.reduce((sum, n) => sum + n, 0);
  return {
    id,
    counts: {
      people: scored + unscored,
      scored,
      distribution: Object.fromEntries(BANDS.map((band, i) => [band, counts[i] ?? 0])),
    },
    parts,
  };
};
export const cells = (shown: Shown): Array<number | string | null> | null =>
  shown.cells &&
  BANDS.map(
    (band) => shown.cells![band]!.count ?? (shown.cells![band]!.under ? `<${shown.cells![band]!.under}` : null),
  );
export const sumOf = (id: string, parts: Whole[]): Whole =>
  group(
    id,
    BANDS.map((band) => parts.reduce((n, { counts }) => n + counts.distribution[band]!, 0)),
    parts.reduce((n, { counts }) => n + counts.people - counts.scored, 0),
    [parts],
  );
