import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { makeBook } from "../../../demo/book.js";
import { OFFICES } from "../../../demo/data/clients.js";
import { generateColumns, TYPES } from "../../../demo/data/columns.js";
import { AS_OF, generate, generateClient } from "../../../demo/data/generate.js";
import { audit } from "../../../src/engine/audit.js";
import {
  DAY,
  EVENT_TYPES,
  getModel,
  models,
  parseTime,
  scoreBook,
  scoreColumns,
  type ClientScore,
  type EventRecord,
  type PersonRecord,
} from "../../../src/engine/index.js";

const NOW = parseTime(AS_OF)!;
const book = makeBook({ times: "epoch" });
const people: PersonRecord[] = book.clients.flatMap((client) => [...client.people]);
const events: EventRecord[] = people.flatMap((person) => [...(person.events ?? [])]);
const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Clients' scores under a model, beside their stories. */
function told(model: string): Array<{ story: string; score: ClientScore }> {
  const { clients } = scoreBook(book.clients, { model, asOf: NOW });
  return clients.map((score, i) => ({ story: OFFICES[i]!.story, score }));
}

describe("the demo's book of business", () => {
  it("has 40 clients, 2500 people and 18 months of evidence", () => {
    assert.equal(book.clients.length, 40);
    assert.equal(people.length, 2500);
    const times = events.map((event) => parseTime(event.at)!);
    assert.ok(times.every((at) => at <= NOW));
    const first = times.reduce((least, at) => Math.min(least, at), NOW);
    assert.ok(NOW - first > 520 * DAY && NOW - first < 560 * DAY, new Date(first).toISOString());
    assert.equal(new Set(people.map((person) => person.id)).size, 2500);
    assert.equal(new Set(book.clients.map((client) => client.id)).size, 40);
  });

  it("is the same from the same seed, to the byte, and another from another", () => {
    assert.equal(digest(makeBook()), digest(makeBook()));
    assert.notEqual(digest(makeBook({ seed: 8 })), digest(makeBook()));
  });

  it("moves with its date: the same ages at any", () => {
    const later = makeBook({ times: "epoch", asOf: NOW + 7 * DAY });
    const ages = (at: number, { clients }: typeof book): number[] =>
      clients[0]!.people.flatMap((person) => (person.events ?? []).map((event) => at - parseTime(event.at)!));
    assert.deepEqual(ages(NOW + 7 * DAY, later), ages(NOW, book));
  });

  it("writes times as text or numbers, meaning the same", () => {
    const [text, number] = [generate({ people: 60, clients: 3 }), generate({ people: 60, clients: 3, times: "epoch" })];
    const parsed = JSON.parse(JSON.stringify(text), (key, value: unknown) =>
      key === "at" ? parseTime(value) : value,
    ) as typeof text;
    assert.deepEqual(parsed.clients, number.clients);
  });

  it("holds every kind of event, and nothing that the audit finds fault with", () => {
    assert.deepEqual([...new Set(events.map((event) => event.type))].sort(), [...EVENT_TYPES].sort());
    assert.deepEqual(audit(book), []);
    assert.ok(events.every((event) => event.ref));
  });

  for (const { id } of models) {
    it(`has scores under ${id}, in all its lower bands, without an issue`, () => {
      const { clients } = scoreBook(book.clients, { model: id, asOf: NOW });
      assert.deepEqual(
        clients.flatMap((client) => client.issues),
        [],
      );
      const scored = clients.reduce((sum, client) => sum + client.scored, 0);
      assert.ok(scored > 2300 && scored < 2480, `${scored} people with a score`);
      const bands = getModel(id).bands.map((band) =>
        clients.reduce((sum, client) => sum + client.distribution[band.id]!, 0),
      );
      // MetaCompliance's highest needs everything to go wrong for somebody.
      assert.ok(
        bands.slice(0, 2).every((count) => count > 100),
        bands.join(" "),
      );
      assert.equal(clients.filter((client) => client.score === null).length, 1);
    });
  }

  it("has clients in every band: a few bad ones, a few excellent, most between", () => {
    for (const model of ["infima", "moxso"]) {
      const of = new Map(getModel(model).bands.map(({ id }) => [id, 0]));
      for (const { score } of told(model)) if (score.band) of.set(score.band, of.get(score.band)! + 1);
      const counts = [...of.values()];
      // Moxso draws everybody towards the client's mean: single people are critical there, and no whole client is.
      assert.ok(
        counts.slice(0, model === "moxso" ? 3 : 4).every((n) => n > 0),
        `${model}: ${counts.join(" ")}`,
      );
      assert.ok(counts.slice(2).reduce((sum, n) => sum + n) <= 5, `${model}: ${counts.join(" ")}`);
    }
  });

  it("has small clients, one without a score, people without data, long and foreign names", () => {
    assert.ok(book.clients.filter((client) => client.people.length < 10).length >= 2);
    assert.ok(book.clients.some((client) => client.people.every((person) => !person.events && !person.measures)));
    assert.ok(people.filter((person) => !person.events).length > 50);
    assert.ok(book.clients.some((client) => client.name!.length > 80));
    for (const script of [/\p{Script=Arabic}/u, /\p{Script=Han}/u])
      assert.ok(people.some((person) => script.test(person.name!)));
    assert.ok(people.every((person) => /^[\w.+-]+@[\w.-]+\.example$/.test(person.email!)));
  });

  it("has joiners and leavers", () => {
    const spans = people
      .filter((person) => person.events)
      .map((person) => [parseTime(person.events![0]!.at)!, parseTime(person.events!.at(-1)!.at)!] as const);
    assert.ok(spans.filter(([first]) => first > NOW - 180 * DAY).length > 40, "joined within six months");
    assert.ok(spans.filter(([, last]) => last < NOW - 120 * DAY).length > 40, "nothing for four months");
  });

  it("tells its stories: some climb, some improve, a breach wave, a scanner", () => {
    const scores = told("infima");
    const change = (story: string): number =>
      mean(scores.filter((one) => one.story === story).map((one) => one.score.change!));
    const level = (story: string): number =>
      mean(scores.filter((one) => one.story === story).map((one) => one.score.score!));
    assert.ok(change("climbs") > 5, `climbs ${change("climbs")}`);
    assert.ok(change("breach") > 5, `breach ${change("breach")}`);
    assert.ok(change("improves") < -3, `improves ${change("improves")}`);
    assert.ok(Math.abs(change("steady")) < 3, `steady ${change("steady")}`);
    assert.ok(level("careless") > level("steady") + 8 && level("steady") > level("exemplary") + 6);
    assert.ok(events.filter((event) => event.disputed === "scanner").length > 50);
    const wave = book.clients.filter((_, i) => OFFICES[i]!.story === "breach").flatMap((client) => client.people);
    assert.ok(
      wave.filter((person) => person.breaches?.some((breach) => breach.name === "Roomshare")).length > wave.length / 2,
    );
  });

  it("has repeat clickers and steady reporters", () => {
    const count = (person: PersonRecord, type: string): number =>
      (person.events ?? []).filter((event) => event.type === type).length;
    assert.ok(people.filter((person) => count(person, "simulation_clicked") >= 6).length > 60);
    assert.ok(
      people.filter((person) => count(person, "simulation_reported") >= 6 && count(person, "simulation_clicked") === 0)
        .length > 100,
    );
  });

  it("takes any size, and sums to it", () => {
    for (const [clients, size] of [
      [1, 30],
      [3, 60],
      [41, 500],
      [120, 4000],
    ] as const) {
      const { clients: made } = generate({ clients, people: size, months: 6 });
      assert.equal(made.length, clients);
      assert.equal(
        made.reduce((sum, client) => sum + client.people.length, 0),
        size,
      );
      assert.equal(new Set(made.map((client) => client.id)).size, clients);
    }
  });

  it("makes one client by itself as it is in the whole", () => {
    assert.deepEqual(generateClient(7), book.clients[7]);
    assert.equal(generateClient(40), null);
  });
});

