import type { Book } from "./book.js";
import type { BookInput, SubjectView } from "./types.js";

/** The departments or roles of a client, or of all, by name. */
export function groupIds({ clients }: BookInput, kind: "department" | "role", within: string | null): string[] {
  const names = new Set<string>();
  for (const client of clients) {
    if (within !== null && client.id !== within) continue;
    for (const person of client.people) if (person[kind]) names.add(person[kind]);
    for (const group of client.groups ?? []) if (group.kind === kind) names.add(group.id);
  }
  return [...names].sort();
}

/** Departments or roles, by name. Withheld ones are in the list, without numbers. */
export const groupsOf = (book: Book, kind: "department" | "role", within: string | null = null): SubjectView[] =>
  groupIds(book.input, kind, within).flatMap((id) => book.subject({ kind, id }, within) ?? []);
