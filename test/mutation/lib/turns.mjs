// Which tests are tried on a mutant, and in which order: what it costs is mostly what is tried in vain.

/** Tests that take longer (ms of one processor) are tried only on the file whose tests they are, */
const SLOW = 150;
/** and those that take so long on none. */
const TOO_SLOW = 1500;

const mirror = (path) => path.replace(/^src/, "test").replace(/\.ts$/, ".test.ts");

const group = (tests) => {
  const files = new Map();
  for (const test of tests) files.set(test.file, [...(files.get(test.file) ?? []), test]);
  return files;
};

/**
 * @param {object} covered what lib/child.mjs answers to `cover`
 * @returns {{ tests: object[], of(mutant: object): { turns: object[], cost: number }, noticed(mutant: object, name: string): void }}
 *   `tests` that are sound; `of` answers which are tried on a mutant, none where none reaches it
 */
export function plan(covered, mutants) {
  const tests = covered.tests.filter((test) => !test.error && test.ms <= TOO_SLOW);
  const reaching = mutants.map(() => new Set());
  const reachingFile = new Map(mutants.map(({ path }) => [path, new Set()]));
  const reach = (id, test) => {
    const { path } = mutants[id];
    if (test.ms > SLOW && test.file !== mirror(path)) return;
    reaching[id].add(test);
    reachingFile.get(path).add(test);
  };
  const byFile = group(tests);
  for (const test of tests) for (const id of test.ids) reach(id, test);
  for (const [file, ids] of covered.byFile)
    for (const id of ids) for (const test of byFile.get(file) ?? []) reach(id, test);
  // What runs once, when its file is loaded, may show in whatever test runs anything of that file.
  for (const id of covered.atLoad) {
    const own = reachingFile.get(mutants[id].path);
    reaching[id] = own.size > 0 ? own : new Set(tests.filter((test) => test.ms <= SLOW));
  }

  const recent = new Map();
  const costOf = (list) => list.reduce((sum, test) => sum + test.ms, 0);
  const turn = (file, list) => ({ file, names: list.map((test) => test.name) });
  return {
    tests,
    /** Those that noticed its neighbours come first, then the tests of its file, then the quick before the slow. */
    of({ id, path }) {
      const all = reaching[id];
      const first = (recent.get(path) ?? []).filter((test) => all.has(test)).slice(0, 6);
      const rest = group([...all].filter((test) => !first.includes(test)));
      const rank = ([file, list]) => (file === mirror(path) ? 0 : costOf(list));
      const files = [...rest].sort((a, b) => rank(a) - rank(b));
      const turns = [...first.map((test) => turn(test.file, [test])), ...files.map(([file, list]) => turn(file, list))];
      return { turns, cost: costOf([...all]) };
    },
    noticed({ path }, name) {
      const test = tests.find((one) => one.name === name);
      const known = recent.get(path) ?? [];
      if (test) recent.set(path, [test, ...known.filter((one) => one !== test)].slice(0, 30));
    },
  };
}
