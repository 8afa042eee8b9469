/** The schemas are written by hand: their words are the engine's. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { defineModel, EVENT_TYPES, models } from "../../../src/engine/index.js";
import { project } from "../support/pack.js";

interface Schema {
  properties: Record<string, Schema>;
  $defs: Record<string, Schema>;
  enum?: string[];
}
const read = (name: string): Schema => JSON.parse(readFileSync(join(project, "schema", name), "utf8")) as Schema;

describe("schema", () => {
  it("dataset.json has the events that the engine knows", () => {
    const { event } = read("dataset.json").$defs;
    assert.deepEqual([...event!.properties["type"]!.enum!].sort(), [...EVENT_TYPES].sort());
  });

  it("model.json has the kinds that a definition may have", () => {
    const kinds = read("model.json").properties["kind"]!.enum!;
    assert.deepEqual(
      kinds.slice(2),
      [...models].map(({ id }) => id).sort((a, b) => kinds.indexOf(a) - kinds.indexOf(b)),
    );
    for (const kind of kinds.slice(2)) assert.ok(defineModel({ id: "own", kind }));
    assert.throws(() => defineModel({ ...models.phishr.definition, id: "own", kind: "other" }), {
      message: new RegExp(`^kind: "other" .string.; expected ${kinds.slice(0, 2).join(", ")},`),
    });
  });
});
