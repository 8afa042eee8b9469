import { expect } from "@open-wc/testing";
import {
  defineModel,
  getModel,
  publish,
  scoreClient,
  type ClientRecord,
  type PersonRecord,
  type Tenant,
} from "../../src/engine/index.js";
import { redact, type RedactOptions } from "../../src/engine/redact.js";
import { ago, event, NOW } from "./support.js";

const group = (n: number, department: string, fields: Partial<PersonRecord>): PersonRecord[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${department} ${i}`, department, ...fields }));
const HIGH = { events: [event("simulation_submitted", 1), event("simulation_clicked", 1)] };
const MEDIUM = { events: [event("simulation_clicked", 1)] };
const FALLEN = { events: [event("simulation_submitted", 100)] };
const people = [
  ...group(12, "sales", HIGH),
  ...group(14, "it", MEDIUM),
  ...group(11, "hr", FALLEN),
  ...group(6, "it", {}).map((one, i) => ({ ...one, id: `none ${i}` })),
];
const acme: ClientRecord = { id: "acme", name: "Acme", people };
const only = (client: ClientRecord, options: RedactOptions = {}) =>
  redact([client], { asOf: NOW, ...options }).clients[0]!;

describe("redact: numbers", () => {
  it("are those of the engine, published", () => {
    const scored = scoreClient(acme, { model: "phishr", asOf: NOW });
    const { departments: _, ...seen } = only(acme);
    expect(seen).to.deep.equal({
      client_id: "acme",
      name: "Acme",
      employee_count: 43,
      scored_count: 37,
      average_score: scored.published,
      band: scored.band,
      change: publish(getModel("phishr"), scored.change!),
      trend: scored.trend,
      distribution: scored.distribution,
      withheld: false,
      min_cell: 5,
      under_min_cell: [],
    });
    expect(scored.change).to.be.above(0);
  });

  it("of departments are those of its people, by name", () => {
    const { departments } = only(acme);
    expect(
      departments.map(({ department_id, name, employee_count, scored_count }) => [
        department_id,
        name,
        employee_count,
        scored_count,
      ]),
    ).to.deep.equal([
      ["hr", "hr", 11, 11],
      ["it", "it", 20, 14],
      ["sales", "sales", 12, 12],
    ]);
    expect(departments[1]!.distribution).to.deep.equal({ low: 0, medium: 14, high: 0 });
    expect(departments[0]!.average_score).to.equal(0);
  });

  it("change by as much as those of both dates are apart: by what is left of rounding nobody learns more", () => {
    const model = defineModel({
      id: "own",
      kind: "weighted-factors",
      scale: [0, 100],
      bands: [{ id: "low", from: 0 }],
      parameters: { factors: [{ id: "x", weight: 1, measure: "x" }] },
    });
    for (const [was, is, change, trend] of [
      [31.6, 30.3, -2, "stable"],
      [30.3, 31.6, 2, "stable"],
      [30.5, 33.4, 2, "worsening"],
      [30.4, 30.5, 1, "stable"],
      [30.4, 30.1, 0, "stable"],
    ] as const) {
      const x = [
        { at: ago(100), value: was },
        { at: ago(1), value: is },
      ];
      const client = { id: "c", people: group(12, "hr", { measures: { x } }) };
      const seen = only(client, { model });
      expect([seen.change, seen.trend], `${was} to ${is}`).to.deep.equal([change, trend]);
      const before = only(client, { model, asOf: ago(90) }).average_score!;
      expect(seen.average_score! - before, `${was} to ${is}`).to.equal(change);
    }
  });

  it("fall as they rise", () => {
    const fallen = only({ id: "c", people: group(12, "hr", FALLEN) });
    expect(fallen.change).to.be.below(0);
    expect(fallen.trend).to.equal("improving");
  });

  it("look back over the window that is asked for, 90 days unless said", () => {
    const change = (window?: number): number | null =>
      only({ id: "c", people: group(12, "hr", { events: [event("simulation_clicked", 50)] }) }, { window }).change;
    expect(change(), "no score 90 days ago").to.equal(null);
    expect(change(90)).to.equal(null);
    expect(change(49)).to.be.below(0);
  });

  it("of nobody who has a score are none", () => {
    const { average_score, band, change, trend, distribution } = only(
      { id: "c", people: group(12, "x", {}) },
      { minCell: 0 },
    );
    expect([average_score, band, change, trend]).to.deep.equal([null, null, null, null]);
    expect(distribution === null || Object.values(distribution).every((n) => n === 0)).to.equal(true);
  });

  it("have a name: the client's, else its id", () => {
    expect(only({ id: "acme", people }).name).to.equal("acme");
  });

  it("under the fewest that are counted are not said, and those that are small are named", () => {
    const few = [...group(30, "it", MEDIUM), ...group(4, "it", HIGH).map((one, i) => ({ ...one, id: `h ${i}` }))];
    const { distribution, under_min_cell } = only({ id: "c", people: few });
    expect(distribution!.high).to.equal(null);
    expect(under_min_cell).to.include("high");
    expect(only({ id: "c", people: few }, { minCell: 4 }).distribution).to.deep.equal({ low: 0, medium: 30, high: 4 });
  });
});

describe("redact: which settings hold", () => {
  const small = { ...acme, people: group(9, "it", MEDIUM) };
  const withheld = (data: object, options: RedactOptions = {}): boolean =>
    redact({ as_of: NOW, clients: [small], ...data } as never, options).clients[0]!.withheld;

  it("are those given, else the page's, else the data's, else ten", () => {
    expect(withheld({})).to.equal(true);
    expect(withheld({ tenant: { min_group: 9 } })).to.equal(false);
    expect(withheld({ tenant: { min_group: 9 } }, { tenant: { min_group: 10 } })).to.equal(true);
    expect(withheld({ tenant: { min_group: 10 } }, { tenant: { min_group: 9 } })).to.equal(false);
    expect(withheld({ tenant: { min_group: 10 } }, { minGroup: 9 })).to.equal(false);
  });

  it("a client's own hold for it, and where clients stand side by side the strictest for all", () => {
    const own = (min_group: number | null, people = 12): ClientRecord => ({
      ...acme,
      id: `${min_group} ${people}`,
      tenant: { min_group },
      people: group(people, "it", MEDIUM),
    });
    const shown = (clients: ClientRecord[], options: RedactOptions = {}): boolean[] =>
      redact({ as_of: NOW, tenant: { min_group: 11 }, clients }, options).clients.map(({ withheld }) => !withheld);
    expect(shown([own(20)])).to.deep.equal([false]);
    expect(shown([own(12)], { tenant: { min_group: 30 } })).to.deep.equal([true]);
    expect(shown([own(null)])).to.deep.equal([true]);
    expect(shown([own(null, 40), own(30, 40), own(2, 20)])).to.deep.equal([true, false, false]);
    expect(shown([own(20)], { minGroup: 5 })).to.deep.equal([true]);
    for (const value of ["many", -1, Infinity])
      expect(() => shown([own(value as number)])).to.throw(RangeError, /^min_group: .*from 0 to/);
  });

  it("move a client's own bands, and nobody else's", () => {
    const measured = group(12, "it", {
      measures: { phishing_simulation: 60, threat_exposure: 60, training: 60, incidents: 60, peer_benchmark: 60 },
    });
    const { clients, model } = redact(
      [
        { id: "strict", people: measured, tenant: { critical_threshold: 55 } },
        { id: "plain", people: measured },
      ],
      { asOf: NOW, model: "moxso" },
    );
    expect(clients.map(({ band }) => band)).to.deep.equal(["critical", "elevated"]);
    expect(model).to.equal("moxso");
  });

  it("the model is the one asked for, else the data's, else phishr", () => {
    const model = (data: object, options: RedactOptions = {}): string =>
      redact({ as_of: NOW, clients: [acme], ...data } as never, options).model;
    expect(model({})).to.equal("phishr");
    expect(model({ model: "infima" })).to.equal("infima");
    expect(model({ model: "infima" }, { model: "caniphish" })).to.equal("caniphish");
  });

  it("a client's own model holds for it, where nobody asks for another, and is said where it is not the list's", () => {
    const clients = [acme, { ...acme, id: "own", model: "infima" }];
    const of = (options: RedactOptions = {}, more: object = {}) =>
      redact({ as_of: NOW, clients, ...more }, options).clients.map(({ model, average_score, band }) => [
        model,
        average_score,
        band,
      ]);
    const [phishr, infima] = ["phishr", "infima"].map((model) => {
      const { published, band } = scoreClient(acme, { model, asOf: NOW });
      return [published, band];
    });
    expect(of()).to.deep.equal([
      [undefined, ...phishr!],
      ["infima", ...infima!],
    ]);
    expect(of({}, { model: "infima" })).to.deep.equal([
      [undefined, ...infima!],
      [undefined, ...infima!],
    ]);
    expect(of({ model: "phishr" })[1]).to.deep.equal([undefined, ...phishr!]);
    expect(() => of({}, { clients: [{ ...acme, model: "oracle" }] })).to.throw(RangeError, /^model: "oracle"/);
  });

  it("the date is the one asked for, else the data's, and is said", () => {
    const data = { as_of: NOW, clients: [acme] };
    expect(redact(data).last_updated).to.equal(new Date(NOW).toISOString());
    const then = redact(data, { asOf: ago(30) });
    expect(then.last_updated).to.equal(new Date(ago(30)).toISOString());
    expect(then.clients[0]!.scored_count).to.equal(11);
  });

  it("an id or a name that is no text says nothing: not what is in it either", () => {
    const odd = JSON.parse('{"toString":1,"valueOf":1,"people":["Ada Park"]}') as never;
    for (const id of [odd, ["Ada Park"], Infinity, true, null]) {
      const { clients } = redact([{ ...acme, id, name: odd }, { ...acme, id }, acme] as ClientRecord[], { asOf: NOW });
      expect(clients.map(({ client_id, name }) => [client_id, name])).to.deep.equal([
        ["", ""],
        ["", acme.name],
        [acme.id, acme.name],
      ]);
      expect(clients[0]!.employee_count).to.equal(clients[2]!.employee_count);
      expect(JSON.stringify(clients)).not.to.include("Ada Park");
    }
    expect(redact([{ ...acme, id: 7, name: 8 }] as never, { asOf: NOW }).clients[0]).to.include({
      client_id: "7",
      name: "8",
    });
    expect(redact([{ ...acme, name: null }] as never, { asOf: NOW }).clients[0]!.name).to.equal(acme.id);
  });

  it("what is no list of clients, or without a date, is refused by its name", () => {
    expect(() => redact({ clients: 7 } as never)).to.throw(RangeError, "clients");
    expect(() => redact(7 as never)).to.throw(RangeError, "clients");
    expect(() => redact([])).to.throw(RangeError, "asOf");
    expect(() => redact([], { asOf: "soon" })).to.throw(RangeError, 'asOf: "soon"');
    expect(() => redact({ as_of: "soon", clients: [] })).to.throw(RangeError, 'as_of: "soon"');
    expect(redact([], { asOf: NOW })).to.deep.include({ clients: [], total: 0, next_cursor: null });
  });
});

describe("redact: several clients", () => {
  const client = (id: string, n: number): ClientRecord => ({ id, people: group(n, "", MEDIUM) });
  const withheld = (sizes: readonly number[]): string =>
    redact(
      sizes.map((n, i) => client(`c${i}`, n)),
      { asOf: NOW },
    )
      .clients.map((one) => (one.withheld ? "x" : "."))
      .join("");

  it("one that is withheld takes the next smallest along, so that no total gives it away", () => {
    expect(withheld([30, 40, 50])).to.equal("...");
    expect(withheld([9, 40, 50])).to.equal("xx.");
    expect(withheld([40, 9, 30])).to.equal(".xx");
    expect(withheld([9, 9, 50])).to.equal("xx.");
    expect(withheld([4, 5, 50, 40]), "nine together are too few").to.equal("xx.x");
  });

  it("one alone has no other that could give it away", () => {
    expect(withheld([9])).to.equal("x");
    expect(withheld([10])).to.equal(".");
  });

  it("whose bands together would give one away are masked across clients", () => {
    const rare = (id: string, n: number): ClientRecord => ({
      id,
      people: [...group(30, "", MEDIUM), ...group(n, "", HIGH).map((one) => ({ ...one, id: `h ${one.id}` }))],
    });
    const { clients, total } = redact([rare("a", 3), rare("b", 8), rare("c", 20)], { asOf: NOW });
    expect(total).to.equal(3);
    // Three of 31 would be what is left of the book's, were the other two said.
    const unsaid = clients.filter(({ distribution }) => distribution!.high === null).length;
    expect(unsaid).to.be.at.least(2);
  });
});

describe("redact: differences between two dates", () => {
  const seen = (days: number) => ({ events: [event("simulation_clicked", days)] });
  const NEW = seen(5);
  const OLD = seen(100);

  it("are withheld where fewer had a score than a group has to have: less the change, the average would be theirs", () => {
    const client = { id: "c", people: [...group(11, "it", NEW), ...group(1, "it", OLD)] };
    expect(scoreClient(client, { model: "phishr", asOf: NOW }).change).to.be.a("number");
    const { departments, ...whole } = only(client);
    for (const { withheld, average_score, change, trend } of [whole, ...departments])
      expect([withheld, average_score !== null, change, trend]).to.deep.equal([false, true, null, null]);
    expect(only(client, { minGroup: 1 }).change).to.be.a("number");
  });

  it("of one department take the next smallest along, so that no total gives it away", () => {
    const client = {
      id: "c",
      people: [
        ...[...group(11, "few", NEW), ...group(3, "few", OLD)],
        ...[...group(14, "most", OLD), ...group(12, "next", OLD), ...group(13, "others", OLD)],
        // Nobody of these had a score, so that nothing of them could be worked out.
        ...group(10, "fresh", NEW),
      ],
    };
    const { change, departments } = only(client);
    expect(change).to.be.a("number");
    expect(departments.map((one) => [one.department_id, one.withheld, one.change !== null])).to.deep.equal([
      ["few", false, false],
      ["fresh", false, false],
      ["most", false, true],
      ["next", false, false],
      ["others", false, true],
    ]);
  });

  it("of one client take the next smallest along, and a client that is new takes none", () => {
    const changes = (...clients: ClientRecord[]): boolean[] =>
      redact(clients, { asOf: NOW }).clients.map(({ change }) => change !== null);
    const [few, small, large, fresh] = [
      { id: "few", people: [...group(12, "it", NEW), ...group(2, "it", OLD)] },
      { id: "small", people: group(20, "it", OLD) },
      { id: "large", people: group(30, "it", OLD) },
      { id: "fresh", people: group(12, "it", NEW) },
    ] as const;
    expect(changes(few, small, large)).to.deep.equal([false, false, true]);
    expect(changes(fresh, small, large)).to.deep.equal([false, true, true]);
  });
});

describe("redact: what is out of the ordinary hides no less", () => {
  const small = { id: "same", people: group(9, "it", HIGH) };
  const large = { id: "same", people: group(40, "it", MEDIUM) };

  it("clients that share an id are withheld each for itself", () => {
    const third = { id: "other", people: group(30, "hr", MEDIUM) };
    for (const clients of [
      [small, large, third],
      [large, small, third],
    ])
      expect(redact(clients, { asOf: NOW }).clients.map(({ withheld }) => withheld)).to.deep.equal(
        clients.map(({ people }) => people.length < 40),
      );
  });

  for (const value of [NaN, Infinity, -1, "10", "all", true, {}]) {
    it(`a minimum of ${String(value)} (${typeof value}) is refused by its name`, () => {
      const clients = [small];
      for (const [name, option] of [
        ["min_group", "minGroup"],
        ["min_cell", "minCell"],
      ] as const) {
        expect(() => redact({ clients, tenant: { [name]: value } }, { asOf: NOW })).to.throw(
          RangeError,
          new RegExp(`^${name}: .*from 0 to`),
        );
        expect(() => redact(clients, { asOf: NOW, [option]: value })).to.throw(RangeError, new RegExp(`^${name}: `));
      }
    });
  }

  it("null is the standard, and 0 hides nothing", () => {
    expect(redact({ clients: [small], tenant: { min_group: null } }, { asOf: NOW }).clients[0]!.withheld).to.equal(
      true,
    );
    expect(redact([small], { asOf: NOW, minGroup: 0, minCell: 0 }).clients[0]!.withheld).to.equal(false);
  });

  it("a client without a list of people, and what is no client, is one of nobody", () => {
    for (const none of [{ id: "none" }, null, 7]) {
      const clients = [none, large] as ClientRecord[];
      expect(redact(clients, { asOf: NOW }).clients.map(({ withheld }) => withheld)).to.deep.equal([true, true]);
    }
  });

  it("a band may have any name", () => {
    const model = defineModel({
      id: "own",
      kind: "event-decay",
      scale: [0, 1],
      precision: 2,
      bands: [
        { id: "constructor", from: 0 },
        { id: "__proto__", from: 0.6 },
      ],
      parameters: { weights: { simulation_clicked: 0.5 }, decay: 0.5 },
    });
    const { clients } = redact([large, { ...large, id: "b" }], { asOf: NOW, model });
    expect(clients.map(({ distribution }) => Object.entries(distribution!))).to.deep.equal(
      Array(2).fill([
        ["constructor", 40],
        ["__proto__", 0],
      ]),
    );
  });

  it("refuses settings that are no object: a minimum group size may be in them", () => {
    const clients = [{ id: "c", people: [] }];
    const text = '{"min_group":20}' as unknown as Tenant;
    const said = /^tenant: .*; expected an object of settings\.$/;
    expect(() => redact({ as_of: NOW, clients }, { audience: "client", tenant: text })).to.throw(RangeError, said);
    expect(() => redact({ as_of: NOW, clients, tenant: text }, { audience: "client" })).to.throw(RangeError, said);
    expect(() => redact({ as_of: NOW, clients: [{ ...clients[0]!, tenant: text }] }, { audience: "client" })).to.throw(
      RangeError,
      said,
    );
  });
});
