import { expect } from "@open-wc/testing";
import { createHistory, type History } from "../../src/data/history.js";
import { SourceError, type RiskDataSource, type SourceChange, type TrainingAsk } from "../../src/data/source.js";
import { RiskStore, type StoreOptions } from "../../src/data/store.js";
import type { Query, Snapshot } from "../../src/data/types.js";
import { Clock, flush } from "../support/virtual.js";

const ADA: Query = { kind: "person", id: "ada" };
const BOB: Query = { kind: "person", id: "bob" };
const PEOPLE: Query = { kind: "people" };

function make(source: Partial<Record<keyof RiskDataSource, unknown>> = {}, options: StoreOptions = {}) {
  const clock = new Clock(flush);
  const asked: string[] = [];
  const watchers = new Set<() => void>();
  const told = new Set<(change: SourceChange) => void>();
  const store = new RiskStore(
    {
      person: async (id: string) => (asked.push(id), { employee_id: id, score: 40 + asked.length }),
      subscribe: (listener: (change: SourceChange) => void) => (told.add(listener), () => told.delete(listener)),
      ...source,
    } as unknown as RiskDataSource,
    {
      now: clock.now,
      later: clock.later,
      presence: { active: () => true, watch: (one) => (watchers.add(one), () => watchers.delete(one)) },
      ...options,
    },
  );
  const seen: Snapshot[] = [];
  const follow = (query = ADA): (() => void) => store.subscribe(query, (snapshot) => seen.push(snapshot));
  return { store, clock, asked, seen, follow, watchers, told };
}
const people = (n: number): object => ({
  employees: Array.from({ length: n }, (_, i) => ({ employee_id: `e${i}`, score: 1 })),
});
const sizes = (seen: readonly Snapshot[]): Array<number | undefined> =>
  seen.map(({ book }) => book?.clients.reduce((n, client) => n + client.people.length, 0));

describe("store: who comes and goes", () => {
  it("is watched for once, and goes on for those who stay", async () => {
    const { follow, clock, asked, watchers, told } = make({}, { refresh: 30, live: true });
    follow();
    const left = follow(BOB);
    await clock.pass(1);
    expect([watchers.size, told.size]).to.deep.equal([1, 1]);
    left();
    expect([watchers.size, told.size]).to.deep.equal([1, 1]);
    await clock.pass(30_000);
    expect(asked).to.deep.equal(["ada", "bob", "ada"]);
  });

  it("leaves no timer behind who goes while a refresh is under way", async () => {
    let asked = 0;
    let come = (): void => undefined;
    const later = (): Promise<void> => new Promise((resolve) => (come = resolve));
    const person = async (id: string): Promise<object> => {
      if (asked++) await later();
      return { employee_id: id, score: 1 };
    };
    const { follow, clock } = make({ person }, { refresh: 30 });
    const left = follow();
    await clock.pass(1);
    await clock.pass(30_000);
    left();
    come();
    await flush();
    expect(clock.timers.size).to.equal(0);
  });

  it("asks at once for what failed when somebody comes back to it, and does not show the failure first", async () => {
    let broken = true;
    const { follow, clock, seen } = make({
      person: async () => {
        if (broken) throw new SourceError("server", "no");
        return { employee_id: "ada", score: 4 };
      },
    });
    const left = follow();
    await clock.pass(1);
    expect(seen.at(-1)!.status).to.equal("error");
    left();
    broken = false;
    follow();
    expect(seen.at(-1)!.status).to.equal("loading");
    await clock.pass(1);
    expect(seen.at(-1)!.status).to.equal("ready");
  });

  it("hears which part of an answer is wrong, and may ask again", async () => {
    const { follow, clock, seen } = make({ person: async () => ({ employee_id: null, score: 1 }) });
    follow();
    await clock.pass(1);
    expect(seen.at(-1)!.error).to.include({ code: "bad-response", path: "employee_id", retryable: true });
  });

  it("keeps fifty besides all who are looked at", async () => {
    const { follow, clock, seen } = make();
    for (let i = 0; i < 60; i++) follow({ kind: "person", id: `p${i}` });
    const left = follow();
    await clock.pass(1);
    left();
    follow();
    expect(seen.at(-1)!.status).to.equal("ready");
  });

  it("asks a source that has everything for it once, whatever it is asked", async () => {
    let all = 0;
    const { store, follow, clock, seen } = make({ all: async () => (all++, [{ id: "ada", events: [] }]) });
    follow();
    follow({ kind: "book" });
    await clock.pass(1);
    expect([all, store.whole, seen.at(-1)!.status]).to.deep.equal([1, true, "ready"]);
    expect(make().store.whole).to.equal(false);
  });

  it("has other settings as soon as one of them is another", async () => {
    const { store, follow, clock, asked, told } = make({}, { refresh: 30, live: false });
    follow();
    await clock.pass(1);
    store.configure({ refresh: 30, live: true });
    expect(told.size).to.equal(1);
    store.configure({ refresh: 2, live: true });
    await clock.pass(2_000);
    expect(asked).to.have.length(2);
  });
});

