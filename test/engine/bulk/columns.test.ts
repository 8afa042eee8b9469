import { expect } from "@open-wc/testing";
import fc from "fast-check";
import {
  EVENT_TYPES,
  parseTime,
  prepare,
  toColumns,
  toColumnsInSlices,
  type PersonRecord,
} from "../../../src/engine/index.js";
import { named } from "../../../src/engine/evidence.js";
import { Row } from "../../../src/engine/bulk/row.js";
import { AS_OF, DAY, people, property, time } from "../random-people.js";

const of = (person: unknown) => toColumns([{ id: "c", people: [person as PersonRecord] }]);

/** What models read of a person, refs and keys by what belongs together. */
function reading(
  evidence: Pick<
    ReturnType<typeof prepare>,
    "events" | "breaches" | "measures" | "department" | "role" | "business_impact" | "cohortMean"
  >,
) {
  const { events, breaches, measures, department, role, business_impact, cohortMean } = evidence;
  return {
    department,
    role,
    business_impact,
    cohortMean,
    events: events.map(({ type, at, ref, score }) => ({
      type,
      at,
      score,
      named: named(ref) !== "",
      group: events.findIndex((other) => other.ref === ref),
    })),
    breaches: breaches.map(({ at, severity, password, notified }) => ({ at, severity, password, notified })),
    measures: [...measures]
      .filter(([, { length }]) => length)
      .map(([name, series]) => [name, series.map(({ at, value }) => ({ at, value }))]),
  };
}

/** Anything at all, where a record should be. */
const junk = fc.anything({ maxDepth: 1 });
const odd = fc.oneof(
  { weight: 3, arbitrary: junk },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, "", "1", {}, [], null, "2026-02-30T00:00Z") },
);
const spoilt = fc
  .tuple(people(3), fc.constantFrom("id", "type", "at", "ref", "score", "scored", "disputed"), odd)
  .map(([list, key, value]) =>
    list.map((one) => ({
      ...one,
      events: one.events?.map((event, i) => (i % 3 ? event : { ...event, [key]: value })),
    })),
  );
const spoiltField = fc
  .tuple(
    people(3),
    fc.constantFrom("events", "measures", "breaches", "department", "role", "business_impact", "cohort_mean"),
    odd,
  )
  .map(([list, key, value]) => list.map((one) => ({ ...one, [key]: value })));

