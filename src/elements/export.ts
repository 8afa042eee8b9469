/**
 * Exports: what an element shows, as data or as a picture. Loaded when somebody exports, so that showing costs nothing
 * of it. Privacy is applied before: a table holds what the element's view holds, and a picture what is on screen.
 */
import type { LocaleController } from "../controllers/locale.js";
import type { Book } from "../data/book.js";
import type { Model } from "../engine/types.js";
import { toPng, toSvg } from "./export-file.js";
import { picture } from "./export-image.js";
import type { RiskElement } from "./risk-element.js";
import { modelName } from "./shared/model-names.js";

export type Value = string | number | boolean | null | undefined;

/** What an element shows, as columns and rows. Every number keeps its full precision. */
export interface ExportTable {
  /** Begins the file's name, as `clients`. */
  name: string;
  /** Model id. */
  model: string;
  /** Epoch ms. */
  asOf: number;
  /** Machine names, snake_case. */
  columns: readonly string[];
  rows: ReadonlyArray<readonly Value[]>;
}

export interface ExportOptions {
  /** `false` hands the result over without a download. */
  download?: boolean;
}

/** `risk-clients-moxso-2026-11-23.csv`; the day is that of `asOf` in UTC. */
export function fileName({ name, model, asOf }: Pick<ExportTable, "name" | "model" | "asOf">, format: string): string {
  const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${["risk", plain(name), plain(model), iso(asOf).slice(0, 10)].filter(Boolean).join("-")}.${format}`;
}

const iso = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : "");

/**
 * RFC 4180 with CRLF and a byte order mark, which spreadsheet programs take UTF-8 by. Model and date stand in every row,
 * so that a row which was copied out still says what it is. A text cell that begins like a formula gets an apostrophe
 * before it; numbers are written as numbers, negative ones too.
 */
export function toCsv(table: ExportTable): string {
  const date = iso(table.asOf);
  const lines = [
    ["model", "as_of", ...table.columns],
    ...table.rows.map((row): readonly Value[] => [table.model, date, ...row]),
  ];
  return `\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** What spreadsheet programs take for the beginning of a formula, also in full width. */
const FORMULA = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u0000-\u001F]/;

function cell(value: Value): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  // Always in quotes: a name such as 007 or 1e5 is text, and programs that are asked to keep quoted text as text can.
  return `"${(FORMULA.test(String(value)) ? `'${value}` : String(value)).replace(/"/g, '""')}"`;
}

/** One object a row, keys as in the CSV. */
export function toJson(table: ExportTable): string {
  const { name, model, asOf, columns, rows } = table;
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, plain(row[i])])));
  return JSON.stringify({ name, model, as_of: iso(asOf), columns, rows: objects }, null, 2);
}

const plain = (value: Value): Value => (typeof value === "number" && !Number.isFinite(value) ? null : (value ?? null));

const TYPES: Readonly<Record<string, string>> = { csv: "text/csv;charset=utf-8", json: "application/json" };

/**
 * A person's id is often an address: where names are hidden their pseudonym stands for it, the same in every file that is
 * exported while the page is open.
 */
async function withoutIds(table: ExportTable, book: Book | null): Promise<ExportTable> {
  const place = table.columns.indexOf("id");
  if (!book || place < 0 || book.options.redact === "none") return table;
  // Its own part, as elsewhere: `names` reaches so deep into what every element holds that bundlers would split that.
  const { nameless } = await import("../data/nameless.js");
  const kind = table.columns.indexOf("kind");
  const shown = (row: readonly Value[]): readonly Value[] => {
    const id = String(row[place]);
    // A table that says no kind is of people; not all of them are in the data, which a worker may keep.
    return kind < 0 || row[kind] === "person" ? row.with(place, nameless(id, id, "pseudonym")) : row;
  };
  return { ...table, rows: table.rows.map(shown) };
}

/** The table as text, downloaded unless told otherwise. */
export function exportData(
  table: ExportTable,
  format: "csv" | "json",
  { download: save = true }: ExportOptions,
): string {
  const text = format === "csv" ? toCsv(table) : toJson(table);
  if (save) download(text, fileName(table, format));
  return text;
}

export interface ImageMeta extends Pick<ExportTable, "name" | "model" | "asOf"> {
  /** What the picture is called. */
  title: string;
  /** The line under it: model and date in words. */
  caption: string;
}

/** What stands under a picture: by which model, and when. */
export const captionOf = (language: LocaleController, model: Model | undefined, at: number): string =>
  [...(model ? [modelName(language, model)] : []), language.format.date(at)].join(" · ");

/** What `root` shows at the moment as a picture, downloaded unless told otherwise. */
export async function exportImage(
  root: Element,
  format: "svg" | "png",
  meta: ImageMeta,
  { download: save = true }: ExportOptions,
): Promise<Blob> {
  const drawn = picture(root, meta.caption);
  const blob =
    format === "png"
      ? await toPng(drawn)
      : new Blob([toSvg(drawn, meta.title, `${meta.caption} (${meta.model}, ${iso(meta.asOf)})`)], {
          type: "image/svg+xml",
        });
  if (save) download(blob, fileName(meta, format));
  return blob;
}

/** Waits for what is to be exported; an element that was never on a page has nothing, and would never be ready. */
async function ready(el: RiskElement, format: string, formats: readonly string[]): Promise<boolean> {
  if (!formats.includes(format))
    throw new TypeError(`format: ${JSON.stringify(format)}; expected ${formats.join(" or ")}.`);
  if (el.isConnected || el.hasUpdated) await el.updateComplete;
  return el.hasUpdated;
}

/** `RiskElement.exportData`. */
export async function exportElementData(
  el: RiskElement,
  format: "csv" | "json",
  options: ExportOptions,
): Promise<string> {
  if (!(await ready(el, format, ["csv", "json"]))) return "";
  const table = await el["exportTable"]();
  if (!table) return "";
  const text = exportData(await withoutIds(table, el["book"]), format, options);
  el["emit"]("risk-export", { format });
  return text;
}

/** `RiskElement.exportImage`. */
export async function exportElementImage(
  el: RiskElement,
  format: "svg" | "png",
  options: ExportOptions,
): Promise<Blob | null> {
  if (!(await ready(el, format, ["svg", "png"]))) return null;
  const table = await el["exportTable"]();
  const root = el.renderRoot.querySelector("[part~=base]");
  const book = el["book"];
  if (!table || !root || !book) return null;
  const title = root.querySelector("[part~=title],[part~=name]")?.textContent?.trim() || table.name;
  // A client may have a model of its own; of several none is the picture's.
  const model = [book.model, ...book.clientIds.map((_, i) => book.modelOf(i))].find(({ id }) => id === table.model);
  const caption = captionOf(el["language"], model, table.asOf);
  const meta = { ...table, title, caption };
  const blob = await exportImage(root, format, meta, options);
  el["emit"]("risk-export", { format });
  return blob;
}

/** Saves as a file: a blob and a link with `download`, which the strictest page policy allows. */
export function download(content: string | Blob, name: string): void {
  const format = name.slice(name.lastIndexOf(".") + 1);
  const blob = typeof content === "string" ? new Blob([content], { type: TYPES[format] ?? "text/plain" }) : content;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  // Outside the page's own tree nothing of the page hears the click.
  link.click();
  // Browsers read the blob after the click: at once is too early for some.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
