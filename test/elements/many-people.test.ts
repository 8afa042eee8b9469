import { expect } from "@open-wc/testing";
import { bookOf } from "../../src/data/book.js";
import { loadMask } from "../../src/data/parts.js";
import { readData } from "../../src/data/read.js";
import type { ExportTable } from "../../src/elements/export.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import "../../src/elements/risk-model-compare/define.js";
import "../../src/elements/risk-report/define.js";
import "../../src/elements/risk-score-card/define.js";
import type { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";
import type { Dataset } from "../../src/engine/types.js";
import { PLAIN } from "../data/options.js";
import { getModel } from "../../src/engine/index.js";
import { mount, textOf, unmountAll, until } from "./contract.js";
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

  const scoreOf = (el: Element): string => el.shadowRoot!.querySelector("[part=score]")?.textContent!.trim() ?? "";
  const expected = (data: Dataset, asOf: number): string =>
    bookOf(readData(data).book, { ...PLAIN, asOf })
      .subject()!
      .score!.toFixed(2);

  it("shows the old date until the new one is scored, between the page's other tasks", async () => {
    const data = many(20_000);
    const el = await mount<RiskScoreCard>("risk-score-card", { data });
    await el.updateComplete;
    const before = scoreOf(el);
    const loads: Event[] = [];
    el.addEventListener("risk-load", (event) => loads.push(event));
    let others = 0;
    let over = false;
    const other = new MessageChannel();
    other.port1.onmessage = () => {
      others++;
      if (!over) other.port2.postMessage(null);
    };
    other.port2.postMessage(null);
    const asOf = NOW - 30 * 86_400_000;
    el.asOf = asOf;
    const seen = new Set<string>();
    while (scoreOf(el) !== expected(data, asOf)) {
      seen.add(`${el.phase} ${scoreOf(el)}`);
      await new Promise((later) => setTimeout(later));
    }
    over = true;
    expect([...seen]).to.deep.equal([`ready ${before}`]);
    expect(others).to.be.above(1);
    expect(loads, "the same thing is shown").to.have.length(0);
    await el.updateComplete;
    expect(scoreOf(el)).to.equal(expected(data, asOf));
  });

  it("shows dates on the way while somebody drags, and ends at the last", async () => {
    const data = many(3000);
    const el = await mount<RiskScoreCard>("risk-score-card", { data });
    await el.updateComplete;
    const seen = new Set<string>();
    for (let day = 1; day <= 40; day++) {
      el.asOf = NOW - day * 86_400_000;
      await new Promise((later) => setTimeout(later, 4));
      seen.add(scoreOf(el));
    }
    await el.updateComplete;
    expect(scoreOf(el)).to.equal(expected(data, NOW - 40 * 86_400_000));
    expect(seen.size, "something moved meanwhile").to.be.above(3);
  });

  it("tells no change of band for a change of date, whatever is on screen meanwhile", async () => {
    const day = 86_400_000;
    const data = many(3000);
    for (const person of data.clients![0]!.people!)
      person.events = [
        { type: "simulation_opened", at: NOW - 60 * day },
        { type: "simulation_submitted", at: NOW - 2 * day, ref: "a" },
        { type: "simulation_submitted", at: NOW - day, ref: "b" },
      ];
    const el = await mount<RiskScoreCard>("risk-score-card", { data });
    await el.updateComplete;
    const before = scoreOf(el);
    const told: Event[] = [];
    el.addEventListener("risk-band-change", (event) => told.push(event));
    for (const days of [10, 20, 30]) {
      el.asOf = NOW - days * day;
      await new Promise((later) => setTimeout(later, 4));
    }
    await until(() => scoreOf(el) === expected(data, NOW - 30 * day), 10_000);
    expect(scoreOf(el)).to.not.equal(before);
    expect(told).to.have.length(0);
  });

  it("shows nothing of the old numbers to other readers", async () => {
    await loadMask();
    const el = await mount<RiskScoreCard>("risk-score-card", { data: many(3000) });
    await el.updateComplete;
    el.audience = "client";
    el.asOf = NOW - 86_400_000;
    let waited = 0;
    for (; ; waited++) {
      await new Promise((later) => setTimeout(later));
      if (el.phase === "ready") break;
      expect(scoreOf(el)).to.equal("");
    }
    expect(waited).to.be.above(0);
  });

  it("says what a model of the page's own throws", async () => {
    const model = {
      ...getModel("phishr"),
      id: "own",
      measure: () => {
        throw new Error("No luck today.");
      },
      fading: undefined,
    };
    const el = await mount<RiskScoreCard>("risk-score-card", { data: many(1500) });
    await el.updateComplete;
    const said: string[] = [];
    el.addEventListener("risk-error", (event) => said.push((event as CustomEvent<{ message: string }>).detail.message));
    el.model = model;
    await el.updateComplete;
    expect(el.phase).to.equal("error");
    expect(said).to.deep.equal(["No luck today."]);
  });

  it("does not score a whole book for one small client in it", async () => {
    const clients = Array.from({ length: 40 }, (_, i) => ({
      ...many(50).clients[0]!,
      id: `c${i}`,
      name: `Client ${i}`,
    }));
    const data = { ...many(0), clients } as Dataset;
    const el = await mount<RiskScoreCard>("risk-score-card", { data, attributes: { client: "c7" } });
    await el.updateComplete;
    expect(scoreOf(el)).to.equal(
      bookOf(readData(data).book, PLAIN).subject({ kind: "client", id: "c7" })!.score!.toFixed(2),
    );
    // A small client is there at once, whatever the date.
    el.asOf = NOW - 5 * 86_400_000;
    el["performUpdate"]();
    expect(el.phase).to.equal("ready");
    expect(scoreOf(el)).to.equal(
      bookOf(readData(data).book, { ...PLAIN, asOf: el.asOf })
        .subject({ kind: "client", id: "c7" })!
        .score!.toFixed(2),
    );
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

describe("reviews and comparisons of very many people", () => {
  afterEach(unmountAll);

  for (const [tag, part] of [
    ["risk-report", "moved"],
    ["risk-model-compare", "agreement"],
  ] as const)
    it(`<${tag}> is worked out between frames, and says the same as in one go`, async () => {
      // The same people twice over: what is said of them in one go, said again.
      const few = await mount<RiskElement>(tag, { data: many(900) });
      await few.updateComplete;
      await until(() => few.phase === "ready", 10_000);
      const el = await mount<RiskElement>(tag, { data: many(4000) });
      expect(el.phase).to.equal("ready");
      const of = (one: Element): string[] =>
        [...one.shadowRoot!.querySelectorAll(`[part=${part}] :is(h3, dt, th)`)].map((node) => node.textContent!.trim());
      expect(of(el)).to.deep.equal(of(few));
      expect(of(el)).to.have.length.above(0);
      const before = textOf(el);
      el.asOf = NOW - 40 * 86_400_000;
      // In one go it would be there within the task.
      for (let i = 0; i < 20; i++) await null;
      expect(textOf(el), "meanwhile the old date").to.equal(before);
      await el.updateComplete;
      expect(textOf(el)).to.not.equal(before);
    });

  it("<risk-model-compare> exports what it shows while a new date is worked out, and shows dates on the way", async () => {
    const el = await mount<RiskElement>("risk-model-compare", { data: many(1500) });
    await until(() => el.phase === "ready", 20_000);
    const shown = (): string => el.shadowRoot!.querySelector("[part=table] tbody")!.textContent!.replace(/\s+/g, " ");
    const rowsOf = (): string => JSON.stringify((el["exportTable"]() as ExportTable).rows);
    const first = { shown: shown(), rows: rowsOf() };
    const seen = new Map<string, Set<string>>();
    const end = performance.now() + 15_000;
    for (let day = 1; seen.size < 3 && performance.now() < end; day++) {
      el.asOf = NOW - (day % 300) * 86_400_000;
      await new Promise((later) => setTimeout(later, 12));
      const exported = seen.get(shown()) ?? new Set<string>();
      seen.set(shown(), exported.add(rowsOf()));
    }
    await el.updateComplete;
    expect(
      [...seen.values()].map(({ size }) => size),
      "one export for what is on screen",
    ).to.satisfy((sizes: number[]) => sizes.every((size) => size === 1));
    expect(seen.size, "something moved meanwhile").to.be.above(2);
    expect(shown()).to.not.equal(first.shown);
    expect(rowsOf()).to.not.equal(first.rows);
  });
});
