import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { importFile } from "../../src/data/importers/index.js";

const MB = 1 << 20;
const PEOPLE = 2000;

/** About so many megabytes of a GoPhish events export, made while it is read. */
async function* events(megabytes: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const details = `"${JSON.stringify({ payload: { rid: ["Ab12xYz"] }, browser: { address: "81.2.69.142", "user-agent": `Mozilla/5.0 ${"x".repeat(700)}` } }).replaceAll('"', '""')}"`;
  yield encoder.encode("campaign_id,email,time,message,details\r\n");
  let made = 0;
  for (let i = 0; made < megabytes * MB;) {
    let text = "";
    for (const end = i + 200; i < end; i++) {
      const at = new Date(1_700_000_000_000 + i * 60_000).toISOString();
      text +=
        i % 997 === 996
          ? "7,nobody,never,Clicked Link,\r\n"
          : `7,user${i % PEOPLE}@acme.example,${at},Clicked Link,${details}\r\n`;
    }
    const bytes = encoder.encode(text);
    made += bytes.length;
    yield bytes;
  }
}

/** The same as the API's answer: one JSON object. */
async function* campaign(megabytes: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(
    `{"id":7,"name":"Long","created_date":"2026-01-01T00:00:00Z","template":{"html":"${"<p>x</p>".repeat(100_000)}"},"results":[],"timeline":[`,
  );
  let made = 0;
  for (let i = 0; made < megabytes * MB;) {
    let text = "";
    for (const end = i + 200; i < end; i++) {
      const time = new Date(1_700_000_000_000 + i * 60_000).toISOString();
      const details = JSON.stringify({
        browser: { "user-agent": "Mozilla/5.0", address: "81.2.69.142" },
        payload: { note: ["y".repeat(700)] },
      });
      text += `${i === 0 ? "" : ","}${JSON.stringify({ email: `user${i % PEOPLE}@acme.example`, time, message: "Clicked Link", details })}\n`;
    }
    const bytes = encoder.encode(text);
    made += bytes.length;
    yield bytes;
  }
  yield encoder.encode("]}");
}

for (const [name, source] of Object.entries({ "GoPhish events as CSV": events, "GoPhish JSON": campaign })) {
  describe(`100 MB of ${name}`, () => {
    it("go through without being held", async (t) => {
      const before = process.memoryUsage().rss;
      let most = 0;
      let read = 0;
      const result = await importFile(source(100), {
        // The runner hands the stream on piece by piece; the option reports how far it is.
        progress: (characters) => {
          read = characters;
          most = Math.max(most, process.memoryUsage().rss);
        },
      });
      const held = Math.round((most - before) / MB);
      t.diagnostic(`${name}: ${Math.round(read / MB)} MB read, ${result.used} events, at most ${held} MB more in use`);
      assert.equal(result.people.length, PEOPLE);
      assert.equal(result.read, result.used + result.refused);
      assert.ok(result.used > 100_000, `${result.used} events`);
      assert.ok(read > 99 * MB);
      // What stays is what was asked for: the events, some 200 bytes each with the garbage between two collections.
      assert.ok(held < 200, `${held} MB`);
      if (name.endsWith("CSV"))
        assert.ok(result.refused > 100 && result.refusals.every((r) => /nobody/.test(r.message)));
    });
  });
}
