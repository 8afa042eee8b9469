import { expect } from "@open-wc/testing";
import { createHttpSource } from "../../src/data/http/http-source.js";
import { SourceError, type RiskDataSource, type SourceChange } from "../../src/data/source.js";
import { RiskStore, type StoreOptions } from "../../src/data/store.js";
import type { Query, Snapshot } from "../../src/data/types.js";
import { Clock, flush, json, Network, seeded, status, type Answer } from "../support/virtual.js";

const ADA: Query = { kind: "person", id: "ada" };
const score = (id: string, n: number): object => ({
  employee_id: id,
  score: n,
  band: "moderate",
  last_updated: "2026-11-23T09:00:00Z",
  signals: {},
});

class Page {
  on = true;
  watchers = new Set<() => void>();
  active = (): boolean => this.on;
  watch = (listener: () => void): (() => void) => {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  };
  set(on: boolean): void {
    this.on = on;
    for (const watcher of [...this.watchers]) watcher();
  }
}

function make(source: Partial<RiskDataSource>, options: StoreOptions = {}) {
  const clock = new Clock(flush);
  const page = new Page();
  const store = new RiskStore(source as RiskDataSource, {
    now: clock.now,
    later: clock.later,
    presence: page,
    ...options,
  });
  const seen: Snapshot[] = [];
  const leave = (query = ADA): (() => void) => store.subscribe(query, (snapshot) => seen.push(snapshot));
  return { clock, page, store, seen, leave, shown: () => shownIn(seen.at(-1)!) };
}

const shownIn = (snapshot: Snapshot): unknown => {
  const person = snapshot.book?.clients[0]?.people[0];
  return person?.supplied?.score ?? snapshot.book?.clients.map(({ id }) => id) ?? snapshot.error?.code;
};

/** Promises that a test settles. */
function controlled() {
  const open: Array<{
    id: string;
    signal: AbortSignal;
    settle: (value: unknown) => void;
    fail: (error: unknown) => void;
  }> = [];
  const person: RiskDataSource["person"] = (id, { signal }) =>
    new Promise((settle, fail) => open.push({ id, signal, settle: settle as (value: unknown) => void, fail }));
  return { open, person };
}

