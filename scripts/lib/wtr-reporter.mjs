// Counts a run's tests and writes them as JSON, so that scripts need not read the runner's screen output.
import { writeFileSync } from "node:fs";

function count(suite, totals) {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) totals.skipped++;
    else if (test.passed) totals.passed++;
    else totals.failed++;
  }
  for (const inner of suite?.suites ?? []) count(inner, totals);
}

export function resultReporter(path) {
  return {
    onTestRunFinished({ sessions }) {
      const totals = { passed: 0, failed: 0, skipped: 0, files: 0, broken: [] };
      for (const session of sessions) {
        totals.files++;
        const before = totals.passed + totals.failed;
        count(session.testResults, totals);
        // A file that does not load, times out or throws outside a test has no failed test of its own.
        const ran = totals.passed + totals.failed > before;
        if (!session.passed && (session.errors?.length || !ran)) {
          totals.failed++;
          totals.broken.push(session.testFile);
        }
      }
      writeFileSync(path, JSON.stringify(totals));
    },
  };
}
