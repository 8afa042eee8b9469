import { expect } from "@open-wc/testing";
import { importXapi, type XapiOptions } from "../../../src/data/importers/index.js";
import { counts, thrown } from "./support.js";

const ADL = "http://adlnet.gov/expapi/verbs/";
const statement = (fields: object = {}): object => ({
  actor: { mbox: "mailto:a@x.example" },
  verb: { id: `${ADL}completed` },
  object: { id: "course" },
  timestamp: "2026-01-02T00:00:00Z",
  ...fields,
});
const read = (data: unknown, options?: XapiOptions) => importXapi(JSON.stringify(data), options);
const first = async (fields: object) => (await read(statement(fields))).people[0]!;
const refusals = async (data: unknown): Promise<string[]> => (await read(data)).refusals.map(({ message }) => message);

describe("xAPI verbs", () => {
  for (const [verb, type] of Object.entries({
    [`${ADL}completed`]: "training_completed",
    "https://w3id.org/xapi/adl/verbs/satisfied": "training_completed",
    "http://activitystrea.ms/schema/1.0/complete": "training_completed",
    "http://activitystrea.ms/complete": "training_completed",
    [`${ADL}registered`]: "training_assigned",
    "http://activitystrea.ms/schema/1.0/assign": "training_assigned",
    "http://activitystrea.ms/assign": "training_assigned",
    "https://w3id.org/xapi/dod-isd/verbs/assigned": "training_assigned",
    [`${ADL}passed`]: "quiz_passed",
    [`${ADL}mastered`]: "quiz_passed",
    [`${ADL}failed`]: "quiz_failed",
  })) {
    it(`${verb} is ${type}`, async () => expect((await first({ verb: { id: verb } })).events![0]!.type).to.equal(type));
  }
  it("that say nothing of risk are passed over, those of a page's own are not", async () => {
    const other = statement({ verb: { id: `${ADL}launched` } });
    expect(counts(await read([other, statement({ verb: { id: "constructor" } })]))).to.include({ skipped: 2, used: 0 });
    const verbs = { [`${ADL}launched`]: "quiz_failed", [`${ADL}completed`]: null } as const;
    const own = await read([other, statement()], { verbs });
    expect([own.used, own.skipped]).to.deep.equal([1, 1]);
  });
});

describe("xAPI actors", () => {
  const of = async (actor: unknown): Promise<unknown> => {
    const { people, refusals: said } = await read(statement({ actor }));
    return said.length ? said[0]!.message.slice(0, 28) : people.map(({ id, name }) => (name ? `${id} ${name}` : id));
  };
  for (const [actor, expected] of [
    [{ mbox: "mailto:A@x.example", name: "Ada" }, ["a@x.example Ada"]],
    [{ mbox: "mailto:A@x.example", name: "" }, ["a@x.example"]],
    [{ mbox: "mailto:A@x.example", name: 7 }, ["a@x.example"]],
    [{ objectType: "Agent", mbox_sha1sum: "ABC" }, ["sha1:abc"]],
    [{ openid: "https://id.example/a" }, ["https://id.example/a"]],
    [{ account: { name: "A@x.example", homePage: "https://h" } }, ["a@x.example"]],
    [{ account: { name: "u1", homePage: "https://h/" } }, ["https://h/u1"]],
    [{ account: { name: "u1" } }, ["/u1"]],
    [{ mbox: "mailto:a@x", openid: "o" }, ["a@x"]],
    [{ objectType: "Group", member: [{ mbox: "mailto:a@x" }, {}, { mbox: "mailto:b@x" }] }, ["a@x", "b@x"]],
    [{ objectType: "Group", member: [{ mbox: "mailto:a@x" }] }, ["a@x"]],
    [{ objectType: "Agent", mbox: "mailto:a@x", member: [{ mbox: "mailto:b@x" }] }, ["a@x"]],
    [{ objectType: "Group", mbox: "mailto:g@x" }, "actor: nobody can be told fro"],
    [{ objectType: "Group", member: [{}] }, "actor: nobody can be told fro"],
    [{ objectType: "Activity", mbox: "mailto:a@x" }, "actor: nobody can be told fro"],
    [{ mbox: "nobody" }, "actor: nobody can be told fro"],
    [{ account: {} }, "actor: nobody can be told fro"],
    [7, "actor: nobody can be told fro"],
    [null, "actor: nobody can be told fro"],
  ] as const) {
    it(JSON.stringify(actor), async () =>
      expect(await of(actor)).to.deep.equal(typeof expected === "string" ? expected.slice(0, 28) : expected),
    );
  }
});

