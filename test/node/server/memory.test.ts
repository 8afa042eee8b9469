import assert from "node:assert/strict";
import { it } from "node:test";
import { createApp } from "../../../demo/server/app.js";
import { Services } from "../../../demo/server/services.js";
import { models } from "../../../src/engine/index.js";
import type { IngestEvent } from "../../../src/data/api-types.js";
import { bookA, bookB, DAY, NOW } from "./support/book.js";
import { onEveryDatabase, sharedBench } from "./support/server.js";

const PERSON = "a-two-dept_ops-3";

await onEveryDatabase((databases) => {
  const bench = sharedBench(databases, { books: { a: bookA(), b: bookB() } });

  const paths = models.flatMap(({ id: model }) => [
    `/v1/clients?model=${model}&include=history`,
    `/v1/clients/a-two/risk-summary?model=${model}&window=30`,
    `/v1/departments/dept_ops/history?model=${model}&step=5`,
    `/v1/employees/${PERSON}/history?model=${model}`,
  ]);

  it("answers from memory what a server that remembers nothing calculates, whatever the dates of new events", async () => {
    const ask = async (): Promise<string[]> => {
      const answers: string[] = [];
      for (const path of paths) answers.push(await (await bench().call(path)).text());
      return answers;
    };
    const anew = async (): Promise<string[]> => {
      const { config } = bench().services;
      const app = createApp(new Services({ config, db: bench().db, clock: () => bench().now }));
      const headers = { Authorization: `Bearer ${bench().token()}` };
      const answers: string[] = [];
      for (const path of paths) answers.push(await (await app.request(path, { headers })).text());
      return answers;
    };
    const post = async (events: Array<Partial<IngestEvent> & { at: string }>): Promise<void> => {
      const whole = events.map((event, i) => ({
        ...{ id: `${event.at}-${i}`, employee_id: PERSON, type: "simulation_clicked", ref: `late-${i}` },
        ...event,
      }));
      assert.equal((await bench().call("/v1/events", { body: { events: whole } })).status, 200);
    };
    const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();
    const rounds: Array<() => Promise<void>> = [
      () => post([{ at: ago(0) }]),
      () => post([{ at: ago(45), employee_id: "a-two-dept_ops-9", type: "simulation_submitted" }, { at: ago(1) }]),
      () => post([{ at: ago(200), type: "training_completed", ref: "course-1" }, { at: ago(-2) }]),
      async () => void (bench().now += 3 * DAY),
    ];
    let before = await ask();
    for (const [n, round] of rounds.entries()) {
      await round();
      const after = await ask();
      assert.ok(
        after.some((text, i) => text !== before[i]),
        `round ${n} changes something`,
      );
      for (const [i, fresh] of (await anew()).entries()) assert.ok(after[i] === fresh, `round ${n}: ${paths[i]}`);
      before = after;
    }
  });

  it("puts a line's inner points on the same days whenever it is asked", async () => {
    const days = async (): Promise<string[]> => {
      const { points } = await bench().json<{ points: Array<{ at: string }> }>("/v1/clients/a-one/history?step=7");
      return points.map(({ at }) => at);
    };
    const first = await days();
    bench().now += 3_600_000;
    const later = await days();
    assert.deepEqual(later.slice(1, -1), first.slice(1, -1));
    assert.equal(later.at(-1), new Date(bench().now).toISOString());
    assert.equal(Date.parse(later[0]!), bench().now - 90 * DAY);
    assert.ok(first.slice(1, -1).every((at) => Date.parse(at) % (7 * DAY) === 0));
  });
});
