// Counts node:test results and writes them as JSON to HRW_RESULTS, with what the tests say; failures go to the screen.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { inspect } from "node:util";
import { root } from "./ensure.mjs";

export default async function* report(source) {
  const totals = { passed: 0, failed: 0, skipped: 0, failures: [], said: [] };
  for await (const { type, data } of source) {
    if (type === "test:stdout" || type === "test:stderr") yield data.message;
    // Without a file it is the runner's own sum.
    if (type === "test:stdout" || (type === "test:diagnostic" && data.file)) totals.said.push(data.message.trimEnd());
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.skip !== undefined || data.todo !== undefined) {
      totals.skipped++;
      continue;
    }
    const cause = data.details?.error?.cause ?? data.details?.error;
    // A suite fails with its tests, which are counted; one that fails by itself (a hook, an import) is not.
    const inner = data.details?.error?.failureType === "subtestsFailed";
    if (data.details?.type === "suite" || inner) {
      if (type === "test:pass" || inner) continue;
    }
    if (type === "test:pass") totals.passed++;
    else {
      totals.failed++;
      const why = String(cause?.message ?? cause).split("\n")[0];
      totals.failures.push(`${data.file ? relative(root, data.file) : ""} › ${data.name}: ${why}`);
      yield `✗ ${data.file ?? ""} ${data.name}\n${cause instanceof Error ? cause.stack : inspect(cause)}\n\n`;
    }
  }
  writeFileSync(process.env.HRW_RESULTS, JSON.stringify(totals));
}