describe("xAPI results", () => {
  for (const [result, score] of [
    [{ score: { scaled: 0.5 } }, 0.5],
    [{ score: { scaled: -0.5 } }, 0],
    [{ score: { scaled: 1.5 } }, 1],
    [{ score: { raw: 30, min: 20, max: 40 } }, 0.5],
    [{ score: { raw: 30, max: 40 } }, 0.75],
    [{ score: { scaled: 0.1, raw: 30, max: 40 } }, 0.1],
    [{ score: { raw: 30 } }, undefined],
    [{ score: { raw: "30", max: 40 } }, undefined],
    [{ score: { raw: 30, max: "40" } }, undefined],
    [{ score: { raw: 30, min: "0", max: 40 } }, undefined],
    [{ score: { raw: 0, max: 0 } }, undefined],
    [{ score: 1 }, undefined],
    [7, undefined],
    [null, undefined],
  ] as const) {
    it(`${JSON.stringify(result)} taught ${score}`, async () =>
      expect((await first({ result })).events![0]!.score).to.equal(score));
  }
  it("of a quiz are none", async () => {
    const quiz = await first({ verb: { id: `${ADL}passed` }, result: { score: { scaled: 0.5 } } });
    expect(quiz.events![0]).to.not.have.property("score");
  });
});

describe("xAPI statements, one by one", () => {
  it("are of versions 1.0 and 2", async () => {
    for (const version of ["1.0", "1.0.3", "2.0.0"]) expect(await refusals(statement({ version }))).to.deep.equal([]);
    for (const version of ["0.95", "3.0", "11.0", 2, null])
      expect(await refusals(statement({ version }))).to.have.length(1);
  });
  it("say when: by their time, else by when they were stored", async () => {
    const at = async (fields: object): Promise<number> => (await first(fields)).events![0]!.at as number;
    expect(await at({ stored: "2026-01-05T00:00:00Z" })).to.equal(Date.UTC(2026, 0, 2));
    expect(await at({ timestamp: undefined, stored: "2026-01-05T00:00:00Z" })).to.equal(Date.UTC(2026, 0, 5));
    expect((await refusals(statement({ timestamp: undefined })))[0]).to.match(/^timestamp: /);
  });
  it("that lack something say what", async () => {
    expect(
      await refusals([7, {}, statement({ verb: {} }), statement({ verb: { id: "" } }), statement({ verb: "x" })]),
    ).to.deep.equal(["7 is not a statement", "verb: no id", "verb: no id", "verb: no id", "verb: no id"]);
    for (const object of [{}, { id: "" }, null, "x"])
      expect(await refusals(statement({ object }))).to.deep.equal(["object: no id"]);
    expect(await refusals([statement({ verb: { id: `${ADL}voided` }, object: {} })])).to.deep.equal([
      "object: a voided statement needs the id of what it voids",
    ]);
  });
  it("have an id of their own, or none where it is empty", async () => {
    expect((await first({ id: "A-1" })).events![0]!.id).to.equal("a-1");
    const none = [1, 2].map((day) => statement({ id: "", timestamp: `2026-01-0${day}T00:00:00Z` }));
    expect((await read(none)).people[0]!.events).to.have.length(2);
  });
  it("void another by its id, whatever its case", async () => {
    const voiding = statement({ verb: { id: `${ADL}voided` }, object: { id: "ABC" } });
    const result = await read([voiding, statement({ id: "aBc" }), statement({ id: "d" })]);
    expect(result.people[0]!.events!.map(({ id, ref }) => [id, ref])).to.deep.equal([["d", "course"]]);
    expect(counts(result)).to.deep.equal({ read: 3, used: 3, skipped: 0, refused: 0 });
  });
  it("alone, beside a list's other fields or one a line, are counted from where they begin", async () => {
    expect(counts(await read(statement()))).to.include({ read: 1, used: 1 });
    expect(counts(await read({ id: "x", more: "", statements: [statement()] }))).to.include({ read: 1, used: 1 });
    expect(counts(await read({ statements: [] }))).to.include({ read: 0 });
    const lines = await importXapi(`${JSON.stringify(statement())}\n\n${JSON.stringify({ actor: 1 })}\n7`);
    expect(lines.refusals.map(({ line }) => line)).to.deep.equal([3, 4]);
    const words = await importXapi('7\n"x"\ntrue\n{"verb": {},\n"object": {}}');
    expect(words.refusals.map(({ line, message }) => `${line} ${message}`)).to.deep.equal([
      "1 7 is not a statement",
      '2 "x" is not a statement',
      "3 true is not a statement",
      "4 verb: no id",
    ]);
    expect((await importXapi(`[${JSON.stringify(statement())}, {"act`)).refusals[0]!.message).to.match(
      /ends in the middle/,
    );
    expect((await thrown(importXapi(" "))).code).to.equal("empty");
  });
});
