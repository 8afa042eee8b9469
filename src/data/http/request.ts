import { SourceError } from "../source.js";
import { place, Refusal, refusal } from "./refusal.js";
import { hash, subjectOf } from "./subject.js";

/** What the client takes from its surroundings; tests put their own in. */
export interface Surroundings {
  fetch: typeof fetch;
  /** Epoch ms. */
  now(): number;
  /** Resolves after so many ms; rejects when aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 to 1, for jitter: clients that failed together must not come back together. */
  random(): number;
}

export interface HttpOptions extends Partial<Surroundings> {
  /** The part of the API's address before `/v1`. */
  base: string;
  /** Called for a bearer token, and once more when the API answers 401. */
  getToken?: (() => string | Promise<string>) | null;
  /** What tells one `getToken` from the next, where a page may come by another: then it is called for its token. */
  whose?: () => unknown;
  /** The content types of answers; JSON, where it is not given. */
  type?: RegExp;
  /** Told when the token stands for someone else: nothing known before may be shown any more. */
  onSubject?: () => void;
  /** Told when a token came after those who waited for it had given up. */
  onLate?: () => void;
}

const TIMEOUT = 10_000;
/** Somebody may have to sign in for a token: requests end meanwhile, and it is not asked for a second time. */
const SIGN_IN = 60_000;
const RETRIES = 3;
const BACKOFF = 500;
/** A service that asks for more patience than this gets it, but nobody is left looking at a skeleton meanwhile. */
const LONGEST_WAIT = 30_000;
/** No service means never: a number of any size is a slip. */
const LONGEST_ASKED = 86_400_000;
const KEPT = 300;
const JSON_TYPE = /^(application\/([\w.-]+\+)?|text\/)json\b/i;

/** One request for all who ask the same at the same time. */
interface Flight {
  answer: Promise<unknown>;
  abort: AbortController;
  askers: number;
}

/** Waits, so that what waits can be told to stop. */
export const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(abortError(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });

const abortError = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error("aborted");

export const surroundings = (given: Partial<Surroundings>): Surroundings => ({
  fetch: given.fetch ?? ((input, init) => fetch(input, init)),
  now: given.now ?? (() => Date.now()),
  wait: given.wait ?? wait,
  random: given.random ?? (() => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32),
});

