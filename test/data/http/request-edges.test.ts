import { expect } from "@open-wc/testing";
import { HttpClient, type HttpOptions } from "../../../src/data/http/request.js";
import type { SourceError } from "../../../src/data/source.js";
import { Clock, json, Network, status, type Answer } from "../../support/virtual.js";

const none = new AbortController().signal;

function make(answer: Answer, options: Partial<HttpOptions> = {}) {
  const clock = new Clock();
  const network = new Network(clock, answer);
  const surroundings = { fetch: network.fetch, now: clock.now, wait: clock.wait, random: () => 0 };
  const client = new HttpClient({ base: "https://api.test", ...surroundings, ...options });
  const get = (path = "v1/x") => client.get(client.url(path), none);
  /** What a promise came to within so many ms; undefined where it is still open. */
  const settled = async (promise: Promise<unknown>, ms = 1): Promise<unknown> => {
    let found: unknown;
    promise.then(
      (value) => (found = value),
      (error: SourceError) => (found = error),
    );
    await clock.pass(ms);
    return found;
  };
  return { clock, network, client, get, settled };
}

const jwt = (sub: string): string => `e30.${btoa(JSON.stringify({ sub })).replaceAll("=", "")}.s`;

describe("requests: a token that nobody can read", () => {
  for (const [name, tokens] of [
    ["after another such", ["opaque1", "opaque2"]],
    ["after one that can be read", [jwt("a"), "opaque2"]],
    ["before one that can be read", ["opaque1", jwt("b")]],
  ] as const)
    it(`is given nothing that was answered to the one before: ${name}`, async () => {
      const given = [...tokens];
      const first = `Bearer ${given[0]}`;
      let valid = true;
      const { get, settled } = make(
        ({ headers }) => {
          if (headers.authorization === first && !valid) return status(401);
          // As a service whose ETags are of what it looked up, and not of for whom.
          if (headers["if-none-match"]) return new Response(null, { status: 304 });
          return json({ of: headers.authorization }, { headers: { etag: '"same"' } });
        },
        { getToken: () => given.shift()! },
      );
      expect(await settled(get())).to.deep.equal({ of: first });
      valid = false;
      expect(await settled(get(), 5_000)).to.deep.equal({ of: `Bearer ${tokens[1]}` });
    });

  it("is of nobody who is known: nothing is kept under it, nor before there is any", async () => {
    let token = "opaque";
    const { client, get, settled } = make(() => json(1), { getToken: () => token, whose: () => token });
    expect(client.scope).to.equal(null);
    await settled(get());
    expect(client.scope).to.equal(null);
    token = jwt("a");
    await settled(get());
    expect(client.scope).to.match(/^https:\/\/api\.test\/ \w+$/);
    expect(make(() => json(1)).client.scope, "without tokens").to.match(/^https:\/\/api\.test\/ \w+$/);
  });
});

describe("requests: getToken", () => {
  it("that gives none is not called again by those who ask within the same second", async () => {
    let called = 0;
    const { clock, get, settled } = make(() => json(1), { getToken: () => (called++, "") });
    await settled(get("v1/a"));
    await clock.pass(900);
    expect(await settled(get("v1/b"))).to.include({ code: "unauthorized" });
    expect(called).to.equal(1);
    await clock.pass(200);
    await settled(get("v1/c"));
    expect(called).to.equal(2);
  });

  it("that gives one in time makes nobody ask anew, and is not to blame for a service that is slow", async () => {
    let late = 0;
    const { get, settled } = make(() => new Promise(() => {}), { getToken: () => "t", onLate: () => late++ });
    const error = (await settled(get(), 10_000)) as SourceError;
    expect([error.code, error.message]).to.deep.equal(["timeout", "https://api.test/v1/x did not answer within 10 s."]);
    expect(late).to.equal(0);
  });
});

describe("requests: what is said of a fault", () => {
  it("quotes nothing of an address that is the data itself", async () => {
    const { client, settled } = make(() => Promise.reject(new TypeError("no")));
    const error = await settled(client.get(new URL("data:application/json,{secret"), none), 60_000);
    expect(error).to.include({ code: "network", message: "data: could not be reached." });
  });
});

describe("requests: a stream", () => {
  it("that is out of service holds nothing else up; one that is asked for too often does", async () => {
    for (const [code, ms] of [
      [503, 0],
      [429, 20_000],
    ] as const) {
      const { clock, client, network, get, settled } = make(({ url }) =>
        url.endsWith("stream") ? status(code, { "retry-after": "20" }) : json(1),
      );
      await settled(client.open(client.url("v1/stream"), {}, none));
      const began = clock.time;
      expect(await settled(get(), 21_000)).to.equal(1);
      expect(network.calls[1]!.at - began, String(code)).to.be.within(ms - 10, ms);
    }
  });
});
