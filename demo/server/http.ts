import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Problem, ProblemItem } from "../../src/data/api-types.js";
import { kind, parseTime } from "./engine.js";
import type { Access } from "./tokens.js";
import { deriveKey, parsePayload, sign, unsign } from "./tokens.js";

export type Env = { Variables: { access: Access; requestId: string } };
export type Ctx = Context<Env>;

const TITLES: Record<string, [ContentfulStatusCode, string]> = {
  "bad-request": [400, "The request does not parse"],
  unauthorized: [401, "A valid token is needed"],
  "no-access": [403, "The token does not cover this"],
  "not-found": [404, "Not found"],
  "method-not-allowed": [405, "Method not allowed"],
  conflict: [409, "It is too late for that"],
  "too-large": [413, "The body is too large"],
  unusable: [422, "The body cannot be used; nothing was stored"],
  "rate-limited": [429, "Too many requests"],
  internal: [500, "Something went wrong here"],
  "not-ready": [503, "Not ready yet"],
};

/** An answer other than the one hoped for; thrown anywhere below a route. */
export class ApiError extends Error {
  constructor(
    readonly code: keyof typeof TITLES & string,
    readonly detail?: string,
    readonly errors?: ProblemItem[],
    readonly headers: Record<string, string> = {},
  ) {
    super(detail ?? code);
  }
}

export function problem(c: Ctx, error: ApiError): Response {
  const [status, title] = TITLES[error.code] ?? TITLES["internal"]!;
  const body: Problem = { title, status, code: error.code };
  if (error.detail !== undefined) body.detail = error.detail;
  if (error.errors) body.errors = error.errors;
  return c.body(JSON.stringify(body), status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...error.headers,
  });
}

/** A JSON answer with its ETag; 304 without a body where the caller has it already. */
export function answer(c: Ctx, value: unknown, status: ContentfulStatusCode = 200): Response {
  const body = JSON.stringify(value);
  if (c.req.method !== "GET" && c.req.method !== "HEAD") {
    return c.body(body, status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  }
  // A token's answers are another's secrets, even where the bytes are equal: the tag says whose they are.
  const { tenant, subject, audience } = c.get("access");
  const digest = createHash("sha256")
    .update(JSON.stringify([tenant, subject, audience]))
    .update(body)
    .digest("base64url");
  const etag = `"${digest.slice(0, 27)}"`;
  const headers = { ETag: etag, "Cache-Control": "private, no-cache", Vary: "Authorization" };
  const known = (c.req.header("If-None-Match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known.includes(etag)) return c.body(null, 304, headers);
  return c.body(body, status, { ...headers, "Content-Type": "application/json" });
}

export const iso = (at: number): string => new Date(at).toISOString();

/** One fault, said so that it can be found: `limit: "ten" (string); expected a whole number from 1 to 500.` */
export function fault(path: string, value: unknown, expected: string): ProblemItem {
  const found = value === undefined ? "nothing" : kind(value);
  return { path, message: `${path}: ${found}; expected ${expected}.`, found, expected };
}

export function badParameter(name: string, value: string | undefined, expected: string): ApiError {
  const item = fault(name, value, expected);
  return new ApiError("bad-request", item.message, [item]);
}

/** Query parameters, each read with what it must be. Anything else is a 400 that names the parameter. */
export class Query {
  constructor(private readonly c: Ctx) {}

  text(name: string, max = 200): string | null {
    const value = this.c.req.query(name);
    if (value === undefined || value === "") return null;
    if (value.length > max) throw badParameter(name, value, `at most ${max} characters`);
    return value;
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.text(name);
    if (value === null) return fallback;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw badParameter(name, value, `one of ${choices.filter(Boolean).join(", ")}`);
    return found;
  }

  integer(name: string, [min, max]: readonly [number, number], fallback: number): number {
    const value = this.text(name);
    if (value === null) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (!(number >= min && number <= max)) {
      throw badParameter(name, value, `a whole number from ${min} to ${max}`);
    }
    return number;
  }

  /** Epoch milliseconds. */
  time(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    // A plus sign in a query reads as a space.
    const at = parseTime(value.replace(/ (?=\d\d:?\d\d$)/, "+"));
    if (at === null) throw badParameter(name, value, "a time with an offset, as 2026-11-23T09:12:00Z");
    return at;
  }
}

/** The place in a list, sealed: a cursor works only with the list, the filters and the tenant it was given out for. */
export interface Cursor {
  /** What the list was asked with. */
  list: string;
  /** Epoch milliseconds that the scores of every page are as of. */
  at: number;
  /** Sort key and id of the last row given out. */
  key: number | string | null;
  id: string;
}

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 16);

export function sealCursor(secret: string, access: Access, cursor: Cursor): string {
  const text = Buffer.from(JSON.stringify({ ...cursor, list: digestOf(cursor.list) })).toString("base64url");
  return sign(deriveKey(secret, `cursor:${access.tenant}:${access.audience}`), text);
}

export function openCursor(secret: string, access: Access, text: string, list: string): Cursor {
  const payload = unsign(deriveKey(secret, `cursor:${access.tenant}:${access.audience}`), text);
  const cursor = payload === null ? null : (parsePayload(payload) as Cursor | null);
  if (!cursor || cursor.list !== digestOf(list)) {
    throw badParameter("cursor", text, "the next_cursor of this very list; leave it out to begin again");
  }
  return cursor;
}
