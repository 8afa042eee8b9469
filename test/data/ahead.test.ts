import { expect } from "@open-wc/testing";
import { bookFor, onceAhead, sameButDate, sameReader, scoredAhead } from "../../src/data/ahead.js";
import { Book, EVERYTHING } from "../../src/data/book.js";
import { loadMask } from "../../src/data/parts.js";
import { readData } from "../../src/data/read.js";
import type { BookInput, ViewOptions } from "../../src/data/types.js";
import { loadModels, MODEL_IDS } from "../../src/data/models.js";
import { getModel } from "../../src/engine/index.js";
import type { Dataset, PersonRecord } from "../../src/engine/types.js";
import { PLAIN } from "./options.js";

const NOW = Date.parse("2026-11-23T09:12:00Z");
const DAY = 86_400_000;
const TYPES = ["simulation_clicked", "simulation_reported", "training_completed", "simulation_submitted"];

const person = (client: number, i: number): PersonRecord => ({
  id: `c${client}p${i}`,
  role: i % 3 ? "standard" : "executive",
  department: i % 2 ? "sales" : "ops",
  events: Array.from({ length: i % 7 }, (_, e) => ({
    type: TYPES[(i + e) % TYPES.length]!,
    at: NOW - ((i * 13 + e * 29) % 400) * DAY,
    ref: `r${e}`,
  })),
});

/** Clients with so many people each. */
function book(sizes: readonly number[], options: Partial<ViewOptions> = {}, input?: BookInput): Book {
  const clients = sizes.map((size, c) => ({
    id: `c${c}`,
    name: `Client ${c}`,
    people: Array.from({ length: size }, (_, i) => person(c, i)),
  }));
  return new Book(input ?? readData({ as_of: NOW, clients } as unknown as Dataset).book, { ...PLAIN, ...options });
}

/** Counts how often a book scores a client itself. */
function watched(one: Book): { times: number } {
  const seen = { times: 0 };
  const { evidence } = one;
  one.evidence = (client) => {
    seen.times++;
    return evidence.call(one, client);
  };
  return seen;
}

describe("scoring ahead", () => {
  before(() => loadModels());

  for (const model of MODEL_IDS)
    it(`comes to what a book comes to in one go (${model})`, async () => {
      const ahead = book([700, 640], { model });
      await scoredAhead(ahead, EVERYTHING, null);
      const seen = watched(ahead);
      const plain = book([700, 640], { model });
      for (const [client, size] of [700, 640].entries()) {
        expect(ahead.scored(client, NOW)).to.have.length(size);
        expect(ahead.scored(client, NOW)).to.deep.equal(plain.scored(client, NOW));
        const start = NOW - 90 * DAY;
        expect(ahead.scoresAt(client, start)).to.deep.equal(plain.scoresAt(client, start));
      }
      expect(seen.times, "nothing is scored twice").to.equal(0);
      const [{ issues: _, group: __, ...one }, { issues: ___, group: ____, ...other }] = [
        ahead.subject()!,
        plain.subject()!,
      ];
      expect(one).to.deep.equal(other);
    });

  it("has nothing to do for few, for what is done, and for a client that is not there", async () => {
    expect(scoredAhead(book([500, 500]), EVERYTHING, null)).to.equal(null);
    expect(scoredAhead(book([500, 501]), EVERYTHING, null)).to.not.equal(null);
    const many = book([600, 600]);
    const coming = scoredAhead(many, EVERYTHING, null);
    expect(coming).to.not.equal(null);
    expect(scoredAhead(many, EVERYTHING, null), "once for all who ask").to.not.equal(null);
    await coming;
    expect(scoredAhead(many, EVERYTHING, null)).to.equal(null);
    expect(scoredAhead(many, { kind: "client", id: "nobody" }, null)).to.equal(null);
  });

  it("scores whom a subject is about, and no others", async () => {
    const about: Array<[Parameters<typeof scoredAhead>[1], string | null, number[]]> = [
      [{ kind: "client", id: "c1" }, null, [1]],
      [{ kind: "client", id: "c0" }, null, [0]],
      [{ kind: "person", id: "c2p5" }, null, [2]],
      [{ kind: "department", id: "sales" }, "c1", [1]],
      [{ kind: "department", id: "sales" }, null, [0, 1, 2]],
      [EVERYTHING, null, [0, 1, 2]],
    ];
    for (const [ref, within, clients] of about) {
      const one = book([1100, 1200, 1300]);
      await scoredAhead(one, ref, within);
      const seen = watched(one);
      for (const client of [0, 1, 2]) {
        seen.times = 0;
        one.scored(client, NOW);
        expect(seen.times, `${ref.kind} ${ref.id}: client ${client}`).to.equal(clients.includes(client) ? 0 : 1);
      }
    }
  });

  it("scores everyone for the client audience, whose numbers depend on all", async () => {
    await loadMask();
    const one = book([1100, 1200], { audience: "client" });
    await scoredAhead(one, { kind: "client", id: "c0" }, null);
    const seen = watched(one);
    one.scored(1, NOW);
    expect(seen.times).to.equal(0);
  });

  it("ends where a model throws: whoever asks is told", async () => {
    const measure = (): never => {
      throw new Error("No luck today.");
    };
    const one = book([1100], { model: { ...getModel("infima"), id: "own", measure } });
    await scoredAhead(one, EVERYTHING, null);
    expect(scoredAhead(one, EVERYTHING, null)).to.equal(null);
    expect(() => one.scored(0, NOW)).to.throw("No luck today.");
  });

  it("knows books of one date from those of other people or readers", () => {
    const one = book([3]);
    const { input } = one;
    expect(sameButDate(one, book([], { asOf: NOW - DAY }, input))).to.equal(true);
    expect(sameButDate(one, book([3]))).to.equal(false);
    for (const other of [{ window: 30 }, { redact: "initials" }, { model: "moxso" }, { audience: "client" }] as const)
      expect(sameButDate(one, book([], other, input)), JSON.stringify(other)).to.equal(false);
  });

  it("knows those that are read by the same: numbers may be a moment old, who may be seen never", () => {
    const one = book([3]);
    expect(sameReader(one, book([4], { asOf: NOW - DAY, model: "moxso" }))).to.equal(true);
    for (const other of [{ redact: "initials" }, { audience: "client" }] as const)
      expect(sameReader(one, book([3], other)), JSON.stringify(other)).to.equal(false);
  });
});