describe("store: one question for all", () => {
  it("forty elements that show the same ask once, and all get the answer", async () => {
    let asked = 0;
    const { store, clock } = make({ person: async () => (asked++, score("ada", 40) as never) });
    const last: unknown[] = [];
    for (let i = 0; i < 40; i++) store.subscribe({ ...ADA }, (snapshot) => (last[i] = snapshot.status));
    await clock.pass(1);
    expect(asked).to.equal(1);
    expect(new Set(last)).to.deep.equal(new Set(["ready"]));
  });

  it("two that ask for the same past, a moment after each other, ask for the same dates", async () => {
    const ranges: unknown[] = [];
    const { store, clock } = make({
      person: async () => score("ada", 40) as never,
      history: async (_subject, range) => (ranges.push(range), { points: [] }) as never,
    });
    store.subscribe({ ...ADA, needs: ["history"] }, () => {});
    await clock.pass(700);
    store.subscribe({ ...ADA, needs: ["history", "record"] }, () => {});
    await clock.pass(1);
    expect(ranges).to.have.length(2);
    expect(ranges[1]).to.deep.equal(ranges[0]);
  });

  it("one that comes later gets it at once, and asks only when it is older than 5 s", async () => {
    let asked = 0;
    const { leave, clock, seen } = make({ person: async () => (asked++, score("ada", 40 + asked) as never) });
    leave();
    await clock.pass(4_000);
    leave();
    expect(seen.at(-1)!.status).to.equal("ready");
    await clock.pass(4_000);
    expect(asked).to.equal(1);
    leave();
    expect(shownIn(seen.at(-1)!)).to.equal(41);
    await clock.pass(1);
    expect(asked).to.equal(2);
    expect(shownIn(seen.at(-1)!)).to.equal(42);
  });

  it("one that comes back is asked for again where it changed meanwhile, however recent its answer", async () => {
    const asked: string[] = [];
    let say: (change: SourceChange) => void = () => {};
    const { store, clock } = make(
      {
        person: async (id) => (asked.push(id), score(id, 40) as never),
        subscribe: (listener) => ((say = listener), () => {}),
      },
      { live: true },
    );
    store.subscribe({ kind: "person", id: "bob" }, () => {});
    const leave = store.subscribe({ ...ADA }, () => {});
    await clock.pass(1);
    leave();
    say({ person: "ada", client: null });
    await clock.pass(200);
    expect(asked, "nobody looks").to.deep.equal(["bob", "ada"]);
    store.subscribe({ ...ADA }, () => {});
    await clock.pass(1);
    expect(asked).to.deep.equal(["bob", "ada", "ada"]);
  });

  it("what somebody looked at before is there when they come back", async () => {
    const { leave, clock, seen } = make({ person: async () => score("ada", 40) as never });
    leave()();
    await clock.pass(1);
    const gone = leave();
    await clock.pass(1);
    gone();
    await clock.pass(60_000);
    seen.length = 0;
    leave();
    expect(seen[0]!.status).to.equal("ready");
  });

  it("the last to leave takes the request along", async () => {
    const { open, person } = controlled();
    const { leave, clock, store } = make({ person });
    const both = [leave(), leave()];
    await flush();
    both[0]!();
    expect(open[0]!.signal.aborted).to.equal(false);
    both[1]!();
    both[1]!();
    expect(open[0]!.signal.aborted).to.equal(true);
    expect(clock.timers.size).to.equal(0);
    store.stop();
  });
});

describe("store: order", () => {
  it("200 random interleavings of slow answers: the last asked wins (seeds 1 to 200)", async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed);
      const { open, person } = controlled();
      const { leave, store, seen } = make({ person });
      leave();
      const asks = 2 + Math.floor(random() * 5);
      for (let i = 1; i < asks; i++) {
        if (random() < 0.5) await Promise.resolve();
        void store.refresh();
      }
      await Promise.resolve();
      const order = open.map((_, i) => i).sort(() => random() - 0.5);
      for (const i of order) {
        if (random() < 0.3 && i < open.length - 1) open[i]!.fail(new SourceError("server", "late"));
        else open[i]!.settle(score("ada", i));
        if (random() < 0.5) await flush();
      }
      await flush();
      expect(shownIn(seen.at(-1)!), `seed ${seed}`).to.equal(open.length - 1);
      const shown = seen.map(shownIn).filter((one) => typeof one === "number");
      expect(shown, `seed ${seed}: nothing older is shown in between`).to.deep.equal([open.length - 1]);
      store.stop();
    }
  });

  it("of two people asked for in turn the one that is still wanted is shown", async () => {
    const { open, person } = controlled();
    const { leave, seen } = make({ person });
    const first = leave();
    first();
    leave({ kind: "person", id: "ben" });
    await flush();
    open[1]!.settle(score("ben", 2));
    await flush();
    open[0]!.settle(score("ada", 1));
    await flush();
    expect(shownIn(seen.at(-1)!)).to.equal(2);
  });
});

