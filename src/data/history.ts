import { hash } from "./http/subject.js";
import { SMALL } from "./numbers.js";
import type { BookInput, ClientInput, SuppliedGroup, SuppliedScore } from "./types.js";

export interface HistoryPoint {
  /** Epoch ms. */
  at: number;
  score: number;
}

/** A record of each score that came from a source, for when the source keeps none. */
export interface History {
  /** Where it is kept. */
  readonly kind: "memory" | "indexeddb";
  /** Why it is kept in memory although it was to be kept in the browser; null where nothing is amiss. */
  readonly note: string | null;
  /** Says whose scores follow; those of others are neither read nor added to. Null keeps them in memory only. */
  open(scope: string | null): void;
  /** @param few of one person, or of few: kept in memory only while people may not be kept in the browser */
  add(key: string, point: HistoryPoint, few?: boolean): void;
  /** Takes out of the browser what may not be kept there any more: people may be hidden since. */
  prune(): void;
  /** Oldest first. */
  points(key: string): readonly HistoryPoint[];
  /** Resolves when what the browser kept has been read. */
  readonly ready: Promise<void>;
  /** Forgets everything, of everybody. */
  clear(): Promise<void>;
  close(): void;
}

/** At most so many points, the oldest going first: about 2 MB. */
const MOST = 20_000;
const DATABASE = "human-risk-widgets";
const STORE = "history";

interface Row extends HistoryPoint {
  n?: number;
  scope: string;
  key: string;
  few?: true;
}

/** Of a person, as the key says: rows of older versions do not say how many they are of. */
const PERSON = ',"person",';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("failed"));
  });

/** A server's project, which has importers from the same entry, need not know of browsers' types. */
type Factory = typeof globalThis extends { indexedDB: infer Own } ? Own : never;

/**
 * Keeps scores in memory, or, opted into, in the browser's IndexedDB. Where there is none (an opaque origin, a private
 * window) memory it is, and `note` says so; nothing throws.
 */
