import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";

const project = join(import.meta.dirname, "../..");
const report = readFileSync(join(project, "docs/accessibility.md"), "utf8");
const rows = report
  .split("\n")
  .filter((line) => line.startsWith("|") && !/^\| (criterion|matter|-)/.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** Levels A and AA of WCAG 2.2; 4.1.1 is gone from it. */
const CRITERIA =
  "1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3".split(
    " ",
  );

describe("docs/accessibility.md", () => {
  it("has every criterion of level A and AA once for all elements", () => {
    const named = rows.filter((row) => row.length === 5).map(([criterion]) => criterion!.split(" ")[0]);
    assert.equal(CRITERIA.length, 55);
    assert.deepEqual(named, CRITERIA);
  });

  it("has a table for every element", () => {
    const elements = readdirSync(join(project, "src/elements"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "shared")
      .map(({ name }) => name);
    assert.deepEqual(
      elements.filter((tag) => !report.includes(`### \`<${tag}>\``)),
      [],
    );
  });

  it("names a test in every row that claims something, and each is there", () => {
    const wrong = rows.flatMap((row) => {
      const cell = row.at(-1)!;
      const found = /^`([^`]+)`: “(.+)”$/.exec(cell);
      if (!found) return row.includes("not applicable") && cell === "" ? [] : [`no test: ${row[0]}`];
      const [, file, name] = found as unknown as [string, string, string];
      const path = join(project, file);
      if (!existsSync(path)) return [`no file: ${file}`];
      const titles = readFileSync(path, "utf8").match(/\bit\(\s*(["`])[\s\S]*?\1,/g) ?? [];
      return titles.some((title) => title.includes(name)) ? [] : [`${row[0]}: no test “${name}” in ${file}`];
    });
    assert.deepEqual(wrong, []);
  });
});
