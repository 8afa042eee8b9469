import { isList, isObject, problem } from "../../engine/evidence.js";
import { ImportError, type ImportOptions, type ImportSource } from "./types.js";

/** How much text is handed on at once: a long string is cut so that readers can report on their way. */
const PIECE = 1 << 18;

async function* bytesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Not every browser can iterate a stream.
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function piecesOf(source: ImportSource): AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string> {
  if (typeof source === "string" || source instanceof Uint8Array) return [source];
  if (source instanceof ArrayBuffer) return [new Uint8Array(source)];
  if (source instanceof Blob) return bytesOf(source.stream());
  if (source instanceof ReadableStream) return bytesOf(source);
  const pieces: unknown = source;
  if (isList(pieces) && pieces.every((piece) => typeof piece === "string" || piece instanceof Uint8Array))
    return pieces as Array<Uint8Array | string>;
  if (isObject(pieces) && (Symbol.asyncIterator in pieces || Symbol.iterator in pieces)) return source;
  // What is parsed already is the likeliest of what is no file.
  const { message } = problem("source", source, "a file's text, bytes, a Blob or a stream");
  throw new ImportError("unknown-format", message);
}

/** Beyond ASCII, and what a decoder writes for bytes that are none of its encoding. */
const BEYOND = /[^\0-\x7f]/;
const BROKEN = "\uFFFD";

/**
 * Bytes to text, piece by piece; without a piece, what is left. Where no encoding is named the first letter beyond ASCII
 * tells: spreadsheet programs still write Windows' own, and what is no UTF-8 is taken for that.
 */
function decoderFor(start: Uint8Array, encoding: string | undefined): (piece?: Uint8Array) => string {
  const [a, b] = start;
  // What spreadsheet programs call "Unicode text". Databases write it without the mark; no text begins with a nought.
  const bare = encoding === undefined && start.length > 1;
  const marked =
    (a === 0xff && b === 0xfe) || (bare && a !== 0 && b === 0)
      ? "utf-16le"
      : (a === 0xfe && b === 0xff) || (bare && a === 0 && b !== 0)
        ? "utf-16be"
        : encoding;
  let decoder = new TextDecoder(marked);
  let open = marked === undefined && !(a === 0xef && b === 0xbb);
  /** The end of what has been read that may be half a letter. */
  let half: readonly number[] = [];
  return (piece) => {
    if (!piece) return decoder.decode();
    const text = decoder.decode(piece, { stream: true });
    if (!open) return text;
    open = !BEYOND.test(text);
    const held = half;
    const end = piece.findLastIndex((byte) => byte < 0x80) + 1;
    half = [...(end ? [] : held), ...piece.subarray(end)];
    if (open || BEYOND.test(text.replaceAll(BROKEN, ""))) return text;
    decoder = new TextDecoder("windows-1252");
    return decoder.decode(Uint8Array.from(held), { stream: true }) + decoder.decode(piece, { stream: true });
  };
}

/**
 * A source as text, piece by piece, without a byte order mark.
 * @throws {DOMException} the signal was aborted
 * @throws {RangeError} an unknown encoding
 * @throws {ImportError} `unknown-format`: no text and nothing that gives any
 */
export async function* textOf(
  source: ImportSource,
  { encoding, signal, progress }: ImportOptions,
): AsyncGenerator<string> {
  let decode: ReturnType<typeof decoderFor> | undefined;
  let read = 0;
  for await (const piece of piecesOf(source)) {
    let text: string;
    if (typeof piece === "string") text = read === 0 ? piece.replace(/^\uFEFF/, "") : piece;
    else text = (decode ??= decoderFor(piece, encoding))(piece);
    for (let from = 0; from < text.length; from += PIECE) {
      signal?.throwIfAborted();
      const part = text.slice(from, from + PIECE);
      read += part.length;
      yield part;
      progress?.(read);
    }
  }
  const rest = decode?.();
  if (rest) yield rest;
}

/** So much of a file tells whose it is. */
const BEGINNING = 1 << 14;

/** The beginning of a text, however small the pieces are that it comes in, and the whole of it again. */
export async function peek(pieces: AsyncGenerator<string>): Promise<[start: string, whole: AsyncGenerator<string>]> {
  let start = "";
  while (start.length < BEGINNING) {
    const next = await pieces.next();
    if (next.done) break;
    start += next.value;
  }
  async function* whole(): AsyncGenerator<string> {
    if (start) yield start;
    yield* pieces;
  }
  return [start, whole()];
}
