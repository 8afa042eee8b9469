import assert from "node:assert/strict";
import { before, it } from "node:test";
import type { ClientItem, ClientList, ClientSummary, GroupNumbers, History } from "../../../src/data/api-types.js";
import { models, prepare, scoreGroup } from "../../../src/engine/index.js";
import type { ClientRecord, Dataset, PersonScore } from "../../../src/engine/types.js";
import { client, DAY, NOW, random } from "./support/book.js";
import { onEveryDatabase, sharedBench } from "./support/server.js";

const SEED = 20261123;
const MIN_GROUP = 10;
const MIN_CELL = 5;
const MIDNIGHT = Math.floor(NOW / DAY) * DAY;

/** Clients of every shape: small departments, people in none, people without evidence, evidence that begins late. */
function book(): Dataset {
  const next = random(SEED);
  const sizes = [3, 5, 9, 10, 12, 15, 18, 24];
  const clients = Array.from({ length: 6 }, (_, c): ClientRecord => {
    const departments = Object.fromEntries(
      Array.from({ length: 1 + Math.floor(next() * 6) }, (_, d) => [
        `dept_${d}`,
        sizes[Math.floor(next() * sizes.length)]!,
      ]),
    );
    if (next() < 0.5) departments[""] = 1 + Math.floor(next() * 12);
    const made = client(`p-${c}`, departments, SEED + c);
    const share = [1, 0.9, 0.4][c % 3]!;
    const people = made.people.map((person) => ({
      ...person,
      events: next() < share ? person.events : [],
      measures: next() < share ? person.measures : {},
    }));
    return { ...made, people };
  });
  // One small department alone: the next smallest has to go with it.
  clients.push(client("p-alone", { dept_0: 12, dept_1: 15, dept_2: 4 }, SEED + 99));
  return { model: "phishr", clients };
}

/** What an attacker has learned of one client under one model. */
interface Learned {
  /** Date → group ("" is the client) → its numbers. */
  at: Map<number, Map<string, Partial<GroupNumbers>>>;
}

const evidence = new Map<ClientRecord, ReturnType<typeof prepare>[]>();
const truths = new Map<string, PersonScore[]>();

/** What the scores are, worked out without the server. */
function scoresOf(record: ClientRecord, model: string, asOf: number): PersonScore[] {
  const key = `${record.id} ${model} ${asOf}`;
  const known = evidence.get(record) ?? record.people.map((person) => prepare(person));
  evidence.set(record, known);
  const scores = truths.get(key) ?? scoreGroup(known, { model, asOf });
  truths.set(key, scores);
  return scores;
}

const data = book();

