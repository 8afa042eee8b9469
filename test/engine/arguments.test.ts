import { expect } from "@open-wc/testing";
import * as engine from "../../src/engine/index.js";
import { ago, breach, event, NOW } from "./support.js";

const { prepare, toColumns } = engine;
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
/**
 * Sums over what the engine hands out itself. Each element holds some of them and nothing that could name what is wrong: a
 * check would be half a kilobyte on every page.
 */
const SUMS = ["bandOf", "movers", "publish", "ranks", "rollUp", "shares", "standing", "transitions", "trendOf"];
const WRONG = { undefined, null: null, number: 7, string: "x", list: [], object: {}, flag: true, function: () => 1 };

function run(name: string, given: readonly unknown[]): void {
  const made = (engine as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[name]!(...given);
  if (!name.endsWith("InSlices")) return;
  const task = made as Iterator<unknown>;
  while (!task.next().done);
}

describe("wrong arguments", () => {
  it("are tried on every function that the engine exports", () => {
    const functions = Object.entries(engine).filter(([, value]) => typeof value === "function");
    expect([...Object.keys(GOOD), ...SUMS].sort()).to.deep.equal(functions.map(([name]) => name).sort());
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
            expect((error as Error).message, said).to.match(/^[\w.[\]]+: .+; expected .+\.$/s);
          }
        }
      });
    });
  }

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
