import { mkdir, readFile, rm, writeFile } from "node:fs/promises";

/** A row as SQL returned it. Times and counters are cast to `float8` in the queries, so they arrive as numbers. */
export type Row = Record<string, unknown>;

export interface Queryable {
  query<T extends object = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

/** The little of PostgreSQL that the server needs, the same over the embedded one and a real one. */
export interface Db extends Queryable {
  readonly kind: "pglite" | "postgres";
  /** Everything or nothing; `work` must use the handle that it is given. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Several statements without parameters, for migrations. */
  script(sql: string): Promise<void>;
  close(): Promise<void>;
}

export interface DbOptions {
  /** A folder for the embedded database; absent means in memory. */
  dataDir?: string;
  /** A real PostgreSQL. Wins over `dataDir`. */
  url?: string;
  /** Begins with an empty embedded database. */
  reset?: boolean;
}

export function openDb(options: DbOptions): Promise<Db> {
  return options.url ? openPostgres(options.url) : openEmbedded(options.dataDir, options.reset ?? false);
}

/**
 * A commit is written to its files before it is answered, so it outlives the process; but nothing flushes them (`fsync` is
 * off, and its Node file system has none), so it may not outlive the machine's loss of power.
 */
async function openEmbedded(dataDir: string | undefined, reset: boolean): Promise<Db> {
  const { PGlite } = await import("@electric-sql/pglite");
  const unlock = dataDir === undefined ? () => Promise.resolve() : await lockFolder(dataDir);
  if (reset && dataDir) await rm(dataDir, { recursive: true, force: true });
  const db = await PGlite.create(dataDir ?? "memory://");
  return {
    kind: "pglite",
    query: async <T extends object>(sql: string, params: readonly unknown[] = []) =>
      (await db.query<T>(sql, [...params])).rows,
    transaction: (work) =>
      db.transaction((tx) =>
        work({
          query: async <T extends object>(sql: string, params: readonly unknown[] = []) =>
            (await tx.query<T>(sql, [...params])).rows,
        }),
      ),
    script: async (sql) => {
      await db.exec(sql);
    },
    close: async () => {
      await db.close();
      await unlock();
    },
  };
}

const own = new Set<string>();

/**
 * The embedded database belongs to one process: two that write to one folder would ruin it. A lock whose process is gone
 * (killed, say) is taken over.
 */
async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const file = `${dataDir}.lock`;
  const holder = Number(await readFile(file, "utf8").catch(() => ""));
  if (own.has(file) || (holder !== 0 && holder !== process.pid && isAlive(holder))) {
    throw new Error(
      `${dataDir} is in use by process ${holder}: stop it, or set DATA_DIR to another folder. (If that process is no server of this kind, delete ${file}.)`,
    );
  }
  await writeFile(file, String(process.pid));
  own.add(file);
  return async () => {
    own.delete(file);
    await rm(file, { force: true });
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted means that it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Two batches that wait for each other, or write the same rows: PostgreSQL ends one of them, which may simply go again. */
const AGAIN = new Set(["40001", "40P01"]);
const MAX_TRIES = 5;

/** What is used of the `pg` package. */
interface PgClient {
  query(sql: string, params?: unknown[]): Promise<{ rows: object[] }>;
  release(broken?: boolean): void;
}
interface PgPool {
  query(sql: string, params?: unknown[]): Promise<{ rows: object[] }>;
  connect(): Promise<PgClient>;
  end(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): void;
}
interface PgModule {
  Pool: new (options: { connectionString: string; max: number }) => PgPool;
}

async function openPostgres(url: string): Promise<Db> {
  // Only a server with DATABASE_URL needs the driver, so it is looked for when that is set.
  const name: string = "pg";
  let pg: PgModule;
  try {
    const found = (await import(name)) as PgModule & { default?: PgModule };
    pg = found.default ?? found;
  } catch {
    throw new Error("DATABASE_URL is set, but the PostgreSQL driver is missing: run `npm install --no-save pg`.");
  }
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // An idle connection that the database closed is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  await pool.query("select 1");
  return {
    kind: "postgres",
    query: async <T extends object>(sql: string, params: readonly unknown[] = []) =>
      (await pool.query(sql, [...params])).rows as T[],
    transaction: async (work) => {
      for (let tries = 1; ; tries++) {
        const client = await pool.connect();
        let broken = false;
        try {
          await client.query("begin");
          const result = await work({
            query: async <T extends object>(sql: string, params: readonly unknown[] = []) =>
              (await client.query(sql, [...params])).rows as T[],
          });
          await client.query("commit");
          return result;
        } catch (error) {
          await client.query("rollback").catch(() => (broken = true));
          if (tries >= MAX_TRIES || !AGAIN.has(String((error as { code?: unknown }).code))) throw error;
        } finally {
          // A connection that cannot even roll back is not given to the next.
          client.release(broken);
        }
      }
    },
    script: async (sql) => {
      await pool.query(sql);
    },
    close: () => pool.end(),
  };
}
