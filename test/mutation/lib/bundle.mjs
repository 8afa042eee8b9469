// Sources with all their mutants, and their tests, in one script that runs in Node.
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import * as fc from "fast-check";
import { build } from "vite";
import { root, under } from "./files.mjs";
import { mutate } from "./mutants.mjs";

/** What the tests import of the browser's test runner is the same library here. */
const STANDINS = {
  "@open-wc/testing": "export const { expect } = $standins;",
  "fast-check": `export default $standins.fc;
export const { ${Object.keys(fc)
    .filter((name) => name !== "default")
    .join(", ")} } = $standins.fc;`,
};

/**
 * @param {readonly string[]} sources files to mutate
 * @param {readonly string[]} tests files to run
 * @returns {Promise<{ mutants: object[], code: string }>} the body of an async function of `$mutant`, `$standins`,
 *   `$tests` (is given a function for each test file that loads it), `$file` and the tests' own `describe`, `it` …
 */
export async function bundle(sources, tests) {
  const mutants = [];
  const mutated = new Map();
  for (const path of sources) {
    const one = mutate(path, readFileSync(under(path), "utf8"), mutants.length);
    mutants.push(...one.mutants);
    mutated.set(path, one.code);
  }
  const plugin = {
    name: "mutants",
    enforce: "pre",
    resolveId(id) {
      if (id.endsWith("all-tests")) return "\0all-tests";
      if (id in STANDINS) return `\0${id}`;
    },
    load(id) {
      if (id === "\0all-tests") {
        const entries = tests.map((path) => `[${JSON.stringify(path)}, () => import(${JSON.stringify(under(path))})]`);
        return `$tests(new Map([${entries.join(",\n")}]));`;
      }
      if (id[0] === "\0" && id.slice(1) in STANDINS) return STANDINS[id.slice(1)];
      const path = relative(root, id).split(sep).join("/");
      if (mutated.has(path)) return `$file("");${mutated.get(path)}`;
      if (!path.startsWith("test/")) return;
      const text = readFileSync(id, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href));
      // What runs while tests are being collected is laid to the file that collects them.
      return `$file(${JSON.stringify(tests.includes(path) ? path : "")});${text}`;
    },
  };
  const [{ output }] = [
    await build({
      root,
      configFile: false,
      logLevel: "error",
      plugins: [plugin],
      build: {
        write: false,
        minify: false,
        target: "es2022",
        modulePreload: false,
        lib: { entry: "all-tests", formats: ["es"], fileName: "all" },
        rollupOptions: { treeshake: false, output: { codeSplitting: false } },
      },
    }),
  ].flat();
  if (output.length !== 1) throw new Error(`One file was expected: ${output.map((file) => file.fileName).join(", ")}.`);
  return { mutants, code: output[0].code.replace(/^export\s*\{[^}]*\};?\s*$/m, "") };
}
