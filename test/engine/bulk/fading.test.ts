import { expect } from "@open-wc/testing";
import fc from "fast-check";
import { scorePerson, scoresAt, toColumns } from "../../../src/engine/index.js";
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
});
