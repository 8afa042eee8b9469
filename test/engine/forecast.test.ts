import { expect } from "@open-wc/testing";
import fc from "fast-check";
import {
  defineModel,
  forecast,
  getModel,
  models,
  prepare,
  scorePerson,
  standing,
  type Model,
  type PersonRecord,
} from "../../src/engine/index.js";
import { measure } from "../../src/engine/scoring.js";
import { AS_OF, DAY, MODELS, people, property } from "./random-people.js";

const ago = (days: number): number => AS_OF - days * DAY;
const MINUTE = 60_000;

/** A record without what is later than the date: what a forecast starts from. */
function past(record: PersonRecord): PersonRecord {
  const happened = ({ at }: { at: unknown }): boolean =>
    Date.parse(String(new Date(at as string).toISOString())) <= AS_OF;
  const measures = Object.entries(record.measures ?? {}).map(([name, value]) => [
    name,
    typeof value === "number" ? value : value.filter(happened),
  ]);
  return {
    ...record,
    events: record.events?.filter(happened),
    breaches: record.breaches?.filter(happened),
    measures: Object.fromEntries(measures),
  };
}

/** Its band at any date, from prepared evidence. */
function bands(id: string, cohort: readonly PersonRecord[]) {
  const model = getModel(id);
  const evidence = cohort.map((one) => prepare(past(one)));
  return (at: number): string | null => standing(model, measure(model, evidence, at)[0]!.score).band;
}

