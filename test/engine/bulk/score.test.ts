import { expect } from "@open-wc/testing";
import fc from "fast-check";
import {
  defineModel,
  NONE,
  scoreClient,
  scoreColumns,
  scoreColumnsInSlices,
  scoreBook,
  scoresAt,
  scoresAtInSlices,
  toColumns,
  toColumnsInSlices,
  type ClientRecord,
  type Columns,
  type Model,
} from "../../../src/engine/index.js";
import { AS_OF, client, DAY, MODELS, property } from "../random-people.js";

const ago = (days: number): number => AS_OF - days * DAY;
const click = (days: number) => ({ type: "simulation_clicked", at: ago(days) });
const TRENDS = ["improving", "stable", "worsening"];
const orNaN = (value: number | null): number => value ?? NaN;

const tenant = fc.constantFrom(
  undefined,
  null,
  {},
  { critical_threshold: 50, score_decay_days: 40 },
  { critical_threshold: 90, period_years: 2, dark_web_monitoring: false },
);
const clients = fc
  .array(fc.tuple(client(7), tenant), { maxLength: 4 })
  .map((list) =>
    list.map(([record, settings], i): ClientRecord => ({ ...record, id: `c${i}`, tenant: settings ?? undefined })),
  );

/** Every number of the columns against the scores of records. */
function compare(list: readonly ClientRecord[], model: string | Model, columns: Columns, asOf = AS_OF): void {
  const dates = [asOf, asOf - 400 * DAY, asOf + 30 * DAY, asOf - 17 * DAY - 1];
  const bulk = scoreColumns(columns, { model, asOf, dates });
  const close = (found: number | undefined, expected: number | null): void => {
    if (expected === null) expect(found).to.deep.equal(NaN);
    else expect(found).to.be.closeTo(expected, 1e-9);
  };
  let i = 0;
  const total = bulk.bands.map(() => 0);
  list.forEach((record, c) => {
    const expected = scoreClient(record, { model, asOf });
    const at = dates.map((date) => scoreClient(record, { model, asOf: date }));
    const standing = (
      from: typeof bulk | typeof bulk.clients,
      k: number,
      score: Pick<typeof expected, "score" | "published" | "band" | "change" | "trend">,
    ) => {
      close(from.score[k], score.score);
      expect(from.published[k]).to.deep.equal(orNaN(score.published));
      expect(bulk.bands[from.band[k]!]).to.equal(score.band ?? undefined);
      close(from.change[k], score.change);
      expect(TRENDS[from.trend[k]!]).to.equal(score.trend ?? undefined);
      if (score.score === null) expect(from.band[k]).to.equal(NONE);
    };
    standing(bulk.clients, c, expected);
    expect(bulk.clients.scored[c]).to.equal(expected.scored);
    at.forEach((then, d) => close(bulk.clients.series[d]![c], then.score));
    for (const [band, count] of Object.entries(expected.distribution)) {
      const place = bulk.bands.indexOf(band);
      expect(bulk.clients.distribution[c * bulk.bands.length + place]).to.equal(count);
      total[place]! += count;
    }
    for (const person of expected.people) {
      const own = i - columns.clientStart[c]!;
      standing(bulk, i, person);
      at.forEach((then, d) => close(bulk.series[d]![i], then.people[own]!.score));
      i++;
    }
  });
  expect([...bulk.distribution]).to.deep.equal(total);
  expect(bulk.score.length).to.equal(i);
}

