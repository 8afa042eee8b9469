import { expect } from "@open-wc/testing";
import fc from "fast-check";
import {
  explainChange,
  parseTime,
  rollUp,
  models,
  scoreClient,
  scorePerson,
  type PersonRecord,
} from "../../src/engine/index.js";
import { AS_OF, client, DAY, MODELS, people, property, span, sum } from "./random-people.js";

const ago = (days: number): number => AS_OF - days * DAY;
const window90 = { from: ago(90), to: AS_OF };
const moved = (rows: ReadonlyArray<{ new: number; fading: number }>): number =>
  sum(rows.map((row) => row.new + row.fading));

/** What was known at a date, written down again as a record. */
function knownAt(record: PersonRecord, at: number): PersonRecord {
  const past = (item: { at: unknown }): boolean => (parseTime(item.at) ?? Infinity) <= at;
  const measures = Object.entries(record.measures ?? {}).map(([name, value]) => [
    name,
    typeof value === "number" ? value : value.filter(past),
  ]);
  return {
    ...record,
    events: record.events?.filter(past),
    breaches: record.breaches?.filter(past),
    measures: Object.fromEntries(measures),
  };
}

describe("why a score moved", () => {
  describe("of a person", () => {
    for (const model of MODELS) {
      property(`${model}: rows sum to the change`, fc.tuple(people(7), span), ([cohort, { from, to }]) => {
        const person = cohort[0] ?? { id: "alone" };
        const { change, rows, ...ends } = explainChange(person, { model, from, to, cohort });
        const score = (asOf: number) => scorePerson(person, { model, asOf, cohort }).score;
        expect([ends.from.score, ends.to.score]).to.deep.equal([score(from), score(to)]);
        if (score(from) === null || score(to) === null) expect([change, rows]).to.deep.equal([null, []]);
        else {
          expect(change).to.be.closeTo(score(to)! - score(from)!, 1e-9);
          expect(moved(rows)).to.be.closeTo(change!, 1e-9);
        }
      });

      property(
        `${model}: fading is what the evidence of the earlier date does by itself`,
        fc.tuple(people(6), span),
        ([cohort, { from, to }]) => {
          const person = cohort[0] ?? { id: "alone" };
          const { change, rows } = explainChange(person, { model, from, to, cohort });
          if (change === null) return;
          const row = (record: PersonRecord, others: readonly PersonRecord[], asOf: number, id: string): number =>
            scorePerson(record, { model, asOf, cohort: others }).contributions.find((one) => one.id === id)?.points ??
            0;
          const then = cohort.map((one) => knownAt(one, from));
          for (const { id, fading, new: fresh } of rows) {
            const between = row(then[0] ?? person, then, to, id);
            expect(fading).to.be.closeTo(between - row(person, cohort, from, id), 1e-9);
            expect(fresh).to.be.closeTo(row(person, cohort, to, id) - between, 1e-9);
          }
        },
        80,
      );
    }

    it("phishr, by hand: a click 100 days ago fades, one 10 days ago is new", () => {
      const person = {
        id: "ada",
        events: [
          { type: "simulation_clicked", at: ago(100) },
          { type: "simulation_clicked", at: ago(10) },
        ],
      };
      const { change, rows } = explainChange(person, { model: "phishr", ...window90 });
      // Then 0.5 · 0.95^10 = 0.29937; today 0.5 · 0.95^100 + 0.5 · 0.95^10 = 0.00296 + 0.29937.
      expect(change).to.be.closeTo(0.5 * 0.95 ** 100, 1e-9);
      expect(rows.map(({ id }) => id)).to.deep.equal(["simulation_clicked", "limits"]);
      expect(rows[0]!.new).to.be.closeTo(0.5 * 0.95 ** 10, 1e-12);
      expect(rows[0]!.fading).to.be.closeTo(0.5 * 0.95 ** 100 - 0.5 * 0.95 ** 10, 1e-12);
    });

    it("caniphish, by hand: a better IQ, and a breach that turned a year old", () => {
      const person = {
        id: "ada",
        measures: {
          security_iq: [
            { at: ago(200), value: 50 },
            { at: ago(5), value: 70 },
          ],
          phish_risk: 40,
          badge_score: 100,
        },
        breaches: [{ at: ago(370), notified: true }],
      };
      const { change, rows } = explainChange(person, { model: "caniphish", ...window90 });
      // IQ: 0.35 · (30 − 50) = −7, new. The breach: 0.15 · (0 − 25) = −3.75, by time alone.
      expect(change).to.equal(-10.75);
      const by = new Map(rows.map((row) => [row.id, row]));
      expect(by.get("security_iq")!.new).to.be.closeTo(-7, 1e-12);
      expect(by.get("breach_exposure")!.fading).to.be.closeTo(-3.75, 1e-12);
      expect(by.get("phish_risk")).to.deep.equal({ id: "phish_risk", new: 0, fading: 0 });
    });

    it("moxso, by hand: half of the way to the mean in 90 days, then a new signal", () => {
      const at = (days: number, value: number) => ({ at: ago(days), value });
      const person = {
        id: "ada",
        cohort_mean: 40,
        measures: {
          phishing_simulation: [at(90, 80), at(0, 60)],
          threat_exposure: [at(90, 80)],
          training: [at(90, 80)],
        },
      };
      const { from, to, change, rows } = explainChange(person, { model: "moxso", ...window90 });
      // Then 80. By time alone 40 + 40 · ½ = 60. With the new signal (30 · 60 + 45 · 80) / 75 = 72, not decayed.
      expect([from.score, to.score, change]).to.deep.equal([80, 72, -8]);
      const by = new Map(rows.map((row) => [row.id, row]));
      expect(by.get("cohort_decay")!.fading).to.be.closeTo(-20, 1e-9);
      expect(by.get("cohort_decay")!.new).to.be.closeTo(20, 1e-9);
      expect(by.get("phishing_simulation")!.new).to.be.closeTo(-8, 1e-9);
    });

    it("metacompliance, by hand: an old click left the window, a course came in", () => {
      const person = {
        id: "ada",
        events: [
          { type: "simulation_clicked", at: ago(400), ref: "s1" },
          { type: "simulation_reported", at: ago(100), ref: "s2" },
          { type: "training_assigned", at: ago(300), ref: "a" },
          { type: "training_completed", at: ago(290), ref: "a" },
          { type: "training_assigned", at: ago(20), ref: "b" },
        ],
      };
      const { from, to, change, rows } = explainChange(person, { model: "metacompliance", ...window90 });
      // Then: nothing outstanding, phishing 11 · ½ − 11 · ½ = 0. Today: one of two courses (34 / 2) ÷ 0.67; phishing 0 still.
      expect(from.score).to.equal(0);
      expect(to.score).to.be.closeTo(17 / 0.67, 1e-9);
      expect(change).to.be.closeTo(17 / 0.67, 1e-9);
      expect(rows.find(({ id }) => id === "engagement")!.new).to.be.closeTo(17 / 0.67, 1e-9);
    });

    it("infima, by hand: a click at half its weight, then one worth half more", () => {
      const person = {
        id: "ada",
        events: [
          { type: "simulation_clicked", at: ago(90), ref: "s1" },
          { type: "simulation_clicked", at: AS_OF, ref: "s2" },
        ],
      };
      const { from, to, rows } = explainChange(person, { model: "infima", ...window90 });
      // Then 20 + 12 = 32. By time alone 20 + 6 = 26. Today 20 + 6 + 12 · (1 + 0.5 · 0.5) = 41.
      const score = (total: number): number => 100 * (1 - Math.exp(-total / 60));
      expect(from.score).to.be.closeTo(score(32), 1e-9);
      expect(to.score).to.be.closeTo(score(41), 1e-9);
      expect(sum(rows.map((row) => row.fading))).to.be.closeTo(score(26) - score(32), 1e-9);
      expect(sum(rows.map((row) => row.new))).to.be.closeTo(score(41) - score(26), 1e-9);
    });

    it("has rows of 0 for evidence that no longer makes a score", () => {
      const pair = (days: number) => [
        { type: "training_assigned", at: ago(days), ref: `c${days}` },
        { type: "simulation_clicked", at: ago(days), ref: `s${days}` },
      ];
      const person = { id: "ada", events: [...pair(370), ...pair(5)] };
      const { from, to, rows } = explainChange(person, { model: "metacompliance", ...window90 });
      for (const { id, fading, new: fresh } of rows) {
        const points = (score: typeof from) => score.contributions.find((row) => row.id === id)?.points ?? 0;
        expect([fading, fresh]).to.deep.equal([-points(from), points(to)]);
      }
      expect(rows.length).to.equal(2);
    });

    it("does not split where either end has no score", () => {
      const person = { id: "ada", events: [{ type: "simulation_clicked", at: ago(10) }] };
      expect(explainChange(person, { model: "phishr", ...window90 }))
        .to.include({ change: null })
        .and.to.have.deep.property("rows", []);
    });
  });

  describe("of a client", () => {
    const tenant = { critical_threshold: 60 };
    for (const model of MODELS) {
      property(
        `${model}: rows, composition, people and departments each sum to the change`,
        fc.tuple(client(6), span),
        ([record, { from, to }]) => {
          const found = explainChange({ ...record, tenant }, { model, from, to });
          const score = (asOf: number) => scoreClient({ ...record, tenant }, { model, asOf }).score;
          const [before, after] = [score(from), score(to)];
          if (before === null || after === null) {
            expect(found).to.deep.include({ change: null, rows: [], people: [], departments: [] });
            expect(found.composition).to.equal(undefined);
            return;
          }
          expect(found.change).to.be.closeTo(after - before, 1e-9);
          expect(moved(found.rows)).to.be.closeTo(found.change!, 1e-9);
          expect(sum(Object.values(found.composition!))).to.be.closeTo(found.change!, 1e-9);
          expect(sum(found.people.map(({ share }) => share))).to.be.closeTo(found.change!, 1e-9);
          expect(sum(found.departments.map(({ share }) => share))).to.be.closeTo(found.change!, 1e-9);
          const scores = [found.from, found.to].map(({ people }) => people.map(({ score }) => score));
          expect(found.people.map(({ id }) => id)).to.deep.equal(
            record.people.flatMap(({ id }, i) => (scores.every((at) => at[i] === null) ? [] : id)),
          );
          expect(sum(found.departments.map(({ people }) => people))).to.equal(record.people.length);
        },
      );

      property(
        `${model}: composition is the roll-up of those who stayed between the roll-ups of all`,
        fc.tuple(client(), span),
        ([record, { from, to }]) => {
          const { composition } = explainChange(record, { model, from, to });
          if (!composition) return;
          const at = (asOf: number) => scoreClient(record, { model, asOf }).people.map(({ score }) => score);
          const [before, after] = [at(from), at(to)];
          const rules = models.find(({ id }) => id === model)!;
          const kept = (scores: Array<number | null>) =>
            rollUp(
              rules,
              scores.map((score, i) => (before[i] === null || after[i] === null ? null : score)),
            );
          const [all0, all1, kept0, kept1] = [rollUp(rules, before)!, rollUp(rules, after)!, kept(before), kept(after)];
          const [left, changed, joined] =
            kept0 === null || kept1 === null ? [0, 0, all1 - all0] : [kept0 - all0, kept1 - kept0, all1 - kept1];
          expect(composition.left).to.be.closeTo(left, 1e-9);
          expect(composition.changed).to.be.closeTo(changed, 1e-9);
          expect(composition.joined).to.be.closeTo(joined, 1e-9);
        },
        150,
      );
    }

    it("by hand: one left, one joined, one rose", () => {
      const click = (days: number) => ({ type: "simulation_clicked", at: ago(days), ref: `s${days}` });
      const record = {
        id: "c",
        people: [
          { id: "unseen", department: "it", events: [click(400)].map((event) => ({ ...event, type: "quiz_failed" })) },
          { id: "stayer", department: "it", events: [click(100), click(1)] },
          { id: "joiner", events: [click(2)] },
        ],
      };
      const { people, composition, departments, from, to } = explainChange(record, { model: "infima", ...window90 });
      // A failed quiz is nothing to infima, so nobody left here: the stayer alone, then both.
      const [stayed, joined] = [to.people[1]!.score!, to.people[2]!.score!];
      expect(from.score).to.equal(from.people[1]!.score);
      expect(composition!.left).to.equal(0);
      expect(composition!.changed).to.be.closeTo(stayed - from.score!, 1e-12);
      expect(composition!.joined).to.be.closeTo((joined - stayed) / 2, 1e-12);
      // Who has no score at either date has no part in the change, which is something else than a part of 0.
      expect(people.map(({ id }) => id)).to.deep.equal(["stayer", "joiner"]);
      expect(people[0]!.share).to.be.closeTo(stayed - from.score!, 1e-12);
      expect(people[1]!.share).to.be.closeTo((joined - stayed) / 2, 1e-12);
      expect(departments.map(({ id, people: count }) => [id, count])).to.deep.equal([
        ["it", 2],
        ["", 1],
      ]);
    });

    it("by hand: each who came or went pulled the others' score towards their own", () => {
      const signal = (id: string, value: number, at: number) => ({
        id,
        measures: Object.fromEntries(["phishing_simulation", "threat_exposure"].map((name) => [name, [{ at, value }]])),
      });
      const people = [signal("stays", 50, ago(200)), signal("high", 80, ago(5)), signal("low", 20, ago(5))];
      const { people: parts, composition } = explainChange({ id: "c", people }, { model: "moxso", ...window90 });
      // 50, then the mean of 50, 80 and 20: nothing moved as a whole, by +10 and −10.
      for (const part of Object.values(composition!)) expect(part).to.be.closeTo(0, 1e-9);
      expect(parts.map(({ share }) => Math.round(share * 1e9) / 1e9)).to.deep.equal([0, 10, -10]);
    });

    it("by hand: who has no score any more has left", () => {
      const course = (days: number) => [
        { type: "training_assigned", at: ago(days), ref: "c" },
        { type: "quiz_passed", at: ago(days), ref: "q" },
        { type: "simulation_reported", at: ago(days), ref: "s" },
      ];
      const people = [
        { id: "stays", events: [...course(100), { type: "training_completed", at: ago(99), ref: "c" }] },
        { id: "left", events: [...course(400), { type: "simulation_clicked", at: ago(400), ref: "t" }] },
      ];
      const {
        from,
        to,
        composition,
        people: parts,
      } = explainChange({ id: "c", people }, { model: "metacompliance", ...window90 });
      const [stayed, left] = from.people.map(({ score }) => score!) as [number, number];
      expect(left).to.not.be.closeTo(stayed, 1);
      expect(to.people.map(({ score }) => score === null)).to.deep.equal([false, true]);
      expect(composition!.left).to.be.closeTo(stayed - (stayed + left) / 2, 1e-9);
      expect(composition!.joined).to.be.closeTo(0, 1e-9);
      expect(parts.map(({ id, share }) => [id, Math.round(share * 1e6)])).to.deep.equal([
        ["stays", Math.round((to.score! - stayed) * 1e6)],
        ["left", Math.round(((stayed - left) / 2) * 1e6)],
      ]);
    });

    it("adds up where several come to a client whose riskiest weigh more", () => {
      const joins = (id: string, iq: number, days = 1) => ({
        id,
        measures: Object.fromEntries(
          ["security_iq", "phish_risk"].map((name) => [
            name,
            [{ at: ago(days), value: name === "phish_risk" ? 100 - iq : iq }],
          ]),
        ),
      });
      const record = {
        id: "c",
        people: [joins("old", 50, 200), joins("high", 10), joins("low", 90), joins("mid", 40)],
      };
      const { change, people } = explainChange(record, { model: "caniphish", ...window90 });
      expect(people.reduce((sum, { share }) => sum + share, 0)).to.be.closeTo(change!, 1e-9);
      expect(people[1]!.share).to.be.above(people[3]!.share);
    });

    it("gives people who stayed as they were no part of what joiners did", () => {
      const record = {
        id: "c",
        people: [
          { id: "same", measures: { security_iq: 50, phish_risk: 50 } },
          { id: "new", measures: { security_iq: [{ at: ago(1), value: 0 }], phish_risk: [{ at: ago(1), value: 90 }] } },
        ],
      };
      const { change, people } = explainChange(record, { model: "caniphish", ...window90 });
      expect(people[0]!.share).to.be.closeTo(0, 1e-9);
      expect(people[1]!.share).to.be.closeTo(change!, 1e-9);
    });
  });

  describe("with bad input", () => {
    it("names the option that is no time", () => {
      const person = { id: "ada" };
      expect(() => explainChange(person, { model: "phishr", from: "2026-02-30T00:00Z", to: AS_OF })).to.throw(
        RangeError,
        /^from: /,
      );
      expect(() => explainChange(person, { model: "phishr", from: AS_OF, to: "tomorrow" })).to.throw(
        RangeError,
        /^to: /,
      );
      expect(() => explainChange(person, { model: "?", from: AS_OF, to: AS_OF })).to.throw(RangeError, /^model: /);
    });

    it("refuses a tenant setting out of its range, also a client's own", () => {
      const record = { id: "c", people: [], tenant: { critical_threshold: 95 } };
      expect(() => explainChange(record, { model: "moxso", ...window90 })).to.throw(
        RangeError,
        /critical_threshold.*95/,
      );
    });

    it("takes a record that is none as one without a score", () => {
      for (const value of [null, 7, "x", []]) {
        const { change, from } = explainChange(value as never, { model: "phishr", ...window90 });
        expect(change).to.equal(null);
        expect(from.issues.length).to.be.greaterThan(0);
      }
      expect(explainChange({ id: "c", people: null } as never, { model: "phishr", ...window90 }).change).to.equal(null);
    });
  });
});
