import { randomUUID } from "node:crypto";
import type { TrainingAssignment } from "../../src/data/api-types.js";
import type { Sink } from "./consequences.js";
import type { Queryable } from "./db.js";
import type { EventRecord } from "./engine.js";
import { ApiError, iso } from "./http.js";
import { type ClientState, type TenantStore } from "./store.js";

export interface Assigned {
  assignment: TrainingAssignment;
  created: boolean;
  state: ClientState;
}

/** Assigns within a transaction that holds the client's row; an assignment that is still open is given back instead. */
export async function assign(
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
      where a.tenant_id = $1 and a.person_id = $2 and a.ref = $3 and a.cancelled_at is null and not exists (
        select 1 from events e where e.tenant_id = $1 and e.person_id = $2 and e.body->>'type' = 'training_completed'
           and e.body->>'ref' = $3 and e.seq > (select seq from events where tenant_id = $1 and id = a.id))
      order by a.at limit 1`,
    [tenant, person, ref],
  );
  if (open) return { assignment: answerOf({ ...open, person, ref }), created: false, state };
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
  const next = store.withEvents(state, new Map([[person, [event]]]), version!.version);
  return { assignment: answerOf({ id, person, ref, row_id: row, automatic, at }), created: true, state: next };
}

interface Row {
  id: string;
  person: string;
  ref: string;
  row_id: string | null;
  automatic: boolean;
  at: number;
}

const answerOf = ({ id, person, ref, row_id, automatic, at }: Row): TrainingAssignment => ({
  ...{ assignment_id: id, employee_id: person, ref, row: row_id },
  ...{ automatic, assigned_at: iso(at) },
});

/**
 * Takes an assignment and its event back, within a transaction that holds the client's row.
 * @returns without a state where it had been taken back already
 */
export async function cancel(
  tx: Queryable,
  store: TenantStore,
  state: ClientState,
  person: string,
  id: string,
  now: number,
): Promise<{ assignment: TrainingAssignment; state: ClientState | null }> {
  const key = [store.row.id, person, id];
  const [row] = await tx.query<Row & { cancelled: boolean; completed: boolean }>(
    `select a.id, a.person_id as person, a.ref, a.row_id, a.automatic, a.at::float8 as at,
            a.cancelled_at is not null as cancelled,
            exists (select 1 from events e where e.tenant_id = $1 and e.person_id = $2
                       and e.body->>'type' = 'training_completed' and e.body->>'ref' = a.ref
                       and e.seq > (select seq from events where tenant_id = $1 and id = a.id)) as completed
       from assignments a where a.tenant_id = $1 and a.person_id = $2 and a.id = $3`,
    key,
  );
  if (!row) throw new ApiError("not-found");
  const assignment = { ...answerOf(row), cancelled: true };
  if (row.cancelled) return { assignment, state: null };
  if (row.completed) throw new ApiError("conflict", "The training is completed.");
  await tx.query("delete from events where tenant_id = $1 and person_id = $2 and id = $3", key);
  await tx.query(
    "update assignments set cancelled_at = $4::float8::bigint where tenant_id = $1 and person_id = $2 and id = $3",
    [...key, now],
  );
  const [version] = await tx.query<{ version: number }>(
    "update clients set version = version + 1 where tenant_id = $1 and id = $2 returning version::float8 as version",
    [store.row.id, state.id],
  );
  return { assignment, state: store.withoutEvent(state, person, id, version!.version) };
}
