import { expect } from "@open-wc/testing";
import { RiskMovers } from "../../src/elements/risk-movers/define.js";
import type { Dataset } from "../../src/engine/types.js";
import { contract, listen, mount, settle, textOf, unmountAll, type Mounting } from "./contract.js";
import { AS_OF, DATASET, event, fitness, NOW } from "./samples.js";

await RiskMovers.preload();

contract({
  tag: "risk-movers",
  attributes: { client: "brightwater", limit: "3" },
  says: ["Who moved most", "Worsening", "Jonas Lindqvist", "Brightwater"],
  word: ["movers", "worsening"],
  insufficient: { attributes: { client: "quill" } },
  people: false,
  grows: Infinity,
  columns: ["name", "from", "to", "change"],
});

const $ = (el: Element, selector: string): HTMLElement => el.shadowRoot!.querySelector<HTMLElement>(selector)!;
const $$ = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const ago = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();
/** Infima's scores move both ways: failures raise them, trainings and time lower them. */
const DATA: Dataset = {
  as_of: AS_OF,
  model: "infima",
  clients: [
    {
      id: "one",
      name: "One",
      people: [
        {
          id: "up",
          name: "Ursula Up",
          department: "ops",
          role: "standard",
          events: [event("simulation_reported", 100), event("simulation_submitted", 5)],
        },
        {
          id: "more",
          name: "Mona More",
          department: "ops",
          role: "hr",
          events: [event("simulation_reported", 100), event("threat_clicked", 2)],
        },
        {
          id: "down",
          name: "Dora Down",
          department: "sales",
          role: "hr",
          events: [event("simulation_submitted", 95), event("training_completed", 3, { ref: "c" })],
        },
        {
          id: "new",
          name: "Nina New",
          department: "sales",
          role: "standard",
          events: [event("simulation_clicked", 3)],
        },
      ],
    },
    {
      id: "two",
      name: "Two",
      people: [
        {
          id: "still",
          name: "Stella Still",
          events: [event("simulation_reported", 400), { type: "threat_reported", at: ago(300) }],
        },
      ],
    },
  ],
};
const movers = (more: Mounting = {}): Promise<RiskMovers> => mount<RiskMovers>("risk-movers", { data: DATA, ...more });
const side = (el: Element, n: number): string[] =>
  [...$$(el, "[part=side]")[n]!.querySelectorAll("[part=row] .name")].map((b) => b.textContent!.trim());