describe("store: faults", () => {
  const withFault = (fault: () => unknown) => {
    let broken = false;
    const made = make({
      person: () => (broken ? Promise.reject(fault() as Error) : Promise.resolve(score("ada", 40) as never)),
    });
    return { ...made, breakIt: () => (broken = true) };
  };
  for (const code of ["server", "network", "timeout", "rate-limited", "bad-response"] as const) {
    it(`${code} keeps what was there, with its time`, async () => {
      const { leave, clock, store, seen, breakIt } = withFault(() => new SourceError(code, "no"));
      leave();
      await clock.pass(1);
      const at = seen.at(-1)!.at;
      breakIt();
      await clock.pass(50_000);
      await store.refresh();
      const last = seen.at(-1)!;
      expect(last.status).to.equal("stale");
      expect([last.at, last.error!.code, last.error!.retryable]).to.deep.equal([at, code, true]);
      expect(last.book!.clients[0]!.people[0]!.id).to.equal("ada");
    });
  }
  for (const code of ["no-access", "unauthorized", "not-found"] as const) {
    it(`${code} leaves nothing of what was there`, async () => {
      const { leave, clock, store, seen, breakIt } = withFault(() => new SourceError(code, "no"));
      leave();
      await clock.pass(1);
      breakIt();
      await store.refresh();
      expect(seen.at(-1)!.status).to.equal(code === "no-access" ? "no-access" : "error");
      expect(seen.at(-1)).to.not.have.property("book");
      seen.length = 0;
      leave();
      expect(seen[0]).to.not.have.property("book");
    });
  }

  it("a source's own errors are not quoted: they may hold anything", async () => {
    const { leave, clock, store, seen, breakIt } = withFault(() => new TypeError("Bearer tok-secret"));
    breakIt();
    leave();
    await clock.pass(1);
    expect(seen.at(-1)!.error).to.deep.equal({
      code: "server",
      message: "The source failed (TypeError).",
      retryable: true,
    });
    store.stop();
  });

  it("an answer that is none is a readable error", async () => {
    for (const answer of [null, 7, "x", [], {}, { id: {} }, { employee_id: null }]) {
      const { leave, clock, seen } = make({ person: async () => answer as never });
      leave();
      await clock.pass(1);
      const last = seen.at(-1)!;
      if (last.status === "ready") expect(last.book!.clients).to.deep.equal([]);
      else expect(last.error!.message, JSON.stringify(answer)).to.match(/expected/);
    }
  });
});

