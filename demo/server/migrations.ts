import type { Db } from "./db.js";

/** Applied in order, each once. A published migration is never edited: add another. Times are epoch milliseconds. */
const MIGRATIONS: ReadonlyArray<{ id: number; sql: string }> = [
  {
    id: 1,
    sql: `
      create table tenants (
        id text primary key,
        name text not null,
        model text not null,
        settings jsonb not null default '{}',
        -- The last message number of the stream. Taken under the row's lock, so numbers appear in commit order.
        seq bigint not null default 0
      );
      create table clients (
        tenant_id text not null references tenants(id) on delete cascade,
        id text not null,
        name text not null,
        settings jsonb not null default '{}',
        ord integer not null,
        -- Counts up with every change below it; what is in memory is compared against it.
        version bigint not null default 1,
        primary key (tenant_id, id)
      );
      create table people (
        tenant_id text not null,
        id text not null,
        client_id text not null,
        ord integer not null,
        -- The person record without its events.
        record jsonb not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, client_id) references clients(tenant_id, id) on delete cascade
      );
      create index people_by_client on people (tenant_id, client_id, ord);
      create table events (
        tenant_id text not null,
        id text not null,
        person_id text not null,
        seq bigserial,
        body jsonb not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, person_id) references people(tenant_id, id) on delete cascade
      );
      create index events_by_person on events (tenant_id, person_id, seq);
      create table assignments (
        tenant_id text not null,
        id text not null,
        person_id text not null,
        ref text not null,
        row_id text,
        automatic boolean not null,
        at bigint not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, person_id) references people(tenant_id, id) on delete cascade
      );
      create index assignments_by_person on assignments (tenant_id, person_id, ref);
      create table history (
        tenant_id text not null,
        kind text not null,
        subject_id text not null,
        model text not null,
        at bigint not null,
        score double precision,
        published double precision,
        band text,
        primary key (tenant_id, kind, subject_id, model, at)
      );
      create table messages (
        tenant_id text not null references tenants(id) on delete cascade,
        seq bigint not null,
        client_id text not null,
        kind text not null,
        body jsonb not null,
        at bigint not null,
        primary key (tenant_id, seq)
      );
      create table webhooks (
        id text primary key,
        tenant_id text not null references tenants(id) on delete cascade,
        url text not null,
        body text not null,
        attempts integer not null default 0,
        next_at bigint,
        status text not null default 'pending',
        note text not null default ''
      );
      create index webhooks_due on webhooks (next_at) where status = 'pending';
    `,
  },
  {
    id: 2,
    sql: `
      -- Until when it has been looked at who entered which band; null before the first look.
      alter table clients add column looked_at bigint;
    `,
  },
  {
    id: 3,
    sql: `
      -- When an assignment was taken back; its event is gone then.
      alter table assignments add column cancelled_at bigint;
    `,
  },
];

/** Brings the schema up to date. Several processes may start at once: the second waits and finds nothing to do. */
export async function migrate(db: Db): Promise<number> {
  await db.script("create table if not exists migrations (id integer primary key, at timestamptz default now())");
  const done = new Set((await db.query<{ id: number }>("select id from migrations")).map((row) => row.id));
  let applied = 0;
  for (const { id, sql } of MIGRATIONS) {
    if (done.has(id)) continue;
    await db.transaction(async (tx) => {
      await tx.query("lock table migrations in exclusive mode");
      if ((await tx.query("select 1 from migrations where id = $1", [id])).length > 0) return;
      for (const statement of split(sql)) await tx.query(statement);
      await tx.query("insert into migrations (id) values ($1)", [id]);
      applied++;
    });
  }
  return applied;
}

/** Prepared statements hold one command each. Migrations contain no semicolon inside a literal. */
function split(sql: string): string[] {
  return sql
    .split("\n")
    .map((line) => line.replace(/--.*$/, ""))
    .join("\n")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
