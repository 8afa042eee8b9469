import { prepare, type Evidence } from "../engine/evidence.js";
import { finish } from "../engine/finish.js";
import type { Book } from "./book.js";
import type { ClientInput, SubjectView } from "./types.js";

/** People between two breaths: a few milliseconds' worth, however much is known of them. */
const SOME = 16;

/** Time strings parsed and sorted once per supplied data, whatever is asked of it afterwards. */
const read = new WeakMap<ClientInput, Evidence[]>();

/** Everybody's evidence, with a breath now and then; goes on where somebody else left off. */
export function* evidenceInSlices(input: ClientInput): Generator<undefined, readonly Evidence[]> {
  const known = read.get(input) ?? [];
  read.set(input, known);
  while (known.length < input.people.length) {
    known.push(prepare(input.people[known.length]!));
    if (known.length % SOME === 0) yield;
  }
  return known;
}

/** Everybody's evidence at once. */
export const evidenceOf = (input: ClientInput): readonly Evidence[] => finish(evidenceInSlices(input));

/** A client's view; what is slow about it, many people's evidence, with a breath now and then. */
export function* clientView(book: Book, id: string): Generator<undefined, SubjectView | null> {
  const index = book.clientIds.indexOf(id);
  yield* evidenceInSlices(book.input.clients[index]!);
  book.scored(index, book.asOf);
  yield;
  return book.subject({ kind: "client", id });
}
