import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import ts from "typescript";
import { filesUnder, pack, project, readPackage, type Packed } from "../support/pack.js";

const manifest = readPackage();
const modules = Object.keys(manifest.exports).filter((key) => /^\.$|\.js$/.test(key));
const entries = modules.filter((key) => !key.startsWith("./dist/"));
const nameOf = (key: string): string => manifest.name + key.slice(1);
const bin = (path: string): string => join(project, "node_modules", path);

const tags = readdirSync(join(project, "src", "elements"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(project, "src", "elements", entry.name, "define.ts")))
  .map((entry) => entry.name);

/** Runs a module in the site, as a reader's program would, and gives what it printed as JSON. */
function inSite(packed: Packed, code: string): unknown {
  const file = join(packed.site, `probe-${createHash("sha256").update(code).digest("hex").slice(0, 8)}.mjs`);
  writeFileSync(file, code);
  return JSON.parse(execFileSync(process.execPath, [file], { cwd: packed.site, encoding: "utf8" }));
}

describe("the package", () => {
  let packed: Packed;
  before(() => {
    // What an optional peer brings is the reader's own.
    packed = pack(["react", "@types/react"]);
  });
  after(() => packed.remove());

  it("has an entry for every element, and none for an element that is not there", () => {
    const listed = Object.entries(manifest.exports)
      .filter(([, target]) => typeof target === "object" && target.default.startsWith("./dist/elements/"))
      .map(([key]) => key.slice(2, -3));
    const missing = tags.filter((tag) => !listed.includes(tag));
    const extra = listed.filter((tag) => !tags.includes(tag));
    assert.deepEqual(
      missing,
      [],
      `add to "exports" of package.json: ${missing.map((tag) => `"./${tag}.js"`).join(", ")}`,
    );
    assert.deepEqual(extra, [], "these entries have no folder in src/elements");
  });

  it("its React components may be imported by server components: they have hooks, and say so", () => {
    const file = join(packed.site, "node_modules", manifest.name, "dist/react.js");
    assert.match(readFileSync(file, "utf8"), /^"use client";/);
  });

  it("has an entry for each of the kit's other rooms that has one", () => {
    for (const [key, source] of Object.entries({
      "./engine.js": "engine/index",
      "./data.js": "data/index",
      "./react.js": "react",
      "./ssr.js": "ssr",
      "./worker.js": "worker",
    })) {
      if (existsSync(join(project, "src", `${source}.ts`)))
        assert.ok(key in manifest.exports, `${key} is missing from "exports"`);
    }
  });

  for (const [key, target] of Object.entries(manifest.exports)) {
    it(`resolves ${key}`, () => {
      for (const path of typeof target === "string" ? [target] : Object.values(target)) {
        assert.ok(existsSync(join(packed.root, path)), `${path} is not in the package`);
      }
      if (typeof target === "object") assert.equal(Object.keys(target)[0], "types", "types must be named first");
      const url = inSite(
        packed,
        `console.log(JSON.stringify(import.meta.resolve(${JSON.stringify(nameOf(key))})))`,
      ) as string;
      assert.ok(url.startsWith("file:") && existsSync(new URL(url)));
    });
  }

  for (const key of modules) {
    it(`imports ${key} in Node without a DOM, adding no globals`, () => {
      // Lit's own build for Node brings a customElements registry and its version marks; ours adds nothing to those.
      const lit =
        key === "./engine.js" || key === "./data.js" ? "" : `await import("lit"); await import("@lit/context");`;
      const result = inSite(
        packed,
        `${lit}
        const before = new Set(Reflect.ownKeys(globalThis));
        const module = await import(${JSON.stringify(nameOf(key))});
        const added = Reflect.ownKeys(globalThis).filter((name) => !before.has(name)).map(String);
        console.log(JSON.stringify({ added, names: Object.keys(module).length }));`,
      ) as { added: string[]; names: number };
      const expected = key.endsWith(".iife.js") ? ["HumanRiskWidgets"] : [];
      assert.deepEqual(result.added, expected);
      if (!key.endsWith(".iife.js")) assert.ok(result.names > 0, "exports nothing");
    });
  }

  it("registers one element from its own entry, all from the root, none from elements.js", () => {
    const registered = (key: string): string[] =>
      inSite(
        packed,
        `await import("lit");
        const tags = ${JSON.stringify(tags)};
        await import(${JSON.stringify(nameOf(key))});
        console.log(JSON.stringify(tags.filter((tag) => customElements.get(tag))));`,
      ) as string[];
    assert.deepEqual(registered("."), tags);
    assert.deepEqual(registered("./elements.js"), []);
    for (const tag of tags) assert.ok(registered(`./${tag}.js`).includes(tag), tag);
    assert.deepEqual(registered("./risk-score-card.js"), ["risk-score-card"]);
  });

  it("exports each element's class under the same name from the root, from elements.js and from its own entry", () => {
    const result = inSite(
      packed,
      `const root = await import("${manifest.name}");
      const classes = await import("${manifest.name}/elements.js");
      const wrong = [];
      for (const tag of ${JSON.stringify(tags)}) {
        const own = await import("${manifest.name}/" + tag + ".js");
        const name = tag.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
        if (!own[name] || own[name] !== root[name] || own[name] !== classes[name]) wrong.push(name);
      }
      console.log(JSON.stringify(wrong));`,
    );
    assert.deepEqual(result, []);
  });

  it("leaves Lit and the other dependencies to the reader's bundler, and needs only declared ones", () => {
    const used = new Set<string>();
    for (const path of filesUnder(join(packed.root, "dist"))) {
      // Languages hold words in quotes and import nothing.
      if (!path.endsWith(".js") || path.includes("human-risk-widgets.") || path.includes("locales")) continue;
      for (const [, name = ""] of readFileSync(path, "utf8").matchAll(
        /^\s*(?:import|export)\b[^;]*?["']([^"'.\s][^"'\s]*)["'];?$/gm,
      )) {
        used.add(
          name
            .split("/")
            .slice(0, name.startsWith("@") ? 2 : 1)
            .join("/"),
        );
      }
    }
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    assert.deepEqual(
      [...used].filter((name) => !declared.includes(name)),
      [],
      "used but not declared",
    );
    assert.deepEqual(
      Object.keys(manifest.dependencies).filter((name) => !used.has(name)),
      [],
      "declared but not used",
    );
  });

  it("has at most six run-time dependencies and runs nothing when it is installed", () => {
    assert.ok(Object.keys(manifest.dependencies).length <= 6);
    for (const hook of ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"])
      assert.ok(!(hook in manifest.scripts), hook);
    const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")) as {
      packages: Record<
        string,
        { dev?: boolean; devOptional?: boolean; optional?: boolean; hasInstallScript?: boolean }
      >;
    };
    const scripted = Object.entries(lock.packages).filter(
      ([, entry]) => entry.hasInstallScript && !entry.dev && !entry.devOptional && !entry.optional,
    );
    assert.deepEqual(
      scripted.map(([path]) => path),
      [],
    );
  });

  it("asks of every host in demo/hosts what it asks of a reader: their lock files know its dependencies", () => {
    const hosts = join(project, "demo", "hosts");
    for (const host of readdirSync(hosts).filter((name) => existsSync(join(hosts, name, "package.json")))) {
      const lock = JSON.parse(readFileSync(join(hosts, host, "package-lock.json"), "utf8")) as {
        packages: Record<string, { dependencies?: object; integrity?: string; resolved?: string }>;
      };
      const kit = lock.packages[`node_modules/${manifest.name}`]!;
      assert.deepEqual(kit.dependencies, manifest.dependencies, `${host}: run npm install there`);
      assert.equal(kit.integrity, undefined, `${host}: the tarball is a new one each time`);
      const addresses = Object.values(lock.packages).filter(({ resolved = "" }) => /^https?:/.test(resolved));
      assert.deepEqual(addresses, [], `${host}: addresses of a registry`);
    }
  });

  it("ships what is needed and nothing else", () => {
    const strange = packed.files.filter(
      (path) =>
        !/^(dist|schema|themes|types)\//.test(path) &&
        !/^(package\.json|LICENSE|README\.md|CHANGELOG\.md|SECURITY\.md|openapi\.yaml|docs\/[a-z]+\.md|custom-elements\.json|web-types\.json|vscode\.(html|css)-custom-data\.json)$/.test(
          path,
        ),
    );
    assert.deepEqual(strange, []);
    assert.deepEqual(
      packed.files.filter((path) => /(^|\/)(\.|node_modules\/|tsconfig)|\.test\.|\.stories\./.test(path)),
      [],
    );
    for (const path of ["LICENSE", "README.md", "custom-elements.json"]) assert.ok(packed.files.includes(path), path);
  });

  it("has a source map for every module, and the sources in it: nothing else need be shipped to debug", () => {
    for (const path of filesUnder(join(packed.root, "dist"))) {
      if (!path.endsWith(".js.map")) continue;
      const map = JSON.parse(readFileSync(path, "utf8")) as {
        sources: string[];
        sourcesContent?: (string | null)[];
      };
      for (const [i, source] of map.sources.entries()) {
        assert.ok(!/^(\/|file:|[A-Za-z]:)/.test(source), `${path}: absolute path ${source}`);
        if (source.includes("node_modules") || source.includes("\0")) continue;
        assert.ok(map.sourcesContent?.[i], `${path}: ${source} has no text`);
      }
    }
  });

  it("is installed beside every React that its components draw in, as the README says", () => {
    const { peerDependencies } = readPackage(packed.root) as unknown as { peerDependencies: Record<string, string> };
    // 17: a project of that age could install nothing of the kit, the engine included.
    assert.equal(peerDependencies["react"], ">=17");
    const readme = readFileSync(join(project, "README.md"), "utf8");
    for (const [name, words] of [
      ["react", "React"],
      ["@angular/core", "Angular"],
    ] as const)
      assert.ok(readme.includes(`${words} ${peerDependencies[name]!.slice(2)} and newer`), name);
  });

  it("satisfies publint", () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [bin("publint/src/cli.js"), packed.tarball, "--strict"],
      { encoding: "utf8" },
    );
    assert.equal(status, 0, stdout + stderr);
  });

  it("satisfies attw", () => {
    const cli = bin("@arethetypeswrong/cli/dist/index.js");
    const plain = Object.keys(manifest.exports).filter((key) => !modules.includes(key) || key.endsWith(".iife.js"));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        cli,
        packed.tarball,
        "--profile",
        "esm-only",
        "--no-color",
        "--no-emoji",
        "--format",
        "ascii",
        "--exclude-entrypoints",
        ...plain,
      ],
      { encoding: "utf8" },
    );
    assert.equal(status, 0, stdout + stderr);
  });

  it("has types that check in a strict project, library files included", () => {
    writeFileSync(
      join(packed.site, "tags.tsx"),
      `import type {} from "human-risk-widgets/types/react";\nexport const badge = (\n` +
        `  <risk-score-card variant="badge" as-of="2026-10-27T09:00:00Z" onrisk-select={(event) => event.detail.kind.trim()} />\n);\n`,
    );
    writeFileSync(
      join(packed.site, "components.tsx"),
      `import { RiskProvider, RiskScoreCard, RiskWhatIf } from "human-risk-widgets/react.js";\n` +
        `export const all = [\n` +
        `  <RiskScoreCard key={1} className="a" slot="b" data={{}} score="67" asOf={1} onRiskSelect={(event) => event.detail.kind.trim()} />,\n` +
        `  <RiskProvider key={2} apiBase="/api" refreshSeconds={60} getToken={() => "t"} onRiskError={(event) => event.detail.code}><RiskWhatIf /></RiskProvider>,\n` +
        [
          'phase="ready"',
          "refresh={async () => undefined}",
          'vairant="badge"',
          'variant="bagde"',
          "onRiskSelekt={() => 0}",
        ]
          .map((wrong) => `  // @ts-expect-error\n  <RiskScoreCard key={3} ${wrong} />,\n`)
          .join("") +
        `  // @ts-expect-error\n  <RiskWhatIf key={4} reset={() => undefined} />,\n];\n`,
    );
    writeFileSync(
      join(packed.site, "use.ts"),
      entries.map((key, i) => `import * as m${i} from "${nameOf(key)}";\nexport const n${i} = m${i};`).join("\n") +
        `\nimport "human-risk-widgets/themes/default.css";\nconst card = document.createElement("risk-score-card");\ncard.variant = "badge";\n` +
        ["card", "document", "window"]
          .map((on) => `${on}.addEventListener("risk-select", (event) => void event.detail.id.trim());\n`)
          .join(""),
    );
    for (const [module, moduleResolution] of [
      ["esnext", "bundler"],
      ["nodenext", "nodenext"],
      // Knows no "exports": what Angular wrote up to 16, Create React App and ts-jest for CommonJS.
      ["esnext", "node10"],
    ]) {
      const options = {
        module,
        moduleResolution,
        ignoreDeprecations: "6.0",
        target: "es2022",
        lib: ["es2023", "dom", "dom.iterable"],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
        noEmit: true,
        jsx: "react-jsx",
      };
      writeFileSync(join(packed.site, "package.json"), '{ "type": "module" }');
      // Apart: what one file imports is known in all others, and the types of tags have to do without.
      for (const file of ["use.ts", "tags.tsx", "components.tsx"]) {
        writeFileSync(
          join(packed.site, "tsconfig.json"),
          JSON.stringify({ compilerOptions: { ...options, preserveSymlinks: true }, files: [file] }),
        );
        const { status, stdout } = spawnSync(process.execPath, [bin("typescript/bin/tsc"), "-p", packed.site], {
          encoding: "utf8",
        });
        assert.equal(status, 0, `${file}, ${moduleResolution}: ${stdout}`);
      }
    }
  });

  it("has types of engine and data for a server's project, which knows no DOM", () => {
    writeFileSync(
      join(packed.site, "server.ts"),
      ["engine", "data"]
        .map((name) => `import * as ${name} from "${manifest.name}/${name}.js";\nexport const n_${name} = ${name};\n`)
        .join(""),
    );
    const compilerOptions = {
      module: "nodenext",
      target: "es2022",
      lib: ["es2023"],
      types: ["node"],
      typeRoots: [join(project, "node_modules/@types")],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      preserveSymlinks: true,
    };
    writeFileSync(join(packed.site, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["server.ts"] }));
    const { status, stdout } = spawnSync(process.execPath, [bin("typescript/bin/tsc"), "-p", packed.site], {
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout);
  });

  it("tells an editor what each property of a tag and of a component is for", () => {
    const file = join(packed.site, "hover.tsx");
    const code =
      `import type {} from "human-risk-widgets/types/react";\nimport { RiskScoreCard } from "human-risk-widgets/react.js";\n` +
      `export const all = [<risk-score-card key={1} jobRole="y" />, <RiskScoreCard key={2} variant="card" />];\n`;
    writeFileSync(file, code);
    const { options } = ts.convertCompilerOptionsFromJson(
      { module: "esnext", moduleResolution: "bundler", target: "es2022", strict: true, jsx: "react-jsx", types: [] },
      packed.site,
    );
    const service = ts.createLanguageService({
      getScriptFileNames: () => [file],
      getScriptVersion: () => "1",
      getScriptSnapshot: (path) =>
        existsSync(path) ? ts.ScriptSnapshot.fromString(readFileSync(path, "utf8")) : undefined,
      getCurrentDirectory: () => packed.site,
      getCompilationSettings: () => ({ ...options, preserveSymlinks: true }),
      getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
      fileExists: (path) => ts.sys.fileExists(path),
      readFile: (path) => ts.sys.readFile(path),
      directoryExists: (path) => ts.sys.directoryExists(path),
    });
    const said = (words: string): string =>
      ts.displayPartsToString(service.getQuickInfoAtPosition(file, code.indexOf(words) + 1)?.documentation);
    assert.match(said("jobRole="), /^Subject: people of one role/);
    assert.match(said("variant="), /^`card`, `compact`/);
  });
});

