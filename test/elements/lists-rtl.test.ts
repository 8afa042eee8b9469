import { expect } from "@open-wc/testing";
import { ClientRiskCompare } from "../../src/elements/client-risk-compare/define.js";
import { RiskDistribution } from "../../src/elements/risk-distribution/define.js";
import { RiskModelCompare } from "../../src/elements/risk-model-compare/define.js";
import { RiskMovers } from "../../src/elements/risk-movers/define.js";
import { RiskRanking } from "../../src/elements/risk-ranking/define.js";
import "../../src/elements/risk-score-card/define.js";
import { RiskTrend } from "../../src/elements/risk-trend/define.js";
import { mount, settle, unmountAll, until } from "./contract.js";
import { DATASET } from "./samples.js";

await Promise.all(
  [ClientRiskCompare, RiskDistribution, RiskModelCompare, RiskMovers, RiskRanking, RiskTrend].map((one) =>
    one.preload(),
  ),
);

/** Where the digits of a number end, not its box. */
const ends = (node: Element): number => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return Math.round(range.getBoundingClientRect().right);
};

/** Numbers that stand under each other, by what they are in. */
const COLUMNS: ReadonlyArray<readonly [string, Record<string, string>, readonly string[]]> = [
  ["risk-ranking", { model: "infima" }, [".n18", ".tr .c-change b"]],
  ["client-risk-compare", { model: "infima" }, [".score", ".c-change b", ".counts > .num:first-child"]],
  ["risk-distribution", {}, [".count", ".share", ".flows:first-child .flow > .num"]],
  ["risk-movers", { model: "infima" }, [".change b"]],
];

