import { expect } from "@open-wc/testing";
import fc from "fast-check";
import { defineModel, models, scorePerson, scoresAt, toColumns } from "../../../src/engine/index.js";
import { AS_OF, client, DAY, property } from "../random-people.js";

const ago = (days: number): number => AS_OF - days * DAY;
const click = (days: number) => ({ type: "simulation_clicked", at: ago(days) });
const orNaN = (value: number | null): number => value ?? NaN;

describe("fading events, date after date", () => {
  property(
    "a date is the same whether it is the first that is asked for, the next, or one of many, and in any order",
    fc.tuple(client(9), fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 2, maxLength: 6 })),
    ([record, days]) => {
      const list = [{ ...record, id: "c" }];
      const dates = days.map((day) => AS_OF + day * DAY);
      const fresh = dates.map((date) => scoresAt(toColumns(list), { model: "phishr", dates: [date] })[0]!);
      const columns = toColumns(list);
      const again = dates.map((date) => scoresAt(columns, { model: "phishr", dates: [date] })[0]!);
      const together = scoresAt(toColumns(list), { model: "phishr", dates });
      fresh.forEach((scores, d) =>
        scores.forEach((score, i) => {
          for (const other of [again[d]![i]!, together[d]![i]!]) {
            if (isNaN(score)) expect(other).to.deep.equal(NaN);
            else expect(other).to.be.closeTo(score, 1e-9);
          }
          const expected = scorePerson(record.people[i]!, { model: "phishr", asOf: dates[d]! }).score;
          if (expected === null) expect(score).to.deep.equal(NaN);
          else expect(score).to.be.closeTo(expected, 1e-9);
        }),
      );
    },
    150,
  );

  it("scores at any dates in any order, the same however often it is asked", () => {
    const list = [
      { id: "c", people: [{ id: "p", events: [click(50), click(20), { type: "training_completed", at: ago(3) }] }] },
    ];
    const columns = toColumns(list);
    const dates = [ago(0), ago(60), ago(20), ago(20) - 1, ago(4), ago(-500)];
    for (let round = 0; round < 2; round++) {
      const found = scoresAt(columns, { model: "phishr", dates: round ? [...dates].reverse() : dates }).map(
        ([score]) => score!,
      );
      const expected = dates.map((asOf) => orNaN(scorePerson(list[0]!.people[0]!, { model: "phishr", asOf }).score));
      expected.forEach((score, d) => {
        const one = round ? found.at(-1 - d)! : found[d]!;
        if (Number.isNaN(score)) expect(one).to.deep.equal(NaN);
        else expect(one).to.be.closeTo(score, 1e-12);
      });
    }
  });

  it("counts what happens at the very instant, whether it is the first date that is asked for or a later one", () => {
    const person = { id: "p", events: [click(9), click(4)] };
    const columns = () => toColumns([{ id: "c", people: [person] }]);
    const kept = columns();
    for (const days of [20, 9, 4, 9]) {
      const expected = orNaN(scorePerson(person, { model: "phishr", asOf: ago(days) }).score);
      for (const one of [columns(), kept]) {
        const found = scoresAt(one, { model: "phishr", dates: [ago(days)] })[0]![0]!;
        if (Number.isNaN(expected)) expect(found).to.deep.equal(NaN);
        else expect(found, `${days}`).to.be.closeTo(expected, 1e-12);
      }
    }
  });

  it("is the same at one date after another where fading is more than a double holds", () => {
    const years = (n: number) => ({ type: "simulation_clicked", at: ago(365 * n) });
    const list = [{ id: "c", people: [{ id: "p", events: [years(90), years(89.99), years(0.01)] }] }];
    const columns = toColumns(list);
    // The first goes through the events, the next ones ask for sums: back and forth, and at the very instant of one.
    for (const years of [0, 0, 50, 89.98, 90, 100, 90, 89.99, 0.01, 0, 89.99]) {
      const asOf = ago(365 * years);
      const { score } = scorePerson(list[0]!.people[0]!, { model: "phishr", asOf });
      const [found] = scoresAt(columns, { model: "phishr", dates: [asOf] });
      if (score === null) expect(found![0]).to.deep.equal(NaN);
      else expect(found![0], `${years}`).to.be.closeTo(score, 1e-12);
    }
  });

  it("is each one's own, whoever was scored before them", () => {
    // The first has nothing yet where the second has: whoever goes back too far comes to the events of the other.
    const people = [
      { id: "p", events: [click(1)] },
      { id: "q", events: [click(9), click(8)] },
      { id: "nobody" },
      { id: "r", events: [click(5)] },
    ];
    for (const long of [[], [click(365 * 90)]]) {
      const list = [{ id: "c", people: [...people, { id: "old", events: long }] }];
      const columns = toColumns(list);
      const dates = [20, 20, 10, 7, 8, 9, 6, 4, 0, 12, 3].map(ago);
      const expected = dates.map((asOf) =>
        list[0]!.people.map((one) => orNaN(scorePerson(one, { model: "phishr", asOf }).score)),
      );
      const close = (found: Float64Array, d: number): void =>
        found.forEach((score, i) => {
          if (Number.isNaN(expected[d]![i]!)) expect(score, `${d}, ${i}`).to.deep.equal(NaN);
          else expect(score, `${d}, ${i}`).to.be.closeTo(expected[d]![i]!, 1e-12);
        });
      dates.forEach((date, d) => close(scoresAt(columns, { model: "phishr", dates: [date] })[0]!, d));
      for (let round = 0; round < 2; round++) scoresAt(columns, { model: "phishr", dates }).forEach(close);
    }
  });

  property(
    "what is left is exact to the digits of a double, however quick the fading and however old the event",
    fc.tuple(
      fc.oneof(fc.double({ min: 1e-9, max: 1, noNaN: true }), fc.constantFrom(1, 0.5, 0.95, 1 - 2 ** -53)),
      fc.oneof(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(0, 1, DAY, 1e9)),
    ),
    ([decay, age]) => {
      const model = defineModel({
        kind: "event-decay",
        id: "one",
        name: "One",
        scale: [0, 1],
        direction: "higher-is-riskier",
        precision: 2,
        min_coverage: 0,
        bands: [{ id: "all", from: 0 }],
        parameters: { weights: { simulation_clicked: 1 }, decay },
      });
      const columns = toColumns([{ id: "c", people: [{ id: "p", events: [click(age / DAY)] }] }]);
      const expected = Math.exp((Math.log(decay) * age) / DAY);
      // First from the events, then from sums.
      for (let round = 0; round < 3; round++) {
        const [found] = scoresAt(columns, { model, dates: [AS_OF] });
        expect(found![0]).to.be.closeTo(expected, expected * 1e-12 + 1e-300);
      }
    },
    300,
  );

  it("is nothing where points cancel each other, and none where there are none", () => {
    const cancelled = [click(3), { type: "training_completed", at: ago(3) }, { type: "threat_received", at: ago(2) }];
    const weights = { simulation_clicked: 0.4, training_completed: -0.4 };
    const model = { ...models.phishr.definition, id: "even", parameters: { ...models.phishr.parameters, weights } };
    const people = [{ id: "p", events: cancelled }, { id: "q", events: cancelled.slice(2) }, { id: "r" }];
    const columns = toColumns([{ id: "c", people }]);
    for (let round = 0; round < 3; round++) {
      const [found] = scoresAt(columns, { model: defineModel(model), dates: [AS_OF] });
      expect([...found!]).to.deep.equal([0, NaN, NaN]);
    }
  });
});
