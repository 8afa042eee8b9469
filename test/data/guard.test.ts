import { expect } from "@open-wc/testing";
import { bookOf } from "../../src/data/book.js";
import { hideInSlices } from "../../src/data/breaths.js";
import { guard } from "../../src/data/guard.js";
import { loadModels } from "../../src/data/models.js";
import { keyOf } from "../../src/data/numbers.js";
import { loadMask, loadSupplied } from "../../src/data/parts.js";
import type { BookInput, ClientInput, SubjectRef, SubjectView, SuppliedGroup } from "../../src/data/types.js";
import type { Tenant } from "../../src/engine/types.js";
import { PLAIN } from "./options.js";

const NOW = Date.UTC(2026, 10, 23);
const department = (id: string, supplied: Partial<SuppliedGroup> = {}) => ({
  id,
  kind: "department" as const,
  supplied: { score: 40, ...supplied },
});
const client = (id: string, groups: ReadonlyArray<ReturnType<typeof department>>, more: Partial<ClientInput> = {}) => ({
  id,
  people: [],
  groups,
  ...more,
});
const ref = (kind: SubjectRef["kind"], id: string): SubjectRef => ({ kind, id });

before(() => Promise.all([loadModels(), loadMask(), loadSupplied()]));

describe("what is guarded", () => {
  const settings = { minGroup: 10, minCell: 5 };
  /** @param sizes people by a group's id; of what is not in it nobody knows the number */
  const shown = (clients: BookInput["clients"], sizes: Readonly<Record<string, number>>) =>
    guard(
      { clients },
      ({ id }) => {
        const people = sizes[id];
        return people === undefined ? null : { people, scored: people, distribution: { low: people } };
      },
      settings,
    );

  it("of one client, under every name that a group goes by", () => {
    const found = shown([client("a", [department("it")])], { a: 40, it: 40 });
    expect([...found.keys()].sort()).to.deep.equal(
      [
        keyOf(ref("book", ""), null),
        keyOf(ref("client", "a"), null),
        keyOf(ref("department", "it"), "a"),
        keyOf(ref("department", "it"), null),
      ].sort(),
    );
  });

  it("of several, no group across them", () => {
    const found = shown([client("a", [department("it")]), client("b", [])], { "": 80, a: 40, b: 40, it: 40 });
    expect([...found.keys()].sort()).to.deep.equal(
      [
        keyOf(ref("book", ""), null),
        keyOf(ref("client", "a"), null),
        keyOf(ref("client", "b"), null),
        keyOf(ref("department", "it"), "a"),
      ].sort(),
    );
  });

  it("with its total, or by itself where nobody knows that", () => {
    const clients = [client("a", [department("it"), department("hr"), department("law")])];
    const withheld = (sizes: Readonly<Record<string, number>>): boolean[] => {
      const found = shown(clients, { it: 20, hr: 4, law: 30, ...sizes });
      return ["it", "hr", "law"].map((id) => found.get(keyOf(ref("department", id), "a"))!.withheld);
    };
    expect(withheld({ a: 54 })).to.deep.equal([true, true, false]);
    expect(withheld({})).to.deep.equal([false, true, false]);
  });
});

describe("what the client audience may see", () => {
  it("is worked out bit by bit, so that whoever asks afterwards counts nobody else", () => {
    const people = (id: string): ClientInput["people"] =>
      Array.from({ length: 40 }, (_, i) => ({
        id: `${id}${i}`,
        department: i < 20 ? "it" : "hr",
        events: [{ type: "simulation_clicked", at: NOW - (i % 2 ? 100 : 1) * 86_400_000, ref: "r" }],
      }));
    const input = { clients: ["a", "b", "c"].map((id) => ({ id, people: people(id) })) };
    const options = { ...PLAIN, model: "phishr", audience: "client", asOf: NOW } as const;
    const expected = bookOf({ ...input }, options).subject(ref("department", "hr"), "b")!;
    const book = bookOf(input, options);
    // Each client's people, those seen today, those seen when the window began, and every table of counts by itself.
    expect([...hideInSlices(book)].length).to.be.greaterThan(3 * 4);
    const asked: string[] = [];
    const numbersOf = book.numbersOf.bind(book);
    book.numbersOf = (one, within) => (asked.push(one.id), numbersOf(one, within));
    book.score = () => expect.fail("scored again");
    book.scores = () => expect.fail("scored again");
    expect(book.subject(ref("department", "hr"), "b")).to.deep.equal(expected);
    expect(asked).to.deep.equal(["hr"]);
    expect([expected.withheld, expected.people, typeof expected.change]).to.deep.equal([false, 20, "number"]);
  });
});

