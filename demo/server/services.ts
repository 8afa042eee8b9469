import { setMaxListeners } from "node:events";
import { getModel } from "./engine.js";
import type { Config } from "./config.js";
import type { Db } from "./db.js";
import { ApiError, type Ctx } from "./http.js";
import { record, type HistoryRow, type Sink } from "./consequences.js";
import { sweep } from "./ingest.js";
import { Limiter } from "./limits.js";
import { Messages } from "./messages.js";
import { Stores } from "./store.js";
import { WebhookWorker } from "./webhooks.js";

export interface ServiceOptions {
  config: Config;
  db: Db;
  clock?: () => number;
  log?: (line: string) => void;
  webhookBackoff?: number;
}

const MAX_BODY = 1_048_576;
const SWEEP_MS = 600_000;

/** What the routes share. */
export class Services {
  readonly config: Config;
  readonly db: Db;
  readonly clock: () => number;
  readonly log: (line: string) => void;
  readonly stores: Stores;
  readonly messages: Messages;
  readonly webhooks: WebhookWorker;
  readonly limiter: Limiter;
  readonly sink: Sink;
  /** Open streams by token subject. */
  readonly streams = new Map<string, number>();
  /** Ends what waits, when the server stops. */
  readonly closing = new AbortController();
  /** Where this server listens, as `http://127.0.0.1:8080`; null until it does. */
  origin: string | null = null;
  readonly modelOf = getModel;
  #timer: NodeJS.Timeout | undefined;
  readonly #open = new Set<Promise<void>>();
  readonly #recorded = new Map<string, number>();

  constructor({ config, db, clock = Date.now, log = () => undefined, webhookBackoff }: ServiceOptions) {
    this.config = config;
    // One listener for each open stream: many are no leak.
    setMaxListeners(0, this.closing.signal);
    this.db = db;
    this.clock = clock;
    this.log = log;
    this.stores = new Stores(db, clock);
    this.messages = new Messages(db, clock);
    this.sink = { db, messages: this.messages, clock };
    this.limiter = new Limiter(config.limit, clock);
    const allowed = config.webhookHosts;
    this.webhooks = new WebhookWorker({ db, secret: config.secret, clock, allowed, log, backoff: webhookBackoff });
  }

  /** A history record for each calculation; the same subject, model and minute is written once. */
  async recordOnce(tenant: string, rows: readonly HistoryRow[]): Promise<void> {
    const fresh = rows.filter(({ kind, id, model, asOf }) => {
      const key = JSON.stringify([tenant, kind, id, model]);
      if (this.#recorded.get(key) === asOf) return false;
      if (this.#recorded.size > 50_000) this.#recorded.clear();
      this.#recorded.set(key, asOf);
      return true;
    });
    await record(this.db, tenant, fresh);
  }

  /** The body, if it is JSON of a size that can be dealt with. */
  async readJson(c: Ctx): Promise<unknown> {
    if (!/^application\/json\b/i.test(c.req.header("Content-Type") ?? "")) {
      throw new ApiError("bad-request", "Content-Type: expected application/json");
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of c.req.raw.body ?? []) {
      size += chunk.length;
      if (size > MAX_BODY) throw new ApiError("too-large", `at most ${MAX_BODY} bytes`);
      chunks.push(chunk);
    }
    try {
      return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
    } catch {
      throw new ApiError("bad-request", "The body is not JSON in UTF-8.");
    }
  }

  /** Keeps the database open for as long as somebody reads from it. */
  async whileOpen(work: Promise<void>): Promise<void> {
    this.#open.add(work);
    await work.finally(() => this.#open.delete(work));
  }

  /** Who entered a band by time alone, in every tenant: a credit that fades raises a score without any event. */
  async sweep(): Promise<void> {
    for (const { id } of await this.db.query<{ id: string }>("select id from tenants order by id")) {
      const store = await this.stores.tenant(id);
      if (store) await sweep(this.sink, store);
    }
    this.webhooks.wake();
  }

  /** Starts what runs by itself: web hooks, and a sweep now and every ten minutes. */
  start(): void {
    this.webhooks.start();
    const run = (): void => {
      if (this.closing.signal.aborted) return;
      const work = this.sweep().catch((error: Error) => this.log(`sweep: ${error.message}`));
      void this.whileOpen(work);
    };
    run();
    this.#timer = setInterval(run, SWEEP_MS);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.closing.abort();
    await Promise.allSettled(this.#open);
    await this.webhooks.stop();
  }
}
