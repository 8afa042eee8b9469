import { expect } from "@open-wc/testing";
import { RiskModelCompare } from "../../src/elements/risk-model-compare/define.js";
import "../../src/elements/risk-score-card/define.js";
import { compareModels, defineModel, unseenSignals } from "../../src/engine/index.js";
import { contract, listen, mount, settle, sticksOut, textOf, unmountAll, until, type Mounting } from "./contract.js";
import { ADA, AS_OF, DATASET, event } from "./samples.js";

await RiskModelCompare.preload();

contract({
  tag: "risk-model-compare",
  attributes: { client: "brightwater" },
  says: ["Brightwater Logistics", "Kendall"],
  word: ["modelCompare", "agreement"],
  grows: Infinity,
  columns: ["name", "scored_by", "score", "band", "level"],
});

const MODELS = ["phishr", "caniphish", "moxso", "metacompliance", "infima"];
const NORTHWIND = DATASET.clients[0]!;
const show = (m: Mounting): Promise<RiskModelCompare> =>
  mount<RiskModelCompare>("risk-model-compare", { data: DATASET, ...m });
const northwind = (attributes: Record<string, string> = {}): Promise<RiskModelCompare> =>
  show({ attributes: { client: "northwind", ...attributes } });
const all = <E extends Element = HTMLElement>(el: Element, selector: string): E[] => [
  ...el.shadowRoot!.querySelectorAll<E>(selector),
];
const text = (node: Element | null | undefined): string => node?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const button = (el: Element, label: string): HTMLButtonElement =>
  all<HTMLButtonElement>(el, "button").find((b) => text(b) === label)!;

interface Exported {
  rows: Array<{ id: string; scored_by: string; score: number | null; band: string | null; level: number | null }>;
}
const exported = async (el: RiskModelCompare): Promise<Exported["rows"]> =>
  (JSON.parse(await el.exportData("json", { download: false })) as Exported).rows;