describe("what time alone will do", () => {
  for (const model of MODELS) {
    property(
      `${model}: crossings are those of a simulation by the minute`,
      people(3).filter((cohort) => cohort.length > 0),
      (cohort) => {
        const days = 7;
        const { crossings } = forecast(cohort[0]!, { model, asOf: AS_OF, cohort, until: AS_OF + days * DAY });
        const band = bands(model, cohort);
        const seen: Array<{ minute: number; from: string | null; to: string | null }> = [];
        let from = band(AS_OF);
        for (let minute = 1; minute <= days * 24 * 60; minute++) {
          const to = band(AS_OF + minute * MINUTE);
          if (to !== from) seen.push({ minute, from, to });
          from = to;
        }
        // Bands passed within one minute are one step of the simulation.
        const byMinute = new Map<number, { from: string | null; to: string | null }>();
        for (const { at, from, to } of crossings) {
          const minute = Math.ceil((at - AS_OF) / MINUTE);
          byMinute.set(minute, { from: byMinute.get(minute)?.from ?? from, to });
        }
        const steps = [...byMinute]
          .map(([minute, ends]) => ({ minute, ...ends }))
          .filter((step) => step.from !== step.to);
        expect(steps).to.deep.equal(seen);
      },
      8,
    );

    property(
      `${model}: each crossing is the first millisecond of another band, and none is missed`,
      fc.tuple(
        people(6).filter((cohort) => cohort.length > 0),
        fc.integer({ min: 0, max: 900 * DAY }),
      ),
      ([cohort, length]) => {
        const until = AS_OF + length;
        const { crossings, points } = forecast(cohort[0]!, { model, asOf: AS_OF, cohort, until });
        const band = bands(model, cohort);
        let now = band(AS_OF);
        for (const { at, from, to } of crossings) {
          expect([from, to]).to.deep.equal([now, band(at)]);
          expect(band(at - 1)).to.equal(from);
          expect(from).not.to.equal(to);
          now = to;
        }
        expect(now).to.equal(band(until));
        const after = (at: number): string | null => {
          const last = crossings.findLast((one) => one.at <= at);
          return last ? last.to : band(AS_OF);
        };
        for (const point of points) expect(point.band).to.equal(after(point.at));
        for (let k = 1; k < 12; k++) {
          const at = AS_OF + Math.floor((length * k) / 12);
          expect(band(at)).to.equal(after(at));
        }
      },
      250,
    );

    property(
      `${model}: points are the scores of what is known, at later dates`,
      people(6).filter((cohort) => cohort.length > 0),
      (cohort) => {
        const { points } = forecast(cohort[0]!, { model, asOf: AS_OF, cohort });
        const then = cohort.map(past);
        expect(points[0]!.at).to.equal(AS_OF);
        expect(points.at(-1)!.at).to.equal(AS_OF + 180 * DAY);
        for (const { at, score, published } of points.filter((_, i) => i % 9 === 0)) {
          const expected = scorePerson(then[0]!, { model, asOf: at, cohort: then });
          expect(published).to.equal(expected.published);
          if (score === null) expect(expected.score).to.equal(null);
          else expect(score).to.be.closeTo(expected.score!, 1e-9);
        }
      },
      30,
    );
  }

  const days = (at: number): number => (at - AS_OF) / DAY;

  it("phishr, by hand: 0.9 falls below 0.695 and 0.395 by 5 % a day", () => {
    const record = {
      id: "ada",
      events: [
        { type: "simulation_opened", at: AS_OF, ref: "s" },
        { type: "simulation_submitted", at: AS_OF, ref: "s" },
      ],
    };
    const { crossings } = forecast(record, { model: "phishr", asOf: AS_OF });
    expect(crossings.map(({ from, to }) => [from, to])).to.deep.equal([
      ["high", "medium"],
      ["medium", "low"],
    ]);
    // The ninth decimal is rounded first: 0.6949999995 is the first that is shown as 0.69.
    expect(days(crossings[0]!.at)).to.be.closeTo(Math.log(0.6949999995 / 0.9) / Math.log(0.95), 2 / DAY);
    expect(days(crossings[1]!.at)).to.be.closeTo(Math.log(0.3949999995 / 0.9) / Math.log(0.95), 2 / DAY);
  });

  it("caniphish, by hand: a breach is a year old on the same day and time of next year", () => {
    const record = {
      id: "ada",
      measures: { security_iq: 62, phish_risk: 38, badge_score: 50 },
      breaches: [{ at: "2026-02-28T10:00:00Z", notified: true, password_exposed: true }],
    };
    // 13.3 + 13.3 + 7.5 + 7.5 = 41.6; without the year's 25 points 37.85.
    const { crossings } = forecast(record, { model: "caniphish", asOf: AS_OF });
    expect(crossings).to.deep.equal([{ at: Date.UTC(2027, 1, 28, 10), from: "medium", to: "low" }]);
  });

  it("moxso, by hand: from 80 towards 40, half of the way in 90 days", () => {
    const signal = [{ at: AS_OF, value: 80 }];
    const record = {
      id: "ada",
      cohort_mean: 40,
      measures: { phishing_simulation: signal, threat_exposure: signal, training: signal },
    };
    const { crossings } = forecast(record, { model: "moxso", asOf: AS_OF });
    // 75.5 and 50.5 of 40 + 40 · 2^(−t/90).
    expect(crossings.map(({ to }) => to)).to.deep.equal(["elevated", "moderate"]);
    expect(days(crossings[0]!.at)).to.be.closeTo(90 * Math.log2(40 / 35.4999999995), 2 / DAY);
    expect(days(crossings[1]!.at)).to.be.closeTo(90 * Math.log2(40 / 10.4999999995), 2 / DAY);
  });

  it("moxso: a cohort's mean and benchmark stay what they are", () => {
    const signal = (value: number) => [{ at: ago(10), value }];
    const cohort = [90, 50, 40, 30, 20, 10].map((value, i) => ({
      id: `p${i}`,
      measures: { phishing_simulation: signal(value), threat_exposure: signal(value), training: signal(value) },
    }));
    const { points } = forecast(cohort[0]!, { model: "moxso", asOf: AS_OF, cohort });
    for (const { at, score } of points)
      expect(score).to.be.closeTo(scorePerson(cohort[0]!, { model: "moxso", asOf: at, cohort }).score!, 1e-9);
  });

  it("metacompliance, by hand: the score is lost when the window has passed", () => {
    const record = {
      id: "ada",
      events: [
        { type: "training_assigned", at: ago(300), ref: "a" },
        { type: "simulation_clicked", at: ago(310), ref: "s" },
      ],
    };
    const { crossings } = forecast(record, { model: "metacompliance", asOf: AS_OF });
    // 45 of 67 (67): then half of the weight is gone, and with it the score. A year is 365 days here.
    expect(crossings).to.deep.equal([{ at: ago(310) + 365 * DAY, from: "medium", to: null }]);
  });

  it("metacompliance: events of one ref leave in the order of their ends, which round a leap day is not their own", () => {
    // Both end on 28 February 2025: what happened a day later, eleven hours sooner.
    const events = [
      { type: "quiz_failed", at: "2024-02-28T21:00:00Z", ref: "q" },
      { type: "quiz_passed", at: "2024-02-29T10:00:00Z", ref: "q" },
      { type: "quiz_failed", at: "2024-06-01T10:00:00Z", ref: "q" },
      { type: "simulation_clicked", at: "2024-02-28T21:00:00Z", ref: "s" },
      { type: "simulation_clicked", at: "2024-02-29T10:00:00Z", ref: "s" },
      { type: "simulation_sent", at: "2024-03-01T10:00:00Z", ref: "s" },
      { type: "training_assigned", at: "2024-03-01T10:00:00Z", ref: "t" },
      { type: "training_completed", at: "2024-02-29T10:00:00Z", ref: "t" },
    ];
    const options = { model: "metacompliance", asOf: Date.UTC(2025, 0, 1) };
    const { points } = forecast({ id: "a", events }, { ...options, until: Date.UTC(2025, 6, 1) });
    expect(new Set(points.map(({ score }) => score)).size).to.be.above(3);
    for (const { at, score } of points)
      expect(scorePerson({ id: "a", events }, { ...options, asOf: at }).score, `${at}`).to.equal(score);
  });

  it("metacompliance: counts once, however many events fall out of the window", () => {
    const events = Array.from({ length: 300 }, (_, i) => ({
      type: ["simulation_clicked", "simulation_sent", "quiz_failed", "training_assigned"][i % 4]!,
      at: ago(i),
      ref: `r${i % 70}`,
    }));
    let measured = 0;
    const model: Model = {
      ...models.metacompliance,
      measure: (...args) => (measured++, models.metacompliance.measure(...args)),
    };
    const { points } = forecast({ id: "a", events }, { model, asOf: AS_OF, until: AS_OF + 400 * DAY });
    expect(points).to.have.length.above(600);
    expect(measured).to.be.below(3);
  });

  it("metacompliance: a copy with another measure is measured by that", () => {
    const model: Model = { ...models.metacompliance, measure: () => ({ score: 77, coverage: 1, rows: [] }) };
    const events = [{ type: "simulation_clicked", at: ago(20), ref: "s" }];
    const { points } = forecast({ id: "a", events }, { model, asOf: AS_OF, until: AS_OF + 400 * DAY });
    expect(new Set(points.map(({ score }) => score))).to.deep.equal(new Set([77]));
  });

  it("metacompliance: a model of one's own whose window is no whole number of months is measured", () => {
    const model = defineModel({ id: "metacompliance", parameters: { period_years: 0.1 } });
    const events = [{ type: "simulation_clicked", at: ago(20), ref: "s" }];
    const { points } = forecast({ id: "a", events }, { model, asOf: AS_OF, until: AS_OF + 40 * DAY });
    for (const { at, score } of points)
      expect(scorePerson({ id: "a", events }, { model, asOf: at }).score, `${at}`).to.equal(score);
  });

  it("infima, by hand: credits fade sooner than the breach, so the risk first rises and then falls", () => {
    const record = {
      id: "ada",
      role: "admin",
      events: [10, 11, 12].map((day) => ({ type: "threat_reported", at: AS_OF, ref: `t${day}` })),
      breaches: [{ at: AS_OF, severity: "critical", password_exposed: true }],
    };
    // 1.5 · (20 − 30 · 2^(−t/90) + 30 · 2^(−t/365)): 30 today, 39.3; the most where 30/90 · 2^(−t/90) = 30/365 · 2^(−t/365).
    const total = (t: number): number => 1.5 * (20 - 30 * 2 ** (-t / 90) + 30 * 2 ** (-t / 365));
    const most = Math.log2(365 / 90) / (1 / 90 - 1 / 365);
    const { points, crossings } = forecast(record, { model: "infima", asOf: AS_OF, until: AS_OF + 2000 * DAY });
    const top = points.reduce((a, b) => (b.score! > a.score! ? b : a));
    expect(days(top.at)).to.be.closeTo(most, 1 / 1000);
    expect(top.score).to.be.closeTo(100 * (1 - Math.exp(-total(most) / 60)), 1e-9);
    expect(crossings).to.deep.equal([]);
  });

  it("infima, by hand: over a border and back, on either side of the turning point", () => {
    const breach = { at: AS_OF, severity: "critical", password_exposed: true };
    const record = {
      id: "ada",
      events: [1, 2, 3].map((n) => ({ type: "threat_reported", at: AS_OF, ref: `t${n}` })),
      breaches: [breach, breach],
    };
    // 20 − 30 · 2^(−t/90) + 60 · 2^(−t/365): 50 today, 55.9 on day 122, 20 in the end; 54.2 and 21 are where bands meet.
    const shown = (t: number): number => 100 * (1 - Math.exp(-(20 - 30 * 2 ** (-t / 90) + 60 * 2 ** (-t / 365)) / 60));
    const { crossings } = forecast(record, { model: "infima", asOf: AS_OF, until: AS_OF + 4000 * DAY });
    expect(crossings.map(({ from, to }) => [from, to])).to.deep.equal([
      ["moderate", "high"],
      ["high", "moderate"],
      ["moderate", "low"],
    ]);
    const [up, down, low] = crossings.map(({ at }) => days(at)) as [number, number, number];
    expect(up).to.be.below(121).and.below(down);
    for (const [day, border] of [
      [up, 59.5],
      [down, 59.5],
      [low, 29.5],
    ] as const) {
      expect(shown(day)).to.be.closeTo(border, 1e-8);
    }
  });

  it("ends with its last instant: a band that changes then is told of, one a millisecond later is not", () => {
    const record = { id: "ada", events: [{ type: "simulation_submitted", at: AS_OF, ref: "s" }] };
    const all = forecast(record, { model: "phishr", asOf: AS_OF });
    const [first] = all.crossings;
    const until = (end: number) => forecast(record, { model: "phishr", asOf: AS_OF, until: end }).crossings;
    expect(until(first!.at)).to.deep.equal([first]);
    expect(until(first!.at - 1)).to.deep.equal([]);
    // A line drawn through the points steps where the band does.
    for (const { at, from, to } of all.crossings)
      expect([at - 1, at].map((date) => all.points.find((point) => point.at === date)?.band)).to.deep.equal([from, to]);
  });

  it("caniphish: a jump within a band, in the last instant, is two points of the line", () => {
    const until = Date.UTC(2027, 1, 28, 10);
    const record = {
      id: "ada",
      measures: { security_iq: 100, phish_risk: 0, badge_score: 100 },
      breaches: [{ at: "2026-02-28T10:00:00Z", notified: true, password_exposed: true }],
    };
    const { points, crossings } = forecast(record, { model: "caniphish", asOf: AS_OF, until });
    expect(crossings).to.deep.equal([]);
    const [before, after] = points.slice(-2);
    expect([before!.at, after!.at]).to.deep.equal([until - 1, until]);
    expect(before!.score).to.be.above(after!.score!);
  });

  it("is sixty even steps where nothing turns", () => {
    const { points } = forecast({ id: "ada" }, { model: "phishr", asOf: AS_OF });
    expect(points.map(({ at }) => days(at))).to.deep.equal(Array.from({ length: 61 }, (_, i) => i * 3));
  });

  it("is one line without a score where nothing is known", () => {
    const { points, crossings } = forecast({ id: "ada" }, { model: "phishr", asOf: AS_OF });
    expect(crossings).to.deep.equal([]);
    expect(points.every(({ score, band }) => score === null && band === null)).to.equal(true);
  });

  it("counts nothing that happens later than the date", () => {
    const record = {
      id: "ada",
      events: [
        { type: "simulation_clicked", at: ago(1) },
        { type: "simulation_submitted", at: AS_OF + DAY },
      ],
    };
    const { points } = forecast(record, { model: "phishr", asOf: AS_OF });
    expect(Math.max(...points.map(({ score }) => score!))).to.equal(points[0]!.score);
  });

  it("ends where it starts if it should end before", () => {
    const record = { id: "ada", events: [{ type: "simulation_clicked", at: ago(1) }] };
    const { points, crossings } = forecast(record, { model: "phishr", asOf: AS_OF, until: ago(30) });
    expect(points.map(({ at }) => at)).to.deep.equal([AS_OF]);
    expect(crossings).to.deep.equal([]);
  });

  it("ends for a model of one's own that goes up and down without saying where", () => {
    const model = defineModel({
      id: "waves",
      scale: [0, 100],
      bands: [
        { id: "low", from: 0 },
        { id: "high", from: 50 },
      ],
      rows: ["wave"],
      measure: (_evidence, at) => {
        const score = 50 + 50 * Math.sin(at / 1e8);
        return { score, coverage: 1, rows: [{ id: "wave", points: score }] };
      },
    });
    const { crossings } = forecast({ id: "ada" }, { model, asOf: AS_OF });
    for (const { from, to } of crossings) expect(from).not.to.equal(to);
  });

  it("refuses dates that are none", () => {
    const record = { id: "ada" };
    expect(() => forecast(record, { model: "phishr", asOf: AS_OF, until: "later" })).to.throw(RangeError, /until/);
    expect(() => forecast(record, { model: "phishr", asOf: "2026-13-01T00:00Z" })).to.throw(RangeError, /asOf/);
  });
});
