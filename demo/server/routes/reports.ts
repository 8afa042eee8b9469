import { readFile } from "node:fs/promises";
import type { Hono } from "hono";
import type { ReportLink } from "../../../src/data/api-types.js";
import { findBrowser, printPdf } from "../browser.js";
import { answer, ApiError, iso, type Ctx, type Env } from "../http.js";
import { PERIOD_DAYS, reportPage, type ReportRequest } from "../report.js";
import type { Services } from "../services.js";
import { deriveKey, parsePayload, sign, unsign, type Access } from "../tokens.js";
import { chosenClients, viewOf } from "../view.js";

const PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

/** Printed reports, the newest few: a board opens the same one more than once. */
const printed = new Map<string, Uint8Array<ArrayBuffer>>();

export function reportRoutes(app: Hono<Env>, services: Services): void {
  const { stores, config, clock } = services;
  const key = deriveKey(config.secret, "report");

  app.get("/v1/reports/human-risk", async (c) => {
    const view = await viewOf(c, stores);
    const wanted = view.query.choice("format", ["pdf", "html"], "pdf");
    const period = view.query.choice("period", ["monthly", "quarterly"], "monthly");
    const format = wanted === "pdf" && (await findBrowser()) ? "pdf" : "html";
    const clients = view.query.text("client") === null ? view.access.clients : chosenClients(view).map(({ id }) => id);
    const request: ReportRequest = {
      ...{ tenant: view.access.tenant, audience: view.access.audience, clients, model: view.model.id },
      ...{ period, format, at: view.asOf, expires: clock() + config.reportTtl * 1000 },
    };
    const signed = sign(key, Buffer.from(JSON.stringify(request)).toString("base64url"));
    const base = config.publicUrl ?? new URL(c.req.url).origin;
    const url = new URL(`/reports/human-risk?report=${signed}`, base).href;
    const body: ReportLink = { url, expires_at: iso(request.expires), format, period };
    return answer(c, body);
  });

  // No token here: the URL is the permission, for this one report and for a quarter of an hour.
  app.get("/reports/human-risk", async (c) => {
    const text = c.req.query("report") ?? "";
    const payload = unsign(key, text);
    const request = payload === null ? null : (parsePayload(payload) as ReportRequest | null);
    if (!request) throw new ApiError("no-access", "This link was not made here.");
    if (!(clock() < request.expires)) throw new ApiError("no-access", "This link has expired; ask for another.");
    const html = await pageOf(c, services, request);
    const headers = {
      "Cache-Control": "private, no-store",
      "Content-Security-Policy": PAGE_CSP,
      "X-Robots-Tag": "noindex",
    };
    const isPdf = request.format === "pdf" && c.req.query("page") === undefined;
    if (!isPdf || services.origin === null) return c.html(html, 200, headers);
    try {
      const pdf = printed.get(text) ?? (await printPdf(`${services.origin}/reports/human-risk?report=${text}&page=1`));
      printed.set(text, pdf);
      for (const oldest of printed.keys()) {
        if (printed.size <= 8) break;
        printed.delete(oldest);
      }
      const name = `human-risk-${request.period}-${iso(request.at).slice(0, 10)}.pdf`;
      return c.body(pdf, 200, {
        ...headers,
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="${name}"`,
      });
    } catch (error) {
      services.log(`report: not printed (${error instanceof Error ? error.message : "failed"}); sent as a page`);
      return c.html(html, 200, headers);
    }
  });

  app.get("/reports/print.css", async (c) =>
    c.body(await readFile(new URL("../print.css", import.meta.url), "utf8"), 200, {
      "Content-Type": "text/css; charset=utf-8",
    }),
  );
}

async function pageOf(c: Ctx, services: Services, request: ReportRequest): Promise<string> {
  const { tenant, audience, clients, at, period } = request;
  const access: Access = { tenant, subject: "report", audience, clients, scopes: ["read"], expires: request.expires };
  c.set("access", access);
  const view = await viewOf(c, services.stores, at);
  return reportPage(
    { ...view, model: services.modelOf(request.model), window: PERIOD_DAYS[period] },
    period,
    services.config.root,
  );
}
