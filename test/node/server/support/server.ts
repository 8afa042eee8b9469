import { after, before, describe } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { createApp } from "../../../../demo/server/app.js";
import { readConfig, type Config } from "../../../../demo/server/config.js";
import { openDb, type Db } from "../../../../demo/server/db.js";
import { migrate } from "../../../../demo/server/migrations.js";
import { seed } from "../../../../demo/server/seed.js";
import { Services } from "../../../../demo/server/services.js";
import { issueToken, type Grant } from "../../../../demo/server/tokens.js";
import type { Dataset } from "../../../../src/engine/types.js";
import { NOW } from "./book.js";
import { findPostgres, type Cluster } from "./postgres.js";

export const SECRET_KEY = "a secret of the tests";

/** A database of one kind, empty, as often as one is asked for. */
export interface Databases {
  kind: "embedded" | "PostgreSQL";
  open: () => Promise<Db>;
  /** The environment in which a server process of its own finds the database that `open` gave last. */
  url: () => string | null;
}

/**
 * Runs the same tests over the embedded database and, where there is one, over a real PostgreSQL.
 * Each kind is started once per file.
 */
export async function onEveryDatabase(tests: (databases: Databases) => void): Promise<void> {
  describe("embedded database", () => tests({ kind: "embedded", open: () => openDb({}), url: () => null }));
  const cluster = await findPostgres();
  if (!cluster) {
    process.stdout.write("# No PostgreSQL found (DATABASE_URL_TEST, or an installed one): embedded only.\n");
    return;
  }
  describe("PostgreSQL", () => {
    const { open, url, close } = databasesOf(cluster);
    after(close);
    tests({ kind: "PostgreSQL", open, url });
  });
}

function databasesOf(cluster: Cluster) {
  const made: string[] = [];
  let last: string | null = null;
  const manage = async (sql: string): Promise<void> => {
    const db = await openDb({ url: cluster.url });
    await db.script(sql);
    await db.close();
  };
  const open = async (): Promise<Db> => {
    const name = `hrw_test_${process.pid}_${made.length}`;
    await manage(`create database ${name}`);
    made.push(name);
    const url = new URL(cluster.url);
    url.pathname = `/${name}`;
    last = url.href;
    return openDb({ url: last });
  };
  const close = async (): Promise<void> => {
    for (const name of made) await manage(`drop database if exists ${name} with (force)`);
    await cluster.stop();
  };
  return { open, url: () => last, close };
}

export interface Bench {
  services: Services;
  db: Db;
  /** Epoch milliseconds; set it to move time. */
  now: number;
  log: string[];
  token: (grant?: Partial<Grant>) => string;
  /** Without a network. A `token` of null sends none. */
  call: (path: string, options?: CallOptions) => Promise<Response>;
  json: <T = Record<string, unknown>>(path: string, options?: CallOptions) => Promise<T>;
  /** Listens; @returns the address */
  listen: () => Promise<string>;
  routes: () => ReadonlyArray<{ method: string; path: string }>;
  close: () => Promise<void>;
}

export interface CallOptions {
  token?: string | null;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface BenchOptions {
  books?: Record<string, Dataset>;
  config?: Partial<Config>;
  /** Milliseconds before a web hook's second try. */
  webhookBackoff?: number;
  /** Over a database that is open already, and stays so. */
  db?: Db;
}

export async function makeBench(databases: Databases, options: BenchOptions = {}): Promise<Bench> {
  const db = options.db ?? (await databases.open());
  await migrate(db);
  for (const [tenant, data] of Object.entries(options.books ?? {})) await seed(db, data, { tenant, name: tenant });
  const config: Config = {
    ...readConfig({ DATA_DIR: ":memory:", API_SECRET: SECRET_KEY }),
    limit: { perMinute: 1e9, burst: 1e9 },
    ...options.config,
  };
  const log: string[] = [];
  const services = new Services({
    config,
    db,
    clock: () => bench.now,
    log: (line) => log.push(line),
    webhookBackoff: options.webhookBackoff,
  });
  const app = createApp(services);
  let server: ServerType | null = null;
  // Each token is somebody else's unless a test says whose: a limit counts what one subject asks.
  let subjects = 0;
  const token = (grant: Partial<Grant> = {}): string =>
    issueToken(
      config.secret,
      { tenant: "a", audience: "internal", subject: `reader-${subjects++}`, ...grant },
      bench.now,
    ).token;
  const call = async (path: string, { token: own, method, body, headers }: CallOptions = {}): Promise<Response> => {
    const bearer = own === undefined ? token() : own;
    return app.request(path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  };
  const bench: Bench = {
    services,
    db,
    now: NOW,
    log,
    token,
    call,
    json: async (path, options) => (await call(path, options)).json(),
    listen: () =>
      new Promise((done) => {
        server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
          services.origin = `http://127.0.0.1:${port}`;
          done(services.origin);
        });
      }),
    routes: () => app.routes.map(({ method, path }) => ({ method, path })),
    close: async () => {
      server?.close();
      await services.close();
      if (server && "closeAllConnections" in server) server.closeAllConnections();
      if (!options.db) await db.close();
    },
  };
  return bench;
}

/** A bench for all tests of the surrounding `describe`. */
export function sharedBench(databases: Databases, options: BenchOptions): () => Bench {
  let bench: Bench;
  before(async () => {
    bench = await makeBench(databases, options);
  });
  after(() => bench.close());
  return () => bench;
}
