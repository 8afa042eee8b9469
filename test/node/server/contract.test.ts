import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { generateTypes, readDescription } from "../../../demo/server/openapi.mjs";
import { EVENT_TYPES } from "../../../src/engine/types.js";
import { LONGEST } from "../../../src/engine/time.js";
import { models } from "../../../src/engine/index.js";
import { bookA, random } from "./support/book.js";
import { Checker, type Description, type Operation, type Parameter, type Schema } from "./support/schema.js";
import { makeBench, onEveryDatabase, type Bench, type CallOptions } from "./support/server.js";

const description = (await readDescription()) as Description;
const strict = new Checker(description, true);
const reader = new Checker(description, false);

interface Known {
  path: string;
  method: string;
  operation: Operation;
  parameters: Parameter[];
}

const operations = new Map<string, Known>(
  Object.entries(description.paths).flatMap(([path, { parameters = [], ...methods }]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => [
      operation.operationId,
      {
        path,
        method: method.toUpperCase(),
        operation,
        parameters: [...parameters, ...(operation.parameters ?? [])].map((parameter) => strict.resolve(parameter)),
      },
    ]),
  ),
);

/** Calls of each operation, by the answer they should get. A new operation needs a row here. */
const PERSON = "a-one-dept_finance-1";
type Call = [status: number, path: string, options?: CallOptions | ((bench: Bench) => CallOptions)];
const asClient = (bench: Bench): CallOptions => ({ token: bench.token({ audience: "client" }) });
const event = { id: "contract-1", employee_id: PERSON, type: "simulation_clicked", at: "2026-11-20T10:00:00Z" };
const people = (path: string): Call[] => [
  [200, path],
  [400, `${path}?model=none`],
  [403, path, asClient],
];
const groups = (path: string): Call[] => [
  [200, path],
  [200, path, asClient],
  [200, `${path}${path.includes("?") ? "&" : "?"}as_of=2026-09-01T00:00:00Z&from=2026-08-01T00:00:00Z`, asClient],
  [400, `${path}${path.includes("?") ? "&" : "?"}as_of=yesterday&to=yesterday`],
];
const CALLS: Record<string, Call[]> = {
  employeeRiskScore: [
    ...people(`/v1/employees/${PERSON}/risk-score`),
    ...models.map(({ id }): Call => [200, `/v1/employees/${PERSON}/risk-score?model=${id}&window=30`]),
    [404, "/v1/employees/nobody/risk-score"],
  ],
  departmentRiskSummary: [
    ...groups("/v1/departments/dept_finance/risk-summary?client=a-one"),
    [200, "/v1/departments/dept_finance/risk-summary"],
    [200, "/v1/departments/dept_hr/risk-summary?client=a-one", asClient],
    [400, "/v1/departments/dept_finance/risk-summary", asClient],
    [404, "/v1/departments/none/risk-summary"],
  ],
  humanRiskReport: [
    [200, "/v1/reports/human-risk?format=pdf&period=monthly"],
    [200, "/v1/reports/human-risk?format=html&period=quarterly&client=a-one", asClient],
    [400, "/v1/reports/human-risk?period=daily"],
    [404, "/v1/reports/human-risk?client=none"],
  ],
  listClients: [
    ...models.flatMap(({ id }): Call[] => [
      [200, `/v1/clients?model=${id}&include=history`],
      [200, `/v1/clients?model=${id}&include=history`, asClient],
    ]),
    [200, "/v1/clients?limit=1&sort=name"],
    [400, "/v1/clients?sort=size"],
  ],
  clientRiskSummary: [
    ...groups("/v1/clients/a-one/risk-summary"),
    [200, `/v1/clients/a-one/risk-summary?window=${LONGEST}`],
    [200, `/v1/clients/a-one/risk-summary?window=${LONGEST}`, asClient],
    [400, `/v1/clients/a-one/risk-summary?window=${LONGEST + 1}`],
    [400, "/v1/clients/a-one/risk-summary?window=0"],
    [400, "/v1/clients/a-one/risk-summary?window=1.5"],
    [404, "/v1/clients/none/risk-summary"],
  ],
  listEmployees: [
    ...people("/v1/employees"),
    [200, "/v1/employees?client=a-one&department=dept_sales&band=low&q=a&sort=name&limit=3&window=30"],
    [400, "/v1/employees?limit=0"],
    [400, "/v1/employees?cursor=made-up"],
  ],
  employeeRecord: [
    [200, `/v1/employees/${PERSON}`],
    [403, `/v1/employees/${PERSON}`, asClient],
    [404, "/v1/employees/nobody"],
  ],
  employeeHistory: [
    ...people(`/v1/employees/${PERSON}/history`),
    [200, `/v1/employees/${PERSON}/history?source=recorded`],
    [404, "/v1/employees/nobody/history"],
  ],
  clientHistory: [
    ...groups("/v1/clients/a-one/history"),
    [200, "/v1/clients/a-small/history", asClient],
    [403, "/v1/clients/a-one/history?source=recorded", asClient],
    [404, "/v1/clients/none/history"],
  ],
  departmentHistory: [
    ...groups("/v1/departments/dept_finance/history?client=a-one"),
    [200, "/v1/departments/dept_hr/history?client=a-one", asClient],
    [403, "/v1/departments/dept_finance/history?client=a-one&source=recorded", asClient],
    [404, "/v1/departments/none/history"],
  ],
  assignTraining: [
    [201, `/v1/employees/${PERSON}/training-assignments`, { body: { ref: "course-9", row: null } }],
    [200, `/v1/employees/${PERSON}/training-assignments`, { body: { ref: "course-9" } }],
    [400, `/v1/employees/${PERSON}/training-assignments`, { body: "{" }],
    [403, `/v1/employees/${PERSON}/training-assignments`, (b) => ({ body: {}, token: b.token({ scopes: ["read"] }) })],
    [404, "/v1/employees/nobody/training-assignments", { body: {} }],
    [422, `/v1/employees/${PERSON}/training-assignments`, { body: { course: 1 } }],
  ],
  cancelTraining: [
    [200, `/v1/employees/${PERSON}/training-assignments/open`, { method: "DELETE" }],
    [200, `/v1/employees/${PERSON}/training-assignments/open`, { method: "DELETE" }],
    [403, `/v1/employees/${PERSON}/training-assignments/open`, (b) => ({ ...asClient(b), method: "DELETE" })],
    [404, `/v1/employees/${PERSON}/training-assignments/none`, { method: "DELETE" }],
    [409, `/v1/employees/${PERSON}/training-assignments/completed`, { method: "DELETE" }],
  ],
  ingestEvents: [
    [200, "/v1/events", { body: { events: [event] } }],
    [400, "/v1/events", { body: "[" }],
    [403, "/v1/events", (b) => ({ body: { events: [event] }, token: b.token({ scopes: ["read"] }) })],
    [413, "/v1/events", { body: " ".repeat(1_100_000) }],
    [422, "/v1/events", { body: { events: [{ ...event, type: "sneezed" }] } }],
  ],
  stream: [[200, "/v1/stream"]],
};

