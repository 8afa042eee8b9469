import { expect } from "@open-wc/testing";
import type { Supply } from "../../src/data/types.js";
import { readData } from "../../src/data/read.js";
import { RiskBreakdown } from "../../src/elements/risk-breakdown/define.js";
import "../../src/elements/risk-provider/define.js";
import type { RiskReport } from "../../src/elements/risk-report/risk-report.js";
import "../../src/elements/risk-report/define.js";
import { defineModel, explainChange, forecast, scoreClient, scorePerson } from "../../src/engine/index.js";
import type { PersonRecord } from "../../src/engine/types.js";
import { contract, FakeSupply, listen, mount, settle, textOf, unmountAll, until, type Mounting } from "./contract.js";
import { ADA, AS_OF, DATASET, event, NOW } from "./samples.js";

await RiskBreakdown.preload();

contract({
  tag: "risk-breakdown",
  attributes: { client: "brightwater" },
  says: ["What makes up the score", "Brightwater Logistics"],
  word: ["breakdown", "pointsTitle"],
  grows: Infinity,
  columns: ["row", "label", "points"],
});

const MODELS = ["phishr", "caniphish", "moxso", "metacompliance", "infima"];
const NORTHWIND = DATASET.clients[0]!;

const show = (m: Mounting): Promise<RiskBreakdown> => mount<RiskBreakdown>("risk-breakdown", { data: DATASET, ...m });
const ada = (attributes: Record<string, string> = {}): Promise<RiskBreakdown> =>
  show({ attributes: { person: ADA.id, ...attributes } });
const one = (person: Partial<PersonRecord>, attributes: Record<string, string>): Promise<RiskBreakdown> =>
  show({ attributes, data: { as_of: AS_OF, clients: [{ id: "c", people: [{ id: "x", name: "Xenia", ...person }] }] } });
const all = <E extends Element = HTMLElement>(el: Element, selector: string): E[] => [
  ...el.shadowRoot!.querySelectorAll<E>(selector),
];
const text = (node: Element | null | undefined): string => node?.textContent?.replace(/\s+/g, " ").trim() ?? "";
/** A number as it is written on screen. */
const number = (words: string): number => Number(words.replace("\u2212", "-").replace("+", ""));
const rows = (el: Element, within = ".sums"): Array<{ label: string; note: string; amount: number; at: boolean }> =>
  all(el, `${within} .sum-rows [part=row]`).map((row) => ({
    label: text(row.querySelector(".row-label")),
    note: text(row.querySelector(".note")),
    amount: number(text(row.querySelector(".row-amount"))),
    at: row.classList.contains("at"),
  }));
const sum = (values: readonly number[]): number => values.reduce((total, n) => total + n, 0);
const button = (el: Element, label: string): HTMLButtonElement => {
  const found = all<HTMLButtonElement>(el, "button").find((b) => text(b) === label);
  if (!found) throw new Error(`no button "${label}" among ${all(el, "button").map(text).join(" | ")}`);
  return found;
};

/** Drawn, that is, with the buttons beside it: the region for screen readers has the words sooner. */
const said = (el: Element, words: string): Promise<void> =>
  until(() => all(el, ".said").some((one) => text(one).includes(words)));

