import type { PersonInput, Redact } from "./types.js";

/** What turns text round, hides it or breaks lines: a name made of it would rearrange what stands beside it. */

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Text as one line that keeps to itself. */
export const plain = (text: string | undefined): string => text?.replace(CONTROLS, "") ?? "";

const pseudonyms = new Map<string, number>();
const taken = new Set<number>();

/**
 * Drawn anew for every page load, so that two screens of two days cannot be laid side by side. Numbers follow no order:
 * counting up would tell who stands where in the data.
 */
function pseudonym(id: string): number {
  let n = pseudonyms.get(id);
  while (n === undefined) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    const most = taken.size < 500 ? 1000 : taken.size * 4;
    const drawn = random % most;
    if (taken.has(drawn)) continue;
    taken.add((n = drawn));
    pseudonyms.set(id, n);
  }
  return n;
}

/** Whether names can be shown as they are: very many need not be looked at one by one. */
export const shownAsIs = (names: readonly string[], redact: Redact): boolean =>
  redact === "none" && !names.includes("") && names.join("").search(CONTROLS) < 0;

/** A person's name as the page may show it. */
export function displayName({ id, name }: PersonInput, redact: Redact): string {
  const shown = plain(name) || plain(id);
  if (redact === "none") return shown;
  // A word that is none of the three was meant to hide something.
  if (redact !== "initials") return `P-${String(pseudonym(id)).padStart(3, "0")}`;
  const letters = shown.split(/[\s-]+/).flatMap((part) => [...part][0] ?? []);
  return letters.map((letter) => `${letter.toUpperCase()}.`).join("\u202f");
}
