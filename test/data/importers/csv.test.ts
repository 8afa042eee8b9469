import { expect } from "@open-wc/testing";
import { guessColumns, guessEvent, importCsv, type CsvOptions } from "../../../src/data/importers/index.js";
import { counts, thrown } from "./support.js";

const read = (text: string, columns: CsvOptions["columns"], more: Partial<CsvOptions> = {}) =>
  importCsv(text, { columns, timeZone: "UTC", ...more });

describe("CSV cells", () => {
  const value = async (cell: string): Promise<unknown> => {
    const result = await read(`id;m\nu;${cell}`, { id: "id", measures: { m: "m" } });
    return result.refusals[0]?.message ?? result.people[0]!.measures?.m;
  };
  for (const [cell, expected] of [
    ["5", 5],
    ["+5", 5],
    ["-5.25", -5.25],
    ["\u22125", -5],
    ["1,5", 1.5],
    [" 80 % ", 80],
    ["12,5%", 12.5],
    ["", undefined],
    ["5.", 'm: "5." is not a number'],
    ["a5", 'm: "a5" is not a number'],
    ["5a", 'm: "5a" is not a number'],
    ["1.000,5", 'm: "1.000,5" is not a number'],
  ] as const) {
    it(`${JSON.stringify(cell)} is ${String(expected)}`, async () => expect(await value(cell)).to.equal(expected));
  }

  for (const [cell, score] of [
    ["0.85", 0.85],
    ["0,85", 0.85],
    ["85 %", 0.85],
    ["", undefined],
  ] as const) {
    it(`${JSON.stringify(cell)} of what a training taught is ${score}`, async () => {
      const { people } = await read(`id;e;t;s\nu;training_completed;2026-01-03;${cell}`, {
        id: "id",
        event: "e",
        at: "t",
        score: "s",
      });
      expect(people[0]!.events![0]!.score).to.equal(score);
    });
  }

  it("a share of what a training taught that is no number is told, and the training counts without", async () => {
    const columns = { id: "id", event: "e", at: "t", score: "s" };
    const { people, refusals } = await read("id;e;t;s\nu;training_completed;2026-01-03;none %", columns);
    expect(people[0]!.events!.map(({ score }) => score)).to.deep.equal([undefined]);
    expect(JSON.stringify(refusals)).to.contain("none %").and.to.contain("is not a number");
  });

  for (const cell of ["85", "1.01"])
    it(`${cell} of what a training taught is of no known scale: it is told, and the training counts without`, async () => {
      const { people, refusals } = await read(`id;e;t;s\nu;training_completed;2026-01-03;${cell}`, {
        id: "id",
        event: "e",
        at: "t",
        score: "s",
      });
      expect(people[0]!.events!.map(({ type, score }) => [type, score])).to.deep.equal([
        ["training_completed", undefined],
      ]);
      expect(JSON.stringify(refusals)).to.contain("is more than 1").and.to.contain("per cent");
    });

  for (const [word, yes] of [
    ["1", true],
    ["TRUE", true],
    ["x", true],
    ["Ja", true],
    ["oui", true],
    ["WAHR", true],
    ["VRAI", true],
    ["VERDADERO", true],
    ["t", true],
    ["FALSCH", false],
    ["f", false],
    ["0", false],
    ["no", false],
    ["", false],
    ["10", false],
    ["xx", false],
    ["not yes", false],
  ] as const) {
    it(`${JSON.stringify(word)} is ${yes ? "yes" : "no"}`, async () => {
      const columns = { id: "id", breachAt: "at", passwordExposed: "pw", notified: "told" };
      const { people } = await read(`id;at;pw;told\nu;2026-01-02;${word};${word}`, columns);
      expect(people[0]!.breaches![0]).to.include({ password_exposed: yes, notified: yes });
    });
  }
});

