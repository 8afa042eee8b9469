import { createContext } from "@lit/context";
import type { Model, Tenant } from "../engine/types.js";
import type { Audience, SnapshotError, Supply } from "../data/types.js";

/** What a `<risk-provider>` hands to every element inside it. A new object at each change. */
export interface ProviderState {
  supply: Supply | null;
  model: string | Model | null;
  asOf: string | number | null;
  window: number | null;
  redact: string | null;
  audience: string | null;
  /** For a server, which sees no `lang`. */
  locale: string | null;
  tenant: Tenant | null;
}

/** The stricter of what an element and those around it name. Whoever misspells one meant it: only `internal` is that. */
export const strictest = (...named: ReadonlyArray<string | null | undefined>): Audience =>
  named.every((one) => !one || one === "internal") ? "internal" : "client";

/** An error as its event tells it. What it quotes of data may be somebody's name: that is for readers who see names. */
export function toldTo(
  audience: Audience,
  redact: string | null,
  { code, message, path, retryable }: SnapshotError,
): SnapshotError {
  const quotes = /^(invalid-data|bad-response)$/.test(code) && (path !== undefined || message.includes('"'));
  const hidden = quotes && (audience !== "internal" || (redact ?? "none") !== "none");
  const said = hidden ? `${path ?? "data"}: not usable; readers who see names are told why.` : message;
  return { code, message: said, ...(path !== undefined && { path }), retryable };
}

export const providerContext = createContext<ProviderState>(Symbol.for("human-risk-widgets/provider@1"));
