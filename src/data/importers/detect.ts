import { guessColumns, importCsv } from "./csv.js";
import { gophishKind, importGophish } from "./gophish.js";
import { importHibp } from "./hibp.js";
import { rowsOf } from "./rows.js";
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
  type XapiOptions,
} from "./types.js";
import { importXapi } from "./xapi.js";

export interface FileOptions extends GophishOptions, XapiOptions, HibpOptions, Omit<CsvOptions, "columns"> {
  /** For CSV files that no known tool wrote; default: what their headers suggest. */
  columns?: ColumnMapping;
}

async function headerOf(start: string): Promise<string[]> {
  for await (const { cells } of rowsOf([start])) return cells;
  return [];
}

/** The cells of a CSV file's first line, for a page that asks which column is which (see `guessColumns`). */
export async function readHeader(source: ImportSource, options: ImportOptions = {}): Promise<string[]> {
  const pieces = textOf(source, options);
  const [start] = await peek(pieces);
  // Nothing more is read.
  await pieces.return(undefined);
  return headerOf(start);
}

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
  const header = await headerOf(start);
  if (gophishKind(header.map((name) => name.trim().toLowerCase())) && !options.columns)
    return importGophish(text, inner);
  const columns = options.columns ?? guessColumns(header);
  if (columns.email === undefined && columns.id === undefined) {
    const found = header.slice(0, 12).map(shown).join(", ");
    throw new ImportError(
      "unknown-format",
      `None of the columns is known to hold e-mail addresses: ${found}. Say which does (columns).`,
    );
  }
  return importCsv(text, { ...inner, columns });
}
