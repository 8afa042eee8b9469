import { expect } from "@open-wc/testing";
import { bookOf } from "../../src/data/book.js";
import { peopleOf } from "../../src/data/lists.js";
import { readData } from "../../src/data/read.js";
import { RiskRanking } from "../../src/elements/risk-ranking/define.js";
import { toColumns } from "../../src/engine/index.js";
import type { Dataset } from "../../src/engine/types.js";
import { mount, settle, textOf, unmountAll, until, type Mounting } from "./contract.js";
import { FakeSupply } from "./fakes.js";
import { NOW, tens } from "./samples.js";

await RiskRanking.preload();

/** One in fifty has nothing on record. */
const many = (n: number): Dataset =>
  tens(n, (i) => {
    const events = [
      { type: "simulation_clicked", at: NOW - (i % 977) * 3_600_000, ref: `r${i}` },
      { type: "simulation_opened", at: NOW - (i % 331) * 86_400_000, ref: `s${i}` },
    ];
    return { department: ["sales", "ops"][i % 2]!, ...(i % 50 ? { events } : {}) };
  });

const $$ = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const rows = (el: Element): HTMLElement[] => $$(el, "[part=row]");
const nameOf = (row: Element): string => row.querySelector(".c-name")!.textContent!.trim();
const grid = (el: Element): HTMLElement => $$(el, "[role=grid]")[0]!;
const places = (el: Element): number[] => rows(el).map((row) => Number(row.getAttribute("aria-rowindex")));

async function large(n: number, more: Mounting = {}): Promise<RiskRanking> {
  const el = await mount<RiskRanking>("risk-ranking", { data: many(n), ...more });
  await until(() => rows(el).length > 0, 10_000);
  await settle(el);
  return el;
}

/** Scrolls as a wheel or a thumb does. A page in the background has no frames, so the event is ours. */
async function scroll(el: RiskRanking, top: number): Promise<void> {
  grid(el).scrollTop = top;
  grid(el).dispatchEvent(new Event("scroll"));
  await settle(el);
}

/** Whether the rows cover the whole view. */
function covered(el: Element): boolean {
  const view = $$(el, ".pane")[0]!.getBoundingClientRect();
  const boxes = rows(el).map((row) => row.getBoundingClientRect());
  return (
    Math.min(...boxes.map((b) => b.top)) <= view.top + 0.5 &&
    Math.max(...boxes.map((b) => b.bottom)) >= view.bottom - 0.5
  );
}

