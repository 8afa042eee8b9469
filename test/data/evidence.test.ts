import { expect } from "@open-wc/testing";
import { bookOf } from "../../src/data/book.js";
import { clientView } from "../../src/data/breaths.js";
import { scoresOf } from "../../src/data/evidence.js";
import { readRecords } from "../../src/data/records.js";
import { prepare } from "../../src/engine/evidence.js";
import { defineModel, models, scorePerson } from "../../src/engine/index.js";

const NOW = 1_790_000_000_000;
const OPTIONS = {
  model: "phishr",
  asOf: NOW,
  tenant: null,
  window: 90,
  audience: "internal" as const,
  redact: "none" as const,
};
/** A dataset of one client with so many people. */
const clientOf = (n: number): object => ({
  clients: [
    {
      id: "a",
      people: Array.from({ length: n }, (_, i) => ({
        id: `p${i}`,
        events: [{ type: "simulation_clicked", at: NOW - i * 3_600_000, ref: `r${i}` }],
      })),
    },
  ],
});
const open = (data: object) => bookOf(readRecords(data).book, OPTIONS);

describe("a client's view, in slices", () => {
  it("is the one that comes at once", () => {
    const data = clientOf(100);
    const task = clientView(open(data), "a");
    let breaths = 0;
    let step = task.next();
    for (; !step.done; step = task.next()) breaths++;
    expect(breaths).to.be.greaterThan(5);
    expect(step.value).to.deep.equal(open(data).subject({ kind: "client", id: "a" }));
  });

  it("is whole where somebody asks in between", () => {
    const book = open(clientOf(50));
    const task = clientView(book, "a");
    task.next();
    const view = book.subject({ kind: "client", id: "a" });
    expect(view?.people).to.equal(50);
    expect(view?.scored).to.equal(50);
    let step = task.next();
    while (!step.done) step = task.next();
    expect(step.value).to.equal(view);
  });

  it("of a client without people is what there is of it", () => {
    const task = clientView(open({ clients: [{ id: "a", people: [] }] }), "a");
    let step = task.next();
    while (!step.done) step = task.next();
    expect(step.value?.people).to.equal(0);
  });
});

describe("scores without their reasons", () => {
  const DAY = 86_400_000;
  const types = ["simulation_clicked", "simulation_reported", "training_completed", "threat_received"] as const;
  const people = Array.from({ length: 40 }, (_, p) => ({
    id: `p${p}`,
    measures: { security_iq: p },
    events: Array.from({ length: p }, (_, i) => ({ type: types[(i * p) % 4]!, at: NOW - ((i * 37) % 120) * DAY })),
  }));
  const { definition } = models.phishr;
  const parameters = { ...definition.parameters, normalize: "saturate" };
  const all = [...Object.values(models), defineModel({ ...definition, id: "own", parameters })];

  for (const model of all.filter(({ measureAll }) => !measureAll))
    it(`are those with them, by ${model.id}`, () => {
      const evidence = people.map((person) => prepare(person));
      for (const at of [NOW, NOW - 20 * DAY, NOW - 90 * DAY, NOW - 400 * DAY])
        scoresOf(model, evidence, at).forEach((score, i) => {
          const { score: whole } = scorePerson(people[i]!, { model, asOf: at });
          if (whole === null) expect(score).to.equal(null);
          else expect(score).to.be.closeTo(whole, 1e-12);
        });
    });
});
