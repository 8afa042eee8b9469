// Serves demo/ and dist/ as a plain web server would, when the API server is not wanted or not there.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { root } from "./ensure.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".pdf": "application/pdf",
  ".yaml": "text/yaml; charset=utf-8",
};
const SERVED = ["demo", "dist"];
const HIDDEN = [join("demo", "server")];

function fileOf(pathname) {
  let path;
  try {
    path = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, "");
  } catch {
    return null;
  }
  if (path.includes("\0") || !SERVED.includes(path.split(sep)[0])) return null;
  if (HIDDEN.some((folder) => path === folder || path.startsWith(folder + sep))) return null;
  if (path.split(sep).some((part) => part.startsWith("."))) return null;
  const full = join(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat?.isDirectory())
    return pathname.endsWith("/") ? fileOf(`${pathname}index.html`) : { redirect: `${pathname}/` };
  return stat?.isFile() ? { full, size: stat.size } : null;
}

/** Listens on `port` of the local interface and resolves with the server. */
export function serveStatic(port, host = "127.0.0.1") {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const found = pathname === "/" ? { redirect: "/demo/" } : fileOf(pathname);
    if (!found) {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found\n");
    } else if (found.redirect) {
      response.writeHead(302, { location: found.redirect }).end();
    } else if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
    } else {
      response.writeHead(200, {
        "content-type": TYPES[extname(found.full)] ?? "application/octet-stream",
        "content-length": found.size,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
      });
      if (request.method === "HEAD") response.end();
      else createReadStream(found.full).pipe(response);
    }
  });
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => done(server));
  });
}
