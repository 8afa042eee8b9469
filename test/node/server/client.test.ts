import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import {
  createHttpSource,
  readData,
  SourceError,
  type RiskDataSource,
  type SourceChange,
} from "../../../src/data/index.js";
import { LONGEST } from "../../../src/engine/time.js";
import { models } from "../../../src/engine/index.js";
import type { ClientList, EmployeeList, RiskScore } from "../../../src/data/api-types.js";
import { bookA, bookB, DAY, NOW } from "./support/book.js";
import { makeBench, onEveryDatabase, type Bench } from "./support/server.js";

await onEveryDatabase((databases) => {
  let bench: Bench;
  let base: string;
  const { signal } = new AbortController();
  const sourceFor = (audience: "internal" | "client"): RiskDataSource =>
    createHttpSource({ base, getToken: () => bench.token({ audience }) });
  const refused = (code: string) => (error: unknown) => error instanceof SourceError && error.code === code;

  before(async () => {
    bench = await makeBench(databases, { books: { a: bookA(), b: bookB() } });
    base = await bench.listen();
  });
  after(() => bench.close());

  it("gives the kit's own client everything that it can ask for, in shapes it reads without a complaint", async () => {
    const source = sourceFor("internal");
    const person = "a-one-dept_finance-2";
    for (const { id: model } of models) {
      const ask = { signal, model, window: 30 };
      const score = (await source.person(person, ask)) as RiskScore;
      const { employees } = (await source.people({ client: "a-one", department: "dept_finance" }, ask)) as EmployeeList;
      assert.equal(employees.length, 14);
      assert.equal(employees.find((item) => item.employee_id === person)!.exact_score, score.exact_score);
      const sum = score.contributions!.reduce((n, { points }) => n + points, 0);
      if (score.exact_score != null) assert.ok(Math.abs(sum - score.exact_score) < 1e-9, model);
      const answers = [
        score,
        await source.client("a-one", ask),
        await source.clients({ history: true }, ask),
        await source.people({}, ask),
        await source.department("dept_sales", { ...ask, client: "a-one" }),
        await source.department("dept_finance", ask),
        await source.history!({ kind: "person", id: person }, { from: NOW - 90 * DAY, to: NOW }, ask),
        await source.history!({ kind: "client", id: "a-one" }, { from: NOW - 90 * DAY, to: NOW }, ask),
        await source.history!(
          { kind: "department", id: "dept_it", client: "a-one" },
          { from: NOW - 90 * DAY, to: NOW },
          ask,
        ),
      ];
      for (const answer of answers) assert.deepEqual(readData(answer).issues, [], JSON.stringify(answer).slice(0, 300));
    }
    const long = { signal, window: LONGEST };
    const { clients: lines } = (await source.clients({ history: true }, long)) as ClientList;
    // Two ends, and no more between them than a line needs.
    for (const { history } of lines) assert.ok(history!.length > 30 && history!.length <= 62, `${history!.length}`);
    const past = { from: NOW - LONGEST * DAY, to: NOW };
    for (const kind of ["person", "client", "department"] as const) {
      const id = { person, client: "a-one", department: "dept_sales" }[kind];
      const answers = [await source[kind](id, long), await source.history!({ kind, id, client: "a-one" }, past, long)];
      for (const answer of answers) assert.deepEqual(readData(answer).issues, []);
    }
    const record = readData(await source.person(person, { signal, record: true })).book.clients[0]!.people[0]!;
    const { client_id: _, ...stored } = await bench.json<Record<string, unknown>>(`/v1/employees/${person}`);
    assert.deepEqual(record.events, stored["events"]);
    assert.ok(await source.assignTraining!(person, { row: "phishing" }, { signal }));
    const link = await source.report!({ format: "html", period: "monthly", client: "a-one" }, { signal });
    assert.equal((await fetch(link.url)).status, 200);
  });

  it("gives the audience client groups, with what is hidden marked as hidden", async () => {
    const source = sourceFor("client");
    const book = readData(await source.client("a-one", { signal })).book;
    assert.equal(book.clients[0]!.people.length, 0);
    const groups = new Map(book.clients[0]!.groups!.map((group) => [group.id, group.supplied!]));
    assert.equal(groups.get("dept_hr")!.score, null);
    assert.notEqual(groups.get("dept_finance")!.score, null);
    for (const { id } of bookA().clients) assert.deepEqual(readData(await source.client(id, { signal })).issues, []);
    assert.deepEqual(readData(await source.clients({ history: true }, { signal })).issues, []);
    await assert.rejects(source.people({}, { signal }), refused("no-access"));
    await assert.rejects(source.person("a-one-dept_hr-1", { signal }), refused("no-access"));
  });

  it("names what went wrong in the client's own words", async () => {
    const source = sourceFor("internal");
    await assert.rejects(source.client("b-one", { signal }), refused("not-found"));
    await assert.rejects(source.client("a-one", { signal, model: "none" }), refused("bad-request"));
    const outsider = createHttpSource({ base, getToken: () => "noise" });
    await assert.rejects(outsider.clients({}, { signal }), refused("unauthorized"));
  });

  it("moves an open page when a click is posted", async () => {
    const source = sourceFor("internal");
    const changed = new Promise<SourceChange>((done) => {
      const stop = source.subscribe!((change) => {
        if (change.person !== "a-two-dept_ops-7") return;
        stop();
        done(change);
      });
    });
    while (bench.services.streams.size === 0) await new Promise((wait) => setTimeout(wait, 10));
    const before = (await source.person("a-two-dept_ops-7", { signal })) as RiskScore;
    const event = {
      id: "click",
      employee_id: "a-two-dept_ops-7",
      type: "simulation_clicked",
      at: new Date(bench.now).toISOString(),
    };
    await bench.call("/v1/events", { body: { events: [event] } });
    assert.deepEqual(await changed, { person: "a-two-dept_ops-7", client: "a-two" });
    const now = (await source.person("a-two-dept_ops-7", { signal })) as RiskScore;
    assert.notEqual(now.exact_score, before.exact_score);
  });
});
