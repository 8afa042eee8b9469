/** Serves a host's built files as a careful web server would: a policy, right types, and the probe ahead of every page. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
};
const PROBE = readFileSync(join(import.meta.dirname, "probe.js"));

/** What every host is served under: own files only, nothing inline. */
export const CAREFUL =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'self'; form-action 'none'";

export const withProbe = (html: string): string => html.replace(/<head>/i, '<head><script src="/probe.js"></script>');

export interface Site {
  origin: string;
  close(): void;
}

export interface SiteOptions {
  /** Null: none but what the page itself says. An import map is allowed by its hash. */
  policy?: string | null;
  /** Changes a page before it is served. */
  page?: (html: string, path: string) => string;
}

/** The policy with the hash of a page's import map, as its vendor would add it. */
function allowing(policy: string, html: string): string {
  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1];
  if (map === undefined) return policy;
  const hash = createHash("sha256").update(map).digest("base64");
  return policy.replace("script-src 'self'", `script-src 'self' 'sha256-${hash}'`);
}

async function listen(server: Server): Promise<Site> {
  server.listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close().closeAllConnections() };
}

export function serve(folder: string, { policy = CAREFUL, page = (html) => html }: SiteOptions = {}): Promise<Site> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname));
    // A frame without an origin reads modules of its own site as another's.
    response.setHeader("access-control-allow-origin", "*");
    const send = (type: string, body: Buffer | string): void =>
      void response.writeHead(200, { "content-type": type }).end(body);
    if (path === "/probe.js") return send(TYPES[".js"]!, PROBE);
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    if (extname(file) !== ".html") return send(type, readFileSync(file));
    const html = page(readFileSync(file, "utf8"), path);
    if (policy) response.setHeader("content-security-policy", allowing(policy, html));
    send(type, withProbe(html));
  });
  return listen(server);
}

/** A host's own server with the probe put into its pages; headers, its policy among them, are as it sent them. */
export function inFrontOf(upstream: string): Promise<Site> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (path === "/probe.js") return void response.writeHead(200, { "content-type": TYPES[".js"]! }).end(PROBE);
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    void fetch(new URL(path, upstream)).then(async (answer) => {
      const type = answer.headers.get("content-type") ?? "text/plain";
      const policy = answer.headers.get("content-security-policy");
      if (policy) response.setHeader("content-security-policy", policy);
      const body = await answer.text();
      response.writeHead(answer.status, { "content-type": type }).end(type.includes("html") ? withProbe(body) : body);
    });
  });
  return listen(server);
}
