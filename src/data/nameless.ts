import type { Redact } from "./types.js";

/* What stands in place of a person's name where the page asks for that. */

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

/** A person by their initials, or by a number. */
export function nameless(id: string, name: string, redact: Redact): string {
  // A word that is none of the three was meant to hide something.
  if (redact !== "initials") return `P-${String(pseudonym(id)).padStart(3, "0")}`;
  const letters = name.split(/[\s-]+/).flatMap((part) => [...part][0] ?? []);
  return letters.map((letter) => `${letter.toUpperCase()}.`).join("\u202f");
}
