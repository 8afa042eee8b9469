export const hasGoal = ({ target, goal }) => target !== undefined || goal !== undefined;
export const isMissed = ({ value, ratio, target, goal }) =>
  (target !== undefined && ratio > target) || (goal !== undefined && value > goal);

const figure = (value, unit) =>
  value === null || value === undefined
    ? "–"
    : `${Number.isInteger(value) || Math.abs(value) >= 100 ? Math.round(value) : value.toPrecision(3)} ${unit}`.trim();

/** Prints one case as a table: what, how long (or large), against the floor, against its target. */
export function print({ title, rows, notes }) {
  const cells = rows.map((row) => [
    row.label,
    row.missing ?? figure(row.value, row.unit ?? "ms"),
    row.ratio ? `${row.ratio.toFixed(1)}×` : "",
    hasGoal(row)
      ? `goal ${row.target ? `${row.target}×` : `${row.goal} ${row.unit ?? "ms"}`.trim()}: ${isMissed(row) ? "MISSED" : "met"}`
      : "",
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(...cells.map((row) => row[i].length), 0));
  console.log(`\n${title}`);
  for (const row of cells) {
    console.log(
      `  ${row[0].padEnd(widths[0])}  ${row[1].padStart(widths[1])}  ${row[2].padStart(widths[2])}  ${row[3]}`.trimEnd(),
    );
  }
  for (const note of notes) console.log(`  ${note}`);
}
