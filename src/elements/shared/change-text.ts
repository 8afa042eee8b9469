import type { SubjectView } from "../../data/types.js";
import { roundedChange, trendOf } from "../../engine/rules.js";
import type { Formats } from "../../strings/format.js";

type Change = Pick<SubjectView, "change" | "trend" | "model">;

/** Digits more than scores have: beyond them nobody looks. */
const MOST = 3;

/**
 * How many decimals a change has: as many as scores, and more where its number would not be what the word beside it says
 * (+1.6 of 100 is stable, and +2 is worsening). A service's word may go by something else.
 */
export function changeDigits({ change, trend, model }: Change): number {
  const { precision } = model;
  for (let more = 0; more <= MOST; more++) {
    const shown = roundedChange({ precision: precision + more }, change!);
    if (trendOf(model, 0, shown).trend === trend) return precision + more;
  }
  return precision;
}

/** With its sign. */
export const changeText = (format: Pick<Formats, "signed">, view: Change): string =>
  format.signed(view.change!, changeDigits(view));
