import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, it } from "node:test";
import { openDb, type Db } from "../../../demo/server/db.js";
import { migrate } from "../../../demo/server/migrations.js";
import { seed } from "../../../demo/server/seed.js";
import { issueToken } from "../../../demo/server/tokens.js";
import { models } from "../../../src/engine/index.js";
import type { EmployeeList, IngestEvent } from "../../../src/data/api-types.js";
import { bookA, DAY, random } from "./support/book.js";
import { onEveryDatabase, SECRET_KEY, sharedBench, type Databases } from "./support/server.js";

const SEED = 7;
const KILLS = 2;
const BATCHES = 18;
const SIZE = 25;
const root = new URL("../../../", import.meta.url).pathname;

/** Batches over several clients, each with some ids of the batch before it, as a sender that is not sure makes them. */
function batches(now: number): IngestEvent[][] {
  const next = random(SEED);
  const people = bookA().clients.flatMap((client) => client.people.map((person) => person.id));
  const types = ["simulation_clicked", "simulation_reported", "simulation_submitted", "training_completed"] as const;
  let last: IngestEvent[] = [];
  return Array.from({ length: BATCHES }, (_, b) => {
    const fresh = Array.from({ length: SIZE }, (_, i): IngestEvent => ({
      id: `batch-${b}-${i}`,
      employee_id: people[Math.floor(next() * people.length)]!,
      type: types[Math.floor(next() * types.length)]!,
      at: new Date(now - Math.floor(next() * 60 * DAY)).toISOString(),
      ref: `campaign-${Math.floor(next() * 9)}`,
    }));
    const batch = [...fresh, ...last.slice(0, 3)];
    last = fresh;
    return batch;
  });
}

/** The server as it is started by a user, on a database of its own. */
class Server {
  url = "";
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static start(env: Record<string, string>): Promise<Server> {
    const child = spawn(process.execPath, ["--import", "tsx", "demo/server/main.ts"], {
      cwd: root,
      env: {
        ...process.env,
        DEMO: "0",
        PORT: "0",
        HOST: "127.0.0.1",
        API_SECRET: SECRET_KEY,
        RATE_LIMIT: "1000000",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const server = new Server(child);
    let text = "";
    return new Promise((done, fail) => {
      const read = (chunk: unknown): void => {
        text += String(chunk);
        const found = /http:\/\/localhost:(\d+)\//.exec(text);
        if (!found) return;
        server.url = `http://127.0.0.1:${found[1]}`;
        done(server);
      };
      child.stdout!.on("data", read);
      child.stderr!.on("data", read);
      child.once("exit", (code) => fail(new Error(`the server ended with ${code}:\n${text}`)));
    });
  }

  end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    return new Promise((done) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) return done();
      this.#child.once("exit", () => done());
      this.#child.kill(signal);
    });
  }
}

const tokenFor = (now: number): string => issueToken(SECRET_KEY, { tenant: "a", audience: "internal" }, now).token;

async function send(url: string, token: string, events: readonly IngestEvent[]): Promise<number> {
  try {
    const answer = await fetch(`${url}/v1/events`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ events }),
    });
    return answer.status;
  } catch {
    // Killed while it was at it: whether it was stored is what the sender does not know.
    return 0;
  }
}

/**
 * What the database holds are whole batches, and among them all that were acknowledged. A batch is told by its last id,
 * which no other has; its first three ids may be there without it, because the batch after it sends them, too.
 */
async function holdsWholeBatches(
  db: Db,
  all: readonly IngestEvent[][],
  acknowledged: ReadonlySet<number>,
  when: string,
): Promise<void> {
  const rows = await db.query<{ id: string }>("select id from events where id like 'batch-%' order by id");
  const held = new Set(rows.map(({ id }) => id));
  const stored = all.filter((_, b) => held.has(`batch-${b}-${SIZE - 1}`));
  const lost = [...acknowledged].filter((b) => !stored.includes(all[b]!));
  assert.deepEqual(lost, [], `acknowledged batches that are lost ${when}`);
  const whole = new Set(stored.flatMap((batch) => batch.map(({ id }) => id)));
  assert.deepEqual([...held].sort(), [...whole].sort(), `events of whole batches ${when}`);
}

