import { expect } from "@open-wc/testing";
import { importHibp, type HibpOptions } from "../../../src/data/importers/index.js";
import { counts, thrown } from "./support.js";

const breach = (fields: object = {}): object => ({
  Name: "Leak",
  BreachDate: "2026-01-02",
  DataClasses: [],
  ...fields,
});
const read = (answer: unknown, options: HibpOptions = { account: "a@x.example" }) =>
  importHibp(JSON.stringify(answer), options);
const first = async (fields: object, options?: HibpOptions) =>
  (await read([breach(fields)], options)).people[0]!.breaches![0]!;

describe("a breach", () => {
  for (const [severity, password, fields] of [
    ["critical", true, { IsStealerLog: true }],
    ["critical", true, { IsMalware: true, DataClasses: ["Email addresses", "Passwords"] }],
    ["low", false, { IsMalware: true, DataClasses: ["Email addresses"] }],
    ["high", true, { DataClasses: ["Email addresses", "Passwords"] }],
    ["high", true, { IsSpamList: true, DataClasses: ["Passwords"] }],
    ["medium", false, { DataClasses: ["Email addresses", "Password hints"] }],
    ["high", false, { DataClasses: ["Names", "Partial credit card data"] }],
    ["high", false, { DataClasses: ["Bank account numbers"] }],
    ["high", false, { DataClasses: ["Passport numbers"] }],
    ["high", false, { DataClasses: ["Security questions and answers"] }],
    ["high", false, { DataClasses: ["Driver's licenses"] }],
    ["medium", false, { DataClasses: ["Email addresses", "Names"] }],
    ["low", false, { DataClasses: ["Email addresses"] }],
    ["low", false, { DataClasses: [] }],
    ["low", false, { DataClasses: "Passwords" }],
    ["low", false, { IsSpamList: true, DataClasses: ["Names"] }],
    ["medium", false, { IsSpamList: "true", DataClasses: ["Names", 7, ""] }],
    ["low", false, { IsStealerLog: 1 }],
  ] as const) {
    it(`with ${JSON.stringify(fields)} is ${severity}`, async () => {
      expect(await first(fields)).to.include({ severity, password_exposed: password });
    });
  }

  it("goes by its title, where it has one, and by the day in the zone that is named", async () => {
    expect(await first({ Title: "The leak" })).to.deep.equal({
      id: "hibp:Leak",
      at: Date.UTC(2026, 0, 2),
      name: "The leak",
      severity: "low",
      password_exposed: false,
    });
    expect((await first({ Title: "" })).name).to.equal("Leak");
    expect((await first({}, { account: "a@x.example", timeZone: "+02:00" })).at).to.equal(Date.UTC(2026, 0, 1, 22));
    expect(await first({}, { account: "a@x.example", notified: false })).to.include({ notified: false });
  });

  it("that is fabricated or retired is passed over", async () => {
    const result = await read([
      breach({ IsFabricated: true }),
      breach({ IsRetired: true }),
      breach({ IsRetired: "no" }),
    ]);
    expect(counts(result)).to.deep.equal({ read: 3, used: 1, skipped: 2, refused: 0 });
  });

  it("by name is the one of the list of all, which says nothing over it", async () => {
    const breaches = [breach({ Name: "Other" }), breach({ DataClasses: ["Passwords"] }), { Name: "" }, null];
    const known = await read({ a: ["Leak"] }, { domain: "x.example", breaches: breaches as never });
    expect(known.people[0]!.breaches![0]).to.include({ id: "hibp:Leak", severity: "high" });
    const own = await read([breach({ Title: "Own" })], { account: "a@x.example", breaches: breaches as never });
    expect(own.people[0]!.breaches![0]).to.include({ name: "Own", severity: "low" });
    const bare = await read([{ Name: "Leak", Title: "Own" }], { account: "a@x.example", breaches: breaches as never });
    expect(bare.people[0]!.breaches![0]).to.include({ name: "Own", severity: "high" });
  });
});

describe("breaches that cannot be used", () => {
  const refusals = async (answer: unknown, options?: HibpOptions) =>
    (await read(answer, options)).refusals.map(({ message }) => message);

  it("say why", async () => {
    expect(await refusals([7, { Title: "x" }, { Name: "" }, ""])).to.deep.equal([
      "7 is not a breach",
      '{"Title":"x"} is not a breach',
      '{"Name":""} is not a breach',
      '"" is not a breach',
    ]);
    expect(await refusals([breach({ BreachDate: "soon" })])).to.have.length(1);
    expect((await refusals([breach({ BreachDate: "soon" })]))[0]).to.match(/^BreachDate: /);
    expect(await refusals(["Leak"])).to.deep.equal([
      '"Leak": the answer only names it; its date needs all breaches (breaches)',
    ]);
    expect(await refusals({ "a@x.example": 7 })).to.deep.equal(['"a@x.example": 7 is not a list of breaches']);
    expect(await refusals("text")).to.deep.equal(['"text" is not an answer of Have I Been Pwned']);
    expect(await refusals({ BreachSearchResults: [7, { Alias: "a", Breaches: [breach()] }] })).to.deep.equal([
      '"": nothing is not a list of breaches',
      "whose breach it is is not said; name the account",
    ]);
  });

  it("of nobody whose address is known are not anybody's", async () => {
    expect(await refusals([breach()], {})).to.deep.equal(["whose breach it is is not said; name the account"]);
    expect(await refusals({ ada: [breach()] }, {})).to.deep.equal(['"ada" is not an e-mail address; name the domain']);
    const people = async (answer: object, domain?: string): Promise<string[]> =>
      (await read(answer, domain ? { domain } : {})).people.map(({ id }) => id);
    expect(await people({ ada: [] })).to.deep.equal([]);
    expect(await people({ ada: [], "ada@y.example": [] }, "x.example")).to.deep.equal([
      "ada@x.example",
      "ada@y.example",
    ]);
  });

  it("are counted as read", async () => {
    expect(counts(await read({ "a@x.example": 7, "b@x.example": [breach(), 7] }))).to.deep.equal({
      read: 3,
      used: 1,
      skipped: 0,
      refused: 2,
    });
  });

  it("in a file that ends in their middle, or holds nothing, are said", async () => {
    const cut = await importHibp(`{"a@x.example": [${JSON.stringify(breach())}], "b@x`);
    expect(cut.refusals.map(({ message }) => message)).to.deep.equal(["the file ends in the middle of an answer"]);
    expect(cut.people).to.have.length(1);
    expect((await thrown(importHibp(""))).code).to.equal("empty");
    expect((await read([])).people).to.deep.equal([]);
  });

  it("of pastes are passed over", async () => {
    const result = await read({ BreachSearchResults: [], PasteSearchResults: [{ Alias: "a" }] });
    expect(counts(result)).to.deep.equal({ read: 0, used: 0, skipped: 0, refused: 0 });
  });
});
