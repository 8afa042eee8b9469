import { createContext } from "@lit/context";
import type { Model, Tenant } from "../engine/types.js";
import type { Supply } from "../data/types.js";

/** What a `<risk-provider>` hands to every element inside it. A new object at each change. */
export interface ProviderState {
  supply: Supply | null;
  model: string | Model | null;
  asOf: string | number | null;
  window: number | null;
  redact: string | null;
  audience: string | null;
  tenant: Tenant | null;
}

export const providerContext = createContext<ProviderState>(Symbol.for("human-risk-widgets/provider@1"));
