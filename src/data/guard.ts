import { publish } from "../engine/index.js";
import { protect, type Counts, type PrivacySettings, type Shown, type Whole } from "../engine/privacy.js";
import type { Book } from "./book.js";
import { groupIds } from "./groups.js";
import { keyOf } from "./numbers.js";
import type { BookInput, Cell, SubjectRef, SubjectView } from "./types.js";

/** What a group's counts are, null where nobody says; of a client's parts, `within` names the client. */
export type CountsOf = (ref: SubjectRef, within: string | null) => Counts | null;

/** A service that hides numbers has done so for all that it sent, and its totals are not ours to add up. */
const isRedacted = ({ clients }: BookInput): boolean =>
  clients.some(({ supplied, groups = [] }) =>
    [supplied, ...groups.map((group) => group.supplied)].some(
      (one) => one && (one.withheld || one.under !== undefined),
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
export function guard(input: BookInput, countsOf: CountsOf, settings: PrivacySettings): Map<string, Shown> {
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
  const clients = input.clients.flatMap(({ id }) => {
    const parts = (["department", "role"] as const).map((kind) =>
      groupIds(input, kind, id).flatMap((part) => {
        const made = whole({ kind, id: part }, id);
        if (only) for (const one of made) keys.get(one)!.push(keyOf({ kind, id: part }, null));
        return made;
      }),
    );
    return whole({ kind: "client", id }, null, parts);
  });
  const top = only ? clients : whole({ kind: "book", id: "" }, null, [clients]);
  if (only) for (const one of top) keys.get(one)!.push(keyOf({ kind: "book", id: "" }, null));
  const shown = [...top, ...separate].flatMap((one) => [...protect(one, settings)]);
  return new Map(shown.flatMap(([one, what]) => keys.get(one)!.map((key) => [key, what] as const)));
}

/** Whether so few had a score when the window began that the score less its change would tell theirs. */
function hadFew(book: Book, { kind, id }: SubjectRef, within: string | null): boolean {
  const members = book.membersOf({ kind, id }, within);
  const had = members.filter(({ client, index }) => book.scoresAt(client, book.start)[index] !== null).length;
  return !(had >= settingsOf(book).minGroup);
}

const seen = new WeakMap<Book, Map<string, Shown>>();

/** What is left of a group for the client audience: no people, no small groups, no small counts, nothing unrounded. */
export function maskView(book: Book, view: SubjectView, within: string | null): SubjectView {
  const { published, change, distribution, model } = view;
  const bare = { ...view, group: null, issues: [], score: published };
  const rounded = { ...bare, change: change === null ? null : Math.sign(change) * publish(model, Math.abs(change)) };
  if (isRedacted(book.input)) return rounded;
  let known = seen.get(book);
  if (!known) {
    const countsOf: CountsOf = (ref, inside) => {
      const numbers = book.numbersOf(ref, inside);
      if (!numbers.supplied && !numbers.people) return null;
      const counts = Object.fromEntries((numbers.distribution ?? []).map(({ band, count }) => [band, count ?? 0]));
      const people = numbers.people ?? 0;
      return { people, scored: numbers.scored ?? people, distribution: counts };
    };
    seen.set(book, (known = guard(book.input, countsOf, settingsOf(book))));
  }
  const shown = known.get(keyOf(view, within));
  if (!shown || shown.withheld) {
    const none = { score: null, published: null, band: null, change: null, trend: null, people: null, scored: null };
    return { ...bare, ...none, withheld: true, distribution: null };
  }
  const cells = shown.cells && distribution?.map(({ band }): Cell => ({ band, ...shown.cells![band]! }));
  const still = change !== null && !view.supplied && hadFew(book, view, within) ? { change: null, trend: null } : {};
  return { ...rounded, ...still, scored: shown.scored, distribution: cells ?? null };
}
