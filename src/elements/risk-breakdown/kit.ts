import type { LocaleController } from "../../controllers/locale.js";
import type { Book } from "../../data/book.js";
import { recordOf } from "../../data/lists.js";
import type { SubjectRef, SubjectView } from "../../data/types.js";
import type { Drivers, Moved } from "../../data/why.js";
import { breakdown } from "../../strings/en/breakdown.js";
import { bandName, roleName } from "../shared/names.js";
import { MODIFIERS } from "../shared/row-notes.js";

/** What the parts of the breakdown are drawn from. */
export interface Kit {
  language: LocaleController;
  book: Book;
  view: SubjectView;
  /** The client that a department or role is within. */
  within: string | null;
  drivers: Drivers | null;
  moved: Moved | null;
  /** 1 where more is riskier, -1 where less is. */
  risk: number;
  stale: boolean;
  /** Whether the audience may know more digits than are published; what is drawn can be measured, and is no finer. */
  exact: boolean;
  rowName(id: string): string;
  bandName(band: string | null): string;
  select(ref: SubjectRef): void;
}

/** A chart of rows: what is drawn, and what walking through it and the table say. */
export interface Told {
  id: string;
  label: string;
  note: string;
  /** As drawn and exported. */
  points: number;
  /** As shown. */
  shown: number;
  amount: string;
  /** Change: what came in and what faded, exact and as shown. */
  exact?: readonly [number, number];
  parts?: readonly [number, number];
}

/** A row's name; a modifier's with what it is of this person: "Role: finance". */
export function labelOf({ language, view, book, rowName }: Kit, id: string): string {
  const field: unknown = MODIFIERS.has(id) && recordOf(book, view)?.person[id as "role"];
  if (typeof field !== "string" || !field) return rowName(id);
  const role = id === "role" ? roleName(language, field) : bandName(language, field);
  return language.words(breakdown)("roleOf", { row: rowName(id), role });
}
