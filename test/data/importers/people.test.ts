import { expect } from "@open-wc/testing";
import { digest, ImportedPeople, mailKey } from "../../../src/data/importers/people.js";

const A = "a@x.example";

describe("addresses as keys", () => {
  for (const [text, key] of [
    ["Ada@X.example", "ada@x.example"],
    ["  ada@x.example\n", "ada@x.example"],
    ["mailto:Ada@x.example", "ada@x.example"],
    ["MAILTO:ada@x.example", "ada@x.example"],
    ["xmailto:ada@x.example", "xmailto:ada@x.example"],
    ["Ada Park <Ada@x.example> ", "ada@x.example"],
    ["zoe\u0308@x.example", "zo\u00eb@x.example"],
    [`${"a".repeat(310)}@x.example`, `${"a".repeat(310)}@x.example`],
  ] as const) {
    it(JSON.stringify(text.slice(0, 40)), () => expect(mailKey(text)).to.equal(key));
  }
  for (const text of [
    "",
    "ada",
    "@x",
    "ada@",
    "a b@x",
    "a@b@c",
    "a@x,b@y",
    "a;@x",
    "<a@x.example> and more",
    "x mailto:a@x",
  ]) {
    it(`${JSON.stringify(text)} is none`, () => expect(mailKey(text)).to.equal(null));
  }
  it("are none beyond 320 characters", () => {
    const of = (length: number): string => `${"a".repeat(length - 2)}@x`;
    expect(mailKey(of(320))).to.equal(of(320));
    expect(mailKey(of(321))).to.equal(null);
  });
});

describe("a digest", () => {
  it("is the same everywhere and for ever: exports of years ago are read again", () => {
    expect(digest("")).to.equal("wvjl67o803");
    expect(digest("a@x.example|gophish-1|simulation_sent|0")).to.equal("cojlr99984");
  });
  it("differs for whatever differs", () => {
    const texts = Array.from({ length: 5000 }, (_, i) => `a${i}|${i % 7}`);
    expect(new Set([...texts, ...texts.map((text) => `${text} `)].map(digest)).size).to.equal(10_000);
    expect(digest("ab")).to.not.equal(digest("ba"));
  });
});

