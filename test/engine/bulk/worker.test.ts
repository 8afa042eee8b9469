import { expect } from "@open-wc/testing";
import { lastOf } from "../../../src/engine/bulk/last.js";
import {
  EVENT_TYPES,
  scoreClient,
  scoreColumns,
  scoreColumnsInSlices,
  scoresAt,
  toColumns,
  toColumnsInSlices,
} from "../../../src/engine/index.js";
import { bulkWorker, type BulkAnswer, type BulkRequest } from "../../../src/engine/bulk/worker.js";
import { AS_OF, DAY, MODELS } from "../random-people.js";

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
    // As columns that were asked before: what comes out of kept sums differs in the last digit.
    const columns = toColumns(clients);
    scoreColumns(columns, options);
    expect(ask({ id: 9, task: "dates", options: dates }).at(-1)).to.deep.equal({
      id: 9,
      dates: scoresAt(columns, dates),
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

  for (const model of MODELS) {
    it(`agrees with the scores of records, and so do slices: ${model}`, () => {
      const people = Array.from({ length: 60 }, (_, i) => ({
        id: `p${i}`,
        department: ["it", "hr"][i % 2]!,
        role: i % 3 ? "standard" : "executive",
        measures: {
          security_iq: [{ at: AS_OF - i * DAY, value: (i * 37) % 120 }],
          phish_risk: (i * 13) % 90,
          badge_score: i,
          phishing_simulation: [{ at: AS_OF - (i % 40) * DAY, value: (i * 29) % 101 }],
          threat_exposure: (i * 17) % 101,
          training: (i * 5) % 101,
        },
        breaches: i % 4 ? [] : [{ at: AS_OF - i * 9 * DAY, severity: "high", password_exposed: i % 8 === 0 }],
        events: Array.from({ length: i % 11 }, (_, k) => ({
          type: ["simulation_clicked", "simulation_reported", "training_assigned", "quiz_failed"][(i + k) % 4]!,
          at: AS_OF - ((i * 31 + k * 47) % 500) * DAY,
          ref: `r${k % 5}`,
        })),
      }));
      const records = [{ id: "c", people }];
      const ask = worker();
      ask({ id: 1, task: "read", clients: records });
      const answer = ask({ id: 2, task: "score", options: { model, asOf: AS_OF } }).at(-1)!;
      const sliced = <T>(task: Generator<number, T>): T => {
        let step = task.next();
        while (!step.done) step = task.next();
        return step.value;
      };
      const inSlices = sliced(scoreColumnsInSlices(sliced(toColumnsInSlices(records)), { model, asOf: AS_OF }));
      const expected = scoreClient({ id: "c", people }, { model, asOf: AS_OF }).people;
      expect(expected.some(({ score }) => score !== null)).to.equal(true);
      for (const { score } of ["scores" in answer ? answer.scores : inSlices, inSlices]) {
        expected.forEach((person, i) => {
          if (person.score === null) expect(score[i]).to.deep.equal(NaN);
          else expect(score[i]).to.be.closeTo(person.score, 1e-9);
        });
      }
      expect(answer).to.have.property("scores");
    });
  }

  it("says how far it is after so many people", () => {
    const told = worker()({ id: 7, task: "read", clients }).flatMap((answer) => ("done" in answer ? answer.done : []));
    expect(told).to.deep.equal([8192, 16_384]);
  });

  it("hands its buffers over, each once, and keeps its own", () => {
    const sent: Array<{ answer: BulkAnswer; transfer: ArrayBuffer[] }> = [];
    const answer = bulkWorker((message, transfer) => void sent.push({ answer: message, transfer }));
    const few = [{ id: "c", people: [{ id: "a", department: "it", events: [{ type: "quiz_passed", at: AS_OF }] }] }];
    answer({ id: 1, task: "read", clients: few });
    expect(sent.at(-1)).to.deep.equal({ answer: { id: 1, people: 1 }, transfer: [] });
    answer({ id: 2, task: "score", options });
    const { answer: scored, transfer } = sent.at(-1)!;
    const scores = "scores" in scored ? scored.scores : null;
    expect(transfer).to.include(scores!.score.buffer).and.to.include(scores!.trend.buffer);
    expect(new Set(transfer).size).to.equal(transfer.length);
    answer({ id: 3, task: "roll" });
    for (const buffer of sent.at(-1)!.transfer) structuredClone(buffer, { transfer: [buffer] });
    answer({ id: 4, task: "roll" });
    const again = sent.at(-1)!.answer;
    const roll = "roll" in again ? again.roll! : null;
    expect([[...roll!.clientStart], roll!.department![0]]).to.deep.equal([[0, 1], 1]);
  });

  it("calls people and clients by their names, else by their ids, and forgets them with other columns", () => {
    const ask = worker();
    const roll = (known?: number) => {
      const told = ask({ id: 2, task: "roll", known }).at(-1)!;
      return "roll" in told ? told.roll : undefined;
    };
    const some = [
      { id: "c", name: "", people: [{ id: "a", name: "Ada" }, { id: "b", name: "" }, { id: "" }] },
      { id: "d", name: "Delta", people: [{ id: 7 as never }] },
    ];
    ask({ id: 1, task: "read", clients: some });
    const first = roll()!;
    expect([first.ids.text, [...first.ids.ends]]).to.deep.equal(["ab7", [1, 2, 2, 3]]);
    expect([first.names.text, [...first.names.ends]]).to.deep.equal(["Adab7", [3, 4, 4, 5]]);
    expect(first.clients).to.deep.equal([
      { id: "c", name: "c" },
      { id: "d", name: "Delta" },
    ]);
    expect(roll(first.version)).to.equal(null);
    ask({ id: 3, task: "keep", columns: toColumns(some) });
    const other = roll(first.version)!;
    expect(other.version).to.not.equal(first.version);
    expect([other.ids.text, other.clients]).to.deep.equal(["", undefined]);
  });

  it("answers in words what is no error", () => {
    const ask = worker();
    const [answer] = ask({ id: 1, task: "roll", known: 0 });
    expect("error" in answer! && answer.error.message).to.match(/read clients/);
    const trap = {
      id: "c",
      get people(): never {
        throw "just words";
      },
    };
    const direct: BulkAnswer[] = [];
    bulkWorker((message) => void direct.push(message))({ id: 2, task: "read", clients: [trap] });
    expect(direct).to.deep.equal([{ id: 2, error: { name: "Error", message: "just words" } }]);
  });

  it("says who there is, once, and when the last of some events was", () => {
    const ask = worker();
    ask({ id: 1, task: "read", clients });
    const told = ask({ id: 2, task: "roll" }).at(-1)!;
    const roll = "roll" in told ? told.roll! : null;
    expect(roll!.ids.text.slice(0, roll!.ids.ends[2])).to.equal("p0p1p2");
    expect(ask({ id: 3, task: "roll", known: roll!.version }).at(-1)).to.deep.equal({ id: 3, roll: null });
    const last = ask({ id: 4, task: "last", types: ["simulation_clicked"], asOf: AS_OF - 5 * DAY }).at(-1)!;
    expect("last" in last && [last.last.at[0], last.last.at[7]]).to.deep.equal([NaN, AS_OF - 7 * DAY]);
  });

  it("says when the last was for each person, the first as well, and for nobody else", () => {
    const at = (days: number, type: string) => ({ type, at: AS_OF - days * DAY });
    const people = [
      { id: "a", events: [at(9, "quiz_failed"), at(5, "simulation_clicked"), at(1, "quiz_passed")] },
      { id: "b" },
      { id: "c", events: [at(3, "simulation_clicked"), at(2, "quiz_failed")] },
    ];
    const last = lastOf(toColumns([{ id: "c", people }]), ["simulation_clicked", "quiz_failed"], AS_OF - 3 * DAY);
    expect([...last.at]).to.deep.equal([AS_OF - 5 * DAY, NaN, AS_OF - 3 * DAY]);
    expect([...last.type].map((place) => EVENT_TYPES[place])).to.deep.equal([
      "simulation_clicked",
      EVENT_TYPES[0],
      "simulation_clicked",
    ]);
  });

  it("says how many there are where columns name nobody", () => {
    const ask = worker();
    const { clientStart, eventStart, eventType, eventAt } = toColumns(clients);
    ask({ id: 1, task: "keep", columns: { clientStart, eventStart, eventType, eventAt } });
    const told = ask({ id: 2, task: "roll" }).at(-1)!;
    expect("roll" in told && told.roll!.clientStart[1]).to.equal(20_000);
    expect("roll" in told && told.roll!.ids).to.deep.equal({ text: "", ends: new Uint32Array() });
  });
});
