/**
 * Servers that tests talk to, good and bad: `/fake/<run>/<manner>/v1/…`. A run is a test's own, so that its counts are;
 * `/fake/<run>/log` says what it was asked.
 */
const runs = new Map();

const SCORE = (id) => ({
  employee_id: id,
  name: `Person ${id}`,
  score: 67,
  band: "elevated",
  last_updated: "2026-11-23T09:12:00.000Z",
  signals: { phishing_simulation: 72, threat_exposure: 81, training: 44, incidents: 0, peer_benchmark: 58 },
});

const json = (ctx, body, status = 200) => {
  ctx.status = status;
  ctx.type = "application/json";
  ctx.body = JSON.stringify(body);
};

/** The rest is written by hand: the framework must not finish it. */
const raw = (ctx, headers) => {
  ctx.status = 200;
  ctx.respond = false;
  ctx.res.writeHead(200, { "content-type": "application/json", ...headers });
  return ctx.res;
};

const answer = (ctx, path) => {
  const employee = /^v1\/employees\/([^/]+)\/risk-score$/.exec(path);
  if (employee) return json(ctx, SCORE(decodeURIComponent(employee[1])));
  return json(ctx, { title: "Not found", status: 404, code: "not-found" }, 404);
};

const MANNERS = {
  good: answer,
  /** One token only, and that one only once it was refused: as after a night's sleep. */
  token(ctx, path, run) {
    const token = ctx.get("authorization").replace("Bearer ", "");
    if (token !== "tok-fresh-7c1d")
      return json(ctx, { title: "Sign in", status: 401, code: "unauthorized", detail: token }, 401);
    run.fresh = (run.fresh ?? 0) + 1;
    return answer(ctx, path);
  },
  expired: (ctx) => json(ctx, { status: 401 }, 401),
  forbidden: (ctx) => json(ctx, { status: 403 }, 403),
  broken: (ctx) => json(ctx, { status: 500 }, 500),
  /** Broken twice, then good. */
  shaky(ctx, path, run) {
    run.shaken = (run.shaken ?? 0) + 1;
    return run.shaken <= 2 ? json(ctx, {}, 503) : answer(ctx, path);
  },
  busy(ctx, path, run) {
    run.asked = (run.asked ?? 0) + 1;
    if (run.asked > 1) return answer(ctx, path);
    ctx.set("retry-after", "1");
    return json(ctx, {}, 429);
  },
  login(ctx) {
    ctx.type = "text/html";
    ctx.body = "<!doctype html><title>Sign in</title><form>";
  },
  cut(ctx) {
    const res = raw(ctx, { "content-length": "5000" });
    res.write('{"employee_id": "a", "score": 6');
    setTimeout(() => res.destroy(), 20);
  },
  lost: (ctx) => {
    ctx.status = 200;
    ctx.respond = false;
    ctx.res.destroy();
  },
  hang: (ctx) => {
    ctx.status = 200;
    ctx.respond = false;
  },
  trickle(ctx) {
    const res = raw(ctx, {});
    const timer = setInterval(() => res.write(" "), 50);
    ctx.res.on("close", () => clearInterval(timer));
  },
  /** To another origin, which tests reach as well: the log shows whether anybody came. */
  away(ctx, path, run, id) {
    const other = ctx.host.replace(/^localhost|^127\.0\.0\.1/, (name) =>
      name === "localhost" ? "127.0.0.1" : "localhost",
    );
    ctx.redirect(`${ctx.protocol}://${other}/fake/${id}/good/${path}`);
  },
  /** Within the origin. */
  moved(ctx, path, run, id) {
    ctx.redirect(`/fake/${id}/good/${path}`);
  },
  stream(ctx, path, run) {
    if (path !== "v1/stream") return answer(ctx, path);
    const res = raw(ctx, { "content-type": "text/event-stream" });
    const timer = setInterval(
      () =>
        res.write(
          `id: ${(run.sent = (run.sent ?? 0) + 1)}\nevent: score\ndata: {"employee_id":"a","client_id":"c"}\n\n`,
        ),
      200,
    );
    run.open = (run.open ?? 0) + 1;
    ctx.res.on("close", () => {
      run.open--;
      clearInterval(timer);
    });
  },
};

async function fake(ctx, next) {
  const found = /^\/fake\/([\w-]+)\/(\w+)(?:\/(.*))?$/.exec(ctx.path);
  if (!found) return next();
  const [, id, manner, path = ""] = found;
  if (!runs.has(id)) runs.set(id, { calls: [] });
  const run = runs.get(id);
  if (manner === "log") return json(ctx, run);
  const call = {
    manner,
    path: ctx.url,
    host: ctx.host,
    authorization: ctx.get("authorization"),
    referrer: ctx.get("referer"),
    aborted: null,
  };
  run.calls.push(call);
  const start = Date.now();
  ctx.req.on("aborted", () => (call.aborted = Date.now() - start));
  ctx.res.on("close", () => {
    if (!ctx.res.writableFinished) call.aborted ??= Date.now() - start;
  });
  return MANNERS[manner](ctx, path, run, id);
}

export default [fake];