describe("what else is worked out ahead", () => {
  const one = book([3]);

  it("is worked out once for all who name it alike, of one book", async () => {
    let times = 0;
    const task = function* (): Generator<undefined, void> {
      yield;
      times++;
    };
    const coming = onceAhead(one, "rows", task);
    expect(onceAhead(one, "rows", task)).to.equal(coming);
    const others = [onceAhead(one, "columns", task), onceAhead(book([3]), "rows", task)];
    for (const other of others) expect([coming, null].includes(other)).to.equal(false);
    await Promise.all([coming, ...others]);
    expect(times).to.equal(3);
    expect(onceAhead(one, "rows", task)).to.equal(null);
  });

  it("is over where it throws: whoever needs it is told", async () => {
    const fails = function* (): Generator<undefined, void> {
      yield;
      throw new Error("No luck today.");
    };
    await onceAhead(one, "fails", fails);
    expect(onceAhead(one, "fails", fails)).to.equal(null);
  });
});

describe("what an element has to show", () => {
  before(() => loadModels());
  const waiter = () => {
    const el = { updates: 0, requestUpdate: (): void => void el.updates++ };
    return el;
  };
  const ask = (el: ReturnType<typeof waiter>, wanted: Book, more: Array<Promise<unknown> | null> = []) =>
    bookFor(el, wanted, EVERYTHING, null, () => more);
  /** Two dates of one data set. */
  const twoDates = (): [Book, Book] => {
    const first = book([1100]);
    return [first, book([], { asOf: NOW - DAY }, first.input)];
  };

  it("is at once the book of few", () => {
    const [el, few] = [waiter(), book([3])];
    expect(ask(el, few, [null])).to.deep.equal({ book: few, coming: null });
    expect(el.updates).to.equal(0);
  });

  it("is the book of many once they are scored, and what else it waits for is there", async () => {
    const [el, many] = [waiter(), book([1100])];
    let ready = (): void => {};
    const more = new Promise<void>((done) => (ready = done));
    const scoring = ask(el, many, [more]);
    expect(scoring.book).to.equal(null);
    expect(ask(el, many, [more]), "asked again meanwhile").to.deep.equal(scoring);
    await scoring.coming;
    expect(many.isScored(0)).to.equal(true);
    expect(el.updates).to.equal(1);
    const waiting = ask(el, many, [null, more]);
    expect(waiting.book).to.equal(null);
    ready();
    await waiting.coming;
    expect(el.updates).to.equal(2);
    expect(ask(el, many, [null])).to.deep.equal({ book: many, coming: null });
  });

  it("is the date before while the next is scored", async () => {
    const el = waiter();
    const [first, second] = twoDates();
    await ask(el, first).coming;
    const { book: shown, coming } = ask(el, second);
    expect(shown === first).to.equal(true);
    await coming;
    expect(ask(el, second).book === second).to.equal(true);
  });

  it("is no other date before that date's own parts are there", async () => {
    const el = waiter();
    const [first, second] = twoDates();
    await ask(el, first).coming;
    let ready = (): void => {};
    const more = new Promise<void>((done) => (ready = done));
    const { book: shown, coming } = ask(el, second, [more]);
    expect(shown).to.equal(null);
    ready();
    await coming;
    expect(second.isScored(0), "the first was brought to its end").to.equal(false);
  });

  it("is never another data set's", async () => {
    const el = waiter();
    const [first, other] = [book([1100]), book([1200])];
    await ask(el, first).coming;
    const { book: shown, coming } = ask(el, other);
    expect(shown).to.equal(null);
    await coming;
  });

  it("is not waited for longer where another data set is wanted; whoever comes back has it scored after all", async () => {
    const el = waiter();
    const [first, other] = [book([1100]), book([1200])];
    ask(el, first);
    await ask(el, other).coming;
    expect(first.isScored(0)).to.equal(false);
    await ask(el, first).coming;
    expect(first.isScored(0)).to.equal(true);
  });

  it("comes to its end where another element waits for it, or somebody who does not say when they leave", async () => {
    for (const wait of [(one: Book) => ask(waiter(), one).coming, (one: Book) => scoredAhead(one, EVERYTHING, null)]) {
      const el = waiter();
      const [first, other] = [book([1100]), book([1200])];
      ask(el, first);
      const coming = wait(first);
      ask(el, other);
      await coming;
      expect(first.isScored(0)).to.equal(true);
    }
  });

  it("waits on for a date until another has been wanted for a while", async () => {
    const el = waiter();
    const [first, second] = twoDates();
    const { coming } = ask(el, first);
    expect(ask(el, second)).to.deep.equal({ book: null, coming });
    expect(ask(el, second)).to.deep.equal({ book: null, coming });
    for (const end = performance.now() + 155; performance.now() < end;);
    const next = ask(el, second);
    expect(next.coming).to.not.equal(coming);
    await next.coming;
    expect([first, second].map((one) => one.isScored(0))).to.deep.equal([false, true]);
  });

  it("waits on where who wanted another comes back", async () => {
    const el = waiter();
    const [first, second] = twoDates();
    const { coming } = ask(el, first);
    ask(el, second);
    ask(el, first);
    for (const end = performance.now() + 155; performance.now() < end;);
    expect(ask(el, second), "wanted anew").to.deep.equal({ book: null, coming });
    await coming;
    expect(first.isScored(0)).to.equal(true);
  });
});

