// Mutants that no test could notice, because what they change shows nowhere but in the time it takes. Each says why.
const ALIKE = [
  {
    path: "src/engine/bulk/columns.ts",
    line: /^const (mark|ending|PLACES) =|charCodeAt\(n - back\)|at\(4\) \* 31/,
    why: "where a text is kept changes how soon it is found, never whether: what is found is compared",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /return -1;$/,
    to: /^true$/,
    why: "what is read with care comes to the same columns",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /careful = !\(plain &&/,
    to: /^false$/,
    why: "the same",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /if \(careful\)/,
    to: /^true$/,
    why: "the same",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /if \(careful\) rest =/,
    to: /^false$/,
    why: "the same: events read quickly have nothing to say",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /plain = measures == null/,
    to: /^false$/,
    why: "the same",
  },
];

/** Without those that no test could notice. @throws {Error} for an entry above that fits nothing any more */
export function withoutAlike(mutants) {
  const fits = (rule, { path, source, to }) =>
    path === rule.path && rule.line.test(source) && (!rule.to || rule.to.test(to));
  for (const rule of ALIKE)
    if (mutants.some(({ path }) => path === rule.path) && !mutants.some((mutant) => fits(rule, mutant)))
      throw new Error(`${rule.path}: nothing is like ${rule.line} any more.`);
  return mutants.filter((mutant) => !ALIKE.some((rule) => fits(rule, mutant)));
}
