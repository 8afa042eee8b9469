import { EVENT_TYPES } from "../types.js";
import type { Columns } from "./columns.js";

export interface Last {
  /** Epoch ms; NaN for none. */
  at: Float64Array;
  /** Place in `EVENT_TYPES`. */
  type: Uint8Array;
}

/** Each person's newest event of some types at a date. @param asOf epoch ms */
export function lastOf({ eventStart, eventType, eventAt }: Columns, types: readonly string[], asOf: number): Last {
  const people = eventStart.length - 1;
  const wanted = Uint8Array.from(EVENT_TYPES, (type) => +types.includes(type));
  const last = { at: new Float64Array(people).fill(NaN), type: new Uint8Array(people) };
  for (let i = 0; i < people; i++) {
    for (let e = eventStart[i + 1]! - 1; e >= eventStart[i]!; e--) {
      if (!wanted[eventType[e]!] || eventAt[e]! > asOf) continue;
      last.at[i] = eventAt[e]!;
      last.type[i] = eventType[e]!;
      break;
    }
  }
  return last;
}
