import { expect } from "@open-wc/testing";
import { getModel, scoreClient, type Measure, type PersonRecord, type Tenant } from "../../../src/engine/index.js";
import { ago, close, NOW, person, points, refused, rowOf, score, sumOf } from "../support.js";

const moxso = { model: "moxso" };
const signals = { phishing_simulation: 72, threat_exposure: 81, training: 44, incidents: 0, peer_benchmark: 58 };
const client = (people: PersonRecord[], tenant: Tenant = {}) =>
  scoreClient({ people, tenant }, { ...moxso, asOf: NOW });
const since = (days: number, value: number): Measure => [{ at: ago(days), value }];

/** Someone whose composite of the four signals is this number. */
const four = (id: string, value: number, more: Partial<PersonRecord> = {}): PersonRecord => ({
  id,
  department: "finance",
  role: "clerk",
  measures: { phishing_simulation: value, threat_exposure: value, training: value, incidents: value },
  ...more,
});

describe("moxso", () => {
  it("weighs the source's own signals to 56.45 (its 67 is adjusted by the service)", () => {
    const result = score({ measures: signals }, moxso);
    close(result.score, 0.3 * 72 + 0.25 * 81 + 0.2 * 44 + 0.15 * 0 + 0.1 * 58);
    expect(result.score).to.be.closeTo(56.45, 1e-9);
    expect(result.published).to.equal(56);
    expect(result.band).to.equal("elevated");
    close(points(result, "threat_exposure"), 20.25);
    expect(points(result, "cohort_decay")).to.equal(0);
    expect(rowOf(result, "training").weight).to.equal(0.2);
  });

  it("divides by the weight that is left, from half of it on", () => {
    const result = score({ measures: { phishing_simulation: 60, training: 20 } }, moxso);
    close(result.coverage, 0.5);
    close(result.score, (0.3 * 60 + 0.2 * 20) / 0.5);
    expect(result.missing).to.deep.equal(["threat_exposure", "incidents", "peer_benchmark"]);
    const less = score({ measures: { threat_exposure: 60, incidents: 20 } }, moxso);
    expect([less.score, less.published, less.band]).to.deep.equal([null, null, null]);
    close(less.coverage, 0.4);
  });

  it("clamps a signal out of range, with an issue", () => {
    const result = score({ measures: { ...signals, training: 140, incidents: since(3, -1) } }, moxso);
    expect(rowOf(result, "training").value).to.equal(100);
    expect(rowOf(result, "incidents").value).to.equal(0);
    expect(result.issues.map((issue) => issue.path)).to.deep.equal([
      "measures.training",
      "measures.incidents[0].value",
    ]);
    expect(result.issues[0]!.message).to.include("140").and.to.include("0 to 100");
  });

  it("speaks of out-of-range values only where they are in use", () => {
    const training = [
      { at: ago(9), value: 200 },
      { at: ago(1), value: 20 },
    ];
    expect(score({ measures: { ...signals, training } }, moxso).issues).to.deep.equal([]);
  });

  describe("decay", () => {
    it("towards the person's own cohort mean, half in 90 days since the newest timed signal", () => {
      const measures = { ...signals, training: since(90, 44), incidents: since(200, 0) };
      const result = score({ measures, cohort_mean: 40 }, moxso);
      close(result.score, 40 + 16.45 / 2);
      close(points(result, "cohort_decay"), -16.45 / 2);
      close(sumOf(result), result.score!);
      expect(rowOf(result, "cohort_decay").latest).to.equal(ago(90));
    });

    it("upwards too", () => {
      close(score({ measures: { ...signals, training: since(90, 44) }, cohort_mean: 90 }, moxso).score, 90 - 33.55 / 2);
    });

    it("none without a mean, none without a timed signal", () => {
      close(score({ measures: { ...signals, training: since(90, 44) } }, moxso).score, 56.45);
      close(score({ measures: signals, cohort_mean: 40 }, moxso).score, 56.45);
    });

    it("by the tenant's half-life", () => {
      const fields = { measures: { ...signals, training: since(60, 44) }, cohort_mean: 40 };
      const result = score(fields, { ...moxso, tenant: { score_decay_days: 30 } });
      close(result.score, 40 + 16.45 / 4);
      expect(result.adjusted).to.equal(true);
    });

    it("a cohort mean out of range is clamped, with an issue; one that is no number is left out", () => {
      const measures = { ...signals, training: since(90, 44) };
      const high = score({ measures, cohort_mean: 140 }, moxso);
      close(high.score, 100 - 43.55 / 2);
      expect(high.issues.map((issue) => issue.path)).to.deep.equal(["cohort_mean"]);
      const text = score({ measures, cohort_mean: "40" as unknown as number }, moxso);
      close(text.score, 56.45);
      expect(text.issues.map((issue) => issue.path)).to.deep.equal(["cohort_mean"]);
    });
  });

  describe("cohort", () => {
    const bench = (people: PersonRecord[], i = 0): number | undefined =>
      client(people).people[i]!.contributions.find((row) => row.id === "peer_benchmark")?.value;
    const five = [10, 20, 30, 40, 50].map((value, i) => four(`p${i}`, value));

    it("five people get 10, 30, 50, 70 and 90", () => {
      expect([0, 1, 2, 3, 4].map((i) => bench(five, i))).to.deep.equal([10, 30, 50, 70, 90]);
    });

    it("equals share the middle of their places", () => {
      const people = [10, 10, 10, 40, 50].map((value, i) => four(`p${i}`, value));
      expect([0, 1, 2, 3, 4].map((i) => bench(people, i))).to.deep.equal([30, 30, 30, 70, 90]);
      const same = [5, 5, 5, 5, 5].map((value, i) => four(`p${i}`, value));
      expect(bench(same, 3)).to.equal(50);
    });

    it("0 is data too", () => {
      const people = [0, 0, 0, 0, 10].map((value, i) => four(`p${i}`, value));
      expect([0, 4].map((i) => bench(people, i))).to.deep.equal([40, 90]);
    });

    it("compares at 9 decimals", () => {
      const people = [10, 10 + 1e-11, 30, 40, 50].map((value, i) => four(`p${i}`, value));
      expect(bench(people, 0)).to.equal(bench(people, 1));
    });

    it("the benchmark counts in coverage and composite like a supplied one", () => {
      const result = client(five).people[4]!;
      expect(result.coverage).to.equal(1);
      close(result.score, 0.9 * 50 + 0.1 * 90);
      expect(result.missing).to.deep.equal([]);
    });

    it("a supplied one is kept, and its owner still counts among the others", () => {
      const people = [...five.slice(0, 4), four("p4", 50, { measures: { ...five[4]!.measures, peer_benchmark: 1 } })];
      expect(bench(people, 4)).to.equal(1);
      expect(bench(people, 0)).to.equal(10);
    });

    it("four people are none", () => {
      expect(bench(five.slice(0, 4))).to.equal(undefined);
      expect(client(five.slice(0, 4)).people[0]!.missing).to.deep.equal(["peer_benchmark"]);
    });

    it("is department and role, else department, else client, by head count", () => {
      const other = [80, 81, 82, 83, 84].map((value, i) => four(`o${i}`, value, { role: "lead" }));
      expect(bench([...five, ...other])).to.equal(10);
      // Four clerks left: the department of eight.
      const fewer = [...five.slice(0, 4), ...other.slice(0, 4)];
      expect(bench(fewer)).to.equal(100 / 16);
      // Alone in a department: the client of six.
      const elsewhere = [four("x", 45, { department: "legal" }), ...five];
      expect(bench(elsewhere)).to.equal((100 * 4.5) / 6);
    });

    it("someone without a department is among the whole client, without a role among the department", () => {
      const others = [60, 70, 80, 90, 95].map((value, i) => four(`o${i}`, value, { department: "sales" }));
      expect(bench([four("x", 55, { department: undefined }), ...five, ...others])).to.equal((100 * 5.5) / 11);
      expect(bench([four("x", 55, { department: "" }), ...five, ...others])).to.equal((100 * 5.5) / 11);
      expect(bench([four("x", 25, { role: undefined }), ...five, ...others])).to.equal((100 * 2.5) / 6);
    });

    it("departments and roles that would run together stay apart", () => {
      const tricky = [
        ...[1, 2, 3].map((v) => four(`a${v}`, v, { department: 'a","b', role: "c" })),
        ...[4, 5, 6].map((v) => four(`b${v}`, v, { department: "a", role: 'b","c' })),
      ];
      // Three each: both go to the client of six.
      expect(bench(tricky)).to.equal((100 * 0.5) / 6);
    });

    it("prototype names are departments like any other", () => {
      const people = [10, 20, 30, 40, 50].map((v, i) =>
        four(`p${i}`, v, { department: "__proto__", role: "constructor" }),
      );
      expect(bench(people)).to.equal(10);
    });

    it("too few with data in the chosen one: no benchmark, and no wider cohort is tried", () => {
      const silent = four("p4", 0, { measures: {} });
      const others = [60, 70, 80, 90, 95].map((value, i) => four(`o${i}`, value, { department: "sales" }));
      expect(bench([...five.slice(0, 4), silent, ...others])).to.equal(undefined);
      expect(bench([...five.slice(0, 4), silent, ...others], 5)).to.equal(10);
    });

    it("someone with none of the four signals gets no benchmark", () => {
      const result = client([...five, four("x", 0, { measures: {} })]).people[5]!;
      expect(result.coverage).to.equal(0);
      expect(result.missing).to.have.length(5);
    });

    it("the mean is that of the cohort's undecayed composites, each with its own benchmark", () => {
      const timed = five.map((p, i) => (i === 4 ? { ...p, measures: { ...p.measures, training: since(90, 50) } } : p));
      const composites = [10, 20, 30, 40, 50].map((value, i) => 0.9 * value + 0.1 * (10 + 20 * i));
      const mean = composites.reduce((a, b) => a + b) / 5;
      const result = client(timed).people[4]!;
      close(result.score, mean + (54 - mean) / 2);
      close(rowOf(result, "cohort_decay").value!, mean);
    });

    it("no mean where fewer than five have a score, though five have data", () => {
      const thin = four("thin", 0, { measures: { training: 30 } });
      const timed = four("p9", 50, { measures: { ...five[4]!.measures, training: since(90, 50) } });
      const result = client([...five.slice(0, 3), thin, timed]).people[4]!;
      expect(rowOf(result, "peer_benchmark").value).to.equal(90);
      expect(points(result, "cohort_decay")).to.equal(0);
    });

    it("scores one person alike, whether the cohort holds them or not", () => {
      const options = { ...moxso, asOf: NOW };
      const within = score(five[2]!, { ...options, cohort: five });
      const without = score(five[2]!, { ...options, cohort: five.filter((p) => p.id !== "p2") });
      expect(rowOf(within, "peer_benchmark").value).to.equal(50);
      expect(rowOf(without, "peer_benchmark").value).to.equal(50);
      // The record given wins over the one in the cohort.
      expect(
        rowOf(score({ ...five[2]!, measures: five[4]!.measures }, { ...options, cohort: five }), "peer_benchmark")
          .value,
      ).to.equal(80);
      expect(score(five[2]!, options).missing).to.deep.equal(["peer_benchmark"]);
    });

    it("a cohort of five thousand is counted, not compared pair by pair", () => {
      const people = Array.from({ length: 5000 }, (_, i) => four(`p${i}`, i / 50));
      const result = client(people);
      expect(result.scored).to.equal(5000);
      close(rowOf(result.people[4999]!, "peer_benchmark").value!, (100 * 4999.5) / 5000);
    });
  });

  describe("tenant settings", () => {
    const bands = (critical_threshold: number) => getModel("moxso", { critical_threshold }).bands;

    it("critical from the threshold on, asked first", () => {
      expect(bands(60).map((band) => band.from)).to.deep.equal([0, 26, 51, 60]);
      expect(bands(90).map((band) => band.from)).to.deep.equal([0, 26, 51, 90]);
      const at = (value: number, tenant: Tenant) => {
        const all = { phishing_simulation: value, threat_exposure: value, training: value, incidents: value };
        return score({ measures: all }, { ...moxso, tenant }).band;
      };
      expect(at(50, { critical_threshold: 50 })).to.equal("critical");
      expect(at(49, { critical_threshold: 50 })).to.equal("moderate");
      expect(at(51, { critical_threshold: 52 })).to.equal("elevated");
      expect([at(25, {}), at(26, {}), at(51, {}), at(75, {}), at(76, {})]).to.deep.equal([
        "low",
        "moderate",
        "elevated",
        "elevated",
        "critical",
      ]);
    });

    it("at 50 elevated is empty, but still a band", () => {
      const result = client([four("a", 51), four("b", 10)], { critical_threshold: 50 });
      expect(result.distribution).to.deep.equal({ low: 1, moderate: 0, elevated: 0, critical: 1 });
    });

    for (const [name, values, words] of [
      ["score_decay_days", [29.9, 180.1, -1, Infinity, "90"], ["30", "180"]],
      ["critical_threshold", [49, 91, NaN, [76]], ["50", "90"]],
      ["auto_trigger_training", ["yes", 1], ["true or false"]],
      ["webhook_on_critical", ["example.org", 5, "javascript:alert(1)", ["https://example.org"]], ["URL"]],
    ] as const) {
      for (const value of values) {
        it(`${name} ${JSON.stringify(value)} is refused`, () => {
          const tenant = { [name]: value } as unknown as Tenant;
          refused(() => score({}, { ...moxso, tenant }), `tenant.${name}`, ...words);
          expect(() => score({}, { model: "phishr", tenant })).not.to.throw();
        });
      }
      it(`${name} null or absent is the default`, () => {
        for (const value of [null, undefined]) {
          const model = getModel("moxso", { [name]: value });
          expect(model).to.equal(getModel("moxso"));
        }
      });
    }

    it("what only says whom to tell adjusts nothing", () => {
      const model = getModel("moxso", {
        auto_trigger_training: false,
        webhook_on_critical: "https://example.org/hook",
      });
      expect(model.adjusted).to.equal(undefined);
    });

    it("the published values themselves adjust nothing", () => {
      expect(getModel("moxso", { score_decay_days: 90, critical_threshold: 76 }).adjusted).to.equal(undefined);
      expect(getModel("moxso", { score_decay_days: 91 }).adjusted).to.equal(true);
    });
  });

  describe("stale", () => {
    const stale = (id: string, days: number) =>
      rowOf(score({ measures: { ...signals, [id]: since(days, 50) } }, moxso), id).stale;

    it("a signal older than its cadence allows", () => {
      expect(stale("threat_exposure", 1)).to.equal(false);
      expect(stale("threat_exposure", 1.01)).to.equal(true);
      expect(stale("peer_benchmark", 7)).to.equal(false);
      expect(stale("peer_benchmark", 8)).to.equal(true);
    });

    it("never one that comes with an event, or carries no date", () => {
      for (const id of ["phishing_simulation", "training", "incidents"]) expect(stale(id, 400)).to.equal(false);
      expect(rowOf(score({ measures: signals }, moxso), "threat_exposure").stale).to.equal(false);
    });
  });

  it("reads person() alone as well", () => {
    expect(score(person({ measures: signals }), moxso).id).to.equal("usr_1");
  });
});
