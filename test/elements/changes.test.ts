/**
 * Numbers that stand side by side agree, in every element, over random data: a change is how far apart the two scores are,
 * rounded, and where those stand beside it and would contradict it they have a digit more, as the change has where its word
 * would. The client audience, which knows published scores only, is told how far apart those are.
 */
import { expect } from "@open-wc/testing";
import "../../src/index.js";
import type { Dataset, PersonRecord } from "../../src/engine/types.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { mount, textOf, unmountAll, until } from "./contract.js";
import { AS_OF, NOW } from "./samples.js";

const DAY = 86_400_000;
const SEED = Number(/seed=(\d+)/.exec(location.search)?.[1] ?? Date.now() % 2 ** 31);

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();
const SIGNALS = ["phishing_simulation", "threat_exposure", "training", "incidents"];

function people(client: number, count: number, next: () => number): PersonRecord[] {
  return Array.from({ length: count }, (_, i) => {
    const [was, is] = [100 * next(), 4 * (next() - 0.5)];
    const series = (): Array<{ at: string; value: number }> => [
      { at: ago(200), value: Math.max(0, Math.min(100, was + 6 * (next() - 0.5))) },
      { at: ago(3), value: Math.max(0, Math.min(100, was + is + 6 * (next() - 0.5))) },
    ];
    const events = ["simulation_clicked", "simulation_opened", "training_completed"].map((type, k) => ({
      id: `e-${client}-${i}-${k}`,
      type,
      at: ago(Math.floor(next() * 200)),
      ref: `r-${k}`,
    }));
    return {
      id: `p-${client}-${i}`,
      name: `Person ${client} ${i}`,
      department: `d${i % 2}`,
      role: "standard",
      events,
      measures: Object.fromEntries(SIGNALS.map((id) => [id, series()])),
    };
  });
}

const next = random(SEED);
const DATA: Dataset = {
  as_of: AS_OF,
  clients: Array.from({ length: 6 }, (_, i) => ({ id: `c${i}`, name: `Client ${i}`, people: people(i, 24, next) })),
};

const all = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const numbers = (text: string): number[] =>
  [...text.replace(/−/g, "-").matchAll(/[+-]?\d+(?:\.\d+)?/g)].map(([n]) => Number(n));
const near = (found: number, expected: number, told: string): void =>
  void expect(Math.abs(found - expected), `${told} (seed ${SEED}): ${found} beside ${expected}`).to.be.below(1e-6);
const exported = async (el: RiskElement): Promise<Array<Record<string, number>>> =>
  (JSON.parse((await el.exportData("json", { download: false })) as string) as { rows: Array<Record<string, number>> })
    .rows;

describe("what is drawn for the client audience", () => {
  afterEach(unmountAll);

  it("is what is said, and cannot be measured more exactly: rows that say the same are as long, and 0 has no bar", async () => {
    const draw = async (tag: string, more: Record<string, string>): Promise<RiskElement> => {
      const el = await mount(tag, {
        data: DATA,
        attributes: { audience: "client", model: "infima", client: "c0", ...more },
      });
      await until(() => el.phase === "ready", 10_000);
      return el;
    };
    for (const el of [
      await draw("risk-breakdown", {}),
      await draw("risk-breakdown", { mode: "change" }),
      await draw("risk-report", {}),
    ]) {
      let seen = 0;
      for (const list of all(el, ".sum-rows")) {
        const widths = new Map<number, string>();
        for (const row of list.querySelectorAll("[part=row]")) {
          const amount = Math.abs(numbers(textOf(row.querySelector(".row-amount")!))[0]!);
          const bar = row.querySelector(".bar rect");
          if (row.querySelector(".mark")) continue;
          const width = bar ? Number.parseFloat(bar.getAttribute("width")!).toFixed(1) : "0";
          if (!amount) expect(bar, textOf(row)).to.equal(null);
          expect(width, textOf(row)).to.equal(widths.get(amount) ?? width);
          widths.set(amount, width);
          seen++;
        }
      }
      expect(seen).to.be.greaterThan(4);
      expect(textOf(el)).to.not.match(/of the score$/);
    }
  });
});

