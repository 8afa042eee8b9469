import { expect } from "@open-wc/testing";
import * as engine from "../../src/engine/index.js";
import { ago, breach, event, NOW } from "./support.js";

const { models, prepare, toColumns } = engine;
const person = { id: "a", events: [event("simulation_clicked", 1)], measures: { training: 30 }, breaches: [breach(2)] };
const client = { id: "c", people: [person] };
const book = [client];
const options = { model: "phishr", asOf: NOW };
const dates = { model: "phishr", dates: [NOW] };
const columns = toColumns(book);

/** Arguments that each exported function takes. */
const GOOD: Record<string, readonly unknown[]> = {
  actionsOf: [person, options],
  advise: [person, options],
  audit: [{ clients: book }, {}],
  changed: [person, {}],
  compareModels: [book, { models: ["phishr", "infima"], asOf: NOW }],
  defineModel: [{ id: "phishr" }],
  drivers: [client, options],
  explainChange: [person, { model: "phishr", from: ago(9), to: NOW }],
  forecast: [person, options],
  getModel: ["phishr", {}],
  kendallTauB: [
    [1, 2],
    [2, 1],
  ],
  parseTime: [NOW],
  prepare: [person],
  redact: [{ clients: book, as_of: NOW }, {}],
  scoreBook: [book, options],
  scoreClient: [client, options],
  scoreColumns: [columns, options],
  scoreColumnsInSlices: [columns, options],
  scoreGroup: [[prepare(person)], options],
  scorePerson: [person, options],
  scoresAt: [columns, dates],
  scoresAtInSlices: [columns, dates],
  toColumns: [book],
  toColumnsInSlices: [book],
  unseenSignals: [book, options],
  whatIf: [person, {}, options],
  whatIfClient: [client, "a", {}, options],
};
/** Those that only sum: arguments they take, and what else than such a one each of them may be. */
const SUMS: Record<string, ReadonlyArray<readonly [good: unknown, ...others: string[]]>> = {
  bandOf: [[models.phishr], [0.5, "number"]],
  movers: [[models.phishr], [[{ change: 0.1, published: 0.5 }], "list"]],
  publish: [[models.phishr], [0.5, "number"]],
  ranks: [[models.phishr], [[0.5, null], "list"]],
  rollUp: [
    [models.caniphish, "object"],
    [[0.5, null], "list"],
  ],
  shares: [
    [models.caniphish, "object"],
    [[0.5, null], "list"],
  ],
  standing: [[models.phishr], [0.5, "number", "null"]],
  transitions: [[models.phishr], [[{ id: "a", published: 0.5 }], "list"], [[{ id: "a", published: null }], "list"]],
  trendOf: [[models.phishr], [0.5, "number", "null"], [0.6, "number", "null"]],
};
const WRONG = { undefined, null: null, number: 7, string: "x", list: [], object: {}, flag: true, function: () => 1 };
const REFUSED = /^[\w.[\]]+: .+; expected .+\.$/s;

function run(name: string, given: readonly unknown[]): void {
  const made = (engine as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[name]!(...given);
  if (!name.endsWith("InSlices")) return;
  const task = made as Iterator<unknown>;
  while (!task.next().done);
}

describe("wrong arguments", () => {
  it("are tried on every function that the engine exports", () => {
    const functions = Object.entries(engine).filter(([, value]) => typeof value === "function");
    expect([...Object.keys(GOOD), ...Object.keys(SUMS)].sort()).to.deep.equal(functions.map(([name]) => name).sort());
  });

  for (const [name, good] of Object.entries(GOOD)) {
    it(`${name}: those that are refused are named, with what is there and what was expected`, () => {
      run(name, good);
      good.forEach((_, place) => {
        for (const [kind, value] of Object.entries(WRONG)) {
          try {
            run(name, good.with(place, value));
          } catch (error) {
            const said = `argument ${place} as ${kind}: ${String(error)}`;
            expect(error, said).to.be.instanceOf(RangeError);
            expect((error as Error).message, said).to.match(REFUSED);
          }
        }
      });
    });
  }

  for (const [name, given] of Object.entries(SUMS)) {
    const good = given.map(([value]) => value);

    it(`${name}: whatever is none of its own is refused by name`, () => {
      run(name, good);
      given.forEach(([, ...others], place) => {
        for (const [kind, value] of Object.entries(WRONG)) {
          const act = (): void => run(name, good.with(place, value));
          if (others.includes(kind)) act();
          else expect(act, `argument ${place} as ${kind}`).to.throw(RangeError, REFUSED);
        }
      });
    });
  }

  it("what is wrong inside a model or a list is refused by its path", () => {
    const { phishr } = models;
    const cases: ReadonlyArray<readonly [string, readonly unknown[], RegExp]> = [
      [
        "publish",
        [{ ...phishr, precision: 1.5 }, 1],
        /^model\.precision: 1\.5; expected a whole number from 0 to 6\.$/,
      ],
      ["publish", [phishr, NaN], /^score: NaN; expected a finite number\.$/],
      ["publish", ["phishr", 1], /^model: "phishr" \(string\); expected a model, /],
      ["bandOf", [{ bands: [] }, 1], /^model\.bands: a list; expected a list of at least one band\.$/],
      ["bandOf", [{ bands: [null] }, 1], /^model\.bands\[0\]: null; expected an object\.$/],
      ["bandOf", [{ bands: [{ id: "a", from: "0" }] }, 1], /^model\.bands\[0\]\.from: "0" \(string\); expected /],
      ["standing", [{ ...phishr, bands: undefined }, null], /^model\.bands: undefined; expected /],
      ["trendOf", [{ ...phishr, scale: [0] }, 0, 1], /^model\.scale\[1\]: undefined; expected a finite number\.$/],
      [
        "trendOf",
        [{ ...phishr, direction: "up" }, 0, 1],
        /^model\.direction: "up" \(string\); expected higher-is-riskier, /,
      ],
      ["shares", [{ weights: 1 }, [1]], /^model\.weights: 1; expected a function\.$/],
      ["rollUp", [phishr, [1, undefined]], /^scores\[1\]: undefined; expected a finite number or null\.$/],
      ["ranks", [phishr, [null, "1"]], /^published\[1\]: "1" \(string\); expected a finite number or null\.$/],
      ["movers", [phishr, [null]], /^scores\[0\]: null; expected an object\.$/],
      ["movers", [phishr, [{ published: 1 }]], /^scores\[0\]\.change: undefined; expected a finite number or null\.$/],
      [
        "transitions",
        [phishr, [], [{ id: "a" }]],
        /^after\[0\]\.published: undefined; expected a finite number or null\.$/,
      ],
      ["scoreGroup", [[null], options], /^people\[0\]: null; expected what prepare makes of a record\.$/],
      ["scoreGroup", [[prepare(person), person], options], /^people\[1\]: an object; expected what prepare makes /],
    ];
    for (const [name, given, message] of cases)
      expect(() => run(name, given), `${name} ${String(message)}`).to.throw(RangeError, message);
  });

  it("options that are left out are refused by what is missing first", () => {
    const without = (name: string, ...given: unknown[]): string => {
      try {
        run(name, given);
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    };
    for (const name of ["scorePerson", "forecast", "advise", "actionsOf", "explainChange"])
      expect(without(name, person), name).to.match(/^model: undefined; expected phishr, /);
    for (const name of ["scoreClient", "drivers"]) expect(without(name, client), name).to.match(/^model: undefined; /);
    expect(without("scoreBook", book)).to.match(/^model: undefined; /);
    expect(without("compareModels", book)).to.match(/^models: undefined; expected a list of models/);
  });
});