describe("<risk-breakdown> points", () => {
  afterEach(unmountAll);

  for (const model of MODELS) {
    it(`${model}: has a row for every contribution, adding up to the total that is shown`, async () => {
      const el = await ada({ model });
      const { people } = NORTHWIND;
      const score = scorePerson(ADA, { model, asOf: AS_OF, cohort: people });
      const shown = rows(el);
      expect(shown.length).to.equal(score.contributions.length);
      const total = number(text(all(el, "[part=total] .row-amount")[0]));
      expect(sum(shown.map((row) => row.amount))).to.be.closeTo(total, 1e-9);
      expect(total).to.be.closeTo(score.score!, 0.051);
    });
  }

  it("puts the largest raise first and the largest credit last", async () => {
    const el = await ada({ model: "infima" });
    const amounts = rows(el).map((row) => row.amount);
    expect(amounts).to.deep.equal([...amounts].sort((a, b) => b - a));
  });

  it("shows one digit more where the sum would round to another published score", async () => {
    const measures = {
      phishing_simulation: 100,
      threat_exposure: 100,
      training: 47.25,
      incidents: 0,
      peer_benchmark: 0,
    };
    const el = await one({ measures }, { model: "moxso", person: "x" });
    expect(text(all(el, "[part=total] .row-amount")[0])).to.equal("64.45");
    expect(textOf(el)).to.contain("All rows add up to 64.45, published as 64.");
    expect(sum(rows(el).map((row) => row.amount))).to.be.closeTo(64.45, 1e-9);
  });

  it("tells what stands behind a row", async () => {
    const infima = await ada({ model: "infima" });
    const note = (label: string): string => rows(infima).find((row) => row.label.startsWith(label))!.note;
    expect(note("Phishing simulations failed")).to.match(/^\d failures?, (the last )?\d+ days ago$/);
    expect(note("Baseline")).to.equal("Everyone starts here");
    expect(rows(infima).some((row) => row.label === "Role: Standard")).to.equal(true);
    const moxso = await ada({ model: "moxso" });
    expect(rows(moxso).find((row) => row.label === "Training")!.note).to.match(/^Signal \d+ × 20%/);
  });

  it("marks a signal that is older than its cadence allows", async () => {
    const measures = {
      phishing_simulation: 50,
      training: 50,
      threat_exposure: [{ at: NOW - 9 * 86_400_000, value: 60 }],
    };
    const el = await one({ measures }, { model: "moxso", person: "x" });
    expect(rows(el).find((row) => row.label === "Threat exposure")!.note).to.contain("old, from 9 days ago");
  });

  it("says which signals have no data and that the others fill in", async () => {
    const el = await one(
      { measures: { phishing_simulation: 60, threat_exposure: 40 } },
      { model: "moxso", person: "x" },
    );
    expect(textOf(el)).to.contain("No data: Training, Incidents, Peer benchmark.");
    expect(rows(el)[0]!.note).to.equal("Signal 60 × 55%");
  });

  it("calls the multiplier of a negative base a credit", async () => {
    const measures = { security_iq: 150, phish_risk: -40, badge_score: 150 };
    const el = await one({ measures, business_impact: "high" }, { model: "caniphish", person: "x" });
    const row = rows(el).find(({ label }) => label.startsWith("Business impact"))!;
    expect(row.amount).to.be.below(0);
    expect(row.note).to.equal("A credit × 1.2");
  });

  it("names an impact that is no word by its row alone", async () => {
    const measures = { security_iq: 50, phish_risk: 50 };
    for (const impact of ['{"level":"high"}', '["high"]', '{"toString":null}']) {
      const el = await one(
        { measures, business_impact: JSON.parse(impact) as string },
        { model: "caniphish", person: "x" },
      );
      const row = rows(el).find(({ label }) => label.startsWith("Business impact"))!;
      expect(row.label, impact).to.equal("Business impact");
    }
  });

  it("calls limits what they are, on both sides", async () => {
    const credit = await one({ events: [event("simulation_reported", 1)] }, { model: "phishr", person: "x" });
    expect(rows(credit)[0]).to.include({ label: "Limits of the scale", note: "Credit beyond the end of the scale" });
    const full = [1, 2, 3].map((day) => event("simulation_submitted", day));
    const over = await one({ events: full }, { model: "phishr", person: "x" });
    expect(rows(over).at(-1)).to.include({ label: "Limits of the scale", note: "More than the scale holds" });
  });

  it("says when breaches are not monitored", async () => {
    const measures = { security_iq: 50, phish_risk: 50, badge_score: 50 };
    const el = await show({
      attributes: { person: "x", model: "caniphish" },
      data: {
        as_of: AS_OF,
        tenant: { dark_web_monitoring: false },
        clients: [{ id: "c", people: [{ id: "x", measures }] }],
      },
    });
    expect(rows(el).find((row) => row.label === "Breach exposure")!.note).to.contain("not monitored: a flat 50");
  });

  it("leaves a service's score as it is and names what its signals do not account for", async () => {
    const signals = { phishing_simulation: 72, threat_exposure: 81, training: 44, incidents: 0, peer_benchmark: 58 };
    const answer = {
      employee_id: "usr_abc123",
      score: 67,
      band: "elevated",
      last_updated: "2025-04-14T09:22:00Z",
      signals,
    };
    const el = await show({ data: answer, attributes: { model: "moxso" } });
    const last = rows(el).at(-1)!;
    expect(last.label).to.equal("Adjusted by the service");
    expect(last.amount).to.be.closeTo(10.55, 0.06);
    expect(text(all(el, "[part=total] .row-amount")[0])).to.equal("67.0");
    expect(textOf(el)).to.contain("The score is the service’s own.");
    expect(all(el, "[part=advice]").length).to.equal(0);
  });

  it("draws no bar for what is shown as nothing", async () => {
    const events = [event("simulation_opened", 200)];
    const data = { as_of: AS_OF, clients: [{ id: "c", people: [{ id: "x", events }] }] };
    const el = await show({ attributes: { person: "x", model: "phishr" }, data });
    const amounts = all(el, ".sum-rows .row-amount").map(text);
    expect(amounts).to.include("0.000");
    expect(all(el, ".sum-rows .bar").length).to.equal(amounts.filter((amount) => Number(amount)).length);
  });

  it("turns sides and colours round where a low score is the risky one", async () => {
    const model = defineModel({
      id: "trust",
      kind: "event-decay",
      scale: [0, 100],
      direction: "lower-is-riskier",
      bands: [
        { id: "high", from: 0 },
        { id: "low", from: 50 },
      ],
      parameters: { weights: { simulation_reported: 60, simulation_clicked: -20 }, decay: 0.99 },
    });
    const events = [event("simulation_reported", 1), event("simulation_clicked", 2)];
    const data = { as_of: AS_OF, clients: [{ id: "c", people: [{ id: "x", events }] }] };
    const el = await show({ attributes: { person: "x" }, data, properties: { model } });
    const words = all(el, ".axis text").map(text);
    expect(words).to.deep.equal(["raises", "lowers the risk"]);
    expect(all(await ada(), ".axis text").map(text)).to.deep.equal(["lowers", "raises the risk"]);
    // The safest band is the one of the highest scores.
    expect(all(el, ".next").map(text)).to.deep.equal([
      "1 step reaches Low: Report the next simulation.",
      "Time alone never gets it there.",
    ]);
    const bars = all<SVGElement>(el, ".sum-rows [part=row] rect").map((r) => r.getAttribute("class"));
    expect(new Set(bars)).to.deep.equal(new Set(["raises", "lowers"]));
    // What helps raises such a score: it is the risk that is lowered.
    expect(text(all(el, "[part=advice] .sub-title")[0])).to.equal("What would lower the risk most");
    // Riskiest first: what took points away.
    expect(rows(el)[0]!.label).to.equal("Simulations clicked");
    expect(all(el, ".sum-rows [part=row]")[0]!.querySelector("rect")!.getAttribute("class")).to.equal("raises");
  });

  it("what is said over the rows stands over them at every width at which it is said", async () => {
    for (const width of [400, 440, 480, 520]) {
      const el = await show({ attributes: { person: ADA.id }, width });
      const words = all<SVGElement>(el, ".axis text").map((name) => name.getBoundingClientRect());
      expect(words, `${width}`).to.have.length(2);
      const first = all(el, ".sums .sum-rows [part=row]")[0]!.getBoundingClientRect().top;
      for (const { bottom } of words) expect(bottom, `${width}`).to.be.at.most(first + 4);
    }
  });

  it("names the band that a line in the narrow rows of a change stands for", async () => {
    const attributes = { person: ADA.id, model: "infima", mode: "change" };
    const el = await show({ attributes, width: 320 });
    expect(all(el, ".limit").length).to.be.greaterThan(0);
    const names = all<SVGElement>(el, ".axis text");
    expect(names.length).to.be.greaterThan(0);
    const { left, right } = el.getBoundingClientRect();
    for (const name of names) {
      const box = name.getBoundingClientRect();
      expect([box.width > 0, box.left >= left, box.right <= right]).to.deep.equal([true, true, true]);
    }
  });

  it("says what the band means", async () => {
    const el = await ada({ model: "infima" });
    expect(text(all(el, "[part=meaning]")[0])).to.match(/^(Low|Moderate|High|Critical): [A-Z]/);
  });

  it("mirrors the bars right to left", async () => {
    const attributes = { person: ADA.id, model: "infima" };
    const zero = (el: Element): number => parseFloat(all(el, ".zero")[0]!.getAttribute("x1")!);
    const [ltr, rtl] = [await show({ attributes }), await show({ attributes, dir: "rtl" })];
    expect(zero(ltr) + zero(rtl)).to.be.closeTo(100, 0.01);
  });
});

