// As much of mocha as the tests use: collected anew for each mutant, so that none leaves anything behind for the next.

/** A name without what changes from run to run. */
const steady = (name) => name.replace(/seed \d+/g, "seed");

export class Suite {
  suites = [];
  tests = [];
  hooks = { before: [], after: [], beforeEach: [], afterEach: [] };

  constructor(name = "", parent = null) {
    this.name = name;
    this.parent = parent;
  }
}

/** The globals of a test file, and the suite that they fill. */
export function collector() {
  const all = new Suite();
  let at = all;
  let file = "";
  const names = new Map();
  const describe = (name, body) => {
    const suite = new Suite(`${at.name} ${name}`, at);
    at.suites.push(suite);
    at = suite;
    try {
      body.call({ timeout() {} });
    } finally {
      at = suite.parent;
    }
  };
  const it = (name, run) => {
    // A file that awaits something at its top goes on when another's name is set: its tests would be found nowhere again.
    if (!file) throw new Error(`The test "${at.name} ${name}" is of no file: load what it needs in "before".`);
    const full = steady(`${file}:${at.name} ${name}`);
    const count = (names.get(full) ?? 0) + 1;
    names.set(full, count);
    at.tests.push({ name: count > 1 ? `${full} #${count}` : full, file, run });
  };
  const hook = (kind) => (run) => void at.hooks[kind].push(run);
  const globals = { describe, it };
  for (const kind of Object.keys(all.hooks)) globals[kind] = hook(kind);
  return {
    all,
    globals,
    $file: (path) => {
      file = path;
    },
  };
}

/** A test may put its own in their place. */
const { setTimeout, clearTimeout } = globalThis;
const HUNG = Symbol("hung");

/** Runs a test or hook; a promise that nobody will keep fails as one that is broken. */
async function call(run, ms) {
  const running = run.call({ timeout() {} });
  if (typeof running?.then !== "function") return;
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms, HUNG);
  });
  const first = await Promise.race([running, late]).finally(() => clearTimeout(timer));
  if (first === HUNG) throw new Error("It did not end.");
}

/**
 * Runs tests, those of one suite after those of another.
 * @param {(test: object) => boolean} wanted which
 * @param {{ limit(test: object): number, before?(test: object): void, after(test: object, error: unknown): boolean }} watch
 *   `after` answers whether to go on
 * @returns {Promise<boolean>} whether all were run
 */
export async function runSuite(suite, wanted, watch) {
  const chosen = (one) => one.tests.some(wanted) || one.suites.some(chosen);
  if (!chosen(suite)) return true;
  const first = suite.tests.find(wanted) ?? { name: `${suite.name}: hooks`, file: "" };
  const around = (kind) => {
    const hooks = [];
    for (let at = suite; at; at = at.parent) hooks.unshift(...at.hooks[kind]);
    return hooks;
  };
  try {
    for (const hook of suite.hooks.before) await call(hook, 5000);
  } catch (error) {
    return watch.after(first, error);
  }
  for (const test of suite.tests) {
    if (!wanted(test)) continue;
    watch.before?.(test);
    let fault;
    try {
      for (const hook of around("beforeEach")) await call(hook, 5000);
      await call(test.run, watch.limit(test));
      for (const hook of around("afterEach")) await call(hook, 5000);
    } catch (error) {
      fault = error ?? new Error("failed");
    }
    if (!watch.after(test, fault)) return false;
  }
  for (const inner of suite.suites) if (!(await runSuite(inner, wanted, watch))) return false;
  try {
    for (const hook of suite.hooks.after) await call(hook, 5000);
  } catch (error) {
    return watch.after(first, error);
  }
  return true;
}
