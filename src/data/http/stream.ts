import { isFinite, isObject } from "../../engine/evidence.js";
import { SourceError, type SourceChange } from "../source.js";
import type { Surroundings } from "./request.js";

/** A connection on which nothing is heard for so long has died without saying so. */
const SILENCE = 60_000;
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** A service may ask for more patience than that, up to this. */
const LONGEST_ASKED = 3_600_000;
/** A message longer than this is not kept: one that never ends would fill the page's memory. */
const MOST = 1_000_000;

/** One message of a stream of server-sent events. */
export interface ServerSent {
  event: string;
  data: string;
  id: string | null;
}

/** Takes a stream's text as it comes, in pieces cut anywhere, and gives whole messages. */
export class Messages {
  #rest = "";
  #event = "";
  #data: string[] = [];
  /** Of its data, so far. */
  #size = 0;
  #id: string | null = null;
  /** What the service asks to wait before coming back, ms. */
  retry: number | null = null;

  push(text: string): ServerSent[] {
    const found: ServerSent[] = [];
    // A \r at the end may be half of a \r\n.
    const all = this.#rest + text;
    const lines = all.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop()!;
    for (const line of lines) {
      if (line === "") {
        // What was too long to keep may have said anything.
        if (this.#size > MOST) found.push({ event: "reset", data: "", id: this.#id });
        else if (this.#data.length)
          found.push({ event: this.#event || "message", data: this.#data.join("\n"), id: this.#id });
        this.#event = "";
        this.#data = [];
        this.#size = 0;
        continue;
      }
      const [, name, value] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (name === "event") this.#event = value ?? "";
      else if (name === "data") this.#keep(value ?? "");
      else if (name === "id" && !value?.includes("\0")) this.#id = value ?? "";
      else if (name === "retry" && /^\d+$/.test(value ?? "")) this.retry = Number(value);
    }
    if (this.#rest.length > MOST) {
      if (this.#rest.startsWith("data:")) this.#keep(this.#rest);
      // What is left of the line is passed over, as a comment is.
      this.#rest = `:${this.#rest.slice(-1)}`;
    }
    return found;
  }

  #keep(data: string): void {
    this.#size += data.length + 1;
    if (this.#size > MOST) this.#data = [];
    else this.#data.push(data);
  }
}

/** What a message says has changed; null where it says nothing of the kind. */
function changeOf({ event, data }: ServerSent): SourceChange | null {
  if (event === "reset") return { person: null, client: null };
  if (!["score", "change", "training", "message"].includes(event)) return null;
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    return null;
  }
  const text = (key: string): string | null => {
    const value = isObject(body) ? body[key] : null;
    // Some services number their people, as answers may.
    return typeof value === "string" ? value : isFinite(value) ? `${value}` : null;
  };
  const [person, client] = [text("employee_id"), text("client_id")];
  // Without a name it may be anything, but for what it says.
  return event === "message" && person === null && client === null ? null : { person, client };
}

/**
 * Follows a stream until `signal` is aborted: comes back after a drop, and takes up where it was. An API without a stream
 * is left alone.
 */
export async function follow(
  open: (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>,
  listener: (change: SourceChange) => void,
  signal: AbortSignal,
  { wait, random }: Surroundings,
): Promise<void> {
  let last: string | null = null;
  let pause = SHORTEST_PAUSE;
  let asked = 0;
  for (let opened = 0; !signal.aborted;) {
    const messages = new Messages();
    const connection = new AbortController();
    const end = (): void => connection.abort();
    signal.addEventListener("abort", end);
    const quiet = watch(wait, end);
    try {
      quiet.heard();
      const resume: Record<string, string> = last === null ? {} : { "last-event-id": last };
      const response = await open({ accept: "text/event-stream", ...resume }, connection.signal);
      if (!/^text\/event-stream\b/i.test(response.headers.get("content-type") ?? "") || !response.body) {
        throw new SourceError("not-supported", "The stream is no event stream.");
      }
      // Without a message's id there is nothing to take up from: whatever happened in between is read anew.
      if (opened++ && last === null) listener({ person: null, client: null });
      const reader = response.body.getReader();
      connection.signal.addEventListener("abort", () => void reader.cancel().catch(() => {}));
      const decoder = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        quiet.heard();
        pause = SHORTEST_PAUSE;
        for (const message of messages.push(decoder.decode(value, { stream: true }))) {
          // An empty one says that there is none any more.
          last = (message.id ?? last) || null;
          const change = changeOf(message);
          if (change && !signal.aborted) listener(change);
        }
      }
    } catch (error) {
      const gone = error instanceof SourceError && [
        "not-supported",
        "not-found",
        "no-access",
        "redirect",
        "bad-request",
      ];
      if (signal.aborted || (gone && gone.includes(error.code))) return;
      // A token that cannot be had now, as just after a sleep, can be later; whoever gives it is not to be pressed.
      if (error instanceof SourceError && error.code === "unauthorized") pause = LONGEST_PAUSE;
    } finally {
      quiet.stop();
      signal.removeEventListener("abort", end);
      end();
    }
    asked = messages.retry ?? asked;
    // It is refused only where `signal` is aborted.
    await wait(Math.min(LONGEST_ASKED, Math.max(pause, asked)) * (1 + random() / 2), signal).catch(() => {});
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

/** Calls `end` when nothing was heard for a while. */
function watch(wait: Surroundings["wait"], end: () => void): { heard(): void; stop(): void } {
  let timer: AbortController | undefined;
  const stop = (): void => timer?.abort();
  return {
    stop,
    heard(): void {
      stop();
      timer = new AbortController();
      wait(SILENCE, timer.signal).then(end, () => {});
    },
  };
}
