import { expect } from "@open-wc/testing";
import type { SeriesPoint } from "../../src/data/types.js";
import { RiskTrend } from "../../src/elements/risk-trend/define.js";
import {
  candidates,
  groupForecast,
  steepest,
  story,
  worthSaying,
  type Moment,
} from "../../src/elements/risk-trend/story.js";
import { forecast, getModel, prepare, scorePerson } from "../../src/engine/index.js";
import type { Dataset, EventRecord, PersonRecord } from "../../src/engine/types.js";
import { contract, mount, settle, textOf, unmountAll, until, type Mounting } from "./contract.js";
import { AS_OF, DATASET, NOW } from "./samples.js";

await RiskTrend.preload();

contract({
  tag: "risk-trend",
  attributes: { client: "brightwater" },
  says: ["Brightwater Logistics", "Phishr model", "Score"],
  word: ["trend", "score"],
  grows: 7,
  columns: ["subject", "at", "score", "band"],
});

const DAY = 86_400_000;
const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();
const happened = (type: string, days: number, ref: string, more: Partial<EventRecord> = {}): EventRecord => ({
  type,
  at: ago(days),
  ref,
  ...more,
});
const $ = (el: Element, selector: string): HTMLElement => el.shadowRoot!.querySelector<HTMLElement>(selector)!;
const $$ = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];

/** A year of one person: a training, a click and data entered, a breach. */
const ADA: PersonRecord = {
  id: "ada",
  name: "Ada Park",
  department: "Finance",
  role: "standard",
  events: [
    happened("simulation_reported", 350, "s0"),
    happened("training_completed", 200, "Fraud"),
    happened("simulation_clicked", 103.01, "Payroll"),
    happened("simulation_submitted", 103, "Payroll"),
  ],
  breaches: [{ at: ago(26), severity: "critical", password_exposed: true }],
};
const BEN: PersonRecord = {
  id: "ben",
  name: "Ben Cole",
  role: "standard",
  events: [happened("simulation_clicked", 300, "s1")],
};
const DATA: Dataset = {
  as_of: AS_OF,
  model: "infima",
  clients: [{ id: "hf", name: "Harbour & Finch", people: [ADA, BEN] }],
};
const TODAY: Dataset = { ...DATA, as_of: new Date().toISOString() };
const trend = (more: Mounting = {}): Promise<RiskTrend> =>
  mount<RiskTrend>("risk-trend", {
    data: DATA,
    width: 1100,
    ...more,
    attributes: { person: "ada", window: "365", ...more.attributes },
  });
const title = (el: Element): string => $(el, "[part=title]").textContent!.trim();
const d = (el: Element, part: string): string => $(el, `[part=${part}]`).getAttribute("d") ?? "";
const walkTo = async (el: RiskTrend, index: number): Promise<string> => {
  const walk = $(el, ".walk") as HTMLInputElement;
  walk.value = String(index);
  walk.dispatchEvent(new Event("input"));
  await settle(el);
  return $(el, ".walk").getAttribute("aria-valuetext")!;
};

