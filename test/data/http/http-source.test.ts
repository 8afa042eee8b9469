import { expect } from "@open-wc/testing";
import { createHttpSource } from "../../../src/data/http/http-source.js";
import type { RiskDataSource, SourceError } from "../../../src/data/source.js";
import { Clock, json, Network, status, trickle, type Answer } from "../../support/virtual.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 9);
const { signal } = new AbortController();

function over(answer: Answer) {
  const clock = new Clock();
  const network = new Network(clock, answer);
  const source = createHttpSource({
    base: "https://api.test/risk",
    fetch: network.fetch,
    now: clock.now,
    wait: clock.wait,
    random: () => 0,
  });
  /** What a question comes to: its answer, or the code of its refusal. */
  const settle = async <T>(question: Promise<T>): Promise<T | string> => {
    const settled = question.catch((error: SourceError) => error.code as string);
    await clock.pass(1);
    return settled;
  };
  const asked = (): string[] =>
    network.calls.map(({ method, url }) => `${method} ${decodeURIComponent(url.replace("https://api.test/risk", ""))}`);
  return { clock, network, source, settle, asked };
}

const OPTIONS = { signal, asOf: NOW, model: "moxso", window: 30 };
const SCORING = "as_of=2026-11-23T09:00:00.000Z&model=moxso&window=30";
const link = { url: "https://files.test/r.pdf", expires_at: "soon", format: "pdf", period: "monthly" };

describe("an id that an address drops or climbs by", () => {
  for (const name of ["", ".", ".."])
    it(`is nobody's, and nothing is asked for: "${name}"`, async () => {
      const { source, settle, asked } = over(() => json({ employee_id: name, client_id: name, department_id: name }));
      const questions: Array<() => Promise<unknown>> = [
        () => source.person(name, { signal }),
        () => source.person(name, { signal, record: true }),
        () => source.client(name, { signal }),
        () => source.department(name, { signal }),
        () => source.history!({ kind: "person", id: name }, { from: 0, to: NOW }, { signal }),
        () => source.assignTraining!(name, { row: null }, { signal }),
      ];
      for (const question of questions) expect(await settle(question())).to.equal("not-found");
      expect(asked()).to.deep.equal([]);
    });
  it("is only such a one: others have dots as they like", async () => {
    const { source, settle, asked } = over(() => json({ employee_id: "a" }));
    for (const name of ["...", ".a", "a.", "a.b"]) await settle(source.person(name, { signal }));
    expect(asked()).to.have.length(4);
  });
});

describe("the HTTP API is followed", () => {
  it("on its stream, until that is ended", async () => {
    const text = 'event: score\ndata: {"employee_id":"a","client_id":"c"}\n\n';
    const { source, clock, network, asked } = over(
      () => new Response(trickle(clock, [[10, text]], false), { headers: { "content-type": "text/event-stream" } }),
    );
    const told: unknown[] = [];
    const end = source.subscribe!((change) => told.push(change));
    await clock.pass(100);
    expect(asked()).to.deep.equal(["GET /v1/stream"]);
    expect(network.calls[0]!.headers.accept).to.equal("text/event-stream");
    expect(told).to.deep.equal([{ person: "a", client: "c" }]);
    end();
    await clock.pass(100_000);
    expect([network.calls.length, clock.timers.size]).to.deep.equal([1, 0]);
  });
});

