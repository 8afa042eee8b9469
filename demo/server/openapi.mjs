/**
 * The API's description, read; and the types that follow from it, written.
 *
 *   node demo/server/openapi.mjs          writes src/data/api-types.ts
 *   node demo/server/openapi.mjs --check  fails when that file is not what the description says
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as yaml from "prettier/plugins/yaml";
import * as prettier from "prettier";

const SOURCE = new URL("../../openapi.yaml", import.meta.url);
const TARGET = new URL("../../src/data/api-types.ts", import.meta.url);

/** @returns {Promise<any>} openapi.yaml as an object */
export async function readDescription(url = SOURCE) {
  return toValue(yaml.parsers.yaml.parse(await readFile(url, "utf8"), {}).children[0].children[1].children[0]);
}

/** Prettier's YAML tree as plain values: the core schema, without anchors and tags, which the description does not use. */
function toValue(node) {
  if (!node) return null;
  switch (node.type) {
    case "mapping":
    case "flowMapping":
      return Object.fromEntries(
        node.children.map(({ children: [key, value] }) => [
          String(toValue(key.children[0])),
          toValue(value?.children?.[0]),
        ]),
      );
    case "sequence":
      return node.children.map((item) => toValue(item.children[0]));
    case "flowSequence":
      return node.children.map((item) => toValue(item.type === "flowSequenceItem" ? item.children[0] : item));
    case "plain":
      return scalar(node.value);
    case "quoteDouble":
    case "quoteSingle":
    case "blockFolded":
    case "blockLiteral":
      return node.value.trimEnd();
    default:
      throw new Error(`openapi.yaml: no use for YAML's ${node.type} here`);
  }
}

function scalar(text) {
  if (text === "null" || text === "~" || text === "") return null;
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

const refName = (ref) => ref.slice(ref.lastIndexOf("/") + 1);

function typeOf(schema) {
  if (schema.$ref) return refName(schema.$ref);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.oneOf) return schema.oneOf.map(typeOf).join(" | ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" & ");
  const types = [schema.type].flat().map((type) => {
    if (type === "array") return `Array<${typeOf(schema.items)}>`;
    if (type === "object") return objectOf(schema);
    return type === "integer" ? "number" : type;
  });
  return types.join(" | ");
}

function objectOf({ properties, required = [], additionalProperties }) {
  if (!properties) return `Record<string, ${typeOf(additionalProperties ?? { type: "unknown" })}>`;
  const rows = Object.entries(properties).map(
    ([name, schema]) => `${comment(schema)}${name}${required.includes(name) ? "" : "?"}: ${typeOf(schema)};`,
  );
  return `{\n${rows.join("\n")}\n}`;
}

const comment = ({ description }) => (description ? `/** ${description.replaceAll("*/", "* /")} */\n` : "");

/** @returns {Promise<string>} the text of src/data/api-types.ts */
export async function generateTypes() {
  const { components, paths } = await readDescription();
  const schemas = Object.entries(components.schemas).map(([name, schema]) => {
    const object = schema.type === "object" && schema.properties;
    return (
      comment(schema) +
      (object ? `export interface ${name} ${objectOf(schema)}` : `export type ${name} = ${typeOf(schema)};`)
    );
  });
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]) => operationOf(components, path, method, operation, item.parameters ?? [])),
  );
  const text = `// Generated from openapi.yaml by demo/server/openapi.mjs. Do not edit: \`node demo/server/openapi.mjs\` writes it.\n
${schemas.join("\n\n")}\n
/** Every operation: where it is, what it takes in the query, what it answers. */\nexport interface Operations {\n${operations.join("\n")}\n}\n`;
  const options = await prettier.resolveConfig(fileURLToPath(TARGET));
  return prettier.format(text, { printWidth: 120, ...options, parser: "typescript" });
}

function operationOf(components, path, method, operation, shared) {
  const parameters = [...shared, ...(operation.parameters ?? [])]
    .map((parameter) => (parameter.$ref ? components.parameters[refName(parameter.$ref)] : parameter))
    .filter((parameter) => parameter.in === "query");
  const query = parameters.map((p) => `${comment(p)}${p.name}?: ${typeOf(p.schema)};`).join("\n");
  const body = operation.requestBody?.content["application/json"].schema;
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => (response.$ref ? components.responses[refName(response.$ref)] : response))
    .map((response) => Object.values(response.content)[0].schema);
  const answer = [...new Set(answers.map(typeOf))].join(" | ");
  return `/** ${operation.summary} */
${operation.operationId}: {
  path: "${path}"; method: "${method.toUpperCase()}";
  query: ${query ? `{${query}}` : "Record<string, never>"};
  body: ${body ? typeOf(body) : "undefined"};
  answer: ${answer};
};`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const text = await generateTypes();
  if (process.argv.includes("--check")) {
    if ((await readFile(TARGET, "utf8").catch(() => "")) !== text) {
      process.stderr.write("src/data/api-types.ts differs from openapi.yaml: run `node demo/server/openapi.mjs`\n");
      process.exitCode = 1;
    }
  } else await writeFile(TARGET, text);
}