describe("<risk-model-compare> scores", () => {
  afterEach(unmountAll);

  it("takes a list with holes, as a page that leaves one out writes it, one model alone, and ids with commas between", async () => {
    const el = await northwind();
    const heard = listen(el, "risk-error");
    const heads = (): string[] => all(el, "[part=table] thead th").map((th) => text(th).split(" ")[0]!);
    for (const models of [[null, "phishr", undefined, false, "moxso", ""], "phishr, moxso", "phishr,moxso,"]) {
      el.models = models as typeof el.models;
      await settle(el);
      expect(heads().slice(1), JSON.stringify(models)).to.deep.equal(["Phishr", "Moxso"]);
    }
    el.models = defineModel({ id: "phishr", name: "House", parameters: { decay: 0.9 } }) as never;
    await settle(el);
    expect(heads().slice(1)).to.deep.equal(["House"]);
    expect(heard).to.deep.equal([]);
    el.models = [7] as never;
    await settle(el);
    expect(heard.map(({ code, path }) => [code, path])).to.deep.equal([["unknown-model", "model"]]);
  });

  it("tells a published model from a page's own of the same id, and each has its own button", async () => {
    const own = (decay: number, name?: string) =>
      defineModel({ id: "phishr", parameters: { decay }, ...(name && { name }) });
    const el = await northwind();
    el.models = ["phishr", own(0.9), own(0.8, "Slow")];
    await settle(el);
    const names = ["Phishr", "Phishr model, adjusted", "Slow model, adjusted"];
    const chips = (): string[] => all(el, ".chip").map((chip) => `${text(chip)} ${chip.getAttribute("aria-pressed")}`);
    const heads = (): string[] => all(el, "[part=table] thead th").map((th) => text(th));
    expect(chips()).to.deep.equal(names.map((name) => `${name} true`));
    for (const [i, name] of names.entries()) expect(heads()[i + 1]).to.contain(name);
    button(el, names[1]!).click();
    await settle(el);
    expect(chips().map((chip) => chip.endsWith("true"))).to.deep.equal([true, false, true]);
    expect(heads().length).to.equal(3);
    // The same models in a new list, as frameworks hand them over.
    el.models = ["phishr", own(0.9), own(0.8, "Slow")];
    await settle(el);
    expect(heads()[2]).to.contain(names[2]);
  });

  it("shows each person under each model as the engine scores them, on one scale beside", async () => {
    const el = await northwind();
    const rows = await exported(el);
    const { people } = compareModels([NORTHWIND], { models: MODELS, asOf: AS_OF });
    expect(rows.length).to.equal(people.length * 5);
    for (const { id, scores, levels } of people) {
      scores.forEach((score, i) => {
        const row = rows.find((r) => r.id === id && r.scored_by === MODELS[i])!;
        expect([row.score, row.band]).to.deep.equal([score.published, score.band]);
        if (levels[i] === null) expect(row.level).to.equal(null);
        else expect(row.level).to.be.closeTo(levels[i]!, 1e-12);
      });
    }
  });

  it("heads every column with its model and scale", async () => {
    const el = await northwind();
    const heads = all(el, "[part=table] thead th").map(text);
    expect(heads).to.deep.equal([
      "Name",
      "Phishr 0 to 1",
      "CanIPhish 0 to 100",
      "Moxso 0 to 100",
      "MetaCompliance 0 to 100",
      "Infima 0 to 100",
    ]);
  });

  it("turns a scale round where low is risky, and says so", async () => {
    const trust = defineModel({
      id: "trust",
      name: "Trust",
      kind: "event-decay",
      scale: [0, 10],
      direction: "lower-is-riskier",
      bands: [
        { id: "high", from: 0 },
        { id: "low", from: 5 },
      ],
      parameters: { weights: { simulation_reported: 9 }, decay: 0.999 },
    });
    const el = await show({ attributes: { client: "northwind" }, properties: { models: ["phishr", trust] } });
    expect(text(all(el, "[part=table] thead th")[2])).to.equal("Trust 0 to 10, low is risky");
    for (const { scored_by, score, level } of await exported(el)) {
      if (scored_by === "trust" && score !== null) expect(level).to.be.closeTo(1 - score / 10, 1e-12);
    }
    expect(all(el, ".axes")[0]!.textContent).to.match(/Trust\s*0 riskier/);
  });

  it("says where a scale ends, decimals included; a card does as well", async () => {
    const half = defineModel({
      id: "half",
      name: "Half",
      kind: "event-decay",
      scale: [-0.25, 0.5],
      precision: 2,
      bands: [{ id: "low", from: -0.25 }],
      parameters: { weights: { simulation_clicked: 0.3 }, decay: 0.999 },
    });
    const el = await show({ attributes: { client: "northwind" }, properties: { models: ["phishr", half] } });
    expect(text(all(el, "[part=table] thead th")[2])).to.equal("Half \u22120.25 to 0.50");
    expect(all(el, ".axes").map(text).join()).to.contain("0.50").and.contain("\u22120.25");
    const card = await mount("risk-score-card", {
      data: DATASET,
      attributes: { client: "northwind" },
      properties: { model: half },
    });
    expect(text(all(card, "p.sr-only")[0])).to.contain(" of 0.50,");
  });

  it("takes models by attribute, in that order, and lets the reader turn them off and on", async () => {
    const el = await northwind({ models: "moxso infima" });
    expect(all(el, "[part=table] thead th").length).to.equal(3);
    expect(text(all(el, "[part=table] thead th")[1])).to.contain("Moxso");
    button(el, "Infima").click();
    await settle(el);
    expect(all(el, "[part=table] thead th").length).to.equal(2);
    expect(button(el, "Infima").getAttribute("aria-pressed")).to.equal("false");
    expect(all(el, "[part=agreement]").length).to.equal(0);
    button(el, "Infima").click();
    await settle(el);
    expect(all(el, "[part=agreement]").length).to.equal(1);
  });

  it("names an unknown model in a risk-error", async () => {
    const el = await northwind({ models: "phishr nope" });
    expect(el.phase).to.equal("error");
    expect(textOf(el)).to.contain("No scoring model has this name.");
  });

  it("sorts by any of the models, people without a score last", async () => {
    const el = await northwind();
    for (const name of ["Infima", "CanIPhish"]) {
      all<HTMLButtonElement>(el, "thead .sort")
        .find((b) => text(b) === name)!
        .click();
      await settle(el);
      const rows = await exported(el);
      const scores = rows.filter((r) => r.scored_by === name.toLowerCase()).map((r) => r.score);
      const known = scores.filter((score) => score !== null);
      expect(known).to.deep.equal([...known].sort((a, b) => b - a));
      expect(scores.at(-1)).to.equal(null);
      const sorted = all(el, "thead th").find((th) => th.getAttribute("aria-sort") === "descending");
      expect(text(sorted)).to.contain(name);
    }
  });

  it("shows the first of many and all when asked", async () => {
    const el = await show({ attributes: { client: "brightwater" } });
    expect(all(el, "[part=table] tbody tr").length).to.equal(12);
    button(el, "Show all 30").click();
    await settle(el);
    expect(all(el, "[part=table] tbody tr").length).to.equal(30);
  });

  it("compares one person", async () => {
    const el = await show({ attributes: { person: ADA.id } });
    expect(all(el, "[part=table] tbody tr").length).to.equal(1);
    expect(textOf(el)).to.contain(ADA.name!);
    // One alone is in no order.
    expect(all(el, "[part=agreement]").length).to.equal(0);
  });

  it("keeps its columns apart and its menu inside, however long a name is", async () => {
    const [client] = DATASET.clients;
    const people = client!.people.map((one, i) => ({ ...one, name: i % 2 ? one.name! : "A".repeat(300) }));
    for (const width of [1200, 800, 640, 320]) {
      const el = await show({ data: { ...DATASET, clients: [{ ...client!, people }] }, width });
      all<HTMLDetailsElement>(el, "details.menu")[0]!.open = true;
      expect(sticksOut(el), `${width}`).to.deep.equal([]);
      for (const cell of all(el, "[part=table] tbody .cell")) {
        const right = cell.closest("td")!.getBoundingClientRect().right;
        for (const part of cell.children)
          expect(part.getBoundingClientRect().right, `${width}`).to.be.at.most(right + 1);
      }
      unmountAll();
    }
  });

  it("fires risk-select from a name", async () => {
    const el = await northwind();
    const heard = listen(el, "risk-select");
    all<HTMLButtonElement>(el, "[part=table] .link")[0]!.click();
    expect(heard[0]!.kind).to.equal("person");
  });

  it("counts the people of a group of which only a summary came", async () => {
    const data = { department_id: "it", name: "IT", employee_count: 42, average_score: 54, distribution: {} };
    const el = await show({ data });
    expect(text(el.shadowRoot!.querySelector("[part~=detail]"))).to.contain("IT · 42 people");
  });

  it("says that a service's score belongs to one model", async () => {
    const answer = { employee_id: "u", score: 67, band: "elevated", signals: { phishing_simulation: 72 } };
    const table = async (data: object, model?: string): Promise<string> => {
      const el = await show({ data, ...(model !== undefined && { attributes: { model } }) });
      expect(textOf(el)).to.contain("These scores came from a service");
      return textOf(el.shadowRoot!.querySelector("table")!);
    };
    const words = await table(answer);
    expect(words).to.match(/Infima.*No score.*67.*No score/s);
    expect(words.match(/Moxso|67/g)).to.have.length(2);
    for (const named of [answer, { ...answer, model: "moxso" }])
      for (const model of [undefined, "phishr"]) expect(await table(named, model), `${model}`).to.equal(words);
  });
});