describe("a group for the client audience", () => {
  const of = (input: BookInput, one: SubjectRef, within: string | null = null): SubjectView =>
    bookOf(input, { ...PLAIN, model: "moxso", audience: "client", asOf: 0 }).subject(one, within)!;
  const counted = (people: number): SuppliedGroup => ({
    score: 40,
    people,
    scored: people,
    distribution: { low: people },
  });
  const some = (own: Partial<SuppliedGroup> = {}, other: Partial<SuppliedGroup> = {}): BookInput => ({
    clients: [
      client("c", [department("few", { ...counted(4), ...own }), department("many", { ...counted(56), ...other })], {
        supplied: counted(60),
      }),
    ],
  });

  it("is hidden here, unless whoever sent the numbers hid some of them", () => {
    const few = (input: BookInput): unknown[] => {
      const { withheld, people } = of(input, ref("department", "few"), "c");
      return [withheld, people];
    };
    expect(few(some())).to.deep.equal([true, null]);
    expect(few(some({ withheld: false }))).to.deep.equal([true, null]);
    expect(few(some({}, { withheld: true }))).to.deep.equal([false, 4]);
    expect(few(some({}, { under: 5 }))).to.deep.equal([false, 4]);
    const others = client("d", [], { supplied: counted(40) });
    expect(few({ clients: [others, ...some({}, { under: 5 }).clients] })).to.deep.equal([false, 4]);
    const [home] = some().clients;
    const hidden = (supplied: Partial<SuppliedGroup>): BookInput => ({
      clients: [{ ...home!, supplied: { ...counted(60), ...supplied } }],
    });
    expect(few(hidden({ under: 5 }))).to.deep.equal([false, 4]);
    expect(few(hidden({ withheld: true }))).to.deep.equal([false, 4]);
  });

  it("is hidden where its people are here, though the numbers beside it were hidden by whoever sent them", () => {
    const people = Array.from({ length: 4 }, (_, i) => ({
      id: `${i}`,
      department: "few",
      measures: { phishing_simulation: 40, threat_exposure: 40, training: 40 },
    }));
    const [sent] = some({}, { under: 5 }).clients;
    const own = { id: "own", people };
    const clients = [sent!, own, { id: "big", people: Array.from({ length: 9 }, () => people).flat() }];
    for (const withheld of [true, false]) {
      const input = { clients: withheld ? clients : [clients[0]!, clients[2]!] };
      for (const one of input.clients.slice(1)) {
        const seen = [of(input, ref("client", one.id)), of(input, ref("department", "few"), one.id)];
        expect(seen.map((view) => [view.withheld, view.people])).to.deep.equal(
          Array(2).fill(withheld ? [true, null] : [false, 36]),
        );
      }
      expect(of(input, ref("department", "few"), "c").people).to.equal(4);
    }
  });

  it("has small counts masked as the data say, or as the strictest of its clients", () => {
    const cells = (distribution: Readonly<Record<string, number>>, tenant?: Tenant, others?: Tenant): unknown => {
      const home = client("c", [], { supplied: { score: 40, people: 60, scored: 60, distribution } });
      const clients = [home, client("d", [], { supplied: counted(40), tenant: others })];
      return of({ clients, tenant }, ref("client", "c")).distribution!.map(({ count, under }) =>
        under === undefined ? count : `under ${under}`,
      );
    };
    expect(cells({ low: 55, moderate: 5 })).to.deep.equal([55, 5, 0, 0]);
    const few = { low: 50, moderate: 6, critical: 4 };
    expect(cells(few)).to.deep.equal([50, null, 0, "under 5"]);
    expect(cells(few, { min_cell: 4 })).to.deep.equal([50, 6, 0, 4]);
    for (const [tenant, others] of [[{ min_cell: 7 }], [{ min_cell: 4 }, { min_cell: 7 }]] as const)
      expect(cells(few, tenant, others)).to.deep.equal([50, "under 7", 0, "under 7"]);
  });

  it("has its people by band beside groups of other models, too", () => {
    const DAY = 86_400_000;
    const people = (model: string, type: string): ClientInput => ({
      id: model,
      model,
      people: Array.from({ length: 20 }, (_, i) => ({
        id: `${model} ${i}`,
        events: [{ type, at: NOW - (i < 10 ? 0 : 60) * DAY, ref: "r" }],
      })),
    });
    const clients = [people("phishr", "simulation_submitted"), people("infima", "threat_clicked")];
    const book = bookOf({ clients }, { ...PLAIN, model: null, audience: "client", asOf: NOW });
    const counts = (id: string) =>
      book.subject(ref("client", id))!.distribution!.map(({ band, count }) => [band, count]);
    expect(counts("phishr")).to.deep.equal([
      ["low", 10],
      ["medium", 0],
      ["high", 10],
    ]);
    expect(counts("infima")).to.deep.equal([
      ["low", 0],
      ["moderate", 20],
      ["high", 0],
      ["critical", 0],
    ]);
    expect(book.subject(ref("book", ""))!.distribution).to.equal(null);
  });

  it("has small counts hidden beside groups of other models as beside those of its own", () => {
    const people = (model: string, kinds: Readonly<Record<string, number>>): ClientInput => ({
      id: model,
      model,
      people: Object.entries(kinds).flatMap(([type, n]) =>
        Array.from({ length: n }, (_, i) => ({ id: `${model} ${type} ${i}`, events: [{ type, at: NOW, ref: "r" }] })),
      ),
    });
    const clients = [
      people("phishr", { simulation_reported: 3, simulation_clicked: 20, simulation_submitted: 20 }),
      people("infima", { simulation_reported: 20, threat_clicked: 20 }),
    ];
    const book = bookOf({ clients }, { ...PLAIN, model: null, audience: "client", asOf: NOW });
    const counts = (id: string) =>
      book.subject(ref("client", id))!.distribution?.map(({ band, count, under = null }) => [band, count, under]);
    // What the two have in common, three and twenty at low, would give the three away.
    expect(counts("phishr")?.[0]).to.deep.equal(["low", null, 5]);
    expect(counts("infima")).to.deep.equal([
      ["low", null, null],
      ["moderate", null, null],
      ["high", 0, null],
      ["critical", 0, null],
    ]);
  });

  it("has its numbers as they are published, whichever way they went", () => {
    const change = (by: number | null): unknown => {
      const { score, published, change, issues, group } = of(
        { clients: [client("c", [], { supplied: { ...counted(60), score: 40.4, change: by } })] },
        ref("client", "c"),
      );
      expect([score, published, issues, group]).to.deep.equal([40, 40, [], null]);
      return change;
    };
    expect([3.4, -3.6, 0, null].map(change)).to.deep.equal([3, -4, 0, null]);
  });

  it("needs a number of people to be shown, and no bands", () => {
    const bare = (supplied: Partial<SuppliedGroup>): unknown[] => {
      const view = of({ clients: [client("c", [], { supplied: { score: 40, ...supplied } })] }, ref("client", "c"));
      return [view.withheld, view.score, view.people, view.distribution];
    };
    expect(bare({ people: 20 })).to.deep.equal([false, 40, 20, null]);
    expect(bare({})).to.deep.equal([true, null, null, null]);
    const { distribution } = of(
      { clients: [client("c", [], { supplied: { ...counted(60), distribution: { low: 60 } } })] },
      ref("client", "c"),
    );
    expect(distribution!.map(({ band, count }) => [band, count])).to.deep.equal([
      ["low", 60],
      ["moderate", 0],
      ["elevated", 0],
      ["critical", 0],
    ]);
  });

  it("without anybody in it is withheld like one that is too small", () => {
    const none = of({ clients: [client("c", []), client("d", [], { supplied: counted(40) })] }, ref("client", "c"));
    expect([none.withheld, none.people, none.scored]).to.deep.equal([true, null, null]);
  });
});
