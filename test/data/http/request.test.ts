import { expect } from "@open-wc/testing";
import { retryAfter } from "../../../src/data/http/refusal.js";
import { HttpClient, surroundings, wait, type HttpOptions } from "../../../src/data/http/request.js";
import { SourceError } from "../../../src/data/source.js";
import { Clock, flushBodies, json, Network, status, trickle, type Answer } from "../../support/virtual.js";

const BASE = "https://api.example.test/tenant";
const none = new AbortController().signal;

function make(answer: Answer, options: Partial<HttpOptions> = {}) {
  const clock = new Clock();
  const network = new Network(clock, answer);
  const client = new HttpClient({
    base: BASE,
    fetch: network.fetch,
    now: clock.now,
    wait: clock.wait,
    random: () => 0,
    ...options,
  });
  const get = (path = "v1/x", signal = none) => client.get(client.url(path), signal);
  return { clock, network, client, get };
}

/** What a promise came to, without waiting for it. */
function outcome<T>(promise: Promise<T>) {
  const state: { done: boolean; value?: T; error?: SourceError } = { done: false };
  promise.then(
    (value) => Object.assign(state, { done: true, value }),
    (error: unknown) => Object.assign(state, { done: true, error }),
  );
  return state;
}

const jwt = (claims: object, mark: string): string => `e30.${btoa(JSON.stringify(claims)).replaceAll("=", "")}.${mark}`;

