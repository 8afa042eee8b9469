import { loaded } from "../engine/make.js";
import { model as phishr } from "../engine/models/phishr.js";
import type { Model } from "../engine/types.js";
import { Lazy } from "./lazy.js";
import type { BookInput, ViewOptions } from "./types.js";

/** A page shows scores of one or two models: the others are not loaded. */
const part = (load: () => Promise<{ model: Model }>): Lazy<unknown> =>
  new Lazy(() => load().then(({ model }) => loaded.set(model.id, model)));
const PARTS: Readonly<Record<string, Lazy<unknown>>> = {
  caniphish: part(() => import("../engine/models/caniphish.js")),
  moxso: part(() => import("../engine/models/moxso.js")),
  metacompliance: part(() => import("../engine/models/metacompliance.js")),
  infima: part(() => import("../engine/models/infima.js")),
};

/** The first is always there, and what is used where none is named. */
export const MODEL_IDS: readonly string[] = [phishr.id, ...Object.keys(PARTS)];

/** A published model, where it is one and loaded. */
export const published = (id: string): Model | undefined => (id === phishr.id ? phishr : loaded.get(id));

/** Loads published models; those that are there, and names of none, are nothing to wait for. */
export const loadModels = (ids: readonly unknown[] = MODEL_IDS): Promise<unknown> =>
  Promise.all(partsOf(ids).map((one) => one.preload()));

/** Those of them that are not loaded. */
const partsOf = (ids: readonly unknown[]): Array<Lazy<unknown>> =>
  [...new Set(ids)].flatMap((id) =>
    typeof id === "string" && Object.hasOwn(PARTS, id) && !published(id) ? PARTS[id]! : [],
  );

/** What brings the models that a book under these options is scored by, as far as they are not there. */
export const missingModels = (
  { given, model, clients }: BookInput,
  options: Pick<ViewOptions, "model">,
): Array<Lazy<unknown>> => partsOf([given, options.model, model, ...clients.map((client) => client.model)]);
