import { expect } from "@open-wc/testing";
import { askAgain, Failure } from "../../src/data/lazy.js";
import { loadModels, MODEL_IDS, missingModels, published } from "../../src/data/models.js";
import { displayName } from "../../src/data/names.js";
import type * as partsModule from "../../src/data/parts.js";
import { isMixed, loadMask, loadNameless, loadReader, missingParts, readNow } from "../../src/data/parts.js";
import { DataError } from "../../src/data/read.js";
import type { BookInput, ClientInput, ViewOptions } from "../../src/data/types.js";
import { defineModel } from "../../src/engine/index.js";
import { PLAIN } from "./options.js";

const options = (more: Partial<ViewOptions> = {}): ViewOptions => ({ ...PLAIN, model: "phishr", ...more });
const book: BookInput = { clients: [] };

describe("models that are loaded", () => {
  it("are named, the one for those who name none first", async () => {
    expect(MODEL_IDS).to.deep.equal(["phishr", "caniphish", "moxso", "metacompliance", "infima"]);
    await loadModels();
    for (const id of MODEL_IDS) expect(published(id)!.id).to.equal(id);
    for (const none of ["", "oracle", "constructor"]) expect(published(none)).to.equal(undefined);
    await loadModels(["oracle", "constructor", "phishr"]);
  });
  it("and models of one's own are nothing to wait for", () => {
    const own = defineModel({ id: "phishr", parameters: { decay: 0.9 } });
    expect(
      missingModels(
        { given: "moxso", model: "infima", clients: [{ id: "c", people: [], model: "oracle" }] },
        { model: own },
      ),
    ).to.deep.equal([]);
  });
});

describe("parts that are loaded when they are needed", () => {
  it("are none once they are there", async () => {
    await Promise.all([loadModels(), loadMask()]);
    expect(missingParts(book, options())).to.deep.equal([]);
    expect(missingParts(book, options({ audience: "client" }))).to.deep.equal([]);
    expect(loadMask()).to.equal(loadMask());
  });
  it("are asked for where names are hidden, and nobody's is shown without them", async () => {
    const hidden = options({ redact: "initials" });
    expect(missingParts(book, hidden).length).to.equal(1);
    expect(() => displayName({ id: "a", name: "Ada Park" }, "initials")).to.throw();
    await loadNameless();
    expect(missingParts(book, hidden)).to.deep.equal([]);
    expect(displayName({ id: "a", name: "Ada Park" }, "initials")).to.equal("A.\u202fP.");
  });
  it("give no pseudonym before the page's end has come, where a server's may be", async () => {
    let readyState = "loading";
    Object.defineProperty(document, "readyState", { configurable: true, get: () => readyState });
    const numbers = document.createElement("script");
    try {
      // As a page has them that loads them in its head.
      const early = "../../src/data/parts.ts?early";
      const parts = (await import(early)) as typeof partsModule;
      let there = false;
      const coming = parts.loadNameless().then(() => (there = true));
      await new Promise((next) => setTimeout(next, 50));
      expect(there).to.equal(false);
      numbers.type = "application/risk-pseudonyms+json";
      numbers.textContent = JSON.stringify([["a", 7]]);
      document.body.append(numbers);
      readyState = "interactive";
      document.dispatchEvent(new Event("readystatechange"));
      await coming;
      expect(parts.namelessPart().nameless("a", "Ada Park", "pseudonym")).to.equal("P-007");
    } finally {
      numbers.remove();
      Reflect.deleteProperty(document, "readyState");
    }
  });
  it("read records without, and with them whatever there is", async () => {
    expect(readNow({ id: "a" })!.book.clients[0]!.people[0]!.id).to.equal("a");
    await loadReader();
    expect(() => readNow(7)).to.throw(DataError);
  });
});

describe("whether there is anything but records", () => {
  const records: ClientInput = { id: "r", people: [{ id: "a" }, { id: "b" }] };
  it("is asked of all of it: one number is enough", () => {
    expect(isMixed({ clients: [records, { id: "none", people: [] }] })).to.equal(false);
    const supplied = { score: 1 };
    for (const more of [
      { supplied },
      { groups: [{ kind: "department" as const, id: "d", supplied }] },
      { people: [{ id: "c" }, { id: "d", supplied }] },
    ]) {
      const other: ClientInput = { id: "o", people: [], ...more };
      for (const clients of [[records, other], [other, records], [other]])
        expect(isMixed({ clients }), JSON.stringify(clients)).to.equal(true);
    }
    expect(isMixed({ clients: [records], supplied })).to.equal(true);
  });
});

describe("a part that could not be loaded", () => {
  const { now } = performance;
  let time: number;
  beforeEach(() => {
    time = 1000;
    performance.now = () => time;
  });
  afterEach(() => {
    performance.now = now;
  });

  it("is not asked for again because of the update that it caused", () => {
    const failure = new Failure();
    expect(failure.over).to.equal(false);
    time += 2000;
    expect(failure.over).to.equal(false);
    time += 1;
    expect(failure.over).to.equal(true);
  });
  it("is at once where somebody asks", () => {
    const failure = new Failure();
    askAgain();
    expect(failure.over).to.equal(true);
    expect(new Failure().over).to.equal(false);
  });
});
