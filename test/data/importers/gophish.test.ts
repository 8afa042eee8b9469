import { expect } from "@open-wc/testing";
import { disputeSuspects, ImportedPeople, importFile, importGophish } from "../../../src/data/importers/index.js";
import { scorePerson } from "../../../src/engine/index.js";
import { CAMPAIGN, EVENTS_CSV, RESULTS_CSV } from "./samples.js";
import { counts, eventsOf, thrown, trickled } from "./support.js";

const ANA = ["sent@03-02T08:00:05", "clicked@03-02T09:11:12", "submitted@03-02T09:12:00"];
const BEN = ["sent@03-02T08:00:06", "opened@03-02T08:00:08 (delivery)", "reported@03-02T11:00:00"];

describe("GoPhish campaigns", () => {
  it("come from the API's answer for one campaign", async () => {
    const result = await importGophish(JSON.stringify(CAMPAIGN));
    expect(result.format).to.equal("gophish-json");
    expect(result.people.map(({ id, name, role }) => [id, name, role])).to.deep.equal([
      ["ana.diaz@acme.example", "Ana Díaz", "finance"],
      ["ben@acme.example", "Ben", undefined],
      ["cai@acme.example", "Cai Ö", undefined],
    ]);
    expect(eventsOf(result, "ana.diaz@acme.example")).to.deep.equal(ANA);
    expect(eventsOf(result, "ben@acme.example")).to.deep.equal(BEN);
    expect(new Set(result.people.flatMap((p) => p.events ?? []).map((e) => e.ref))).to.deep.equal(
      new Set(["gophish-12"]),
    );
    expect(counts(result)).to.deep.equal({ read: 11, used: 8, skipped: 3, refused: 0 });
  });

  it("come from the list of campaigns, and from the answer about results", async () => {
    const { id, name, status, results, timeline } = CAMPAIGN;
    const list = await importGophish(JSON.stringify([CAMPAIGN, { ...CAMPAIGN, id: 13, name: "Autumn" }]));
    expect(new Set(list.people.flatMap((p) => p.events ?? []).map((e) => e.ref))).to.deep.equal(
      new Set(["gophish-12", "gophish-13"]),
    );
    expect(list.people.length).to.equal(3);
    const answer = await importGophish(JSON.stringify({ id, name, status, results, timeline }));
    expect(eventsOf(answer, "ana.diaz@acme.example")).to.deep.equal(ANA);
  });

  it("come from the events that the page exports", async () => {
    const result = await importGophish(EVENTS_CSV);
    expect(result.format).to.equal("gophish-events");
    expect(eventsOf(result, "ana.diaz@acme.example")).to.deep.equal(ANA);
    expect(eventsOf(result, "ben@acme.example")).to.deep.equal(BEN);
    expect(counts(result)).to.deep.equal({ read: 8, used: 6, skipped: 2, refused: 0 });
  });

  it("come from the results that the page exports: who it is, and what the status implies", async () => {
    const result = await importGophish(new File([RESULTS_CSV], "Parcel, spring - Results.csv"));
    expect(result.format).to.equal("gophish-results");
    expect(eventsOf(result, "ana.diaz@acme.example")).to.deep.equal([
      "sent@03-02T08:00:05",
      "opened@03-02T09:12:00",
      "clicked@03-02T09:12:00",
      "submitted@03-02T09:12:00",
    ]);
    expect(result.people[0]!.events![0]!.ref).to.equal("Parcel, spring");
    expect(eventsOf(result, "cai@acme.example")).to.deep.equal([]);
    expect(counts(result)).to.deep.equal({ read: 3, used: 2, skipped: 1, refused: 0 });
  });

  it("counts nothing twice when all its exports are read, in any order", async () => {
    const files = [
      new File([RESULTS_CSV], "Parcel, spring - Results.csv"),
      new File([EVENTS_CSV], "events.csv"),
      JSON.stringify(CAMPAIGN),
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const into = new ImportedPeople();
      for (const i of order) await importGophish(files[i]!, { into });
      const result = await importGophish(files[order[0]!]!, { into });
      expect(eventsOf(result, "ana.diaz@acme.example"), String(order)).to.deep.equal(ANA);
      expect(eventsOf(result, "ben@acme.example"), String(order)).to.deep.equal(BEN);
      expect(result.people[0]!.name).to.equal("Ana Díaz");
    }
  });

  it("are the same in pieces that end anywhere, with a byte order mark, in UTF-16", async () => {
    for (const text of [EVENTS_CSV, JSON.stringify(CAMPAIGN, null, 2)]) {
      const { people } = await importGophish(text);
      expect((await importGophish(trickled(`\uFEFF${text}`))).people).to.deep.equal(people);
      const wide = new Uint8Array([
        0xff,
        0xfe,
        ...[...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
      ]);
      expect((await importGophish(trickled(wide, 5))).people).to.deep.equal(people);
    }
  });

  it("never keep what people typed into the form", async () => {
    for (const source of [EVENTS_CSV, JSON.stringify(CAMPAIGN)])
      expect(JSON.stringify(await importGophish(source))).not.to.contain("hunter2");
  });

  it("report each line that cannot be used with its number; the rest comes in", async () => {
    const text = [
      "campaign,email,time,message,details",
      "T,eve@acme.example,2026-03-02 09:00:00.000,Email Sent,{}",
      "T,not an address,2026-03-02 09:00:00.000,Email Sent,{}",
      "T,eve@acme.example,2026-02-30 09:00:00.000,Email Opened,{}",
      "T,eve@acme.example,2026-03-02 09:00:00.000,Email Burnt,{}",
      "T,eve@acme.example",
      'T,eve@acme.example,2026-03-02 10:00:00.000,Clicked Link,"{""browser"":broken"',
    ].join("\n");
    const result = await importGophish(text, { timeZone: "Europe/Rome" });
    expect(result.refusals.map(({ line, message }) => `${line} ${message.split(":")[0]!}`)).to.deep.equal([
      "3 email",
      "4 time",
      "5 message",
      "6 2 columns instead of 5",
    ]);
    expect(eventsOf(result, "eve@acme.example")).to.deep.equal(["sent@03-02T08:00:00", "clicked@03-02T09:00:00"]);
  });

  it("refuses times without a zone until the caller names one", async () => {
    const text = "campaign,email,time,message,details\nT,eve@acme.example,2024-12-01 09:15:23.000,Email Sent,{}";
    expect((await importGophish(text)).refusals).to.deep.equal([
      { line: 2, message: 'time: "2024-12-01 09:15:23.000" has no time zone; name the file\'s (timeZone)' },
    ]);
    expect(eventsOf(await importGophish(text, { timeZone: "Europe/Rome" }), "eve@acme.example")).to.deep.equal([
      "sent@12-01T08:15:23",
    ]);
  });

  it("says where a JSON file was cut off, and keeps what came before", async () => {
    const text = JSON.stringify(CAMPAIGN);
    const result = await importGophish(text.slice(0, text.indexOf("Submitted Data", text.indexOf("timeline"))));
    expect(result.refusals.map((r) => r.message)).to.deep.equal(["the file ends in the middle of an entry"]);
    expect(result.read).to.equal(result.used + result.skipped + result.refused);
    expect(eventsOf(result, "ana.diaz@acme.example")).to.include("clicked@03-02T09:11:12");
  });

  it("refuses a file that is none, in words", async () => {
    expect((await thrown(importGophish('{"total": 3, "campaigns": []}'))).code).to.equal("unknown-format");
    expect((await thrown(importGophish("a,b\n1,2"))).message).to.contain('"a", "b"');
    expect((await thrown(importGophish(""))).code).to.equal("empty");
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await thrown(importGophish(EVENTS_CSV, { signal: stop.signal }))).name).to.equal("AbortError");
  });
});