/** Requests to one API: token, retries, timeouts, one flight for equal questions, answers kept by their ETag. */
export class HttpClient {
  readonly #base: URL;
  readonly #options: HttpOptions;
  readonly #around: Surroundings;
  readonly #flights = new Map<string, Flight>();
  #kept = new Map<string, { etag: string; body: unknown }>();
  #token: Promise<string | null> | null = null;
  #asking = false;
  #whose: unknown;
  #subject: string | null = null;
  /** Whose the last token was that could be read. */
  #reader: string | null = null;
  /** Epoch ms of the last time no token was to be had: those who ask together must not ask one after the other. */
  #refused = -Infinity;
  /** Epoch ms before which the API wants no request. */
  #notBefore = 0;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#around = surroundings(options);
    const base = globalThis.document?.baseURI;
    this.#base = new URL(options.base || "/", base);
    this.#base.pathname = this.#base.pathname.replace(/\/*$/, "/");
    // A password in an address is a token in an address.
    this.#base.username = this.#base.password = "";
  }

  /** Whose token it is, with whose API, as a number that tells nothing else; null where the token cannot be read. */
  get scope(): string | null {
    const subject = this.#options.getToken ? this.#subject : "";
    const { origin, pathname, search } = this.#base;
    return subject === null ? null : `${origin}${pathname} ${hash(search + subject)}`;
  }

  /** With what the base itself has as a query; `query` leaves out what is undefined. */
  url(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): URL {
    const url = new URL(path.replace(/^\//, ""), this.#base);
    url.search = this.#base.search;
    for (const [key, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(key, String(value));
    return url;
  }

  /** @throws {SourceError} */
  get(url: URL, signal: AbortSignal): Promise<unknown> {
    let flight = this.#flights.get(url.href);
    if (!flight) {
      const abort = new AbortController();
      const answer = this.#tries(url, { method: "GET" }, abort.signal).finally(() => {
        if (this.#flights.get(url.href) === made) this.#flights.delete(url.href);
      });
      const made = { answer, abort, askers: 0 };
      this.#flights.set(url.href, (flight = made));
    }
    return this.#join(url.href, flight, signal);
  }

  /** The last to leave takes the request along; whoever leaves earlier just stops waiting. */
  #join(key: string, flight: Flight, signal: AbortSignal): Promise<unknown> {
    flight.askers++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        if (--flight.askers === 0) {
          if (this.#flights.get(key) === flight) this.#flights.delete(key);
          flight.abort.abort();
        }
        reject(abortError(signal));
      };
      if (signal.aborted) leave();
      else signal.addEventListener("abort", leave, { once: true });
      const done = (): void => signal.removeEventListener("abort", leave);
      flight.answer.then(resolve, reject).finally(done);
    });
  }

  /** @throws {SourceError} A lost answer is asked for again: the API takes a repeated assignment as one. */
  post(url: URL, body: unknown, signal: AbortSignal): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    return this.#tries(url, { method: "POST", body: JSON.stringify(body), headers }, signal);
  }

  /** @throws {SourceError} */
  delete(url: URL, signal: AbortSignal): Promise<unknown> {
    return this.#tries(url, { method: "DELETE" }, signal);
  }

  /** A response whose body the caller reads, in its own time. @throws {SourceError} */
  async open(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    await this.#patience(signal);
    try {
      return await this.#authorized(url, { method: "GET", headers }, signal);
    } catch (error) {
      // A stream that is out of service says nothing of what else is asked for.
      if (error instanceof Refusal && error.code === "rate-limited") this.#heed(error);
      throw error;
    }
  }

  /** @returns whether it says how long the API wants to be left alone */
  #heed(error: unknown): boolean {
    if (!(error instanceof Refusal) || !error.after) return false;
    const after = Math.min(error.after, LONGEST_ASKED);
    this.#notBefore = Math.max(this.#notBefore, this.#around.now() + after);
    return true;
  }

  async #tries(url: URL, init: RequestInit, signal: AbortSignal): Promise<unknown> {
    for (let tried = 0; ; tried++) {
      await this.#patience(signal);
      let fault: SourceError;
      let told: boolean;
      try {
        return await this.#once(url, init, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        fault =
          error instanceof SourceError ? error : new SourceError("network", `${place(url)} could not be reached.`);
        told = this.#heed(error);
        // Across origins a service may give ETags and still not let pages send them back.
        if (fault.code === "network") this.#kept.delete(url.href);
      }
      const again = fault.code === "server" || fault.code === "network" || fault.code === "rate-limited";
      if (!again || tried === RETRIES) throw fault;
      if (!told) await this.#around.wait(BACKOFF * 2 ** tried * (1 + this.#around.random()), signal);
    }
  }

  /** Waits for as long as the API asked for; says so instead where that is long. */
  async #patience(signal: AbortSignal): Promise<void> {
    const left = this.#notBefore - this.#around.now();
    if (left > LONGEST_WAIT) {
      throw new SourceError("rate-limited", `${this.#base.origin} takes no requests for ${Math.ceil(left / 1000)} s.`);
    }
    if (left > 0) await this.#around.wait(left, signal);
  }

  async #once(url: URL, init: RequestInit, signal: AbortSignal): Promise<unknown> {
    const limit = new AbortController();
    const stop = (): void => limit.abort(abortError(signal));
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    let late = false;
    const over = new AbortController();
    // The waiting that is injected is abortable, so that an answer in time ends it.
    this.#around.wait(TIMEOUT, over.signal).then(
      () => {
        late = true;
        limit.abort();
      },
      () => {},
    );
    try {
      // A `fetch` or `getToken` that never settles must not outlive its limit.
      return await Promise.race([this.#answer(url, init, limit.signal), aborted(limit.signal)]);
    } catch (error) {
      const who = this.#asking ? "getToken()" : place(url);
      if (late && !signal.aborted) throw new SourceError("timeout", `${who} did not answer within 10 s.`);
      throw error;
    } finally {
      over.abort();
      signal.removeEventListener("abort", stop);
    }
  }

  async #answer(url: URL, init: RequestInit, signal: AbortSignal): Promise<unknown> {
    // What is answered to someone else's token is kept with what was.
    const kept = this.#kept;
    const known = init.method === "GET" ? kept.get(url.href) : undefined;
    const headers = {
      accept: "application/json",
      ...(init.headers as object),
      ...(known ? { "if-none-match": known.etag } : {}),
    };
    const response = await this.#authorized(url, { ...init, headers }, signal);
    if (response.status === 304) {
      if (known && this.#kept.get(url.href) === known) return known.body;
      throw new SourceError("server", `${place(url)} answered 304 to a question that was not asked.`);
    }
    const type = response.headers.get("content-type") ?? "nothing";
    const readable = (this.#options.type ?? JSON_TYPE).test(type);
    // What was to be done is done, and there is nothing to say; with 200 something may have come from who knows where.
    if (init.method !== "GET" && ((response.status > 200 && !readable) || !(await response.clone().text())))
      return null;
    if (!readable) {
      throw new SourceError(
        "bad-response",
        `${place(url)} answered with ${type.split(";")[0]!.slice(0, 60)}; expected JSON.`,
      );
    }
    const text = await response.text();
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      throw new SourceError("bad-response", `${place(url)} answered with JSON that is cut off or not valid.`);
    }
    const etag = response.headers.get("etag");
    kept.delete(url.href);
    if (etag && init.method === "GET") kept.set(url.href, { etag, body });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return body;
  }

  /** With the token, and once more with a new one after a 401: however many requests fail, one new token is asked for. */
  async #authorized(url: URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const whose = this.#options.whose?.();
    if (whose !== this.#whose) this.#token = null;
    this.#whose = whose;
    if (this.#refused !== -Infinity && Math.abs(this.#around.now() - this.#refused) > 1000) this.#token = null;
    const used = (this.#token ??= this.#ask());
    let response = await this.#send(url, init, await used, signal);
    if (response.status === 401 && this.#options.getToken) {
      if (this.#token === used) this.#token = this.#ask();
      response = await this.#send(url, init, await this.#token, signal);
    }
    if (response.ok || response.status === 304) return response;
    void response.body?.cancel().catch(() => {});
    throw refusal(url, response, this.#around.now());
  }

  async #ask(): Promise<string | null> {
    const { getToken, onSubject, onLate } = this.#options;
    if (!getToken) return null;
    const since = this.#around.now();
    this.#asking = true;
    let token: unknown;
    const over = new AbortController();
    try {
      // One that never settles must not be what everybody who comes later waits for.
      token = await Promise.race([getToken(), this.#around.wait(SIGN_IN, over.signal)]);
      // Of a file or a template comes a line's end, too.
      token = typeof token === "string" ? token.trim() : "";
      // What a header cannot carry would be quoted in its error.
      if (!/^[\x21-\x7e]+$/.test(token as string)) token = null;
    } catch {
      token = null;
    } finally {
      over.abort();
      this.#asking = false;
    }
    if (token === null) {
      this.#refused = this.#around.now();
      throw new SourceError("unauthorized", "getToken() gave no token.");
    }
    this.#refused = -Infinity;
    const subject = subjectOf(token as string);
    const other = this.#reader !== null && subject !== null && this.#reader !== subject;
    if (other) {
      // Nobody joins what was asked for with the token before.
      this.#flights.clear();
      this.#kept = new Map();
      onSubject?.();
    } else if (subject === null || this.#subject === null) this.#kept.clear();
    this.#subject = subject;
    this.#reader = subject ?? this.#reader;
    if (this.#around.now() - since >= TIMEOUT) onLate?.();
    return token as string;
  }

  async #send(url: URL, init: RequestInit, token: string | null, signal: AbortSignal): Promise<Response> {
    const headers = {
      ...(init.headers as Record<string, string>),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    // Not the browser's cache: it would answer for another token.
    const request: RequestInit = { ...init, headers, signal, cache: "no-store", redirect: "manual" };
    const response = await this.#around.fetch(url.href, request);
    const sent =
      response.type === "opaqueredirect" ||
      (response.status >= 300 && response.status < 400 && response.status !== 304);
    if (!sent) return response;
    // Where to is not said. Within the page's own origin the browser can be told to go no further than that.
    if (url.origin === globalThis.location?.origin && init.method === "GET") {
      try {
        return await this.#around.fetch(url.href, { ...request, redirect: "follow", mode: "same-origin" });
      } catch (error) {
        if (signal.aborted) throw error;
      }
    }
    throw new SourceError("redirect", `${place(url)} redirects elsewhere; that was refused.`);
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(abortError(signal));
    signal.addEventListener("abort", () => reject(abortError(signal)), { once: true });
  });