describe("people from several files", () => {
  const one = async (fill: (people: ImportedPeople) => void) => {
    const people = new ImportedPeople();
    people.begin();
    fill(people);
    return (await people.records())[0]!;
  };

  it("are known by their address, or by another id", async () => {
    expect(await one((people) => void people.person(A))).to.deep.equal({ id: A, email: A });
    expect(await one((people) => void people.person("u-1"))).to.deep.equal({ id: "u-1" });
    const people = new ImportedPeople();
    expect(people.person(A)).to.equal(people.person(A));
    expect(people.size).to.equal(1);
  });

  it("are what the last file says that says anything", async () => {
    const record = await one((people) => {
      people.about(A, { name: "Ada", role: "hr", department: "it" });
      people.about(A, { name: "Ada Park", role: "", department: undefined });
    });
    expect(record).to.deep.equal({ id: A, email: A, name: "Ada Park", role: "hr", department: "it" });
  });

  it("have events in order of time, each once, with an id of their own", async () => {
    const people = new ImportedPeople();
    people.begin();
    const events = [
      { type: "quiz_passed", at: 9, ref: "r", score: 0 },
      { type: "quiz_passed", at: 5, ref: "r" },
      { type: "quiz_passed", at: 5, ref: "r" },
      { type: "quiz_passed", at: 5 },
      { type: "quiz_failed", at: 5, ref: "r" },
      { type: "quiz_failed", at: 6, id: "own" },
      { type: "quiz_failed", at: 7, id: "own" },
    ] as const;
    for (const event of events) people.event(A, { ...event });
    const [record] = await people.records();
    expect(record!.events!.map(({ type, at, ref, score }) => [type, at, ref, score])).to.deep.equal([
      ["quiz_passed", 5, "r", undefined],
      ["quiz_passed", 5, undefined, undefined],
      ["quiz_failed", 5, "r", undefined],
      ["quiz_failed", 6, undefined, undefined],
      ["quiz_passed", 9, "r", 0],
    ]);
    const ids = record!.events!.map(({ id }) => id);
    expect(ids[3]).to.equal("own");
    expect(ids[0]).to.equal(digest(`${A}|r|quiz_passed|5`));
    expect(new Set(ids).size).to.equal(5);
    expect(Object.keys(record!.events![1]!)).to.deep.equal(["id", "type", "at"]);
    expect(people.repeated).to.equal(2);
    await people.records();
    expect(people.repeated, "counted anew").to.equal(2);
  });

  it("have not what was taken back, before or after", async () => {
    const record = await one((people) => {
      people.revoke("early");
      people.event(A, { type: "quiz_passed", at: 1, id: "early" });
      people.event(A, { type: "quiz_passed", at: 2, id: "late" });
      people.event(A, { type: "quiz_passed", at: 3, id: "kept" });
      people.revoke("late");
    });
    expect(record.events!.map(({ id }) => id)).to.deep.equal(["kept"]);
  });

  it("have not what a summary implies where the events themselves are known, by campaign or by its second", async () => {
    const implied = (ref: string, at: number) => [
      { type: "simulation_sent", at, ref, implied: true } as const,
      { type: "simulation_clicked", at: at + 5000, ref, implied: true } as const,
    ];
    const record = await one((people) => {
      people.event(A, { type: "simulation_sent", at: 10_900, ref: "exact" });
      for (const event of implied("exact", 50_000)) people.event(A, event);
      for (const event of implied("same second", 10_100)) people.event(A, event);
      for (const event of implied("next second", 11_000)) people.event(A, event);
    });
    const others = await one((people) => {
      people.event(A, { type: "simulation_sent", at: 10_900, ref: "exact" });
      people.event(A, { type: "simulation_opened", at: 20_000, ref: "exact" });
      people.event(A, { type: "simulation_clicked", at: 10_500, ref: "clicked then", implied: true });
      for (const event of implied("opened then", 20_500)) people.event(A, event);
    });
    expect(others.events!.map(({ ref }) => ref)).to.deep.equal([
      "clicked then",
      "exact",
      "exact",
      "opened then",
      "opened then",
    ]);
    expect(record.events!.map(({ type, ref }) => `${type} ${ref}`)).to.deep.equal([
      "simulation_sent exact",
      "simulation_sent next second",
      "simulation_clicked next second",
    ]);
  });

  it("have breaches once by id, later files adding to them", async () => {
    const record = await one((people) => {
      people.breach(A, { id: "b", at: 1, severity: "low" });
      people.breach(A, { id: "c", at: 2 });
      people.breach(A, { id: "b", at: 3, notified: true });
    });
    expect(record.breaches).to.deep.equal([
      { id: "b", at: 3, severity: "low", notified: true },
      { id: "c", at: 2 },
    ]);
  });

  it("have measures as numbers, or as points in order of time, the last of an instant holding", async () => {
    const record = await one((people) => {
      people.sample(A, "plain", null, 1);
      people.sample(A, "plain", null, 2);
      people.sample(A, "other", null, 3);
      people.sample(A, "dated", 9, 1);
      people.sample(A, "dated", 5, 2);
      people.sample(A, "dated", 9, 3);
    });
    expect(record.measures).to.deep.equal({
      plain: 2,
      other: 3,
      dated: [
        { at: 5, value: 2 },
        { at: 9, value: 3 },
      ],
    });
    const bare = await one((people) => people.sample(A, "dated", 1, 1));
    expect(bare.measures).to.deep.equal({ dated: [{ at: 1, value: 1 }] });
  });

  it("that are known by a hash are those of that address, whose own data stay", async () => {
    const people = new ImportedPeople();
    people.begin();
    const hash = "sha1:1c9a0c29c7a05a1cd0e7c9e7e9c6f3b9a1f7d6b0";
    const bytes = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(`mailto:${A}`));
    const key = `sha1:${[...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
    people.about(key, { name: "From hash", role: "hr" });
    people.event(key, { type: "quiz_passed", at: 1 });
    people.breach(key, { id: "b", at: 1 });
    people.sample(key, "both", 1, 10);
    people.sample(key, "both", 2, 20);
    people.sample(key, "hashed", 1, 30);
    people.event(hash, { type: "quiz_passed", at: 1 });
    people.about(A, { name: "Ada" });
    people.event(A, { type: "quiz_failed", at: 2 });
    people.sample(A, "both", 2, 5);
    people.person("u-1");
    const records = await people.records();
    expect(records.map(({ id }) => id)).to.deep.equal([hash, A, "u-1"]);
    expect(records[1]).to.deep.include({ name: "Ada", role: "hr", email: A, breaches: [{ id: "b", at: 1 }] });
    expect(records[1]!.events!.map(({ type }) => type)).to.deep.equal(["quiz_passed", "quiz_failed"]);
    expect(records[1]!.measures).to.deep.equal({
      both: [
        { at: 1, value: 10 },
        { at: 2, value: 5 },
      ],
      hashed: [{ at: 1, value: 30 }],
    });
  });
});
