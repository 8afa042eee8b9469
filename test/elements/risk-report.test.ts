import { expect } from "@open-wc/testing";
import { RiskReport } from "../../src/elements/risk-report/define.js";
import type { Dataset } from "../../src/engine/types.js";
import { registerStrings } from "../../src/strings/index.js";
import { loadLanguage } from "../../src/strings/languages.js";
import { contract, mount, settle, textOf, unmountAll, type Mounting, until } from "./contract.js";
import { FakeSupply, readyBook } from "./fakes.js";
import { AS_OF, DATASET, fitness } from "./samples.js";

await RiskReport.preload();

contract({
  tag: "risk-report",
  attributes: { client: "brightwater" },
  says: ["Quarterly human risk review", "Where risk sits", "What drives it", "How it moved", "About the numbers"],
  word: ["report", "quarterly"],
  insufficient: { attributes: { client: "quill" } },
  people: false,
  grows: Infinity,
  columns: ["kind", "id", "published", "band"],
});

const report = (more: Mounting = {}): Promise<RiskReport> =>
  mount<RiskReport>("risk-report", { data: DATASET, attributes: { client: "brightwater" }, ...more });
const $$ = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
describe("<risk-report>", () => {
  afterEach(unmountAll);

  it("looks back 90 days for a quarter, 30 for a month, and any number that is set", async () => {
    const el = await report();
    expect(textOf(el)).to.match(/Quarterly/);
    const quarter = (await el.exportData("json", { download: false })) as string;
    el.period = "monthly";
    await settle(el);
    expect(textOf(el)).to.match(/Monthly/);
    const month = (await el.exportData("json", { download: false })) as string;
    el.setAttribute("window", "90");
    await settle(el);
    expect(await el.exportData("json", { download: false })).to.equal(quarter);
    expect(month).to.not.equal(quarter);
  });

  it("gives each part a heading in reading order", async () => {
    const el = await report();
    const heads = $$(el, "h2, h3").map((h) => h.textContent!.trim());
    expect(heads[0]).to.equal($$(el, "[part=title]")[0]!.textContent!.trim());
    expect(heads).to.include.members(["What drives it", "How it moved", "What was done", "About the numbers"]);
    expect(new Set(heads).size).to.equal(heads.length);
  });

  it("says where all steps together lead with digits that read as the score published: 11.46 is 11, and 11.5 would not be", async () => {
    const people = [{ id: "a", measures: { security_iq: 87.25, phish_risk: 90, badge_score: 90 } }];
    const data: Dataset = { as_of: AS_OF, model: "caniphish", clients: [{ id: "c", people }] };
    const el = await report({ data, attributes: { client: "c" } });
    await until(() => textOf(el).includes("All together"));
    expect(textOf($$(el, "[part=next] .note-line")[0]!)).to.contain("All together: −26.00, to 11.46.");
  });

  it("has rows of drivers that add up to the score as shown", async () => {
    const el = await report({ attributes: { client: "brightwater", model: "infima" } });
    const numbers = $$(el, "[part=drivers] .row-amount").map((cell) =>
      Number(cell.textContent!.trim().replace("−", "-")),
    );
    const total = numbers.pop()!;
    expect(numbers.length).to.be.greaterThan(1);
    expect(Math.abs(numbers.reduce((a, b) => a + b, 0) - total)).to.be.below(1e-9);
  });

  it("is drawn with what to do next: nothing on it moves afterwards", async () => {
    const [client] = DATASET.clients.slice(1);
    const people = Array.from({ length: 20 }, (_, k) =>
      client!.people.map((one) => ({ ...one, id: `${one.id}-${k}` })),
    );
    const el = await mount<RiskReport>("risk-report", { attributes: { client: "many" }, width: 1000 });
    const seen: Array<[steps: number, height: number]> = [];
    const look = (): void => {
      if (el.shadowRoot!.querySelector("[part=base]:not(.loading)"))
        seen.push([$$(el, ".steps-list li").length, el.getBoundingClientRect().height]);
    };
    new MutationObserver(look).observe(el.shadowRoot!, { childList: true, subtree: true, characterData: true });
    el.data = { ...DATASET, clients: [{ id: "many", name: "Many", people: people.flat() }] };
    await until(() => el.phase === "ready", 15_000);
    await el.updateComplete;
    expect($$(el, ".steps-list li").length).to.be.greaterThan(1);
    expect(new Set(seen.map(String)).size, seen.join(" ")).to.equal(1);
    // Another date: the last plan stays until the new one is there, and nobody sees an empty box.
    seen.length = 0;
    const phases = new Set<string>();
    const was = textOf($$(el, "[part=next]")[0]!);
    el.asOf = Date.parse(AS_OF) - 20 * 86_400_000;
    for (let turn = 0; turn < 20; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      phases.add(el.phase);
    }
    await el.updateComplete;
    expect([...phases]).to.deep.equal(["ready"]);
    expect(seen.every(([steps]) => steps > 0)).to.equal(true);
    expect(textOf($$(el, "[part=next]")[0]!)).not.to.equal(was);
  });

  const long = DATASET.clients[1]!.people;
  const many = Array.from({ length: 50 }, (_, k) => long.map((one) => ({ ...one, id: `${one.id}-${k}` }))).flat();
  for (const people of [long, many]) {
    it(`is whole where the page prints before it is: ${people.length} people`, async () => {
      const el = await mount<RiskReport>("risk-report", { attributes: { client: "many" }, width: 1000 });
      const { now } = performance;
      // A computer so slow that nothing is done at once.
      let ms = now.call(performance);
      performance.now = () => (ms += 20);
      try {
        el.data = { ...DATASET, clients: [{ id: "many", name: "Many", people }] };
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
        expect(el.phase).to.equal("loading");
        const sheets = document.adoptedStyleSheets.length;
        dispatchEvent(new Event("beforeprint"));
        expect(el.phase).to.equal("ready");
        expect($$(el, ".steps-list li").length).to.be.greaterThan(1);
        expect($$(el, ".year").length).to.equal(1);
        expect(document.adoptedStyleSheets.length, "the foot of its pages").to.equal(sheets + 1);
      } finally {
        performance.now = now;
      }
      const printed = textOf(el);
      await settle(el);
      expect(el.phase).to.equal("ready");
      expect(textOf(el)).to.equal(printed);
    });
  }

  it("says in print that it was not there yet, where nothing can be worked out", async () => {
    const el = await mount<RiskReport>("risk-report", { supply: new FakeSupply() });
    expect(el.phase).to.equal("loading");
    expect($$(el, ".printed")[0]!.textContent).to.equal("Not in this print: it was still loading.");
    expect(getComputedStyle($$(el, ".printed")[0]!).display).to.equal("none");
  });

  it("says for how many its plan was worked out", async function () {
    this.timeout(120_000);
    const [client] = DATASET.clients.slice(1);
    const many = (n: number): Dataset => {
      const people = Array.from({ length: n }, (_, k) =>
        client!.people.map((one) => ({ ...one, id: `${one.id}-${k}` })),
      );
      return { ...DATASET, clients: [{ id: "many", name: "Many", people: people.flat() }] };
    };
    const el = await report({ data: many(10), attributes: { client: "many" } });
    // Of hundreds everybody.
    expect(textOf($$(el, "[part=next]")[0]!)).to.match(/ 200 people in /);
    expect(textOf(el)).to.not.include("Worked out for");
    el.data = many(180);
    await until(() => /5,400/.test(textOf(el)) && el.phase === "ready", 60_000);
    expect(textOf(el)).to.not.include("Worked out for");
    el.audience = "client";
    await until(() => el.phase === "ready" && el.audience === "client" && !/\d people in/.test(textOf(el)), 60_000);
    const told = textOf($$(el, "[part=next]")[0]!);
    expect(told).to.include("Worked out for 5,000 people at most, those at most risk first.");
    expect(told).to.not.match(/\d+ people in/);
    expect(textOf($$(el, "[part=summary]")[0]!)).to.not.match(/\d+ people in/);
    el.audience = "internal";
    el.data = DATASET;
    el.client = "brightwater";
    await settle(el);
    expect(textOf(el)).to.not.include("Worked out for");
  });

  it("sets the lines of a name that runs the other way where the page's begin", async () => {
    const [client] = DATASET.clients.slice(1);
    const name = "عبد الرحمن بن محمد بن عبد الله آل سعود الهاشمي القرشي العتيبي";
    const people = client!.people.map((one) => ({ ...one, name }));
    const data = { ...DATASET, clients: [{ id: "c", name: "Al Noor", people }] };
    for (const dir of ["ltr", "rtl"]) {
      const el = await report({ data, attributes: { client: "c", dir, model: "infima" }, width: 640 });
      const label = $$(el, "[part=people] .row-label")[0]!;
      const range = document.createRange();
      range.selectNodeContents(label.querySelector("button")!);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
      expect(boxes.length).to.be.greaterThan(1);
      const side = dir === "ltr" ? "left" : "right";
      for (const box of boxes) expect(box[side], dir).to.be.closeTo(label.getBoundingClientRect()[side], 1);
    }
  });

  it("says a role in the reader's words, an unknown one's id in plain ones, a name as it is", async () => {
    for (const [role, said, german] of [
      ["finance", "Finance", "Finanzen"],
      ["finance_admin", "Finance admin", "Finance admin"],
      ["Head of IT_2", "Head of IT_2", "Head of IT_2"],
      ["constructor", "Constructor", "Constructor"],
    ] as const) {
      const people = DATASET.clients[1]!.people.map((one) => ({ ...one, role }));
      const data = { ...DATASET, clients: [{ id: "c", name: "C", people }] };
      const el = await report({ data, attributes: { "job-role": role } });
      expect($$(el, "[part=title]")[0]!.textContent).to.equal(said);
      expect(textOf($$(el, "[part=summary]")[0]!)).to.match(new RegExp(`^${said} stands at`));
      expect($$(el, "[part=base]")[0]!.getAttribute("aria-label")).to.include(said);
      el.locale = "de";
      await until(() => $$(el, "[part=title]")[0]?.textContent === german, 5000);
    }
  });

  it("says how many events do not count because somebody disputes them, to those who may know of events", async () => {
    const people = DATASET.clients[1]!.people.map((one, i) => ({
      ...one,
      events: one.events!.map((event, k) => (k === 0 && i < 2 ? { ...event, disputed: "not me" } : event)),
    }));
    const data = { ...DATASET, clients: [{ id: "c", name: "C", people }] };
    const el = await report({ data, attributes: { client: "c" } });
    expect(textOf($$(el, "[part=notes]")[0]!)).to.include("2 disputed events do not count.");
    el.audience = "client";
    await settle(el);
    expect(textOf(el)).to.not.include("disputed");
  });

  it("opens the service's report of the client that is shown, and offers none of a part of one", async () => {
    const asked: unknown[] = [];
    const supply = Object.assign(new FakeSupply(readyBook(DATASET)), {
      report: (...query: unknown[]) => {
        asked.push(query);
        return Promise.resolve({ url: "https://example.org/r.pdf", expires_at: AS_OF, format: "pdf" as const });
      },
    });
    const opened: unknown[] = [];
    const { open } = globalThis;
    globalThis.open = (...what) => (opened.push(what), null);
    try {
      const signed = (el: RiskReport): HTMLElement | undefined =>
        $$(el, ".tools .button").find((button) => textOf(button).startsWith("Open the service"));
      const el = await mount<RiskReport>("risk-report", {
        supply,
        attributes: { client: "brightwater", period: "monthly", model: "infima" },
      });
      signed(el)!.click();
      await until(() => opened.length === 1, 2000);
      expect(asked).to.deep.equal([[{ format: "pdf", period: "monthly", client: "brightwater" }, { model: "infima" }]]);
      expect(opened).to.deep.equal([["https://example.org/r.pdf", "_blank", "noopener,noreferrer"]]);
      const whole = await mount<RiskReport>("risk-report", { supply, attributes: { period: "constructor" } });
      signed(whole)!.click();
      await until(() => opened.length === 2, 2000);
      expect(asked[1]).to.deep.equal([{ format: "pdf", period: "quarterly" }, {}]);
      const part = await mount<RiskReport>("risk-report", {
        supply,
        attributes: { client: "brightwater", department: "sales" },
      });
      expect(part.phase).to.equal("ready");
      expect(signed(part)).to.equal(undefined);
      Object.assign(supply, { report: () => Promise.reject(new Error("503")) });
      signed(el)!.click();
      await until(() => $$(el, "[role=alert]").length === 1, 2000);
      expect(textOf($$(el, "[role=alert]")[0]!)).to.equal("The service’s report could not be opened.");
      el.client = "northwind";
      await settle(el);
      expect($$(el, "[role=alert]").length, "of another client").to.equal(0);
    } finally {
      globalThis.open = open;
    }
  });

  it("breaks no word of its table, and lets none touch the next", async () => {
    for (const lang of ["en", "de", "es"]) {
      const strings = await loadLanguage(lang);
      if (strings) registerStrings(lang, strings);
      for (const width of [1000, 780, 760, 720, 640]) {
        const el = await mount<RiskReport>("risk-report", { data: DATASET, width, lang });
        const at = `${lang}, ${width}`;
        const texts = $$(el, "[part=table] :is(.columns, .band)");
        expect(texts.length).to.be.greaterThan(4);
        for (const node of texts) {
          const range = document.createRange();
          range.selectNodeContents(node);
          const boxes = [...range.getClientRects()].filter((box) => box.width);
          const tall = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
          // A change's word stands under its number where there is no room; other languages have longer ones, and "no score" too.
          const under = lang === "en" ? width < 750 && node.matches(".columns") : width < 800 || node.matches(".band");
          const lines = under ? textOf(node).split(" ").length : 1;
          expect(tall, `${at}: ${textOf(node)}`).to.be.below(10 + 20 * lines);
          expect(node.scrollWidth, `${at}: ${textOf(node)}`).to.be.at.most(node.closest("td")!.clientWidth);
        }
        const heads = $$(el, "thead th:not(.c-spread), thead .counts > *").map((head) => {
          const range = document.createRange();
          range.selectNodeContents(head);
          return { text: textOf(head), box: range.getBoundingClientRect() };
        });
        expect(heads.length).to.be.greaterThan(6);
        heads.slice(1).forEach(({ text, box }, i) => {
          expect(box.left - heads[i]!.box.right, `${at}: ${heads[i]!.text} and ${text}`).to.be.at.least(3);
        });
        unmountAll();
      }
    }
  });

  it("draws every score of old data hollow", async () => {
    const supply = new FakeSupply({ ...readyBook(DATASET), status: "stale" });
    const el = await mount<RiskReport>("risk-report", { supply, attributes: { client: "brightwater" }, width: 1100 });
    const marks = $$(el, ".marker, .dot");
    expect(marks.length).to.be.greaterThan(3);
    expect(marks.filter((mark) => !mark.classList.contains("hollow"))).to.deep.equal([]);
  });

  it("sets scores and changes of a narrow table flush with its end, each on one line", async () => {
    for (const width of [620, 480, 400, 320]) {
      const el = await mount<RiskReport>("risk-report", { data: DATASET, width });
      const rows = $$(el, "[part=where] [part=row]");
      expect(rows.length).to.be.greaterThan(2);
      for (const row of rows) {
        const end = Math.round(row.getBoundingClientRect().right);
        const score = row.querySelector(".n")!.getBoundingClientRect();
        expect(Math.round(score.right), `${width}: score of ${textOf(row)}`).to.equal(end);
        const word = row.querySelector(".columns .word")?.getBoundingClientRect();
        if (!word) continue;
        expect(Math.round(word.right), `${width}: change of ${textOf(row)}`).to.equal(end);
        const number = row.querySelector(".columns b")!.getBoundingClientRect();
        expect(Math.abs(number.bottom - word.bottom), `${width}: ${textOf(row)}`).to.be.below(3);
      }
      expect($$(el, "[part=where] .columns .word").length).to.be.greaterThan(2);
      unmountAll();
    }
  });

  it("leaves names on half a sheet the line that they have on a narrow screen", async () => {
    const el = await mount<RiskReport>("risk-report", { data: DATASET, width: 450 });
    const sheets = el.shadowRoot!.adoptedStyleSheets;
    const paper = new CSSStyleSheet();
    const rules = sheets.flatMap(({ cssRules }) => [...cssRules]);
    for (const rule of rules)
      if (rule instanceof CSSMediaRule && rule.conditionText === "print")
        for (const { cssText } of rule.cssRules) paper.insertRule(cssText, paper.cssRules.length);
    expect(paper.cssRules.length).to.be.greaterThan(10);
    el.shadowRoot!.adoptedStyleSheets = [...sheets, paper];
    const rows = $$(el, "[part=where] [part=row]");
    expect(rows.length).to.be.greaterThan(2);
    for (const row of rows) {
      const [all, name] = [row, row.querySelector(".who")!].map((one) => one.getBoundingClientRect().width);
      expect(name, textOf(row)).to.be.greaterThan(all! / 2);
    }
  });

  it("breaks no word of a change where text is twice as large in 320 px, nor in 200 px", async () => {
    for (const [width, size] of [
      [320, "32px"],
      [200, "16px"],
    ] as const) {
      const el = await report({ attributes: { client: "brightwater", model: "infima", lang: "de" }, width });
      await until(() => textOf(el).includes("Wo das Risiko liegt"), 5000);
      el.style.fontSize = size;
      await settle(el);
      for (const columns of $$(el, "[part=table] .columns")) {
        const word = columns.lastElementChild!;
        expect(word.getClientRects().length === 1 && word.getBoundingClientRect().height, textOf(columns)).to.be.below(
          2 * parseFloat(getComputedStyle(word).fontSize),
        );
        expect(columns.scrollWidth).to.be.at.most(columns.clientWidth);
      }
      unmountAll();
    }
  });

  it("draws its sums as sums: a rule above the last line, ends set off", async () => {
    const el = await report({ attributes: { client: "brightwater", model: "infima" } });
    const moved = $$(el, "[part=moved] .sum-row");
    const styles = moved.map((row) => getComputedStyle(row));
    expect(styles.map(({ borderTopWidth }) => borderTopWidth)).to.deep.equal([
      ...moved.slice(1).map(() => "0px"),
      "1px",
    ]);
    const weights = moved.map((row) => getComputedStyle(row.querySelector(".row-label")!).fontWeight);
    expect(weights[0]).to.equal("600");
    expect(weights.at(-1)).to.equal("600");
  });

  it("ranks no scores of different models together, and sums nothing over them", async () => {
    const client = (id: string, average_score: number, model: string): unknown => ({
      client_id: id,
      name: `Client ${id}`,
      average_score,
      employee_count: 20,
      distribution: { low: 15 },
      model,
    });
    const clients = [client("a", 41, "moxso"), client("b", 0.62, "phishr"), client("c", 62, "moxso")];
    const el = await mount<RiskReport>("risk-report", { data: { clients, total: 3, model: "moxso" } });
    const rows = $$(el, "[part=where] [part=row]").map((row) => textOf(row.querySelector("th")!));
    expect(rows.slice(0, 3)).to.deep.equal([
      "Client c 20 people · Moxso model",
      "Client a 20 people · Moxso model",
      "Client b 20 people · Phishr model",
    ]);
    expect(textOf($$(el, "[part=where] .total .c-spread")[0]!)).to.equal("");
  });

  it("exports what it shows: of groups that are withheld how many they are, and no names", async () => {
    const small = await report({
      data: {
        as_of: AS_OF,
        model: "phishr",
        clients: [
          {
            id: "one",
            name: "One",
            people: DATASET.clients[1]!.people.map((person, i) => ({
              ...person,
              department: i < 3 ? "secret" : i < 15 ? "finance" : "sales",
            })),
          },
        ],
      },
      attributes: { client: "one", audience: "client" },
    });
    const told = JSON.parse((await small.exportData("json", { download: false })) as string) as {
      rows: Array<Record<string, unknown>>;
    };
    expect(told.rows.map(({ name }) => name)).to.deep.equal(["sales", "2 groups", "One"]);
    expect(JSON.stringify(told.rows)).to.not.match(/secret|finance/);
    expect(told.rows[1]).to.include({ kind: "department", id: null, published: null });
  });

  it("of clients of different models has no ruler and no sum, and says by which models", async () => {
    const clients = DATASET.clients.slice(0, 2).map((client, i) => ({ ...client, model: i ? "infima" : "phishr" }));
    const el = await report({ data: { as_of: AS_OF, clients }, attributes: {} });
    expect($$(el, "[part=ruler]").length).to.equal(0);
    expect($$(el, ".total .ruler").length).to.equal(0);
    expect(textOf($$(el, "[part=summary]")[0]!)).to.contain("no scale in common");
    expect(textOf($$(el, "[part=footer]")[0]!)).to.match(/Phishr model: Low.*Infima model: Low/);
    expect(textOf($$(el, "[part=band]")[0]!)).to.equal("No score");
  });

  it("lists groups that add up to the score, where it lists them all", async () => {
    // Three departments of a third each: rounded by themselves they would come to one more or less.
    const el = await report({ attributes: { client: "brightwater", audience: "client", model: "infima" } });
    const told = $$(el, "[part=groups] .row-amount").map((cell) => Number(textOf(cell).replace("−", "-")));
    expect(told.length).to.be.within(2, 5);
    expect(told.reduce((a, b) => a + b, 0)).to.equal(Number(textOf($$(el, "[part=score]")[0]!)));
  });

  it("names nobody as a driver whose part is nothing", async () => {
    const people = Array.from({ length: 7 }, (_, i) => ({
      id: `d${i}`,
      name: `Person ${i}`,
      events: [{ type: i < 2 ? "simulation_clicked" : "simulation_reported", at: Date.parse(AS_OF) }],
    }));
    const data = { as_of: AS_OF, model: "phishr", clients: [{ id: "x", people }] };
    const el = await report({ data, attributes: { client: "x" } });
    expect($$(el, "[part=people] .link").map((button) => textOf(button))).to.deep.equal(["Person 0", "Person 1"]);
  });

  it("says of an only person where they stand, and not that all one of them does", async () => {
    const events = [{ type: "simulation_clicked", at: Date.parse(AS_OF) }];
    const data = { as_of: AS_OF, model: "phishr", clients: [{ id: "x", people: [{ id: "a", events }] }] };
    const el = await report({ data, attributes: { client: "x" } });
    expect(textOf($$(el, "[part=summary]")[0]!))
      .to.match(/stands at 0.50, Medium/)
      .and.not.match(/1 of 1/);
    expect(textOf($$(el, ".top [part=detail]")[0]!)).to.equal("1 of 1 person scored");
    const more = [{ id: "x", people: [...data.clients[0]!.people, { id: "b" }] }];
    const some = await report({ data: { ...data, clients: more } as Dataset, attributes: { client: "x" } });
    expect(textOf($$(some, ".top [part=detail]")[0]!)).to.equal("1 of 2 people scored · 1 without enough data");
    expect(textOf($$(some, "[part=notes]")[0]!)).to.contain("People with too little for one: 1.");
  });

  it("speaks of all clients in the plural", async () => {
    const el = await mount<RiskReport>("risk-report", { data: DATASET });
    expect(textOf($$(el, "[part=summary]")[0]!)).to.match(/^All clients together stand at /);
  });

  it("works out what to do next, and says what it comes to together", async () => {
    const el = await report({ attributes: { client: "brightwater", model: "infima" } });
    expect(textOf(el)).to.match(/What to do next/);
    const effects = $$(el, "[part=next] b").map((b) => Number(b.textContent!.trim().replace("−", "-")));
    expect(effects.length).to.be.greaterThan(0);
    for (const effect of effects) expect(effect).to.be.at.most(0);
    expect([...effects].sort((a, b) => a - b)).to.deep.equal(effects);
    expect($$(el, "[part=next] .step").map(textOf)).to.deep.equal(effects.map((_, i) => `${i + 1}`));
  });

  it("says of a client too small to show that, and not that nothing was done", async () => {
    const el = await report({ attributes: { client: "kestrel", audience: "client" } });
    expect(textOf(el)).to.include("Too few people to show");
    expect($$(el, "[part=done]").length).to.equal(0);
  });

  it("tells a client nothing about single people", async () => {
    const internal = textOf(await report());
    const names = DATASET.clients[0]!.people.map((person) => person.name).filter((name): name is string => !!name);
    expect(names.some((name) => internal.includes(name))).to.equal(true);
    const el = await report({ attributes: { client: "brightwater", audience: "client" } });
    const told = `${textOf(el)} ${(await el.exportData("json", { download: false })) as string}`;
    for (const name of names) expect(told).to.not.include(name);
    expect($$(el, "[part=people]").length).to.equal(0);
    // Which groups bring it, and what those too small to be shown bring together.
    expect($$(el, "[part=groups] .row-label").length).to.be.greaterThan(1);
  });

  it("says that scores are rounded where all steps come to more than the steps that a client sees", async () => {
    const numbers = (words: string): number[] =>
      [...words.matchAll(/([+\u2212])(\d+(?:\.\d+)?)/g)].map(([, sign, n]) => Number(n) * (sign === "+" ? 1 : -1));
    const seen = new Set<boolean>();
    for (const model of ["phishr", "infima", "moxso", "metacompliance", "caniphish"])
      for (const client of ["brightwater", "northwind", ""]) {
        const el = await report({ attributes: { audience: "client", model, ...(client ? { client } : {}) } });
        await until(() => $$(el, "[part=next]").length > 0).catch(() => {});
        const line = $$(el, "[part=next] .note-line")
          .map(textOf)
          .find((words) => words.includes("All together"));
        unmountAll();
        if (!line) continue;
        const sum = $$(el, "[part=next] li b").reduce((total, one) => total + numbers(textOf(one))[0]!, 0);
        const more = Math.abs(numbers(line)[0]!) > Math.abs(sum) + 1e-9;
        seen.add(more);
        expect(line.includes("Scores are rounded further"), `${model} ${client}: ${line} (${sum})`).to.equal(more);
      }
    expect([...seen].length).to.equal(2);
  });

  it("tells a client no number more exactly than it is published", async () => {
    const amounts = (el: RiskReport): string[] =>
      $$(el, ":is([part=drivers], [part=groups], [part=people], [part=moved]) .row-amount").map(textOf);
    const told = { client: "brightwater", model: "infima" };
    expect(amounts(await report({ attributes: told })).join(" ")).to.match(/\d\.\d/);
    const client = amounts(await report({ attributes: { ...told, audience: "client" } }));
    expect(client.length).to.be.greaterThan(8);
    for (const text of client) expect(text).to.match(/^[+−]?\d+$/);
  });

  it("writes a count that is not told with its sign before it in every direction", async () => {
    const el = await report({ attributes: { client: "brightwater", audience: "client" }, dir: "rtl" });
    const few = $$(el, "[part=table] .counts [aria-hidden]").filter((span) => span.textContent!.startsWith("<"));
    expect(few.length).to.be.greaterThan(0);
    for (const span of few) {
      const words = [...span.childNodes].filter((node) => node instanceof Text && node.data);
      const [sign, number] = words.map((node) => {
        const range = document.createRange();
        range.selectNode(node);
        return range.getBoundingClientRect();
      });
      expect(sign!.left).to.be.below(number!.left);
    }
  });

  it("has one number for one thing: what its sentence counts is what was done", async () => {
    const ago = (days: number): string => new Date(Date.parse(AS_OF) - days * 86_400_000).toISOString();
    const events = ["simulation_clicked", "simulation_submitted", "threat_clicked"].map((type, i) => ({
      type,
      at: ago(20 + i),
      ref: type.slice(0, 4),
    }));
    const people = Array.from({ length: 12 }, (_, i) => ({
      id: `p${i}`,
      events: [{ type: "simulation_sent" as const, at: ago(200) }, ...(events as never[])],
    }));
    const data = { ...DATASET, clients: [{ id: "c", name: "C", people }] };
    const el = await report({ data, attributes: { client: "c", model: "infima" } });
    expect(textOf($$(el, "[part=summary]")[0]!)).to.include("12 failed simulations and 12 real threats clicked (+");
    const facts = textOf($$(el, "[part=done]")[0]!);
    expect(facts).to.include("12 simulations failed");
    expect(facts).to.include("12 real threats clicked");
  });

  it("claims no first review: there may have been an earlier score, and for too few people that is not told", async () => {
    const ago = (days: number): string => new Date(Date.parse(AS_OF) - days * 86_400_000).toISOString();
    const said = async (early: number, audience: string): Promise<string> => {
      const people = Array.from({ length: 14 }, (_, i) => ({
        id: `p${i}`,
        events: [{ type: "simulation_clicked" as const, at: ago(i < early ? 120 : 20) }],
      }));
      const data = { ...DATASET, clients: [{ id: "c", name: "C", people }] };
      const el = await report({ data, attributes: { client: "c", model: "infima", audience } });
      return textOf($$(el, "[part=moved]")[0]!);
    };
    const withheld = await said(3, "client");
    expect(withheld).to.include("No score on Aug 25, 2026 to compare with, or none that may be shown here.");
    expect(withheld).to.equal(await said(0, "client"));
    expect(await said(0, "internal")).to.match(/No score on Aug 25, 2026 to compare with\.$/);
    expect(await said(3, "internal")).to.include("Score on Aug 25");
  });

  it("has a row for people in no department, so that its rows add up to all", async () => {
    const people = DATASET.clients[1]!.people.map((one, i) => (i % 5 ? one : { ...one, department: undefined }));
    const data = { ...DATASET, clients: [{ id: "c", name: "C", people }] } as typeof DATASET;
    const el = await report({ data, attributes: { client: "c", model: "infima" } });
    const rows = $$(el, "[part=table] tbody tr");
    const heads = rows.map((row) => Number(/(\d+) pe/.exec(textOf(row.querySelector("th")!))![1]));
    const all = heads.pop();
    expect(heads.reduce((a, b) => a + b, 0)).to.equal(all);
    const counts = rows.map((row) =>
      [...row.querySelectorAll(".counts .num")].map((n) => Number(/\d+$/.exec(textOf(n))![0])),
    );
    const sums = counts.pop()!;
    expect(sums).to.deep.equal(sums.map((_, i) => counts.reduce((total, row) => total + row[i]!, 0)));
    const rest = rows.find((row) => textOf(row).startsWith("No department"))!;
    expect(textOf(rest)).to.match(/^No department 6 people/);
    expect(rest.querySelector("button")).to.equal(null);
    const { rows: told } = JSON.parse((await el.exportData("json", { download: false })) as string) as {
      rows: Array<{ people: number }>;
    };
    expect(told.map((row) => row.people).sort()).to.deep.equal([...heads, all].sort());
    // To the client audience the others would give it away, and it them.
    el.audience = "client";
    await settle(el);
    expect(textOf(el)).to.not.include("No department");
  });

  it("names the year of a date that is in another", async () => {
    const people = DATASET.clients[1]!.people.map((one) => ({
      ...one,
      events: [{ type: "simulation_sent" as const, at: "2025-01-07T09:00:00Z" }, ...one.events!],
    }));
    const data = { ...DATASET, clients: [{ id: "c", name: "C", people }] };
    const el = await report({ data, attributes: { client: "c", model: "infima", window: "365" } });
    const dates = $$(el, "[part=moved] .row-label").map(textOf);
    expect([dates[0], dates.at(-1)]).to.deep.equal(["Score on Nov 23, 2025", "Score on Nov 23"]);
    expect(textOf($$(el, "[part=table] thead")[0]!)).to.include("Since November 2025");
    const near = await report({ attributes: { client: "brightwater", model: "infima" } });
    expect(textOf($$(near, "[part=table] thead")[0]!)).to.match(/Since August (?!2)/);
  });

  it("speaks of what helps, not of steps down: a low score may be the risky one", async () => {
    const model = fitness("security_iq");
    const people = Array.from({ length: 6 }, (_, i) => ({ id: `p${i}`, measures: { security_iq: 20 + i } }));
    const data = { as_of: AS_OF, clients: [{ id: "c", name: "C", people }] };
    const el = await mount<RiskReport>("risk-report", { data, attributes: { client: "c" }, properties: { model } });
    const said = textOf($$(el, "[part=summary]")[0]!);
    expect(said + textOf($$(el, "[part=next]")[0]!)).to.not.match(/step down|lower/);
  });

  it("lists first whoever brings most, also where a low score is risky, and nobody who brings nothing", async () => {
    const measures = (i: number): object => ({ measures: { security_iq: i < 6 ? 0 : 10 * i } });
    const people = Array.from({ length: 9 }, (_, i) => ({ id: `p${i}`, ...measures(i) }));
    const data = { as_of: AS_OF, clients: [{ id: "c", name: "C", people }] };
    const properties = { model: fitness("security_iq") };
    const el = await mount<RiskReport>("risk-report", { data, attributes: { client: "c" }, properties });
    expect($$(el, "[part=drivers]").length).to.equal(1);
    expect($$(el, "[part=people] .link").map(textOf)).to.deep.equal(["p8", "p7", "p6"]);
  });

  it("exports its groups in the order they are shown in", async () => {
    const el = await report({ attributes: { client: "brightwater", model: "infima" } });
    const seen = $$(el, "[part=table] tbody .who .link").map(textOf);
    const csv = (await el.exportData("csv", { download: false })) as string;
    const rows = csv.split("\r\n").slice(1, seen.length + 1);
    expect(rows.map((row) => row.split(",")[3])).to.deep.equal(seen.map((name) => `"${name}"`));
  });

  it("joins two bands as a sentence does, not as a list", async () => {
    const el = await report({ attributes: { client: "brightwater", model: "infima" } });
    const steps = $$(el, "[part=next] .what").map(textOf);
    expect(steps[0]).to.match(/: \d+ people in \w+ and \w+$/);
    // In the summary its one colon is taken already.
    const [what, whom] = steps[0]!.split(": ");
    expect(textOf($$(el, "[part=summary]")[0]!)).to.include(`The most effective step: ${what} (${whom}; −`);
    el.locale = "de";
    await until(() => / in \S+ und \S+$/.test(textOf($$(el, "[part=next] .what")[0]!)), 5000);
  });

  it("says where the band begins that its line marks, decimals included", async () => {
    const marks = async (model: string): Promise<string | undefined> => {
      const el = await report({ attributes: { client: "brightwater", model } });
      return /The line marks [^,]+, where \w+ begins\./.exec(textOf($$(el, "[part=moved] .note-line")[0]!))?.[0];
    };
    expect(await marks("phishr")).to.equal("The line marks 0.40, where Medium begins.");
    expect(await marks("infima")).to.equal("The line marks 30, where Moderate begins.");
  });

  it("is not about one person", async () => {
    const el = await report({ attributes: { person: DATASET.clients[0]!.people[0]!.id } });
    expect(el.phase).to.equal("error");
    expect(textOf(el)).to.include("not-supported");
  });

  it("gives printed pages a foot while it is there, and takes it away with it", async () => {
    const before = document.adoptedStyleSheets.length;
    const name = 'Nut "and" bolt \\ & sons';
    const el = await report({ data: { ...DATASET, clients: [{ ...DATASET.clients[1]!, name }] } });
    await until(() => document.adoptedStyleSheets.length === before + 1, 5000);
    const sheets = [...document.adoptedStyleSheets];
    const css = [...sheets.at(-1)!.cssRules].map((rule) => rule.cssText).join("");
    expect(css).to.contain("@page { margin: 15mm 15mm 18mm;");
    // Browsers without margin boxes leave them out.
    if ("CSSMarginRule" in globalThis) {
      expect(css).to.contain('@top-left { content: "Nut \\"and\\" bolt \\\\ & sons"');
      expect(css).to.contain('content: counter(page) " of " counter(pages)');
    }
    const { parentElement } = el;
    el.remove();
    expect(document.adoptedStyleSheets.length).to.equal(before);
    parentElement!.append(el);
    await until(() => document.adoptedStyleSheets.length === before + 1, 5000);
    const { print } = globalThis;
    let printed = 0;
    globalThis.print = () => void printed++;
    $$(el, "[part=print]")[0]!.click();
    globalThis.print = print;
    expect(printed).to.equal(1);
  });

  it("in a frame or a window of its own, gives that page's paper its foot and prints that page", async () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    try {
      const view = frame.contentWindow! as Window & typeof globalThis;
      let printed = 0;
      view.print = () => void printed++;
      const before = document.adoptedStyleSheets.length;
      const el = await report();
      await until(() => document.adoptedStyleSheets.length === before + 1, 5000);
      view.document.body.append(el);
      expect(document.adoptedStyleSheets.length).to.equal(before);
      await until(() => view.document.adoptedStyleSheets.length === 1, 5000);
      expect(view.document.adoptedStyleSheets[0]!.cssRules[0]!.cssText).to.match(/@page/);
      $$(el, "[part=print]")[0]!.click();
      expect(printed).to.equal(1);
      el.remove();
      expect(view.document.adoptedStyleSheets.length).to.equal(0);
    } finally {
      frame.remove();
    }
  });

  it("a picture of it says at its foot what its scores mean, as the screen does, whatever pages have", async () => {
    const el = await report();
    const file = await (await el.exportImage("svg", { download: false }))!.text();
    const drawn = new DOMParser().parseFromString(file, "image/svg+xml");
    const words = [...drawn.querySelectorAll("text")].map(({ textContent }) => textContent).join(" ");
    expect(words.replace(/\s+/g, " ")).to.include(textOf($$(el, "[part=footer]")[0]!));
  });

  it("says who prepared it", async () => {
    const el = await report({ attributes: { client: "brightwater", "prepared-by": "Calder IT Services" } });
    expect(textOf(el)).to.include("Prepared by Calder IT Services");
  });

  it("fires risk-select for a group that is pressed", async () => {
    const el = await report({ attributes: {} });
    const heard: unknown[] = [];
    el.addEventListener("risk-select", (event) => heard.push(event.detail));
    const [first] = $$(el, "[part=where] .link");
    first!.click();
    expect(heard).to.have.length(1);
    expect((heard[0] as { kind: string }).kind).to.equal("client");
  });

  it("writes masked counts as words in what was done", async () => {
    const el = await report({ attributes: { client: "brightwater", audience: "client" } });
    expect(textOf(el)).to.not.match(/\bnull\b|NaN|undefined/);
  });
});
