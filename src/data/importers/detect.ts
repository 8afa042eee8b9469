import { importCsv } from "./csv.js";
import { gophishKind, importGophish } from "./gophish.js";
import { guessColumns } from "./guess.js";
import { importHibp } from "./hibp.js";
import { mailKey } from "./people.js";
import { rowsOf, type Row } from "./rows.js";
import { nameOf, shown } from "./tally.js";
import { peek, textOf } from "./text.js";
import {
  ImportError,
  type ColumnMapping,
  type CsvOptions,
  type GophishOptions,
  type HibpOptions,
  type ImportOptions,
  type ImportResult,
  type ImportSource,
  type TableStart,
  type XapiOptions,
} from "./types.js";
import { importXapi } from "./xapi.js";

export interface FileOptions extends GophishOptions, XapiOptions, HibpOptions, Omit<CsvOptions, "columns"> {
  /** For CSV files that no known tool wrote; default: what their headers suggest. */
  columns?: ColumnMapping;
}

/** So far down a header is looked for, under titles and second headers; and so many lines show what columns hold. */
const ABOVE = 10;
const SAMPLE = 100;

const knows = ({ email, id }: ColumnMapping): boolean => email !== undefined || id !== undefined;

/** @returns also whether the header is the file's first row */
async function tableOf(start: string): Promise<[table: TableStart, first: boolean]> {
  const lines: Row[] = [];
  // The last line may be cut.
  const whole = start.slice(0, Math.max(start.lastIndexOf("\n"), start.lastIndexOf("\r")) + 1) || start;
  for await (const row of rowsOf([whole])) if (lines.push(row) >= SAMPLE) break;
  const [first] = lines;
  if (!first) return [{ line: 1, header: [], rows: [], columns: {} }, true];
  const from = (at: number): TableStart => {
    const { cells: header, line } = lines[at]!;
    const rows = lines.slice(at + 1).map(({ cells }) => cells);
    return { line, header, rows, columns: guessColumns(header, rows) };
  };
  // An address is nobody's header.
  if (first.cells.some((cell) => mailKey(cell) !== null))
    return [{ line: 0, header: [], rows: lines.map(({ cells }) => cells), columns: {} }, false];
  for (let at = 0; at < Math.min(ABOVE, lines.length); at++) {
    const table = from(at);
    if (knows(table.columns)) return [table, at === 0];
  }
  return [from(0), true];
}

/** The beginning of a CSV file: its header, some lines, and what they suggest, for a page that asks which column is which. */
export async function readTable(source: ImportSource, options: ImportOptions = {}): Promise<TableStart> {
  const pieces = textOf(source, options);
  const [start] = await peek(pieces);
  // Nothing more is read.
  await pieces.return(undefined);
  return (await tableOf(start))[0];
}

/** The cells of a CSV file's header (see `readTable`). */
export async function readHeader(source: ImportSource, options: ImportOptions = {}): Promise<string[]> {
  return (await readTable(source, options)).header;
}

/** Excel's workbooks, new and old, and other archives, as they read as text. */
const WORKBOOK = /^(?:PK\x03\x04|[\xD0\uFFFD][\xCF\uFFFD]\x11)/;

/**
 * Reads a file of any of the known tools: finds out by its beginning whose it is.
 * @throws {ImportError} `unknown-format`, or what the format's own importer throws
 */
export async function importFile(source: ImportSource, options: FileOptions = {}): Promise<ImportResult> {
  const [start, text] = await peek(textOf(source, options));
  // Read and reported once: the importer gets text and needs neither the encoding nor the name from the source.
  const { encoding: _encoding, progress: _progress, ...rest } = options;
  const inner = { ...rest, name: nameOf(source, options.name) };
  if (/^\s*$/.test(start)) throw new ImportError("empty", "The file is empty.");
  if (WORKBOOK.test(start))
    throw new ImportError(
      "unknown-format",
      "This is a workbook or an archive, not text: save the sheet as CSV (UTF-8).",
    );
  if (/^\s*[[{]/.test(start)) {
    const has = (...names: string[]): boolean => names.some((name) => start.includes(`"${name}"`));
    if (has("actor", "statements", "verb")) return importXapi(text, inner);
    if (has("timeline", "launch_date", "created_date", "results")) return importGophish(text, inner);
    if (has("BreachSearchResults", "BreachDate", "Name") || /^\s*\{\s*"[^"]*"\s*:\s*\[/.test(start))
      return importHibp(text, inner);
    throw new ImportError(
      "unknown-format",
      "This JSON is neither a GoPhish campaign, nor xAPI statements, nor an answer of Have I Been Pwned.",
    );
  }
  const [{ line, header: names, rows, columns: suggested }, first] = await tableOf(start);
  if (gophishKind(names.map((name) => name.trim().toLowerCase())) && first && !options.columns)
    return importGophish(text, inner);
  const columns = options.columns ?? suggested;
  if (!knows(columns)) {
    const found = (line ? names : (rows[0] ?? [])).slice(0, 12).map(shown).join(", ");
    throw new ImportError(
      "unknown-format",
      line
        ? `None of the columns is known to hold e-mail addresses: ${found}. Say which does (columns).`
        : `The first line holds no headers: ${found}. Say by their places which columns hold what (columns, header).`,
    );
  }
  // Where columns go by their places, a first line that holds an address is a person's.
  const header = first || line || typeof (columns.email ?? columns.id) === "string";
  return importCsv(text, { ...inner, columns, header: options.header ?? header });
}
