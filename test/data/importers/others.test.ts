import { expect } from "@open-wc/testing";
import {
  guessColumns,
  ImportedPeople,
  importCsv,
  importFile,
  importGophish,
  importHibp,
  importXapi,
  readHeader,
} from "../../../src/data/importers/index.js";
import { scorePerson } from "../../../src/engine/index.js";
import { BREACHES, CAMPAIGN, EVENTS_CSV, RESULTS_CSV, STATEMENTS } from "./samples.js";
import { counts, eventsOf, thrown, trickled } from "./support.js";

const ADA = ["training_assigned@02-01T08:00:00", "training_completed@02-03T08:30:00", "quiz_passed@02-05T08:00:00"];

describe("xAPI statements", () => {
  const forms: Record<string, string> = {
    "a list": JSON.stringify(STATEMENTS),
    "a StatementResult": JSON.stringify({ more: "/xapi/statements?more=1", statements: STATEMENTS }, null, 2),
    "one a line": STATEMENTS.map((s) => JSON.stringify(s)).join("\n"),
  };
  for (const [name, text] of Object.entries(forms)) {
    it(`come as ${name}, 1.0.3 and 2.0`, async () => {
      const result = await importXapi(trickled(text, 11));
      expect(eventsOf(result, "ada@acme.example")).to.deep.equal(ADA);
      expect(eventsOf(result, "https://lms.example/u-17")).to.deep.equal(["quiz_failed@02-04T08:00:00"]);
      expect(counts(result)).to.deep.equal({ read: 5, used: 4, skipped: 1, refused: 0 });
    });
  }

  it("carry the course as ref, what was learned, and their own id", async () => {
    const { people } = await importXapi(forms["a list"]!);
    const [assigned, completed, passed] = people[0]!.events!;
    expect([assigned!.ref, completed!.ref, passed!.ref]).to.deep.equal([
      "https://lms.example/course/phishing-basics",
      "https://lms.example/course/phishing-basics",
      "https://lms.example/quiz/1",
    ]);
    expect([completed!.score, completed!.id, passed!.score]).to.deep.equal([
      0.85,
      "a7c41b20-3ef0-4ed3-8b37-7f3964730bef",
      undefined,
    ]);
    expect(people[0]!.name).to.equal("Ada Park");
  });

  it("are one statement by itself", async () => {
    expect(eventsOf(await importXapi(JSON.stringify(STATEMENTS[0])), "ada@acme.example")).to.deep.equal(
      ADA.slice(0, 1),
    );
  });

  it("that were voided do not count, wherever the voiding stands", async () => {
    const voiding = {
      actor: { mbox: "mailto:admin@lms.example" },
      verb: { id: "http://adlnet.gov/expapi/verbs/voided" },
      object: { objectType: "StatementRef", id: STATEMENTS[1]!.id.toUpperCase() },
    };
    for (const list of [
      [voiding, ...STATEMENTS],
      [...STATEMENTS, voiding],
    ]) {
      expect(eventsOf(await importXapi(JSON.stringify(list)), "ada@acme.example")).to.deep.equal([ADA[0], ADA[2]]);
    }
  });

  it("of a group count for each member", async () => {
    const actor = {
      objectType: "Group",
      name: "Team",
      member: [{ mbox: "mailto:a@acme.example" }, { mbox: "mailto:b@acme.example" }],
    };
    const result = await importXapi(JSON.stringify({ ...STATEMENTS[0], actor }));
    expect(result.people.map((p) => p.id)).to.deep.equal(["a@acme.example", "b@acme.example"]);
  });

  it("whose actor is a hash are the person of that address, when the address is known", async () => {
    const hashed = { ...STATEMENTS[3], actor: { mbox_sha1sum: "EBD31E95054C018B10727CCFFD2EF2EC3A016EE9" } };
    expect((await importXapi(JSON.stringify(hashed))).people[0]!.id).to.equal(
      "sha1:ebd31e95054c018b10727ccffd2ef2ec3a016ee9",
    );
    const bytes = new Uint8Array(
      await crypto.subtle.digest("SHA-1", new TextEncoder().encode("mailto:ada@acme.example")),
    );
    const mbox_sha1sum = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const { people } = await importXapi(
      JSON.stringify([
        { ...STATEMENTS[3], actor: { mbox_sha1sum } },
        STATEMENTS[0],
        { ...STATEMENTS[0], actor: { mbox: "mailto:ben@acme.example" } },
      ]),
    );
    expect(people.map((p) => [p.id, p.events!.length])).to.deep.equal([
      ["ada@acme.example", 2],
      ["ben@acme.example", 1],
    ]);
  });

  it("that cannot be used are reported with their line", async () => {
    const bad = [
      { ...STATEMENTS[0], actor: { name: "Nobody" } },
      { ...STATEMENTS[0], timestamp: "2026-02-01T08:00:00" },
      { ...STATEMENTS[0], version: "3.0.0" },
      { ...STATEMENTS[0], verb: "completed" },
      { ...STATEMENTS[0], object: {} },
      42,
    ];
    const text = [...bad.map((s) => JSON.stringify(s)), '{"actor": oops}', JSON.stringify(STATEMENTS[0])].join("\n");
    const result = await importXapi(`[${text.replaceAll("\n", ",\n")}]`);
    expect(result.refusals.map(({ line, message }) => `${line} ${message.split(":")[0]!.slice(0, 9)}`)).to.deep.equal([
      "1 actor",
      "2 timestamp",
      "3 version",
      "4 verb",
      "5 object",
      "6 42 is not",
      "7 not JSON ",
    ]);
    expect(result.people.map((p) => p.events!.length)).to.deep.equal([1]);
    expect((await importXapi(JSON.stringify(bad[1]), { timeZone: "Europe/Paris" })).used).to.equal(1);
  });

  it("with a vendor's own verbs are understood when told", async () => {
    const own = { ...STATEMENTS[0], verb: { id: "https://vendor.example/reported-phish" } };
    expect((await importXapi(JSON.stringify(own))).skipped).to.equal(1);
    const told = await importXapi(JSON.stringify(own), {
      verbs: { "https://vendor.example/reported-phish": "simulation_reported" },
    });
    expect(told.people[0]!.events![0]!.type).to.equal("simulation_reported");
  });
});

