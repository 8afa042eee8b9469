import { expect } from "@open-wc/testing";
import { defineModel, type BreachRecord, type EventRecord, type PersonRecord } from "../../../src/engine/index.js";
import { ago, breach, close, event, points, rowOf, score, sumOf } from "../support.js";

const at = (events: EventRecord[], fields: Partial<PersonRecord> = {}) =>
  score({ events, ...fields }, { model: "infima" });
const calm = event("simulation_sent", 400);
const saturated = (total: number): number => 100 * (1 - Math.exp(-total / 60));
/** A row before it is shared out. */
const raw = (result: ReturnType<typeof at>, id: string): number =>
  (points(result, id) * 20) / points(result, "baseline");

describe("infima", () => {
  it("of two failures at the same time the smaller comes first, whatever the list says", () => {
    const [small, large] = [event("simulation_clicked", 0, { ref: "a" }), event("threat_clicked", 0, { ref: "b" })];
    for (const events of [
      [small, large],
      [large, small],
    ])
      // The second counts half as much again.
      close(raw(at(events), "repeat_pattern"), 25 * 0.5);
  });

  it("a worked example", () => {
    const result = at(
      [
        // 12 points a half-life ago, then 20 now: 6 + 20, the second with half an earlier failure: × 1.25.
        event("simulation_clicked", 90, { ref: "a" }),
        event("simulation_submitted", 0, { ref: "b" }),
        event("simulation_reported", 0),
        event("threat_reported", 90),
        event("training_completed", 0, { score: 0.5 }),
      ],
      { role: "finance", breaches: [breach(365, { severity: "high", password_exposed: true })] },
    );
    const own = 20 + 26 + 5 - 6 - 5 - 4 + 11.25;
    close(result.score, saturated(1.3 * own));
    const share = saturated(1.3 * own) / (1.3 * own);
    for (const [id, value] of [
      ["baseline", 20],
      ["phishing_failures", 26],
      ["repeat_pattern", 5],
      ["simulations_reported", -6],
      ["threats_reported", -5],
      ["training", -4],
      ["breach_exposure", 11.25],
      ["role", 0.3 * own],
      ["limits", 0],
    ] as const) {
      close(points(result, id), value * share, id);
    }
    close(sumOf(result), result.score!);
    expect(result.coverage).to.equal(1);
    expect(result.published).to.equal(64);
    expect(result.band).to.equal("high");
  });

  it("lists every row, in reading order", () => {
    expect(at([calm]).contributions.map((row) => row.id)).to.deep.equal([
      "baseline",
      "phishing_failures",
      "repeat_pattern",
      "simulations_reported",
      "threats_reported",
      "training",
      "breach_exposure",
      "role",
      "limits",
    ]);
  });

  for (const [type, worth] of [
    ["simulation_clicked", 12],
    ["simulation_qr_scanned", 12],
    ["simulation_attachment_opened", 14],
    ["simulation_submitted", 20],
    ["threat_clicked", 25],
  ] as const) {
    it(`${type} is ${worth} points, half after 90 days`, () => {
      close(raw(at([event(type, 0)]), "phishing_failures"), worth);
      close(raw(at([event(type, 90)]), "phishing_failures"), worth / 2);
    });
  }

  it("one incident counts once, by its worst outcome and from when that happened first", () => {
    const one = [
      event("simulation_clicked", 180, { ref: "a" }),
      event("simulation_submitted", 90, { ref: "a" }),
      event("simulation_submitted", 0, { ref: "a" }),
      event("simulation_clicked", 0, { ref: "a" }),
    ];
    const result = at(one);
    close(raw(result, "phishing_failures"), 10);
    expect(rowOf(result, "phishing_failures").count).to.equal(1);
    expect(rowOf(result, "phishing_failures").latest).to.equal(ago(90));
    expect(points(result, "repeat_pattern")).to.equal(0);
  });

  it("events without a ref are an incident each", () => {
    const result = at([event("simulation_clicked", 0), event("simulation_submitted", 0)]);
    close(raw(result, "phishing_failures"), 32);
    // Ties: the smaller first, so the second is worth half as much again.
    close(raw(result, "repeat_pattern"), 10);
  });

  it("a simulation and a real threat that share a ref are one incident", () => {
    const result = at([event("simulation_clicked", 0, { ref: "a" }), event("threat_clicked", 0, { ref: "a" })]);
    close(raw(result, "phishing_failures"), 25);
  });

  it("compounds: each earlier failure half as much again, fading, three times at most", () => {
    const clicks = (...days: number[]): EventRecord[] =>
      days.map((d, i) => event("simulation_clicked", d, { ref: `c${i}` }));
    const pattern = (...days: number[]): number => raw(at(clicks(...days)), "repeat_pattern");
    close(pattern(0), 0);
    close(pattern(0, 0), 6);
    close(pattern(0, 0, 0), 6 + 12);
    close(pattern(0, 0, 0, 0, 0), 6 + 12 + 18 + 24);
    // The sixth would be × 3.5.
    close(pattern(0, 0, 0, 0, 0, 0), 6 + 12 + 18 + 24 + 24);
    // 180, 90 and 0 days ago: earlier is 0, ½, (½ + 1) ÷ 2.
    close(pattern(180, 90, 0), 12 * 0.5 * 0.5 * 0.5 + 12 * 0.5 * 0.75);
  });

  it("a failure happened at its first failing event, not at its worst", () => {
    const result = at([
      event("simulation_clicked", 180, { ref: "a" }),
      event("simulation_submitted", 0, { ref: "a" }),
      event("simulation_clicked", 90, { ref: "b" }),
    ]);
    // a came first, though its worst is the last: b is the repeated one.
    close(raw(result, "repeat_pattern"), 6 * 0.5 * 0.5);
  });

  for (const [type, row, worth] of [
    ["simulation_reported", "simulations_reported", -6],
    ["threat_reported", "threats_reported", -10],
    ["training_completed", "training", -8],
  ] as const) {
    it(`${type} is a credit of ${worth}, each, fading`, () => {
      close(raw(at([event(type, 0), event(type, 90)]), row), worth * 1.5);
      expect(rowOf(at([event(type, 3), event(type, 2)]), row).count).to.equal(2);
    });
  }

  it("a training is worth what was learned", () => {
    const learned = (given: unknown) => at([calm, event("training_completed", 0, { score: given as number })]);
    close(raw(learned(0.25), "training"), -2);
    close(raw(learned(0), "training"), 0);
    close(raw(learned(undefined), "training"), -8);
    for (const [given, counted] of [
      [1.5, -8],
      [-1, 0],
    ] as const) {
      const result = learned(given);
      close(raw(result, "training"), counted);
      expect(result.issues.map((issue) => issue.path)).to.deep.equal(["events[1].score"]);
    }
    const wrong = learned("67");
    close(raw(wrong, "training"), -8);
    expect(wrong.issues[0]!.message).to.include('"67" (string)');
  });

  describe("breaches", () => {
    const exposure = (given: Partial<BreachRecord>, days = 0): number =>
      raw(at([calm], { breaches: [breach(days, given)] }), "breach_exposure");

    it("by severity, half as much again with a password, half after a year", () => {
      close(exposure({ severity: "low" }), 5);
      close(exposure({ severity: "medium" }), 10);
      close(exposure({ severity: "high" }), 15);
      close(exposure({ severity: "critical" }), 20);
      close(exposure({}), 10);
      close(exposure({ password_exposed: true }), 15);
      close(exposure({ severity: "critical" }, 365), 10);
    });

    it("an unknown severity counts as medium, with an issue", () => {
      for (const severity of ["extreme", "HIGH", "constructor", "__proto__", 3 as unknown as string]) {
        const result = at([calm], { breaches: [breach(0, { severity })] });
        close(raw(result, "breach_exposure"), 10);
        expect(result.issues.map((issue) => issue.path)).to.deep.equal(["breaches[0].severity"]);
      }
    });

    it("no severity at all is medium, without an issue", () => {
      for (const severity of [undefined, null as unknown as string]) {
        expect(at([calm], { breaches: [breach(0, { severity })] }).issues).to.deep.equal([]);
        close(exposure({ severity }), 10);
      }
    });

    it("whether the person knows is nothing to it", () => {
      close(exposure({ notified: true }), exposure({ notified: false }));
    });
  });

  it("multiplies by role, exactly as written", () => {
    for (const [role, factor] of [
      ["standard", 1],
      ["hr", 1.2],
      ["finance", 1.3],
      ["executive", 1.4],
      ["admin", 1.5],
      ["warehouse", 1],
      ["Admin", 1],
      ["constructor", 1],
      ["__proto__", 1],
      ["hasOwnProperty", 1],
      ["", 1],
    ] as const) {
      const result = at([calm], { role });
      close(result.score, saturated(20 * factor), role);
      expect(rowOf(result, "role").value, role).to.equal(factor);
      expect(result.issues).to.deep.equal([]);
    }
  });

  it("rests above low for a sensitive role: that is meant", () => {
    expect(at([calm]).band).to.equal("low");
    expect(at([calm], { role: "finance" }).band).to.equal("moderate");
  });

  it("is 0 where credits outweigh everything, and rows still sum to it", () => {
    const result = at(Array.from({ length: 10 }, () => event("threat_reported", 0)));
    expect(result.score).to.equal(0);
    close(points(result, "baseline"), (20 * 100) / 60);
    close(points(result, "threats_reported"), (-100 * 100) / 60);
    close(points(result, "limits"), (80 * 100) / 60);
    close(sumOf(result), 0);
  });

  it("just above 0 nothing is cut off", () => {
    const result = at([event("threat_reported", 0), event("threat_reported", 5)]);
    const total = 20 - 10 - 10 * 2 ** (-5 / 90);
    expect(total).to.be.within(0.3, 0.4);
    close(result.score, saturated(total));
    expect(points(result, "limits")).to.equal(0);
    close(sumOf(result), result.score!);
  });

  it("has no score without a breach or an event that tells", () => {
    for (const type of ["threat_received", "quiz_passed", "quiz_failed"])
      expect(at([event(type, 1)]).score).to.equal(null);
    for (const type of [
      "simulation_ignored",
      "simulation_opened",
      "threat_clicked",
      "threat_reported",
      "training_assigned",
    ]) {
      expect(at([event(type, 1)]).score, type).to.be.a("number");
    }
    expect(at([]).coverage).to.equal(0);
    expect(at([], { breaches: [breach(1)] }).score).to.be.a("number");
    expect(at([], { breaches: [breach(-1)] }).score).to.equal(null);
    expect(at([], { role: "admin" }).score).to.equal(null);
  });

  it("stays below 100 however bad it is", () => {
    const result = at(
      Array.from({ length: 2000 }, (_, i) => event("threat_clicked", 0, { ref: `t${i}` })),
      { role: "admin" },
    );
    expect(result.score).to.be.at.most(100);
    close(sumOf(result), result.score!);
  });

  it("takes all its numbers as parameters", () => {
    const model = defineModel({ id: "infima", parameters: { baseline: 0, roles: { contractor: 2 } } });
    const result = score({ events: [event("simulation_clicked", 0)], role: "contractor" }, { model });
    close(result.score, saturated(24));
    expect(result.adjusted).to.equal(true);
  });
});
