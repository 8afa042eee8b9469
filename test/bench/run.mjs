// npm run bench [-- name…] [--json FILE]: ours against the floor (the least any page could do) and against peers, one
// run, one machine; only ratios carry over. Each file in cases/ is one table and runs in a process of its own.
//
// A case exports `title` and `run(bench)`; the bench it is given is lib/bench.mjs. To add one, add a file.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { hasGoal, isMissed, print } from "./lib/table.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const args = process.argv.slice(2);
const json = args.includes("--json") ? args.splice(args.indexOf("--json"), 2)[1] : null;
const known = readdirSync(join(here, "cases"))
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => file.slice(0, -4))
  .sort();

if (args[0] === "--case") {
  const [, name, file] = args;
  const { title, run } = await import(pathToFileURL(join(here, "cases", `${name}.mjs`)));
  const { createBench } = await import("./lib/bench.mjs");
  const bench = await createBench();
  try {
    await run(bench);
  } finally {
    await bench.close();
  }
  writeFileSync(file, JSON.stringify({ name, title, rows: bench.rows, notes: bench.notes }));
} else {
  const unknown = args.filter((name) => !known.includes(name));
  if (unknown.length) {
    console.error(`No such case: ${unknown.join(", ")}. There are ${known.join(", ")}.`);
    process.exit(1);
  }
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? "CPU"}. Medians; ratios are to the floor.`,
  );
  if (loadavg()[0] > cpus().length / 2) {
    console.log(
      `The machine is busy (load ${loadavg()[0].toFixed(1)}): whatever takes longer than the floor looks worse than it is.`,
    );
  }
  const temp = mkdtempSync(join(tmpdir(), "hrw-bench-"));
  const results = [];
  for (const name of args.length ? args : known) {
    const file = join(temp, `${name}.json`);
    const flags = ["--expose-gc", "--max-old-space-size=6000"];
    const { status } = spawnSync(process.execPath, [...flags, fileURLToPath(import.meta.url), "--case", name, file], {
      stdio: "inherit",
    });
    if (status !== 0) {
      console.error(`${name}: failed.`);
      process.exitCode = 1;
      continue;
    }
    results.push(JSON.parse(readFileSync(file, "utf8")));
    print(results.at(-1));
  }
  rmSync(temp, { recursive: true, force: true });
  if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  const missed = results.flatMap(({ rows }) => rows.filter(isMissed));
  const goals = results.flatMap(({ rows }) => rows.filter(hasGoal)).length;
  console.log(
    missed.length
      ? `\n${missed.length} of ${goals} goals MISSED: ${missed.map((row) => row.label).join("; ")}.`
      : `\nAll ${goals} goals met.`,
  );
}
