import type { Shown } from "../engine/privacy.js";
import { riskSign, standing } from "../engine/rules.js";
import { DAY } from "../engine/time.js";
import type { Book, Member } from "./book.js";
import { guardPart } from "./parts.js";
import { countsOf, keyOf } from "./numbers.js";
import type { Moves, SubjectRef } from "./types.js";

/** Which way people went over a window. */
const MOVES = ["up", "down", "same"] as const;

const seen = new WeakMap<Book, Map<string, Shown>>();

/**
 * How many people went from band to band over the window; null as a band is no score. For the client audience only how
 * many rose in risk, fell and stayed, masked like counts. Null where it is withheld or not known.
 */
export function transitionsOf(book: Book, ref: SubjectRef, within: string | null = null): Moves[] | null {
  const view = book.subject(ref, within);
  const members = book.membersOf(ref, within);
  if (!view || view.withheld || !members.length || members.some((m) => m.person.supplied)) return null;
  if (book.audience === "client") {
    let shown = seen.get(book);
    if (!shown) {
      const counts = (one: SubjectRef, inside: string | null) => {
        const inOne = book.membersOf(one, inside);
        return inOne.length
          ? countsOf(
              inOne.map((m) => move(book, m)),
              MOVES,
            )
          : null;
      };
      seen.set(book, (shown = guardPart().guardToo(book, counts)));
    }
    const cells = shown.get(keyOf(ref, within))?.cells;
    return cells ? MOVES.map((way): Moves => ({ from: null, to: null, move: way, ...cells[way]! })) : null;
  }
  const counts = new Map<string, Moves>();
  for (const member of members) {
    const [from, to] = ends(book, member);
    const key = JSON.stringify([from, to]);
    const known = counts.get(key);
    if (known) known.count!++;
    else counts.set(key, { from, to, count: 1 });
  }
  return [...counts.values()];
}

function ends(book: Book, { client, index }: Member): [string | null, string | null] {
  const { asOf, window } = book;
  const before = book.scoresAt(client, asOf - window * DAY)[index]!;
  return [standing(book.modelOf(client), before).band, book.scored(client, asOf)[index]!.band];
}

function move(book: Book, member: Member): (typeof MOVES)[number] | null {
  const [from, to] = ends(book, member);
  if (from === null || to === null) return null;
  const model = book.modelOf(member.client);
  const place = (band: string): number => model.bands.findIndex(({ id }) => id === band);
  const risk = (place(to) - place(from)) * riskSign(model);
  return risk > 0 ? "up" : risk < 0 ? "down" : "same";
}
