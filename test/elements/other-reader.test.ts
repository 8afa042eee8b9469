/** Whoever signs in after another never sees what was on screen for that one, however long the new takes to be worked out. */
import { expect } from "@open-wc/testing";
import type { Snapshot } from "../../src/data/types.js";
import type { Dataset } from "../../src/engine/types.js";
import { FakeSupply, mount, readyBook, settle, unmountAll, until } from "./contract.js";
import "../../src/index.js";
import type { ClientRiskCompare, RiskRanking } from "../../src/index.js";
import type { TestProvider } from "./fakes.js";
import type { Attributes } from "./everyone.js";
import { NOW, tens } from "./samples.js";

/** As many as are worked out between frames, under the same ids in both. */
function book(whose: string): Dataset {
  const data = tens(6000, (i) => ({
    name: `${whose} ${i}`,
    department: ["sales", "ops"][i % 2]!,
    events: [{ type: "simulation_clicked", at: NOW - (i % 977) * 3_600_000, ref: `r${i}` }],
  }));
  return { ...data, clients: data.clients.map((client) => ({ ...client, name: `${whose} ${client.id}` })) };
}

const text = (root: ParentNode): string =>
  [...root.querySelectorAll("*")]
    .filter(({ localName }) => localName !== "style")
    .flatMap((el) => [
      ...[...el.attributes].map(({ value }) => value),
      ...[...el.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : "")),
    ])
    .join("\n");

describe("after another sign-in", () => {
  afterEach(unmountAll);

  for (const tag of ["risk-ranking", "client-risk-compare"] as const)
    for (const how of ["another token", "another source", "names hidden"] as const)
      it(`<${tag}> has forgotten what the one before typed and chose, after ${how}`, async () => {
        const small = (whose: string): Snapshot => {
          const data = book(whose);
          return readyBook({ ...data, clients: data.clients.slice(0, 3) });
        };
        const supply = new FakeSupply(small("Before"));
        const el = await mount<RiskRanking | ClientRiskCompare>(tag, { supply });
        await until(() => el.phase === "ready");
        await settle(el);
        const $ = <E extends Element>(selector: string): E | null => el.shadowRoot!.querySelector<E>(selector);
        const type = (typed: string): void => {
          $<HTMLInputElement>("[type=search]")!.value = typed;
          $("[type=search]")!.dispatchEvent(new InputEvent("input"));
        };
        if (tag === "risk-ranking") {
          const list = $<HTMLSelectElement>("select[aria-label=Department]")!;
          list.value = list.options[1]!.value;
          list.dispatchEvent(new Event("change"));
          await settle(el);
          $<HTMLElement>(".tr input[type=checkbox]")!.click();
        }
        type("before 0");
        await settle(el);
        expect(el.search).to.equal("before 0");
        // The same reader's next data leaves all of it.
        supply.answer(small("Before"));
        await settle(el);
        expect($<HTMLInputElement>("[type=search]")!.value).to.equal("before 0");
        if (tag === "risk-ranking")
          expect($<HTMLSelectElement>("select[aria-label=Department]")!.value).to.not.equal("");
        if (tag === "risk-ranking") expect(/\b15 selected/.test(text(el.shadowRoot!)), "chosen").to.equal(true);
        if (how === "another token") {
          supply.readers++;
          supply.answer({ status: "loading", at: null });
          await settle(el);
          supply.answer(small("After"));
        } else if (how === "another source") {
          const { context } = el.closest("test-provider") as unknown as TestProvider;
          context.setValue({ ...context.value, supply: new FakeSupply(small("After")) });
        } else el.redact = "initials";
        await until(() => !!$("[type=search]"));
        await settle(el);
        expect(el.search).to.equal("");
        expect($<HTMLInputElement>("[type=search]")!.value).to.equal("");
        expect(/before 0|[1-9] selected/.exec(text(el.shadowRoot!))).to.equal(null);
        if (tag === "risk-ranking") expect($<HTMLSelectElement>("select[aria-label=Department]")!.value).to.equal("");
        // A page's own words are the page's.
        el.search = "page";
        supply.readers++;
        supply.answer(small("After"));
        await settle(el);
        expect(el.search).to.equal("page");
      });

  const modes: ReadonlyArray<readonly [tag: string, attributes: Attributes]> = [
    ["client-risk-compare", {}],
    ["risk-ranking", {}],
    ["risk-breakdown", {}],
    ["risk-breakdown", { client: "c0" }],
    ["risk-model-compare", { client: "c0" }],
    ["risk-report", { client: "c0" }],
    ["risk-score-card", { client: "c0" }],
    ["risk-what-if", {}],
  ];
  for (const [tag, attributes] of modes)
    for (const drawn of [true, false])
      it(`<${tag} ${JSON.stringify(attributes)}> shows nothing of the one before${drawn ? "" : ", though nothing was drawn between"}`, async function () {
        this.timeout(60_000);
        const supply = new FakeSupply(readyBook(book("Before")));
        const el = await mount(tag, { attributes, supply });
        await until(() => el.phase === "ready", 20_000);
        await el.updateComplete;
        await settle(el);
        expect(text(el.shadowRoot!)).to.match(/Before/);
        const next = readyBook(book("After"));
        supply.answer({ status: "loading", at: null });
        if (drawn) await settle(el);
        supply.answer(next);
        const seen: string[] = [];
        for (let over = false; !over;) {
          await new Promise((frame) => setTimeout(frame));
          if (el.isUpdatePending) continue;
          const now = text(el.shadowRoot!);
          seen.push(...(/.*Before.*/.exec(now) ?? []));
          over = /After/.test(now);
        }
        expect(seen).to.deep.equal([]);
      });
});
