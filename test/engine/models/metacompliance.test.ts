import { expect } from "@open-wc/testing";
import { bandOf, models, type EventRecord } from "../../../src/engine/index.js";
import { close, event, points, refused, rowOf, score, sumOf } from "../support.js";

const at = (events: EventRecord[], period_years?: number | null) =>
  score({ events }, { model: "metacompliance", tenant: { period_years } });

const on = (ref: string, ...types: string[]): EventRecord[] => types.map((type, i) => event(type, 30 - i, { ref }));

describe("metacompliance", () => {
  it("a worked example", () => {
    const result = at([
      // Four courses, one of them outstanding: 34 × ¼ = 8.5.
      ...on("c1", "training_assigned", "training_completed"),
      ...on("c2", "training_assigned", "training_completed"),
      ...on("c3", "training_completed", "training_assigned"),
      ...on("c4", "training_assigned"),
      // Two quizzes, at the first and at the second attempt: mean 1.5, 33 × ¼ = 8.25.
      ...on("q1", "quiz_passed", "quiz_failed"),
      ...on("q2", "quiz_failed", "quiz_passed"),
      // Four simulations: half clicked, a quarter submitted, a quarter opened the attachment, a quarter reported.
      ...on("s1", "simulation_sent", "simulation_clicked", "simulation_submitted"),
      ...on("s2", "simulation_qr_scanned"),
      ...on("s3", "simulation_attachment_opened"),
      ...on("s4", "simulation_reported"),
    ]);
    close(points(result, "engagement"), 8.5);
    close(points(result, "course_performance"), 8.25);
    close(points(result, "phishing"), 11 * (0.5 + 0.25 + 0.25 - 0.25));
    close(result.score, 8.5 + 8.25 + 8.25);
    expect(result.published).to.equal(25);
    expect(result.band).to.equal("low");
    expect(result.coverage).to.equal(1);
    expect(result.contributions.map((row) => row.count)).to.deep.equal([4, 2, 4]);
    close(sumOf(result), 25);
  });

  describe("engagement", () => {
    const share = (...events: EventRecord[][]): number | undefined =>
      at([...events.flat(), ...on("q", "quiz_passed")]).contributions.find((row) => row.id === "engagement")?.value;

    it("is the share of assigned refs not completed, before or after", () => {
      expect(share(on("a", "training_assigned"))).to.equal(100);
      expect(share(on("a", "training_assigned", "training_completed"))).to.equal(0);
      expect(share(on("a", "training_completed", "training_assigned"))).to.equal(0);
      expect(share(on("a", "training_assigned"), on("b", "training_assigned", "training_completed"))).to.equal(50);
    });

    it("counts a ref once, however often it was assigned", () => {
      expect(
        share(on("a", "training_assigned", "training_assigned"), on("b", "training_assigned", "training_completed")),
      ).to.equal(50);
    });

    it("knows nothing from completions alone", () => {
      const result = at([...on("a", "training_completed"), ...on("q", "quiz_passed"), ...on("s", "simulation_sent")]);
      expect(result.missing).to.deep.equal(["engagement"]);
      close(result.coverage, 0.66);
    });

    it("an event without a ref stands for itself: a completion completes nothing", () => {
      expect(share([event("training_assigned", 3), event("training_completed", 2)])).to.equal(100);
    });
  });

  describe("course performance", () => {
    const attempts = (...lists: string[][]): number =>
      rowOf(
        at([...lists.flatMap((types, i) => on(`q${i}`, ...types)), ...on("a", "training_assigned")]),
        "course_performance",
      ).value!;

    it("first time is 0, three tries or more is all of it", () => {
      expect(attempts(["quiz_passed"])).to.equal(0);
      expect(attempts(["quiz_failed", "quiz_passed"])).to.equal(50);
      expect(attempts(["quiz_failed", "quiz_failed", "quiz_passed"])).to.equal(100);
      expect(attempts(["quiz_failed", "quiz_failed", "quiz_failed", "quiz_failed", "quiz_passed"])).to.equal(100);
    });

    it("ends at the first pass", () => {
      expect(attempts(["quiz_passed", "quiz_failed", "quiz_failed", "quiz_failed"])).to.equal(0);
      expect(attempts(["quiz_failed", "quiz_passed", "quiz_failed", "quiz_passed"])).to.equal(50);
    });

    it("a quiz not yet passed counts as three attempts or more", () => {
      expect(attempts(["quiz_failed"])).to.equal(100);
      // 3 and 1: mean 2.
      expect(attempts(["quiz_failed"], ["quiz_passed"])).to.equal(50);
      // 5 and 1 and 1 and 1: mean 2.
      const five = Array<string>(5).fill("quiz_failed");
      expect(attempts(five, ["quiz_passed"], ["quiz_passed"], ["quiz_passed"])).to.equal(50);
    });
  });

  describe("phishing", () => {
    const row = (...lists: string[][]) =>
      rowOf(at([...lists.flatMap((types, i) => on(`s${i}`, ...types)), ...on("a", "training_assigned")]), "phishing");

    it("every simulation type makes a simulation, sent or not", () => {
      for (const type of ["sent", "opened", "ignored", "reported", "clicked"]) {
        expect(row([`simulation_${type}`]).count).to.equal(1);
      }
      expect(row(["simulation_sent", "simulation_opened"], ["simulation_ignored"]).value).to.equal(0);
    });

    it("11 for each outcome, 33 for all of them", () => {
      expect(row(["simulation_clicked", "simulation_qr_scanned"]).value).to.be.closeTo(100 / 3, 1e-9);
      expect(row(["simulation_submitted"]).value).to.be.closeTo(100 / 3, 1e-9);
      expect(row(["simulation_attachment_opened"]).value).to.be.closeTo(100 / 3, 1e-9);
      const all = ["simulation_clicked", "simulation_submitted", "simulation_attachment_opened"];
      expect(row(all).value).to.equal(100);
      expect(row(all).points).to.be.closeTo(33 / 0.67, 1e-9);
    });

    it("reports are a credit, never below 0", () => {
      expect(row(["simulation_reported"]).value).to.equal(0);
      expect(row(["simulation_clicked", "simulation_reported"]).value).to.be.closeTo(0, 1e-9);
      expect(row(["simulation_clicked", "simulation_submitted"], ["simulation_reported"]).value).to.be.closeTo(
        50 / 3,
        1e-9,
      );
    });

    it("real threats are none of its business", () => {
      const result = at([event("threat_clicked", 1), event("threat_reported", 1)]);
      expect(result.score).to.equal(null);
      expect(result.coverage).to.equal(0);
    });

    it("simulation events without a ref become a simulation each", () => {
      const events = [event("simulation_sent", 2), event("simulation_clicked", 1), ...on("a", "training_assigned")];
      expect(rowOf(at(events), "phishing").count).to.equal(2);
    });
  });

  it("forgets what is older than its period, to the millisecond", () => {
    const assigned = (text: string): EventRecord[] => [
      { type: "training_assigned", at: text, ref: "a" },
      ...on("q", "quiz_passed"),
    ];
    expect(at(assigned("2025-11-23T09:00:00.001Z")).coverage).to.equal(0.67);
    expect(at(assigned("2025-11-23T09:00:00Z")).coverage).to.equal(0.33);
    expect(at(assigned("2025-11-23T09:00:00Z"), 2).coverage).to.equal(0.67);
    expect(at(assigned("2024-11-23T09:00:00Z"), 2).coverage).to.equal(0.33);
    expect(at(assigned("2024-11-23T09:00:00Z"), 3).coverage).to.equal(0.67);
  });

  it("a completion outside the period completes nothing inside it", () => {
    const events = [
      { type: "training_completed", at: "2025-01-01T00:00Z", ref: "a" },
      ...on("a", "training_assigned"),
      ...on("q", "quiz_passed"),
    ];
    expect(rowOf(at(events), "engagement").value).to.equal(100);
    expect(rowOf(at(events, 2), "engagement").value).to.equal(0);
  });

  it("needs half of the weight, and divides by what is there", () => {
    const one = at(on("a", "training_assigned"));
    expect([one.score, one.band, one.coverage]).to.deep.equal([null, null, 0.34]);
    const two = at([...on("a", "training_assigned"), ...on("q", "quiz_passed")]);
    close(two.score, 34 / 0.67);
    expect(two.missing).to.deep.equal(["phishing"]);
    const other = at([...on("s", "simulation_clicked"), ...on("q", "quiz_failed")]);
    close(other.score, (33 + 11) / 0.66);
  });

  it("is high above 80, medium from 40", () => {
    for (const [published, band] of [
      [39, "low"],
      [40, "medium"],
      [80, "medium"],
      [81, "high"],
    ] as const) {
      expect(bandOf(models.metacompliance, published)).to.equal(band);
    }
  });

  it("takes 1, 2 or 3 years and refuses any other period", () => {
    for (const years of [1, 2, 3, null, undefined]) expect(() => at([], years)).not.to.throw();
    for (const years of [0, 4, 1.5, NaN, "2" as unknown as number]) {
      refused(() => at([], years), "tenant.period_years", "1 to 3", String(years));
    }
  });
});
