import { expect } from "@open-wc/testing";
import { refreshJson, sharedJson } from "../../src/data/shared-json.js";
import type { Snapshot } from "../../src/data/types.js";
import { flush } from "../support/virtual.js";

const person = (id: string): unknown => ({ id, events: [] });

interface Asked {
  url: string;
  init: RequestInit;
  answer: (body: unknown, status?: number) => Promise<void>;
  fail: (error: unknown) => Promise<void>;
}

describe("a file of JSON that elements share", () => {
  const { fetch, setTimeout, clearTimeout } = globalThis;
  let asked: Asked[];
  let timers: Map<number, { run: () => void; ms: number }>;
  let files = 0;
  /** One that nobody has named before: what is known of a file outlives a test. */
  let src: string;

  beforeEach(() => {
    asked = [];
    timers = new Map();
    src = `file-${++files}.json`;
    globalThis.fetch = (input, init = {}) =>
      new Promise((resolve, reject) => {
        init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        asked.push({
          url: String(input),
          init,
          answer(body, status = 200) {
            const json = async (): Promise<unknown> => {
              if (body instanceof Error) throw body;
              return body;
            };
            resolve({ ok: status < 300, status, json } as Response);
            return flush();
          },
          fail(error) {
            reject(error as Error);
            return flush();
          },
        });
      });
    globalThis.setTimeout = ((run: () => void, ms: number) => {
      timers.set(timers.size + 1, { run, ms });
      return timers.size;
    }) as typeof setTimeout;
    globalThis.clearTimeout = ((timer: number) => void timers.delete(timer)) as typeof clearTimeout;
  });
  afterEach(() => Object.assign(globalThis, { fetch, setTimeout, clearTimeout }));

  /** What is shown, and what ends it. */
  function follow(name = src): { seen: Snapshot[]; last: () => Snapshot; end: () => void } {
    const seen: Snapshot[] = [];
    const end = sharedJson(name, (snapshot) => void seen.push(snapshot));
    return { seen, last: () => seen.at(-1)!, end };
  }

  it("is asked for once, from where the page is, and told to all", async () => {
    const [one, two] = [follow(), follow(new URL(src, document.baseURI).href)];
    expect(one.seen).to.deep.equal([{ status: "loading", at: null }]);
    expect(two.seen).to.deep.equal([{ status: "loading", at: null }]);
    expect(asked.map(({ url }) => url)).to.deep.equal([new URL(src, document.baseURI).href]);
    expect(asked[0]!.init.headers).to.deep.equal({ accept: "application/json" });
    const before = Date.now();
    await asked[0]!.answer(person("a"));
    for (const { seen, end } of [one, two]) {
      expect(seen).to.have.length(2);
      expect(seen[1]!.status).to.equal("ready");
      expect(seen[1]!.book!.clients[0]!.people[0]!.id).to.equal("a");
      expect(seen[1]!.at).to.be.within(before, Date.now());
      end();
    }
    expect(timers.size, "timers that are left").to.equal(0);
  });

  it("whose name is no address is not there: told so by that name, and asked for once", async () => {
    const { last, seen, end } = follow("https://[");
    await asked[0]!.fail(new TypeError("Failed to parse URL"));
    expect(asked.map(({ url }) => url)).to.deep.equal(["https://["]);
    expect(seen.map(({ status }) => status)).to.deep.equal(["loading", "error"]);
    expect(last().error!.message).to.contain("https://[ ");
    end();
  });

  it("is there at once for who comes later, and is asked for anew once all have left", async () => {
    const first = follow();
    await asked[0]!.answer(person("a"));
    const second = follow();
    expect(second.seen.map(({ status }) => status)).to.deep.equal(["ready"]);
    expect(asked).to.have.length(1);
    first.end();
    const third = follow();
    expect(third.last().status).to.equal("ready");
    second.end();
    third.end();
    const fourth = follow();
    expect(fourth.last().status).to.equal("loading");
    expect(asked).to.have.length(2);
    fourth.end();
  });

  it("is not waited for by nobody: the last to leave takes the request along", async () => {
    const [one, two] = [follow(), follow()];
    one.end();
    expect(asked[0]!.init.signal!.aborted).to.equal(false);
    two.end();
    expect(asked[0]!.init.signal!.aborted).to.equal(true);
    await flush();
    expect(two.seen).to.have.length(1);
    expect(timers.size).to.equal(0);
  });

  it("leaving twice takes nothing from whoever came after", async () => {
    const one = follow();
    one.end();
    const two = follow();
    one.end();
    const three = follow();
    expect(asked).to.have.length(2);
    await asked[1]!.answer(person("a"));
    expect(two.last().status).to.equal("ready");
    expect(three.last().status).to.equal("ready");
    two.end();
    three.end();
  });

  for (const [name, status, code, retryable] of [
    ["401", 401, "no-access", false],
    ["403", 403, "no-access", false],
    ["404", 404, "not-found", false],
    ["400", 400, "server", true],
    ["500", 500, "server", true],
  ] as const) {
    it(`${name} is ${code}`, async () => {
      const { last, seen, end } = follow();
      await asked[0]!.answer(person("a"), status);
      expect(seen).to.have.length(2);
      expect(last().status).to.equal(code === "no-access" ? "no-access" : "error");
      expect(last().at).to.equal(null);
      expect(last().book).to.equal(undefined);
      expect(last().error).to.deep.equal({
        code,
        message: `${new URL(src, document.baseURI).href} answered ${status}.`,
        retryable,
      });
      end();
    });
  }

  for (const [name, error, expected] of [
    ["a connection that breaks", new TypeError("x"), { code: "network", retryable: true }],
    ["what is no JSON", new SyntaxError("x"), { code: "bad-response", retryable: false }],
    ["anything else", new Error("x"), { code: "invalid-data", message: "x", path: undefined, retryable: false }],
  ] as const) {
    it(`${name} is ${expected.code}`, async () => {
      const { last, end } = follow();
      await asked[0]!.fail(error);
      expect(last().status).to.equal("error");
      expect(last().error).to.include(expected);
      if (expected.code !== "invalid-data") expect(last().error!.message).to.include(`/${src}`);
      end();
    });
  }

  for (const [name, put, shown] of [
    [
      "a token in its query",
      (file: string) => `${file}?token=zqx`,
      (file: string) => new URL(file, document.baseURI).href,
    ],
    ["data in its address", () => "data:application/json,zqx", () => "data:"],
  ] as const) {
    it(`${name} is in no error`, async () => {
      for (const [answer, said] of [
        [() => asked.at(-1)!.answer({}, 500), "answered 500."],
        [() => asked.at(-1)!.fail(new SyntaxError("x")), "is not valid JSON."],
        [() => asked.at(-1)!.fail(new TypeError("x")), "could not be reached."],
        [async () => (timers.get(timers.size)!.run(), await flush()), "did not answer within 10 s."],
      ] as const) {
        const { last, end } = follow(put(src));
        await answer();
        expect(last().error!.message).to.equal(`${shown(src)} ${said}`);
        end();
      }
    });
  }

  it("JSON that is no data is said with its path", async () => {
    const { last, end } = follow();
    await asked[0]!.answer({ clients: 5 });
    expect(last().error).to.deep.include({ code: "invalid-data", path: "clients", retryable: false });
    end();
  });

  it("that does not come within 10 s is late", async () => {
    const { last, end } = follow();
    const [timer] = [...timers.values()];
    expect(timer!.ms).to.equal(10_000);
    timer!.run();
    await flush();
    expect(asked[0]!.init.signal!.aborted).to.equal(true);
    expect(last().error).to.deep.include({ code: "timeout", retryable: true });
    expect(last().error!.message).to.include(src);
    end();
  });

  it("asked for again stays on screen meanwhile, and is stale where the answer fails", async () => {
    const { seen, last, end } = follow();
    await asked[0]!.answer(person("a"));
    const { at, book } = last();
    void refreshJson(src);
    expect(seen).to.have.length(2);
    await asked[1]!.answer(null, 500);
    expect(last()).to.deep.include({ status: "stale", at, book });
    expect(last().error!.code).to.equal("server");
    void refreshJson(src);
    await asked[2]!.answer(person("b"));
    expect(last().status).to.equal("ready");
    expect(last().error).to.equal(undefined);
    expect(last().book!.clients[0]!.people[0]!.id).to.equal("b");
    end();
  });

  it("whose access was taken away shows nothing of what was there", async () => {
    const { last, end } = follow();
    await asked[0]!.answer(person("a"));
    void refreshJson(src);
    await asked[1]!.answer(null, 403);
    expect(last().status).to.equal("no-access");
    expect(last().book).to.equal(undefined);
    expect(last().at).to.equal(null);
    end();
  });

  it("asked for again while it is on its way is one answer: the later one", async () => {
    const { seen, end } = follow();
    void refreshJson(src);
    expect(asked[0]!.init.signal!.aborted).to.equal(true);
    await flush();
    const late = follow();
    expect(asked, "nobody asks a third time").to.have.length(2);
    await asked[1]!.answer(person("a"));
    expect(seen.map(({ status }) => status)).to.deep.equal(["loading", "ready"]);
    late.end();
    end();
  });

  it("that nobody follows is not asked for", async () => {
    await refreshJson(src);
    expect(asked).to.have.length(0);
  });

  it("by a name that is no address stays that name", async () => {
    const { end } = follow("http://:bad");
    expect(asked[0]!.url).to.equal("http://:bad");
    end();
  });
});