describe("store: lists as they come", () => {
  type Ask = { progress?: (soFar: unknown) => void };
  function listed() {
    const open: Array<{ progress: (soFar: unknown) => void; settle: (value: unknown) => void }> = [];
    const made = make({
      people: (_query: unknown, { progress }: Ask) =>
        new Promise((settle) => open.push({ progress: (soFar) => progress?.(soFar), settle })),
    });
    return { ...made, open };
  }

  it("are shown each time they have doubled", async () => {
    const { follow, open, seen, clock } = listed();
    follow(PEOPLE);
    await clock.pass(1);
    for (const n of [10, 19, 20, 30, 39, 45]) open[0]!.progress(people(n));
    open[0]!.settle(people(50));
    await clock.pass(1);
    expect(sizes(seen)).to.deep.equal([undefined, 10, 20, 45, 50]);
    expect(seen.map(({ status, partial }) => [status, !!partial])).to.deep.equal([
      ["loading", false],
      ["ready", true],
      ["ready", true],
      ["ready", true],
      ["ready", false],
    ]);
  });

  it("do not become shorter while they are read again", async () => {
    const { follow, open, seen, clock, store } = listed();
    follow(PEOPLE);
    await clock.pass(1);
    open[0]!.settle(people(50));
    await clock.pass(1);
    void store.refresh();
    await clock.pass(1);
    open[1]!.progress(people(10));
    expect(sizes(seen).at(-1)).to.equal(50);
  });

  it("are not shown of a question that another has overtaken", async () => {
    const { follow, open, seen, clock, store } = listed();
    follow(PEOPLE);
    await clock.pass(1);
    void store.refresh();
    await clock.pass(1);
    open[0]!.progress(people(10));
    expect(sizes(seen)).to.deep.equal([undefined]);
  });
});

describe("store: assigning and taking back", () => {
  it("asks again for whom it was, and for nobody else", async () => {
    const sent: unknown[] = [];
    const feature =
      (name: string) =>
      async (id: string, request: TrainingAsk, { signal }: { signal: AbortSignal }) =>
        void sent.push([name, id, request, signal.aborted]);
    const { store, follow, clock, asked } = make({
      assignTraining: feature("assign"),
      cancelTraining: feature("cancel"),
    });
    follow();
    follow(BOB);
    await clock.pass(1);
    await store.assignTraining!("ada", { row: "training" });
    await clock.pass(1_000);
    await store.cancelTraining!("ada", { row: "training" });
    await clock.pass(1_000);
    expect(sent).to.deep.equal([
      ["assign", "ada", { row: "training" }, false],
      ["cancel", "ada", { row: "training" }, false],
    ]);
    expect(asked).to.deep.equal(["ada", "bob", "ada", "ada"]);
  });

  it("says once of what the source lacks that it does", async () => {
    const { store, follow, clock, seen } = make({
      assignTraining: () => Promise.reject(new SourceError("not-supported", "no")),
    });
    follow();
    await clock.pass(1);
    for (let i = 0; i < 2; i++) await store.assignTraining!("ada", { row: null }).catch(() => {});
    expect(seen.at(-1)!.missing).to.deep.equal(["assignTraining"]);
  });
});

