import type { Hono } from "hono";
import { streamSSE, type SSEStreamingApi } from "hono/streaming";
import type { ScoreChange } from "../../../src/data/api-types.js";
import { answer, ApiError, type Env } from "../http.js";
import { readBatch } from "../batch.js";
import { ingest } from "../ingest.js";
import type { Message } from "../messages.js";
import type { Services } from "../services.js";
import type { Access } from "../tokens.js";

const HEARTBEAT = 15_000;
/** Another process may have written: the table is looked at this often even when nobody calls. */
const POLL = 500;
const MAX_STREAMS = 20;

export function liveRoutes(app: Hono<Env>, services: Services): void {
  const { stores, sink } = services;

  app.post("/v1/events", async (c) => {
    const access = c.get("access");
    if (access.audience === "client" || !access.scopes.includes("ingest")) {
      throw new ApiError("no-access", "The token has no scope `ingest`.");
    }
    const batch = readBatch(await services.readJson(c));
    const store = await stores.tenant(access.tenant);
    if (!store) throw new ApiError("unauthorized");
    const result = await ingest(sink, store, access, batch);
    services.webhooks.wake();
    return answer(c, result);
  });

  app.get("/v1/stream", async (c) => {
    const access = c.get("access");
    const who = `${access.tenant}\n${access.subject}`;
    const open = services.streams.get(who) ?? 0;
    if (open >= MAX_STREAMS) {
      throw new ApiError("rate-limited", `more than ${MAX_STREAMS} open streams`, undefined, { "Retry-After": "5" });
    }
    // Counted before anything is waited for, or twenty-one that come at once would all find room.
    services.streams.set(who, open + 1);
    const release = (): void => {
      const left = services.streams.get(who)! - 1;
      if (left > 0) services.streams.set(who, left);
      else services.streams.delete(who);
    };
    try {
      if (!(await stores.tenant(access.tenant))) throw new ApiError("unauthorized");
      const from = await startOf(services, access, c.req.header("Last-Event-ID"));
      c.header("Cache-Control", "no-store");
      c.header("X-Accel-Buffering", "no");
      return streamSSE(c, (stream) => services.whileOpen(send(services, access, from, stream).finally(release)));
    } catch (error) {
      release();
      throw error;
    }
  });
}

/** The number after which messages are sent; −1 where what was missed cannot be told. */
async function startOf({ messages }: Services, { tenant }: Access, resume: string | undefined): Promise<number> {
  const last = await messages.last(tenant);
  if (resume === undefined) return last;
  const seen = /^\d{1,15}$/.test(resume) ? Number(resume) : Infinity;
  return seen > last ? -1 : seen;
}

async function send(services: Services, access: Access, from: number, stream: SSEStreamingApi): Promise<void> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  const { signal } = services.closing;
  signal.addEventListener("abort", end);
  stream.onAbort(end);
  // What a token may see ends with the token, also on a connection that was opened in time.
  const expiry = setTimeout(end, Math.min(access.expires - services.clock(), 2 ** 31 - 1));
  try {
    await stream.write("retry: 2000\n\n");
    await follow(services, access, from, ended.signal, stream);
  } catch (error) {
    services.log(`stream: ${error instanceof Error ? error.message : "failed"}`);
  } finally {
    clearTimeout(expiry);
    signal.removeEventListener("abort", end);
  }
}

async function follow(
  { messages }: Services,
  access: Access,
  from: number,
  signal: AbortSignal,
  stream: SSEStreamingApi,
): Promise<void> {
  let seq = from;
  let quiet = Date.now();
  while (!signal.aborted) {
    const since = messages.announced(access.tenant);
    const found = seq < 0 ? null : await messages.after(access.tenant, seq);
    if (found === null) {
      seq = await messages.last(access.tenant);
      await stream.writeSSE({ id: `${seq}`, event: "reset", data: "{}" });
    } else {
      for (const message of collapse(
        found.filter(({ client }) => access.clients?.includes(client) ?? true),
        access,
      )) {
        await stream.writeSSE({ id: `${message.seq}`, event: message.event, data: JSON.stringify(message.data) });
        quiet = Date.now();
      }
      seq = found.at(-1)?.seq ?? seq;
      if (found.length > 0) continue;
    }
    if (Date.now() - quiet >= HEARTBEAT) {
      await stream.write(": still here\n\n");
      quiet = Date.now();
    }
    await messages.wait(access.tenant, since, POLL, signal);
  }
}

interface Sent {
  seq: number;
  event: string;
  data: unknown;
}

/** The audience `client` learns that a client changed, once for each bunch, and nothing about whom. */
function collapse(found: readonly Message[], { audience }: Access): Sent[] {
  if (audience === "internal")
    return found.map(({ seq, kind, body }) => ({ seq, event: kind, data: body as ScoreChange }));
  const newest = new Map<string, Sent>();
  for (const { seq, client } of found) newest.set(client, { seq, event: "change", data: { client_id: client } });
  return [...newest.values()].sort((a, b) => a.seq - b.seq);
}
