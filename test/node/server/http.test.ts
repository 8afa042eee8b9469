import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findBrowser } from "../../../demo/server/browser.js";
import { openDb } from "../../../demo/server/db.js";
import { Limiter } from "../../../demo/server/limits.js";
import { migrate } from "../../../demo/server/migrations.js";
import { seed } from "../../../demo/server/seed.js";
import type { ClientList, EmployeeItem, EmployeeList } from "../../../src/data/api-types.js";
import { bookA, bookB, client, SECRET } from "./support/book.js";
import { makeBench, onEveryDatabase, sharedBench } from "./support/server.js";

describe("limits", () => {
  it("let a burst through, then as many as are refilled, and say how long to wait", () => {
    let now = 0;
    const limiter = new Limiter({ perMinute: 60, burst: 3 }, () => now);
    assert.deepEqual(
      [1, 2, 3, 4].map(() => limiter.take("a")),
      [0, 0, 0, 1],
    );
    assert.equal(limiter.take("b"), 0, "another caller is not held up");
    now += 999;
    assert.equal(limiter.take("a"), 1);
    now += 1;
    assert.equal(limiter.take("a"), 0);
    now += 3_600_000;
    assert.deepEqual(
      [1, 2, 3, 4].map(() => limiter.take("a")),
      [0, 0, 0, 1],
      "no more than the burst is saved up",
    );
    const slow = new Limiter({ perMinute: 2, burst: 1 }, () => now);
    assert.deepEqual([slow.take("a"), slow.take("a")], [0, 30]);
  });
});