describe("the one-file builds", () => {
  const dist = join(project, "dist");
  const read = (name: string): string => readFileSync(join(dist, name), "utf8");

  it("have the hashes beside them that a page puts into integrity", () => {
    const sri = JSON.parse(read("human-risk-widgets.sri.json")) as Record<string, string>;
    const languages = ["ar", "de", "es", "fr", "ja", "nl", "pt-br"].map((tag) => `human-risk-widgets.${tag}.js`);
    const inFiles = readdirSync(join(dist, "web")).map((name) => `web/${name}`);
    assert.deepEqual(
      Object.keys(sri).sort(),
      [
        ...languages,
        ...inFiles,
        "human-risk-widgets.iife.js",
        "human-risk-widgets.js",
        "human-risk-widgets.worker.js",
      ].sort(),
    );
    for (const [name, expected] of Object.entries(sri)) {
      assert.equal(
        `sha384-${createHash("sha384")
          .update(readFileSync(join(dist, name)))
          .digest("base64")}`,
        expected,
      );
    }
  });

  it("in files: V8 compiles what a page has asked for at once, but for languages and what only looks for another copy", () => {
    const late = readdirSync(join(dist, "web")).filter(
      (name) => !read(`web/${name}`).startsWith("//# allFunctionsCalledOnLoad\n"),
    );
    const names = late.map((name) => name.replace(/-[\w-]{8}\.js$/, "")).sort();
    assert.deepEqual(names, ["ar", "de", "es", "fr", "human-risk-widgets.js", "ja", "nl", "pt-br"]);
  });

  it("hold no eval, no Function constructor and no import of another file", () => {
    for (const name of ["human-risk-widgets.js", "human-risk-widgets.iife.js", "human-risk-widgets.worker.js"]) {
      const code = read(name);
      assert.doesNotMatch(code, /\beval\(|new Function\b/);
      assert.doesNotMatch(code, /(?:^|[;\n])\s*import\s*["'{*]/);
      assert.doesNotMatch(code, /\bdefine\.amd\b|\bmodule\.exports\b/);
    }
  });
});

describe("the bill of materials", () => {
  const bill = (): { bomFormat: string; components: { name: string; version: string }[] } =>
    JSON.parse(execFileSync(process.execPath, [join(project, "scripts", "sbom.mjs")], { encoding: "utf8" })) as never;

  it("names every run-time package once, and is the same each time", () => {
    const { bomFormat, components } = bill();
    assert.equal(bomFormat, "CycloneDX");
    const names = components.map((component) => component.name);
    for (const name of Object.keys(manifest.dependencies)) assert.ok(names.includes(name), name);
    for (const name of ["lit-html", "lit-element", "@lit/reactive-element"]) assert.ok(names.includes(name), name);
    assert.ok(!names.includes("typescript") && !names.includes("vite"));
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(bill(), bill());
  });
});
