/** Whose a token is. What it claims leaves these modules as a number only. */

/**
 * Claims that say when, where and how somebody signed in or was given this token, and not who it is: they are others in each
 * token (RFC 7519, OpenID Connect; Microsoft Entra's own `aio`, `rh` and `uti`; Cognito's `event_id` and `origin_jti`).
 */
const PASSING = "exp iat nbf jti auth_time nonce at_hash sid session_state aio rh uti event_id origin_jti".split(" ");

/** Who a token stands for: what else it claims; null where it cannot be read. */
export function subjectOf(token: string): string | null {
  try {
    const claims = JSON.parse(atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/"))) as Record<
      string,
      unknown
    >;
    for (const name of PASSING) delete claims[name];
    return JSON.stringify(claims);
  } catch {
    return null;
  }
}

/** Two rounds of FNV-1a: enough to tell a handful of sign-ins apart. */
export function hash(text: string): string {
  const round = (seed: number): number =>
    [...text].reduce((h, c) => Math.imul(h ^ c.codePointAt(0)!, 0x01000193), seed) >>> 0;
  return round(0x811c9dc5).toString(36) + round(0x9e3779b1).toString(36);
}
