import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export type Audience = "internal" | "client";
export type Scope = "read" | "assign" | "ingest";
export const SCOPES: readonly Scope[] = ["read", "assign", "ingest"];

/** What a token says. Everything a request may see follows from this and from nothing that the request itself says. */
export interface Access {
  tenant: string;
  subject: string;
  audience: Audience;
  /** The clients it is limited to; null means all of the tenant's. */
  clients: readonly string[] | null;
  scopes: readonly Scope[];
  /** Epoch milliseconds. */
  expires: number;
}

export interface Grant {
  tenant: string;
  audience: Audience;
  subject?: string;
  clients?: readonly string[] | null;
  scopes?: readonly Scope[];
  /** Seconds, at most 30 days. */
  ttl?: number;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const HEADER = encode({ alg: "HS256", typ: "JWT" });

export function hmac(secret: string, text: string): Buffer {
  return createHmac("sha256", secret).update(text).digest();
}

/** Purposes have keys of their own: a signature made for one proves nothing to another. */
export function deriveKey(secret: string, purpose: string): string {
  return hmac(secret, `key:${purpose}`).toString("base64url");
}

/** `<text>.<signature>`; `text` must not hold a dot after which the signature could be looked for elsewhere. */
export function sign(key: string, text: string): string {
  return `${text}.${hmac(key, text).toString("base64url")}`;
}

/** The text that was signed; null where the signature does not fit. */
export function unsign(key: string, signed: string): string | null {
  const dot = signed.lastIndexOf(".");
  if (dot < 1) return null;
  const given = Buffer.from(signed.slice(dot + 1), "base64url");
  const text = signed.slice(0, dot);
  const right = hmac(key, text);
  return given.length === right.length && timingSafeEqual(given, right) ? text : null;
}

export function parsePayload(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A JSON Web Token (HS256). @param now epoch milliseconds */
export function issueToken(secret: string, grant: Grant, now: number): { token: string; expires: number } {
  const ttl = Math.min(Math.max(1, Math.floor(grant.ttl ?? 3600)), 30 * 86_400);
  const iat = Math.floor(now / 1000);
  const claims = {
    iss: "human-risk",
    // Stable: what is kept for one token is good for the next of the same kind.
    sub: grant.subject ?? `${grant.tenant}-${grant.audience}`,
    tenant: grant.tenant,
    aud: grant.audience,
    scope: (grant.scopes ?? (grant.audience === "client" ? ["read"] : SCOPES)).join(" "),
    ...(grant.clients ? { clients: grant.clients } : {}),
    iat,
    exp: iat + ttl,
    jti: randomUUID(),
  };
  const token = sign(deriveKey(secret, "token"), `${HEADER}.${encode(claims)}`);
  return { token, expires: claims.exp * 1000 };
}

/** What a token gives access to; null for whatever is not a token of ours that is valid now. @param now epoch milliseconds */
export function readToken(secret: string, token: string, now: number): Access | null {
  const text = unsign(deriveKey(secret, "token"), token);
  // The header is compared, not read: there is no algorithm to choose.
  if (text === null || !text.startsWith(`${HEADER}.`)) return null;
  const claims = parsePayload(text.slice(HEADER.length + 1));
  if (!claims) return null;
  const { iss, sub, tenant, aud, scope, clients, exp } = claims;
  if (iss !== "human-risk" || typeof sub !== "string" || typeof tenant !== "string" || typeof exp !== "number")
    return null;
  if (aud !== "internal" && aud !== "client") return null;
  if (!(now < exp * 1000)) return null;
  if (clients !== undefined && !(Array.isArray(clients) && clients.every((id) => typeof id === "string"))) return null;
  const granted = new Set(String(scope ?? "").split(" "));
  return {
    tenant,
    subject: sub,
    audience: aud,
    clients: (clients as string[] | undefined) ?? null,
    scopes: SCOPES.filter((s) => granted.has(s)),
    expires: exp * 1000,
  };
}
