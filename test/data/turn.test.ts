import { expect } from "@open-wc/testing";
import { nextTurn, noWaiting } from "../../src/data/turn.js";

describe("the page's next turn", () => {
  const turn = (): Promise<void> => new Promise((done) => void nextTurn(done));

  it("is later, in the order asked for, the same twice where it is asked for twice", async () => {
    const ran: string[] = [];
    const a = (): void => void ran.push("a");
    nextTurn(a);
    nextTurn(() => ran.push("b"));
    nextTurn(a);
    expect(ran).to.deep.equal([]);
    await turn();
    expect(ran).to.deep.equal(["a", "b", "a"]);
  });

  it("does not come for what was called off, and for all the others", async () => {
    const ran: string[] = [];
    nextTurn(() => ran.push("a"));
    const off = nextTurn(() => ran.push("b"));
    nextTurn(() => ran.push("c"));
    off();
    await turn();
    expect(ran).to.deep.equal(["a", "c"]);
    off();
    await turn();
    expect(ran).to.deep.equal(["a", "c"]);
  });

  it("is now where there is no waiting, also for what that puts off, and comes to nothing later", async () => {
    const ran: string[] = [];
    nextTurn(() => {
      ran.push("a");
      nextTurn(() => ran.push("b"));
    });
    noWaiting();
    expect(ran).to.deep.equal(["a", "b"]);
    await turn();
    expect(ran).to.deep.equal(["a", "b"]);
  });
});
