import { expect } from "@open-wc/testing";
import { importGophish, type GophishOptions } from "../../../src/data/importers/index.js";
import { counts, thrown } from "./support.js";

describe("GoPhish, line by line", () => {
  const gophish = (text: string, options?: GophishOptions) => importGophish(text, { timeZone: "UTC", ...options });
  const types = async (status: string, more = ""): Promise<string[]> => {
    const header = `email,status,send_date,modified_date,reported,position,first_name,last_name`;
    const { people } = await gophish(
      `${header}\na@x.example,${status},2026-01-02T00:00:00Z,2026-01-03T00:00:00Z,${more},,,`,
    );
    return (
      people[0]?.events?.map(({ type, at }) => `${type.replace("simulation_", "")} ${new Date(at).getUTCDate()}`) ?? []
    );
  };
  for (const [status, expected] of Object.entries({
    "Email Sent": ["sent 2"],
    Success: ["sent 2"],
    "Email Opened": ["sent 2", "opened 3"],
    "Clicked Link": ["sent 2", "opened 3", "clicked 3"],
    "Submitted Data": ["sent 2", "opened 3", "clicked 3", "submitted 3"],
    "Email Reported": ["sent 2"],
    Scheduled: [],
    Queued: [],
    Sending: [],
    Retrying: [],
    Unknown: [],
    Error: [],
    "Error Sending Email": [],
  })) {
    it(`a result of ${status}`, async () => {
      expect(await types(status)).to.deep.equal(expected);
      expect(await types(status, "TRUE")).to.deep.equal([...(expected.length ? expected : ["sent 2"]), "reported 3"]);
    });
  }

  for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"])
    it(`a message or status of "${word}" is one that GoPhish does not write, and takes no line along`, async () => {
      const at = "2026-01-02T00:00:00Z";
      const events = await gophish(`email,time,message\na@x.example,${at},${word}\na@x.example,${at},Clicked Link`);
      expect(events.people[0]!.events!.map(({ type }) => type)).to.deep.equal(["simulation_clicked"]);
      expect(events.refusals).to.deep.equal([
        { line: 2, message: `message: "${word}" is not one that GoPhish writes` },
      ]);
      const results = await gophish(`email,status,send_date\na@x.example,${word},${at}\nb@x.example,Email Sent,${at}`);
      expect(results.people.map(({ id }) => id)).to.deep.equal(["b@x.example"]);
      expect(results.refusals).to.deep.equal([
        { line: 2, message: `status: "${word}" is not one that GoPhish writes` },
      ]);
    });

  it("results say who it is; what cannot be used says why", async () => {
    const {
      people,
      refusals: said,
      ...rest
    } = await gophish(
      "email,status,send_date,modified_date,first_name,last_name,position\n" +
        "a@x.example,Email Opened,2026-01-02,2026-01-01, Ada,Park , hr\n" +
        "b,Email Sent,2026-01-02,,,,\nc@x.example,Danced,2026-01-02,,,,\nd@x.example,Email Sent,soon,,,,\n" +
        "e@x.example,Email Opened,2026-01-02,soon,'=Eve,,\nshort,line\n",
      { campaign: "c" },
    );
    expect(people[0]).to.deep.include({ id: "a@x.example", name: "Ada Park", role: "hr" });
    // A change before the sending is none.
    expect(people[0]!.events!.map(({ at, ref }) => [at, ref])).to.deep.equal([
      [Date.UTC(2026, 0, 2), "c"],
      [Date.UTC(2026, 0, 2), "c"],
    ]);
    expect(people.at(-1)!.name).to.equal("=Eve");
    expect(people.at(-1)!.events).to.have.length(2);
    expect(said.map(({ line, message }) => [line, message.split(/[:;] |, /)[0]])).to.deep.equal([
      [3, "email"],
      [4, "status"],
      [5, "send_date"],
      [7, "2 columns instead of 7"],
    ]);
    expect(rest).to.include({ read: 6, used: 2, refused: 4 });
  });

  it("that a spreadsheet program saved without the empty cells at their end are read as far as they go", async () => {
    const results = await gophish(
      "email,status,send_date,reported,first_name,last_name,position\n" +
        "a@x.example,Clicked Link,2026-01-02,false,Ada,Park\nb@x.example,Email Sent,2026-01-02\nc@x.example,Email Sent\n",
    );
    expect(results.people.map(({ id, name, events }) => [id, name, events!.length])).to.deep.equal([
      ["a@x.example", "Ada Park", 3],
      ["b@x.example", undefined, 1],
    ]);
    const events = await gophish(
      "campaign,email,time,message,details\nc,a@x.example,2026-01-02,Email Sent\nc,a@x.example,2026-01-02\n",
    );
    expect(events.people[0]!.events).to.have.length(1);
    expect(results.refusals).to.deep.equal([{ line: 4, message: "2 columns instead of 7" }]);
    expect(events.refusals).to.deep.equal([{ line: 3, message: "3 columns instead of 5" }]);
  });

  it("events name their campaign by its number, else its name, else the file's", async () => {
    const events = "email,time,message,campaign_id,campaign\n";
    const line = (id: string, name: string): string => `a@x.example,2026-01-02,Email Sent,${id},${name}\n`;
    const { people } = await gophish(`${events}${line("7", "x")}${line("", " Autumn ")}${line("", "")}`, {
      name: "Winter - Events.csv",
    });
    expect(people[0]!.events!.map(({ ref }) => ref)).to.deep.equal(["gophish-7", "Autumn", "Winter"]);
    const nameless = await gophish(`${events}${line("", "")}`);
    expect(nameless.people[0]!.events![0]!.ref).to.equal("campaign");
  });

  it("timelines say what happened, and what they do not is not taken", async () => {
    const timeline = [
      "Campaign Created",
      "Email Sent",
      "EMAIL OPENED ",
      "Clicked Link",
      "Submitted Data",
      "Email Reported",
      "Danced",
    ].map((message, i) => ({ email: "a@x.example", time: `2026-01-02T00:0${i}:00Z`, message }));
    const result = await gophish(JSON.stringify({ id: 3, name: "n", timeline }));
    expect(result.people[0]!.events!.map(({ type, ref }) => `${type} ${ref}`)).to.deep.equal(
      ["sent", "opened", "clicked", "submitted", "reported"].map((what) => `simulation_${what} gophish-3`),
    );
    expect(counts(result)).to.deep.equal({ read: 7, used: 5, skipped: 1, refused: 1 });
    expect(result.refusals[0]!.message).to.include('"Danced"');
    const named = await gophish(
      JSON.stringify([{ name: "n", timeline: timeline.slice(1, 2) }, { timeline: [7, ...timeline.slice(1, 2)] }]),
    );
    expect(named.people[0]!.events!.map(({ ref }) => ref)).to.deep.equal(["n", "campaign"]);
    expect(named.refusals.map(({ message }) => message)).to.deep.equal(["timeline[0]: 7 is not an object"]);
    expect((await thrown(gophish('{"id": 1, "name": "x"}'))).code).to.equal("unknown-format");
    expect((await thrown(gophish(""))).code).to.equal("empty");
    expect((await thrown(gophish("a,b\n"))).message).to.include('"a", "b"');
  });
});
