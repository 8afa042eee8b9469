import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { defineConfig } from "vite";
import { elements, readPackage } from "./scripts/lib/elements.mjs";
import { minifyTemplates } from "./scripts/lib/minify-templates.mjs";
import { plainProperties } from "./scripts/lib/plain-properties.mjs";

const at = (path: string): string => resolve(import.meta.dirname, path);

/**
 * What every build leaves out: reads of properties that nobody uses are not kept for their side effects. Writes are: with
 * `propertyWriteSideEffects: false` the bundler drops some that are read elsewhere, as `query.needs = needs`.
 */
const treeshake = { propertyReadSideEffects: false } as const;

const entries: Record<string, string> = {
  index: "src/index.ts",
  elements: "src/elements.ts",
  "engine/index": "src/engine/index.ts",
  "data/index": "src/data/index.ts",
  react: "src/react.ts",
  ssr: "src/ssr.ts",
  worker: "src/worker.ts",
  ...Object.fromEntries(elements().map(({ tag }) => [`elements/${tag}/define`, `src/elements/${tag}/define.ts`])),
};

// Only what the package declares may stay an import; the compiler's own helpers come along as files of ours.
const { dependencies, peerDependencies = {} } = readPackage();
const declared = Object.keys({ ...dependencies, ...peerDependencies });
const isDeclared = (id: string): boolean => declared.some((name) => id === name || id.startsWith(`${name}/`));

/** npm leaves folders named node_modules out of a package, so a helper cannot keep its path. */
const fileOf = ({ name }: { name: string }): string =>
  name.includes("node_modules") || name.startsWith("_virtual") ? `shared/${basename(name)}.js` : "[name].js";

/** Each element's drawing is a `view.ts`: it is known by its folder. */
const partName = ({ name, facadeModuleId }: { name: string; facadeModuleId?: string | null }): string =>
  `${name === "view" && facadeModuleId ? basename(dirname(facadeModuleId)) : name}-[hash].js`;

/**
 * `vite build` makes the npm entries, one file per module, dependencies left to the reader's bundler;
 * `vite build --mode standalone` makes the body of the one-file build, which scripts/build.mjs wraps; `--mode worker` makes
 * the worker that lies beside it; `--mode web` makes the kit in files that a page loads as it needs them.
 */
export default defineConfig(({ mode }) => {
  const shared = { target: "es2022", emptyOutDir: false, sourcemap: true, reportCompressedSize: false } as const;
  // How long each plugin took is of no use to somebody who wants to see the demo.
  const checks = { pluginTimings: false };
  if (mode === "standalone") {
    return {
      publicDir: false,
      logLevel: "warn",
      plugins: [plainProperties(), minifyTemplates()],
      define: { "process.env.NODE_ENV": '"production"' },
      resolve: {
        conditions: ["browser", "production", "module", "import", "default"],
        alias: [{ find: /^\.\/languages\.js$/, replacement: at("src/strings/languages.standalone.ts") }],
      },
      build: {
        ...shared,
        outDir: ".cache/standalone",
        emptyOutDir: true,
        minify: "oxc",
        lib: { entry: { kit: at("src/standalone.ts") }, formats: ["iife"], name: "kit" },
        rolldownOptions: {
          checks,
          preserveEntrySignatures: "strict",
          treeshake,
          // A page that is not UTF-8 reads a classic script as it reads itself, unless the server says otherwise.
          output: { entryFileNames: "[name].js", minify: true, codeSplitting: false, charset: "ascii" },
        },
      },
    };
  }
  if (mode === "worker") {
    return {
      publicDir: false,
      logLevel: "warn",
      build: {
        ...shared,
        outDir: "dist",
        lib: { entry: { "human-risk-widgets.worker": at("src/worker.ts") }, formats: ["es"] },
        rolldownOptions: {
          checks,
          treeshake,
          output: { entryFileNames: "[name].js", minify: true, codeSplitting: false },
        },
      },
    };
  }
  if (mode === "web") {
    return {
      publicDir: false,
      logLevel: "warn",
      plugins: [plainProperties(), minifyTemplates()],
      define: { "process.env.NODE_ENV": '"production"' },
      resolve: { conditions: ["browser", "production", "module", "import", "default"] },
      build: {
        ...shared,
        sourcemap: false,
        outDir: "dist/web",
        minify: "oxc",
        modulePreload: false,
        lib: { entry: { kit: at("src/index.ts") }, formats: ["es"] },
        rolldownOptions: {
          checks,
          // What the kit shares with its parts stays in its one file: a page waits for no second.
          preserveEntrySignatures: "allow-extension",
          treeshake,
          // By content: a file of another version is never taken for this one's.
          output: {
            entryFileNames: "[name]-[hash].js",
            chunkFileNames: partName,
            minify: true,
            comments: { annotation: false },
            // What a page has asked for it uses at once: V8 compiles it beside the page's thread, while it comes in, instead of
            // function by function on it (https://v8.dev/blog/explicit-compile-hints). Of a language it says little.
            postBanner: ({ facadeModuleId }) =>
              /locales/.test(facadeModuleId ?? "") ? "" : "//# allFunctionsCalledOnLoad",
            // All that every page needs is one file, and what most drawings share another: a third of the requests.
            codeSplitting: {
              groups: [
                { name: "kit", test: /src\/index\.ts$/, priority: 1 },
                { name: "drawing", minShareCount: 6 },
              ],
            },
          },
        },
      },
    };
  }
  return {
    publicDir: false,
    logLevel: "warn",
    plugins: [plainProperties(), minifyTemplates()],
    build: {
      ...shared,
      outDir: "dist",
      minify: false,
      lib: {
        entry: Object.fromEntries(
          Object.entries(entries)
            .map(([name, path]) => [name, at(path)] as const)
            .filter(([, path]) => existsSync(path)),
        ),
        formats: ["es"],
      },
      rolldownOptions: {
        checks,
        external: isDeclared,
        treeshake,
        output: {
          preserveModules: true,
          preserveModulesRoot: at("src"),
          entryFileNames: fileOf,
          // Components have hooks: server components of Next.js and the like hand them on to the browser.
          banner: ({ name }) => (name === "react" ? '"use client";' : ""),
          hoistTransitiveImports: false,
        },
      },
    },
  };
});