describe("waiting for a date", () => {
  /** Scores no faster than some 900 ms for everyone. */
  const slow = getModel("infima");
  const model = {
    ...slow,
    id: "slow",
    measure: (...given: Parameters<typeof slow.measure>) => {
      for (const end = performance.now() + 0.4; performance.now() < end;);
      return slow.measure(...given);
    },
  };
  /** Dates of one data set. */
  function dates(): (days: number) => Book {
    const { input } = book([1100]);
    return (days) => book([], { model, asOf: NOW - days * DAY }, input);
  }
  /** An element that shows what it is given, and wants what it is told. */
  function element(first: Book) {
    const shown: Array<Book | null> = [];
    const el = {
      wanted: first,
      shown,
      requestUpdate: (): void => void shown.push(bookFor(el, el.wanted, EVERYTHING, null, () => []).book),
      want: (wanted: Book): void => {
        el.wanted = wanted;
        el.requestUpdate();
      },
      until: async (wanted: Book): Promise<void> => {
        for (let i = 0; i < 1000 && shown.at(-1) !== wanted; i++) await new Promise((done) => setTimeout(done, 10));
        expect(shown.at(-1) === wanted, "shown at last").to.equal(true);
      },
    };
    el.requestUpdate();
    return el;
  }

  it("calls another off that nobody waits for, once it is clear that this one is wanted", async () => {
    const date = dates();
    const [first, second] = [date(1), date(2)];
    const el = element(first);
    el.want(second);
    await el.until(second);
    expect(first.isScored(0)).to.equal(false);
    expect(el.shown.includes(first)).to.equal(false);
    // And whoever comes back to it has it scored after all.
    el.want(first);
    await el.until(first);
    expect(first.isScored(0)).to.equal(true);
  });

  it("lets one come to its end that another element waits for", async () => {
    const date = dates();
    const [first, second] = [date(1), date(2)];
    const [el, other] = [element(first), element(first)];
    el.want(second);
    await Promise.all([el.until(second), other.until(first)]);
    expect(el.shown.includes(first)).to.equal(false);
  });

  it("lets one come to its end that somebody asked for who says nothing of leaving", async () => {
    const date = dates();
    const [first, second] = [date(1), date(2)];
    const asked = scoredAhead(first, EVERYTHING, null);
    const el = element(first);
    el.want(second);
    await asked;
    expect(first.isScored(0)).to.equal(true);
    await el.until(second);
  });

  it("lets dates on the way come to their end while somebody drags", async () => {
    const date = dates();
    let day = 1;
    const first = date(day);
    const el = element(first);
    // By the page's clock somebody has stopped dragging where the machine is late: here each look at it takes 10 µs.
    let clock = performance.now();
    performance.now = () => (clock += 0.01);
    try {
      while (!first.isScored(0) && day < 400) {
        el.want(date(++day));
        await new Promise((done) => setTimeout(done, 10));
      }
    } finally {
      delete (performance as Partial<Performance>).now;
    }
    expect(first.isScored(0)).to.equal(true);
    day++;
    const last = date(day);
    el.want(last);
    await el.until(last);
    expect(el.shown.includes(first)).to.equal(true);
  });
});
