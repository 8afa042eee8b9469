/** Scoring very many people between a page's frames, ahead of whoever asks for their numbers: loaded where there are so many. */
import type { Book } from "./book.js";
import { hideInSlices, scoreInSlices } from "./breaths.js";
import { between } from "./long.js";
import type { SubjectRef } from "./types.js";

/**
 * So few are scored at once: `MANY` of the book. Of what a card has nothing is imported here, only typed: a bundler would make
 * a file of its own of it, 0.4 kB more for each element.
 */
const FEW = 1000;

/** Whether two books differ by their date alone. */
export function sameButDate(one: Book, other: Book): boolean {
  const rest = ({ options }: Book): string => JSON.stringify({ ...options, model: 0, asOf: 0 });
  return one.input === other.input && one.options.model === other.options.model && rest(one) === rest(other);
}

/** Numbers may be a moment old; who may be seen, and how they are called, never. */
export const sameReader = (one: Book, other: Book): boolean =>
  one.audience === other.audience && one.options.redact === other.options.redact;

interface Progress {
  /** Clients whose people are scored, or could not be: whoever asks for those is told why. */
  done: Set<number>;
  coming: Map<number, Promise<void>>;
}
const progress = new WeakMap<Book, Progress>();

/** Whose people a subject's numbers are made of; what a client may see depends on everyone. */
function clientsIn(book: Book, ref: SubjectRef, within: string | null): Iterable<number> {
  if (book.audience === "client" || (ref.kind === "book" && within === null)) return book.input.clients.keys();
  if (ref.kind === "client") return [book.clientIds.indexOf(ref.id)].filter((index) => index >= 0);
  return new Set(book.membersOf(ref, within).map(({ client }) => client));
}

/** How many elements wait for a book. Whoever else asks does not say when they leave: without end. */
const waiters = new WeakMap<Book, number>();
const count = (book: Book, more: number): void => void waiters.set(book, (waiters.get(book) ?? 0) + more);

/**
 * Scores the people that a subject's numbers are made of, once for all who ask.
 * @param counted whether who asks is counted, and it may end undone once nobody waits
 * @returns what settles when it is over; null where nothing is left that takes long
 */
export function scoredAhead(
  book: Book,
  ref: SubjectRef,
  within: string | null,
  counted = false,
): Promise<unknown> | null {
  if (!counted) count(book, Infinity);
  const { clients } = book.input;
  const known: Progress = progress.get(book) ?? { done: new Set(), coming: new Map() };
  progress.set(book, known);
  const left = [...clientsIn(book, ref, within)].filter((client) => !known.done.has(client));
  if (left.reduce((n, client) => n + clients[client]!.people.length, 0) <= FEW) return null;
  const unasked = left.filter((client) => !known.coming.has(client));
  if (unasked.length) {
    let calledOff = false;
    const over = (): void => {
      for (const client of unasked) {
        if (!calledOff) known.done.add(client);
        known.coming.delete(client);
      }
    };
    const task = function* (): Generator<undefined, void> {
      for (const client of unasked)
        for (const breath of scoreInSlices(book, client)) {
          calledOff = waiters.get(book) === 0;
          if (calledOff) return;
          yield breath;
        }
      // All of them are asked for then, and scored by now.
      if (book.audience === "client") yield* hideInSlices(book);
    };
    const coming = between(task()).then(over, over);
    for (const client of unasked) known.coming.set(client, coming);
  }
  return Promise.all(new Set(left.flatMap((client) => known.coming.get(client) ?? [])));
}

interface Once {
  over: boolean;
  coming: Promise<unknown>;
}
const tasks = new WeakMap<Book, Map<string, Once>>();

/**
 * What else is worked out ahead, once for all who name it alike.
 * @param task takes a breath now and then; what it throws is thrown again where somebody needs what it was for
 * @returns what settles when it is done; null where it is
 */
export function onceAhead(book: Book, name: string, task: () => Iterator<unknown>): Promise<unknown> | null {
  const known = tasks.get(book) ?? new Map<string, Once>();
  tasks.set(book, known);
  let one = known.get(name);
  if (!one) {
    const over = (): void => void (made.over = true);
    const made: Once = { over: false, coming: between(task()).then(over, over) };
    known.set(name, (one = made));
  }
  return one.over ? null : one.coming;
}

/** How long a date is wanted before another on the way is called off for it, ms: somebody who drags wants the next sooner. */
const SETTLED_MS = 150;

interface Waiter {
  requestUpdate(): void;
}
interface Waiting extends Once {
  book: Book;
  /** What is wanted instead, and since when (`performance.now()`). */
  instead?: { book: Book; since: number };
}
/** What each element waits for, or waited for last. */
const waiting = new WeakMap<Waiter, Waiting>();

/** Whether another book has been wanted for long enough; the element is updated when it has. */
function settled(el: Waiter, last: Waiting, wanted: Book): boolean {
  const now = performance.now();
  if (last.instead?.book === wanted) return now - last.instead.since >= SETTLED_MS;
  last.instead = { book: wanted, since: now };
  setTimeout(() => el.requestUpdate(), SETTLED_MS + 1);
  return false;
}

/**
 * What an element has to show of a book with very many people: the book, once they are scored; meanwhile null, and where
 * somebody drags its date the last one on the way that could be scored. The element is updated when there is more.
 * @param more what else it waits for
 */
export function bookFor(
  el: Waiter,
  wanted: Book,
  ref: SubjectRef,
  within: string | null,
  more: (book: Book) => ReadonlyArray<Promise<unknown> | null>,
): { book: Book | null; coming: Promise<unknown> | null } {
  const last = waiting.get(el);
  const onTheWay = !!last && (last.book === wanted || sameButDate(last.book, wanted));
  if (onTheWay && !last.over) {
    if (last.book === wanted) last.instead = undefined;
    if (last.book === wanted || !settled(el, last, wanted)) return { book: null, coming: last.coming };
  }
  const leftOf = (book: Book): Array<Promise<unknown>> => {
    const scored = scoredAhead(book, ref, within, true);
    // What is made of scores would score everyone in one go.
    return scored ? [scored] : more(book).filter((one) => one !== null);
  };
  // A date on the way is brought to its end before the next begins: else somebody who drags would see none.
  const before = onTheWay && last.over && last.book !== wanted ? last.book : null;
  const begun = before ? leftOf(before) : [];
  const left = begun.length ? begun : leftOf(wanted);
  if (last && !last.over) count(last.book, -1);
  if (!left.length) {
    waiting.delete(el);
    return { book: wanted, coming: null };
  }
  const next: Waiting = {
    book: begun.length ? before! : wanted,
    over: false,
    coming: Promise.all(left).then(() => {
      if (waiting.get(el) === next) count(next.book, -1);
      next.over = true;
      el.requestUpdate();
    }),
  };
  count(next.book, 1);
  waiting.set(el, next);
  return { book: begun.length ? null : before, coming: next.coming };
}
