import type { Book } from "../../data/book.js";
import { pointAt } from "../../data/lines.js";
import { recordOf } from "../../data/lists.js";
import type { SubjectRef, SubjectView } from "../../data/types.js";
import type { Evidence } from "../../engine/evidence.js";
import { measure } from "../../engine/scoring.js";

/**
 * A person among those they are compared with, as read for the score: reading a record again takes longer than most of what
 * is asked of it. Null where there is no record.
 */
export function readOf(book: Book, view: SubjectView): { people: readonly Evidence[]; index: number } | null {
  const record = recordOf(book, view);
  if (!record) return null;
  const { client, index } = record;
  const people = book.evidence(client);
  return view.model.measureAll ? { people, index } : { people: [people[index]!], index: 0 };
}

/** Score of a subject at any instant: by the person's own record where others do not matter, else by the book. */
export function scorer(book: Book, view: SubjectView, within: string | null): (at: number) => number | null {
  const { model } = view;
  const own = model.measureAll ? null : readOf(book, view);
  if (own) return (at) => measure(model, own.people, at)[0]!.score;
  const ref: SubjectRef = { kind: view.kind, id: view.id };
  return (at) => pointAt(book, ref, within, at).score;
}
