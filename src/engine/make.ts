import { checkSetting } from "./check.js";
import type { Build, Model, ModelDefinition, Tenant } from "./types.js";

/** A definition and what measures by it. */
export const make = (definition: ModelDefinition, build: Build): Model => ({
  ...definition,
  ...build(definition),
  build,
  definition,
});

/** The published models by their ids, as far as they are loaded: all with `define.js`, else one by one (`data/models.ts`). */
export const loaded = /* @__PURE__ */ (() => new Map<string, Model>())();

/**
 * A model under a tenant's settings.
 * @throws {RangeError} a setting out of its published range
 */
export function under(model: Model, tenant?: Tenant | null): Model {
  const changed = Object.entries(model.settings ?? {}).filter(([name, pattern]) => {
    const value = tenant?.[name as keyof Tenant] ?? null;
    if (value !== null) checkSetting(`tenant.${name}`, value, pattern);
    return value !== null && name in model.parameters && value !== model.parameters[name];
  });
  if (!changed.length) return model;
  const settings = Object.fromEntries(changed.map(([name]) => [name, tenant![name as keyof Tenant]]));
  const { definition } = model;
  return make({ ...definition, parameters: { ...definition.parameters, ...settings }, adjusted: true }, model.build);
}
