// Counts a run's tests and writes them as JSON, so that scripts need not read the runner's screen output.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./ensure.mjs";

const firstLine = (text) => String(text ?? "").split("\n")[0];

function count(suite, path, totals) {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) totals.skipped++;
    else if (test.passed) totals.passed++;
    else {
      totals.failed++;
      totals.failures.push(`${[...path, test.name].join(" › ")}: ${firstLine(test.error?.message)}`);
    }
  }
  for (const inner of suite?.suites ?? []) count(inner, [...path, inner.name], totals);
}

export function resultReporter(path) {
  return {
    onTestRunFinished({ sessions }) {
      const totals = { passed: 0, failed: 0, skipped: 0, failures: [] };
      for (const session of sessions) {
        const file = relative(root, session.testFile);
        const before = totals.passed + totals.failed;
        count(session.testResults, [file], totals);
        // A file that does not load, times out or throws outside a test has no failed test of its own.
        const ran = totals.passed + totals.failed > before;
        if (!session.passed && (session.errors?.length || !ran)) {
          totals.failed++;
          totals.failures.push(`${file}: ${firstLine(session.errors?.[0]?.message ?? "no test ran")}`);
        }
      }
      writeFileSync(path, JSON.stringify(totals));
    },
  };
}
