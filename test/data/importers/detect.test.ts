import { expect } from "@open-wc/testing";
import { importFile, readHeader, readTable } from "../../../src/data/importers/index.js";
import { thrown } from "./support.js";

describe("files by their beginning", () => {
  const format = async (text: string): Promise<string> => (await importFile(text)).format;
  const statement = { actor: { mbox: "mailto:a@x.example" }, verb: { id: "v" }, object: { id: "o" } };
  for (const [text, expected] of [
    [JSON.stringify({ actor: 1, id: 1 }), "xapi"],
    [JSON.stringify({ statements: [statement] }), "xapi"],
    [`\n [${JSON.stringify({ verb: { id: "v" } })}]`, "xapi"],
    [JSON.stringify({ id: 1, timeline: [{}] }), "gophish-json"],
    [JSON.stringify({ launch_date: "", results: [{}] }), "gophish-json"],
    [JSON.stringify([{ created_date: "", timeline: [{}] }]), "gophish-json"],
    [JSON.stringify([{ Name: "Leak" }]), "hibp"],
    [JSON.stringify([{ BreachDate: "x" }]), "hibp"],
    [JSON.stringify({ BreachSearchResults: [] }), "hibp"],
    [' { "ada" : [ ] }', "hibp"],
    ["email,time,message,details,campaign_id\n", "gophish-events"],
    [" EMAIL , Status,Send_Date\n", "gophish-results"],
    ["\r\n\r\nemail,time,message\n", "gophish-events"],
    ["sep=;\nemail;time;message\n", "gophish-events"],
    ["Results\nemail,time,message\n", "csv"],
    ["email,time\n", "csv"],
    ["Mail\n", "csv"],
  ] as const) {
    it(`${JSON.stringify(text.slice(0, 60))} is ${expected}`, async () =>
      expect(await format(text)).to.equal(expected));
  }
  it("go by the mapping that is given, whoever wrote them", async () => {
    const { format: found, people } = await importFile("email,time,message\na@x.example,1,2", {
      columns: { email: "email", name: "message" },
    });
    expect([found, people[0]!.name]).to.deep.equal(["csv", "2"]);
    const ids = await importFile("nr\nu1", { columns: { id: "nr" } });
    expect(ids.people[0]!.id).to.equal("u1");
  });
  it("are told however small the pieces are that they come in", async () => {
    const whole = "E-Mail;Name\nada@x.example;Ada, Park\n";
    async function* letters(): AsyncGenerator<string> {
      yield* whole;
    }
    const { format: found, people } = await importFile(letters());
    expect([found, people[0]!.name]).to.deep.equal(["csv", "Ada, Park"]);
    expect(await readHeader(letters())).to.deep.equal(["E-Mail", "Name"]);
    expect(await readHeader(`sep=;\n${whole}`)).to.deep.equal(["E-Mail", "Name"]);
  });
  it("of nobody are refused, with the first dozen columns", async () => {
    const header = Array.from({ length: 14 }, (_, i) => `c${i}`);
    const error = await thrown(importFile(header.join(",")));
    expect(error.code).to.equal("unknown-format");
    expect(error.message).to.include('"c11"').and.not.include('"c12"');
    expect((await thrown(importFile('{"ada": {}}'))).code).to.equal("unknown-format");
    expect((await thrown(importFile(" \n "))).code).to.equal("empty");
  });
  it("that are workbooks are refused by what they are, not by what stands in them", async () => {
    for (const bytes of [
      [0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0],
      [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ]) {
      const error = await thrown(importFile(new Uint8Array(bytes)));
      expect([error.code, error.message]).to.deep.equal([
        "unknown-format",
        "This is a workbook or an archive, not text: save the sheet as CSV (UTF-8).",
      ]);
    }
  });
  it("are read with their encoding and their name, and reported once", async () => {
    const told: number[] = [];
    const bytes = new Uint8Array([0x69, 0x64, 0x0a, 0xe9]);
    const { people } = await importFile(bytes, {
      columns: { id: "id" },
      encoding: "latin1",
      progress: (read) => void told.push(read),
    });
    expect(people[0]!.id).to.equal("é");
    expect(told).to.deep.equal([4]);
    const results = "email,status,send_date\na@x.example,Email Sent,2026-01-02T00:00:00Z";
    const named = await importFile(new File([results], "Autumn - Results.csv"));
    expect(named.people[0]!.events![0]!.ref).to.equal("Autumn");
    const given = await importFile(new File([results], "x.csv"), { name: "Winter.json" });
    expect(given.people[0]!.events![0]!.ref).to.equal("Winter");
  });
  it("have a header in the encoding they are in", async () => {
    expect(await readHeader(new Uint8Array([0xe9, 0x2c, 0x61, 0x0a]), { encoding: "latin1" })).to.deep.equal([
      "é",
      "a",
    ]);
    expect(await readHeader(new Uint8Array([0xff, 0xfe, 0x61, 0, 0x0a, 0]))).to.deep.equal(["a"]);
    expect(await readHeader(new Uint8Array([0xfe, 0xff, 0, 0x61, 0, 0x0a]))).to.deep.equal(["a"]);
  });
  it("have their header under a title or another header; what stands above it is passed over", async () => {
    for (const above of ["Spring results,,", "Spring results", "Person,Event,", "\nSpring\n\n,,"]) {
      const text = `${above}\nE-Mail,Date,Event\na@x.example,2026-01-02T00:00:00Z,quiz_passed\n`;
      const { people, skipped, refused } = await importFile(text);
      expect([people.length, people[0]!.events!.length, refused], above).to.deep.equal([1, 1, 0]);
      expect(skipped, above).to.be.greaterThan(0);
      expect(await readHeader(text)).to.deep.equal(["E-Mail", "Date", "Event"]);
    }
  });
  it("without a header lose no line: whoever reads them is asked by place", async () => {
    const text = "a@x.example,2026-01-02T00:00:00Z,quiz_passed\nb@x.example,2026-01-02T00:00:00Z,quiz_passed\n";
    const error = await thrown(importFile(text));
    expect([error.code, error.message]).to.deep.equal([
      "unknown-format",
      'The first line holds no headers: "a@x.example", "2026-01-02T00:00:00Z", "quiz_passed". Say by their places which columns hold what (columns, header).',
    ]);
    expect(await readTable(text)).to.deep.include({ line: 0, header: [], columns: {} });
    for (const header of [false, undefined]) {
      const options = header === undefined ? {} : { header };
      const { people } = await importFile(text, { columns: { email: 0, at: 1, event: 2 }, ...options });
      expect(people.map(({ events }) => events!.length)).to.deep.equal([1, 1]);
    }
  });
  it("are shown to a page that asks: header, lines, and what they suggest", async () => {
    const text = "Results\nWho;When;What\na@x.example;2026-01-02;Clicked\n";
    const table = await readTable(text);
    expect(table).to.deep.equal({
      line: 2,
      header: ["Who", "When", "What"],
      rows: [["a@x.example", "2026-01-02", "Clicked"]],
      columns: { email: "Who", at: "When", event: "What" },
    });
    const { words, columns } = await importFile(text, { timeZone: "UTC" });
    expect([words, columns]).to.deep.equal([{ Clicked: 1 }, table.columns]);
    const { people } = await importFile(text, { timeZone: "UTC", events: { clicked: "simulation_clicked" } });
    expect(people[0]!.events!.length).to.equal(1);
    expect(await readTable("")).to.deep.include({ header: [], rows: [] });
  });
});
