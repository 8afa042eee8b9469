import { readData } from "./read.js";
import type { Snapshot } from "./types.js";

/** One request for all elements of a page that name the same URL. */
interface Entry {
  snapshot: Snapshot;
  listeners: Set<(snapshot: Snapshot) => void>;
  abort: AbortController | null;
}

const entries = new Map<string, Entry>();
const TIMEOUT = 10_000;

/** What names a file, from where the page is; a name that is no address stays as it is, and cannot be reached. */
const address = (src: string): string =>
  URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI).href : src;

/**
 * An address as an error may name it: a query can hold a token, and an address of data is the data. As in `http/refusal.ts`:
 * of a file that both import a page that has `src` would load one more.
 */
const place = (url: string): string => {
  if (!URL.canParse(url)) return url;
  const { protocol, origin, pathname } = new URL(url);
  return /^https?:$/.test(protocol) ? origin + pathname : protocol;
};

/**
 * Follows the JSON at `src`: calls the listener at once and at each change.
 * @returns ends the subscription; the last one to leave aborts the request
 */
export function sharedJson(src: string, listener: (snapshot: Snapshot) => void): () => void {
  const url = address(src);
  let entry = entries.get(url);
  if (!entry) {
    entry = { snapshot: { status: "loading", at: null }, listeners: new Set(), abort: null };
    entries.set(url, entry);
  }
  const known = entry;
  known.listeners.add(listener);
  listener(known.snapshot);
  if (!known.abort && known.snapshot.status === "loading") void load(url, known);
  return () => {
    known.listeners.delete(listener);
    if (known.listeners.size > 0) return;
    known.abort?.abort();
    if (entries.get(url) === known) entries.delete(url);
  };
}

/** Asks again; what is known stays on screen until the answer is there, and after a failure becomes stale. */
export async function refreshJson(src: string): Promise<void> {
  const url = address(src);
  const entry = entries.get(url);
  if (entry) await load(url, entry);
}

async function load(url: string, entry: Entry): Promise<void> {
  entry.abort?.abort();
  const abort = (entry.abort = new AbortController());
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    abort.abort();
  }, TIMEOUT);
  let snapshot: Snapshot;
  try {
    snapshot = await read(url, abort.signal);
  } catch (error) {
    if (abort.signal.aborted && !late) return;
    snapshot = failed(
      late
        ? { code: "timeout", message: `${place(url)} did not answer within 10 s.`, retryable: true }
        : fault(error, place(url)),
      entry.snapshot,
    );
  } finally {
    clearTimeout(timer);
    if (entry.abort === abort) entry.abort = null;
  }
  entry.snapshot = snapshot;
  for (const listener of [...entry.listeners]) listener(snapshot);
}

async function read(url: string, signal: AbortSignal): Promise<Snapshot> {
  const response = await fetch(url, { signal, headers: { accept: "application/json" } });
  if (!response.ok) throw new HttpStatus(response.status);
  const { book, issues } = readData(await response.json());
  return { status: "ready", book, issues, at: Date.now() };
}

class HttpStatus extends Error {
  constructor(readonly status: number) {
    super(`answered ${status}`);
  }
}

type Fault = NonNullable<Snapshot["error"]>;

function fault(error: unknown, where: string): Fault {
  if (error instanceof HttpStatus) {
    const code =
      error.status === 401 || error.status === 403 ? "no-access" : error.status === 404 ? "not-found" : "server";
    return { code, message: `${where} ${error.message}.`, retryable: code === "server" };
  }
  if (error instanceof SyntaxError)
    return { code: "bad-response", message: `${where} is not valid JSON.`, retryable: false };
  if (error instanceof TypeError)
    return { code: "network", message: `${where} could not be reached.`, retryable: true };
  const { code = "invalid-data", message = "", path } = error as Partial<Fault>;
  return { code, message, path, retryable: false };
}

function failed(error: Fault, before: Snapshot): Snapshot {
  // Access taken away must not go on showing what it no longer covers.
  if (error.code === "no-access") return { status: "no-access", error, at: null };
  return before.book ? { ...before, status: "stale", error } : { status: "error", error, at: null };
}