describe("the HTTP API is asked", () => {
  const cases: ReadonlyArray<[string, unknown, (source: RiskDataSource) => Promise<unknown> | undefined, string]> = [
    ["for a score", { employee_id: "a" }, (s) => s.person("a b", OPTIONS), `/v1/employees/a b/risk-score?${SCORING}`],
    ["for a record", { id: "a" }, (s) => s.person("a", { ...OPTIONS, record: true }), "/v1/employees/a"],
    ["for a client", { client_id: "c" }, (s) => s.client("c", OPTIONS), `/v1/clients/c/risk-summary?${SCORING}`],
    [
      "for a department of a client",
      { department_id: "d" },
      (s) => s.department("d", { ...OPTIONS, client: "c" }),
      `/v1/departments/d/risk-summary?${SCORING}&client=c`,
    ],
    [
      "for a department of any",
      { department_id: "d" },
      (s) => s.department("d", { signal }),
      "/v1/departments/d/risk-summary",
    ],
    ["for clients", { clients: [] }, (s) => s.clients({}, OPTIONS), `/v1/clients?${SCORING}&limit=500`],
    [
      "for clients with their past",
      { clients: [] },
      (s) => s.clients({ history: true }, { signal }),
      "/v1/clients?include=history&limit=500",
    ],
    [
      "for people of a department",
      { employees: [] },
      (s) => s.people({ client: "c", department: "d" }, OPTIONS),
      `/v1/employees?${SCORING}&client=c&department=d&limit=500`,
    ],
    [
      "with a date as it was given, and not for the window that is the API's own",
      { employees: [] },
      (s) => s.people({}, { signal, asOf: "2026-01-01T00:00:00Z", window: 90 }),
      "/v1/employees?as_of=2026-01-01T00:00:00Z&limit=500",
    ],
    [
      "for a person's past, with as many points as a line needs",
      { points: [] },
      (s) => s.history!({ kind: "person", id: "a", client: "c" }, { from: NOW - 60 * DAY, to: NOW }, OPTIONS),
      "/v1/employees/a/history?from=2026-09-24T09:00:00.000Z&to=2026-11-23T09:00:00.000Z&model=moxso&step=1",
    ],
    [
      "for a client's past, a point every so many days",
      { points: [] },
      (s) => s.history!({ kind: "client", id: "c", client: "x" }, { from: NOW - 61 * DAY, to: NOW }, { signal }),
      "/v1/clients/c/history?from=2026-09-23T09:00:00.000Z&to=2026-11-23T09:00:00.000Z&step=2",
    ],
    [
      "for a department's past in its client",
      { points: [] },
      (s) => s.history!({ kind: "department", id: "d", client: "c" }, { from: NOW, to: NOW }, { signal }),
      "/v1/departments/d/history?from=2026-11-23T09:00:00.000Z&to=2026-11-23T09:00:00.000Z&step=1&client=c",
    ],
    [
      "for the past of a hundred years, with steps as long as the API takes",
      { points: [] },
      (s) => s.history!({ kind: "client", id: "c" }, { from: NOW - 36_525 * DAY, to: NOW }, { signal }),
      "/v1/clients/c/history?from=1926-11-23T09:00:00.000Z&to=2026-11-23T09:00:00.000Z&step=92",
    ],
    [
      "for a report",
      link,
      (s) => s.report!({ format: "pdf", period: "monthly", client: "c" }, OPTIONS),
      "/v1/reports/human-risk?format=pdf&period=monthly&client=c&as_of=2026-11-23T09:00:00.000Z&model=moxso",
    ],
  ];
  for (const [name, body, ask, url] of cases) {
    it(name, async () => {
      const { source, settle, asked } = over(() => json(body));
      const answer = await settle(ask(source)!);
      expect(asked()).to.deep.equal([`GET ${url}`]);
      if (!url.includes("limit=")) expect(answer).to.deep.equal(body);
    });
    it(`${name}: a list, or nothing of it, is no answer`, async () => {
      for (const wrong of [[], {}, "text", null, 7]) {
        // Anything that is an object may be a person.
        if (
          /employees\/a/.test(url) &&
          !url.includes("history") &&
          !Array.isArray(wrong) &&
          typeof wrong === "object" &&
          wrong
        )
          continue;
        const { source, settle } = over(() => json(wrong));
        expect(await settle(ask(source)!), JSON.stringify(wrong)).to.equal("bad-response");
      }
    });
  }
});

