import { expect } from "@open-wc/testing";
import fc from "fast-check";
import {
  bandOf,
  DAY,
  defineModel,
  getModel,
  models,
  movers,
  parseTime,
  prepare,
  publish,
  ranks,
  rollUp,
  scoreClient,
  scoreGroup,
  scorePerson,
  shares,
  type BreachRecord,
  type EventRecord,
  type PersonRecord,
  type PersonScore,
} from "../../src/engine/index.js";
import { breach, event, model, past, people, person, ref } from "./arbitrary.js";
import { NOW } from "./support.js";

/** Every property is tried this often. */
const numRuns = 1000;
const seed = Date.now() % 2 ** 31;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const near = (a: number | null, b: number | null, tolerance = 1e-9): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= tolerance;
const at = (record: PersonRecord, id: string, asOf = NOW): PersonScore => scorePerson(record, { model: id, asOf });
/** A score without what follows from the order of what it was given. */
const gist = ({ score, published, band, coverage, change, trend }: PersonScore) => ({
  score,
  published,
  band,
  coverage,
  change,
  trend,
});
const same = (a: PersonScore, b: PersonScore): boolean =>
  near(a.score, b.score) && near(a.coverage, b.coverage) && near(a.change, b.change, 2e-9) && a.band === b.band;

describe(`properties, ${numRuns} runs each, seed ${seed}`, () => {
  const holds = <T extends [unknown, ...unknown[]]>(
    name: string,
    ...args: [...{ [K in keyof T]: fc.Arbitrary<T[K]> }, (...values: T) => boolean | void]
  ): void => {
    it(name, function () {
      this.timeout(120_000);
      const check = args.pop() as (...values: T) => boolean | void;
      fc.assert(fc.property(...(args as unknown as { [K in keyof T]: fc.Arbitrary<T[K]> }), check), { numRuns, seed });
    });
  };

  holds("rows sum to the score", people, model, (list: PersonRecord[], id: string) =>
    scoreClient({ people: list }, { model: id, asOf: NOW }).people.every(({ score, contributions }) =>
      score === null ? contributions.length === 0 : near(sum(contributions.map((row) => row.points)), score),
    ),
  );

  holds(
    "no input of finite numbers gives anything but a number on the scale, or none",
    people,
    model,
    (list: PersonRecord[], id: string) => {
      const result = scoreClient({ people: list }, { model: id, asOf: NOW });
      const { scale, bands } = getModel(id);
      for (const { score, published, band, coverage, change, contributions } of result.people) {
        expect(coverage).to.be.within(0, 1 + 1e-12);
        for (const row of contributions) expect(Number.isFinite(row.points), row.id).to.equal(true);
        if (change !== null) expect(Number.isFinite(change)).to.equal(true);
        if (score === null) expect([published, band]).to.deep.equal([null, null]);
        else {
          expect(score).to.be.within(scale[0] - 1e-9, scale[1] + 1e-9);
          expect(bands.map((b) => b.id)).to.include(band);
        }
      }
    },
  );

  holds(
    "published and band never disagree",
    fc.double({ min: -10, max: 110, noNaN: true }),
    model,
    (score: number, id: string) => {
      const { bands, precision } = getModel(id);
      const published = publish({ precision }, score);
      const band = bandOf({ bands }, published);
      const i = bands.findIndex((b) => b.id === band);
      expect(Math.abs(published - score)).to.be.at.most(0.5 * 10 ** -precision + 1e-8);
      expect(publish({ precision }, published)).to.equal(published);
      if (i > 0) expect(published).to.be.at.least(bands[i]!.from);
      if (i < bands.length - 1) expect(published).to.be.below(bands[i + 1]!.from);
    },
  );

  holds(
    "the order of events and breaches is nothing, where no two share a time",
    fc.uniqueArray(event, { selector: (e) => e.at, maxLength: 12 }),
    fc.uniqueArray(breach, { selector: (b) => b.at, maxLength: 4 }),
    model,
    fc.infiniteStream(fc.nat()),
    (events: EventRecord[], breaches: BreachRecord[], id: string, dice: fc.Stream<number>) => {
      const shuffled = <T>(list: readonly T[]): T[] => {
        const keys = [...dice.take(list.length)];
        return list
          .map((_, i) => i)
          .sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
          .map((i) => list[i]!);
      };
      const record = { id: "a", role: "admin", measures: { security_iq: 40, phish_risk: 30 } };
      return same(
        at({ ...record, events, breaches }, id),
        at({ ...record, events: shuffled(events), breaches: shuffled(breaches) }, id),
      );
    },
  );

  holds("the order of people is nothing", people, model, fc.nat(7), (list: PersonRecord[], id: string, by: number) => {
    const turned = [...list.slice(by), ...list.slice(0, by)];
    const [one, two] = [list, turned].map((given) => scoreClient({ people: given }, { model: id, asOf: NOW }));
    const byId = new Map(two!.people.map((p) => [p.id, p]));
    expect(near(one!.score, two!.score)).to.equal(true);
    expect(one!.people.every((p) => same(p, byId.get(p.id)!))).to.equal(true);
  });

  holds(
    "a past date is the record cut at that date",
    people,
    model,
    past,
    (list: PersonRecord[], id: string, asOf: number) => {
      const before = ({ at }: { at: unknown }): boolean => (at as number) <= asOf;
      const cut = list.map((record) => ({
        ...record,
        events: record.events?.filter(before),
        breaches: record.breaches?.filter(before),
        measures: Object.fromEntries(
          Object.entries(record.measures ?? {}).map(([name, m]) => [
            name,
            typeof m === "number" ? m : m.filter(before),
          ]),
        ),
      }));
      const [whole, part] = [list, cut].map((given) =>
        scoreClient({ people: given }, { model: id, asOf }).people.map(gist),
      );
      expect(whole).to.deep.equal(part);
    },
  );

  holds(
    "what is still to come changes nothing",
    person,
    model,
    fc.array(event, { maxLength: 5 }),
    (record: PersonRecord, id: string, later: EventRecord[]) => {
      const future = later.map((e, i) => ({ ...e, at: NOW + 1 + i }));
      expect(gist(at({ ...record, events: [...future, ...(record.events ?? [])] }, id))).to.deep.equal(
        gist(at(record, id)),
      );
    },
  );

  holds("an event that is repeated with its id counts once", person, model, (record: PersonRecord, id: string) => {
    const events = (record.events ?? []).map((e, i) => ({ ...e, id: `e${i}` }));
    expect(gist(at({ ...record, events: [...events, ...events] }, id))).to.deep.equal(
      gist(at({ ...record, events }, id)),
    );
  });

  holds(
    "a disputed event is as good as none",
    person,
    model,
    fc.constantFrom("scanner", true),
    (record: PersonRecord, id: string, disputed: string | boolean) => {
      const events = record.events ?? [];
      const some = events.map((e, i) => (i % 2 ? { ...e, disputed } : e));
      expect(gist(at({ ...record, events: some }, id))).to.deep.equal(
        gist(at({ ...record, events: events.filter((_, i) => i % 2 === 0) }, id)),
      );
    },
  );

  holds(
    "moving a click later never lowers a phishr score at a date after it",
    fc.array(event, { maxLength: 8 }),
    past,
    fc.nat(400 * DAY),
    fc.nat(100 * DAY),
    (others: EventRecord[], first: number, by: number, after: number) => {
      const scoreOf = (click: number): number =>
        at({ id: "a", events: [...others, { type: "simulation_clicked", at: click }] }, "phishr", first + by + after)
          .score!;
      return scoreOf(first + by) >= scoreOf(first) - 1e-12;
    },
  );

  holds(
    "a phishr score without news only comes closer to 0",
    fc.array(event, { maxLength: 8 }),
    fc.nat(400 * DAY),
    (events: EventRecord[], after: number) => {
      const known = events.filter((e) => (e.at as number) <= NOW);
      const [now, then] = [NOW, NOW + after].map((asOf) => at({ id: "a", events: known }, "phishr", asOf).score);
      return now === null ? then === null : then! <= now! + 1e-12;
    },
  );

  holds(
    "caniphish's organisation lies between its lowest and its highest person",
    fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 }),
    (scores: number[]) => {
      const organisation = rollUp(models.caniphish, scores)!;
      expect(organisation).to.be.within(Math.min(...scores) - 1e-9, Math.max(...scores) + 1e-9);
      // The weights favour the risky: never below the mean.
      expect(organisation).to.be.at.least(sum(scores) / scores.length - 1e-9);
    },
  );

  holds(
    "shares sum to the roll-up",
    fc.array(fc.option(fc.double({ min: 0, max: 100, noNaN: true })), { maxLength: 30 }),
    model,
    (scores: Array<number | null>, id: string) => {
      const parts = shares(getModel(id), scores);
      expect(parts.map((part) => part === null)).to.deep.equal(scores.map((score) => score === null));
      const rolled = rollUp(getModel(id), scores);
      return near(rolled ?? 0, sum(parts.map((part) => part ?? 0)));
    },
  );

  holds("knowing more never raises a caniphish score", person, fc.nat(50), (record: PersonRecord, more: number) => {
    const iq = (security_iq: number) =>
      at({ ...record, measures: { phish_risk: 10, badge_score: 20, security_iq } }, "caniphish").score!;
    return iq(60 + more) <= iq(60) + 1e-9;
  });

  holds(
    "a worse outcome, or one more failure, never lowers an infima score",
    fc.array(event, { maxLength: 10 }),
    ref,
    (events: EventRecord[], about: string | undefined) => {
      const base = [...events.filter((e) => (e.at as number) < NOW), { type: "simulation_sent", at: NOW - 1 }];
      const added = (...types: string[]): number => {
        const more = types.map((type) => ({ type, at: NOW, ref: about }));
        return at({ id: "a", events: [...base, ...more] }, "infima").score!;
      };
      const [none, clicked, opened, submitted] = [
        added(),
        added("simulation_clicked"),
        added("simulation_attachment_opened"),
        added("simulation_submitted"),
      ];
      return clicked >= none - 1e-9 && opened >= clicked - 1e-9 && submitted >= opened - 1e-9;
    },
  );

  holds(
    "a report or a training never raises an infima or a phishr score",
    person,
    past,
    fc.constantFrom("simulation_reported", "training_completed", "threat_reported"),
    (record: PersonRecord, when: number, type: string) =>
      ["infima", "phishr"].every((id) => {
        const before = at(record, id).score;
        const after = at({ ...record, events: [...(record.events ?? []), { type, at: when }] }, id).score;
        return before === null || after! <= before + 1e-9;
      }),
  );

  holds(
    "doing what is outstanding never raises a metacompliance score",
    fc.array(event, { maxLength: 12 }),
    ref,
    fc.constantFrom("training_completed", "quiz_passed"),
    (events: EventRecord[], about: string | undefined, type: string) => {
      const known: EventRecord[] = [
        ...events.filter((e) => (e.at as number) < NOW),
        { type: "training_assigned", at: NOW - 1, ref: about ?? "x" },
        { type: "quiz_failed", at: NOW - 1, ref: about ?? "x" },
      ];
      const before = at({ id: "a", events: known }, "metacompliance").score!;
      const after = at({ id: "a", events: [...known, { type, at: NOW, ref: about ?? "x" }] }, "metacompliance").score!;
      // A quiz failed more often than three times gets one attempt more, and that one is the pass.
      const tries = known.filter((e) => e.type === "quiz_failed" && e.ref === (about ?? "x")).length;
      return (type === "quiz_passed" && tries > 2) || after <= before + 1e-9;
    },
  );

  holds("a moxso score lies between the composite and the mean", people, (list: PersonRecord[]) => {
    for (const { score, contributions } of scoreClient({ people: list }, { model: "moxso", asOf: NOW }).people) {
      if (score === null) continue;
      const decay = contributions.find((row) => row.id === "cohort_decay")!;
      const composite = score - decay.points;
      const mean = decay.value ?? composite;
      expect(score).to.be.within(Math.min(composite, mean) - 1e-9, Math.max(composite, mean) + 1e-9);
    }
  });

  holds(
    "a person among their cohort scores as in the client, listed there or not",
    people,
    model,
    fc.boolean(),
    (list: PersonRecord[], id: string, listed: boolean) => {
      const client = scoreClient({ people: list }, { model: id, asOf: NOW });
      const alone = scorePerson(list[0]!, { model: id, asOf: NOW, cohort: listed ? list : list.slice(1) });
      return same(alone, client.people[0]!);
    },
  );

  holds(
    "evidence read once scores like the record at every date",
    person,
    model,
    past,
    (record: PersonRecord, id: string, asOf: number) => {
      const [fromEvidence] = scoreGroup([prepare(record)], { model: id, asOf });
      expect(fromEvidence!.contributions).to.deep.equal(scorePerson(record, { model: id, asOf }).contributions);
    },
  );

  holds(
    "moving everything by the same time changes nothing where no calendar counts",
    person,
    fc.constantFrom("phishr", "infima"),
    fc.integer({ min: -1e11, max: 1e11 }),
    (record: PersonRecord, id: string, by: number) => {
      const moved = <T extends { at: unknown }>(list: readonly T[] = []): T[] =>
        list.map((item) => ({ ...item, at: (item.at as number) + by }));
      const other = { ...record, events: moved(record.events), breaches: moved(record.breaches) };
      return same(at(record, id), at(other, id, NOW + by));
    },
  );

  holds(
    "ranks count whoever is riskier",
    fc.array(fc.option(fc.integer({ min: 0, max: 12 })), { maxLength: 20 }),
    (published: Array<number | null>) => {
      expect(ranks(models.infima, published)).to.deep.equal(
        published.map((own) =>
          own === null ? null : 1 + published.filter((other) => other !== null && other > own).length,
        ),
      );
    },
  );

  holds(
    "movers are whoever moved, each once, furthest first",
    fc.array(fc.option(fc.integer({ min: -5, max: 5 })), { maxLength: 20 }),
    (changes: Array<number | null>) => {
      const list = changes.map((change, i) => ({ id: `p${i}`, change, published: i % 3 }));
      const { worsening, improving } = movers(models.infima, list);
      expect(worsening.length + improving.length).to.equal(changes.filter((change) => change).length);
      expect(
        worsening.every(({ change }, i) => change! > 0 && (i === 0 || change! <= worsening[i - 1]!.change!)),
      ).to.equal(true);
      expect(
        improving.every(({ change }, i) => change! < 0 && (i === 0 || change! >= improving[i - 1]!.change!)),
      ).to.equal(true);
    },
  );

  holds(
    "every instant reads back from text, in any zone and with any digits",
    fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
    fc.integer({ min: -1439, max: 1439 }),
    fc.stringMatching(/^\d{0,6}$/),
    (instant: number, minutes: number, digits: string) => {
      const local = instant + minutes * 60_000;
      fc.pre(local >= -62_167_219_200_000 && local <= 253_402_300_799_999);
      const two = (n: number): string => `${Math.floor(n)}`.padStart(2, "0");
      const zone = `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
      expect(parseTime(new Date(local).toISOString().replace("Z", `${digits}${zone}`))).to.equal(instant);
    },
  );

  holds(
    "whatever a record holds, it is read or said, never thrown",
    fc.anything(),
    fc.anything(),
    fc.anything(),
    model,
    (events: unknown, measures: unknown, breaches: unknown, id: string) => {
      const record = {
        id: "a",
        events: [events, { type: "simulation_clicked", at: measures }],
        measures,
        breaches: Array.isArray(breaches) ? breaches : [breaches],
      };
      const { score, issues } = at(record as unknown as PersonRecord, id);
      expect(score === null || Number.isFinite(score)).to.equal(true);
      for (const { path, message } of issues)
        expect([typeof path, typeof message, message.length < 300]).to.deep.equal(["string", "string", true]);
    },
  );

  holds("a model made of its own JSON scores the same", person, model, (record: PersonRecord, id: string) => {
    const copy = defineModel(JSON.parse(JSON.stringify(getModel(id).definition)) as { id: string });
    expect(scorePerson(record, { model: copy, asOf: NOW })).to.deep.equal(at(record, id));
  });
});
