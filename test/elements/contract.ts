/**
 * What every element of the kit promises, run over each of them. An element's test file calls `contract` with what is
 * its own (a tag, where its sample is ready, what it then says), and adds tests for what it alone does.
 */
import { expect } from "@open-wc/testing";
import type { ProviderState } from "../../src/context/index.js";
import type { Supply, Snapshot } from "../../src/data/types.js";
import { defineElement } from "../../src/elements/define-element.js";
import type { Phase, RiskElement } from "../../src/elements/risk-element.js";
import type { RiskErrorDetail, RiskEventDetails } from "../../src/events/index.js";
import { registerStrings } from "../../src/strings/index.js";
import { failed, FakeSupply, NO_STATE, readyBook, TestProvider } from "./fakes.js";
import { DATASET, EMPTY, HOSTILE_NAMES, UNKNOWN } from "./samples.js";

export { failed, FakeSupply, readyBook } from "./fakes.js";

export type Attributes = Readonly<Record<string, string>>;

/** Elements with a chart that can be read as a table, and what it takes on top to show one. */
export const CHARTS: Readonly<Partial<Record<keyof HTMLElementTagNameMap, Attributes>>> = {
  "risk-breakdown": {},
  "client-risk-compare": { chosen: "northwind brightwater" },
  "risk-trend": {},
  "risk-distribution": {},
  "risk-movers": {},
  "risk-what-if": {},
};

export interface Spec {
  tag: keyof HTMLElementTagNameMap;
  /** Attributes under which `DATASET` makes the element ready, as `{ client: "northwind" }`. */
  attributes: Attributes;
  /** What it shows then, in the text of its shadow tree. */
  says: readonly string[];
  /** A section and key of English that is on screen when ready, to be replaced by another language at run time. */
  word: readonly [section: string, key: string];
  /** Attributes and data under which there is too little for a score; default: a person without events. Null: no such state. */
  insufficient?: { attributes: Attributes; data?: unknown } | null;
  /** Whether the subject of one person is something it shows. Default true. */
  people?: boolean;
  /** Its phase for the client audience, on the sample. Default "ready". */
  clientAudience?: Phase;
  /** How far the height may be from the skeleton's, px; default 1. Infinite where the number of rows decides it. */
  grows?: number;
  /** Columns its export has, among others. */
  columns?: readonly string[];
  /** Waits until work that is done in slices is on screen. */
  settled?: (el: RiskElement) => Promise<void>;
}

export interface Mounting {
  attributes?: Attributes;
  data?: unknown;
  supply?: Supply;
  provider?: Partial<ProviderState>;
  width?: number;
  dir?: "rtl" | "ltr";
  theme?: "light" | "dark";
  lang?: string;
  json?: string;
  properties?: Readonly<Record<string, unknown>>;
}

const mounted = new Set<Element>();

/** The element on the page, in a wrapper of its own; `settle` it before looking. */
export async function mount<E extends RiskElement = RiskElement>(tag: string, m: Mounting = {}): Promise<E> {
  const wrapper = document.createElement("div");
  wrapper.style.width = `${m.width ?? 800}px`;
  if (m.dir) wrapper.dir = m.dir;
  if (m.lang) wrapper.lang = m.lang;
  const el = document.createElement(tag) as E;
  for (const [name, value] of Object.entries(m.attributes ?? {})) el.setAttribute(name, value);
  if (m.theme) el.setAttribute("theme", m.theme);
  if (m.json !== undefined) el.append(jsonChild(m.json));
  Object.assign(el, m.properties);
  if (m.data !== undefined) el.data = m.data;
  if (m.supply || m.provider) {
    const provider = new TestProvider();
    provider.context.setValue({ ...NO_STATE, ...m.provider, supply: m.supply ?? null });
    provider.append(el);
    wrapper.append(provider);
  } else wrapper.append(el);
  document.body.append(wrapper);
  mounted.add(wrapper);
  await settle(el);
  return el;
}

export function jsonChild(text: string): HTMLScriptElement {
  const script = document.createElement("script");
  script.type = "application/json";
  script.textContent = text;
  return script;
}

/** Takes everything that `mount` made off the page. */
export function unmountAll(): void {
  for (const wrapper of mounted) wrapper.remove();
  mounted.clear();
}

/** Until nothing more is about to change, sliced work included. */
export async function settle(el: RiskElement): Promise<void> {
  for (let quiet = 0, turn = 0; quiet < 2 && turn < 200; turn++) {
    await el.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    quiet = el.isUpdatePending ? 0 : quiet + 1;
  }
}

/** What is in the shadow tree, or below a node of it, styles aside. */
export function textOf(el: Element): string {
  // By what nodes say of themselves: in another window's document Firefox makes them that window's, once nothing holds them.
  const walk = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return (node as Text).data;
    if (node.nodeName === "STYLE") return "";
    const inside = (node as Element).shadowRoot ?? node;
    return [...inside.childNodes].map(walk).join(" ");
  };
  return walk(el).replace(/\s+/g, " ").trim();
}