describe("store: refresh, hidden and offline", () => {
  it("refreshes every so many seconds, counted from the last answer", async () => {
    let asked = 0;
    const { leave, clock } = make({ person: async () => (asked++, score("ada", asked) as never) }, { refresh: 30 });
    leave();
    await clock.pass(95_000);
    expect(asked).to.equal(4);
  });

  it("not while the page is hidden; once when it is back, if one was missed", async () => {
    let asked = 0;
    const { leave, clock, page } = make(
      { person: async () => (asked++, score("ada", asked) as never) },
      { refresh: 30 },
    );
    leave();
    await clock.pass(10_000);
    page.set(false);
    await clock.pass(300_000);
    expect(asked).to.equal(1);
    expect(clock.timers.size).to.equal(0);
    page.set(true);
    await clock.pass(1);
    expect(asked).to.equal(2);
    await clock.pass(30_000);
    expect(asked).to.equal(3);
  });

  it("as often when the clock was set back, and so are changes and who comes later answered", async () => {
    let asked = 0;
    let say: (change: SourceChange) => void = () => {};
    const { leave, clock, page, store } = make(
      {
        person: async () => (asked++, score("ada", asked) as never),
        subscribe: (listener) => ((say = listener), () => {}),
      },
      { refresh: 30, live: true },
    );
    leave();
    await clock.pass(1);
    say({ person: "ada", client: null });
    await clock.pass(1_000);
    expect(asked).to.equal(2);
    clock.time -= 3_600_000;
    say({ person: "ada", client: null });
    await clock.pass(1_100);
    expect(asked, "followed").to.equal(3);
    clock.time -= 3_600_000;
    store.subscribe({ ...ADA }, () => {});
    await clock.pass(1);
    expect(asked, "come later").to.equal(4);
    clock.time -= 3_600_000;
    page.set(false);
    page.set(true);
    await clock.pass(1);
    const before = asked;
    await clock.pass(31_000);
    expect(asked, "refreshed").to.equal(before + 1);
  });

  it("not sooner than due when it was hidden for a moment", async () => {
    let asked = 0;
    const { leave, clock, page } = make(
      { person: async () => (asked++, score("ada", asked) as never) },
      { refresh: 30 },
    );
    leave();
    await clock.pass(10_000);
    page.set(false);
    await clock.pass(1_000);
    page.set(true);
    await clock.pass(1_000);
    expect(asked).to.equal(1);
    await clock.pass(18_000);
    expect(asked).to.equal(2);
  });

  it("what failed is asked for again when the network is back, whatever the settings", async () => {
    let broken = true;
    const { leave, clock, page, seen } = make({
      person: () =>
        broken ? Promise.reject(new SourceError("network", "no")) : Promise.resolve(score("ada", 4) as never),
    });
    leave();
    await clock.pass(1);
    expect(seen.at(-1)!.status).to.equal("error");
    page.set(false);
    broken = false;
    page.set(true);
    await clock.pass(1);
    expect(shownIn(seen.at(-1)!)).to.equal(4);
  });

  it("so it is where a token came late, and nothing else", async () => {
    let broken = true;
    let asked = 0;
    const { store, leave, clock, seen } = make({
      person: (id) => {
        asked++;
        return broken && id === "ada"
          ? Promise.reject(new SourceError("timeout", "no"))
          : Promise.resolve(score(id, 4) as never);
      },
    });
    leave();
    store.subscribe({ kind: "person", id: "bob" }, () => {});
    await clock.pass(1);
    expect(seen.at(-1)!.status).to.equal("error");
    broken = false;
    store.retry();
    await clock.pass(1);
    expect(shownIn(seen.at(-1)!)).to.equal(4);
    expect(asked).to.equal(3);
  });

  it("stops for good when the last one leaves", async () => {
    let asked = 0;
    const { leave, clock, page } = make(
      { person: async () => (asked++, score("ada", asked) as never) },
      { refresh: 30 },
    );
    const gone = leave();
    await clock.pass(31_000);
    gone();
    expect([clock.timers.size, page.watchers.size]).to.deep.equal([0, 0]);
    await clock.pass(300_000);
    expect(asked).to.equal(2);
  });
});

