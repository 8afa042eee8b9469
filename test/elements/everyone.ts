/** Every element with what it takes to be ready, and in which states it is looked at. */
import "../../src/index.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { failed, FakeSupply, mount, readyBook, settle, until, type Mounting } from "./contract.js";
import { ADA, DATASET } from "./samples.js";

export type Attributes = Readonly<Record<string, string>>;

export const ELEMENTS: ReadonlyArray<readonly [tag: keyof HTMLElementTagNameMap, attributes: Attributes]> = [
  ["risk-score-card", { person: ADA.id, selectable: "" }],
  ["risk-breakdown", { person: ADA.id }],
  ["client-risk-compare", {}],
  ["risk-ranking", { client: "northwind" }],
  ["risk-trend", { person: ADA.id, sound: "" }],
  ["risk-distribution", { client: "brightwater" }],
  ["risk-movers", { client: "brightwater" }],
  ["risk-what-if", { person: ADA.id }],
  ["risk-model-compare", { client: "northwind" }],
  ["risk-report", { client: "brightwater" }],
];

/** The states in which there is something of the element's own to read. */
export const READY = ["ready", "stale", "insufficient"] as const;

export function inState(state: (typeof READY)[number], attributes: Attributes): Mounting {
  const book = readyBook(DATASET);
  if (state === "stale") return { attributes, supply: new FakeSupply({ ...failed({}), ...book, status: "stale" }) };
  if (state === "insufficient")
    return { attributes: "person" in attributes ? { person: "p-none" } : { client: "quill" }, data: DATASET };
  return { attributes, supply: new FakeSupply(book) };
}

export async function show(tag: string, m: Mounting): Promise<RiskElement> {
  const el = await mount(tag, m);
  await until(() => el.phase !== "loading", 15_000);
  await settle(el);
  return el;
}