describe("<risk-breakdown> keyboard and table", () => {
  afterEach(unmountAll);

  it("walks the rows with the arrow keys, first row first, and says each", async () => {
    const el = await ada({ model: "infima" });
    const slider = all<HTMLInputElement>(el, ".walk")[0]!;
    slider.dispatchEvent(new Event("focus"));
    await settle(el);
    expect(rows(el)[0]!.at).to.equal(true);
    slider.value = String(Number(slider.value) - 1);
    slider.dispatchEvent(new Event("input"));
    await settle(el);
    expect(
      rows(el)
        .map((row) => row.at)
        .indexOf(true),
    ).to.equal(1);
    expect(slider.getAttribute("aria-valuetext")).to.contain(rows(el)[1]!.label);
    slider.dispatchEvent(new Event("blur"));
    await settle(el);
    expect(rows(el).some((row) => row.at)).to.equal(false);
  });

  it("has the same numbers as a table", async () => {
    const el = await ada({ model: "infima" });
    expect(all(el, "[part=data-table]").length).to.equal(0);
    button(el, "Show as a table").click();
    await settle(el);
    const cells = all(el, "[part=data-table] tbody tr").map((tr) => number(text(tr.lastElementChild)));
    expect(cells).to.deep.equal(rows(el).map((row) => row.amount));
  });

  it("has new, fading and change as columns in the other mode", async () => {
    const el = await ada({ model: "infima", mode: "change" });
    button(el, "Show as a table").click();
    await settle(el);
    expect(all(el, "[part=data-table] th[scope=col]").map(text)).to.deep.equal(["Row", "New", "Fading", "Change"]);
    for (const tr of all(el, "[part=data-table] tbody tr")) {
      const [fresh, faded, change] = [...tr.querySelectorAll("td")].map((td) => number(text(td)));
      expect(fresh! + faded!).to.be.closeTo(change!, 1e-9);
    }
  });

  it("switches modes by buttons that say which is on, and reflects it", async () => {
    const el = await ada({ model: "infima" });
    button(el, "Change").click();
    await settle(el);
    expect(el.getAttribute("mode")).to.equal("change");
    const group = button(el, "Change").parentElement!;
    expect([group.role, group.ariaLabel]).to.deep.equal(["group", "What to show"]);
    const pressed = (): unknown[] => ["Points", "Change"].map((name) => button(el, name).getAttribute("aria-pressed"));
    expect(pressed()).to.deep.equal(["false", "true"]);
    expect(textOf(el)).to.contain("Why the score moved");
  });
});