describe("store: live", () => {
  function live(options: StoreOptions = {}) {
    const asked: string[] = [];
    const followers = new Set<(change: SourceChange) => void>();
    const made = make(
      {
        person: async (id) => (asked.push(`person ${id}`), score(id, asked.length) as never),
        client: async (id) => (asked.push(`client ${id}`), { id, people: [] } as never),
        clients: async () => (asked.push("clients"), { clients: [] }),
        subscribe: (listener) => {
          followers.add(listener);
          return () => followers.delete(listener);
        },
      },
      { live: true, ...options },
    );
    return {
      ...made,
      asked,
      followers,
      change: (change: SourceChange) => followers.forEach((follow) => follow(change)),
    };
  }

  it("a change reads again whom it concerns, within a second, and nobody else", async () => {
    const { leave, clock, asked, change } = live();
    leave();
    leave({ kind: "person", id: "ben" });
    leave({ kind: "client", id: "c" });
    leave({ kind: "client", id: "d" });
    leave({ kind: "book" });
    await clock.pass(1_000);
    asked.length = 0;
    change({ person: "ada", client: "c" });
    await clock.pass(1_000);
    expect(asked.sort()).to.deep.equal(["client c", "clients", "person ada"]);
  });

  it("a change reads again whoever was asked for by another name", async () => {
    let [asked, say]: [number, (change: SourceChange) => void] = [0, () => {}];
    const { leave, clock } = make(
      {
        person: async () => (asked++, score("ada", 40) as never),
        subscribe: (listener) => ((say = listener), () => {}),
      },
      { live: true },
    );
    leave({ kind: "person", id: "me" });
    await clock.pass(1);
    say({ person: "ben", client: "c" });
    await clock.pass(2_000);
    expect(asked).to.equal(1);
    say({ person: "ada", client: "c" });
    await clock.pass(2_000);
    expect(asked).to.equal(2);
  });

  it("a hundred changes are few loads, and the last one is seen", async () => {
    const { leave, clock, asked, change, seen } = live();
    leave();
    await clock.pass(10_000);
    asked.length = 0;
    for (let i = 0; i < 100; i++) {
      change({ person: "ada", client: "c" });
      await clock.pass(20);
    }
    await clock.pass(2_000);
    expect(asked.length).to.be.within(2, 4);
    expect(seen.at(-1)!.status).to.equal("ready");
  });

  for (const [query, slow] of [
    [ADA, 1_700],
    [{ kind: "book" }, 12_000],
  ] as const) {
    it(`an answer that takes ${slow} ms is shown while changes pour in (${query.kind})`, async () => {
      let asked = 0;
      const later = async (value: unknown, signal: AbortSignal): Promise<never> => {
        asked++;
        await clock.wait(slow, signal);
        return value as never;
      };
      const followers = new Set<(change: SourceChange) => void>();
      const { leave, clock, seen } = make(
        {
          person: (id, { signal }) => later(score(id, asked), signal),
          clients: (_query, { signal }) => later({ clients: [] }, signal),
          subscribe: (listener) => (followers.add(listener), () => followers.delete(listener)),
        },
        { live: true },
      );
      leave(query);
      for (let i = 0; i < 300; i++) {
        followers.forEach((follow) => follow({ person: "ada", client: "c" }));
        await clock.pass(100);
      }
      const shown = seen.filter(({ status }) => status === "ready").length;
      expect(shown).to.be.at.least(Math.floor(30_000 / (slow + 5_000)));
      expect(asked - shown).to.be.at.most(1);
      // And what changed last is asked for.
      const before = asked;
      await clock.pass(slow + 6_000);
      expect(asked).to.be.within(before, before + 2);
      expect(clock.timers.size).to.equal(0);
    });
  }

  it("a reset reads everything again", async () => {
    const { leave, clock, asked, change } = live();
    leave();
    leave({ kind: "client", id: "c" });
    await clock.pass(1);
    asked.length = 0;
    change({ person: null, client: null });
    await clock.pass(1_000);
    expect(asked.sort()).to.deep.equal(["client c", "person ada"]);
  });

  it("is let go while the page is hidden, and catches up after", async () => {
    const { leave, clock, page, asked, followers } = live();
    leave();
    await clock.pass(1);
    page.set(false);
    expect(followers.size).to.equal(0);
    asked.length = 0;
    page.set(true);
    await clock.pass(1);
    expect(followers.size).to.equal(1);
    expect(asked).to.deep.equal(["person ada"]);
  });

  it("a source of a page's own may say no more than that something changed", async () => {
    const { leave, clock, asked, followers } = live();
    leave();
    leave({ kind: "client", id: "c" });
    for (const [said, read] of [
      [[], ["client c", "person ada"]],
      [[null], ["client c", "person ada"]],
      [[{}], ["client c", "person ada"]],
      [["ada"], ["client c", "person ada"]],
      [[{ person: "ada" }], ["client c", "person ada"]],
      [[{ client: "c" }], ["client c"]],
    ] as Array<[unknown[], string[]]>) {
      await clock.pass(10_000);
      asked.length = 0;
      followers.forEach((follow) => (follow as (...given: unknown[]) => void)(...said));
      await clock.pass(1_000);
      expect(asked.sort(), JSON.stringify(said)).to.deep.equal(read);
    }
  });

  for (const [name, subscribe] of [
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
    ["gives nothing to end it with", () => undefined],
    ["gives a promise", () => Promise.resolve(() => {})],
    [
      "gives something to end it with that throws",
      () => () => {
        throw new Error("no");
      },
    ],
  ] as Array<[string, () => unknown]>)
    it(`a source whose subscribe ${name} is shown as it stands`, async () => {
      let tried = 0;
      const { leave, clock, page, shown, store } = make(
        {
          person: async () => score("ada", 67) as never,
          subscribe: () => (tried++, subscribe()) as () => void,
        },
        { live: true },
      );
      const left = leave();
      await clock.pass(1);
      expect([shown(), tried]).to.deep.equal([67, 1]);
      page.set(false);
      page.set(true);
      await clock.pass(1);
      expect([shown(), tried]).to.deep.equal([67, 2]);
      left();
      store.stop();
      expect([page.watchers.size, clock.timers.size]).to.deep.equal([0, 0]);
    });

  it("ends with the last one", () => {
    const { leave, followers, clock } = live();
    leave()();
    expect([followers.size, clock.timers.size]).to.deep.equal([0, 0]);
  });
});