describe("<risk-trend>", () => {
  afterEach(unmountAll);

  describe("its title says what happened", () => {
    it("the band, since when, and what brought it there", async () => {
      expect(title(await trend())).to.equal("High since late October, after a breach was found");
    });

    it("the day itself where that was lately", async () => {
      const el = await trend({ attributes: { "as-of": new Date(NOW - 20 * DAY).toISOString() } });
      expect(title(el)).to.match(/^High since Oct 28, after a breach/);
    });

    it("only the band where it was never another", async () => {
      expect(title(await trend({ attributes: { window: "20" } }))).to.equal("High throughout");
    });

    it("nothing of causes for a group", async () => {
      const el = await mount<RiskTrend>("risk-trend", { data: DATASET, attributes: { client: "northwind" } });
      expect(title(el)).to.not.contain("after");
    });

    it("who, what measure, which span and which model in the line under it", async () => {
      const lead = $(await trend(), "[part=detail]").textContent!;
      expect(lead).to.contain(
        "Ada Park · risk score, 0 to 100 · Nov 23, 2025 to Nov 23, 2026, forecast to Feb 22, 2027 · Infima model",
      );
    });

    it("a shorter line where there is little room", async () => {
      const el = await trend({ width: 320 });
      expect($(el, "[part=detail]").textContent).to.contain("Ada Park · 0 to 100 · to Nov 23, 2026");
    });
  });

  describe("the plot", () => {
    it("has ticks at the bands' beginnings and the ends of the scale, and nowhere else", async () => {
      const el = await trend();
      const numbers = $$(el, ".tick[direction=ltr]").map((t) => t.textContent!.trim());
      expect(numbers).to.deep.equal(["0", "30", "60", "80", "100"]);
      expect($$(el, ".zone").length).to.equal(4);
    });

    it("names the bands beside it, the present one standing out", async () => {
      const el = await trend();
      const of = (selector: string): string[] => $$(el, selector).map((t) => t.textContent!.trim());
      expect(of(".zone-name")).to.have.members(["Low", "Moderate", "High", "Critical"]);
      expect(of(".zone-name.on")).to.deep.equal(["High"]);
      expect($$(el, "svg.chart .steps").length).to.equal(4);
    });

    it("fits the width it has", async () => {
      for (const [width, inside] of [
        [1100, 1058],
        [600, 558],
        [320, 286],
      ] as const) {
        const el = await trend({ width });
        const box = Number($(el, "svg.chart").getAttribute("viewBox")!.split(" ")[2]);
        expect(box, `${width}`).to.be.closeTo(inside, 2);
      }
    });

    it("marks today with a rule, a dot and the number", async () => {
      const el = await trend({ data: TODAY });
      expect($(el, ".today").getAttribute("d")).to.contain("V");
      expect($(el, ".dot").getAttribute("r")).to.equal("5");
      expect($(el, ".now").textContent!.replace(/\s+/g, " ").trim()).to.match(/^\d+ ?today$/);
    });

    it("says the day after the number without moving it by hand: WebKit lays letters that run from right to left over each other then", async () => {
      const el = await trend({ attributes: { locale: "ar" }, dir: "rtl" });
      const now = $(el, ".now");
      expect(now.textContent).to.match(/\p{N}\u200f? \p{N}+ \p{L}+/u);
      expect(now.querySelector("[dx], [x]")).to.equal(null);
    });

    it("says the day where the page asks for another than today", async () => {
      const el = await trend({ attributes: { "as-of": new Date(NOW - 20 * DAY).toISOString() } });
      expect($(el, ".now").textContent!.replace(/\s+/g, " ").trim()).to.match(/^\d+ ?Nov 3$/);
      el.setAttribute("as-of", new Date().toISOString());
      await settle(el);
      expect($(el, ".now").textContent).to.contain("today");
    });

    it("says the day of data that is older than today, where the page asks for no day", async () => {
      const el = await trend();
      expect($(el, ".now").textContent!.replace(/\s+/g, " ").trim()).to.match(/^\d+ ?Nov 23$/);
      el.data = TODAY;
      await settle(el);
      expect($(el, ".now").textContent).to.contain("today");
    });

    it("has no words on a line, wherever the line goes", async () => {
      const throughWords = (el: Element): string[] => {
        const lines = [...el.shadowRoot!.querySelectorAll<SVGPathElement>(".chart .line")];
        const points = lines.flatMap((line) => {
          const length = line.getAttribute("d") ? line.getTotalLength() : 0;
          return Array.from({ length: Math.ceil(length / 2) }, (_, i) => line.getPointAtLength(2 * i));
        });
        return [...el.shadowRoot!.querySelectorAll<SVGTextElement>(".chart :is(.now, .event-name, .muted)")]
          .filter((text) => {
            const { x, y, width, height } = text.getBBox();
            const [top, bottom] = [y + height * 0.3, y + height * 0.75];
            return points.some((p) => p.x > x && p.x < x + width && p.y > top && p.y < bottom);
          })
          .map((text) => text.textContent!);
      };
      for (const [attributes, dir] of [
        [{ person: "p-0-4" }, "ltr"],
        [{ person: "p-0-4" }, "rtl"],
        [{ client: "brightwater", audience: "client" }, "ltr"],
        [{ client: "northwind", model: "infima", window: "365" }, "ltr"],
      ] as const) {
        const el = await mount<RiskTrend>("risk-trend", { data: DATASET, width: 1280, attributes, dir });
        expect(throughWords(el), JSON.stringify(attributes)).to.deep.equal([]);
        expect($(el, ".now")).to.not.equal(null);
      }
    });

    it("says where time takes the score at each crossing that has room", async () => {
      const el = await mount<RiskTrend>("risk-trend", { data: DATASET, width: 1100, attributes: { person: "p-0-4" } });
      expect($$(el, ".ring:not([part]) ~ .event-name").map((t) => t.textContent)).to.deep.equal(["Medium", "Low"]);
    });

    it("months keep their ticks where their names have no room, and a year gives way to the month after it", async () => {
      const el = await trend({ width: 320 });
      const words = $$(el, ".tick:not([direction])").map((t) => t.textContent!.trim());
      expect(words).to.deep.equal(["Jan", "Apr", "Jul", "Oct"]);
      expect($$(el, ".axis").length).to.equal(1 + 5);
    });

    it("the name of the band one is in, the boldest, ends inside the drawing", async () => {
      for (const [lang, model] of [
        ["en", "infima"],
        ["en", "phishr"],
        ["de", "infima"],
        ["es", "infima"],
        ["nl", "infima"],
        ["ar", "infima"],
      ] as const) {
        const el = await trend({ attributes: { model }, lang, width: 800 });
        const own = $(el, ".chart").getBoundingClientRect();
        for (const name of $$(el, ".zone-name")) {
          // Whichever it is.
          name.classList.add("on");
          const { left, right } = name.getBoundingClientRect();
          expect(left, `${lang}: ${name.textContent}`).to.be.at.least(own.left - 0.5);
          expect(right, `${lang}: ${name.textContent}`).to.be.at.most(own.right + 0.5);
        }
        unmountAll();
      }
    });

    it("months that have no room are left out evenly", async () => {
      for (const locale of ["ar", "en", "de"])
        for (const width of [340, 420, 468, 500, 560, 620, 660, 700, 760, 800]) {
          const el = await trend({ width, attributes: { locale } });
          const at = $$(el, ".tick:not([direction])").map((t) => Number(t.getAttribute("x")));
          const steps = at.slice(1).map((x, i) => Math.abs(x - at[i]!));
          // Months are 28 to 31 days long.
          expect(Math.max(...steps) / Math.min(...steps), `${locale} ${width}: ${at.join()}`).to.be.below(1.2);
          unmountAll();
        }
    });

    it("the first day of a year among days is that day", async () => {
      const el = await trend({ attributes: { "as-of": "2027-02-15T12:00:00Z", window: "60" } });
      const words = $$(el, ".tick:not([direction])").map((t) => t.textContent!.trim());
      expect(words.filter((word) => /2027/.test(word)).every((word) => /^Jan \d+, 2027$/.test(word))).to.equal(true);
      expect(words.join()).to.contain("2027");
    });

    it("leaves a gap open, brackets it and says how long it was", async () => {
      const events = [
        happened("simulation_sent", 660, "a"),
        happened("simulation_clicked", 660, "a"),
        happened("training_assigned", 640, "t"),
        happened("quiz_failed", 640, "q"),
        happened("simulation_clicked", 220, "b"),
        happened("training_assigned", 210, "u"),
        happened("quiz_failed", 210, "p"),
      ];
      const person = { id: "g", name: "G", events };
      const data = { as_of: AS_OF, model: "metacompliance", clients: [{ id: "c", people: [person] }] };
      const el = await mount<RiskTrend>("risk-trend", {
        data,
        width: 1100,
        attributes: { person: "g", window: "365" },
      });
      expect(d(el, "line").match(/M/g)!.length).to.be.greaterThan(1);
      expect($(el, ".bracket")).to.not.equal(null);
      expect(textOf(el)).to.match(/No data, \d+ (days|weeks)/);
    });

    it("a single point is still seen", async () => {
      const person = { id: "g", events: [happened("simulation_clicked", 0, "x")] };
      const data = { as_of: AS_OF, model: "phishr", clients: [{ id: "c", people: [person] }] };
      const el = await mount<RiskTrend>("risk-trend", { data, attributes: { person: "g" } });
      expect(d(el, "line")).to.contain("h0.01");
      // Not "from 0.50 on Nov 23 to 0.50 on Nov 23".
      expect($(el, ".sr-only").textContent!.trim())
        .to.match(/^Nov 23: 0\.50, Medium/)
        .and.not.match(/From/);
    });
  });

  describe("events", () => {
    it("say what they were about, and nothing in it turns the text around it", async () => {
      const person = {
        id: "g",
        name: "G",
        events: [happened("simulation_clicked", 60, "a"), happened("simulation_clicked", 20, "Pay\u202eroll")],
      };
      const data = { as_of: AS_OF, model: "infima", clients: [{ id: "c", people: [person] }] };
      const el = await mount<RiskTrend>("risk-trend", { data, width: 1100, attributes: { person: "g" } });
      expect(textOf(el)).to.contain("“Payroll”").and.not.to.contain("\u202e");
    });

    it("are named over the line with what they did", async () => {
      const el = await trend();
      const names = $$(el, ".hair ~ .event-name").map((t) => t.textContent!.replace(/\s+/g, " ").trim());
      expect(names.some((name) => /^Data entered \+\d+$/.test(name))).to.equal(true);
      expect(names.some((name) => /^Training completed −\d+$/.test(name))).to.equal(true);
      expect(textOf(el)).to.contain("Simulation “Payroll”").and.to.contain("Password exposed");
      expect($$(el, ".ring[part=event]").length).to.equal($$(el, ".hair").length);
    });

    it("of one simulation within a day are one event, named after the last", () => {
      const found = candidates(prepare(ADA), NOW - 365 * DAY, NOW).filter(({ ref }) => ref === "Payroll");
      expect(found.length).to.equal(1);
      expect(found[0]).to.include({ kind: "simulation_submitted", at: NOW - 103 * DAY });
      expect(found[0]!.since).to.be.lessThan(found[0]!.at);
    });

    it("of one simulation over more than a day are more than one, however close together", () => {
      const events = [4, 3.2, 2.4].map((days) => happened("simulation_clicked", days, "s"));
      const found = candidates(prepare({ id: "x", events }), 0, NOW).map(({ at }) => at);
      expect(found).to.deep.equal([NOW - 3.2 * DAY, NOW - 2.4 * DAY]);
    });

    it("falling for a simulation and reporting it are two, each with its own part", async () => {
      const events = [
        happened("simulation_reported", 300, "old"),
        happened("simulation_submitted", 40.01, "s"),
        happened("simulation_reported", 40, "s"),
      ];
      const person = { id: "x", name: "X", role: "standard", events };
      const data = { as_of: AS_OF, model: "infima", clients: [{ id: "c", people: [person] }] };
      const el = await mount<RiskTrend>("risk-trend", { data, width: 320, attributes: { person: "x" } });
      const said = $$(el, "[part=events] li").map((li) => li.textContent!.replace(/\s+/g, " ").trim());
      expect(said.length).to.equal(2);
      expect(said[0]).to.match(/Data entered .*\+\d+$/);
      expect(said[1]).to.match(/Simulation reported .*−\d+$/);
    });

    it("of two things at one instant each has its own part, and what the model does not read has none", async () => {
      const row = (before: number, after: number) => [
        { at: ago(60), value: before },
        { at: ago(20), value: after },
      ];
      const measures = {
        training: row(20, 80),
        incidents: row(30, 70),
        badge_score: row(50, 10),
        phishing_simulation: 50,
      };
      const data = { as_of: AS_OF, model: "moxso", clients: [{ id: "c", people: [{ id: "x", name: "X", measures }] }] };
      const el = await mount<RiskTrend>("risk-trend", { data, attributes: { person: "x" } });
      const out = JSON.parse(await el.exportData("json", { download: false })) as {
        rows: Array<Record<string, unknown>>;
      };
      const told = out.rows.filter(({ kind }) => kind === "event");
      expect(told.map(({ subject }) => subject)).to.have.members(["Training measured", "Incidents measured"]);
      const scores = out.rows.filter(({ kind, at }) => kind === "score" && Date.parse(String(at)) <= NOW - 20 * DAY);
      const [before, after] = scores.slice(-2).map(({ score }) => Number(score));
      const sum = told.reduce((total, { score }) => total + Number(score), 0);
      expect(sum).to.be.closeTo(after! - before!, 0.5);
    });

    it("that are disputed or not scored are none", () => {
      const events = [
        happened("simulation_clicked", 5, "a", { disputed: "scanner" }),
        happened("simulation_clicked", 6, "b", { scored: false }),
      ];
      expect(candidates(prepare({ id: "x", events }), 0, NOW)).to.deep.equal([]);
    });

    it("of models that measure are the measurements", async () => {
      const security_iq = [
        { at: ago(80), value: 90 },
        { at: ago(20), value: 20 },
      ];
      const measured: PersonRecord = { id: "m", name: "M", measures: { security_iq, phish_risk: 40, badge_score: 50 } };
      const data = { as_of: AS_OF, model: "caniphish", clients: [{ id: "c", people: [measured] }] };
      const el = await mount<RiskTrend>("risk-trend", { data, width: 1100, attributes: { person: "m" } });
      expect(textOf(el)).to.contain("Security IQ measured").and.to.contain("Now 20");
    });

    it("are numbers with a list under it where there is little room", async () => {
      const el = await trend({ width: 320 });
      const numbers = $$(el, ".n").map((t) => t.textContent!.trim());
      const list = $$(el, "[part=events] li");
      expect(numbers).to.deep.equal(list.map((_, i) => String(i + 1)));
      expect(list.length).to.be.greaterThan(1);
      expect(list[0]!.textContent).to.contain("Training completed");
      expect($$(el, ".hair").length).to.equal(0);
    });

    it("are not told of a group", async () => {
      const el = await mount<RiskTrend>("risk-trend", { data: DATASET, attributes: { client: "brightwater" } });
      expect($$(el, "[part=event]").length).to.equal(0);
    });
  });

  describe("the forecast", () => {
    it("is dashed, starts today, and agrees with the engine", async () => {
      const el = await trend();
      expect(getComputedStyle($(el, "[part=forecast]")).strokeDasharray).to.not.equal("none");
      const expected = forecast(ADA, { model: "infima", asOf: NOW, until: NOW + 91 * DAY });
      const out = JSON.parse(await el.exportData("json", { download: false })) as {
        rows: Array<Record<string, unknown>>;
      };
      const rows = out.rows.filter((row) => row["kind"] === "forecast");
      expect(rows.at(-1)!["score"]).to.be.closeTo(expected.points.at(-1)!.score!, 1e-9);
      expect(rows.length).to.equal(expected.points.length - 1);
    });

    it("marks and dates where time alone changes the band", async () => {
      const el = await trend({ attributes: { forecast: "700" } });
      const expected = forecast(ADA, { model: "infima", asOf: NOW, until: NOW + 700 * DAY });
      expect(expected.crossings.length).to.be.greaterThan(0);
      expect($$(el, ".ring:not([part])").length).to.be.at.least(expected.crossings.length);
      expect(textOf(el)).to.match(/from [A-Z][a-z]{2} \d/);
    });

    it("is left out where the page wants none", async () => {
      const el = await trend({ attributes: { forecast: "0" } });
      expect(d(el, "forecast")).to.equal("");
      expect(textOf(el)).to.not.contain("If nothing new happens");
    });

    it("is of a hundred years at most, also of a date that is taken for days", async () => {
      const el = await trend({ attributes: { forecast: "91" } });
      // As a date is, taken for days.
      el.forecast = Date.now();
      await settle(el);
      expect(d(el, "forecast")).to.match(/^M[\d.L ]+$/);
      expect(textOf(el))
        .to.contain("forecast to")
        .and.to.contain(String(new Date(NOW + 36_525 * DAY).getFullYear()));
    });

    it("of a client rolls its people's up, and leaves out what is later", () => {
      const later = { id: "z", events: [happened("simulation_submitted", -30, "later")] };
      const { points, crossings } = groupForecast([ADA, BEN, later], getModel("infima"), NOW, NOW + 400 * DAY);
      expect(points[0]!.at).to.equal(NOW);
      expect(points.at(-1)!.at).to.equal(NOW + 400 * DAY);
      expect(crossings).to.deep.equal([]);
      const fading = ["x", "y"].map((id) => ({ id, events: [happened("simulation_submitted", 0, "r")] }));
      const bands = groupForecast(fading, getModel("phishr"), NOW, NOW + 400 * DAY).crossings;
      expect(bands.map(({ from, to }) => [from, to])).to.deep.equal([
        ["high", "medium"],
        ["medium", "low"],
      ]);
      expect(points.map((p) => p.at)).to.deep.equal([...new Set(points.map((p) => p.at))].sort((a, b) => a - b));
    });

    it("of a client of one is that person's", () => {
      const one = groupForecast([ADA], getModel("infima"), NOW, NOW + 400 * DAY);
      const alone = forecast(ADA, { model: "infima", asOf: NOW, until: NOW + 400 * DAY });
      expect(one.points.at(-1)!.score).to.be.closeTo(alone.points.at(-1)!.score!, 1e-9);
      expect(one.crossings.map((c) => c.to)).to.deep.equal(alone.crossings.map((c) => c.to));
      one.crossings.forEach((c, i) => expect(Math.abs(c.at - alone.crossings[i]!.at)).to.be.at.most(3_600_000));
    });
  });

  describe("looking at a point", () => {
    it("arrow keys walk along, each point says date, score and band", async () => {
      const el = await trend();
      expect(await walkTo(el, 0)).to.match(/^Nov 23, 2025: no score$/);
      const last = Number(($(el, ".walk") as HTMLInputElement).max);
      expect(await walkTo(el, last)).to.match(/^Feb 22, 2027, if nothing new happens: \d+, \w+$/);
      expect($(el, "[part=readout]").textContent).to.contain("Feb 22, 2027");
      expect($(el, ".cursor").getAttribute("d")).to.contain("V");
    });

    it("keys begin at today", async () => {
      const walk = $(await trend(), ".walk");
      walk.dispatchEvent(new Event("focus"));
      expect(walk.getAttribute("aria-valuetext")).to.match(/^Nov 23, 2026: \d+, High$/);
    });

    it("an event's point says what it was", async () => {
      const el = await trend();
      const max = Number(($(el, ".walk") as HTMLInputElement).max);
      const said: string[] = [];
      for (let i = 0; i <= max; i++) said.push(await walkTo(el, i));
      expect(said.some((text) => /Data entered, \+\d+$/.test(text))).to.equal(true);
    });

    it("several things at one instant are all said, there and in the table", async () => {
      const events = [
        happened("simulation_reported", 80, "old"),
        happened("simulation_submitted", 40, "Payroll"),
        happened("threat_clicked", 40, "Parcel"),
      ];
      const person = { id: "x", name: "X", role: "standard", events };
      const data = { as_of: AS_OF, model: "infima", clients: [{ id: "c", people: [person] }] };
      const el = await mount<RiskTrend>("risk-trend", { data, attributes: { person: "x" } });
      const both = /Threat clicked, \+\d+ · Data entered, \+\d+$/;
      const max = Number(($(el, ".walk") as HTMLInputElement).max);
      const said: string[] = [];
      for (let i = 0; i <= max; i++) said.push(await walkTo(el, i));
      expect(said.filter((text) => both.test(text)).length).to.equal(1);
      $(el, "[part=table-toggle]").click();
      await settle(el);
      const cells = $$(el, "tbody td:last-child").map((cell) => cell.textContent!.trim());
      expect(cells.filter((text) => both.test(text)).length).to.equal(1);
    });

    it("the pointer finds the nearest, and leaving lets go", async () => {
      const el = await trend();
      const plot = $(el, ".plot");
      const { left, width, top } = plot.getBoundingClientRect();
      plot.dispatchEvent(new PointerEvent("pointermove", { clientX: left + width * 0.5, clientY: top + 9 }));
      await settle(el);
      expect($(el, ".cursor")).to.not.equal(null);
      // What is said of it is part of it: the pointer may rest there.
      $(el, "[part=figure]").dispatchEvent(new PointerEvent("pointerleave"));
      await settle(el);
      expect($(el, ".cursor")).to.equal(null);
    });

    it("has all of it as a table", async () => {
      const el = await trend();
      $(el, "[part=table-toggle]").click();
      await settle(el);
      const table = $(el, "table");
      expect(table.querySelectorAll("tbody tr").length).to.be.greaterThan(50);
      expect(table.textContent).to.contain("Data entered").and.to.contain("Forecast");
      const said = [...table.querySelectorAll("tbody tr")].map((row) => [...row.children].map(textOf).join(" | "));
      expect(said.filter((row, i) => row === said[i - 1] && row.endsWith("| "))).to.deep.equal([]);
    });
  });

  describe("two subjects", () => {
    it("are two lines with their names, and both are said", async () => {
      const el = await trend({ attributes: { compare: "ben" } });
      expect($(el, ".line.other").getAttribute("d")).to.contain("L");
      expect($(el, "[part=legend]").textContent).to.contain("Ben Cole").and.to.contain("Ada Park");
      expect($(el, "[part=detail]").textContent).to.contain("Ada Park, Ben Cole");
      expect(await walkTo(el, 50)).to.contain("Ben Cole");
    });

    it("one that is not in the data is left out", async () => {
      const el = await trend({ attributes: { compare: "nobody" } });
      expect(el.phase).to.equal("ready");
      expect($(el, "[part=legend]").textContent).to.not.contain("nobody");
    });
  });

  it("mirrors right to left", async () => {
    const el = await trend({ dir: "rtl" });
    const first = Number(/^M([\d.]+)/.exec(d(el, "line"))![1]);
    expect(first).to.be.greaterThan(Number($(el, ".dot").getAttribute("cx")));
  });

  it("too little data says so and what is missing, without a plot", async () => {
    const el = await mount<RiskTrend>("risk-trend", { data: DATASET, attributes: { client: "quill" } });
    expect(el.phase).to.equal("insufficient");
    expect($(el, "svg.chart")).to.equal(null);
    expect(textOf(el)).to.contain("None of the 3 people has enough data yet.");
  });

  it("data that weighs too little is said as that, not as none", async () => {
    const data = { id: "p", name: "P", measures: { threat_exposure: 50 } };
    const el = await mount<RiskTrend>("risk-trend", { data, attributes: { model: "moxso", person: "p" } });
    await until(() => el.phase === "insufficient");
    expect(textOf(el)).to.contain("25% of the weight has data; 50% is needed.");
  });

  it("a person of thousands of events is scored in slices and then there, the same as one by one", async () => {
    const events = Array.from({ length: 4000 }, (_, k) => happened("threat_received", k / 10, `r${k}`));
    events.push(
      happened("simulation_clicked", 100, "Old"),
      happened("simulation_submitted", 20, "Payroll"),
      happened("simulation_submitted", 18, "Bonus"),
    );
    const person = { id: "x", name: "X", role: "standard", events };
    const data = { as_of: AS_OF, model: "infima", clients: [{ id: "c", people: [person] }] };
    const el = await mount<RiskTrend>("risk-trend", { data, attributes: { person: "x", forecast: "0" } });
    await until(() => ($(el, "[part=line]")?.getAttribute("d") ?? "").includes("L"), 20_000);
    await until(() => $$(el, ".ring[part=event]").length === 2, 20_000);
    const out = JSON.parse(await el.exportData("json", { download: false })) as {
      rows: Array<{ kind: string; at: string; score: number }>;
    };
    expect(out.rows.filter(({ kind }) => kind === "event").length).to.equal(2);
    const scores = out.rows.filter(({ kind }) => kind === "score");
    expect(scores.length).to.be.greaterThan(60);
    for (const { at, score } of scores)
      expect(score, at).to.be.closeTo(scorePerson(person, { model: "infima", asOf: at }).score!, 1e-9);
  });

  it("a large client is scored in slices and then there", async () => {
    const people = Array.from({ length: 200 }, (_, i) => ({ ...ADA, id: `p${i}` }));
    const data = { ...DATA, clients: [{ id: "big", name: "Big", people }] };
    const el = document.createElement("risk-trend") as RiskTrend;
    Object.assign(el, { data, client: "big" });
    document.body.append(el);
    const drawn = (): boolean => ($(el, "[part=line]")?.getAttribute("d") ?? "").includes("L");
    // Slices begin with the next task, however quick they are.
    for (let i = 0; i < 30; i++) await null;
    expect([el.phase, drawn()]).to.deep.equal(["ready", false]);
    expect(textOf(el)).to.contain("Loading");
    const { height } = el.getBoundingClientRect();
    await until(drawn, 15_000);
    expect(el.phase).to.equal("ready");
    // What is under it on the page stays where it is.
    expect(el.getBoundingClientRect().height).to.equal(height);
    expect(textOf(el)).to.not.contain("Loading");
    el.remove();
  });
});