describe("CSV lines", () => {
  it("are about whom they name: by address, or by an id where there is no address", async () => {
    const result = await read("mail,id\nA@x.example,u1\n,u2\n,\nbad,u3\n", { email: "mail", id: "id" });
    expect(result.people.map(({ id }) => id)).to.deep.equal(["a@x.example", "u2"]);
    expect(result.refusals).to.deep.equal([
      { line: 4, message: "neither an e-mail address nor an id" },
      { line: 5, message: '"bad" is not an e-mail address' },
    ]);
    expect(counts(result)).to.deep.equal({ read: 4, used: 2, skipped: 0, refused: 2 });
  });

  it("say who somebody is", async () => {
    const header = "id,Name,First,Last,Dept,Role,Impact,Mean";
    const columns = {
      id: "ID",
      name: "name",
      givenName: "first",
      familyName: "last",
      department: "dept",
      role: "role",
      businessImpact: "impact",
      cohortMean: "mean",
    };
    const { people, refusals } = await read(
      `${header}\nu1, Ada ,x,y,it,hr,High,"42,5"\nu2,,Ada,,,,,\nu3,,,Park,,,,many`,
      columns,
    );
    expect(people).to.deep.equal([
      { id: "u1", name: "Ada", department: "it", role: "hr", business_impact: "high", cohort_mean: 42.5 },
      { id: "u2", name: "Ada" },
      { id: "u3", name: "Park" },
    ]);
    expect(refusals.map(({ message }) => message)).to.deep.equal(['cohort mean: "many" is not a number']);
  });

  it("say what happened, with an id of its own where there is one", async () => {
    const columns = { id: "id", event: "e", at: "t", ref: "r", score: "s", eventId: "n" };
    const { people, refusals } = await read(
      "id,e,t,r,s,n\nu,quiz_passed,2026-01-02,course,,\nu,Training_Completed,2026-01-03,,50 %,own\nu,quiz_passed,,,,\nu,quiz_passed,soon,,,\nu,dance,2026-01-02,,,\nu,,2026-01-02,,,\nu,quiz_passed,2026-01-05,,x,",
      columns,
    );
    expect(people[0]!.events!.map(({ id: _, ...event }) => event)).to.deep.equal([
      { type: "quiz_passed", at: Date.UTC(2026, 0, 2), ref: "course" },
      { type: "training_completed", at: Date.UTC(2026, 0, 3), score: 0.5 },
      { type: "quiz_passed", at: Date.UTC(2026, 0, 5) },
    ]);
    expect(people[0]!.events![1]!.id).to.equal("own");
    expect(refusals.map(({ line, message }) => [line, message.replace(/time: .*?;/, "time: …;")])).to.deep.equal([
      [4, "event: the time is missing"],
      [5, `time: …; event: the time is missing`],
      [6, 'event: "dance" is not known; say what it means (events)'],
      [8, 'score: "x" is not a number'],
    ]);
  });

  it("say how something was measured: a number, or a point of a series where there is a date", async () => {
    const columns = { id: "id", measures: { a: "a", b: "b" } };
    expect((await read("id,a,b\nu,1,\nu,,2", columns)).people[0]!.measures).to.deep.equal({ a: 1, b: 2 });
    const dated = await read("id,a,b,t\nu,1,2,2026-01-02\nu,3,,", { ...columns, at: "t" });
    const at = Date.UTC(2026, 0, 2);
    expect(dated.people[0]!.measures).to.deep.equal({ a: [{ at, value: 1 }], b: [{ at, value: 2 }] });
    expect(dated.refusals).to.deep.equal([{ line: 3, message: "a: the date is missing" }]);
  });

  it("may have the time of day in a column of its own", async () => {
    const columns = { id: "id", event: "what", at: "date", timeOfDay: "time" };
    const { people, refusals } = await read(
      "id;what;date;time\nu;simulation_opened;12.03.2024;14:05:09\nu;simulation_clicked;12-Mar-24;2:06 PM\n" +
        "u;simulation_reported;13.03.2024;\nu;simulation_sent;;14:05\nu;simulation_sent;2024-03-12 09:00;14:05",
      columns,
      { dateOrder: "dmy" },
    );
    expect(people[0]!.events!.map(({ at }) => new Date(at).toISOString().slice(0, 19))).to.deep.equal([
      "2024-03-12T14:05:09",
      "2024-03-12T14:06:00",
      "2024-03-13T00:00:00",
    ]);
    expect(refusals.map(({ line, message }) => `${line} ${message}`)).to.deep.equal([
      '5 time: "14:05" is not a time; event: the time is missing',
      '6 time: "2024-03-12 09:00 14:05" is not a time; event: the time is missing',
    ]);
  });

  it("say what leaked, once by its name or its day", async () => {
    const columns = { id: "id", breachAt: "t", breachName: "n", severity: "s" };
    const { people } = await read(
      "id,t,n,s\nu,2026-01-02,,HIGH\nu,2026-01-02,,\nu,2026-01-03,Leak,\nu,,Leak,",
      columns,
    );
    expect(people[0]!.breaches).to.deep.equal([
      {
        id: `csv:${Date.UTC(2026, 0, 2)}`,
        at: Date.UTC(2026, 0, 2),
        severity: "high",
        password_exposed: false,
        notified: false,
      },
      { id: "csv:Leak", at: Date.UTC(2026, 0, 3), name: "Leak", password_exposed: false, notified: false },
    ]);
  });

  it("say of a breach whose day is none that it is the breach's", async () => {
    const { refusals } = await read("id,t\nu,soon", { id: "id", breachAt: "t" });
    expect(refusals.map(({ line, message }) => [line, message.slice(0, 8)])).to.deep.equal([[2, "breach: "]]);
  });

  it("shorter than the header are refused, longer ones are not", async () => {
    const result = await read("id,a\nu1\nu2,1,2", { id: "id" });
    expect(result.refusals).to.deep.equal([{ line: 2, message: "1 columns instead of 2" }]);
    expect(result.people.map(({ id }) => id)).to.deep.equal(["u2"]);
  });

  it("of which a spreadsheet program left the empty cells at the end away are read where an address says whose they are", async () => {
    const result = await read(
      "email,what,when,department,role\na@x.example,opened,2026-01-02T09:00Z\nb@x.example\nTotal,2\nc@x.example,opened",
      { email: "email", event: "what", at: "when", department: "department", role: "role" },
      { events: { opened: "simulation_opened" } },
    );
    expect(result.people.map(({ id, events = [] }) => [id, events.map(({ at }) => at)])).to.deep.equal([
      ["a@x.example", [Date.UTC(2026, 0, 2, 9)]],
      ["b@x.example", []],
      ["c@x.example", []],
    ]);
    // A file's last words are nobody, and an event without a time is still none.
    expect(result.refusals).to.deep.equal([
      { line: 4, message: "2 columns instead of 5" },
      { line: 5, message: "event: the time is missing" },
    ]);
  });

  it("without a header are all lines, their columns counted from 0", async () => {
    const { people } = await read("it,u1\nhr,u2", { id: 1, department: 0 }, { header: false });
    expect(people).to.deep.equal([
      { id: "u1", department: "it" },
      { id: "u2", department: "hr" },
    ]);
    const error = await thrown(read("it,u1", { id: "id" }, { header: false }));
    expect([error.code, error.message]).to.deep.equal([
      "missing-column",
      'columns.id: there is no column "id"; there are no headers.',
    ]);
  });

  it("of an empty file, or by a mapping without anybody, are refused", async () => {
    expect((await thrown(read("", { id: "id" }))).code).to.equal("empty");
    expect((await thrown(read("id\nu", {}))).code).to.equal("missing-column");
    const missing = await thrown(read("a,b\n1,2", { id: "c" }));
    expect(missing.message).to.equal('columns.id: there is no column "c"; there are "a", "b".');
  });

  it("take words of the file's own, whatever their case, and none where that is said", async () => {
    const columns = { id: "id", event: "e", at: "t" };
    const { people, refusals } = await read("id,e,t\nu,Passed ,2026-01-02\nu,quiz_failed,2026-01-02", columns, {
      events: { " passed": "quiz_passed", QUIZ_FAILED: null },
    });
    expect(people[0]!.events!.map(({ type }) => type)).to.deep.equal(["quiz_passed"]);
    expect(refusals).to.deep.equal([]);
  });
});

