// The steps of `npm test` and `npm run test:all`.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "./ensure.mjs";
import { isBuilt } from "./fresh.mjs";
import { check, node } from "./run.mjs";

const bin = (path) => join(root, "node_modules", path);

/** Files under `folder` whose path ends with `ending`, relative to the project. */
export function filesUnder(folder, ending) {
  const base = join(root, folder);
  if (!existsSync(base)) return [];
  return readdirSync(base, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((path) => !path.split(sep).includes("node_modules"))
    .sort();
}

let runs = 0;
function resultsFile() {
  const folder = join(root, ".cache", "results");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${process.pid}-${++runs}.json`);
  rmSync(path, { force: true });
  return path;
}

/** What a runner counted; a runner that died without counting is one failure. */
function counted({ code, output }, path) {
  if (!existsSync(path)) return { passed: 0, failed: 1, output, failures: ["the runner died before it had counted"] };
  const totals = JSON.parse(readFileSync(path, "utf8"));
  rmSync(path);
  const failed = code !== 0 && totals.failed === 0 ? 1 : totals.failed;
  const note = totals.skipped > 0 ? `${totals.skipped} skipped` : undefined;
  return { passed: totals.passed, failed, output, failures: totals.failures, said: totals.said, note };
}

/** Browser tests under one of the three configurations. */
export async function browserTests(engine, files = []) {
  const config = engine === "chromium" ? "web-test-runner.config.mjs" : `web-test-runner.${engine}.config.mjs`;
  const results = resultsFile();
  const picked = files.flatMap((file) => ["--files", file]);
  const limit = engine === "chromium" ? 1_500_000 : 2_700_000;
  return counted(
    await node([bin("@web/test-runner/dist/bin.js"), "--config", config, ...picked], {
      env: { HRW_RESULTS: results },
      limit,
    }),
    results,
  );
}

/** node:test files, TypeScript through tsx. */
export async function nodeTests(files, { limit = 1_200_000 } = {}) {
  if (files.length === 0) return { passed: 0, failed: 0, note: "no files" };
  const results = resultsFile();
  const reporter = new URL("node-reporter.mjs", import.meta.url).href;
  return counted(
    await node(
      [
        "--import",
        "tsx",
        "--test",
        "--test-concurrency=2",
        `--test-reporter=${reporter}`,
        "--test-reporter-destination=stdout",
        ...files,
      ],
      {
        env: { HRW_RESULTS: results },
        limit,
      },
    ),
    results,
  );
}

/** Every tsconfig that checks something, each a program of its own. */
function typePrograms() {
  const found = [
    "tsconfig.json",
    ...["src", "test", "demo", "stories", ".storybook"].flatMap((folder) => filesUnder(folder, "tsconfig.json")),
  ];
  return found.filter((path) => !/fixtures|hosts/.test(path) && existsSync(join(root, path)));
}

async function types() {
  const programs = typePrograms();
  const result = { passed: 0, failed: 0, output: "", note: programs.length + " programs" };
  const next = async () => {
    for (let path = programs.shift(); path; path = programs.shift()) {
      const one = check(await node([bin("typescript/bin/tsc"), "--noEmit", "--pretty", "false", "-p", path]));
      result.passed += one.passed;
      result.failed += one.failed;
      if (one.failed) result.output += `${path}\n${one.output}\n`;
    }
  };
  await Promise.all([next(), next()]);
  return result;
}

/** Builds once a run, and not at all when dist/ stands for these sources. */
async function build() {
  if (isBuilt("all")) return { passed: 1, failed: 0, note: "up to date" };
  return check(await node(["scripts/build.mjs"]));
}

export const testSteps = [
  {
    name: "manifest",
    about: "generated files are up to date",
    run: async () => check(await node(["scripts/manifest.mjs", "--check"])),
  },
  {
    name: "lint",
    about: "eslint",
    run: async () => check(await node([bin("eslint/bin/eslint.js"), ".", "--max-warnings", "0"])),
  },
  {
    name: "templates",
    about: "lit-analyzer",
    run: async () =>
      check(
        await node([
          bin("lit-analyzer/cli.js"),
          "src/**/*.ts",
          "--strict",
          "--maxWarnings",
          "0",
          // Its CSS service predates color-scheme, @container and light-dark().
          "--rules.no-invalid-css",
          "off",
        ]),
      ),
  },
  {
    name: "format",
    about: "prettier",
    run: async () => check(await node([bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."])),
  },
  { name: "types", about: "tsc", run: types },
  {
    name: "unit",
    about: "engine, data, charts and elements in Chromium",
    run: () => browserTests("chromium"),
    browser: true,
  },
  { name: "build", about: "npm entries, types, one-file builds", run: build },
  {
    name: "size",
    about: "bytes per entry against the pins",
    run: async () => check(await node(["scripts/size.mjs"])),
  },
  {
    name: "node",
    about: "package, architecture, server, pages",
    run: () => nodeTests(filesUnder("test/node", ".test.ts")),
    browser: true,
  },
  {
    name: "stories",
    about: "every story renders, plays and has no accessibility violation",
    run: () => {
      const files = filesUnder("test/stories", ".test.ts");
      return files.length > 0 ? browserTests("chromium", files) : { passed: 0, failed: 0, note: "no files" };
    },
    browser: true,
  },
];
