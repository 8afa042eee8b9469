// What became of the mutants, by file and by folder.

const NOTICED = ["killed", "timeout"];

export const wasNoticed = ({ status }) => NOTICED.includes(status);

/** Per cent of them that tests noticed; 100 of none. */
export const shareOf = (some) => (some.length ? (100 * some.filter(wasNoticed).length) / some.length : 100);

const line = (name, some) => {
  const count = (status) => String(some.filter((one) => one.status === status).length).padStart(6);
  const share = shareOf(some).toFixed(1).padStart(6);
  return `${share} % ${String(some.length).padStart(6)}${["survived", "unreached", "timeout"].map(count).join("")}  ${name}`;
};

/** @param {object[]} results @param {string[]} folders */
export function print(results, folders) {
  console.log("\n   score    all  lived  never   late\n");
  for (const folder of folders) {
    const own = results.filter(({ path }) => path.startsWith(`${folder}/`));
    if (own.length === 0) continue;
    for (const path of new Set(own.map((one) => one.path)))
      console.log(
        line(
          path,
          own.filter((one) => one.path === path),
        ),
      );
    console.log(`${line(folder, own)}\n`);
  }
}

/** Those that no test noticed, as one reads them. */
export const survivors = (results) =>
  results
    .filter((one) => !wasNoticed(one))
    .map(({ path, line: at, status, from, to }) => `${path}:${at} ${status}: \`${from}\` → \`${to}\`\n`)
    .join("");
