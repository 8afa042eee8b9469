import type { LocaleController } from "../../controllers/locale.js";
import { DAY } from "../../engine/time.js";
import type { Contribution, PersonScore } from "../../engine/types.js";
import { rows as strings } from "../../strings/en/rows.js";
import { hasMessage } from "../../strings/index.js";
import { agoText, percentText } from "../../strings/phrases.js";

export type Words = (key: keyof typeof strings, params?: Record<string, string | number>) => string;

/** Rows that follow from the others. */
export const MODIFIERS = new Set(["role", "business_impact"]);

/** How many of what stands behind a row: "3 failures"; "" where the row counts nothing. */
export function counted(language: LocaleController, id: string, n: number): string {
  const key = `n.${id}`;
  return language.words(strings)((hasMessage(language.tag, strings, key) ? key : "n.event") as "n.event", { n });
}

/** What stands behind a row, in a few words: "3 failures, the last 10 days ago", "Signal 72 × 30 %". */
export function rowNote(
  language: LocaleController,
  row: Contribution,
  score: Pick<PersonScore, "asOf" | "coverage">,
  unmonitored = false,
): string {
  const t: Words = language.words(strings);
  const { format } = language;
  const { id, points, value, weight, count, latest, stale } = row;
  const number = (n: number): string => format.place(n, 1);
  const ago = latest === null || latest === undefined ? "" : agoText(format, Math.floor((score.asOf - latest) / DAY));
  if (id === "limits") return t(points > 0 ? "limitsLow" : points < 0 ? "limitsHigh" : "limitsNone");
  if (id === "baseline" || id === "unexplained" || (id === "repeat_pattern" && count)) return t(id);
  if (id === "cohort_decay") return ago && value !== undefined ? t("newest", { ago, n: number(value) }) : t("noDecay");
  if (MODIFIERS.has(id) && value !== undefined) {
    // On a negative sum a factor above 1 makes a credit larger: that has to be said, or the sign looks wrong.
    return t(points * (value - 1) < 0 ? "credit" : "factor", {
      n: format.place(value, 1),
    });
  }
  const parts: string[] = [];
  if (id === "breach_exposure" && unmonitored && weight !== undefined)
    parts.push(t("unmonitored", { n: number(value ?? 0) }));
  else if (count)
    parts.push(
      ago ? t(count > 1 ? "last" : "once", { count: counted(language, id, count), ago }) : counted(language, id, count),
    );
  if (weight !== undefined && value !== undefined) {
    // Weights without data are filled in by the others: what multiplies is the share of what there is.
    parts.unshift(t("signal", { value: number(value), weight: percentText(format, weight / (score.coverage || 1)) }));
    if (stale && ago) parts.push(t("stale", { ago }));
  }
  return parts.join(" · ") || t("none");
}
