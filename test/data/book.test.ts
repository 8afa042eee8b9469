import { expect } from "@open-wc/testing";
import { bookOf, EVERYTHING, type Book } from "../../src/data/book.js";
import { groupsOf } from "../../src/data/groups.js";
import { pointAt, series } from "../../src/data/lines.js";
import { clientRecord, clientsOf, peopleOf, personRecord } from "../../src/data/lists.js";
import { transitionsOf } from "../../src/data/moves.js";
import { loadMask, loadNameless, loadSupplied } from "../../src/data/parts.js";
import { readData } from "../../src/data/read.js";
import type { SubjectRef, SubjectView, ViewOptions } from "../../src/data/types.js";
import { driversOf, movedOf } from "../../src/data/why.js";
import {
  defineModel,
  models,
  scoreClient,
  scorePerson,
  type Dataset,
  type PersonRecord,
} from "../../src/engine/index.js";
import { seeded } from "../support/virtual.js";
import { PLAIN } from "./options.js";

const AS_OF = "2026-11-23T09:12:00Z";
const DAY = 86_400_000;
const OPTIONS: ViewOptions = { ...PLAIN, model: "phishr", asOf: AS_OF };
const DEPARTMENTS: Array<[string, number]> = [
  ["tiny", 4],
  ["sales", 13],
  ["finance", 26],
  ["it", 31],
];

function people(prefix: string, sizes: ReadonlyArray<[string, number]>, seed: number): PersonRecord[] {
  const random = seeded(seed);
  const day = (): string => new Date(Date.parse(AS_OF) - Math.floor(random() * 300) * DAY).toISOString();
  const types = [
    "simulation_clicked",
    "simulation_opened",
    "simulation_submitted",
    "simulation_reported",
    "training_completed",
  ] as const;
  return sizes.flatMap(([department, n]) =>
    Array.from({ length: n }, (_, i): PersonRecord => ({
      id: `usr-${prefix}-${department}-${i}`,
      name: `Private ${prefix} ${department} ${i}`,
      email: `${prefix}.${department}.${i}@secret.example`,
      ...(department ? { department } : {}),
      role: ["hr", "finance", "admin", "standard"][Math.floor(random() * 4)]!,
      measures: { security_iq: Math.round(random() * 100), phish_risk: Math.round(random() * 100) },
      events: Array.from({ length: Math.floor(random() * 9) }, (_, e) => ({
        id: `evt-${prefix}-${department}-${i}-${e}`,
        type: types[Math.floor(random() * types.length)]!,
        at: day(),
        ref: `campaign-${Math.floor(random() * 5)}`,
      })),
    })),
  );
}
const DATA: Dataset = {
  as_of: AS_OF,
  model: "phishr",
  clients: [
    { id: "acme", name: "Acme", people: people("acme", DEPARTMENTS, 1) },
    {
      id: "beta",
      name: "Beta",
      people: people(
        "beta",
        [
          ["it", 3],
          ["", 5],
        ],
        2,
      ),
    },
    {
      id: "gamma",
      name: "Gamma",
      people: people(
        "gamma",
        [
          ["it", 22],
          ["", 12],
        ],
        3,
      ),
    },
    { id: "delta", name: "Delta", people: people("delta", [["sales", 40]], 4) },
  ],
};
const ONE: Dataset = { ...DATA, clients: [DATA.clients[0]!] };
const input = readData(DATA).book;
const one = readData(ONE).book;
const open = (options: Partial<ViewOptions> = {}, book = input): Book => bookOf(book, { ...OPTIONS, ...options });

