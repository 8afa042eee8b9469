import { expect } from "@open-wc/testing";
import type { BookInput } from "../../src/data/types.js";
import "../../src/elements/risk-score-card/define.js";
import { ClientRiskCompare } from "../../src/elements/client-risk-compare/client-risk-compare.js";
import { defineModel } from "../../src/engine/index.js";
import "../../src/elements/client-risk-compare/define.js";
import {
  contract,
  FakeSupply,
  listen,
  mount,
  type Mounting,
  settle,
  silently,
  sticksOut,
  textOf,
  unmountAll,
  until,
} from "./contract.js";
import { AS_OF, DATASET, event, fitness, NOW } from "./samples.js";

await ClientRiskCompare.preload();

/** What the DOM's types do not have yet. */
type LayoutShift = PerformanceEntry & {
  value: number;
  sources: ReadonlyArray<{ node: Node | null; previousRect: DOMRect; currentRect: DOMRect }>;
};

const TAG = "client-risk-compare";
const compare = async (m: Mounting = {}): Promise<ClientRiskCompare> => {
  const el = await mount<ClientRiskCompare>(TAG, { data: DATASET, width: 1200, ...m });
  await until(() => el.phase !== "loading", 15_000);
  await settle(el);
  return el;
};
const all = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const one = (el: Element, selector: string): HTMLElement => el.shadowRoot!.querySelector<HTMLElement>(selector)!;
const rows = (el: Element): HTMLElement[] => all(el, "[part=row]");
const names = (el: Element): string[] => rows(el).map((row) => row.querySelector(".link")!.textContent!.trim());
const row = (el: Element, name: string): HTMLElement => rows(el)[names(el).indexOf(name)]!;
const press = async (el: ClientRiskCompare, selector: string, label: string): Promise<void> => {
  const button = all(el, selector).find((b) => textOf(b).startsWith(label));
  if (!button) throw new Error(`no ${selector} says ${label}`);
  button.click();
  await settle(el);
};
const type = async (el: ClientRiskCompare, text: string): Promise<void> => {
  const field = one(el, "input[type=search]") as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settle(el);
};

const [NORTHWIND, BRIGHTWATER, KESTREL, QUILL] = DATASET.clients.map((client) => client.name!) as [
  string,
  string,
  string,
  string,
];

contract({
  tag: TAG,
  attributes: {},
  says: [NORTHWIND, BRIGHTWATER, KESTREL, QUILL],
  word: ["compare", "title.clients"],
  insufficient: null,
  people: false,
  grows: Infinity,
  columns: ["name", "people", "scored", "score", "band", "change", "low", "high"],
  settled: (el) => until(() => !el.shadowRoot!.querySelector(".progress")),
});

/** A client whose two people score the same each, supplied as a service would. */
const supplied = (id: string, score: number, model?: string): Record<string, unknown> => ({
  client_id: id,
  name: `Client ${id}`,
  average_score: score,
  employee_count: 20,
  distribution: { low: 20 },
  ...(model ? { model } : {}),
});

