import { expect } from "@open-wc/testing";
import { RiskRanking } from "../../src/elements/risk-ranking/define.js";
import { scoreClient } from "../../src/engine/index.js";
import type { ClientRecord, Dataset, PersonRecord } from "../../src/engine/types.js";
import { mount, settle, textOf, unmountAll, until } from "./contract.js";
import { AS_OF, DATASET, event } from "./samples.js";

await RiskRanking.preload();

interface Out {
  model: string;
  rows: Array<{ rank: number | null; id: string; published: number | null; band: string | null }>;
}

/** Northwind is scored by a model of its own. */
const clients = DATASET.clients.map((client, i) => (i ? client : { ...client, model: "caniphish" }));
const data: Dataset = { as_of: AS_OF, model: "infima", clients };
const ranking = async (
  given: Dataset = data,
  attributes: Record<string, string> = {},
): Promise<{ el: RiskRanking; out: Out }> => {
  const el = await mount<RiskRanking>("risk-ranking", { data: given, attributes });
  await until(() => el.phase === "ready");
  await settle(el);
  return { el, out: JSON.parse(await el.exportData("json", { download: false })) as Out };
};
const chips = (el: RiskRanking): string[] =>
  [...el.shadowRoot!.querySelectorAll(".chips .chip:not(.more)")].map((chip) => textOf(chip));
const scored = ({ people }: ClientRecord, model: string) => scoreClient({ people }, { model, asOf: AS_OF }).people;

const $ = (el: Element, selector: string): HTMLElement => el.shadowRoot!.querySelector<HTMLElement>(selector)!;
const $$ = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const rows = (el: Element): HTMLElement[] => $$(el, "[part=row]");
const names = (el: Element): string[] => rows(el).map((row) => row.querySelector(".c-name")!.textContent!.trim());
const shown = (given: unknown, attributes: Record<string, string> = {}): Promise<RiskRanking> =>
  mount<RiskRanking>("risk-ranking", { data: given, attributes });
const clicked = (id: string, days: number, department: string): PersonRecord => ({
  id,
  name: id,
  department,
  events: [event("simulation_clicked", days, { ref: id })],
});
const MIXED = {
  as_of: AS_OF,
  clients: [
    { id: "one", name: "One", model: "phishr", people: [clicked("Ada", 0, "it"), clicked("Ben", 20, "ops")] },
    { id: "two", name: "Two", model: "infima", people: [clicked("Cleo", 0, "it"), clicked("Dana", 9, "it")] },
    {
      id: "three",
      name: "Three",
      model: "infima",
      people: [
        { ...clicked("Eli", 0, "it"), events: [event("simulation_reported", 1, { ref: "r" })] },
        { id: "Finn", name: "Finn" },
      ],
    },
  ],
};
const list = (el: Element): HTMLSelectElement => $(el, "select[aria-label=Model]") as HTMLSelectElement;
const bands = (el: Element): string[] =>
  $$(el, ".chip:not(.more)").map((chip) => chip.textContent!.replace(/\s+/g, " ").trim());
const choose = async (el: RiskRanking, model: string): Promise<void> => {
  list(el).value = model;
  list(el).dispatchEvent(new Event("change"));
  await settle(el);
};

