import { randomUUID } from "node:crypto";
import { EVENT_TYPES, getModel, parseTime, transitions, type EventRecord, type PersonScore } from "./engine.js";
import type { IngestResult, ProblemItem, ScoreChange, TrainingAssignment } from "../../src/data/api-types.js";
import type { Db, Queryable } from "./db.js";
import { ApiError, fault, iso } from "./http.js";
import type { Message, Messages } from "./messages.js";
import { MODELS, withEvents, type ClientState, type TenantStore } from "./store.js";
import type { Access } from "./tokens.js";
import { enqueueWebhook } from "./webhooks.js";

const TYPES: ReadonlySet<unknown> = new Set(EVENT_TYPES);
const FIELDS = new Set(["id", "employee_id", "type", "at", "ref", "score", "scored", "disputed"]);
export const MAX_BATCH = 1000;

interface Incoming {
  person: string;
  event: EventRecord & { id: string };
}

/** The batch, or a 422 that lists every fault in it. */
export function readBatch(body: unknown): Incoming[] {
  const events = isObject(body) ? body["events"] : undefined;
  if (!Array.isArray(events) || events.length === 0 || events.length > MAX_BATCH) {
    const size = Array.isArray(events) ? `a list of ${events.length}` : events;
    throw new ApiError("unusable", undefined, [fault("events", size, `a list of 1 to ${MAX_BATCH} events`)]);
  }
  const errors: ProblemItem[] = [];
  const batch = events.flatMap((item: unknown, i) => readEvent(item, `events[${i}]`, errors) ?? []);
  if (errors.length > 0) throw new ApiError("unusable", "Nothing of this batch was stored.", errors.slice(0, 100));
  return batch;
}

function readEvent(item: unknown, path: string, errors: ProblemItem[]): Incoming | null {
  if (!isObject(item)) {
    errors.push(fault(path, item, "an object"));
    return null;
  }
  const start = errors.length;
  const need = (name: string, good: boolean, expected: string): void => {
    if (!good) errors.push(fault(`${path}.${name}`, item[name], expected));
  };
  const { id, employee_id, type, at, ref, score, scored, disputed } = item;
  need("id", isText(id), `${TEXT}, unique in the tenant`);
  need("employee_id", isText(employee_id), "the id of a person");
  need("type", TYPES.has(type), `one of ${EVENT_TYPES.join(", ")}`);
  const time = typeof at === "string" || typeof at === "number" ? parseTime(at) : null;
  need("at", time !== null, "epoch milliseconds or a time with an offset, as 2026-11-23T09:12:00Z");
  need("ref", ref === undefined || isText(ref), TEXT);
  need("score", score === undefined || (typeof score === "number" && score >= 0 && score <= 1), "a number from 0 to 1");
  need("scored", scored === undefined || typeof scored === "boolean", "true or false");
  const dispute = disputed === undefined || typeof disputed === "boolean" || isText(disputed);
  need("disputed", dispute, "a reason, true or false");
  for (const name of Object.keys(item)) need(name, FIELDS.has(name), `no field but ${[...FIELDS].join(", ")}`);
  if (errors.length > start) return null;
  const { employee_id: person, ...event } = item;
  return { person: person as string, event: event as unknown as Incoming["event"] };
}

const TEXT = "a text of 1 to 200 characters without control characters";