describe("<client-risk-compare>", () => {
  afterEach(unmountAll);

  it("names stand beside their lines and dates under them, whichever way lines run", async () => {
    for (const [dir, lang] of [
      ["ltr", "en"],
      ["rtl", "ar"],
    ] as const) {
      const el = await compare({ attributes: { chosen: "northwind brightwater" }, dir, lang });
      await until(() => all(el, ".names text").length === 2);
      const plane = one(el, ".together .plane").getBoundingClientRect();
      const frame = el.getBoundingClientRect();
      for (const name of all(el, ".together .names :is(text, .leader)")) {
        const { left, right } = name.getBoundingClientRect();
        expect(dir === "ltr" ? left - plane.right : plane.left - right, `${dir}: ${name.textContent}`).to.be.within(
          -4,
          18,
        );
      }
      for (const date of all(el, ".together .dates text")) {
        const { left, right } = date.getBoundingClientRect();
        expect(left, `${dir}: ${date.textContent}`).to.be.at.least(Math.max(frame.left, plane.left - 1) - 0.1);
        expect(right, `${dir}: ${date.textContent}`).to.be.at.most(Math.min(frame.right, plane.right + 1) + 0.1);
      }
    }
  });

  it("what a change is made of names the clients with buttons, as their list does", async () => {
    const el = await compare({ attributes: { chosen: "northwind brightwater" } });
    await until(() => one(el, ".chosen-rows tbody button") !== null);
    const heard = listen(el, "risk-select");
    for (const button of all(el, ".chosen-rows tbody button")) button.click();
    expect(heard).to.deep.equal([
      { kind: "client", id: "northwind" },
      { kind: "client", id: "brightwater" },
    ]);
  });

  describe("accessibility", () => {
    it("is a table with a caption, column and row headers", async () => {
      const el = await compare();
      expect(one(el, "caption").textContent).to.contain("Clients by risk");
      expect(all(el, "[part=table] thead th").map((th) => th.getAttribute("scope"))).to.deep.equal(
        Array(6).fill("col"),
      );
      expect(rows(el).every((r) => r.querySelector("th[scope=row]"))).to.equal(true);
    });

    it("stays a table for screen readers when it is narrow", async () => {
      const el = await compare({ width: 320 });
      expect(getComputedStyle(one(el, "[part=table]")).display).to.equal("block");
      expect(one(el, "[part=table]").getAttribute("role")).to.equal("table");
      for (const r of rows(el)) {
        expect(r.getAttribute("role")).to.equal("row");
        expect([...r.children].every((cell) => /^(cell|rowheader)$/.test(cell.getAttribute("role")!))).to.equal(true);
      }
    });

    it("the sorted column says so, and only that one", async () => {
      const el = await compare();
      const sorts = (): Array<string | null> => all(el, "thead th").map((th) => th.getAttribute("aria-sort"));
      expect(sorts()).to.deep.equal(["none", "descending", null, "none", null, null]);
      await press(el, ".sort", "Score");
      expect(sorts()[1]).to.equal("ascending");
      await press(el, ".sort", "Client");
      expect(sorts().slice(0, 2)).to.deep.equal(["ascending", "none"]);
    });

    it("counts have their band's name, shown in the head only", async () => {
      const el = await compare();
      expect(textOf(row(el, KESTREL).querySelector(".counts")!)).to.equal("Low 7 Medium 0 High 0");
    });

    it("its columns fill it at every width, whatever models its rows are of", async () => {
      const clients = [supplied("a", 62, "moxso"), supplied("b", 0.4, "phishr")];
      for (const width of [1200, 900, 640]) {
        const el = await compare({ data: { clients, total: 2, model: "moxso" }, width });
        const heads = all(el, "[part=table] thead th").filter((th) => th.checkVisibility());
        const right = one(el, "[part=table]").getBoundingClientRect().right;
        expect(heads.at(-1)!.getBoundingClientRect().right, `${width}`).to.be.closeTo(right, 1);
      }
    });

    it("a change ends before the line beside it, in German too", async () => {
      for (const lang of ["en", "de"]) {
        const el = await compare({ lang, width: 1256, attributes: { model: "phishr" } });
        const right = (of: Element): number => of.getBoundingClientRect().right;
        for (const delta of all(el, ".c-change .delta")) {
          const word = delta.querySelector(".word") ?? delta;
          expect(right(word) + 6, `${lang}: ${textOf(delta)}`).to.be.below(right(delta.closest("td")!) + 3);
        }
      }
    });

    it("a band without rows is no search for a name that is none", async () => {
      const el = await compare({ data: { ...DATASET, clients: DATASET.clients.slice(2) } });
      el.band = "high";
      await settle(el);
      expect(textOf(one(el, "[part=empty]"))).to.equal("No match Clear the filters");
      el.search = "Zz";
      await settle(el);
      expect(textOf(one(el, "[part=empty]"))).to.contain("called “Zz”");
    });

    it("says how many rows a search leaves, politely", async () => {
      const el = await compare();
      await type(el, "kestrel");
      expect(one(el, "[role=status]").textContent).to.equal("1 row shown");
    });

    it("chips are pressed or not, in a group with a name", async () => {
      const el = await compare();
      expect(one(el, "[part=filters]").getAttribute("aria-label")).to.equal("Filter by band");
      expect(all(el, ".chip[aria-pressed=true]").length).to.equal(1);
    });

    it("axe finds nothing with rows chosen, the table open and while choosing", async () => {
      const el = await compare({ attributes: { chosen: "northwind brightwater" } });
      await press(el, ".button", "Compare");
      await press(el, ".button", "Show as a table");
      await expect(el).to.be.accessible();
    });

    it("axe finds nothing at 320 px with the tools open", async () => {
      const el = await compare({ width: 320 });
      await press(el, ".button", "Find and sort");
      await expect(el).to.be.accessible();
    });
  });

  describe("order", () => {
    it("the riskiest first, clients without a score last", async () => {
      expect(names(await compare())).to.deep.equal([BRIGHTWATER, NORTHWIND, KESTREL, QUILL]);
    });

    it("clients without a score stay last whichever way one sorts", async () => {
      for (const sort of ["score", "change", "people", "name"]) {
        for (const order of ["asc", "desc"]) {
          const el = await compare({ attributes: { sort, order } });
          expect(names(el).at(-1), `${sort} ${order}`).to.equal(QUILL);
        }
      }
    });

    it("by name in the reader's alphabet, by people, by change", async () => {
      expect(names(await compare({ attributes: { sort: "name", order: "asc" } }))[0]).to.equal(BRIGHTWATER);
      expect(names(await compare({ attributes: { sort: "people" } }))[0]).to.equal(BRIGHTWATER);
      const el = await compare({ attributes: { sort: "change", order: "asc" } });
      const changes = rows(el).map((r) => r.querySelector(".delta b")?.textContent ?? "");
      expect(changes[0]).to.match(/^−|^0|^\+/);
    });

    it("pressing a head cell sorts by it, again turns it round, and the attributes follow", async () => {
      const el = await compare();
      await press(el, ".sort", "Change");
      expect([el.getAttribute("sort"), el.getAttribute("order")]).to.deep.equal(["change", "desc"]);
      await press(el, ".sort", "Change");
      expect(el.getAttribute("order")).to.equal("asc");
    });

    it("ties are in the order of their names, so that an order never jumps", async () => {
      const twin = (id: string, name: string): unknown => ({
        id,
        name,
        people: [{ id: `${id}1`, events: [event("simulation_clicked", 1)] }],
      });
      const el = await compare({ data: { as_of: AS_OF, clients: [twin("b", "B"), twin("a", "A"), twin("c", "C")] } });
      expect(names(el)).to.deep.equal(["A", "B", "C"]);
    });

    it("where low is bad the lowest score comes first, and the chips run from the risky end", async () => {
      const model = defineModel({
        kind: "weighted-factors",
        id: "safety",
        name: "Safety index",
        source: "made up",
        scale: [0, 100],
        direction: "lower-is-riskier",
        precision: 0,
        min_coverage: 0.5,
        bands: [
          { id: "high", from: 0 },
          { id: "low", from: 50 },
        ],
        parameters: { factors: [{ id: "safety", weight: 1, measure: "safety" }] },
      });
      const client = (id: string, safety: number): unknown => ({
        id,
        name: id,
        people: [{ id: `${id}1`, measures: { safety } }],
      });
      const el = await compare({
        data: { as_of: AS_OF, clients: [client("safe", 90), client("risky", 10)] },
        properties: { model },
      });
      expect(names(el)).to.deep.equal(["risky", "safe"]);
      expect(all(el, ".chip").map((c) => textOf(c))[1]).to.match(/^High 0–49 1$/);
      expect(all(el, "thead .counts span").map((s) => s.textContent)).to.deep.equal(["Low", "High"]);
    });
  });

  describe("search and filters", () => {
    it("drawings and what is in the next column keep apart, on a page of 10 px too; the menu's word stands with its neighbours'", async () => {
      for (const size of ["16px", "10px"]) {
        const el = await compare({ width: 1280 });
        el.parentElement!.style.fontSize = size;
        await settle(el);
        const at = (selector: string): DOMRect => one(el, `tbody tr ${selector}`).getBoundingClientRect();
        expect(at(".c-band .steps").left - at(".row-ruler").right, size).to.be.at.least(8);
        expect(at(".stacked").left - at(".sparkline").right, size).to.be.at.least(8);
        const middle = (node: Element): number => {
          const range = document.createRange();
          range.selectNodeContents(node);
          const { top, bottom } = range.getBoundingClientRect();
          return (top + bottom) / 2;
        };
        expect(middle(one(el, ".menu > summary")), size).to.be.closeTo(middle(one(el, ".tool-items > .button")), 1);
        unmountAll();
      }
    });

    it("finds without case and accents", async () => {
      const data = structuredClone(DATASET) as unknown as { clients: Array<{ name?: string }> };
      data.clients[0]!.name = "Österreichische Gesellschaft";
      const el = await compare({ data });
      await type(el, "osterreich");
      expect(names(el)).to.deep.equal(["Österreichische Gesellschaft"]);
    });

    it("chips are the legend: word, range and count, no score last", async () => {
      const el = await compare();
      const chips = all(el, ".chip").map((c) => textOf(c));
      expect(chips[0]).to.equal("All 4");
      expect(chips.slice(1).map((text) => text.replace(/ \d+$/, ""))).to.deep.equal([
        "High 0.70–1.00",
        "Medium 0.40–0.69",
        "Low 0.00–0.39",
        "No score",
      ]);
      const counts = chips.slice(1).map((text) => Number(/\d+$/.exec(text)![0]));
      expect(counts.reduce((sum, n) => sum + n)).to.equal(4);
    });

    it("a chip filters, pressing it again shows all", async () => {
      const el = await compare();
      await press(el, ".chip", "No score");
      expect(names(el)).to.deep.equal([QUILL]);
      expect(el.band).to.equal("none");
      await press(el, ".chip", "No score");
      expect(rows(el).length).to.equal(4);
    });

    it("nothing found is said, with a way back", async () => {
      const el = await compare();
      await type(el, "zzz");
      expect(textOf(el)).to.contain("No match").and.to.contain("“zzz”");
      await press(el, ".button", "Clear the filters");
      expect(rows(el).length).to.equal(4);
    });

    it("attributes filter as controls do", async () => {
      for (const search of ["kestrel", "KESTREL ", " keſtrel"])
        expect(names(await compare({ attributes: { search } })), search).to.deep.equal([KESTREL]);
      expect(names(await compare({ attributes: { band: "low" } }))).to.contain(KESTREL);
    });

    it("a client attribute leaves that one; an unknown one is an error with its path", async () => {
      expect(names(await compare({ attributes: { client: "kestrel" } }))).to.deep.equal([KESTREL]);
      const heard: unknown[] = [];
      const wrong = await compare({ attributes: { client: "nobody" } });
      wrong.addEventListener("risk-error", (e) => heard.push(e.detail));
      expect(wrong.phase).to.equal("error");
    });

    it("below 560 px selects do what head cells and chips do", async () => {
      const el = await compare({ width: 400 });
      const opener = all(el, ".button").find((one) => textOf(one) === "Find and sort")!;
      expect(opener.getAttribute("aria-expanded")).to.equal("false");
      await press(el, ".button", "Find and sort");
      expect(opener.getAttribute("aria-expanded")).to.equal("true");
      const [sort, filter] = all(el, "select") as HTMLSelectElement[];
      expect(sort!.checkVisibility()).to.equal(true);
      sort!.value = "name.asc";
      sort!.dispatchEvent(new Event("change"));
      filter!.value = "none";
      filter!.dispatchEvent(new Event("change"));
      await settle(el);
      expect([el.sort, el.order, el.band]).to.deep.equal(["name", "asc", "none"]);
      expect(names(el)).to.deep.equal([QUILL]);
      // Also what was chosen once before is taken from outside.
      for (const [own, from] of [
        ["score.asc", "name.asc"],
        ["name.asc", "score.asc"],
      ]) {
        for (const value of [own, from]) {
          sort!.value = value!;
          sort!.dispatchEvent(new Event("change"));
          await settle(el);
        }
        [el.sort, el.order] = own!.split(".") as ["name", "asc"];
        await settle(el);
        expect(sort!.value).to.equal(own);
      }
      for (const value of ["", "none"]) {
        filter!.value = value;
        filter!.dispatchEvent(new Event("change"));
        await settle(el);
      }
      await type(el, "zzz");
      await press(el, ".button", "Clear the filters");
      expect([el.band, filter!.value]).to.deep.equal([null, ""]);
    });
  });

  describe("rows", () => {
    it("a name fires risk-select", async () => {
      const el = await compare();
      const heard = listen(el, "risk-select");
      row(el, KESTREL).querySelector("button")!.click();
      expect(heard).to.deep.equal([{ kind: "client", id: "kestrel" }]);
    });

    it("head count, those without a score, small groups", async () => {
      const el = await compare();
      expect(textOf(row(el, NORTHWIND).querySelector(".detail")!)).to.equal("13 people · 1 without a score");
      expect(textOf(row(el, KESTREL).querySelector(".detail")!)).to.equal("7 people · small group");
    });

    it("the people of all, as a card counts them, also where some rows do not say theirs", async () => {
      const lead = (el: Element): string => textOf(one(el, "[part=detail]")).split(" · ")[0]!;
      expect(lead(await compare())).to.equal("4 clients, 53 people");
      const withheld = await compare({ attributes: { audience: "client" } });
      expect(textOf(withheld)).to.contain("Too few people to show");
      expect(lead(withheld)).to.equal("4 clients, 53 people");
      const card = await mount("risk-score-card", { data: DATASET, attributes: { audience: "client" } });
      await until(() => textOf(card).includes("53 people"));
      // Nobody says how many they are.
      const data = { clients: ["a", "b"].map((client_id) => ({ client_id, name: client_id, average_score: 40 })) };
      expect(lead(await compare({ data }))).to.equal("2 clients");
    });

    it("no score: a dash, stubs, a hollow ruler, and why", async () => {
      const el = await compare();
      const quill = row(el, QUILL);
      expect(quill.querySelector(".score")!.textContent).to.equal("–");
      expect(quill.querySelector(".marker, .lit")).to.equal(null);
      expect(textOf(quill)).to.contain("No score").and.to.contain("None of the 3 people has enough data yet");
    });

    it("tells the client audience counts of each client's own model", async () => {
      // 30 people in bands that the page's model does not have.
      const clients = DATASET.clients.map((client, i) => (i === 1 ? { ...client, model: "caniphish" } : client));
      const data = { ...DATASET, model: "infima", clients } as typeof DATASET;
      const el = await compare({ data, attributes: { audience: "client" } });
      const told = textOf(row(el, BRIGHTWATER).querySelector(".counts")!);
      expect(told)
        .to.match(/^Low .*Medium .*High /)
        .and.not.contain("NaN");
    });

    it("says of a client without people no more than that", async () => {
      const el = await compare({
        data: { ...DATASET, clients: [...DATASET.clients, { id: "new", name: "New", people: [] }] },
      });
      expect(textOf(row(el, "New")))
        .to.contain("0 people")
        .and.not.contain("None of the");
    });

    it("lines share one scale, so that slopes compare", async () => {
      const client = (id: string, now: number) => ({
        id,
        people: [
          {
            id: "p",
            measures: { skill: [200, 45].map((days, i) => ({ at: NOW - days * 86_400_000, value: [90, now][i]! })) },
          },
        ],
      });
      const data = { as_of: AS_OF, clients: [client("a", 70), client("b", 50), client("c", 90)] };
      const el = await compare({ data, properties: { model: fitness("skill") } });
      const drawn = (): Element[] => all(el, ".sparkline path:not(.threshold)");
      await until(() => drawn().length === 3);
      const tall = drawn().map((path) => {
        const numbers = [...path.getAttribute("d")!.matchAll(/[ML ]-?[\d.]+ (-?[\d.]+)/g)].map(([, y]) => Number(y));
        return Math.max(...numbers) - Math.min(...numbers);
      });
      const [none, half, most] = tall.sort((x, y) => x - y) as [number, number, number];
      expect(none).to.equal(0);
      expect(half).to.be.above(2);
      expect(most / half).to.be.closeTo(2, 0.1);
    });

    it("marks the largest rise and fall, and nobody where nobody moved", async () => {
      const el = await compare();
      const marks = all(el, ".mark").map((m) => m.textContent);
      expect(marks.length).to.be.within(1, 2);
      const calm = await compare({ attributes: { window: "0.01" } });
      expect(all(calm, ".mark")).to.deep.equal([]);
    });

    it("departments and roles, of everybody or of one client", async () => {
      const departments = await compare({ attributes: { of: "departments", client: "brightwater" } });
      expect(one(departments, "[part=title]").textContent).to.equal("Departments");
      // Whose they are is said once.
      expect(one(departments, "[part=detail]").textContent).to.match(/^Brightwater Logistics · 3 departments/);
      expect(rows(departments).map(textOf).join()).not.to.contain("Brightwater");
      expect(names(departments).sort()).to.deep.equal(["finance", "operations", "sales"]);
      const heard = listen(departments, "risk-select");
      rows(departments)[0]!.querySelector("button")!.click();
      expect(heard[0]!.kind).to.equal("department");
      const roles = await compare({ attributes: { of: "roles" } });
      expect(names(roles).sort()).to.deep.equal(["Executive", "Finance", "Standard"]);
    });

    it("for the client audience small counts are not said, and neither are small clients", async () => {
      const el = await compare({ attributes: { audience: "client" } });
      const text = textOf(el);
      expect(text).to.contain("Too few people to show");
      expect(row(el, NORTHWIND).querySelector(".counts")?.textContent ?? "under 5").to.contain("under 5");
      expect(text).to.contain("Counts are withheld where groups are small.");
    });
  });

  describe("different models", () => {
    const mixed = async (): Promise<ClientRiskCompare> => {
      const supply = new FakeSupply({
        status: "ready",
        at: NOW,
        book: {
          asOf: NOW,
          clients: [
            { id: "a", name: "Client a", model: "moxso", people: [], supplied: { score: 70, people: 20 } },
            { id: "b", name: "Client b", model: "phishr", people: [], supplied: { score: 0.9, people: 20 } },
            { id: "c", name: "Client c", model: "moxso", people: [], supplied: { score: 20, people: 20 } },
          ],
        } as BookInput,
      });
      return compare({ data: undefined, supply });
    };

    it("are never ranked in one list: each model has its own, and it is said why", async () => {
      const el = await mixed();
      expect(textOf(el)).to.contain("not ranked together");
      expect(textOf(one(el, "[part~=detail]")!)).to.match(/^3 clients, 60 people · .+ · change over 90 days$/);
      expect(all(el, ".group").map((g) => textOf(g))).to.deep.equal(["Moxso model", "Phishr model"]);
      expect(names(el)).to.deep.equal(["Client a", "Client c", "Client b"]);
      expect(all(el, ".mark")).to.deep.equal([]);
    });

    it("nor drawn on one scale", async () => {
      const el = await mixed();
      el.chosen = "a b";
      await settle(el);
      expect(one(el, ".together")).to.equal(null);
      expect(all(el, ".multiple").length).to.equal(2);
      expect(textOf(el)).to.contain("no scale in common");
    });

    it("and an export names each row's model", async () => {
      const el = await mixed();
      const { rows } = JSON.parse(await el.exportData("json", { download: false })) as {
        rows: Array<Record<string, unknown>>;
      };
      expect(rows.map((r) => r["row_model"])).to.deep.equal(["moxso", "moxso", "phishr"]);
    });
  });

  describe("chosen rows", () => {
    it("choosing shows boxes, at most 6 of which can be ticked", async () => {
      const clients = Array.from({ length: 8 }, (_, i) => supplied(`c${i}`, 10 + i));
      const el = await compare({ data: { clients, total: 8, model: "moxso" } });
      expect(all(el, ".pick").length).to.equal(0);
      const turn = all(el, ".button").find((button) => textOf(button) === "Compare")!;
      expect(turn.getAttribute("aria-pressed")).to.equal("false");
      await press(el, ".button", "Compare");
      expect([turn.getAttribute("aria-pressed"), textOf(turn)]).to.deep.equal(["true", "Done"]);
      expect(textOf(el)).to.contain("Choose up to 6 to see their scores over time.");
      const boxes = (): HTMLInputElement[] => all(el, ".pick input") as HTMLInputElement[];
      for (let i = 0; i < 6; i++) {
        boxes()[i]!.click();
        await settle(el);
      }
      expect(boxes().filter((b) => b.checked).length).to.equal(6);
      expect(boxes().filter((b) => b.disabled).length).to.equal(2);
      expect(el.chosen.split(" ").length).to.equal(6);
    });

    it("a row that is chosen stays under the pointer, and one button leads to what is drawn of it", async () => {
      for (const width of [1100, 320]) {
        const el = await compare({ width });
        await press(el, ".button", "Compare");
        const boxes = all(el, ".pick input") as HTMLInputElement[];
        const [first, second] = boxes.filter((box) => !box.disabled) as [HTMLInputElement, HTMLInputElement];
        const top = (): number[] => [first, second].map((box) => box.getBoundingClientRect().top);
        const before = top();
        for (const box of [first, second, first]) {
          box.click();
          await until(() => all(el, "[part=overlay] .series").length > 0);
          await settle(el);
          expect(top(), `${width} px`).to.deep.equal(before);
        }
        await press(el, ".choice button", "Compared over 90 days");
        expect(el.shadowRoot!.activeElement).to.equal(one(el, "[part=overlay]"));
        second.click();
        await settle(el);
        expect(one(el, "[part=overlay]")).to.equal(null);
        expect(top()).to.deep.equal(before);
        expect(getComputedStyle(one(el, ".choice button")).visibility).to.equal("hidden");
        unmountAll();
      }
    });

    it("are said, as what is drawn of them is elsewhere", async () => {
      const el = await compare();
      await press(el, ".button", "Compare");
      const boxes = (all(el, ".pick input") as HTMLInputElement[]).filter((box) => !box.disabled);
      boxes[0]!.click();
      await settle(el);
      boxes[1]!.click();
      await until(() => one(el, "[role=status]").textContent!.includes(", "));
      expect(one(el, "[role=status]").textContent).to.match(/^Compared over 90 days: .+, .+$/);
    });

    it("are drawn on one scale, each named at its end, with a summary", async () => {
      const el = await compare({ attributes: { chosen: "northwind brightwater nobody" } });
      await until(() => all(el, ".together .series").some((p) => p.getAttribute("d")));
      expect(all(el, ".together .series").length).to.equal(2);
      expect(all(el, ".together .names text").map((t) => t.textContent)).to.include("Brightwater Logistics");
      expect(one(el, ".together .sr-only").textContent).to.match(/Northwind Dental Group .+ to .+ over 90 days/);
    });

    for (const [width, dir, plot] of [
      [1100, "ltr", ".together"],
      [1100, "rtl", ".together"],
      [320, "ltr", ".multiple"],
    ] as const)
      it(`are read where the pointer is: ${width} px, ${dir}`, async () => {
        const el = await compare({ width, attributes: { chosen: "northwind brightwater", dir } });
        const lines = (): Element[] => all(el, `${plot} .series`);
        await until(() => lines().length > 0 && lines().every((line) => /L/.test(line.getAttribute("d")!)));
        for (const share of [0, 0.25, 0.5, 0.9, 1]) {
          const { left, width } = one(el, `${plot} .plane`).getBoundingClientRect();
          const clientX = left + share * width;
          one(el, `${plot} .plane`).dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX }));
          await settle(el);
          const cursor = one(el, `${plot} .cursor`).getBoundingClientRect();
          // Half the way to the next point.
          expect(cursor.left - left, `${share}`).to.be.closeTo(share * width, width / 20);
        }
      });

    it("stand where they end until their lines are there: no plot is blank", async () => {
      const el = await compare();
      const get = el.slices.get.bind(el.slices);
      const held = new Set(["brightwater"]);
      el.slices.get = (key, work) =>
        held.has(key.split(" ").at(-1)!) && !key.startsWith("row") ? undefined : get(key, work);
      el.chosen = "brightwater northwind";
      await until(() => all(el, ".together .series").some((line) => /L/.test(line.getAttribute("d")!)));
      const names = (): string[] => all(el, ".together .names text").map((name) => name.textContent);
      const ends = (): Array<string | null> => all(el, ".together .dot").map((dot) => dot.getAttribute("cy"));
      expect(names()).to.deep.equal([BRIGHTWATER, NORTHWIND]);
      const before = ends();
      expect(before.length).to.equal(2);
      expect(one(el, ".together .sr-only").textContent).to.match(/^Northwind [^,]+ over 90 days/);
      expect(textOf(all(el, "[part=overlay] [part=data-table] tbody tr")[0]!)).to.match(/^Brightwater Logistics …/);
      await press(el, "[part=overlay] .button", "Show as a table");
      const first = textOf(one(el, "[part=overlay] [part=data-table] tbody tr"));
      expect(first).to.match(/… [\d.]+$/);
      held.add("northwind");
      el.chosen = "northwind brightwater";
      await settle(el);
      expect(one(el, ".together .readout").textContent).to.equal("Loading");
      held.clear();
      el.requestUpdate();
      await until(() => all(el, ".together .series").every((line) => /L/.test(line.getAttribute("d")!)));
      expect(ends().sort()).to.deep.equal([...before].sort());
    });

    it("side by side the charts of a row stand on one line, however long the names", async () => {
      const data = structuredClone(DATASET) as unknown as { clients: Array<{ name: string }> };
      data.clients[1]!.name = "Österreichische Gesellschaft für Medizintechnik und Krankenhausbedarf ".repeat(2).trim();
      const el = await compare({ data, attributes: { chosen: "northwind brightwater", layout: "multiples" } });
      await until(() => all(el, ".multiple .plane").length === 2);
      expect(new Set(all(el, ".multiple .plane").map((plane) => plane.getBoundingClientRect().top)).size).to.equal(1);
    });

    it("where lines run from right to left names stand under their head", async () => {
      const el = await compare({ dir: "rtl", lang: "ar", attributes: { chosen: "northwind brightwater" } });
      await until(() => all(el, "[part=overlay] [part=data-table] tbody th").length === 2);
      const right = (node: Element): number => {
        const words = document.createRange();
        // The room for a cut name's sign is that of what is cut, where something is.
        words.selectNodeContents(node.querySelector(".two-lines") ?? node);
        return Math.round(words.getBoundingClientRect().right);
      };
      const table = one(el, "[part=overlay] [part=data-table]");
      expect(new Set([...table.querySelectorAll("th:first-child")].map(right)).size).to.equal(1);
    });

    it("arrow keys walk through the dates, and the line under the chart says what is there", async () => {
      const el = await compare({ attributes: { chosen: "northwind brightwater" } });
      await until(() => !!one(el, ".together .walk"));
      const slider = one(el, ".together .walk") as HTMLInputElement;
      slider.value = "0";
      slider.dispatchEvent(new Event("input"));
      await settle(el);
      expect(one(el, ".together .readout").textContent).to.match(/^Aug 25, 2026: Northwind Dental Group /);
      expect(slider.getAttribute("aria-valuetext")).to.equal(one(el, ".together .readout").textContent);
      expect(one(el, ".together .cursor")).to.not.equal(null);
    });

    it("as a table the same numbers", async () => {
      const el = await compare({ attributes: { chosen: "northwind brightwater" } });
      await until(() => !!one(el, ".together .walk"));
      await press(el, ".button", "Show as a table");
      const twin = one(el, "[part=overlay] [part=data-table]");
      const last = [...twin.querySelectorAll("tbody tr")].at(-1)!;
      expect([...last.children].map((cell) => cell.textContent!.trim()).slice(1)).to.deep.equal([
        row(el, NORTHWIND).querySelector(".score")!.textContent!.trim(),
        row(el, BRIGHTWATER).querySelector(".score")!.textContent!.trim(),
      ]);
      expect(all(el, "[aria-expanded=true]").length).to.equal(1);
    });

    it("side by side: one chart each, all on the model's scale", async () => {
      const el = await compare({ attributes: { chosen: "northwind brightwater" } });
      await press(el, ".segmented button", "Side by side");
      expect(el.layout).to.equal("multiples");
      expect(one(el, ".together")).to.equal(null);
      const ticks = all(el, ".multiple .axis").map((a) => a.textContent!.replace(/\s+/g, " "));
      expect(new Set(ticks).size).to.equal(1);
    });

    const composition = (el: Element): string[][] =>
      [...all(el, "[part=overlay] [part=data-table]").at(-1)!.querySelectorAll("tr")].map((tr) =>
        [...tr.children].map((cell) => cell.textContent!.trim()),
      );

    it("what a change is made of begins and ends with digits that read as the scores published", async () => {
      const at = (days: number, value: number) => ({ at: NOW - days * 86_400_000, value });
      const person = (id: string, was: number, is: number) => ({
        id,
        measures: {
          security_iq: [at(100, 100 - was), at(1, 100 - is)],
          phish_risk: [at(100, was), at(1, is)],
          badge_score: 100,
        },
      });
      const client = (id: string, was: number, is: number) => ({ id, name: id, people: [person(id, was, is)] });
      const data = { as_of: AS_OF, model: "caniphish", clients: [client("a", 92.08, 50), client("b", 30, 40)] };
      const el = await compare({ data, attributes: { chosen: "a b" } });
      await until(() => !composition(el).flat().includes("…"));
      expect(textOf(row(el, "a").querySelector(".score")!)).to.equal("35");
      // From 64.456, which is published as 64.
      expect(composition(el).slice(1)).to.deep.equal([
        ["a", "64.46", "−29.46", "0.00", "0.00", "35.00"],
        ["b", "21.0", "+7.0", "0.0", "0.0", "28.0"],
      ]);
    });

    it("what a change is made of sums to it, as shown, under a head that says what the rows are", async () => {
      let summed = 0;
      for (const model of ["phishr", "caniphish", "moxso", "metacompliance", "infima"]) {
        const el = await compare({ attributes: { chosen: "northwind brightwater", model } });
        await until(() => !composition(el).flat().includes("…"));
        const [head, ...lines] = composition(el);
        expect(head![0]).to.equal("Client");
        for (const line of lines.filter(([, , changed]) => changed !== "–")) {
          const [from, changed, joined, left, to] = line.slice(1).map((text) => Number(text.replace("−", "-")));
          expect(from! + changed! + joined! + left!, `${model}: ${line.join(" ")}`).to.be.closeTo(to!, 1e-9);
          summed++;
        }
        unmountAll();
      }
      expect(summed).to.be.at.least(4);
      const groups = await compare({ attributes: { of: "departments", chosen: "finance" } });
      expect(composition(groups)[0]![0]).to.equal("Department");
    });

    it("no word of its head is broken where it is narrow", async () => {
      for (const width of [420, 320, 200]) {
        const el = await compare({ width, attributes: { chosen: "northwind brightwater" } });
        const heads = all(el, ".composition ~ .twin thead th").filter((head) => (head as HTMLElement).offsetWidth > 0);
        const told = getComputedStyle(all(el, ".composition ~ .twin td")[0]!, "::before").content;
        expect([heads.length > 0, told === "none"], `${width}`).to.deep.equal([width > 400, width > 400]);
        for (const head of heads) {
          const range = document.createRange();
          range.selectNodeContents(head);
          const lines = new Set([...range.getClientRects()].filter((r) => r.width).map((r) => Math.round(r.top)));
          expect(lines.size, `${width}: ${head.textContent}`).to.equal(1);
        }
      }
    });

    it("joiners and leavers are told apart from those who changed", async () => {
      const click = (days: number): unknown => event("simulation_clicked", days);
      const data = {
        as_of: AS_OF,
        clients: [
          {
            id: "x",
            name: "X",
            people: [
              { id: "old", events: [click(120)] },
              { id: "new", events: [click(2)] },
            ],
          },
          { id: "y", name: "Y", people: [{ id: "z", events: [click(3)] }] },
        ],
      };
      const el = await compare({ data, attributes: { chosen: "x", model: "phishr" } });
      const cells = (): string[] =>
        [...all(el, "[part=overlay] [part=data-table]").at(-1)!.querySelector("tbody tr")!.children].map((cell) =>
          cell.textContent!.trim(),
        );
      await until(() => cells()[3] !== "–");
      expect(cells()[3]).to.match(/^\+0\.\d+/);
      expect(cells()[4]).to.equal("0.000");
    });

    it("names at the ends of lines stay inside, in a wide font and large", async () => {
      const clients = ["Harbourside Dental Group", "MMMMMMMMM Holdings Worldwide"].map((name, i) => ({
        ...DATASET.clients[i]!,
        name,
      }));
      for (const size of ["16px", "24px"]) {
        const el = await compare({
          width: 1100,
          data: { ...DATASET, clients },
          attributes: { chosen: "northwind brightwater" },
        });
        el.style.cssText = `font: ${size} "DejaVu Sans", Verdana, sans-serif`;
        await settle(el);
        await until(() => all(el, ".together .names text").length === 2);
        const { right } = one(el, ".together").getBoundingClientRect();
        const [first] = all(el, ".together .names text.s0");
        expect(first!.getBoundingClientRect().right, size).to.be.at.most(right + 1);
        unmountAll();
      }
    });

    it("clearing leaves the table as it was", async () => {
      const el = await compare({ attributes: { chosen: "northwind" } });
      await press(el, ".link-button", "Clear");
      expect(el.chosen).to.equal("");
      expect(one(el, "[part=overlay]")).to.equal(null);
    });

    it("nothing sticks out at 320 and 200 px with a chart and a table", async () => {
      for (const width of [320, 200]) {
        const el = await compare({ width, attributes: { chosen: "northwind brightwater" } });
        await press(el, ".button", "Show as a table");
        await press(el, ".button", "Find and sort");
        await press(el, "summary", "Export");
        expect(sticksOut(el), `${width}`).to.deep.equal([]);
      }
    });
  });

  describe("many", () => {
    const book = (n: number, each: number): unknown => ({
      as_of: AS_OF,
      clients: Array.from({ length: n }, (_, i) => ({
        id: `c${i}`,
        name: `Client ${i}`,
        people: Array.from({ length: each }, (_, k) => ({
          id: `p${i}-${k}`,
          events: [event("simulation_clicked", 1 + ((i * 7 + k) % 80)), event("simulation_reported", 3 + (k % 50))],
        })),
      })),
    });

    it("1000 clients: 50 rows at first, more when asked, all of them sorted and searched", async () => {
      const el = await compare({ data: book(1000, 3) });
      expect(rows(el).length).to.equal(50);
      await press(el, ".foot .button", "Show 50 more");
      expect(rows(el).length).to.equal(100);
      await type(el, "client 99");
      expect(rows(el).length).to.equal(11);
      const exported = await el.exportData("csv", { download: false });
      expect(exported.trim().split("\r\n").length).to.equal(12);
    });

    /** Row counts as tasks end in which rows came: those of one task are seen together. */
    const watchRows = (el: Element): number[] => {
      const seen: number[] = [];
      const look = (): void => {
        const n = rows(el).length;
        if (n !== seen.at(-1)) seen.push(n);
      };
      new MutationObserver(look).observe(el.shadowRoot!, { childList: true, subtree: true });
      return seen;
    };
    const largest = (seen: number[]): number => Math.max(...seen.map((n, i) => n - (seen[i - 1] ?? 0)));

    it("a screen of rows comes first, the rest a few at a time, and nothing below them moves", async () => {
      for (const width of [1200, 320]) {
        const el = await mount<ClientRiskCompare>(TAG, { width });
        const seen = watchRows(el);
        const heights: number[] = [];
        new ResizeObserver(() => {
          if (rows(el).length) heights.push(el.getBoundingClientRect().height);
        }).observe(el);
        el.data = book(500, 3);
        await until(() => rows(el).length > 0, 15_000);
        await el.updateComplete;
        expect(rows(el).length, "an update is complete with all rows").to.equal(50);
        expect(largest(seen), `${seen}`).to.be.at.most(12);
        await settle(el);
        expect(Math.max(...heights) - Math.min(...heights), `${width}: ${heights}`).to.be.at.most(50);
        // Asked for, they come the same way; so do those that another order brings.
        for (const ask of [() => el["pages"]++, () => (el.order = "asc"), () => (el.search = "client 4")]) {
          seen.length = 0;
          seen.push(rows(el).length);
          ask();
          await el.updateComplete;
          expect(largest(seen.slice(1).map((n) => n - seen[0]!)), `${seen}`).to.be.at.most(12);
        }
        unmountAll();
      }
    });

    // Only Chromium tells of what moves.
    if (PerformanceObserver.supportedEntryTypes.includes("layout-shift"))
      it("rows that come move nothing that is seen", async () => {
        const el = await mount<ClientRiskCompare>(TAG, { width: 700 });
        // Its margin is not to be the page's.
        el.parentElement!.style.display = "flow-root";
        el.style.marginTop = "-600px";
        await settle(el);
        // That margin itself is a shift: it is painted before the rows come.
        for (let k = 0; k < 2; k++) await new Promise(requestAnimationFrame);
        const shifts: string[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as LayoutShift[])
            shifts.push(
              `${entry.value}: ${entry.sources.map(({ node, previousRect, currentRect }) => `${node?.nodeName} ${previousRect.y} > ${currentRect.y}`).join(", ")}`,
            );
        });
        observer.observe({ type: "layout-shift" });
        el.data = book(50, 3);
        await until(() => rows(el).length === 50, 15_000);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
        observer.disconnect();
        expect(shifts).to.deep.equal([]);
      });

    it("paper, pictures and screen readers have all rows", async () => {
      const el = await mount<ClientRiskCompare>(TAG, { width: 1200 });
      el.data = book(60, 3);
      await until(() => rows(el).length > 0, 15_000);
      expect(rows(el).length).to.be.below(50);
      expect(all(el, "[part=table] [role=row]:not([aria-hidden] *)").length).to.equal(rows(el).length + 1);
      dispatchEvent(new Event("beforeprint"));
      expect(rows(el).length).to.equal(50);
      expect(one(el, ".coming")).to.equal(null);
      expect(textOf(one(el, ".foot"))).to.equal("50 rows shown Show 10 more");
      el.sort = "name";
      const picture = await (await el.exportImage("svg", { download: false }))!.text();
      expect(picture.match(/Client \d+/g)!.length).to.be.at.least(50);
    });

    it("so has the paper of a frame or a window of its own", async () => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      try {
        const view = frame.contentWindow! as Window & typeof globalThis;
        const el = await mount<ClientRiskCompare>(TAG, { width: 1200 });
        view.document.body.append(el);
        el.data = book(60, 3);
        await until(() => rows(el).length > 0, 15_000);
        expect(rows(el).length).to.be.below(50);
        view.dispatchEvent(new view.Event("beforeprint"));
        expect(rows(el).length).to.equal(50);
        el.remove();
      } finally {
        frame.remove();
      }
    });

    describe("keeps room while rows are to come", () => {
      const height = (el: Element): number => one(el, ".surface").getBoundingClientRect().height;
      const waiting = (m: Mounting = {}): Promise<ClientRiskCompare> =>
        mount<ClientRiskCompare>(TAG, { supply: new FakeSupply(), ...m });

      for (const width of [200, 320, 480, 600, 800, 1200])
        for (const n of [3, 40, 60]) {
          it(`for the ${n} that the page says there will be, at ${width} px`, async () => {
            const el = await compare({ data: book(n, 1), width });
            await until(() => rows(el).length === Math.min(n, 50));
            const there = height(el);
            el.remove();
            const coming = await waiting({ width, attributes: { "expected-rows": String(n), client: "none" } });
            expect(coming.phase).to.equal("loading");
            expect(height(coming)).to.be.closeTo(there, 40);
          });
        }

      it("for as many as it showed last", async () => {
        const el = await compare({ data: book(30, 1) });
        await until(() => rows(el).length === 30);
        const there = height(el);
        el.remove();
        expect(height(await waiting({ width: 1200 }))).to.be.closeTo(there, 40);
        expect(height(await waiting({ width: 1200, attributes: { of: "roles" } }))).to.be.below(1000);
      });

      it("for those it scores, and how far it is moves nothing", async () => {
        const el = await mount<ClientRiskCompare>(TAG, {
          width: 1200,
          supply: new FakeSupply(),
          attributes: { client: "x" },
        });
        const lines = one(el, ".sk").getBoundingClientRect().top;
        el.slices.work = () => undefined;
        el.client = null;
        el.data = book(40, 20);
        await until(() => one(el, "progress") !== null);
        expect(el.phase).to.equal("loading");
        expect(height(el)).to.be.closeTo(150 + 40 * 60, 40);
        expect(one(el, ".sk").getBoundingClientRect().top).to.equal(lines);
      });

      it("and gives up none of it before there are rows: what follows moves once", async () => {
        const el = await waiting({ width: 1200, attributes: { client: "unseen" } });
        expect(height(el)).to.be.closeTo(870, 20);
        el.slices.work = () => undefined;
        el.client = null;
        el.data = book(4, 20);
        await until(() => one(el, "progress") !== null);
        expect(height(el)).to.be.closeTo(870, 20);
      });

      it("for a dozen where nothing is known, whatever nonsense it is told", async () => {
        for (const attributes of [{}, { "expected-rows": "many" }, { "expected-rows": "-4" }] as Array<
          Record<string, string>
        >)
          expect(height(await waiting({ width: 1200, attributes: { client: "new", ...attributes } }))).to.be.closeTo(
            870,
            20,
          );
      });
    });

    it("what does not fit into a moment is done in slices behind a progress bar, and leaving stops it", async () => {
      await silently(async () => {
        const el = await mount<ClientRiskCompare>(TAG, { data: book(400, 60) });
        // So many are read between frames, too.
        await until(() => one(el, "progress") !== null || el.phase !== "loading");
        const bar = one(el, "progress") as HTMLProgressElement | null;
        if (el.phase === "loading") {
          expect(bar!.max).to.equal(400);
          expect(textOf(el)).to.match(/\d+ of 400 scored/);
        }
        el.remove();
        const before = el.phase;
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(el.phase).to.equal(before);
      });
    });
  });
});