await onEveryDatabase((databases: Databases) => {
  const bench = sharedBench(databases, { books: { a: bookA(), calm: bookA() } });
  const folder = mkdtempSync(join(tmpdir(), "hrw-ingest-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(
    "loses nothing and counts nothing twice when it is killed half-way, again and again",
    { timeout: 240_000 },
    async () => {
      const now = Date.now();
      const embedded = databases.kind === "embedded";
      const open = (): Promise<Db> =>
        embedded ? openDb({ dataDir: join(folder, "pg") }) : openDb({ url: databases.url()! });
      const env: Record<string, string> = embedded ? { DATA_DIR: folder } : { DATABASE_URL: "" };
      const first = embedded ? await open() : await databases.open();
      if (!embedded) env["DATABASE_URL"] = databases.url()!;
      await migrate(first);
      await seed(first, bookA(), { tenant: "a", name: "a" });
      await first.close();

      const all = batches(now);
      const token = tokenFor(now);
      const next = random(SEED + 1);
      const acknowledged = new Set<number>();
      let server = await Server.start(env);
      let kills = 0;
      for (let done = 0; done < all.length;) {
        const timer = kills < KILLS ? setTimeout(() => void server.end("SIGKILL"), 60 + next() * 400) : undefined;
        // Three at a time, so that a kill finds some of them open.
        let alive = true;
        while (alive && done < all.length) {
          const answers = await Promise.all(all.slice(done, done + 3).map((batch) => send(server.url, token, batch)));
          for (const [i, status] of answers.entries()) if (status === 200) acknowledged.add(done + i);
          alive = answers.every((status) => status === 200);
          if (alive) done += 3;
        }
        if (timer === undefined) break;
        clearTimeout(timer);
        await server.end("SIGKILL");
        kills++;
        // The sender does not know what of its last batches arrived, and sends them again.
        done = Math.max(0, done - 3);
        const db = await open();
        await holdsWholeBatches(db, all, acknowledged, `after kill ${kills}`);
        await db.close();
        server = await Server.start(env);
      }
      assert.equal(kills, KILLS);
      // Once more from the first: nothing of it is new.
      for (const batch of all) assert.equal(await send(server.url, token, batch), 200);

      const calm = bench();
      const before = calm.now;
      calm.now = now;
      const calmToken = calm.token({ tenant: "calm" });
      for (const batch of all) {
        assert.equal((await calm.call("/v1/events", { body: { events: batch }, token: calmToken })).status, 200);
      }
      for (const { id: model } of models) {
        // It counts assignments, which are stamped with the time at which they were made: not the same in two runs.
        if (model === "metacompliance") continue;
        const path = `/v1/employees?model=${model}&limit=500&sort=name&as_of=${new Date(now).toISOString()}`;
        const headers = { Authorization: `Bearer ${token}` };
        // A connection that was idle for long is closed by the server, at times just when it is taken up again.
        const ask = (): Promise<Response> => fetch(server.url + path, { headers });
        const answer = await ask().catch(ask);
        const { employees } = (await answer.json()) as EmployeeList;
        const expected = await calm.json<EmployeeList>(path, { token: calmToken });
        assert.ok(employees.length > 60);
        for (const [i, one] of employees.entries()) {
          assert.deepEqual(one, expected.employees[i], `${model} ${one.employee_id}`);
        }
      }
      calm.now = before;
      await server.end("SIGTERM");
      const db = await open();
      await holdsWholeBatches(db, all, new Set(all.keys()), "at the end");
      // What followed from the events happened once, too.
      const assigned = await db.query<{ n: number }>(
        "select count(*)::float8 as n from assignments group by person_id, ref",
      );
      assert.ok(assigned.length > 0 && assigned.every(({ n }) => n === 1), JSON.stringify(assigned));
      await db.close();
    },
  );

  const person = "a-two-dept_ops-3";
  const quiet = "a-two-dept_finance-5";
  const event = (id: string, rest: Partial<IngestEvent> = {}): IngestEvent => ({
    id,
    employee_id: person,
    type: "simulation_clicked",
    at: "2026-11-22T08:00:00Z",
    ...rest,
  });
  const ingest = (...events: IngestEvent[]): Promise<Record<string, unknown>> =>
    bench().json("/v1/events", { body: { events } });
  const scoreOf = async (id: string): Promise<unknown> =>
    (await bench().json(`/v1/employees/${id}/risk-score`))["exact_score"];

  it("counts an event once, however often and with whatever content it comes", async () => {
    const before = await scoreOf(person);
    assert.deepEqual(await ingest(event("once")), { accepted: 1, duplicates: 0, conflicts: [] });
    const once = await scoreOf(person);
    assert.notEqual(once, before);
    assert.deepEqual(await ingest(event("once")), { accepted: 0, duplicates: 1, conflicts: [] });
    assert.deepEqual(await ingest(event("once"), event("once")), { accepted: 0, duplicates: 2, conflicts: [] });
    assert.deepEqual(await ingest(event("once", { type: "simulation_submitted" })), {
      accepted: 0,
      duplicates: 1,
      conflicts: ["once"],
    });
    assert.equal(await scoreOf(person), once);
    assert.deepEqual(await ingest(event("new"), event("new", { at: "2026-11-21T08:00:00Z" })), {
      accepted: 1,
      duplicates: 1,
      conflicts: ["new"],
    });
  });

  it("stores a batch whole or not at all", async () => {
    const before = await scoreOf(person);
    const answer = await bench().call("/v1/events", {
      body: { events: [event("good"), event("bad", { employee_id: "nobody" })] },
    });
    assert.equal(answer.status, 422);
    assert.equal(await scoreOf(person), before);
    assert.deepEqual(await ingest(event("good")), { accepted: 1, duplicates: 0, conflicts: [] });
  });

  it("takes batches that cross each other", async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `cross-${i}`);
    const people = ["a-one-dept_sales-1", "a-two-dept_ops-4", "a-small-dept_finance-2"];
    const events = ids.map((id, i) => event(id, { employee_id: people[i % 3]!, ref: id }));
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ingest(...(i % 2 === 0 ? events : [...events].reverse()))),
    );
    assert.equal(
      results.reduce((n, result) => n + (result["accepted"] as number), 0),
      ids.length,
      JSON.stringify(results),
    );
  });

  it("sees what another process wrote", async () => {
    const other = await makeOther();
    const before = await scoreOf(quiet);
    await other.ingest();
    assert.notEqual(await scoreOf(quiet), before);
  });

  /** A second server over the same database. */
  async function makeOther(): Promise<{ ingest: () => Promise<void> }> {
    const { Services } = await import("../../../demo/server/services.js");
    const { createApp } = await import("../../../demo/server/app.js");
    const services = new Services({ config: bench().services.config, db: bench().db, clock: () => bench().now });
    const app = createApp(services);
    return {
      ingest: async () => {
        const answer = await app.request("/v1/events", {
          method: "POST",
          headers: { Authorization: `Bearer ${bench().token()}`, "Content-Type": "application/json" },
          body: JSON.stringify({ events: [event("elsewhere", { employee_id: quiet })] }),
        });
        assert.equal(answer.status, 200);
      },
    };
  }

  it("assigns training when somebody enters one of the two riskiest bands, once, unless the tenant says no", async () => {
    const who = "a-one-dept_it-2";
    const rise = (n: number, id = who): IngestEvent[] =>
      Array.from({ length: 4 }, (_, i) =>
        event(`rise-${id}-${n}-${i}`, { employee_id: id, type: "simulation_submitted", ref: `r${n}${i}` }),
      );
    const assignments = async (id: string): Promise<Array<Record<string, unknown>>> =>
      bench().db.query("select automatic, ref from assignments where tenant_id = 'a' and person_id = $1", [id]);
    // Three reports bring anybody down first, so that there is a band to rise from.
    await ingest(
      ...Array.from({ length: 9 }, (_, i) =>
        event(`calm-${i}`, { employee_id: who, type: "simulation_reported", ref: `c${i}` }),
      ),
    );
    assert.equal((await bench().json(`/v1/employees/${who}/risk-score`))["band"], "low");
    await ingest(...rise(1), ...rise(2));
    assert.equal((await bench().json(`/v1/employees/${who}/risk-score`))["band"], "high");
    assert.deepEqual(await assignments(who), [{ automatic: true, ref: "adaptive-training" }]);
    const record = await bench().json<{ events: Array<{ type: string; ref: string }> }>(`/v1/employees/${who}`);
    assert.ok(record.events.some(({ type, ref }) => type === "training_assigned" && ref === "adaptive-training"));
    await ingest(...rise(3));
    assert.equal((await assignments(who)).length, 1);
    await bench().db.query(`update tenants set settings = '{"auto_trigger_training": false}' where id = 'a'`);
    const other = "a-one-dept_it-3";
    await ingest(
      ...Array.from({ length: 9 }, (_, i) =>
        event(`calm2-${i}`, { employee_id: other, type: "simulation_reported", ref: `c${i}` }),
      ),
    );
    await ingest(...rise(1, other), ...rise(2, other));
    assert.deepEqual(await assignments(other), []);
  });

  it("assigns a course once until it is completed, and then again", async () => {
    const path = `/v1/employees/${person}/training-assignments`;
    const assign = async (): Promise<[number, string]> => {
      const answer = await bench().call(path, { body: { ref: "course-77", row: "phishing" } });
      return [answer.status, String(((await answer.json()) as { assignment_id: string }).assignment_id)];
    };
    const [status, id] = await assign();
    assert.equal(status, 201);
    assert.deepEqual(await assign(), [200, id]);
    await ingest(
      event("done", { type: "training_completed", ref: "course-77", at: new Date(bench().now).toISOString() }),
    );
    const [again, other] = await assign();
    assert.equal(again, 201);
    assert.notEqual(other, id);
  });

  it("takes an assignment back as if it had never been made, once, and not after it is completed", async () => {
    const who = "a-two-dept_ops-8";
    const path = `/v1/employees/${who}/training-assignments`;
    const scores = async (): Promise<unknown[]> =>
      Promise.all(
        models.map(async ({ id }) => {
          const score = await bench().json(`/v1/employees/${who}/risk-score?model=${id}`);
          return [id, score["exact_score"], score["contributions"]];
        }),
      );
    const before = await scores();
    const made = await bench().json(path, { body: { ref: "course-5", row: "training" } });
    assert.equal(made["created"], true);
    assert.equal((await bench().json(path, { body: { ref: "course-5" } }))["created"], false);
    assert.notDeepEqual(await scores(), before);
    const own = `${path}/${String(made["assignment_id"])}`;
    for (const n of [1, 2]) {
      const answer = await bench().call(own, { method: "DELETE" });
      assert.deepEqual([n, answer.status, (await answer.json()).cancelled], [n, 200, true]);
    }
    assert.deepEqual(await scores(), before);
    const record = await bench().json<{ events: Array<{ ref?: string }> }>(`/v1/employees/${who}`);
    assert.ok(record.events.every(({ ref }) => ref !== "course-5"));
    const again = await bench().json(path, { body: { ref: "course-5" } });
    assert.notEqual(again["assignment_id"], made["assignment_id"]);
    const at = new Date(bench().now).toISOString();
    await ingest(event("done-5", { employee_id: who, type: "training_completed", ref: "course-5", at }));
    assert.equal((await bench().call(`${path}/${String(again["assignment_id"])}`, { method: "DELETE" })).status, 409);
    assert.equal((await bench().call(`${path}/nothing`, { method: "DELETE" })).status, 404);
    assert.equal((await bench().call(own.replace(who, person), { method: "DELETE" })).status, 404, "of somebody else");
  });

  it("keeps a history record of each calculation", async () => {
    const path = `/v1/employees/${person}/history?source=recorded&from=2026-11-20T00:00:00Z`;
    const points = async (): Promise<Array<{ at: string; exact_score: number }>> =>
      (await bench().json<{ points: Array<{ at: string; exact_score: number }> }>(path)).points;
    bench().now += 3_600_000;
    const score = await scoreOf(person);
    const [last] = (await points()).slice(-1);
    assert.deepEqual([last!.at, last!.exact_score], [new Date(bench().now).toISOString(), score]);
    const n = (await points()).length;
    await scoreOf(person);
    assert.equal((await points()).length, n, "the same calculation is one record");
    bench().now += 60_000;
    await ingest(event("recorded", { at: new Date(bench().now).toISOString(), type: "simulation_opened" }));
    assert.equal((await points()).length, n + 1, "new evidence is a calculation that nobody asked for");
    const { points: computed } = await bench().json<{ points: unknown[] }>(`/v1/employees/${person}/history?step=30`);
    assert.equal(computed.length, 5, "both ends, and three days between them");
  });
});
