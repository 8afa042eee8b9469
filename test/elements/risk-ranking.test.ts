import { expect } from "@open-wc/testing";
import { BOOK } from "../../stories/support/book.js";
import { readData } from "../../src/data/read.js";
import { RiskRanking } from "../../src/elements/risk-ranking/define.js";
import { toColumns } from "../../src/engine/index.js";
import type { Dataset } from "../../src/engine/types.js";
import {
  contract,
  FakeSupply,
  listen,
  mount,
  readyBook,
  settle,
  sticksOut,
  textOf,
  unmountAll,
  until,
  type Mounting,
} from "./contract.js";
import { AS_OF, DATASET, event, fitness, NOW, tens } from "./samples.js";

await RiskRanking.preload();

contract({
  tag: "risk-ranking",
  attributes: { client: "northwind" },
  says: ["People ranked by risk", "Priya Raghunathan", "High", "12 of 13 people"],
  word: ["ranking", "title"],
  insufficient: { attributes: { client: "quill" } },
  clientAudience: "insufficient",
  grows: Infinity,
  columns: ["rank", "name", "client", "score", "band", "last_failure"],
});

/** Six people of two clients with scores that are easy to say: 0.9, 0.8, 0.8, 0.5, 0.1 and none. */
const clicks = (times: number, days = 0) =>
  Array.from({ length: times }, (_, i) =>
    event("simulation_opened", days, { id: `o${i} ${days}`, ref: `r${i} ${days}` }),
  );
const FEW: Dataset = {
  as_of: AS_OF,
  model: "phishr",
  clients: [
    {
      id: "one",
      name: "One",
      people: [
        { id: "a", name: "Ada", department: "sales", role: "standard", events: clicks(4) },
        { id: "b", name: "Émile", department: "ops", role: "hr", events: [event("simulation_clicked", 0)] },
        { id: "c", name: "Cleo", department: "ops", role: "standard" },
      ],
    },
    {
      id: "two",
      name: "Two",
      people: [
        { id: "d", name: "Dana", department: "sales", role: "hr", events: clicks(4) },
        { id: "e", name: "Eli", department: "ops", role: "standard", events: clicks(1, 100) },
        {
          id: "f",
          name: "Finn",
          department: "legal",
          role: "standard",
          events: [event("simulation_submitted", 0), event("simulation_opened", 0)],
        },
      ],
    },
  ],
};

/** From a phone to a wide screen: each arrangement of the columns. */
const WIDTHS = [1600, 1300, 1000, 640, 320];

const few = (more: Mounting = {}): Promise<RiskRanking> => mount<RiskRanking>("risk-ranking", { data: FEW, ...more });
const $ = (el: Element, selector: string): HTMLElement => el.shadowRoot!.querySelector<HTMLElement>(selector)!;
const $$ = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const rows = (el: Element): HTMLElement[] => $$(el, "[part=row]");
const names = (el: Element): string[] => rows(el).map((row) => row.querySelector(".c-name")!.textContent!.trim());
const ranks = (el: Element): string[] => rows(el).map((row) => row.querySelector(".c-rank")!.textContent!.trim());
const grid = (el: Element): HTMLElement => $(el, "[role=grid]");
const press = async (el: RiskRanking, key: string, more: KeyboardEventInit = {}): Promise<void> => {
  grid(el).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await settle(el);
};
const active = (el: Element): string =>
  $(el, `#${grid(el).getAttribute("aria-activedescendant")}`)
    .querySelector(".c-name")!
    .textContent!.trim();
const check = async (el: RiskRanking, name: string, shiftKey = false): Promise<void> => {
  const box = rows(el)[names(el).indexOf(name)]!.querySelector("input")!;
  box.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
  await settle(el);
};
const chosen = (el: Element): string[] =>
  rows(el)
    .filter((row) => row.getAttribute("aria-selected") === "true")
    .map((row) => row.querySelector(".c-name")!.textContent!.trim());
const button = (el: Element, text: string): HTMLButtonElement =>
  $$(el, "button").find((b) => b.textContent!.trim() === text) as HTMLButtonElement;

/** Whose scores come in steps of one event. */
const many = (n: number): Dataset =>
  tens(n, (i) => ({
    department: ["sales", "ops", "legal"][i % 3]!,
    role: "standard",
    events: [{ type: "simulation_clicked", at: NOW - (i % 977) * 3_600_000, ref: `r${i}` }],
  }));