describe("Have I Been Pwned answers", () => {
  it("about one account need its address", async () => {
    const result = await importHibp(JSON.stringify(BREACHES), { account: "Ada@Acme.example" });
    expect(result.people[0]).to.deep.equal({
      id: "ada@acme.example",
      email: "ada@acme.example",
      breaches: [
        { id: "hibp:Parcelly", at: Date.UTC(2025, 9, 4), name: "Parcelly", severity: "high", password_exposed: true },
        {
          id: "hibp:Mailers",
          at: Date.UTC(2024, 0, 2),
          name: "Mailers' list",
          severity: "low",
          password_exposed: false,
        },
        {
          id: "hibp:Thief",
          at: Date.UTC(2026, 0, 2),
          name: "Thief logs",
          severity: "critical",
          password_exposed: true,
        },
      ],
    });
    expect(counts(result)).to.deep.equal({ read: 4, used: 3, skipped: 1, refused: 0 });
    expect((await importHibp(JSON.stringify(BREACHES))).refusals[0]!.message).to.match(/name the account/);
  });

  it("by address, by alias of a domain, and as the older export give the same", async () => {
    const whole = await importHibp(JSON.stringify({ "ada@acme.example": BREACHES }));
    const names = { ada: BREACHES.map((b) => b.Name), bob: [] };
    const domain = await importHibp(JSON.stringify(names), { domain: "acme.example", breaches: BREACHES });
    const older = await importHibp(
      JSON.stringify({
        BreachSearchResults: [{ Alias: "ada", DomainName: "acme.example", Breaches: BREACHES }],
        PasteSearchResults: [],
      }),
    );
    expect(domain.people[0]).to.deep.equal(whole.people[0]);
    expect(older.people).to.deep.equal(whole.people);
    expect(domain.people[1]).to.deep.equal({ id: "bob@acme.example", email: "bob@acme.example" });
  });

  it("that only name a breach need the list of all", async () => {
    const result = await importHibp('{"ada": ["Parcelly"]}', { domain: "acme.example" });
    expect(result.refusals).to.deep.equal([
      { line: 1, message: '"Parcelly": the answer only names it; its date needs all breaches (breaches)' },
    ]);
  });

  it("say nothing of who was told, unless the caller does", async () => {
    const options = { account: "ada@acme.example" };
    const score = async (notified?: boolean): Promise<number> => {
      const { people } = await importHibp(JSON.stringify(BREACHES.slice(0, 1)), {
        ...options,
        ...(notified === undefined ? {} : { notified }),
      });
      const person = { ...people[0]!, measures: { security_iq: 65, phish_risk: 40, badge_score: 130 } };
      return scorePerson(person, { model: "caniphish", asOf: "2026-03-01T00:00:00Z" }).score!;
    };
    expect(await score(true)).to.be.closeTo(29.25, 1e-9);
    expect(await score()).to.be.closeTo(36.75, 1e-9);
  });
});