describe("store: assigning", () => {
  it("sends it on, and reads the person again", async () => {
    const sent: unknown[] = [];
    let asked = 0;
    const { leave, clock, store } = make({
      person: async () => (asked++, score("ada", asked) as never),
      assignTraining: async (id, request) => sent.push([id, request]),
    });
    leave();
    await clock.pass(1);
    await store.assignTraining!("ada", { row: "training" });
    await clock.pass(1_000);
    expect(sent).to.deep.equal([["ada", { row: "training" }]]);
    expect(asked).to.equal(2);
  });

  it("a source that cannot has nothing to call", () => {
    expect(make({}).store.assignTraining).to.equal(undefined);
  });

  it("one that is refused rejects", async () => {
    const { store } = make({ assignTraining: () => Promise.reject(new SourceError("not-supported", "no")) });
    let code = "";
    await store.assignTraining!("ada", { row: null }).catch((error: SourceError) => (code = error.code));
    expect(code).to.equal("not-supported");
  });

  it("what the source does not offer is missing from then on", async () => {
    const { store, leave, clock, seen } = make({
      person: async () => score("ada", 4) as never,
      assignTraining: () => Promise.reject(new SourceError("not-supported", "no")),
    });
    leave();
    await clock.pass(1);
    expect(seen.at(-1)!.missing).to.deep.equal([]);
    await store.assignTraining!("ada", { row: null }).catch(() => {});
    expect(seen.at(-1)!.missing).to.deep.equal(["assignTraining"]);
    await store.refresh();
    expect(seen.at(-1)!.missing).to.deep.equal(["assignTraining"]);
  });
});

