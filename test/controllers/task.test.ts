import { expect } from "@open-wc/testing";
import { TaskController, type Step } from "../../src/controllers/task.js";

/** An element that counts how often it is to be drawn. */
function host(): { task: TaskController; updates: () => number } {
  let updates = 0;
  const task = new TaskController({
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => void updates++,
    updateComplete: Promise.resolve(true),
  });
  return { task, updates: () => updates };
}

const busy = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};
const failed = (error: unknown): never => {
  throw error;
};
const turn = (): Promise<void> => new Promise((done) => setTimeout(done));

/** So long that it ends in a turn of its own. */
function* long(): Generator<Step, string> {
  yield 0.1;
  busy(40);
  yield 0.9;
  return "done";
}

describe("a task", () => {
  it("that ends in a later turn has its host drawn before what nobody waits for begins", async () => {
    const { task, updates } = host();
    const log: string[] = [];
    const rest = function* (): Generator<Step, void> {
      log.push(`rest after ${updates()} updates`);
      yield 0;
    };
    await new Promise<void>((ended) => {
      const done = (): void => {
        log.push("done");
        task.run(rest(), ended, failed, true);
      };
      task.run(long(), done, failed);
      expect(log, "not at once").to.deep.equal([]);
    });
    expect(log).to.deep.equal(["done", "rest after 1 updates"]);
  });

  it("does not say how far it is while it has not taken long", async () => {
    const { task, updates } = host();
    const shares: Array<number | null> = [];
    await new Promise<string>((ended) => {
      const steps = function* (): Generator<Step, string> {
        for (let i = 0; i < 3; i++) {
          yield Promise.resolve();
          shares.push(task.share);
          yield 0.5;
        }
        return "done";
      };
      task.run(steps(), ended, failed);
    });
    expect(shares).to.deep.equal([null, null, null]);
    await turn();
    expect(updates()).to.be.at.most(1);
  });

  it("says how far it is once that takes long, and no more when it is done", async () => {
    const { task, updates } = host();
    const shares = new Set<number | null>();
    await new Promise<string>((ended) => {
      const steps = function* (): Generator<Step, string> {
        for (let i = 1; i <= 20; i++) {
          busy(25);
          shares.add(task.share);
          yield i / 20;
        }
        return "done";
      };
      task.run(steps(), ended, failed);
    });
    const said = [...shares];
    expect(said[0]).to.equal(null);
    expect(said.length, "several shares").to.be.above(1);
    expect(said.slice(1).every((share) => share! > 0 && share! <= 1)).to.equal(true);
    expect(updates()).to.be.above(0);
    expect(task.share).to.equal(null);
  });
});
