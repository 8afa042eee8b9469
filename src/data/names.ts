import { namelessPart } from "./parts.js";
import type { PersonInput, Redact } from "./types.js";

/** What turns text round, hides it or breaks lines: a name made of it would rearrange what stands beside it. */

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Nobody reads more of a name, and a page stands still for seconds while it lays out millions of letters. */
const MOST = 1000;

/** Cut between letters, not within one of two halves. */
const short = (text: string): string =>
  text.length > MOST ? `${text.slice(0, MOST).replace(/[\ud800-\udbff]$/, "")}…` : text;

/** Text as one line that keeps to itself. */
export const plain = (text: string | undefined): string => short(text ?? "").replace(CONTROLS, "");

/** Whether names can be shown as they are: very many need not be looked at one by one. */
export const shownAsIs = (names: readonly string[], redact: Redact): boolean =>
  redact === "none" && names.every(({ length }) => length && length <= MOST) && names.join("").search(CONTROLS) < 0;

/** A person's name as the page may show it. */
export function displayName({ id, name }: PersonInput, redact: Redact): string {
  const shown = plain(name) || plain(id);
  return redact === "none" ? shown : namelessPart().nameless(id, shown, redact);
}
