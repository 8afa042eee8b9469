import { expect } from "@open-wc/testing";
import { importGophish, importHibp, importXapi } from "../../../src/data/importers/index.js";
import { jsonOf, type Found, type Step } from "../../../src/data/importers/json.js";

type Want = Parameters<typeof jsonOf>[1];

async function walk(text: string, want: Want, size = text.length || 1): Promise<string[]> {
  async function* pieces(): AsyncGenerator<string> {
    for (let i = 0; i < text.length; i += size) yield await Promise.resolve(text.slice(i, i + size));
  }
  const found: string[] = [];
  const say = ({ path, line, kind, value, fault }: Found): string =>
    kind === "value"
      ? `${line} ${path.join(".")}=${fault ? "fault" : JSON.stringify(value)}`
      : `${line} ${path.join(".")} ${kind}`;
  for await (const one of jsonOf(pieces(), want)) found.push(say(one));
  return found;
}

/** Into everything down to a depth; what lies deeper is read. */
const depth =
  (n: number): Want =>
  (path: readonly Step[], mark) =>
    path.length < n && (mark === "{" || mark === "[") ? "into" : "read";

describe("JSON that is nested deeply", () => {
  const nested = (n: number): string => "[".repeat(n) + "]".repeat(n);
  const whole = (path: readonly Step[], mark: string): "read" | "into" =>
    path.length || mark !== "[" ? "read" : "into";
  for (const size of [1, 7, 1e9])
    it(`is a fault of that entry, and takes none along, in pieces of ${size}`, async () => {
      const deep = 20_000;
      expect(await walk(`[1, ${nested(deep)}, {"a": ${nested(deep)}}, 2]`, whole, Math.min(size, 1e5))).to.deep.equal([
        "1 0=1",
        "1 1=fault",
        "1 2=fault",
        "1 3=2",
        "1  end",
      ]);
      expect(await walk(`[${nested(200)}, ${nested(201)}]`, whole, Math.min(size, 1e5))).to.deep.equal([
        `1 0=${nested(200)}`,
        "1 1=fault",
        "1  end",
      ]);
    });

  it("leaves the other entries of every kind of file", async () => {
    const deep = nested(20_000);
    const verb =
      '"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"c"},"timestamp":"2026-01-02T00:00:00Z"';
    const statement = (actor: string): string => `{"actor":${actor},${verb}}`;
    const entry = (email: string): string =>
      `{"email":${email},"message":"Clicked Link","time":"2026-01-02T00:00:00Z"}`;
    const group =
      '{"objectType":"Group","member":['.repeat(9_000) + '{"mbox":"mailto:a@x.example"}' + "]}".repeat(9_000);
    for (const read of [
      await importXapi(`[${statement(group)},${statement('{"mbox":"mailto:b@x.example"}')}]`),
      await importGophish(`{"timeline":[${entry(deep)},${entry('"b@x.example"')}]}`),
      await importHibp(`{"a@x.example":${deep},"b@x.example":[{"Name":"Z","BreachDate":"2013-10-04"}]}`),
    ]) {
      expect(read.people.map(({ id }) => id)).to.deep.equal(["b@x.example"]);
      expect(read.refusals.map(({ message }) => message)).to.deep.equal(["an entry that is nested too deeply"]);
    }
  });
});

describe("JSON in pieces", () => {
  const text = '{"a": [1, {"x": "]}"}, "q\\"\\\\"],\n "b": {"c": null, "d\\u0041": true}, "e": -1.5e3,\n "f": []}';

  it("reads what is wanted, with its path and line", async () => {
    expect(await walk(text, depth(2))).to.deep.equal([
      "1 a.0=1",
      '1 a.1={"x":"]}"}',
      '1 a.2="q\\"\\\\"',
      "1 a end",
      "2 b.c=null",
      "2 b.dA=true",
      "2 b end",
      "2 e=-1500",
      "3 f end",
      "3  end",
    ]);
  });

  it("gives the same however the text is cut", async () => {
    for (let n = 0; n < 4; n++) {
      const whole = await walk(text, depth(n));
      for (let size = 1; size < text.length; size++)
        expect(await walk(text, depth(n), size), `pieces of ${size}`).to.deep.equal(whole);
    }
  });

  it("passes over what is not wanted without reading it", async () => {
    expect(
      await walk('{"big": {"not": json, here [x]}, "a": 1}', (path) =>
        path[0] === "big" ? "skip" : path.length ? "read" : "into",
      ),
    ).to.include("1 a=1");
  });

  it("counts on after a list in a list, and takes a name that is none for one without letters", async () => {
    expect(await walk('[[1], {"a": [2]}, [3, [4]]]', depth(4))).to.deep.equal([
      "1 0.0=1",
      "1 0 end",
      "1 1.a.0=2",
      "1 1.a end",
      "1 1 end",
      "1 2.0=3",
      "1 2.1.0=4",
      "1 2.1 end",
      "1 2 end",
      "1  end",
    ]);
    expect(await walk('{"\\q": 1, "b": 2}', depth(1))).to.deep.equal(["1 =1", "1 b=2", "1  end"]);
  });

  it("takes several values, a line each", async () => {
    expect(await walk('{"a":1}\n{"a":2}\n\n3', depth(0))).to.deep.equal(['1 ={"a":1}', '2 ={"a":2}', "4 =3"]);
  });

  it("reports an entry that is not JSON, and goes on", async () => {
    expect(await walk('[{"a":1},\n{"a":oops},\n{"a":3}]', depth(1))).to.deep.equal([
      '1 0={"a":1}',
      "2 1=fault",
      '3 2={"a":3}',
      "3  end",
    ]);
  });

  it("says when the text ends too early", async () => {
    for (const cut of ['[{"a":1},\n{"a"', '[{"a":1},\n"b', '[{"a":1},\n', '{"a"']) {
      const found = await walk(cut, depth(1));
      expect(found.at(-1), cut).to.match(/cut$/);
    }
    for (const cut of ['{"a": [1', '["a", "b'])
      expect(await walk(cut, depth(0)), "where all of it is wanted").to.deep.equal(["1  cut"]);
  });
});
