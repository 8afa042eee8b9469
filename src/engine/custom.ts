import { check, NUMBER, POSITIVE, refuse, SHARE, type Pattern } from "./check.js";
import { find } from "./define.js";
import { isFinite, isObject } from "./evidence.js";
import { make } from "./make.js";
import { eventDecay } from "./models/event-decay.js";
import { weightedFactors, type BreachFactor, type WeightedFactorsParameters } from "./models/weighted-factors.js";
import {
  EVENT_TYPES,
  type Build,
  type Contribution,
  type Hooks,
  type Model,
  type ModelDefinition,
  type Raw,
} from "./types.js";

const ADDED = { recent: NUMBER, months: [1, 1200, 1], password: NUMBER, unnotified: NUMBER, unmonitored: NUMBER };

/** The kinds that a definition alone describes, and what their parameters are. */
const KINDS: ReadonlyMap<string, readonly [Build, Pattern]> = /* @__PURE__ */ (() =>
  new Map<string, [Build, Pattern]>([
    [
      "event-decay",
      [
        eventDecay,
        {
          weights: Object.fromEntries(EVENT_TYPES.map((type) => [`${type}?`, NUMBER])),
          decay: [1e-9, 1],
          "normalize?": "clamp|saturate",
        },
      ],
    ],
    [
      "weighted-factors",
      [
        weightedFactors,
        {
          factors: [
            (factor) => ({
              id: "",
              weight: POSITIVE,
              ...((factor as BreachFactor)?.breaches
                ? { breaches: ADDED }
                : { measure: "", "from?": NUMBER, "times?": NUMBER, "min?": NUMBER, "max?": NUMBER }),
            }),
          ],
          "modifier?": (modifier) => ({
            id: "",
            field: "business_impact|department|role",
            values: { "*": NUMBER },
            default: Object.keys((modifier as WeightedFactorsParameters["modifier"])?.values ?? {}).join("|"),
          }),
          "deviation?": { least: POSITIVE, most: POSITIVE },
          "dark_web_monitoring?": [],
        },
      ],
    ],
  ]))();

/** What the parameters of a published model may be changed to. */
const shape = (value: unknown, name = ""): Pattern => {
  if (typeof value === "string") return "";
  if (typeof value === "number") return /life|scale|days|weights|cohort|cadence/.test(name) ? POSITIVE : NUMBER;
  if (Array.isArray(value)) return [shape(value[0], name)];
  const entries = Object.entries(value as object).map(([key, item]): [string, Pattern] => [
    key,
    shape(item, name + key),
  ]);
  // A table of numbers, as of roles, is open.
  return Object.fromEntries(
    entries.every(([, item]) => item === NUMBER || item === POSITIVE) ? [...entries, ["*", NUMBER]] : entries,
  );
};

/** A model as one writes it down: JSON for a declarative kind or for what differs from a published model, or code that measures. */
export type CustomModel = { id: string } & Partial<ModelDefinition & Hooks & { build: Build }>;

const PATTERN: Readonly<Record<string, Pattern>> = {
  id: "",
  name: "",
  source: "",
  kind: "",
  scale: [NUMBER],
  direction: "higher-is-riskier|lower-is-riskier",
  precision: [0, 6, 1],
  bands: [{ id: "", from: NUMBER }],
  min_coverage: SHARE,
};

/** What is given laid over what there is: objects key by key, all else as a whole. */
const merge = (base: unknown, given: unknown): unknown => {
  if (!isObject(base) || !isObject(given)) return given === undefined ? base : given;
  return {
    ...base,
    ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, merge(base[key], value)])),
  };
};

const DEFAULTS = {
  kind: "custom",
  source: "unpublished",
  direction: "higher-is-riskier",
  precision: 0,
  min_coverage: 0.5,
  parameters: {},
};

/** All of a definition that a score follows from, in one order. */
const essence = ({ scale, direction, precision, bands, min_coverage, parameters }: ModelDefinition): string =>
  JSON.stringify([scale, direction, precision, bands, min_coverage, parameters]);

/**
 * A model of one's own, to be passed as `model`. Of a published model's id (or kind: `kind: "infima"`) only what differs
 * need be given, objects key by key: `defineModel({ id: "phishr", parameters: { decay: 0.9 } })`; its scores then say
 * `adjusted`. JSON is enough for that and for the kinds `event-decay` and `weighted-factors`; any other model brings its
 * own `rows` and `measure`. Absent are `name` (the id), `source` ("unpublished"), `direction` ("higher-is-riskier"), `precision` (0)
 * and `min_coverage` (0.5).
 * @throws {RangeError} naming the path, what is there and what is expected
 */
export function defineModel(given: CustomModel): Model {
  if (!isObject(given)) return refuse("definition", given, "an object");
  const custom: CustomModel = given;
  const original = find(custom.id);
  const base = original ?? find(custom.kind);
  const code =
    !custom.build && typeof custom.measure === "function" && coded(custom as CustomModel & Pick<Hooks, "measure">);
  const defaults = { ...DEFAULTS, ...base?.definition, ...(!original && { name: custom.id }) };
  const merged = merge(defaults, custom) as Record<string, unknown>;
  // One that names a published model is of that model's kind.
  if (!original && base) merged["kind"] = base.definition.kind;
  const { kind, scale, bands, parameters } = merged as unknown as ModelDefinition;
  // Nothing else that came with them.
  const definition = Object.fromEntries(Object.keys(PATTERN).map((key) => [key, merged[key]])) as unknown as Omit<
    ModelDefinition,
    "parameters"
  >;
  check("", definition, PATTERN);
  ascending("scale", scale, scale.length === 2);
  ascending(
    "bands",
    bands.map((band) => band.from),
    bands.length,
  );
  const [declared, pattern] = KINDS.get(kind) ?? [base?.build, base && shape(base.definition.parameters)];
  const build = custom.build ?? (code ? () => code : declared);
  if (!build)
    return refuse("kind", custom.kind, `${[...KINDS.keys()].join(", ")}, a published model's id, or a measure`);
  if (pattern && !code) check("parameters", parameters, pattern);
  // A tenant's setting replaces a parameter, so there has to be one.
  const setting = kind === "weighted-factors" && { dark_web_monitoring: true };
  const model = make({ ...definition, parameters: { ...setting, ...parameters } }, build);
  return original && (code || essence(model) !== essence(original)) ? { ...model, adjusted: true } : model;
}

/** A model that comes as code may leave out what follows from its score; where it fails for somebody, they have none. */
const coded = <T extends Pick<Hooks, "measure"> & { id: string }>(given: T): T & Hooks => ({
  rows: [],
  ...given,
  measure(evidence, asOf) {
    let raw: Partial<Raw> | null | undefined;
    try {
      raw = given.measure(evidence, asOf);
    } catch (error) {
      raw = { issues: [{ path: "", message: `The model ${given.id} failed: ${String(error)}` }] };
    }
    const score = isFinite(raw?.score) ? raw.score : null;
    const rows: Contribution[] = raw?.rows ?? [];
    return { coverage: score === null ? 0 : 1, ...raw, rows, score };
  },
});

const ascending = (path: string, numbers: readonly number[], enough: unknown): void => {
  if (!enough || numbers.some((n, i) => n <= numbers[i - 1]!))
    refuse(path, numbers, path === "scale" ? "[lowest, highest]" : "bands by ascending from");
};