describe("requests: faults", () => {
  const twice: Record<string, Answer> = {
    "a 500": () => status(500),
    "a 502": () => status(502),
    "a 503": () => status(503),
    "a lost connection": () => Promise.reject(new TypeError("Failed to fetch")),
    "a body that breaks off": () =>
      new Response(
        new ReadableStream({
          start: (c) => (c.enqueue(new TextEncoder().encode('{"a":')), c.error(new TypeError("lost"))),
        }),
        { headers: { "content-type": "application/json" } },
      ),
  };
  for (const [name, fault] of Object.entries(twice)) {
    it(`${name} is tried again, with a growing pause`, async () => {
      let n = 0;
      const { clock, network, get } = make((call, signal) => (n++ < 2 ? fault(call, signal) : json({ ok: 1 })));
      const start = clock.time;
      const result = outcome(get());
      await clock.pass(60_000);
      expect(result.value).to.deep.equal({ ok: 1 });
      expect(network.calls.map(({ at }) => at - start)).to.deep.equal([0, 500, 1500]);
    });

    it(`${name} that stays ends in an error after 4 tries`, async () => {
      const { clock, network, get } = make(fault);
      const result = outcome(get());
      await clock.pass(120_000);
      expect(network.calls).to.have.length(4);
      expect(result.error).to.be.instanceOf(SourceError);
      expect(result.error!.code).to.be.oneOf(["server", "network"]);
      expect(result.error!.retryable).to.equal(true);
      expect(clock.timers.size).to.equal(0);
    });
  }

  it("jitter spreads the pauses between one and two of them", async () => {
    const { clock, network, get } = make(() => status(500), { random: () => 0.999 });
    const start = clock.time;
    void get().catch(() => {});
    await clock.pass(60_000);
    const gaps = network.calls.slice(1).map(({ at }, i) => at - (i ? network.calls[i]!.at : start));
    expect(gaps.map((gap) => Math.round(gap / 10) * 10)).to.deep.equal([1000, 2000, 4000]);
  });

  const once: Array<[number, string]> = [
    [400, "bad-request"],
    [403, "no-access"],
    [404, "not-found"],
    [405, "not-supported"],
    [410, "not-found"],
    [422, "bad-request"],
    [499, "bad-request"],
    [501, "not-supported"],
  ];
  for (const [code, name] of once) {
    it(`${code} is ${name}, and not tried again`, async () => {
      const { clock, network, get } = make(() => status(code));
      const result = outcome(get());
      await clock.pass(60_000);
      expect(result.error!.code).to.equal(name);
      expect(result.error!.retryable).to.equal(false);
      expect(network.calls).to.have.length(1);
    });
  }

  it("no answer within 10 s is a timeout, and the request is taken back", async () => {
    const { clock, network, get } = make(() => new Promise(() => {}));
    const result = outcome(get());
    await clock.pass(9_999);
    expect(result.done).to.equal(false);
    await clock.pass(1);
    expect(result.error!.code).to.equal("timeout");
    expect(network.calls.map(({ aborted }) => aborted)).to.deep.equal([true]);
  });

  it("JSON goes by three names", async () => {
    for (const type of ["application/json", "application/vnd.x-1+json; charset=utf-8", "text/json;charset=utf-8"]) {
      const { clock, get } = make(() => new Response("{}", { headers: { "content-type": type } }));
      const result = outcome(get());
      await clock.pass(1);
      expect(result.value, type).to.deep.equal({});
    }
  });

  it("a body that trickles in longer than that is a timeout too", async () => {
    const { clock, get } = make(() => {
      const pieces = Array.from({ length: 40 }, (): [number, string] => [1000, " "]);
      return new Response(trickle(clock, pieces), { headers: { "content-type": "application/json" } });
    });
    const result = outcome(get());
    await clock.pass(10_000);
    expect(result.error!.code).to.equal("timeout");
  });

  it("a body that trickles in in time is a value", async () => {
    const { clock, get } = make(
      () =>
        new Response(
          trickle(clock, [
            [1000, '{"a'],
            [2000, '":1'],
            [3000, "}"],
          ]),
          { headers: { "content-type": "application/json" } },
        ),
    );
    const result = outcome(get());
    await clock.pass(7_000);
    expect(result.value).to.deep.equal({ a: 1 });
  });

  it("a login page with 200 is no answer", async () => {
    const { clock, network, get } = make(
      () => new Response("<html>Sign in", { headers: { "content-type": "text/html" } }),
    );
    const result = outcome(get());
    await clock.pass(60_000);
    expect(result.error!.code).to.equal("bad-response");
    expect(result.error!.message).to.equal(
      "https://api.example.test/tenant/v1/x answered with text/html; expected JSON.",
    );
    expect(network.calls).to.have.length(1);
  });

  for (const [name, response] of Object.entries({
    "cut off": () => new Response('{"a": [1, 2', { headers: { "content-type": "application/json" } }),
    empty: () => new Response("", { headers: { "content-type": "application/json" } }),
    "without a type": () => new Response(new Blob(["{}"])),
    "204": () => new Response(null, { status: 204 }),
  })) {
    it(`a body that is ${name} is no answer`, async () => {
      const { clock, get } = make(response);
      const result = outcome(get());
      await clock.pass(60_000);
      expect(result.error!.code).to.equal("bad-response");
    });
  }

  it("a type that only ends like JSON is no answer", async () => {
    const { clock, get } = make(() => new Response("{}", { headers: { "content-type": "text/application/json" } }));
    const result = outcome(get());
    await clock.pass(60_000);
    expect(result.error!.code).to.equal("bad-response");
  });

  for (const code of [300, 302, 308, 399])
    it(`a ${code} that is seen as such is refused like one that is not, whatever it answers`, async () => {
      for (const method of ["GET", "DELETE"]) {
        const { clock, network, client, get } = make(() => json({}, { status: code }));
        const result = outcome(method === "GET" ? get() : client.delete(client.url("v1/x"), none));
        await clock.pass(60_000);
        expect(result.error!.code).to.equal("redirect");
        expect(result.error!.message).to.equal(`${BASE}/v1/x redirects elsewhere; that was refused.`);
        expect(network.calls).to.have.length(1);
      }
    });

  const says: Array<[string, Answer, string]> = [
    ["a lost connection", () => Promise.reject(new TypeError("Failed to fetch")), "could not be reached."],
    ["no answer in time", () => new Promise<Response>(() => {}), "did not answer within 10 s."],
    ["a refusal", () => status(404), "answered 404."],
    ["a 304 for nothing", () => new Response(null, { status: 304 }), "answered 304 to a question that was not asked."],
    ["no type", () => new Response(new Blob(["{}"])), "answered with nothing; expected JSON."],
    [
      "a type of any length",
      () => new Response("", { headers: { "content-type": `text/${"x".repeat(900)}; charset=utf-8` } }),
      `answered with text/${"x".repeat(55)}; expected JSON.`,
    ],
    [
      "half a body",
      () => new Response("{", { headers: { "content-type": "application/json" } }),
      "answered with JSON that is cut off or not valid.",
    ],
  ];
  for (const [name, answer, words] of says)
    it(`${name}: the error says which address, and what it did`, async () => {
      const { clock, client } = make(answer);
      const result = outcome(client.get(client.url("v1/x", { secret: "s" }), none));
      await clock.pass(120_000);
      expect(result.error!.message).to.equal(`${BASE}/v1/x ${words}`);
    });

  it("what is sent and asked for is JSON, past the browser's cache, and no redirect is followed", async () => {
    const asked: RequestInit[] = [];
    const { clock, network } = make(() => json({}));
    const { client, get } = make(() => json({}), {
      fetch: (url, init) => (asked.push(init!), network.fetch(url, init)),
    });
    void get();
    void client.post(client.url("v1/x"), { a: 1 }, none);
    await clock.pass(10);
    expect(asked.map(({ method, cache, redirect }) => [method, cache, redirect])).to.deep.equal([
      ["GET", "no-store", "manual"],
      ["POST", "no-store", "manual"],
    ]);
    const post = network.calls.find(({ method }) => method === "POST")!;
    expect(post.body).to.equal('{"a":1}');
    expect(post.headers).to.include({ "content-type": "application/json", accept: "application/json" });
  });

  it("a redirect out of the page's origin is refused, and not followed", async () => {
    const opaque = {
      type: "opaqueredirect",
      status: 0,
      ok: false,
      headers: new Headers(),
      body: null,
    } as unknown as Response;
    const { clock, network, get } = make(() => opaque);
    const result = outcome(get());
    await clock.pass(60_000);
    expect(result.error!.code).to.equal("redirect");
    expect(result.error!.retryable).to.equal(false);
    expect(network.calls).to.have.length(1);
  });
});

