import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ProviderState } from "../context/index.js";
import { MANY } from "../data/book.js";
import { onceGone, paper } from "../data/turn.js";
import { loadReader, readNow, UNLOADED } from "../data/parts.js";
import type { Query, Snapshot } from "../data/types.js";
import { isServer } from "./server.js";

/** What the controller reads off its element. */
export interface DataHost extends ReactiveControllerHost, HTMLElement {
  data?: unknown;
  src?: string | null;
  readonly provided?: ProviderState | undefined;
  /** Whether a provider is still to come. */
  readonly awaited?: boolean;
  query(): Query;
}

/** Whether scripts of the page are still to run that its markup names: deferred ones and modules do so once it is parsed. */
export const parsing = (): boolean => {
  const { readyState } = document;
  if (readyState !== "interactive") return readyState === "loading";
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return page?.domContentLoadedEventStart === 0;
};
const PARSED = ["DOMContentLoaded", "readystatechange"] as const;

const sharing = () => import("../data/shared-json.js");
/** A part of the kit did not come. */
export const UNREACHED: Snapshot = { status: "error", at: null, error: UNLOADED };
export const LOADING: Snapshot = { status: "loading", at: null };
/** Also with a charset in its type, and in the paragraph that editors put around what stands in a line of its own. */
const JSON_CHILD = [">", "> p >"].map((place) => `:scope ${place} script[type^="application/json"]`).join();

/** Nothing was given: said in words, because a silent empty box is the most common mistake of an embed. */
export const NOTHING: Snapshot = {
  status: "error",
  at: null,
  error: {
    code: "no-data",
    message: "No data: set `data`, `src` or a JSON child, or use a <risk-provider>.",
    retryable: false,
  },
};

/** Elements that are given the same object at the same time read it once, and share what follows from it. */
let readings: Map<unknown, Snapshot | null> | undefined;

/** Turns what a page handed over into a snapshot; a fault becomes an error that names its place. Null: `loadReader` first. */
function snapshotOf(input: unknown): Snapshot | null {
  // No longer than this task: a page may change what it handed over before it hands it to the next element. On a server
  // not even so long: what follows from it are one reader's pseudonyms.
  if (isServer) readings = undefined;
  else if (!readings) setTimeout(() => (readings = undefined));
  readings ??= new Map();
  let snapshot = readings.get(input);
  if (!snapshot) {
    try {
      const read = readNow(input);
      snapshot = read && { status: "ready", ...read, at: null };
    } catch (error) {
      snapshot = { status: "error", at: null, error: errorOf(error) };
    }
    readings.set(input, snapshot);
  }
  return snapshot;
}

/** About how many people a page handed over; nothing of them is read. */
function howMany(input: unknown): number {
  const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  try {
    const { clients, people } = input as { clients?: unknown; people?: unknown };
    const homes: unknown = Array.isArray(input) ? input : clients;
    if (!Array.isArray(homes) || homes.length > MANY) return lengthOf(homes ?? people);
    return (homes as Array<{ people?: unknown } | null>).reduce((n, home) => n + lengthOf(home?.people), 0);
  } catch {
    // A getter may throw: whoever reads it says so.
    return 0;
  }
}

export function errorOf(error: unknown): NonNullable<Snapshot["error"]> {
  const known = error as Partial<NonNullable<Snapshot["error"]>>;
  const named = typeof known?.code === "string";
  return {
    code: named ? known.code! : "invalid-data",
    message: error instanceof Error ? error.message : String(error),
    // What throws while it is read, as a getter may, names no place.
    path: named ? known.path : "data",
    retryable: known?.retryable === true,
  };
}

/**
 * Finds an element's data in the contract's order: its `data`, a JSON child, its `src`, the nearest provider.
 * Moving the element in the page keeps what it has; leaving the page ends what it asked for.
 */
export class DataController implements ReactiveController {
  snapshot: Snapshot = LOADING;
  /** Settles once what was handed over is read, where that takes a part of its own. */
  coming: Promise<unknown> | null = null;
  /** Another number where the data may be of other people under the same ids: from elsewhere, or after there was none to show. */
  origin = 0;
  #key: unknown[] = [];
  #release: (() => void) | undefined;
  #children: MutationObserver | undefined;
  #leaving = false;

  /** @param own only what the element itself holds: `data` or a JSON child */
  constructor(
    readonly host: DataHost,
    readonly own = false,
  ) {
    host.addController(this);
  }

  /** Whether the element itself holds data. */
  get holds(): boolean {
    return this.#key[0] === "data" || this.#key[0] === "child";
  }