describe("records as columns", () => {
  property("hold what is read from the records one by one", fc.oneof(people(6), spoilt, spoiltField), (list) => {
    const columns = toColumns([{ id: "c", people: list as PersonRecord[] }]);
    const issues: string[] = [];
    list.forEach((one, i) => {
      const evidence = prepare(one as PersonRecord);
      expect(reading(new Row(columns, i))).to.deep.equal(reading(evidence));
      issues.push(...evidence.issues.map(({ path }) => `clients[0].people[${i}].${path}`));
    });
    const relevant = (path: string): boolean => !/\.(id|history)$/.test(path) || path.includes("events");
    expect(columns.issues!.map(({ path }) => path).filter(relevant)).to.deep.equal(issues.filter(relevant));
  });

  property(
    "keep events in time order, ties in list order, whatever order they come in",
    fc.array(fc.record({ type: fc.constantFrom(...EVENT_TYPES), at: time }), { maxLength: 30 }),
    (events) => {
      expect(reading(new Row(of({ id: "p", events }), 0))).to.deep.equal(reading(prepare({ id: "p", events })));
    },
  );

  describe("read times written in text as they are read one by one", () => {
    const at = (text: string): number | undefined => {
      const { eventStart, eventAt } = of({ id: "p", events: [{ type: "quiz_passed", at: text }] });
      return eventStart[1] ? eventAt[0] : undefined;
    };
    const days = ["2026-10-27", "2024-02-29", "2026-02-29", "0000-01-01", "0099-12-31", "2026-13-01", "2026-10-00"];
    const clocks = [
      ...["09:00:00", "23:59:59", "24:00:00", "10:60:00", "10:00:60", "1a:00:00", "10:00", "19:47:38"],
      // What follows the first ten letters has to be the whole rest of it.
      ...["2026-10-27T09:00:00", "00:00:00Z2026-10-27T09:00:00"],
    ];
    const ends = ["Z", ".000Z", ".987Z", ".45Z", ".1239Z", "+02:00", ".500-05:45", "", "z", "Z ", ".Z"];
    for (const day of [...days, "２０２６-01-01", "26-10-27", "xxxxxxxxxx"]) {
      it(`of ${day}`, () => {
        for (const clock of clocks) {
          for (const end of ends) {
            const text = `${day}T${clock}${end}`;
            expect(at(text), text).to.equal(parseTime(text) ?? undefined);
          }
        }
      });
    }

    it("of texts that are objects, as none", () => {
      expect(at(Object("2026-10-27T09:00:00Z") as string)).to.equal(undefined);
    });

    it("of one day several times, and of other days after it", () => {
      const texts = [
        "2026-10-27T09:00:01Z",
        "2026-10-27T23:00:00.250Z",
        "2026-10-28T00:00:00Z",
        "2026-10-28T00:00:02Z",
      ];
      const { eventAt } = of({ id: "p", events: texts.map((text) => ({ type: "quiz_passed", at: text })) });
      expect([...eventAt]).to.deep.equal(texts.map((text) => Date.parse(text)));
    });

    it("of numbers, cut to the millisecond, as far as dates go", () => {
      for (const given of [1.9, -1.1, 8.64e15, 8.64e15 + 1, -8.64e15, -8.64e15 - 1, NaN, Infinity, -Infinity]) {
        const events = [{ type: "quiz_passed", at: given }];
        expect(reading(new Row(of({ id: "p", events }), 0)), `${given}`).to.deep.equal(
          reading(prepare({ id: "p", events })),
        );
      }
    });
  });

  it("name what stands where measures or breaches should, also where it is next to nothing", () => {
    for (const field of ["measures", "breaches", "cohort_mean", "department", "role", "business_impact"]) {
      for (const value of [0, "", false, NaN, null, undefined]) {
        const one = { id: "p", events: [{ type: "quiz_passed", at: AS_OF }], [field]: value } as PersonRecord;
        const { issues } = of(one);
        expect(issues!.map(({ path, message }) => [path, message])).to.deep.equal(
          prepare(one).issues.map(({ path, message }) => [`clients[0].people[0].${path}`, message]),
        );
      }
    }
  });

  it("take a record that throws when it is copied", () => {
    const trap = {
      id: "t",
      events: [{ type: "quiz_passed", at: AS_OF }],
      measures: {},
      get name(): never {
        throw new Error("no");
      },
    };
    const columns = of(trap);
    expect([...columns.eventStart]).to.deep.equal([0, 1]);
    expect(columns.issues).to.deep.equal([]);
  });

  it("number texts that end alike apart, and the same text the same", () => {
    const departments = ["sales-east", "it-east", "sales-east", "", "a", "it-east"];
    const { department, words } = toColumns([
      { id: "c", people: departments.map((one, i) => ({ id: `${i}`, department: one })) },
    ]);
    expect(departments.map((_, i) => words![department![i]!])).to.deep.equal(departments);
  });

  it("tell every event type from every other", () => {
    const events = EVENT_TYPES.map((type, i) => ({ type, at: AS_OF + i }));
    expect([...of({ id: "p", events }).eventType]).to.deep.equal(EVENT_TYPES.map((_, i) => i));
    for (const type of ["", "sent", "simulation_sant", "constructor", "quiz_passed ", "x".repeat(500)]) {
      expect(of({ id: "p", events: [{ type, at: AS_OF }] }).eventStart[1]).to.equal(0);
    }
  });

  it("count an id once per person, not once for all", () => {
    const events = [{ id: "same", type: "quiz_passed", at: AS_OF }];
    const columns = toColumns([
      {
        id: "c",
        people: [
          { id: "a", events },
          { id: "b", events: [...events, ...events] },
        ],
      },
    ]);
    expect([...columns.eventStart]).to.deep.equal([0, 1, 2]);
  });

  it("tell ids and refs apart that end alike", () => {
    const texts = ["aaaa-1234", "bbbb-1234", "aaaa-1234"];
    const make = (key: "id" | "ref") =>
      of({ id: "p", events: texts.map((text, i) => ({ [key]: text, type: "quiz_failed", at: AS_OF + i })) });
    expect(make("id").eventStart[1]).to.equal(2);
    const [first, second, third] = make("ref").eventRef!;
    expect([first === second, first === third]).to.deep.equal([false, true]);
  });

  it("keep what a training taught within 0 and 1, whatever it says", () => {
    const scores = [-1, 2, 0.25, 0, 1, null, undefined, "0.5", NaN, Infinity];
    for (const score of scores) {
      const person = {
        id: "p",
        events: [
          { type: "training_completed", at: AS_OF, score },
          { type: "quiz_passed", at: AS_OF, score: 0.5 },
        ],
      } as PersonRecord;
      const alone = { id: "p", events: [person.events![0]!] };
      for (const one of [person, alone]) expect(reading(new Row(of(one), 0))).to.deep.equal(reading(prepare(one)));
    }
  });

  it("give the same number to the same ref", () => {
    const events = ["x", "y", "x", undefined, ""].map((ref, i) => ({ ref, type: "simulation_sent", at: AS_OF + i }));
    const [x, y, again, none, empty] = of({ id: "p", events }).eventRef!;
    expect([x === again, x === y, none, empty]).to.deep.equal([true, false, 0, 0]);
  });

  it("list what cannot be used with its place", () => {
    const people = [{ id: "a" }, { id: "b", events: [{ type: "quiz_passed", at: "2026-02-30T00:00Z" }] }];
    const { issues } = toColumns([
      { id: "c0", people: [] },
      { id: "c1", people },
    ]);
    expect(issues!.map(({ path }) => path)).to.deep.equal(["clients[1].people[1].events[0].at"]);
  });

  it("take people who are none, and records that throw", () => {
    const trap = {
      id: "t",
      get events(): never {
        throw new Error("no");
      },
    };
    const columns = toColumns([
      { id: "c", people: [null, 7, "x", trap, { id: "ok", events: [{ type: "quiz_passed", at: AS_OF }] }] as never },
    ]);
    expect([...columns.eventStart]).to.deep.equal([0, 0, 0, 0, 0, 1]);
    expect(columns.issues!.length).to.be.at.least(4);
  });

  it("keep a client's settings, and where its people are", () => {
    const { clientStart, tenants } = toColumns([
      { id: "a", people: [{ id: "1" }, { id: "2" }], tenant: { period_years: 2 } },
      { id: "b", people: [] },
      { id: "c", people: [{ id: "3" }] },
    ]);
    expect([...clientStart]).to.deep.equal([0, 2, 2, 3]);
    expect(tenants).to.deep.equal([{ period_years: 2 }, undefined, undefined]);
  });

  describe("read with care what is out of the ordinary", () => {
    const event = (fields: object, at = AS_OF): object => ({ type: "training_completed", at, ...fields });
    const odd: Record<string, object[]> = {
      "ids that are numbers": [event({ id: 5 }), event({ id: 5 }), event({ id: "5" })],
      "ids that are numbers alone": [event({ id: 5 }), event({ id: 5 }), event({ id: 7 })],
      "refs that are numbers alone": [event({ ref: 5 }), event({ ref: 5 }), event({ ref: 7 })],
      "types that nobody knows": [event({ type: "training_complated" }), event({ type: "x" }), event({ type: "" })],
      "ids that are empty or none": [event({ id: "" }), event({ id: "" }), event({ id: null }), event({ id: null })],
      "ids that are lists": [event({ id: ["a"] }), event({ id: ["a"] })],
      "refs that are numbers": [event({ ref: 5 }), event({ ref: "5" }), event({ ref: 0 })],
      "refs that are none": [event({ ref: null }), event({ ref: null }), event({ ref: "" }), event({ ref: false })],
      "refs that are lists": [event({ ref: ["a"] }), event({ ref: ["a"] })],
      "what is disputed or does not count, and its id": [
        event({ id: "a", disputed: "scanner" }),
        event({ id: "a" }),
        event({ id: "b", scored: false }, AS_OF - 1),
        event({ id: "b" }),
        event({ id: "c", scored: 0 }),
        event({ disputed: "" }),
      ],
      "the earliest of an id, whatever order they come in": [
        event({ id: "a" }),
        event({ id: "a", ref: "early" }, AS_OF - 1),
      ],
      "scores beside, at and beyond the ends": [0, 1, -0.001, 1.001, "1", null, NaN].map((score) => event({ score })),
      "scores of what is no training": [event({ score: 0.5, type: "quiz_passed" }), event({ score: 0.5 })],
      "types that are none": [event({ type: 7 }), event({ type: null }), event({ type: ["quiz_passed"] }), event({})],
      "times that are none": [event({}, NaN), event({ at: "soon" }), event({ at: null }), event({})],
      "events out of order, with what they say": [
        event({ ref: "c", score: 0.3 }, AS_OF),
        event({ ref: "a", score: 0.1, type: "quiz_failed" }, AS_OF - 2),
        event({}, AS_OF - 1),
        event({ ref: "b", score: 0.2 }, AS_OF - 1),
      ],
    };
    for (const [name, events] of Object.entries(odd)) {
      it(name, () => {
        const one = { id: "p", events } as PersonRecord;
        const columns = toColumns([
          { id: "c", people: [{ id: "before", events: [event({ id: "a" })] } as PersonRecord, one] },
        ]);
        expect(reading(new Row(columns, 1))).to.deep.equal(reading(prepare(one)));
        expect(columns.issues!.map(({ path }) => path)).to.deep.equal(
          prepare(one).issues.map(({ path }) => `clients[0].people[1].${path}`),
        );
      });
    }

    it("fields beside the events", () => {
      const events = [event({ ref: "r" })];
      for (const fields of [
        { department: "it", role: "hr", business_impact: "high" },
        { department: 7, role: null, business_impact: ["x"] },
        { cohort_mean: 42 },
        { cohort_mean: null },
        { cohort_mean: 142 },
        { measures: { training: 5, incidents: [{ at: AS_OF, value: 1 }] } },
        { breaches: [{ at: AS_OF, severity: "critical", password_exposed: true, notified: true }, { at: AS_OF - 1 }] },
        {
          breaches: [
            { at: AS_OF, severity: "low", notified: true },
            { at: AS_OF, password_exposed: true },
          ],
        },
        { events: "none" },
        { events: null },
        { events: undefined },
      ]) {
        const one = { id: "p", events, ...fields } as PersonRecord;
        expect(reading(new Row(of(one), 0)), JSON.stringify(fields)).to.deep.equal(reading(prepare(one)));
      }
    });
  });

  it("cost no memory for what nobody says", () => {
    const [plain, named, taught] = [{}, { ref: "r" }, { score: 0.5 }].map((fields) =>
      of({ id: "p", events: [{ type: "training_completed", at: AS_OF, ...fields }] }),
    );
    expect([plain!.eventRef, plain!.eventScore]).to.deep.equal([undefined, undefined]);
    expect([[...named!.eventRef!], named!.eventScore]).to.deep.equal([[1], undefined]);
    expect([taught!.eventRef, [...taught!.eventScore!]]).to.deep.equal([undefined, [0.5]]);
    expect(plain!.eventType.length).to.equal(1);
    const unordered = [AS_OF, AS_OF - 2, AS_OF - 1].map((at) => ({ type: "quiz_passed", at }));
    const { eventRef, eventScore } = of({ id: "p", events: unordered });
    expect([eventRef, eventScore]).to.deep.equal([undefined, undefined]);
    expect(of({ id: "p", events: [] }).eventType.length).to.equal(0);
  });

  it("are filled in slices that end at the same people, whatever clients they are of", () => {
    const people = (n: number): PersonRecord[] => Array.from({ length: n }, (_, i) => ({ id: `p${i}` }));
    const told = [
      ...toColumnsInSlices([
        { id: "a", people: people(1000) },
        { id: "b", people: people(1049) },
      ]),
    ];
    // Sizing the columns takes breath as well, before anybody is done.
    expect(told.filter((done) => done > 0)).to.deep.equal([1024, 2048]);
  });

  it("say what is known of a breach in bits", () => {
    const breaches = [
      { at: AS_OF - 3, severity: "critical", password_exposed: true, notified: true },
      { at: AS_OF - 2, severity: "high", notified: true },
      { at: AS_OF - 1, severity: "low", password_exposed: true },
      { at: AS_OF },
    ];
    expect([...of({ id: "p", breaches }).breachKind!]).to.deep.equal([3 + 4 + 8, 2 + 8, 4, 1]);
  });

  it("take a long list in any order without moving its events one by one", () => {
    // So long that moving each past all others (10¹¹ moves) would outlast the test.
    const newestFirst = Array.from({ length: 500_000 }, (_, i) => ({ type: "quiz_passed", at: AS_OF - i * 1000 }));
    const { eventAt } = of({ id: "p", events: newestFirst });
    expect(eventAt).to.have.length(newestFirst.length);
    expect(eventAt.every((at, i) => at === newestFirst.at(-1 - i)!.at)).to.equal(true);
  });

  it("leave the records alone", () => {
    const person = {
      id: "p",
      events: [
        { type: "quiz_passed", at: AS_OF },
        { type: "quiz_failed", at: AS_OF - DAY },
      ],
    };
    const before = JSON.stringify(person);
    of(person);
    expect(JSON.stringify(person)).to.equal(before);
  });
});
