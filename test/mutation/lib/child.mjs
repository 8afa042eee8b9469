// Runs the tests of one bundle in this process: once to see what each reaches, then for one mutant at a time.
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { expect } from "chai";
import * as fc from "fast-check";
import { browser } from "./browser.mjs";
import { collector, runSuite } from "./harness.mjs";

const [, , file, size, runs] = process.argv;
const HOOKS = ["describe", "it", "before", "after", "beforeEach", "afterEach"];
const script = new vm.Script(
  `(async ($mutant, $standins, $tests, $file, ${HOOKS.join(", ")}) => {${readFileSync(file, "utf8")}\n})`,
  { filename: "tests.js" },
);

/** Random input is the same for every mutant, less of it, and a failure is not made smaller: nobody reads it. */
const steady = (params) => ({
  ...params,
  numRuns: Math.min(params?.numRuns ?? 100, Number(runs)),
  seed: 7,
  endOnFailure: true,
});
const standins = {
  expect,
  fc: { ...fc.default, assert: (property, params) => fc.assert(property, steady(params)) },
};

for (const name of ["log", "info", "warn", "error"]) console[name] = () => {};
// A mutant's promise that nobody waits for, or its timer, is not the test that runs at that moment.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});

/** A fresh copy of all modules, of which none has run yet. */
async function copy($mutant, onFile = () => {}) {
  const { all, globals, $file } = collector();
  const mark = (path) => {
    onFile(path);
    $file(path);
  };
  browser();
  let files;
  const $tests = (given) => void (files = given);
  await script.runInThisContext()($mutant, standins, $tests, mark, ...HOOKS.map((name) => globals[name]));
  return { all, files };
}

/** Which tests reach which mutants, how often, and how long they take. */
async function cover() {
  const counts = new Uint32Array(Number(size));
  const most = new Uint32Array(counts.length);
  const taken = () => {
    const ids = [];
    counts.forEach((count, id) => {
      if (count) ids.push(id);
      if (count > most[id]) most[id] = count;
    });
    counts.fill(0);
    return ids;
  };
  const atLoad = new Set();
  const byFile = new Map();
  let at = "";
  const note = (path) => {
    const ids = taken();
    const to = path === "" ? atLoad : (byFile.get(path) ?? byFile.set(path, new Set()).get(path));
    for (const id of ids) to.add(id);
  };
  const count = (id) => {
    counts[id]++;
    return false;
  };
  const { all, files } = await copy(count, (path) => {
    note(at);
    at = path;
  });
  for (const load of files.values()) await load();
  note(at);
  const tests = [];
  let start = 0;
  // Of this process, not of the machine, which may be doing other things.
  const now = () => process.cpuUsage().user / 1000;
  await runSuite(all, () => true, {
    limit: () => 60_000,
    before(test) {
      note(test.file);
      start = now();
    },
    after(test, error) {
      const ms = now() - start;
      tests.push({
        name: test.name,
        file: test.file,
        ms,
        ids: taken(),
        error: error && String(error.message ?? error),
      });
      return true;
    },
  });
  return { tests, atLoad: [...atLoad], byFile: [...byFile].map(([path, ids]) => [path, [...ids]]), most: [...most] };
}

/**
 * Whether a test fails for a mutant.
 * @param {{ id: number, turns: Array<{ file: string, names: string[] }>, most: number, ms: Record<string, number> }} request
 *   the tests that reach it, in the order in which they are to be tried; how often it may be reached; how long each takes
 */
async function run({ id, turns, most, ms }) {
  let hits = 0;
  let endless = false;
  const $mutant = (other) => {
    if (other !== id) return false;
    if (++hits > most) {
      endless = true;
      throw new Error("An endless loop.");
    }
    return true;
  };
  let killer = null;
  const watch = {
    limit: (test) => 1000 + 10 * (ms[test.name] ?? 0),
    after(test, error) {
      if (error !== undefined || endless) killer = test.name;
      return killer === null;
    },
  };
  const { all, files } = await copy($mutant);
  for (const { file, names } of turns) {
    const wanted = new Set(names);
    try {
      await files.get(file)();
      if (!(await runSuite(all, ({ name }) => wanted.has(name), watch))) break;
    } catch {
      killer = `${file}: cannot be loaded`;
      break;
    }
  }
  return { id, status: endless ? "timeout" : killer === null ? "survived" : "killed", killer };
}

process.on("message", async (request) => {
  if (request.task === "cover") process.send(await cover().catch((error) => ({ fault: error.stack })));
  else process.send(await run(request));
});
// Whoever asks is gone.
process.on("disconnect", () => process.exit());
process.send({ ready: true });