describe("the embedded database's folder", () => {
  it("belongs to one server at a time, and is migrated once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hrw-http-"));
    try {
      const db = await openDb({ dataDir: join(folder, "pg") });
      assert.ok((await migrate(db)) > 0);
      assert.equal(await migrate(db), 0);
      await assert.rejects(
        openDb({ dataDir: join(folder, "pg") }),
        /is in use by process \d+: stop it, or set DATA_DIR/,
      );
      await db.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

await onEveryDatabase((databases) => {
  const bench = sharedBench(databases, {
    books: { a: bookA(), b: bookB() },
    config: { corsOrigins: ["https://portal.example"], reportTtl: 900 },
  });

  it("limits each token by itself, and callers without one by their address", async () => {
    const own = await makeBench(databases, { db: bench().db, config: { limit: { perMinute: 60, burst: 5 } } });
    const token = own.token({ subject: "busy" });
    const ask = (bearer: string | null): Promise<Response> => own.call("/v1/clients", { token: bearer });
    for (let i = 0; i < 5; i++) assert.equal((await ask(token)).status, 200);
    const refused = await ask(token);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("Retry-After"), "1");
    assert.equal((await ask(own.token({ subject: "calm" }))).status, 200);
    for (let i = 0; i < 5; i++) assert.equal((await ask(null)).status, 401);
    assert.equal((await ask(null)).status, 429, "guessing is slow");
    own.now += 1000;
    assert.equal((await ask(token)).status, 200);
    await own.close();
  });

  it("a client's summary brings the past that the list of clients has", async () => {
    interface Item {
      client_id: string;
      history: unknown[];
    }
    for (const audience of ["internal", "client"] as const) {
      const token = bench().token({ subject: `past of ${audience}`, audience });
      const read = async (path: string): Promise<unknown> => (await bench().call(path, { token })).json();
      const { clients } = (await read("/v1/clients?include=history")) as { clients: Item[] };
      for (const id of ["a-one", "a-small"]) {
        const { history } = (await read(`/v1/clients/${id}/risk-summary`)) as Item;
        assert.deepEqual(history, clients.find(({ client_id }) => client_id === id)!.history, `${audience} ${id}`);
        if (id === "a-one") assert.ok(history.length > 10);
      }
    }
  });

  it("answers 304 to whoever has it already, and to nobody else", async () => {
    const path = "/v1/clients/a-one/risk-summary";
    const token = bench().token({ subject: "etag" });
    const first = await bench().call(path, { token });
    const etag = first.headers.get("ETag")!;
    assert.match(first.headers.get("Cache-Control")!, /private/);
    assert.match(first.headers.get("Vary")!, /Authorization/);
    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await bench().call(path, { token, headers: { "If-None-Match": sent } });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), "");
      assert.equal(again.headers.get("ETag"), etag);
    }
    for (const other of [
      bench().token({ subject: "another" }),
      bench().token({ subject: "etag", audience: "client" }),
    ]) {
      assert.equal((await bench().call(path, { token: other, headers: { "If-None-Match": etag } })).status, 200);
    }
    const event = { id: "etag", employee_id: "a-one-dept_hr-1", type: "simulation_submitted", at: bench().now };
    await bench().call("/v1/events", { body: { events: [event] } });
    const changed = await bench().call(path, { token, headers: { "If-None-Match": etag } });
    assert.equal(changed.status, 200);
    assert.notEqual(changed.headers.get("ETag"), etag);
    const head = await bench().call(path, { token, method: "HEAD" });
    assert.deepEqual([head.status, await head.text()], [200, ""]);
  });

  it("pages through a list in order, without missing or repeating anybody, while time and data move", async () => {
    const ids = new Set(bookA().clients.flatMap((client) => client.people.map((person) => person.id)));
    for (const sort of ["-score", "score", "name", "-name", "change", "-change"]) {
      const found: EmployeeItem[] = [];
      let cursor: string | null = "";
      for (let page = 0; cursor !== null; page++) {
        const list: EmployeeList = await bench().json(
          `/v1/employees?sort=${sort}&limit=9${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        assert.ok(list.employees.length <= 9 && list.total === ids.size);
        found.push(...list.employees);
        cursor = list.next_cursor;
        if (page === 2) bench().now += 120_000;
      }
      bench().now -= 120_000;
      assert.deepEqual(new Set(found.map((item) => item.employee_id)), ids, sort);
      assert.equal(found.length, ids.size, sort);
      const keys = found.map((item) =>
        sort.endsWith("name") ? item.name : sort.endsWith("change") ? item.change : item.exact_score,
      );
      const known = keys.filter((key) => key !== null) as Array<number | string>;
      const sorted = [...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      assert.deepEqual(known, sort.startsWith("-") ? sorted.reverse() : sorted, sort);
      assert.ok(
        keys.slice(known.length).every((key) => key === null),
        "those without come last",
      );
    }
    const { employees } = await bench().json<EmployeeList>("/v1/employees?limit=500");
    const ranked = employees.filter((item) => item.rank != null);
    assert.equal(ranked[0]!.rank, 1);
    ranked.forEach((item, i) => {
      const better = ranked.filter((other) => other.score! > item.score!).length;
      assert.equal(item.rank, better + 1, `${i}`);
    });
  });

  it("filters by client, department, band and words", async () => {
    const list = async (query: string): Promise<EmployeeItem[]> =>
      (await bench().json<EmployeeList>(`/v1/employees?limit=500&${query}`)).employees;
    assert.equal((await list("client=a-one&department=dept_finance")).length, 14);
    assert.equal((await list("department=dept_finance")).length, 14 + 11 + 6);
    assert.equal((await list("q=A-ONE-DEPT_HR")).length, 4);
    assert.equal((await list("q=nobody+at+all")).length, 0);
    for (const band of ["low", "medium", "high"])
      assert.ok((await list(`band=${band}`)).every((item) => item.band === band));
    const clients = await bench().json<ClientList>("/v1/clients?q=TWO");
    assert.deepEqual(
      clients.clients.map((item) => item.client_id),
      ["a-two"],
    );
  });

  it("names the method that a path takes, and knows which paths there are", async () => {
    const wrong = await bench().call("/v1/clients", { method: "DELETE" });
    assert.deepEqual([wrong.status, wrong.headers.get("Allow")], [405, "GET, HEAD"]);
    const events = await bench().call("/v1/events");
    assert.deepEqual([events.status, events.headers.get("Allow")], [405, "POST"]);
    assert.equal((await bench().call("/v1/nothing")).status, 404);
    const typed = await bench().call("/v1/events", { body: "{}", headers: { "Content-Type": "text/plain" } });
    assert.equal(typed.status, 400);
  });

  it("lets pages of the configured origins in, and no other", async () => {
    const from = (origin: string, method = "GET"): Promise<Response> =>
      bench().call("/v1/clients", {
        method,
        token: method === "OPTIONS" ? null : undefined,
        headers: { Origin: origin, "Access-Control-Request-Method": "POST" },
      });
    const good = await from("https://portal.example");
    assert.equal(good.headers.get("Access-Control-Allow-Origin"), "https://portal.example");
    assert.match(good.headers.get("Access-Control-Expose-Headers")!, /Retry-After/);
    assert.equal(good.headers.get("Access-Control-Allow-Credentials"), null);
    const preflight = await from("https://portal.example", "OPTIONS");
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get("Access-Control-Allow-Headers")!, /Authorization/);
    for (const origin of ["https://evil.example", "null", "https://portal.example.evil"]) {
      assert.equal((await from(origin)).headers.get("Access-Control-Allow-Origin"), null, origin);
    }
  });

  it("sends headers that keep a browser from doing more than it should", async () => {
    for (const path of ["/v1/clients", "/openapi.yaml", "/nothing", "/demo/"]) {
      const { headers } = await bench().call(path);
      assert.match(headers.get("Content-Security-Policy")!, /default-src 'none'/, path);
      assert.equal(headers.get("X-Content-Type-Options"), "nosniff", path);
      assert.equal(headers.get("Referrer-Policy"), "no-referrer", path);
    }
  });

  it("serves the demo and the kit and nothing else of the disk", async () => {
    const root = await bench().call("/", { token: null });
    assert.deepEqual([root.status, root.headers.get("Location")], [302, "/demo/"]);
    assert.match(await (await bench().call("/openapi.yaml", { token: null })).text(), /^openapi: 3\.1/);
    for (const path of [
      ...[
        "/package.json",
        "/demo/server/main.ts",
        "/demo/server/print.css",
        "/demo/%73erver/print.css",
        "/demo/./server/print.css",
      ],
      ...[
        "/demo/..%2fpackage.json",
        "/demo/%2e%2e/package.json",
        "/dist/../package.json",
        "/dist/..%2f..%2fetc%2fpasswd",
      ],
      ...[
        "/demo/server/.data/secret",
        "/demo/.hidden.html",
        "/demo/%00.html",
        "/demo/%ff.html",
        "/src/index.ts",
        "/etc/passwd",
      ],
    ]) {
      assert.equal((await bench().call(path, { token: null })).status, 404, path);
    }
  });

  it("gives demo tokens to pages of this server only", async () => {
    const ask = (headers: Record<string, string>, body: unknown = {}): Promise<Response> =>
      bench().call("/demo/token", { token: null, body, headers });
    const local = { Host: "localhost:8080" };
    const good = await ask({ ...local, Origin: "http://localhost:8080", "Sec-Fetch-Site": "same-origin" });
    assert.equal(good.status, 200);
    assert.deepEqual(Object.keys((await good.json()) as object).sort(), ["expires_at", "tenant", "token"]);
    assert.equal((await ask({ Host: "rebound.example" })).status, 403);
    assert.equal((await ask({ ...local, Origin: "https://evil.example" })).status, 403);
    assert.equal((await ask({ ...local, "Sec-Fetch-Site": "cross-site" })).status, 403);
    assert.equal((await ask(local, { audience: "everyone" })).status, 422);
    assert.equal((await ask({ ...local, "Content-Type": "text/plain" })).status, 400);
  });

  it("signs a report's address, for that report and for a while", async () => {
    const token = bench().token({ clients: ["a-one", "a-two"] });
    const link = await bench().json<{ url: string; expires_at: string; format: string }>(
      "/v1/reports/human-risk?format=html&period=quarterly",
      { token },
    );
    assert.equal(Date.parse(link.expires_at), bench().now + 900_000);
    const url = new URL(link.url);
    const page = await bench().call(url.pathname + url.search, { token: null });
    const html = await page.text();
    assert.equal(page.status, 200);
    assert.match(page.headers.get("Content-Type")!, /^text\/html/);
    assert.match(
      page.headers.get("Content-Security-Policy")!,
      /default-src 'none'.*require-trusted-types-for 'script'/,
    );
    assert.match(page.headers.get("Cache-Control")!, /no-store/);
    assert.match(html, /quarterly report/);
    // Each change is what its word says: at 0.02 of phishr's scale it is no longer stable.
    const moves = [...html.matchAll(/<td>([−+]?)([\d.]+) (improving|stable|worsening)</g)];
    assert.ok(moves.length > 2);
    for (const [text, sign, size, word] of moves) {
      const said = Number(size) < 0.02 ? "stable" : sign === "+" ? "worsening" : "improving";
      assert.deepEqual([word, sign === ""], [said, Number(size) === 0], text);
    }
    assert.ok(html.includes("a-one") && html.includes("a-two") && !html.includes("a-small") && !html.includes(SECRET));
    assert.ok(!html.includes(token) && !link.url.includes(token));
    const report = url.searchParams.get("report")!;
    const [payload, signature] = report.split(".") as [string, string];
    const request = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    const changed = (changes: Record<string, unknown>): string =>
      `${Buffer.from(JSON.stringify({ ...request, ...changes })).toString("base64url")}.${signature}`;
    for (const bad of [
      "",
      "x",
      payload,
      changed({ clients: null }),
      changed({ tenant: "b" }),
      changed({ expires: 9e15 }),
      `${report}x`,
    ]) {
      const answer = await bench().call(`/reports/human-risk?report=${encodeURIComponent(bad)}`, { token: null });
      assert.equal(answer.status, 403, bad);
    }
    bench().now += 899_000;
    assert.equal((await bench().call(url.pathname + url.search, { token: null })).status, 200);
    bench().now += 1_000;
    const expired = await bench().call(url.pathname + url.search, { token: null });
    assert.equal(expired.status, 403);
    assert.match(await expired.text(), /expired/);
    bench().now -= 900_000;
  });

  it("puts nothing of single people into a client's report", async () => {
    const token = bench().token({ audience: "client" });
    const { url } = await bench().json<{ url: string }>("/v1/reports/human-risk?format=html", { token });
    const html = await (await bench().call(new URL(url).pathname + new URL(url).search, { token: null })).text();
    assert.doesNotMatch(html, /dept_\w+-\d|@example|campaign-|exact_score/);
    assert.match(html, /withheld/);
  });

  it("cannot be made to run what somebody wrote into a name", async () => {
    const evil = `</script><script src="//evil.example/x.js"></script><img src=x onerror=alert(1)>"'&`;
    const clients = [{ ...client("evil", { [evil]: 12 }, 9), name: evil }];
    await seed(bench().db, { clients }, { tenant: "evil", name: evil });
    const token = bench().token({ tenant: "evil" });
    const { url } = await bench().json<{ url: string }>("/v1/reports/human-risk?format=html", { token });
    const html = await (await bench().call(new URL(url).pathname + new URL(url).search, { token: null })).text();
    assert.ok(html.includes("evil.example") && !/<script src="\/\/evil|<img src=x/.test(html));
  });

  it("prints a real PDF where a browser is there", async () => {
    await bench().listen();
    const link = await bench().json<{ url: string; format: string }>("/v1/reports/human-risk?format=pdf&client=a-one");
    assert.equal(link.format, (await findBrowser()) ? "pdf" : "html");
    if (link.format === "html" || databases.kind === "PostgreSQL") return;
    const answer = await bench().call(new URL(link.url).pathname + new URL(link.url).search, { token: null });
    assert.equal(answer.headers.get("Content-Type"), "application/pdf");
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    assert.ok(bytes.length > 5000, `${bytes.length} bytes`);
  });
});