describe("CSV with a column mapping", () => {
  const people =
    'E-Mail;Vorname;Nachname;Abteilung;Security IQ\r\nÖzge@Firma.example;Özge;"Straße; die Jüngere";Vertrieb;71,5\r\nbad;x;y;z;1\r\n';

  it("reads people and measures, semicolons and decimal commas", async () => {
    const columns = {
      email: "e-mail",
      givenName: "Vorname",
      familyName: "Nachname",
      department: "Abteilung",
      measures: { security_iq: "Security IQ" },
    };
    const result = await importCsv(people, { columns });
    expect(result.people).to.deep.equal([
      {
        id: "özge@firma.example",
        email: "özge@firma.example",
        name: "Özge Straße; die Jüngere",
        department: "Vertrieb",
        measures: { security_iq: 71.5 },
      },
    ]);
    expect(result.refusals).to.deep.equal([{ line: 3, message: '"bad" is not an e-mail address' }]);
  });

  it("reads events in the file's own words, and dated measures as a series", async () => {
    const text =
      "who,what,when,campaign,risk,score\na@x.example,Opened mail,2026-01-02 10:00,c1,40,\na@x.example,Did course,2026-01-03 10:00,c2,35,80 %\na@x.example,Sneezed,2026-01-04 10:00,,,\na@x.example,Noise,2026-01-04 10:00,,x,\n";
    const columns = {
      email: "who",
      event: "what",
      at: "when",
      ref: "campaign",
      score: "score",
      measures: { phish_risk: 4 },
    };
    const events = { "opened MAIL": "simulation_opened", "Did course": "training_completed", Noise: null } as const;
    const result = await importCsv(text, { columns, events, timeZone: "UTC" });
    expect(eventsOf(result, "a@x.example")).to.deep.equal([
      "opened@01-02T10:00:00",
      "training_completed@01-03T10:00:00",
    ]);
    expect(result.people[0]!.events![1]!.score).to.equal(0.8);
    expect(result.people[0]!.measures).to.deep.equal({
      phish_risk: [
        { at: Date.UTC(2026, 0, 2, 10), value: 40 },
        { at: Date.UTC(2026, 0, 3, 10), value: 35 },
      ],
    });
    expect(result.refusals.map((r) => `${r.line} ${r.message}`)).to.deep.equal([
      '4 event: "Sneezed" is not known; say what it means (events)',
      '5 phish_risk: "x" is not a number',
    ]);
  });

  it("reads breaches", async () => {
    const text = "mail,leak,day,pw,told\na@x.example,Parcelly,2026-01-02,yes,Nein\n";
    const columns = { email: "mail", breachName: "leak", breachAt: "day", passwordExposed: "pw", notified: "told" };
    const { people } = await importCsv(text, { columns, timeZone: "UTC" });
    expect(people[0]!.breaches).to.deep.equal([
      { id: "csv:Parcelly", at: Date.UTC(2026, 0, 2), name: "Parcelly", password_exposed: true, notified: false },
    ]);
  });

  it("says which column is missing, and which there are", async () => {
    const error = await thrown(importCsv(people, { columns: { email: "Mail address" } }));
    expect(error.code).to.equal("missing-column");
    expect(error.message).to.contain('"Mail address"').and.to.contain('"E-Mail"');
    expect((await thrown(importCsv(people, { columns: { name: "Vorname" } }))).code).to.equal("missing-column");
  });

  it("suggests a mapping from the headers", () => {
    expect(
      guessColumns(["E-Mail", "Vorname", "Nachname", "Abteilung", "Security_IQ", "Zeitpunkt", "Something"]),
    ).to.deep.equal({
      ...{ email: "E-Mail", givenName: "Vorname", familyName: "Nachname", department: "Abteilung", at: "Zeitpunkt" },
      measures: { security_iq: "Security_IQ" },
    });
  });
});

