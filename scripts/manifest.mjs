// npm run manifest: writes what is generated from the elements' folders and class docs: the barrels, the React components, the custom
// elements manifest, editor data. --check says which of them is out of date instead.
import "./lib/node-version.mjs";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { angular } from "./lib/angular.mjs";
import { barrels, elements } from "./lib/elements.mjs";
import { ensureInstalled, root } from "./lib/ensure.mjs";
import { reference } from "./lib/reference.mjs";
import { wordsOf } from "./lib/words.mjs";

const checking = process.argv.includes("--check");

async function generated() {
  const { cli } = await import("@custom-elements-manifest/analyzer/cli.js");
  const config = ["analyze", "--config", "custom-elements-manifest.config.mjs", "--quiet"];
  const manifest = await cli({ argv: config, cwd: root, noWrite: true });
  const described = new Set(manifest.modules.flatMap((module) => module.declarations.map(({ tagName }) => tagName)));
  const missing = elements().filter(({ tag }) => !described.has(tag));
  if (missing.length > 0) throw new Error(`The manifest leaves out ${missing.map(({ tag }) => tag).join(", ")}.`);
  const { generateVsCodeCustomElementData } = await import("custom-element-vs-code-integration");
  const { generateJetBrainsWebTypes } = await import("custom-element-jet-brains-integration");
  const outdir = join(root, ".cache", "manifest");
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const { format } = await import("prettier");
  const copy = () => structuredClone(manifest);
  generateVsCodeCustomElementData(copy(), {
    outdir,
    htmlFileName: "vscode.html-custom-data.json",
    cssFileName: "vscode.css-custom-data.json",
    hideLogs: true,
  });
  generateJetBrainsWebTypes(copy(), { outdir, webTypesFileName: "web-types.json", packageJson: false, hideLogs: true });
  const read = (name) => `${readFileSync(join(outdir, name), "utf8").trimEnd()}\n`;
  const byTag = new Map(manifest.modules.flatMap(({ declarations }) => declarations.map((one) => [one.tagName, one])));
  /** The tools split unions at their bars and know no meanings. */
  const withWords = (elements) => {
    for (const element of elements) {
      for (const attribute of element.attributes) {
        delete attribute.values;
        const declared = byTag.get(element.name).attributes.find(({ name }) => name === attribute.name);
        const values = wordsOf(element.name, declared);
        if (values.length > 0) attribute.values = values;
      }
    }
  };
  const html = JSON.parse(read("vscode.html-custom-data.json"));
  withWords(html.tags);
  const web = JSON.parse(read("web-types.json"));
  withWords(web.contributions.html.elements);
  for (const element of web.contributions.html.elements) if (!element["doc-url"]) delete element["doc-url"];
  const written = (data) => `${JSON.stringify(data, null, 2)}\n`;
  // Every element brings the tokens it shares with all others: editors need each once.
  const css = JSON.parse(read("vscode.css-custom-data.json"));
  css.properties = [...new Map(css.properties.map((one) => [one.name, one])).values()];
  return {
    ...barrels(),
    ...angular(manifest),
    "custom-elements.json": written(manifest),
    "docs/reference.md": await format(reference(manifest), { parser: "markdown", printWidth: 120 }),
    "vscode.html-custom-data.json": written(html),
    "vscode.css-custom-data.json": written(css),
    "web-types.json": written(web),
  };
}

try {
  await ensureInstalled();
  const drifted = [];
  for (const [path, text] of Object.entries(await generated())) {
    const full = join(root, path);
    if (existsSync(full) && readFileSync(full, "utf8") === text) continue;
    if (checking) drifted.push(path);
    else {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
      console.log(`Wrote ${path}`);
    }
  }
  if (drifted.length > 0) {
    console.error(`Out of date: ${drifted.join(", ")}. Run npm run manifest and commit what it writes.`);
    process.exitCode = 1;
  } else console.log(`${elements().length} elements, generated files ${checking ? "are up to date" : "written"}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
