import { basename, dirname } from "node:path";

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
  !LIFECYCLE.has(member.name);

/** `risk-score-card` is `RiskScoreCard`. */
const className = (tag) => tag.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());

/** Registration goes through a guard of ours, which the analyzer does not know, and most classes extend ours: the folder is the tag. */
function tags() {
  return {
    name: "tags",
    packageLinkPhase({ customElementsManifest }) {
      for (const module of [...customElementsManifest.modules]) {
        const tag = basename(dirname(module.path));
        if (basename(module.path) !== `${tag}.ts`) continue;
        for (const declaration of module.declarations) {
          if (declaration.kind !== "class" || declaration.name !== className(tag)) continue;
          declaration.customElement = true;
          declaration.tagName = tag;
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
          // Where one method fires several, the analyzer takes the name of its parameter for one more.
          declaration.events = declaration.events?.filter(({ name }) => name?.startsWith("risk-"));
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
  plugins: [tags(), published()],
};
