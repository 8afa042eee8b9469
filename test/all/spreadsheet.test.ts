import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { onPath } from "../../scripts/lib/browsers.mjs";
import { toCsv, type ExportTable } from "../../src/elements/export.js";

const run = promisify(execFile);
const soffice = onPath("soffice", "libreoffice");
if (!soffice) throw new Error("No LibreOffice (Debian: apt-get install --no-install-recommends libreoffice-calc).");

const BITS = [
  ..."=+-@\t\r\n\"',;|:%$#&<>/\\ ()0123456789",
  ...[
    "＝",
    "＋",
    "－",
    "＠",
    "\r\n",
    "\u00A0",
    "\u200B",
    "\u202E",
    "\u0007",
    "é",
    "ß",
    "Ł",
    "شركة",
    "עברית",
    "日本",
    "👩🏽‍💻",
    "🇳🇱",
  ],
  ...["007", "1e5", "1.5", "-3", "=1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "TRUE", "2026-11-23", "1/2", "'", "''"],
];

/** The same names each time: hostile ones first, then whatever comes of their pieces. */
function names(count: number): string[] {
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  return Array.from({ length: count }, (_, i) => {
    if (i < BITS.length) return BITS[i]!;
    return Array.from({ length: 1 + next(6) }, () => BITS[next(BITS.length)]!).join("");
  });
}

/** Fields of a CSV in quotes or not, as RFC 4180 has it. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/gy;
  for (let found = cells.exec(text); found && found.index < text.length; found = cells.exec(text)) {
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2]!);
    if (found[3] === "\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

/** Line ends of any kind, which a cell has one kind of. */
const held = (text: string): string => text.replace(/[\r\n]+/g, "\n");

const neutral = (text: string): string =>
  /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u0000-\u001F]/.test(text) ? `'${text}` : text;

/** To the 15 digits that a spreadsheet writes. */
const digits = (n: number): number => Number(n.toPrecision(15));

describe("an export opened by a spreadsheet program", () => {
  it("gives back 10 000 hostile names and their numbers", async () => {
    const all = names(10_000);
    const numbers = all.map((_, i) => [(i - 5000) / 8, -i, i * 1e-7, 0.1 + i][i % 4]!);
    const table: ExportTable = {
      name: "people",
      model: "moxso",
      asOf: Date.UTC(2026, 10, 23, 9, 12),
      columns: ["name", "score", "change"],
      rows: all.map((name, i) => [name, numbers[i], i % 3 ? -numbers[i]! : null]),
    };
    const folder = await mkdtemp(join(tmpdir(), "hrw-calc-"));
    try {
      await writeFile(join(folder, "in.csv"), toCsv(table));
      // What a person gets who opens the file: commas, quotes, UTF-8, and numbers and formulas taken for what they look like.
      const read = (quoted: boolean): string => `CSV:44,34,76,1,,1033,${quoted},true,true,false,false,0`;
      for (const quoted of [false, true]) {
        const out = join(folder, `out-${quoted}`);
        // Written as shown in the cell, every text in quotes, full precision of numbers.
        const written = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,false,false,false,-1";
        await run(
          soffice,
          [
            `-env:UserInstallation=file://${join(folder, "profile")}`,
            "--headless",
            `--infilter=${read(quoted)}`,
            "--convert-to",
            written,
            "--outdir",
            out,
            join(folder, "in.csv"),
          ],
          { timeout: 280_000, env: { ...process.env, HOME: folder } },
        );
        const [file] = await readdir(out);
        const [head, ...rows] = parse((await readFile(join(out, file!), "utf8")).replace(/^\uFEFF/, ""));
        assert.deepEqual(head, ["model", "as_of", "name", "score", "change"]);
        assert.equal(rows.length, all.length);
        rows.forEach((row, i) => {
          // Where quoted text is kept as text every name is; where not, whatever began like a formula still is.
          const expected = held(neutral(all[i]!));
          if (quoted || neutral(all[i]!) !== all[i])
            assert.equal(held(row[2]!), expected, `name ${i}: ${JSON.stringify(all[i])}`);
          assert.equal(Number(row[3]), digits(numbers[i]!), `score ${i}`);
          if (i % 3 === 0) assert.equal(row[4], "", `no change ${i}`);
          else assert.equal(Number(row[4]), digits(-numbers[i]!), `change ${i}`);
        });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