describe("a dropped file", () => {
  it("is recognised by its beginning", async () => {
    const kinds: Array<[string, string]> = [
      ["gophish-json", JSON.stringify(CAMPAIGN)],
      ["gophish-events", EVENTS_CSV],
      ["gophish-results", RESULTS_CSV],
      ["xapi", JSON.stringify(STATEMENTS)],
      ["xapi", STATEMENTS.map((s) => JSON.stringify(s)).join("\n")],
      ["hibp", JSON.stringify({ "ada@acme.example": BREACHES })],
      ["hibp", JSON.stringify({ BreachSearchResults: [] })],
      ["csv", "email,name\na@x.example,A"],
    ];
    for (const [format, text] of kinds) {
      expect((await importFile(text)).format).to.equal(format);
      expect((await importFile(new File([text], "dropped"))).format).to.equal(format);
    }
  });

  it("that nobody knows is refused in words", async () => {
    expect((await thrown(importFile('{"hello": "world"}'))).code).to.equal("unknown-format");
    expect((await thrown(importFile("colour,shape\nred,round"))).message).to.contain('"colour", "shape"');
    expect((await thrown(importFile("  \n"))).code).to.equal("empty");
  });

  it("joins the people of those before it: one person by e-mail, whatever its case and composition", async () => {
    const into = new ImportedPeople();
    await importGophish(EVENTS_CSV.replaceAll("ben@acme", "zoë@acme"), { into });
    await importXapi(JSON.stringify({ ...STATEMENTS[1], actor: { mbox: "mailto:Zoe\u0308@ACME.example" } }), { into });
    await importHibp(JSON.stringify(BREACHES.slice(0, 1)), { into, account: "ZOË@acme.example" });
    const { people } = await importCsv("email,department\nzoë@acme.example,Sales", {
      into,
      columns: { email: "email", department: "department" },
    });
    const zoe = people.find((p) => p.id === "zoë@acme.example")!;
    expect(people.length).to.equal(2);
    expect([zoe.department, zoe.events!.length, zoe.breaches!.length]).to.deep.equal(["Sales", 4, 1]);
  });

  it("of which only the first line is asked is not read on", async () => {
    expect(
      await readHeader(new File([`\uFEFFE-Mail;"Name, full"\r\n${"x;y\r\n".repeat(100)}`], "people.csv")),
    ).to.deep.equal(["E-Mail", "Name, full"]);
    expect(await readHeader("")).to.deep.equal([]);
  });

  it("with hostile content stays data", async () => {
    const text =
      'email,name,department\n__proto__@x.example,"=HYPERLINK(""http://evil"")",constructor\nb@x.example,\u202Egnp.exe,__proto__\n';
    const { people } = await importFile(text);
    expect(people.map((p) => [p.id, p.name, p.department])).to.deep.equal([
      ["__proto__@x.example", '=HYPERLINK("http://evil")', "constructor"],
      ["b@x.example", "\u202Egnp.exe", "__proto__"],
    ]);
    expect(
      (
        await importHibp('{"__proto__": ["Parcelly"], "constructor@x.example": []}', {
          domain: "x.example",
          breaches: BREACHES,
        })
      ).people.length,
    ).to.equal(2);
  });
});
