/** Ms between two announcements of a page: live scores may come faster than anybody can listen. */
const BETWEEN = 5000;
/** Sentences of one announcement. */
const AT_ONCE = 3;

interface Sentence {
  text: string;
  /** Whether the card still shows whom it is about, by that name. */
  holds(): boolean;
  say(text: string): void;
}

const unsaid = new Map<HTMLElement, Sentence>();
let quiet = false;
/** Takes back what was said last: it is of several cards, and stands in one. */
let unsay: (() => void) | undefined;

/** Says the newest sentence of each card: what comes together is said together, the rest is on the cards to be read. */
export function sayInTurn(card: HTMLElement, sentence: Sentence): void {
  unsaid.delete(card);
  unsaid.set(card, sentence);
  if (quiet) return;
  quiet = true;
  setTimeout(sayNow);
}

function sayNow(): void {
  const all = [...unsaid].flatMap(([card, one]) => (card.isConnected && one.holds() ? one : [])).slice(-AT_ONCE);
  unsaid.clear();
  unsay?.();
  const [first] = all;
  unsay = first && ((): void => first.say(""));
  first?.say(all.map(({ text }) => text).join(" "));
  quiet = all.length > 0;
  if (quiet) setTimeout(sayNow, BETWEEN);
}
