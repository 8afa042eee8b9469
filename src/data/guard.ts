import { finish } from "../engine/finish.js";
import {
  maskCounts,
  protectInSlices,
  type Counts,
  type Masked,
  type PrivacySettings,
  type Shown,
  type Whole,
} from "../engine/privacy.js";
import { publishedChange, sum } from "../engine/rules.js";
import type { Book } from "./book.js";
import { groupIds } from "./groups.js";
import { kept } from "./kept.js";
import { keyOf } from "./numbers.js";
import type { BookInput, Cell, SubjectRef, SubjectView } from "./types.js";

/** What a group's counts are, null where nobody says; of a client's parts, `within` names the client. */
export type CountsOf = (ref: SubjectRef, within: string | null) => Counts | null;

const redacted = new WeakMap<BookInput, boolean>();

/** A service that hides numbers has done so for all that it sent, and its totals are not ours to add up. */
const isRedacted = (input: BookInput): boolean =>
  kept(redacted, input, () =>
    input.clients.some(({ supplied, groups = [] }) =>
      [supplied, ...groups.map((group) => group.supplied)].some(
        (one) => one && (one.withheld || one.under !== undefined),
      ),
    ),
  );

export const settingsOf = (book: Book): PrivacySettings => ({
  minGroup: book.setting("min_group", 10),
  minCell: book.setting("min_cell", 5),
});

/**
 * What the client audience may see of each group: decided for all of them at once, so that it never depends on what was
 * asked for. Departments and roles are parts of their client; across clients there are none, because one there would be
 * the sum of some that are shown and some that are withheld.
 */
export const guard = (input: BookInput, countsOf: CountsOf, settings: PrivacySettings): Map<string, Shown> =>
  finish(guardInSlices(input, countsOf, settings));

const guardInSlices = (
  input: BookInput,
  countsOf: CountsOf,
  settings: PrivacySettings,
): Generator<undefined, Map<string, Shown>> => masked(input, countsOf, (one) => protectInSlices(one, settings));

/** The same of what happened in groups, by kind; there are none of a group that is withheld. */
export function guardCounts(book: Book, countsOf: CountsOf): Map<string, Record<string, Masked>> {
  const shown = shownIn(book);
  const told = masked(book.input, countsOf, function* (whole, key) {
    return maskCounts(whole, (one) => shown.get(key(one))?.withheld === false, settingsOf(book).minCell);
  });
  return finish(told);
}

/** By key what `mask` makes of each total and its parts; with a breath after each client. */
function* masked<T>(
  input: BookInput,
  countsOf: CountsOf,
  mask: (whole: Whole, key: (one: Whole) => string) => Generator<undefined, Map<Whole, T>>,
): Generator<undefined, Map<string, T>> {
  const keys = new Map<Whole, string[]>();
  const separate: Whole[] = [];
  /** Parts of what nobody knows the total of stand for themselves: there is nothing to take them off. */
  const whole = (ref: SubjectRef, within: string | null, parts: Whole[][] = []): Whole[] => {
    const counts = countsOf(ref, within);
    if (!counts) return (void separate.push(...parts.flat()), []);
    const made = { id: ref.id, counts, parts: parts.filter((list) => list.length) };
    keys.set(made, [keyOf(ref, within)]);
    return [made];
  };
  const only = input.clients.length === 1;
  const homes = new Map<string, BookInput["clients"][number][]>();
  for (const client of input.clients) kept(homes, client.id, () => []).push(client);
  const clients: Whole[] = [];
  for (const { id } of input.clients) {
    const parts = (["department", "role"] as const).map((kind) =>
      groupIds({ clients: homes.get(id)! }, kind, null).flatMap((part) => {
        const made = whole({ kind, id: part }, id);
        if (only) for (const one of made) keys.get(one)!.push(keyOf({ kind, id: part }, null));
        return made;
      }),
    );
    clients.push(...whole({ kind: "client", id }, null, parts));
    yield;
  }
  const top = only ? clients : whole({ kind: "book", id: "" }, null, [clients]);
  if (only) for (const one of top) keys.get(one)!.push(keyOf({ kind: "book", id: "" }, null));
  const shown = new Map<string, T>();
  for (const one of [...top, ...separate])
    for (const [part, what] of yield* mask(one, (part) => keys.get(part)![0]!))
      for (const key of keys.get(part)!) shown.set(key, what);
  return shown;
}

const seen = new WeakMap<Book, Map<string, Shown>>();

/** What may be seen of each group today. */
const shownIn = (book: Book): Map<string, Shown> => finish(showing(book));

