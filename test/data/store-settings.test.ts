import { expect } from "@open-wc/testing";
import { SourceError, type RiskDataSource, type SourceChange } from "../../src/data/source.js";
import { failed, RiskStore, type StoreOptions } from "../../src/data/store.js";
import type { Query, Snapshot } from "../../src/data/types.js";
import { Clock, flush } from "../support/virtual.js";

const ADA: Query = { kind: "person", id: "ada" };
const RECORD = { id: "ada", events: [] };

function make(source: Partial<RiskDataSource> = {}, options: StoreOptions = {}) {
  const clock = new Clock(flush);
  const asked: string[] = [];
  const told = new Set<(change: SourceChange) => void>();
  const store = new RiskStore(
    {
      person: async (id: string) => (asked.push(id), { ...RECORD, id }),
      people: async () => (asked.push("people"), [RECORD]),
      clients: async () => (asked.push("book"), []),
      subscribe: (listener: (change: SourceChange) => void) => (told.add(listener), () => told.delete(listener)),
      ...source,
    } as unknown as RiskDataSource,
    { now: clock.now, later: clock.later, presence: { active: () => true, watch: () => () => {} }, ...options },
  );
  const seen: Snapshot[] = [];
  const follow = (query = ADA): (() => void) => store.subscribe(query, (snapshot) => seen.push(snapshot));
  const tell = (change: SourceChange): void => told.forEach((listener) => listener(change));
  return { store, clock, asked, told, seen, follow, tell };
}

describe("store: settings", () => {
  for (const [refresh, times] of [
    [2, 3],
    [1, 5],
    [0.2, 5],
    [0, 1],
    [-1, 1],
    [null, 1],
    [undefined, 1],
    [99_999_999, 1],
    [Infinity, 1],
  ] as const) {
    it(`a refresh every ${refresh} s asks ${times} times in 4.5 s`, async () => {
      const { follow, clock, asked } = make({}, { refresh });
      follow();
      await clock.pass(4500);
      expect(asked).to.have.length(times);
    });
  }

  it("others hold from then on, and what is known stays", async () => {
    const { store, follow, clock, asked, told, seen } = make({}, { refresh: 2 });
    follow();
    await clock.pass(2500);
    expect([asked.length, told.size]).to.deep.equal([2, 0]);
    store.configure({ refresh: null, live: true });
    expect([told.size, clock.timers.size]).to.deep.equal([1, 0]);
    await clock.pass(10_000);
    expect(asked).to.have.length(2);
    expect(seen.at(-1)!.status).to.equal("ready");
    store.configure({ refresh: 2, live: false });
    expect(told.size).to.equal(0);
    await clock.pass(2000);
    expect(asked).to.have.length(3);
  });

  it("the same change nothing", async () => {
    const { store, follow, clock, told, asked } = make({}, { refresh: 2, live: true });
    follow();
    await clock.pass(1500);
    const [before] = told;
    store.configure({ refresh: 2, live: true });
    expect([...told]).to.deep.equal([before]);
    await clock.pass(500);
    expect(asked, "the clock was not set back").to.have.length(2);
  });
});

