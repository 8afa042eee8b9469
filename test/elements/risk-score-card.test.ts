import { expect } from "@open-wc/testing";
import { SAFETY_MODEL } from "../../stories/support/safety.js";
import type { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";
import "../../src/elements/risk-score-card/define.js";
import {
  contract,
  FakeSupply,
  listen,
  mount,
  type Mounting,
  readyBook,
  settle,
  textOf,
  unmountAll,
  until,
} from "./contract.js";
import type { Snapshot } from "../../src/data/types.js";
import { ADA, AS_OF, DATASET, event, NOW } from "./samples.js";

const TAG = "risk-score-card";
const card = (m: Mounting): Promise<RiskScoreCard> => mount<RiskScoreCard>(TAG, m);
const part = (el: Element, name: string): HTMLElement | null => el.shadowRoot!.querySelector(`[part~=${name}]`);
const text = (el: Element, name: string): string => (part(el, name) ? textOf(part(el, name)!) : "");
const summary = (el: Element): string => el.shadowRoot!.querySelector("p.sr-only")!.textContent!;

contract({
  tag: TAG,
  attributes: { person: ADA.id },
  says: ["Priya Raghunathan", "High"],
  word: ["common", "band.high"],
  clientAudience: "no-access",
  columns: ["score", "published", "band", "change"],
});

/** Settled evidence that puts a person into one band of Phishr after the other. */
const AT = {
  low: [event("simulation_opened", 60)],
  medium: [event("simulation_clicked", 1)],
  high: [event("simulation_clicked", 1), event("simulation_submitted", 1)],
};
const record = (band: keyof typeof AT): unknown => ({
  as_of: AS_OF,
  clients: [{ id: "c", name: "Client", people: [{ id: "p", name: "Pat", events: AT[band] }] }],
});

describe("<risk-score-card>", () => {
  afterEach(unmountAll);

  describe("accessibility", () => {
    it("says the whole card in one sentence", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET });
      expect(summary(el)).to.match(
        /^Priya Raghunathan: risk score [\d.]+ of 1, High\. \+[\d.]+ over 90 days, worsening\.$/,
      );
    });

    it("hides its marks from screen readers, and nothing that can be focused is inside them", async () => {
      const el = await card({ attributes: { person: ADA.id, selectable: "" }, data: DATASET });
      for (const hidden of el.shadowRoot!.querySelectorAll("[aria-hidden=true]")) {
        expect(hidden.querySelector("button, input, a")).to.equal(null);
      }
    });

    it("the line's points are reached by a slider that says date, score and band", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET });
      const slider = el.shadowRoot!.querySelector<HTMLInputElement>("input[type=range]")!;
      expect(slider.getAttribute("aria-label")).to.contain("90 days");
      expect(slider.getAttribute("aria-valuetext")).to.match(/2026: [\d.]+, High$/);
      slider.value = "0";
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await settle(el);
      expect(slider.getAttribute("aria-valuetext")).to.match(/^Aug 25, 2026/);
      expect(text(el, "sparkline")).to.match(/^Aug 25/);
      slider.dispatchEvent(new Event("blur"));
      await settle(el);
      expect(text(el, "sparkline")).to.equal("90 days");
    });

    it("the pointer finds the nearest point, from either side of the page, and leaves none behind", async () => {
      for (const dir of ["ltr", "rtl"] as const) {
        const el = await card({ attributes: { person: ADA.id }, data: DATASET, dir });
        const plot = el.shadowRoot!.querySelector(".plot")!;
        const { left, width } = plot.getBoundingClientRect();
        const at = async (share: number): Promise<string> => {
          plot.dispatchEvent(new PointerEvent("pointermove", { clientX: left + width * share, bubbles: true }));
          await settle(el);
          return text(el, "sparkline");
        };
        const [first, last] = dir === "rtl" ? [1, 0] : [0, 1];
        expect(await at(first), dir).to.match(/^Aug 25:/);
        expect(await at(last), dir).to.match(/^Nov 23: [\d.]+$/);
        expect(await at(0.5), dir).to.match(/^Oct \d+:/);
        expect(el.shadowRoot!.querySelectorAll(".look").length, dir).to.equal(1);
        el.shadowRoot!.querySelector("[part=sparkline]")!.dispatchEvent(new PointerEvent("pointerleave"));
        await settle(el);
        expect(text(el, "sparkline"), dir).to.equal("90 days");
      }
    });

    it("says that a score has no past, and nothing of the kind where the page wrote the number itself", async () => {
      const answer = { employee_id: "u", name: "Ada Park", score: 67, band: "elevated" };
      const served = await card({ attributes: { model: "moxso" }, data: answer });
      expect(textOf(served)).to.contain("90 days").and.to.contain("No earlier scores");
      const written = await card({ attributes: { score: "67", model: "moxso", label: "Ada Park" } });
      expect(textOf(written)).to.not.contain("No earlier scores");
      const moved = await card({ attributes: { model: "moxso" }, data: { ...answer, change: 14 } });
      expect(textOf(moved)).to.contain("+14").and.to.not.contain("No earlier scores");
    });

    it("an update is announced politely, once, and only when the band changed", async () => {
      const el = await card({ attributes: { person: "p" }, data: record("low") });
      const status = el.shadowRoot!.querySelector("[role=status]")!;
      el.data = record("high");
      // A page says one thing every few seconds, whatever was said before this.
      await until(() => status.textContent !== "", 8000);
      expect(status.textContent).to.match(/^Pat: now [\d.]+, High\.$/);
      const said = status.textContent;
      el.data = record("high");
      await settle(el);
      expect(status.textContent).to.equal(said);
    });

    it("forty cards that change at once are three sentences in one place, and the last one wins", async () => {
      const cards = await Promise.all(
        Array.from({ length: 40 }, () => card({ attributes: { person: "p" }, data: record("low") })),
      );
      const said = (): string[] => cards.map((el) => el.shadowRoot!.querySelector("[role=status]")!.textContent!);
      for (const band of ["high", "low", "high"] as const) {
        for (const el of cards) el.data = record(band);
        await Promise.all(cards.map((el) => el.updateComplete));
      }
      await until(() => said().some((text) => text !== ""), 8000);
      const texts = said().filter((text) => text !== "");
      expect(texts.length).to.equal(1);
      expect(texts[0]).to.match(/^(Pat: now [\d.]+, High\. ?){3}$/);
    });

    it("a badge leaves its word to the accessible name only when it is short", async () => {
      const long = await card({ attributes: { score: "64", model: "moxso", variant: "badge" } });
      expect(text(long, "band")).to.contain("Elevated");
      const short = await card({ attributes: { score: "64", model: "moxso", variant: "badge", short: "" } });
      expect(short.shadowRoot!.querySelector(".pill .sr-only")!.textContent).to.equal("64 Elevated");
      const seen = [...short.shadowRoot!.querySelectorAll(".pill > :not(.sr-only)")].map((e) => e.textContent!.trim());
      expect(seen.join("")).to.equal("64");
    });
  });

  describe("what it shows", () => {
    it("a client: its kind, head count and coverage", async () => {
      const el = await card({ attributes: { client: "northwind" }, data: DATASET });
      expect(text(el, "name")).to.equal("Northwind Dental Group");
      expect(text(el, "detail")).to.equal("Client · 13 people");
      expect(text(el, "footer")).to.contain("12 of 13 people scored");
    });

    it("a department and a role, within a client", async () => {
      const department = await card({ attributes: { client: "northwind", department: "sales" }, data: DATASET });
      expect(text(department, "name")).to.equal("sales");
      expect(text(department, "detail"))
        .to.contain("Department")
        .and.to.contain("Northwind")
        .and.to.contain("small group");
      const role = await card({ attributes: { client: "brightwater", "job-role": "executive" }, data: DATASET });
      expect(text(role, "name")).to.equal("Executive");
      expect(text(role, "detail")).to.contain("Role").and.to.contain("10 people");
    });

    it("everything, when nothing is named", async () => {
      const el = await card({ data: DATASET });
      expect(text(el, "name")).to.equal("All clients");
    });

    it("one person's record as data, no subject needed", async () => {
      const el = await card({ data: ADA, attributes: { "as-of": AS_OF, model: "moxso" } });
      expect(text(el, "name")).to.equal(ADA.name);
      expect(text(el, "footer")).to.contain("4 of 5 signals");
    });

    it("a model of one signal has one of one", async () => {
      const person = { id: "ada", measures: { safety: [{ at: AS_OF, value: 34 }] } };
      const el = await card({ data: { as_of: AS_OF, ...person }, properties: { model: SAFETY_MODEL } });
      expect(text(el, "footer")).to.contain("1 of 1 signal");
      expect(text(el, "footer")).not.to.contain("signals");
    });

    it("under every model the published number of the engine", async () => {
      for (const [model, digits] of [
        ["phishr", 2],
        ["caniphish", 0],
        ["moxso", 0],
        ["metacompliance", 0],
        ["infima", 0],
      ] as const) {
        const el = await card({ attributes: { person: ADA.id, model }, data: DATASET });
        expect(text(el, "score"), model).to.match(digits ? /^[01]\.\d\d$/ : /^\d{1,3}$/);
        expect(el.shadowRoot!.querySelectorAll(".steps .lit").length).to.be.greaterThan(0);
      }
    });

    it("lights one band and puts the marker at the score", async () => {
      const el = await card({ attributes: { score: "64", model: "moxso" } });
      const lit = el.shadowRoot!.querySelectorAll(".ruler .lit");
      expect(lit.length).to.equal(1);
      expect(lit[0]!.getAttribute("x")).to.equal("51%");
      expect(lit[0]!.getAttribute("width")).to.equal("25%");
      expect(el.shadowRoot!.querySelector(".marker")!.getAttribute("x")).to.equal("64%");
      expect([...el.shadowRoot!.querySelectorAll(".ticks text")].map((t) => t.textContent)).to.deep.equal([
        "0",
        "26",
        "51",
        "76",
        "100",
      ]);
    });

    it("says by its own label whom an error is about", async () => {
      for (const variant of ["card", "compact"]) {
        const attributes = { person: "nobody", label: "Ada Park", variant };
        const el = await card({ attributes, data: DATASET });
        expect(el.phase).to.equal("error");
        expect(text(el, "name"), variant).to.equal("Ada Park");
        const waiting = await card({ attributes, supply: new FakeSupply() });
        expect([waiting.phase, text(waiting, "name")], variant).to.deep.equal(["loading", ""]);
      }
    });

    it("has a card's size whatever its state", async () => {
      for (const attributes of [{ person: ADA.id }, { person: "p-none" }, { person: "nobody" }]) {
        const el = await card({ attributes, data: DATASET, width: 300 });
        expect(el.getBoundingClientRect().height, el.phase).to.equal(272);
      }
    });

    it("a name of two lines, or a change of two, makes a card no higher; a narrow one keeps what it takes", async () => {
      const name = "Maximiliane-Henriette von Oberlausitz";
      const wide = new CSSStyleSheet();
      wide.replaceSync(".change { letter-spacing: 0.5em }");
      for (const [width, high, attributes, sheets] of [
        [300, 272, { label: name }, []],
        [300, 272, {}, [wide]],
        [200, 234, {}, []],
      ] as const) {
        const supply = new FakeSupply();
        const el = await card({ attributes: { person: "p", ...attributes }, supply, width });
        el.shadowRoot!.adoptedStyleSheets.push(...sheets);
        if (width === 200) await until(() => el.matches(":state(narrow)"));
        const kept = el.getBoundingClientRect().height;
        supply.answer(readyBook(record("high") as typeof DATASET));
        await until(() => el.phase === "ready");
        await settle(el);
        expect([kept, el.getBoundingClientRect().height], `${width}`).to.deep.equal([high, high]);
      }
    });

    it("a department without end takes three lines, and all of it is in the title and read aloud", async () => {
      const department = "Abteilung für Krankenhausbedarfsartikelgroßhandelslogistikmanagement und Beschaffung";
      const people = [{ ...ADA, department }];
      const data = { ...DATASET, clients: [{ id: "c", name: "Gesellschaft für Medizintechnik", people }] };
      const el = await card({ attributes: { person: ADA.id }, data: data as typeof DATASET, width: 200 });
      const detail = part(el, "detail")!;
      const { lineHeight } = getComputedStyle(detail);
      expect(Math.round(detail.getBoundingClientRect().height / parseFloat(lineHeight))).to.equal(3);
      expect(detail.title).to.equal(`${department} · Gesellschaft für Medizintechnik`);
      expect(textOf(detail)).to.equal(detail.title);
    });

    it("200 px and text twice as large leave a name its words, and a badge its words inside", async () => {
      const big = async (attributes: Record<string, string>): Promise<RiskScoreCard> => {
        const el = await card({ attributes, data: record("high"), width: 200 });
        el.style.fontSize = "32px";
        await settle(el);
        return el;
      };
      const compact = await big({ person: "p", variant: "compact" });
      expect(compact.shadowRoot!.querySelector("[part=name]")!.clientWidth).to.be.at.least(128);
      const badge = await big({ person: "nobody", variant: "badge" });
      badge.style.maxWidth = "200px";
      expect(badge.shadowRoot!.querySelector(".pill")!.getBoundingClientRect().width).to.be.at.most(200);
      const plain = await big({ score: "67", model: "moxso" });
      expect(plain.shadowRoot!.querySelector(".surface")!.getBoundingClientRect().height).to.be.below(32 * 10.9);
    });

    it("what is slotted in brings no margins of the browser's, and buttons stay as high as they are", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET, width: 300 });
      const heading = document.createElement("h3");
      heading.slot = "heading";
      heading.textContent = "A heading of the page's own in two lines";
      const button = document.createElement("button");
      button.slot = "actions";
      button.textContent = "Act";
      el.append(heading, button);
      await settle(el);
      expect(getComputedStyle(heading).marginBlockStart).to.equal("0px");
      expect(button.getBoundingClientRect().height).to.be.below(heading.getBoundingClientRect().height);
    });

    it("another score moves what is drawn, and redraws none of it", async () => {
      const el = await card({ attributes: { person: "p" }, data: record("low") });
      const find = (): Array<Element | null> =>
        [".marker", ".walk", ".sparkline", "[part=score]"].map((name) => el.shadowRoot!.querySelector(name));
      const before = find();
      const [marker, walk] = before as [SVGElement, HTMLInputElement];
      const at = marker.getAttribute("x");
      el.data = record("high");
      await settle(el);
      expect(el.shadowRoot!.querySelector(".ruler")!.classList.contains("hue-high")).to.equal(true);
      expect(find()).to.deep.equal(before);
      expect(marker.getAttribute("x")).not.to.equal(at);
      walk.focus();
      await settle(el);
      expect(el.shadowRoot!.querySelectorAll(".look").length).to.equal(1);
      expect(find()).to.deep.equal(before);
      expect(el.shadowRoot!.activeElement).to.equal(walk);
      walk.blur();
      await settle(el);
      expect(el.shadowRoot!.querySelectorAll(".look").length).to.equal(0);
    });

    it("a first past draws its line, and nothing else anew", async () => {
      const young = (days: number): unknown => ({
        client_id: "c",
        name: "Client",
        average_score: 40,
        change: 2,
        employee_count: 20,
        scored_count: 20,
        last_updated: AS_OF,
        history: days ? [{ at: NOW - days * 86_400_000, score: 38 }] : [],
      });
      const el = await card({ attributes: { client: "c" }, data: young(0) });
      const find = (name: string): Element | null => el.shadowRoot!.querySelector(name);
      const score = find("[part=score]");
      expect(find(".sparkline")).to.equal(null);
      el.data = young(60);
      await settle(el);
      await until(() => find(".sparkline") !== null);
      expect(find("[part=score]")).to.equal(score);
    });

    it("a model where low is bad: the risky end is named, the arrow points by risk, the sign is the number's own", async () => {
      const model = SAFETY_MODEL;
      const data = {
        as_of: AS_OF,
        clients: [
          {
            id: "c",
            name: "C",
            people: [
              {
                id: "m",
                name: "Marta",
                measures: {
                  safety: [
                    { at: NOW - 200 * 86_400_000, value: 42 },
                    { at: NOW - 86_400_000, value: 34 },
                  ],
                },
              },
            ],
          },
        ],
      };
      const el = await card({ attributes: { person: "m" }, data, properties: { model } });
      expect(text(el, "band")).to.equal("High");
      expect(text(el, "change")).to.equal("−8 worsening");
      expect(el.shadowRoot!.querySelector(".arrow path")!.getAttribute("d"), "up and to the right").to.match(
        /^M3 13 13 3/,
      );
      expect(el.shadowRoot!.querySelector(".ticks text")!.textContent).to.equal("0 riskier");
      expect(el.shadowRoot!.querySelector(".steps .lit")!.getAttribute("d")!.match(/M/g)).to.have.length(3);
    });

    it("a number that should have come and did not is said as that, not as too little data", async () => {
      const data = { client_id: "c", name: "Northwind", average_score: null, employee_count: 12 };
      const client = await card({ data, attributes: { model: "moxso" } });
      expect(textOf(client)).to.contain("No score was supplied.").and.not.contain("None of the");
    });

    it("not enough data: the share, the threshold and what is missing; a hollow ruler without a marker", async () => {
      const data = { id: "j", name: "Jonas", measures: { phishing_simulation: 50, incidents: 15 } };
      const el = await card({ data, attributes: { model: "moxso" } });
      expect(el.phase).to.equal("insufficient");
      const said = textOf(el);
      expect(said).to.contain("Not enough data").and.to.contain("45% of the weight has data; 50% is needed.");
      expect(said).to.contain("Missing: Threat exposure, Training, Peer benchmark");
      expect(text(el, "footer")).to.contain("2 of 5 signals");
      expect(el.shadowRoot!.querySelector(".marker, .ruler .lit, .steps .lit")).to.equal(null);
      expect(el.shadowRoot!.querySelector(".ruler .outline")).to.not.equal(null);
    });

    it("stale: everything stays at full strength, hollow marker and dot, the time and Refresh in the footer", async () => {
      const supply = new FakeSupply({ ...readyBook(DATASET), status: "stale", at: Date.now() - 3.5 * 86_400_000 });
      const el = await card({ attributes: { person: ADA.id }, supply });
      expect(el.shadowRoot!.querySelector(".marker.hollow")).to.not.equal(null);
      expect(el.shadowRoot!.querySelector(".dot.hollow")).to.not.equal(null);
      expect(text(el, "footer")).to.match(/^As of .*, 3 days old Refresh$/);
      expect(getComputedStyle(part(el, "score")!).opacity).to.equal("1");
    });

    it("stale without a footer: its age is heard", async () => {
      for (const [variant, said] of [
        ["compact", /worsening\. As of .*, 3 days old$/],
        ["badge", /: [\d.]+ High\. As of .*, 3 days old$/],
      ] as const) {
        const supply = new FakeSupply({ ...readyBook(DATASET), status: "stale", at: Date.now() - 3.5 * 86_400_000 });
        const el = await card({ attributes: { person: ADA.id, variant }, supply });
        await until(() => said.test(el.shadowRoot!.querySelector(".sr-only")!.textContent!));
        unmountAll();
      }
    });

    it("stale since today: the time, in a sentence that begins once", async () => {
      for (const [lang, said] of [
        ["en", /^As of today, 8:05 AM Refresh$/],
        ["fr", /^Aujourd’hui, 08:05 /],
        ["es", /^A fecha de hoy, 8:05 /],
      ] as const) {
        const supply = new FakeSupply({ ...readyBook(DATASET), status: "stale", at: new Date().setHours(8, 5) });
        const el = await card({ attributes: { person: ADA.id }, supply, lang });
        await until(() => said.test(text(el, "footer")));
        unmountAll();
      }
    });

    it("a gap in the line stays open", async () => {
      const data = { id: "s", name: "S", events: [event("simulation_clicked", 30)] };
      const el = await card({ data, attributes: { model: "phishr", "as-of": AS_OF } });
      const path = el.shadowRoot!.querySelector(".sparkline path:last-child")!.getAttribute("d")!;
      const start = Number(/^M([\d.]+)/.exec(path)![1]);
      expect(start).to.be.within(64, 70);
    });
  });

  describe("plain form", () => {
    it("shows the score, label and change as they stand", async () => {
      const el = await card({ attributes: { score: "67", model: "moxso", label: "Ada Park", change: "6" } });
      expect(text(el, "name")).to.equal("Ada Park");
      expect(text(el, "score")).to.equal("67");
      expect(text(el, "band")).to.equal("Elevated");
      expect(text(el, "change")).to.equal("+6 worsening");
    });

    it("a number as a property is as good, zero too", async () => {
      const el = await card({ properties: { score: 0, model: "moxso" } });
      expect(text(el, "score")).to.equal("0");
      expect(text(el, "band")).to.equal("Low");
    });

    for (const bad of ["67x", "", "NaN", "Infinity", "1e999", "0x10", "six"]) {
      it(`score=${JSON.stringify(bad)} is an error with its path`, async () => {
        const wrapper = document.createElement("div");
        document.body.append(wrapper);
        const heard = listen(wrapper, "risk-error");
        const el = document.createElement(TAG) as RiskScoreCard;
        el.score = bad;
        wrapper.append(el);
        await settle(el);
        expect(el.phase).to.equal("error");
        expect(heard.map((e) => [e.code, e.path])).to.deep.equal([["invalid-data", "score"]]);
        wrapper.remove();
      });
    }

    it("needs no data and asks nobody", async () => {
      const supply = new FakeSupply();
      const el = await card({ attributes: { score: "12", model: "moxso" }, supply });
      expect(supply.subscriptions).to.equal(0);
      expect(el.phase).to.equal("ready");
    });

    it("is another person's once its person changes, with the same number", async () => {
      const el = await card({ attributes: { score: "67", model: "moxso", person: "a", selectable: "" } });
      const heard = listen(el, "risk-select");
      el.person = "b";
      await settle(el);
      expect(el.phase).to.equal("ready");
      part(el, "name")!.querySelector("button")!.click();
      expect(heard).to.deep.equal([{ kind: "person", id: "b" }]);
    });

    it("has neither a line nor a foot, nor room for them", async () => {
      const el = await card({
        attributes: { score: "67", model: "moxso", label: "Ada Park", change: "6" },
        width: 300,
      });
      expect([part(el, "sparkline"), part(el, "footer")]).to.deep.equal([null, null]);
      const { bottom } = part(el, "ruler")!.getBoundingClientRect();
      expect(el.getBoundingClientRect().bottom - bottom).to.be.within(19, 23);
    });

    it("is of whom its attribute names by now", async () => {
      const el = await card({ attributes: { score: "67", model: "moxso", label: "Ada Park", person: "a" } });
      const heard = listen(el, "risk-load");
      el.person = "b";
      await settle(el);
      expect(el.phase).to.equal("ready");
      expect(heard).to.deep.equal([{ kind: "person", id: "b" }]);
    });

    it("exports what it shows", async () => {
      const el = await card({ attributes: { score: "67", model: "moxso", label: "Ada Park" } });
      const { rows } = JSON.parse(await el.exportData("json", { download: false })) as { rows: unknown[] };
      expect(rows[0]).to.include({ name: "Ada Park", score: 67, band: "elevated" });
    });
  });

  describe("events", () => {
    it("selectable: the name is a button that fires risk-select; else it is none", async () => {
      const plain = await card({ attributes: { person: ADA.id }, data: DATASET });
      expect(part(plain, "name")!.querySelector("button")).to.equal(null);
      const el = await card({ attributes: { person: ADA.id, selectable: "" }, data: DATASET });
      const heard = listen(el, "risk-select");
      part(el, "name")!.querySelector("button")!.click();
      expect(heard).to.deep.equal([{ kind: "person", id: ADA.id }]);
    });

    it("risk-load tells of another subject in place of the first, and not of the same one's new numbers", async () => {
      const of = (id: string, score: number): unknown => ({ employee_id: id, name: "Pat", score });
      const el = await card({ data: of("a", 10) });
      const heard = listen(el, "risk-load");
      el.data = of("b", 10);
      await settle(el);
      el.data = of("b", 90);
      await settle(el);
      expect(heard).to.deep.equal([{ kind: "person", id: "b" }]);
    });

    it("risk-band-change and risk-training-due on an update into the two riskiest bands", async () => {
      const el = await card({ attributes: { person: "p" }, data: record("low") });
      const changes = listen(el, "risk-band-change");
      const due = listen(el, "risk-training-due");
      el.data = record("medium");
      await settle(el);
      expect(changes.map(({ from, to }) => [from, to])).to.deep.equal([["low", "medium"]]);
      expect(due.length).to.equal(1);
      el.data = record("high");
      await settle(el);
      expect(due.length).to.equal(2);
      el.data = record("medium");
      await settle(el);
      expect(changes.at(-1)).to.include({ id: "p", from: "high", to: "medium" });
      expect(due.length, "going down asks for no training").to.equal(2);
    });

    it("nothing is due where the tenant says so, or for a group", async () => {
      const off = await card({
        attributes: { person: "p", model: "phishr" },
        data: record("low"),
        properties: { tenant: { auto_trigger_training: false } },
      });
      const due = listen(off, "risk-training-due");
      off.data = record("high");
      await settle(off);
      const group = await card({ attributes: { client: "c" }, data: record("low") });
      const groupDue = listen(group, "risk-training-due");
      group.data = record("high");
      await settle(group);
      expect([due.length, groupDue.length]).to.deep.equal([0, 0]);
    });

    it("nothing is due where the person's own client says so", async () => {
      const at = (type: string): object => {
        const event = { type, at: NOW - 86_400_000, ref: "r" };
        const people = [{ id: "a", name: "Ada", events: [event] }];
        const other = { id: "d", tenant: { auto_trigger_training: true }, people: [{ id: "b", events: [event] }] };
        const quiet = { id: "c", tenant: { auto_trigger_training: false }, people };
        return { as_of: AS_OF, model: "phishr", clients: [other, quiet] };
      };
      const el = await card({ attributes: { person: "a" }, data: at("simulation_opened") });
      const [due, changed] = [listen(el, "risk-training-due"), listen(el, "risk-band-change")];
      el.data = at("simulation_submitted");
      await settle(el);
      expect([due, changed.length]).to.deep.equal([[], 1]);
    });

    it("another model, date, subject or a first score is no change of band", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET });
      const heard = listen(el, "risk-band-change");
      el.model = "infima";
      await settle(el);
      el.asOf = "2026-10-01T00:00:00Z";
      await settle(el);
      el.person = DATASET.clients[1]!.people[0]!.id;
      await settle(el);
      expect(heard).to.deep.equal([]);
    });

    it("another source, client or sign-in that has the same id is no change of band", async () => {
      const supply = new FakeSupply(readyBook(record("low")));
      const el = await card({ attributes: { person: "p" }, supply });
      const heard = listen(el, "risk-band-change");
      const show = async (next: Snapshot): Promise<void> => {
        supply.answer(next);
        await settle(el);
      };
      await show(readyBook(record("high")));
      expect(heard.length, "the same source says otherwise").to.equal(1);
      // Somebody else signs in: the store forgets, and may have the next answer before anything is drawn.
      supply.answer({ status: "loading", at: null });
      await show(readyBook(record("low")));
      await show({ status: "error", at: null, error: { code: "unauthorized", message: "", retryable: false } });
      await show(readyBook(record("high")));
      el.data = record("low");
      await settle(el);
      const elsewhere = record("high") as { clients: [{ id: string }] };
      elsewhere.clients[0].id = "d";
      el.data = elsewhere;
      await settle(el);
      el.data = null;
      await settle(el);
      expect(heard.length).to.equal(1);
    });

    it("to no score and back is no change of band", async () => {
      const el = await card({ attributes: { person: "p" }, data: record("low") });
      const both = [listen(el, "risk-band-change"), listen(el, "risk-training-due")];
      el.data = {
        as_of: AS_OF,
        clients: [{ id: "c", name: "Client", people: [{ id: "p", name: "Pat", events: [] }] }],
      };
      await settle(el);
      expect(el.phase).to.equal("insufficient");
      el.data = record("high");
      await settle(el);
      expect(el.phase).to.equal("ready");
      expect(both).to.deep.equal([[], []]);
    });
  });

  describe("what a framework hands over for nothing", () => {
    it("a score that is undefined is none: the data is shown", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET });
      const shown = summary(el);
      Object.assign(el, { score: undefined });
      await settle(el);
      expect([el.phase, el.score, summary(el)]).to.deep.equal(["ready", null, shown]);
      const before = document.createElement(TAG);
      Object.assign(before, { score: undefined, person: ADA.id, data: DATASET });
      el.replaceWith(before);
      await settle(before);
      expect([before.phase, summary(before)]).to.deep.equal(["ready", shown]);
    });

    it("an empty change is none, not a change of 0", async () => {
      const el = await card({ attributes: { score: "67", model: "moxso", label: "Ada Park", change: "" } });
      expect([el.change, text(el, "change")]).to.deep.equal([null, ""]);
      el.setAttribute("change", "-5");
      await settle(el);
      expect([el.change, text(el, "change")]).to.deep.equal([-5, "−5 improving"]);
      el.setAttribute("change", "0");
      await settle(el);
      expect([el.change, text(el, "change")]).to.deep.equal([0, "0 stable"]);
      el.removeAttribute("change");
      await settle(el);
      expect([el.change, text(el, "change")]).to.deep.equal([null, ""]);
    });

    it("an empty label is none: the data's name is shown, and the button has one", async () => {
      const el = await card({ attributes: { person: ADA.id, label: "", selectable: "" }, data: DATASET });
      expect(textOf(part(el, "name")!)).to.contain("Priya Raghunathan");
      expect(summary(el)).to.match(/^Priya Raghunathan: /);
    });
  });

  describe("slots and parts", () => {
    it("every visible piece is a part", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET });
      for (const name of ["base", "name", "detail", "score", "band", "change", "ruler", "sparkline", "footer"]) {
        expect(part(el, name), name).to.not.equal(null);
      }
    });

    it("heading and actions take the page's own", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET });
      const own = document.createElement("h3");
      own.slot = "heading";
      own.textContent = "My heading";
      el.append(own);
      await settle(el);
      expect(own.assignedSlot).to.not.equal(null);
      expect(own.checkVisibility()).to.equal(true);
    });

    it("a compact card has room for actions too, before the number", async () => {
      const el = await card({ attributes: { person: ADA.id, variant: "compact" }, data: DATASET, width: 420 });
      const height = el.getBoundingClientRect().height;
      const button = document.createElement("button");
      button.slot = "actions";
      button.textContent = "Act";
      el.append(button);
      await settle(el);
      expect(button.checkVisibility()).to.equal(true);
      const [own, number] = [button, part(el, "score")!].map((piece) => piece.getBoundingClientRect());
      expect(own!.right).to.be.at.most(number!.left);
      expect(own!.bottom).to.be.at.most(part(el, "ruler")!.getBoundingClientRect().top);
      expect(el.getBoundingClientRect().height).to.equal(height);
    });

    it("a host's colour reaches mark, word and tint", async () => {
      const el = await card({ attributes: { score: "80", model: "moxso", variant: "badge" }, theme: "light" });
      el.style.setProperty("--risk-band-critical", "#005500");
      const pill = getComputedStyle(el.shadowRoot!.querySelector(".pill")!);
      expect(pill.color).to.match(/oklch\(0\.\d+ 0\.\d+ 14/);
      expect(pill.backgroundColor).to.not.equal("rgb(241, 226, 227)");
    });
  });

  describe("variants", () => {
    it("compact: name, band, change without a word, row ruler without numbers", async () => {
      const el = await card({ attributes: { person: ADA.id, variant: "compact" }, data: DATASET, width: 280 });
      expect(text(el, "change")).to.match(/^\+[\d.]+$/);
      expect(el.shadowRoot!.querySelector(".ruler.row")).to.not.equal(null);
      expect(el.shadowRoot!.querySelector(".ticks")).to.equal(null);
      expect(el.getBoundingClientRect().height).to.be.within(76, 84);
    });

    it("compact keeps its height while loading", async () => {
      const supply = new FakeSupply();
      const el = await card({ attributes: { person: ADA.id, variant: "compact" }, supply, width: 280 });
      const before = el.getBoundingClientRect().height;
      supply.answer(readyBook(DATASET));
      await settle(el);
      expect(Math.abs(el.getBoundingClientRect().height - before)).to.be.at.most(1);
    });

    it("a badge is 24 high, sits in running text, and is outlined without a score", async () => {
      const el = await card({ attributes: { score: "64", model: "moxso", variant: "badge" } });
      const { height, width } = el.getBoundingClientRect();
      expect(height).to.be.within(24, 26);
      expect(width).to.be.below(140);
      expect(getComputedStyle(el).display).to.equal("inline-block");
      const none = await card({ attributes: { person: "p-none", variant: "badge" }, data: DATASET });
      expect(none.shadowRoot!.querySelector(".pill.outline")!.textContent).to.contain("No score");
    });

    it("an unknown variant is a card", async () => {
      const el = await card({ attributes: { person: ADA.id, variant: "poster" }, data: DATASET });
      expect(part(el, "footer")).to.not.equal(null);
    });
  });

  describe("narrow", () => {
    const sparkline = (el: Element): string => getComputedStyle(part(el, "sparkline")!).display;
    const frames = async (): Promise<void> => {
      for (let k = 0; k < 2; k++) await new Promise(requestAnimationFrame);
    };
    const narrow = async (): Promise<RiskScoreCard> => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET, width: 200 });
      await until(() => sparkline(el) === "none");
      return el;
    };

    it("only a narrow card is a container: it has no line, and a smaller number", async () => {
      const [wide, slim] = [await card({ attributes: { person: ADA.id }, data: DATASET, width: 300 }), await narrow()];
      await frames();
      expect(getComputedStyle(wide).containerType).to.equal("normal");
      expect(sparkline(wide)).to.equal("flex");
      expect(getComputedStyle(slim).containerType).to.equal("inline-size");
      const size = (el: Element): number => parseFloat(getComputedStyle(part(el, "score")!).fontSize);
      expect([size(wide), size(slim)]).to.deep.equal([44, 32]);
    });

    it("measured in its own letters, as all of it is", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET, width: 300 });
      el.style.fontSize = "24px";
      await until(() => sparkline(el) === "none");
    });

    it("wide again, it looks as wide ones do", async () => {
      const el = await narrow();
      el.parentElement!.style.width = "300px";
      await until(() => sparkline(el) === "flex");
    });

    it("moved, hidden and shown again, it stays what it is, and nothing is thrown", async () => {
      const thrown: unknown[] = [];
      const note = (e: ErrorEvent): void => void thrown.push(e.message);
      window.addEventListener("error", note);
      const el = await narrow();
      el.parentElement!.append(el);
      await frames();
      el.parentElement!.style.display = "none";
      await frames();
      el.parentElement!.style.display = "";
      await frames();
      window.removeEventListener("error", note);
      expect(thrown).to.deep.equal([]);
      expect(sparkline(el)).to.equal("none");
    });

    it("hidden from the start, it is not taken for a narrow one", async () => {
      const el = await card({ attributes: { person: ADA.id }, data: DATASET, width: 300 });
      el.parentElement!.style.display = "none";
      await frames();
      el.parentElement!.style.display = "";
      await frames();
      expect(getComputedStyle(el).containerType).to.equal("normal");
    });

    it("a card may come to a page while sizes are told: no error is heard of it", async () => {
      const place = document.createElement("div");
      const inner = document.createElement("div");
      const middle = document.createElement("div");
      middle.append(inner);
      place.append(middle);
      document.body.append(place);
      const el = document.createElement(TAG);
      Object.assign(el, { person: ADA.id, data: DATASET });
      const heard: string[] = [];
      const { onerror } = window;
      window.onerror = (message) => void heard.push(String(message));
      const told = new ResizeObserver(() => place.append(el));
      told.observe(inner);
      await until(() => el.isConnected);
      await frames();
      await settle(el);
      window.onerror = onerror;
      told.disconnect();
      place.remove();
      expect(heard).to.deep.equal([]);
    });

    it("a class of the page's own that has the element's internals is drawn all the same", async () => {
      const { RiskScoreCard: Card } = await import("../../src/elements/risk-score-card/risk-score-card.js");
      class Own extends Card {
        readonly internals = this.attachInternals();
      }
      customElements.define("own-score-card", Own);
      const el = await mount<RiskScoreCard>("own-score-card", {
        attributes: { person: ADA.id },
        data: DATASET,
        width: 200,
      });
      await frames();
      expect(text(el, "band")).to.equal("High");
    });
  });
});