describe("requests: Retry-After", () => {
  it("reads seconds and dates, and nothing else", () => {
    const now = Date.parse("2026-11-23T09:12:00Z");
    expect(retryAfter("7", now)).to.equal(7000);
    expect(retryAfter(" 0 ", now)).to.equal(0);
    expect(retryAfter("Mon, 23 Nov 2026 09:12:05 GMT", now)).to.equal(5000);
    expect(retryAfter("Mon, 23 Nov 2026 09:11:05 GMT", now)).to.equal(0);
    for (const value of [null, "", "soon", "-5", "1.5", "2026-11-23", "Infinity"])
      expect(retryAfter(value, now), `${value}`).to.equal(null);
  });

  for (const [code, form, value] of [
    [429, "seconds", "7"],
    [429, "a date", "Mon, 23 Nov 2026 09:12:07 GMT"],
    [503, "seconds", "7"],
  ] as const) {
    it(`${code} with ${form} is obeyed`, async () => {
      let n = 0;
      const { clock, network, get } = make(() => (n++ ? json(1) : status(code, { "retry-after": value })));
      const result = outcome(get());
      await clock.pass(6_999);
      expect(network.calls).to.have.length(1);
      await clock.pass(1);
      expect(result.value).to.equal(1);
    });
  }

  it("a date is so long after the service's own clock, whatever the reader's says", async () => {
    let n = 0;
    const ahead = { "retry-after": "Mon, 23 Nov 2026 10:12:07 GMT", date: "Mon, 23 Nov 2026 10:12:00 GMT" };
    const { clock, network, get } = make(() => (n++ ? json(1) : status(429, ahead)));
    const result = outcome(get());
    await clock.pass(6_999);
    expect(network.calls).to.have.length(1);
    await clock.pass(1);
    expect(result.value).to.equal(1);
  });

  for (const [what, value] of [
    ["nothing to wait", "0"],
    ["a date that is over", "Mon, 23 Nov 2026 09:11:00 GMT"],
  ] as const)
    it(`${what}: it is tried again with the pauses of other faults, not four times at once`, async () => {
      const { clock, network, get } = make(() => status(429, { "retry-after": value }));
      const result = outcome(get());
      await clock.pass(499);
      expect(network.calls).to.have.length(1);
      await clock.pass(10_000);
      expect([network.calls.length, result.error!.code]).to.deep.equal([4, "rate-limited"]);
    });

  it("of another fault is not", async () => {
    let n = 0;
    const { clock, get } = make(() => (n++ ? json(1) : status(500, { "retry-after": "100" })));
    const result = outcome(get());
    await clock.pass(3_000);
    expect(result.value).to.equal(1);
  });

  it("what others ask for meanwhile waits as well", async () => {
    let n = 0;
    const { clock, network, get } = make(() => (n++ ? json(1) : status(429, { "retry-after": "7" })));
    void get("v1/a");
    await clock.pass(1_000);
    const other = outcome(get("v1/b"));
    await clock.pass(5_999);
    expect(network.calls).to.have.length(1);
    await clock.pass(1);
    expect(other.value).to.equal(1);
  });

  it("a long one is an error at once, and no request goes out before its time", async () => {
    const { clock, network, get } = make(() =>
      network.calls.length > 1 ? json(1) : status(429, { "retry-after": "120" }),
    );
    const result = outcome(get());
    await clock.pass(1);
    expect(result.error!.code).to.equal("rate-limited");
    const early = outcome(get());
    await clock.pass(60_000);
    expect(early.error!.code).to.equal("rate-limited");
    expect(network.calls).to.have.length(1);
    await clock.pass(60_000);
    const late = outcome(get());
    await flushBodies();
    await clock.pass(1);
    expect(late.value).to.equal(1);
  });

  it("holds for streams, and from them", async () => {
    let n = 0;
    const { clock, network, client, get } = make(() => (n++ ? json(1) : status(429, { "retry-after": "7" })));
    const open = () => outcome(client.open(client.url("v1/stream"), {}, none));
    const refused = open();
    await clock.pass(1);
    expect(refused.error!.code).to.equal("rate-limited");
    const [again, other] = [open(), outcome(get())];
    await clock.pass(6_998);
    expect(network.calls).to.have.length(1);
    await clock.pass(1);
    expect([again.value?.status, other.value]).to.deep.equal([200, 1]);
  });

  it("of a stream that is out of service holds nothing else up", async () => {
    let n = 0;
    const { clock, client, get } = make(() => (n++ ? json(1) : status(503, { "retry-after": "7" })));
    const refused = outcome(client.open(client.url("v1/stream"), {}, none));
    const other = outcome(get());
    await clock.pass(1);
    expect([refused.error!.code, other.value]).to.deep.equal(["server", 1]);
  });

  it("no longer than a day, whatever it says", async () => {
    const { clock, network, get } = make(() =>
      network.calls.length > 1 ? json(1) : status(429, { "retry-after": "9".repeat(400) }),
    );
    const result = outcome(get());
    await clock.pass(1);
    expect(result.error!.message).to.match(/for 86400 s/);
    await clock.pass(86_400_000);
    const late = outcome(get());
    await clock.pass(1);
    expect(late.value).to.equal(1);
  });

  it("4 tries at most, however often it is said", async () => {
    const { clock, network, get } = make(() => status(429, { "retry-after": "1" }));
    const result = outcome(get());
    await clock.pass(60_000);
    expect(network.calls).to.have.length(4);
    expect(result.error!.code).to.equal("rate-limited");
  });
});

