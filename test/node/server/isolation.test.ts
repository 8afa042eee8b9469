import assert from "node:assert/strict";
import { it } from "node:test";
import { readDescription } from "../../../demo/server/openapi.mjs";
import { deriveKey, issueToken, sign } from "../../../demo/server/tokens.js";
import { bookA, bookB, DAY, NOW, SECRET } from "./support/book.js";
import type { Description } from "./support/schema.js";
import { onEveryDatabase, SECRET_KEY, sharedBench, type Bench, type CallOptions } from "./support/server.js";

const description = (await readDescription()) as Description;
const kindOf = (path: string): string => path.split("/")[2]!;

/** Every operation with every id, every filter that names one, and a body where it wants one. */
function callsFor(
  ids: Record<string, readonly string[]>,
  words: readonly string[],
): Array<[string, string, CallOptions]> {
  return Object.entries(description.paths).flatMap(([path, { parameters: _, ...methods }]) =>
    Object.keys(methods).flatMap((method): Array<[string, string, CallOptions]> => {
      const paths = path.includes("{id}")
        ? ids[kindOf(path)]!.flatMap((id) =>
            (path.includes("{assignment}") ? ids["assignments"]! : [""]).map((assignment) =>
              path.replace("{id}", encodeURIComponent(id)).replace("{assignment}", encodeURIComponent(assignment)),
            ),
          )
        : [path];
      const base = method.toUpperCase();
      if (base === "DELETE") return paths.map((to): [string, string, CallOptions] => [base, to, {}]);
      if (base === "POST") {
        return paths.flatMap((to) =>
          ids["employees"]!.map((id): [string, string, CallOptions] => {
            const event = { id: `x-${id}`, employee_id: id, type: "simulation_clicked", at: NOW };
            return [base, to, { body: path === "/v1/events" ? { events: [event] } : { ref: "course" } }];
          }),
        );
      }
      const queries = words.flatMap((word) =>
        ["client", "department", "q"].map((name) => `?${name}=${encodeURIComponent(word)}`),
      );
      return paths.flatMap((to) =>
        ["", ...queries].map((query): [string, string, CallOptions] => [base, to + query, {}]),
      );
    }),
  );
}

