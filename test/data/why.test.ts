import { expect } from "@open-wc/testing";
import * as fc from "fast-check";
import { bookOf } from "../../src/data/book.js";
import { loadMask, loadReader, loadSupplied, readNow } from "../../src/data/parts.js";
import type { SubjectRef, ViewOptions } from "../../src/data/types.js";
import { driversOf, explaining, failuresOf, movedOf } from "../../src/data/why.js";
import { prepare } from "../../src/engine/evidence.js";
import { drivers, explainChange } from "../../src/engine/index.js";
import type { ClientRecord, Dataset, PersonRecord } from "../../src/engine/types.js";
import { AS_OF, DATASET, NOW } from "../elements/samples.js";

const MODELS = ["phishr", "caniphish", "moxso", "metacompliance", "infima"];
const FROM = NOW - 90 * 86_400_000;
const sum = (values: readonly number[]): number => values.reduce((total, n) => total + n, 0);

const book = (data: Dataset, model: string, audience: ViewOptions["audience"] = "internal") =>
  bookOf(readNow(data)!.book, { model, asOf: AS_OF, tenant: null, window: 90, audience, redact: "none" });

const TYPES = ["simulation_clicked", "simulation_reported", "training_completed", "training_assigned", "quiz_failed"];
const person = (id: number): fc.Arbitrary<PersonRecord> =>
  fc.record({
    id: fc.constant(`p${id}`),
    department: fc.constantFrom("a", "b", "c"),
    events: fc.array(
      fc.record({
        type: fc.constantFrom(...TYPES),
        at: fc.integer({ min: NOW - 400 * 86_400_000, max: NOW }),
        ref: fc.constantFrom("r1", "r2", "r3"),
      }),
      { maxLength: 6 },
    ),
    measures: fc.record({
      training: fc.integer({ min: 0, max: 100 }),
      phishing_simulation: fc.integer({ min: 0, max: 100 }),
    }),
  });
const client = fc
  .integer({ min: 1, max: 8 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => person(i))))
  .map((people): ClientRecord => ({ id: "c", people }));