describe("requests: one for all who ask the same", () => {
  it("forty that ask at once share one", async () => {
    const { clock, network, get } = make(() => json({ n: 1 }));
    const answers = Promise.all(Array.from({ length: 40 }, () => get()));
    await clock.pass(1);
    expect((await answers).every((answer) => (answer as { n: number }).n === 1)).to.equal(true);
    expect(network.calls).to.have.length(1);
  });

  it("others do not share", async () => {
    const { clock, network, get } = make(() => json(1));
    const both = Promise.all([get("v1/a"), get("v1/b")]);
    await clock.pass(1);
    await both;
    expect(network.calls).to.have.length(2);
  });

  it("goes on while one of them stays, and ends when the last one leaves", async () => {
    const { clock, network, get } = make(() => new Promise(() => {}));
    const leavers = [new AbortController(), new AbortController()];
    const results = leavers.map(({ signal }) => outcome(get("v1/x", signal)));
    await flushBodies();
    leavers[0]!.abort();
    await flushBodies();
    expect(results.map(({ done }) => done)).to.deep.equal([true, false]);
    expect(network.calls[0]!.aborted).to.equal(false);
    leavers[1]!.abort();
    await flushBodies();
    expect(network.calls[0]!.aborted).to.equal(true);
    expect(clock.timers.size).to.equal(0);
  });

  it("who comes after the last has left asks anew", async () => {
    const { clock, network, get } = make(() => (network.calls.length > 1 ? json(2) : new Promise(() => {})));
    const leaver = new AbortController();
    const first = outcome(get("v1/x", leaver.signal));
    await flushBodies();
    leaver.abort();
    const second = outcome(get());
    await clock.pass(1);
    expect(first.error).to.not.equal(undefined);
    expect(second.value).to.equal(2);
  });

  it("who has left already is not asked for", async () => {
    const { network, get } = make(() => json(1));
    const leaver = new AbortController();
    leaver.abort();
    const result = outcome(get("v1/x", leaver.signal));
    await flushBodies();
    expect(result.error).to.not.equal(undefined);
    expect(network.calls.filter(({ aborted }) => !aborted)).to.have.length(0);
  });

  it("leaving during a pause ends the pause", async () => {
    const { clock, network, get } = make(() => status(500));
    const leaver = new AbortController();
    const result = outcome(get("v1/x", leaver.signal));
    await clock.pass(100);
    leaver.abort();
    await flushBodies();
    expect(result.done).to.equal(true);
    expect(clock.timers.size).to.equal(0);
    await clock.pass(60_000);
    expect(network.calls).to.have.length(1);
  });
});

