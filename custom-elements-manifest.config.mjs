import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const LIFECYCLE = new Set([
  "render",
  "firstUpdated",
  "updated",
  "willUpdate",
  "update",
  "shouldUpdate",
  "createRenderRoot",
  "connectedCallback",
  "disconnectedCallback",
  "attributeChangedCallback",
  "adoptedCallback",
  "getUpdateComplete",
  "scheduleUpdate",
]);

const built = (path) => path.replace(/^\/?src\//, "dist/").replace(/\.ts$/, ".js");

const isPublic = (member) =>
  (member.privacy ?? "public") === "public" &&
  !member.static &&
  !/^[#_]/.test(member.name) &&
  !LIFECYCLE.has(member.name) &&
  // Inherited as internal; the analyzer forgets that of an override.
  member.name !== "query";

const className = (tag) => tag.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());

/** The analyzer reads `@summary` up to the next tag: its first paragraph is the summary, the others describe. */
function splitSummary(declaration) {
  const [summary, ...rest] = (declaration.summary ?? "").split(/\n\s*\n/);
  declaration.summary = summary.replace(/\s+/g, " ").trim();
  const description = [declaration.description, ...rest].filter(Boolean).join("\n\n");
  if (description) declaration.description = description;
}

/** Registration goes through a guard of ours, which the analyzer does not know: the folder is the tag. */
function tags() {
  return {
    name: "tags",
    packageLinkPhase({ customElementsManifest }) {
      for (const module of [...customElementsManifest.modules]) {
        const tag = basename(dirname(module.path));
        if (basename(module.path) !== `${tag}.ts`) continue;
        for (const declaration of module.declarations) {
          if (declaration.kind !== "class" || declaration.name !== className(tag)) continue;
          // The analyzer takes only direct heirs of LitElement for elements.
          declaration.customElement = true;
          declaration.tagName = tag;
          splitSummary(declaration);
          customElementsManifest.modules.push({
            kind: "javascript-module",
            path: module.path.replace(`${tag}.ts`, "define.ts"),
            declarations: [],
            exports: [
              {
                kind: "custom-element-definition",
                name: tag,
                declaration: { name: declaration.name, module: module.path },
              },
              { kind: "js", name: declaration.name, declaration: { name: declaration.name, module: module.path } },
            ],
          });
        }
      }
    },
  };
}

/** Unions of words by name (`type Redact = "none" | …`), of one source file. */
function unions(text) {
  const found = text.matchAll(/^(?:export )?type (\w+) =\s*((?:\|?\s*"[^"]+"\s*)+);/gm);
  return new Map([...found].map(([, name, words]) => [name, words.match(/"[^"]+"/g).join(" | ")]));
}

/** The unions that a module declares or imports by name. */
function known(path) {
  const text = readFileSync(path, "utf8");
  const imported = [...text.matchAll(/import (?:type )?\{([^}]+)\} from "(\.[^"]+)\.js"/g)].flatMap(
    ([, names, from]) => {
      const declared = unions(readFileSync(`${join(dirname(path), from)}.ts`, "utf8"));
      return [...declared].filter(([name]) => new RegExp(`\\b${name}\\b`).test(names));
    },
  );
  return new Map([...imported, ...unions(text)]);
}

/** Editors and Storybook offer the words of a union only where they are written out. */
function wordsWrittenOut() {
  return {
    name: "words-written-out",
    packageLinkPhase({ customElementsManifest }) {
      const declarations = customElementsManifest.modules.flatMap(({ path, declarations }) =>
        declarations.map((declaration) => ({ path, declaration })),
      );
      const inherited = declarations.find(({ declaration }) => declaration.name === "RiskElement");
      for (const { path, declaration } of declarations) {
        const words = new Map([...known(inherited.path), ...known(path)]);
        for (const item of [...(declaration.attributes ?? []), ...(declaration.members ?? [])]) {
          if (!item.type?.text) continue;
          item.type = { text: item.type.text.replace(/\b[A-Z]\w*\b/g, (name) => words.get(name) ?? name) };
        }
      }
    },
  };
}

/** What tokens are where nobody sets them; `npm run themes` writes that file from src/theme. */
function tokenDefaults() {
  const written = readFileSync("themes/default.css", "utf8").matchAll(/^ *(--risk-[\w-]+): (.+);$/gm);
  const values = new Map([
    ["--risk-font", "inherit"],
    ["--risk-sticky-top", "0px"],
    ...[...written].map(([, name, value]) => [name, value]),
  ]);
  values.set("--risk-band-medium", values.get("--risk-band-moderate"));
  return {
    name: "token-defaults",
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations } of customElementsManifest.modules)
        for (const { cssProperties = [] } of declarations)
          for (const token of cssProperties) token.default = values.get(token.name);
    },
  };
}

/** What a reader cannot use or does not get: private members, compiler's types of defaults, source paths. */
function published() {
  return {
    name: "published",
    packageLinkPhase({ customElementsManifest }) {
      const rewrite = (node) => {
        if (Array.isArray(node)) return node.forEach(rewrite);
        if (typeof node !== "object" || node === null) return undefined;
        for (const key of ["path", "module"]) {
          if (typeof node[key] === "string" && /^\/?src\/.*\.[jt]s$/.test(node[key])) node[key] = built(node[key]);
        }
        return Object.values(node).forEach(rewrite);
      };
      for (const module of customElementsManifest.modules) {
        module.declarations = module.declarations.filter(
          (declaration) => declaration.kind === "class" && declaration.customElement,
        );
        const declared = new Set(module.declarations.map((declaration) => declaration.name));
        module.exports = module.exports.filter(
          (item) =>
            item.kind === "custom-element-definition" || declared.has(item.name) || /define\.ts$/.test(module.path),
        );
        for (const declaration of module.declarations) {
          declaration.members = declaration.members?.filter(isPublic);
          declaration.attributes = declaration.attributes?.filter(
            (attribute) => !/^[#_]/.test(attribute.fieldName ?? ""),
          );
          // An event without words is a variable that dispatchEvent was called with.
          declaration.events = declaration.events?.filter((event) => event.name && event.description);
        }
      }
      customElementsManifest.modules = customElementsManifest.modules
        .filter((module) => module.exports.length > 0)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      rewrite(customElementsManifest.modules);
    },
  };
}

export default {
  globs: ["src/elements/**/*.ts"],
  exclude: ["src/elements/**/*.styles.ts", "src/elements/**/define.ts", "src/elements/define-element.ts"],
  litelement: true,
  plugins: [tags(), wordsWrittenOut(), tokenDefaults(), published()],
};
