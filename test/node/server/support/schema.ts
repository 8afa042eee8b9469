/** Checks values against openapi.yaml, as far as openapi.yaml uses JSON Schema. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
  description?: string;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  schema: Schema;
}

interface Body {
  content: Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>;
}

export interface Answer extends Partial<Body> {
  $ref?: string;
  headers?: Record<string, unknown>;
}

export interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: Body & { required?: boolean };
  responses: Record<string, Answer>;
}

export interface Description {
  paths: Record<string, { parameters?: Parameter[] } & Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Answer>;
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export class Checker {
  constructor(
    readonly description: Description,
    /** Whether a field that is not in the description is a fault even where a reader would have to put up with it. */
    private readonly closed: boolean,
  ) {}

  resolve<T extends { $ref?: string }>(node: T): T {
    if (node.$ref === undefined) return node;
    let found: unknown = this.description;
    for (const part of node.$ref.slice(2).split("/")) found = (found as Record<string, unknown>)[part];
    if (found === undefined) throw new Error(`${node.$ref} is not in the description`);
    return this.resolve(found as T);
  }

  /** @returns what is wrong, each with its path; nothing where all is well */
  check(schema: Schema, value: unknown, path = "$"): string[] {
    const node = this.resolve(schema);
    if (node.allOf) return this.check(this.#merged(node), value, path);
    if (node.oneOf) {
      const tries = node.oneOf.map((one) => this.check(one, value, path));
      const good = tries.filter((faults) => faults.length === 0).length;
      return good === 1 ? [] : [`${path}: fits ${good} of ${tries.length} alternatives`, ...tries.flat()];
    }
    if (node.enum && !node.enum.includes(value)) return [`${path}: ${JSON.stringify(value)} is none of ${node.enum}`];
    const types = [node.type ?? []].flat();
    if (types.length > 0 && !types.some((type) => isOf(type, value))) {
      return [`${path}: ${JSON.stringify(value)} is no ${types.join(" or ")}`];
    }
    const faults: string[] = [];
    const need = (good: boolean, what: string): void => void (good || faults.push(`${path}: ${what}`));
    if (typeof value === "number") {
      need(value >= (node.minimum ?? -Infinity), `${value} is under ${node.minimum}`);
      need(value <= (node.maximum ?? Infinity), `${value} is over ${node.maximum}`);
    }
    if (typeof value === "string") {
      const { length } = [...value];
      need(length >= (node.minLength ?? 0) && length <= (node.maxLength ?? Infinity), `${length} characters`);
      need(node.pattern === undefined || new RegExp(node.pattern, "u").test(value), `does not match ${node.pattern}`);
      if (node.format === "date-time")
        need(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value), "no time");
      if (node.format === "uri") need(URL.canParse(value), "no URL");
    }
    if (Array.isArray(value)) {
      need(
        value.length >= (node.minItems ?? 0) && value.length <= (node.maxItems ?? Infinity),
        `${value.length} items`,
      );
      if (node.items) value.forEach((item, i) => faults.push(...this.check(node.items!, item, `${path}[${i}]`)));
    }
    if (isObject(value)) faults.push(...this.#fields(node, value, path));
    return faults;
  }

  #fields(node: Schema, value: Record<string, unknown>, path: string): string[] {
    const faults = (node.required ?? [])
      .filter((name) => !(name in value))
      .map((name) => `${path}: ${name} is missing`);
    for (const [name, field] of Object.entries(value)) {
      const known = node.properties && Object.hasOwn(node.properties, name) ? node.properties[name] : undefined;
      if (known) faults.push(...this.check(known, field, `${path}.${name}`));
      else if (isObject(node.additionalProperties)) {
        faults.push(...this.check(node.additionalProperties as Schema, field, `${path}.${name}`));
      } else if (node.additionalProperties === false || (this.closed && node.properties)) {
        faults.push(`${path}.${name}: not in the description`);
      }
    }
    return faults;
  }

  #merged({ allOf, ...own }: Schema): Schema {
    const out: Schema = { ...own, properties: { ...own.properties }, required: [...(own.required ?? [])] };
    for (const part of allOf ?? []) {
      const node = this.resolve(part);
      const { properties, required, ...rest } = node.allOf ? this.#merged(node) : node;
      Object.assign(out, rest);
      Object.assign(out.properties!, properties);
      out.required!.push(...(required ?? []));
    }
    return out;
  }
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "number") return typeof value === "number" && Number.isFinite(value);
  return typeof value === type;
}