describe("<risk-model-compare> chart", () => {
  afterEach(unmountAll);

  it("draws a line a person and an axis a model, cut into its bands", async () => {
    const el = await northwind();
    expect(all(el, ".thread").length).to.equal(12);
    expect(all(el, ".axis").length).to.equal(5);
    expect(all(el, ".cut").length, "a cut where a band begins").to.equal(2 + 2 + 3 + 2 + 3);
  });

  it("exports what is on screen where names stand in their rows: each of them", async () => {
    for (const dir of ["ltr", "rtl"] as const) {
      const el = await show({ attributes: { person: ADA.id }, width: 320, dir });
      await until(() => !textOf(el).includes("Looking"));
      const picture = await (await el.exportImage("svg", { download: false }))!.text();
      const signals = all(el, "[part=unseen] tbody tr").length;
      // Beside its scale, before its score, after each of its marks.
      const names = [...new DOMParser().parseFromString(picture, "image/svg+xml").querySelectorAll("text")];
      const moxso = names.filter((name) => name.textContent.trim() === "Moxso");
      expect(moxso.length, dir).to.equal(2 + signals);
      const [scale, score] = moxso.map((name) => Number(name.getAttribute("x")));
      expect(score, "in one column").to.be.closeTo(scale!, 2);
      unmountAll();
    }
  });

  it("has every model's name whole and by itself, however narrow: beside its scale where over it is no room", async () => {
    for (const [width, lang] of [
      [200, "en"],
      [320, "de"],
      [480, "ar"],
      [560, "en"],
      [1000, "de"],
    ] as const) {
      const dir = lang === "ar" ? "rtl" : "ltr";
      const el = await show({ attributes: { client: "northwind" }, width, lang, dir });
      const names = all(el, ".axes b").map((name) => {
        const range = document.createRange();
        range.selectNodeContents(name);
        expect(range.getClientRects().length, `${width} px: ${text(name)} in one line`).to.equal(1);
        return range.getBoundingClientRect();
      });
      expect(names.length).to.equal(5);
      const apart = names.every((a, i) =>
        names.every(
          (b, k) => i === k || a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top,
        ),
      );
      expect(apart, `${width} px: apart`).to.equal(true);
      // Each beside its own scale, or over it.
      const scales = all(el, ".axis").map((scale) => scale.getBoundingClientRect());
      const lying = scales[0]!.width > scales[0]!.height;
      expect(lying).to.equal(width < 600);
      names.forEach((name, i) => {
        const scale = scales[i]!;
        if (lying) expect(scale.top).to.be.within(name.top - 8, name.bottom + 24);
        else expect((scale.left + scale.right - name.left - name.right) / 2).to.be.closeTo(0, 2);
      });
      expect(text(all(el, "figcaption")[0])).to.equal(all(el, "figure")[0]!.getAttribute("aria-label"));
      unmountAll();
    }
  });

  it("walks the people with arrow keys and says where each stands", async () => {
    const el = await northwind();
    const slider = all<HTMLInputElement>(el, ".walk")[0]!;
    slider.dispatchEvent(new Event("focus"));
    await settle(el);
    expect(all(el, ".thread.on").length).to.equal(1);
    const said = slider.getAttribute("aria-valuetext")!;
    expect(said).to.contain("Phishr 1.00 (High)").and.to.contain("Infima");
    slider.value = String(Number(slider.value) - 1);
    slider.dispatchEvent(new Event("input"));
    await settle(el);
    expect(slider.getAttribute("aria-valuetext")).to.not.equal(said);
  });

  it("has a name and a sentence", async () => {
    const figure = all(await northwind(), "figure")[0]!;
    expect(figure.getAttribute("aria-label")).to.contain("riskier higher up");
    expect(text(figure.querySelector(".sr-only"))).to.contain("12 people under Phishr");
  });
});