describe("<risk-movers>", () => {
  afterEach(unmountAll);

  it("names whose client somebody is with a button too, 24 px and not over the name", async () => {
    for (const width of [800, 320]) {
      const el = await mount<RiskMovers>("risk-movers", { data: DATASET, width, attributes: { model: "infima" } });
      const heard = listen(el, "risk-select");
      const [name, client] = [...$(el, ".who").querySelectorAll("button")];
      client!.click();
      expect(heard.length).to.equal(1);
      expect(heard[0]!.kind).to.equal("client");
      expect(DATASET.clients.find(({ id }) => id === heard[0]!.id)!.name).to.equal(client!.textContent!.trim());
      const [over, under] = [name!.getBoundingClientRect(), client!.getBoundingClientRect()];
      expect(Math.min(over.height, under.height), `${width}`).to.be.at.least(24);
      expect(under.top - over.bottom, `${width}`).to.be.at.least(-0.5);
    }
  });

  it("its table names them with buttons as its rows do", async () => {
    const el = await mount<RiskMovers>("risk-movers", { data: DATASET, attributes: { model: "infima" } });
    $(el, "[part=table-toggle]").click();
    await settle(el);
    const heard = listen(el, "risk-select");
    $(el, "[part=data-table] tbody button").click();
    expect(heard.map(({ kind }) => kind)).to.deep.equal(["person"]);
  });

  it("has the largest rise first and the largest fall first, by risk", async () => {
    const el = await movers();
    expect(side(el, 0).slice(0, 2)).to.deep.equal(["Mona More", "Ursula Up"]);
    expect(side(el, 1)[0]).to.equal("Dora Down");
    expect(textOf($(el, ".body .sr-only"))).to.match(
      /^Worsened most: Mona More, \+\d+\. Improved most: Dora Down, −\d+\.$/,
    );
    const scale = [...$(el, ".top svg").querySelectorAll("text")].map((text) => text.textContent);
    expect(scale).to.deep.equal(["30", "60", "80"]);
  });

  it("leaves out who has no score at one of the ends", async () => {
    expect(textOf(await movers())).to.not.contain("Nina New");
  });

  it("turns round where low is risky", async () => {
    const model = fitness("skill");
    const skill = (...values: number[]) => ({ skill: values.map((value, i) => ({ at: ago(200 - i * 150), value })) });
    const people = [
      { id: "a", name: "Gained", measures: skill(20, 80) },
      { id: "b", name: "Lost", measures: skill(80, 20) },
      // Said as 0, which is no move.
      { id: "c", name: "Hardly", measures: skill(50, 50.4) },
    ];
    const el = await mount<RiskMovers>("risk-movers", {
      data: { as_of: AS_OF, clients: [{ id: "x", people }] },
      properties: { model },
    });
    expect(side(el, 0)).to.deep.equal(["Lost"]);
    expect(side(el, 1)).to.deep.equal(["Gained"]);
    expect($(el, "[part=row] .delta").textContent).to.contain("−60");
  });

  it("calls nothing worsening or improving that is said to be stable, and shows it as that where there is room", async () => {
    const measured = (id: string, was: number, is: number) => ({
      id,
      name: id,
      measures: {
        security_iq: [
          { at: ago(120), value: 100 - was },
          { at: ago(10), value: 100 - is },
        ],
        phish_risk: [
          { at: ago(120), value: was },
          { at: ago(10), value: is },
        ],
      },
    });
    const clients = [
      ["Rose", 40, 55],
      ["Rose a little", 40, 41.6],
      ["Fell a little", 40, 38.5],
      ["Fell", 40, 20],
    ].map(([name, was, is]) => ({
      id: String(name),
      name: String(name),
      people: [measured(`p ${name}`, was as number, is as number)],
    }));
    const data = { as_of: AS_OF, model: "caniphish", clients } as Dataset;
    const el = await movers({ data, attributes: { of: "clients" } });
    expect($$(el, "[part=side] h3").map((h) => h.textContent)).to.deep.equal(["Worsening", "Improving", "Stable"]);
    expect([side(el, 0), side(el, 1), side(el, 2)]).to.deep.equal([
      ["Rose"],
      ["Fell"],
      ["Rose a little", "Fell a little"],
    ]);
    const deltas = $$(el, "[part=row] .delta").map((delta) => [delta.className.trim(), delta.textContent!.trim()]);
    expect(deltas.slice(2)).to.deep.equal([
      ["delta stable", "+1"],
      ["delta stable", "−1"],
    ]);
    // What is on the screen is what is exported.
    const { rows } = JSON.parse((await el.exportData("json", { download: false })) as string) as {
      rows: Array<Record<string, string>>;
    };
    expect(rows.map(({ name, trend }) => [name, trend])).to.deep.equal([
      ["Rose", "worsening"],
      ["Fell", "improving"],
      ["Rose a little", "stable"],
      ["Fell a little", "stable"],
    ]);
    $(el, "[part=table-toggle]").click();
    await settle(el);
    // 33 to 16 would stand beside −16, and 16.5 beside a score of 16: two digits more, with which each row adds up.
    expect($$(el, "[part=data-table] td.num").map((cell) => cell.textContent)).to.deep.equal(
      [
        ["32.94", "45.29", "+12.35"],
        ["32.94", "16.47", "−16.47"],
        ["32.94", "34.26", "+1.32"],
        ["32.94", "31.71", "−1.23"],
      ].flat(),
    );
    // Small moves fill what room the others leave.
    const one = await movers({ data, attributes: { of: "clients", limit: "1" } });
    expect($$(one, "[part=side]").length).to.equal(2);
    const calm = await movers({ data: { ...data, clients: data.clients.slice(1, 3) }, attributes: { of: "clients" } });
    expect(
      $$(calm, "[part=side] .detail")
        .slice(0, 2)
        .map((p) => p.textContent),
    ).to.deep.equal(["None", "None"]);
    expect(side(calm, 2).length).to.equal(2);
    expect(textOf($(calm, ".body .sr-only"))).to.equal("Worsened most: None. Improved most: None.");
  });

  it("says the years of a window in which a day could be taken for another's", async () => {
    const says = async (window: string): Promise<string> => {
      const el = await mount<RiskMovers>("risk-movers", { data: DATA, attributes: { window } });
      return textOf($(el, "[part=detail]"));
    };
    expect(await says("90")).to.equal("Aug 25 (ring) to Nov 23 (dot) · 90 days");
    expect(await says("400")).to.match(/^Oct 19, 2025 \(ring\) to Nov 23, 2026 /);
  });

  it("shows no more than asked for, each way", async () => {
    expect(side(await movers({ attributes: { limit: "1" } }), 0)).to.deep.equal(["Mona More"]);
    const all = await movers({ attributes: { limit: "none" } });
    // Of the three that rose one is stable.
    expect([side(all, 0).length, side(all, 2)]).to.deep.equal([2, ["Stella Still"]]);
  });

  it("ranks nobody of different models together: each has lists of its own, and it is said why", async () => {
    const clients = [
      { ...DATA.clients[0]!, model: "infima" },
      { ...DATA.clients[0]!, id: "low", name: "Low", model: "phishr" },
    ];
    const data = { as_of: AS_OF, clients } as Dataset;
    const el = await movers({ data });
    expect(textOf(el)).to.contain("not ranked together");
    const heads = $$(el, "[part=side] h3").map((h) => textOf(h));
    expect(heads.slice(0, 2)).to.deep.equal(["Worsening Infima model", "Improving Infima model"]);
    expect(heads).to.include("Worsening Phishr model");
    // Each is drawn on its own scale, with its own digits.
    const phishr = $$(el, "[part=side]").find((one) => /Worsening Phishr/.test(textOf(one)))!;
    expect(textOf(phishr.querySelector("[part=row] .change b")!)).to.match(/^\+0\.\d\d$/);
    expect(Number(phishr.querySelector(".dot")!.getAttribute("cx")!.replace("%", ""))).to.be.greaterThan(10);
    const { rows } = JSON.parse((await el.exportData("json", { download: false })) as string) as {
      rows: Array<Record<string, unknown>>;
    };
    expect(new Set(rows.map((row) => row["row_model"]))).to.deep.equal(new Set(["infima", "phishr"]));
    $(el, "[part=table-toggle]").click();
    await settle(el);
    expect(textOf($(el, "table"))).to.contain("Phishr model");
  });

  it("exports roles by the names that readers have for them", async () => {
    const el = await movers({ attributes: { of: "roles" } });
    const { rows } = JSON.parse((await el.exportData("json", { download: false })) as string) as {
      rows: Array<Record<string, unknown>>;
    };
    expect(rows.map(({ id, name }) => [id, name])).to.deep.include(["hr", "Human resources"]);
  });

  it("says under a name what the title does not: the client, or within one the department", async () => {
    const under = (el: Element): string => $(el, "[part=row] .detail").textContent!.trim();
    expect(under(await movers())).to.equal("One");
    expect(under(await movers({ attributes: { client: "one" } }))).to.equal("ops");
  });

  it("has arrows that are turned from right to left for what draws pictures of it, too", async () => {
    const el = await movers({ dir: "rtl" });
    const arrows = [...el.shadowRoot!.querySelectorAll<SVGPathElement>(".arrow path")];
    expect(arrows.length).to.be.greaterThan(0);
    for (const arrow of arrows) expect(arrow.getScreenCTM()!.a).to.be.below(0);
  });

  it("narrow, has a way nearer to the name it is of than to the next", async () => {
    const el = await movers({ width: 320 });
    const [first, second] = $$(el, "[part=row]");
    const way = first!.querySelector(".dot")!.getBoundingClientRect();
    const above = way.top - first!.querySelector(".who")!.getBoundingClientRect().bottom;
    expect(above).to.be.lessThan(second!.querySelector(".who")!.getBoundingClientRect().top - way.bottom);
  });

  it("compares clients, departments and roles as well", async () => {
    const clients = await movers({ attributes: { of: "clients" } });
    expect([...side(clients, 0), ...side(clients, 1)]).to.contain("One");
    expect($(clients, "[part=row] .detail").textContent).to.equal("4 people");
    const departments = await movers({ attributes: { of: "departments", client: "one" } });
    expect(side(departments, 0)).to.deep.equal(["ops"]);
    const roles = await movers({ attributes: { of: "roles" } });
    expect(side(roles, 0)).to.contain("Standard");
  });

  it("of one department only, where that is the subject", async () => {
    const el = await movers({ attributes: { department: "sales" } });
    expect(side(el, 0)).to.deep.equal([]);
    expect(textOf(el)).to.contain("sales").and.to.contain("Nobody");
  });

  it("draws ring to dot on the scale of the model, in every row the same", async () => {
    const el = await movers();
    const row = $(el, "[part=row]");
    const now = Number(row.querySelector(".dot")!.getAttribute("cx")!.replace("%", ""));
    const then = Number(row.querySelector(".ring")!.getAttribute("cx")!.replace("%", ""));
    expect(now).to.be.greaterThan(then);
    expect(row.querySelectorAll(".grid").length).to.equal(3);
    const way = row.querySelector(".way")!;
    expect([way.getAttribute("x1"), way.getAttribute("x2")]).to.deep.equal([`${then}%`, `${now}%`]);
    const lines = $$(el, "[part=row]").map((r) =>
      [...r.querySelectorAll(".grid")].map((l) => l.getAttribute("x1")).join(),
    );
    expect(new Set(lines).size).to.equal(1);
  });

  it("mirrors right to left, signs stay as they are", async () => {
    const el = await movers({ dir: "rtl" });
    const row = $(el, "[part=row]");
    const place = (c: string): number => Number(row.querySelector(c)!.getAttribute("cx")!.replace("%", ""));
    expect(place(".dot")).to.be.lessThan(place(".ring"));
    expect(getComputedStyle(row.querySelector(".delta b")!).direction).to.equal("ltr");
  });

  it("says in words what a row draws", async () => {
    const row = $(await movers(), "[part=row]");
    expect(row.textContent).to.match(/from \d+ to \d+, \w+/);
  });

  it("a name is a button that says who or what", async () => {
    const el = await movers({ attributes: { of: "clients" } });
    const heard = listen(el, "risk-select");
    $(el, "[part=row] .link").click();
    expect(heard).to.deep.equal([{ kind: "client", id: "one" }]);
  });

  it("has its numbers as a table", async () => {
    const el = await movers();
    $(el, "[part=table-toggle]").click();
    await settle(el);
    const table = $(el, "table");
    expect(table.querySelectorAll("tbody tr").length).to.equal(4);
    expect(table.textContent).to.contain("Mona More");
    const heads = [...table.querySelectorAll("thead th")].map((th) => textOf(th));
    expect(heads).to.deep.equal(["Name", "From", "To", "Band", "Change"]);
  });

  it("says so where nothing moved, and where there is too little to tell", async () => {
    const still = await movers({ attributes: { client: "two", window: "1" } });
    expect(textOf(still)).to.contain("Nothing moved");
    expect($(still, "[part=table-toggle], [part=export]")).to.equal(null);
    // Some without a score are no reason to say that there is too little.
    const people = [...DATA.clients[1]!.people, { id: "p" }];
    const some = await movers({ data: { ...DATA, clients: [{ id: "x", people }] }, attributes: { window: "1" } });
    expect(textOf(some)).to.contain("Nothing moved");
    const none = await movers({
      data: { as_of: AS_OF, clients: [{ id: "x", people: [{ id: "p" }] }] },
      attributes: { client: "x" },
    });
    expect(none.phase).to.equal("insufficient");
    expect(textOf(none)).to.contain("Not enough data");
  });

  it("for the client audience shows groups, whatever is asked", async () => {
    const el = await mount<RiskMovers>("risk-movers", {
      data: DATASET,
      attributes: { audience: "client", of: "people" },
    });
    await settle(el);
    expect(textOf(el)).to.contain("Brightwater Logistics");
    expect(textOf(el)).to.not.contain("Jonas");
    expect($(el, "[part=title]").textContent).to.equal("Where risk moved most");
    const within = await movers({ data: DATASET, attributes: { audience: "client", client: "brightwater" } });
    expect(textOf($(within, ".body"))).to.not.contain("Brightwater");
    const few = await movers({ attributes: { audience: "client", client: "one" } });
    expect($(few, "[part=empty]").textContent!.trim()).to.equal("Too few people to show");
  });

  it("of nobody in particular is of people: an empty attribute, or a word that is none", async () => {
    const plain = textOf(await movers());
    for (const of of ["", "People", "constructor"]) {
      expect(textOf(await movers({ attributes: { of } })), of).to.equal(plain);
    }
  });

  it("exports both sides with then and now", async () => {
    const el = await movers();
    const { rows } = JSON.parse(await el.exportData("json", { download: false })) as {
      rows: Array<Record<string, unknown>>;
    };
    expect(rows.map((row) => row["trend"])).to.include.members(["worsening", "improving"]);
    expect(rows[0]!["to"]).to.be.greaterThan(rows[0]!["from"] as number);
  });
});
