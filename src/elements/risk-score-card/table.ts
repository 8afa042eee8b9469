import type { SubjectView } from "../../data/types.js";
import type { ExportTable } from "../export.js";

/** A card's one row, loaded when somebody exports it. */
export function tableOf(view: SubjectView, name: string): ExportTable {
  const { kind, id, score, published, band, change, trend, coverage, people, scored, window, asOf, model } = view;
  const row = { kind, id, name, score, published, band, change, trend, window_days: window };
  const cells = { ...row, coverage, people, scored };
  return { name: "score", model: model.id, asOf, columns: Object.keys(cells), rows: [Object.values(cells)] };
}
