import { expect } from "@open-wc/testing";
import { bookOf } from "../../src/data/book.js";
import { clientView } from "../../src/data/evidence.js";
import { readRecords } from "../../src/data/records.js";

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
