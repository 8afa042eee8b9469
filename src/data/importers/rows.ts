/** A line of a CSV file. */
export interface Row {
  cells: string[];
  /** Where it begins, from 1; a quoted cell may hold line breaks. */
  line: number;
  /** Why it cannot be read. */
  fault?: string;
}

/** Longer than any honest line: a quote that is never closed would swallow the rest of the file. */
const LONGEST = 1 << 20;
const BREAK = /\r\n|\r|\n/g;

/** A first line that only tells spreadsheet programs what parts the cells. */
const TOLD = /^sep=([^\r\n])(?:\r\n|\r|\n)/i;

const QUOTED = /"[^"]*"/g;
/** A whole line with one of the signs that part cells: a title above a table has none. */
const PARTED = /[,;\t|][^\r\n]*[\r\n]+[^\r\n]/;

/**
 * Comma, semicolon, tab or bar, whichever the first line uses most that has any. Excel writes semicolons where the comma
 * is the decimal sign.
 */
export function delimiterOf(start: string): string {
  const head = /[^\r\n]*[,;\t|][^\r\n]*/.exec(start.replace(QUOTED, ""))?.[0] ?? "";
  const count = (char: string): number => head.split(char).length;
  return [",", ";", "\t", "|"].reduce((best, char) => (count(char) > count(best) ? char : best));
}

/** One line, from `from` on; null where the text ends before it does, "open" where it ends inside quotes. */
function rowAt(
  text: string,
  from: number,
  last: boolean,
  plain: RegExp,
): { cells: string[]; end: number } | null | "open" {
  const cells: string[] = [];
  for (let i = from; ; i++) {
    let cell = "";
    if (text[i] === '"') {
      let close = i;
      do close = text.indexOf('"', close + 1);
      while (close >= 0 && text[close + 1] === '"' && ++close);
      if (close < 0) return "open";
      cell = text.slice(i + 1, close).replaceAll('""', '"');
      i = close + 1;
    }
    plain.lastIndex = i;
    const rest = plain.exec(text)![0];
    cells.push(cell + rest);
    i += rest.length;
    const char = text[i];
    // A quote at the end may have its other half in the next piece.
    if (char === undefined) return last ? { cells, end: i } : null;
    if (char === "\n") return { cells, end: i + 1 };
    if (char !== "\r") continue;
    if (i + 1 === text.length && !last) return null;
    return { cells, end: text[i + 1] === "\n" ? i + 2 : i + 1 };
  }
}

/**
 * RFC 4180, leniently: any line end, line breaks and doubled quotes inside quotes, empty lines passed over. Holds one
 * line at a time. After a quote that is never closed it goes on with the next line. A line "sep=;" is no row: what it says holds.
 */
export async function* rowsOf(text: AsyncIterable<string> | Iterable<string>, delimiter?: string): AsyncGenerator<Row> {
  let plain: RegExp | undefined;
  let held = "";
  let line = 1;
  /** Within a line that is passed over. */
  let over = false;

  /** Where the line after that of a place begins; the end of what is held where that is not there yet. */
  function next(from: number): number {
    BREAK.lastIndex = from;
    over = !BREAK.test(held);
    if (over) return held.length;
    line++;
    return BREAK.lastIndex;
  }

  function* read(last: boolean): Generator<Row> {
    let from = over ? next(0) : 0;
    while (from < held.length) {
      const row = rowAt(held, from, last, plain!);
      if (row === null && held.length - from <= LONGEST) break;
      if (row === "open" && !last && held.length - from <= LONGEST) break;
      if (row === "open" || row === null) {
        yield {
          cells: [],
          line,
          fault: row ? "a quote is opened and not closed" : "a line of more than a million characters",
        };
        from = next(from);
        continue;
      }
      if (row.cells.length > 1 || row.cells[0] !== "") yield { cells: row.cells, line };
      line += Math.max(1, held.slice(from, row.end).match(BREAK)?.length ?? 0);
      from = row.end;
    }
    held = held.slice(from);
  }

  function begin(): void {
    const [all = "", told] = TOLD.exec(held) ?? [];
    held = held.slice(all.length);
    if (all) line++;
    const parts = delimiter ?? told ?? delimiterOf(held);
    plain = new RegExp(`[^${parts.replace(/[\\\]^-]/g, "\\$&")}\\r\\n]*`, "y");
  }

  for await (const piece of text) {
    held += piece;
    // A stream's first piece may be a letter; a whole line tells what parts the cells.
    if (!plain && (held.length > LONGEST || PARTED.test(held.replace(QUOTED, "")))) begin();
    if (plain) yield* read(false);
  }
  if (!plain) begin();
  yield* read(true);
}