describe("a change and the scores beside it", () => {
  afterEach(unmountAll);

  for (const audience of ["internal", "client"]) {
    for (const model of ["moxso", "infima", "phishr"]) {
      it(`agree in every element: ${model}, ${audience}`, async function () {
        this.timeout(60_000);
        const show = async (tag: string, more: Record<string, string> = {}): Promise<RiskElement> => {
          const el = await mount(tag, { data: DATA, attributes: { audience, model, ...more }, width: 1200 });
          await until(() => el.phase === "ready" && !all(el, "[aria-busy=true]").length, 10_000);
          return el;
        };

        const places = model === "phishr" ? 2 : 0;
        const unit = 10 ** -places;
        const rounded = (n: number, to = unit): number => Math.floor(n / to + 0.5 + 1e-9) * to;
        const WORDS = ["improving", "stable", "worsening"] as const;
        const wordOf = (n: number): string => WORDS[1 + (Math.abs(n) > 2 * unit - 1e-9 ? Math.sign(n) : 0)]!;
        // What both ends are: the first and the last of the line's table.
        const ends = new Map<string, [number, number]>();
        const exact = new Map<string, number>();
        const summaries = new Map<string, number>();
        for (const { id } of DATA.clients) {
          const trend = await show("risk-trend", { client: id });
          const told = /From (\S+) on .* to (\S+) on/.exec(textOf(all(trend, "[part=figure]")[0]!))!;
          summaries.set(id, Number(told[2]) - Number(told[1]));
          const rows = await exported(trend);
          const line = rows.filter((row) => row["kind"] === ("score" as never) && row["published"] !== undefined);
          const [first, last] = [line[0]!, line.at(-1)!];
          ends.set(id, [first["published"]!, last["published"]!]);
          exact.set(id, last["score"]! - first["score"]!);
        }
        const coarse = (id: string): number => {
          const [from, to] = ends.get(id)!;
          const apart = exact.get(id)!;
          return audience === "client" ? to - from : Math.sign(apart) * rounded(Math.abs(apart));
        };
        /** +1.6 where +2 would be "worsening" and it is "stable". */
        const change = (id: string): number => {
          const apart = exact.get(id)!;
          const finer = [0, 1, 2, 3, 4, 5, 6, 7]
            .map((k) => 10 ** k)
            .map((n) => Math.sign(apart) * rounded(Math.abs(apart), unit / n));
          return (audience !== "client" && finer.find((n) => wordOf(n) === wordOf(apart))) || coarse(id);
        };
        const words = (el: RiskElement): void => {
          if (audience === "client") return;
          for (const delta of all(el, ".delta")) {
            const side = delta.closest("[part=side]")?.querySelector("h3");
            const word = textOf(delta.querySelector(".word") ?? side!).toLowerCase();
            expect(wordOf(numbers(textOf(delta))[0]!), `${el.localName} (seed ${SEED}): ${textOf(delta)}`).to.equal(
              word,
            );
          }
        };

        /** It is no "no change" that led from band to band: then "Down 0.3, from Elevated to Moderate" stands beside 0. */
        const agrees = (text: string, id: string, told: string): void => {
          const [, way, size = "0", bands] = /(Up|Down) ([\d.]+) since [^,:]+(, from)?/.exec(text) ?? [];
          const said = Number(size) * (way === "Down" ? -1 : 1);
          const finer = 10 ** (size.split(".")[1]?.length ?? 0);
          const apart = exact.get(id)!;
          const meant = Math.sign(apart) * (Math.floor(Math.abs(apart) * finer + 0.5 + 1e-9) / finer);
          near(said, coarse(id) === 0 && bands ? meant : change(id), `${told} of ${id}: ${text}`);
        };

        for (const { id } of DATA.clients) {
          // Its two ends may be rounded, to a tenth of what the change is rounded to.
          const apart = Math.abs(summaries.get(id)! - change(id));
          expect(apart, `trend ${id} (seed ${SEED})`).to.be.below(0.6 * unit + 1e-6);

          const card = await show("risk-score-card", { client: id });
          near(numbers(textOf(all(card, ".delta b")[0]!))[0]!, change(id), `card ${id}`);
          words(card);

          const report = await show("risk-report", { client: id });
          near(numbers(textOf(all(report, "[part=change] b")[0]!))[0]!, change(id), `report ${id}`);
          agrees(textOf(all(report, "[part=summary]")[0]!), id, "review");
          words(report);
          const moves = all(report, "[part=moved] .row-amount").map((cell) => numbers(textOf(cell))[0]!);
          const [start, end] = [moves[0]!, moves.at(-1)!];
          near(
            moves.slice(1, -1).reduce((a, b) => a + b, 0),
            moves.length > 2 ? end - start : 0,
            `parts of ${id}`,
          );
          near(rounded(start), ends.get(id)![0], `where ${id} began`);
          near(rounded(end), ends.get(id)![1], `where ${id} ended`);

          const breakdown = await show("risk-breakdown", { client: id, mode: "change" });
          const amounts = all(breakdown, ".falls .row-amount").map((cell) => numbers(textOf(cell))[0]!);
          near(
            amounts.slice(1, -1).reduce((a, b) => a + b, 0),
            amounts.at(-1)! - amounts[0]!,
            `rows of ${id}`,
          );
          const sum = textOf(all(breakdown, "[part=sum]")[0]!);
          near(numbers(sum)[0]!, amounts.at(-1)! - amounts[0]!, sum);
          const sentence = textOf(all(breakdown, "[part=sentence]")[0]!);
          const [, way, size = "0"] = /(Up|Down) ([\d.]+) since/.exec(sentence) ?? [];
          const said = Number(size) * (way === "Down" ? -1 : 1);
          const [was, is] = ends.get(id)!;
          // Beside published scores and rows: as they are apart where that is the change, else as the rows are.
          const whole = Math.abs(is - was - coarse(id)) < 1e-6;
          near(said, whole ? is - was : amounts.at(-1)! - amounts[0]!, sentence);
          if (!whole) expect(size.split(".")[1]?.length, sentence).to.be.greaterThan(places);
          const parts = [...sentence.replace(/−/g, "-").matchAll(/\(([+-][\d.]+)\)/g)].map(([, n]) => Number(n));
          if (parts.length)
            near(
              parts.reduce((a, b) => a + b, 0),
              said,
              sentence,
            );
          unmountAll();
        }

        const compare = await show("client-risk-compare", { sort: "change" });
        words(compare);
        const listed = all(compare, "[part~=row]").map((row) => {
          const name = textOf(row.querySelector("th")!);
          const id = `c${/Client (\d)/.exec(name)![1]}`;
          return [id, numbers(textOf(row.querySelector(".c-change b")!))[0]!] as const;
        });
        expect(listed.length).to.equal(DATA.clients.length);
        for (const [id, shown] of listed) near(shown, change(id), `comparison ${id}`);
        const sorted = listed.map(([, shown]) => shown);
        expect(sorted, "in the order of what is shown").to.deep.equal([...sorted].sort((a, b) => b - a));

        for (const of of audience === "client" ? ["clients"] : ["clients", "people"]) {
          const movers = await show("risk-movers", { of, limit: "50" });
          const rows = all(movers, "[part=row]");
          words(movers);
          for (const row of rows) {
            const [from, to] = numbers(textOf(row.querySelector(".sr-only")!).replace(/,.*/, "")) as [number, number];
            const said = numbers(textOf(row.querySelector(".change b")!))[0]!;
            // Both ends may be rounded, to a tenth of what the change is rounded to.
            expect(Math.abs(said - (to - from)), `mover ${textOf(row)} (seed ${SEED})`).to.be.below(0.6 * unit + 1e-6);
          }
          for (const side of all(movers, "[part=side]")) {
            const sizes = [...side.querySelectorAll(".change b")].map((b) => Math.abs(numbers(textOf(b))[0]!));
            expect(sizes, "furthest first").to.deep.equal([...sizes].sort((a, b) => b - a));
          }
          all(movers, "[part=table-toggle]")[0]?.click();
          await movers.updateComplete;
          for (const row of all(movers, "tbody tr")) {
            const [from, to, , apart] = [...row.children].slice(1).map((cell) => numbers(textOf(cell))[0]!);
            near(to! - from!, apart!, `movers' table ${textOf(row)}`);
          }
          for (const row of await exported(movers))
            expect(Math.abs(row["change"]! - (row["to"]! - row["from"]!)), "movers' export").to.be.below(unit + 1e-6);
        }

        const ranking = await show("risk-ranking", { sort: "change" });
        words(ranking);
        const changes = all(ranking, ".c-change b").map((b) => numbers(textOf(b))[0]!);
        expect(changes.length).to.be.greaterThan(3);
        expect(changes, "ranked by what is shown").to.deep.equal([...changes].sort((a, b) => b - a));
      });
    }
  }
});
