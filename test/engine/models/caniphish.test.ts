import { expect } from "@open-wc/testing";
import { defineModel, models, rollUp, scoreClient, shares } from "../../../src/engine/index.js";
import { ago, breach, close, NOW, person, points, refused, rowOf, score, sumOf } from "../support.js";

const caniphish = { model: "caniphish" };
const measures = { security_iq: 65, phish_risk: 40, badge_score: 130 };
const known = breach(100, { password_exposed: true, notified: true });

describe("caniphish", () => {
  it("answers the source's own example: 29.25, low", () => {
    const result = score({ measures, breaches: [known] }, caniphish);
    close(result.score, 29.25);
    expect(result.published).to.equal(29);
    expect(result.band).to.equal("low");
    expect(result.coverage).to.equal(1);
    close(points(result, "security_iq"), 12.25);
    close(points(result, "phish_risk"), 14);
    close(points(result, "breach_exposure"), 7.5);
    close(points(result, "engagement"), -4.5);
    expect(result.missing).to.deep.equal([]);
  });

  it("answers the source's other example: base 30 with high impact is 36", () => {
    const thirty = { security_iq: 70, phish_risk: 30, badge_score: 40 };
    const plain = score({ measures: thirty }, caniphish);
    close(plain.score, 30);
    const high = score({ measures: thirty, business_impact: "high" }, caniphish);
    close(high.score, 36);
    close(points(high, "business_impact"), 6);
  });

  for (const [impact, factor] of [
    ["low", 0.8],
    ["moderate", 1],
    ["high", 1.2],
    ["critical", 1.4],
  ] as const) {
    it(`business impact ${impact} is × ${factor}`, () => {
      const result = score({ measures, breaches: [known], business_impact: impact }, caniphish);
      close(result.score, 29.25 * factor);
      close(points(result, "business_impact"), 29.25 * (factor - 1));
      expect(rowOf(result, "business_impact").value).to.equal(factor);
    });
  }

  it("an impact that is none counts as moderate, with an issue", () => {
    for (const impact of ["High", "constructor", "__proto__", "severe"]) {
      const result = score({ measures, business_impact: impact }, caniphish);
      close(points(result, "business_impact"), 0);
      expect(result.issues.map((issue) => issue.path)).to.deep.equal(["business_impact"]);
      expect(result.issues[0]!.message).to.include(impact).and.to.include("critical");
    }
    expect(score({ measures }, caniphish).issues).to.deep.equal([]);
  });

  it("weighs 35, 35, 15 and 15, each factor kept within its ends", () => {
    const row = (given: Record<string, number>, id: string) => rowOf(score({ measures: given }, caniphish), id);
    const base = { security_iq: 50, phish_risk: 50, badge_score: 50 };
    expect(row(base, "security_iq").weight).to.equal(0.35);
    expect(row(base, "breach_exposure").weight).to.equal(0.15);
    for (const [measure, id, value, kept] of [
      ["security_iq", "security_iq", 200, -50],
      ["security_iq", "security_iq", 150, -50],
      ["security_iq", "security_iq", -20, 100],
      ["phish_risk", "phish_risk", -70, -50],
      ["phish_risk", "phish_risk", 170, 100],
      ["badge_score", "engagement", 149, -49],
      ["badge_score", "engagement", 0, 100],
    ] as const) {
      expect(row({ ...base, [measure]: value }, id).value, `${measure} ${value}`).to.equal(kept);
    }
  });

  it("reads the band of each factor off the same thresholds", () => {
    const result = score({ measures: { security_iq: 30, phish_risk: 40, badge_score: 61 } }, caniphish);
    expect(rowOf(result, "security_iq").band).to.equal("high");
    expect(rowOf(result, "phish_risk").band).to.equal("medium");
    expect(rowOf(result, "engagement").band).to.equal("low");
    expect(rowOf(result, "breach_exposure").band).to.equal("low");
    const below = score({ measures: { security_iq: 150, phish_risk: 0 } }, caniphish);
    expect(rowOf(below, "security_iq").band).to.equal("low");
  });

  describe("breaches", () => {
    const exposure = (...breaches: ReturnType<typeof breach>[]): number =>
      rowOf(score({ measures, breaches }, caniphish), "breach_exposure").value!;

    it("none is 0 points, and counts as data", () => {
      const result = score({ measures: { security_iq: 50 } }, caniphish);
      expect(rowOf(result, "breach_exposure").value).to.equal(0);
      close(result.coverage, 0.5);
      close(result.score, 35);
      expect(result.missing).to.deep.equal(["phish_risk", "engagement"]);
    });

    it("25 within 12 months, to the millisecond", () => {
      const at = (text: string) => ({ at: text, notified: true });
      expect(exposure(at("2025-11-23T09:00:00.001Z"))).to.equal(25);
      expect(exposure(at("2025-11-23T09:00:00Z"))).to.equal(0);
      expect(exposure(at("2024-02-29T09:00:00Z"))).to.equal(0);
    });

    it("25 for a password, however old", () => {
      expect(exposure(breach(4000, { notified: true, password_exposed: true }))).to.equal(25);
    });

    it("50 where the person was not told of any one", () => {
      expect(exposure(breach(4000))).to.equal(50);
      expect(exposure(breach(4000, { notified: true }), breach(4000, { notified: false }))).to.equal(50);
    });

    it("once each, not once per breach", () => {
      expect(exposure(breach(1, { password_exposed: true }), breach(2, { password_exposed: true }))).to.equal(100);
    });

    it("not those still to come", () => {
      expect(exposure(breach(-1))).to.equal(0);
      const result = score({ measures, breaches: [breach(3), breach(-1), breach(9)] }, caniphish);
      expect(rowOf(result, "breach_exposure").count).to.equal(2);
      expect(rowOf(result, "breach_exposure").latest).to.equal(ago(3));
    });

    it("50 flat where the tenant does not monitor, whatever is known", () => {
      const tenant = { dark_web_monitoring: false };
      for (const breaches of [[], [breach(1, { password_exposed: true })]]) {
        const result = score({ measures, breaches }, { ...caniphish, tenant });
        expect(rowOf(result, "breach_exposure").value).to.equal(50);
        expect(result.adjusted).to.equal(true);
      }
      for (const monitored of [true, null, undefined]) {
        const result = score({ measures }, { ...caniphish, tenant: { dark_web_monitoring: monitored } });
        expect(rowOf(result, "breach_exposure").value).to.equal(0);
        expect(result.adjusted).to.equal(undefined);
      }
    });

    it("refuses a setting that is neither true nor false", () => {
      const tenant = { dark_web_monitoring: "no" as unknown as boolean };
      refused(
        () => score({}, { ...caniphish, tenant }),
        "tenant.dark_web_monitoring",
        '"no" (string)',
        "true or false",
      );
    });
  });

  it("divides by the weight that is left", () => {
    const result = score({ measures: { security_iq: 40, badge_score: 20 } }, caniphish);
    close(result.coverage, 0.65);
    close(result.score, (0.35 * 60 + 0.15 * 80) / 0.65);
    close(points(result, "security_iq"), (0.35 * 60) / 0.65);
  });

  it("has no score below half of the weight: null, never 0 or low", () => {
    const result = score({ measures: { badge_score: 20 } }, caniphish);
    close(result.coverage, 0.3);
    expect([result.score, result.published, result.band]).to.deep.equal([null, null, null]);
    expect(result.contributions).to.deep.equal([]);
    expect(result.missing).to.deep.equal(["security_iq", "phish_risk"]);
  });

  it("multiplies a credit too, and stops at 0 and 100", () => {
    const best = { security_iq: 150, phish_risk: -50, badge_score: 150 };
    const low = score({ measures: best, business_impact: "high" }, caniphish);
    expect(low.score).to.equal(0);
    close(points(low, "business_impact"), -42.5 * 0.2);
    close(points(low, "limits"), 42.5 * 1.2);
    const worst = { security_iq: 0, phish_risk: 100, badge_score: 0 };
    const high = score(
      { measures: worst, breaches: [breach(1, { password_exposed: true })], business_impact: "critical" },
      caniphish,
    );
    expect(high.score).to.equal(100);
    close(points(high, "limits"), -40);
    close(sumOf(low), 0);
    close(sumOf(high), 100);
  });

  it("takes the newest value of a series at its date, the later in the list on a tie", () => {
    const series = (...values: Array<[number, number]>) => values.map(([days, value]) => ({ at: ago(days), value }));
    const phish = (value: ReturnType<typeof series>) =>
      rowOf(score({ measures: { ...measures, phish_risk: value } }, caniphish), "phish_risk");
    expect(phish(series([5, 10], [1, 20], [-1, 30], [9, 40])).value).to.equal(20);
    expect(phish(series([5, 10], [5, 20])).value).to.equal(20);
    expect(phish(series([0, 7])).latest).to.equal(NOW);
    expect(score({ measures: { security_iq: 1, phish_risk: series([-1, 30]) } }, caniphish).missing).to.include(
      "phish_risk",
    );
  });

  it("an unknown measure changes nothing", () => {
    const result = score({ measures: { ...measures, shoe_size: 44 }, breaches: [known] }, caniphish);
    close(result.score, 29.25);
  });

  describe("the organisation", () => {
    const roll = (...scores: Array<number | null>): number | null => rollUp(models.caniphish, scores);

    it("is the source's: [80, 20] gives 68, [80, 30] gives 66.4", () => {
      // Mean 50: weights 1.6 and 0.4.
      close(roll(80, 20), (1.6 * 80 + 0.4 * 20) / 2);
      expect(roll(80, 20)).to.be.closeTo(68, 1e-9);
      // Mean 55: weights 80 ÷ 55 and 30 ÷ 55.
      close(roll(80, 30), (80 * 80 + 30 * 30) / 110);
      expect(roll(80, 30)).to.be.closeTo(66.363636, 1e-6);
    });

    it("keeps weights within a quarter and four", () => {
      // Mean 20: weights 5 → 4 and 0 → 0.25, each.
      close(roll(100, 0, 0, 0, 0), 400 / (4 + 4 * 0.25));
      // Mean 50: nobody is below a quarter.
      close(roll(50, 50), 50);
    });

    it("is 0 where the mean is, null without anybody, and leaves out those without a score", () => {
      expect(roll(0, 0)).to.equal(0);
      expect(roll()).to.equal(null);
      expect(roll(null, null)).to.equal(null);
      close(roll(80, null, 20), 68);
    });

    it("is shared out among its people, and the shares sum to it", () => {
      const parts = shares(models.caniphish, [80, null, 20]);
      expect(parts[1]).to.equal(null);
      close(parts[0]!, 64);
      close(parts[2]!, 4);
    });

    it("comes out of whole records", () => {
      const people = [
        person({ id: "a", measures: { security_iq: 0, phish_risk: 80, badge_score: 0 } }),
        person({ id: "b", measures: { security_iq: 80, phish_risk: 20, badge_score: 80 } }),
        person({ id: "c" }),
      ];
      const [a, b] = [(35 + 0.35 * 80 + 15) / 1, 0.35 * 20 + 0.35 * 20 + 0.15 * 20];
      const result = scoreClient({ people }, { model: "caniphish", asOf: NOW });
      close(result.score, rollUp(models.caniphish, [a, b])!);
      expect(result.scored).to.equal(2);
      expect(result.distribution).to.deep.equal({ low: 1, medium: 0, high: 1 });
    });

    it("follows a changed deviation", () => {
      const flat = defineModel({ id: "caniphish", parameters: { deviation: { least: 1, most: 1 } } });
      close(rollUp(flat, [80, 20]), 50);
    });
  });
});
