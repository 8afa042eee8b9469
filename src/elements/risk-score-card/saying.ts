/** Ms between two announcements of a page: live scores may come faster than anybody can listen. */
const BETWEEN = 5000;
/** Sentences of one announcement. */
const AT_ONCE = 3;

const unsaid = new Map<HTMLElement, { text: string; say: (text: string) => void }>();
let quiet = false;

/** Says the newest sentence of each card: what comes together is said together, the rest is on the cards to be read. */
export function sayInTurn(card: HTMLElement, text: string, say: (text: string) => void): void {
  unsaid.delete(card);
  unsaid.set(card, { text, say });
  if (quiet) return;
  quiet = true;
  setTimeout(sayNow);
}

function sayNow(): void {
  const all = [...unsaid].filter(([card]) => card.isConnected).slice(-AT_ONCE);
  unsaid.clear();
  all[0]?.[1].say(all.map(([, { text }]) => text).join(" "));
  quiet = all.length > 0;
  if (quiet) setTimeout(sayNow, BETWEEN);
}
