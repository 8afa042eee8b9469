import { expect } from "@open-wc/testing";
import "../../src/index.js";
import { readData } from "../../src/data/read.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { jsonChild, listen, mount, settle, textOf, unmountAll, until, type Mounting } from "./contract.js";
import { ELEMENTS } from "./everyone.js";
import { FakeSupply } from "./fakes.js";
import { DATASET, NOW } from "./samples.js";

type Loose = { [key: string]: unknown; clients: Array<{ people: Array<Record<string, unknown>> }> };

/** Somebody without an id, somebody who is no person, an event without a time: the rest is as good as before. */
function faulty(): Loose {
  const data = JSON.parse(JSON.stringify(DATASET)) as Loose;
  const { people } = data.clients[0]!;
  people.push({ name: "Zoë Nameless" }, "Zoë Nameless" as unknown as Record<string, unknown>);
  (people[0]!.events as unknown[]).push({ type: "simulation_clicked", at: "last Tuesday" });
  return data;
}
const PLACES = ["clients[0].people[13].id", "clients[0].people[14]", "clients[0].people[0].events"];

/** Heard from the first moment on. */
async function shown(tag: string, { attributes = {}, data, json }: Mounting) {
  const wrapper = document.createElement("div");
  document.body.append(wrapper);
  const heard = listen(wrapper, "risk-error");
  const el = document.createElement(tag) as RiskElement;
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  if (json !== undefined) el.append(jsonChild(json));
  else el.data = data;
  wrapper.append(el);
  await until(() => el.phase !== "loading", 15_000);
  await settle(el);
  return { el, heard };
}