describe("<risk-breakdown> change", () => {
  afterEach(unmountAll);

  for (const model of MODELS) {
    it(`${model}: the rows lead from the start to the end that are shown`, async () => {
      const el = await show({ attributes: { client: "northwind", model, mode: "change", window: "30" } });
      const shown = rows(el);
      const [start, end] = [shown[0]!.amount, shown.at(-1)!.amount];
      expect(start + sum(shown.slice(1, -1).map((row) => row.amount))).to.be.closeTo(end, 1e-9);
    });
  }

  it("has the engine's parts, exactly, in its export", async () => {
    const el = await ada({ model: "infima", mode: "change" });
    const json = JSON.parse(await el.exportData("json", { download: false })) as {
      rows: Array<{ row: string; new: number; fading: number }>;
    };
    const { rows: parts } = explainChange(ADA, { model: "infima", from: NOW - 90 * 86_400_000, to: AS_OF });
    for (const part of parts) {
      const row = json.rows.find(({ row }) => row === part.id)!;
      expect(row.new).to.be.closeTo(part.new, 1e-9);
      expect(row.fading).to.be.closeTo(part.fading, 1e-9);
    }
  });

  it("draws markers at both ends, and only band lines that lie between them", async () => {
    const el = await ada({ model: "infima", mode: "change" });
    expect(all(el, ".falls .mark").length).to.equal(2);
    const score = (at: number): number => scorePerson(ADA, { model: "infima", asOf: at }).published!;
    const [from, to] = [score(NOW - 90 * 86_400_000), score(NOW)].sort((a, b) => a - b) as [number, number];
    const crossed = [30, 60, 80].filter((line) => line > from && line <= to);
    expect(
      all(el, ".axis text")
        .map(text)
        .map((words) => Number(words.replace(/\D/g, ""))),
    ).to.deep.equal(crossed);
  });

  it("names the line of a band by the number it begins at, decimals included", async () => {
    const el = await show({ attributes: { client: "brightwater", model: "phishr", mode: "change" } });
    expect(all(el, ".axis text").map(text)).to.contain("Medium 0.40");
  });

  it("joins each row to the next at the same place", async () => {
    const el = await ada({ model: "infima", mode: "change" });
    const joins = all(el, ".falls [part=row]").map((row) =>
      [...row.querySelectorAll(".join")].map((l) => l.getAttribute("x1")),
    );
    for (let i = 1; i < joins.length; i++) expect(joins[i]![0]).to.equal(joins[i - 1]!.at(-1));
  });

  it("says it in one sentence whose parts add up", async () => {
    const events = [
      event("simulation_opened", 200),
      event("simulation_clicked", 3, { ref: "a" }),
      event("simulation_clicked", 5, { ref: "b" }),
      event("training_completed", 2, { ref: "t" }),
    ];
    const el = await one({ events }, { person: "x", model: "phishr", mode: "change", lang: "en" });
    const sentence = text(all(el, "[part=sentence]")[0]);
    expect(sentence).to.match(
      /^Up 0\.45 since (25 August|August 25), from Low to Medium: two clicks \(\+0\.81\), one training \(−0\.36\)/,
    );
    const [, total] = /Up ([\d.]+)/.exec(sentence)!;
    const parts = [...sentence.matchAll(/\(([+−][\d.]+)\)/g)].map(([, n]) => number(n!));
    expect(sum(parts)).to.be.closeTo(Number(total), 1e-9);
  });

  it("says of each row what came, what faded and what follows from the others", async () => {
    const notes = async (model: string): Promise<string[]> =>
      rows(await ada({ model, mode: "change" }))
        .slice(1, -1)
        .map(({ label, note }) => `${label}: ${note}`);
    expect(await notes("caniphish")).to.deep.equal([
      "Breach exposure: new, 1 breach",
      "Business impact: High: follows the rows above",
      "Security IQ: unchanged",
      "Phish risk: unchanged",
      "Engagement: unchanged",
      "Limits of the scale: unchanged",
    ]);
    expect((await notes("infima")).filter((note) => !note.endsWith("unchanged"))).to.deep.equal([
      "Phishing simulations failed: new, 1 failure",
      "Breach exposure: new, 1 breach",
      "Simulations reported: by the others +1.2 · fading +4.3",
      "Baseline: share of another total",
    ]);
    expect((await notes("moxso")).filter((note) => !note.endsWith("unchanged"))).to.deep.equal([
      "Decay to the cohort mean: pull of the cohort’s mean",
      "Phishing simulations: new",
    ]);
    expect(await notes("phishr")).to.deep.equal([
      "Simulations clicked: new, 2 clicks",
      "Credentials submitted: new, once",
      "Simulations reported: fading",
      "Simulations opened: new, 1 open",
      "Limits of the scale: share of another total",
    ]);
  });

  it("says when only one end has a score", async () => {
    const el = await one(
      { events: [event("simulation_clicked", 3)] },
      { person: "x", model: "phishr", mode: "change" },
    );
    expect(textOf(el)).to.contain("Only one end of these 90 days has a score.");
    expect(await el.exportData("csv", { download: false })).to.equal("");
  });

  it("a department of which only the score is known is summed up without rows", async () => {
    const data = { department_id: "it", name: "IT", employee_count: 42, average_score: 54, distribution: {} };
    const el = await show({ data });
    expect(text(el.shadowRoot!.querySelector(".sums .sr-only"))).to.equal("IT: 54, Elevated.");
    const json = JSON.parse(await el.exportData("json", { download: false })) as { rows: object[] };
    expect(json.rows).to.deep.equal([{ kind: "department", id: "it", row: "score", label: "Score", points: 54 }]);
  });

  it("says when the service sends no record", async () => {
    const answer = { employee_id: "usr_1", score: 67, band: "elevated", signals: { phishing_simulation: 72 } };
    const el = await show({ data: answer, attributes: { mode: "change", model: "moxso" } });
    expect(textOf(el)).to.contain("without the record behind it");
  });

  it("draws who stayed, joined and left, and the groups, to one scale", async () => {
    const joiner = { ...ADA, id: "new", department: "sales", events: [event("simulation_submitted", 3)] };
    const data = { ...DATASET, clients: [{ ...NORTHWIND, people: [...NORTHWIND.people, joiner] }] };
    const el = await show({ data, attributes: { client: "northwind", mode: "change" } });
    const zeros = all(el, "[part=drivers] .zero").map((line) => line.getAttribute("x1"));
    expect(all(el, "[part=drivers] .thin [part=row]").length).to.be.greaterThan(1);
    expect(new Set(zeros).size, zeros.join()).to.equal(1);
  });

  it("tells who joined, left and changed, adding up to the change", async () => {
    const old = [event("simulation_clicked", 120)];
    const people = [
      { id: "stayed", events: [...old, event("simulation_clicked", 4, { ref: "n" })] },
      { id: "joined", events: [event("simulation_submitted", 3)] },
      { id: "also", events: old },
    ];
    const data = { as_of: AS_OF, clients: [{ id: "c", name: "Cee", people }] };
    const el = await show({ attributes: { client: "c", model: "phishr", mode: "change" }, data });
    const parts = rows(el, "[part=drivers] .thin");
    expect(parts.map((row) => row.label)).to.deep.equal(["2 people stayed", "1 person joined"]);
    const { composition, change } = explainChange(
      { id: "c", people },
      { model: "phishr", from: NOW - 90 * 86_400_000, to: AS_OF },
    );
    expect(parts[1]!.amount).to.be.closeTo(composition!.joined, 0.0011);
    expect(sum(parts.map((row) => row.amount))).to.be.closeTo(change!, 0.0011);
  });
});

