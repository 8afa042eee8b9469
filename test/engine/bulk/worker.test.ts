import { expect } from "@open-wc/testing";
import { scoreColumns, scoresAt, toColumns } from "../../../src/engine/index.js";
import { bulkWorker, type BulkAnswer, type BulkRequest } from "../../../src/engine/bulk/worker.js";
import { AS_OF, DAY } from "../random-people.js";

/** Answers as they come out of a worker: cloned, their buffers handed over. */
function worker(): (request: BulkRequest) => BulkAnswer[] {
  let answers: BulkAnswer[] = [];
  const answer = bulkWorker((message, transfer) => void answers.push(structuredClone(message, { transfer })));
  return (request) => {
    answers = [];
    answer(structuredClone(request));
    return answers;
  };
}

const clients = [
  {
    id: "c",
    people: Array.from({ length: 20_000 }, (_, i) => ({
      id: `p${i}`,
      events: [{ type: "simulation_clicked", at: AS_OF - (i % 90) * DAY }],
    })),
  },
];
const options = { model: "phishr", asOf: AS_OF, dates: [AS_OF - DAY] };

describe("the bulk path in a worker", () => {
  it("reads records once and scores them as often as asked", () => {
    const ask = worker();
    const read = ask({ id: 1, task: "read", clients });
    expect(read.at(-1)).to.deep.equal({ id: 1, people: 20_000 });
    for (let round = 2; round < 4; round++) {
      expect(ask({ id: round, task: "score", options }).at(-1)).to.deep.equal({
        id: round,
        scores: scoreColumns(toColumns(clients), options),
      });
    }
    const dates = { model: "phishr", dates: [AS_OF, AS_OF - 30 * DAY] };
    expect(ask({ id: 9, task: "dates", options: dates }).at(-1)).to.deep.equal({
      id: 9,
      dates: scoresAt(toColumns(clients), dates),
    });
  });

  it("takes over columns made elsewhere", () => {
    const ask = worker();
    expect(ask({ id: 1, task: "keep", columns: toColumns(clients) })).to.deep.equal([{ id: 1, people: 20_000 }]);
    expect(ask({ id: 2, task: "score", options }).at(-1)).to.have.property("scores");
  });

  it("says how far it is, a few times", () => {
    const told = worker()({ id: 7, task: "read", clients }).flatMap((answer) => ("done" in answer ? answer.done : []));
    expect(told.length).to.be.within(1, 4);
    expect(told).to.deep.equal([...told].sort((a, b) => a - b));
  });

  it("answers what went wrong, and goes on", () => {
    const ask = worker();
    const [early] = ask({ id: 1, task: "score", options });
    expect(early).to.deep.include({ id: 1 });
    expect("error" in early! && early.error.message).to.match(/read clients/);
    ask({ id: 2, task: "read", clients: [] });
    const [refused] = ask({ id: 3, task: "score", options: { model: "?", asOf: AS_OF } });
    expect("error" in refused! && refused.error).to.include({ name: "RangeError" });
    expect(ask({ id: 4, task: "score", options }).at(-1)).to.have.property("scores");
  });
});