describe("headers suggest", () => {
  for (const [field, names] of Object.entries({
    email: ["Email", "e-mail address", "Mail", "UPN", "User Principal Name", "Courriel", "correo electrónico"],
    givenName: ["First_Name", "firstname", "Vorname", "prénom"],
    familyName: ["Surname", "last name", "Nachname", "apellido", "apellidos"],
    name: ["Name", "display_name", "Benutzer"],
    department: ["Department", "dept", "dept.", "Abteilung"],
    role: ["Job Title", "title", "Rolle"],
    businessImpact: ["business_impact", "Impact"],
    event: ["Event Type", "action", "Ereignis"],
    at: ["Timestamp", "date_time", "Zeitpunkt", "fecha"],
    ref: ["Campaign Name", "course", "Kurs"],
    score: ["Score", "Ergebnis"],
  })) {
    it(field, () => {
      for (const name of names) {
        expect(guessColumns([name]), name).to.deep.equal({ [field]: name });
        // Words that only hold one of them are others.
        for (const other of [`my ${name}`, field === "email" ? `x${name}` : `${name} of`])
          expect(guessColumns([other]), other).to.deep.equal({});
      }
    });
  }
  it("the first of two, and measures by their ids", () => {
    expect(guessColumns(["mail", "E-Mail", "Phish Risk", "training", "score", "security iq "])).to.deep.equal({
      email: "mail",
      score: "score",
      measures: { phish_risk: "Phish Risk", training: "training", security_iq: "security iq " },
    });
    expect(guessColumns([])).to.deep.equal({});
    for (const id of ["badge_score", "phishing_simulation", "threat_exposure", "incidents", "peer_benchmark"])
      expect(guessColumns([id])).to.deep.equal({ measures: { [id]: id } });
  });
});

