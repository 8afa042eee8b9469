const figure = (value, unit) =>
  value === null || value === undefined ? "–" : `${value >= 100 ? Math.round(value) : value.toPrecision(3)} ${unit}`;

/** Prints one case as a table: what, how long (or large), against the floor, against its target. */
export function print({ title, rows, notes }) {
  const cells = rows.map(({ label, value, unit = "ms", ratio, target, missing }) => [
    label,
    missing ?? figure(value, unit),
    ratio ? `${ratio.toFixed(1)}×` : "",
    target ? `${ratio > target ? "over" : "within"} ${target}×` : "",
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