describe("store: beginning and ending anew", () => {
  it("a reset shows nothing of before, asks again, and offers again what was not offered", async () => {
    let offered = false;
    const assignTraining = async (): Promise<void> => {
      if (!offered) throw new SourceError("not-supported", "no");
    };
    const { store, follow, clock, asked, seen } = make({ assignTraining });
    follow();
    const left = follow({ kind: "person", id: "bob" });
    await clock.pass(1);
    left();
    await store.assignTraining!("ada", { row: null }).catch(() => {});
    expect(seen.at(-1)!.missing).to.deep.equal(["assignTraining"]);
    offered = true;
    const before = store.readers;
    store.reset();
    expect(store.readers, "somebody else reads it").to.not.equal(before);
    expect(seen.at(-1)).to.deep.equal({ status: "loading", at: null });
    await clock.pass(1);
    expect(asked).to.deep.equal(["ada", "bob", "ada"]);
    expect(seen.at(-1)!.missing).to.deep.equal([]);
    // Whoever was left is forgotten, and has to be asked for.
    follow({ kind: "person", id: "bob" });
    expect(seen.at(-1)!.status).to.equal("loading");
  });

  it("stopping takes everything along, and tells nobody any more", async () => {
    const { store, follow, clock, told, seen } = make({}, { live: true, refresh: 1 });
    follow();
    expect(told.size).to.equal(1);
    const before = seen.length;
    store.stop();
    await clock.pass(5000);
    expect([told.size, clock.timers.size, seen.length]).to.deep.equal([0, 0, before]);
  });

  it("keeps fifty whom nobody looks at, those that were looked at last", async () => {
    const { follow, clock, seen } = make();
    for (let i = 0; i < 52; i++) {
      const leave = follow({ kind: "person", id: `p${i}` });
      await clock.pass(1);
      leave();
    }
    const at = (i: number): string => {
      const leave = follow({ kind: "person", id: `p${i}` });
      const { status } = seen.findLast(() => true)!;
      leave();
      return status;
    };
    expect([at(51), at(2)]).to.deep.equal(["ready", "ready"]);
    expect([at(0), at(1)]).to.deep.equal(["loading", "loading"]);
  });
});

describe("store: changes", () => {
  it("are followed up once a second for one, once in five for a list", async () => {
    for (const [query, gap] of [
      [ADA, 1000],
      [{ kind: "people" }, 5000],
      [{ kind: "book" }, 5000],
    ] as ReadonlyArray<[Query, number]>) {
      const { follow, clock, asked, tell } = make({}, { live: true });
      follow(query);
      await clock.pass(10_000);
      const change = { person: query.kind === "person" ? "ada" : null, client: null };
      tell(change);
      await clock.pass(99);
      expect(asked).to.have.length(1);
      await clock.pass(1);
      expect(asked).to.have.length(2);
      tell(change);
      await clock.pass(gap - 1);
      expect(asked, query.kind).to.have.length(2);
      await clock.pass(1);
      expect(asked, query.kind).to.have.length(3);
    }
  });

  it("concern whom they name", async () => {
    const concerned = async (query: Query, change: SourceChange): Promise<boolean> => {
      const { follow, clock, asked, tell } = make(
        { client: async () => (asked.push("client"), { id: "c", people: [] }) as never },
        { live: true },
      );
      follow(query);
      await clock.pass(1);
      const before = asked.length;
      tell(change);
      await clock.pass(10_000);
      return asked.length > before;
    };
    const client: Query = { kind: "client", id: "c" };
    for (const [query, person, who, expected] of [
      [ADA, "ada", null, true],
      [ADA, "ada", "c", true],
      [ADA, "bob", null, false],
      [ADA, null, null, true],
      [ADA, null, "c", false],
      [client, null, "c", true],
      [client, "ada", "c", true],
      [client, null, "d", false],
      [client, null, null, true],
      [{ kind: "people", client: "c" }, null, "c", true],
      [{ kind: "people", client: "c" }, null, "d", false],
      [{ kind: "people" }, null, "d", true],
      [{ kind: "book" }, "ada", "d", true],
    ] as ReadonlyArray<[Query, string | null, string | null, boolean]>)
      expect(await concerned(query, { person, client: who }), JSON.stringify([query, person, who])).to.equal(expected);
  });
});