describe("the description", () => {
  it("is what src/data/api-types.ts was generated from", async () => {
    const file = await readFile(new URL("../../../src/data/api-types.ts", import.meta.url), "utf8");
    assert.equal(file, await generateTypes(), "run `node demo/server/openapi.mjs`");
  });

  it("names the engine's models and event types, every one", () => {
    const { enum: names } = strict.resolve(description.components.parameters["model"]!).schema;
    assert.deepEqual(
      names,
      models.map(({ id }) => id),
    );
    assert.deepEqual(description.components.schemas["EventType"]!.enum, [...EVENT_TYPES]);
  });

  it("allows every window that elements ask for", () => {
    const { minimum, maximum } = strict.resolve(description.components.parameters["window"]!).schema;
    assert.deepEqual([minimum, maximum], [1, LONGEST]);
  });

  it("has examples that fit, among them the published specification's own", () => {
    const examples = Object.values(description.components.responses).flatMap(({ content = {} }) =>
      Object.values(content).flatMap(({ schema, examples = {} }) =>
        Object.values(examples).map(({ value }) => ({ schema, value })),
      ),
    );
    for (const { schema, value } of examples) assert.deepEqual(strict.check(schema, value), []);
    const published = [
      { employee_id: "usr_abc123", score: 67, band: "elevated", last_updated: "2025-04-14T09:22:00Z" },
      { department_id: "dept_finance", name: "Finance", employee_count: 42, average_score: 54, trend: "improving" },
    ];
    for (const own of published) {
      assert.ok(examples.some(({ value }) => Object.entries(own).every(([k, v]) => (value as never)[k] === v)));
    }
  });
});

