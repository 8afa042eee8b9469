/** The demo's pages as the server sends them. */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { it } from "node:test";
import { Hono } from "hono";
import type { Env } from "../../../demo/server/http.js";
import { staticRoutes } from "../../../demo/server/static.js";

it("a page keeps its policy when it is loaded again: a 304's headers are laid over what the browser has", async () => {
  const app = new Hono<Env>();
  staticRoutes(app, resolve(import.meta.dirname, "../../.."));
  const first = await app.request("/demo/");
  assert.equal(first.status, 200);
  const again = await app.request("/demo/", { headers: { "If-None-Match": first.headers.get("ETag")! } });
  assert.equal(again.status, 304);
  for (const name of ["Content-Security-Policy", "X-Frame-Options"]) {
    assert.ok(first.headers.get(name), name);
    assert.equal(again.headers.get(name), first.headers.get(name), name);
  }
});