describe("likely mail scanners", () => {
  const browser = (agent: string, address = "10.0.0.1"): string =>
    `"${JSON.stringify({ browser: { address, "user-agent": agent } }).replaceAll('"', '""')}"`;
  const file = (...lines: string[]): string => ["campaign_id,email,time,message,details", ...lines].join("\n");
  const line = (time: string, message: string, details = "", email = "eve@acme.example"): string =>
    `7,${email},2026-03-02T${time}Z,${message},${details}`;
  const human = browser("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/537.36");

  it("are known by their user agent", async () => {
    for (const agent of [
      "ProofpointEmailProtection/1.0",
      "SecurityBot/1.0",
      "Mimecast-Security-Scanner/2.0",
      "curl/8.1",
      "Mozilla/5.0 (compatible; BingPreview/1.0b)",
    ]) {
      const result = await importFile(
        file(line("09:00:00", "Email Sent"), line("15:00:00", "Clicked Link", browser(agent))),
      );
      expect(result.people[0]!.events![1]!.suspect, agent).to.equal("agent");
    }
  });

  it("are not seen in people's own programs, nor in web mail's image proxies", async () => {
    for (const agent of [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36",
      "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Mobile/15E148",
      "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)",
      "Thunderbird/115.9 Abbott",
    ]) {
      const result = await importFile(
        file(line("09:00:00", "Email Sent"), line("15:00:00", "Clicked Link", browser(agent))),
      );
      expect(result.suspects, agent).to.equal(0);
    }
  });

  it("are known by opening within seconds of delivery, out of order too", async () => {
    const result = await importFile(
      file(
        line("09:00:04", "Email Opened", human),
        line("09:00:10.5", "Clicked Link", human),
        line("09:00:00", "Email Sent"),
      ),
    );
    expect(eventsOf(result, "eve@acme.example")).to.deep.equal([
      "sent@03-02T09:00:00",
      "opened@03-02T09:00:04 (delivery)",
      "clicked@03-02T09:00:10",
    ]);
  });

  it("are known by a burst in one second, of one person or of one address over many people", async () => {
    const one = await importFile(
      file(
        line("09:00:00", "Email Sent"),
        ...["11:00:00.1", "11:00:00.5", "11:00:01.05", "11:00:09"].map((t) => line(t, "Clicked Link", human)),
      ),
    );
    expect(one.people[0]!.events!.map((e) => e.suspect ?? "")).to.deep.equal(["", "burst", "burst", "burst", ""]);
    const many = await importFile(
      file(
        ...["a", "b", "c"].map((who) =>
          line("11:00:00.1", "Email Opened", browser("Mozilla/5.0", "52.1.1.1"), `${who}@acme.example`),
        ),
      ),
    );
    expect(many.suspects).to.equal(3);
    const repeated = await importFile(
      file(...Array.from({ length: 6 }, () => line("11:00:00", "Clicked Link", human))),
    );
    expect([repeated.people[0]!.events!.length, repeated.suspects, repeated.repeated]).to.deep.equal([1, 1, 5]);
  });

  it("are not a burst because a file was read three times", async () => {
    const into = new ImportedPeople();
    for (let i = 0; i < 3; i++)
      await importFile(file(line("09:00:00", "Email Sent"), line("15:00:00", "Clicked Link", human)), { into });
    expect((await into.records())[0]!.events!.map((e) => e.suspect)).to.deep.equal([undefined, undefined]);
  });

  it("count until somebody disputes them; then the event stays, with the reason", async () => {
    const result = await importFile(
      file(
        line("09:00:00", "Email Sent"),
        line("09:00:01", "Clicked Link", human),
        line("15:00:00", "Email Opened", human),
      ),
    );
    const score = (person: (typeof result.people)[number]): number | null =>
      scorePerson(person, { model: "phishr", asOf: "2026-03-02T15:00:00Z" }).published;
    const [before] = result.people;
    const [after] = disputeSuspects(result.people);
    expect(score(before!)).to.be.closeTo(0.69, 0.02);
    expect(score(after!)).to.equal(0.2);
    expect(after!.events!.map((e) => e.disputed)).to.deep.equal([undefined, "scanner: delivery", undefined]);
    expect(before!.events![1]!.disputed).to.equal(undefined);
    expect(disputeSuspects(result.people, (reason) => reason === "agent")).to.deep.equal(result.people);
  });

  it("are found in 100 000 events of one person without losing breath", async () => {
    const lines = Array.from({ length: 100_000 }, (_, i) =>
      line(new Date(i * 500).toISOString().slice(11, 23), "Email Opened", "", "eve@acme.example"),
    );
    const result = await importFile(file(...lines));
    expect(result.people[0]!.events!.length).to.equal(100_000);
  });
});
