import { expect } from "@open-wc/testing";
import { audit, type Finding } from "../../src/engine/audit.js";

const codes = (found: readonly Finding[]): string[] => found.map(({ code, path }) => `${code} ${path}`);
const EMPLOYEE = {
  employee_id: "usr_abc123",
  score: 67,
  band: "elevated",
  last_updated: "2025-04-14T09:22:00Z",
  signals: { phishing_simulation: 72, threat_exposure: 81, training: 44, incidents: 0, peer_benchmark: 58 },
};
const DEPARTMENT = {
  department_id: "dept_finance",
  name: "Finance",
  employee_count: 42,
  average_score: 54,
  distribution: { low: 12, moderate: 18, elevated: 9, critical: 3 },
  trend: "improving",
};

describe("audit: the examples of source 003", () => {
  it("a score of 67 where its signals weigh up to 56.45", () => {
    expect(audit(EMPLOYEE)).to.deep.equal([
      {
        code: "score-unexplained",
        path: "score",
        message: "score: 67, where its signals weigh up to 56.45",
        found: 67,
        possible: 56.45,
      },
    ]);
  });

  it("a department's average of 54 where its distribution allows 52.25 at most", () => {
    const [finding, ...more] = audit(DEPARTMENT);
    expect(more).to.deep.equal([]);
    expect([finding!.code, finding!.path, finding!.found]).to.deep.equal(["average-impossible", "average_score", 54]);
    expect((finding!.possible as number[])[1]).to.equal(52.25);
    expect(finding!.message).to.equal("average_score: 54, where its distribution allows 27.142857 to 52.25");
  });

  it("allows for rounding, to the last half point and no further", () => {
    const at = (average_score: number): string[] => codes(audit({ ...DEPARTMENT, average_score }));
    expect(at(52)).to.deep.equal([]);
    expect(at(52.75)).to.deep.equal([]);
    expect(at(52.76)).to.deep.equal(["average-impossible average_score"]);
    expect(at(27)).to.deep.equal([]);
    expect(at(26)).to.deep.equal(["average-impossible average_score"]);
  });

  it("says nothing about what can be true", () => {
    expect(audit({ ...EMPLOYEE, score: 56, band: "elevated" })).to.deep.equal([]);
    expect(audit({ ...DEPARTMENT, average_score: 40 })).to.deep.equal([]);
  });
});

describe("audit: numbers", () => {
  it("a distribution that does not sum to the head count", () => {
    expect(codes(audit({ ...DEPARTMENT, average_score: 40, employee_count: 43 }))).to.deep.equal([
      "distribution-sum distribution",
    ]);
    expect(codes(audit({ ...DEPARTMENT, average_score: 40, employee_count: 50, scored_count: 42 }))).to.deep.equal([]);
    expect(codes(audit({ ...DEPARTMENT, average_score: 40, scored_count: 41 }))).to.deep.equal([
      "distribution-sum distribution",
    ]);
  });
  it("not one of which counts are masked", () => {
    expect(
      audit({ ...DEPARTMENT, distribution: { low: 12, moderate: null, elevated: 9, critical: null } }),
    ).to.deep.equal([]);
  });
  it("a band that does not fit its score, under the model that is named", () => {
    expect(codes(audit({ employee_id: "a", score: 67, band: "critical" }))).to.deep.equal(["band-mismatch band"]);
    expect(codes(audit({ employee_id: "a", score: 67, band: "medium", model: "caniphish" }))).to.deep.equal([]);
    expect(audit({ employee_id: "a", score: 67, band: "constructor" })[0]!.possible).to.equal("elevated");
  });
  it("in lists, at their places", () => {
    const found = audit({ clients: [{ client_id: "c", ...DEPARTMENT, average_score: 40, departments: [DEPARTMENT] }] });
    expect(codes(found)).to.deep.equal(["average-impossible clients[0].departments[0].average_score"]);
    expect(codes(audit({ employees: [EMPLOYEE, { ...EMPLOYEE, employee_id: "b" }] }))).to.deep.equal([
      "score-unexplained employees[0].score",
      "score-unexplained employees[1].score",
    ]);
    expect(codes(audit([EMPLOYEE]))).to.deep.equal(["score-unexplained [0].score"]);
  });
});

describe("audit: records", () => {
  const record = {
    id: "a",
    events: [
      { id: "e1", type: "simulation_clicked", at: "2026-10-27T09:00:00Z", ref: "r" },
      { id: "e1", type: "simulation_clicked", at: "2026-10-28T09:00:00Z" },
      { type: "training_completed", at: "2027-01-01T00:00:00Z" },
    ],
    measures: { security_iq: [{ at: "2027-02-01T00:00:00Z", value: 3 }] },
    breaches: [{ at: "2026-12-01T00:00:00Z" }],
    history: [{ at: "2026-11-01T00:00:00.001Z", score: 3 }],
  };
  it("times in the future, duplicate ids, simulations without a campaign", () => {
    const found = audit({
      as_of: "2026-11-01T00:00:00Z",
      model: "phishr",
      clients: [
        { id: "c", people: [record, { id: "a" }] },
        { id: "c", people: [] },
      ],
    });
    expect(codes(found).sort()).to.deep.equal([
      "duplicate-id clients[0].people[0].events[1].id",
      "duplicate-id clients[0].people[1].id",
      "duplicate-id clients[1].id",
      "future-time clients[0].people[0].breaches[0].at",
      "future-time clients[0].people[0].events[2].at",
      "future-time clients[0].people[0].history[0].at",
      "future-time clients[0].people[0].measures.security_iq[0].at",
      "missing-ref clients[0].people[0].events[1].ref",
    ]);
  });
  it("without a date nothing is in the future, unless one is given", () => {
    expect(codes(audit(record))).to.not.include("future-time events[2].at");
    expect(codes(audit(record, { asOf: "2026-11-01T00:00:00Z" }))).to.include("future-time events[2].at");
  });
  it("whatever it is given, it answers and does not throw", () => {
    const odd: unknown[] = [
      null,
      7,
      "x",
      [],
      {},
      [null, [[]]],
      { clients: {} },
      { people: [null, 3] },
      { score: Infinity, signals: 7 },
      { distribution: { a: {} } },
      { events: [null, { type: 7 }], id: {} },
      { model: "nope", score: 3, band: "low" },
    ];
    for (const data of odd) expect(audit(data), JSON.stringify(data)).to.be.an("array");
  });
});