export function createHistory(
  kind: "none" | "indexeddb",
  {
    most = MOST,
    factory,
    people = () => true,
    reader = () => "",
  }: {
    most?: number;
    factory?: () => Factory;
    /** Whether single people, and groups of few, may be kept in the browser: their ids are often addresses. */
    people?: () => boolean;
    /** Who reads it, where the source cannot say: a session of cookies looks the same for all who share a browser. */
    reader?: () => string;
  } = {},
): History {
  let lists = new Map<string, HistoryPoint[]>();
  let count = 0;
  let scope: string | null = null;
  let note: string | null = null;
  let database: Promise<IDBDatabase | null> | undefined;
  let ready = Promise.resolve();

  const fall = (error: unknown): null => {
    note = `History is kept in memory: IndexedDB is not available here (${error instanceof Error ? error.name : "unknown"}).`;
    return null;
  };
  const connect = (): Promise<IDBDatabase | null> =>
    (database ??= (async () => {
      try {
        // In an opaque origin reading the property is what throws.
        const request = (factory ? factory() : globalThis.indexedDB).open(DATABASE, 1);
        request.onupgradeneeded = () => {
          request.result.createObjectStore(STORE, { keyPath: "n", autoIncrement: true }).createIndex("scope", "scope");
        };
        request.onblocked = () => {};
        const db = await settled(request);
        // Another tab with a newer version must not be kept waiting.
        db.onversionchange = () => db.close();
        return db;
      } catch (error) {
        return fall(error);
      }
    })());
  const store = async (mode: IDBTransactionMode): Promise<IDBObjectStore | null> => {
    if (kind !== "indexeddb") return null;
    const db = await connect();
    try {
      return db?.transaction(STORE, mode).objectStore(STORE) ?? null;
    } catch (error) {
      return fall(error);
    }
  };
  /** Takes a point into memory; false where it is there already. */
  const take = (key: string, { at, score }: HistoryPoint): boolean => {
    const list = lists.get(key) ?? [];
    const place = list.findLastIndex((point) => point.at <= at);
    if (list[place]?.at === at) return false;
    list.splice(place + 1, 0, { at, score });
    lists.set(key, list);
    if (++count > most) {
      const [oldest] = [...lists.entries()].sort(([, a], [, b]) => a[0]!.at - b[0]!.at);
      oldest![1].shift();
      if (!oldest![1].length) lists.delete(oldest![0]);
      count--;
    }
    return true;
  };
  const trim = async (rows: IDBObjectStore): Promise<void> => {
    const over = (await settled(rows.count())) - most;
    if (over <= 0) return;
    const keys = await settled(rows.getAllKeys(null, over));
    rows.delete(IDBKeyRange.upperBound(keys.at(-1)));
  };
  const read = (whose: string): void => {
    ready = quietly(
      (async () => {
        const hidden = !people();
        const rows = await store(hidden ? "readwrite" : "readonly");
        const kept = rows ? await settled(rows.index("scope").getAll(whose) as IDBRequest<Row[]>) : [];
        for (const { n, key, few, at, score } of kept) {
          if (hidden && (few || key.includes(PERSON))) rows!.delete(n!);
          else if (scope === whose) take(key, { at, score });
        }
      })(),
    );
  };
  const quietly = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => {},
      (error: unknown) => void fall(error),
    );

  return {
    get kind() {
      return kind === "indexeddb" && note === null ? "indexeddb" : "memory";
    },
    get note() {
      return note;
    },
    get ready() {
      return ready;
    },
    open(source) {
      const who = reader();
      const next = source === null || !who ? source : `${source} ${hash(who)}`;
      if (next === scope) return;
      scope = next;
      lists = new Map();
      count = 0;
      if (next !== null && kind === "indexeddb") read(next);
    },
    prune() {
      if (scope !== null && kind === "indexeddb") read(scope);
    },
    add(key, { at, score }, few = false) {
      if (!Number.isFinite(at) || !Number.isFinite(score) || !take(key, { at, score })) return;
      const whose = scope;
      if (whose === null || kind !== "indexeddb" || (few && !people())) return;
      ready = quietly(
        (async () => {
          const rows = await store("readwrite");
          if (!rows) return;
          rows.add({ scope: whose, key, at, score, ...(few && { few }) } satisfies Row);
          await trim(rows);
        })(),
      );
    },
    points: (key) => lists.get(key) ?? [],
    async clear() {
      lists = new Map();
      count = 0;
      await quietly(
        (async () => {
          const rows = await store("readwrite");
          if (rows) await settled(rows.clear());
        })(),
      );
    },
    close() {
      void database?.then((db) => db?.close());
      database = undefined;
    },
  };
}

/** Notes every supplied score, and gives those that came without a past the one that was noted. */
export function withHistory(book: BookInput, history: History, now: number): BookInput {
  type Noted = Pick<ClientInput, "id" | "history"> & { supplied?: SuppliedScore | SuppliedGroup };
  const common = book.given ?? book.model ?? "";
  const noted = <T extends Noted>(subject: T, kind: string, client = "", model = common): T => {
    const { supplied } = subject;
    if (!supplied || supplied.score === null) return subject;
    // What one model came to is no past of another's number.
    const key = JSON.stringify([model, kind, client, subject.id]);
    // Of how many nobody says, as of one person, may be of few.
    const few = ((supplied as SuppliedGroup).people ?? 0) < SMALL;
    history.add(key, { at: supplied.asOf ?? now, score: supplied.score }, few);
    return subject.history?.length ? subject : { ...subject, history: history.points(key).slice() };
  };
  /** Whose client each is; "" where an id is of several: then, and only then, a past goes by its client as well. */
  const homes = new Map<string, string>();
  for (const { id: home, people } of book.clients)
    for (const { id, supplied } of people) if (supplied) homes.set(id, (homes.get(id) ?? home) === home ? home : "");
  const homeOf = (id: string, home: string): string => (homes.get(id) === "" ? home : "");
  const clients = book.clients.map((client) => ({
    ...noted(client, "client", "", client.model),
    people: client.people.some((person) => person.supplied)
      ? client.people.map((person) => noted(person, "person", homeOf(person.id, client.id), client.model))
      : client.people,
    groups: client.groups?.map((group) => noted(group, group.kind, client.id, client.model)),
  }));
  const { history: past } = noted({ id: "", ...book }, "book");
  return { ...book, clients, ...(past?.length ? { history: past } : {}) };
}