describe("<risk-model-compare> to a screen reader", () => {
  afterEach(unmountAll);

  it("has tables that are tables however they are laid out, and a group of models to choose from", async () => {
    const el = await northwind();
    await until(() => !textOf(el).includes("Looking"));
    const role: Record<string, string[]> = {
      TABLE: ["table"],
      THEAD: ["rowgroup"],
      TBODY: ["rowgroup"],
      TR: ["row"],
      TH: ["columnheader", "rowheader"],
      TD: ["cell"],
    };
    const parts = all(el, "table, thead, tbody, tr, th, td");
    expect(parts.filter((one) => !role[one.tagName]!.includes(one.getAttribute("role")!))).to.deep.equal([]);
    expect(all(el, "th:not([scope])")).to.deep.equal([]);
    const [chips] = all(el, ".chips");
    expect([chips!.role, chips!.ariaLabel]).to.deep.equal(["group", "Models to compare"]);
  });
});

describe("<risk-model-compare> agreement, moves and blind spots", () => {
  afterEach(unmountAll);

  it("gives Kendall's τ-b of every pair, with its definition", async () => {
    const el = await northwind();
    const { agreement } = compareModels([NORTHWIND], { models: MODELS, asOf: AS_OF });
    const shown = all(el, "[part=agreement] [part=row]");
    expect(shown.length).to.equal(10);
    const amounts = shown.map((row) => Number(text(row.querySelector(".row-amount")).replace("\u2212", "-")));
    expect(amounts).to.deep.equal([...amounts].sort((a, b) => b - a));
    const expected = agreement.map(({ tau }) => Number(tau!.toFixed(2))).sort((a, b) => b - a);
    amounts.forEach((n, i) => expect(n).to.be.closeTo(expected[i]!, 0.0051));
    expect(text(all(el, "[part=agreement] details")[0])).to.contain(
      "√((pairs − ties of one) × (pairs − ties of the other))",
    );
  });

  it("has nothing to rank where everybody is equal", async () => {
    const people = ["a", "b"].map((id) => ({ id, events: [event("simulation_clicked", 3)] }));
    const data = { as_of: AS_OF, clients: [{ id: "c", people }] };
    const el = await show({ attributes: { client: "c", models: "phishr infima" }, data });
    expect(text(all(el, "[part=agreement] .row-amount")[0])).to.equal("nothing to rank");
  });

  it("begins no line with the dot between a name and what is said of it", async () => {
    const el = await show({ data: DATASET, attributes: { client: "northwind" }, width: 700 });
    const dots = all(el, ".list .apart");
    expect(dots.length).to.be.greaterThan(0);
    expect(dots.filter((dot) => dot.getClientRects().length)).to.deep.equal([]);
    const wide = await show({ data: DATASET, attributes: { client: "northwind" }, width: 1100 });
    expect(all(wide, ".list .apart")[0]!.getClientRects().length).to.equal(1);
  });

  it("lists who would be in another band, as the engine finds them, and why", async () => {
    const el = await northwind();
    const { moved } = compareModels([NORTHWIND], { models: MODELS, asOf: AS_OF });
    const names = new Set(moved.map(({ id }) => NORTHWIND.people.find((p) => p.id === id)!.name));
    const shown = all(el, "[part=moved] li");
    expect(new Set(shown.map((li) => text(li.querySelector(".link"))))).to.deep.equal(names);
    const said = shown.reduce((n, li) => n + (text(li.querySelector("bdi")).match(/ by /g)?.length ?? 0) - 1, 0);
    expect(said).to.equal(moved.length);
    expect(text(shown[0]!.querySelector(".detail"))).to.match(/^\w+ counts .+ \([+−][\d.]+\)$/);
  });

  it("of one person it is there with the first drawing: nothing moves for it", async () => {
    const el = await mount<RiskModelCompare>("risk-model-compare", { attributes: { person: ADA.id } });
    el.data = DATASET;
    while (el.phase !== "ready") await Promise.resolve();
    expect(all(el, "[part=unseen] tbody tr").length).to.be.above(2);
    expect(text(all(el, "[part=unseen]")[0])).to.not.contain("…");
  });

  it("says what each model cannot see in this data", async () => {
    const el = await northwind();
    await until(() => !textOf(el).includes("Looking"));
    const phishr = unseenSignals([NORTHWIND], { model: "phishr", asOf: AS_OF });
    expect(phishr).to.contain("breaches").and.to.contain("security_iq");
    expect(all(el, "[part=unseen] thead th").map(text)).to.deep.equal([
      "Signal",
      "Phishr",
      "CanIPhish",
      "Moxso",
      "MetaCompliance",
      "Infima",
    ]);
    expect(text(all(el, "[part=unseen] .legend")[0])).to.equal("counted not counted");
    const rows = all(el, "[part=unseen] tbody tr");
    const row = (name: string): string[] =>
      [...rows.find((one) => text(one.querySelector("th")) === name)!.querySelectorAll("td")].map(text);
    expect(row("Security IQ").slice(0, 2)).to.deep.equal(["not counted", "counted"]);
    expect(row("Simulations clicked").slice(0, 2)).to.deep.equal(["counted", "not counted"]);
    expect(row("Breaches")[0]).to.equal("not counted");
    // A ring and a dot say what the words say, and what most models leave out comes first.
    const blind = rows.map(
      (one) => [...one.querySelectorAll("td")].filter((cell) => text(cell) === "not counted").length,
    );
    expect(rows.map((one) => 5 - one.querySelectorAll(".sees.on").length)).to.deep.equal(blind);
    expect(blind).to.deep.equal([...blind].sort((a, b) => b - a));
    expect(Math.min(...blind), "what all count has no row").to.be.greaterThan(0);
  });
});

describe("<risk-model-compare> for the client audience", () => {
  afterEach(unmountAll);

  it("compares groups, not people", async () => {
    const el = await show({ attributes: { client: "brightwater", audience: "client" } });
    await until(() => el.phase === "ready");
    await settle(el);
    expect(all(el, "[part=table] tbody th").map(text)).to.have.members(["finance", "operations", "sales"]);
    expect(all(el, "[part=unseen]").length).to.equal(0);
    expect(all(el, "[part=moved] .detail .detail").length).to.equal(0);
    for (const person of DATASET.clients[1]!.people) expect(textOf(el)).to.not.contain(person.name!);
  });
});