describe("store over the HTTP API", () => {
  const EMPLOYEE = {
    employee_id: "usr_abc123",
    score: 67,
    band: "elevated",
    last_updated: "2025-04-14T09:22:00Z",
    signals: { phishing_simulation: 72, threat_exposure: 81, training: 44, incidents: 0, peer_benchmark: 58 },
  };
  const DEPARTMENT = {
    department_id: "dept_finance",
    name: "Finance",
    employee_count: 42,
    average_score: 54,
    distribution: { low: 12, moderate: 18, elevated: 9, critical: 3 },
    trend: "improving",
  };

  function over(answer: Answer, options: StoreOptions = {}) {
    const clock = new Clock();
    const network = new Network(clock, answer);
    const source = createHttpSource({
      base: "https://api.test",
      fetch: network.fetch,
      now: clock.now,
      wait: clock.wait,
      random: () => 0,
    });
    const store = new RiskStore(source, { now: clock.now, later: clock.later, presence: new Page(), ...options });
    const ask = async (query: Query, ms = 1): Promise<Snapshot> => {
      let last: Snapshot | undefined;
      store.subscribe(query, (snapshot) => (last = snapshot));
      await clock.pass(ms);
      return last!;
    };
    return { clock, network, store, ask };
  }
  /** Only what source 003 has. */
  const three: Answer = ({ url }) => {
    const { pathname } = new URL(url);
    if (pathname === "/v1/employees/usr_abc123/risk-score") return json(EMPLOYEE);
    if (pathname === "/v1/departments/dept_finance/risk-summary") return json(DEPARTMENT);
    return status(404);
  };

  it("three endpoints are enough for a person and a department", async () => {
    const { ask, network } = over(three);
    const person = await ask({ kind: "person", id: "usr_abc123", window: 90 });
    expect(person.status).to.equal("ready");
    expect(person.book!.clients[0]!.people[0]!.supplied!.score).to.equal(67);
    const department = await ask({ kind: "department", id: "dept_finance", window: 90 });
    expect(department.book!.clients[0]!.groups![0]!.supplied!.score).to.equal(54);
    expect(network.calls.map(({ url }) => new URL(url).search)).to.deep.equal(["", ""]);
  });

  it("what is needed besides is left out, not the person", async () => {
    const { ask } = over(three);
    const {
      status: state,
      missing,
      book,
    } = await ask({ kind: "person", id: "usr_abc123", needs: ["record", "history"] });
    expect(state).to.equal("ready");
    expect([...missing!].sort()).to.deep.equal(["history", "record"]);
    expect(book!.clients[0]!.people[0]!.supplied!.score).to.equal(67);
  });

  for (const code of [405, 501]) {
    it(`${code} of a feature is asked for once and never again`, async () => {
      const { ask, network, store } = over((call, signal) =>
        call.url.includes("/history") ? status(code) : three(call, signal),
      );
      await ask({ kind: "person", id: "usr_abc123", needs: ["history"] });
      await ask({ kind: "department", id: "dept_finance", needs: ["history"] });
      await Promise.all([store.refresh(), flush()]);
      expect(network.calls.filter(({ url }) => url.includes("/history"))).to.have.length(1);
    });
  }

  it("lists that are not there are not supported", async () => {
    const { ask } = over(three);
    expect((await ask({ kind: "book" })).error!.code).to.equal("not-supported");
    expect((await ask({ kind: "people" })).error!.code).to.equal("not-supported");
    expect((await ask({ kind: "person", id: "nobody" })).error!.code).to.equal("not-found");
  });

  it("model, date and window are asked for by their names", async () => {
    const { ask, network } = over(three);
    await ask({
      kind: "person",
      id: "usr_abc123",
      model: "moxso",
      asOf: Date.parse("2026-01-01T00:00:00Z"),
      window: 30,
    });
    const { searchParams } = new URL(network.calls[0]!.url);
    expect(Object.fromEntries(searchParams)).to.deep.equal({
      as_of: "2026-01-01T00:00:00.000Z",
      model: "moxso",
      window: "30",
    });
  });

  it("ids are encoded, whatever they are", async () => {
    const { ask, network } = over(() => status(404));
    const ids = ["a/b", "..", "a?b#c", "ünï", "%2e%2e", " "];
    for (const id of ids) await ask({ kind: "person", id });
    const paths = network.calls.map(({ url }) => new URL(url).pathname);
    expect(
      paths.every((path) => path.startsWith("/v1/employees/") || path === "/v1/risk-score"),
      paths.join(" "),
    ).to.equal(true);
    expect(paths[0]).to.equal("/v1/employees/a%2Fb/risk-score");
  });

  it("a long list comes page after page, shown as it grows", async () => {
    const people = Array.from({ length: 1234 }, (_, i) => ({
      ...EMPLOYEE,
      employee_id: `u${i}`,
      client_id: `c${i % 3}`,
      name: `N ${i}`,
    }));
    const { clock, network, store } = over(({ url }) => {
      const { searchParams } = new URL(url);
      const from = Number(searchParams.get("cursor") ?? 0);
      const to = from + Number(searchParams.get("limit"));
      return json({
        employees: people.slice(from, to),
        next_cursor: to < people.length ? `${to}` : null,
        total: people.length,
        model: "moxso",
        last_updated: "2026-11-23T09:00:00Z",
      });
    });
    const seen: Snapshot[] = [];
    store.subscribe({ kind: "people" }, (snapshot) => seen.push(snapshot));
    await clock.pass(1);
    await clock.pass(1);
    const counts = seen.map(({ book }) => book?.clients.reduce((n, client) => n + client.people.length, 0));
    expect(counts).to.deep.equal([undefined, 500, 1000, 1234]);
    expect(seen.map(({ partial }) => !!partial)).to.deep.equal([false, true, true, false]);
    expect(seen.at(-1)!.book!.clients.map(({ id }) => id)).to.deep.equal(["c0", "c1", "c2"]);
    expect(network.calls).to.have.length(3);
  });

  it("a cursor that comes twice ends the list", async () => {
    const { ask, network } = over(() =>
      json({
        employees: [EMPLOYEE],
        next_cursor: "same",
        total: 9,
        model: "moxso",
        last_updated: "2026-11-23T09:00:00Z",
      }),
    );
    expect((await ask({ kind: "people" })).status).to.equal("ready");
    expect(network.calls.length).to.be.at.most(3);
  });

  it("a cursor that is a number is one: no page is left out", async () => {
    const { ask, network } = over(({ url }) => {
      const page = Number(new URL(url).searchParams.get("cursor") ?? 0);
      return json({
        employees: [{ ...EMPLOYEE, employee_id: `e${page}` }],
        next_cursor: page < 2 ? page + 1 : null,
        total: 3,
        model: "moxso",
        last_updated: "2026-11-23T09:00:00Z",
      });
    });
    const { book } = await ask({ kind: "people" });
    expect(book!.clients.flatMap(({ people }) => people.map(({ id }) => id))).to.deep.equal(["e0", "e1", "e2"]);
    expect(network.calls).to.have.length(3);
  });

  it("a client with its people and its past is put together from three answers", async () => {
    const summary = {
      client_id: "c1",
      name: "Acme",
      employee_count: 2,
      average_score: 50,
      distribution: { low: 1, moderate: 1 },
      trend: null,
      departments: [DEPARTMENT],
    };
    const { ask } = over(({ url }) => {
      if (url.includes("/risk-summary")) return json(summary);
      if (url.includes("/history"))
        return json({
          kind: "client",
          id: "c1",
          model: "moxso",
          points: [{ at: "2026-10-01T00:00:00Z", score: 48, band: "moderate" }],
        });
      return json({
        employees: [{ ...EMPLOYEE, client_id: "c1" }],
        next_cursor: null,
        total: 1,
        model: "moxso",
        last_updated: "2026-11-23T09:00:00Z",
      });
    });
    const { book } = await ask({ kind: "client", id: "c1", needs: ["people", "history"] });
    const [client] = book!.clients;
    expect([client!.id, client!.people.length, client!.groups!.length, client!.history!.length]).to.deep.equal([
      "c1",
      1,
      1,
      1,
    ]);
  });

  it("report links that lead anywhere but to the web are refused", async () => {
    for (const url of ["javascript:alert(1)", "data:text/html,x", "", 7, null]) {
      const { clock, store } = over(() => json({ url, expires_at: "", format: "pdf", period: "monthly" }));
      let code = "";
      void store.report!({ format: "pdf", period: "monthly" }).catch((error: SourceError) => (code = error.code));
      await clock.pass(1);
      expect(code, String(url)).to.equal("bad-response");
    }
  });

  it("leaving takes every request of a subject along", async () => {
    const { clock, network, store } = over(() => new Promise(() => {}));
    const leave = store.subscribe({ kind: "person", id: "a", needs: ["record", "history"] }, () => {});
    await clock.pass(1);
    expect(network.calls).to.have.length(3);
    leave();
    await flush();
    expect(network.calls.every(({ aborted }) => aborted)).to.equal(true);
    expect(clock.timers.size).to.equal(0);
  });
});
