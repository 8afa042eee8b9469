import { serve } from "@hono/node-server";
import { createApp } from "./app.js";
import { readConfig } from "./config.js";
import { openDb } from "./db.js";
import { migrate } from "./migrations.js";
import { DEMO_TENANT, seed } from "./seed.js";
import { Services } from "./services.js";

/**
 * `npm start`: the demo at `/demo/`, the API at `/v1`.
 *
 * PORT (8080), HOST (127.0.0.1), DATA_DIR (demo/server/.data, or `:memory:`), DATABASE_URL, API_SECRET, CORS_ORIGINS,
 * PUBLIC_URL, RATE_LIMIT (requests a minute), RATE_BURST, WEBHOOK_HOSTS, REPORT_TTL (seconds), DEMO (1 or 0).
 * `--reset` begins with an empty embedded database.
 */
async function main(): Promise<void> {
  const started = performance.now();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const config = readConfig(process.env);
  say(config.databaseUrl ? "database: PostgreSQL" : `database: embedded, ${config.dataDir ?? "in memory"}`);
  const db = await openDb({
    dataDir: config.dataDir ?? undefined,
    url: config.databaseUrl ?? undefined,
    reset: process.argv.includes("--reset"),
  });
  const applied = await migrate(db);
  if (applied > 0) say(`database: ${applied} migration${applied === 1 ? "" : "s"} applied`);
  if (config.demo && (await db.query("select 1 from tenants where id = $1", [DEMO_TENANT])).length === 0) {
    // The book is made by the same module that the demo page uses for supplied data.
    const { generate } = await import("../data/generate.js");
    const data = generate({ asOf: Date.now() });
    await seed(db, data, { tenant: DEMO_TENANT, name: "Demo", progress: say });
  }
  const services = new Services({ config, db, log: (line) => void process.stderr.write(`${line}\n`) });
  const app = createApp(services);
  await services.messages.prune();

  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    services.origin = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
    say(`ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    say(`http://localhost:${port}/demo/`);
    // The first sweep reads the book into memory, too.
    services.start();
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    const taken = error.code === "EADDRINUSE";
    process.stderr.write(taken ? `Port ${config.port} is taken: set PORT to another.\n` : `${error.message}\n`);
    process.exit(1);
  });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    server.close();
    await services.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await db.close();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
