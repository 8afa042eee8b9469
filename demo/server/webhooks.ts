import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { ScoreChange } from "../../src/data/api-types.js";
import type { Tenant } from "./engine.js";
import { checkTarget, resolveHost, type Resolve, type Target } from "./addresses.js";
import type { Db, Queryable } from "./db.js";
import type { TenantStore } from "./store.js";
import { deriveKey, hmac } from "./tokens.js";

const MAX_ATTEMPTS = 6;

/** Written in the transaction that raised the score; sent after it. */
export async function enqueueWebhook(
  tx: Queryable,
  store: TenantStore,
  now: number,
  settings: Tenant,
  change: ScoreChange,
): Promise<void> {
  const url = settings.webhook_on_critical;
  if (!url) return;
  const id = randomUUID();
  const body = JSON.stringify({ id, type: "employee.critical", created_at: new Date(now).toISOString(), data: change });
  await tx.query(
    "insert into webhooks (id, tenant_id, url, body, next_at) values ($1, $2, $3, $4, $5::float8::bigint)",
    [id, store.row.id, url, body, now],
  );
}

/** What a receiver checks `X-Risk-Signature` with. */
export function webhookKey(secret: string, tenant: string): string {
  return deriveKey(secret, `webhook:${tenant}`);
}

/** `t=<seconds>,v1=<hex HMAC-SHA256 of "<seconds>.<body>">` */
export function webhookSignature(key: string, body: string, now: number): string {
  const t = Math.floor(now / 1000);
  return `t=${t},v1=${hmac(key, `${t}.${body}`).toString("hex")}`;
}

export interface WebhookOptions {
  db: Db;
  secret: string;
  clock: () => number;
  /** Hosts that may be private or without TLS. */
  allowed: readonly string[];
  /** Milliseconds before the second try; each further one waits four times as long. */
  backoff?: number;
  resolve?: Resolve;
  log: (line: string) => void;
}

interface Job {
  id: string;
  tenant_id: string;
  url: string;
  body: string;
  attempts: number;
}

/** Sends what is due. Deliveries may repeat after a crash: receivers know them again by `X-Risk-Delivery`. */
export class WebhookWorker {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(private readonly options: WebhookOptions) {}

  start(everyMs = 5000): void {
    this.#timer = setInterval(() => this.wake(), everyMs);
    this.#timer.unref();
    this.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#drain()
      .catch((error: unknown) => this.options.log(`webhooks: ${error instanceof Error ? error.message : "failed"}`))
      .finally(() => {
        this.#running = null;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  async #drain(): Promise<void> {
    const { db, clock } = this.options;
    while (!this.#stopped) {
      // Claimed by moving them a minute on: another process does not see them, and after a crash they come back.
      const jobs = await db.query<Job>(
        `update webhooks set next_at = $1::float8 + 60000, attempts = attempts + 1
          where id in (select id from webhooks where status = 'pending' and next_at <= $1::float8
                        order by next_at limit 10 for update skip locked)
          returning id, tenant_id, url, body, attempts`,
        [clock()],
      );
      if (jobs.length === 0) return;
      await Promise.all(jobs.map((job) => this.#send(job)));
    }
  }

  async #send(job: Job): Promise<void> {
    const { db, clock, allowed, resolve = resolveHost, secret, log, backoff = 2000 } = this.options;
    let failure: string;
    try {
      const target = await checkTarget(job.url, allowed, resolve);
      const status = await post(target, job.body, {
        "Content-Type": "application/json",
        "User-Agent": "human-risk-webhook/1",
        "X-Risk-Delivery": job.id,
        "X-Risk-Signature": webhookSignature(webhookKey(secret, job.tenant_id), job.body, clock()),
      });
      if (status >= 200 && status < 300) {
        await db.query("update webhooks set status = 'sent', next_at = null, note = $2 where id = $1", [
          job.id,
          `${status}`,
        ]);
        return;
      }
      failure = `answered ${status}`;
    } catch (error) {
      failure = error instanceof Error ? error.message : "failed";
    }
    const final = job.attempts >= MAX_ATTEMPTS;
    log(`webhook ${job.id}: ${failure}${final ? "; given up" : ""}`);
    await db.query("update webhooks set status = $2, next_at = $3::float8::bigint, note = $4 where id = $1", [
      job.id,
      final ? "failed" : "pending",
      final ? null : clock() + backoff * 4 ** (job.attempts - 1),
      failure.slice(0, 200),
    ]);
    if (!final && !this.#stopped) setTimeout(() => this.wake(), backoff * 4 ** (job.attempts - 1)).unref();
  }
}

/** One POST to a checked address. Redirects are not followed: where they lead has not been checked. */
function post(target: Target, body: string, headers: Record<string, string>): Promise<number> {
  const { url, address, family } = target;
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: "POST",
        headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
        // From the first byte to the last, however slowly they come; and no connection that was checked for another hook.
        signal: AbortSignal.timeout(10_000),
        agent: false,
        lookup: (_host, options, done) => {
          if (options.all) done(null, [{ address, family }]);
          else done(null, address, family);
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        response.on("error", () => undefined);
      },
    );
    request.on("error", (error) => reject(error.name === "AbortError" ? new Error("no answer within 10 s") : error));
    request.end(body);
  });
}