await onEveryDatabase((databases) => {
  let bench: Bench;
  before(async () => {
    bench = await makeBench(databases, { books: { a: bookA() } });
    for (const [id, type] of [
      ["open", "training_assigned"],
      ["completed", "training_assigned"],
      ["completion", "training_completed"],
    ] as const) {
      const body = { id, type, at: bench.now - 1000, ref: id.slice(0, 7) };
      await bench.db.query("insert into events (tenant_id, id, person_id, body) values ('a', $1, $2, $3::jsonb)", [
        ...[id, PERSON],
        JSON.stringify(body),
      ]);
      if (type === "training_completed") continue;
      await bench.db.query(
        `insert into assignments (tenant_id, id, person_id, ref, row_id, automatic, at)
         values ('a', $1, $2, $3, null, false, $4::float8::bigint)`,
        [id, PERSON, id.slice(0, 7), body.at],
      );
    }
  });
  after(() => bench.close());

  it("has the server's operations, and the server has its own", () => {
    const served = new Set(
      bench
        .routes()
        .filter(({ method, path }) => method !== "ALL" && path.startsWith("/v1/"))
        .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`),
    );
    const described = [...operations.values()].map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual([...served].sort(), described.sort());
    assert.deepEqual(Object.keys(CALLS).sort(), [...operations.keys()].sort());
  });

  for (const [id, { operation }] of operations) {
    it(`${id} answers as described`, async () => {
      for (const [status, path, options] of CALLS[id] ?? []) {
        const asked = typeof options === "function" ? options(bench) : options;
        const answer = await bench.call(path, asked);
        await checkAnswer(operation, answer, status, path);
      }
      const [, path, options] = CALLS[id]![0]!;
      const asked = typeof options === "function" ? options(bench) : (options ?? {});
      await checkAnswer(operation, await bench.call(path, { ...asked, token: null }), 401, path);
    });
  }

  async function checkAnswer(operation: Operation, answer: Response, status: number, path: string): Promise<void> {
    const where = `${operation.operationId} ${path}`;
    const type = (answer.headers.get("Content-Type") ?? "").split(";")[0]!;
    if (type === "text/event-stream") {
      assert.ok(operation.responses["200"]?.content?.[type], where);
      await answer.body?.cancel();
      return;
    }
    const text = await answer.text();
    assert.equal(answer.status, status, `${where}: ${text.slice(0, 300)}`);
    const found = operation.responses[String(status)];
    assert.ok(found, `${where}: ${status} is not in the description`);
    const { content = {}, headers = {} } = strict.resolve(found);
    for (const name of Object.keys(headers)) assert.ok(answer.headers.get(name), `${where}: no ${name}`);
    if (Object.keys(content).length === 0) return assert.equal(text, "", where);
    assert.ok(content[type], `${where}: ${type} is not in the description`);
    assert.deepEqual(strict.check(content[type].schema, JSON.parse(text)), [], where);
  }

  for (const [id, { parameters }] of operations) {
    const query = parameters.filter((parameter) => parameter.in === "query");
    if (query.length === 0) continue;
    it(`${id} takes and refuses the parameters that are described`, async () => {
      const [, path] = CALLS[id]!.find(([status]) => status === 200)!;
      for (const parameter of query) {
        const schema = strict.resolve(parameter.schema);
        for (const value of samples(schema)) {
          const url = new URL(path, "http://localhost");
          url.searchParams.set(parameter.name, value);
          const answer = await bench.call(url.pathname + url.search);
          const fits = reader.check(schema, parsed(schema, value)).length === 0;
          const where = `${parameter.name}=${value.slice(0, 40)} → ${answer.status} ${(await answer.clone().text()).slice(0, 200)}`;
          // A value that fits may still name nothing that there is.
          if (fits)
            assert.ok([200, 404].includes(answer.status) || ["band", "cursor", "from"].includes(parameter.name), where);
          else {
            assert.equal(answer.status, 400, where);
            const problem = (await answer.json()) as {
              errors: Array<{ path: string; expected: string; found: string }>;
            };
            assert.equal(problem.errors[0]!.path, parameter.name, where);
            assert.ok(problem.errors[0]!.expected && problem.errors[0]!.found, where);
          }
        }
      }
    });
  }

  it("takes exactly the bodies that are described, and stores nothing of the others", async () => {
    const seed = 20261123;
    const next = random(seed);
    const schema = operations.get("ingestEvents")!.operation.requestBody!.content["application/json"]!.schema;
    const training = operations.get("assignTraining")!.operation.requestBody!.content["application/json"]!.schema;
    const stored = async (): Promise<number> =>
      (await bench.db.query<{ n: number }>("select count(*)::float8 as n from events"))[0]!.n;
    let refused = 0;
    for (let i = 0; i < 300; i++) {
      const before = await stored();
      const body = { events: [{ ...event, id: `body-${i}`, ...mutation(next) }] };
      const answer = await bench.call("/v1/events", { body });
      const faults = reader.check(schema, JSON.parse(JSON.stringify(body)));
      // The description cannot say which times are real days, nor who exists.
      const said = `seed ${seed}, ${i}: ${JSON.stringify(body)} → ${answer.status} ${await answer.clone().text()}`;
      if (faults.length > 0) {
        assert.equal(answer.status, 422, said);
        const { errors } = (await answer.json()) as { errors: Array<{ path: string; message: string }> };
        assert.ok(errors[0]!.path.startsWith("events") && errors[0]!.message.includes("expected"), said);
        assert.equal(await stored(), before, said);
        refused++;
      } else assert.ok(answer.status === 200 || answer.status === 422, said);
    }
    assert.ok(refused > 100, `${refused} of 300 were refused`);
    for (const [body, status] of [
      [{}, 201],
      [{ row: "training" }, 201],
      [{ row: "" }, 422],
      [{ ref: "" }, 422],
      [{ ref: "x".repeat(201) }, 422],
      [{ ref: "a\u0000b" }, 422],
      [{ ref: 5 }, 422],
      [[], 422],
      [null, 422],
    ] as const) {
      const answer = await bench.call(`/v1/employees/${PERSON}/training-assignments`, { body });
      assert.equal(answer.status, status, JSON.stringify(body));
      assert.equal(reader.check(training, body).length > 0, status === 422, JSON.stringify(body));
    }
  });

  it("says of a bad body where, what was found and what was expected", async () => {
    const events = [event, { ...event, id: 7, at: "2026-02-30T00:00:00Z", extra: true }];
    const answer = await bench.call("/v1/events", { body: { events } });
    assert.equal(answer.status, 422);
    assert.equal(answer.headers.get("Content-Type"), "application/problem+json");
    const { errors } = (await answer.json()) as { errors: Array<{ path: string; message: string }> };
    assert.deepEqual(
      errors.map(({ path }) => path),
      ["events[1].id", "events[1].at", "events[1].extra"],
    );
    assert.match(
      errors[1]!.message,
      /^events\[1\]\.at: "2026-02-30T00:00:00Z" \(string\); expected epoch milliseconds/,
    );
  });
});

/** Values that fit a parameter and values that do not, as text. */
function samples(schema: Schema): string[] {
  const out = [
    "0",
    "-1",
    "1.5",
    "1e3",
    "abc",
    "null",
    "x".repeat(250),
    "é\u0000",
    "2026-11-01T00:00:00Z",
    "2026-11-01",
  ];
  for (const value of schema.enum ?? []) out.push(String(value));
  if (schema.minimum !== undefined) out.push(`${schema.minimum}`, `${schema.minimum - 1}`);
  if (schema.maximum !== undefined) out.push(`${schema.maximum}`, `${schema.maximum + 1}`);
  if (schema.maxLength !== undefined) out.push("y".repeat(schema.maxLength + 1));
  return out;
}

/** Text in a query stands for a number where the schema wants one. */
function parsed(schema: Schema, text: string): unknown {
  return schema.type === "integer" && /^\d+$/.test(text) ? Number(text) : text;
}

const VALUES: readonly unknown[] = [
  ...["", "x", "x".repeat(200), "x".repeat(201), "\u0000", "tab\there", "\ud800", "𝒳".repeat(200), "simulation_sent"],
  ...[0, 1, 0.5, -0.1, 1.1, 1e12, 1e300, -5, true, false, null, [], {}, [1]],
  ...["2026-11-20T10:00:00Z", "2026-11-20T10:00:00+02:00", PERSON, "__proto__"],
];

/** One field of an event, something else than it was. */
function mutation(next: () => number): Record<string, unknown> {
  const fields = ["id", "employee_id", "type", "at", "ref", "score", "scored", "disputed", "extra", "__proto__x"];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  return { [pick(fields)]: pick(VALUES) };
}