function* showing(book: Book): Generator<undefined, Map<string, Shown>> {
  const known = seen.get(book);
  if (known) return known;
  const countsOf: CountsOf = (ref, inside) => {
    const numbers = book.numbersOf(ref, inside);
    // What a service has hidden already stands by itself; records beside it nobody has looked at.
    if (numbers.supplied ? isRedacted(book.input) : !numbers.people) return null;
    const people = numbers.people ?? 0;
    // Of several models there is no distribution of all, yet what is told of each client is told beside the others.
    if (ref.kind === "book" && !numbers.supplied && !numbers.distribution) {
      const parts = book.input.clients.flatMap(({ id }) => countsOf({ kind: "client", id }, null) ?? []);
      const all: Record<string, number> = {};
      for (const { distribution } of parts)
        for (const [band, n] of Object.entries(distribution)) all[band] = (all[band] ?? 0) + n;
      return { people, scored: sum(parts.map(({ scored }) => scored)), distribution: all };
    }
    const counts = Object.fromEntries((numbers.distribution ?? []).map(({ band, count }) => [band, count ?? 0]));
    return { people, scored: numbers.scored ?? people, distribution: counts };
  };
  const shown = yield* guardInSlices(book.input, countsOf, settingsOf(book));
  seen.set(book, shown);
  return shown;
}

/**
 * What may be seen of other counts of the same people: who is withheld today is withheld there as well, for it is no
 * other's turn because these counts are different ones.
 */
export const guardToo = (book: Book, countsOf: CountsOf, settings = settingsOf(book)): Map<string, Shown> =>
  finish(guardTooInSlices(book, countsOf, settings));

function* guardTooInSlices(
  book: Book,
  countsOf: CountsOf,
  settings: PrivacySettings,
): Generator<undefined, Map<string, Shown>> {
  const today = yield* showing(book);
  const few = Math.max(0, settings.minGroup - 1);
  const known: CountsOf = (ref, inside) => {
    const counts = countsOf(ref, inside);
    if (!counts || today.get(keyOf(ref, inside))?.withheld === false) return counts;
    return { ...counts, people: Math.min(counts.people, few), scored: Math.min(counts.scored, few) };
  };
  return yield* guardInSlices(book.input, known, settings);
}

const before = new WeakMap<Book, Map<number, Map<string, Shown>>>();

/**
 * Whether the client audience may know a group's score at an earlier date: decided for all groups at once as today's, of
 * those who had a score then. A total and the other groups would give away one that is hidden alone. @param at epoch ms
 */
export const toldAt = (book: Book, { kind, id }: SubjectRef, within: string | null, at: number): boolean =>
  finish(telling(book, at)).get(keyOf({ kind, id }, within))?.withheld === false;

function* telling(book: Book, at: number): Generator<undefined, Map<string, Shown>> {
  const dates = kept(before, book, () => new Map<number, Map<string, Shown>>());
  const known = dates.get(at);
  if (known) return known;
  const countsOf: CountsOf = (ref, inside) => {
    const members = book.membersOf(ref, inside);
    const had = members.filter(({ client, index }) => book.scoresAt(client, at)[index] !== null).length;
    // Where nobody had a score there is none to give away.
    return had ? { people: had, scored: had, distribution: {} } : null;
  };
  const shown = yield* guardTooInSlices(book, countsOf, settingsOf(book));
  dates.set(at, shown);
  return shown;
}

/** What is hidden today and when the window began, with a breath now and then: whoever asks afterwards finds it. */
export function* hide(book: Book): Generator<undefined, void> {
  yield* showing(book);
  yield* telling(book, book.start);
}

/** What is left of a group for the client audience: no people, no small groups, no small counts, nothing unrounded. */
export function maskView(book: Book, view: SubjectView, within: string | null): SubjectView {
  const { published, change, distribution, model } = view;
  const bare = { ...view, group: null, issues: [], score: published };
  const rounded = { ...bare, change: change === null ? null : publishedChange(model, view) };
  if (view.supplied && isRedacted(book.input)) return rounded;
  const shown = shownIn(book).get(keyOf(view, within));
  if (!shown || shown.withheld) {
    const none = { score: null, published: null, band: null, change: null, trend: null, people: null, scored: null };
    // Whether it is small or withheld for another's sake is not said either.
    return { ...bare, ...none, withheld: true, small: false, distribution: null };
  }
  const cells = shown.cells && distribution?.map(({ band }): Cell => ({ band, ...shown.cells![band]! }));
  const still =
    change !== null && !view.supplied && !toldAt(book, view, within, book.start) ? { change: null, trend: null } : {};
  // Of different models nobody says how many have a score of the one.
  const scored = view.scored === null && !view.supplied ? null : shown.scored;
  return { ...rounded, ...still, scored, distribution: cells ?? null };
}