/** Things no reader may ever see. */
export function expectReadable(el: Element): void {
  const text = `${textOf(el)} ${[...el.shadowRoot!.querySelectorAll("*")].flatMap((e) => [...e.attributes].map((a) => a.value)).join(" ")}`;
  for (const broken of ["NaN", "undefined", "[object ", "Invalid Date", "Infinity", "null"]) {
    expect(text, `${el.localName} shows "${broken}"`).not.to.contain(broken);
  }
}

/** Each state of an element, and how it comes about. */
export function statesOf(spec: Spec): Array<{ name: Phase; mounting: Mounting }> {
  const { attributes } = spec;
  const insufficient =
    spec.insufficient === undefined ? { attributes: { person: UNKNOWN.id }, data: DATASET } : spec.insufficient;
  const supplied = (snapshot: Snapshot): Mounting => ({ attributes, supply: new FakeSupply(snapshot) });
  return [
    { name: "loading", mounting: supplied({ status: "loading", at: null }) },
    { name: "ready", mounting: supplied(readyBook(DATASET)) },
    { name: "empty", mounting: { data: EMPTY } },
    ...(insufficient
      ? [{ name: "insufficient" as const, mounting: { ...insufficient, data: insufficient.data ?? DATASET } }]
      : []),
    { name: "stale", mounting: supplied({ ...failed({}), ...readyBook(DATASET), status: "stale" }) },
    { name: "error", mounting: supplied(failed({})) },
    { name: "no-access", mounting: supplied(failed({ code: "no-access", retryable: false })) },
  ];
}

export function listen<K extends keyof RiskEventDetails>(target: EventTarget, type: K): Array<RiskEventDetails[K]> {
  const heard: Array<RiskEventDetails[K]> = [];
  target.addEventListener(type, (e) => heard.push((e as CustomEvent<RiskEventDetails[K]>).detail));
  return heard;
}

/** Boxes that reach over the side of the element, in words; clipped ones and words for screen readers aside. */
export function sticksOut(el: RiskElement): string[] {
  const frame = el.getBoundingClientRect();
  const out: string[] = [];
  const clips = (node: Element): boolean => {
    for (let at: Element | null = node; at && at.getRootNode() === el.shadowRoot; at = at.parentElement) {
      const { overflowX, clipPath } = getComputedStyle(at);
      if (at !== node && overflowX !== "visible" && at.getBoundingClientRect().right <= frame.right + 1) return true;
      if (clipPath !== "none") return true;
    }
    return false;
  };
  for (const node of el.shadowRoot!.querySelectorAll("*")) {
    // A drawing inside a drawing has a box that nobody sees.
    if (node instanceof SVGSVGElement && node.ownerSVGElement) continue;
    const { left, right, width } = node.getBoundingClientRect();
    if (width === 0 || !node.checkVisibility() || (left >= frame.left - 1 && right <= frame.right + 1)) continue;
    // The halo of a mark at the end of a scale may stand over the padding, never over the element.
    if (!clips(node)) out.push(`<${node.localName} class="${node.getAttribute("class") ?? ""}"> ${left} to ${right}`);
  }
  return out;
}

/** Counts what is added to the page's long-lived objects while `run` runs. */
async function leftBehind(run: () => Promise<void>): Promise<Record<string, number>> {
  const counts = { listeners: 0, timers: 0, frames: 0, observers: 0 };
  const restore: Array<() => void> = [];
  const patch = <T extends object, K extends keyof T>(target: T, key: K, make: (original: T[K]) => T[K]): void => {
    const original = target[key];
    target[key] = make(original);
    restore.push(() => (target[key] = original));
  };
  for (const target of [window, document, document.documentElement, document.body] as EventTarget[]) {
    const own = target as EventTarget & Record<string, unknown>;
    const add = own.addEventListener;
    const remove = own.removeEventListener;
    const heard = new Map<string, Set<unknown>>();
    const of = (type: string): Set<unknown> => heard.get(type) ?? heard.set(type, new Set()).get(type)!;
    own.addEventListener = (...args: Parameters<EventTarget["addEventListener"]>) => {
      of(args[0]).add(args[1]);
      add.apply(target, args);
    };
    own.removeEventListener = (...args: Parameters<EventTarget["removeEventListener"]>) => {
      of(args[0]).delete(args[1]);
      remove.apply(target, args);
    };
    restore.push(() => {
      for (const listeners of heard.values()) counts.listeners += listeners.size;
    });
    restore.push(() => {
      delete (own as Partial<EventTarget>).addEventListener;
      delete (own as Partial<EventTarget>).removeEventListener;
    });
  }
  const pending = new Set<unknown>();
  patch(
    window,
    "setInterval",
    (original) =>
      ((...args: Parameters<typeof setInterval>) => {
        const id = original(...args);
        pending.add(id);
        return id;
      }) as typeof window.setInterval,
  );
  patch(
    window,
    "clearInterval",
    (original) =>
      ((id?: number) => {
        pending.delete(id);
        original(id);
      }) as typeof window.clearInterval,
  );
  for (const kind of [MutationObserver, ResizeObserver, IntersectionObserver]) {
    const proto = kind.prototype as { observe: (...args: never[]) => void; disconnect: () => void };
    const watching = new Set<unknown>();
    patch(
      proto,
      "observe",
      (original) =>
        function (this: unknown, ...args: never[]) {
          watching.add(this);
          counts.observers = countOf(watching);
          original.apply(this, args);
        },
    );
    patch(
      proto,
      "disconnect",
      (original) =>
        function (this: unknown) {
          watching.delete(this);
          original.call(this);
        },
    );
    restore.push(() => (counts.observers += watching.size));
  }
  try {
    await run();
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    counts.observers = 0;
    for (const undo of restore.reverse()) undo();
  }
  counts.timers = pending.size;
  return counts;
}