describe("Numbers of a list where lines run from right to left", () => {
  afterEach(unmountAll);

  for (const [tag, attributes, columns] of COLUMNS)
    it(`<${tag}>: end with their last digit under each other`, async () => {
      for (const width of [1280, 640, 300]) {
        const el = await mount(tag, { data: DATASET, dir: "rtl", lang: "ar", width, attributes });
        await until(() => el.phase === "ready");
        await settle(el);
        for (const column of columns) {
          const shown = [...el.shadowRoot!.querySelectorAll(column)].filter(
            (one) => one.getClientRects().length && /\d/.test(one.textContent!),
          );
          const texts = new Set(shown.map((one) => one.textContent!.trim().length));
          const found = new Set(shown.map(ends));
          expect(found.size, `${width} ${column}: ${[...found].join(", ")}; ${texts.size} lengths`).to.be.at.most(1);
        }
        unmountAll();
      }
    });

  it("<client-risk-compare>: an Arabic name that is cut beside its line has its sign where it ends", async () => {
    const name = "شركة النور للتجارة والمقاولات العامة";
    const clients = DATASET.clients.map((one, i) => (i ? one : { ...one, name }));
    const attributes = { chosen: "northwind brightwater" };
    const el = await mount("client-risk-compare", { data: { ...DATASET, clients }, width: 1280, attributes });
    const texts = (): Element[] => [...el.shadowRoot!.querySelectorAll(".together .names text")];
    await until(() => texts().length === 2);
    const text = texts().find((one) => one.textContent.startsWith(name.slice(0, 5)))!;
    const at = (letter: string): number => {
      const range = document.createRange();
      const node = [...text.childNodes].find((one) => one.textContent!.includes(letter))!;
      const from = node.textContent!.indexOf(letter);
      range.setStart(node, from);
      range.setEnd(node, from + 1);
      return range.getBoundingClientRect().left;
    };
    expect(at("…")).to.be.below(at(name[0]!));
  });

  it("<client-risk-compare>: a cut Latin name's sign does not stand on the box that chooses it", async () => {
    const clients = DATASET.clients.map((one, i) => ({ ...one, name: `Österreichische Gesellschaft für Nummer ${i}` }));
    for (const width of [900, 300]) {
      const el = await mount("client-risk-compare", { data: { ...DATASET, clients }, dir: "rtl", lang: "ar", width });
      await until(() => el.phase === "ready");
      (el as unknown as { choosing: boolean }).choosing = true;
      await settle(el);
      for (const pick of el.shadowRoot!.querySelectorAll(".pick input")) {
        const name = pick.closest("th")!.querySelector(".link")!;
        expect(name.getBoundingClientRect().right).to.be.below(pick.getBoundingClientRect().left);
      }
      unmountAll();
    }
  });

  for (const [tag, attributes] of [
    ["risk-movers", { model: "infima" }],
    ["client-risk-compare", { model: "infima" }],
    ["risk-model-compare", { client: "brightwater" }],
  ] as const)
    it(`<${tag}>: a Latin name that is cut has room for its sign where it ends, and stands on the others' line`, async () => {
      const long = (one: { name?: string }, i: number): string =>
        i % 2 ? one.name! : "Siobhán ".repeat(40) + String(i);
      const clients = DATASET.clients.map((client, i) => ({
        ...client,
        name: long(client, i),
        people: client.people.map((one, k) => ({ ...one, name: long({ name: one.id }, k) })),
      }));
      const data = { ...DATASET, clients };
      const el = await mount(tag, { data, dir: "rtl", lang: "ar", width: 1000, attributes });
      await until(() => el.phase === "ready" && !!el.shadowRoot!.querySelector(".link"));
      await settle(el);
      const names = [...el.shadowRoot!.querySelectorAll<HTMLElement>(".name, tbody .link, .link > span")].filter(
        (one) => getComputedStyle(one).webkitLineClamp === "2",
      );
      const cut = names.filter((one) => one.textContent.length > 100);
      expect(cut.length).to.be.above(0);
      for (const one of cut) {
        // A button of WebKit's is never cut: what is in it is.
        expect(one.getBoundingClientRect().height).to.be.below(46);
        expect(one.getBoundingClientRect().right - ends(one)).to.be.above(14);
      }
      // A line's last space hangs over in some.
      expect(Math.max(...names.map(ends)) - Math.min(...names.map(ends))).to.be.at.most(6);
    });

  it("<client-risk-compare>: a change does not touch its arrow, whatever the model's decimals, and rulers begin on one line", async () => {
    for (const model of ["phishr", "moxso", "infima"])
      for (const lang of ["ar", "en"])
        for (const width of [1280, 960, 640]) {
          const el = await mount("client-risk-compare", {
            data: DATASET,
            dir: lang === "ar" ? "rtl" : "ltr",
            lang,
            width,
            attributes: { model },
          });
          await until(() => el.phase === "ready");
          await settle(el);
          const moves = [...el.shadowRoot!.querySelectorAll("tbody .c-change .columns")];
          expect(moves.length).to.be.above(0);
          for (const move of moves) {
            const words = document.createRange();
            words.selectNodeContents(move.querySelector("b")!);
            const [number, arrow] = [words, move.querySelector("svg")!].map((one) => one.getBoundingClientRect());
            const gap = lang === "ar" ? number!.left - arrow!.right : arrow!.left - number!.right;
            expect(gap, `${model} ${lang} ${width}: ${move.textContent.trim()}`).to.be.above(1);
          }
          const rulers = [...el.shadowRoot!.querySelectorAll("tbody .row-ruler")].map((one) =>
            one.getBoundingClientRect(),
          );
          const starts = rulers.map(({ left, right }) => (lang === "ar" ? right : left));
          const apart = Math.max(...starts) - Math.min(...starts);
          expect(apart, `${model} ${lang} ${width}: ${starts}`).to.be.below(0.5);
          unmountAll();
        }
  });

  it("<risk-ranking>: a rank stays clear of the name, a change of the ruler", async () => {
    const box = (node: Element): DOMRect => {
      const words = document.createRange();
      words.selectNodeContents(node);
      return words.getBoundingClientRect();
    };
    for (const width of [300, 600, 740, 1280]) {
      const el = await mount("risk-ranking", {
        data: DATASET,
        dir: "rtl",
        lang: "ar",
        width,
        attributes: { model: "infima" },
      });
      await until(() => el.phase === "ready" && !!el.shadowRoot!.querySelector(".c-name"));
      await settle(el);
      const ranked = [...el.shadowRoot!.querySelectorAll("[part=row]")];
      // WebKit writes digits of its own for Arabic, and isolates them.
      const tied = /\p{Nd}{2}\P{Nd}*=/u;
      expect(ranked.some((row) => tied.test(row.querySelector(".c-rank")!.textContent))).to.equal(true);
      for (const row of ranked) {
        const said = `${width}: ${row.textContent.trim().replace(/\s+/g, " ")}`;
        // Of a name that is cut more is written than shown.
        const name = row.querySelector(".c-name .link")!.getBoundingClientRect();
        expect(box(row.querySelector(".c-rank")!).left - name.right, said).to.be.above(2);
        const [ruler, change] = [".row-ruler", ".c-change b"].map((one) => row.querySelector(one));
        if (change && ruler!.getClientRects().length)
          expect(ruler!.getBoundingClientRect().left - box(change).right, said).to.be.above(4);
      }
      unmountAll();
    }
  });

  for (const variant of ["card", "compact"])
    it(`a Latin name on a ${variant} stands on the side where lines begin, a button or not, and shows where it is cut`, async () => {
      const person = { ...DATASET.clients[0]!.people[0]!, name: "Siobhán ".repeat(40) };
      const right: number[] = [];
      for (const extra of [{}, { selectable: "" }] as Record<string, string>[])
        for (const name of [person.name, "Jo"]) {
          const attributes = { variant, model: "infima", ...extra };
          const el = await mount("risk-score-card", {
            data: { ...person, name },
            dir: "rtl",
            lang: "ar",
            width: 300,
            attributes,
          });
          await until(() => el.phase === "ready");
          const title = el.shadowRoot!.querySelector<HTMLElement>("[part=name] .link, [part=name]")!;
          const text = title.querySelector<HTMLElement>("span") ?? title;
          expect(text.getBoundingClientRect().height, "two lines").to.be.below(46);
          right.push(ends(text));
          expect(getComputedStyle(text).overflowX, "the sign lies beyond the line's end").to.equal("visible");
          expect(getComputedStyle(text).overflowY).to.equal("clip");
        }
      expect(Math.max(...right) - Math.min(...right), right.join(", ")).to.be.at.most(6);
    });

  it("<risk-trend>: a day that begins with digits does not lie over the number before it", async () => {
    const data = DATASET.clients[0]!.people[0]!;
    const attributes = { model: "infima", "as-of": "2026-11-20T09:12:00Z" };
    const el = await mount("risk-trend", { data, dir: "rtl", lang: "ar", width: 1000, attributes });
    await until(() => el.phase === "ready" && !!el.shadowRoot!.querySelector(".now tspan"));
    const now = el.shadowRoot!.querySelector(".now")!;
    const day = now.querySelector("tspan")!;
    expect(day.textContent).to.match(/^\p{Nd}/u);
    const number = document.createRange();
    // Engines differ in which digits Arabic has.
    const digits = [...now.childNodes].find(
      ({ nodeType, textContent }) => nodeType === 3 && /\p{Nd}/u.test(textContent!),
    )!;
    number.selectNodeContents(digits);
    const said = document.createRange();
    said.selectNodeContents(day);
    for (const box of said.getClientRects())
      expect(box.right, "of the day").to.be.at.most(number.getBoundingClientRect().left + 0.5);
  });
});