describe("requests: ETag", () => {
  it("is sent back, and 304 is the answer that is known", async () => {
    const { clock, network, get } = make(({ headers }) =>
      headers["if-none-match"] === '"a"'
        ? new Response(null, { status: 304 })
        : json({ n: 1 }, { headers: { etag: '"a"' } }),
    );
    const first = outcome(get());
    await clock.pass(1);
    const second = outcome(get());
    await clock.pass(1);
    expect(second.value).to.equal(first.value);
    expect(network.calls.map(({ headers }) => headers["if-none-match"])).to.deep.equal([undefined, '"a"']);
  });

  it("that a service gives and does not let a page send back keeps no answer away", async () => {
    let n = 0;
    const { clock, get } = make(({ headers }) =>
      headers["if-none-match"]
        ? Promise.reject(new TypeError("Failed to fetch"))
        : json(++n, { headers: { etag: `"${n}"` } }),
    );
    for (const expected of [1, 2, 3]) {
      const result = outcome(get());
      await clock.pass(60_000);
      expect(result.value).to.equal(expected);
    }
  });

  it("is kept of the newest three hundred answers", async () => {
    const { clock, network, client } = make(({ url }) => json(url, { headers: { etag: '"a"' } }));
    const ask = async (n: number): Promise<string | undefined> => {
      void client.get(client.url(`v1/${n}`), none);
      await clock.pass(1);
      return network.calls.at(-1)!.headers["if-none-match"];
    };
    for (let n = 0; n <= 300; n++) await ask(n);
    expect(await ask(1), "the oldest that is kept").to.equal('"a"');
    expect(await ask(300)).to.equal('"a"');
    expect(await ask(0), "the first").to.equal(undefined);
  });

  it("of what was sent is not kept: a question at the same address is another", async () => {
    const { clock, network, client, get } = make(({ method }) => json({ method }, { headers: { etag: '"a"' } }));
    void client.post(client.url("v1/x"), {}, none);
    await clock.pass(1);
    const result = outcome(get());
    await clock.pass(1);
    expect(result.value).to.deep.equal({ method: "GET" });
    void client.post(client.url("v1/x"), {}, none);
    await clock.pass(1);
    expect(network.calls.map(({ headers }) => headers["if-none-match"])).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("a 304 to somebody who knows nothing is asked again", async () => {
    let n = 0;
    const { clock, get } = make(() => (n++ ? json(1) : new Response(null, { status: 304 })));
    const result = outcome(get());
    await clock.pass(10_000);
    expect(result.value).to.equal(1);
  });

  it("what another sign-in was answered is not taken for one's own", async () => {
    const tokens = [jwt({ sub: "a", tenant: "t1", exp: 1 }, "s1"), jwt({ sub: "b", tenant: "t2", exp: 2 }, "s2")];
    let told = 0;
    const { clock, network, get } = make(
      ({ headers }) => {
        if (network.calls.length === 2) return status(401);
        return json({ who: headers.authorization }, { headers: { etag: '"same"' } });
      },
      { getToken: () => tokens.shift()!, onSubject: () => told++ },
    );
    void get();
    await clock.pass(1);
    const second = outcome(get());
    await clock.pass(1);
    expect(told).to.equal(1);
    expect(network.calls.at(-1)!.headers["if-none-match"]).to.equal('"same"', "the request was made for the first");
    const third = outcome(get());
    await clock.pass(1);
    expect(second.done && third.done).to.equal(true);
  });
});

describe("requests: a token that stands for someone else", () => {
  const tokens = (): string[] => [jwt({ sub: "a" }, "s1"), jwt({ sub: "b" }, "s2")];
  /** Two ask for x; somebody's question for y makes the next token come, and after that x is asked for once more. */
  async function turn(answer: (late: Promise<void>) => Answer) {
    const given = tokens();
    let let_go = (): void => {};
    const late = new Promise<void>((resolve) => (let_go = resolve));
    const made = make(answer(late), { getToken: () => given.shift()! });
    const before = outcome(made.get("v1/x"));
    await made.clock.pass(1);
    void made.get("v1/y");
    await made.clock.pass(1);
    const after = outcome(made.get("v1/x"));
    await made.clock.pass(1);
    let_go();
    await made.clock.pass(1);
    return { ...made, before, after };
  }
  const who = (headers: Record<string, string>): string => headers.authorization!.slice(-2);

  it("does not share what was asked for with the one before, nor keep its answer", async () => {
    const { clock, network, get, before, after } = await turn((late) => async ({ url, headers }) => {
      if (url.endsWith("y") && who(headers) === "s1") return status(401);
      if (who(headers) === "s1") await late;
      return json({ for: who(headers) }, { headers: { etag: `"${who(headers)}"` } });
    });
    expect(before.value).to.deep.equal({ for: "s1" });
    expect(after.value).to.deep.equal({ for: "s2" });
    void get("v1/x");
    await clock.pass(1);
    expect(network.calls.at(-1)!.headers["if-none-match"]).to.equal('"s2"');
  });
});

describe("requests: ETag, and a new token", () => {
  for (const [what, given, known] of [
    [
      "of the same reader: what was answered before is known with it",
      [1, 2].map((exp) => jwt({ sub: "a", exp }, `s${exp}`)),
      '"a"',
    ],
    ["that cannot be read: what was answered before is not taken for its", ["opaque-1", "opaque-2"], undefined],
  ] as const)
    it(what, async () => {
      const tokens = [...given];
      const { clock, network, get } = make(
        () => (network.calls.length === 2 ? status(401) : json(1, { headers: { etag: '"a"' } })),
        { getToken: () => tokens.shift()! },
      );
      for (const path of ["v1/x", "v1/y", "v1/x"]) {
        void get(path);
        await clock.pass(1);
      }
      const sent = network.calls.map(({ url, headers }) => [url.slice(-1), headers["if-none-match"]]);
      expect(sent).to.deep.equal([
        ["x", undefined],
        ["y", undefined],
        ["y", undefined],
        ["x", known],
      ]);
    });
});

describe("requests: redirects within the page's own origin", () => {
  const moved = (): Response => new Response(null, { status: 302, headers: { location: "/elsewhere" } });
  function own(follow: () => Promise<Response>, method: "get" | "post" = "get") {
    const asked: RequestInit[] = [];
    const client = new HttpClient({
      base: location.origin,
      fetch: (_url, init) => {
        asked.push(init!);
        return init!.redirect === "follow" ? follow() : Promise.resolve(moved());
      },
    });
    const url = client.url("v1/x");
    return { asked, result: outcome(method === "get" ? client.get(url, none) : client.post(url, {}, none)) };
  }

  it("are followed no further than that", async () => {
    const { asked, result } = own(() => Promise.resolve(json({ n: 1 })));
    await flushBodies();
    expect(result.value).to.deep.equal({ n: 1 });
    expect(asked.map(({ redirect, mode }) => [redirect, mode])).to.deep.equal([
      ["manual", undefined],
      ["follow", "same-origin"],
    ]);
  });

  it("that lead out of it are refused, and so are those of what is sent", async () => {
    const out = own(() => Promise.reject(new TypeError("Failed to fetch")));
    const sent = own(() => Promise.resolve(json(1)), "post");
    await flushBodies();
    expect([out.result.error!.code, sent.result.error!.code]).to.deep.equal(["redirect", "redirect"]);
    expect(sent.asked).to.have.length(1);
  });
});

describe("waiting", () => {
  it("ends in time, or at once when it is told to", async () => {
    const stop = new AbortController();
    const began = performance.now();
    await wait(20, stop.signal);
    expect(performance.now() - began).to.be.at.least(15);
    const waiting = outcome(wait(60_000, stop.signal));
    stop.abort(new Error("enough"));
    await flushBodies();
    expect((waiting.error as unknown as Error).message).to.equal("enough");
    const late = outcome(wait(60_000, stop.signal));
    await flushBodies();
    expect(late.done).to.equal(true);
  });

  it("is not the same for all who failed together", () => {
    const { random } = surroundings({});
    const drawn = Array.from({ length: 100 }, random);
    expect(new Set(drawn).size).to.be.above(90);
    for (const one of drawn) expect(one).to.be.within(0, 1);
  });
});

describe("requests: token", () => {
  it("goes along as a header and nowhere else", async () => {
    const { clock, network, get } = make(() => json(1), { getToken: () => "tok-1" });
    void get("v1/x");
    await clock.pass(1);
    const [call] = network.calls;
    expect(call!.headers.authorization).to.equal("Bearer tok-1");
    expect(call!.url).to.not.contain("tok-1");
  });

  it("without getToken there is none", async () => {
    const { clock, network, get } = make(() => json(1));
    void get();
    await clock.pass(1);
    expect(network.calls[0]!.headers).to.not.have.property("authorization");
  });

  it("a 401 asks once more, and once for all who met it", async () => {
    let asked = 0;
    const { clock, network, get } = make(
      ({ headers }) => (headers.authorization === "Bearer new" ? json(1) : status(401)),
      { getToken: () => (asked++ ? "new" : "old") },
    );
    const results = Array.from({ length: 40 }, (_, i) => outcome(get(`v1/${i}`)));
    await clock.pass(1);
    expect(results.every(({ value }) => value === 1)).to.equal(true);
    expect(asked).to.equal(2);
    expect(network.calls).to.have.length(80);
  });

  it("a second 401 is unauthorized", async () => {
    let asked = 0;
    const { clock, network, get } = make(() => status(401), { getToken: () => `t${asked++}` });
    const result = outcome(get());
    await clock.pass(60_000);
    expect(result.error!.code).to.equal("unauthorized");
    expect([asked, network.calls.length]).to.deep.equal([2, 2]);
  });

  it("one that never comes, as after a sleep, is asked for again by who comes later", async () => {
    let asked = 0;
    const { clock, get } = make(() => json(1), {
      getToken: () => (asked++ ? "tok" : new Promise<string>(() => {})),
    });
    const first = outcome(get());
    await clock.pass(10_000);
    expect(first.error!.code).to.equal("timeout");
    // Somebody may be signing in.
    await clock.pass(20_000);
    const second = outcome(get());
    await clock.pass(10_000);
    expect([second.error!.code, asked]).to.deep.equal(["timeout", 1]);
    await clock.pass(21_001);
    const third = outcome(get());
    await clock.pass(10_000);
    expect([third.value, asked]).to.deep.equal([1, 2]);
    expect(clock.timers.size).to.equal(0);
  });

  it("a token that comes late is waited for, and only so long", async () => {
    const { clock, network, get } = make(() => json(1), { getToken: () => new Promise(() => {}) });
    const result = outcome(get());
    await clock.pass(10_000);
    expect(result.error!.code).to.equal("timeout");
    expect(network.calls).to.have.length(0);
  });

  it("one that comes when who asked has given up is told, and meanwhile it is not the service that is late", async () => {
    let late = 0;
    const { clock, get } = make(() => json(1), {
      getToken: () => clock.wait(14_000, none).then(() => "tok"),
      onLate: () => late++,
    });
    const first = outcome(get());
    await clock.pass(10_000);
    expect(first.error!.message).to.equal("getToken() did not answer within 10 s.");
    expect(late).to.equal(0);
    await clock.pass(4_000);
    expect(late).to.equal(1);
    const second = outcome(get());
    await clock.pass(1);
    expect([second.value, late]).to.deep.equal([1, 1]);
  });

  it("the end of a line is none of it", async () => {
    const { clock, network, get } = make(() => json(1), { getToken: () => "tok-1\r\n" });
    void get();
    await clock.pass(1);
    expect(network.calls[0]!.headers.authorization).to.equal("Bearer tok-1");
  });

  it("is asked of another getToken once that is told apart, and not before", async () => {
    let whose = "a";
    let asked = 0;
    const { clock, network, get } = make(() => json(1), {
      getToken: () => `tok-${whose}-${asked++}`,
      whose: () => whose,
    });
    for (const next of ["a", "b", "b"]) {
      whose = next;
      void get();
      await clock.pass(1);
    }
    const sent = network.calls.map(({ headers }) => headers.authorization);
    expect(sent).to.deep.equal(["Bearer tok-a-0", "Bearer tok-b-1", "Bearer tok-b-1"]);
  });

  const useless: Record<string, () => string | Promise<string>> = {
    throws: () => {
      throw new Error("secret-in-message");
    },
    rejects: () => Promise.reject(new Error("secret-in-message")),
    "gives nothing": () => "",
    "gives no text": () => null as unknown as string,
    "gives what no header can carry": () => "secret\r\nx: y",
    "gives what is no ASCII": () => "sécret",
  };
  for (const [name, getToken] of Object.entries(useless)) {
    it(`a getToken that ${name} is unauthorized, and says nothing of it`, async () => {
      const { clock, network, get } = make(() => json(1), { getToken });
      const result = outcome(get());
      await clock.pass(60_000);
      expect(result.error!.code).to.equal("unauthorized");
      expect(`${result.error!.message}${result.error!.stack}`).to.not.match(/s[eé]cret/);
      expect(network.calls).to.have.length(0);
    });
  }

  it("a getToken that fails is called once for all who wait, and again later", async () => {
    let asked = 0;
    const { clock, get } = make(() => json(1), { getToken: () => (asked++ ? "good" : Promise.reject(new Error())) });
    const results = Array.from({ length: 9 }, (_, i) => outcome(get(`v1/${i}`)));
    await clock.pass(1);
    expect(results.every(({ error }) => error?.code === "unauthorized")).to.equal(true);
    expect(asked).to.equal(1);
    await clock.pass(2_000);
    const again = outcome(get());
    await clock.pass(1);
    expect(again.value).to.equal(1);
  });

  it("so is one that failed before the clock was set back", async () => {
    let asked = 0;
    const { clock, get } = make(() => json(1), { getToken: () => (asked++ ? "good" : Promise.reject(new Error())) });
    const first = outcome(get());
    await clock.pass(1);
    expect(first.error!.code).to.equal("unauthorized");
    clock.time -= 3_600_000;
    const again = outcome(get());
    await clock.pass(1);
    expect(again.value).to.equal(1);
  });

  it("no error of any kind holds it", async () => {
    const faults: Answer[] = [
      () => status(500),
      () => status(403),
      ({ headers }) => new Response(`no ${headers.authorization}`, { status: 400, statusText: "x" }),
      ({ headers }) =>
        new Response(`{"a":"${headers.authorization}`, { headers: { "content-type": "application/json" } }),
      ({ headers }) => Promise.reject(new TypeError(`could not send ${headers.authorization}`)),
    ];
    for (const [i, fault] of faults.entries()) {
      const { clock, get } = make(fault, { getToken: () => "tok-secret" });
      const result = outcome(get());
      await clock.pass(60_000);
      expect(JSON.stringify([result.error!.message, result.error!.stack]), `fault ${i}`).to.not.contain("tok-secret");
    }
  });

  it("a password in the base is not sent on", () => {
    const client = new HttpClient({ base: "https://user:pass@api.example.test" });
    expect(client.url("v1/x").href).to.equal("https://api.example.test/v1/x");
  });

  it("a base goes before the path, with a query of its own", () => {
    for (const [base, url] of [
      ["https://a.test", "https://a.test/v1/x?q=1"],
      ["https://a.test/risk/", "https://a.test/risk/v1/x?q=1"],
      ["https://a.test/risk//", "https://a.test/risk/v1/x?q=1"],
      ["https://a.test/risk?tenant=b%20c#top", "https://a.test/risk/v1/x?tenant=b+c&q=1"],
      ["", new URL("/v1/x?q=1", document.baseURI).href],
      ["../risk", new URL("../risk/v1/x?q=1", document.baseURI).href],
    ] as const)
      expect(new HttpClient({ base }).url("v1/x", { q: 1, none: undefined }).href, base).to.equal(url);
    const [one, other] = ["b", "c"].map((tenant) => new HttpClient({ base: `https://a.test?tenant=${tenant}` }).scope);
    expect(one).to.not.equal(other);
    expect(one).to.not.contain("tenant");
  });

  it("its claims, not its text, say whose it is", async () => {
    let told = 0;
    const tokens = [
      jwt({ sub: "a", exp: 1, iat: 1, nbf: 1, jti: "x" }, "1"),
      jwt({ exp: 2, iat: 2, nbf: 2, sub: "a", jti: "y" }, "2"),
      jwt({ sub: "b", exp: 3 }, "3"),
    ];
    const { clock, client, network, get } = make(() => (network.calls.length % 2 ? status(401) : json(1)), {
      getToken: () => tokens.shift()!,
      onSubject: () => told++,
    });
    void get();
    await clock.pass(1);
    expect(told).to.equal(0);
    const scope = client.scope;
    expect(scope).to.not.contain("e30.");
    void get();
    await clock.pass(1);
    expect(told).to.equal(1);
    expect(client.scope).to.not.equal(scope);
  });

  for (const [last, times] of [
    ["b", 1],
    ["a", 0],
  ] as const)
    it(`a token that cannot be read between those of a and of ${last} hides no other reader`, async () => {
      let told = 0;
      const tokens = [jwt({ sub: "a" }, "1"), "opaque", jwt({ sub: last }, "2")];
      const { clock, client, network, get } = make(() => (network.calls.length % 2 ? status(401) : json(1)), {
        getToken: () => tokens.shift()!,
        onSubject: () => told++,
      });
      void get();
      await clock.pass(1);
      expect([told, client.scope]).to.deep.equal([0, null]);
      void get();
      await clock.pass(1);
      expect(told).to.equal(times);
      expect(client.scope).to.be.a("string");
    });

  it("a token with every letter of its alphabet can be read, and whose it is stays the same number", async () => {
    const url = (claims: string): string => btoa(claims).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    const scopeOf = async (claims: string): Promise<string | null> => {
      const { client, clock, get } = make(() => json(1), { getToken: () => `e30.${url(claims)}.s` });
      void get();
      await clock.pass(1);
      return client.scope;
    };
    for (const claims of ['{"sub":"~~~"}', '{"sub":"???"}']) expect(url(claims)).to.match(/[-_]/);
    // What browsers have kept goes by it.
    expect(await scopeOf('{"sub":"~~~"}')).to.equal("https://api.example.test/tenant/ 1rd89vrttjdur");
    expect(await scopeOf('{"sub":"???"}')).to.equal("https://api.example.test/tenant/ vgh6ty1qswzsi");
  });

  it("what is another in each token, or at each sign-in, says nothing of whose it is", async () => {
    let told = 0;
    let n = 0;
    const passing = "exp iat nbf jti auth_time nonce at_hash sid session_state aio rh uti event_id origin_jti".split(
      " ",
    );
    const token = (): string =>
      jwt({ sub: "a", tid: "t", ...Object.fromEntries(passing.map((name) => [name, `${name}-${n}`])) }, `${n++}`);
    const { clock, client, network, get } = make(() => (network.calls.length % 2 ? status(401) : json(1)), {
      getToken: token,
      onSubject: () => told++,
    });
    const scopes = [];
    for (let i = 0; i < 3; i++) {
      void get();
      await clock.pass(1);
      scopes.push(client.scope);
    }
    expect(n, "tokens").to.be.above(2);
    expect(told).to.equal(0);
    expect(new Set(scopes).size).to.equal(1);
  });
});
