import "../src/elements/risk-provider/define.js";
import "../src/elements/risk-score-card/define.js";
import "../src/elements/risk-distribution/define.js";
import "../src/elements/risk-ranking/define.js";
import { SourceError, type RiskDataSource } from "../src/data/source.js";
import type { Dataset } from "../src/engine/index.js";
import { BRANDS, HOUSE, themeOf } from "../demo/theme/brands.js";
import { wear } from "../demo/theme/formats.js";
import { BOOK, CLIENT, EMPTY, UNKNOWN } from "./support/book.js";
import type { Args, Story } from "./support/story.js";

const tag = "risk-provider";

/** Nothing of its own: what it does for those inside. */
export default {
  title: "Elements/Provider",
  component: tag,
  tags: ["autodocs"],
};

type Provider = HTMLElement & {
  data?: unknown;
  source?: RiskDataSource | null;
  refresh(): Promise<void>;
};

function kit(name: string, attributes: Args = {}): HTMLElement {
  const el = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false && value !== "")
      el.setAttribute(key, value === true ? "" : String(value));
  }
  return el;
}

const inside = (): HTMLElement[] => [
  kit("risk-score-card", { client: CLIENT.id }),
  kit("risk-distribution", { client: CLIENT.id }),
];

interface Setting {
  args?: Args;
  data?: unknown;
  source?: () => RiskDataSource;
  children?: () => HTMLElement[];
  globals?: Record<string, string>;
  play?: Story["play"];
}

/** A provider around a card and a distribution, or other children. */
function of({ args = {}, data = BOOK, source, children = inside, globals, play }: Setting): Story {
  return {
    args,
    ...(globals ? { globals } : {}),
    ...(play ? { play } : {}),
    render(now) {
      const provider = kit(tag, now) as Provider;
      if (source) provider.source = source();
      else provider.data = data;
      for (const child of children()) {
        child.style.marginBlockEnd = "16px";
        provider.append(child);
      }
      const box = document.createElement("div");
      box.append(provider);
      return box;
    },
  };
}

/** A source that answers with a client's record, or not at all. */
function answering(answer: () => Promise<Dataset>): RiskDataSource {
  const never = (): Promise<never> => new Promise(() => {});
  return {
    person: never,
    department: never,
    async client(id) {
      const found = (await answer()).clients.find((client) => client.id === id);
      if (!found) throw new Error(`There is no client ${id}.`);
      return found;
    },
    clients: never,
    people: never,
  };
}

const paused = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (condition()) return;
    await paused(20);
  }
  throw new Error("What was waited for did not come.");
}

const scoreOf = (canvas: Element): string =>
  canvas.querySelector("risk-score-card")?.shadowRoot?.querySelector("[part~='score']")?.textContent?.trim() ?? "";

export const Ready = of({});
export const Loading = of({ source: () => answering(() => new Promise(() => {})) });
export const Empty = of({ data: EMPTY });
export const NotEnoughData = of({ data: UNKNOWN });
export const Failed = of({ source: () => answering(() => Promise.reject(new Error("The source is out of order."))) });
export const NoAccess = of({
  source: () => answering(() => Promise.reject(new SourceError("no-access", "This reader may not see it."))),
});
/** The source answered once and fails when asked again: what it said stays, with its time. */
export const Stale = of({
  source: () => {
    let asked = 0;
    return answering(() =>
      asked++ === 0 ? Promise.resolve(BOOK) : Promise.reject(new SourceError("network", "Gone.")),
    );
  },
  children: () => [kit("risk-score-card", { client: CLIENT.id })],
  async play({ canvasElement }) {
    await until(() => scoreOf(canvasElement) !== "");
    await (canvasElement.querySelector(tag) as Provider).refresh().catch(() => undefined);
    await until(() => canvasElement.querySelector("risk-score-card")!.phase === "stale");
  },
});
export const Dark = of({ args: { theme: "dark" } });
export const Model = of({ args: { model: "phishr" } });
export const Language = of({ args: { locale: "de" } });

const people = (): HTMLElement[] => [...inside(), kit("risk-ranking", { rows: 5 })];
export const InternalAudience = of({ children: people });
/** The same, for the client to read: no person is in it. */
export const ClientAudience = of({
  args: { audience: "client" },
  children: people,
  async play({ canvasElement }) {
    const ranking = canvasElement.querySelector("risk-ranking")!;
    await until(() => (ranking.shadowRoot?.textContent?.trim() ?? "") !== "");
    const names = CLIENT.people.map(({ name }) => name ?? "").filter(Boolean);
    const text = ranking.shadowRoot!.textContent!;
    const shown = names.find((name) => text.includes(name));
    if (shown) throw new Error(`The client reads a name: ${shown}`);
  },
});
export const Initials = of({ args: { redact: "initials" }, children: people });

/** Asked again, the source has something new: everything inside follows, and nothing goes away in between. */
export const Refresh = of({
  source: () => {
    let asked = 0;
    return answering(() => Promise.resolve(asked++ === 0 ? BOOK : fewer(BOOK)));
  },
  children: () => [kit("risk-score-card", { client: CLIENT.id })],
  async play({ canvasElement }) {
    await until(() => scoreOf(canvasElement) !== "");
    const before = scoreOf(canvasElement);
    await (canvasElement.querySelector(tag) as Provider).refresh();
    await until(() => scoreOf(canvasElement) !== before);
  },
});

/** Data that changes while it is looked at: each piece set is on screen, and the last one stays. */
export const Live = of({
  children: () => [kit("risk-score-card", { client: CLIENT.id })],
  async play({ canvasElement }) {
    const provider = canvasElement.querySelector(tag) as Provider;
    await until(() => scoreOf(canvasElement) !== "");
    const before = scoreOf(canvasElement);
    provider.data = fewer(BOOK);
    await until(() => scoreOf(canvasElement) !== before);
    provider.data = BOOK;
    await until(() => scoreOf(canvasElement) === before);
  },
});

/** Clients of whom fewer people are on record. */
function fewer(book: Dataset): Dataset {
  return { ...book, clients: book.clients.map((client) => ({ ...client, people: client.people.slice(0, 20) })) };
}

/** A managing company around two clients: the inner providers set their brand and their reader, and inherit the rest. */
export const Nested = of({
  children: () => [
    kit("risk-score-card", { client: CLIENT.id }),
    ...[BRANDS[0]!, BRANDS[1]!].map((brand) => {
      const own = kit(tag, { audience: "client" });
      const card = kit("risk-score-card", { client: CLIENT.id });
      wear(own, themeOf(brand));
      // A provider has no box, and so no margin.
      card.style.marginBlockEnd = "16px";
      own.append(card);
      return own;
    }),
  ],
  async play({ canvasElement }) {
    wear(canvasElement.querySelector<HTMLElement>(tag)!, themeOf(HOUSE));
    await paused(0);
  },
});
