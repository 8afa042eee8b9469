import type { RiskElement } from "../risk-element.js";
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
  rowName: (id) => el["rowName"](id),
  bandName: (band) => el["bandName"](band),
  modelName: (model) => el["modelName"](model),
  dateText: (at) => el["dateText"](at),
  emit: (type, detail, cancelable) => el["emit"](type, detail, cancelable),
  announce: (text) => el["announce"](text),
  renderStale: () => el["renderStale"](),
  missing: el["source"].snapshot.missing ?? [],
});