describe("<risk-ranking> clients of different models", () => {
  afterEach(unmountAll);

  it("one client's own model has its own bands, in rows, filters and exports", async () => {
    const { el, out } = await ranking(data, { client: "northwind" });
    expect(out.model).to.equal("caniphish");
    const own = new Map(scored(clients[0]!, "caniphish").map((one) => [one.id, one]));
    for (const { id, published, band } of out.rows) {
      const { published: is, band: of } = own.get(id)!;
      expect([published, band], id).to.deep.equal([is, of]);
    }
    expect(
      chips(el)
        .slice(1, 4)
        .map((text) => text.replace(/ .*/, "")),
    ).to.deep.equal(["High", "Medium", "Low"]);
  });

  it("pictures say by which model", async () => {
    const caption = async (attributes: Record<string, string>): Promise<string> => {
      const { el } = await ranking(data, attributes);
      const svg = await (await el.exportImage("svg", { download: false }))!.text();
      return [...new DOMParser().parseFromString(svg, "image/svg+xml").querySelectorAll("text")].at(-1)!.textContent!;
    };
    expect(await caption({ client: "northwind" })).to.equal("CanIPhish model · Nov 23, 2026");
    expect(await caption({ client: "brightwater" })).to.equal("Infima model · Nov 23, 2026");
  });

  it("are ranked by themselves, those that score most people first, and it is said why", async () => {
    const el = await shown(MIXED);
    await until(() => rows(el).length > 0);
    expect(textOf(el)).to.contain("not ranked together");
    expect([...list(el).options].map(({ text }) => text)).to.deep.equal(["Infima model", "Phishr model"]);
    expect(list(el).value).to.equal("infima");
    expect(names(el)).to.deep.equal(["Cleo", "Dana", "Eli", "Finn"]);
    expect(bands(el)).to.deep.equal(["All 4", "Critical 0", "High 0", "Moderate 2", "Low 1", "No score 1"]);
    expect(textOf(el)).to.contain("3 of 4 people across 2 clients");
    const exported = async (): Promise<unknown[]> => {
      const { model, rows: out } = JSON.parse(await el.exportData("json", { download: false })) as {
        model: string;
        rows: Array<Record<string, unknown>>;
      };
      return [model, out.map((row) => [row["name"], row["band"]])];
    };
    expect(await exported()).to.deep.equal([
      "infima",
      [
        ["Cleo", "moderate"],
        ["Dana", "moderate"],
        ["Eli", "low"],
        ["Finn", null],
      ],
    ]);
    el.band = "critical";
    await settle(el);
    await choose(el, "phishr");
    // A band of one model may be none of the other's.
    expect([el.band, names(el)]).to.deep.equal([null, ["Ada", "Ben"]]);
    expect(bands(el)).to.deep.equal(["All 2", "High 0", "Medium 1", "Low 1"]);
    expect(await exported()).to.deep.equal([
      "phishr",
      [
        ["Ada", "medium"],
        ["Ben", "low"],
      ],
    ]);
  });

  it("are no matter where one scores everybody asked for", async () => {
    const one = await shown(MIXED, { client: "two" });
    await until(() => rows(one).length > 0);
    expect([list(one), names(one)]).to.deep.equal([null, ["Cleo", "Dana"]]);
    expect(bands(one)).to.deep.equal(["All 2", "Critical 0", "High 0", "Moderate 2", "Low 0"]);
    const ops = await shown(MIXED, { department: "ops" });
    await until(() => rows(ops).length > 0);
    expect([list(ops), names(ops)]).to.deep.equal([null, ["Ben"]]);
    const asked = await shown(MIXED, { model: "moxso" });
    await settle(asked);
    expect(list(asked)).to.equal(null);
  });

  it("can be chosen from where nobody of the first has a score", async () => {
    const none = {
      as_of: AS_OF,
      clients: [
        { id: "one", model: "infima", people: [{ id: "x" }, { id: "y" }] },
        { id: "two", model: "phishr", people: [clicked("Ada", 0, "it")] },
      ],
    };
    const el = await shown(none);
    await until(() => rows(el).length === 2);
    await choose(el, "phishr");
    expect(names(el)).to.deep.equal(["Ada"]);
  });

  it("of summaries are told apart by the client that names them", async () => {
    const home = (id: string, model: string, score: number): object => ({
      client_id: id,
      name: id,
      model,
      average_score: score,
      employee_count: 40,
      scored_count: 40,
      departments: [
        { department_id: "it", name: `${id} it`, average_score: score, employee_count: 40, scored_count: 40 },
      ],
    });
    const clients = [home("a", "infima", 50), home("b", "infima", 70), home("c", "moxso", 30)];
    const el = await shown({ model: "moxso", last_updated: AS_OF, clients }, { audience: "client" });
    await until(() => rows(el).length > 0);
    expect(names(el)).to.deep.equal(["b it", "a it"]);
    await choose(el, "moxso");
    expect(names(el)).to.deep.equal(["c it"]);
  });

  it("of very many are scored by their own, too", async () => {
    const home = (id: string, model: string, n: number): object => ({
      id,
      name: id,
      model,
      people: Array.from({ length: n }, (_, i) => clicked(`${id} ${i}`, i % 90, "it")),
    });
    const el = await shown({ as_of: AS_OF, clients: [home("a", "phishr", 900), home("b", "infima", 1500)] });
    await until(() => rows(el).length > 0, 10_000);
    const { model, rows: out } = JSON.parse(await el.exportData("json", { download: false })) as {
      model: string;
      rows: Array<Record<string, unknown>>;
    };
    expect([model, out.length]).to.deep.equal(["infima", 1500]);
    expect(out[0]).to.deep.include({ client: "b", band: "moderate" });
    await choose(el, "phishr");
    await until(() => textOf(el).includes("900 of 900"), 10_000);
    expect(names(el)[0]).to.match(/^a /);
  });
});
