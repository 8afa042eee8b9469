import { expect } from "@open-wc/testing";
import { inTurn } from "../../src/elements/shared/turns.js";

/** Keeps the page busy, as drawing does. */
function busy(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}
const nextTask = (): Promise<void> => new Promise((done) => void setTimeout(done, 50));

describe("turns of updates", () => {
  it("are at once where the page is not busy", async () => {
    await nextTask();
    const done: string[] = [];
    inTurn(() => void done.push("a"));
    inTurn(() => void done.push("b"));
    expect(done).to.deep.equal(["a", "b"]);
  });

  it("are in other tasks, in order, once one task has drawn for long", async () => {
    await nextTask();
    const done: Array<[string, number]> = [];
    let task = 0;
    const count = new MessageChannel();
    count.port1.onmessage = () => {
      task++;
      count.port2.postMessage(null);
    };
    count.port2.postMessage(null);
    const updates = ["a", "b", "c"].map((name) =>
      inTurn(() => {
        done.push([name, task]);
        busy(40);
      }),
    );
    expect(done).to.deep.equal([["a", 0]]);
    await Promise.all(updates);
    count.port1.close();
    expect(done.map(([name]) => name)).to.deep.equal(["a", "b", "c"]);
    expect(done[2]![1]).to.be.greaterThan(done[1]![1]);
  });

  it("one that throws is told to whoever waits for it, and the others have theirs", async () => {
    await nextTask();
    const done: string[] = [];
    inTurn(() => busy(40));
    const bad = inTurn(() => {
      throw new RangeError("no");
    }) as Promise<unknown>;
    const good = inTurn(() => void done.push("good"));
    let said: unknown;
    await bad.catch((error: unknown) => (said = error));
    await good;
    expect(said).to.be.instanceOf(RangeError);
    expect(done).to.deep.equal(["good"]);
  });
});