await onEveryDatabase((databases) => {
  const bench = sharedBench(databases, { books: { a: data } });
  const dates = [0, 1, 20, 90, 140, 200].map((days) => MIDNIGHT - days * DAY);
  const learned = new Map<string, Learned>();
  const ask = <T>(path: string): Promise<T> => bench().json<T>(path, { token: bench().token({ audience: "client" }) });
  const knowledgeOf = (id: string, model: string): Learned => {
    const key = `${id} ${model}`;
    if (!learned.has(key)) learned.set(key, { at: new Map() });
    return learned.get(key)!;
  };
  const learn = (known: Learned, at: number, group: string, numbers: Partial<GroupNumbers>): void => {
    const day = known.at.get(at) ?? new Map<string, Partial<GroupNumbers>>();
    known.at.set(at, day.set(group, { ...day.get(group), ...numbers }));
  };

  /** Everything there is to ask, put together. */
  before(async () => {
    for (const { id } of data.clients) {
      for (const { id: model } of models) {
        const known = knowledgeOf(id, model);
        for (const [i, at] of dates.entries()) {
          const window = [1, 7, 90][i % 3]!;
          const path = `/v1/clients/${id}/risk-summary?model=${model}&as_of=${new Date(at + 3_600_000 * 5).toISOString()}`;
          const { departments, ...total } = await ask<ClientSummary>(`${path}&window=${window}`);
          for (const [group, numbers] of [
            ["", total] as const,
            ...departments.map((d) => [d.department_id, d] as const),
          ]) {
            if (numbers.withheld) continue;
            learn(known, at, group, numbers);
            // A change tells the number that it started from.
            const { average_score: score, change } = numbers;
            if (score !== null && change != null)
              learn(known, at - window * DAY, group, { average_score: score - change });
          }
        }
        const names = new Set(data.clients.find((c) => c.id === id)!.people.flatMap((p) => p.department ?? []));
        for (const [kind, group] of [
          ["clients", ""] as const,
          ...[...names].map((name) => ["departments", name] as const),
        ]) {
          const path =
            kind === "clients" ? `/v1/clients/${id}/history?` : `/v1/departments/${group}/history?client=${id}&`;
          const { points } = await ask<History>(
            `${path}model=${model}&from=${new Date(MIDNIGHT - 210 * DAY).toISOString()}`,
          );
          for (const { at, score } of points) {
            if (score !== null) learn(known, Date.parse(at), group, { average_score: score });
          }
        }
      }
    }
  });

  function* eachDay(): Generator<{
    record: ClientRecord;
    model: string;
    at: number;
    known: Learned;
    scored: Map<string, number>;
  }> {
    for (const record of data.clients) {
      for (const { id: model } of models) {
        const known = knowledgeOf(record.id, model);
        for (const at of known.at.keys()) {
          const scores = scoresOf(record, model, at);
          const scored = new Map<string, number>();
          record.people.forEach(({ department = "" }, i) => {
            if (scores[i]!.score !== null) scored.set(department, (scored.get(department) ?? 0) + 1);
          });
          yield { record, model, at, known, scored };
        }
      }
    }
  }

  it("gives nobody the head count of a small department by subtraction", () => {
    let withheld = 0;
    for (const record of data.clients) {
      const heads = new Map<string, number>();
      for (const { department = "" } of record.people) heads.set(department, (heads.get(department) ?? 0) + 1);
      const told = new Set<string>();
      let total = false;
      for (const { id: model } of models) {
        for (const groups of knowledgeOf(record.id, model).at.values()) {
          for (const [group, { employee_count: count }] of groups) {
            if (count == null) continue;
            if (group === "") total = true;
            else told.add(group);
          }
        }
      }
      for (const group of told)
        assert.ok(heads.get(group)! >= MIN_GROUP, `${record.id} ${group} has ${heads.get(group)}`);
      if (record.people.length < MIN_GROUP) assert.ok(!total, record.id);
      const rest = [...heads].filter(([group]) => !told.has(group));
      if (!total || !rest.some(([group, n]) => group !== "" && n < MIN_GROUP)) continue;
      withheld++;
      assert.ok(rest.length > 1, `${record.id}: ${rest[0]![0]} is all that is left`);
      assert.ok(
        rest.reduce((n, [, size]) => n + size, 0) >= MIN_GROUP,
        `${record.id}: ${JSON.stringify(rest)} are left`,
      );
    }
    assert.ok(withheld > 2, "the book has departments to withhold");
  });

  it("gives nobody the score of fewer than ten people by subtraction, over all dates, windows and histories", () => {
    let checked = 0;
    for (const { record, model, at, known, scored } of eachDay()) {
      const today = known.at.get(at)!;
      if (today.get("")?.average_score == null) continue;
      // Whatever is told of a department at any date might be carried over to this one.
      const ever = new Set([...known.at.values()].flatMap((groups) => [...groups.keys()]));
      const rest = [...scored].filter(([group]) => group === "" || !ever.has(group));
      const left = rest.reduce((n, [, size]) => n + size, 0);
      const where = `seed ${SEED}: ${record.id} ${model} ${new Date(at).toISOString()}: ${JSON.stringify(rest)} are left`;
      assert.ok(left === 0 || left >= MIN_GROUP, where);
      for (const [group, { average_score: score }] of today) {
        const size = group === "" ? [...scored.values()].reduce((n, one) => n + one, 0) : (scored.get(group) ?? 0);
        assert.ok(score == null || size >= MIN_GROUP, `${where}; ${group || "all"} stands on ${size}`);
      }
      checked++;
    }
    assert.ok(checked > 100, `${checked} client days`);
  });

  it("tells of a change no more than the scores of both dates do", async () => {
    let changed = 0;
    for (const { id } of data.clients) {
      for (const { id: model, precision } of models) {
        const at = (date: number) => {
          const query = `model=${model}&window=30&as_of=${new Date(date).toISOString()}`;
          return ask<ClientSummary>(`/v1/clients/${id}/risk-summary?${query}`);
        };
        const [now, then] = [await at(MIDNIGHT), await at(MIDNIGHT - 30 * DAY)];
        for (const [group, was] of [
          [now, then] as const,
          ...now.departments.map((d, i) => [d, then.departments[i]!] as const),
        ]) {
          if (group.change == null || was.average_score === null) continue;
          changed += +(group.change !== 0);
          const apart = group.average_score! - was.average_score;
          assert.equal(group.change, Number(apart.toFixed(precision)) || 0, `${id} ${model}`);
        }
      }
    }
    assert.ok(changed > 20, `${changed} changes`);
  });

  it("gives nobody a small count, however the rows and columns are added up", () => {
    let masked = 0;
    for (const { record, model, at, known } of eachDay()) {
      const groups = known.at.get(at)!;
      const total = groups.get("");
      if (!total?.distribution) continue;
      const truth = scoresOf(record, model, at);
      const shown = [...groups.keys()].filter((group) => groups.get(group)!.distribution);
      const bands = Object.keys(total.distribution);
      const rowOf = (group: string): Row => {
        const members = truth.filter((_, i) => group === "" || record.people[i]!.department === group);
        const { distribution, under_min_cell: under = [], scored_count: count } = groups.get(group)!;
        const cells = bands.map((band) => ({
          value: members.filter((person) => person.band === band).length,
          told: distribution![band] !== null,
          small: under.includes(band),
        }));
        const none = members.filter((person) => person.band === null).length;
        return { sign: group === "" ? -1 : 1, cells: [...cells, { value: none, told: count !== null, small: false }] };
      };
      const rows = shown.map(rowOf);
      for (const { cells } of rows) {
        for (const cell of cells)
          if (cell.value > 0 && cell.value < MIN_CELL) assert.ok(!cell.told, "a small count is told");
      }
      // What is in no row is there too, and never told.
      const rest = rows[0]!.cells.map((_, i) => {
        const others = rows.filter(({ sign }) => sign > 0).reduce((n, { cells }) => n + cells[i]!.value, 0);
        return { value: rows.find(({ sign }) => sign < 0)!.cells[i]!.value - others, told: false, small: false };
      });
      const people = rest.reduce((n, { value }) => n + value, 0);
      const table: Row[] = people > 0 ? [...rows, { sign: 1, cells: rest }] : rows;
      for (const [r, row] of rows.entries()) {
        for (const [c, cell] of row.cells.entries()) {
          if (cell.told || cell.value === 0 || cell.value >= MIN_CELL) continue;
          masked++;
          const open = canDiffer(table, r, c);
          assert.ok(
            open,
            `seed ${SEED}: ${record.id} ${model} ${new Date(at).toISOString()}: ${shown[r] || "all"}, ${bands[c] ?? "no score"} can only be ${cell.value}\n${print(table)}`,
          );
        }
      }
    }
    assert.ok(masked > 100, `${masked} small counts`);
  });

  it("filters, sorts and pages by what is shown, so that the order tells nothing either", async () => {
    const all = (await ask<ClientList>("/v1/clients?limit=500&sort=name")).clients;
    const withheld = all
      .filter((item) => item.withheld)
      .map((item) => item.client_id)
      .sort();
    assert.ok(withheld.length > 0 && withheld.length < all.length, `${withheld.length} of ${all.length}`);
    for (const band of ["low", "medium", "high"]) {
      const { clients, total } = await ask<ClientList>(`/v1/clients?band=${band}`);
      assert.deepEqual(
        clients.map((item) => item.client_id).sort(),
        all
          .filter((item) => item.band === band)
          .map((item) => item.client_id)
          .sort(),
      );
      assert.equal(total, clients.length);
    }
    for (const sort of ["score", "-score", "change", "-change", "people", "-people"]) {
      const found: ClientItem[] = [];
      for (let cursor = ""; ;) {
        const page = await ask<ClientList>(
          `/v1/clients?sort=${sort}&limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        found.push(...page.clients);
        if (page.next_cursor === null) break;
        cursor = page.next_cursor;
      }
      assert.equal(new Set(found.map((item) => item.client_id)).size, all.length, sort);
      const last = found.slice(-withheld.length).map((item) => item.client_id);
      if (!sort.endsWith("change")) assert.deepEqual(last, withheld, sort);
    }
  });

  it("does not show what one event does before the day is over", async () => {
    const path = "/v1/clients?include=history";
    const token = bench().token({ audience: "client", subject: "watcher" });
    const before = await bench().call(path, { token });
    const event = {
      id: "today",
      employee_id: "p-0-dept_0-0",
      type: "simulation_submitted",
      at: new Date(NOW - 60_000).toISOString(),
    };
    assert.equal((await bench().call("/v1/events", { body: { events: [event] } })).status, 200);
    const after = await bench().call(path, { token, headers: { "If-None-Match": before.headers.get("ETag")! } });
    assert.equal(after.status, 304);
    bench().now += DAY;
    const tomorrow = await bench().call(path, {
      token: bench().token({ audience: "client", subject: "watcher" }),
      headers: { "If-None-Match": before.headers.get("ETag")! },
    });
    assert.equal(tomorrow.status, 200);
    bench().now -= DAY;
  });
});

interface Row {
  /** −1 for the row that the others sum to. */
  sign: 1 | -1;
  cells: Array<{ value: number; told: boolean; small: boolean }>;
}

/**
 * Whether a count can be another one with every row sum, every column sum and all that is told unchanged. If so there is
 * a cycle of cells around which one can be added and taken off in turn; it is looked for among rows and columns.
 */
function canDiffer(table: readonly Row[], row: number, column: number): boolean {
  const range = ({ value, told, small }: Row["cells"][number]): [number, number] =>
    told ? [value, value] : small ? [1, MIN_CELL - 1] : [0, Infinity];
  const rows = table.map((_, r) => `r${r}`);
  const columns = table[0]!.cells.map((_, c) => `c${c}`);
  const edges = new Map<string, string[]>();
  const add = (from: string, to: string): void => void edges.set(from, [...(edges.get(from) ?? []), to]);
  let up: [string, string] | null = null;
  let down: [string, string] | null = null;
  table.forEach(({ sign, cells }, r) =>
    cells.forEach((cell, c) => {
      const [low, high] = range(cell);
      // One more in a part is one more in its column; one more in the total is one less to be found in the parts.
      const more: [string, string] = sign > 0 ? [rows[r]!, columns[c]!] : [columns[c]!, rows[r]!];
      const less: [string, string] = [more[1], more[0]];
      const here = r === row && c === column;
      if (cell.value < high) {
        if (here) up = more;
        else add(...more);
      }
      if (cell.value > low) {
        if (here) down = less;
        else add(...less);
      }
    }),
  );
  const reaches = ([to, from]: [string, string]): boolean => {
    const seen = new Set([from]);
    for (const node of seen) for (const next of edges.get(node) ?? []) seen.add(next);
    return seen.has(to);
  };
  return [up, down].some((edge) => edge !== null && reaches(edge));
}

const print = (table: readonly Row[]): string =>
  table
    .map(
      ({ sign, cells }) =>
        `${sign} ${cells.map(({ value, told, small }) => `${value}${told ? "" : small ? "<" : "?"}`).join("\t")}`,
    )
    .join("\n");
