import { nothing } from "lit";
import type { RiskElement } from "../risk-element.js";
import { modelName, rowName } from "./model-names.js";
import { bandName, dateText } from "./names.js";
import type { Lent } from "./part.js";

/**
 * What a part is drawn with. An element's insides are protected from pages; its own part, which lives in another file only
 * so that it can be loaded on demand, is no page.
 */
export const lend = (el: RiskElement): Lent => ({
  language: el["language"],
  book: el["book"]!,
  view: el["view"]!,
  phase: el.phase,
  rowName: (id) => rowName(el["language"], id),
  bandName: (band) => bandName(el["language"], band),
  modelName: (model) => modelName(el["language"], model),
  dateText: (view) => dateText(el["language"], view),
  emit: (type, detail, cancelable) => el["emit"](type, detail, cancelable),
  announce: (text) => el["announce"](text),
  renderIssues: (name = "footer") =>
    el["issues"].length ? (el["states"]?.renderIssues(el, el["issues"], name) ?? nothing) : nothing,
  renderStale: () => el["states"]?.renderStale(el) ?? nothing,
  missing: el["source"].snapshot.missing ?? [],
});
