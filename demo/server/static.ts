import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import type { Hono } from "hono";
import type { Ctx, Env } from "./http.js";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".yaml": "text/yaml; charset=utf-8",
  ".xml": "application/xml",
};

/** The policy that the kit promises to run under, so the demo proves it on every start. */
const PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

/** The demo under `/demo/`, the built kit under `/dist/`, the API's description. Nothing else of the disk. */
export function staticRoutes(app: Hono<Env>, root: string): void {
  app.get("/", (c) => c.redirect("/demo/"));
  app.get("/demo", (c) => c.redirect("/demo/"));
  app.get("/openapi.yaml", (c) => send(c, root, "openapi.yaml"));
  for (const folder of ["demo", "dist"]) {
    app.get(`/${folder}/*`, (c) => {
      const path = c.req.path.slice(folder.length + 2);
      return send(c, join(root, folder), path === "" || path.endsWith("/") ? `${path}index.html` : path);
    });
  }
}

async function send(c: Ctx, folder: string, path: string): Promise<Response> {
  let name: string;
  try {
    name = decodeURIComponent(path);
  } catch {
    return c.notFound();
  }
  const base = resolve(folder);
  const file = resolve(base, name);
  const type = TYPES[extname(file)];
  const hidden = name.split(/[\\/]/).some((part) => part.startsWith("."));
  if (!type || hidden || name.includes("\0") || !file.startsWith(base + sep)) return c.notFound();
  // This server's source and data are not part of the demo. Asked after decoding: `%73erver` is the same folder.
  if (file.startsWith(join(base, "server") + sep)) return c.notFound();
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return c.notFound();
  const etag = `"${createHash("sha256").update(`${info.mtimeMs} ${info.size}`).digest("base64url").slice(0, 20)}"`;
  const headers: Record<string, string> = { ETag: etag, "Cache-Control": "no-cache" };
  // Before the 304: a browser lays that answer's headers over the page it has kept.
  if (type.startsWith("text/html")) {
    // The whole book blesses the address of its own worker, with a policy of its own; the kit needs none.
    headers["Content-Security-Policy"] = name === "book.html" ? `${PAGE_CSP} book-worker` : PAGE_CSP;
    headers["X-Frame-Options"] = "SAMEORIGIN";
  }
  if (c.req.header("If-None-Match") === etag) return c.body(null, 304, headers);
  return c.body(Uint8Array.from(await readFile(file)), 200, { ...headers, "Content-Type": type });
}
