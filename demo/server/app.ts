import { getConnInfo } from "@hono/node-server/conninfo";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { ApiError, problem, type Ctx, type Env } from "./http.js";
import { demoRoutes } from "./routes/demo.js";
import { groupRoutes } from "./routes/groups.js";
import { liveRoutes } from "./routes/live.js";
import { peopleRoutes } from "./routes/people.js";
import { reportRoutes } from "./routes/reports.js";
import type { Services } from "./services.js";
import { staticRoutes } from "./static.js";
import { readToken } from "./tokens.js";

const API_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Paths and their one method, for 405: a path that exists is not "not found". */
const METHODS: ReadonlyArray<[RegExp, string]> = [
  [/^\/v1\/events$/, "POST"],
  [/^\/v1\/employees\/[^/]+\/training-assignments$/, "POST"],
  [/^\/v1\/employees\/[^/]+\/training-assignments\/[^/]+$/, "DELETE"],
  [/^\/v1\/(employees|clients|stream|reports\/human-risk)$/, "GET, HEAD"],
  [/^\/v1\/employees\/[^/]+(\/risk-score|\/history)?$/, "GET, HEAD"],
  [/^\/v1\/(clients|departments)\/[^/]+\/(risk-summary|history)$/, "GET, HEAD"],
];

/** The API under /v1, reports, and the demo's files. */
export function createApp(services: Services): Hono<Env> {
  const { config, clock } = services;
  const app = new Hono<Env>();

  app.onError((error, c) => {
    if (error instanceof ApiError) return problem(c, error);
    // What went wrong is for the log; the caller learns that something did.
    services.log(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return problem(c, new ApiError("internal"));
  });
  app.notFound((c) => {
    const known = METHODS.find(([path]) => path.test(c.req.path));
    if (!known) return problem(c, new ApiError("not-found"));
    return problem(c, new ApiError("method-not-allowed", undefined, undefined, { Allow: known[1] }));
  });

  app.use(async (c, next) => {
    await next();
    const headers = c.res.headers;
    const set = (name: string, value: string): void => {
      if (!headers.has(name)) headers.set(name, value);
    };
    set("Content-Security-Policy", API_CSP);
    set("X-Content-Type-Options", "nosniff");
    set("Referrer-Policy", "no-referrer");
    set("X-Frame-Options", "DENY");
    set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    set("Cross-Origin-Opener-Policy", "same-origin");
    set("Cross-Origin-Resource-Policy", config.corsOrigins.length > 0 ? "cross-origin" : "same-origin");
    if (config.publicUrl?.startsWith("https:")) set("Strict-Transport-Security", "max-age=31536000");
  });

  const any = config.corsOrigins.includes("*");
  app.use(
    "/v1/*",
    cors({
      origin: (origin) => (any ? "*" : config.corsOrigins.includes(origin) ? origin : null),
      allowMethods: ["GET", "HEAD", "POST", "DELETE", "OPTIONS"],
      allowHeaders: ["Authorization", "Content-Type", "If-None-Match", "Last-Event-ID"],
      exposeHeaders: ["ETag", "Retry-After", "Allow"],
      maxAge: 600,
    }),
  );

  app.use("/v1/*", async (c, next) => {
    const [scheme, token = ""] = (c.req.header("Authorization") ?? "").split(" ");
    const access = scheme?.toLowerCase() === "bearer" ? readToken(config.secret, token, clock()) : null;
    // Without a token the address stands for the caller, so that guessing is slow.
    const wait = services.limiter.take(access ? `${access.tenant}\n${access.subject}` : `address\n${addressOf(c)}`);
    if (wait > 0) throw new ApiError("rate-limited", `again in ${wait} s`, undefined, { "Retry-After": `${wait}` });
    if (!access) {
      throw new ApiError("unauthorized", undefined, undefined, { "WWW-Authenticate": 'Bearer error="invalid_token"' });
    }
    if (!access.scopes.includes("read") && (c.req.method === "GET" || c.req.method === "HEAD"))
      throw new ApiError("no-access", "The token has no scope `read`.");
    c.set("access", access);
    await next();
  });

  peopleRoutes(app, services);
  groupRoutes(app, services);
  liveRoutes(app, services);
  reportRoutes(app, services);
  demoRoutes(app, services);
  staticRoutes(app, config.root);
  return app;
}

function addressOf(c: Ctx): string {
  try {
    return getConnInfo(c).remote.address ?? "unknown";
  } catch {
    return "unknown";
  }
}
