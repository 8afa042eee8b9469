import { EventEmitter } from "node:events";
import type { Queryable, Db } from "./db.js";

export type MessageKind = "score" | "training";

export interface Message {
  seq: number;
  client: string;
  kind: MessageKind;
  body: unknown;
}

/** How long a dropped stream may take to come back without having to read everything again. */
const KEPT_MS = 86_400_000;

/**
 * The stream's messages, written in the transaction that makes the change. Their numbers are taken under the tenant's
 * row lock, so they become visible in order: whoever has seen number n never finds a smaller one later.
 */
export class Messages {
  readonly #wake = new EventEmitter().setMaxListeners(0);
  readonly #announced = new Map<string, number>();

  constructor(
    private readonly db: Db,
    private readonly clock: () => number,
  ) {}

  async append(tx: Queryable, tenant: string, messages: ReadonlyArray<Omit<Message, "seq">>): Promise<void> {
    if (messages.length === 0) return;
    const [row] = await tx.query<{ seq: number }>(
      "update tenants set seq = seq + $2 where id = $1 returning seq::float8 as seq",
      [tenant, messages.length],
    );
    const first = row!.seq - messages.length + 1;
    await tx.query(
      `insert into messages (tenant_id, seq, client_id, kind, body, at)
       select $1, x.seq, x.client, x.kind, x.body, $3::float8::bigint
         from jsonb_to_recordset($2::jsonb) as x(seq bigint, client text, kind text, body jsonb)`,
      [tenant, JSON.stringify(messages.map((message, i) => ({ ...message, seq: first + i }))), this.clock()],
    );
  }

  /** To be called after the commit. */
  announce(tenant: string): void {
    this.#announced.set(tenant, this.announced(tenant) + 1);
    this.#wake.emit(tenant);
  }

  /** To be read before looking, so that what is announced during the look is not slept through. */
  announced(tenant: string): number {
    return this.#announced.get(tenant) ?? 0;
  }

  /** Resolves when something may be there, at the latest after `ms`: another process may have written it. */
  wait(tenant: string, since: number, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake.off(tenant, done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake.on(tenant, done);
      signal.addEventListener("abort", done);
      if (signal.aborted || this.announced(tenant) !== since) done();
    });
  }

  async last(tenant: string): Promise<number> {
    const [row] = await this.db.query<{ seq: number }>("select seq::float8 as seq from tenants where id = $1", [
      tenant,
    ]);
    return row?.seq ?? 0;
  }

  /** Messages after `seq`, oldest first; null where some of them are gone already. */
  async after(tenant: string, seq: number, limit = 500): Promise<Message[] | null> {
    // One statement, so that the last number and the messages are from the same moment.
    const rows = await this.db.query<{
      last: number;
      seq: number | null;
      client_id: string;
      kind: MessageKind;
      body: unknown;
    }>(
      `select t.seq::float8 as last, m.seq::float8 as seq, m.client_id, m.kind, m.body
         from tenants t left join messages m on m.tenant_id = t.id and m.seq > $2::float8
        where t.id = $1 order by m.seq limit $3::int`,
      [tenant, seq, limit],
    );
    const first = rows[0]?.seq ?? (rows[0]?.last ?? 0) + 1;
    // A number that is not there any more, or one that never was.
    if (first !== seq + 1) return null;
    return rows.flatMap(({ seq, client_id, kind, body }) =>
      seq === null ? [] : [{ seq, client: client_id, kind, body }],
    );
  }

  async prune(): Promise<void> {
    await this.db.query("delete from messages where at < $1::float8", [this.clock() - KEPT_MS]);
  }
}
