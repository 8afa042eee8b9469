import { expect } from "@open-wc/testing";
import { ImportedPeople } from "../../../src/data/importers/people.js";
import { nameOf, shown, Tally } from "../../../src/data/importers/tally.js";

const A = "a@x.example";

describe("a tally", () => {
  it("lists a thousand refusals and counts the rest", async () => {
    const tally = new Tally();
    for (let line = 1; line <= 1001; line++) tally.refuse(line, "no");
    const people = new ImportedPeople();
    people.begin();
    const result = await tally.result("csv", people);
    expect([result.refused, result.refusals.length, result.refusals[999]!.line]).to.deep.equal([1001, 1000, 1000]);
    expect(result).to.include({ format: "csv", read: 1001, used: 0, skipped: 0, repeated: 0, suspects: 0 });
  });
  it("keeps messages to 300 characters", () => {
    const tally = new Tally();
    tally.refuse(1, "x".repeat(300));
    tally.refuse(2, "x".repeat(301));
    expect(tally.refusals.map(({ message }) => message)).to.deep.equal(["x".repeat(300), `${"x".repeat(299)}…`]);
  });
  it("counts those who look like scanners", async () => {
    const people = new ImportedPeople();
    people.begin();
    people.event(A, { type: "simulation_clicked", at: 1, ref: "r", clue: { agent: true } });
    people.event(A, { type: "simulation_clicked", at: 100_000, ref: "r", clue: {} });
    people.person("u-1");
    expect((await new Tally().result("csv", people)).suspects).to.equal(1);
  });
  it("shows a value in 60 characters", () => {
    expect(shown(undefined)).to.equal("nothing");
    expect(shown("a")).to.equal('"a"');
    expect(shown("x".repeat(58))).to.equal(`"${"x".repeat(58)}"`);
    expect(shown("x".repeat(59))).to.equal(`"${"x".repeat(58)}…`);
  });
  it("knows a source's name: the one given, else its own", () => {
    const file = new File([], "own.csv");
    expect([nameOf(file, "given"), nameOf(file, undefined), nameOf(file, "")]).to.deep.equal(["given", "own.csv", ""]);
    for (const none of ["text", null, undefined, {}, { name: 7 }]) expect(nameOf(none, undefined)).to.equal("");
  });
});
