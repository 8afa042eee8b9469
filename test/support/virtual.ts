/** Time that passes when a test says so, and a network that answers as a test says. */

interface Timer {
  at: number;
  run: () => void;
}

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });

/** Lets every promise that can settle do so. A message is a task of its own, but costs no wait. */
export async function flush(): Promise<void> {
  for (let turns = 0; turns < 6; turns++) await turn();
}

/** The same where bodies are read: that takes a few turns, and in some engines another thread, which a timer gives time to. */
export async function flushBodies(): Promise<void> {
  for (let rounds = 0; rounds < 6; rounds++) {
    await flush();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

export class Clock {
  time = Date.parse("2026-11-23T09:12:00Z");
  readonly timers = new Set<Timer>();

  constructor(readonly flush: () => Promise<void> = flushBodies) {}

  readonly now = (): number => this.time;

  /** As a browser's timers: what does not fit into 32 bits does not wait at all. */
  readonly later = (run: () => void, ms: number): (() => void) => {
    const timer = { at: this.time + (ms > 0x7fffffff ? 1 : ms), run };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  };

  readonly wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        cancel();
        reject(new Error("aborted"));
      };
      const cancel = this.later(() => {
        signal.removeEventListener("abort", stop);
        resolve();
      }, ms);
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });

  /** Passes so many ms, timer by timer. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await this.flush();
    for (;;) {
      const next = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await this.flush();
    }
    this.time = end;
  }
}

export interface Call {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
  at: number;
  aborted: boolean;
}

export type Answer = (call: Call, signal: AbortSignal) => Response | Promise<Response>;

/** A `fetch` that keeps what it was asked. */
export class Network {
  readonly calls: Call[] = [];

  constructor(
    readonly clock: Clock,
    public answer: Answer,
  ) {}

  readonly fetch = (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = typeof init.body === "string" ? init.body : null;
    const call: Call = { url, method: init.method ?? "GET", headers, body, at: this.clock.time, aborted: false };
    this.calls.push(call);
    const signal = init.signal ?? new AbortController().signal;
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        call.aborted = true;
        reject(new DOMException("aborted", "AbortError"));
      };
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      // What the browser refuses is a TypeError.
      Promise.resolve()
        .then(() => this.answer(call, signal))
        .then(resolve, reject);
    });
  };
}

export const json = (body: unknown, init: ResponseInit & { headers?: Record<string, string> } = {}): Response =>
  new Response(JSON.stringify(body), { ...init, headers: { "content-type": "application/json", ...init.headers } });

export const status = (code: number, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ title: "no", status: code, code: "no" }), {
    status: code,
    headers: { "content-type": "application/problem+json", ...headers },
  });

/** A body that comes in pieces, or never. @param pieces ms before each, and its text; null text fails */
export function trickle(
  clock: Clock,
  pieces: ReadonlyArray<[number, string | null]>,
  end = true,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      for (const [ms, text] of pieces) {
        await clock.wait(ms, new AbortController().signal);
        if (text === null) return controller.error(new TypeError("connection lost"));
        controller.enqueue(new TextEncoder().encode(text));
      }
      if (end) controller.close();
    },
  });
}

/** Numbers from a seed (mulberry32), 0 to 1. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
