import type { Evidence } from "../engine/evidence.js";
import type { PersonScore } from "../engine/types.js";
import type { Book } from "./book.js";
import type { SubjectView } from "./types.js";

/* What a book does for very many people, with a breath now and then: whoever asks it afterwards finds them. */

/** People read between two breaths: a few milliseconds' worth, however much is known of them. */
const READ = 16;
/** People scored between two breaths, where a model takes each by themselves. */
const SCORED = 16;

/** Everybody's evidence; goes on where somebody else left off. */
function* evidenceInSlices(book: Book, client: number): Generator<undefined, readonly Evidence[]> {
  const { length } = book.input.clients[client]!.people;
  for (let upTo = book.evidence(client, 0).length + READ; upTo < length; upTo += READ) {
    book.evidence(client, upTo);
    yield;
  }
  return book.evidence(client);
}

/** Scores a client's people for their views. */
export function* scoreInSlices(book: Book, client: number): Generator<undefined, void> {
  if (book.isScored(client)) return;
  const people = yield* evidenceInSlices(book, client);
  const some = book.modelOf(client).measureAll ? people.length : SCORED;
  const now: PersonScore[] = [];
  const before: Array<number | null> = [];
  for (let from = 0; from < people.length; from += some) {
    const part = people.slice(from, from + some);
    for (const score of book.score(client, book.asOf, part)) now.push(score);
    yield;
    for (const score of book.scores(client, book.start, part)) before.push(score);
    yield;
  }
  book.scored(client, book.asOf, now);
  book.scoresAt(client, book.start, before);
}

/** All that the client audience's views are made of: what may be seen of one group depends on everyone. */
export function* hideInSlices(book: Book): Generator<undefined, void> {
  for (const client of book.input.clients.keys()) yield* scoreInSlices(book, client);
  yield* book.hiding();
}

/** A client's view. */
export function* clientView(book: Book, id: string): Generator<undefined, SubjectView | null> {
  if (book.audience === "client") yield* hideInSlices(book);
  else yield* scoreInSlices(book, book.clientIds.indexOf(id));
  return book.subject({ kind: "client", id });
}