describe("the book in columns", () => {
  it("counts event types as the engine does", () => {
    assert.deepEqual([...TYPES], [...EVENT_TYPES]);
  });

  it("scores as the same book in records does, under every model", () => {
    const options = { clients: 45, people: 700, density: 1, times: "epoch" } as const;
    const task = generateColumns(options);
    let step = task.next();
    while (!step.done) step = task.next();
    const { columns, as_of } = step.value;
    const records = generate(options);
    const { clients = [], clientStart } = columns;
    assert.deepEqual(
      clients.map(({ id, name }, i) => [id, name, clientStart[i + 1]! - clientStart[i]!]),
      records.clients.map(({ id, name, people }) => [id, name, people.length]),
    );
    const everyone = records.clients.flatMap((client) => client.people);
    assert.deepEqual(
      columns.ids,
      everyone.map(({ id }) => id),
    );
    assert.deepEqual(
      columns.names,
      everyone.map(({ name }) => name),
    );
    for (const { id } of models) {
      const { score } = scoreColumns(columns, { model: id, asOf: as_of });
      const expected = scoreBook(records.clients, { model: id, asOf: as_of }).clients.flatMap(
        (client) => client.people,
      );
      expected.forEach((person, i) => {
        if (person.score === null) assert.ok(Number.isNaN(score[i]), `${id} ${person.id}`);
        else assert.ok(Math.abs(person.score - score[i]!) < 1e-9, `${id} ${person.id}: ${person.score} ${score[i]}`);
      });
    }
  });
});
