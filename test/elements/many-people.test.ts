import { expect } from "@open-wc/testing";
import { bookOf } from "../../src/data/book.js";
import { readData } from "../../src/data/read.js";
import "../../src/elements/risk-score-card/define.js";
import type { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";
import type { Dataset } from "../../src/engine/types.js";
import { PLAIN } from "../data/options.js";
import { mount, unmountAll, until } from "./contract.js";
import { AS_OF, NOW } from "./samples.js";

/** So many people in one client, who clicked at different times. */
function many(n: number): Dataset {
  const people = Array.from({ length: n }, (_, i) => ({
    id: `p${i}`,
    name: `Person ${i}`,
    events: [{ type: "simulation_clicked", at: NOW - (i % 80) * 86_400_000, ref: `r${i}` }],
  }));
  return { as_of: AS_OF, model: "phishr", clients: [{ id: "all", name: "All of them", people }] } as Dataset;
}

const line = (el: Element): string =>
  el.shadowRoot!.querySelector(".sparkline path:not(.threshold)")?.getAttribute("d") ?? "";

describe("a card of very many people", () => {
  afterEach(unmountAll);

  it("has its score with its update, and its line a moment later, without a jump", async () => {
    const data = many(1200);
    const el = await mount<RiskScoreCard>("risk-score-card", { data });
    // Narrow: the line's place must not be wider than its card.
    el.parentElement!.style.inlineSize = "240px";
    await el.updateComplete;
    expect(el.phase).to.equal("ready");
    const { score } = bookOf(readData(data).book, PLAIN).subject()!;
    expect(el.shadowRoot!.querySelector("[part=score]")!.textContent!.trim()).to.equal(score!.toFixed(2));
    const { height, right } = el.getBoundingClientRect();
    expect(el.shadowRoot!.querySelector(".sparkline")!.getBoundingClientRect().right).to.be.at.most(right);
    await until(() => line(el) !== "", 10_000);
    expect(el.getBoundingClientRect().height).to.equal(height);
  });

  it("draws the line that fewer people have at once", async () => {
    const few = await mount<RiskScoreCard>("risk-score-card", { data: many(480) });
    expect(line(few)).to.not.equal("");
    // The same people twice over have the same mean at every date.
    const twice = many(480);
    const [client] = twice.clients!;
    const people = [...client!.people, ...client!.people.map((person) => ({ ...person, id: `${person.id}b` }))];
    const all = await mount<RiskScoreCard>("risk-score-card", {
      data: { ...twice, clients: [{ ...client!, people }] },
    });
    await until(() => line(all) !== "", 10_000);
    expect(line(all)).to.equal(line(few));
  });

  it("keeps the old line until the new one is there", async () => {
    const el = await mount<RiskScoreCard>("risk-score-card", { data: many(900) });
    await until(() => line(el) !== "", 10_000);
    const before = line(el);
    el.data = many(901);
    await el.updateComplete;
    expect(line(el)).to.equal(before);
  });
});
