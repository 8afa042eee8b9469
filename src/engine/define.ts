import { refuse } from "./check.js";
import { loaded, under } from "./make.js";
import { model as caniphish } from "./models/caniphish.js";
import { model as infima } from "./models/infima.js";
import { model as metacompliance } from "./models/metacompliance.js";
import { model as moxso } from "./models/moxso.js";
import { model as phishr } from "./models/phishr.js";
import type { Model, Tenant } from "./types.js";

/** Whoever can ask for one finds all five in `loaded`. */
const published = /* @__PURE__ */ (() => {
  const all = [phishr, caniphish, moxso, metacompliance, infima];
  for (const model of all) loaded.set(model.id, model);
  return all;
})();

export type ModelId = "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";

/** The five published models: a list, and each under its id (`models.phishr`). */
export const models = /* @__PURE__ */ (() =>
  Object.defineProperties(
    published,
    Object.fromEntries(published.map((value) => [value.id, { value }])),
  ))() as unknown as readonly Model[] & Readonly<Record<ModelId, Model>>;

export const find = (id: unknown): Model | undefined => loaded.get(id as string);

/**
 * A model by its id, or one from `defineModel`, under a tenant's settings; of several the most specific last.
 * @throws {RangeError} an id that is none, listing those that are; settings that are no object, or out of their published range
 */
export function getModel(model: string | Model, ...tenants: ReadonlyArray<Tenant | null | undefined>): Model {
  const found = find(model) ?? (model as Model | null);
  if (!found?.definition)
    return refuse("model", model, `${published.map((one) => one.id).join(", ")} or a model from defineModel`);
  return under(found, ...tenants);
}

/** The model that options name, under their tenant's settings and those given. Without options there is none. */
export const modelOf = (
  options: { model: string | Model; tenant?: Tenant | null | undefined },
  ...tenants: ReadonlyArray<Tenant | null | undefined>
): Model => getModel(options?.model, options?.tenant, ...tenants);
