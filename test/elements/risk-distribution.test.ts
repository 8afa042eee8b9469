import { expect } from "@open-wc/testing";
import { averages } from "../../src/elements/risk-distribution/averages.js";
import { RiskDistribution } from "../../src/elements/risk-distribution/define.js";
import type { SubjectView } from "../../src/data/types.js";
import type { Dataset } from "../../src/engine/types.js";
import { getModel } from "../../src/engine/index.js";
import { contract, mount, settle, textOf, unmountAll, type Mounting } from "./contract.js";
import { AS_OF, DATASET, event } from "./samples.js";

await RiskDistribution.preload();

contract({
  tag: "risk-distribution",
  attributes: { client: "brightwater" },
  says: ["People per band", "High", "Medium", "Low", "30 of 30 people scored"],
  word: ["distribution", "title"],
  insufficient: { attributes: { client: "quill" } },
  grows: Infinity,
  columns: ["band", "people", "share"],
});

const $ = (el: Element, selector: string): HTMLElement => el.shadowRoot!.querySelector<HTMLElement>(selector)!;
const $$ = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const words = (node: Node): string => {
  const texts: string[] = [];
  const walk = (at: Node): void => (at instanceof Text ? void texts.push(at.data) : at.childNodes.forEach(walk));
  walk(node);
  return texts.join(" ").replace(/\s+/g, " ").trim();
};
const distribution = (more: Mounting = {}): Promise<RiskDistribution> =>
  mount<RiskDistribution>("risk-distribution", { data: DATASET, ...more });
/** The published example of source 003: its average cannot be. */
const DEPARTMENT = {
  department_id: "dept_finance",
  name: "Finance",
  employee_count: 42,
  average_score: 54,
  distribution: { low: 12, moderate: 18, elevated: 9, critical: 3 },
  trend: "improving",
};

