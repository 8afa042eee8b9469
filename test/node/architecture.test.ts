import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, it } from "node:test";
import ts from "typescript";

const project = resolve(import.meta.dirname, "../..");

/** Who may import whom, besides itself. Leaves import nothing of the kit. */
const ALLOWED: Record<string, readonly string[]> = {
  engine: [],
  charts: [],
  strings: [],
  events: [],
  theme: [],
  data: ["engine"],
  context: ["data", "engine"],
  controllers: ["context", "data", "engine", "events", "strings"],
  elements: ["controllers", "context", "data", "engine", "charts", "theme", "strings", "events"],
  // Files beside the rooms: the entries.
  ".": ["elements", "controllers", "context", "data", "engine", "charts", "theme", "strings", "events"],
};

/** Rooms whose imports of types only are harmless: nothing of them is left when the program runs. */
const TYPES_ALLOWED: Record<string, readonly string[]> = {
  context: ["strings"],
  theme: ["engine", "strings"],
};

/** Packages a room may use; null for any that the package declares. */
const PACKAGES: Record<string, readonly string[] | null> = {
  engine: [],
  data: [],
  strings: [],
  events: [],
  charts: ["d3-array", "d3-shape", "d3-scale"],
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
  line: number;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function importsOf(path: string, text: string): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = file.getLineAndCharacterOfPosition(specifier.getStart()).line + 1;
    found.push({ from: path, to: specifier.text, typeOnly, line });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const named = clause?.namedBindings;
      const everyNameIsType =
        named !== undefined &&
        ts.isNamedImports(named) &&
        !clause?.name &&
        named.elements.length > 0 &&
        named.elements.every((item) => item.isTypeOnly);
      add(node.moduleSpecifier, clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || everyNameIsType);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What a module imports or passes on of another, by its names there. */
function namesFrom(path: string, module: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  return file.statements.flatMap((node) => {
    const named = ts.isImportDeclaration(node)
      ? node.importClause?.namedBindings
      : ts.isExportDeclaration(node)
        ? node.exportClause
        : undefined;
    if (!named || !("elements" in named)) return [];
    const { moduleSpecifier } = node as ts.ImportDeclaration | ts.ExportDeclaration;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== module) return [];
    return named.elements.map((item) => (item.propertyName ?? item.name).text);
  });
}

const roomOf = (src: string, path: string): string => {
  const parts = relative(src, path).split(sep);
  return parts.length > 1 ? (parts[0] ?? ".") : ".";
};

/** Every import under `src` that points the wrong way, in words. */
function wrongArrows(src: string): string[] {
  const wrong: string[] = [];
  for (const path of sources(src)) {
    const room = roomOf(src, path);
    const allowed = ALLOWED[room];
    if (!allowed) {
      wrong.push(
        `${relative(src, path)}: src/${room} is no room of this house; give it a place in test/node/architecture.test.ts.`,
      );
      continue;
    }
    for (const { to, typeOnly, line } of importsOf(path, readFileSync(path, "utf8"))) {
      const where = `${relative(src, path)}:${line}`;
      if (to.startsWith(".")) {
        const target = roomOf(src, resolve(dirname(path), to));
        const types = typeOnly ? (TYPES_ALLOWED[room] ?? []) : [];
        if (target === "." && room !== ".") wrong.push(`${where}: ${room} imports the entry ${to}`);
        else if (target !== room && !allowed.includes(target) && !types.includes(target))
          wrong.push(`${where}: ${room} → ${target} (${to})`);
      } else {
        const packages = PACKAGES[room];
        const name = to
          .split("/")
          .slice(0, to.startsWith("@") ? 2 : 1)
          .join("/");
        if (packages && !packages.includes(name)) wrong.push(`${where}: ${room} uses the package ${name}`);
      }
    }
  }
  return wrong;
}

describe("arrows go one way", () => {
  it("in src", () => {
    assert.deepEqual(wrongArrows(join(project, "src")), []);
  });

  it("and one that turns round is found, in every form an import can take", () => {
    const wrong = wrongArrows(join(import.meta.dirname, "fixtures", "arrows"));
    assert.deepEqual(wrong.map((line) => line.replace(/ \(.*/, "").replaceAll(sep, "/")).sort(), [
      "attic/old.ts: src/attic is no room of this house; give it a place in test/node/architecture.test.ts.",
      "charts/line.ts:1: charts → engine",
      "charts/line.ts:2: charts uses the package lit",
      "data/source.ts:1: data → elements",
      "engine/score.ts:1: engine → data",
      "engine/score.ts:3: engine → strings",
      "engine/score.ts:5: engine → theme",
      "events/index.ts:1: events imports the entry ../index.js",
    ]);
  });

  it("elements do not import each other's folders", () => {
    const src = join(project, "src");
    const wrong: string[] = [];
    for (const path of sources(join(src, "elements"))) {
      const own = relative(join(src, "elements"), path).split(sep)[0];
      for (const { to, line } of importsOf(path, readFileSync(path, "utf8"))) {
        if (!to.startsWith(".")) continue;
        const parts = relative(join(src, "elements"), resolve(dirname(path), to)).split(sep);
        if (
          parts[0] !== ".." &&
          parts.length > 1 &&
          parts[0] !== own &&
          /\bdefine\.js$/.test(to) === false &&
          !/^(shared|parts)$/.test(parts[0] ?? "")
        ) {
          wrong.push(`${relative(src, path)}:${line}: ${own} → ${parts[0]}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("what the engine's entry checks is for its callers: no room of the kit takes it from there", () => {
    const src = join(project, "src");
    const entry = join(src, "engine", "index.ts");
    const checked = new Set(namesFrom(entry, "./checked.js"));
    assert.ok(checked.has("publish"));
    const wrong: string[] = [];
    for (const path of sources(src)) {
      if (path === entry) continue;
      for (const { to, line } of importsOf(path, readFileSync(path, "utf8"))) {
        const where = `${relative(src, path)}:${line}`;
        if (/(^|\/)checked\.js$/.test(to)) wrong.push(`${where}: ${to}`);
        if (/(^|\/)engine\/index\.js$/.test(to) && roomOf(src, path) !== ".")
          for (const name of namesFrom(path, to)) if (checked.has(name)) wrong.push(`${where}: ${name}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("whether it is on a server the kit asks itself, not Lit, which takes every Node for one", () => {
    const src = join(project, "src");
    const asking = sources(src).filter((path) => namesFrom(path, "lit").includes("isServer"));
    assert.deepEqual(asking, [join(src, "controllers", "server.ts")]);
  });

  // Runners that import each module by itself, as Vitest and Vite's server do, take one that exports `then` for a promise and call it.
  it("no module is taken for a promise", () => {
    const exported = /^export\s(?:[^;{]*\bthen\b\s*[=(<:]|\{[^}]*\bthen\s*[,}])/m;
    for (const form of ["export const then = 1", "export function then() {}", "export { now as then, later };"])
      assert.match(form, exported);
    assert.deepEqual(
      sources(join(project, "src")).filter((path) => exported.test(readFileSync(path, "utf8"))),
      [],
    );
  });
});
