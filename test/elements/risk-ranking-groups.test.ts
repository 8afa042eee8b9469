import { expect } from "@open-wc/testing";
import type { RiskRanking } from "../../src/elements/risk-ranking/define.js";
import { RiskRanking as Ranking } from "../../src/elements/risk-ranking/define.js";
import type { Dataset } from "../../src/engine/types.js";
import { mount, settle, textOf, unmountAll, until } from "./contract.js";
import { AS_OF, NOW } from "./samples.js";

await Ranking.preload();

/** Departments of a client: how many people, and how many clicks each has. */
const DEPARTMENTS: ReadonlyArray<[name: string, people: number, clicks: number]> = [
  ["Sales", 20, 3],
  ["Finance", 15, 1],
  ["IT", 12, 0],
  ["Board", 6, 5],
  ["Kitchen", 5, 2],
];

const client = (id: string, departments = DEPARTMENTS): Dataset["clients"][number] => ({
  id,
  name: `Client ${id}`,
  people: departments.flatMap(([department, n, clicks]) =>
    Array.from({ length: n }, (_, i) => ({
      id: `secret-${id}-${department}-${i}`,
      name: `Private ${id} ${department} ${i}`,
      ...(department ? { department } : {}),
      events: Array.from({ length: clicks + 1 }, (_, k) => ({
        id: `e${k}`,
        type: k < clicks ? ("simulation_clicked" as const) : ("simulation_opened" as const),
        at: NOW - (k + i) * 86_400_000,
        ref: `r${k}`,
      })),
    })),
  ),
});
const data = (...clients: Dataset["clients"]): Dataset => ({ as_of: AS_OF, model: "phishr", clients });

