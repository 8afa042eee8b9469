/** The kit's events: all bubble and cross shadow boundaries, so that a page can listen on any ancestor. */

export interface RiskErrorDetail {
  /** Stable identifier, as `invalid-data` or `timeout`. */
  code: string;
  /** One sentence for a developer. */
  message: string;
  /** Where in the data, as `clients[2].people[0].events[3].at`. */
  path?: string;
  /** Whether trying again can help. */
  retryable: boolean;
  /** Of data that is on screen but for some of it: all that could not be used. */
  issues?: ReadonlyArray<{ path: string; message: string }>;
}

export interface RiskEventDetails {
  "risk-load": { kind: string; id: string };
  "risk-error": RiskErrorDetail;
  "risk-select": { kind: string; id: string };
  "risk-band-change": { id: string; from: string | null; to: string | null; score: number | null };
  "risk-training-due": { id: string; score: number };
  "risk-assign-training": { id: string; row: string | null; ref?: string; ids?: string[] };
  "risk-export": { format: string };
  "risk-what-if": { id: string; changes: string; score: number | null; band: string | null };
}

/** One class for all: the name decides the type of `detail`. */
export class RiskEvent<K extends keyof RiskEventDetails> extends CustomEvent<RiskEventDetails[K]> {
  constructor(type: K, detail: RiskEventDetails[K], init: EventInit = {}) {
    super(type, { bubbles: true, composed: true, ...init, detail });
  }
}

type RiskEventMap = { [K in keyof RiskEventDetails]: RiskEvent<K> };

declare global {
  /** Elements, the document and the window alike: these events bubble. */
  interface GlobalEventHandlersEventMap extends RiskEventMap {}
}
