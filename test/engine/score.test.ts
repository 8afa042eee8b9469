import { expect } from "@open-wc/testing";
import {
  DAY,
  defineModel,
  models,
  prepare,
  redact,
  scoreBook,
  scoreClient,
  scoreColumns,
  scoreGroup,
  scorePerson,
  toColumns,
  type ClientRecord,
  type PersonRecord,
} from "../../src/engine/index.js";
import { known, newest, past } from "../../src/engine/evidence.js";
import { ago, close, event, NOW, person, refused } from "./support.js";

const options = { model: "phishr", asOf: NOW };
const clicker = (id: string, days: number): PersonRecord => person({ id, events: [event("simulation_clicked", days)] });

describe("scorePerson", () => {
  it("answers with everything a score needs beside it", () => {
    expect(scorePerson(clicker("a", 0), options)).to.deep.equal({
      id: "a",
      model: "phishr",
      asOf: NOW,
      score: 0.5,
      published: 0.5,
      band: "medium",
      coverage: 1,
      contributions: [
        { id: "simulation_clicked", points: 0.5, count: 1, latest: NOW },
        { id: "limits", points: 0 },
      ],
      issues: [],
      change: null,
      trend: null,
    });
  });

  it("takes its date as a number or as a text", () => {
    const text = scorePerson(clicker("a", 1), { ...options, asOf: "2026-11-23T10:00:00+01:00" });
    expect(text).to.deep.equal(scorePerson(clicker("a", 1), options));
    expect(text.asOf).to.equal(NOW);
  });

  for (const asOf of [
    "2026-02-30T00:00Z",
    "2026-11-23T09:00",
    "1",
    "",
    "now",
    NaN,
    Infinity,
    null,
    undefined,
    new Date(0),
    {},
    8.64e15 + 1,
  ]) {
    it(`refuses the date ${String(asOf)}`, () => {
      const wrong = { model: "phishr", asOf: asOf as number };
      for (const call of [
        () => scorePerson({ id: "a" }, wrong),
        () => scoreClient({ people: [] }, wrong),
        () => scoreGroup([], wrong),
        () => scoreBook([], wrong),
      ]) {
        refused(call, "asOf", "with an offset");
      }
    });
  }

  it("changes over 90 days, or over the window asked for", () => {
    const record = person({ events: [event("simulation_clicked", 100), event("simulation_clicked", 10)] });
    const before = (days: number): number => 0.5 * 0.95 ** (100 - days);
    const now = 0.5 * (0.95 ** 100 + 0.95 ** 10);
    const usual = scorePerson(record, options);
    close(usual.change, now - before(90));
    expect(usual.trend).to.equal("stable");
    const month = scorePerson(record, { ...options, window: 30 });
    close(month.change, now - before(30));
    expect(month.trend).to.equal("worsening");
    expect(scorePerson(record, { ...options, window: 101 }).change).to.equal(null);
  });

  it("refuses a window that is none", () => {
    for (const window of [NaN, Infinity, "90 days" as unknown as number])
      refused(() => scorePerson({ id: "a" }, { ...options, window }), "window");
  });

  it("a past date is the record as it was then", () => {
    const record = person({ events: [event("simulation_clicked", 50), event("simulation_submitted", 5)] });
    const then = scorePerson(record, { ...options, asOf: ago(40) });
    close(then.score, 0.5 * 0.95 ** 10);
  });

  it("what carries no date is today's at both ends", () => {
    const record = person({
      measures: {
        security_iq: 40,
        phish_risk: [
          { at: ago(200), value: 10 },
          { at: ago(1), value: 50 },
        ],
      },
    });
    const result = scorePerson(record, { model: "caniphish", asOf: NOW });
    close(result.change, (0.35 * 40) / 0.85);
    expect(result.trend).to.equal("worsening");
  });

  it("is not shaken by a cohort of nonsense", () => {
    for (const cohort of [null, undefined, [], [null], ["x"], "people", {}, [{ id: "usr_1" }]]) {
      const result = scorePerson(person({ measures: { phishing_simulation: 50, training: 50 } }), {
        model: "moxso",
        asOf: NOW,
        cohort: cohort as PersonRecord[],
      });
      expect(result.score).to.equal(50);
      expect(result.id).to.equal("usr_1");
    }
  });
});

