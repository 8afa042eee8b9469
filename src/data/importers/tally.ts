import { type ImportedPeople } from "./people.js";
import type { ImportFormat, ImportResult, Refusal } from "./types.js";

const LISTED = 1000;
/** Repeated for millions of lines, a message should not fill a page each. */
const shorten = (message: string): string => (message.length > 300 ? `${message.slice(0, 299)}…` : message);

/** Counts what became of each line. */
export class Tally {
  used = 0;
  skipped = 0;
  refused = 0;
  readonly refusals: Refusal[] = [];

  refuse(line: number, message: string): void {
    this.refused++;
    if (this.refusals.length < LISTED) this.refusals.push({ line, message: shorten(message) });
  }

  async result(format: ImportFormat, into: ImportedPeople): Promise<ImportResult> {
    const people = await into.records();
    let suspects = 0;
    for (const { events } of people) for (const { suspect } of events ?? []) if (suspect) suspects++;
    const { used, skipped, refused, refusals } = this;
    // What is cut off was read too.
    const read = used + skipped + refused;
    const { repeated } = into;
    return {
      format,
      people,
      read,
      used,
      skipped,
      refused,
      refusals,
      repeated,
      suspects,
      issues: [],
      unread: [],
      words: {},
    };
  }
}

/** A value for a message, in quotes and not longer than a glance. */
export function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** A source's own name: a dropped file has one. */
export function nameOf(source: unknown, given: string | undefined): string {
  if (given !== undefined) return given;
  const name = typeof source === "object" && source !== null && "name" in source ? source.name : "";
  return typeof name === "string" ? name : "";
}
