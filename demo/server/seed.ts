import type { Dataset, EventRecord, PersonRecord } from "./engine.js";
import type { Db } from "./db.js";

export const DEMO_TENANT = "demo";

export interface SeedOptions {
  tenant: string;
  name: string;
  /** The tenant's model where a request names none. */
  model?: string;
  progress?: (line: string) => void;
}

/**
 * A dataset as a tenant, all of it or nothing: a start that is interrupted begins again.
 * @returns false where the tenant is there already
 */
export async function seed(db: Db, data: Dataset, options: SeedOptions): Promise<boolean> {
  const { tenant, name, progress = () => undefined } = options;
  const made = await db.transaction(async (tx) => {
    const model = options.model ?? data.model ?? "phishr";
    const made = await tx.query(
      "insert into tenants (id, name, model, settings) values ($1, $2, $3, $4::jsonb) on conflict do nothing returning id",
      [tenant, name, model, JSON.stringify(data.tenant ?? {})],
    );
    if (made.length === 0) return false;
    let total = 0;
    for (const [ord, client] of data.clients.entries()) {
      await tx.query("insert into clients (tenant_id, id, name, settings, ord) values ($1, $2, $3, $4::jsonb, $5)", [
        ...[tenant, client.id, client.name ?? client.id],
        ...[JSON.stringify(client.tenant ?? {}), ord],
      ]);
      const people = client.people.map((person, i) => ({ id: person.id, ord: i, record: bare(person) }));
      await tx.query(
        `insert into people (tenant_id, id, client_id, ord, record)
         select $1, x.id, $2, x.ord, x.record from jsonb_to_recordset($3::jsonb) as x(id text, ord integer, record jsonb)`,
        [tenant, client.id, JSON.stringify(people)],
      );
      const events = eventsOf(client.people);
      await tx.query(
        `insert into events (tenant_id, id, person_id, body)
         select $1, x.id, x.person, x.body
           from rows from (jsonb_to_recordset($2::jsonb) as (id text, person text, body jsonb))
                with ordinality as x(id, person, body, n) order by x.n
         on conflict (tenant_id, id) do nothing`,
        [tenant, JSON.stringify(events)],
      );
      total += events.length;
      if ((ord + 1) % 10 === 0 || ord + 1 === data.clients.length) {
        progress(`filling the database: ${ord + 1} of ${data.clients.length} clients, ${total} events so far`);
      }
    }
    return true;
  });
  // The embedded database has nobody who would do this for it, and plans badly for tables that it takes to be empty.
  if (made) await db.script("analyze");
  return made;
}

function bare({ events: _events, ...record }: PersonRecord): Omit<PersonRecord, "events"> {
  return record;
}

/** Rows have a key, records need none: an event without an id gets one that says where it stood. */
function eventsOf(people: readonly PersonRecord[]): Array<{ id: string; person: string; body: EventRecord }> {
  const seen = new Set<string>();
  return people.flatMap((person) =>
    (person.events ?? []).map((event, i) => {
      // Ids are the tenant's here and the person's in a record: the same id with another person is another event.
      const own = event.id !== undefined && !seen.has(event.id) ? event.id : `${person.id}/${event.id ?? ""}#${i}`;
      seen.add(own);
      return { id: own, person: person.id, body: event };
    }),
  );
}
