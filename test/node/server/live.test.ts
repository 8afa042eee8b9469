import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { after, before, it } from "node:test";
import { readDescription } from "../../../demo/server/openapi.mjs";
import { webhookKey } from "../../../demo/server/webhooks.js";
import type { IngestEvent } from "../../../src/data/api-types.js";
import { bookA, bookB } from "./support/book.js";
import { Checker, type Description } from "./support/schema.js";
import { makeBench, onEveryDatabase, SECRET_KEY, type Bench } from "./support/server.js";
import { soon, Stream } from "./support/stream.js";

const checker = new Checker((await readDescription()) as Description, true);
const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });

interface Delivery {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody else's server, that answers what it is told to. */
class Receiver {
  readonly deliveries: Delivery[] = [];
  answers: number[] = [];
  #server!: Server;
  port = 0;
  #wake: () => void = () => undefined;

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        this.deliveries.push({ headers: request.headers, body });
        const status = this.answers.shift() ?? 204;
        response.writeHead(status, status === 302 ? { location: `http://127.0.0.1:${this.port}/elsewhere` } : {}).end();
        this.#wake();
      });
    });
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    this.port = (this.#server.address() as { port: number }).port;
  }

  async received(n: number): Promise<Delivery[]> {
    while (this.deliveries.length < n) await soon(new Promise<void>((done) => (this.#wake = done)), `delivery ${n}`);
    return this.deliveries;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

await onEveryDatabase((databases) => {
  let bench: Bench;
  let url: string;
  const receiver = new Receiver();
  let count = 0;
  const post = async (id: string, type: IngestEvent["type"], n = 1, at = bench.now): Promise<void> => {
    const events = Array.from({ length: n }, () => {
      count++;
      return {
        id: `live-${count}`,
        employee_id: id,
        type,
        at: new Date(at).toISOString(),
        ref: `live-${count}`,
      };
    });
    assert.equal((await bench.call("/v1/events", { body: { events } })).status, 200);
  };

  before(async () => {
    await receiver.start();
    bench = await makeBench(databases, {
      books: { a: bookA(), b: bookB() },
      config: { webhookHosts: [`127.0.0.1:${receiver.port}`] },
      webhookBackoff: 5,
    });
    url = `${await bench.listen()}/v1/stream`;
  });
  after(async () => {
    receiver.stop();
    await bench.close();
  });

  it("tells an open page of a click, under every model, as described", async () => {
    const stream = await Stream.open(url, bench.token());
    assert.equal(stream.answer.headers.get("Content-Type"), "text/event-stream");
    await post("a-two-dept_ops-1", "simulation_submitted", 4);
    const messages = await stream.until(({ data }) => data["model"] === "infima");
    for (const { event, data } of messages) {
      if (event === "training") assert.deepEqual(checker.check(schema("TrainingAssignment"), data), []);
      else {
        assert.equal(event, "score");
        assert.deepEqual(checker.check(schema("ScoreChange"), data), []);
        assert.equal(data["employee_id"], "a-two-dept_ops-1");
      }
    }
    const phishr = messages.find(({ data }) => data["model"] === "phishr")!;
    const now = await bench.json("/v1/employees/a-two-dept_ops-1/risk-score");
    assert.equal(phishr.data["score"], now["score"]);
    assert.equal(phishr.data["exact_score"], now["exact_score"]);
    stream.close();
  });

  it("goes on after a drop exactly where it was", async () => {
    const first = await Stream.open(url, bench.token());
    await post("a-two-dept_ops-2", "simulation_clicked");
    const [message] = await first.until(() => true);
    first.close();
    await post("a-two-dept_ops-3", "simulation_clicked");
    await post("a-two-dept_ops-4", "simulation_reported");
    const resumed = await Stream.open(url, bench.token(), message!.id);
    const found = await resumed.until(
      ({ data }) => data["employee_id"] === "a-two-dept_ops-4" && data["model"] === "infima",
    );
    const ids = found.map(({ id }) => Number(id));
    assert.deepEqual(
      ids,
      ids.map((_, i) => Number(message!.id) + 1 + i),
      "none is missing, none comes twice",
    );
    resumed.close();
    const again = await Stream.open(url, bench.token(), message!.id);
    const same = await again.until(
      ({ data }) => data["employee_id"] === "a-two-dept_ops-4" && data["model"] === "infima",
    );
    assert.deepEqual(same, found);
    again.close();
  });

  it("says `reset` where it cannot go on", async () => {
    for (const id of ["999999999", "made up", "-4", ""]) {
      const stream = await Stream.open(url, bench.token(), id);
      const [message] = await stream.until(() => true);
      assert.equal(message!.event, "reset", id);
      stream.close();
    }
    const old = await Stream.open(url, bench.token(), "1");
    assert.notEqual((await old.next())!.event, "reset");
    old.close();
    bench.now += 2 * 86_400_000;
    await bench.services.messages.prune();
    bench.now -= 2 * 86_400_000;
    const gone = await Stream.open(url, bench.token(), "1");
    const message = await gone.next();
    assert.equal(message!.event, "reset");
    gone.close();
    const caught = await Stream.open(url, bench.token(), message!.id);
    await post("a-two-dept_ops-5", "simulation_clicked");
    assert.equal((await caught.next())!.data["employee_id"], "a-two-dept_ops-5");
    caught.close();
  });

  it("tells each listener only what its token covers, and the audience client not whom", async () => {
    const other = await Stream.open(url, bench.token({ tenant: "b" }));
    const limited = await Stream.open(url, bench.token({ clients: ["a-one"] }));
    const client = await Stream.open(url, bench.token({ audience: "client" }));
    await post("a-two-dept_ops-6", "simulation_clicked");
    await post("a-one-dept_sales-2", "simulation_clicked");
    const [one] = await limited.until(() => true);
    assert.equal(one!.data["employee_id"], "a-one-dept_sales-2");
    const found = await client.until(({ data }) => data["client_id"] === "a-one");
    for (const { event, data } of found) {
      assert.equal(event, "change");
      assert.deepEqual(checker.check(schema("GroupChange"), data), []);
    }
    const events = [
      { id: "b", employee_id: "b-one-dept_bravo-1", type: "simulation_clicked", at: new Date(bench.now).toISOString() },
    ];
    await bench.call("/v1/events", { body: { events }, token: bench.token({ tenant: "b" }) });
    assert.equal((await other.next())!.data["employee_id"], "b-one-dept_bravo-1");
    for (const stream of [other, limited, client]) stream.close();
  });

  it("ends with its token", async () => {
    const stream = await Stream.open(url, bench.token({ ttl: 1 }));
    assert.equal(await stream.next(), null);
  });

  it("lets go of streams that are closed, and refuses too many", async () => {
    const token = bench.token({ subject: "many" });
    const streams = await Promise.all(Array.from({ length: 20 }, () => Stream.open(url, token)));
    const more = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(more.status, 429);
    assert.ok(more.headers.get("Retry-After"));
    streams.forEach((stream) => stream.close());
    while (bench.services.streams.size > 0) await new Promise((wait) => setTimeout(wait, 20));
  });

  const settings = (value: unknown): Promise<unknown> =>
    bench.db.query("update tenants set settings = $1::jsonb where id = 'a'", [JSON.stringify(value)]);
  const goCritical = async (id: string): Promise<void> => {
    await post(id, "simulation_reported", 9);
    await post(id, "simulation_submitted", 9);
  };
  const idle = async (): Promise<Array<{ status: string; attempts: number; note: string }>> => {
    for (;;) {
      const rows = await bench.db.query<{ status: string; attempts: number; note: string }>(
        "select status, attempts, note from webhooks",
      );
      if (rows.every(({ status }) => status !== "pending")) return rows;
      bench.now += 1000;
      bench.services.webhooks.wake();
      await new Promise((wait) => setTimeout(wait, 10));
    }
  };

  it("calls the tenant's hook when somebody enters the critical band: signed, once", async () => {
    await settings({ webhook_on_critical: `http://127.0.0.1:${receiver.port}/hook` });
    await goCritical("a-one-dept_it-1");
    const [{ headers, body }] = (await receiver.received(1)) as [Delivery];
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["x-risk-signature"]))!;
    const key = webhookKey(SECRET_KEY, "a");
    assert.equal(v1, createHmac("sha256", key).update(`${t}.${body}`).digest("hex"));
    assert.notEqual(v1, createHmac("sha256", webhookKey(SECRET_KEY, "b")).update(`${t}.${body}`).digest("hex"));
    const notice = JSON.parse(body) as { id: string; data: Record<string, unknown> };
    assert.deepEqual(checker.check(schema("CriticalNotice"), notice), []);
    assert.equal(notice.data["employee_id"], "a-one-dept_it-1");
    assert.equal(notice.data["model"], "phishr");
    assert.equal(headers["x-risk-delivery"], notice.id);
    assert.equal(headers["authorization"], undefined);
    await idle();
    // Worse, but no other band.
    await post("a-one-dept_it-1", "simulation_submitted", 2);
    await idle();
    assert.equal(receiver.deliveries.length, 1);
  });

  it("calls it, too, when time alone brings somebody there: an event of tomorrow counts tomorrow", async () => {
    const known = receiver.deliveries.length;
    const id = "a-one-dept_it-4";
    await post(id, "simulation_reported", 9);
    await bench.services.sweep();
    await post(id, "simulation_submitted", 9, bench.now + 3_600_000);
    assert.equal((await bench.json(`/v1/employees/${id}/risk-score`))["band"], "low");
    await bench.services.sweep();
    assert.equal((await idle()).length, known);
    const stream = await Stream.open(url, bench.token());
    bench.now += 3_660_000;
    await bench.services.sweep();
    const found = await stream.until(({ event }) => event === "training");
    stream.close();
    assert.ok(
      found.some(
        ({ data }) => data["employee_id"] === id && data["band"] === "high" && data["previous_band"] === "low",
      ),
    );
    await receiver.received(known + 1);
    await bench.services.sweep();
    await idle();
    assert.equal(receiver.deliveries.length, known + 1, "once");
  });

  it("tries again when the hook fails, with the same delivery, and does not follow where it points", async () => {
    const known = receiver.deliveries.length;
    receiver.answers = [500, 302, 503, 204];
    await goCritical("a-one-dept_it-2");
    const rows = await idle();
    const tries = (await receiver.received(known + 4)).slice(known);
    assert.equal(tries.length, 4);
    assert.equal(new Set(tries.map(({ headers }) => headers["x-risk-delivery"])).size, 1);
    assert.equal(new Set(tries.map(({ body }) => body)).size, 1);
    assert.ok(
      rows.some(({ status, attempts }) => status === "sent" && attempts === 4),
      JSON.stringify(rows),
    );
  });

  it("gives up in the end, and says so in the log", async () => {
    receiver.answers = Array.from({ length: 20 }, () => 500);
    await goCritical("a-one-dept_it-3");
    const rows = await idle();
    receiver.answers = [];
    assert.ok(
      rows.some(({ status, attempts, note }) => status === "failed" && attempts === 6 && note === "answered 500"),
    );
    assert.ok(bench.log.some((line) => line.includes("given up")));
  });

  it("never calls a private address that is not allowed", async () => {
    const known = receiver.deliveries.length;
    for (const [i, target] of [
      `http://localhost:${receiver.port}/`,
      `https://127.0.0.1:${receiver.port + 1}/`,
      "https://[::1]/",
      "https://10.1.2.3/",
      "https://user:word@192.168.7.7/",
    ].entries()) {
      await settings({ webhook_on_critical: target });
      await goCritical(`a-one-dept_sales-${5 + i}`);
    }
    const rows = await idle();
    assert.equal(rows.filter(({ status }) => status === "failed").length, 6, JSON.stringify(rows));
    assert.equal(receiver.deliveries.length, known);
    await settings({});
  });
});