  hostConnected(): void {
    this.#leaving = false;
    if (isServer) return;
    if (parsing()) for (const event of PARSED) document.addEventListener(event, this.#invalidate);
    this.#invalidate();
  }

  hostDisconnected(): void {
    this.#children?.disconnect();
    this.#children = undefined;
    for (const event of PARSED) document.removeEventListener(event, this.#invalidate);
    this.#leaving = true;
    onceGone(this.#letGo);
  }

  readonly #letGo = (): void => {
    if (!this.#leaving) return;
    this.#release?.();
    this.#release = undefined;
    this.#key = [];
  };

  readonly #invalidate = (): void => this.host.requestUpdate();

  /** Called by the element before each render (not as `hostUpdate`, which server rendering does not run). */
  read(): void {
    const { data, src, provided } = this.host;
    if (data !== undefined && data !== null) {
      this.#use(["data", data], () => this.#give(data));
      // Paper does not wait for what is read between frames.
      if (paper.asked && this.snapshot === LOADING) this.#read(data);
      return;
    }
    if (isServer) {
      this.#set(NOTHING);
      if (!this.own) provided?.supply?.subscribe(this.host.query(), (snapshot) => this.#set(snapshot))();
      return;
    }
    if (!this.#children) {
      // A classic script in <head> upgrades the element at its start tag, before its JSON child is parsed.
      this.#children = new MutationObserver(this.#invalidate);
      this.#children.observe(this.host, { childList: true });
    }
    const child = this.host.querySelector(JSON_CHILD);
    if (child) {
      this.#children.observe(child, { childList: true, characterData: true, subtree: true });
      // A byte order mark goes as the white space it is to JavaScript, and is not to JSON: files bring it along.
      const text = (child.textContent ?? "").trim();
      if (document.readyState === "loading" && !child.nextSibling && !complete(text)) {
        return this.#use(["child", null], () => this.#set(LOADING));
      }
      return this.#use(["child", text], () => this.#parse(text));
    }
    if (this.own) return this.#use(["none"], () => this.#set(NOTHING));
    if (src) return this.#use(["src", src], () => this.#follow(src));
    if (provided?.supply) {
      const query = this.host.query();
      const supply = provided.supply;
      return this.#use(["supply", supply, JSON.stringify(query)], () =>
        supply.subscribe(query, (snapshot) => this.#receive(snapshot)),
      );
    }
    // A provider's own JSON child, or a script that gives it its data, may still be to come.
    const waiting = parsing() || this.host.awaited;
    return this.#use(["none", waiting], () => this.#set(waiting ? LOADING : NOTHING));
  }

  #give(input: unknown): void {
    const key = this.#key;
    if (isServer || howMany(input) <= MANY) return this.#read(input);
    // What is on screen stays meanwhile.
    this.coming = import("../data/long.js")
      .then(({ readLong }) => readLong(input as object))
      .then(
        (read) => this.#key === key && this.#receive({ status: "ready", ...read, at: null }),
        () => this.#key === key && (this.#read(input), this.#invalidate()),
      );
  }

  /** In one go, whatever it is. */
  #read(input: unknown): void {
    const key = this.#key;
    const snapshot = snapshotOf(input);
    this.#set(snapshot ?? LOADING);
    if (snapshot) return;
    this.coming = loadReader().then(
      () => this.#key === key && this.#receive(snapshotOf(input)!),
      () => this.#key === key && this.#receive(UNREACHED),
    );
  }

  #parse(text: string): void {
    let input: unknown;
    try {
      input = JSON.parse(text);
    } catch (error) {
      const message = `The JSON child is not valid JSON: ${(error as Error).message}`;
      return this.#set({
        status: "error",
        at: null,
        error: { code: "invalid-data", message, path: "data", retryable: false },
      });
    }
    this.#give(input);
  }

  /** Files are fetched by a part of the kit that is loaded where there is one to fetch. */
  #follow(src: string): () => void {
    let release: (() => void) | undefined;
    let left = false;
    this.#set(LOADING);
    void sharing().then(
      ({ sharedJson }) => {
        if (!left) release = sharedJson(src, (snapshot) => this.#receive(snapshot));
      },
      () => this.#receive(UNREACHED),
    );
    return () => {
      left = true;
      release?.();
    };
  }

  /** Asks the source again, where it can be asked. */
  async refresh(): Promise<void> {
    const { src, provided } = this.host;
    if (this.snapshot === UNREACHED) this.#key = [];
    else if (this.#key[0] === "src" && src) await (await sharing()).refreshJson(src);
    else if (this.#key[0] === "supply") await provided?.supply?.refresh();
    this.host.requestUpdate();
  }

  /** Does nothing while the source is the one in use; else lets go of the old one first. */
  #use(key: unknown[], start: () => (() => void) | void): void {
    if (key.length === this.#key.length && key.every((part, i) => Object.is(part, this.#key[i]))) return;
    this.#release?.();
    this.#release = undefined;
    const [kind, from] = this.#key;
    const wasOther = kind !== key[0];
    this.#key = key;
    // What a page hands over in place of what it handed over before is its update, and another question has the same source.
    if (wasOther || (!this.holds && from !== key[1])) this.origin++;
    if (wasOther) this.snapshot = LOADING;
    this.#release = start() ?? undefined;
  }

  #set(snapshot: Snapshot): void {
    this.snapshot = snapshot;
  }

  #receive(snapshot: Snapshot): void {
    if (!snapshot.book && !this.holds) this.origin++;
    this.snapshot = snapshot;
    this.host.requestUpdate();
  }
}

function complete(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