describe("a CSV file's mapping", () => {
  const text = "mail,what,when,iq\na@x.example,Did course,2026-01-02,80\n";
  const said = async (options: unknown): Promise<string> => {
    const error = await thrown(importCsv(text, options as CsvOptions));
    expect(error.code).to.equal("missing-column");
    return error.message;
  };

  it("has to be given, and the error says how", async () => {
    for (const options of [undefined, null, {}, { columns: null }, { columns: "mail" }, { columns: ["mail"] }])
      expect(await said(options)).to.match(/^columns: .*; expected a mapping, as .*guessColumns/);
  });

  it("names columns that are there, by header or by place", async () => {
    for (const [columns, words] of [
      [{ email: true }, "columns.email: true; expected a header or a place, from 0."],
      [{ email: NaN }, "columns.email: NaN; expected a header or a place, from 0."],
      [{ email: 0, name: 1.5 }, "columns.name: 1.5; expected a header or a place, from 0."],
      [{ email: 0, name: 4 }, 'columns.name: there is no column 4; there are "mail", "what", "when", "iq".'],
      [{ email: 0, name: -1 }, 'columns.name: there is no column -1; there are "mail", "what", "when", "iq".'],
      [{ email: 0, measures: "iq" }, 'columns.measures: "iq" (string); expected columns by the measures\' names.'],
      [{ email: 0, measures: { iq: [] } }, "columns.measures.iq: a list; expected a header or a place, from 0."],
    ] as const)
      expect(await said({ columns })).to.equal(words);
  });

  it("may leave a column out with null", async () => {
    const { people } = await read(text, { email: 0, name: null } as unknown as CsvOptions["columns"]);
    expect(people[0]).to.deep.equal({ id: "a@x.example", email: "a@x.example" });
  });

  it("takes only zones for the times' zone, and null for none", async () => {
    const columns = { email: "mail", event: "what", at: "when" };
    const zoned = (timeZone: unknown) => read(text, columns, { timeZone } as Partial<CsvOptions>);
    for (const none of [5, true, ["UTC"], "", "+24:00", "+02:60", "-99", "Mars/Olympus"])
      expect((await thrown(zoned(none))).message, JSON.stringify(none)).to.equal(
        `timeZone: ${JSON.stringify(none)} is neither a zone such as Europe/Rome nor an offset such as +02:00.`,
      );
    expect((await zoned(null)).refusals[0]!.message).to.contain("has no time zone");
    expect((await zoned("+14:00")).refused).to.equal(1);
  });

  it("takes only event types for the file's words", async () => {
    const columns = { email: "mail", event: "what", at: "when" };
    for (const [events, words] of [
      [{ "Did course": "trained" }, 'events.Did course: "trained" (string); expected a known event type or null.'],
      ["Did course", 'events: "Did course" (string); expected event types by the file\'s words.'],
    ] as const)
      expect((await thrown(read(text, columns, { events } as unknown as Partial<CsvOptions>))).message).to.equal(words);
  });
});

