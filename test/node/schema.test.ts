import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readData } from "../../src/data/read.js";
import { defineModel } from "../../src/engine/index.js";
import { project } from "./support/pack.js";

interface Schema {
  additionalProperties?: boolean | Schema;
  properties?: Record<string, Schema>;
  items?: Schema;
  then?: Schema;
  allOf?: Schema[];
  $defs?: Record<string, Schema>;
}
const read = (name: string): Schema => JSON.parse(readFileSync(join(project, "schema", name), "utf8")) as Schema;
const closed = (schema: Schema): string[] => {
  assert.equal(schema.additionalProperties, false);
  return Object.keys(schema.properties!).sort();
};

describe("schema/dataset.json", () => {
  const { $defs = {}, ...dataset } = read("dataset.json");

  it("takes records with fields of their own, as the reader does", () => {
    for (const schema of [dataset, $defs.client!, $defs.person!, $defs.event!, $defs.breach!])
      assert.equal(schema.additionalProperties, undefined);
    const own = { x: 1, tenant: { plan: "pro" }, clients: [{ id: "c", x: 1, people: [{ id: "p", x: 1 }] }] };
    assert.deepEqual(readData(own).issues, []);
  });

  it("knows every tenant setting, and flags any other: a misspelt one would hold for nobody", () => {
    assert.deepEqual(closed($defs.tenant!), [
      "auto_trigger_training",
      "critical_threshold",
      "dark_web_monitoring",
      "min_cell",
      "min_group",
      "period_years",
      "score_decay_days",
      "webhook_on_critical",
    ]);
  });
});

describe("schema/model.json", () => {
  const { properties = {}, allOf = [] } = read("model.json");
  const [decay, factors] = allOf.map(({ then }) => then!.properties!.parameters!) as [Schema, Schema];
  /** What a definition is told that has one field more. */
  const allowed = (definition: object): string[] => {
    try {
      defineModel(definition as never);
    } catch (error) {
      const [, names = ""] = /expected only (.*) here/.exec((error as Error).message) ?? [];
      return names.split(", ").sort();
    }
    return [];
  };

  it("allows where the engine refuses others the fields that it takes, and no others", () => {
    const factor = { id: "a", weight: 1, measure: "security_iq", x: 1 };
    assert.deepEqual(
      closed(properties.bands!.items!),
      allowed({ id: "phishr", bands: [{ id: "low", from: 0, x: 1 }] }),
    );
    assert.deepEqual(closed(decay), allowed({ id: "phishr", parameters: { x: 1 } }));
    assert.deepEqual(closed(factors), allowed({ id: "caniphish", parameters: { x: 1 } }));
    // A factor has a measure or breaches: what either may have.
    assert.deepEqual(
      closed(factors.properties!.factors!.items!).filter((name) => name !== "breaches"),
      allowed({ id: "caniphish", parameters: { factors: [factor] } }),
    );
  });
});
