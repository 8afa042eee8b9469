import type { PersonRecord, Tenant } from "../engine/types.js";
import { EVERYTHING, type Book } from "./book.js";
import { plain } from "./names.js";
import type { SubjectRef, SubjectView } from "./types.js";

/* What elements that show many, or work on records, ask of a book: functions, so that a card does without them. */

/** Every client, in the order supplied. */
export const clientsOf = (book: Book): SubjectView[] =>
  book.clientIds.flatMap((id) => book.subject({ kind: "client", id }) ?? []);

/** A client's name, without scoring anybody. */
export function clientName({ input }: Book, id: string): string {
  const client = input.clients.find((one) => one.id === id);
  return plain(client && (client.name ?? id));
}

/** People of a subject, in the order supplied. None for the client audience. */
export function peopleOf(book: Book, ref: SubjectRef = EVERYTHING, within: string | null = null): SubjectView[] {
  if (book.audience === "client") return [];
  return book.membersOf(ref, within).map((member) => book.personView(member));
}

/** What happened to a person, whatever the model makes of it. None for the client audience. */
export const eventsOf = (book: Book, id: string, within?: string): PersonRecord["events"] =>
  book.audience === "client" ? undefined : book.memberOf(id, within)?.person.events;

/** Whether a client's records are handed out to be scored: never for the client audience, nor where its model is refused. */
const handsOut = (book: Book, client: number): boolean =>
  book.audience !== "client" && !book.refusal(book.modelOf(client));

interface PersonsRecord {
  person: PersonRecord;
  cohort: readonly PersonRecord[];
  tenant: Tenant;
  /** Where it stands: which client of the book's, and which of its people. */
  client: number;
  index: number;
}

/** The record behind a person, with what scoring it needs; null for the client audience, and where only a score came, or none. */
export function personRecord(book: Book, id: string, within?: string): PersonsRecord | null {
  const member = book.memberOf(id, within);
  if (!member || !handsOut(book, member.client)) return null;
  const { person, client, index } = member;
  if (person.supplied && !person.events && !person.measures && !person.breaches) return null;
  return { person, cohort: book.input.clients[client]!.people, tenant: book.tenant(client), client, index };
}

/** The same of what is shown; null where that is no person. */
export const recordOf = (
  book: Book,
  { kind, id, client }: Pick<SubjectView, "kind" | "id" | "client">,
): PersonsRecord | null => (kind === "person" ? personRecord(book, id, client?.id) : null);

/** A client's records; null for the client audience, and where only a summary or scores came. */
export function clientRecord(book: Book, id: string): { people: readonly PersonRecord[]; tenant: Tenant } | null {
  const index = book.clientIds.indexOf(id);
  const client = book.input.clients[index];
  if (!client || !handsOut(book, index) || client.supplied || client.people.some((p) => p.supplied)) return null;
  return { people: client.people, tenant: book.tenant(index) };
}
