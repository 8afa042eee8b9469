import { loaded } from "../engine/make.js";
import { model as phishr } from "../engine/models/phishr.js";
import type { Model } from "../engine/types.js";
import type { BookInput, ViewOptions } from "./types.js";

/** A page shows scores of one or two models: the others are not loaded. */
const PARTS: Readonly<Record<string, () => Promise<{ model: Model }>>> = {
  caniphish: () => import("../engine/models/caniphish.js"),
  moxso: () => import("../engine/models/moxso.js"),
  metacompliance: () => import("../engine/models/metacompliance.js"),
  infima: () => import("../engine/models/infima.js"),
};

/** The first is always there, and what is used where none is named. */
export const MODEL_IDS: readonly string[] = [phishr.id, ...Object.keys(PARTS)];

/** A published model, where it is one and loaded. */
export const published = (id: string): Model | undefined => (id === phishr.id ? phishr : loaded.get(id));

/** Loads published models; those that are there, and names of none, are nothing to wait for. */
export async function loadModels(ids: readonly string[] = MODEL_IDS): Promise<void> {
  for (const { model } of await Promise.all(ids.filter(isMissing).map((id) => PARTS[id]!())))
    loaded.set(model.id, model);
}

const isMissing = (id: unknown): id is string => typeof id === "string" && Object.hasOwn(PARTS, id) && !published(id);

/** The models that a book under these options is scored by and that are not loaded. */
export const missingModels = ({ given, model, clients }: BookInput, options: Pick<ViewOptions, "model">): string[] => [
  ...new Set([given, options.model, model, ...clients.map((client) => client.model)].filter(isMissing)),
];