describe("<risk-distribution>", () => {
  afterEach(unmountAll);

  it("says of a few among many that they are some", async () => {
    const distribution = { low: 300, moderate: 0, elevated: 0, critical: 1 };
    const el = await mount<RiskDistribution>("risk-distribution", {
      data: { ...DEPARTMENT, employee_count: 301, average_score: 12, distribution },
    });
    expect($$(el, "[part=row]").map(words).slice(0, 2)).to.deep.equal(["Critical 76–100 1 <1%", "Elevated 51–75 0 0%"]);
  });

  it("has a row for every band, the riskiest first, and those without a score last", async () => {
    const el = await distribution({ attributes: { client: "northwind" } });
    expect($$(el, "[part=row]").map(words)).to.deep.equal([
      "High 0.70–1.00 4 33%",
      "Medium 0.40–0.69 1 8%",
      "Low 0.00–0.39 7 59%",
      "No score 1",
    ]);
  });

  it("has shares that add up where every count is told, and equal ones for equal counts", async () => {
    const shares = async (counts: Array<number | null>): Promise<string[]> => {
      const [low, moderate, elevated, critical] = counts;
      const el = await mount<RiskDistribution>("risk-distribution", {
        data: { ...DEPARTMENT, employee_count: 200, distribution: { low, moderate, elevated, critical } },
      });
      return $$(el, ".share").map(words);
    };
    expect(await shares([2, 14, 3, 0])).to.deep.equal(["0%", "16%", "74%", "10%"]);
    // Equals stay equal: a digit more makes them add up, but for thirds.
    expect(await shares([1, 9, 9, 0])).to.deep.equal(["0.0%", "47.4%", "47.4%", "5.2%"]);
    expect(await shares([1, 83, 83, 0])).to.deep.equal(["0%", "50%", "50%", "<1%"]);
    expect(await shares([5, 5, 5, 0])).to.deep.equal(["0%", "33%", "33%", "33%"]);
  });

  it("has no row for people without a score where everybody has one", async () => {
    expect($$(await distribution({ attributes: { client: "brightwater" } }), "[part=row]").length).to.equal(3);
  });

  it("says whose, how many, and of how many the shares are", async () => {
    const el = await distribution();
    expect(words($(el, "[part=detail]"))).to.equal("All clients · 49 of 53 people scored");
    const one = await distribution({ attributes: { department: "sales", client: "northwind" } });
    expect(words($(one, "[part=detail]"))).to.contain("sales · Northwind Dental Group · 4 of 5 people scored");
  });

  it("says why counts are hidden with air above and below, in every width", async () => {
    for (const width of [800, 320, 200]) {
      const el = await distribution({
        data: { ...DEPARTMENT, distribution: { low: 12, moderate: null, elevated: null, critical: 3 } },
        width,
      });
      const note = $(el, ".plot .detail");
      const { top, bottom } = note.getBoundingClientRect();
      expect(top - $$(el, "[part=row]").at(-1)!.getBoundingClientRect().bottom, `${width}`).to.be.at.least(7.9);
      expect($(el, ".body").getBoundingClientRect().bottom - bottom, `${width}`).to.be.at.least(8);
    }
  });

  it("marks a small group", async () => {
    expect(textOf(await distribution({ attributes: { client: "kestrel" } }))).to.contain("small group");
  });

  it("draws bars from zero, as long as their counts", async () => {
    const el = await distribution({ attributes: { client: "northwind" } });
    const widths = $$(el, "[part=bar]").map((bar) =>
      Number(bar.querySelector("rect")!.getAttribute("width")!.replace("%", "")),
    );
    expect(widths.map((w) => Math.round(w))).to.deep.equal([57, 14, 100, 14]);
    expect($$(el, ".hollow").length).to.equal(1);
  });

  it("draws no bar for nobody", async () => {
    const el = await distribution({ attributes: { client: "kestrel" } });
    expect($$(el, "[part=bar]").filter((bar) => bar.querySelector("rect")).length).to.equal(1);
  });

  it("mirrors right to left, ranges stay as they are", async () => {
    const el = await distribution({ attributes: { client: "northwind" }, dir: "rtl" });
    const rect = $(el, "[part=bar] rect");
    expect(Number(rect.getAttribute("x")!.replace("%", ""))).to.be.greaterThan(0);
    expect(getComputedStyle($(el, ".range")).direction).to.equal("ltr");
  });

  it("arrow keys walk from band to band and say each", async () => {
    const el = await distribution({ attributes: { client: "northwind" } });
    const walk = $(el, ".walk") as HTMLInputElement;
    // As in every slider down is less: the first row has the most.
    walk.value = walk.max;
    walk.dispatchEvent(new Event("input"));
    await settle(el);
    expect($(el, ".walk").getAttribute("aria-valuetext")).to.equal("High: 4, 33%");
    expect($$(el, "[part=row]")[0]!.classList.contains("looked")).to.equal(true);
    walk.dispatchEvent(new Event("blur"));
    await settle(el);
    expect($$(el, ".looked").length).to.equal(0);
  });

  it("has a sentence and a table that say the same", async () => {
    const el = await distribution({ attributes: { client: "northwind" } });
    expect(textOf(el)).to.contain("The largest group is Low: 7.");
    $(el, "[part=table-toggle]").click();
    await settle(el);
    expect($$(el, "table tbody tr").map(words)).to.deep.equal([
      "High 0.70–1.00 4 33%",
      "Medium 0.40–0.69 1 8%",
      "Low 0.00–0.39 7 59%",
      "No score 1",
    ]);
  });

  const counts = (low: number | null, moderate: number | null, elevated: number | null, critical: number | null) => ({
    ...DEPARTMENT,
    average_score: null,
    distribution: { low, moderate, elevated, critical },
  });

  it("names every band that holds as many as the fullest, and calls none a majority", async () => {
    const tied = await distribution({ data: counts(14, 14, 14, 0) });
    expect(textOf(tied)).to.contain("The largest groups are Elevated, Moderate, Low: 14 each.");
    expect(textOf(await distribution({ data: counts(16, 15, 6, 5) }))).to.contain("The largest group is Low: 16.");
  });

  it("does not say that nobody has a score where all counts are hidden", async () => {
    const el = await distribution({ data: counts(null, null, null, null) });
    expect(textOf(el)).to.contain("Critical").and.to.not.contain("Nobody has a score");
  });

  it("counts in words: one person of twelve, the only one", async () => {
    const of = (scored: number, people: number): Dataset => ({
      as_of: AS_OF,
      model: "phishr",
      clients: [
        {
          id: "x",
          people: Array.from({ length: people }, (_, i) => ({
            id: `x${i}`,
            events: i < scored ? [event("simulation_clicked", 5)] : [],
          })),
        },
      ],
    });
    expect(words($(await distribution({ data: of(1, 12) }), "[part=detail]"))).to.contain("1 of 12 people scored");
    expect(words($(await distribution({ data: of(1, 1) }), "[part=detail]"))).to.contain("1 of 1 person scored");
    expect(words($(await distribution({ data: of(0, 1) }), "[part=detail]"))).to.contain("0 of 1 person scored");
  });

  describe("who moved between bands", () => {
    const DATA = {
      as_of: AS_OF,
      model: "phishr",
      clients: [
        {
          id: "x",
          name: "X",
          people: [
            ...["a", "b"].map((id) => ({
              id,
              events: [event("simulation_opened", 300), event("simulation_submitted", 0)],
            })),
            { id: "c", events: [event("simulation_opened", 300)] },
            {
              id: "d",
              events: [event("simulation_submitted", 90, { ref: "q" }), event("simulation_clicked", 90, { ref: "r" })],
            },
            { id: "e", events: [event("simulation_clicked", 1)] },
            { id: "f" },
          ],
        },
      ],
    };

    it("counts each way, band to band, and who stayed, came or went", async () => {
      const el = await distribution({ data: DATA, attributes: { client: "x" } });
      const moves = $(el, "[part=moves]");
      expect([...moves.querySelectorAll(".total")].map(words)).to.deep.equal([
        "To a riskier band 2",
        "To a safer band 1",
      ]);
      expect([...moves.querySelectorAll("li .sr-only")].map(words)).to.deep.equal(["Low to High: 2", "High to Low: 1"]);
      expect(words(moves)).to.contain("1 stayed in their band").and.to.contain("1 gained or lost a score");
    });

    it("says over how many days", async () => {
      const el = await distribution({ data: DATA, attributes: { client: "x", window: "30" } });
      expect(words($(el, "[part=moves]"))).to.contain("in 30 days");
    });

    it("is not there for one person, a summary, or where nobody has a score", async () => {
      const person = await distribution({ data: DATA, attributes: { person: "a" } });
      expect(person.phase).to.equal("ready");
      expect($(person, "[part=moves]")).to.equal(null);
      expect($(await distribution({ data: DEPARTMENT }), "[part=moves]")).to.equal(null);
      expect($(await distribution({ attributes: { client: "quill" } }), "[part=moves]")).to.equal(null);
    });

    it("for the client audience never names a pair of bands", async () => {
      const el = await distribution({ attributes: { audience: "client", client: "brightwater" } });
      await settle(el);
      expect(el.phase).to.equal("ready");
      expect($$(el, "[part=moves] li").length).to.equal(0);
    });
  });

  describe("for the client audience", () => {
    it("a group that is too small has no numbers", async () => {
      const el = await distribution({ attributes: { audience: "client", client: "kestrel" } });
      await settle(el);
      expect(textOf(el)).to.contain("Too few people to show");
      expect($$(el, "[part=row]").length).to.equal(0);
    });
  });

  describe("a service's summary", () => {
    it("is shown as it stands, with its own share", async () => {
      const el = await distribution({ data: DEPARTMENT });
      expect($$(el, "[part=row]").map(words)).to.deep.equal([
        "Critical 76–100 3 7%",
        "Elevated 51–75 9 21%",
        "Moderate 26–50 18 43%",
        "Low 0–25 12 29%",
      ]);
    });

    it("that cannot be true is said to be so, with what could be", async () => {
      const el = await distribution({ data: DEPARTMENT });
      expect(words($(el, "[part=notice]")))
        .to.contain("between 27.14 and 52.25")
        .and.to.contain("54");
    });

    it("that do not add up are said not to", async () => {
      const distribution_ = { low: 12, moderate: 18, elevated: 9, critical: 3 };
      const data = {
        client_id: "c",
        name: "C",
        score: 40,
        people_count: 50,
        scored_count: 40,
        distribution: distribution_,
      };
      const el = await distribution({ data });
      expect(words($(el, "[part=notice]"))).to.equal("These numbers do not add up: 42 in the bands, 40 scored.");
    });

    it("that can be true is not questioned, allowing for rounding", async () => {
      for (const average_score of [27, 40, 52]) {
        expect($(await distribution({ data: { ...DEPARTMENT, average_score } }), "[part=notice]")).to.equal(null);
      }
    });

    it("is not questioned where the roll-up is no mean, or where counts are hidden", () => {
      const view = (more: object): SubjectView =>
        ({
          distribution: [{ band: "low", count: 3 }],
          model: getModel("phishr"),
          bands: getModel("phishr").bands,
          ...more,
        }) as unknown as SubjectView;
      expect(averages(view({}))![0]).to.equal(0);
      expect(averages(view({ model: getModel("caniphish") }))).to.equal(null);
      expect(averages(view({ distribution: [{ band: "low", count: null }] }))).to.equal(null);
      expect(averages(view({ distribution: [{ band: "low", count: 0 }] }))).to.equal(null);
      expect(averages(view({ distribution: null }))).to.equal(null);
      expect(averages(view({ distribution: [{ band: "unknown", count: 2 }] }))).to.equal(null);
    });
  });

  it("exports counts and shares as numbers", async () => {
    const el = await distribution({ attributes: { client: "northwind" } });
    const { rows } = JSON.parse(await el.exportData("json", { download: false })) as {
      rows: Array<Record<string, unknown>>;
    };
    expect(rows.map((row) => [row["band"], row["people"]])).to.deep.equal([
      ["high", 4],
      ["medium", 1],
      ["low", 7],
      ["no_score", 1],
    ]);
    expect(rows[0]!["share"]).to.be.closeTo(4 / 12, 1e-9);
  });

  it("of clients of different models counts nobody, and says why", async () => {
    const clients = DATASET.clients.slice(0, 2).map((client, i) => ({ ...client, model: i ? "infima" : "phishr" }));
    const el = await mount<RiskDistribution>("risk-distribution", { data: { as_of: DATASET.as_of, clients } });
    expect(textOf(el)).to.contain("no scale in common").and.to.not.contain("Not enough data");
  });

  it("draws a count that is hidden as one hollow box, without a line through it", async () => {
    const el = await mount<RiskDistribution>("risk-distribution", {
      data: DATASET,
      attributes: { client: "brightwater", audience: "client", model: "infima" },
    });
    // Two are critical: "under 5".
    const hollow = [...el.shadowRoot!.querySelectorAll(".hollow")].map((one) => one.querySelectorAll("rect").length);
    expect(hollow).to.deep.equal([1]);
  });
});