describe("headers with the lines below suggest", () => {
  const guess = (...lines: string[]) => {
    const [header, ...rows] = lines.map((line) => line.split(","));
    return guessColumns(header!, rows);
  };

  it("plain words, whatever the language", () => {
    for (const line of [
      "When,What",
      "Happened,Action",
      "Date,Type of event",
      "Datum,Ereignis",
      "Quand,Événement",
      "Fecha,Evento",
      "Tijdstip,Gebeurtenis",
      "Data,Ação",
      "日時,イベント",
      "التاريخ,الحدث",
    ]) {
      const [at, event] = line.split(",");
      expect(guess(line), line).to.deep.equal({ at, event });
    }
  });

  it("addresses where all cells are some, whatever the header says of them", () => {
    for (const name of ["User", "Utilisateur", "Who", "Login"])
      expect(guess(`Nr,${name}`, "1,a@x.example", "2,", "3,Bo <b@x.example>").email, name).to.equal(name);
    expect(guess("Email,Address", "yes,a@x.example", "no,b@x.example").email).to.equal("Address");
    expect(guess("E-mail,Manager", "not known,m@x.example", "a@x.example,?").email, "a bad line").to.equal("E-mail");
    expect(guess("User", "ada", "bo")).to.deep.equal({ name: "User" });
  });

  it("the day and the time of day where each has its column, in either order", () => {
    for (const [at, timeOfDay, row] of [
      ["Date", "Time", "12/03/2024,14:05"],
      ["Datum", "Uhrzeit", "12-Mar-24,9:05:07"],
      ["Datum", "Uhrzeit", "12.03.2024,09.30"],
      ["Datum", "Uhrzeit", "12.03.2024,9.30.15"],
      ["Fecha", "Hora", "2024-03-12,2:05 p. m."],
    ]) {
      expect(guess(`${at},${timeOfDay}`, row!), at).to.deep.equal({ at, timeOfDay });
      expect(guess(`${timeOfDay},${at}`, row!.split(",").reverse().join(",")), at).to.deep.equal({ at, timeOfDay });
    }
    // A whole time needs none, and what is no time of day is none.
    expect(guess("Timestamp,Date,Time", "2024-03-12 14:05,2024-03-12,14:05")).to.deep.equal({ at: "Timestamp" });
    expect(guess("Datum,Uhrzeit", "12.03.2024 09.30,09.30")).to.deep.equal({ at: "Datum" });
    expect(guess("Date,Time", "2024-03-12,12 minutes")).to.deep.equal({ at: "Date" });
    expect(guess("Date,Duration", "2024-03-12,00:12")).to.deep.equal({ at: "Date" });
    expect(guess("Date,Time")).to.deep.equal({ at: "Date" });
  });

  it("what came of a course: when it was assigned and completed, and no status that no time belongs to", () => {
    const columns = { name: "User", email: "Email", ref: "Course", score: "Score" };
    const times = { training_assigned: "Assigned On", training_completed: "Completed On" };
    expect(
      guess(
        "User,Email,Course,Status,Assigned On,Completed On,Due On,Score",
        "Ada,a@x.example,Phish 101,Completed,1-Mar-24,12-Mar-24,31-Mar-24,85 %",
      ),
    ).to.deep.equal({ ...columns, times });
    expect(guess("Email,Module Name,Enrollment Date,Completion Date")).to.deep.equal({
      email: "Email",
      ref: "Module Name",
      times: { training_assigned: "Enrollment Date", training_completed: "Completion Date" },
    });
    expect(guess("Email,Campaign Title,Completion Date"), "nobody knows of what").to.deep.equal({
      email: "Email",
      ref: "Campaign Title",
    });
    expect(guess("Email,Course,Status,Date,Completed On").event, "a status with its time").to.equal("Status");
  });

  it("columns of times by what happened then, not what else stands beside it", () => {
    expect(
      guess(
        "UserName,UserMail,Compromised,EmailLinkClicked_TimeStamp,EmailLinkClicked_IP,CredSupplied_TimeStamp,ReportedEmail_TimeStamp",
        "Ada,a@x.example,TRUE,2026-01-02T10:00:00Z,192.0.2.1,,",
      ),
    ).to.deep.equal({
      email: "UserMail",
      name: "UserName",
      times: {
        simulation_clicked: "EmailLinkClicked_TimeStamp",
        simulation_submitted: "CredSupplied_TimeStamp",
        simulation_reported: "ReportedEmail_TimeStamp",
      },
    });
    expect(
      guess("Email,Delivered At,Opened At,Clicked At,Attachment Opened At,Data Entered At,Reported At,Bounced At")
        .times,
    ).to.deep.equal({
      simulation_sent: "Delivered At",
      simulation_opened: "Opened At",
      simulation_clicked: "Clicked At",
      simulation_attachment_opened: "Attachment Opened At",
      simulation_submitted: "Data Entered At",
      simulation_reported: "Reported At",
    });
    expect(guess("Email,Clicked,Opened", "a@x.example,3/14/2026 9:05,TRUE").times).to.deep.equal({
      simulation_clicked: "Clicked",
    });
    for (const name of ["Report Date", "Password expiry date", "Credential reset at", "Test date", "Not clicked at"])
      expect(guess(`Email,${name}`, "a@x.example,2026-01-02"), name).to.deep.equal({ email: "Email" });
  });

  it("words for what came of it, where no column says what happened", () => {
    const rows = ["a@x.example,Clicked,2026-01-02,quiz_passed"];
    expect(guess("Mail,Result,Date,Note", ...rows).event).to.equal("Result");
    expect(guess("Mail,Result,Date,Type of event", ...rows)).to.include({ event: "Type of event" });
    expect(guess("Mail,Result,Date,Note", "a@x.example,85 %,2026-01-02,").score).to.equal("Result");
  });
});

