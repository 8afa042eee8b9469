// npm run mutation [-- path…] [--every=N] [--again]: whether the tests of src/engine and src/data would notice a fault.
// Each mutant is one small fault (an operator, a boundary, a branch, a value); it is noticed when a test fails for it.
//
//   path…      only files whose paths begin so; no floor is held then
//   --every=N  only each Nth mutant: a sample
//   --again    only those that no test noticed when last run: after tests were added
//
// Not among the mutants: types, module names, the words of errors and issues (their paths and values are), and what
// lib/alike.mjs lists with its reasons. The tests are those of test/engine and test/data, in Node instead of a browser.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutAlike } from "./lib/alike.mjs";
import { bundle } from "./lib/bundle.mjs";
import { runner } from "./lib/child-process.mjs";
import { filesIn, root } from "./lib/files.mjs";
import { print, shareOf, survivors, wasNoticed } from "./lib/report.mjs";
import { plan } from "./lib/turns.mjs";

/**
 * The least share of a folder's mutants that tests have to notice, per cent. The data layer's is what a third of them came
 * to (88.1 of 2485), less what another third may differ by.
 */
const FLOORS = { "src/engine": 85, "src/data": 87 };
/** So many runs of each property test, at most: a mutant is tried by all of them. */
const RUNS = process.env.HRW_MUTATION_RUNS ?? "10";

const args = process.argv.slice(2);
const again = args.includes("--again");
const every = Number(args.find((arg) => arg.startsWith("--every="))?.slice("--every=".length) ?? 1);
const chosen = args.filter((arg) => !arg.startsWith("--"));
const folders = Object.keys(FLOORS);
const isChosen = (path) => chosen.length === 0 || chosen.some((start) => path.startsWith(start));
const sources = filesIn(folders, ".ts").filter(isChosen);
if (sources.length === 0) throw new Error(`There is no source under ${chosen.join(", ")}.`);

/** Those of the engine reach nothing of the data layer. */
const tested = sources.every((path) => path.startsWith("src/data/")) ? ["test/data"] : ["test/engine", "test/data"];

const began = Date.now();
const seconds = () => Math.round((Date.now() - began) / 1000);
const folder = join(root, ".cache", "mutation");
const reportPath = join(folder, "report.json");
const bundlePath = join(folder, `bundle-${process.pid}.js`);
mkdirSync(folder, { recursive: true });
const { mutants, code } = await bundle(sources, filesIn(tested, ".test.ts"));
writeFileSync(bundlePath, code);
const counted = withoutAlike(mutants);
const child = runner([bundlePath, mutants.length, RUNS]);

const covered = await child.ask({ task: "cover" }, 900_000);
if (!covered || covered.fault) throw new Error(covered?.fault ?? "The tests did not end.");
for (const { name, error } of covered.tests)
  if (error) console.log(`left out, fails here: ${name}: ${error.slice(0, 100)}`);
const planned = plan(covered, mutants);
const ms = Object.fromEntries(planned.tests.map((test) => [test.name, test.ms]));

/** Whether a test fails for a mutant; one that keeps the process from answering is noticed, too. */
async function fate(mutant, { turns, cost }) {
  const most = 100_000 + 100 * (covered.most[mutant.id] ?? 0);
  return (
    (await child.ask({ task: "run", id: mutant.id, turns, most, ms }, 20_000 + 30 * cost)) ?? { status: "timeout" }
  );
}

// What fails without any mutant would notice every one. A sample is a glance: it takes that on trust.
const everything = [...new Set(planned.tests.map((test) => test.file))].map((file) => ({
  file,
  names: planned.tests.filter((test) => test.file === file).map((test) => test.name),
}));
const none = every > 1 ? { status: "survived" } : await fate({ id: -1 }, { turns: everything, cost: 60_000 });
if (none.status !== "survived") throw new Error(`Without a mutant a test fails: ${none.killer}.`);
console.log(
  `${sources.length} files, ${counted.length} mutants and ${mutants.length - counted.length} that change nothing, ${planned.tests.length} tests, ${seconds()} s`,
);

const previous = existsSync(reportPath) ? JSON.parse(readFileSync(reportPath, "utf8")) : [];
const known = new Map(again ? previous.map((one) => [`${one.path} ${one.key}`, one]) : []);
const results = [];
let told = Date.now();
let stopped = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => (stopped = true));
for (const mutant of counted) {
  const { id, path, line, key, from, to } = mutant;
  if (stopped) break;
  if (id % every) continue;
  const before = known.get(`${path} ${key}`);
  if (before && wasNoticed(before)) {
    results.push(before);
    continue;
  }
  const trial = planned.of(mutant);
  const { status, killer } = trial.turns.length ? await fate(mutant, trial) : { status: "unreached" };
  if (killer) planned.noticed(mutant, killer);
  results.push({ path, line, key, from: from.slice(0, 200), to, status, killer });
  if (Date.now() - told < 30_000) continue;
  told = Date.now();
  console.log(`${id} of ${mutants.length}, ${seconds()} s: ${path}`);
  writeFileSync(join(folder, "survivors.txt"), survivors(results));
}
child.close();
rmSync(bundlePath);

const others = previous.filter(({ path }) => !sources.includes(path));
writeFileSync(reportPath, JSON.stringify([...others, ...results]));
writeFileSync(join(folder, "survivors.txt"), survivors(results));
print(results, folders);
console.log(`${seconds()} s; what no test noticed is in .cache/mutation/survivors.txt`);
if (stopped) console.log("Stopped before its end: the scores are of what was tried.");
for (const [name, floor] of Object.entries(chosen.length || stopped ? {} : FLOORS)) {
  const share = shareOf(results.filter(({ path }) => path.startsWith(`${name}/`)));
  if (share >= floor) continue;
  console.error(`${name}: ${share.toFixed(1)} %, and ${floor} % is the least.`);
  process.exitCode = 1;
}
