import { expect } from "@open-wc/testing";
import { createHistory, withHistory } from "../../src/data/history.js";
import { readData } from "../../src/data/read.js";
import type { BookInput, GroupInput } from "../../src/data/types.js";

const key = "k";
const point = (at: number, score = at): { at: number; score: number } => ({ at, score });
let scopes = 0;
const scope = (): string => `test ${Date.now()} ${scopes++}`;

describe("history", () => {
  after(async () => {
    const history = createHistory("indexeddb");
    await history.clear();
    history.close();
  });

  for (const kind of ["none", "indexeddb"] as const) {
    describe(kind, () => {
      it("gives points in order of time, each once", async () => {
        const history = createHistory(kind);
        history.open(scope());
        await history.ready;
        for (const at of [3, 1, 2, 3, 1]) history.add(key, point(at));
        expect(history.points(key)).to.deep.equal([point(1), point(2), point(3)]);
        expect(history.points("other")).to.deep.equal([]);
        history.close();
      });
      it("takes nothing that is no number", () => {
        const history = createHistory(kind);
        history.open(scope());
        for (const bad of [NaN, Infinity, -Infinity]) {
          history.add(key, point(bad, 1));
          history.add(key, point(1, bad));
        }
        expect(history.points(key)).to.deep.equal([]);
        history.close();
      });
      it("is capped, the oldest going first", async () => {
        const history = createHistory(kind, { most: 10 });
        history.open(scope());
        await history.ready;
        for (let at = 1; at <= 25; at++) history.add(at % 2 ? "odd" : "even", point(at));
        await history.ready;
        const all = [...history.points("odd"), ...history.points("even")].map(({ at }) => at).sort((a, b) => a - b);
        expect(all).to.deep.equal([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
        await history.clear();
        expect(history.points("odd")).to.deep.equal([]);
        history.close();
      });
    });
  }

  it("of readers whom their source cannot tell apart none is given another's", async () => {
    const whose = scope();
    let who = "ada";
    const history = createHistory("indexeddb", { reader: () => who });
    const at = async (name: string): Promise<number[]> => {
      who = name;
      history.open(whose);
      await history.ready;
      return history.points(key).map((one) => one.at);
    };
    expect(await at("ada")).to.deep.equal([]);
    history.add(key, point(1));
    await history.ready;
    expect(await at("ben")).to.deep.equal([]);
    expect(await at("")).to.deep.equal([]);
    expect(await at("ada")).to.deep.equal([1]);
    history.close();
  });

  it("forgets a subject with its last point", () => {
    const history = createHistory("none", { most: 2 });
    history.open(scope());
    for (const [at, name] of ["a", "b", "c", "d"].entries()) history.add(name, point(at));
    expect(["a", "b", "c", "d"].map((name) => history.points(name).length)).to.deep.equal([0, 0, 1, 1]);
  });

  it("in the browser outlives its page, and is cleared", async () => {
    const whose = scope();
    const first = createHistory("indexeddb");
    first.open(whose);
    await first.ready;
    first.add(key, point(1));
    await first.ready;
    expect(first.kind).to.equal("indexeddb");
    first.close();
    const second = createHistory("indexeddb");
    second.open(whose);
    await second.ready;
    expect(second.points(key)).to.deep.equal([point(1)]);
    await second.clear();
    second.close();
    const third = createHistory("indexeddb");
    third.open(whose);
    await third.ready;
    expect(third.points(key)).to.deep.equal([]);
    third.close();
  });

  it("of one sign-in is not another's", async () => {
    const [mine, yours] = [scope(), scope()];
    const history = createHistory("indexeddb");
    history.open(mine);
    await history.ready;
    history.add(key, point(1));
    await history.ready;
    history.open(yours);
    await history.ready;
    expect(history.points(key)).to.deep.equal([]);
    history.open(mine);
    await history.ready;
    expect(history.points(key)).to.deep.equal([point(1)]);
    history.close();
  });

  it("of nobody who is known is kept in memory only", async () => {
    const history = createHistory("indexeddb");
    history.open(null);
    history.add(key, point(1));
    expect(history.points(key)).to.deep.equal([point(1)]);
    history.open(scope());
    await history.ready;
    expect(history.points(key)).to.deep.equal([]);
    history.close();
  });

  const without: Array<[name: string, why: string, factory: () => IDBFactory]> = [
    [
      "an opaque origin",
      "SecurityError",
      () => {
        throw new DOMException("denied", "SecurityError");
      },
    ],
    ["a browser without it", "TypeError", () => undefined as unknown as IDBFactory],
    [
      "a full disk",
      "QuotaExceededError",
      () =>
        ({
          open() {
            const request = { error: new DOMException("full", "QuotaExceededError") } as unknown as IDBOpenDBRequest & {
              onerror?: () => void;
            };
            queueMicrotask(() => request.onerror?.());
            return request;
          },
        }) as unknown as IDBFactory,
    ],
  ];
  for (const [name, why, factory] of without) {
    it(`${name} falls back to memory, with a note, and nothing throws`, async () => {
      const history = createHistory("indexeddb", { factory });
      history.open(scope());
      history.add(key, point(1));
      await history.ready;
      expect(history.points(key)).to.deep.equal([point(1)]);
      expect(history.kind).to.equal("memory");
      expect(history.note).to.equal(`History is kept in memory: IndexedDB is not available here (${why}).`);
      await history.clear();
      history.close();
    });
  }

  it("of one sign-in goes on where it was when it is named again", async () => {
    for (const kind of ["none", "indexeddb"] as const) {
      const history = createHistory(kind);
      const whose = scope();
      history.open(whose);
      history.add(key, point(1));
      history.open(whose);
      expect(history.points(key)).to.deep.equal([point(1)]);
      history.open(scope());
      expect(history.points(key)).to.deep.equal([]);
      await history.ready;
      history.close();
    }
  });

  it("in the browser is capped over all who signed in, the oldest going first, and read in order of time", async () => {
    const [mine, yours] = [scope(), scope()];
    const history = createHistory("indexeddb", { most: 4 });
    await history.clear();
    const keep = async (whose: string, times: readonly number[]): Promise<void> => {
      history.open(whose);
      await history.ready;
      for (const at of times) {
        history.add(key, point(at));
        await history.ready;
      }
    };
    await keep(mine, [5, 4, 3]);
    await keep(yours, [2, 1]);
    expect(history.note).to.equal(null);
    history.close();
    const later = createHistory("indexeddb");
    later.open(mine);
    await later.ready;
    expect(later.points(key)).to.deep.equal([point(3), point(4)]);
    later.open(yours);
    await later.ready;
    expect(later.points(key)).to.deep.equal([point(1), point(2)]);
    await later.clear();
    later.close();
  });

  it("not opted into leaves the browser's store alone", async () => {
    const history = createHistory("none", {
      factory: () => {
        throw new Error("asked for");
      },
    });
    history.open(scope());
    history.add(key, point(1));
    await history.ready;
    await history.clear();
    expect([history.kind, history.note]).to.deep.equal(["memory", null]);
    expect(history.points(key)).to.deep.equal([]);
  });

  it("that was read for one who has left meanwhile is not given to the next", async () => {
    const [mine, yours] = [scope(), scope()];
    const history = createHistory("indexeddb");
    history.open(mine);
    history.add(key, point(1));
    await history.ready;
    history.open(null);
    history.open(mine);
    const slow = history.ready;
    history.open(yours);
    await Promise.all([slow, history.ready]);
    expect(history.points(key)).to.deep.equal([]);
    await history.clear();
    history.close();
  });

  it("notes each number once: of people, clients, groups and the book, apart by model and by client", () => {
    const history = createHistory("none");
    history.open("x");
    const supplied = (score: number | null, asOf?: number): { score: number | null; asOf?: number } => ({
      score,
      asOf,
    });
    const book = (score: number, asOf: number, model = "moxso"): BookInput => ({
      given: model,
      supplied: supplied(score, asOf),
      clients: [
        {
          id: "same",
          supplied: supplied(score + 1, asOf),
          people: [{ id: "same", supplied: supplied(score + 2, asOf) }, { id: "record" }],
          groups: [
            { id: "same", kind: "department", supplied: supplied(score + 3, asOf) },
            { id: "same", kind: "role", supplied: supplied(score + 4, asOf) },
          ],
        },
        {
          id: "other",
          people: [],
          groups: [{ id: "same", kind: "department", supplied: supplied(score + 5, asOf) }],
        },
      ],
    });
    const pasts = ({ history: whole, clients: [one, two] }: BookInput): unknown[] => [
      whole,
      one!.history,
      one!.people[0]!.history,
      one!.groups![0]!.history,
      one!.groups![1]!.history,
      two!.groups![0]!.history,
    ];
    withHistory(book(10, 1), history, 9);
    const seen = withHistory(book(20, 2), history, 9);
    expect(pasts(seen)).to.deep.equal([0, 1, 2, 3, 4, 5].map((n) => [point(1, 10 + n), point(2, 20 + n)]));
    expect(seen.clients[0]!.people[1]).to.deep.equal({ id: "record" });
    expect(seen.clients[1]).to.not.have.property("history");
    expect(pasts(withHistory(book(30, 3, "infima"), history, 9))[0]).to.deep.equal([point(3, 30)]);
  });

  it("of people whom two clients have under one id is each one's own", () => {
    const history = createHistory("none");
    history.open("x");
    const book = (asOf: number, ...scores: number[]): BookInput => ({
      clients: scores.map((score, i) => ({ id: `c${i}`, people: [{ id: "1", supplied: { score, asOf } }] })),
    });
    withHistory(book(1, 10, 90), history, 9);
    const seen = withHistory(book(2, 12, 88), history, 9);
    expect(seen.clients.map(({ people }) => people[0]!.history)).to.deep.equal([
      [point(1, 10), point(2, 12)],
      [point(1, 90), point(2, 88)],
    ]);
  });

  it("of a client begins anew once another model is its own", () => {
    const history = createHistory("none");
    history.open("x");
    const home = (model: string, score: number, asOf: number): BookInput => ({
      given: "moxso",
      clients: [
        { id: "c", model, people: [{ id: "p", supplied: { score, asOf } }], supplied: { score, asOf, people: 20 } },
      ],
    });
    withHistory(home("phishr", 0.5, 1), history, 9);
    const [same, other] = [home("phishr", 0.6, 2), home("infima", 40, 3)].map(
      (book) => withHistory(book, history, 9).clients[0]!,
    );
    for (const of of [same!, same!.people[0]!]) expect(of.history).to.deep.equal([point(1, 0.5), point(2, 0.6)]);
    for (const of of [other!, other!.people[0]!]) expect(of.history).to.deep.equal([point(3, 40)]);
  });

  it("keeps of people and of groups of few nothing in the browser where that is not to be", async () => {
    const whose = scope();
    const supplied = { score: 1, asOf: 2 };
    const groups = [undefined, null, 9, 10].map((people, i): GroupInput => ({
      id: `g${i}`,
      kind: "department",
      supplied: { ...supplied, people },
    }));
    const book: BookInput = { clients: [{ id: "c", people: [{ id: "p", supplied }], groups }] };
    const kept = async (named: boolean): Promise<number> => {
      const history = createHistory("indexeddb", { people: () => named });
      history.open(whose);
      await history.ready;
      withHistory(book, history, 9);
      await history.ready;
      history.close();
      const later = createHistory("indexeddb");
      later.open(whose);
      await later.ready;
      const keys = [["person", "", "p"], ...groups.map(({ id }) => ["department", "c", id])];
      const found = keys.filter((rest) => later.points(JSON.stringify(["", ...rest])).length);
      later.close();
      return found.length;
    };
    expect(await kept(false), "the group of ten").to.equal(1);
    expect(await kept(true)).to.equal(5);
  });

  it("that is nobody's yet has nothing to lose, and nothing amiss with it", async () => {
    const history = createHistory("indexeddb", { people: () => false });
    history.prune();
    await history.ready;
    expect([history.kind, history.note]).to.deep.equal(["indexeddb", null]);
    history.close();
  });

  it("loses what it kept of people and of groups of few once that is not to be kept any more", async () => {
    const whose = scope();
    let named = true;
    let at = 0;
    const kept = async (): Promise<string[]> => {
      const history = createHistory("indexeddb");
      history.open(whose);
      await history.ready;
      history.close();
      return ["p", "small", "large"].filter((one) => history.points(one).length);
    };
    const history = createHistory("indexeddb", { people: () => named });
    const keep = async (): Promise<void> => {
      named = true;
      history.open(whose);
      for (const [i, one] of ["p", "small", "large"].entries()) history.add(one, point(++at), i < 2);
      await history.ready;
    };
    await keep();
    expect(await kept()).to.deep.equal(["p", "small", "large"]);
    named = false;
    history.prune();
    await history.ready;
    expect(await kept(), "on the same page").to.deep.equal(["large"]);
    await keep();
    expect(await kept()).to.deep.equal(["p", "small", "large"]);
    const later = createHistory("indexeddb", { people: () => false });
    later.open(whose);
    await later.ready;
    expect(later.points("p"), "nor does it come back to the page").to.deep.equal([]);
    expect(await kept(), "on a page opened later").to.deep.equal(["large"]);
    for (const one of [history, later]) one.close();
  });

  it("of an older version of the kit, which did not say of how many it was, loses people", async () => {
    const whose = scope();
    const named = createHistory("indexeddb");
    named.open(whose);
    const keys = ["person", "client"].map((kind) => JSON.stringify(["moxso", kind, "", "a"]));
    for (const one of keys) named.add(one, point(1));
    await named.ready;
    named.close();
    const later = createHistory("indexeddb", { people: () => false });
    later.open(whose);
    await later.ready;
    expect(keys.map((one) => later.points(one).length)).to.deep.equal([0, 1]);
    later.close();
  });

  it("takes a number without a date for one of now, one without a score for none, and a past that came for itself", () => {
    const history = createHistory("none");
    history.open("x");
    const own = [point(1, 5)];
    const people = [
      { id: "now", supplied: { score: 1 } },
      { id: "none", supplied: { score: null } },
      { id: "own", supplied: { score: 2, asOf: 2 }, history: own },
      { id: "empty", supplied: { score: 3, asOf: 2 }, history: [] },
    ];
    const seen = withHistory({ model: "moxso", clients: [{ id: "c", people }] }, history, 9);
    expect(seen.clients[0]!.people.map((person) => person.history)).to.deep.equal([
      [point(9, 1)],
      undefined,
      own,
      [point(2, 3)],
    ]);
    expect(seen).to.not.have.property("history");
    // What it gives is a copy: what is noted later does not appear in it.
    history.add(JSON.stringify(["moxso", "person", "", "now"]), point(10, 4));
    expect(seen.clients[0]!.people[0]!.history).to.have.length(1);
  });

  it("is what a number without a past is given", () => {
    const history = createHistory("none");
    history.open("x");
    const answer = (day: number, score: number): unknown => ({
      employee_id: "a",
      score,
      band: "low",
      signals: {},
      last_updated: `2026-11-0${day}T00:00:00Z`,
    });
    withHistory(readData(answer(1, 10)).book, history, 0);
    withHistory(readData(answer(1, 10)).book, history, 0);
    const { clients } = withHistory(readData(answer(2, 12)).book, history, 0);
    expect(clients[0]!.people[0]!.history).to.deep.equal([
      point(Date.parse("2026-11-01T00:00:00Z"), 10),
      point(Date.parse("2026-11-02T00:00:00Z"), 12),
    ]);
    const record = readData({ id: "a", events: [] }).book;
    expect(withHistory(record, history, 0).clients[0]!.people[0]).to.equal(record.clients[0]!.people[0]);
  });
});
