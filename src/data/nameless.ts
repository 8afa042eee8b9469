import type { Redact } from "./types.js";

/* What stands in place of a person's name where the page asks for that. */

/** Who has which number. */
export type Numbers = Map<string, number>;

/** What a page from a server holds its numbers in. */
export const DRAWN = "application/risk-pseudonyms+json";

let numbers: Numbers | undefined;
let taken = new Set<number>();

/** Goes on with these: a server draws pages for many readers, whose screens cannot be laid side by side. */
export function numberAs(page: Numbers): void {
  if (page === numbers) return;
  numbers = page;
  taken = new Set(page.values());
}

/** This module once the page is parsed: its end may bring a server's numbers, and whoever asks earlier draws others. */
export async function onceParsed(): Promise<{ nameless: typeof nameless }> {
  if (globalThis.document?.readyState === "loading")
    await new Promise((parsed) => document.addEventListener("readystatechange", parsed, { once: true }));
  return { nameless };
}

/** Those that a server drew the page with: with others everybody would become somebody else under the reader's eyes. */
export function drawn(): Numbers {
  const found: Numbers = new Map();
  for (const { textContent } of globalThis.document?.querySelectorAll(`script[type="${DRAWN}"]`) ?? []) {
    try {
      for (const [id, n] of JSON.parse(textContent) as Array<[unknown, unknown]>)
        if (typeof id === "string" && Number.isInteger(n)) found.set(id, n as number);
    } catch {
      // Without them there are new ones.
    }
  }
  return found;
}

/**
 * Drawn anew for every page load, so that two screens of two days cannot be laid side by side. Numbers follow no order:
 * counting up would tell who stands where in the data.
 */
function pseudonym(id: string): number {
  if (!numbers) numberAs(drawn());
  let n = numbers!.get(id);
  while (n === undefined) {
    const random = crypto.getRandomValues(new Uint32Array(1))[0]!;
    const most = taken.size < 500 ? 1000 : taken.size * 4;
    const other = random % most;
    if (taken.has(other)) continue;
    taken.add((n = other));
    numbers!.set(id, n);
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
