import type { Book } from "../../data/book.js";
import { personRecord } from "../../data/lists.js";
import type { SubjectRef, SubjectView } from "../../data/types.js";
import { scorePerson } from "../../engine/index.js";

/** Score of a subject at any instant: by the person's own record where others do not matter, else by the book. */
export function scorer(book: Book, view: SubjectView, within: string | null): (at: number) => number | null {
  const record = view.kind === "person" ? personRecord(book, view.id, view.client?.id) : null;
  const { model } = view;
  if (record && !model.measureAll) return (at) => scorePerson(record.person, { model, asOf: at }).score;
  const ref: SubjectRef = { kind: view.kind, id: view.id };
  return (at) => book.at(ref, within, at).score;
}
