import { expect } from "@open-wc/testing";
import { bandOf, DAY, defineModel, models, publish } from "../../../src/engine/index.js";
import { ago, close, event, NOW, points, rowOf, score, sumOf } from "../support.js";

const phishr = { model: "phishr" };

describe("phishr", () => {
  it("answers the source's own example: 0.15, low", () => {
    const result = score(
      {
        events: [event("simulation_opened", 10), event("simulation_clicked", 5), event("training_completed", 2)],
      },
      phishr,
    );
    close(result.score, 0.2 * 0.95 ** 10 + 0.5 * 0.95 ** 5 - 0.4 * 0.95 ** 2);
    expect(result.score!.toFixed(6)).to.equal("0.145638");
    expect(result.published).to.equal(0.15);
    expect(result.band).to.equal("low");
    expect(result.coverage).to.equal(1);
  });

  const weights = {
    simulation_opened: 0.2,
    simulation_clicked: 0.5,
    simulation_submitted: 0.7,
    training_completed: -0.4,
    simulation_reported: -0.3,
  };
  for (const [type, weight] of Object.entries(weights)) {
    it(`${type} weighs ${weight}, and 5 % less each day`, () => {
      close(points(score({ events: [event(type, 0)] }, phishr), type), weight);
      close(points(score({ events: [event(type, 1)] }, phishr), type), weight * 0.95);
      close(points(score({ events: [event(type, 0.5)] }, phishr), type), weight * Math.sqrt(0.95));
    });
  }

  for (const type of [
    "simulation_sent",
    "simulation_qr_scanned",
    "simulation_attachment_opened",
    "simulation_ignored",
    "threat_received",
    "threat_clicked",
    "threat_reported",
    "training_assigned",
    "quiz_passed",
    "quiz_failed",
  ]) {
    it(`${type} is nothing to it`, () => {
      const alone = score({ events: [event(type, 1)] }, phishr);
      expect(alone.score).to.equal(null);
      expect(alone.coverage).to.equal(0);
      expect(alone.contributions).to.deep.equal([]);
      const beside = score({ events: [event(type, 1), event("simulation_clicked", 0)] }, phishr);
      expect(beside.score).to.equal(0.5);
    });
  }

  it("stops at 1 and at 0, and says so in the row limits", () => {
    const over = score({ events: [event("simulation_submitted", 0), event("simulation_clicked", 0)] }, phishr);
    expect(over.score).to.equal(1);
    close(points(over, "limits"), 1 - 1.2);
    const under = score({ events: [event("simulation_reported", 0)] }, phishr);
    expect(under.score).to.equal(0);
    expect(under.band).to.equal("low");
    close(points(under, "limits"), 0.3);
    close(sumOf(over), 1);
    close(sumOf(under), 0);
  });

  it("has one row per event type, in the order of its definition, then limits", () => {
    const result = score(
      {
        events: [
          event("simulation_reported", 9),
          event("simulation_clicked", 3),
          event("simulation_clicked", 1),
          event("simulation_opened", 2),
        ],
      },
      phishr,
    );
    expect(result.contributions.map((row) => row.id)).to.deep.equal([
      "simulation_opened",
      "simulation_clicked",
      "simulation_reported",
      "limits",
    ]);
    expect(rowOf(result, "simulation_clicked").count).to.equal(2);
    expect(rowOf(result, "simulation_clicked").latest).to.equal(ago(1));
    close(points(result, "simulation_clicked"), 0.5 * 0.95 ** 3 + 0.5 * 0.95);
  });

  it("does not see what is later than its date, and sees what happens at it", () => {
    const events = [event("simulation_clicked", 0), event("simulation_submitted", -1e-5)];
    expect(score({ events }, phishr).score).to.equal(0.5);
    expect(score({ events }, { ...phishr, asOf: NOW - 1 }).score).to.equal(null);
  });

  it("reads its bands off two decimals", () => {
    for (const [raw, shown, band] of [
      [0.394999, 0.39, "low"],
      [0.395, 0.4, "medium"],
      [0.694999, 0.69, "medium"],
      [0.695, 0.7, "high"],
      [0.145, 0.15, "low"],
    ] as const) {
      expect(publish(models.phishr, raw)).to.equal(shown);
      expect(bandOf(models.phishr, shown)).to.equal(band);
    }
  });

  it("can be read as saturating instead: never reaching 1", () => {
    const saturating = defineModel({ id: "phishr", parameters: { normalize: "saturate" } });
    const events = [event("simulation_submitted", 0), event("simulation_clicked", 0)];
    const result = score({ events }, { model: saturating });
    close(result.score, 1 - Math.exp(-1.2));
    close(points(result, "limits"), 1 - Math.exp(-1.2) - 1.2);
    expect(result.adjusted).to.equal(true);
    expect(score({ events: [event("simulation_reported", 0)] }, { model: saturating }).score).to.equal(0);
  });

  it("fades for ever without a window", () => {
    const result = score({ events: [{ type: "simulation_clicked", at: NOW - 5000 * DAY }] }, phishr);
    expect(result.score).to.be.greaterThan(0);
    expect(result.published).to.equal(0);
  });

  it("adds up a hundred thousand events of one person", () => {
    const events = Array.from({ length: 100_000 }, (_, i) => event("simulation_clicked", (i % 700) + 1));
    const result = score({ events }, phishr);
    expect(result.score).to.equal(1);
    expect(rowOf(result, "simulation_clicked").count).to.equal(100_000);
    close(sumOf(result), 1);
  });
});
