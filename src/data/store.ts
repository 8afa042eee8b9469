import { minuteOf } from "../engine/time.js";
import { ask, type Answer } from "./ask.js";
import { withHistory, type History } from "./history.js";
import { DataError, type Reading } from "./read.js";
import { refusalOf, type ReportQuery, type RiskDataSource, type SourceChange, type TrainingAsk } from "./source.js";
import type { ReportLink } from "./api-types.js";
import type { Query, Snapshot, SnapshotError, Supply } from "./types.js";

/** Whether anybody is there to see: nothing is asked for on behalf of a hidden page, nor without a network. */
export interface Presence {
  active(): boolean;
  /** @returns ends it */
  watch(listener: () => void): () => void;
}

/** A node, in words that a server's project knows as well. */
interface Placed {
  readonly ownerDocument: unknown;
}

export interface StoreOptions {
  /** Seconds between refreshes; none where it is null. */
  refresh?: number | null;
  /** Follow the source's changes. */
  live?: boolean;
  history?: History | null;
  presence?: Presence;
  /** What stands in the window that is looked at; default: the page's own. */
  where?: Placed;
  /** Epoch ms. */
  now?: () => number;
  /** Runs something after so many ms. @returns takes it back */
  later?: Later;
}

type Later = (run: () => void, ms: number) => () => void;

const later: Later = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** What was loaded so recently is not loaded again for one more element. */
const FRESH = 5_000;
/** Subjects without a listener whose answer is kept for when the reader comes back. */
const KEPT = 50;
/** Changes come in bunches: the first is followed up at once, the rest together after so many ms. */
const SETTLE = 100;
const GAP = { one: 1_000, list: 5_000 };
/** A timer holds 32 bits, and one that is longer does not wait at all. */
const LONGEST = 0x7fffffff;
/** After these there is nothing to go on showing, as after "no-access": access was taken away, or the subject is gone. */
const FINAL: readonly string[] = ["unauthorized", "not-found"];

interface Entry {
  query: Query;
  listeners: Set<(snapshot: Snapshot) => void>;
  snapshot: Snapshot;
  abort: AbortController | null;
  /** Counts loads: an answer to an older one is dropped. */
  asked: number;
  /** Epoch ms of the last answer, and of the last load that a change caused. */
  loaded: number;
  followed: number;
  follow: (() => void) | undefined;
}

const LOADING: Snapshot = { status: "loading", at: null };

/** Between a source and the elements: one question for all that ask the same, the last good answer while the next is under way. */
export class RiskStore implements Supply {
  readonly #entries = new Map<string, Entry>();
  readonly #absent = new Set<string>();
  readonly #presence: Presence;
  readonly #now: () => number;
  #options: StoreOptions;
  #asleep = true;
  #rested = false;
  #unwatch: (() => void) | undefined;
  #unfollow: (() => void) | undefined;
  #next: (() => void) | undefined;
  readonly #later: Later;
  #refreshed = 0;
  readonly whole: boolean;
  readers = 0;
  /** Absent where the source cannot assign. */
  assignTraining?: (personId: string, request: TrainingAsk) => Promise<void>;
  cancelTraining?: (personId: string, request: TrainingAsk) => Promise<void>;
  /** Absent where the source writes no reports. */
  report?: (query: ReportQuery, options?: { model?: string; signal?: AbortSignal }) => Promise<ReportLink>;

  constructor(
    readonly source: RiskDataSource,
    options: StoreOptions = {},
  ) {
    this.whole = !!source.all;
    this.#options = options;
    this.#presence = options.presence ?? pageOf(options.where);
    this.#now = options.now ?? ((): number => Date.now());
    this.#later = options.later ?? later;
    const never = new AbortController().signal;
    for (const feature of ["assignTraining", "cancelTraining"] as const) {
      if (!source[feature]) continue;
      this[feature] = async (personId, request) => {
        try {
          await source[feature]!(personId, request, { signal: never });
        } catch (error) {
          if (refusalOf(error)?.code === "not-supported") this.#lacks(feature);
          throw error;
        }
        this.#changed({ person: personId, client: null });
      };
    }
    if (source.report)
      this.report = (query, { model, signal = never } = {}) => source.report!(query, { model, signal });
  }

