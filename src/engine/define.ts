import { checkSetting, refuse } from "./check.js";
import { caniphish } from "./models/caniphish.js";
import { eventDecay } from "./models/event-decay.js";
import { buildInfima, infima } from "./models/infima.js";
import { buildMetacompliance, metacompliance } from "./models/metacompliance.js";
import { buildMoxso, moxso } from "./models/moxso.js";
import { phishr } from "./models/phishr.js";
import { weightedFactors } from "./models/weighted-factors.js";
import type { Build, Model, ModelDefinition, Tenant } from "./types.js";

/** A definition and what measures by it. */
export const make = (definition: ModelDefinition, build: Build): Model => ({
  ...definition,
  ...build(definition),
  build,
  definition,
});

const published = /* @__PURE__ */ (() => [
  make(phishr, eventDecay),
  make(caniphish, weightedFactors),
  make(moxso, buildMoxso),
  make(metacompliance, buildMetacompliance),
  make(infima, buildInfima),
])();

export type ModelId = "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";

/** The five published models: a list, and each under its id (`models.phishr`). */
export const models = /* @__PURE__ */ (() =>
  Object.defineProperties(
    published,
    Object.fromEntries(published.map((value) => [value.id, { value }])),
  ))() as unknown as readonly Model[] & Readonly<Record<ModelId, Model>>;

export const find = (id: unknown): Model | undefined => models.find((model) => model.id === id);

/**
 * A model by its id, or one from `defineModel`, under a tenant's settings.
 * @throws {RangeError} an id that is none, listing those that are; a setting out of its published range
 */
export function getModel(model: string | Model, tenant?: Tenant | null): Model {
  const found = typeof model === "string" ? find(model) : model;
  if (!found?.definition)
    return refuse("model", model, `${models.map(({ id }) => id).join(", ")} or a model from defineModel`);
  const changed = Object.entries(found.settings ?? {}).filter(([name, pattern]) => {
    const value = tenant?.[name as keyof Tenant] ?? null;
    if (value !== null) checkSetting(`tenant.${name}`, value, pattern);
    return value !== null && name in found.parameters && value !== found.parameters[name];
  });
  if (!changed.length) return found;
  const settings = Object.fromEntries(changed.map(([name]) => [name, tenant![name as keyof Tenant]]));
  const { definition } = found;
  return make({ ...definition, parameters: { ...definition.parameters, ...settings }, adjusted: true }, found.build);
}
