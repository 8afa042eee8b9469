import type { LocaleController } from "../../controllers/locale.js";
import type { Model } from "../../engine/types.js";
import { many } from "../../strings/en/many.js";
import { models } from "../../strings/en/models.js";
import { hasMessage, humanise } from "../../strings/index.js";

/** A model's name in the reader's language: "Moxso model", "Phishr model, adjusted". */
export function modelName({ tag, words }: LocaleController, model: Model): string {
  const key = `model.${model.id}`;
  const name = hasMessage(tag, models, key) ? words(models)(key as "model.phishr") : model.name || humanise(model.id);
  return words(many)(model.adjusted ? "modelAdjusted" : "model", { name });
}

/** A row's label. */
export const rowName = ({ words }: LocaleController, id: string): string => words(models)(`row.${id}` as "row.role");

/** Where a band begins and ends in published scores: "51–75". */
export function bandRange({ format }: LocaleController, model: Model, id: string): string {
  const index = model.bands.findIndex((b) => b.id === id);
  const band = model.bands[index];
  if (!band) return "";
  const next = model.bands[index + 1];
  const step = 10 ** -model.precision;
  const to = next ? next.from - step : model.scale[1];
  const from = Math.max(band.from, model.scale[0]);
  const n = (value: number): string => format.number(value, model.precision);
  return `${n(from)}–${n(to)}`;
}