  /** Other settings for the same source: nothing that is known is lost. */
  configure({ refresh, live }: Pick<StoreOptions, "refresh" | "live">): void {
    if (refresh === this.#options.refresh && live === this.#options.live) return;
    this.#options = { ...this.#options, refresh, live };
    this.#sleep();
    this.#wake();
  }

  subscribe(query: Query, listener: (snapshot: Snapshot) => void): () => void {
    const key = this.source.all ? "" : JSON.stringify(query);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = {
        query,
        listeners: new Set(),
        snapshot: LOADING,
        abort: null,
        asked: 0,
        loaded: -Infinity,
        followed: 0,
        follow: undefined,
      };
      this.#entries.set(key, entry);
    }
    const known = entry;
    known.listeners.add(listener);
    listener(known.snapshot);
    this.#wake();
    if (!known.abort && Math.abs(this.#now() - known.loaded) > FRESH) void this.#load(known);
    return () => {
      if (!known.listeners.delete(listener) || known.listeners.size > 0) return;
      this.#leave(known);
      this.#entries.delete(key);
      // The most recently used are kept, those with an answer only.
      if (known.snapshot.book) this.#entries.set(key, known);
      this.#trim();
      if (!this.#listened().length) this.#sleep();
    };
  }

  async refresh(): Promise<void> {
    this.#refreshed = this.#now();
    await Promise.all(this.#listened().map((entry) => this.#load(entry)));
  }

  /** Asks again for what failed and may not fail any more. */
  retry(): void {
    for (const entry of this.#listened()) if (entry.snapshot.error?.retryable) void this.#load(entry);
  }

  /** Forgets everything: the token stands for someone else. */
  reset(): void {
    this.readers++;
    for (const [key, entry] of this.#entries) {
      this.#leave(entry);
      entry.snapshot = LOADING;
      entry.loaded = -Infinity;
      if (!entry.listeners.size) this.#entries.delete(key);
      else {
        this.#tell(entry, LOADING);
        void this.#load(entry);
      }
    }
    this.#absent.clear();
  }

  /** Ends everything at once, requests included. */
  stop(): void {
    for (const entry of this.#entries.values()) {
      entry.listeners.clear();
      this.#leave(entry);
    }
    this.#entries.clear();
    this.#sleep();
  }

  #listened(): Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.listeners.size > 0);
  }

  /** What the source turned out not to offer is offered to nobody any more. */
  #lacks(feature: string): void {
    this.#absent.add(feature);
    for (const entry of this.#listened()) {
      const { missing = [] } = entry.snapshot;
      if (!missing.includes(feature)) this.#tell(entry, { ...entry.snapshot, missing: [...missing, feature] });
    }
  }

  #leave(entry: Entry): void {
    entry.asked++;
    entry.abort?.abort();
    entry.abort = null;
    entry.follow?.();
    entry.follow = undefined;
  }

  #trim(): void {
    let spare = [...this.#entries.values()].filter((entry) => !entry.listeners.size).length - KEPT;
    for (const [key, entry] of this.#entries) {
      if (spare <= 0) break;
      if (!entry.listeners.size && spare--) this.#entries.delete(key);
    }
  }

  #tell(entry: Entry, snapshot: Snapshot): void {
    entry.snapshot = snapshot;
    for (const listener of [...entry.listeners]) listener(snapshot);
  }

  async #load(entry: Entry): Promise<void> {
    this.#leave(entry);
    const turn = entry.asked;
    const abort = (entry.abort = new AbortController());
    const first = !entry.snapshot.book;
    let told = 0;
    /** Pages of a list that is read for the first time are shown as they come, each time twice as many. */
    const progress = ({ book, issues }: Reading): void => {
      const count = book.clients.reduce((n, client) => n + client.people.length, 0);
      if (turn !== entry.asked || !first || count < told * 2) return;
      told = count;
      this.#tell(entry, { status: "ready", book, issues, at: this.#now(), partial: true });
    };
    let snapshot: Snapshot;
    try {
      // By the minute: what several ask of a past is one question, whose answer may be known by its ETag.
      const now = minuteOf(this.#now());
      const asking = { signal: abort.signal, now, absent: this.#absent, progress };
      snapshot = await this.#ready(await ask(this.source, entry.query, asking));
    } catch (error) {
      snapshot = failed(faultOf(error), entry.snapshot);
    }
    if (turn !== entry.asked) return;
    entry.abort = null;
    entry.loaded = this.#now();
    this.#tell(entry, snapshot);
  }

  async #ready({ book, issues, missing }: Answer): Promise<Snapshot> {
    const { history } = this.#options;
    const at = this.#now();
    if (this.#absent.has("assignTraining")) missing.push("assignTraining");
    history?.open(this.source.scope?.() ?? null);
    // What the browser kept is usually there at once, and worth no more waiting than this.
    if (history?.kind === "indexeddb")
      await Promise.race([history.ready, new Promise<void>((done) => void this.#later(done, 300))]);
    return { status: "ready", book: history ? withHistory(book, history, at) : book, issues, at, missing };
  }

  /** @param said a source of a page's own may say nothing more than that something changed */
  #changed(said?: Partial<SourceChange>): void {
    const change = { person: said?.person ?? null, client: said?.client ?? null };
    for (const entry of this.#entries.values()) {
      if (!concerns(change, entry) || entry.follow) continue;
      if (!entry.listeners.size) {
        // Whoever comes back to it asks again.
        entry.loaded = -Infinity;
        continue;
      }
      const gap = entry.query.kind === "book" || entry.query.kind === "people" ? GAP.list : GAP.one;
      const follow = (): void => {
        // A load under way comes to its end first: where changes come faster than it takes, none ever would.
        if (entry.abort) return void (entry.follow = this.#later(follow, gap));
        entry.followed = this.#now();
        void this.#load(entry);
      };
      entry.follow = this.#later(follow, Math.max(SETTLE, Math.min(gap, entry.followed + gap - this.#now())));
    }
  }

  #wake(): void {
    if (!this.#asleep || !this.#listened().length) return;
    this.#asleep = false;
    this.#refreshed = this.#now();
    this.#unwatch = this.#presence.watch(() => this.#present());
    this.#present();
  }

  #sleep(): void {
    this.#asleep = true;
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#rest();
  }

  /** Nobody is there to see: no timer, no stream. */
  #rest(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#next?.();
    this.#next = undefined;
  }

  #present(): void {
    const was = this.#rested;
    this.#rested = !this.#presence.active();
    if (this.#rested) return this.#rest();
    const { live, refresh } = this.#options;
    const every = refresh && refresh > 0 ? Math.max(1, refresh) * 1000 : null;
    const missed = was && (live || (every !== null && this.#now() - this.#refreshed >= every));
    if (missed) void this.refresh();
    // What failed for want of a network is asked for again whatever the settings.
    else if (was) this.retry();
    if (live) this.#unfollow ??= this.#follow();
    if (every !== null) this.#schedule(every);
  }

  /** A source that cannot be followed is shown as it stands. @returns ends it */
  #follow(): () => void {
    let stop: (() => void) | undefined;
    try {
      stop = this.source.subscribe?.((change?: SourceChange) => this.#changed(change));
      // A promise is none; what it comes to is not the page's to hear of.
      if ((stop as unknown) instanceof Promise) (stop as unknown as Promise<unknown>).catch(() => undefined);
    } catch {
      // What the source says of itself may hold what is nobody's business.
    }
    return () => {
      try {
        stop?.();
      } catch {
        // It is left either way, also where this is no function.
      }
    };
  }

  #schedule(every: number): void {
    this.#next?.();
    // A clock that is set back makes no pause longer.
    const left = Math.min(LONGEST, every, Math.max(0, this.#refreshed + every - this.#now()));
    this.#next = this.#later(() => {
      void this.refresh().finally(() => {
        if (!this.#asleep && !this.#rested) this.#schedule(every);
      });
    }, left);
  }
}

function concerns({ person, client }: SourceChange, { query, snapshot: { book } }: Entry): boolean {
  if (query.kind === "person") return person === null ? client === null : (book?.me ?? query.id) === person;
  const own = query.kind === "client" ? query.id : query.client;
  return client === null || own === undefined || own === client;
}

/** What went wrong, without what a source may have put into its own errors. */
function faultOf(error: unknown): SnapshotError {
  const refusal = refusalOf(error);
  if (refusal) return { code: refusal.code, message: refusal.message, retryable: refusal.retryable };
  if (error instanceof DataError)
    return { code: "bad-response", message: error.message, path: error.path, retryable: true };
  const name = error instanceof Error ? error.name : typeof error;
  return { code: "server", message: `The source failed (${name}).`, retryable: true };
}

export function failed(error: SnapshotError, { book, issues, at, missing }: Snapshot): Snapshot {
  if (error.code === "no-access") return { status: "no-access", error, at: null };
  return book && !FINAL.includes(error.code)
    ? { status: "stale", book, issues, at, missing, error }
    : { status: "error", error, at: null };
}

/** The page itself, or a window that it opened: either may be hidden alone. Where there is none, as in Node, somebody is always there. */
function pageOf(where?: Placed): Presence {
  const page = (): Document | undefined => (where?.ownerDocument as Document | null) ?? globalThis.document;
  return {
    active: () => !page()?.hidden && globalThis.navigator?.onLine !== false,
    watch(listener) {
      const { document, addEventListener } = globalThis;
      if (!document || !addEventListener) return () => {};
      // What moves to another window is not watched for anew.
      const pages = new Set([document, page()!]);
      for (const one of pages) one.addEventListener("visibilitychange", listener);
      for (const name of ["online", "offline"]) addEventListener(name, listener);
      return () => {
        for (const one of pages) one.removeEventListener("visibilitychange", listener);
        for (const name of ["online", "offline"]) removeEventListener(name, listener);
      };
    },
  };
}
