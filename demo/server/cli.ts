import { parseArgs } from "node:util";
import { readConfig } from "./config.js";
import { openDb } from "./db.js";
import { fault } from "./http.js";
import { migrate } from "./migrations.js";
import { checkTarget } from "./addresses.js";
import { getModel } from "./engine.js";
import { MODELS } from "./store.js";
import { issueToken, SCOPES, type Scope } from "./tokens.js";
import { webhookKey } from "./webhooks.js";

const USAGE = `Usage:
  tsx demo/server/cli.ts token --tenant demo [--audience internal|client] [--clients a,b] [--scope read,assign,ingest] [--subject name] [--ttl seconds]
  tsx demo/server/cli.ts webhook-key --tenant demo
  tsx demo/server/cli.ts settings --tenant demo --set '{"critical_threshold": 70}'     (with the embedded database: while the server is stopped)
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(
    ["tenant", "audience", "clients", "scope", "subject", "ttl", "set"].map((name) => [
      name,
      { type: "string" as const },
    ]),
  ),
});
const option = (name: string): string | undefined => values[name] as string | undefined;
const config = readConfig(process.env);
const tenant = option("tenant") ?? "demo";

switch (positionals[0]) {
  case "token": {
    const audience = option("audience") ?? "internal";
    const scopes = option("scope")?.split(",");
    const unknown = scopes?.find((scope) => !(SCOPES as readonly string[]).includes(scope));
    if ((audience !== "internal" && audience !== "client") || unknown) usage();
    const clients = option("clients")?.split(",") ?? null;
    const ttl = Number(option("ttl") ?? 3600);
    const grant = { tenant, audience, clients, ttl, subject: option("subject"), scopes: scopes as Scope[] | undefined };
    process.stdout.write(`${issueToken(config.secret, grant as Parameters<typeof issueToken>[1], Date.now()).token}\n`);
    break;
  }
  case "webhook-key":
    process.stdout.write(`${webhookKey(config.secret, tenant)}\n`);
    break;
  case "settings":
    try {
      await changeSettings(JSON.parse(option("set") ?? "{}") as Record<string, unknown>);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
    break;
  default:
    usage();
}

function usage(): never {
  process.stderr.write(USAGE);
  process.exit(2);
}

/** Settings are refused here rather than at every request after. */
async function changeSettings(changes: Record<string, unknown>): Promise<void> {
  if (typeof changes["webhook_on_critical"] === "string")
    await checkTarget(changes["webhook_on_critical"], config.webhookHosts);
  for (const id of MODELS) getModel(id, changes);
  for (const name of ["min_group", "min_cell"]) {
    const value = changes[name] ?? 1;
    if (!Number.isInteger(value) || (value as number) < 1)
      throw new Error(fault(name, value, "a count from 1").message);
  }
  const db = await openDb({ dataDir: config.dataDir ?? undefined, url: config.databaseUrl ?? undefined });
  await migrate(db);
  const rows = await db.query("update tenants set settings = settings || $2::jsonb where id = $1 returning settings", [
    tenant,
    JSON.stringify(changes),
  ]);
  await db.close();
  process.stdout.write(rows[0] ? `${JSON.stringify(rows[0])}\n` : `no tenant ${tenant}\n`);
}