describe("trend: the story of a line", () => {
  const bandOf = (score: number | null): string | null => (score === null ? null : score < 50 ? "low" : "high");
  const points = (...scores: Array<number | null>): SeriesPoint[] =>
    scores.map((score, i) => ({ at: i * DAY, score, published: score, band: bandOf(score) }));
  const moment = (at: number, effect: number): Moment => ({ at, since: at, kind: "breach", ref: "", effect });

  it("is since the last change of band", () => {
    expect(story(points(10, 60, 10, 70, 80), [])).to.deep.equal({ band: "high", since: 3 * DAY, cause: null });
    expect(story(points(70, 80), [])).to.deep.equal({ band: "high", since: null, cause: null });
    expect(story([], [])).to.deep.equal({ band: null, since: null, cause: null });
  });

  it("a gap changes no band", () => {
    expect(story(points(70, null, null, 80), []).since).to.equal(null);
    expect(story(points(10, null, 80), []).since).to.equal(2 * DAY);
  });

  it("the first score is a beginning", () => {
    expect(story(points(null, 70, 80), [])).to.deep.equal({ band: "high", since: DAY, cause: null });
    expect(story(points(null, null), []).since).to.equal(null);
  });

  it("no score has a beginning too", () => {
    expect(story(points(70, null, null), [])).to.deep.equal({ band: null, since: DAY, cause: null });
  });

  it("takes for a cause only what went the same way at that time, the largest", () => {
    const line = points(10, 20, 70);
    const late = moment(1.5 * DAY, 40);
    const others = [moment(0.5 * DAY, 90), moment(1.2 * DAY, -30), moment(1.7 * DAY, 10)];
    expect(story(line, [...others, late]).cause).to.equal(late);
    expect(story(line, [moment(1.2 * DAY, -30)]).cause).to.equal(null);
  });

  it("asks only about steps that moved", () => {
    expect(steepest(points(10, 11, 60, 59), [0, 100])).to.deep.equal([[DAY, 2 * DAY]]);
    expect(steepest(points(null, 60, null), [0, 100])).to.deep.equal([[0, DAY]]);
  });

  it("labels what moved the score by 2 % of the scale, six at most, in time order", () => {
    const moments = [9, 1.9, -5, 3, 30, 12, 2, 4].map((effect, i) => moment(i, effect));
    const said = worthSaying(moments, [0, 100]);
    expect(said.map(({ effect }) => effect)).to.deep.equal([9, -5, 3, 30, 12, 4]);
  });
});