const countOf = (set: Set<unknown>): number => set.size;

/** Runs with nothing said on the console, or fails with what was. */
export async function silently(run: () => Promise<void>): Promise<void> {
  const said: unknown[][] = [];
  const page = window.console;
  const methods = ["log", "info", "warn", "error"] as const;
  const before = methods.map((m) => page[m]);
  methods.forEach((m) => (page[m] = (...args: unknown[]) => void said.push(args)));
  const onError = (e: Event): void => void said.push([(e as ErrorEvent).message]);
  window.addEventListener("error", onError);
  window.addEventListener("unhandledrejection", onError);
  try {
    await run();
  } finally {
    methods.forEach((m, i) => (page[m] = before[i]!));
    window.removeEventListener("error", onError);
    window.removeEventListener("unhandledrejection", onError);
  }
  expect(said, "console").to.deep.equal([]);
}

/** Declares the shared tests of an element. */
export function contract(spec: Spec): void {
  const { tag, attributes } = spec;
  const ready = (more: Mounting = {}): Promise<RiskElement> =>
    mount(tag, { attributes, data: DATASET, ...more }).then(done);
  const done = async (el: RiskElement): Promise<RiskElement> => {
    await spec.settled?.(el);
    return el;
  };
  const saysIt = (el: RiskElement): void => {
    for (const words of spec.says) expect(textOf(el)).to.contain(words);
  };

  describe(`<${tag}> keeps the contract`, () => {
    afterEach(unmountAll);

    describe("accessibility", () => {
      for (const { name, mounting } of statesOf(spec)) {
        it(`axe finds nothing in the state ${name}, light and dark`, async () => {
          const el = await done(await mount(tag, { ...mounting, theme: "light" }));
          expect(el.phase).to.equal(name);
          await expect(el).to.be.accessible();
          el.setAttribute("theme", "dark");
          await expect(el).to.be.accessible();
        });
      }

      it("has one polite status region, silent at first", async () => {
        const el = await ready();
        const regions = el.shadowRoot!.querySelectorAll("[role=status]");
        expect(regions.length).to.equal(1);
        expect(regions[0]!.textContent).to.equal("");
      });

      it("ids in its shadow tree are unique", async () => {
        const el = await ready();
        const ids = [...el.shadowRoot!.querySelectorAll("[id]")].map((e) => e.id);
        expect(ids).to.deep.equal([...new Set(ids)]);
      });

      it("everything that can be pressed is 24 by 24 at least, and is reached by Tab", async () => {
        const el = await ready();
        for (const control of el.shadowRoot!.querySelectorAll<HTMLElement>("button, summary, select, [role=button]")) {
          if (!control.checkVisibility()) continue;
          const { width, height } = control.getBoundingClientRect();
          expect(height, control.textContent!.trim()).to.be.at.least(23.5);
          expect(width, control.textContent!.trim()).to.be.at.least(23.5);
          if (control.getAttribute("tabindex") === "-1") {
            // One stop for a group of which arrow keys do the rest.
            expect(control.closest("[role]"), control.textContent ?? "").to.not.equal(null);
          }
        }
      });

      it("a drawing is silent or has a name, and a list is one without its bullets", async () => {
        const el = await ready();
        for (const drawing of el.shadowRoot!.querySelectorAll("svg"))
          expect(drawing.closest("[aria-hidden=true], [role=img]"), drawing.getAttribute("class") ?? "").to.not.equal(
            null,
          );
        // Safari takes one that has none for no list.
        for (const list of el.shadowRoot!.querySelectorAll("ul, ol"))
          if (getComputedStyle(list).listStyleType === "none")
            expect(list.getAttribute("role"), list.className).to.not.equal(null);
      });

      const charted = CHARTS[tag];
      if (charted)
        it("a table in a chart's place has a caption and a head over each column", async () => {
          const el = await ready({ attributes: { ...attributes, ...charted } });
          el.shadowRoot!.querySelector<HTMLElement>("[part~=table-toggle]")!.click();
          await settle(el);
          const table = el.shadowRoot!.querySelector("[part~=data-table]")!;
          expect(textOf(table.querySelector("caption")!)).to.not.equal("");
          const heads = [...table.querySelectorAll("thead th")];
          expect(heads.length).to.be.greaterThan(1);
          expect(heads.filter((head) => !textOf(head) || !head.matches("[scope=col]"))).to.deep.equal([]);
        });

      it("every control has a name", async () => {
        const el = await ready();
        for (const control of el.shadowRoot!.querySelectorAll("button, input, select, summary")) {
          const label =
            control.getAttribute("aria-label") ?? control.closest("label")?.textContent ?? control.textContent;
          expect(label?.trim(), control.textContent ?? "").to.not.equal("");
        }
      });
    });

    describe("states", () => {
      for (const { name, mounting } of statesOf(spec)) {
        it(`${name}: shows words and no broken value`, async () => {
          const el = await done(await mount(tag, mounting));
          expect(el.phase).to.equal(name);
          expect(textOf(el)).to.not.equal("");
          expectReadable(el);
          if (name === "ready" || name === "stale") saysIt(el);
        });
      }

      it("without any data says what is missing", async () => {
        const el = await mount(tag, { attributes });
        expect(el.phase).to.equal("error");
        expect(textOf(el)).to.contain("data");
      });

      it("has boxes to see while it loads", async () => {
        const el = await mount(tag, { attributes, supply: new FakeSupply({ status: "loading", at: null }) });
        const sizes = [...el.shadowRoot!.querySelectorAll(".sk > *")].map((box) => box.getBoundingClientRect());
        expect(sizes.map(({ width, height }) => width * height)).to.not.be.empty.and.not.include(0);
      });

      it("goes from loading to ready without a jump", async () => {
        const supply = new FakeSupply();
        const el = await mount(tag, { attributes, supply });
        const loading = el.getBoundingClientRect();
        supply.answer(readyBook(DATASET));
        await settle(el);
        await done(el);
        const shown = el.getBoundingClientRect();
        expect(shown.width).to.equal(loading.width);
        const jump = Math.abs(shown.height - loading.height);
        expect(jump, `${loading.height} to ${shown.height}`).to.be.at.most(spec.grows ?? 1);
      });

      it("keeps what it shows while an error or an old answer comes in, and marks it", async () => {
        const supply = new FakeSupply(readyBook(DATASET));
        const el = await done(await mount(tag, { attributes, supply }));
        supply.answer({ ...readyBook(DATASET), status: "stale", error: failed({}).error! });
        await settle(el);
        expect(el.phase).to.equal("stale");
        saysIt(el);
        // Of when it is, with a button that asks again.
        el.shadowRoot!.querySelector<HTMLButtonElement>("[part~=retry]")!.click();
        expect(supply.refreshes).to.equal(1);
      });

      it("offers to try again where it helps, and asks the source then", async () => {
        const supply = new FakeSupply(failed({}));
        const el = await mount(tag, { attributes, supply });
        el.shadowRoot!.querySelector<HTMLButtonElement>("[part~=retry]")!.click();
        await settle(el);
        expect(supply.refreshes).to.equal(1);
      });

      it("offers no retry where it would not help", async () => {
        const el = await mount(tag, {
          attributes,
          supply: new FakeSupply(failed({ code: "bad-response", retryable: false })),
        });
        expect(el.shadowRoot!.querySelector("[part~=retry]")).to.equal(null);
      });
    });

    describe("data", () => {
      it("from a property set before upgrade", async () => {
        const wrapper = document.createElement("div");
        const plain = document.createElement("x-unknown") as unknown as RiskElement;
        expect(plain).to.be.instanceOf(HTMLElement);
        const el = document.implementation.createHTMLDocument().createElement(tag) as RiskElement;
        expect(el.shadowRoot, "not upgraded yet").to.equal(null);
        el.data = DATASET;
        for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
        document.body.append(wrapper);
        wrapper.append(el);
        mounted.add(wrapper);
        await settle(el);
        await done(el);
        saysIt(el);
      });

      it("from a JSON child", async () => {
        saysIt(await done(await mount(tag, { attributes, json: JSON.stringify(DATASET) })));
      });

      it("from a JSON child that comes late", async () => {
        const el = await mount(tag, { attributes });
        el.append(jsonChild(JSON.stringify(DATASET)));
        await settle(el);
        saysIt(await done(el));
      });

      it("from `src`, and a second element shares the request", async () => {
        const url = URL.createObjectURL(new Blob([JSON.stringify(DATASET)], { type: "application/json" }));
        const el = await mount(tag, { attributes: { ...attributes, src: url } });
        await until(() => el.phase === "ready");
        await done(el);
        saysIt(el);
        URL.revokeObjectURL(url);
      });

      it("from the nearest provider", async () => {
        const supply = new FakeSupply(readyBook(DATASET));
        saysIt(await done(await mount(tag, { attributes, supply })));
        expect(supply.subscriptions).to.equal(1);
      });

      it("the property wins over the child, the child over the provider", async () => {
        const supply = new FakeSupply(readyBook(EMPTY));
        const child = await done(await mount(tag, { attributes, supply, json: JSON.stringify(DATASET) }));
        saysIt(child);
        expect(supply.subscriptions).to.equal(0);
        const own = await done(await mount(tag, { attributes, json: JSON.stringify(EMPTY), data: DATASET }));
        saysIt(own);
      });

      it("a proxy around the data is accepted", async () => {
        const proxy = <T extends object>(target: T): T =>
          new Proxy(target, {
            get: (t, key, self) => {
              const value: unknown = Reflect.get(t, key, self);
              return typeof value === "object" && value !== null ? proxy(value) : value;
            },
          });
        saysIt(await ready({ data: proxy(structuredClone(DATASET)) }));
      });

      it("new data replaces the old, and none brings back the state without", async () => {
        const el = await ready();
        el.data = EMPTY;
        await settle(el);
        expect(el.phase).to.be.oneOf(["empty", "error"]);
        el.data = DATASET;
        await settle(el);
        saysIt(await done(el));
        el.data = undefined;
        await settle(el);
        expect(el.phase).to.equal("error");
      });
    });

    describe("bad input", () => {
      it("undefined names nobody and nothing, as null does", async () => {
        const none = {
          person: undefined,
          client: undefined,
          department: undefined,
          jobRole: undefined,
          band: undefined,
        };
        const before = await mount(spec.tag, { data: DATASET });
        const el = await mount(spec.tag, { data: DATASET, properties: { ...none, locale: undefined } });
        const plain = (one: RiskElement): string => textOf(one).replaceAll(/\d+:\d+/g, "");
        await until(() => el.phase === before.phase && plain(el) === plain(before));
      });

      it("ids may be numbers, and what is neither is told", async () => {
        const data = structuredClone(DATASET) as unknown as {
          clients: Array<{ id: string; people: Array<{ id: string }> }>;
        };
        for (const [i, client] of data.clients.entries()) {
          client.id = String(i + 1);
          for (const [j, one] of client.people.entries()) one.id = `${i + 1}${j + 1}0`;
        }
        for (const key of ["client", "person"] as const) {
          const id = key === "client" ? 1 : 110;
          const text = await mount(spec.tag, { data, properties: { [key]: String(id) } });
          const el = await mount(spec.tag, { data, properties: { [key]: id } });
          await until(() => el.phase === text.phase && textOf(el) === textOf(text));
        }
        for (const locale of [5, {}, [], Symbol("de")]) {
          const el = await mount(spec.tag, { data, properties: { locale } });
          await until(() => el.phase !== "loading");
          expectReadable(el);
        }
        for (const wrong of [{ id: "110" }, ["110"], true, NaN]) {
          const el = await mount(spec.tag, { data, properties: { client: wrong } });
          await until(() => el.phase === "error");
          expect(textOf(el)).not.to.match(/\[object|undefined|“”/);
        }
      });

      const texts = ["label", "preparedBy", "search"].filter((key) => key in customElements.get(tag)!.prototype);
      for (const key of texts) {
        it(`a ${key} may be a number, and a record in place of it is none`, async () => {
          const plain = (one: RiskElement): string => textOf(one).replaceAll(/\d+:\d+/g, "");
          const before = await mount(tag, { attributes, data: DATASET });
          for (const wrong of [undefined, { name: "Acme" }, ["Acme"], true, Symbol("Acme"), Object.create(null)]) {
            const el = await mount(tag, { attributes, data: DATASET, properties: { [key]: wrong } });
            await until(() => el.phase === before.phase && plain(el) === plain(before));
          }
          const text = await mount(tag, { attributes, data: DATASET, properties: { [key]: "5" } });
          const number = await mount(tag, { attributes, data: DATASET, properties: { [key]: 5 } });
          await until(() => number.phase === text.phase && plain(number) === plain(text));
        });
      }

      const faults: Array<[string, Mounting, Partial<RiskErrorDetail>]> = [
        [
          "an unknown model",
          { attributes: { ...attributes, model: "nope" } },
          { code: "unknown-model", path: "model" },
        ],
        [
          "a date that does not parse",
          { attributes: { ...attributes, "as-of": "yesterday" } },
          { code: "invalid-date" },
        ],
        ["data that is no data", { data: { rows: [1] } }, { code: "invalid-data", path: "data" }],
        ["data that cannot be read", { data: unreadable() }, { code: "invalid-data", path: "data" }],
        ["a JSON child that is no JSON", { data: undefined, json: "{oops" }, { code: "invalid-data", path: "data" }],
      ];
      if (spec.people !== false) {
        faults.push(["an unknown person", { attributes: { person: "nobody" } }, { code: "not-found", path: "person" }]);
      }
      for (const [name, mounting, expected] of faults) {
        it(`${name}: an error state and one risk-error that says which`, async () => {
          const wrapper = document.createElement("div");
          const heard = listen(wrapper, "risk-error");
          document.body.append(wrapper);
          mounted.add(wrapper);
          const el = await mount(tag, { attributes, ...("json" in mounting ? {} : { data: DATASET }), ...mounting });
          // Events are heard on any ancestor: mounted again below one.
          wrapper.append(el);
          el.requestUpdate();
          await settle(el);
          expect(el.phase).to.equal("error");
          expectReadable(el);
          const again = await mountBelow(wrapper, tag, {
            attributes,
            ...("json" in mounting ? {} : { data: DATASET }),
            ...mounting,
          });
          expect(again.phase).to.equal("error");
          expect(heard.length).to.equal(1);
          expect(heard[0]).to.include(expected);
          expect(heard[0]!.message).to.not.equal("");
        });
      }

      it("names of every kind are shown as text, and nothing runs", async () => {
        const data = structuredClone(DATASET) as unknown as {
          clients: Array<{ name: string; people: Array<{ name: string }> }>;
        };
        data.clients.forEach((client, c) => {
          client.name = HOSTILE_NAMES[c % HOSTILE_NAMES.length]!;
          client.people.forEach((p, i) => (p.name = HOSTILE_NAMES[(i + c) % HOSTILE_NAMES.length]!));
        });
        await silently(async () => {
          const el = await ready({ data, width: 320 });
          expect(el.phase).to.equal("ready");
          expect(el.shadowRoot!.querySelector("img, script")).to.equal(null);
          expect(sticksOut(el)).to.deep.equal([]);
        });
      });

      it("no text of the data turns what stands beside it round, or hides in it", async () => {
        const turned = (text: string): string => `\u202e${text}\u200b`;
        const clients = DATASET.clients.map((client) => ({
          ...client,
          name: turned(`${client.name}`),
          people: client.people.map((p) => ({
            ...p,
            name: turned(`${p.name}`),
            department: turned("Sales"),
            role: turned("Head of sales"),
            events: p.events?.map((event) => ({ ...event, ref: turned("Payroll") })),
            measures: { ...p.measures, [turned("odd")]: 40 },
          })),
        }));
        const el = await ready({ data: { ...DATASET, clients }, properties: { label: turned("Acme") } });
        for (const node of el.shadowRoot!.querySelectorAll("*"))
          for (const { name, value } of node.attributes)
            if (name !== "value") expect(value, `${node.localName} ${name}`).to.not.match(/[\u202e\u200b]/);
        expect(el.shadowRoot!.textContent).to.not.match(/[\u202e\u200b]/);
      });

      it("a name keeps its own direction, whichever the words around it have", async () => {
        const name = (n: number): string => `مدرسة الأمل ${"ا".repeat(n + 1)}`;
        const clients = DATASET.clients.map((client, c) => ({
          ...client,
          name: name(c),
          people: client.people.map((p, i) => ({ ...p, name: name(i), department: name(i % 3) })),
        }));
        const el = await ready({ data: { ...DATASET, clients } });
        const words = document.createTreeWalker(el.shadowRoot!, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
          const { textContent, parentElement } = words.currentNode;
          if (!/^[\p{Script=Arabic} ]+$/u.test(textContent!.trim())) continue;
          expect(parentElement!.closest("bdi, [dir=auto], option"), parentElement!.className).to.not.equal(null);
        }
      });

      it("events, measures and dates of the wrong shape leave the rest standing", async () => {
        const data = JSON.parse(JSON.stringify(DATASET)) as {
          clients: Array<{ people: Array<Record<string, unknown>> }>;
        };
        const people = data.clients[0]!.people;
        people[0]!["events"] = "none";
        people[1]!["events"] = [null, 7, {}, { type: "simulation_clicked", at: "2026-02-30" }];
        people[2]!["measures"] = { security_iq: 1e400, training: "NaN" };
        people[3]!["breaches"] = [{ at: 5e300, severity: "__proto__" }];
        const el = await ready({ data });
        expect(el.phase).to.be.oneOf(["ready", "insufficient"]);
        expectReadable(el);
      });
    });

    describe("life on the page", () => {
      it("fires risk-load once with its subject, heard on an ancestor", async () => {
        const wrapper = document.createElement("div");
        const heard = listen(wrapper, "risk-load");
        document.body.append(wrapper);
        mounted.add(wrapper);
        const el = await mountBelow(wrapper, tag, { attributes, data: DATASET });
        el.requestUpdate();
        await settle(el);
        expect(heard.length).to.equal(1);
        expect(heard[0]).to.have.keys("kind", "id");
      });

      it("moving it keeps everything and asks for nothing again", async () => {
        const supply = new FakeSupply(readyBook(DATASET));
        const el = await done(await mount(tag, { attributes, supply }));
        const first = el.shadowRoot!.querySelector("[part~=base]");
        const elsewhere = document.createElement("div");
        el.parentElement!.append(elsewhere);
        elsewhere.append(el);
        await settle(el);
        expect(supply.subscriptions).to.equal(1);
        expect(supply.live).to.equal(1);
        expect(el.shadowRoot!.querySelector("[part~=base]")).to.equal(first);
        saysIt(el);
      });

      it("keeps its looks in a frame, and when it comes back", async () => {
        const frame = document.createElement("iframe");
        frame.style.cssText = "width: 800px; height: 600px; border: 0";
        document.body.append(frame);
        mounted.add(frame);
        const there = frame.contentDocument!.body;
        const look = async (el: RiskElement): Promise<string[]> => {
          await done(el);
          await settle(el);
          saysIt(el);
          const { display } = getComputedStyle(el);
          const { padding, borderRadius, fontWeight } = getComputedStyle(el.shadowRoot!.querySelector("[part~=base]")!);
          return [display, padding, borderRadius, fontWeight];
        };
        const el = await ready();
        const here = await look(el);
        there.append(el);
        expect(await look(el)).to.deep.equal(here);
        document.body.append(el);
        expect(await look(el)).to.deep.equal(here);
        el.remove();
        const first = Object.assign(document.createElement(tag) as RiskElement, { data: DATASET });
        for (const [name, value] of Object.entries(attributes)) first.setAttribute(name, value);
        there.append(first);
        expect(await look(first)).to.deep.equal(here);
        // A frame that goes takes its elements along without a word to them.
        first.remove();
      });

      it("leaving lets go of the source, coming back asks again", async () => {
        const supply = new FakeSupply(readyBook(DATASET));
        const el = await done(await mount(tag, { attributes, supply }));
        const parent = el.parentElement!;
        el.remove();
        await new Promise((resolve) => setTimeout(resolve));
        expect(supply.live).to.equal(0);
        parent.append(el);
        await settle(el);
        await done(el);
        expect(supply.live).to.equal(1);
        saysIt(el);
      });

      it("40 mounts and unmounts leave no node, listener, timer or observer behind", async () => {
        const supply = new FakeSupply(readyBook(DATASET));
        const cycle = async (): Promise<void> => {
          const el = await mount(tag, { attributes, supply });
          el.closest("div")!.remove();
          unmountAll();
        };
        await cycle();
        const nodes = document.querySelectorAll("*").length;
        const left = await leftBehind(async () => {
          for (let i = 0; i < 40; i++) await cycle();
        });
        expect(document.querySelectorAll("*").length).to.equal(nodes);
        expect(supply.live).to.equal(0);
        expect(left).to.deep.equal({ listeners: 0, timers: 0, frames: 0, observers: 0 });
      });

      it("defining it again is nothing, another class one warning", async () => {
        const known = customElements.get(tag)!;
        await silently(async () => defineElement(tag, known));
        const warn = console.warn;
        const said: unknown[] = [];
        console.warn = (...args: unknown[]) => void said.push(args);
        try {
          class Copy extends HTMLElement {}
          defineElement(tag, Copy);
          defineElement(tag, Copy);
        } finally {
          console.warn = warn;
        }
        expect(said.length).to.equal(1);
        expect(customElements.get(tag)).to.equal(known);
      });

      it("says nothing on the console from mount to unmount", async () => {
        await silently(async () => {
          for (const { mounting } of statesOf(spec)) await done(await mount(tag, mounting));
          unmountAll();
          await new Promise((resolve) => setTimeout(resolve, 10));
        });
      });

      it("speaks another language when the page does, and back", async () => {
        const [section, key] = spec.word;
        registerStrings("tlh", { [section]: { [key]: "⟦word⟧" } });
        const el = await ready();
        expect(textOf(el)).to.not.contain("⟦word⟧");
        el.closest("div")!.lang = "tlh";
        await until(() => textOf(el).includes("⟦word⟧"));
        el.closest("div")!.removeAttribute("lang");
        await until(() => !textOf(el).includes("⟦word⟧"));
      });

      it("takes model, date, window and audience from its provider, its own attributes first", async () => {
        const supply = new FakeSupply(readyBook(DATASET));
        const el = await done(await mount(tag, { attributes, supply, provider: { model: "infima", window: 30 } }));
        expect(el.phase).to.equal("ready");
        const own = await done(
          await mount(tag, { attributes: { ...attributes, model: "nope" }, supply, provider: { model: "infima" } }),
        );
        expect(own.phase).to.equal("error");
      });

      for (const audience of ["client", "Clients"])
        it(`for the audience "${audience}" it shows no person`, async () => {
          const el = await done(await mount(tag, { attributes: { ...attributes, audience }, data: DATASET }));
          await until(() => el.phase !== "loading");
          await settle(el);
          expect(el.phase).to.equal(spec.clientAudience ?? "ready");
          const everything = `${textOf(el)} ${new XMLSerializer().serializeToString(el.shadowRoot!)} ${await el.exportData("json", { download: false })}`;
          for (const client of DATASET.clients) {
            for (const person of client.people) {
              if (person.email) expect(everything).to.not.contain(person.email);
              expect(everything).to.not.contain(person.name!);
            }
          }
        });
    });

    describe("looks", () => {
      for (const width of [320, 200]) {
        for (const dir of ["ltr", "rtl"] as const) {
          it(`nothing sticks out at ${width} px, ${dir}`, async () => {
            const el = await ready({ width, dir });
            expect(sticksOut(el)).to.deep.equal([]);
            expect(el.scrollWidth).to.be.at.most(width);
          });
        }
      }

      it("nothing sticks out in any state at 200 px", async () => {
        for (const { name, mounting } of statesOf(spec)) {
          const el = await done(await mount(tag, { ...mounting, width: 200 }));
          expect(sticksOut(el), name).to.deep.equal([]);
        }
      });

      it("a page with `* { all: unset !important }` changes neither size nor colour", async () => {
        const el = await ready({ width: 500 });
        const look = (): unknown => {
          const { width, height } = el.getBoundingClientRect();
          const style = getComputedStyle(el.shadowRoot!.querySelector("[part~=base]")!);
          return { width, height, color: style.color, weight: style.fontWeight, spacing: style.letterSpacing };
        };
        const before = look();
        const hostile = document.createElement("style");
        hostile.textContent = `${tag} { all: unset !important; color: red !important; letter-spacing: 9px !important; text-transform: uppercase !important; white-space: nowrap !important; }`;
        document.head.append(hostile);
        try {
          expect(look()).to.deep.equal(before);
        } finally {
          hostile.remove();
        }
      });

      it("as wide as its page wants it: a column's `max-width` holds", async () => {
        const el = await ready({ width: 500 });
        el.parentElement!.classList.add("column");
        const theme = document.createElement("style");
        theme.textContent = ".column > * { max-width: 360px; margin-inline: auto; }";
        document.head.append(theme);
        try {
          expect(el.getBoundingClientRect().width).to.equal(360);
        } finally {
          theme.remove();
        }
      });

      it("`hidden` hides it", async () => {
        const el = await ready();
        el.hidden = true;
        expect(el.getBoundingClientRect().height).to.equal(0);
      });

      it("carries no style attribute and no style element in its markup", async () => {
        const el = await ready();
        expect(el.shadowRoot!.querySelector("style, link")).to.equal(null);
      });

      it("has its surface as a part", async () => {
        expect((await ready()).shadowRoot!.querySelector("[part~=base]")).to.not.equal(null);
      });
    });

    describe("exports", () => {
      it("CSV with a byte order mark, model and date, and an event that says so", async () => {
        const el = await ready();
        const heard = listen(el, "risk-export");
        const text = await el.exportData("csv", { download: false });
        expect(text.startsWith('\uFEFF"model","as_of"')).to.equal(true);
        expect(text).to.contain("phishr").and.to.contain("2026-11-23T09:12:00.000Z");
        for (const column of spec.columns ?? []) expect(text.split("\r\n")[0]).to.contain(`"${column}"`);
        expect(heard).to.deep.equal([{ format: "csv" }]);
      });

      it("JSON with the same rows", async () => {
        const el = await ready();
        const json = JSON.parse(await el.exportData("json", { download: false })) as { rows: unknown[]; model: string };
        const lines = (await el.exportData("csv", { download: false })).trim().split("\r\n");
        expect(json.model).to.equal("phishr");
        expect(json.rows.length).to.be.greaterThan(0);
        expect(lines.length).to.be.at.least(json.rows.length + 1);
      });

      it("a picture as SVG that stands alone and holds its words", async () => {
        const el = await ready();
        const blob = await el.exportImage("svg", { download: false });
        const text = await blob!.text();
        const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
        expect(parsed.querySelector("parsererror")).to.equal(null);
        expect(text).to.not.match(/var\(|light-dark|oklch|url\(|href|NaN|undefined/);
        expect(parsed.querySelectorAll("text").length).to.be.greaterThan(1);
        expect(parsed.querySelector("title")!.textContent).to.not.equal("");
      });

      it("nothing where there is nothing", async () => {
        const el = await mount(tag, { attributes });
        expect(await el.exportData("csv", { download: false })).to.equal("");
        expect(await el.exportImage("svg", { download: false })).to.equal(null);
      });
    });
  });
}

/** As a proxy is that its framework has let go of. */
function unreadable(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Mounts below an ancestor that a test listens on. */
async function mountBelow(parent: Element, tag: string, m: Mounting): Promise<RiskElement> {
  const el = document.createElement(tag) as RiskElement;
  for (const [name, value] of Object.entries(m.attributes ?? {})) el.setAttribute(name, value);
  if (m.json !== undefined) el.append(jsonChild(m.json));
  if (m.data !== undefined) el.data = m.data;
  parent.append(el);
  await settle(el);
  return el;
}

export async function until(condition: () => boolean, ms = 3000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`never came true: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