describe("<risk-breakdown> of a client", () => {
  afterEach(unmountAll);

  it("has the roll-up's rows and drivers, each adding up to the score", async () => {
    for (const model of MODELS) {
      const el = await show({ attributes: { client: "brightwater", model } });
      const { score } = scoreClient(DATASET.clients[1]!, { model, asOf: AS_OF });
      const total = number(text(all(el, "[part=total] .row-amount")[0]));
      expect(total).to.be.closeTo(score!, 0.051);
      expect(sum(rows(el).map((row) => row.amount))).to.be.closeTo(total, 1e-9);
      expect(sum(rows(el, "[part=drivers]").map((row) => row.amount))).to.be.closeTo(total, 1e-9);
    }
  });

  it("names departments or people, by choice, and fires risk-select", async () => {
    const el = await show({ attributes: { client: "brightwater", model: "infima" } });
    const heard = listen(el, "risk-select");
    button(el, "sales").click();
    button(el, "People").click();
    await settle(el);
    const name = all<HTMLButtonElement>(el, "[part=drivers] .link")[0]!;
    name.click();
    expect(heard[0]).to.deep.equal({ kind: "department", id: "sales" });
    expect(heard[1]!.kind).to.equal("person");
    expect(rows(el, "[part=drivers]").at(-1)!.label).to.match(/others$/);
    // Together they would dwarf those they stand beside.
    expect(all(el, "[part=drivers] [part=row]").at(-1)!.querySelector(".bar")).to.equal(null);
  });

  it("keeps its switches on the surface in 200 px of a long language", async () => {
    const attributes = { client: "northwind", model: "infima", mode: "change", by: "people" };
    const el = await show({ attributes, width: 200, lang: "de" });
    await until(() => textOf(el).includes("Abteilungen"));
    const surface = all(el, ".surface")[0]!.getBoundingClientRect();
    for (const part of all(el, ".segmented, .segmented button")) {
      const { left, right } = part.getBoundingClientRect();
      expect(left, text(part)).to.be.above(surface.left + 8);
      expect(right, text(part)).to.be.below(surface.right - 8);
    }
  });

  it("tells people's parts of a change with what became of their own scores", async () => {
    const attributes = { client: "northwind", model: "infima", mode: "change", by: "people" };
    for (const dir of ["ltr", "rtl"] as const) {
      const el = await show({ attributes, dir });
      const { people, from, to } = explainChange(NORTHWIND, { model: "infima", from: NOW - 90 * 86_400_000, to: NOW });
      const score = (end: typeof from, id: string): number | null =>
        "people" in end ? end.people.find((one) => one.id === id)!.published : null;
      const list = rows(el, "[part=drivers] > div:last-of-type");
      const named = people.map(({ id }) => ({ id, name: NORTHWIND.people.find((one) => one.id === id)!.name! }));
      let told = 0;
      for (const { label, note } of list) {
        const who = named.find(({ name }) => name === label);
        if (!who) continue;
        const ends = [score(from, who.id), score(to, who.id)];
        if (ends.includes(null)) expect(note, label).to.equal("");
        else expect(note, label).to.equal(dir === "rtl" ? `\u200f${ends.join(" ← ")}` : ends.join(" → "));
        told++;
      }
      expect(told).to.be.above(3);
    }
  });

  it("lists everybody when asked, still adding up", async () => {
    const el = await show({ attributes: { client: "brightwater", model: "infima", by: "people" } });
    const before = sum(rows(el, "[part=drivers]").map((row) => row.amount));
    button(el, "Show all 30").click();
    await settle(el);
    expect(rows(el, "[part=drivers]").length).to.equal(30);
    expect(sum(rows(el, "[part=drivers]").map((row) => row.amount))).to.be.closeTo(before, 1e-9);
  });

  it("shows the client audience whole numbers and groups, and no composition that tells a few people's scores", async () => {
    const el = await show({
      attributes: { client: "brightwater", model: "infima", mode: "change", audience: "client" },
    });
    await until(() => el.phase === "ready");
    await settle(el);
    for (const { amount } of [...rows(el), ...rows(el, "[part=drivers]")])
      expect(Number.isInteger(amount)).to.equal(true);
    expect(textOf(el)).to.not.contain("People");
    const { people } = await import("../../src/data/why.js").then(({ movedOf }) => {
      const book = (el as unknown as { book: Parameters<typeof movedOf>[0] }).book;
      return { people: movedOf(book)!.people };
    });
    expect(people).to.deep.equal([]);
  });

  it("withholds the composition where fewer than min_group joined", async () => {
    const base = DATASET.clients[1]!;
    const joiner = { id: "new", department: "sales", events: [event("simulation_submitted", 2)] };
    const old = base.people.map((p) => ({ ...p, events: [...(p.events ?? []), event("simulation_clicked", 200)] }));
    const data = { as_of: AS_OF, clients: [{ ...base, people: [...old, joiner] }] };
    const attributes = { client: base.id, model: "infima", mode: "change" };
    const inside = await show({ attributes, data });
    expect(textOf(inside)).to.contain("1 person joined");
    const outside = await show({ attributes: { ...attributes, audience: "client" }, data });
    await until(() => outside.phase === "ready");
    await settle(outside);
    expect(textOf(outside)).to.not.contain("joined (");
    expect(textOf(outside)).to.contain("Too few people joined or left");
  });
});

describe("<risk-breakdown> events in question", () => {
  afterEach(unmountAll);

  it("that are all there is leave no score, which is no number to take off", async () => {
    const events = [event("simulation_clicked", 1, { suspect: "burst" } as object)];
    const el = await one({ events }, { person: "x", model: "phishr" });
    const row = all(el, "[part=quality] .todo")[0]!;
    expect(text(row.querySelector(".todo-to"))).to.equal("No score");
    expect(text(row.querySelector(".row-amount"))).to.equal("");
  });
});

describe("<risk-breakdown> of people whom two clients have under one id", () => {
  afterEach(unmountAll);

  it("names each, with what became of their own score", async () => {
    const person = (name: string, days: number) => ({
      id: "1",
      name,
      events: [event("simulation_reported", 200), event("simulation_clicked", days)],
    });
    const clients = [
      { id: "a", people: [person("Ann", 1)] },
      { id: "b", people: [person("Ben", 9)] },
    ];
    const data = { as_of: AS_OF, model: "phishr", clients };
    const told = async (mode: string): Promise<string[]> => {
      const el = await show({ data, attributes: { mode } });
      el.by = "people";
      await settle(el);
      return all(el, "[part=drivers] > div:not(.thin, .line) [part=row]").map((row) =>
        [".row-label", ".note"].map((part) => text(row.querySelector(part))).join(": "),
      );
    };
    expect(await told("points")).to.deep.equal(["Ann: 60% of the score", "Ben: 40% of the score"]);
    expect(await told("change")).to.deep.equal(["Ann: 0.00 → 0.47", "Ben: 0.00 → 0.32"]);
    const review = await mount<RiskReport>("risk-report", { data });
    await until(() => all(review, "[part=people] .row-label").length > 0);
    expect(all(review, "[part=people] .row-label").map(text)).to.deep.equal(["Ann", "Ben"]);
  });
});