await onEveryDatabase((databases) => {
  const bench = sharedBench(databases, { books: { a: bookA(), b: bookB() } });
  const b = bookB();
  const known = new Set(bookA().clients.flatMap(({ people }) => people.map(({ id }) => id)));
  const foreign = {
    clients: b.clients.map(({ id }) => id),
    departments: ["dept_bravo"],
    employees: b.clients.flatMap(({ people }) => people.map(({ id }) => id)).filter((id) => !known.has(id)),
  };
  const words = [...foreign.clients, ...foreign.departments, foreign.employees[0]!, SECRET];

  async function states(own: Bench): Promise<unknown> {
    return own.db.query("select tenant_id, count(*)::float8 as n from events group by 1 order by 1");
  }

  /** An assignment that a tenant has made, for one of its people. */
  async function assigned(tenant: string, employee: string): Promise<string> {
    const path = `/v1/employees/${employee}/training-assignments`;
    const made = await bench().json(path, { body: { ref: "own" }, token: bench().token({ tenant }) });
    return String(made["assignment_id"]);
  }

  it("gives a token of tenant A nothing of tenant B, on any path, by any id, through any filter", async () => {
    const theirs = await assigned("b", foreign.employees[0]!);
    const calls = callsFor({ ...foreign, assignments: [theirs] }, words);
    // Nor with a person of one's own in front of it.
    const mine = "a-one-dept_finance-1";
    calls.push(["DELETE", `/v1/employees/${mine}/training-assignments/${theirs}`, {}]);
    const before = await states(bench());
    let tried = 0;
    for (const audience of ["internal", "client"] as const) {
      const token = bench().token({ audience, subject: "a" });
      for (const [method, path, options] of calls) {
        const answer = await bench().call(path, { ...options, method, token });
        if (path.startsWith("/v1/stream")) {
          await answer.body?.cancel();
          continue;
        }
        const body = await answer.text();
        // An error repeats what was asked for; nothing else of it may be there.
        const text =
          answer.status < 400 ? body : words.concat(foreign.employees).reduce((t, w) => t.replaceAll(w, ""), body);
        const where = `${method} ${path} → ${answer.status} ${text.slice(0, 200)}`;
        assert.ok(!text.includes(SECRET) && !text.includes("b-one-"), where);
        // A path that names something of B is answered like one that names nothing.
        if (path.includes("/b-") || path.includes("dept_bravo/"))
          assert.ok([400, 403, 404].includes(answer.status), where);
        if (method === "DELETE") assert.ok([403, 404].includes(answer.status), where);
        if (method === "POST") assert.ok([403, 404, 422].includes(answer.status), where);
        tried++;
      }
    }
    assert.ok(tried > 1000, `${tried} calls`);
    assert.deepEqual(await states(bench()), before);
  });

  it("answers about what is B's word for word as about what nobody has", async () => {
    const same = async (one: string, other: string, options: CallOptions = {}): Promise<void> => {
      const [first, second] = [await bench().call(one, options), await bench().call(other, options)];
      assert.equal(first.status, second.status, one);
      assert.equal((await first.text()).replaceAll("b-one", "n-one"), await second.text(), one);
    };
    for (const audience of ["internal", "client"] as const) {
      const token = bench().token({ audience });
      await same("/v1/clients/b-one/risk-summary", "/v1/clients/n-one/risk-summary", { token });
      await same("/v1/clients/b-one/history", "/v1/clients/n-one/history", { token });
      await same("/v1/employees?client=b-one", "/v1/employees?client=n-one", { token });
      await same("/v1/employees/b-one-dept_bravo-0", "/v1/employees/n-one-dept_bravo-0", { token });
    }
  });

  it("keeps people apart who have the same id in two tenants", async () => {
    const id = "a-one-dept_finance-0";
    const mine = await bench().json<{ name: string; client_id: string }>(`/v1/employees/${id}`);
    const theirs = await bench().json<{ name: string }>(`/v1/employees/${id}`, {
      token: bench().token({ tenant: "b" }),
    });
    assert.ok(!mine.name.includes(SECRET) && theirs.name.includes(SECRET));
    const event = { id: "shared-id", employee_id: id, type: "simulation_submitted", at: "2026-11-22T10:00:00Z" };
    const scoreOf = async (tenant: string): Promise<unknown> =>
      (await bench().json(`/v1/employees/${id}/risk-score`, { token: bench().token({ tenant }) }))["exact_score"];
    const [a, before] = [await scoreOf("a"), await scoreOf("b")];
    const taken = await bench().json("/v1/events", { body: { events: [event] } });
    assert.deepEqual(taken, { accepted: 1, duplicates: 0, conflicts: [] });
    assert.notEqual(await scoreOf("a"), a);
    assert.equal(await scoreOf("b"), before);
    // The same event id in the other tenant is another event.
    const other = await bench().json("/v1/events", {
      body: { events: [event] },
      token: bench().token({ tenant: "b" }),
    });
    assert.deepEqual(other, { accepted: 1, duplicates: 0, conflicts: [] });
  });

  it("does not take a cursor of another tenant, another audience or another list", async () => {
    const first = await bench().json("/v1/employees?limit=2", { token: bench().token({ tenant: "b" }) });
    const cursor = encodeURIComponent(String(first["next_cursor"]));
    for (const [path, token] of [
      ["/v1/employees", bench().token()],
      ["/v1/clients", bench().token({ tenant: "b" })],
      ["/v1/clients", bench().token({ tenant: "b", audience: "client" })],
    ] as const) {
      assert.equal((await bench().call(`${path}?cursor=${cursor}`, { token })).status, 400, path);
    }
  });

  it("limits a token to the clients it names", async () => {
    const token = bench().token({ clients: ["a-two"] });
    const assignments = [await assigned("a", "a-one-dept_hr-0")];
    const employees = ["a-one-dept_hr-0", "a-one-none-1"];
    const calls = callsFor({ clients: ["a-one"], departments: ["dept_sales", "dept_hr"], employees, assignments }, [
      "a-one",
      "dept_hr",
    ]);
    for (const [method, path, options] of calls) {
      if (path.startsWith("/v1/stream")) continue;
      const answer = await bench().call(path, { ...options, method, token });
      const text = await answer.text();
      // What was asked for is repeated in an error; nothing else of it may be there.
      assert.ok(answer.status >= 400 || !text.includes("a-one"), `${method} ${path} → ${text.slice(0, 300)}`);
      if (path.includes("/a-one") || path.includes("dept_")) {
        const empty = /"(employees|clients)":\[\]/.test(text) || !path.includes("/v1/departments/");
        assert.ok(answer.status >= 400 || empty, `${method} ${path} → ${answer.status} ${text.slice(0, 300)}`);
      }
    }
    const { clients } = await bench().json<{ clients: Array<{ client_id: string }> }>("/v1/clients", { token });
    assert.deepEqual(
      clients.map((client) => client.client_id),
      ["a-two"],
    );
    const none = bench().token({ clients: [] });
    assert.equal((await bench().json("/v1/employees", { token: none }))["total"], 0);
  });

  it("gives people to nobody of the audience client, whoever they are", async () => {
    const token = bench().token({ audience: "client" });
    for (const id of ["a-one-dept_finance-1", "nobody", "b-one-dept_bravo-0"]) {
      for (const path of ["", "/risk-score", "/history"]) {
        const answer = await bench().call(`/v1/employees/${id}${path}`, { token });
        assert.equal(answer.status, 403);
        assert.equal(await answer.text(), await (await bench().call("/v1/employees", { token })).text());
      }
    }
    for (const path of ["/v1/clients?include=history", "/v1/clients/a-one/risk-summary", "/v1/clients/a-one/history"]) {
      const text = await (await bench().call(path, { token })).text();
      assert.doesNotMatch(text, /dept_\w+-\d|@|employee_id|exact_score|campaign|course/, path);
    }
  });

  it("gives nothing at all for a token that has expired, was changed, or was never ours", async () => {
    const own = {
      ...{ clients: ["a-one"], departments: ["dept_finance"], employees: ["a-one-dept_finance-1"] },
      assignments: [await assigned("a", "a-one-dept_finance-1")],
    };
    const calls = callsFor(own, []);
    const good = bench().token();
    const [header, payload, signature] = good.split(".") as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const withClaims = (changes: Record<string, unknown>): string =>
      `${header}.${encode({ ...claims, ...changes })}.${signature}`;
    const none = `${encode({ alg: "none", typ: "JWT" })}.${payload}.`;
    const { next_cursor: cursor } = await bench().json("/v1/employees?limit=1");
    const { url } = await bench().json<{ url: string }>("/v1/reports/human-risk");
    const bad: Record<string, string> = {
      expired: issueToken(SECRET_KEY, { tenant: "a", audience: "internal", ttl: 60 }, NOW - 61_000).token,
      "of this very millisecond": issueToken(SECRET_KEY, { tenant: "a", audience: "internal", ttl: 60 }, NOW - 60_000)
        .token,
      "signed with another secret": issueToken("another", { tenant: "a", audience: "internal" }, NOW).token,
      "signed with the secret itself": sign(SECRET_KEY, `${header}.${payload}`),
      "signed with the key of another purpose": sign(deriveKey(SECRET_KEY, "report"), `${header}.${payload}`),
      "of another tenant": withClaims({ tenant: "b" }),
      "that lives longer": withClaims({ exp: (claims["exp"] as number) + 1e6 }),
      "with more scopes": withClaims({ scope: "read assign ingest admin" }),
      "without an algorithm": none,
      "without a signature": `${header}.${payload}.`,
      "with a cut signature": good.slice(0, -4),
      "with a changed letter": good.slice(0, -5) + (good.at(-5) === "A" ? "B" : "A") + good.slice(-4),
      "of a tenant that is gone": bench().token({ tenant: "gone" }),
      "a cursor": String(cursor),
      "a report's signature": new URL(url).searchParams.get("report")!,
      empty: "",
      noise: "x.y.z",
    };
    for (const [name, token] of Object.entries(bad)) {
      for (const [method, path, options] of calls) {
        const answer = await bench().call(path, { ...options, method, token });
        // Asked before it is read: a stream that was let in would never end.
        assert.equal(answer.status, 401, `${name}: ${method} ${path}`);
        assert.ok(!(await answer.text()).includes("a-one"), name);
      }
    }
    const basic = await bench().call("/v1/clients", { token: null, headers: { Authorization: `Basic ${good}` } });
    assert.equal(basic.status, 401);
    const inQuery = await bench().call(`/v1/clients?access_token=${good}&token=${good}`, { token: null });
    assert.equal(inQuery.status, 401);
  });

  it("does what a scope allows and nothing more", async () => {
    const events = { events: [{ id: "scope", employee_id: "a-two-dept_ops-1", type: "quiz_passed", at: NOW - DAY }] };
    const path = "/v1/employees/a-two-dept_ops-1/training-assignments";
    const table: Array<[scopes: Array<"read" | "assign" | "ingest">, read: number, assign: number, ingest: number]> = [
      [["read"], 200, 403, 403],
      [["assign"], 403, 201, 403],
      [["ingest"], 403, 403, 200],
      [[], 403, 403, 403],
    ];
    for (const [scopes, read, assign, ingest] of table) {
      const token = bench().token({ scopes });
      assert.equal((await bench().call("/v1/employees", { token })).status, read, `${scopes} read`);
      assert.equal(
        (await bench().call(path, { token, body: { ref: `c-${scopes}` } })).status,
        assign,
        `${scopes} assign`,
      );
      assert.equal((await bench().call("/v1/events", { token, body: events })).status, ingest, `${scopes} ingest`);
    }
    const own = `${path}/${await assigned("a", "a-two-dept_ops-1")}`;
    for (const scopes of [["read"], ["ingest"], []] as const)
      assert.equal((await bench().call(own, { token: bench().token({ scopes }), method: "DELETE" })).status, 403);
    const client = bench().token({ audience: "client", scopes: ["read", "assign", "ingest"] });
    assert.equal((await bench().call(own, { token: client, method: "DELETE" })).status, 403);
    assert.equal(
      (await bench().call(own, { token: bench().token({ scopes: ["assign"] }), method: "DELETE" })).status,
      200,
    );
    assert.equal((await bench().call("/v1/events", { token: client, body: events })).status, 403);
    assert.equal((await bench().call(path, { token: client, body: {} })).status, 403);
  });
});