describe("store: what was before", () => {
  const pastOf = ({ book }: Snapshot): unknown => book!.clients[0]!.people[0]!.history?.map(({ score }) => score);

  it("is noted with each answer, of whom the source says it is", async () => {
    const scopes: unknown[] = [];
    const own = createHistory("none");
    const open = (scope: string | null): void => (scopes.push(scope), own.open(scope));
    const history: History = { ...own, open, kind: "memory" };
    let whose: string | null = "ada's";
    const { store, follow, clock, seen } = make({ scope: () => whose }, { history });
    follow();
    await clock.pass(1_000);
    await store.refresh();
    expect(pastOf(seen.at(-1)!)).to.deep.equal([41, 42]);
    whose = null;
    await store.refresh();
    expect(scopes).to.deep.equal(["ada's", "ada's", null]);
    expect(pastOf(seen.at(-1)!)).to.deep.equal([43]);
    const other = make({}, { history });
    other.follow();
    await other.clock.pass(1);
    expect(scopes.at(-1), "a source that says nothing").to.equal(null);
  });

  it("is waited for where the browser has it, for 0.3 s at most", async () => {
    for (const [ready, ms] of [
      [Promise.resolve(), 0],
      [new Promise<void>(() => {}), 300],
    ] as const) {
      const history: History = { ...createHistory("none"), kind: "indexeddb", ready };
      const { follow, clock, seen } = make({}, { history });
      follow();
      if (ms) {
        await clock.pass(ms - 1);
        expect(seen.at(-1)!.status).to.equal("loading");
      }
      await clock.pass(1);
      expect(seen.at(-1)!.status).to.equal("ready");
    }
  });
});

describe("store: the page itself", () => {
  const places: Array<[object, string]> = [];
  const pretend = (place: object, name: string, value: boolean): void => {
    places.push([place, name]);
    Object.defineProperty(place, name, { configurable: true, value });
  };
  afterEach(() => {
    for (const [place, name] of places.splice(0)) Reflect.deleteProperty(place, name);
  });

  for (const [away, place, name, gone, back] of [
    ["hidden", document, "hidden", true, ["visibilitychange", "visibilitychange"]],
    ["without a network", navigator, "onLine", false, ["offline", "online"]],
  ] as const)
    it(`is left alone while it is ${away}, caught up with after, and let go at the end`, async () => {
      const { follow, clock, asked, told } = make({}, { live: true, presence: undefined });
      const target = name === "hidden" ? document : globalThis;
      const left = follow();
      await clock.pass(1);
      expect([asked.length, told.size]).to.deep.equal([1, 1]);
      pretend(place, name, gone);
      target.dispatchEvent(new Event(back[0]));
      expect(told.size).to.equal(0);
      pretend(place, name, !gone);
      target.dispatchEvent(new Event(back[1]));
      await clock.pass(1);
      expect([asked.length, told.size]).to.deep.equal([2, 1]);
      left();
      target.dispatchEvent(new Event(back[0]));
      target.dispatchEvent(new Event(back[1]));
      await clock.pass(1);
      expect([asked.length, told.size, clock.timers.size]).to.deep.equal([2, 0, 0]);
    });

  it("is the window that its provider is in, which may be seen while the page behind it is not", async () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    try {
      const there = frame.contentDocument!;
      const { follow, clock, told } = make({}, { live: true, presence: undefined, where: there.body });
      const left = follow();
      await clock.pass(1);
      pretend(document, "hidden", true);
      pretend(there, "hidden", false);
      document.dispatchEvent(new Event("visibilitychange"));
      expect(told.size).to.equal(1);
      pretend(there, "hidden", true);
      there.dispatchEvent(new Event("visibilitychange"));
      expect(told.size).to.equal(0);
      pretend(there, "hidden", false);
      there.dispatchEvent(new Event("visibilitychange"));
      expect(told.size).to.equal(1);
      left();
    } finally {
      frame.remove();
    }
  });

  it("has the time, and timers of its own", async () => {
    const { setTimeout, clearTimeout } = globalThis;
    const timers = new Map<unknown, [run: () => void, ms: number]>();
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms: number) => (timers.set(run, [run, ms]), run),
      clearTimeout: (timer: unknown) => timers.delete(timer),
    });
    try {
      const before = Date.now();
      const { follow, store, seen, asked } = make({}, { now: undefined, later: undefined, refresh: 20 });
      follow();
      await flush();
      expect(seen.at(-1)!.at).to.be.within(before, Date.now());
      const [[run, ms]] = timers.values() as unknown as [[() => void, number]];
      expect(ms).to.be.within(1, 20_000);
      run();
      await flush();
      expect(asked).to.have.length(2);
      store.stop();
      expect(timers.size).to.equal(0);
    } finally {
      Object.assign(globalThis, { setTimeout, clearTimeout });
    }
  });
});