describe("scoreClient", () => {
  const people = [clicker("a", 0), clicker("b", 90), person({ id: "c" }), clicker("d", 200)];
  const client = { id: "acme", people };

  it("rolls its people up, in the order given", () => {
    const result = scoreClient(client, options);
    const [a, b, d] = [0.5, 0.5 * 0.95 ** 90, 0.5 * 0.95 ** 200];
    expect(result.id).to.equal("acme");
    expect(result.people.map((p) => p.id)).to.deep.equal(["a", "b", "c", "d"]);
    close(result.score, (a + b + d) / 3);
    expect(result.published).to.equal(0.17);
    expect(result.band).to.equal("low");
    expect(result.scored).to.equal(3);
    expect(result.distribution).to.deep.equal({ low: 2, medium: 1, high: 0 });
    close(result.change, (a + b + d) / 3 - (0.5 + 0.5 * 0.95 ** 110) / 2);
    expect(result.trend).to.equal("improving");
    expect(result.issues).to.deep.equal([]);
    expect(result.adjusted).to.equal(undefined);
  });

  it("bands come with every one of the model, in its order", () => {
    expect(Object.keys(scoreClient({ people: [] }, { model: "infima", asOf: NOW }).distribution)).to.deep.equal([
      "low",
      "moderate",
      "high",
      "critical",
    ]);
  });

  it("without people has no score", () => {
    const { score, published, band, scored, change, trend } = scoreClient({ people: [] }, options);
    expect([score, published, band, scored, change, trend]).to.deep.equal([null, null, null, 0, null, null]);
  });

  it("people that are no list are an issue", () => {
    for (const given of [undefined, null, "people", { 0: people[0] }]) {
      const result = scoreClient({ people: given as unknown as PersonRecord[] }, options);
      expect(result.score).to.equal(null);
      expect(result.issues.map((issue) => issue.path)).to.deep.equal(["people"]);
    }
    for (const given of [null, undefined, 5, "acme", []]) {
      expect(scoreClient(given as unknown as ClientRecord, options).issues).to.have.length(1);
    }
  });

  it("its own settings win over those of the call; null is the default", () => {
    const record = {
      people: [person({ events: [event("training_assigned", 500, { ref: "a" }), event("quiz_passed", 1)] })],
    };
    const scored = (tenant: object | undefined, own: object | undefined) =>
      scoreClient({ ...record, tenant: own }, { model: "metacompliance", asOf: NOW, tenant }).scored;
    expect(scored(undefined, undefined)).to.equal(0);
    expect(scored({ period_years: 2 }, undefined)).to.equal(1);
    expect(scored({ period_years: 2 }, { period_years: 1 })).to.equal(0);
    expect(scored({ period_years: 1 }, { period_years: 2 })).to.equal(1);
    expect(scored({ period_years: 2 }, { period_years: null })).to.equal(0);
    refused(() => scored({}, { period_years: 5 }), "tenant.period_years", "5");
    // Text and lists hold none, and would leave all at their defaults.
    refused(() => scored('{"period_years":5}' as unknown as object, {}), "tenant: ", "an object of settings");
    refused(() => scored({}, [5]), "tenant: a list", "an object of settings");
  });

  it("people carry their own change and trend", () => {
    const { people: scored } = scoreClient(client, options);
    expect(scored.map((p) => p.trend)).to.deep.equal([null, "improving", null, "stable"]);
  });
});

describe("scoreBook", () => {
  const clients: ClientRecord[] = [
    { id: "acme", people: [clicker("a", 10), clicker("b", 0), person({ id: "n" })] },
    { id: "zeta", people: [clicker("c", 0), clicker("a", 50)] },
  ];

  it("ranks everybody across clients, equals together, those without a score last", () => {
    const book = scoreBook(clients, options);
    expect(book.clients.map((c) => c.id)).to.deep.equal(["acme", "zeta"]);
    expect(book.people.map(({ client, id, rank }) => `${rank ?? "-"} ${client}/${id}`)).to.deep.equal([
      "1 acme/b",
      "1 zeta/c",
      "3 acme/a",
      "4 zeta/a",
      "- acme/n",
    ]);
    expect([book.model, book.asOf]).to.deep.equal(["phishr", NOW]);
  });

  it("ranks the other way round where low is risky", () => {
    const model = defineModel({ ...models.phishr.definition, id: "safe", direction: "lower-is-riskier" });
    expect(
      scoreBook(clients, { model, asOf: NOW })
        .people.map((p) => p.id)
        .join(""),
    ).to.equal("aabcn");
  });

  it("scores each client by its own settings", () => {
    const moxso = (id: string, critical_threshold: number): ClientRecord => ({
      id,
      tenant: { critical_threshold },
      people: [person({ measures: { phishing_simulation: 60, threat_exposure: 60 } })],
    });
    const book = scoreBook([moxso("a", 55), moxso("b", 80)], { model: "moxso", asOf: NOW });
    expect(book.clients.map((c) => c.band)).to.deep.equal(["critical", "elevated"]);
  });

  it("leaves a client without a score whose own settings are refused, names them, and scores the others", () => {
    const measures = { phishing_simulation: 60, threat_exposure: 60 };
    const moxso = (id: string, tenant: unknown): ClientRecord =>
      ({
        id,
        tenant,
        people: [person({ id, measures }), person({ id: `${id}2`, events: "none" as never })],
      }) as ClientRecord;
    const book = scoreBook(
      [moxso("a", { critical_threshold: 5 }), moxso("b", {}), moxso("c", { score_decay_days: "9" })],
      {
        model: "moxso",
        asOf: NOW,
      },
    );
    expect(book.clients.map(({ score, published, band, scored }) => [score, published, band, scored])).to.deep.equal([
      [null, null, null, 0],
      [60, 60, "elevated", 1],
      [null, null, null, 0],
    ]);
    expect(book.clients.map(({ issues }) => issues.map(({ path }) => path))).to.deep.equal([
      ["tenant.critical_threshold", "people[1].events"],
      ["people[1].events"],
      ["tenant.score_decay_days", "people[1].events"],
    ]);
    expect(book.clients[0]!.issues[0]!.message).to.equal(
      "tenant.critical_threshold: 5; expected a number from 50 to 90.",
    );
    expect(book.people.map(({ client, rank }) => [client, rank])[0]).to.deep.equal(["b", 1]);
    expect(book.people.slice(1).every(({ score, rank }) => score === null && rank === null)).to.equal(true);
    refused(
      () => scoreBook([moxso("b", {})], { model: "moxso", asOf: NOW, tenant: { critical_threshold: 5 } }),
      "critical_threshold",
    );
    refused(
      () => scoreClient(moxso("a", { critical_threshold: 5 }), { model: "moxso", asOf: NOW }),
      "critical_threshold",
    );
  });

  it("of nobody is empty", () => {
    expect(scoreBook([], options)).to.deep.equal({ model: "phishr", asOf: NOW, clients: [], people: [] });
  });

  it("refuses what is no list of clients", () => {
    for (const none of [undefined, null, {}, "acme"]) {
      refused(() => scoreBook(none as never, options), "clients: ");
    }
  });

  it("refuses an unknown model even without clients", () => {
    refused(() => scoreBook([], { model: "acme", asOf: NOW }), "acme");
  });
});