describe("store: faults", () => {
  const before: Snapshot = { status: "ready", book: { clients: [] }, at: 5, issues: [], missing: ["history"] };
  const of = (code: string, known = before) => failed({ code, message: "m", retryable: true }, known);
  it("keep what was there, unless access was taken away or the subject is gone", () => {
    expect(of("network")).to.deep.equal({
      ...before,
      status: "stale",
      error: { code: "network", message: "m", retryable: true },
    });
    for (const code of ["unauthorized", "not-found"])
      expect(of(code)).to.deep.equal({ status: "error", error: { code, message: "m", retryable: true }, at: null });
    expect(Object.keys(of("no-access"))).to.deep.equal(["status", "error", "at"]);
    expect(of("no-access").status).to.equal("no-access");
    expect(of("network", { status: "loading", at: null }).status).to.equal("error");
  });

  for (const [thrown, code, message] of [
    [new TypeError("secret"), "server", "The source failed (TypeError)."],
    ["secret", "server", "The source failed (string)."],
    [undefined, "server", "The source failed (undefined)."],
    [new SourceError("rate-limited", "slow down"), "rate-limited", "slow down"],
  ] as const) {
    it(`${String(thrown)} is ${code}`, async () => {
      const { follow, clock, seen } = make({ person: () => Promise.reject(thrown as Error) });
      follow();
      await clock.pass(1);
      expect(seen.at(-1)!.error).to.deep.equal({ code, message, retryable: true });
    });
  }

  describe("with a code of ours, whoever made them", () => {
    // A source of the page's own, or one that comes with another copy of the kit, has no class of this one.
    for (const [code, retryable] of [
      ["no-access", false],
      ["not-found", false],
      ["not-supported", false],
      ["unauthorized", false],
      ["bad-request", false],
      ["redirect", false],
      ["rate-limited", true],
      ["timeout", true],
      ["network", true],
      ["bad-response", true],
      ["server", true],
    ] as const)
      it(`are known by it: ${code}`, async () => {
        const thrown = Object.assign(new Error("secret"), { code });
        const { follow, clock, seen } = make({ person: () => Promise.reject(thrown) });
        follow();
        await clock.pass(1);
        expect(seen.at(-1)!.status).to.equal(code === "no-access" ? code : "error");
        expect(seen.at(-1)!.error).to.deep.equal({ code, message: `The source failed (${code}).`, retryable });
      });

    it("may say themselves whether trying again can help", async () => {
      const thrown = { code: "not-found", retryable: true };
      const { follow, clock, seen } = make({ person: () => Promise.reject(thrown) });
      follow();
      await clock.pass(1);
      expect(seen.at(-1)!.error).to.include({ code: "not-found", retryable: true });
    });

    for (const code of ["ECONNREFUSED", 20, "__proto__", "constructor", null])
      it(`are the source's own with any other: ${String(code)}`, async () => {
        const thrown = Object.assign(new Error("secret"), { code });
        const { follow, clock, seen } = make({ person: () => Promise.reject(thrown) });
        follow();
        await clock.pass(1);
        expect(seen.at(-1)!.error).to.deep.equal({
          code: "server",
          message: "The source failed (Error).",
          retryable: true,
        });
      });

    it("tell what the source lacks", async () => {
      const { store, follow, clock, seen } = make({
        assignTraining: () => Promise.reject(Object.assign(new Error("no"), { code: "not-supported" })),
      });
      follow();
      await clock.pass(1);
      await store.assignTraining!("ada", { row: null }).catch(() => {});
      expect(seen.at(-1)!.missing).to.deep.equal(["assignTraining"]);
    });
  });

  it("of assigning are not what the source lacks, unless it says so", async () => {
    const { store, follow, clock, seen } = make({
      assignTraining: () => Promise.reject(new SourceError("server", "no")),
    });
    follow();
    await clock.pass(1);
    await store.assignTraining!("ada", { row: null }).catch(() => {});
    expect(seen.at(-1)!.missing).to.deep.equal([]);
    expect([store.cancelTraining, store.report]).to.deep.equal([undefined, undefined]);
  });

  it("reports are asked for with what the page says", async () => {
    const asked: unknown[] = [];
    const { store } = make({ report: async (...args) => (asked.push(args), {} as never) });
    const { signal } = new AbortController();
    await store.report!({ format: "pdf", period: "monthly" }, { model: "moxso", signal });
    await store.report!({ format: "pdf", period: "monthly" });
    expect(asked[0]).to.deep.equal([
      { format: "pdf", period: "monthly" },
      { model: "moxso", signal },
    ]);
    expect((asked[1] as [unknown, { signal: AbortSignal }])[1].signal.aborted).to.equal(false);
  });
});