const $$ = (el: Element, selector: string): HTMLElement[] => [
  ...el.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const names = (el: Element): string[] => $$(el, "[part=row] .c-name").map((cell) => cell.textContent!.trim());

async function shown(input: Dataset, attributes: Record<string, string> = {}): Promise<RiskRanking> {
  const el = await mount<RiskRanking>("risk-ranking", {
    data: input,
    attributes: { audience: "client", ...attributes },
  });
  await until(() => el.phase !== "loading");
  await settle(el);
  return el;
}

describe("<risk-ranking> for the client audience", () => {
  afterEach(unmountAll);

  it("ranks departments, riskiest first; those too small come last, without a number", async () => {
    const el = await shown(data(client("a")));
    expect(el.phase).to.equal("ready");
    expect(names(el).slice(0, 3)).to.deep.equal(["Sales", "Finance", "IT"]);
    expect(names(el).slice(3).sort()).to.deep.equal(["Board", "Kitchen"]);
    const last = $$(el, "[part=row]").at(-1)!;
    expect(last.textContent).to.contain("Too few people to show");
    expect(last.querySelector(".n18")!.textContent).to.equal("–");
    expect(textOf(el)).to.contain("Groups ranked by risk").and.to.contain("Groups ranked: 3 of 5");
  });

  it("holds nobody's name or id, on screen or in an export", async () => {
    const el = await shown(data(client("a")));
    const everything = `${new XMLSerializer().serializeToString(el.shadowRoot!)} ${await el.exportData("json", { download: false })}`;
    expect(everything).to.not.match(/Private|secret/);
  });

  it("offers nothing that is for people: no selection, no training, no last failure", async () => {
    const el = await shown(data(client("a")));
    expect($$(el, "input[type=checkbox], .c-failed, .c-action, .c-role")).to.deep.equal([]);
    expect(textOf(el)).to.not.contain("Assign");
    const grid = $$(el, "[role=grid]")[0]!;
    expect(grid.hasAttribute("aria-multiselectable")).to.equal(false);
    for (const key of ["ArrowDown", " "]) grid.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    grid.dispatchEvent(new KeyboardEvent("keydown", { key: "a", ctrlKey: true, bubbles: true }));
    await settle(el);
    expect(textOf(el)).to.not.contain("selected");
  });

  it("has a head over each cell, a line of each group's past, and what groups are sorted by", async () => {
    const el = await mount<RiskRanking>("risk-ranking", {
      data: data(client("a")),
      attributes: { audience: "client" },
      width: 1300,
    });
    await until(() => $$(el, ".c-trend .sparkline").length === 3);
    const cells = (row: Element): string[] =>
      [...row.querySelectorAll("[role=columnheader], [role=gridcell], [role=rowheader]")]
        .filter((cell) => cell.checkVisibility())
        .map((cell) => /c-\w+/.exec(cell.className)![0]);
    expect(cells($$(el, ".head-row")[0]!)).to.deep.equal(cells($$(el, "[part=row]")[0]!));
    const [path] = $$(el, ".c-trend path:not(.threshold)");
    expect(path!.getAttribute("d")).to.contain("L");
    const select = $$(el, "select[aria-label='Sort by']")[0] as HTMLSelectElement;
    expect([...select.options].map(({ text }) => text.replace("Sort by: ", "").trim())).to.deep.equal([
      ...["Score", "Group", "Client", "Change"],
    ]);
    expect($$(el, "select").map((one) => one.ariaLabel)).to.deep.equal(["Trend", "Sort by"]);
  });

  it("says which department was pressed", async () => {
    const el = await shown(data(client("a")));
    const heard: unknown[] = [];
    el.addEventListener("risk-select", (event) => heard.push((event as CustomEvent).detail));
    $$(el, "[part=row] .c-name button")[0]!.click();
    expect(heard).to.deep.equal([{ kind: "department", id: "Sales" }]);
  });

  it("ranks the departments of several clients beside each other, never added up", async () => {
    const el = await shown(data(client("a"), client("b")));
    expect(names(el).filter((name) => name === "Sales").length).to.equal(2);
    expect(textOf(el)).to.contain("Client a").and.to.contain("Client b");
  });

  it("draws the past of a department of one client, not of those that others call so", async () => {
    const before = client("b");
    const people = before.people.map((one) => ({
      ...one,
      events: one.events!.map((event) => ({ ...event, at: NOW - 60 * 86_400_000 })),
    }));
    const el = await shown(data(client("a"), { ...before, people }));
    el.parentElement!.style.inlineSize = "1300px";
    const lines = (): string[] =>
      $$(el, "[part=row]")
        .filter((row) => row.querySelector(".c-name")!.textContent!.trim() === "Sales")
        .map((row) => row.querySelector(".c-trend path:not(.threshold)")?.getAttribute("d") ?? "");
    await until(() => lines().length === 2 && lines().every(Boolean));
    expect(lines()[0]).to.not.equal(lines()[1]);
  });

  it("ranks the clients where there are no departments", async () => {
    const el = await shown(data(client("a", [["", 20, 3]]), client("b", [["", 30, 0]])));
    expect(names(el)).to.deep.equal(["Client a", "Client b"]);
    // Named once.
    expect($$(el, "[part=row] .c-client").map((cell) => cell.textContent!.trim())).to.deep.equal(["", ""]);
  });

  it("forgets the people at once when a page turns to its clients", async () => {
    const el = await mount<RiskRanking>("risk-ranking", { data: data(client("a")) });
    await until(() => el.phase === "ready");
    expect(textOf(el)).to.contain("Private");
    el.audience = "client";
    await el.updateComplete;
    expect(textOf(el)).to.not.contain("Private");
    await until(() => el.phase === "ready");
    expect(names(el)).to.include("Sales");
  });

  it("does not ask a worker that keeps people", async () => {
    const { port1, port2 } = new MessageChannel();
    let asked = 0;
    port2.onmessage = () => void asked++;
    const el = await mount<RiskRanking>("risk-ranking", {
      data: data(client("a")),
      attributes: { audience: "client" },
      properties: { worker: port1 },
    });
    await until(() => el.phase === "ready");
    expect(asked).to.equal(0);
    port1.close();
    port2.close();
  });
});