describe("prepared evidence", () => {
  it("is read once and scored at any date", () => {
    const record = person({ events: [event("simulation_clicked", 3), event("simulation_submitted", 1)] });
    const evidence = [prepare(record)];
    for (const days of [0, 1, 2, 3, 4]) {
      const [result] = scoreGroup(evidence, { ...options, asOf: ago(days) });
      const { change: _change, trend: _trend, ...expected } = scorePerson(record, { ...options, asOf: ago(days) });
      expect(result).to.deep.include(expected);
      expect(result!.change).to.equal(null);
    }
  });

  it("checks the tenant's settings even without people", () => {
    refused(() => scoreGroup([], { model: "moxso", asOf: 0, tenant: { critical_threshold: 5 } }), "critical_threshold");
  });

  it("is cut at a date: what is known is what has happened", () => {
    const evidence = prepare(
      person({
        events: [event("simulation_clicked", 3), event("simulation_clicked", 1)],
        breaches: [{ at: ago(2) }, { at: ago(9) }],
        measures: {
          training: [
            { at: ago(5), value: 1 },
            { at: ago(1), value: 2 },
          ],
          incidents: 7,
        },
      }),
    );
    const then = known(evidence, ago(2));
    expect(then.events).to.have.length(1);
    expect(then.breaches).to.have.length(2);
    expect(then.measures.get("training")).to.have.length(1);
    expect(then.measures.get("incidents")).to.have.length(1);
    expect(newest(evidence.measures.get("training"), ago(1))!.value).to.equal(2);
    expect(newest(evidence.measures.get("training"), ago(1) - 1)!.value).to.equal(1);
    expect(newest(evidence.measures.get("training"), ago(6))).to.equal(undefined);
    expect(newest(undefined, NOW)).to.equal(undefined);
    expect(past([], NOW)).to.deep.equal([]);
    expect(past([{ at: 1 }, { at: 2 }, { at: 2 }, { at: 3 }], 2)).to.have.length(3);
  });

  it("a day is a day", () => expect(DAY).to.equal(86_400_000));
});

describe("a window", () => {
  const one = { id: "a", events: [event("simulation_clicked", 0), event("simulation_opened", 100)] };
  const asked: Record<string, (window: never) => unknown> = {
    scorePerson: (window) => scorePerson(one, { model: "phishr", asOf: NOW, window }),
    scoreClient: (window) => scoreClient({ people: [one] }, { model: "phishr", asOf: NOW, window }),
    redact: (window) =>
      redact({ clients: [{ id: "c", people: [one] }] }, { audience: "client", model: "phishr", asOf: NOW, window }),
    scoreColumns: (window) =>
      scoreColumns(toColumns([{ id: "c", people: [one] }]), { model: "phishr", asOf: NOW, window }),
  };
  for (const [name, ask] of Object.entries(asked)) {
    it(`is days before the date, never after it (${name})`, () => {
      for (const [window, text] of [
        [-1, "-1"],
        [0, "0"],
        [NaN, "NaN"],
        [Infinity, "Infinity"],
        ["90", '"90" (string)'],
      ])
        expect(() => ask(window as never), text as string).to.throw(RangeError, `window: ${text}; expected a number`);
      // It would have begun before any time there is.
      expect(() => ask(1e12 as never)).to.throw(RangeError, /^window: /);
      for (const window of [null, undefined, 0.5, 90]) ask(window as never);
    });
  }
});
