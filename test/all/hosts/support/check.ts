/** The checklist of a host, worked through in a browser: one row of the table. */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type * as engine from "../../../../src/engine/index.js";
import { project, type Engine, type Tab } from "./engines.js";

const { scorePerson } = (await import(join(project, "dist/engine/index.js"))) as typeof engine;

export const COLUMNS = [
  "render",
  "property",
  "event",
  "update",
  "remount",
  "leak",
  "console",
  "violations",
  "foreign",
] as const;
type Column = (typeof COLUMNS)[number];

export interface Row {
  host: string;
  engine: string;
  cells: Partial<Record<Column, string>>;
  problems: string[];
}

export interface State {
  phases: [string | null, string | null];
  score: string | null;
  name: string | null;
  table: string;
  heard: string | null;
  data: [type: string, attribute: string | null, asOf: unknown, selectable: unknown] | null;
  size: [number, number] | null;
  copies: number;
  said: string[];
  violations: string[];
  nodes: number;
  asked: string[];
}

export interface Expectations {
  /** Inside the frame whose address ends so. */
  frame?: string;
  /** Data came with the page, as JSON children: there is no property to look at before the first update. */
  served?: boolean;
  /** Messages that must come, each once, and no other. */
  messages?: readonly RegExp[];
  /** Further checks on the page once it is ready, before anything is pressed; throws what is wrong. */
  further?: (tab: Tab, state: State) => Promise<void> | void;
}

const AS_OF = "2026-10-27T09:00:00Z";
const DAYS = ["22", "19", "16", "13", "10"];
const PATIENCE = 20_000;
const CYCLES = 40;

/** What the engine alone says of the record that the hosts feed. */
const expected = (clicks: number): number | null => {
  const events = DAYS.slice(0, clicks).map((day) => ({
    type: "simulation_clicked" as const,
    at: `2026-10-${day}T09:00:00Z`,
  }));
  return scorePerson({ id: "usr_1", name: "Ada Park", events }, { model: "phishr", asOf: AS_OF }).published;
};

export async function until(tab: Tab, what: string, holds: (state: State) => boolean): Promise<State> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const state = (await tab.ask("state").catch((error: unknown) => {
      if (Date.now() > end) throw error;
      return null;
    })) as State | null;
    if (state && holds(state)) return state;
    if (Date.now() > end) {
      const { phases, score, name, heard, said, violations } = state ?? ({} as Partial<State>);
      throw new Error(`${what} did not come: ${JSON.stringify({ phases, score, name, heard, said, violations })}`);
    }
    await wait(50);
  }
}

const isReady = ({ phases }: State): boolean => phases.every((phase) => phase === "ready");
const shows = ({ score }: State, value: number | null): boolean => score !== null && Number(score) === value;

export async function checkHost(
  host: string,
  browser: Engine,
  url: string,
  { frame, served = false, messages = [], further }: Expectations = {},
): Promise<Row> {
  const row: Row = { host, engine: browser.name, cells: {}, problems: [] };
  let tab: Tab | undefined;
  const check = async (column: Column, work: () => Promise<string | void>): Promise<boolean> => {
    try {
      row.cells[column] = (await work()) ?? "ok";
      return true;
    } catch (error) {
      row.cells[column] = "FAILED";
      row.problems.push(`${column}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  const demand = (holds: boolean, message: string): void => {
    if (!holds) throw new Error(message);
  };

  const rendered = await check("render", async () => {
    tab = await browser.open(url);
    if (frame) await tab.within(frame);
    const state = await until(tab, "a ready card and table", isReady);
    demand(
      state.size!.every((side) => side > 40),
      `the card is ${state.size!.join(" × ")} px`,
    );
    demand(state.copies === 1, `${state.copies} copies of the card's content`);
    demand(state.name === "Ada Park", `the card is of ${state.name}`);
    await further?.(tab, state);
  });
  if (!tab) return row;
  const page = tab;
  if (rendered) {
    await check("property", async () => {
      const state = await until(page, `the score ${expected(1)}`, (now) => shows(now, expected(1)));
      const [type, attribute, asOf, selectable] = state.data!;
      demand((served || type === "object") && attribute === null, `data is a ${type}, the attribute ${attribute}`);
      demand(asOf === AS_OF && selectable === true, `as-of ${String(asOf)}, selectable ${String(selectable)}`);
      demand(
        /Northwind/.test(state.table) && /Contoso/.test(state.table),
        "the provider's data did not reach the table",
      );
    });
    await check("event", async () => {
      await page.ask("select", "card");
      await until(page, "the card's event", ({ heard }) => heard === "usr_1");
      await page.ask("select", "table");
      await until(page, "the table's event", ({ heard }) => heard === "northwind");
    });
    await check("update", async () => {
      const before = ((await page.ask("state")) as State).table;
      await page.ask("press", "update");
      await until(page, `the score ${expected(2)}`, (now) => shows(now, expected(2)) && now.table !== before);
    });
    const remounted = await check("remount", async () => {
      // Whatever is made once, at first use, is there after these.
      await page.ask("churn", 6);
      const before = await until(page, "a ready card after six mounts", isReady);
      await wait(500);
      const living = await page.living();
      await page.ask("churn", CYCLES);
      const after = await until(page, "a ready card after forty mounts", isReady);
      demand(shows(after, expected(2)), `the score is ${after.score}`);
      await check("leak", async () => {
        demand(after.nodes === before.nodes, `${before.nodes} elements in the page, then ${after.nodes}`);
        const again = after.asked.slice(before.asked.length);
        demand(again.length === 0, `asked again for ${again.join(", ")}`);
        let from = living;
        let now = await page.living();
        const grew = (): boolean =>
          now !== null && from !== null && (now.nodes > from.nodes + 20 || now.listeners > from.listeners + 5);
        // What is kept once, for good, is no leak: a leak grows each time.
        if (grew()) {
          await page.ask("churn", CYCLES);
          await until(page, "a ready card after eighty mounts", isReady);
          await wait(500);
          from = now;
          now = await page.living();
        }
        if (!from || !now) return "ok (page)";
        demand(!grew(), `${JSON.stringify([living, from])} living, then ${JSON.stringify(now)}`);
        return `${now.nodes - from.nodes}/${now.listeners - from.listeners}`;
      });
      return `${CYCLES}`;
    });
    if (!remounted) row.cells.leak ??= "–";
  }
  const state = (await page.ask("state").catch(() => null)) as State | null;
  await check("console", async () => {
    const said = page.said ?? state?.said ?? [];
    const rest = [...said];
    for (const message of messages) {
      const at = rest.findIndex((text) => message.test(text));
      demand(at >= 0, `${String(message)} was not said: ${said.join(" | ")}`);
      rest.splice(at, 1);
    }
    demand(rest.length === 0, rest.join(" | "));
    return String(said.length);
  });
  await check("violations", async () => {
    const found = state?.violations ?? ["the page does not answer"];
    demand(found.length === 0, found.join(" | "));
    return "0";
  });
  await check("foreign", async () => {
    const { origin } = new URL(url);
    const foreign = [...(page.asked ?? []), ...(state?.asked ?? [])].filter((one) => !one.startsWith(origin));
    demand(foreign.length === 0, foreign.join(" | "));
    return "0";
  });
  await page.close();
  return row;
}

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const head = ["host", "engine", ...COLUMNS];
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.map(({ host, engine, cells }) => line([host, engine, ...COLUMNS.map((name) => cells[name] ?? "–")])),
  ].join("\n");
}
