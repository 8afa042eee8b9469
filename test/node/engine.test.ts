import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";

const project = resolve(import.meta.dirname, "../..");
const globals = (): string[] => Object.getOwnPropertyNames(globalThis).sort();

describe("the engine in Node", () => {
  it("adds no globals and needs no DOM", async () => {
    const before = globals();
    assert.equal("document" in globalThis, false);
    const engine = await import("../../src/engine/index.js");
    const { score, published, band } = engine.scorePerson(
      { id: "a", events: [{ type: "simulation_clicked", at: "2026-11-22T09:00:00Z" }] },
      { model: "phishr", asOf: "2026-11-23T09:00:00Z" },
    );
    assert.deepEqual([score, published, band], [0.475, 0.48, "medium"]);
    assert.deepEqual(globals(), before);
  });

  it("answers the independent implementation's vectors here too", async () => {
    const { scoreClient } = await import("../../src/engine/index.js");
    const vectors = JSON.parse(readFileSync(join(project, "test/vectors/scoring.json"), "utf8")) as Array<{
      name: string;
      model: string;
      as_of: string;
      tenant: object;
      people: Array<{ id: string }>;
      client: { score: number | null; trend_90d: string | null };
    }>;
    for (const { name, model, as_of, tenant, people, client } of vectors) {
      const result = scoreClient({ people, tenant }, { model, asOf: as_of });
      assert.equal(result.score === null, client.score === null, name);
      assert.ok(result.score === null || Math.abs(result.score - client.score!) <= 1e-9, name);
      assert.equal(result.trend, client.trend_90d, name);
    }
  });

  it("reads no clock, no locale and no chance", () => {
    const folder = join(project, "src/engine");
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    )) {
      const text = readFileSync(join(folder, name), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      assert.doesNotMatch(
        text,
        /Date\.now|new Date\(\)|performance\.|Math\.random|Intl\.|toLocale|setTimeout|fetch\(/,
        name,
      );
    }
  });

  it("takes and gives what can be sent to a worker and back", async () => {
    const { prepare, scoreClient, scoreGroup } = await import("../../src/engine/index.js");
    const people = [
      { id: "a", events: [{ type: "threat_clicked", at: 0 }], measures: { training: [{ at: 0, value: 5 }] } },
    ];
    const options = { model: "infima", asOf: 1 };
    const answer = scoreClient({ people }, options);
    assert.deepEqual(structuredClone(answer), answer);
    assert.deepEqual(
      scoreGroup(structuredClone(people.map((person) => prepare(person))), options)[0]?.score,
      answer.score,
    );
  });
});