describe("<risk-breakdown> advice and assigning", () => {
  afterEach(unmountAll);

  const supplied = (supply: Supply, attributes: Record<string, string>): Promise<RiskBreakdown> =>
    show({ attributes, data: undefined, supply });
  const fake = (): FakeSupply => new FakeSupply({ status: "ready", book: readData(DATASET).book, at: NOW });

  it("lists what lowers the score, most first, with where it leads", async () => {
    const el = await ada({ model: "infima" });
    const effects = all(el, "[part=advice] .todo .row-amount").map((n) => number(text(n)));
    expect(effects.length).to.be.greaterThan(2);
    expect(effects).to.deep.equal([...effects].sort((a, b) => a - b));
    expect(effects.every((n) => n < 0)).to.equal(true);
    expect(text(all(el, "[part=advice] .todo-to")[0])).to.match(/^to \d+ \w+/);
  });

  it("a client's actions are of those whom they help, as in the review: nobody's signal is brought up to a target", async () => {
    const signals = (level: number) =>
      Object.fromEntries(
        ["phishing_simulation", "threat_exposure", "training", "incidents"].map((id) => [
          id,
          [{ at: AS_OF, value: level }],
        ]),
      );
    const people = [10, 15, 60, 90].map((level, i) => ({ id: `p${i}`, measures: signals(level) }));
    const data = { as_of: AS_OF, model: "moxso", clients: [{ id: "c", people }] };
    const el = await show({ data, attributes: { client: "c" } });
    await until(() => all(el, "[part=advice] .todo").length > 0, 20_000);
    const row = all(el, "[part=advice] .todo").find((one) => text(one).includes("Bring Phishing simulations to 25"))!;
    // 30 of 90 % of what 60 and 90 are above 25, over four people.
    expect([text(row.querySelector(".note")), text(row.querySelector(".row-amount"))]).to.deep.equal([
      "2 people",
      "−8.3",
    ]);
    const credit = [event("training_completed", 20), event("simulation_reported", 20)];
    const some = [[], [], [event("simulation_submitted", 1)]].map((more, i) => ({
      id: `q${i}`,
      events: [...credit, ...more],
    }));
    const other = await show({
      data: { as_of: AS_OF, model: "phishr", clients: [{ id: "c", people: some }] },
      attributes: { client: "c" },
    });
    await until(() => all(other, "[part=advice] .todo").length > 0, 20_000);
    // Who is at the end of the scale gains nothing.
    expect(all(other, "[part=advice] .todo .note").map(text)).to.deep.equal(["1 person", "1 person"]);
  });

  it("says the band that time alone reaches, also where it is not the next one", async () => {
    const then = (type: string, ref: string) => event(type, 364, { id: `${type} ${ref}`, ref });
    const events = [
      ...Array.from({ length: 9 }, (_, i) => [
        ...["training_assigned"].map((type) => then(type, `c${i}`)),
        ...["simulation_clicked", "simulation_submitted", "simulation_attachment_opened"].map((type) =>
          then(type, `s${i}`),
        ),
      ]).flat(),
      ...[1, 2, 3].map((i) => ({ ...then("quiz_failed", "q"), id: `q${i}` })),
      event("training_assigned", 10, { ref: "done" }),
      event("training_completed", 9, { ref: "done" }),
      event("simulation_sent", 8, { ref: "last" }),
    ];
    const el = await one({ events }, { person: "x", model: "metacompliance" });
    await until(() => all(el, "[part=advice] .next").length > 1, 20_000);
    expect(text(all(el, "[part=total] .band")[0])).to.equal("High");
    const [crossing] = forecast(
      { id: "x", events },
      { model: "metacompliance", asOf: NOW, until: NOW + 30 * 86_400_000 },
    ).crossings;
    expect([crossing!.from, crossing!.to]).to.deep.equal(["high", "low"]);
    expect(text(all(el, "[part=advice] .next")[1])).to.match(/^With nothing new, time alone reaches Low on /);
  });

  it("says the fewest that reach the next band, and what time alone does", async () => {
    const el = await ada({ model: "infima" });
    const lines = all(el, ".next").map(text);
    expect(lines[0]).to.match(/steps? reach|No set of these/);
    expect(lines[1]).to.match(/time alone reaches|Time alone never/);
    const safe = await one({ events: [event("simulation_reported", 3)] }, { person: "x", model: "phishr" });
    expect(all(safe, ".next").map(text)).to.deep.equal(["Low is the safest band there is."]);
    const stuck = await one(
      { events: Array.from({ length: 40 }, (_, i) => event("simulation_submitted", 1, { id: `s${i}` })) },
      { person: "x", model: "phishr" },
    );
    expect(all(stuck, ".next").map(text).join(" ")).to.match(
      /^No set of these reaches the next band\. With nothing new, time alone reaches Medium on /,
    );
  });

  it("takes targets for measures", async () => {
    const el = await ada({ model: "caniphish" });
    expect(textOf(el)).to.contain("Bring Security IQ to 80");
    el.targets = { security_iq: 95 };
    await settle(el);
    expect(textOf(el)).to.contain("Bring Security IQ to 95").and.not.contain("Bring Phish risk");
  });

  for (const model of ["phishr", "moxso"])
    for (const n of [3, 1100]) {
      it(`${model}: of a client of ${n} is what the roll-up would be if all who can did it`, async () => {
        const person = (i: number): PersonRecord => ({
          id: `p${i}`,
          name: `P ${i}`,
          department: i % 2 ? "Sales" : "Ops",
          role: "standard",
          events: i % 3 ? [event("simulation_clicked", 1 + (i % 50))] : [],
          measures: { phishing_simulation: i % 97, threat_exposure: i % 31, training: 30 + (i % 71), incidents: 40 },
        });
        const people = Array.from({ length: n }, (_, i) => person(i));
        const el = await show({
          attributes: { client: "c", model },
          data: { as_of: AS_OF, clients: [{ id: "c", people }] },
        });
        await until(() => all(el, "[part=advice] .todo").length > 0, 20_000);
        const options = { model, asOf: AS_OF };
        const now = scoreClient({ people }, options);
        const scored = new Set(now.people.filter(({ score }) => score !== null).map(({ id }) => id));
        const doing = people.map((one): PersonRecord => {
          if (!scored.has(one.id)) return one;
          if (model === "phishr") return { ...one, events: [...one.events!, { type: "simulation_reported", at: NOW }] };
          return {
            ...one,
            measures: { ...one.measures, incidents: Math.min(25, one.measures!["incidents"] as number) },
          };
        });
        const effect = scoreClient({ people: doing }, options).score! - now.score!;
        const said = model === "phishr" ? /^Report the next simulation/ : /^Bring Incidents to 25/;
        const row = all(el, "[part=advice] .todo").find((one) => said.test(text(one)));
        expect(number(text(row?.querySelector(".row-amount"))), textOf(el)).to.be.closeTo(
          effect,
          model === "phishr" ? 6e-4 : 0.06,
        );
      });
    }

  it("confirms before it assigns, fires a cancelable event and tells the source", async () => {
    const supply = fake();
    const el = await supplied(supply, { person: ADA.id, model: "infima" });
    const heard = listen(el, "risk-assign-training");
    button(el, "Assign").click();
    await settle(el);
    expect(supply.assigned).to.deep.equal([]);
    button(el, `Assign to ${ADA.name!}`).click();
    await said(el, "Assigned to 1 person.");
    expect(heard).to.deep.equal([{ id: ADA.id, row: "training" }]);
    expect(supply.assigned).to.deep.equal([ADA.id]);
    expect(text(all(el, "[role=status]")[0])).to.equal("Assigned to 1 person.");
  });

  it("asks once where a button is pressed twice before it is drawn anew", async () => {
    const supply = fake();
    const taken: string[] = [];
    Object.assign(supply, { cancelTraining: (id: string) => Promise.resolve(void taken.push(id)) });
    const el = await supplied(supply, { person: ADA.id, model: "infima" });
    const heard = listen(el, "risk-assign-training");
    button(el, "Assign").click();
    await settle(el);
    const confirm = button(el, `Assign to ${ADA.name!}`);
    confirm.click();
    confirm.click();
    await said(el, "Assigned to 1 person.");
    expect([heard.length, supply.assigned]).to.deep.equal([1, [ADA.id]]);
    const undo = button(el, "Undo");
    undo.click();
    undo.click();
    await said(el, "Taken back for 1 person.");
    expect(taken).to.deep.equal([ADA.id]);
  });

  it("leaves it to a page that prevents the event", async () => {
    const supply = fake();
    const el = await supplied(supply, { person: ADA.id, model: "infima" });
    el.addEventListener("risk-assign-training", (e) => e.preventDefault());
    button(el, "Assign").click();
    await settle(el);
    button(el, `Assign to ${ADA.name!}`).click();
    // What the page makes of it nobody here knows.
    await said(el, "Training asked for 1 person.");
    expect(text(all(el, "[role=status]")[0])).to.equal("Training asked for 1 person.");
    expect(supply.assigned).to.deep.equal([]);
  });

  it("says apart what a source did and what the page was asked for, and who still has what was to be taken back", async () => {
    const supply = fake();
    const keeps = new Set(["p-1-3", "p-1-7"]);
    const cancelTraining = async (id: string): Promise<void> => {
      if (keeps.delete(id)) throw new Error("503");
    };
    Object.assign(supply, { cancelTraining });
    const el = await supplied(supply, { client: "brightwater", model: "infima" });
    el.addEventListener("risk-assign-training", (e) => {
      if ((e as CustomEvent<{ id: string }>).detail.id === "p-1-5") e.preventDefault();
    });
    button(el, "Assign").click();
    await settle(el);
    button(el, "Assign to 30 people").click();
    const exactly = async (words: string): Promise<void> => {
      await said(el, words);
      expect(text(all(el, ".said")[0])).to.equal(words);
    };
    await exactly("Assigned to 29 people. Training asked for 1 person.");
    button(el, "Undo").click();
    await exactly("Taken back for 27 people. Assigned to 2 people. Training asked for 1 person.");
    button(el, "Undo").click();
    await exactly("Taken back for 29 people. Training asked for 1 person.");
    expect(all(el, "button").some((one) => textOf(one) === "Undo")).to.equal(false);
  });

  it("is about one person: what was begun or said of somebody is not taken for the next", async () => {
    const supply = fake();
    const el = await supplied(supply, { person: ADA.id, model: "infima" });
    button(el, "Assign").click();
    await settle(el);
    const others = DATASET.clients.flatMap(({ people }) => people).filter(({ id }) => id !== ADA.id);
    let other = 0;
    do {
      el.person = others[other]!.id;
      await settle(el);
    } while (!all(el, "[part=assign]").length && ++other < others.length);
    expect(all(el, "[part=assign-panel]").length).to.equal(0);
    button(el, "Assign").click();
    await settle(el);
    button(el, `Assign to ${others[other]!.name!}`).click();
    await said(el, "Assigned to 1 person.");
    expect(supply.assigned).to.deep.equal([others[other]!.id]);
    el.person = ADA.id;
    await settle(el);
    expect(all(el, "[part=assign-panel]").length).to.equal(0);
  });

  it("says so where nobody takes it on", async () => {
    const el = await ada({ model: "infima" });
    button(el, "Assign").click();
    await settle(el);
    button(el, `Assign to ${ADA.name!}`).click();
    await said(el, "Not assigned to 1 person.");
  });

  it("is not offered where the source cannot", async () => {
    const supply = fake();
    Object.defineProperty(supply, "assignTraining", { value: undefined });
    const el = await supplied(supply, { person: ADA.id, model: "infima" });
    expect(all(el, "[part=assign]").length).to.equal(0);
  });

  for (const how of ["data", "src"] as const)
    it(`is offered under a provider with ${how}: the page can take it on`, async () => {
      const provider = document.createElement("risk-provider");
      if (how === "data") provider.data = DATASET;
      else provider.src = `data:application/json,${encodeURIComponent(JSON.stringify(DATASET))}`;
      const el = document.createElement("risk-breakdown");
      Object.assign(el, { person: ADA.id, model: "infima" });
      provider.append(el);
      document.body.append(provider);
      try {
        await until(() => all(el, "[part=advice] .todo").length > 0);
        el.addEventListener("risk-assign-training", (e) => e.preventDefault());
        button(el, "Assign").click();
        await settle(el);
        button(el, `Assign to ${ADA.name!}`).click();
        await said(el, "Training asked for 1 person.");
      } finally {
        provider.remove();
      }
    });

  it("assigns one action to several people, of whom some can be left out", async () => {
    const supply = fake();
    const el = await supplied(supply, { client: "brightwater", model: "infima" });
    const heard = listen(el, "risk-assign-training");
    const opener = button(el, "Assign");
    expect(opener.getAttribute("aria-expanded")).to.equal("false");
    opener.click();
    await settle(el);
    expect(opener.getAttribute("aria-expanded")).to.equal("true");
    expect(text(all(el, ".checks legend")[0])).to.equal("To whom");
    const boxes = all<HTMLInputElement>(el, ".checks input");
    expect(boxes[0]!.checked).to.equal(true);
    // One for all of them, and for the first twelve.
    expect(boxes.length).to.equal(13);
    boxes[0]!.click();
    await settle(el);
    expect(button(el, "Assign to 0 people").disabled).to.equal(true);
    boxes[0]!.click();
    await settle(el);
    button(el, "Show all 30").click();
    await settle(el);
    expect(all(el, ".checks input").length).to.equal(31);
    boxes[1]!.click();
    await settle(el);
    expect(boxes[0]!.indeterminate).to.equal(true);
    button(el, "Assign to 29 people").click();
    await said(el, "Assigned to 29 people.");
    expect(new Set(supply.assigned).size).to.equal(29);
    expect(heard.length).to.equal(29);
    expect(heard[0]!.ids!.length).to.equal(29);
  });

  it("asks for those who still have it to do when newer data leaves out some who were chosen", async () => {
    const supply = fake();
    const el = await supplied(supply, { client: "brightwater", model: "infima" });
    button(el, "Assign").click();
    await settle(el);
    const clients = DATASET.clients.map((client) => ({ ...client, people: client.people.slice(0, 28) }));
    supply.answer({ status: "ready", book: readData({ ...DATASET, clients }).book, at: NOW });
    await settle(el);
    button(el, "Assign to 28 people").click();
    await said(el, "Assigned to 28 people.");
  });

  it("says how far it is meanwhile, by a bar that has a name", async () => {
    const supply = fake();
    const waiting: Array<() => void> = [];
    Object.assign(supply, { assignTraining: () => new Promise<void>((resolve) => waiting.push(resolve)) });
    const el = await supplied(supply, { client: "brightwater", model: "infima" });
    button(el, "Assign").click();
    await settle(el);
    button(el, "Assign to 30 people").click();
    await settle(el);
    waiting.shift()!();
    await settle(el);
    const bar = all<HTMLProgressElement>(el, "progress")[0]!;
    expect([bar.max, bar.value, bar.getAttribute("aria-label")]).to.deep.equal([30, 1, "1 of 30 …"]);
  });

  it("shows five actions, and all when asked", async () => {
    const events = Array.from({ length: 8 }, (_, i) => event("training_assigned", 100, { id: `e${i}`, ref: `c${i}` }));
    const el = await one(
      { events: [...events, event("simulation_clicked", 3)] },
      { person: "x", model: "metacompliance" },
    );
    const shown = (): unknown[] => {
      const toggle = all(el, "[part=advice] > button")[0]!;
      return [all(el, "[part=advice] .todo").length, text(toggle), toggle.getAttribute("aria-expanded")];
    };
    const n = Number(/\d+/.exec(text(all(el, "[part=advice] > button")[0]))![0]);
    expect(shown()).to.deep.equal([5, `Show all ${n}`, "false"]);
    all(el, "[part=advice] > button")[0]!.click();
    await settle(el);
    expect(shown()).to.deep.equal([n, "Show fewer", "true"]);
  });

  it("a client's people are told of all their breaches", async () => {
    const breaches = [30, 60].map((days) => ({
      at: new Date(NOW - days * 86_400_000).toISOString(),
      severity: "high" as const,
      password_exposed: true,
      notified: false,
    }));
    const people = [0, 1, 2].map((i) => ({ id: `p${i}`, measures: { security_iq: 40, phish_risk: 30 }, breaches }));
    const el = await show({
      attributes: { client: "c", model: "caniphish" },
      data: { as_of: AS_OF, clients: [{ id: "c", people }] },
    });
    const told = people.map((one) => ({ ...one, breaches: breaches.map((b) => ({ ...b, notified: true })) }));
    const [now, then] = [people, told].map(
      (list) => scoreClient({ people: list }, { model: "caniphish", asOf: AS_OF }).score!,
    );
    const row = all(el, "[part=advice] .todo").find((one) => text(one).includes("Be told of a breach"))!;
    expect(number(text(row.querySelector(".row-amount")))).to.be.closeTo(then! - now!, 0.06);
  });

  it("tells who was not reached, tries only those again, and takes back what it can", async () => {
    const supply = fake();
    const lost = new Set(["p-1-3", "p-1-7"]);
    const taken: string[] = [];
    Object.assign(supply, {
      assignTraining: async (id: string) => {
        if (lost.delete(id)) throw new Error("503");
        supply.assigned.push(id);
      },
      cancelTraining: async (id: string) => void taken.push(id),
    });
    const el = await supplied(supply, { client: "brightwater", model: "infima" });
    button(el, "Assign").click();
    await settle(el);
    button(el, "Assign to 30 people").click();
    await said(el, "Not assigned to 2 people.");
    expect(textOf(el)).to.contain("Assigned to 28 people.");
    button(el, "Try again").click();
    await said(el, "Assigned to 30 people.");
    expect(supply.assigned.length).to.equal(30);
    button(el, "Undo").click();
    await said(el, "Taken back for 30 people.");
    expect(new Set(taken).size).to.equal(30);
  });
});

