/**
 * One kind of story for all elements: an element with data, in a state, on a page of some width and theme. The stories are
 * what test/stories renders, plays and checks.
 */
import { TestProvider, FakeSupply, NO_STATE, failed, readyBook } from "../../test/elements/fakes.js";
import type { Snapshot } from "../../src/data/types.js";
import { printed } from "./print.js";
import { BOOK, CLIENT, EMPTY, LONG_NAMES, PERSON, SPARSE, UNKNOWN } from "./book.js";

export type Args = Readonly<Record<string, unknown>>;

export interface Story {
  name?: string;
  args?: Args;
  parameters?: Record<string, unknown>;
  globals?: Record<string, string>;
  render: (args: Args) => HTMLElement;
  play?: (context: { canvasElement: HTMLElement }) => Promise<void>;
}

export type State = "loading" | "ready" | "empty" | "insufficient" | "stale" | "error" | "no-access";

export interface Setting {
  state?: State;
  data?: unknown;
  attributes?: Readonly<Record<string, string>>;
  /** Pixels; else the page's. */
  width?: number;
  globals?: Record<string, string>;
  /** As on paper: A4 less its margins, with the element's rules for print. */
  printed?: boolean;
  play?: Story["play"];
}

const snapshots: Readonly<Record<Exclude<State, "ready" | "empty" | "insufficient">, () => Snapshot>> = {
  loading: () => ({ status: "loading", at: null }),
  stale: () => ({ ...failed({}), ...readyBook(BOOK), status: "stale" }),
  error: () => failed({}),
  "no-access": () => failed({ code: "no-access", retryable: false }),
};

/** A story of `tag`; args are its attributes and properties, as Storybook's controls change them. */
export function story(tag: string, own: Readonly<Record<string, string>>, s: Setting = {}): Story {
  const { state = "ready", width } = s;
  const data = s.data ?? (state === "empty" ? EMPTY : state === "insufficient" ? UNKNOWN : BOOK);
  const attributes = state === "empty" ? { ...s.attributes } : { ...own, ...s.attributes };
  return {
    args: attributes,
    ...(s.globals ? { globals: s.globals } : {}),
    ...(s.play ? { play: onceDrawn(tag, s.play) } : {}),
    parameters: { docs: { source: { code: markup(tag, attributes) } } },
    render(args) {
      const el = document.createElement(tag);
      for (const [name, value] of Object.entries(args)) {
        if (value === undefined || value === null || value === false || value === "") continue;
        el.setAttribute(name, value === true ? "" : String(value));
      }
      if (width) {
        el.style.width = `${width}px`;
        el.style.maxWidth = "100%";
      }
      const box = document.createElement("div");
      if (state === "ready" || state === "empty" || state === "insufficient") {
        (el as HTMLElement & { data: unknown }).data = data;
        box.append(el);
      } else {
        const provider = new TestProvider();
        provider.context.setValue({ ...NO_STATE, supply: new FakeSupply(snapshots[state]()) });
        provider.append(el);
        box.append(provider);
      }
      return s.printed ? printed(box) : box;
    },
  };
}

/** What draws an element may come after it: whoever plays a story waits for it, as a reader would. */
function onceDrawn(tag: string, play: NonNullable<Story["play"]>): NonNullable<Story["play"]> {
  return async (context) => {
    const el = context.canvasElement.querySelector(tag) as HTMLElement & {
      phase: string;
      updateComplete: Promise<unknown>;
    };
    for (let turn = 0; el.phase === "loading" && turn < 500; turn++) await new Promise((done) => setTimeout(done, 20));
    await el.updateComplete;
    await play(context);
  };
}

function markup(tag: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${written.join("")}></${tag}>`;
}

/** Several of an element, one for each set of attributes, side by side where there is room. */
export function several(tag: string, sets: readonly Readonly<Record<string, string>>[], width?: number): Story {
  const stories = sets.map((attributes) => story(tag, {}, { attributes, ...(width ? { width } : {}) }));
  return {
    parameters: {
      docs: { source: { code: sets.map((attributes) => markup(tag, attributes)).join("\n") } },
      // They have attributes of their own each.
      controls: { disable: true },
    },
    render() {
      const box = document.createElement("div");
      box.style.cssText = "display: flex; flex-wrap: wrap; align-items: start; gap: 12px";
      box.append(...stories.map((one) => one.render(one.args ?? {})));
      return box;
    },
  };
}

/** The stories that every element has. @param width of those that are not about a width; else the page's */
export function matrix(
  tag: string,
  own: Readonly<Record<string, string>>,
  sparse: Readonly<Record<string, string>> = own,
  width?: number,
) {
  const usual: Setting = width ? { width } : {};
  const of = (setting: Setting = {}): Story => story(tag, own, { ...usual, ...setting });
  return {
    Ready: of(),
    Loading: of({ state: "loading" }),
    Empty: of({ state: "empty" }),
    NotEnoughData: of({ state: "insufficient" }),
    Stale: of({ state: "stale" }),
    Failed: of({ state: "error" }),
    NoAccess: of({ state: "no-access" }),
    Sparse: story(tag, sparse, { ...usual, data: SPARSE }),
    LongNames: of({ data: LONG_NAMES }),
    Dark: of({ globals: { theme: "dark" } }),
    HighContrast: of({ globals: { theme: "high-contrast" } }),
    HighContrastDark: of({ globals: { theme: "high-contrast-dark" } }),
    Compact: of({ globals: { theme: "compact" } }),
    RightToLeft: of({ globals: { language: "ar", direction: "rtl" } }),
    German: of({ globals: { language: "de" } }),
    Pseudo: of({ globals: { language: "en-XA" } }),
    Width200: of({ width: 200 }),
    Width320: of({ width: 320 }),
    Width768: of({ width: 768 }),
    Width1280: of({ width: 1280 }),
    ClientAudience: of({ attributes: { audience: "client" } }),
    Phishr: of({ attributes: { model: "phishr" } }),
    CanIPhish: of({ attributes: { model: "caniphish" } }),
    MetaCompliance: of({ attributes: { model: "metacompliance" } }),
    Infima: of({ attributes: { model: "infima" } }),
    Print: of({ printed: true }),
    Initials: of({ attributes: { redact: "initials" } }),
    Pseudonyms: of({ attributes: { redact: "pseudonym" } }),
    French: of({ globals: { language: "fr" } }),
    Japanese: of({ globals: { language: "ja" } }),
  };
}

export const SUBJECTS = {
  person: { person: PERSON.id },
  client: { client: CLIENT.id },
  book: {},
} as const;
