import type { Hono } from "hono";
import { answer, ApiError, iso, type Env } from "../http.js";
import { isObject } from "../batch.js";
import { DEMO_TENANT } from "../seed.js";
import type { Services } from "../services.js";
import { issueToken } from "../tokens.js";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Tokens for the demo page: `POST /demo/token` with `{ audience, clients? }` gives `{ token, tenant, expires_at }`. Only
 * for the demo's tenant, only for pages of this server, and only under a name that no other site can point here.
 */
export function demoRoutes(app: Hono<Env>, services: Services): void {
  app.post("/demo/token", async (c) => {
    const { config, clock } = services;
    if (!config.demo) throw new ApiError("not-found");
    const host = c.req.header("Host") ?? new URL(c.req.url).host;
    const origin = c.req.header("Origin");
    const site = c.req.header("Sec-Fetch-Site");
    const own = LOOPBACK.test(host) || (config.publicUrl !== null && host === new URL(config.publicUrl).host);
    const foreign = (origin !== undefined && hostOf(origin) !== host) || (site !== undefined && site !== "same-origin");
    if (!own || foreign) throw new ApiError("no-access", "Only pages of this server get demo tokens.");
    // A form of another site cannot send this type, so it is asked for.
    const body = await services.readJson(c);
    const { audience = "internal", clients = null } = isObject(body) ? body : {};
    const good = (audience === "internal" || audience === "client") && (clients === null || isTexts(clients));
    if (!good) throw new ApiError("unusable", "expected { audience?: internal or client, clients?: ids }");
    const grant = { tenant: DEMO_TENANT, audience, clients, subject: `demo-${audience as string}`, ttl: 900 } as const;
    const { token, expires } = issueToken(config.secret, grant as Parameters<typeof issueToken>[1], clock());
    c.set("access", { ...grant, scopes: [], expires } as never);
    return answer(c, { token, tenant: DEMO_TENANT, expires_at: iso(expires) });
  });
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
