/**
 * What stays the same is not written again: a browser styles anew all that is in an element whose `lang`, class or place
 * is written, also with what it had.
 */
import { expect } from "@open-wc/testing";
import { settle, unmountAll, until } from "./contract.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { ELEMENTS, inState, READY, show } from "./everyone.js";
import { DATASET } from "./samples.js";

/** Everything that changes in an element's tree, in words. */
async function writings(el: RiskElement, work: () => void): Promise<string[]> {
  const seen: string[] = [];
  const told = (records: MutationRecord[]): void => {
    for (const { type, target, attributeName } of records)
      seen.push([type, target.nodeName, (target as Element).className, attributeName].filter(Boolean).join(" "));
  };
  const observer = new MutationObserver(told);
  observer.observe(el.shadowRoot!, { subtree: true, attributes: true, childList: true, characterData: true });
  work();
  await settle(el);
  told(observer.takeRecords());
  observer.disconnect();
  return seen;
}

describe("an update that changes nothing", () => {
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS) {
    for (const state of READY)
      it(`<${tag}> ${state} writes nothing`, async () => {
        const el = await show(tag, inState(state, attributes));
        // Loaded once there is a line to play.
        if (tag === "risk-trend" && state !== "insufficient")
          await until(() => el.shadowRoot!.querySelector("[part=sound]") !== null);
        expect(await writings(el, () => el.requestUpdate())).to.deep.equal([]);
      });

    // Models side by side are scored anew, between frames.
    if (tag === "risk-model-compare") continue;
    it(`<${tag}> writes nothing for the same data once more`, async () => {
      const el = await show(tag, { attributes, data: DATASET });
      expect(await writings(el, () => (el.data = structuredClone(DATASET)))).to.deep.equal([]);
    });
  }
});
