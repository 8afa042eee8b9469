import { expect } from "@open-wc/testing";
import { createHistory, type History } from "../../src/data/history.js";

const key = "k";
const point = (at: number, score = at): { at: number; score: number } => ({ at, score });
let stores = 0;

/** A store of the browser's that is no other test's, and who works with it. */
function browser() {
  const name = `test ${Date.now()} ${stores++}`;
  const open = (version: number): IDBOpenDBRequest => indexedDB.open(name, version);
  const factory = (): IDBFactory => ({ open: (_name: string, version: number) => open(version) }) as IDBFactory;
  const opened = async (scope: string | null, options: Parameters<typeof createHistory>[1] = {}): Promise<History> => {
    const history = createHistory("indexeddb", { factory, ...options });
    history.open(scope);
    await history.ready;
    return history;
  };
  const add = async (history: History, ...times: number[]): Promise<void> => {
    for (const at of times) {
      history.add(key, point(at));
      await history.ready;
    }
  };
  /** What a later visit finds. */
  const found = async (scope: string): Promise<number[]> => {
    const history = await opened(scope);
    const points = history.points(key);
    history.close();
    return points.map(({ at }) => at);
  };
  return { open, opened, add, found };
}

/** How many numbers are there, whosever they are. */
const rowsIn = (open: (version: number) => IDBOpenDBRequest): Promise<number> =>
  new Promise((resolve) => {
    const request = open(1);
    request.onsuccess = () => {
      const count = request.result.transaction("history", "readonly").objectStore("history").count();
      count.onsuccess = () => {
        request.result.close();
        resolve(count.result);
      };
    };
  });

describe("history that the browser keeps", () => {
  it("holds nothing of whom nobody can name, also where the page names a reader", async () => {
    for (const reader of ["", "ada"]) {
      const { open, opened, add } = browser();
      const history = await opened("known", { reader: () => reader });
      await add(history, 1);
      history.open(null);
      await history.ready;
      await add(history, 2);
      expect(history.points(key)).to.deep.equal([point(2)]);
      expect([history.kind, history.note]).to.deep.equal(["indexeddb", null]);
      history.close();
      expect(await rowsIn(open)).to.equal(1);
    }
  });

  it("is whole as long as there is room, and loses the oldest after", async () => {
    const { opened, add, found } = browser();
    const history = await opened("a", { most: 4 });
    await add(history, 1, 2, 3, 4);
    expect(await found("a")).to.deep.equal([1, 2, 3, 4]);
    await add(history, 5);
    history.close();
    expect(await found("a")).to.deep.equal([2, 3, 4, 5]);
    // Of another version, with less room.
    const smaller = await opened("a", { most: 2 });
    await add(smaller, 6);
    smaller.close();
    expect(await found("a")).to.deep.equal([5, 6]);
  });

  it("has room again once it was cleared", async () => {
    const { opened, add } = browser();
    const history = await opened("a", { most: 3 });
    await add(history, 1, 2, 3);
    await history.clear();
    await add(history, 4, 5, 6);
    expect(history.points(key)).to.have.length(3);
    await add(history, 7);
    expect(history.points(key).map(({ at }) => at)).to.deep.equal([5, 6, 7]);
    history.close();
  });

  it("holds what is of nobody by name, where people may not be kept", async () => {
    const { opened, add, found } = browser();
    const history = await opened("a", { people: () => false });
    await add(history, 1);
    history.add(key, point(2), true);
    await history.ready;
    history.close();
    expect(await found("a")).to.deep.equal([1]);
  });

  it("does not keep a newer version of the kit waiting, and goes on in memory", async () => {
    const { open, opened, add } = browser();
    const history = await opened("a");
    await add(history, 1);
    await new Promise<void>((resolve, reject) => {
      const request = open(2);
      request.onblocked = () => reject(new Error("blocked"));
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await add(history, 2);
    expect(history.points(key)).to.deep.equal([point(1), point(2)]);
    expect([history.kind, history.note]).to.deep.equal([
      "memory",
      "History is kept in memory: IndexedDB is not available here (InvalidStateError).",
    ]);
    await history.clear();
    history.close();
  });

  it("that cannot be read goes on in memory, and is let go with the page's last word", async () => {
    let closed = 0;
    const later = <T extends object>(request: T, told: string): T => {
      queueMicrotask(() => (request as Record<string, () => void>)[told]!());
      return request;
    };
    const getAll = () => later({ error: null }, "onerror");
    const result = {
      transaction: () => ({ objectStore: () => ({ index: () => ({ getAll }) }) }),
      close: () => closed++,
    };
    const factory = (): IDBFactory => ({ open: () => later({ result }, "onsuccess") }) as unknown as IDBFactory;
    const history = createHistory("indexeddb", { factory });
    history.open("a");
    await history.ready;
    expect([history.kind, history.note]).to.deep.equal([
      "memory",
      "History is kept in memory: IndexedDB is not available here (Error).",
    ]);
    history.close();
    await Promise.resolve();
    await Promise.resolve();
    expect(closed).to.equal(1);
  });
});