/** Text that a database can hold and a page can show: no control characters, no halves of characters. */
export function isText(value: unknown, max = 200): value is string {
  return typeof value === "string" && [...value].length <= max && /^[^\p{Cc}\p{Cs}]+$/u.test(value);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export interface Sink {
  db: Db;
  messages: Messages;
  clock: () => number;
}

/** A change that has been committed, for whoever listens. */
interface Outcome {
  accepted: number;
  states: ClientState[];
}

/**
 * Takes a batch in: events, score changes, history, stream messages, automatic training and web hooks, all in one
 * transaction. Killed at any moment, either all of it has happened or nothing, and sending it again adds only what is
 * missing.
 */
export async function ingest(sink: Sink, store: TenantStore, access: Access, batch: Incoming[]): Promise<IngestResult> {
  const { result, outcome } = await sink.db.transaction(async (tx) => {
    const people = await peopleOf(tx, store.row.id, access, batch);
    const conflicts = await conflictsOf(tx, store.row.id, batch);
    // Locked in one order, so that two batches never wait for each other.
    const clients = [...new Set(people.values())].sort();
    const outcome = await apply(sink, tx, store, clients, people, batch);
    const { accepted } = outcome;
    return { result: { accepted, duplicates: batch.length - accepted, conflicts }, outcome };
  });
  for (const state of outcome.states) store.keep(state);
  if (outcome.accepted > 0) sink.messages.announce(store.row.id);
  return result;
}

/** Person → client, for people whom the token may see. */
async function peopleOf(
  tx: Queryable,
  tenant: string,
  access: Access,
  batch: Incoming[],
): Promise<Map<string, string>> {
  const ids = [...new Set(batch.map((item) => item.person))];
  const rows = await tx.query<{ id: string; client_id: string }>(
    `select id, client_id from people where tenant_id = $1
       and id in (select jsonb_array_elements_text($2::jsonb))`,
    [tenant, JSON.stringify(ids)],
  );
  const known = new Map(
    rows
      .filter((row) => !access.clients || access.clients.includes(row.client_id))
      .map((row) => [row.id, row.client_id]),
  );
  const errors = batch.flatMap((item, i) =>
    known.has(item.person) ? [] : [fault(`events[${i}].employee_id`, item.person, "a person that this token may see")],
  );
  if (errors.length > 0) throw new ApiError("unusable", "Nothing of this batch was stored.", errors.slice(0, 100));
  return known;
}

/** Ids that were seen before with another content, stored or in this batch. The first one counts: that is said, not hidden. */
async function conflictsOf(tx: Queryable, tenant: string, batch: Incoming[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select e.id from events e join jsonb_to_recordset($2::jsonb) as x(id text, person text, body jsonb) on x.id = e.id
      where e.tenant_id = $1 and (e.body <> x.body or e.person_id <> x.person)`,
    [tenant, JSON.stringify(batch.map(({ person, event }) => ({ id: event.id, person, body: event })))],
  );
  const differ = new Set(rows.map((row) => row.id));
  const first = new Map<string, string>();
  for (const item of batch) {
    const text = JSON.stringify([item.person, Object.entries(item.event).sort()]);
    const known = first.get(item.event.id);
    if (known === undefined) first.set(item.event.id, text);
    else if (known !== text) differ.add(item.event.id);
  }
  return [...differ].sort();
}

async function apply(
  sink: Sink,
  tx: Queryable,
  store: TenantStore,
  clients: readonly string[],
  people: ReadonlyMap<string, string>,
  batch: readonly Incoming[],
): Promise<Outcome> {
  const tenant = store.row.id;
  const before = new Map<string, ClientState>();
  for (const id of clients) {
    await tx.query("select 1 from clients where tenant_id = $1 and id = $2 for update", [tenant, id]);
    before.set(id, await store.clientIn(tx, id));
  }
  const inserted = await tx.query<{ id: string }>(
    `insert into events (tenant_id, id, person_id, body)
     select $1, x.id, x.person, x.body
       from rows from (jsonb_to_recordset($2::jsonb) as (id text, person text, body jsonb))
              with ordinality as x(id, person, body, n) order by x.n
     on conflict (tenant_id, id) do nothing returning id`,
    [tenant, JSON.stringify(batch.map(({ person, event }) => ({ id: event.id, person, body: event })))],
  );
  const fresh = new Set(inserted.map((row) => row.id));
  const added = new Map<string, Map<string, EventRecord[]>>();
  let accepted = 0;
  for (const { person, event } of batch) {
    // An id twice in one batch is stored once, as its first.
    if (!fresh.delete(event.id)) continue;
    accepted++;
    const client = people.get(person)!;
    const byPerson = added.get(client) ?? new Map<string, EventRecord[]>();
    added.set(client, byPerson.set(person, [...(byPerson.get(person) ?? []), event]));
  }
  const states: ClientState[] = [];
  for (const [client, byPerson] of added) {
    const [row] = await tx.query<{ version: number }>(
      "update clients set version = version + 1 where tenant_id = $1 and id = $2 returning version::float8 as version",
      [tenant, client],
    );
    const after = withEvents(before.get(client)!, byPerson, row!.version, sink.clock());
    states.push(await consequences(sink, tx, store, before.get(client)!, after, byPerson));
  }
  return { accepted, states };
}

/** Scores before and after at the same instant: what differs is news. */
async function consequences(
  sink: Sink,
  tx: Queryable,
  store: TenantStore,
  before: ClientState,
  after: ClientState,
  byPerson: ReadonlyMap<string, readonly EventRecord[]>,
): Promise<ClientState> {
  const asOf = store.now([after]);
  const messages: Omit<Message, "seq">[] = [];
  const history: HistoryRow[] = [];
  const due: string[] = [];
  const settings = store.settings(after);
  for (const id of MODELS) {
    const model = getModel(id, settings);
    const was = store.scores(before, model, asOf);
    const is = store.scores(after, model, asOf);
    for (const [i, score] of is.entries()) {
      const old = was[i]!;
      // A cohort moves with one of its members by itself: the others are told, but only they made a calculation.
      if (byPerson.has(score.id)) history.push({ kind: "employee", ...score });
      if (old.score === score.score) continue;
      messages.push({ client: after.id, kind: "score", body: changeOf(after, i, old, score) });
    }
    // Alarms are raised by the tenant's own model: five models would raise each of them five times.
    if (id !== store.row.model) continue;
    for (const { id: person, critical, training } of transitions(model, was, is)) {
      const i = after.index.get(person)!;
      if (training) due.push(person);
      if (critical) await enqueueWebhook(tx, store, sink.clock(), settings, changeOf(after, i, was[i]!, is[i]!));
    }
  }
  await record(tx, store.row.id, history);
  let state = after;
  if (settings.auto_trigger_training !== false) {
    for (const person of due) {
      const ref = "adaptive-training";
      const assigned = await assign(sink, tx, store, state, { person, ref, row: null, automatic: true });
      state = assigned.state;
      if (assigned.created) messages.push({ client: after.id, kind: "training", body: assigned.assignment });
    }
  }
  await sink.messages.append(tx, store.row.id, messages);
  return state;
}

function changeOf(client: ClientState, i: number, old: PersonScore, score: PersonScore): ScoreChange {
  return {
    employee_id: score.id,
    client_id: client.id,
    department_id: client.people[i]?.department ?? null,
    model: score.model,
    score: score.published,
    exact_score: score.score,
    band: score.band,
    previous_score: old.published,
    previous_band: old.band,
    last_updated: iso(score.asOf),
  };
}

export interface HistoryRow {
  kind: "employee" | "client" | "department";
  id: string;
  model: string;
  asOf: number;
  score: number | null;
  published: number | null;
  band: string | null;
}

/** One record for each calculation: the same subject, model and date is the same calculation, and the last one stands. */
export async function record(tx: Queryable, tenant: string, rows: readonly HistoryRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ kind, id, model, asOf, score, published, band }) => ({
    ...{ kind, id, model, at: asOf },
    ...{ score, published, band },
  }));
  await tx.query(
    `insert into history (tenant_id, kind, subject_id, model, at, score, published, band)
     select $1, x.kind, x.id, x.model, x.at, x.score, x.published, x.band
       from jsonb_to_recordset($2::jsonb)
         as x(kind text, id text, model text, at bigint, score float8, published float8, band text)
     on conflict (tenant_id, kind, subject_id, model, at)
     do update set score = excluded.score, published = excluded.published, band = excluded.band`,
    [tenant, JSON.stringify(values)],
  );
}

interface Assigned {
  assignment: TrainingAssignment;
  created: boolean;
  state: ClientState;
}

/** Assigns within a transaction that holds the client's row; an assignment that is still open is given back instead. */
async function assign(
  sink: Sink,
  tx: Queryable,
  store: TenantStore,
  state: ClientState,
  request: { person: string; ref: string; row: string | null; automatic: boolean },
): Promise<Assigned> {
  const { person, ref, row, automatic } = request;
  const tenant = store.row.id;
  const [open] = await tx.query<{ id: string; row_id: string | null; automatic: boolean; at: number }>(
    `select a.id, a.row_id, a.automatic, a.at::float8 as at from assignments a
      where a.tenant_id = $1 and a.person_id = $2 and a.ref = $3 and not exists (
        select 1 from events e where e.tenant_id = $1 and e.person_id = $2 and e.body->>'type' = 'training_completed'
           and e.body->>'ref' = $3 and e.seq > (select seq from events where tenant_id = $1 and id = a.id))
      order by a.at limit 1`,
    [tenant, person, ref],
  );
  const make = (id: string, at: number, rowId: string | null, auto: boolean): TrainingAssignment => ({
    ...{ assignment_id: id, employee_id: person, ref, row: rowId },
    ...{ automatic: auto, assigned_at: iso(at) },
  });
  if (open) return { assignment: make(open.id, open.at, open.row_id, open.automatic), created: false, state };
  const id = `assignment-${randomUUID()}`;
  const at = sink.clock();
  const event: EventRecord = { id, type: "training_assigned", at: iso(at), ref };
  await tx.query("insert into events (tenant_id, id, person_id, body) values ($1, $2, $3, $4::jsonb)", [
    ...[tenant, id, person],
    JSON.stringify(event),
  ]);
  await tx.query(
    `insert into assignments (tenant_id, id, person_id, ref, row_id, automatic, at)
     values ($1, $2, $3, $4, $5, $6, $7::float8::bigint)`,
    [tenant, id, person, ref, row, automatic, at],
  );
  const [version] = await tx.query<{ version: number }>(
    "update clients set version = version + 1 where tenant_id = $1 and id = $2 returning version::float8 as version",
    [tenant, state.id],
  );
  const next = withEvents(state, new Map([[person, [event]]]), version!.version, at);
  return { assignment: make(id, at, row, automatic), created: true, state: next };
}

/** One assignment asked for by a person. An assignment changes scores where the model counts it. */
export async function assignTraining(
  sink: Sink,
  store: TenantStore,
  client: string,
  request: { person: string; ref: string; row: string | null },
): Promise<Omit<Assigned, "state">> {
  const assigned = await sink.db.transaction(async (tx) => {
    await tx.query("select 1 from clients where tenant_id = $1 and id = $2 for update", [store.row.id, client]);
    const before = await store.clientIn(tx, client);
    const made = await assign(sink, tx, store, before, { ...request, automatic: false });
    if (!made.created) return made;
    await sink.messages.append(tx, store.row.id, [{ client, kind: "training", body: made.assignment }]);
    const event = made.state.people[made.state.index.get(request.person)!]!.events!.at(-1)!;
    const state = await consequences(sink, tx, store, before, made.state, new Map([[request.person, [event]]]));
    return { ...made, state };
  });
  store.keep(assigned.state);
  if (assigned.created) sink.messages.announce(store.row.id);
  return assigned;
}
