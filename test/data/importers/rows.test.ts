import { expect } from "@open-wc/testing";
import { delimiterOf, rowsOf, type Row } from "../../../src/data/importers/rows.js";

async function rows(text: string, size = text.length || 1): Promise<Row[]> {
  const pieces: string[] = [];
  for (let i = 0; i < text.length; i += size) pieces.push(text.slice(i, i + size));
  const found: Row[] = [];
  for await (const row of rowsOf(pieces)) found.push(row);
  return found;
}
const cells = async (text: string, size?: number): Promise<string[][]> =>
  (await rows(text, size)).map((row) => row.cells);

describe("CSV lines (RFC 4180)", () => {
  it("part cells at commas, semicolons or tabs, whichever the first line uses most", async () => {
    expect(delimiterOf('a;"b,c,d";e\n1,2,3,4')).to.equal(";");
    expect(await cells("a,b\n1,2")).to.deep.equal([
      ["a", "b"],
      ["1", "2"],
    ]);
    expect(await cells("a;b\n1,5;2")).to.deep.equal([
      ["a", "b"],
      ["1,5", "2"],
    ]);
    expect(await cells("a\tb\n1\t2")).to.deep.equal([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("keep quotes, delimiters and line breaks inside quotes", async () => {
    expect(await cells('a,b\r\n"x, ""y""","1\r\n2"\r\n')).to.deep.equal([
      ["a", "b"],
      ['x, "y"', "1\r\n2"],
    ]);
  });

  it("end with any line break, and the last without one; empty lines are passed over", async () => {
    expect(await cells("a\r\nb\rc\n\n\nd")).to.deep.equal([["a"], ["b"], ["c"], ["d"]]);
  });

  it("are numbered by where they begin", async () => {
    const found = await rows('a,b\n"1\n2",x\n\r\n3,4\r\n"5",6');
    expect(found.map((row) => row.line)).to.deep.equal([1, 2, 5, 6]);
  });

  it("are the same however the file is cut into pieces", async () => {
    const text = 'näme,"q ""1"", 2"\r\n"a\r\nb","""x"""\r\n,"",z\n"","","end"';
    const whole = await rows(text);
    for (let size = 1; size <= text.length; size++)
      expect(await rows(text, size), `pieces of ${size}`).to.deep.equal(whole);
  });

  it("are parted by what a first line for spreadsheet programs says, which is no row", async () => {
    for (const end of ["\n", "\r\n", "\r"])
      for (const size of [1, 2, 5, 100]) {
        const found = await rows(["sep=;", "a,b;c", "1,5;2"].join(end), size);
        expect(found.map((row) => [row.line, ...row.cells])).to.deep.equal([
          [2, "a,b", "c"],
          [3, "1,5", "2"],
        ]);
      }
    expect(await cells("SEP=|\na|b")).to.deep.equal([["a", "b"]]);
    for (const sign of ["^", "]", "\\", "-"]) expect(await cells(`sep=${sign}\na${sign}b`)).to.deep.equal([["a", "b"]]);
    expect(await cells("a,b\nsep=;\n1,2"), "not the first line").to.deep.equal([["a", "b"], ["sep=;"], ["1", "2"]]);
    // A header that only looks like it.
    expect(await cells("sep=x,b\n1,2")).to.deep.equal([
      ["sep=x", "b"],
      ["1", "2"],
    ]);
  });

  it("find out what parts them from the whole first line, however it comes", async () => {
    for (const size of [1, 3, 7])
      expect(await cells("name;mail\na,b;c", size)).to.deep.equal([
        ["name", "mail"],
        ["a,b", "c"],
      ]);
    expect(await cells("a;b", 1), "a file of one line").to.deep.equal([["a", "b"]]);
  });

  it("are parted by what their first line uses, also where empty ones come before it", async () => {
    for (const end of ["\n", "\r\n", "\r"])
      for (let size = 1; size < 12; size++)
        expect(await rows(["", "", "name;mail", "a,b;c"].join(end), size)).to.deep.equal([
          { cells: ["name", "mail"], line: 3 },
          { cells: ["a,b", "c"], line: 4 },
        ]);
  });

  it("are parted by what the table's own first line uses, where a title stands above it, and by bars", async () => {
    for (const size of [1, 4, 100]) {
      expect(await cells("Results of spring\n\nname;mail\na,b;c", size)).to.deep.equal([
        ["Results of spring"],
        ["name", "mail"],
        ["a,b", "c"],
      ]);
      expect(await cells("name|mail\na,b|c", size)).to.deep.equal([
        ["name", "mail"],
        ["a,b", "c"],
      ]);
    }
  });

  it("go on with the next line after a quote that is never closed", async () => {
    const found = await rows('a,b\n"oops,1\nx,2\ny,3\n');
    expect(found.map((row) => row.fault ?? row.cells.join("|"))).to.deep.equal([
      "a|b",
      "a quote is opened and not closed",
      "x|2",
      "y|3",
    ]);
    expect(found.map(({ line }) => line)).to.deep.equal([1, 2, 3, 4]);
  });

  it("pass a line over that is longer than any honest one, all of it, and go on with the next", async () => {
    for (const end of ["\n", "\r\n"]) {
      const found = await rows(["a,b", `${"x".repeat(1_200_000)},tail`, "1,2", ""].join(end), 65_536);
      expect(found).to.deep.equal([
        { cells: ["a", "b"], line: 1 },
        { cells: [], line: 2, fault: "a line of more than a million characters" },
        { cells: ["1", "2"], line: 3 },
      ]);
    }
  });

  it("do not hold a file whose first quote is never closed", async () => {
    const found = await rows(`a,b\n"oops,1\n${"x,2\n".repeat(400_000)}`, 65_536);
    expect(found.length).to.equal(400_002);
    expect(found.filter((row) => row.fault).length).to.equal(1);
  });

  it("take text after a closing quote, and quotes inside bare cells, as they are", async () => {
    expect(await cells('"a"b,c"d"\n')).to.deep.equal([["ab", 'c"d"']]);
  });
});
