import { expect } from "@open-wc/testing";
import type { Moved } from "../../../src/data/why.js";
import { RiskBreakdown } from "../../../src/elements/risk-breakdown/define.js";
import { changeSentence } from "../../../src/elements/shared/change-sentence.js";
import { getModel } from "../../../src/engine/index.js";
import { mount, unmountAll } from "../contract.js";

await RiskBreakdown.preload();

describe("why a score moved, in one sentence", () => {
  afterEach(unmountAll);

  it("says what the pull of a cohort made of the change, not its two halves", async () => {
    const el = await mount<RiskBreakdown>("risk-breakdown", {});
    const score = (value: number, at: number) => ({ at, score: value, published: Math.round(value), band: "moderate" });
    const rows = [
      { id: "threat_exposure", points: 4, new: 4, fading: 0, fresh: null },
      { id: "cohort_decay", points: -2, new: 6, fading: -8, fresh: null },
    ];
    const moved = {
      from: score(40, Date.UTC(2026, 7, 25)),
      to: score(42, Date.UTC(2026, 10, 23)),
      change: 2,
      rows,
    } as unknown as Moved;
    const names = { rowName: (id: string) => id.replace("_", " "), bandName: (id: string | null) => String(id) };
    expect(changeSentence(el["language"], getModel("moxso"), moved, names)).to.equal(
      "Up 2 since August 25: threat exposure (+4), cohort decay (−2).",
    );
  });
});
