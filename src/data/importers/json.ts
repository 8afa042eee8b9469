/** A step of the way into a JSON text: a name, or a place in a list. */
export type Step = string | number;

export interface Found {
  path: readonly Step[];
  /** Line on which it begins, from 1. */
  line: number;
  /** `value` holds it; `end` says that an object or list that was gone into has been read; `cut` that the text ends too early. */
  kind: "value" | "end" | "cut";
  value?: unknown;
  /** Set where what stands there is not JSON. */
  fault?: string;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;

/** Longer than any honest entry: what goes on for longer is passed over. */
const LONGEST = 1 << 24;
/** Deeper than any honest entry: whoever looks through it would run out of stack. */
const DEEPEST = 200;

/**
 * Walks through a JSON text of any length, or several one after the other (a line each, say), and reads only what is
 * wanted, holding one such value at a time.
 * @param want asked at each value not inside a wanted one: `read` it, go `into` it, or `skip` it. `mark` is its first letter.
 */
export async function* jsonOf(
  text: AsyncIterable<string>,
  want: (path: readonly Step[], mark: string) => "read" | "into" | "skip",
): AsyncGenerator<Found> {
  const path: Step[] = [];
  /** For each object or list gone into, whether it is a list. */
  const lists: boolean[] = [];
  let line = 1;
  let key = "";
  let inKey = false;
  let expectKey = false;
  let count = 0;
  /** Depth inside a value that is read or skipped, and what is done with it. */
  let depth = 0;
  let mode: "walk" | "read" | "skip" = "walk";
  let inString = false;
  let escaped = false;
  /** Inside a number or a word, which only what follows ends. */
  let bare = false;
  let held = "";
  let began = 1;
  let at: Step[] = [];

  // The first step of `path` stands for the whole text, which may hold several values.
  const here = (): Step[] => (lists.length === 0 ? [] : [...path.slice(1), lists.at(-1) ? count : key]);
  const take = (): Found => {
    const found: Found = { path: at, line: began, kind: "value" };
    try {
      found.value = JSON.parse(held);
    } catch (error) {
      found.fault = held.length > LONGEST ? "an entry that is too long" : `not JSON (${(error as Error).message})`;
    }
    held = "";
    return found;
  };

  for await (const piece of text) {
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i);
      if (code === 10) line++;
      if (inString) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) {
          inString = false;
          if (inKey) {
            held += piece.slice(from, i + 1);
            inKey = false;
            try {
              key = JSON.parse(held) as string;
            } catch {
              key = "";
            }
            held = "";
          } else if (depth === 0) {
            if (mode === "read") {
              held += piece.slice(from, i + 1);
              yield take();
            }
            mode = "walk";
          }
        }
        continue;
      }
      if (bare) {
        if (code > 32 && code !== COMMA && code !== CLOSE && code !== CLOSE_LIST) continue;
        bare = false;
        if (mode === "read") {
          held += piece.slice(from, i);
          yield take();
        }
        mode = "walk";
      }
      if (code <= 32) continue;
      if (mode !== "walk") {
        if (code === QUOTE) inString = true;
        else if (code === OPEN || code === OPEN_LIST) {
          if (++depth > DEEPEST && mode === "read") {
            yield { path: at, line: began, kind: "value", fault: "an entry that is nested too deeply" };
            held = "";
            mode = "skip";
          }
        } else if ((code === CLOSE || code === CLOSE_LIST) && --depth === 0) {
          if (mode === "read") {
            held += piece.slice(from, i + 1);
            yield take();
          }
          mode = "walk";
        }
        continue;
      }
      if (code === COMMA) {
        if (lists.at(-1)) count++;
        else expectKey = lists.length > 0;
        continue;
      }
      if (code === COLON) continue;
      if (code === CLOSE || code === CLOSE_LIST) {
        if (lists.length === 0) continue;
        lists.pop();
        const left = path.slice(1);
        const last = path.pop();
        count = typeof last === "number" ? last : 0;
        expectKey = false;
        yield { path: left, line, kind: "end" };
        continue;
      }
      if (code === QUOTE && expectKey) {
        inString = inKey = true;
        expectKey = false;
        from = i;
        continue;
      }
      // A value begins.
      at = here();
      began = line;
      const choice = want(at, piece[i]!);
      if (choice === "into" && (code === OPEN || code === OPEN_LIST)) {
        path.push(at.at(-1) ?? 0);
        lists.push(code === OPEN_LIST);
        count = 0;
        expectKey = code === OPEN;
        continue;
      }
      mode = choice === "read" ? "read" : "skip";
      from = i;
      if (code === QUOTE) inString = true;
      else if (code === OPEN || code === OPEN_LIST) depth = 1;
      else bare = true;
    }
    if (mode === "read" || inKey) {
      held += piece.slice(from);
      if (held.length > LONGEST) {
        yield { path: at, line: began, kind: "value", fault: "an entry that is too long" };
        held = "";
        mode = "skip";
      }
    }
  }
  if (bare && mode === "read") yield take();
  else if (lists.length > 0 || mode !== "walk" || inString) yield { path: at, line, kind: "cut" };
}