describe("<risk-ranking>", () => {
  afterEach(unmountAll);

  it("has boxes that grow with the reader's text, and the change's head whole", async () => {
    const sizes = async (text: string): Promise<number[]> => {
      const el = await few({ width: text === "32px" ? 1200 : 600 });
      el.style.fontSize = text;
      await until(() => grid(el).style.getPropertyValue("--_unit") === (text === "32px" ? "2px" : "1px"), 5000);
      const head = $(el, ".head-row .c-change");
      expect(head.scrollWidth).to.be.at.most(head.clientWidth + 1);
      expect($(el, "[part=row] .pick").offsetWidth).to.be.at.most($(el, "[part=row] .c-pick").offsetWidth);
      const box = $(el, "[part=row] .pick input").getBoundingClientRect();
      return [box.width, box.height];
    };
    expect(await sizes("16px")).to.deep.equal([15, 15]);
    expect(await sizes("32px")).to.deep.equal([30, 30]);
  });

  it("a band's word ends before the change beside it, also where text is twice as large on a phone", async () => {
    /** What is seen of them: in a wide font the longest end in "…". */
    const words = (of: Element): { left: number; right: number } => {
      const range = document.createRange();
      range.selectNodeContents(of);
      const [all, box] = [range, of].map((one) => one.getBoundingClientRect());
      return { left: Math.max(all!.left, box!.left), right: Math.min(all!.right, box!.right) };
    };
    for (const lang of ["en", "nl", "ar"]) {
      const dir = lang === "ar" ? "rtl" : "ltr";
      const attributes = { model: "moxso" };
      const el = await mount<RiskRanking>("risk-ranking", { data: BOOK, attributes, width: 288, lang, dir });
      el.style.fontSize = "32px";
      await until(() => grid(el)?.style.getPropertyValue("--_unit") === "2px" && rows(el).length > 5, 10_000);
      await settle(el);
      const gaps = rows(el).map((row) => {
        const band = words(row.querySelector(".c-band > span")!);
        const change = words(row.querySelector(".c-change")!);
        return dir === "rtl" ? band.left - change.right : change.left - band.right;
      });
      expect(gaps).to.have.length.above(5);
      expect(Math.min(...gaps), lang).to.be.at.least(4);
      unmountAll();
    }
  });

  it("its lists keep inside, however long a client's name is, and speak the reader's language", async () => {
    const clients = FEW.clients.map((client, i) => ({ ...client, name: i ? client.name! : "A".repeat(300) }));
    for (const width of [1260, 900, 640, 580]) {
      const el = await few({ data: { ...FEW, clients }, width, lang: "de" });
      await until(() => textOf(el).includes("Personen nach Risiko"));
      expect(sticksOut(el), `${width}`).to.deep.equal([]);
      expect($$(el, ".choices option[value='']").map((option) => option.textContent!.trim())).to.deep.equal([
        "Kunde: alle",
        "Abteilung: alle",
        "Rolle: alle",
        "Verlauf: alle",
      ]);
      unmountAll();
    }
  });

  describe("ranks", () => {
    it("riskiest first across clients, ties share a rank and say so, without a score last", async () => {
      const el = await few();
      expect(names(el)).to.deep.equal(["Finn", "Ada", "Dana", "Émile", "Eli", "Cleo"]);
      expect(ranks(el)).to.deep.equal(["1", "2=", "2=", "4", "5", "–"]);
    });

    it("what is cut of a row is told in whole", async () => {
      const long = "Verwaltung und Beschaffung ".repeat(8).trim();
      const people = DATASET.clients[0]!.people.map((one) => ({ ...one, department: long, role: long }));
      const data = { ...DATASET, clients: [{ ...DATASET.clients[0]!, people }] };
      for (const width of [640, 1000, 1500]) {
        const el = await mount("risk-ranking", { data, width });
        await until(() => !!$(el, "[part=row] .c-name"));
        const cells = [...el.shadowRoot!.querySelectorAll<HTMLElement>("[part=row] :is(.c-department, .c-role)")];
        const cut = cells.filter((one) => one.scrollWidth > one.clientWidth + 1);
        expect(cut.length, `${width}`).to.be.above(0);
        for (const one of cut) expect(one.title).to.equal(one.textContent);
        unmountAll();
      }
    });

    it("says how many are ranked, of how many, in how many clients", async () => {
      const text = textOf(await few());
      expect(text).to.contain("5 of 6 people across 2 clients");
      expect(text).to.contain("1 without a score is not ranked");
    });

    it("names the one client they are of; counts it where columns or data name none", async () => {
      const said = async (more: Mounting): Promise<string> => textOf(await mount<RiskRanking>("risk-ranking", more));
      const of = await said({ data: DATASET, attributes: { client: "northwind" } });
      expect(of).to.contain("12 of 13 people across Northwind Dental Group");
      const [{ people }] = DATASET.clients as [(typeof DATASET.clients)[0]];
      expect(await said({ data: { ...DATASET, clients: [{ id: "x", people }] } })).to.contain("across 1 client");
    });

    it("counts from the risky end where low is risky", async () => {
      const model = fitness("skill");
      const person = (id: string, skill: number) => ({ id, name: id, measures: { skill } });
      const data = { as_of: AS_OF, clients: [{ id: "x", people: [person("strong", 90), person("weak", 10)] }] };
      const el = await mount<RiskRanking>("risk-ranking", { data, properties: { model } });
      expect(names(el)).to.deep.equal(["weak", "strong"]);
      expect(ranks(el)).to.deep.equal(["1", "2"]);
    });

    it("go by the number that is published, whatever it was rounded from", async () => {
      const one = (id: string, score: number, exact_score: number): object => ({
        ...{ employee_id: id, name: id, client_id: "c", score, exact_score, last_updated: AS_OF },
      });
      const data = [one("a", 60, 60.4), one("b", 61, 59.9), one("c", 61, 60.1)];
      const el = await mount<RiskRanking>("risk-ranking", { attributes: { model: "moxso" }, data });
      expect(names(el).map((name, i) => `${ranks(el)[i]} ${name}`)).to.deep.equal(["1= c", "1= b", "3 a"]);
    });

    it("of one client, one department or one role only, where those are the subject", async () => {
      expect(names(await few({ attributes: { client: "two" } }))).to.deep.equal(["Finn", "Dana", "Eli"]);
      expect(names(await few({ attributes: { department: "sales" } }))).to.deep.equal(["Ada", "Dana"]);
      const el = await few({ attributes: { department: "ops", client: "one" } });
      expect(names(el)).to.deep.equal(["Émile", "Cleo"]);
    });

    it("an unknown client is an error that says so", async () => {
      const el = await few({ attributes: { client: "nope" } });
      expect(el.phase).to.equal("error");
      expect(textOf(el)).to.contain("nope");
    });

    it("names are shown as the page asks", async () => {
      const el = await few({ attributes: { redact: "initials" } });
      expect(names(el)).to.deep.equal(["F.", "A.", "D.", "É.", "E.", "C."]);
    });
  });

  describe("semantics", () => {
    it("is a grid with a count, a place for every row, and states of selection", async () => {
      const el = await few();
      expect(grid(el).getAttribute("aria-rowcount")).to.equal("7");
      expect(grid(el).getAttribute("aria-multiselectable")).to.equal("true");
      expect(rows(el).map((row) => row.getAttribute("aria-rowindex"))).to.deep.equal(["2", "3", "4", "5", "6", "7"]);
      expect(rows(el).every((row) => row.getAttribute("aria-selected") === "false")).to.equal(true);
      expect($$(el, "[role=columnheader]").length).to.equal(
        rows(el)[0]!.querySelectorAll("[role=gridcell], [role=rowheader]").length,
      );
    });

    it("has every row in the page while the list is small, so that a browser finds every name", async () => {
      const el = await mount<RiskRanking>("risk-ranking", { data: many(200) });
      expect(rows(el).length).to.equal(200);
      expect(rows(el)[0]!.getBoundingClientRect().height).to.equal(52);
    });

    it("says which column is sorted, and which way", async () => {
      const el = await few();
      const sorted = (): string[] =>
        $$(el, "[aria-sort]:not([aria-sort=none])").map(
          (th) => `${th.textContent!.trim()} ${th.getAttribute("aria-sort")}`,
        );
      expect(sorted()).to.deep.equal(["Score descending"]);
      button(el, "Person").click();
      await settle(el);
      expect(sorted()).to.deep.equal(["Person ascending"]);
      button(el, "Person").click();
      await settle(el);
      expect(sorted()).to.deep.equal(["Person descending"]);
    });

    it("a name is a button that says who", async () => {
      const el = await few();
      const heard = listen(el, "risk-select");
      rows(el)[1]!.querySelector<HTMLButtonElement>(".c-name button")!.click();
      expect(heard).to.deep.equal([{ kind: "person", id: "a" }]);
    });

    it("a client's name is a button that says which, in every width", async () => {
      for (const width of WIDTHS) {
        const el = await few({ width });
        const heard = listen(el, "risk-select");
        const client = rows(el)[1]!.querySelector<HTMLButtonElement>(".c-client button")!;
        expect(client.checkVisibility(), `${width}`).to.equal(true);
        expect([client.textContent!.trim(), client.title]).to.deep.equal(["One", "One"]);
        client.click();
        expect(heard, `${width}`).to.deep.equal([{ kind: "client", id: "one" }]);
      }
    });

    it("what can be pressed in a row is 24 px each way, beside each other and not over", async () => {
      for (const width of WIDTHS) {
        const el = await few({ width });
        const boxes = [...rows(el)[1]!.querySelectorAll(".pick, button")]
          .map((one) => one.getBoundingClientRect())
          .filter((box) => box.width);
        for (const [i, a] of boxes.entries()) {
          expect(Math.min(a.width, a.height), `${width}`).to.be.at.least(24);
          for (const b of boxes.slice(i + 1)) {
            const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const under = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            expect(Math.min(over, under), `${width}: ${i}`).to.be.at.most(0.5);
          }
        }
      }
    });

    it("has a head over each cell that is told, in every width", async () => {
      for (const width of WIDTHS) {
        const el = await few({ width });
        const told = (row: Element): string[] =>
          [...row.querySelectorAll("[role=columnheader], [role=gridcell], [role=rowheader]")]
            .filter((cell) => getComputedStyle(cell).display !== "none" && cell.checkVisibility())
            .map((cell) => /c-\w+/.exec(cell.className)![0]);
        expect(told($(el, ".head-row")), `${width}`).to.deep.equal(told(rows(el)[0]!));
      }
    });
  });

  describe("sorting", () => {
    it("by name in the reader's language", async () => {
      const el = await few({ attributes: { sort: "name", order: "asc" } });
      expect(names(el)).to.deep.equal(["Ada", "Cleo", "Dana", "Eli", "Émile", "Finn"]);
    });

    it("anew where the page changes its language", async () => {
      const person = (name: string, role: string): Dataset["clients"][number]["people"][number] => ({
        id: name,
        name,
        role,
        events: [{ type: "simulation_clicked", at: NOW - 86_400_000, ref: "a" }],
      });
      const data: Dataset = {
        as_of: AS_OF,
        model: "phishr",
        clients: [
          { id: "one", name: "Zoll", people: [person("Zoe", "executive"), person("Örjan", "finance")] },
          { id: "two", name: "Öl", people: [person("Bo", "hr")] },
        ],
      };
      const el = await mount<RiskRanking>("risk-ranking", { data, attributes: { order: "asc" } });
      const order = async (sort: RiskRanking["sort"], lang: string): Promise<string[]> => {
        el.sort = sort;
        el.locale = lang;
        await settle(el);
        return names(el);
      };
      expect(await order("name", "en")).to.deep.equal(["Bo", "Örjan", "Zoe"]);
      expect(await order("name", "sv")).to.deep.equal(["Bo", "Zoe", "Örjan"]);
      expect((await order("client", "en"))[0]).to.equal("Bo");
      expect((await order("client", "sv"))[2]).to.equal("Bo");
      // Executive, finance; then Finanzen, Geschäftsleitung, whose words come later than the tag.
      expect((await order("role", "en")).slice(0, 2)).to.deep.equal(["Zoe", "Örjan"]);
      await order("role", "de");
      await until(() => textOf(el).includes("Geschäftsleitung"));
      await settle(el);
      expect(names(el)).to.deep.equal(["Örjan", "Zoe", "Bo"]);
    });

    it("by score the other way, still without a score last", async () => {
      const el = await few({ attributes: { order: "asc" } });
      expect(names(el).at(-1)).to.equal("Cleo");
      expect(names(el)[0]).to.equal("Eli");
    });

    it("by client, department and role, the riskiest of each first", async () => {
      const el = await few({ attributes: { sort: "client", order: "asc" } });
      expect(names(el)).to.deep.equal(["Ada", "Émile", "Cleo", "Finn", "Dana", "Eli"]);
      el.sort = "department";
      await settle(el);
      expect(names(el)).to.deep.equal(["Finn", "Émile", "Eli", "Cleo", "Ada", "Dana"]);
      el.sort = "role";
      await settle(el);
      expect(names(el).slice(0, 2)).to.deep.equal(["Dana", "Émile"]);
    });

    it("by the last failure, the latest first, those without at the end", async () => {
      const el = await few({ attributes: { sort: "failed" } });
      expect(names(el).slice(0, 2).sort()).to.deep.equal(["Finn", "Émile"]);
    });

    it("by the list of sorts, for what has no head of its own", async () => {
      const el = await few();
      const select = $(el, "select[aria-label='Sort by']") as HTMLSelectElement;
      select.value = "department";
      select.dispatchEvent(new Event("change"));
      await settle(el);
      expect(el.sort).to.equal("department");
      expect(names(el)[0]).to.equal("Finn");
      for (const [key, order] of [
        ["failed", "desc"],
        ["name", "asc"],
        ["change", "desc"],
        ["client", "asc"],
        ["score", "desc"],
      ] as const) {
        select.value = key;
        select.dispatchEvent(new Event("change"));
        await settle(el);
        expect([el.sort, el.order]).to.deep.equal([key, order]);
      }
    });

    it("by change, whoever got riskier most first, also where low is risky", async () => {
      const person = (id: string, before: number, now: number) => ({
        id,
        measures: { skill: [90, 1].map((days, i) => ({ at: NOW - days * 86_400_000, value: [before, now][i]! })) },
      });
      const people = [person("better", 40, 80), person("worse", 80, 40), person("same", 60, 60)];
      const data = { as_of: AS_OF, clients: [{ id: "c", people }] };
      const properties = { model: fitness("skill"), sort: "change" as const };
      const el = await mount<RiskRanking>("risk-ranking", { data, properties });
      expect(names(el)).to.deep.equal(["worse", "same", "better"]);
      el.order = "asc";
      await settle(el);
      expect(names(el)).to.deep.equal(["better", "same", "worse"]);
      const known = (id: string, ...days: number[]) => ({ id, events: days.flatMap((day) => clicks(1, day)) });
      const others = { as_of: AS_OF, clients: [{ id: "c", people: [known("fades", 100), known("new", 100, 1)] }] };
      expect(names(await few({ data: others, attributes: { sort: "change", model: "phishr" } }))).to.deep.equal([
        "new",
        "fades",
      ]);
    });

    it("heads are to be pressed where there is room for more than their words", async () => {
      const heads = (el: Element): string[] =>
        $$(el, ".head-row [role=columnheader]:has(button)").map((head) => head.className);
      expect(heads(await few({ width: 1600 }))).to.deep.equal([
        "c-name",
        "c-client",
        "c-score",
        "c-change",
        "c-failed",
      ]);
      expect(heads(await few({ width: 320 }))).to.deep.equal(["c-name", "c-score"]);
    });

    it("the list of sorts has what people are sorted by", async () => {
      const select = $(await few(), "select[aria-label='Sort by']") as HTMLSelectElement;
      expect([...select.options].map(({ text }) => text.replace("Sort by: ", "").trim())).to.deep.equal([
        ...["Score", "Person", "Client", "Department", "Role", "Change", "Last failure"],
      ]);
    });

    it("an unknown sort is by score", async () => {
      expect(names(await few({ attributes: { sort: "__proto__" } }))[0]).to.equal("Finn");
    });
  });

  describe("search and filters", () => {
    const type = async (el: RiskRanking, text: string): Promise<void> => {
      const field = $(el, "input[type=search]") as HTMLInputElement;
      field.value = text;
      field.dispatchEvent(new Event("input"));
      await settle(el);
    };

    it("say how many people they leave, politely; sorting and what is there at first say nothing", async () => {
      const el = await few({ attributes: { search: "d" } });
      const said = (): string => $(el, "[role=status]").textContent;
      expect(said()).to.equal("");
      el.sort = "name";
      await settle(el);
      expect(said()).to.equal("");
      el.search = "dana";
      await settle(el);
      expect(said()).to.equal("1 person shown");
      el.search = "zz";
      await settle(el);
      expect(said()).to.equal("0 people shown");
    });

    it("finds names as they are typed, whatever their case and accents", async () => {
      const el = await few();
      await type(el, "EM");
      expect(names(el)).to.deep.equal(["Émile"]);
      await type(el, " dana ");
      expect(names(el)).to.deep.equal(["Dana"]);
      await type(el, "é");
      expect(names(el)).to.deep.equal(["Émile", "Eli", "Cleo"]);
      await type(el, "");
      expect(names(el).length).to.equal(6);
    });

    for (const [name, typed] of [
      ["Ebru Işık", ["ışık", "IŞIK", "Işık", "isik"]],
      ["İpek Yıldız", ["ipek", "İPEK", "yıldız", "YILDIZ"]],
      ["Jörg Strauß", ["strauß", "STRAUSS", "strauss", "STRAUẞ"]],
    ] as const)
      it(`finds ${name} in either case of the letters of their own language`, async () => {
        const people = ["Ada Park", name].map((one) => ({ id: one, name: one, events: clicks(2) }));
        const el = await few({ data: { as_of: AS_OF, clients: [{ id: "c", name: "C", people }] } });
        for (const search of typed) {
          await type(el, search);
          expect(names(el), search).to.deep.equal([name]);
        }
      });

    it("keeps everyone's rank while fewer are shown", async () => {
      const el = await few({ attributes: { search: "dana" } });
      expect(ranks(el)).to.deep.equal(["2="]);
    });

    it("says so where nobody matches, and how to get everybody back", async () => {
      const el = await few({ attributes: { search: "zz", band: "high" } });
      expect(textOf(el)).to.contain("Nobody matches").and.to.contain("“zz”");
      button(el, "Clear the filters").click();
      await settle(el);
      expect(names(el).length).to.equal(6);
      expect([el.search, el.band]).to.deep.equal(["", null]);
    });

    it("chips filter by band, count and say whether they are pressed", async () => {
      const el = await few();
      const chips = $$(el, ".chips [aria-pressed]");
      expect(chips.map((chip) => chip.textContent!.replace(/\s+/g, " ").trim())).to.deep.equal([
        "All 6",
        "High 3",
        "Medium 1",
        "Low 1",
        "No score 1",
      ]);
      chips[1]!.click();
      await settle(el);
      expect(names(el)).to.deep.equal(["Finn", "Ada", "Dana"]);
      expect($$(el, ".chips [aria-pressed=true]").length).to.equal(1);
      chips[1]!.click();
      await settle(el);
      expect(el.band).to.equal(null);
      chips[4]!.click();
      await settle(el);
      expect(names(el)).to.deep.equal(["Cleo"]);
    });

    it("counts of the chips follow the other filters", async () => {
      const el = await few({ attributes: { search: "d" } });
      expect($(el, ".chips [aria-pressed]").textContent).to.contain("2");
    });

    for (const [label, choose, expected] of [
      ["Client", "Two", ["Finn", "Dana", "Eli"]],
      ["Department", "ops", ["Émile", "Eli", "Cleo"]],
      ["Role", "Human resources", ["Dana", "Émile"]],
      ["Trend", "Trend: improving", ["Eli"]],
    ] as const) {
      it(`by ${label.toLowerCase()}`, async () => {
        const el = await few();
        const select = $(el, `select[aria-label='${label}']`) as HTMLSelectElement;
        const option = [...select.options].find((o) => o.textContent === choose);
        select.value = option?.value ?? "";
        select.dispatchEvent(new Event("change"));
        await settle(el);
        const shown = names(el);
        expect(shown).to.deep.equal(expected);
      });
    }

    it("stays what it is when clients and departments stand in other places of new data", async () => {
      for (const [label, choose] of [
        ["Client", "Two"],
        ["Department", "ops"],
        ["Role", "Human resources"],
      ]) {
        const el = await few();
        const select = (): HTMLSelectElement => $(el, `select[aria-label='${label}']`) as HTMLSelectElement;
        select().value = [...select().options].find((o) => o.textContent === choose)!.value;
        select().dispatchEvent(new Event("change"));
        await settle(el);
        const expected = names(el);
        const first = { id: "z", name: "Zed", department: "finance", role: "finance", events: clicks(1) };
        el.data = { ...FEW, clients: [{ id: "zero", name: "Zero", people: [first] }, ...FEW.clients] };
        await settle(el);
        expect(names(el), label).to.deep.equal(expected);
        expect(select().selectedOptions[0]!.textContent, label).to.equal(choose);
        el.data = { ...FEW, clients: [{ id: "zero", name: "Zero", people: [first] }] };
        await settle(el);
        expect(names(el), `${label} is gone`).to.deep.equal(["Zed"]);
      }
    });

    it("lets everybody back in, in each list and by the chip of nobody", async () => {
      const el = await few();
      for (const label of ["Client", "Department", "Role", "Trend"]) {
        const select = (): HTMLSelectElement => $(el, `select[aria-label='${label}']`) as HTMLSelectElement;
        const counts: number[] = [];
        for (const at of [1, 0]) {
          select().selectedIndex = at;
          select().dispatchEvent(new Event("change"));
          await settle(el);
          counts.push(names(el).length);
        }
        expect(counts[0], label).to.be.below(6);
        expect(counts[1], label).to.equal(6);
      }
      // Whoever looks at those without a score can leave them, also when there are none any more.
      el.band = "none";
      el.search = "ada";
      await settle(el);
      const pressed = $$(el, ".chips [aria-pressed=true]");
      expect(pressed.map((chip) => chip.textContent!.replace(/\s+/g, " ").trim())).to.deep.equal(["No score 0"]);
      pressed[0]!.click();
      await settle(el);
      expect(names(el)).to.deep.equal(["Ada"]);
    });

    it("the button of the lists says whether they are open", async () => {
      const el = await few({ width: 320 });
      const states: Array<string | null> = [];
      for (let n = 0; n < 3; n++) {
        states.push(button(el, "Filters").getAttribute("aria-expanded"));
        expect(String($(el, "select").checkVisibility())).to.equal(states.at(-1));
        button(el, "Filters").click();
        await settle(el);
      }
      expect(states).to.deep.equal(["false", "true", "false"]);
    });

    it("a list to choose from with one entry is no choice", async () => {
      const el = await few({ attributes: { client: "one" } });
      expect(el.shadowRoot!.querySelector("select[aria-label='Client']")).to.equal(null);
    });
  });

  describe("selection", () => {
    it("one by one, with the state on the row and the count said", async () => {
      const el = await few();
      await check(el, "Dana");
      expect(chosen(el)).to.deep.equal(["Dana"]);
      expect(textOf(el)).to.contain("1 selected");
      await check(el, "Dana");
      expect(chosen(el)).to.deep.equal([]);
    });

    it("a range with shift", async () => {
      const el = await few();
      await check(el, "Ada");
      await check(el, "Eli", true);
      expect(chosen(el)).to.deep.equal(["Ada", "Dana", "Émile", "Eli"]);
    });

    it("all that the filters leave, and some of them as a mixed state", async () => {
      const el = await few({ attributes: { band: "high" } });
      const all = $(el, ".head-row input") as HTMLInputElement;
      all.click();
      await settle(el);
      expect(chosen(el).length).to.equal(3);
      el.band = null;
      await settle(el);
      expect(chosen(el)).to.deep.equal(["Finn", "Ada", "Dana"]);
      const head = (): boolean[] => {
        const { indeterminate, checked } = $(el, ".head-row input") as HTMLInputElement;
        return [indeterminate, checked];
      };
      expect(head()).to.deep.equal([true, false]);
      // Of those shown, whoever else is chosen.
      el.band = "high";
      await settle(el);
      expect(head()).to.deep.equal([false, true]);
      await check(el, "Ada");
      expect(head()).to.deep.equal([true, false]);
      Object.assign(el, { band: null, search: "e" });
      await settle(el);
      expect([names(el).length, ...head()]).to.deep.equal([3, false, false]);
    });

    it("stays with the people through sorting, searching and new data", async () => {
      const el = await few();
      await check(el, "Dana");
      el.sort = "name";
      el.search = "a";
      await settle(el);
      expect(chosen(el)).to.deep.equal(["Dana"]);
      el.data = structuredClone(FEW);
      await settle(el);
      expect(chosen(el)).to.deep.equal(["Dana"]);
    });

    it("stays with the person of the client chosen, where another has somebody under the same id", async () => {
      const person = (name: string, n: number) => ({ id: "1", name, events: clicks(n) });
      const clients = ["Ann", "Ben"].map((name, i) => ({ id: `c${i}`, people: [person(name, i + 1)] }));
      const el = await few({ data: { as_of: AS_OF, model: "phishr", clients } });
      await check(el, "Ann");
      el.data = { as_of: AS_OF, model: "phishr", clients: structuredClone(clients) };
      await settle(el);
      expect(chosen(el)).to.deep.equal(["Ann"]);
    });

    it("Escape and Clear let everybody go", async () => {
      const el = await few();
      await press(el, "a", { ctrlKey: true });
      expect(chosen(el).length).to.equal(6);
      await press(el, "Escape");
      expect(chosen(el)).to.deep.equal([]);
      await check(el, "Dana");
      button(el, "Clear").click();
      await settle(el);
      expect(chosen(el)).to.deep.equal([]);
    });
  });

  describe("keys", () => {
    it("arrows, Home and End move one row that is said", async () => {
      const el = await few();
      await press(el, "ArrowDown");
      expect(active(el)).to.equal("Finn");
      await press(el, "ArrowDown");
      expect(active(el)).to.equal("Ada");
      await press(el, "ArrowUp");
      await press(el, "ArrowUp");
      expect(active(el)).to.equal("Finn");
      await press(el, "End");
      expect(active(el)).to.equal("Cleo");
      await press(el, "Home");
      expect(active(el)).to.equal("Finn");
    });

    it("Page Down and Page Up go by what is on screen", async () => {
      const el = await mount<RiskRanking>("risk-ranking", { data: many(60) });
      await press(el, "ArrowDown");
      await press(el, "PageDown");
      expect(grid(el).getAttribute("aria-activedescendant")).to.equal("r10");
      await press(el, "PageUp");
      expect(grid(el).getAttribute("aria-activedescendant")).to.equal("r0");
    });

    it("Space selects, Shift and arrows select on, Enter opens", async () => {
      const el = await few();
      const heard = listen(el, "risk-select");
      await press(el, "ArrowDown");
      await press(el, " ");
      expect(chosen(el)).to.deep.equal(["Finn"]);
      await press(el, "ArrowDown", { shiftKey: true });
      await press(el, "ArrowDown", { shiftKey: true });
      expect(chosen(el)).to.deep.equal(["Finn", "Ada", "Dana"]);
      await press(el, "ArrowUp", { shiftKey: true });
      expect(chosen(el)).to.deep.equal(["Finn", "Ada"]);
      await press(el, "Enter");
      expect(heard).to.deep.equal([{ kind: "person", id: "a" }]);
    });

    it("letters find the next name that begins with them", async () => {
      const el = await few();
      await press(el, "e");
      expect(active(el)).to.equal("Émile");
      await press(el, "l");
      expect(active(el)).to.equal("Eli");
    });

    it("the same letter after a while goes on to the next", async () => {
      const el = await few();
      await press(el, "e");
      await new Promise((resolve) => setTimeout(resolve, 750));
      await press(el, "e");
      expect(active(el)).to.equal("Eli");
    });

    it("a name is typed whole, with its space; letters that begin no name leave the row that is said", async () => {
      const people = ["Ann Bell", "Ann Cole", "Bo"].map((name) => ({ id: name, name, events: clicks(1) }));
      const data = { as_of: AS_OF, model: "phishr", clients: [{ id: "c", people }] };
      const el = await few({ data, attributes: { sort: "name", order: "asc" } });
      await press(el, "x");
      await press(el, "y");
      expect(grid(el).hasAttribute("aria-activedescendant")).to.equal(false);
      await new Promise((resolve) => setTimeout(resolve, 750));
      const said: string[] = [];
      for (const key of "ann c?") {
        await press(el, key);
        said.push(active(el));
      }
      expect(said).to.deep.equal([..."123"].map(() => "Ann Bell").concat("Ann Bell", "Ann Cole", "Ann Cole"));
      expect(chosen(el)).to.deep.equal([]);
    });

    it("Shift begins at the row that is said, also where the rows have another order since; from none it chooses nobody", async () => {
      const el = await few();
      await press(el, " ");
      expect($(el, "[role=status]").textContent, "of no row").to.equal("");
      await press(el, "ArrowDown");
      await press(el, " ");
      await press(el, "ArrowDown");
      await press(el, "ArrowDown");
      await press(el, "ArrowDown", { shiftKey: true });
      expect(chosen(el)).to.deep.equal(["Dana", "Émile"]);
      el.sort = "name";
      el.order = "asc";
      await settle(el);
      await press(el, "ArrowDown", { shiftKey: true });
      expect(chosen(el)).to.deep.equal(["Émile", "Finn"]);
      // Who is said goes with the search.
      for (const search of ["ada", ""]) {
        el.search = search;
        await settle(el);
      }
      await press(el, "ArrowDown", { shiftKey: true });
      expect(chosen(el)).to.deep.equal(["Émile", "Finn"]);
    });

    it("keys that mean nothing to a list stay the browser's", async () => {
      const el = await few();
      const heard = listen(el, "risk-select");
      const pressed = (key: string, more: KeyboardEventInit = {}, on: Element = grid(el)): boolean =>
        on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
      expect(pressed("ArrowRight"), "of no row").to.equal(true);
      await press(el, "ArrowDown");
      expect(pressed("ArrowDown"), "one of the list's").to.equal(false);
      await press(el, "ArrowUp");
      for (const [key, more] of [
        ["Tab", {}],
        ["F5", {}],
        ["Escape", {}],
        ["c", { ctrlKey: true }],
        ["p", { metaKey: true }],
        [" ", { altKey: true }],
        ["Enter", { ctrlKey: true }],
        ["ArrowRight", { altKey: true }],
        ["ArrowRight", { ctrlKey: true }],
        ["ArrowRight", { metaKey: true }],
        ["ArrowRight", { shiftKey: true }],
      ] as const)
        expect(pressed(key, more), `${key} ${JSON.stringify(more)}`).to.equal(true);
      // What is pressed in a row is pressed once.
      for (const [key, inside] of [
        ["Enter", ".c-name button"],
        [" ", "input"],
      ] as const)
        expect(pressed(key, {}, rows(el)[0]!.querySelector(inside)!), inside).to.equal(true);
      el.addEventListener("keydown", (event) => event.preventDefault(), { capture: true, once: true });
      await press(el, "ArrowDown", { composed: true });
      expect([active(el), chosen(el), heard]).to.deep.equal(["Finn", [], []]);
      await press(el, "a");
      expect([active(el), chosen(el)], "a letter").to.deep.equal(["Ada", []]);
    });

    it("what belongs to a head's button stays with it", async () => {
      const el = await few();
      const head = button(el, "Person");
      head.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, composed: true }));
      await settle(el);
      expect(grid(el).hasAttribute("aria-activedescendant")).to.equal(false);
    });

    it("right and left go through a row's cells, and Enter opens the client whose cell it is", async () => {
      for (const [dir, on, back] of [
        ["ltr", "ArrowRight", "ArrowLeft"],
        ["rtl", "ArrowLeft", "ArrowRight"],
      ] as const) {
        const el = await few({ dir });
        const heard = listen(el, "risk-select");
        const at = (): string => $(el, `#${grid(el).getAttribute("aria-activedescendant")}`).textContent!.trim();
        await press(el, "ArrowDown");
        const seen: string[] = [];
        for (let n = 0; n < 5; n++) {
          await press(el, on);
          seen.push(at());
        }
        expect(seen, dir).to.deep.equal(["", "1", "Finn", "legal", "Two"]);
        await press(el, "Enter");
        expect(heard.splice(0)).to.deep.equal([{ kind: "client", id: "two" }]);
        // The same column of the next row.
        await press(el, "ArrowDown");
        expect(at()).to.equal("One");
        await press(el, "End");
        const last = $(el, `#${grid(el).getAttribute("aria-activedescendant")}`);
        const cells = [...last.closest("[role=row]")!.querySelectorAll("[role=gridcell], [role=rowheader]")];
        const after = cells.slice(cells.indexOf(last) + 1);
        expect(after.filter((cell) => cell.getClientRects().length && cell.textContent.trim())).to.deep.equal([]);
        await press(el, "Home");
        await press(el, "Enter");
        expect(chosen(el)).to.deep.equal(["Ada"]);
        await press(el, back);
        expect(grid(el).getAttribute("aria-activedescendant")).to.equal("r1");
        await press(el, "Enter");
        expect(heard).to.deep.equal([{ kind: "person", id: "a" }]);
      }
    });

    it("right and left stop at each cell that is seen and says something, and at no other, in every width", async () => {
      for (const width of WIDTHS) {
        const el = await few({ width });
        const cells = (row: Element): Element[] => [...row.querySelectorAll("[role=gridcell], [role=rowheader]")];
        const here = (): Element => $(el, `#${grid(el).getAttribute("aria-activedescendant")}`);
        // Nothing is known of the last: half of the cells are empty.
        await press(el, "End");
        const row = here();
        const stops: Element[] = [];
        for (let last = row; ; last = here()) {
          await press(el, "ArrowRight");
          if (here() === last) break;
          stops.push(here().closest("[role=gridcell], [role=rowheader]")!);
        }
        const seen = cells(row).filter((one) => one.checkVisibility());
        const said = seen.filter((one) => one.matches(".c-pick") || one.textContent.trim() !== "");
        expect(said.length, `${width}`).to.be.above(3).and.below(cells(row).length);
        expect(
          stops.map((one) => one.className),
          `${width}`,
        ).to.deep.equal(said.map((one) => one.className));
      }
    });

    it("the row that is said stays the person's when the rows are sorted another way", async () => {
      const el = await few();
      await press(el, "End");
      expect(active(el)).to.equal("Cleo");
      el.sort = "name";
      el.order = "asc";
      await settle(el);
      expect(active(el)).to.equal("Cleo");
    });

    it("moves the focus to the grid and keeps it there", async () => {
      const el = await few();
      await press(el, "End");
      expect(el.shadowRoot!.activeElement).to.equal(grid(el));
    });
  });

  describe("assigning training", () => {
    const assign = async (el: RiskRanking): Promise<void> => {
      button(el, "Assign training").click();
      await settle(el);
      $$(el, ".bar button.primary")[0]!.click();
      await settle(el);
    };

    it("cannot be asked for nobody, and asks before it does", async () => {
      const el = await few();
      expect(button(el, "Assign training").disabled).to.equal(true);
      const heard = listen(el, "risk-assign-training");
      await check(el, "Ada");
      button(el, "Assign training").click();
      await settle(el);
      expect(heard).to.deep.equal([]);
      expect(textOf(el)).to.contain("Assign to 1 person");
      button(el, "Cancel").click();
      await settle(el);
      expect(heard).to.deep.equal([]);
      const start = button(el, "Assign training");
      expect([start.disabled, start.matches(".primary")]).to.deep.equal([false, true]);
      // Whoever chooses somebody else is asked anew, and so is whoever has nobody left in newer data.
      for (const next of [
        () => check(el, "Dana"),
        () => ((el.data = { ...FEW, clients: [{ id: "o", people: [{ id: "o", events: clicks(1) }] }] }), settle(el)),
      ]) {
        button(el, "Assign training").click();
        await settle(el);
        await next();
        expect(button(el, "Cancel")).to.equal(undefined);
      }
      expect(button(el, "Assign training").disabled).to.equal(true);
    });

    it("is one event with everyone in it, in the order they were chosen", async () => {
      const el = await few();
      const heard = listen(el, "risk-assign-training");
      await check(el, "Dana");
      await check(el, "Ada");
      await assign(el);
      expect(heard).to.deep.equal([{ id: "d", row: null, ids: ["d", "a"] }]);
    });

    it("is asked for once where a button is pressed twice before it is drawn anew", async () => {
      const supply = new FakeSupply({ status: "ready", book: readData(FEW).book, at: NOW });
      const el = await mount<RiskRanking>("risk-ranking", { supply });
      const heard = listen(el, "risk-assign-training");
      for (const take of [false, true]) {
        if (take) el.addEventListener("risk-assign-training", (e) => e.preventDefault());
        await check(el, take ? "Dana" : "Ada");
        button(el, "Assign training").click();
        await settle(el);
        const confirm = $$(el, ".bar button.primary")[0]!;
        confirm.click();
        confirm.click();
        await until(() =>
          $$(el, ".said").some((one) => textOf(one).includes(take ? "Training asked for" : "Assigned to")),
        );
        button(el, "Close").click();
        await settle(el);
      }
      expect([heard.length, supply.assigned.length]).to.deep.equal([2, 1]);
    });

    it("is done by the source that can, unless the page takes it", async () => {
      const supply = new FakeSupply({ status: "ready", book: readData(FEW).book, at: NOW });
      const el = await mount<RiskRanking>("risk-ranking", { supply });
      await press(el, "a", { ctrlKey: true });
      await assign(el);
      await until(() => supply.assigned.length === 6);
      await settle(el);
      expect(textOf(el)).to.contain("Assigned to 6 people.");
      button(el, "Close").click();
      await settle(el);
      el.addEventListener("risk-assign-training", (e) => e.preventDefault(), { once: true });
      await assign(el);
      expect(supply.assigned.length).to.equal(6);
      expect($$(el, ".said").map(textOf)).to.deep.equal(["Training asked for 6 people."]);
      expect($(el, "[role=status]").textContent).to.equal("Training asked for 6 people.");
    });

    it("names whom it could not reach and tries those again", async () => {
      let broken = true;
      const supply = new FakeSupply({ status: "ready", book: readData(FEW).book, at: NOW });
      const asked: string[] = [];
      supply.assignTraining = async (id) => {
        asked.push(id);
        if (broken && id === "d") throw new Error("no");
      };
      const el = await mount<RiskRanking>("risk-ranking", { supply });
      await check(el, "Ada");
      await check(el, "Dana");
      await assign(el);
      await until(() => $$(el, ".said").some((one) => textOf(one).includes("Not assigned to")));
      expect(textOf($(el, ".said"))).to.match(/Dana$/);
      expect(textOf(el)).to.contain("Assigned to 1 person.");
      expect($(el, "[role=status]").textContent).to.equal("Assigned to 1 person. Not assigned to 1 person.");
      broken = false;
      button(el, "Try again").click();
      await until(() => textOf(el).includes("Assigned to 1 person.") && !textOf(el).includes("could not"));
      expect(asked).to.deep.equal(["a", "d", "d"]);
    });

    it("names the one chosen of two clients who have somebody under the same id", async () => {
      const person = (name: string, n: number) => ({ id: "1", name, events: clicks(n) });
      const clients = ["Ann", "Ben"].map((name, i) => ({ id: `c${i}`, people: [person(name, i + 1)] }));
      const { book } = readData({ as_of: AS_OF, model: "phishr", clients });
      const supply = new FakeSupply({ status: "ready", book, at: NOW });
      supply.assignTraining = () => Promise.reject(new Error("no"));
      const el = await mount<RiskRanking>("risk-ranking", { supply });
      await check(el, "Ben");
      await assign(el);
      await until(() => $$(el, ".said").some((one) => textOf(one).includes("Not assigned to")));
      expect(textOf($(el, ".said")))
        .to.contain("Ben")
        .and.not.contain("Ann");
    });

    it("shows how far it is", async () => {
      const supply = new FakeSupply({ status: "ready", book: readData(FEW).book, at: NOW });
      const free: Array<() => void> = [];
      supply.assignTraining = () => new Promise((resolve) => free.push(() => resolve()));
      const el = await mount<RiskRanking>("risk-ranking", { supply });
      await press(el, "a", { ctrlKey: true });
      await assign(el);
      expect(free.length).to.equal(4);
      free[0]!();
      await until(() => ($(el, "progress") as HTMLProgressElement)?.value === 1);
      expect(($(el, "progress") as HTMLProgressElement).max).to.equal(6);
      expect($(el, "progress").ariaLabel).to.equal("Assign training");
      expect(textOf($(el, ".bar .tools"))).to.equal("1 of 6 …");
      while (free.length) free.pop()!();
    });

    it("is not offered where the source cannot", async () => {
      const supply = new FakeSupply({
        status: "ready",
        book: readData(FEW).book,
        at: NOW,
        missing: ["assignTraining"],
      });
      const el = await mount<RiskRanking>("risk-ranking", { supply });
      expect(button(el, "Assign training")).to.equal(undefined);
    });
  });

  describe("rows", () => {
    it("carry change, trend line, last failure and what would help, as the width allows", async () => {
      const el = await mount<RiskRanking>("risk-ranking", {
        data: DATASET,
        width: 1300,
        attributes: { model: "infima" },
      });
      await until(() => $$(el, ".c-action .two-lines").length > 40);
      const row = rows(el)[0]!;
      expect(row.querySelector(".c-trend path:not(.threshold)")!.getAttribute("d")).to.contain("L");
      const middle = ({ top, bottom }: DOMRect): number => (top + bottom) / 2;
      const drawn = row.querySelector(".c-trend .sparkline")!.getBoundingClientRect();
      expect(middle(drawn), "though it came later").to.be.closeTo(middle(row.getBoundingClientRect()), 2);
      expect(row.querySelector(".c-failed")!.textContent).to.contain("clicked");
      expect(row.querySelector(".c-action .detail")!.textContent).to.match(/^−\d/);
      const mid = await few({ width: 700 });
      expect(mid.shadowRoot!.querySelector(".c-trend .sparkline")).to.equal(null);
    });

    it("show each score on its scale, and none where there is none", async () => {
      const el = await few();
      const marked = rows(el).map((row) => row.querySelectorAll(".c-score .marker").length);
      expect(marked).to.deep.equal([1, 1, 1, 1, 1, 0]);
    });

    it("suggest nothing that would not lower a score", async () => {
      const trained = { id: "b", name: "Bo", events: [event("training_completed", 1)] };
      const people = [{ id: "a", name: "Ada", events: clicks(4) }, trained];
      const data = { as_of: AS_OF, model: "phishr", clients: [{ id: "c", people }] };
      const el = await mount<RiskRanking>("risk-ranking", { data, width: 1300 });
      await until(() => $$(el, ".c-action .two-lines").length > 0);
      await settle(el);
      expect(
        names(el).map((name, i) => [name, rows(el)[i]!.querySelector(".c-action")!.textContent !== ""]),
      ).to.deep.equal([
        ["Ada", true],
        ["Bo", false],
      ]);
    });

    it("suggest what a measure should be brought to, under models that weigh measures", async () => {
      const measures = { phishing_simulation: 80, threat_exposure: 60, training: 20, incidents: 0, peer_benchmark: 50 };
      const other = { ...measures, phishing_simulation: 30, threat_exposure: 100 };
      const people = [
        { id: "a", name: "Ada Park", measures },
        { id: "b", name: "Bo Lind", measures: other },
      ];
      const data = { as_of: AS_OF, model: "moxso", clients: [{ id: "c", people }] };
      const el = await mount<RiskRanking>("risk-ranking", { data, width: 1300 });
      await until(() => $$(el, ".c-action .two-lines").length > 1);
      expect(
        rows(el)
          .map(
            (row) =>
              `${row.querySelector(".c-name")!.textContent!.trim()}: ${row.querySelector(".c-action .two-lines")!.textContent}`,
          )
          .sort(),
      ).to.deep.equal(["Ada Park: Bring Phishing simulations to 25", "Bo Lind: Bring Threat exposure to 25"]);
    });

    it("say where somebody works instead of the client on a narrow page, where all are of one", async () => {
      const seen = async (data: object): Promise<unknown[]> => {
        const el = await mount<RiskRanking>("risk-ranking", { data, width: 320 });
        const row = rows(el).find((one) => one.querySelector(".c-department")!.textContent)!;
        return [".c-department", ".c-client"].map((name) => {
          const one = row.querySelector(name)!;
          return one.getClientRects().length > 0 && one.scrollWidth <= one.clientWidth;
        });
      };
      const { clients, ...rest } = structuredClone(FEW) as unknown as { clients: Array<{ people: object[] }> };
      expect(clients.length).to.be.above(1);
      expect(await seen({ ...rest, clients })).to.deep.equal([false, true]);
      expect(await seen({ ...rest, clients: clients.slice(0, 1) })).to.deep.equal([true, false]);
    });

    it("give the width to names: they are whole beside what was failed last and what would help", async () => {
      const data = structuredClone(FEW) as unknown as { clients: Array<{ name: string; people: object[] }> };
      data.clients[0]!.name = "Harbour & Finch LLP";
      Object.assign(data.clients[0]!.people[0]!, { name: "Hanneke van der Velden" });
      for (const width of [1440, 1240, 900, 640]) {
        const el = await mount<RiskRanking>("risk-ranking", { data, width });
        const row = rows(el)[1]!;
        const [name, client] = [".c-name button", ".c-client button"].map((one) => row.querySelector(one)!);
        expect(name!.textContent).to.contain("Hanneke");
        for (const one of [name!, client!])
          expect(one.scrollWidth, `${width}: ${one.textContent!.trim()}`).to.be.at.most(one.clientWidth);
        const known = (): boolean => rows(el).some((one) => !!one.querySelector(".c-action")?.textContent?.trim());
        // What would help is worked out between frames.
        if (width >= 1240) await until(known);
        else expect(known(), `${width}: suggested`).to.equal(false);
      }
    });

    it("hold no place for what is not suggested: people in columns alone have no records to suggest from", async () => {
      const columns = toColumns(FEW.clients);
      const el = await mount<RiskRanking>("risk-ranking", { data: FEW, width: 1300, properties: { columns } });
      await until(() => rows(el).length === 6);
      expect($$(el, ".c-action")).to.deep.equal([]);
      const end = rows(el)[0]!.querySelector(".c-failed")!.getBoundingClientRect().right;
      expect(end).to.be.closeTo(rows(el)[0]!.getBoundingClientRect().right - 30, 1);
    });

    it("keep as much room while they load as there will be of them", async () => {
      for (const asked of [11, 5, 3]) {
        const supply = new FakeSupply();
        const el = await mount<RiskRanking>("risk-ranking", {
          supply,
          attributes: { rows: String(asked) },
          width: 900,
        });
        const before = el.getBoundingClientRect().height;
        supply.answer(readyBook(many(40)));
        await until(() => el.phase === "ready");
        await settle(el);
        expect(el.getBoundingClientRect().height, `${asked} rows`).to.be.closeTo(before, 40);
      }
    });

    it("are exactly 52 high in every width", async () => {
      for (const width of [1300, 940, 640, 320, 200]) {
        const el = await few({ width });
        const heights = rows(el).map((row) => row.getBoundingClientRect().height);
        expect([...new Set(heights)], `${width}`).to.deep.equal([52]);
      }
    });

    it("keep what a column says within it, in every language", async () => {
      for (const lang of ["en", "de", "fr", "nl", "pt-BR", "ar"])
        for (const width of [1500, 1260, 920, 780]) {
          const el = await few({ width, attributes: { lang, model: "infima" } });
          const worse = { en: "worsening", de: "verschlechtert", fr: "en dégradation", nl: "verslechtert" }[lang];
          if (worse) await until(() => textOf(el).includes(worse));
          for (const row of rows(el)) {
            for (const selector of [".c-band", ".c-change"]) {
              const cell = row.querySelector(selector)!;
              if (!cell.textContent.trim()) continue;
              const words = document.createRange();
              words.selectNodeContents(cell);
              const [said, room] = [words.getBoundingClientRect(), cell.getBoundingClientRect()];
              const where = `${lang} ${width} ${selector} ${cell.textContent.trim()}`;
              expect(said.right, where).to.be.at.most(room.right + 1);
              expect(said.left, where).to.be.at.least(room.left - 1);
            }
            const word = row.querySelector<HTMLElement>(".word");
            if (word) expect(word.scrollWidth, `${lang} ${width} is not cut`).to.be.at.most(word.clientWidth + 1);
          }
          unmountAll();
        }
    });

    it("break no word of a change, in a wide font either", async () => {
      document.body.style.fontFamily = "DejaVu Sans, Verdana";
      try {
        for (const width of [1288, 900]) {
          const el = await mount<RiskRanking>("risk-ranking", {
            data: DATASET,
            width,
            attributes: { lang: "de", model: "infima" },
          });
          await until(() => rows(el).some((row) => textOf(row).includes("verschlechtert")));
          for (const word of $$(el, ".c-change .word"))
            expect(word.getBoundingClientRect().height, `${width} ${word.textContent}`).to.be.below(25);
          unmountAll();
        }
      } finally {
        document.body.style.fontFamily = "";
      }
    });

    it("leave a client's name out where there is room for a letter of it", async () => {
      const el = await few({ width: 200 });
      for (const row of rows(el)) expect(row.querySelector(".c-client")!.getClientRects().length).to.equal(0);
    });

    it("keep long names on one line with the whole name at hand", async () => {
      const data = structuredClone(FEW) as unknown as { clients: Array<{ people: Array<{ name: string }> }> };
      data.clients[1]!.people[2]!.name = "Hanneke ".repeat(30).trim();
      const el = await mount<RiskRanking>("risk-ranking", { data, width: 320 });
      const name = rows(el)[0]!.querySelector<HTMLElement>(".c-name button")!;
      expect(name.title.length).to.equal(239);
      expect(name.getBoundingClientRect().height).to.be.lessThan(30);
    });
  });

  describe("exports", () => {
    it("hold the rows that the filters leave, in their order", async () => {
      const el = await few({ attributes: { band: "high" } });
      const { rows: out } = JSON.parse(await el.exportData("json", { download: false })) as {
        rows: Array<Record<string, unknown>>;
      };
      expect(out.map((row) => [row["rank"], row["name"], row["client"]])).to.deep.equal([
        [1, "Finn", "Two"],
        [2, "Ada", "One"],
        [2, "Dana", "Two"],
      ]);
      expect(out[0]!["last_failure"]).to.equal("2026-11-23T09:12:00.000Z");
    });

    for (const model of ["phishr", "moxso", "infima"])
      it(`${model}: name model and date, and hold the numbers that are on screen`, async () => {
        const el = await few({ attributes: { model } });
        const out = JSON.parse(await el.exportData("json", { download: false })) as {
          model: string;
          as_of: string;
          rows: Array<Record<"rank" | "published", number | null>>;
        };
        expect([out.model, out.as_of]).to.deep.equal([model, "2026-11-23T09:12:00.000Z"]);
        const number = (row: Element, cell: string): number | null => {
          const digits = /\d[\d.]*/.exec(row.querySelector(cell)!.textContent!);
          return digits && Number(digits[0]);
        };
        expect(out.rows.map(({ rank, published }) => [rank, published])).to.deep.equal(
          rows(el).map((row) => [number(row, ".c-rank"), number(row, ".c-score .num, .c-score")]),
        );
      });
  });

  it("a service that names a trend without a change is told by neither", async () => {
    const one = (id: string, more: object): object => ({ employee_id: id, score: 40, last_updated: AS_OF, ...more });
    const data = [one("a", { trend: "worsening", change: null }), one("b", { trend: "worsening", change: 3 })];
    const el = await mount<RiskRanking>("risk-ranking", { attributes: { model: "moxso" }, data });
    await until(() => el.shadowRoot!.querySelectorAll(".c-change .delta").length > 0);
    expect(textOf(el)).to.not.contain("NaN");
    expect(el.shadowRoot!.querySelectorAll(".c-change .delta").length).to.equal(1);
  });
});
