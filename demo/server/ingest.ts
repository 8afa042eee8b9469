import type { IngestResult } from "../../src/data/api-types.js";
import type { Incoming } from "./batch.js";
import { consequences, type Sink } from "./consequences.js";
import type { Queryable } from "./db.js";
import type { EventRecord } from "./engine.js";
import { ApiError, fault } from "./http.js";
import { type ClientState, type TenantStore } from "./store.js";
import type { Access } from "./tokens.js";
import type { TrainingAssignment } from "../../src/data/api-types.js";
import { assign, cancel, type Assigned } from "./training.js";

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
    `select x.id, p.client_id from jsonb_array_elements_text($2::jsonb) as x(id)
      cross join lateral (select client_id from people where tenant_id = $1 and id = x.id offset 0) as p`,
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
    // Looked up one by one, by key: joined, they are compared with every event of the tenant.
    `select x.id from jsonb_to_recordset($2::jsonb) as x(id text, person text, body jsonb)
      cross join lateral (select body, person_id from events where tenant_id = $1 and id = x.id offset 0) as e
      where e.body <> x.body or e.person_id <> x.person`,
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
    const after = store.withEvents(before.get(client)!, byPerson, row!.version);
    states.push(await consequences(sink, tx, store, before.get(client)!, after, byPerson));
  }
  return { accepted, states };
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

/** One assignment taken back by a person, with what follows for the scores. */
export async function cancelTraining(
  sink: Sink,
  store: TenantStore,
  client: string,
  { person, id }: { person: string; id: string },
): Promise<TrainingAssignment> {
  const { assignment, state } = await sink.db.transaction(async (tx) => {
    await tx.query("select 1 from clients where tenant_id = $1 and id = $2 for update", [store.row.id, client]);
    const before = await store.clientIn(tx, client);
    const done = await cancel(tx, store, before, person, id, sink.clock());
    if (!done.state) return done;
    await sink.messages.append(tx, store.row.id, [{ client, kind: "training", body: done.assignment }]);
    return { ...done, state: await consequences(sink, tx, store, before, done.state, new Map([[person, []]])) };
  });
  if (state) {
    store.keep(state);
    sink.messages.announce(store.row.id);
  }
  return assignment;
}

/** Looks at every client of a tenant for what time alone has done. */
export async function sweep(sink: Sink, store: TenantStore): Promise<void> {
  for (const { id } of await store.clients(null)) {
    const state = await sink.db.transaction(async (tx) => {
      await tx.query("select 1 from clients where tenant_id = $1 and id = $2 for update", [store.row.id, id]);
      const client = await store.clientIn(tx, id);
      return consequences(sink, tx, store, client, client, new Map());
    });
    store.keep(state);
  }
  sink.messages.announce(store.row.id);
}
