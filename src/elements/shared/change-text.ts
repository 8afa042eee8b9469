import type { SubjectView } from "../../data/types.js";
import { changeDigits } from "../../engine/rules.js";
import type { Formats } from "../../strings/format.js";

/** A change with its sign, as it stands beside its word. */
export const changeText = (
  format: Pick<Formats, "signed">,
  view: Pick<SubjectView, "change" | "trend" | "model">,
): string => format.signed(view.change!, changeDigits(view.model, view));