describe("<risk-breakdown> events in question", () => {
  afterEach(unmountAll);

  it("shows the score with and without what is disputed", async () => {
    const events = [
      event("simulation_clicked", 20),
      event("simulation_submitted", 2, { ref: "d", disputed: "scanner" }),
    ];
    const el = await one({ events }, { person: "x", model: "phishr" });
    const strip = events.map((e) => ({ ...e, disputed: false }));
    const without = scorePerson({ id: "x", events }, { model: "phishr", asOf: AS_OF });
    const with_ = scorePerson({ id: "x", events: strip }, { model: "phishr", asOf: AS_OF });
    const todo = all(el, "[part=quality] .todo")[0]!;
    expect(text(todo)).to.contain(`to ${with_.published!.toFixed(2)}`);
    expect(number(text(todo.querySelector(".row-amount")))).to.be.closeTo(with_.score! - without.score!, 0.0006);
  });

  it("of a client, too", async () => {
    const people = [1, 2, 3].map((i) => ({
      id: `p${i}`,
      events: [event("simulation_clicked", 20), event("simulation_submitted", i, { disputed: "scanner" })],
    }));
    const el = await show({
      attributes: { client: "c", model: "phishr" },
      data: { as_of: AS_OF, clients: [{ id: "c", people }] },
    });
    const counting = people.map((one) => ({ ...one, events: one.events.map((e) => ({ ...e, disputed: false })) }));
    const [now, then] = [people, counting].map(
      (list) => scoreClient({ people: list as PersonRecord[] }, { model: "phishr", asOf: AS_OF }).score!,
    );
    const todo = all(el, "[part=quality] .todo")[0]!;
    expect(text(todo)).to.contain("With the 3 disputed events");
    expect(number(text(todo.querySelector(".row-amount")))).to.be.closeTo(then! - now!, 0.0006);
  });

  it("flags likely scanner events with the reason, and still counts them", async () => {
    const events = [
      event("simulation_clicked", 20),
      { ...event("simulation_opened", 2, { ref: "d" }), suspect: "delivery" },
    ];
    const el = await one({ events }, { person: "x", model: "phishr" });
    expect(textOf(el)).to.contain("looks like a mail scanner’s").and.to.contain("within seconds of delivery");
    expect(rows(el).some((row) => row.label === "Simulations opened")).to.equal(true);
  });

  it("has nothing to say where nothing is in question", async () => {
    expect(all(await ada(), "[part=quality]").length).to.equal(0);
  });
});
