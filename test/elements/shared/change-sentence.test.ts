import { expect } from "@open-wc/testing";
import type { Moved } from "../../../src/data/why.js";
import { RiskBreakdown } from "../../../src/elements/risk-breakdown/define.js";
import { changeSentence } from "../../../src/elements/shared/change-sentence.js";
import { getModel } from "../../../src/engine/index.js";
import { mount, unmountAll, until } from "../contract.js";

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
      from: score(40, new Date(2026, 7, 25).getTime()),
      to: score(42, new Date(2026, 10, 23).getTime()),
      change: 2,
      rows,
    } as unknown as Moved;
    const names = { rowName: (id: string) => id.replace("_", " "), bandName: (id: string | null) => String(id) };
    expect(changeSentence(el["language"], getModel("moxso"), moved, names, true)).to.equal(
      "Up 2 since August 25: threat exposure (+4), cohort decay (−2).",
    );
  });

  it("does not say that nothing changed where the band did", async () => {
    const el = await mount<RiskBreakdown>("risk-breakdown", {});
    const moved = {
      from: { at: new Date(2026, 7, 25).getTime(), score: 39.4, published: 39, band: "low" },
      to: { at: new Date(2026, 10, 23).getTime(), score: 39.6, published: 40, band: "medium" },
      change: 0.2,
      rows: [{ id: "engagement", new: 0.2, fading: 0, fresh: null }],
    } as unknown as Moved;
    const names = { rowName: (id: string) => id, bandName: (id: string | null) => String(id) };
    const said = (exact: boolean): string => changeSentence(el["language"], getModel("caniphish"), moved, names, exact);
    expect(said(true)).to.equal("Up 0.2 since August 25, from low to medium: engagement (+0.2).");
    expect(said(false)).to.equal("Up 1 since August 25, from low to medium: engagement (+1).");
  });

  it("tells failed simulations from real threats that were clicked", async () => {
    const el = await mount<RiskBreakdown>("risk-breakdown", {});
    const score = (value: number, at: number) => ({ at, score: value, published: Math.round(value), band: "moderate" });
    const said = (fresh: number, threats?: number): string => {
      const rows = [{ id: "phishing_failures", new: 4, fading: 0, fresh, ...(threats && { threats }) }];
      const ends = {
        from: score(40, new Date(2026, 7, 25).getTime()),
        to: score(44, new Date(2026, 10, 23).getTime()),
        change: 4,
      };
      const names = { rowName: (id: string) => id, bandName: (id: string | null) => String(id) };
      return changeSentence(el["language"], getModel("infima"), { ...ends, rows } as unknown as Moved, names, true);
    };
    expect(said(236, 7)).to.equal("Up 4 since August 25: 229 failed simulations and seven real threats clicked (+4).");
    expect(said(2, 1)).to.equal("Up 4 since August 25: one failed simulation and one real threat clicked (+4).");
    expect(said(12, 12)).to.equal("Up 4 since August 25: 12 real threats clicked (+4).");
    expect(said(1)).to.equal("Up 4 since August 25: one failed simulation (+4).");
    el.locale = "de";
    await until(() => el["language"].tag === "de" && said(2).includes("gestiegen"), 5000);
    expect(said(236, 7)).to.equal(
      "Um 4 gestiegen seit dem 25. August: 229 nicht bestandene Simulationen und sieben angeklickte echte Bedrohungen (+4).",
    );
  });

  describe("tells the largest first", () => {
    const said = async (change: number, rows: ReadonlyArray<[string, number, number?]>): Promise<string> => {
      const el = await mount<RiskBreakdown>("risk-breakdown", {});
      const score = (value: number, at: number) => ({ at, score: value, published: value, band: "medium" });
      const moved = {
        from: score(40, new Date(2026, 7, 25).getTime()),
        to: score(40 + change, new Date(2026, 10, 23).getTime()),
        change,
        rows: rows.map(([id, now, fading = 0]) => ({ id, new: now, fading, fresh: null })),
      } as unknown as Moved;
      const names = { rowName: (id: string) => id.replace("_", " "), bandName: (id: string | null) => String(id) };
      return changeSentence(el["language"], getModel("caniphish"), moved, names, true);
    };

    it("older events that faded, too", async () => {
      expect(
        await said(-9, [
          ["phish_risk", 2, -12],
          ["security_iq", 1],
        ]),
      ).to.equal("Down 9 since August 25: older events fading (−12), phish risk (+2), security iq (+1).");
    });

    it("and what multiplies the others where it moved more than any of them", async () => {
      expect(
        await said(-3, [
          ["engagement", 1],
          ["business_impact", -4],
        ]),
      ).to.equal("Down 3 since August 25: business impact (−4), engagement (+1).");
      expect(
        await said(4, [
          ["engagement", 3],
          ["business_impact", 1],
        ]),
      ).to.equal("Up 4 since August 25: engagement (+3), everything else (+1).");
    });

    it("and does not call it everything else where nothing else is told", async () => {
      expect(
        await said(1, [
          ["engagement", 0.3],
          ["phish_risk", 0.3],
          ["security_iq", 0.25],
          ["breach_exposure", 0.15],
          ["limits", 0.4],
        ]),
      ).to.equal("Up 1 since August 25: several small movements (+1).");
    });
  });
});