describe("everyone at once, over columns", () => {
  for (const model of MODELS) {
    property(
      `${model}: every score, band, change, trend, roll-up and count is that of the records`,
      clients,
      (list) => compare(list, model, toColumns(list)),
      250,
    );
  }

  const saturated = defineModel({ id: "phishr", parameters: { normalize: "saturate", decay: 0.9 } });
  const own = defineModel({
    id: "own",
    kind: "event-decay",
    direction: "lower-is-riskier",
    scale: [-5, 5],
    precision: 1,
    bands: [
      { id: "red", from: -5 },
      { id: "green", from: 0 },
    ],
    parameters: { weights: { simulation_clicked: -1, threat_reported: 0, quiz_passed: 2 }, decay: 1 },
  });
  property(
    "models of one's own too, adjusted or turned round",
    clients,
    (list) => {
      for (const model of [saturated, own]) compare(list, model, toColumns(list));
    },
    100,
  );

  property(
    "nothing is lost over hundreds of years",
    fc.array(
      fc.record({
        type: fc.constantFrom("simulation_clicked", "training_completed"),
        at: fc.integer({ min: -8e12, max: 8e12 }),
      }),
      { maxLength: 9 },
    ),
    (events) => {
      const list = [
        {
          id: "c",
          people: [
            { id: "p", events },
            { id: "q", events: [{ type: "simulation_clicked", at: ago(1) }] },
          ],
        },
      ];
      compare(list, "phishr", toColumns(list));
      for (const { at } of events) compare(list, "phishr", toColumns(list), Math.max(-8e15, at));
    },
    100,
  );

  it("phishr, by hand: 0.5 and what is left of 0.5 after 10 days", () => {
    const columns: Columns = {
      clientStart: Uint32Array.of(0, 2),
      eventStart: Uint32Array.of(0, 2, 2),
      eventType: Uint8Array.of(2, 2),
      eventAt: Float64Array.of(ago(10), AS_OF),
    };
    const { score, published, band, bands, clients, trend } = scoreColumns(columns, { model: "phishr", asOf: AS_OF });
    expect(score[0]).to.be.closeTo(0.5 + 0.5 * 0.95 ** 10, 1e-12);
    expect([published[0], bands[band[0]!]]).to.deep.equal([0.8, "high"]);
    expect([score[1], published[1], band[1], trend[1]]).to.deep.equal([NaN, NaN, NONE, NONE]);
    expect([clients.scored[0], clients.published[0]]).to.deep.equal([1, 0.8]);
  });

  it("caniphish, by hand: from columns alone", () => {
    const columns: Columns = {
      clientStart: Uint32Array.of(0, 1),
      eventStart: Uint32Array.of(0, 0),
      eventType: new Uint8Array(),
      eventAt: new Float64Array(),
      words: ["", "security_iq", "phish_risk", "badge_score", "high"],
      sampleStart: Uint32Array.of(0, 3),
      sampleName: Uint32Array.of(1, 2, 3),
      sampleAt: Float64Array.of(NaN, NaN, NaN),
      sampleValue: Float64Array.of(65, 40, 130),
      breachStart: Uint32Array.of(0, 1),
      breachAt: Float64Array.of(ago(30)),
      breachKind: Uint8Array.of(1 + 4 + 8),
      impact: Uint32Array.of(4),
    };
    // The source's own example: 29.25, here with high impact.
    expect(scoreColumns(columns, { model: "caniphish", asOf: AS_OF }).score[0]).to.be.closeTo(29.25 * 1.2, 1e-12);
  });

  it("moxso, by hand: five equal people are each other's benchmark, at 50", () => {
    const columns: Columns = {
      clientStart: Uint32Array.of(0, 5),
      eventStart: new Uint32Array(6),
      eventType: new Uint8Array(),
      eventAt: new Float64Array(),
      words: ["", "phishing_simulation", "threat_exposure"],
      sampleStart: Uint32Array.of(0, 2, 4, 6, 8, 10),
      sampleName: Uint32Array.of(1, 2, 1, 2, 1, 2, 1, 2, 1, 2),
      sampleAt: new Float64Array(10).fill(NaN),
      sampleValue: new Float64Array(10).fill(80),
    };
    expect([...scoreColumns(columns, { model: "moxso", asOf: AS_OF }).score]).to.deep.equal(
      Array(5).fill((55 * 80 + 10 * 50) / 65),
    );
  });

  it("metacompliance and infima, by hand: numbers tell what belongs together", () => {
    const columns: Columns = {
      clientStart: Uint32Array.of(0, 1),
      eventStart: Uint32Array.of(0, 4),
      // Sent and clicked in campaign 7, a report that stands for itself, and a course assigned.
      eventType: Uint8Array.of(0, 2, 6, 11),
      eventAt: Float64Array.of(ago(90), ago(90), AS_OF, AS_OF),
      eventRef: Uint32Array.of(7, 7, 0, 3),
    };
    // Two simulations, one clicked and one reported: 0. The course is outstanding: 34 of 67.
    expect(scoreColumns(columns, { model: "metacompliance", asOf: AS_OF }).score[0]).to.be.closeTo(3400 / 67, 1e-9);
    // 20 + 12 · ½ − 6.
    expect(scoreColumns(columns, { model: "infima", asOf: AS_OF }).score[0]).to.be.closeTo(
      100 * (1 - Math.exp(-20 / 60)),
      1e-9,
    );
  });

  it("moxso, by hand: departments told apart by numbers that stand for no text", () => {
    const columns: Columns = {
      clientStart: Uint32Array.of(0, 10),
      eventStart: new Uint32Array(11),
      eventType: new Uint8Array(),
      eventAt: new Float64Array(),
      words: ["", "phishing_simulation", "threat_exposure"],
      sampleStart: Uint32Array.from({ length: 11 }, (_, i) => 2 * i),
      sampleName: Uint32Array.from({ length: 20 }, (_, k) => 1 + (k % 2)),
      sampleAt: new Float64Array(20).fill(NaN),
      sampleValue: Float64Array.from({ length: 20 }, (_, k) => (k < 10 ? 80 : 40)),
      department: Uint32Array.from({ length: 10 }, (_, i) => (i < 5 ? 70 : 71)),
    };
    // Each is like the others of the department, at 50; the client's five above and five below would be at 75 and 25.
    const { score } = scoreColumns(columns, { model: "moxso", asOf: AS_OF });
    expect([...score]).to.deep.equal([...Array(5).fill((55 * 80 + 500) / 65), ...Array(5).fill((55 * 40 + 500) / 65)]);
  });

  it("a trend begins at 2 % of the scale, both ways", () => {
    const model = defineModel({
      id: "one",
      kind: "weighted-factors",
      scale: [-20, 80],
      bands: [{ id: "any", from: -20 }],
      parameters: { factors: [{ id: "one", weight: 1, measure: "one" }] },
    });
    const people = [52, 51.75, 50, 48.25, 48].map((value, i) => ({
      id: `p${i}`,
      measures: {
        one: [
          { at: ago(100), value: 50 },
          { at: ago(1), value },
        ],
      },
    }));
    const { change, trend } = scoreColumns(toColumns([{ id: "c", people }]), { model, asOf: AS_OF });
    expect([...change]).to.deep.equal([2, 1.75, 0, -1.75, -2]);
    expect([...trend].map((place) => TRENDS[place])).to.deep.equal([
      "worsening",
      "stable",
      "stable",
      "stable",
      "improving",
    ]);
  });

  it("compares all of a client's people with each other, however many they are", () => {
    const people = Array.from({ length: 600 }, (_, i) => ({
      id: `p${i}`,
      measures: { phishing_simulation: (i * 37) % 101, threat_exposure: [{ at: ago(i % 200), value: (i * 53) % 101 }] },
    }));
    const { score } = scoreColumns(toColumns([{ id: "c", people }]), { model: "moxso", asOf: AS_OF });
    scoreClient({ people }, { model: "moxso", asOf: AS_OF }).people.forEach((one, i) => {
      expect(score[i]).to.be.closeTo(one.score!, 1e-9);
    });
  });

  it("keeps models apart that are asked in turn", () => {
    const list = [{ id: "c", people: [{ id: "p", events: [click(20), click(3)] }] }];
    const columns = toColumns(list);
    for (const model of ["phishr", saturated, "phishr", own, saturated]) compare(list, model, columns);
  });

  it("takes a client's own settings before those of the options", () => {
    const people = [{ id: "p", measures: { phishing_simulation: 60, threat_exposure: 60, training: 60 } }];
    const columns = toColumns([
      { id: "own", people, tenant: { critical_threshold: 55 } },
      { id: "none", people },
    ]);
    const { bands, band } = scoreColumns(columns, { model: "moxso", asOf: AS_OF, tenant: { critical_threshold: 65 } });
    expect([...band].map((place) => bands[place])).to.deep.equal(["critical", "elevated"]);
  });

  it("works in slices, of several thousand people and more than one client", () => {
    const people = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `p${i}`, events: [click(i % 300)] }));
    const list = [
      { id: "a", people: people(1500) },
      { id: "b", people: people(10) },
      { id: "c", people: people(2000) },
    ];
    const steps = <T>(task: Generator<number, T>): { seen: number[]; result: T } => {
      const seen: number[] = [];
      for (;;) {
        const { done, value } = task.next();
        if (done) return { seen, result: value };
        seen.push(value as number);
      }
    };
    const made = steps(toColumnsInSlices(list));
    const scored = steps(scoreColumnsInSlices(made.result, { model: "phishr", asOf: AS_OF }));
    for (const seen of [made.seen, scored.seen]) {
      expect(seen.length).to.be.greaterThan(2);
      expect(seen).to.deep.equal([...seen].sort((a, b) => a - b));
      seen.forEach((done, k) => expect(done - (seen[k - 1] ?? 0)).to.be.at.most(1024));
    }
    expect(scored.result).to.deep.equal(scoreColumns(toColumns(list), { model: "phishr", asOf: AS_OF }));
  });

  it("takes a breath after so many people, the fewer the more dates there are, whatever clients they are of", () => {
    const people = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `p${i}`, events: [click(i % 300)] }));
    const columns = toColumns([
      { id: "a", people: people(300), tenant: { period_years: 2 } },
      { id: "b", people: people(500) },
    ]);
    const told = (model: string, dates: number[]): number[] => [...scoresAtInSlices(columns, { model, dates })];
    expect(told("metacompliance", [AS_OF, ago(90)])).to.deep.equal([256, 512, 768]);
    expect(told("metacompliance", [AS_OF, ago(30), ago(90)])).to.deep.equal([171, 342, 513, 684]);
    // People who are compared stay together: a breath after each client's date.
    expect(told("moxso", [AS_OF, ago(90)])).to.deep.equal([0, 0, 300, 300]);
  });

  it("goes to a worker and back: every array can be transferred", () => {
    const list = [
      {
        id: "c",
        people: [
          { id: "p", department: "it", events: [click(5)], measures: { security_iq: 3 }, breaches: [{ at: ago(3) }] },
        ],
      },
    ];
    const columns = toColumns(list);
    const buffers = Object.values(columns).flatMap((value: unknown) =>
      ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [],
    );
    const there = structuredClone(columns, { transfer: buffers });
    expect(columns.eventAt.length).to.equal(0);
    for (const model of MODELS) compare(list, model, there);
  });

  it("a long series is read once, not once more for each of its values", () => {
    // So long that reading all of it for each of its values (10¹¹ reads) would outlast the test.
    const length = 300_000;
    const series = Array.from({ length }, (_, i) => ({ at: AS_OF - (length - i) * 1000, value: i % 100 }));
    const list = [{ id: "c", people: [{ id: "p", measures: { security_iq: series, phish_risk: 40 } }] }];
    const { score } = scoreColumns(toColumns(list), { model: "caniphish", asOf: AS_OF });
    expect(score[0]).to.equal(scoreClient(list[0]!, { model: "caniphish", asOf: AS_OF }).people[0]!.score);
  });

  describe("with bad input", () => {
    it("says what it takes for clients and for columns", () => {
      for (const none of [undefined, null, {}, "acme"]) {
        expect(() => toColumns(none as never)).to.throw(RangeError, /^clients: .*expected a list of clients/);
        for (const call of [scoreColumns, scoresAt] as Array<typeof scoreColumns>)
          expect(() => call(none as never, { model: "phishr", asOf: AS_OF, dates: [] })).to.throw(
            RangeError,
            /^columns\.clientStart: undefined; expected a typed array: what toColumns makes/,
          );
      }
    });

    it("says whose settings it refuses", () => {
      const clients = [undefined, { period_years: 9 }].map((tenant, i) => ({ id: `c${i}`, people: [], tenant }));
      for (const call of [scoreColumns, scoresAt] as Array<typeof scoreColumns>)
        expect(() => call(toColumns(clients), { model: "metacompliance", asOf: AS_OF, dates: [] })).to.throw(
          RangeError,
          "clients[1].tenant.period_years: 9; expected a whole number from 1 to 3.",
        );
    });

    it("says what it takes for dates", () => {
      const columns = toColumns([]);
      for (const none of [{}, "2026-10-27T09:00:00Z", AS_OF, new Set([AS_OF])]) {
        const dates = none as never;
        for (const call of [scoreColumns, scoresAt] as Array<typeof scoreColumns>)
          expect(() => call(columns, { model: "phishr", asOf: AS_OF, dates })).to.throw(
            RangeError,
            /^dates: .*; expected a list of times/,
          );
      }
      expect(() => scoresAt(columns, { model: "phishr" } as never)).to.throw(RangeError, /^dates: undefined; /);
      for (const dates of [undefined, null, [], new Float64Array(2)] as never[])
        expect(scoreColumns(columns, { model: "phishr", asOf: AS_OF, dates }).dates.length).to.be.oneOf([0, 2]);
    });

    it("leaves out a client that has no list of people, and scores the others", () => {
      const good = { id: "c", people: [{ id: "u", events: [{ type: "simulation_clicked", at: AS_OF }] }] };
      const columns = toColumns([null, { id: "b" }, good, { id: "d", people: "many" }] as never);
      expect(columns.issues!.map(({ message }) => message)).to.deep.equal([
        "clients[0].people: undefined; expected a list.",
        "clients[1].people: undefined; expected a list.",
        'clients[3].people: "many" (string); expected a list.',
      ]);
      const { published, clients } = scoreColumns(columns, { model: "phishr", asOf: AS_OF });
      expect([...published]).to.deep.equal([0.5]);
      expect([...clients.scored]).to.deep.equal([0, 0, 1, 0]);
    });

    it("names the option or setting that cannot be", () => {
      const columns = toColumns([{ id: "c", people: [], tenant: { critical_threshold: 99 } }]);
      expect(() => scoreColumns(columns, { model: "moxso", asOf: AS_OF })).to.throw(
        RangeError,
        /critical_threshold.*99/,
      );
      expect(() => scoreColumns(columns, { model: "phishr", asOf: "x" })).to.throw(RangeError, /asOf/);
      expect(() => scoreColumns(columns, { model: "phishr", asOf: AS_OF, dates: [AS_OF, "x"] })).to.throw(
        RangeError,
        /dates\[1\]/,
      );
      expect(() => scoreColumns(columns, { model: "?", asOf: AS_OF })).to.throw(RangeError, /model/);
      expect(() => scoresAt(columns, { model: "phishr", dates: [AS_OF, AS_OF, "x"] })).to.throw(
        RangeError,
        /^dates\[2\]/,
      );
    });

    it("leaves out a client whose own settings cannot be, where that is asked for", () => {
      const people = Array.from({ length: 3 }, (_, i) => ({
        id: `p${i}`,
        measures: { phishing_simulation: 30 * i, threat_exposure: 50, training: 50 },
      }));
      const clients = [{}, { critical_threshold: 99 }, { critical_threshold: 60 }].map((tenant, c) => ({
        id: `c${c}`,
        people,
        tenant,
      }));
      const options = { model: "moxso", asOf: AS_OF, skipRefused: true };
      const { published, band, clients: rolled } = scoreColumns(toColumns(clients), options);
      const book = scoreBook(clients, options);
      const known = (score: number | null | undefined): number => score ?? NaN;
      expect([...published]).to.deep.equal(
        book.clients.flatMap((client) => client.people.map((person) => known(person.published))),
      );
      expect([...published.slice(3, 6)]).to.deep.equal([NaN, NaN, NaN]);
      expect([...band.slice(3, 6)]).to.deep.equal([255, 255, 255]);
      expect([...rolled.published]).to.deep.equal(book.clients.map((client) => known(client.published)));
      expect([...rolled.scored]).to.deep.equal([3, 0, 3]);
      const [scores] = scoresAt(toColumns(clients), { ...options, dates: [AS_OF] });
      expect([...scores!].map(isNaN)).to.deep.equal([0, 0, 0, 1, 1, 1, 0, 0, 0].map(Boolean));
      expect(() => scoreColumns(toColumns(clients), { ...options, tenant: { critical_threshold: 5 } })).to.throw(
        RangeError,
        /critical_threshold/,
      );
    });

    it("is empty for nobody", () => {
      const { score, clients, distribution } = scoreColumns(toColumns([]), { model: "phishr", asOf: AS_OF });
      expect([score.length, clients.score.length, [...distribution]]).to.deep.equal([0, 0, [0, 0, 0]]);
    });
  });
});
