/** Whoever signs in after another never sees what was on screen for that one, however long the new takes to be worked out. */
import { expect } from "@open-wc/testing";
import type { Dataset } from "../../src/engine/types.js";
import { FakeSupply, mount, readyBook, settle, unmountAll, until } from "./contract.js";
import "../../src/index.js";
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
