import type { ViewOptions } from "../../src/data/types.js";

/** What a page sets when it sets nothing. */
export const PLAIN: ViewOptions = {
  model: null,
  asOf: null,
  tenant: null,
  window: 90,
  audience: "internal",
  redact: "none",
};
