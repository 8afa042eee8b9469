import { expect } from "@open-wc/testing";
import { follow, Messages } from "../../../src/data/http/stream.js";
import { SourceError, type SourceChange } from "../../../src/data/source.js";
import { Clock, seeded, trickle } from "../../support/virtual.js";

const TEXT =
  'retry: 2000\n\n: still here\n\nid: 1\nevent: score\ndata: {"employee_id":"a",\ndata: "client_id":"c"}\n\nid: 2\r\nevent: reset\r\ndata: {}\r\n\r\nid: 3\rdata:x\r\revent: none\n\n';

describe("a stream's text", () => {
  it("is messages, whatever ends its lines", () => {
    const messages = new Messages();
    expect(messages.push(TEXT)).to.deep.equal([
      { event: "score", data: '{"employee_id":"a",\n"client_id":"c"}', id: "1" },
      { event: "reset", data: "{}", id: "2" },
      { event: "message", data: "x", id: "3" },
    ]);
    expect(messages.retry).to.equal(2000);
  });

  it("is the same messages however it is cut (seeds 1 to 300)", () => {
    const whole = new Messages().push(TEXT);
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const messages = new Messages();
      const found = [];
      for (let at = 0; at < TEXT.length;) {
        const to = at + Math.floor(random() * 7);
        found.push(...messages.push(TEXT.slice(at, to)));
        at = to;
      }
      expect(found, `seed ${seed}`).to.deep.equal(whole);
    }
  });

  it("without an end stays bounded", () => {
    const messages = new Messages();
    for (let i = 0; i < 40; i++) messages.push("x".repeat(100_000));
    expect(messages.push("\n\n")).to.deep.equal([]);
  });

  const line = `data: ${"x".repeat(99_993)}\n`;
  const after = { event: "message", data: "after", id: "2" };
  for (const [what, pieces] of [
    ["many lines", Array.from({ length: 11 }, () => line)],
    ["one line", ["data: ", ...Array.from({ length: 11 }, () => "x".repeat(100_000)), "\r", "\n"]],
    ["lines without anything in them", ["data\n".repeat(1_000_001)]],
  ] as const)
    it(`a message of more than a million characters, in ${what}, is not kept: it may have said anything`, () => {
      const messages = new Messages();
      messages.push("id: 1\nevent: score\n");
      for (const piece of pieces) expect(messages.push(piece)).to.deep.equal([]);
      expect(messages.push("data: end\n\n")).to.deep.equal([{ event: "reset", data: "", id: "1" }]);
      expect(messages.push("id: 2\ndata: after\n\n")).to.deep.equal([after]);
    });

  it("of a line that is too long nothing is taken for another, and what ends it ends it", () => {
    const messages = new Messages();
    messages.push(`: ${"x".repeat(1_000_001)}`);
    expect(messages.push("data: no\n\n")).to.deep.equal([]);
    messages.push(`: ${"x".repeat(1_000_001)}\r`);
    expect(messages.push("data: yes\n\n")).to.deep.equal([{ event: "message", data: "yes", id: null }]);
  });

  it("asks for a pause by that name only, and in whole milliseconds", () => {
    const messages = new Messages();
    messages.push("pause: 9\nretry: 5s\nretry: x5\nretry\n\n");
    expect(messages.retry).to.equal(null);
  });

  it("a message of a little less is kept, as are many signs of life without an end between them", () => {
    const messages = new Messages();
    for (let i = 0; i < 12; i++) messages.push(`: ${line}`);
    for (let i = 0; i < 9; i++) messages.push(line);
    expect(messages.push("\n")[0]!.data).to.have.length(9 * 99_994 - 1);
  });
});

