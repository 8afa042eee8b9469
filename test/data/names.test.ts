import { expect } from "@open-wc/testing";
import type { Redact } from "../../src/data/types.js";
import { displayName, plain, shownAsIs } from "../../src/data/names.js";
import { loadNameless } from "../../src/data/parts.js";

describe("names", () => {
  before(loadNameless);

  it("lose what would turn the page's text round, break it or hide in it, and nothing else", () => {
    const hidden = ["\u0000", "\n", "\u007f", "\u009f", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff", "\ufffb"];
    for (const one of hidden) expect(plain(`a${one}b${one}`), JSON.stringify(one)).to.equal("ab");
    for (const one of [" ", "~", "\u00a0", "\u200d", "é", "👩‍💻", "\u2010"])
      expect(plain(`a${one}b`)).to.equal(`a${one}b`);
    expect(plain(undefined)).to.equal("");
  });
  it("of very many letters are cut, between two letters, and say so: a page that lays out millions stands still", () => {
    for (const sign of ["x", "\u200b", "x\u200b"]) {
      const huge = sign.repeat(10_000_000 / sign.length);
      expect(plain(huge).length).to.be.below(1002);
      expect(plain(huge).at(-1)).to.equal("…");
      expect(displayName({ id: huge }, "none").length).to.be.below(1002);
      expect(shownAsIs([huge], "none")).to.equal(false);
    }
    expect(plain("x".repeat(1000))).to.equal("x".repeat(1000));
    expect(shownAsIs(["x".repeat(1000)], "none")).to.equal(true);
    expect(plain(`${"x".repeat(999)}😀y`)).to.equal(`${"x".repeat(999)}…`);
    expect(plain("😀".repeat(501))).to.equal(`${"😀".repeat(500)}…`);
  });
  it("are the id where there is none", () => {
    expect(displayName({ id: "u1", name: "\u200b" }, "none")).to.equal("u1");
    expect(displayName({ id: "u1" }, "none")).to.equal("u1");
    expect(displayName({ id: "u1", name: "Ada Park" }, "none")).to.equal("Ada Park");
  });
  it("are initials of every part", () => {
    expect(displayName({ id: "u", name: " ada  maria-lee 𝒳y " }, "initials")).to.equal("A.\u202fM.\u202fL.\u202f𝒳.");
  });

  it("a word for redaction that is none hides as much as any", () => {
    for (const redact of ["Initials", "pseudonyms", "yes"] as unknown as Redact[])
      expect(displayName({ id: "u1", name: "Ada Park" }, redact)).to.match(/^P-\d{3}$/);
  });
  it("are pseudonyms of three digits at least, the same for one id, another for another", () => {
    const names = Array.from({ length: 300 }, (_, i) => displayName({ id: `pseudonym ${i}`, name: "x" }, "pseudonym"));
    for (const name of names) expect(name).to.match(/^P-\d{3,}$/);
    expect(new Set(names).size).to.equal(300);
    expect(displayName({ id: "pseudonym 7" }, "pseudonym")).to.equal(names[7]);
  });
  it("are pseudonyms that are drawn again where somebody has the number", () => {
    let drawn = 4997;
    crypto.getRandomValues = (list) => {
      (list as unknown as Uint32Array)[0] = ++drawn;
      return list;
    };
    try {
      const names = ["drawn a", "drawn b"].map((id) => {
        const name = displayName({ id, name: "x" }, "pseudonym");
        expect(name).to.equal(`P-${String(drawn % 1000).padStart(3, "0")}`);
        return name;
      });
      expect(names[0]).to.not.equal(names[1]);
      drawn = 4997;
      expect(names).to.not.include(displayName({ id: "drawn c", name: "x" }, "pseudonym"));
    } finally {
      Reflect.deleteProperty(crypto, "getRandomValues");
    }
  });
  it("are shown as they are where that is what each would be", () => {
    expect(shownAsIs([], "none")).to.equal(true);
    expect(shownAsIs(["Ada Park", "Ben"], "none")).to.equal(true);
    for (const odd of ["", "\u200bAda", "Ben\n"]) {
      expect(displayName({ id: "u1", name: odd }, "none")).to.not.equal(odd);
      expect(shownAsIs(["Ada Park", odd], "none"), JSON.stringify(odd)).to.equal(false);
      expect(shownAsIs([odd], "none"), JSON.stringify(odd)).to.equal(false);
    }
    for (const redact of ["initials", "pseudonym"] as const) expect(shownAsIs(["Ada Park"], redact)).to.equal(false);
  });
});