describe("why: what a score and its change come from", () => {
  before(async () => {
    await loadReader();
    await loadMask();
    await loadSupplied();
  });

  it("agrees with the engine on clients, for every model", () => {
    for (const model of MODELS) {
      for (const one of DATASET.clients.slice(0, 3)) {
        const mine = driversOf(book(DATASET, model), { kind: "client", id: one.id })!;
        const theirs = drivers(one, { model, asOf: AS_OF });
        for (const { id, share } of theirs.signals) {
          expect(mine.rows.find((row) => row.id === id)!.share).to.be.closeTo(share, 1e-9);
        }
        for (const { id, share } of theirs.departments) {
          expect(mine.groups.find((group) => group.id === id)!.share).to.be.closeTo(share, 1e-9);
        }
        const moved = movedOf(book(DATASET, model), { kind: "client", id: one.id })!;
        const change = explainChange(one, { model, from: FROM, to: AS_OF });
        expect(moved.change).to.equal(change.change);
        for (const row of change.rows) {
          const own = moved.rows.find(({ id }) => id === row.id)!;
          expect(own.new).to.be.closeTo(row.new, 1e-9);
          expect(own.fading).to.be.closeTo(row.fading, 1e-9);
        }
        if (change.change !== null) expect(moved.composition!.joined).to.be.closeTo(change.composition!.joined, 1e-9);
      }
    }
  });

  const seed = Date.now() % 2 ** 31;
  it(`sums to the score and to the change, for any client and every model (seed ${seed})`, () => {
    fc.assert(
      fc.property(client, fc.constantFrom(...MODELS), (one, model) => {
        const own = book({ as_of: AS_OF, clients: [one] }, model);
        const ref = { kind: "client" as const, id: "c" };
        const { score } = own.subject(ref)!;
        const parts = driversOf(own, ref);
        if (score === null) expect(parts).to.equal(null);
        else {
          for (const list of [parts!.rows, parts!.groups, parts!.people]) {
            expect(sum(list.map(({ share }) => share))).to.be.closeTo(score, 1e-9);
          }
        }
        const moved = movedOf(own, ref)!;
        if (moved.change === null) return;
        expect(sum(moved.rows.map((row) => row.new + row.fading))).to.be.closeTo(moved.change, 1e-8);
        expect(sum(moved.groups.map(({ share }) => share))).to.be.closeTo(moved.change, 1e-8);
        expect(sum(moved.people.map(({ share }) => share))).to.be.closeTo(moved.change, 1e-8);
        const { joined, left, changed } = moved.composition!;
        expect(joined + left + changed).to.be.closeTo(moved.change, 1e-8);
      }),
      { seed, numRuns: 300 },
    );
  });

  it("explains a person by rows alone", () => {
    const ref = { kind: "person" as const, id: "p-0-4" };
    const moved = movedOf(book(DATASET, "infima"), ref)!;
    expect([moved.groups, moved.people, moved.composition]).to.deep.equal([[], [], null]);
    const parts = driversOf(book(DATASET, "infima"), ref)!;
    expect([parts.groups, parts.people]).to.deep.equal([[], []]);
    expect(sum(moved.rows.map((row) => row.new + row.fading))).to.be.closeTo(moved.change!, 1e-9);
    expect(moved.rows.find(({ id }) => id === "phishing_failures")!.fresh).to.be.greaterThan(0);
    expect(movedOf(book(DATASET, "moxso"), ref)!.rows.every(({ fresh }) => fresh === null)).to.equal(true);
  });

  it("tells of a book by its clients", () => {
    const parts = driversOf(book(DATASET, "infima"), { kind: "book", id: "" })!;
    expect(parts.groups.map(({ id }) => id)).to.deep.equal(["northwind", "brightwater", "kestrel", "quill"]);
  });

  it("tells the client audience of no person, no event and no group too small, still summing", () => {
    const own = book(DATASET, "infima", "client");
    for (const ref of [
      { kind: "client" as const, id: "brightwater" },
      { kind: "book" as const, id: "" },
    ]) {
      const parts = driversOf(own, ref)!;
      expect(parts.people).to.deep.equal([]);
      expect(sum(parts.groups.map(({ share }) => share))).to.be.closeTo(
        sum(parts.rows.map(({ share }) => share)),
        1e-9,
      );
      for (const group of parts.groups) {
        const view = own.subject({ kind: ref.kind === "book" ? "client" : "department", id: group.id }, ref.id || null);
        expect(group.withheld ?? view!.withheld).to.equal(group.id === "");
      }
      expect(movedOf(own, ref)!.rows.every(({ fresh }) => fresh === null)).to.equal(true);
    }
    expect(driversOf(own, { kind: "client", id: "kestrel" })).to.equal(null);
    expect(movedOf(own, { kind: "person", id: "p-0-4" })).to.equal(null);
  });

  describe("groups", () => {
    const groups = (audience: ViewOptions["audience"], kind: SubjectRef["kind"], id: string, within?: string) =>
      driversOf(book(DATASET, "infima", audience), { kind, id }, within)!.groups.map((group) => group.id);

    it("of one kind are not told the client audience of a group of another", () => {
      expect(groups("client", "department", "sales", "brightwater")).to.deep.equal([""]);
      expect(groups("client", "role", "standard", "brightwater")).to.deep.equal([""]);
      expect(groups("internal", "role", "standard", "brightwater")).to.deep.equal(["operations"]);
    });

    it("are told the client audience by name where they are large enough, and nothing is left over then", () => {
      expect(groups("client", "client", "brightwater")).to.deep.equal(["finance", "operations", "sales"]);
    });

    it("of a book are its clients, and the departments of its only one", () => {
      expect(groups("client", "book", "")).to.deep.equal(["brightwater", ""]);
      const of = (clients: readonly ClientRecord[]): string[] =>
        driversOf(book({ as_of: AS_OF, clients: [...clients] }, "infima"), { kind: "book", id: "" })!.groups.map(
          ({ id }) => id,
        );
      expect(of(DATASET.clients.slice(1, 3))).to.deep.equal(["brightwater", "kestrel"]);
      expect(of(DATASET.clients.slice(1, 2))).to.deep.equal(["finance", "operations", "sales"]);
    });
  });

  it("scores everybody ahead, with two breaths for each client, so that telling it scores nobody", () => {
    const own = book(DATASET, "infima");
    const ref = { kind: "book" as const, id: "" };
    expect(own.subject(ref)!.score).to.be.a("number");
    expect([...explaining(own, ref, null)]).to.have.length(8);
    own.score = () => expect.fail("scored again");
    expect(movedOf(own, ref)!.change).to.be.a("number");
  });

  it("counts whoever fell for a threat or a simulation once, when it happened first", () => {
    const happened = (type: string, at: number, ref: string) => ({ type, at, ref });
    const of = (...events: Array<ReturnType<typeof happened>>): unknown =>
      failuresOf(prepare({ id: "a", events }), 10, 20);
    expect(of(happened("simulation_clicked", 10, "a"), happened("simulation_submitted", 15, "a"))).to.deep.equal({
      simulations: 0,
      threats: 0,
    });
    expect(of(happened("simulation_clicked", 11, "a"), happened("threat_clicked", 20, "b"))).to.deep.equal({
      simulations: 1,
      threats: 1,
    });
    expect(of(happened("simulation_clicked", 21, "a"), happened("threat_clicked", 21, "b"))).to.deep.equal({
      simulations: 0,
      threats: 0,
    });
    // What was sent as a simulation is none the less one where a tool took it for a threat.
    for (const types of [
      ["simulation_clicked", "threat_clicked"],
      ["threat_clicked", "simulation_clicked"],
    ] as const)
      expect(of(happened(types[0], 12, "a"), happened(types[1], 13, "a"))).to.deep.equal({
        simulations: 1,
        threats: 0,
      });
  });

  describe("who made a change", () => {
    const DAY = 86_400_000;
    const click = (days: number) => ({ type: "simulation_clicked", at: NOW - days * DAY, ref: `r${days}` });
    /** So many who had a score before, and so many who had none. */
    const home = (known: number, fresh: number, more: object = {}): ClientRecord => ({
      id: "c",
      people: [
        ...Array.from({ length: known }, (_, i) => ({
          id: `k${i}`,
          department: "a",
          events: [click(100), click(i % 9)],
        })),
        ...Array.from({ length: fresh }, (_, i) => ({ id: `f${i}`, department: "b", events: [click(1 + (i % 9))] })),
      ],
      ...more,
    });
    const ref = { kind: "client" as const, id: "c" };
    const moved = (one: ClientRecord, audience: ViewOptions["audience"] = "internal") =>
      movedOf(book({ as_of: AS_OF, clients: [one] }, "phishr", audience), ref);

    it("is counted: who joined, who left, who stayed", () => {
      const { composition, people, rows } = moved(home(3, 2))!;
      expect(composition!.people).to.deep.equal({ joined: 2, left: 0, changed: 3 });
      expect(people.map(({ id }) => id).sort()).to.deep.equal(["f0", "f1", "k0", "k1", "k2"]);
      expect(rows.find(({ id }) => id === "simulation_clicked")!.fresh).to.equal(5);
      expect(moved(home(3, 0))!.composition!.people).to.deep.equal({ joined: 0, left: 0, changed: 3 });
    });

    it("has whoever left: their score has nothing left to rest on", () => {
      const one = (id: string, ...days: number[]): PersonRecord => ({
        id,
        events: days.flatMap((n) =>
          ["simulation_reported", "training_assigned"].map((type) => ({
            type,
            at: NOW - n * DAY,
            ref: `${type} ${n}`,
          })),
        ),
      });
      // A year of events counts in this model.
      const people = [one("gone", 400), one("gone too", 420), one("stays", 420, 10), one("new", 5), { id: "none" }];
      const told = movedOf(book({ as_of: AS_OF, clients: [{ id: "c", people }] }, "metacompliance"), ref)!;
      const { composition } = explainChange({ id: "c", people }, { model: "metacompliance", from: FROM, to: AS_OF });
      expect(told.composition!.people).to.deep.equal({ joined: 1, left: 2, changed: 1 });
      for (const way of ["joined", "left", "changed"] as const)
        expect(told.composition![way], way).to.be.closeTo(composition![way], 1e-9);
      const gone = movedOf(
        book({ as_of: AS_OF, clients: [{ id: "c", people: people.slice(0, 2) }] }, "metacompliance"),
      )!;
      expect([gone.to.score, gone.change, gone.rows]).to.deep.equal([null, null, []]);
      expect(gone.from.score).to.be.a("number");
    });

    it("is told the client audience where they are nobody or enough", () => {
      const told = (known: number, fresh: number, more?: object): boolean =>
        moved(home(known, fresh, more), "client")!.composition !== null;
      expect([told(20, 0), told(20, 10), told(20, 9), told(9, 20)]).to.deep.equal([true, true, false, false]);
      expect(moved(home(20, 9))!.composition).to.not.equal(null);
      expect(moved(home(20, 10), "client")!.people).to.deep.equal([]);
    });

    it("is told the client audience only where nobody or enough left, and are without a score", () => {
      const events = (...days: number[]) =>
        days.flatMap((n) =>
          ["simulation_reported", "training_assigned"].map((type) => ({
            type,
            at: NOW - n * DAY,
            ref: `${type} ${n}`,
          })),
        );
      const many = (n: number, id: string, ...days: number[]): PersonRecord[] =>
        Array.from({ length: n }, (_, i) => ({ id: `${id}${i}`, department: "a", events: events(...days) }));
      // A year of events counts in this model.
      const told = (stay: number, left: number, none: number): boolean => {
        const people = [...many(stay, "s", 420, 10), ...many(left, "l", 420), ...many(none, "n")];
        const clients = [
          { id: "c", people },
          { id: "empty", people: [] },
        ];
        return movedOf(book({ as_of: AS_OF, clients }, "metacompliance", "client"), ref)!.composition !== null;
      };
      expect([told(20, 10, 0), told(20, 9, 0)]).to.deep.equal([true, false]);
      expect([told(20, 0, 10), told(20, 0, 9)]).to.deep.equal([true, false]);
    });

    it("is counted by what came in, in the rows that count it", () => {
      const seen = (type: string, days: number) => ({ type, at: NOW - days * DAY, ref: `${type} ${days}` });
      const person = {
        id: "k",
        events: [
          seen("threat_clicked", 100),
          seen("threat_clicked", 5),
          seen("simulation_clicked", 7),
          seen("simulation_reported", 8),
        ],
        breaches: [90, 89, 0, -1].map((days) => ({ at: NOW - days * DAY })),
      };
      const { rows } = movedOf(book({ as_of: AS_OF, clients: [{ id: "c", people: [person] }] }, "infima"), ref)!;
      const fresh = Object.fromEntries(rows.map(({ id, fresh: n, threats }) => [id, threats ? [n, threats] : n]));
      expect(fresh).to.deep.include({
        phishing_failures: [2, 1],
        simulations_reported: 1,
        breach_exposure: 2,
        baseline: 0,
      });
    });

    it("counts what came in a row of which there was nothing before, and nobody's breaches twice", () => {
      const fresh = (model: string, ...people: PersonRecord[]): Record<string, number | null> => {
        const { rows } = movedOf(book({ as_of: AS_OF, clients: [{ id: "c", people }] }, model), ref)!;
        return Object.fromEntries(rows.map((row) => [row.id, row.fresh]));
      };
      const reported = { type: "simulation_reported", at: NOW - 100 * DAY };
      expect(fresh("phishr", { id: "k", events: [reported, click(5)] })).to.deep.equal({
        simulation_reported: 0,
        simulation_clicked: 1,
        limits: null,
      });
      const breaches = [{ at: NOW - 200 * DAY }, { at: NOW - 5 * DAY }];
      const measured = (days: number) => [{ at: NOW - days * DAY, value: 50 }];
      const since = (days: number) => ({ security_iq: measured(days), phish_risk: measured(days) });
      const people = [
        { id: "known", measures: since(100), breaches },
        { id: "scored since", measures: since(10), breaches },
        { id: "without a score", breaches },
      ];
      expect(fresh("caniphish", ...people).breach_exposure).to.equal(2);
    });

    it("is not told the client audience where the earlier score is a few people's", () => {
      for (const [known, fresh] of [
        [1, 20],
        [9, 20],
        [10, 20],
      ] as const) {
        const data = { as_of: AS_OF, clients: [home(known, fresh)] };
        const [seen, whole] = [book(data, "phishr", "client"), book(data, "phishr")];
        const [told, view] = [movedOf(seen, ref)!, seen.subject(ref)!];
        const few = known < 10;
        expect([view.withheld, view.published]).to.deep.equal([false, whole.subject(ref)!.published]);
        expect([view.change === null, view.trend === null, told.change === null]).to.deep.equal([few, few, few]);
        expect([told.from.score === null, told.from.published === null]).to.deep.equal([few, few]);
        if (few) expect([told.rows, told.groups, told.people, told.composition]).to.deep.equal([[], [], [], null]);
        expect(movedOf(whole, ref)!.change).to.be.a("number");
        expect(whole.subject(ref)!.change).to.be.a("number");
      }
    });

    it("is told the client audience by no group whose own change it is not told", () => {
      const group = (id: string, was: number, is: number): PersonRecord[] =>
        Array.from({ length: was + is }, (_, i) => ({
          id: `${id}${i}`,
          department: id,
          events: [click(i < was ? 100 : 3)],
        }));
      const of = (...people: PersonRecord[][]): unknown => {
        const own = book({ as_of: AS_OF, clients: [{ id: "c", people: people.flat() }] }, "phishr", "client");
        return movedOf(own, ref)!.groups.map(({ id, people: n, withheld = false }) => [id, n, withheld]);
      };
      const all = ["", null, true];
      const [a, b] = [group("a", 20, 0), group("b", 0, 20)];
      // One of b had a score, and with it a would give that one away.
      expect(of(a, group("b", 1, 19), group("c", 12, 8))).to.deep.equal([["a", 20, false], all]);
      expect(of(a, group("b", 1, 19))).to.deep.equal([all]);
      // Where nobody had one there is none to tell.
      expect(of(a, b)).to.deep.equal([
        ["a", 20, false],
        ["b", 20, false],
      ]);
    });

    it("is not known where a number of somebody came as such, or nobody is there", () => {
      const supplied = { id: "s", score: 0.5, contributions: [] };
      const people = [...home(2, 0).people, supplied] as PersonRecord[];
      expect(moved({ id: "c", people })).to.equal(null);
      expect(driversOf(book({ as_of: AS_OF, clients: [{ id: "c", people }] }, "phishr"), ref)).to.equal(null);
      expect(moved({ id: "c", people: [] })).to.equal(null);
    });

    it("leaves out whoever has no score: no part is something else than a part of 0", () => {
      const people = [{ id: "none" }, ...home(2, 1).people, { id: "zero", events: [click(500)] }];
      const parts = driversOf(book({ as_of: AS_OF, clients: [{ id: "c", people }] }, "phishr"), ref)!;
      expect(parts.people.map(({ id }) => id)).to.deep.equal(["k0", "k1", "f0", "zero"]);
      expect(parts.people[3]!.share).to.be.closeTo(0, 1e-9);
      expect(moved({ id: "c", people })!.people.map(({ id }) => id)).to.deep.equal(["k0", "k1", "f0", "zero"]);
    });

    it("in no group is what is left over for the client audience, and a group of its own for others", () => {
      const people = home(12, 12).people.map((one, i) => (i < 12 ? { ...one, department: undefined } : one));
      const of = (audience: ViewOptions["audience"]): unknown =>
        driversOf(book({ as_of: AS_OF, clients: [{ id: "c", people }] }, "phishr", audience), ref)!.groups.map(
          ({ id, people: n, withheld }) => [id, n, withheld],
        );
      expect(of("client")).to.deep.equal([
        ["b", 12, undefined],
        ["", null, true],
      ]);
    });
  });
});