describe("<risk-ranking> with thousands of rows", () => {
  afterEach(unmountAll);

  it("has a screenful of rows in the page, and says how many there are", async () => {
    const el = await large(3000);
    expect(rows(el).length).to.equal(12);
    expect(grid(el).getAttribute("aria-rowcount")).to.equal("3001");
    expect(places(el)).to.deep.equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it("of one client it offers no other to choose, as small lists do not", async () => {
    const el = await large(3000, { attributes: { client: "c7" } });
    expect(grid(el).getAttribute("aria-rowcount")).to.equal("11");
    const choices = $$(el, "select").map((list) => list.getAttribute("aria-label"));
    expect(choices).to.include("Department").and.not.include("Client");
  });

  it("has nobody in a department, role or client that is not there", async () => {
    for (const attributes of [
      { department: "none" },
      { "job-role": "none" },
      { client: "none" },
      { client: "c7", department: "none" },
      { person: "none" },
    ] as Array<Record<string, string>>) {
      const el = await mount<RiskRanking>("risk-ranking", { data: many(3000), attributes });
      await until(() => el.phase !== "loading", 10_000);
      await settle(el);
      expect(textOf(el), JSON.stringify(attributes)).to.not.contain("Person 0");
      expect(el.phase).to.equal("error");
    }
  });

  it("is given thousands of records between frames, shows the last meanwhile, and the newest in the end", async () => {
    const el = await mount<RiskRanking>("risk-ranking", { data: many(6000) });
    expect(el.phase).to.equal("loading");
    await until(() => rows(el).length > 0, 10_000);
    const fewer = many(5500);
    el.data = many(5800);
    el.data = fewer;
    await el.updateComplete;
    expect(el.phase).to.equal("ready");
    expect(grid(el).getAttribute("aria-rowcount")).to.equal("6001");
    await until(() => grid(el).getAttribute("aria-rowcount") === "5501", 10_000);
    el.data = { nothing: fewer.clients, clients: Array<null>(6000).fill(null) };
    await until(() => el.phase === "error", 10_000);
  });

  it("shows other people in the same nodes when it is scrolled, in reading order", async () => {
    const el = await large(3000);
    const before = new Set(rows(el));
    const first = nameOf(rows(el)[0]!);
    await scroll(el, 52 * 1000 + 20);
    expect(places(el)[0]).to.equal(1002);
    expect(places(el)).to.deep.equal([...places(el)].sort((a, b) => a - b));
    expect(rows(el).every((row) => before.has(row))).to.equal(true);
    expect(nameOf(rows(el)[0]!)).to.not.equal(first);
    await scroll(el, 0);
    expect(nameOf(rows(el)[0]!)).to.equal(first);
  });

  it("leaves nothing blank, whatever way and however far it is scrolled", async () => {
    const el = await large(3000);
    for (const top of [3, 51, 52, 53, 700, 60_000, 155_000, 1e9, 100_001, 12, 0]) {
      await scroll(el, top);
      expect(covered(el), `at ${top}`).to.equal(true);
    }
  });

  it("reaches the last row", async () => {
    const el = await large(3000);
    await scroll(el, 1e9);
    expect(places(el).at(-1)).to.equal(3001);
    const last = rows(el).at(-1)!.getBoundingClientRect();
    expect(last.bottom).to.be.closeTo($$(el, ".pane")[0]!.getBoundingClientRect().bottom, 1);
  });

  it("keeps ranks of four digits off the names, whatever the width", async () => {
    const el = await large(3000);
    for (const width of [320, 700, 1000, 1280]) {
      el.parentElement!.style.inlineSize = `${width}px`;
      await settle(el);
      await scroll(el, 52 * 2500);
      const row = rows(el).find((one) => /\d,\d{3}=/.test(one.textContent!));
      const rank = row!.querySelector(".c-rank bdi")!.getBoundingClientRect();
      const box = row!.getBoundingClientRect();
      expect(rank.left, `${width} px`).to.be.above(box.left);
      expect(row!.querySelector(".c-name")!.getBoundingClientRect().left, `${width} px`).to.be.at.least(rank.right);
    }
  });

  it("keys go to either end and back, the focus stays", async () => {
    const el = await large(3000);
    const press = async (key: string): Promise<void> => {
      grid(el).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await settle(el);
    };
    await press("End");
    expect(places(el).at(-1)).to.equal(3001);
    expect(grid(el).getAttribute("aria-activedescendant")).to.equal("r2999");
    expect(el.shadowRoot!.activeElement).to.equal(grid(el));
    await press("PageUp");
    expect(grid(el).getAttribute("aria-activedescendant")).to.equal("r2989");
    await press("Home");
    expect(places(el)[0]).to.equal(2);
    expect(el.shadowRoot!.activeElement).to.equal(grid(el));
  });

  it("a row that is scrolled away is not said to be the current one", async () => {
    const el = await large(3000);
    grid(el).dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
    await settle(el);
    expect(grid(el).getAttribute("aria-activedescendant")).to.equal("r0");
    await scroll(el, 52 * 500);
    expect(grid(el).hasAttribute("aria-activedescendant")).to.equal(false);
  });

  it("a filter that leaves few shows them all at the top", async () => {
    const el = await large(3000);
    await scroll(el, 52 * 2000);
    el.search = "person 0001";
    await settle(el);
    expect(rows(el).length).to.equal(10);
    expect(grid(el).scrollTop).to.equal(0);
    el.search = "";
    await settle(el);
    expect(rows(el).length).to.equal(12);
  });

  it("new data leaves the reader where they are, another order begins at the top", async () => {
    const el = await large(3000);
    await scroll(el, 52 * 2000);
    el.data = many(2990);
    await until(() => grid(el).getAttribute("aria-rowcount") === "2991", 10_000);
    await settle(el);
    expect([places(el)[0], grid(el).scrollTop]).to.deep.equal([2002, 52 * 2000]);
    el.order = "asc";
    await settle(el);
    expect([places(el)[0], grid(el).scrollTop]).to.deep.equal([2, 0]);
  });

  it("fewer rows on screen where the page asks for that", async () => {
    const el = await large(3000, { properties: { rows: 4 } });
    expect(rows(el).length).to.equal(5);
    expect(grid(el).getBoundingClientRect().height).to.be.closeTo(4 * 52 + 38, 2);
  });

  it("scores in columns what a book scores in views, for every model", async () => {
    for (const model of ["phishr", "infima", "metacompliance", "caniphish", "moxso"]) {
      const data = many(2100);
      const el = await mount<RiskRanking>("risk-ranking", { data, attributes: { model } });
      await until(() => el.phase !== "loading", 10_000);
      const book = bookOf(readData(data).book, {
        model,
        asOf: null,
        tenant: null,
        window: 90,
        audience: "internal",
        redact: "none",
      });
      const text = await el.exportData("json", { download: false });
      const out = text ? (JSON.parse(text) as { rows: Array<Record<string, unknown>> }).rows : [];
      const views = new Map(peopleOf(book).map((view) => [view.id, view]));
      if (model === "phishr" || model === "infima") expect(out.length, model).to.equal(2100);
      for (const row of out) {
        const view = views.get(row["id"] as string)!;
        expect(row["published"], model).to.equal(view.published);
        expect(row["band"], model).to.equal(view.band);
        expect(row["trend"], model).to.equal(view.trend);
        if (view.score !== null) expect(row["score"] as number).to.be.closeTo(view.score, 1e-9);
      }
    }
  });

  it("takes columns that a page made itself instead of the records' evidence", async () => {
    const data = many(300);
    const light = {
      ...data,
      clients: data.clients.map((c) => ({ ...c, people: c.people.map(({ events: _, ...p }) => p) })),
    };
    const el = await mount<RiskRanking>("risk-ranking", {
      data: light,
      properties: { columns: toColumns(data.clients) },
    });
    await until(() => el.phase === "ready", 10_000);
    const whole = await mount<RiskRanking>("risk-ranking", { data });
    await until(() => whole.phase === "ready", 10_000);
    const scores = async (one: RiskRanking): Promise<unknown[]> =>
      (
        JSON.parse(await one.exportData("json", { download: false })) as { rows: Array<Record<string, unknown>> }
      ).rows.map((row) => `${row["id"] as string} ${row["published"] as number}`);
    expect(await scores(el)).to.deep.equal(await scores(whole));
  });

  it("ranks one client or department of a large book by itself", async () => {
    const el = await large(2500, { attributes: { department: "ops" } });
    expect(grid(el).getAttribute("aria-rowcount")).to.equal("1251");
    expect(textOf(el)).to.contain("1,250 of 1,250 people");
    const one = await mount<RiskRanking>("risk-ranking", { data: many(2500), attributes: { client: "c7" } });
    await until(() => one.phase === "ready", 10_000);
    expect(rows(one).map(nameOf).sort()[0]).to.equal("Person 00070");
  });

  it("shows no name any more from the moment the page hides them", async () => {
    const el = await large(2500);
    expect(nameOf(rows(el)[0]!)).to.contain("Person");
    const seen = new Set<string>();
    let empty = false;
    const look = (): void => {
      rows(el).forEach((row) => seen.add(nameOf(row)));
      empty ||= el.phase === "loading" && rows(el).length === 0;
    };
    const observer = new MutationObserver(look);
    observer.observe(el.shadowRoot!, { subtree: true, childList: true, characterData: true });
    el.redact = "pseudonym";
    await until(() => empty && el.phase === "ready", 10_000);
    await settle(el);
    observer.disconnect();
    look();
    expect(seen.size).to.be.greaterThan(5);
    expect([...seen].filter((name) => name.includes("Person 0"))).to.deep.equal([]);
  });

  it("says how far it is while it works, and never shows half a ranking", async () => {
    const el = await mount<RiskRanking>("risk-ranking", { data: many(2500) });
    if (el.phase === "loading") expect(rows(el).length).to.equal(0);
    await until(() => el.phase === "ready", 10_000);
    expect(rows(el).length).to.equal(12);
    expect(el.shadowRoot!.querySelector("progress")).to.equal(null);
  });

  it("sorts by name as soon as the names are in order, and keeps the rows until then", async () => {
    const el = await large(2500);
    el.sort = "name";
    el.order = "asc";
    await until(() => nameOf(rows(el)[0]!) === "Person 00000", 10_000);
    expect(nameOf(rows(el)[1]!)).to.equal("Person 00001");
  });

  it("follows the page's language once the names are in its order, and the rows stay until then", async () => {
    const data = many(2500);
    data.clients[0]!.people[0]!.name = "Ärger";
    data.clients[0]!.people[1]!.name = "Arger";
    data.clients[0]!.people[2]!.name = "Berg";
    const el = await large(2500, { data, attributes: { lang: "de" } });
    el.sort = "name";
    el.order = "asc";
    const three = (): string => rows(el).slice(0, 3).map(nameOf).join(" ");
    await until(() => three() === "Arger Ärger Berg", 10_000);
    el.locale = "sv";
    await el.updateComplete;
    expect(three()).to.equal("Arger Ärger Berg");
    await until(() => three().startsWith("Arger Berg Person"), 10_000);
  });

  it("stays sorted by name while names of new people are put in order", async () => {
    const el = await large(2500);
    el.sort = "name";
    el.order = "asc";
    await until(() => nameOf(rows(el)[0]!) === "Person 00000", 10_000);
    const seen = new Set<string>();
    const observer = new MutationObserver(() => seen.add(nameOf(rows(el)[0]!)));
    observer.observe(el.shadowRoot!, { subtree: true, childList: true, characterData: true });
    const data = many(2500);
    data.clients[3]!.people[3]!.name = "Aaron";
    el.data = data;
    await until(() => nameOf(rows(el)[0]!) === "Aaron", 10_000);
    observer.disconnect();
    expect([...seen].filter((name) => !["Person 00000", "Aaron"].includes(name))).to.deep.equal([]);
  });

  it("draws every trend line once they are known", async () => {
    const el = await large(2500, { width: 1000, attributes: { order: "asc" } });
    await until(() => $$(el, ".c-trend path").length >= 11, 10_000);
    expect($$(el, ".c-trend path").some((path) => /^M.+L/.test(path.getAttribute("d")!))).to.equal(true);
  });

  it("draws them for one small client of a large book too", async () => {
    const el = await large(2500, { width: 1000, attributes: { client: "c7" } });
    await until(() => $$(el, ".c-trend path").length >= 9, 10_000);
  });

  it("prints the first few hundred and says so", async () => {
    const el = await large(2500);
    dispatchEvent(new Event("beforeprint"));
    expect(rows(el).length).to.equal(500);
    expect(textOf(el)).to.contain("The first 500 of 2,500 people");
    dispatchEvent(new Event("afterprint"));
    await settle(el);
    expect(rows(el).length).to.equal(12);
  });

  it("prints as many in a frame or a window of its own", async () => {
    const el = await large(2500);
    const frame = document.createElement("iframe");
    document.body.append(frame);
    try {
      const view = frame.contentWindow! as Window & typeof globalThis;
      view.document.body.append(el);
      await until(() => el.phase === "ready" && rows(el).length > 0, 10_000);
      view.dispatchEvent(new view.Event("beforeprint"));
      expect(rows(el).length).to.equal(500);
      view.dispatchEvent(new view.Event("afterprint"));
      await settle(el);
      expect(rows(el).length).to.equal(12);
      el.remove();
    } finally {
      frame.remove();
    }
  });

  /** @param people of each page, the ones before included */
  async function paged(pages: readonly Dataset[], pause: number, attributes = {}): Promise<[RiskRanking, string[]]> {
    const supply = new FakeSupply();
    const el = await mount<RiskRanking>("risk-ranking", { supply, attributes });
    const heard: string[] = [];
    for (const type of ["risk-load", "risk-error"]) el.addEventListener(type, () => heard.push(type));
    for (const [i, data] of pages.entries()) {
      supply.answer({ status: "ready", ...readData(data), at: NOW, partial: i < pages.length - 1 });
      if (pause < 0) await settle(el);
      else await new Promise((resolve) => setTimeout(resolve, pause));
    }
    await until(() => el.phase === "ready" && rows(el).length > 0, 10_000);
    await settle(el);
    return [el, heard];
  }

  for (const pause of [-1, 0, 30])
    it(`is loaded once, however many pages its people come in (${pause})`, async () => {
      const [, heard] = await paged(
        [500, 1000, 2000, 4000, 5000].map((n) => many(n)),
        pause,
      );
      expect(heard).to.deep.equal(["risk-load"]);
    });

  for (const [what, first, attributes] of [
    ["has a score", tens(1200, () => ({})), {}],
    ["is asked for", tens(1200, () => ({ role: "it" })), { "job-role": "hr" }],
  ] as const)
    it(`waits for the next page where nobody of the first ${what}`, async () => {
      const all = tens(2400, (i) =>
        i < 1200 ? {} : { role: "hr", events: [{ type: "simulation_clicked", at: NOW, ref: `r${i}` }] },
      );
      const [el, heard] = await paged([first, all], -1, attributes);
      expect(el.phase).to.equal("ready");
      expect(heard).to.deep.equal(["risk-load"]);
    });

  it("lets go of everything when it leaves the page while it works", async () => {
    const el = await mount<RiskRanking>("risk-ranking", { data: many(2500) });
    const parent = el.parentElement!;
    el.remove();
    await new Promise((resolve) => setTimeout(resolve, 30));
    parent.append(el);
    await until(() => el.phase === "ready" && rows(el).length > 0, 10_000);
  });
});
