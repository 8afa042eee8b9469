import { checkSetting, refuse } from "./check.js";
import { isObject } from "./evidence.js";
import { nothing } from "./measure.js";
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
 * A model under a tenant's settings, the most specific last.
 * @throws {RangeError} settings that are no object, a setting out of its published range
 */
export function under(model: Model, ...tenants: ReadonlyArray<Tenant | null | undefined>): Model {
  for (const one of tenants) if (one != null && !isObject(one)) refuse("tenant", one, "an object of settings");
  const tenant = Object.assign({}, ...tenants) as Tenant;
  const { definition, settings = {} } = model;
  const parameters = { ...definition.parameters };
  let adjusted = false;
  for (const [name, range] of Object.entries(settings)) {
    const value = tenant[name as keyof Tenant] ?? null;
    if (value === null) continue;
    checkSetting(`tenant.${name}`, value, range);
    if (!(name in parameters) || value === parameters[name]) continue;
    parameters[name] = value;
    adjusted = true;
  }
  return adjusted ? make({ ...definition, parameters, adjusted }, model.build) : model;
}

/** A model by which nobody has a score: for a client whose own settings it refuses. */
export function silent(model: Model): Model {
  const { measureAll: _all, fading: _fading, counting: _counting, actions: _actions, turns: _turns, ...rest } = model;
  return { ...rest, settings: {}, measure: nothing };
}
