import { expect } from "@open-wc/testing";
import { createJsonSource, createStaticSource } from "../../src/data/json-source.js";
import { DataError } from "../../src/data/read.js";
import type { SourceError } from "../../src/data/source.js";
import { Clock, json, Network } from "../support/virtual.js";

const DATA = {
  clients: [
    {
      id: "c1",
      people: [
        { id: "a", department: "it" },
        { id: "b", department: "hr" },
      ],
    },
    { id: "c2", people: [{ id: "c", department: "it" }, { id: "d" }] },
  ],
};
const options = { signal: new AbortController().signal };
const ids = (people: unknown): string[] => (people as Array<{ id: string }>).map(({ id }) => id);

/** The code that a promise is broken with. */
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "none",
    (error: SourceError) => error.code,
  );

describe("a source that has everything", () => {
  const source = createStaticSource(DATA);

  it("gives it in one piece", async () => {
    expect(await source.all!(options)).to.equal(DATA);
  });
  it("finds a person and a client, wherever they are", async () => {
    expect(await source.person("c", options)).to.equal(DATA.clients[1]!.people[0]);
    expect(await source.client("c2", options)).to.deep.include({ id: "c2" });
    expect(ids(await source.clients({}, options))).to.deep.equal(["c1", "c2"]);
  });
  it("finds people by client, by department and by both", async () => {
    const people = async (query: object): Promise<string[]> => ids(await source.people(query, options));
    expect(await people({})).to.deep.equal(["a", "b", "c", "d"]);
    expect(await people({ client: "c2" })).to.deep.equal(["c", "d"]);
    expect(await people({ department: "it" })).to.deep.equal(["a", "c"]);
    expect(await people({ client: "c1", department: "it" })).to.deep.equal(["a"]);
    expect(await people({ client: "nobody" })).to.deep.equal([]);
  });
  it("finds a department in all clients, or in one", async () => {
    const department = async (id: string, client?: string): Promise<unknown> =>
      source.department(id, { ...options, client });
    expect(await department("it")).to.deep.equal({
      id: "it",
      people: [DATA.clients[0]!.people[0], DATA.clients[1]!.people[0]],
    });
    expect(await department("it", "c2")).to.deep.equal({ id: "it", people: [DATA.clients[1]!.people[0]] });
  });
  it("says what is not in it", async () => {
    expect(await refusal(source.person("nobody", options))).to.equal("not-found");
    expect(await refusal(source.client("nobody", options))).to.equal("not-found");
    expect(await refusal(source.department("hr", { ...options, client: "c2" }))).to.equal("not-found");
  });
  it("that cannot be read says so at the first question", async () => {
    const bad = createStaticSource(7);
    let caught: unknown;
    await bad.clients({}, options).catch((error: unknown) => (caught = error));
    expect(caught).to.be.instanceOf(DataError);
  });
});

describe("a source over a file of JSON", () => {
  it("asks for the file, whatever type it is served as, and is known by its address", async () => {
    const clock = new Clock();
    const network = new Network(clock, () => json(DATA, { headers: { "content-type": "text/plain" } }));
    const place = "https://files.test/risk.json?v=2";
    const source = createJsonSource(place, { fetch: network.fetch, now: clock.now, wait: clock.wait, random: () => 0 });
    expect(source.scope!()).to.equal(place);
    const person = source.person("a", options);
    await clock.pass(1);
    expect(await person).to.deep.include({ id: "a" });
    expect(network.calls.map(({ url }) => url)).to.deep.equal([place]);
  });

  it("names it from where the page is", () => {
    expect(createJsonSource("risk.json").scope!()).to.equal(new URL("risk.json", document.baseURI).href);
  });
});
