import { expect } from "@open-wc/testing";
import { RiskTrend } from "../../src/elements/risk-trend/define.js";
import { inTurn } from "../../src/elements/shared/turns.js";
import { DATASET } from "./samples.js";

/** Keeps the page busy, as drawing does. */
function busy(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}
const nextTask = (): Promise<void> => new Promise((done) => void setTimeout(done, 50));

/** Counts the page's tasks. */
function tasks(): { readonly now: number; stop(): void } {
  let now = 0;
  const count = new MessageChannel();
  count.port1.onmessage = () => {
    now++;
    count.port2.postMessage(null);
  };
  count.port2.postMessage(null);
  return {
    get now() {
      return now;
    },
    stop: () => count.port1.close(),
  };
}

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
    const task = tasks();
    const updates = ["a", "b", "c"].map((name) =>
      inTurn(() => {
        done.push([name, task.now]);
        busy(40);
      }),
    );
    expect(done).to.deep.equal([["a", 0]]);
    await Promise.all(updates);
    task.stop();
    expect(done.map(([name]) => name)).to.deep.equal(["a", "b", "c"]);
    expect(done[2]![1]).to.be.greaterThan(done[1]![1]);
  });

  it("are in other tasks where what one leaves for after it takes long, as measuring does", async () => {
    await nextTask();
    const done: number[] = [];
    const task = tasks();
    inTurn(() => busy(40));
    const later = (): void => queueMicrotask(() => (busy(40), done.push(task.now)));
    await Promise.all([inTurn(later), inTurn(later)]);
    await nextTask();
    task.stop();
    expect(done.length).to.equal(2);
    expect(done[1]).to.be.greaterThan(done[0]!);
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

  it("never leave on screen what was drawn before it was measured", async () => {
    await RiskTrend.preload();
    const room = document.createElement("div");
    room.style.inlineSize = "320px";
    document.body.append(room);
    await nextTask();
    inTurn(() => busy(40));
    const el = document.createElement("risk-trend") as RiskTrend;
    Object.assign(el, { client: "brightwater", data: DATASET });
    room.append(el);
    // Before this task ends, and so before anything is painted.
    for (let i = 0; i < 30; i++) await null;
    expect(el.shadowRoot!.querySelector(".head .detail")!.textContent).to.match(/ · to Nov 23, 2026$/);
    room.remove();
  });
});
