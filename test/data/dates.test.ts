import { expect } from "@open-wc/testing";
import { bookOf } from "../../src/data/book.js";
import { pointAt } from "../../src/data/lines.js";
import { Dates, datesFor } from "../../src/data/dates.js";
import { readData } from "../../src/data/read.js";
import { scorePerson } from "../../src/engine/index.js";

describe("what is kept of dates", () => {
  it("is made once for a client and date", () => {
    let made = 0;
    const dates = new Dates<number>(3, () => 0);
    for (let round = 0; round < 3; round++) for (const client of [0, 1]) dates.get(client, 7, () => ++made);
    expect(made).to.equal(2);
    expect(dates.get(1, 7, () => 99)).to.equal(2);
  });

  it("is known of the client and the date that were asked for, and of no others", () => {
    const dates = new Dates<string>(3, () => 0);
    dates.get(1, 7, () => "made");
    expect(dates.has(1, 7)).to.equal(true);
    for (const [client, at] of [
      [0, 7],
      [1, 8],
    ] as const)
      expect(dates.has(client, at)).to.equal(false);
    for (const at of [1, 2, 3]) dates.get(1, at, () => "later");
    expect(dates.has(1, 7), "forgotten").to.equal(false);
  });

  it("forgets the date that was asked for longest ago, never the book's own", () => {
    const made: number[] = [];
    const dates = new Dates<number>(3, () => 0);
    const ask = (at: number): number => dates.get(0, at, () => made.push(at) && at);
    for (const at of [0, 1, 2]) ask(at);
    // 1 is asked for again: 2 is now the oldest but for the book's own.
    ask(1);
    ask(3);
    expect(dates.size).to.equal(3);
    made.length = 0;
    for (const at of [0, 1, 3]) ask(at);
    expect(made).to.deep.equal([]);
    ask(2);
    expect(made).to.deep.equal([2]);
  });

  it("is less the more people there are, and enough for a trend line", () => {
    expect(datesFor(0)).to.equal(datesFor(1));
    expect(datesFor(2500)).to.equal(128);
    expect(datesFor(50_000)).to.equal(40);
    expect(datesFor(30_000), "never more than there is room for").to.equal(66);
    expect(datesFor(1e9)).to.equal(16);
  });

  it("a book that is asked for a thousand dates keeps few, and is still right", () => {
    const now = Date.UTC(2026, 10, 23);
    const day = 86_400_000;
    const person = { id: "p", events: [{ type: "simulation_clicked" as const, at: now - 900 * day, ref: "r" }] };
    const { book: input } = readData({
      as_of: now,
      model: "phishr",
      clients: [{ id: "c", people: [person, { id: "q" }] }],
    });
    const options = { asOf: null, tenant: null, window: 90, audience: "internal", redact: "none" } as const;
    const book = bookOf(input, { ...options, model: "phishr" });
    const before = Reflect.get(Map.prototype, "set") as typeof Map.prototype.set;
    let largest = 0;
    Map.prototype.set = function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
      const map = before.call(this, key, value);
      if (typeof key === "number") largest = Math.max(largest, this.size);
      return map;
    };
    try {
      for (let ago = 1000; ago > 0; ago--) {
        const at = now - ago * day;
        const { score } = pointAt(book, { kind: "client", id: "c" }, null, at);
        expect(score).to.equal(scorePerson(person, { model: "phishr", asOf: at }).score);
      }
    } finally {
      Map.prototype.set = before;
    }
    expect(largest).to.be.within(100, 129);
  });
});