describe("lists of the HTTP API", () => {
  it("are read to their end, told page by page and whole at last", async () => {
    const pages: Record<string, object> = {
      "": { employees: [1, 2], next_cursor: "b", total: 3 },
      b: { employees: [3], next_cursor: "", total: 3 },
    };
    const { source, settle, asked } = over(({ url }) => json(pages[new URL(url).searchParams.get("cursor") ?? ""]));
    const told: unknown[] = [];
    const people = await settle(source.people({}, { signal, progress: (soFar) => void told.push(soFar) }));
    expect(people).to.deep.equal({ employees: [1, 2, 3], next_cursor: null, total: 3 });
    expect(told).to.deep.equal([{ employees: [1, 2], next_cursor: null, total: 3 }]);
    expect(asked()).to.deep.equal(["GET /v1/employees?limit=500", "GET /v1/employees?limit=500&cursor=b"]);
  });

  it("whose cursor comes again end there, with what came", async () => {
    let n = 0;
    const { source, settle, network } = over(() => json({ clients: [++n], next_cursor: n % 2 ? "x" : "y" }));
    expect(await settle(source.clients({}, { signal }))).to.deep.equal({ clients: [1, 2, 3], next_cursor: null });
    expect(network.calls).to.have.length(3);
  });

  it("of a service that passes cursors over are its one page", async () => {
    let n = 0;
    for (const next of [() => "x", () => `x${n++}`]) {
      for (const [list, key] of [
        ["employees", "employee_id"],
        ["clients", "client_id"],
        ["clients", "id"],
      ] as const) {
        const { source, settle, network } = over(() =>
          json({ [list]: [{ [key]: "a", at: n++ }, { [key]: "b" }], next_cursor: next() }),
        );
        const answer = await settle<unknown>(source[list === "clients" ? list : "people"]({}, { signal }));
        expect((answer as Record<string, unknown[]>)[list]).to.have.length(2);
        expect(network.calls).to.have.length(2);
      }
    }
  });

  it("of one client are its people, page after page", async () => {
    let n = 0;
    const { source, settle } = over(() =>
      json({ employees: [{ client_id: "c", employee_id: n++ }], next_cursor: n < 3 ? n : null }),
    );
    const { employees } = (await settle(source.people({}, { signal }))) as unknown as { employees: unknown[] };
    expect(employees).to.have.length(3);
  });

  it("whose first people have one id in two clients go on", async () => {
    const of = (client_id: string, next_cursor: string | null): unknown => ({
      employees: [{ client_id, employee_id: "1" }],
      next_cursor,
    });
    const { source, settle } = over(({ url }) => json(url.includes("cursor") ? of("b", null) : of("a", "x")));
    const { employees } = (await settle(source.people({}, { signal }))) as { employees: unknown[] };
    expect(employees).to.have.length(2);
  });

  it("may have an empty page in between", async () => {
    const pages: Record<string, unknown> = {
      "": { employees: [1], next_cursor: "b" },
      b: { employees: [], next_cursor: "c" },
      c: { employees: [], next_cursor: "d" },
      d: { employees: [2], next_cursor: null },
    };
    const { source, settle } = over(({ url }) => json(pages[new URL(url).searchParams.get("cursor") ?? ""]));
    expect(await settle(source.people({}, { signal }))).to.deep.equal({ employees: [1, 2], next_cursor: null });
  });

  it("that are no more than a list are told from what was expected", async () => {
    const { source, clock } = over(() => json([{ client_id: "c" }]));
    const said = source.clients({}, { signal }).catch((error: Error) => error.message);
    await clock.pass(1);
    expect(await said).to.equal("data: a list; expected an object with clients.");
  });

  for (const [code, expected] of [
    [404, "not-supported"],
    [405, "not-supported"],
    [403, "no-access"],
  ] as const) {
    it(`that answer ${code} are ${expected}`, async () => {
      const { source, settle } = over(() => status(code));
      expect(await settle(source.people({}, { signal }))).to.equal(expected);
      expect(await settle(source.clients({}, { signal }))).to.equal(expected);
      expect(await settle(source.report!({ format: "pdf", period: "monthly" }, { signal }))).to.equal(expected);
      if (code === 404) expect(await settle(source.person("a", { signal }))).to.equal("not-found");
    });
  }
});