describe("book", () => {
  before(loadMask);
  before(loadNameless);
  before(loadSupplied);

  it("says what the engine says, of people and of clients", () => {
    const book = open();
    for (const client of DATA.clients) {
      const scored = scoreClient(client, { model: "phishr", asOf: AS_OF });
      const view = book.subject({ kind: "client", id: client.id })!;
      expect([view.score, view.published, view.band, view.change, view.trend, view.scored]).to.deep.equal([
        scored.score,
        scored.published,
        scored.band,
        scored.change,
        scored.trend,
        scored.scored,
      ]);
      expect(Object.fromEntries(view.distribution!.map(({ band, count }) => [band, count]))).to.deep.equal(
        scored.distribution,
      );
      const [first] = client.people;
      const { issues: _, ...person } = scorePerson(first!, { model: "phishr", asOf: AS_OF });
      const own = book.subject({ kind: "person", id: first!.id })!;
      expect(own.person).to.deep.include(person);
      // What is said of groups is not said of one person.
      expect([own.small, own.withheld, own.people, own.distribution]).to.deep.equal([false, false, null, null]);
    }
  });

  it("a past date is the same as asking then", () => {
    const then = new Date(Date.parse(AS_OF) - 50 * DAY).toISOString();
    for (const ref of [
      { kind: "client", id: "acme" },
      { kind: "person", id: "usr-acme-it-3" },
      { kind: "department", id: "it" },
    ] as const) {
      const point = pointAt(open(), ref, null, Date.parse(then));
      // Added up in another order: as exact as the engine promises, and shown alike.
      const asked = open({ asOf: then }).subject(ref)!;
      expect(point.score).to.be.closeTo(asked.score!, 1e-12);
      expect([point.published, point.band]).to.deep.equal([asked.published, asked.band]);
    }
  });

  it("a client's own settings that are refused leave it alone without scores, and say where they are", () => {
    const home = (id: string, tenant?: object): object => ({
      id,
      people: [{ id: `${id}-1`, events: [{ type: "simulation_clicked", at: AS_OF }] }],
      ...(tenant && { tenant }),
    });
    const clients = [home("a"), home("b", { period_years: 9 }), home("c")];
    const { book: input } = readData({ as_of: AS_OF, model: "metacompliance", clients });
    const book = bookOf(input, { ...OPTIONS, model: "infima" });
    expect(book.issues).to.deep.equal([]);
    const refused = bookOf(input, { ...OPTIONS, model: null });
    expect(refused.issues).to.deep.equal([
      {
        path: "clients[1].tenant.period_years",
        message: "clients[1].tenant.period_years: 9; expected a whole number from 1 to 3.",
      },
    ]);
    expect(refused.subject({ kind: "person", id: "b-1" })!.score).to.equal(null);
    expect(refused.refusal(refused.modelOf(1))!.code).to.equal("invalid-setting");
    expect(refused.refusal(refused.modelOf(0))).to.equal(undefined);
    expect(() => bookOf(input, { ...OPTIONS, model: null, tenant: { period_years: 9 } })).to.throw("period_years: 9");
  });

  it("a client's own settings move its own bands", () => {
    const people = [
      {
        id: "a",
        measures: { phishing_simulation: 60, threat_exposure: 60, training: 60, incidents: 60, peer_benchmark: 60 },
      },
    ];
    const { book } = readData({
      clients: [
        { id: "strict", tenant: { critical_threshold: 55 }, people },
        { id: "plain", people: [{ ...people[0]!, id: "b" }] },
      ],
    });
    const opened = bookOf(book, { ...OPTIONS, model: "moxso" });
    expect(clientsOf(opened).map(({ band }) => band)).to.deep.equal(["critical", "elevated"]);
    expect(peopleOf(opened).map(({ band }) => band)).to.deep.equal(["critical", "elevated"]);
  });

  it("a client's own model is used where the page asks for none, and always for its own numbers", () => {
    const { book } = readData({
      clients: [
        { id: "a", model: "infima", people: DATA.clients[0]!.people },
        { id: "b", people: [] },
      ],
    });
    expect(clientsOf(bookOf(book, { ...OPTIONS, model: null })).map(({ model }) => model.id)).to.deep.equal([
      "infima",
      "phishr",
    ]);
    expect(clientsOf(bookOf(book, { ...OPTIONS, model: "caniphish" })).map(({ model }) => model.id)).to.deep.equal([
      "caniphish",
      "caniphish",
    ]);
  });

  describe("of numbers whose model nobody names", () => {
    const answers = {
      "a person's": {
        employee_id: "u",
        score: 20,
        band: "low",
        last_updated: AS_OF,
        signals: { phishing_simulation: 72, threat_exposure: 81, training: 44, incidents: 0, peer_benchmark: 58 },
      },
      "a department's": {
        department_id: "d",
        employee_count: 42,
        average_score: 54,
        distribution: { low: 12, moderate: 18, elevated: 9, critical: 3 },
        trend: "improving",
      },
      "one in a band": { employee_id: "u", score: 67, band: "elevated", last_updated: AS_OF, signals: {} },
    };
    const under = (answer: object, model: ViewOptions["model"]): SubjectView =>
      bookOf(readData(answer).book, { ...OPTIONS, model }).subject()!;

    for (const [whose, answer] of Object.entries(answers))
      it(`${whose} in the published API's words is shown in its model, whichever the page asks for`, () => {
        const own = under(answer, null);
        expect([own.model.id, own.issues]).to.deep.equal(["moxso", []]);
        for (const model of ["phishr", "caniphish", "infima"]) {
          const { model: shown, published, band, issues } = under(answer, model);
          expect([shown.id, published, band, issues], model).to.deep.equal(["moxso", own.published, own.band, []]);
        }
      });

    it("the page's is theirs where it knows their words", () => {
      const answer = { employee_id: "u", score: 80, band: "high", last_updated: AS_OF, signals: { security_iq: 20 } };
      expect(under(answer, "caniphish")).to.deep.include({ band: "high", issues: [] });
      expect(under(answer, "caniphish").model.id).to.equal("caniphish");
      expect(under({ employee_id: "u", score: 80, last_updated: AS_OF }, "caniphish").model.id).to.equal("caniphish");
      const own = defineModel({ ...models.moxso!.definition, id: "ours", precision: 1 });
      expect(under(answers["a person's"], own).model.id).to.equal("ours");
    });

    it("words that neither knows are said under the page's", () => {
      const answer = { ...answers["one in a band"], band: "severe" };
      const { model, issues } = under(answer, "caniphish");
      expect([model.id, issues.map(({ path }) => path)]).to.deep.equal(["caniphish", ["band"]]);
    });
  });

  describe("the model that clients name", () => {
    const people = (n: number): object[] =>
      Array.from({ length: n }, (_, i) => ({
        id: `p${i}`,
        department: "it",
        events: [{ type: "simulation_submitted", at: "2026-10-30T00:00:00Z" }],
      }));
    const of = (
      models: ReadonlyArray<string | undefined>,
      more: object = {},
      options: Partial<ViewOptions> = {},
    ): Book =>
      bookOf(
        readData({
          ...more,
          clients: models.map((model, i) => ({ id: `${i}`, ...(model && { model }), people: people(i + 1) })),
        }).book,
        { ...OPTIONS, model: null, asOf: "2026-11-01T00:00:00Z", ...options },
      );
    const told = (book: Book, ref: SubjectRef): unknown[] => {
      const { score, published, band, model, distribution } = book.subject(ref)!;
      return [
        score === null ? null : Math.round(score),
        published,
        band,
        model.id,
        distribution?.map((cell) => cell.band),
      ];
    };
    const infima = [48, 48, "moderate", "infima", ["low", "moderate", "high", "critical"]];
    const it_: SubjectRef = { kind: "department", id: "it" };

    it("is the book's, where it is every client's", () => {
      for (const book of [of(["infima", "infima"]), of(["infima", "infima"], { model: "phishr" })]) {
        expect(book.model.id).to.equal("infima");
        expect(told(book, EVERYTHING)).to.deep.equal(infima);
        expect(told(book, it_)).to.deep.equal(infima);
        expect(series(book, EVERYTHING).at(-1)).to.deep.include({ published: 48, band: "moderate" });
      }
      // Where one is refused, the others' is.
      const refused = of(["infima", "nonsense"]);
      expect([refused.model.id, told(refused, EVERYTHING).slice(0, 3)]).to.deep.equal(["infima", infima.slice(0, 3)]);
      expect(refused.issues.map(({ path }) => path)).to.deep.equal(["clients[1].model"]);
    });

    it("is not, where one client names none, or the page asks for another", () => {
      expect(of(["infima", undefined]).model.id).to.equal("phishr");
      expect(of(["infima", undefined], { model: "infima" }).model.id).to.equal("infima");
      const asked = of(["infima", "infima"], {}, { model: "phishr" });
      expect([asked.model.id, told(asked, EVERYTHING)[3]]).to.deep.equal(["phishr", "phishr"]);
    });

    it("is that of a group across clients that share it, whatever the other clients name", () => {
      const clients = ["infima", "infima", "phishr"].map((model, i) => ({
        id: `${i}`,
        model,
        people: people(2).map((one) => ({ ...one, department: i < 2 ? "it" : "hr" })),
      }));
      const book = bookOf(readData({ clients }).book, { ...OPTIONS, model: null, asOf: "2026-11-01T00:00:00Z" });
      expect(told(book, it_)).to.deep.equal(infima);
      expect(book.subject(EVERYTHING)!.score).to.equal(null);
    });

    it("has the settings of the page, not of one client", () => {
      const clients = [1, 2].map((n) => ({
        id: `${n}`,
        model: "infima",
        people: people(n),
        tenant: { min_group: 10 + n },
      }));
      const book = bookOf(readData({ clients }).book, { ...OPTIONS, model: null, asOf: "2026-11-01T00:00:00Z" });
      expect([book.model.id, told(book, EVERYTHING)[1]]).to.deep.equal(["infima", 48]);
    });
  });

  it("sums nothing over clients of different models, at no date", () => {
    const people = Array.from({ length: 12 }, (_, i) => ({
      id: `p${i}`,
      department: "it",
      events: [{ type: "simulation_clicked", at: "2026-08-01T00:00:00Z" }],
    }));
    const clients = ["infima", "phishr"].map((model) => ({
      id: model,
      model,
      people: people.map((person) => ({ ...person, id: `${model} ${person.id}` })),
    }));
    for (const audience of ["internal", "client"] as const) {
      const of = (model: string | null): Book =>
        bookOf(readData({ clients }).book, { ...OPTIONS, model, audience, asOf: "2026-11-01T00:00:00Z" });
      for (const ref of [EVERYTHING, { kind: "department", id: "it" } as const]) {
        const view = of(null).subject(ref)!;
        expect(view.small).to.equal(false);
        expect([view.score, view.change, view.scored, view.distribution], ref.kind).to.deep.equal([
          null,
          null,
          null,
          null,
        ]);
        expect(series(of(null), ref).every(({ score }) => score === null)).to.equal(true);
      }
      expect(of(null).subject(EVERYTHING)!.people).to.equal(24);
      expect(of(null).subject({ kind: "client", id: "infima" })!.score).to.be.above(1);
      expect(of("phishr").subject(EVERYTHING)!.score).to.be.within(0, 1);
    }
  });

  for (const [code, options] of [
    ["unknown-model", { model: "oracle" }],
    ["unknown-model", { model: "constructor" }],
    ...[7, NaN, true, false].map((model) => ["unknown-model", { model: model as unknown as string }] as const),
    ["invalid-date", { asOf: "yesterday" }],
    ["invalid-date", { asOf: "2026-02-30T00:00:00Z" }],
    ["invalid-setting", { model: "moxso", tenant: { score_decay_days: 7 } }],
  ] as const) {
    it(`${code}: ${JSON.stringify(options)}`, () => {
      expect(() => open(options).subject())
        .to.throw()
        .with.property("code", code);
    });
  }

  it("what is no date is refused also after the date that its JSON looks like", () => {
    const day = new Date("2026-10-01T00:00:00Z");
    for (const [known, wrong] of [
      [null, NaN],
      [day.toISOString(), day],
    ] as ReadonlyArray<[string | null, number]>) {
      open({ asOf: known }).subject();
      expect(() => open({ asOf: wrong }).subject())
        .to.throw(`as-of: ${String(wrong)} is not a time`)
        .with.property("code", "invalid-date");
    }
  });

  it("takes a date of digits, as an attribute gives it", () => {
    expect(open({ asOf: String(Date.parse(AS_OF)) }).asOf).to.equal(Date.parse(AS_OF));
  });

  it("the same question is the same book, another is another, and few are kept", () => {
    expect(open()).to.equal(open());
    expect(open({ window: 30 })).to.not.equal(open());
    const first = open({ window: 1 });
    for (let i = 2; i < 40; i++) open({ window: i });
    expect(open({ window: 1 })).to.not.equal(first);
  });

  it("a supplied number has the past that came with it, and no other", () => {
    const history = [
      { at: "2026-11-01T00:00:00Z", score: 60 },
      { at: "2026-10-01T00:00:00Z", score: 50 },
      { at: "2026-01-01T00:00:00Z", score: 10 },
    ];
    const { book } = readData({ employee_id: "a", score: 67, band: "elevated", signals: {}, last_updated: AS_OF });
    const person = { ...book.clients[0]!.people[0]!, history };
    const opened = bookOf(
      { ...book, clients: [{ ...book.clients[0]!, people: [person] }] },
      { ...OPTIONS, model: null, asOf: null },
    );
    const ref = { kind: "person", id: "a" } as const;
    expect(series(opened, ref).map(({ score }) => score)).to.deep.equal([50, 60, 67]);
    expect(pointAt(opened, ref, null, Date.parse("2026-10-15T00:00:00Z")).score).to.equal(50);
    expect(pointAt(opened, ref, null, Date.parse("2025-10-15T00:00:00Z")).score).to.equal(null);
    const alone = bookOf(book, { ...OPTIONS, model: null, asOf: null });
    expect(series(alone, ref).map(({ score }) => score)).to.deep.equal([67]);
  });

  it("the record behind a supplied number is there where it came too, and the number stays", () => {
    const [person] = DATA.clients[0]!.people;
    const both = { ...person!, supplied: { score: 0.67 } };
    const opened = bookOf({ clients: [{ id: "", people: [both] }] }, OPTIONS);
    expect(opened.subject()!.published).to.equal(0.67);
    expect(personRecord(opened, person!.id)!.person.events).to.equal(person!.events);
    const bare = bookOf({ clients: [{ id: "", people: [{ id: "x", supplied: { score: 0.67 } }] }] }, OPTIONS);
    expect(personRecord(bare, "x")).to.equal(null);
  });

  describe("names", () => {
    const names = (redact: ViewOptions["redact"]): string[] => peopleOf(open({ redact })).map(({ name }) => name);
    it("as initials", () => expect(names("initials")[0]).to.equal("P.\u202fA.\u202fT.\u202f0."));
    it("as pseudonyms: one each, the same wherever they stand, in no order", () => {
      const all = names("pseudonym");
      expect(new Set(all).size).to.equal(all.length);
      expect(all.every((name) => /^P-\d{3,}$/.test(name))).to.equal(true);
      expect(names("pseudonym")).to.deep.equal(all);
      expect(all).to.not.deep.equal([...all].sort());
    });
  });

  describe("for the client audience", () => {
    const clientOptions = { audience: "client" } as const;

    /** Everything that an element can get out of a book. */
    function everything(book: Book): SubjectView[] {
      const ids = book.clientIds;
      const refs = [
        { ref: book.whole, within: null },
        { ref: { kind: "book", id: "" } as const, within: null },
        ...ids.map((id) => ({ ref: { kind: "client", id } as const, within: null as string | null })),
        ...[null, ...ids].flatMap((within) =>
          (["department", "role"] as const).flatMap((kind) =>
            groupsOf(book, kind, within).map(({ id }) => ({ ref: { kind, id }, within })),
          ),
        ),
      ];
      return refs.flatMap(({ ref, within }) => book.subject(ref, within) ?? []);
    }

    it("there is nobody in it, whatever is asked", () => {
      for (const model of ["phishr", "caniphish", "infima"]) {
        for (const book of [open({ ...clientOptions, model }), open({ ...clientOptions, model }, one)]) {
          const id = "usr-acme-it-3";
          expect(peopleOf(book)).to.deep.equal([]);
          expect(peopleOf(book, { kind: "client", id: "acme" })).to.deep.equal([]);
          expect([
            personRecord(book, id),
            clientRecord(book, "acme"),
            book.subject({ kind: "person", id }),
          ]).to.deep.equal([null, null, null]);
          expect(series(book, { kind: "person", id })).to.deep.equal([]);
          expect(pointAt(book, { kind: "person", id }, null, book.asOf - DAY).score).to.equal(null);
          const views = everything(book).map(({ model: _, bands: __, ...view }) => [
            view,
            series(book, view),
            transitionsOf(book, view),
            driversOf(book, view),
            movedOf(book, view),
          ]);
          expect(JSON.stringify(views)).to.not.match(/usr-|evt-|Private|secret/);
        }
      }
    });

    it("small groups are withheld, and the next smallest with them, at every date and under every model", () => {
      for (const model of ["phishr", "caniphish", "infima", "metacompliance", "moxso"]) {
        for (let back = 0; back < 300; back += 37) {
          const asOf = Date.parse(AS_OF) - back * DAY;
          const book = open({ ...clientOptions, model, asOf });
          const gone = (views: readonly SubjectView[]): string[] =>
            views.filter(({ withheld }) => withheld).map(({ id }) => id);
          expect(gone(clientsOf(book)), `${model} ${back}`).to.include.members(["beta"]);
          expect(gone(clientsOf(book)).length, `${model} ${back}`).to.be.at.least(2);
          expect(gone(groupsOf(book, "department", "acme")), `${model} ${back}`).to.include.members(["tiny", "sales"]);
        }
      }
    });

    it("nothing that is withheld has a number in it, then or now", () => {
      const book = open(clientOptions);
      for (const view of everything(book).filter(({ withheld }) => withheld)) {
        const { score, published, band, change, trend, people, scored, distribution, group } = view;
        expect([score, published, band, change, trend, people, scored, distribution, group]).to.deep.equal(
          Array(9).fill(null),
        );
        expect(series(book, view)).to.deep.equal([]);
        expect(pointAt(book, view, null, book.asOf - 10 * DAY).score).to.equal(null);
      }
    });

    it("no total less its parts leaves fewer than two groups or ten people, on any page, by any filter, at any date", () => {
      for (const source of [input, one]) {
        for (const model of ["phishr", "caniphish", "moxso"]) {
          for (let back = 0; back < 200; back += 40) {
            const options = { model, asOf: Date.parse(AS_OF) - back * DAY };
            const seen = open({ ...clientOptions, ...options }, source);
            const truth = open(options, source);
            const check = (total: SubjectView, parts: readonly SubjectView[], real: readonly SubjectView[]): void => {
              if (total.withheld) return;
              const shown = parts.filter(({ withheld }) => !withheld);
              const left = total.people! - shown.reduce((n, { people }) => n + people!, 0);
              const gone = parts.length - shown.length;
              const nobody = total.people! - real.reduce((n, { people }) => n + people!, 0);
              if (gone === 0) return;
              expect(gone + (nobody > 0 ? 1 : 0), `${model} ${back} ${total.id}`).to.be.at.least(2);
              expect(left, `${model} ${back} ${total.id}`).to.be.at.least(10);
            };
            for (const id of seen.clientIds) {
              const total = seen.subject({ kind: "client", id })!;
              for (const kind of ["department", "role"] as const)
                check(total, groupsOf(seen, kind, id), groupsOf(truth, kind, id));
              if (total.withheld)
                expect(groupsOf(seen, "department", id).every(({ withheld }) => withheld)).to.equal(true);
            }
            if (source === input) check(seen.subject({ kind: "book", id: "" })!, clientsOf(seen), clientsOf(truth));
          }
        }
      }
    });

    it("across clients no department and no role is told: it would be those shown and those withheld together", () => {
      const book = open(clientOptions);
      for (const kind of ["department", "role"] as const)
        expect(groupsOf(book, kind).every(({ withheld }) => withheld)).to.equal(true);
      expect(groupsOf(open(clientOptions, one), "department").some(({ withheld }) => !withheld)).to.equal(true);
    });

    it("counts of 1 to 4 are masked, and no row or column gives one back", () => {
      for (let back = 0; back < 300; back += 25) {
        const options = { asOf: Date.parse(AS_OF) - back * DAY };
        const seen = open({ ...clientOptions, ...options });
        const truth = open(options);
        for (const id of seen.clientIds) {
          for (const view of [
            seen.subject({ kind: "client", id })!,
            ...groupsOf(seen, "department", id),
            ...groupsOf(seen, "role", id),
          ]) {
            if (view.withheld || !view.distribution) continue;
            const real = truth.subject(view, view.kind === "client" ? null : id)!.distribution!;
            view.distribution.forEach(({ count, under }, i) => {
              const n = real[i]!.count!;
              if (count !== null)
                expect(count === n && (count === 0 || count > 4), `${view.id} ${back}`).to.equal(true);
              else if (under !== undefined) expect(n, `${view.id} ${back}`).to.be.within(1, under - 1);
            });
            const unknown =
              view.distribution.filter(({ count }) => count === null).length + (view.scored === null ? 1 : 0);
            expect(unknown, `${view.id} ${back}`).to.not.equal(1);
          }
        }
      }
    });

    it("moves over the window are masked like counts", () => {
      const seen = open(clientOptions, one);
      for (const view of [seen.subject()!, ...groupsOf(seen, "department")]) {
        const moves = transitionsOf(seen, view);
        if (view.withheld) expect(moves).to.equal(null);
        for (const { from, to, count } of moves ?? []) {
          expect([from, to]).to.deep.equal([null, null]);
          if (count !== null) expect(count === 0 || count > 4).to.equal(true);
        }
      }
    });

    it("scores are the published ones", () => {
      const { score, published } = open(clientOptions, one).subject()!;
      expect(score).to.equal(published);
      expect(
        series(open(clientOptions, one), { kind: "client", id: "acme" }).every(
          (point) => point.score === point.published,
        ),
      ).to.equal(true);
    });

    it("a tenant's own minimums hold", () => {
      const gone = (tenant: ViewOptions["tenant"]): number =>
        groupsOf(open({ ...clientOptions, tenant }, one), "department").filter(({ withheld }) => withheld).length;
      expect([gone({ min_group: 3 }), gone(null), gone({ min_group: 20 })]).to.deep.equal([0, 2, 3]);
    });

    it("a client's own hold for it, and where clients stand side by side the strictest for all", () => {
      const sizes: Array<[string, number]> = [
        ["it", 26],
        ["hr", 31],
        ["law", 40],
      ];
      const home = (id: string, min_group?: number | null) => ({
        id,
        people: people(id, sizes, 3),
        ...(min_group === undefined ? {} : { tenant: { min_group } }),
      });
      const gone = (clients: ReadonlyArray<ReturnType<typeof home>>, tenant: ViewOptions["tenant"] = null): number =>
        groupsOf(
          open({ ...clientOptions, model: "caniphish", tenant }, readData({ as_of: AS_OF, clients }).book),
          "department",
          "a",
        ).filter(({ withheld }) => withheld).length;
      expect([gone([home("a")]), gone([home("a", 30)]), gone([home("a", 30)], { min_group: 3 })]).to.deep.equal([
        0, 2, 2,
      ]);
      expect(gone([home("a", 3)], { min_group: 30 })).to.equal(0);
      expect(gone([home("a", null)], { min_group: 30 })).to.equal(2);
      expect([gone([home("a"), home("b")]), gone([home("a"), home("b", 30)])]).to.deep.equal([0, 2]);
    });

    it("a page's minimum that is none is refused by its name, path and kind", () => {
      for (const [tenant, value] of [
        [{ min_group: "abc" }, '"abc" (string)'],
        [{ min_group: -1 }, "-1"],
        [{ min_group: true }, "true"],
      ] as const) {
        const book = open({ ...clientOptions, tenant: tenant as unknown as ViewOptions["tenant"] }, one);
        expect(() => book.subject())
          .to.throw(`tenant.min_group: ${value}; expected a number from 0 to 1000000000`)
          .with.property("code", "invalid-setting");
      }
      expect(open({ ...clientOptions, tenant: { min_group: null } }, one).subject()!.withheld).to.equal(false);
    });

    it("what a service has hidden is not added up again", () => {
      const group = (id: string, n: number | null, extra = {}): object => ({
        department_id: id,
        name: id,
        employee_count: n,
        average_score: n && 40,
        distribution: n && { low: n, moderate: 0, elevated: 0, critical: 0 },
        trend: null,
        min_cell: 5,
        ...extra,
      });
      const { book } = readData({
        client_id: "c",
        name: "C",
        employee_count: 60,
        average_score: 40,
        distribution: { low: 60, moderate: 0, elevated: 0, critical: 0 },
        trend: null,
        min_cell: 5,
        departments: [group("a", 40), group("b", null, { withheld: true })],
      });
      const opened = bookOf(book, { ...OPTIONS, model: null, audience: "client" });
      expect(groupsOf(opened, "department").map(({ id, withheld, people }) => [id, withheld, people])).to.deep.equal([
        ["a", false, 40],
        ["b", true, null],
      ]);
    });

    it("what a service did not hide is hidden here", () => {
      const group = (id: string, n: number): object => ({
        department_id: id,
        name: id,
        employee_count: n,
        average_score: 40,
        distribution: { low: n - 2, moderate: 2, elevated: 0, critical: 0 },
        trend: null,
      });
      const { book } = readData({
        client_id: "c",
        name: "C",
        employee_count: 44,
        average_score: 40,
        distribution: { low: 38, moderate: 6, elevated: 0, critical: 0 },
        trend: null,
        departments: [group("a", 4), group("b", 12), group("d", 28)],
      });
      const opened = bookOf(book, { ...OPTIONS, model: null, audience: "client" });
      expect(groupsOf(opened, "department").map(({ id, withheld }) => [id, withheld])).to.deep.equal([
        ["a", true],
        ["b", true],
        ["d", false],
      ]);
      expect(groupsOf(opened, "department")[2]!.distribution!.map(({ count }) => count)).to.not.include(2);
    });
  });
});