describe("a word for what happened suggests", () => {
  for (const [type, ...words] of [
    ["simulation_clicked", "Clicked", "Clicked link", "Link geklickt", "cliqué", "EmailLinkClicked"],
    ["simulation_submitted", "Submitted Data", "Credentials supplied", "Entered data", "Daten eingegeben"],
    ["simulation_reported", "Reported", "Gemeldet", "User reported phishing", "signalé"],
    ["simulation_attachment_opened", "Opened attachment", "Macro Enabled"],
    ["simulation_opened", "Opened", "Geöffnet", "Message read"],
    ["simulation_sent", "Email sent", "Delivered", "Gesendet"],
    ["simulation_ignored", "No action", "Ignored"],
    ["training_completed", "Training completed", "Did course", "Schulung abgeschlossen", "Schulung erledigt"],
    ["training_assigned", "Enrolled in training"],
    ["quiz_passed", "Passed quiz", "Test bestanden"],
    ["quiz_failed", "Quiz failed", "Test nicht bestanden"],
    [undefined, "Failed", "Not clicked", "nicht geklickt", "Bounced", "", "unopened", "constructor"],
  ] as const)
    it(String(type), () => {
      for (const word of words) expect(guessEvent(word), word).to.equal(type);
    });
});

describe("what a CSV file's mapping leaves out is told", () => {
  const columns = { email: "mail", event: "what", at: "when" };
  const head = "mail,what,when";

  it("columns that hold something, by header or place, and none that are empty", async () => {
    const { unread, issues } = await read(
      `${head},note,when,,boss\na@x.example,quiz_passed,2026-01-02,,2026-01-03,,\nb@x.example,quiz_passed,2026-01-02,late,,x,,more\n`,
      columns,
    );
    expect(unread).to.deep.equal(["note", 4, 5, 7]);
    expect(issues).to.deep.equal([
      { path: "columns", message: 'nothing was taken from "note", 4, 5, 7; the mapping does not say what is in it' },
    ]);
    expect(await read(`${head}\na@x.example,quiz_passed,2026-01-02`, columns)).to.deep.include({
      unread: [],
      issues: [],
      words: {},
      columns,
    });
  });

  it("words that mean no known event type, with the lines they stand on", async () => {
    const { words, issues } = await read(
      `${head}\na@x.example,Clicked,2026-01-02\na@x.example,Clicked,2026-01-03\na@x.example,__proto__,2026-01-03`,
      columns,
    );
    expect(Object.entries(words)).to.deep.equal([
      ["Clicked", 2],
      ["__proto__", 1],
    ]);
    expect(issues).to.deep.equal([
      {
        path: "events",
        message: 'no known event type: "Clicked", "__proto__"; say what it means, or null for nothing',
      },
    ]);
    const many = Array.from({ length: 120 }, (_, i) => `a@x.example,w${i},2026-01-02`).join("\n");
    expect(Object.keys((await read(`${head}\n${many}`, columns)).words)).to.have.length(100);
  });

  it("that nothing says what happened, or when", async () => {
    const text = `${head}\na@x.example,quiz_passed,2026-01-02`;
    const paths = async (mapping: CsvOptions["columns"], of = text) =>
      (await read(of, mapping)).issues.map(({ path }) => path);
    expect(await paths({ email: "mail" })).to.deep.equal(["columns", "columns.event"]);
    expect(await paths({ email: "mail", at: "when" })).to.deep.equal(["columns", "columns.event"]);
    expect(await paths({ email: "mail", event: "what" })).to.deep.equal(["columns", "columns.at"]);
    expect(await paths({ email: "mail", at: "when", measures: { training: "what" } })).to.deep.equal([]);
    expect(await paths(columns, `${head}\n`)).to.deep.equal(["source"]);
    expect(
      await paths({ email: "mail", name: "name" }, "mail,name\na@x.example,Ada"),
      "a list of people",
    ).to.deep.equal([]);
  });
});