describe("following a stream", () => {
  type Open = (headers: Record<string, string>, turn: number) => Response | Promise<Response>;
  function start(open: Open) {
    const clock = new Clock();
    const changes: SourceChange[] = [];
    const opened: Array<{ at: number; headers: Record<string, string>; signal: AbortSignal }> = [];
    const stop = new AbortController();
    const surroundings = { fetch, now: clock.now, wait: clock.wait, random: () => 0 };
    const done = follow(
      (headers, signal) => {
        opened.push({ at: clock.time, headers, signal });
        return Promise.resolve().then(() => open(headers, opened.length));
      },
      (change) => changes.push(change),
      stop.signal,
      surroundings,
    );
    return { clock, changes, opened, stop, done };
  }
  const body = (stream: ReadableStream): Response =>
    new Response(stream, { headers: { "content-type": "text/event-stream" } });
  const score = (id: number, person: string): string =>
    `id: ${id}\nevent: score\ndata: {"employee_id":"${person}","client_id":"c"}\n\n`;

  it("tells what changes, and takes up where a drop left it", async () => {
    const run = start((_headers, n) =>
      body(
        n === 1
          ? trickle(run.clock, [
              [10, score(7, "a")],
              [10, null],
            ])
          : trickle(run.clock, [[10, score(8, "b")]], false),
      ),
    );
    await run.clock.pass(5_000);
    expect(run.changes).to.deep.equal([
      { person: "a", client: "c" },
      { person: "b", client: "c" },
    ]);
    expect(run.opened.map(({ headers }) => headers["last-event-id"])).to.deep.equal([undefined, "7"]);
    run.stop.abort();
    await run.done;
  });

  it("tells of people and clients that are numbered, as their answers may be", async () => {
    const message = `event: score\ndata: {"employee_id":7,"client_id":0}\n\n`;
    const run = start(() => body(trickle(run.clock, [[10, message]], false)));
    await run.clock.pass(1_000);
    expect(run.changes).to.deep.equal([{ person: "7", client: "0" }]);
    run.stop.abort();
    await run.done;
  });

  it("where no message said where it was, everything is read anew", async () => {
    const run = start((_headers, n) =>
      body(n === 1 ? trickle(run.clock, [[10, ": hello\n\n"]]) : trickle(run.clock, [], false)),
    );
    await run.clock.pass(5_000);
    expect(run.changes).to.deep.equal([{ person: null, client: null }]);
    run.stop.abort();
    await run.done;
  });

  it("where a service takes back what it said of where it was, everything is read anew, too", async () => {
    const run = start((_headers, n) =>
      body(
        n === 1
          ? trickle(run.clock, [
              [10, score(7, "a")],
              [10, 'id\nevent: score\ndata: {"employee_id":"b"}\n\n'],
            ])
          : trickle(run.clock, [], false),
      ),
    );
    await run.clock.pass(5_000);
    expect(run.changes.at(-1)).to.deep.equal({ person: null, client: null });
    expect(run.opened.map(({ headers }) => headers)).to.deep.equal(Array(2).fill({ accept: "text/event-stream" }));
    run.stop.abort();
    await run.done;
  });

  it("goes on giving a service the time that it asked for once it is away, and more after a while", async () => {
    for (const [retry, gaps] of [
      [60_000, [60_000, 60_000, 60_000]],
      [3_000, [3_000, 3_000, 4_000, 8_000]],
    ] as const) {
      const run = start((_headers, n) =>
        n === 1
          ? body(trickle(run.clock, [[0, `retry: ${retry}\n\n`]]))
          : Promise.reject(new SourceError("server", "503")),
      );
      await run.clock.pass(gaps.reduce((a: number, b) => a + b, 0));
      expect(run.opened.slice(1).map(({ at }, i) => at - run.opened[i]!.at)).to.deep.equal(gaps);
      run.stop.abort();
      await run.done;
    }
  });

  it("comes back ever more slowly while it is refused, up to half a minute", async () => {
    const run = start(() => Promise.reject(new SourceError("server", "503")));
    await run.clock.pass(200_000);
    const gaps = run.opened.slice(1).map(({ at }, i) => at - run.opened[i]!.at);
    expect(gaps.slice(0, 7)).to.deep.equal([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    run.stop.abort();
    await run.done;
  });

  for (const [retry, gap] of [
    ["0", 1_000],
    ["5000", 5_000],
    ["9".repeat(400), 3_600_000],
  ] as const) {
    it(`retry: ${retry.slice(0, 5)} is ${gap} ms, whatever a timer makes of it`, async () => {
      const run = start(() => body(trickle(run.clock, [[0, `retry: ${retry}\n\n`]])));
      await run.clock.pass(gap * 3.5);
      const gaps = run.opened.slice(1).map(({ at }, i) => at - run.opened[i]!.at);
      expect(gaps).to.deep.equal([gap, gap, gap]);
      run.stop.abort();
      await run.done;
    });
  }

  for (const code of ["not-found", "not-supported", "no-access", "redirect", "bad-request"] as const) {
    it(`${code} is an API without a stream: left alone`, async () => {
      const run = start(() => Promise.reject(new SourceError(code, "no")));
      await run.done;
      expect(run.opened).to.have.length(1);
      expect(run.clock.timers.size).to.equal(0);
    });
  }

  it("a token that could not be had is asked for again, as seldom as may be: its service may be down", async () => {
    const run = start(() => Promise.reject(new SourceError("unauthorized", "no")));
    await run.clock.pass(121_000);
    const gaps = run.opened.slice(1).map(({ at }, i) => at - run.opened[i]!.at);
    expect(gaps).to.deep.equal([30_000, 30_000, 30_000, 30_000]);
    run.stop.abort();
    await run.done;
  });

  it("so is one that answers with something else", async () => {
    const run = start(() => new Response("{}", { headers: { "content-type": "application/json" } }));
    await run.done;
    expect(run.opened).to.have.length(1);
  });

  it("a connection on which nothing is heard for a minute is given up", async () => {
    const run = start(() => body(trickle(run.clock, [], false)));
    await run.clock.pass(60_000);
    expect(run.opened[0]!.signal.aborted).to.equal(true);
    run.stop.abort();
    await run.done;
  });

  it("a reset says that everything may have changed", async () => {
    const run = start(() => body(trickle(run.clock, [[1, "event: reset\ndata: {}\n\n"]], false)));
    await run.clock.pass(100);
    expect(run.changes).to.deep.equal([{ person: null, client: null }]);
    run.stop.abort();
    await run.done;
  });

  it("a letter that is cut in two is one letter", async () => {
    const bytes = new TextEncoder().encode('event: change\ndata: {"client_id":"Zürich"}\n\n');
    const cut = bytes.indexOf(0xc3) + 1;
    const run = start(() =>
      body(
        new ReadableStream({
          start(controller) {
            controller.enqueue(bytes.slice(0, cut));
            controller.enqueue(bytes.slice(cut));
          },
        }),
      ),
    );
    await run.clock.pass(100);
    expect(run.changes).to.deep.equal([{ person: null, client: "Zürich" }]);
    run.stop.abort();
    await run.done;
  });

  it("waits up to half as long again, so that not all come back together", async () => {
    const clock = new Clock();
    const opened: number[] = [];
    const stop = new AbortController();
    const done = follow(
      () => (opened.push(clock.time), Promise.reject(new SourceError("server", "503"))),
      () => {},
      stop.signal,
      { fetch, now: clock.now, wait: clock.wait, random: () => 1 },
    );
    await clock.pass(4_600);
    expect(opened.map((at) => at - opened[0]!)).to.deep.equal([0, 1_500, 4_500]);
    stop.abort();
    await done;
  });

  it("is told of training, and reads everything anew where a message does not say whom it concerns", async () => {
    const text = ['{"employee_id":"a"}', "null", "7"].map((data) => `event: training\ndata: ${data}\n\n`).join("");
    const run = start(() => body(trickle(run.clock, [[1, text]], false)));
    await run.clock.pass(5_000);
    const all = { person: null, client: null };
    expect(run.changes).to.deep.equal([{ person: "a", client: null }, all, all]);
    expect(run.opened).to.have.length(1);
    run.stop.abort();
    await run.done;
  });

  it("hears messages without a name, where they say whom they are about", async () => {
    const text = ['{"employee_id":"a","client_id":"c"}', '{"client_id":"c"}', "{}", "null", "hello", '{"status":"up"}']
      .map((data) => `data: ${data}\n\n`)
      .join("");
    const run = start(() => body(trickle(run.clock, [[1, text]], false)));
    await run.clock.pass(5);
    expect(run.changes).to.deep.equal([
      { person: "a", client: "c" },
      { person: null, client: "c" },
    ]);
    run.stop.abort();
    await run.done;
  });

  it("messages that are no JSON, or nothing of ours, are passed over", async () => {
    const text = 'event: score\ndata: {oops\n\nevent: weather\ndata: {}\n\nevent: change\ndata: {"client_id":"c"}\n\n';
    const run = start(() => body(trickle(run.clock, [[1, text]], false)));
    await run.clock.pass(100);
    expect(run.changes).to.deep.equal([{ person: null, client: "c" }]);
    run.stop.abort();
    await run.done;
  });

  it("stopping leaves no timer and no open connection", async () => {
    const run = start(() => body(trickle(run.clock, [], false)));
    await run.clock.pass(10);
    run.stop.abort();
    await run.clock.pass(10);
    expect(run.opened[0]!.signal.aborted).to.equal(true);
    expect(run.clock.timers.size).to.equal(0);
  });
});
