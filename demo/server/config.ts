import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Limit } from "./limits.js";

/** How a server is set up. Everything has a default that is safe on a laptop. */
export interface Config {
  host: string;
  port: number;
  /** The database's folder; null keeps it in memory. */
  dataDir: string | null;
  /** A real PostgreSQL instead of the embedded one. */
  databaseUrl: string | null;
  /** Signs tokens, cursors, report URLs and web hooks. */
  secret: string;
  /** Origins that may call the API from a browser; `*` for all. The server's own needs no entry. */
  corsOrigins: readonly string[];
  /** What callers see as this server's address, for report URLs; null takes the request's. */
  publicUrl: string | null;
  limit: Limit;
  /** Hosts that a web hook may reach although they are private or without TLS. */
  webhookHosts: readonly string[];
  /** Seconds that a report URL lives. */
  reportTtl: number;
  /** Whether pages from this server may ask for a token of the demo tenant. */
  demo: boolean;
  /** The kit's folder: demo/ and dist/ are served from it. */
  root: string;
}

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);

export function readConfig(env: Record<string, string | undefined>): Config {
  const list = (text: string | undefined): string[] => (text ?? "").split(",").flatMap((item) => item.trim() || []);
  const number = (name: string, fallback: number): number => {
    const value = env[name] === undefined || env[name] === "" ? fallback : Number(env[name]);
    if (!Number.isFinite(value) || value < 0) throw new Error(`${name}: expected a number, found ${env[name]}`);
    return value;
  };
  const memory = env["DATA_DIR"] === ":memory:";
  const dataDir = memory ? null : (env["DATA_DIR"] ?? join(ROOT, "demo/server/.data"));
  const host = env["HOST"] ?? "127.0.0.1";
  // Nobody could ask anything at 0, and waiting for a token of the bucket would take forever.
  const perMinute = Math.max(1, number("RATE_LIMIT", 3000));
  return {
    host,
    port: number("PORT", 8080),
    dataDir: dataDir === null ? null : join(dataDir, "pg"),
    databaseUrl: env["DATABASE_URL"] || null,
    secret: env["API_SECRET"] || storedSecret(dataDir),
    corsOrigins: list(env["CORS_ORIGINS"]),
    publicUrl: env["PUBLIC_URL"] || null,
    limit: { perMinute, burst: Math.max(1, number("RATE_BURST", Math.ceil(perMinute / 5))) },
    webhookHosts: list(env["WEBHOOK_HOSTS"]),
    reportTtl: number("REPORT_TTL", 900),
    // Tokens for the asking are for one's own machine only, unless somebody says otherwise.
    demo: env["DEMO"] === undefined ? LOOPBACK.has(host) : env["DEMO"] === "1",
    root: ROOT,
  };
}

/** A secret of its own for each installation, kept beside its data. */
function storedSecret(dataDir: string | null): string {
  const fresh = randomBytes(32).toString("base64url");
  if (dataDir === null) return fresh;
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "secret");
  try {
    writeFileSync(file, fresh, { mode: 0o600, flag: "wx" });
    return fresh;
  } catch {
    return readFileSync(file, "utf8").trim();
  }
}
