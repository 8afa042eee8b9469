import { expect } from "@open-wc/testing";
import { drawn, nameless, numberAs, onceParsed } from "../../src/data/nameless.js";

/** With something of the page's own in place of what it has, until the test is over. */
function standIn<T extends object>(place: T, fields: { [K in keyof T]?: unknown }): () => void {
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(place, name, { configurable: true, writable: true, value });
  return () => Object.keys(fields).forEach((name) => Reflect.deleteProperty(place, name));
}

describe("numbers in place of names", () => {
  let restore = (): void => undefined;
  afterEach(() => {
    restore();
    numberAs(new Map());
  });
  /** So many people have a number, from 0 on. */
  const taken = (n: number) => new Map(Array.from({ length: n }, (_, i) => [`taken ${i}`, i] as const));

  it("are those that the page's server wrote, wherever it wrote any, and nothing that is none", () => {
    const lists = ['[["ada", 7], ["bo", "8"], [9, 9]]', "[[", null, '[["cy", 1.5], ["di", 12]]'];
    const querySelectorAll = (selector: string): unknown =>
      selector === 'script[type="application/risk-pseudonyms+json"]'
        ? lists.map((textContent) => ({ textContent }))
        : [];
    const { querySelectorAll: own } = document;
    document.querySelectorAll = querySelectorAll as never;
    restore = () => (document.querySelectorAll = own);
    expect([...drawn()]).to.deep.equal([
      ["ada", 7],
      ["di", 12],
    ]);
  });

  it("are of three digits until half of those are taken", () => {
    restore = standIn(crypto, { getRandomValues: (list: Uint32Array) => list.fill(5700) });
    for (const [people, name] of [
      [499, "P-700"],
      [500, "P-1700"],
    ] as const) {
      numberAs(taken(people));
      expect(nameless("one more", "", "pseudonym")).to.equal(name);
      expect(nameless("taken 7", "", "pseudonym")).to.equal("P-007");
    }
  });

  it("wait for the end of the page, where a server's may stand", async () => {
    restore = standIn(document, { readyState: "loading" });
    let there = false;
    const coming = onceParsed().then(() => (there = true));
    await new Promise((next) => setTimeout(next));
    expect(there).to.equal(false);
    document.dispatchEvent(new Event("readystatechange"));
    await coming;
    restore();
    restore = standIn(document, { readyState: "interactive" });
    expect((await onceParsed()).nameless("u", "Ada Park", "initials")).to.equal("A.\u202fP.");
  });
});
