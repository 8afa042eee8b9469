import { SourceError } from "../source.js";

/** Without its query, which can hold a token; and of an address of data, which is the data, only what it is. */
export const place = ({ protocol, origin, pathname }: URL): string =>
  /^https?:$/.test(protocol) ? origin + pathname : protocol;

/** An answer that is a refusal; `after` is how long the API wants to be left alone, ms. */
export class Refusal extends SourceError {
  constructor(
    code: SourceError["code"],
    message: string,
    readonly after: number | null,
  ) {
    super(code, message);
  }
}

export function refusal(url: URL, { status, headers }: Response, now: number): Refusal {
  const codes: Record<number, SourceError["code"]> = {
    401: "unauthorized",
    403: "no-access",
    404: "not-found",
    405: "not-supported",
    410: "not-found",
    429: "rate-limited",
    501: "not-supported",
  };
  const code = codes[status] ?? (status >= 500 ? "server" : "bad-request");
  // The service's own clock, where it may be read, is the one that its dates go by.
  const clock = Date.parse(headers.get("date") ?? "") || now;
  const waits = status === 429 || status === 503 ? retryAfter(headers.get("retry-after"), clock) : null;
  return new Refusal(code, `${place(url)} answered ${status}.`, waits);
}

/** Seconds, or a date; null for anything else. @returns ms from now */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const date = /\bGMT\s*$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
