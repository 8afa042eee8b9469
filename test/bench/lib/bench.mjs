import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const require = createRequire(new URL("../package.json", import.meta.url));

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/**
 * Ms of work since then, without those that other programs had the processor for: the time that went by, or what this
 * process computed (its helping threads included) where that is less.
 */
export function clock() {
  const start = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min(performance.now() - start, (user + system) / 1000);
  };
}

/**
 * What a case measures with:
 * - `source(path)` bundles a source file for Node and imports it; `bundle(path, options)` returns its text
 * - `peer(name)` imports something of test/bench/node_modules, or null (with a note) where it is not installed
 * - `time(work, { runs, before })` in ms, the median; rounds are interleaved by `together`
 * - `row({ label, value, unit, floor, target, goal, missing })` adds a line; `floor` is what `value` is held against,
 *   `target` what it may be of that, `goal` what it may be as it is
 */
export async function createBench() {
  const temp = mkdtempSync(join(tmpdir(), "hrw-bench-"));
  const rows = [];
  const notes = [];
  const closers = [];
  let bundles = 0;

  const bundle = async (path, options = {}) => {
    const result = await build({
      entryPoints: [join(root, path)],
      bundle: true,
      format: "esm",
      target: "es2022",
      write: false,
      tsconfig: join(root, "tsconfig.json"),
      define: { "process.env.NODE_ENV": '"production"' },
      ...options,
    });
    return result.outputFiles[0].text;
  };

  const source = async (path) => {
    const { writeFileSync } = await import("node:fs");
    const file = join(temp, `${bundles++}.mjs`);
    writeFileSync(file, await bundle(path));
    return import(pathToFileURL(file));
  };

  const peer = async (name) => {
    try {
      return await import(pathToFileURL(require.resolve(name)));
    } catch {
      notes.push(`${name} is not installed: npm install --prefix test/bench.`);
      return null;
    }
  };

  /** Medians of several works, taken in turn so that a slow moment of the machine hits all of them. */
  const together = (works, { runs = 7, warm = 3 } = {}) => {
    const names = Object.keys(works);
    const times = Object.fromEntries(names.map((name) => [name, []]));
    for (let round = -warm; round < runs; round++) {
      for (const name of names) {
        globalThis.gc?.();
        const spent = clock();
        works[name](round + warm);
        const ms = spent();
        if (round >= 0) times[name].push(ms);
      }
    }
    return Object.fromEntries(names.map((name) => [name, median(times[name])]));
  };

  const row = ({ label, value, unit, floor, target, goal, missing }) =>
    void rows.push({
      label,
      value,
      unit,
      target,
      goal,
      missing,
      ratio: floor && value !== undefined ? value / floor : undefined,
    });

  return {
    root,
    temp,
    rows,
    notes,
    bundle,
    source,
    peer,
    together,
    row,
    median,
    /** How often a browser case measures each contender; HRW_BENCH_ROUNDS=1 shows that all runs, not how fast. */
    rounds: Number(process.env.HRW_BENCH_ROUNDS) || 7,
    note: (text) => void notes.push(text),
    onClose: (close) => void closers.push(close),
    close: async () => {
      for (const close of closers.reverse()) await close();
      rmSync(temp, { recursive: true, force: true });
    },
  };
}
