// Mutants that no test could notice, because what they change shows nowhere but in the time it takes. Each says why.
const ALIKE = [
  {
    path: "src/engine/bulk/columns.ts",
    line: /^const (mark|ending|TEXTS|IDS) =|types = new Uint8Array/,
    why: "where a text is kept changes how soon it is found, never whether: what is found is compared",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /Math\.max\(0, length - 4\)/,
    to: /^(1|3|5|30|32|\+|>=|false)$/,
    why: "the same, as long as it is a whole number from 0",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /return -1;$/,
    to: /^true$/,
    why: "what is read with care comes to the same columns",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /^const isText =/,
    to: /^(false|\(\) => undefined)$/,
    why: "the same",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /USUAL\.test\(value\)/,
    to: /^true$/,
    why: "what is parsed as a whole comes to the same times",
  },
  {
    path: "src/engine/bulk/columns.ts",
    line: /value\.slice\(0, 11\)/,
    why: "a day that is none leaves the record to be read with care",
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