describe("what of the data could not be used", () => {
  afterEach(() => {
    unmountAll();
    document.body.replaceChildren();
  });

  for (const [tag, attributes] of ELEMENTS) {
    describe(tag, () => {
      it("is told once with its path, kind and expectation, and what is good is shown", async () => {
        const { el, heard } = await shown(tag, { attributes, data: faulty() });
        expect(el.phase).to.equal("ready");
        expect(heard.length).to.equal(1);
        const [{ code, path, message, retryable, issues }] = heard as [(typeof heard)[0]];
        expect([code, path, retryable]).to.deep.equal(["invalid-data", PLACES[0], false]);
        expect(message).to.contain("clients[0].people[13].id: undefined; expected the person's id");
        expect(issues!.slice(0, 2).map((one) => one.path)).to.deep.equal(PLACES.slice(0, 2));
        el.requestUpdate();
        await settle(el);
        expect(heard.length).to.equal(1);
      });

      it("is none, and is told of by nobody, where all is good", async () => {
        const { el, heard } = await shown(tag, { attributes, data: DATASET });
        expect([el.phase, heard, el.shadowRoot!.querySelector("[part=issues]")]).to.deep.equal(["ready", [], null]);
      });

      const guarded: ReadonlyArray<Record<string, string>> = [{ audience: "client" }, { redact: "initials" }];
      for (const options of guarded)
        it(`names nobody under ${JSON.stringify(options)}`, async () => {
          const { el, heard } = await shown(tag, { attributes: { ...attributes, ...options }, data: faulty() });
          expect(heard.length).to.equal(1);
          expect(heard[0]).to.have.all.keys("code", "message", "retryable");
          const said = heard[0]!.message + textOf(el) + new XMLSerializer().serializeToString(el.shadowRoot!);
          expect(said).to.not.match(/Nameless|people\[/);
          if ("audience" in options) expect(el.shadowRoot!.querySelector("[part=issues]")).to.equal(null);
        });

      if (tag === "risk-score-card") return;
      it("stands in one quiet line, what and why behind it", async () => {
        const { el } = await shown(tag, { attributes, data: faulty() });
        const note = el.shadowRoot!.querySelector<HTMLDetailsElement>("details[part=issues]")!;
        const n = tag === "risk-what-if" ? 2 : 3;
        expect(note.open).to.equal(false);
        expect(note.querySelector("summary")!.textContent!.trim()).to.match(
          /^[23] records could not be used as supplied\.$/,
        );
        expect(note.querySelector("li")).to.equal(null);
        note.querySelector("summary")!.click();
        await until(() => note.querySelector("li") !== null);
        const lines = [...note.querySelectorAll("li")].map((li) => li.textContent!);
        expect(lines.length).to.be.within(2, n);
        expect(lines[0]).to.contain("clients[0].people[13].id: undefined; expected the person's id");
      });
    });
  }

  it("is told from a JSON child, a provider's data and an API's answer alike", async () => {
    const child = await shown("client-risk-compare", { json: JSON.stringify(faulty()) });
    expect(child.heard.map(({ path }) => path)).to.deep.equal([PLACES[0]]);
    const { book, issues } = readData(faulty());
    const supply = new FakeSupply({ status: "ready", book, issues, at: NOW });
    const el = await mount("client-risk-compare", { supply });
    const heard = listen(document.body, "risk-error");
    supply.answer({ status: "ready", book, issues: issues.slice(1), at: NOW, partial: true });
    await settle(el);
    expect(heard.length, "more is on its way").to.equal(0);
    supply.answer({ status: "ready", book, issues: issues.slice(1), at: NOW });
    await settle(el);
    expect(heard.map(({ path }) => path)).to.deep.equal([PLACES[1]]);
    supply.answer({ status: "ready", book, issues: issues.slice(1), at: NOW + 1 });
    await settle(el);
    expect(heard.length, "the same again").to.equal(1);
  });

  for (const [tag, answer] of [
    ["risk-score-card", { employee_id: "e", score: 67, signals: { training: 60 } }],
    ["risk-score-card", { department_id: "d", average_score: 54, employee_count: 42 }],
    ["risk-breakdown", { employee_id: "e", score: 67, signals: { training: 60 } }],
    [
      "client-risk-compare",
      { clients: [{ client_id: "c", average_score: 54, employee_count: 42 }], next_cursor: null },
    ],
    [
      "risk-report",
      { client_id: "c", average_score: 54, employee_count: 42, distribution: { low: 42 }, departments: [] },
    ],
  ] as const)
    it(`is also of when a number is: <${tag}> of ${Object.keys(answer)[0]} says no date that nobody gave`, async () => {
      const date = new Date().toLocaleDateString("en", { dateStyle: "medium" });
      for (const last_updated of ["yesterday", "2026-11-23", "1764500000000", 1764500000, 1e17, {}]) {
        const { el, heard } = await shown(tag, { data: { ...answer, last_updated } });
        expect(heard.map(({ path }) => path)).to.deep.equal(["last_updated"]);
        const said = [...el.shadowRoot!.querySelectorAll("p, span, h2, h3")].map(textOf).join(" ");
        expect(said, String(last_updated)).to.contain("Date unknown").and.to.not.contain("Today");
        expect(said).to.not.contain(`As of ${date}`);
        unmountAll();
        document.body.replaceChildren();
      }
      // What asks for now, and gets a number without a date, has it of now.
      const { el } = await shown(tag, { data: { ...answer, last_updated: null } });
      expect(textOf(el)).to.not.contain("Date unknown");
    });

  it("is of one person's date alone where the list has another", async () => {
    const employees = [
      { employee_id: "a", score: 67, last_updated: "2026-11-23T09:12:00Z" },
      { employee_id: "b", score: 40, last_updated: "x" },
    ];
    const { el: first } = await shown("risk-score-card", { attributes: { person: "a" }, data: employees });
    expect(textOf(first)).to.contain("Nov 23, 2026");
    const { el: second } = await shown("risk-score-card", { attributes: { person: "b" }, data: employees });
    expect(textOf(second)).to.contain("Date unknown").and.to.not.contain("Nov 23");
  });

  it("of a person stands with the place in what was supplied", async () => {
    const { heard } = await shown("risk-score-card", { attributes: { person: "p-0-0" }, data: faulty() });
    const last = heard[0]!.issues!.at(-1)!;
    expect(last.path).to.match(/^clients\[0\]\.people\[0\]\.events\[\d+\]\.at$/);
  });

  it("of a person alone stands with the place in the record", async () => {
    const ada = { ...DATASET.clients[0]!.people[0]!, events: [{ type: "simulation_clicked", at: "last Tuesday" }] };
    const { heard } = await shown("risk-score-card", { data: ada });
    expect([heard[0]!.path, heard[0]!.message]).to.deep.equal([
      "events[0].at",
      'events[0].at: "last Tuesday" (string); expected epoch milliseconds or a time with an offset.',
    ]);
    const dataset = await shown("risk-breakdown", {
      attributes: { person: "a" },
      data: { clients: [{ id: "c", people: [{ ...ada, id: "a" }] }] },
    });
    expect(dataset.heard.map(({ message }) => message)).to.deep.equal([
      'clients[0].people[0].events[0].at: "last Tuesday" (string); expected epoch milliseconds or a time with an offset.',
    ]);
  });

  it("of very much is the beginning, and how much more there is", async () => {
    const data = faulty();
    data.clients[0]!.people.push(...Array.from({ length: 70 }, () => ({})));
    const { el, heard } = await shown("client-risk-compare", { data });
    el.shadowRoot!.querySelector<HTMLElement>("[part=issues] summary")!.click();
    await until(() => el.shadowRoot!.querySelector("[part=issues] li") !== null);
    const lines = [...el.shadowRoot!.querySelectorAll("[part=issues] li")].map((li) => li.textContent!.trim());
    expect([lines.length, lines.at(-1)]).to.deep.equal([51, "+ 23"]);
    expect(heard[0]!.issues!.length).to.equal(73);
  });
});
