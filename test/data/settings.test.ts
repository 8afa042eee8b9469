import { expect } from "@open-wc/testing";
import { loadModels } from "../../src/data/models.js";
import { BookError, checked, instant, modelFor, modelKey, now } from "../../src/data/settings.js";
import { defineModel, type Tenant } from "../../src/engine/index.js";

const refused = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return error instanceof BookError ? [error.code, error.path] : error;
  }
};
const own = defineModel({ id: "phishr", parameters: { decay: 0.9 } });

describe("an element's settings", () => {
  before(() => loadModels());

  it("name a model, or none, or are one", () => {
    expect(modelFor("infima", {}).id).to.equal("infima");
    for (const none of [null, undefined]) expect(modelFor(none, {}).id).to.equal("phishr");
    expect(modelFor(own, {}).definition).to.equal(own.definition);
  });

  it("are refused with what is wrong and where", () => {
    expect(refused(() => modelFor("oracle", {}))).to.deep.equal(["unknown-model", "model"]);
    expect(refused(() => modelFor("", {}))).to.deep.equal(["unknown-model", "model"]);
    expect(refused(() => modelFor({} as typeof own, {}))).to.deep.equal(["unknown-model", "model"]);
    expect(refused(() => modelFor("moxso", { score_decay_days: 7 }))).to.deep.equal([
      "invalid-setting",
      "tenant.score_decay_days",
    ]);
    expect(refused(() => instant("soon", "asOf"))).to.deep.equal(["invalid-date", "asOf"]);
  });

  it("are no text and no list, which would leave all at their defaults", () => {
    for (const [none, kind] of [
      ['{"min_group":20}', '"{\\"min_group\\":20}" (string)'],
      [[], "a list"],
      [20, "20"],
    ] as const) {
      const settings = none as unknown as Tenant;
      expect(refused(() => modelFor("moxso", null, settings))).to.deep.equal(["invalid-setting", "tenant"]);
      expect(() => modelFor("moxso", {}, settings)).to.throw(`tenant: ${kind}; expected an object of settings.`);
    }
  });

  it("say which models there are", () => {
    expect(() => modelFor("oracle", {})).to.throw("phishr, caniphish, moxso, metacompliance, infima");
  });

  it("pass on what is no fault of the page", () => {
    const fault = new TypeError("ours");
    expect(
      refused(() =>
        checked("unknown-model", () => {
          throw fault;
        }),
      ),
    ).to.equal(fault);
    expect(checked("unknown-model", () => 7)).to.equal(7);
  });

  for (const [given, expected] of [
    [0, 0],
    ["2026-11-23T09:12:00Z", Date.UTC(2026, 10, 23, 9, 12)],
    ["1795425120000", 1_795_425_120_000],
    ["-12345", -12_345],
    ["12345", 12_345],
  ] as const) {
    it(`${JSON.stringify(given)} is a time`, () => expect(instant(given, "asOf")).to.equal(expected));
  }
  for (const given of ["2026", "1234", "12345x", "x12345", "", "2026-11-23"]) {
    it(`${JSON.stringify(given)} is none, and is quoted`, () => {
      expect(refused(() => instant(given, "as-of"))).to.deep.equal(["invalid-date", "as-of"]);
      expect(() => instant(given, "as-of")).to.throw(`as-of: ${JSON.stringify(given)}`);
    });
  }

  it("read the clock by the minute", () => {
    const before = Date.now();
    const read = now();
    expect(read % 60_000).to.equal(0);
    expect(read).to.be.within(before - 60_000, Date.now());
  });

  it("tell models apart: by name, or as themselves", () => {
    const other = defineModel({ id: "phishr", parameters: { decay: 0.9 } });
    expect(modelKey("moxso")).to.equal("moxso");
    expect(modelKey(null)).to.equal("null");
    expect(modelKey(own)).to.match(/^#\d+$/);
    expect(modelKey(own)).to.equal(modelKey(own));
    expect(modelKey(other)).to.not.equal(modelKey(own));
  });
});