describe("reports of the HTTP API", () => {
  const report = async (body: unknown): Promise<unknown> => {
    const { source, settle } = over(() => json(body));
    return settle(source.report!({ format: "html", period: "quarterly" }, { signal }));
  };
  it("lead where they say, from where the API is", async () => {
    expect(await report({ url: "http://files.test/a b" })).to.deep.equal({
      format: "html",
      period: "quarterly",
      expires_at: "",
      url: "http://files.test/a%20b",
    });
    expect(await report({ ...link, url: "r/1.pdf" })).to.deep.equal({ ...link, url: "https://api.test/risk/r/1.pdf" });
  });
  for (const url of ["ftp://files.test/", "xhttp://files.test/", "httpsx:a", "http://:bad", ""]) {
    it(`do not lead to ${JSON.stringify(url)}`, async () => expect(await report({ url })).to.equal("bad-response"));
  }
});

describe("training by the HTTP API", () => {
  const request = { row: "training", ref: "course" };

  const nothing: Record<string, () => Response> = {
    "204": () => new Response(null, { status: 204 }),
    "202 and nothing": () => new Response("", { status: 202 }),
    "200 and nothing": () => new Response(null),
    "201 and nothing, called JSON": () =>
      new Response("", { status: 201, headers: { "content-type": "application/json" } }),
    "201 and a word": () => new Response("Created", { status: 201, headers: { "content-type": "text/plain" } }),
  };
  for (const [name, answer] of Object.entries(nothing))
    it(`is assigned where the API has nothing to say to it (${name}); a question has to be answered`, async () => {
      const { source, settle } = over(answer);
      expect(await settle(source.assignTraining!("a", { row: null }, { signal }))).to.equal(null);
      expect(await settle(source.person("a", { signal }))).to.equal("bad-response");
    });

  it("is not where what answers with 200 is no such API, and not offered where it has no such path", async () => {
    const login = (): Response => new Response("<html>", { headers: { "content-type": "text/html" } });
    for (const [answer, code] of [
      [login, "bad-response"],
      [() => status(404), "not-supported"],
    ] as const) {
      const { source, settle } = over(answer);
      expect(await settle(source.assignTraining!("a", { row: null }, { signal }))).to.equal(code);
    }
  });

  it("is assigned, and taken back by what it was assigned as, once", async () => {
    const { source, settle, asked, network } = over(({ method }) =>
      method === "POST" ? json({ assignment_id: "t/1", created: true }) : json({ gone: true }),
    );
    expect(await settle(source.assignTraining!("a", request, { signal }))).to.deep.include({ assignment_id: "t/1" });
    expect(JSON.parse(network.calls[0]!.body!)).to.deep.equal(request);
    for (const [person, other] of [
      ["b", request],
      ["a", { ...request, row: null }],
      ["a", { ...request, ref: "other" }],
    ] as const)
      expect(await settle(source.cancelTraining!(person, other, { signal }))).to.equal("not-found");
    expect(await settle(source.cancelTraining!("a", request, { signal }))).to.deep.equal({ gone: true });
    expect(await settle(source.cancelTraining!("a", request, { signal }))).to.equal("not-found");
    expect(asked()).to.deep.equal([
      "POST /v1/employees/a/training-assignments",
      "DELETE /v1/employees/a/training-assignments/t/1",
    ]);
  });

  it("stays to be taken back where that failed", async () => {
    let code = 403;
    const { source, settle } = over(({ method }) =>
      method === "POST" ? json({ assignment_id: "t" }) : code === 200 ? json({}) : status(code),
    );
    await settle(source.assignTraining!("a", request, { signal }));
    expect(await settle(source.cancelTraining!("a", request, { signal }))).to.equal("no-access");
    code = 200;
    expect(await settle(source.cancelTraining!("a", request, { signal }))).to.deep.equal({});
  });

  for (const made of [{ assignment_id: "t", created: false }, { assignment_id: 7 }, { id: "t" }, null]) {
    it(`that was ${JSON.stringify(made)} is not ours to take back`, async () => {
      const { source, settle } = over(() => json(made));
      await settle(source.assignTraining!("a", request, { signal }));
      expect(await settle(source.cancelTraining!("a", request, { signal }))).to.equal("not-found");
    });
  }
});
