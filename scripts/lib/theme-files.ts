// What is generated from src/theme. The theme page and its exports are plain JavaScript: they get the defaults as a module.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { PRESETS } from "../../src/theme/presets.js";
import { NEUTRALS, PALETTE } from "../../src/theme/palette.js";
import { root } from "./ensure.mjs";

interface Manifest {
  modules: { declarations: { name: string; cssProperties?: { name: string; description?: string }[] }[] }[];
}

/** The words of each token, from the elements' class doc by way of the manifest. */
function uses(): Record<string, string> {
  const manifest = JSON.parse(readFileSync(join(root, "custom-elements.json"), "utf8")) as Manifest;
  const base = manifest.modules.flatMap((one) => one.declarations).find(({ name }) => name === "RiskElement");
  return Object.fromEntries(
    (base?.cssProperties ?? []).map(({ name, description = "" }) => [name.replace("--risk-", ""), description]),
  );
}

const defaults = {
  name: "Default",
  colours: {
    ...NEUTRALS,
    ...Object.fromEntries(Object.entries(PALETTE).map(([band, { mark }]) => [`band-${band}`, mark])),
  },
};

async function pretty(path: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(join(root, path))), filepath: join(root, path) });
}

/** Path to content of every generated file. */
export async function themeFiles(): Promise<Record<string, string>> {
  const module = `// Written by \`npm run themes\` from src/theme.
/** @type {{ name: string, colours: Record<string, [light: string, dark: string]>, uses: Record<string, string> }} */
export const DEFAULTS = ${JSON.stringify({ ...defaults, uses: uses() })};`;
  const files: Record<string, string> = {
    "demo/theme/defaults.js": await pretty("demo/theme/defaults.js", module),
  };
  const { toCss, toTokens } = await import("../../demo/theme/formats.js");
  for (const [name, { about, fontSize, ...rest }] of Object.entries(PRESETS)) {
    const colours = (name === "default" ? defaults.colours : rest.colours) as Record<string, [string, string]>;
    const theme = { ...rest, name, colours };
    const css = toCss(theme).replace(/\}\n$/, fontSize ? `  font-size: ${fontSize};\n}\n` : "}\n");
    const comment = `/* ${name}: ${about} Written by \`npm run themes\`. */\n`;
    files[`themes/${name}.css`] = await pretty(`themes/${name}.css`, comment + css);
    files[`themes/${name}.tokens.json`] = await pretty(`themes/${name}.tokens.json`, toTokens(theme, uses()));
  }
  return files;
}
