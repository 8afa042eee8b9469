import { EVENT_TYPES } from "../types.js";
import type { Columns } from "./columns.js";

export interface Last {
  /** Epoch ms; NaN for none. */
  at: Float64Array;
  /** Place in `EVENT_TYPES`. */
  type: Uint8Array;
}

/** Looks up somebody's newest event of some types at a date. @param asOf epoch ms */
export function newestOf(
  { eventStart, eventType, eventAt }: Columns,
  types: readonly string[],
  asOf: number,
): (person: number) => { at: number; type: number } {
  const wanted = Uint8Array.from(EVENT_TYPES, (type) => +types.includes(type));
  return (i) => {
    let e = eventStart[i + 1]! - 1;
    const from = eventStart[i]!;
    while (e >= from && (!wanted[eventType[e]!] || eventAt[e]! > asOf)) e--;
    return e < from ? { at: NaN, type: 0 } : { at: eventAt[e]!, type: eventType[e]! };
  };
}

/** Each person's newest event of some types at a date. @param asOf epoch ms */
export function lastOf(columns: Columns, types: readonly string[], asOf: number): Last {
  const people = columns.eventStart.length - 1;
  const newest = newestOf(columns, types, asOf);
  const last = { at: new Float64Array(people), type: new Uint8Array(people) };
  for (let i = 0; i < people; i++) ({ at: last.at[i], type: last.type[i] } = newest(i));
  return last;
}