describe("a simulation in a line", () => {
  const text = "mail,sent,clicked,reported,wave\na@x.example,2026-01-02 09:00,2026-01-02 09:30,,w1\n";
  const times = { simulation_sent: "sent", simulation_clicked: "clicked", simulation_reported: "reported" };

  it("is as many events as it has times, of one campaign", async () => {
    const { people, used } = await read(text, { email: "mail", times, ref: "wave" });
    expect(used).to.equal(1);
    expect(people[0]!.events!.map(({ type, at, ref }) => [type, new Date(at).toISOString(), ref])).to.deep.equal([
      ["simulation_sent", "2026-01-02T09:00:00.000Z", "w1"],
      ["simulation_clicked", "2026-01-02T09:30:00.000Z", "w1"],
    ]);
  });

  it("is its own campaign where no column names one: the file's name and the day it began", async () => {
    const twice = `${text}a@x.example,2026-02-02 09:00,,2026-02-03 09:00,\n`;
    const refs = async (more: Partial<CsvOptions>) =>
      (await read(twice, { email: "mail", times }, more)).people[0]!.events!.map(({ ref }) => ref);
    expect(await refs({})).to.deep.equal(["2026-01-02", "2026-01-02", "2026-02-02", "2026-02-02"]);
    expect(await refs({ name: "Parcel.csv" })).to.include("Parcel 2026-02-02");
  });

  it("says what a training taught that was completed then", async () => {
    const { people, refusals } = await read(
      "mail,course,assigned,done,result\na@x.example,c,2026-01-02,2026-01-03,85 %\na@x.example,d,2026-01-02,2026-01-03,85",
      {
        email: "mail",
        ref: "course",
        times: { training_assigned: "assigned", training_completed: "done" },
        score: "result",
      },
    );
    expect(people[0]!.events!.map(({ type, ref, score }) => [type, ref, score])).to.deep.equal([
      ["training_assigned", "c", undefined],
      ["training_assigned", "d", undefined],
      ["training_completed", "c", 0.85],
      ["training_completed", "d", undefined],
    ]);
    expect(refusals.map(({ line, message }) => [line, message.slice(0, 6)])).to.deep.equal([[3, "score:"]]);
  });

  it("says which of its times is none, and keeps the others", async () => {
    const { people, refusals } = await read(text.replace("2026-01-02 09:30", "yes"), { email: "mail", times });
    expect(refusals).to.deep.equal([{ line: 2, message: 'simulation_clicked: "yes" is not a time' }]);
    expect(people[0]!.events!.map(({ type }) => type)).to.deep.equal(["simulation_sent"]);
  });

  it("takes only event types", async () => {
    for (const [wrong, words] of [
      [{ clicked: "clicked" }, 'columns.times: "clicked" (string); expected known event types.'],
      ["clicked", 'columns.times: "clicked" (string); expected columns by event types.'],
    ] as const)
      expect((await thrown(read(text, { email: "mail", times: wrong as never }))).message).to.equal(words);
  });
});
