import type {
  Band,
  ClientScore,
  Issue,
  Model,
  PersonRecord,
  PersonScore,
  Tenant,
  Time,
  Trend,
} from "../engine/types.js";

/** What a page or an API says a person's score is. Shown as it stands, never recomputed. */
export interface SuppliedScore {
  score: number | null;
  published?: number | null;
  band?: string | null;
  /** Epoch ms of the calculation; null where the source does not say. */
  asOf?: number | null;
  /** The model's factors, 0 to 100 before weighting. */
  signals?: Record<string, number>;
  contributions?: PersonScore["contributions"];
  change?: number | null;
  trend?: Trend | null;
  coverage?: number;
}

/** What a page or an API says about a group. */
export interface SuppliedGroup {
  score: number | null;
  published?: number | null;
  band?: string | null;
  people?: number | null;
  scored?: number | null;
  /** Null is a count that the reader may not know. */
  distribution?: Readonly<Record<string, number | null>>;
  /** Counts below it are hidden from the reader, but for 0 … */
  under?: number;
  /** … in these bands; other hidden ones are larger. */
  small?: readonly string[];
  /** Too small for the reader: no numbers came. */
  withheld?: boolean;
  change?: number | null;
  trend?: Trend | null;
  asOf?: number | null;
}

export type PersonInput = PersonRecord & { supplied?: SuppliedScore };

export interface GroupInput {
  id: string;
  name?: string;
  kind: "department" | "role";
  supplied?: SuppliedGroup;
  history?: ReadonlyArray<{ at: Time; score: number }>;
}

export interface ClientInput {
  id: string;
  name?: string;
  /** The model of its numbers, or the one meant for its records. */
  model?: string;
  tenant?: Tenant;
  people: readonly PersonInput[];
  /** Groups of which only a summary is known. */
  groups?: readonly GroupInput[];
  supplied?: SuppliedGroup;
  history?: ReadonlyArray<{ at: Time; score: number }>;
  /** Where its people stood in what was supplied, as `clients[2].people`. */
  path?: string;
  /** The places of those that could not be used, ascending: the others keep their own. */
  skipped?: readonly number[];
}

/** Everything supplied, in one shape, whatever shape it came in. */
export interface BookInput {
  asOf?: Time;
  /** Its date cannot be read. */
  undated?: boolean;
  model?: string;
  /** The model that supplied numbers were calculated under: it wins over what a page asks for. */
  given?: string;
  /** What a service says about all clients together, or what their summaries come to. */
  supplied?: SuppliedGroup;
  /** Past scores over all clients, where a service gives them. */
  history?: ReadonlyArray<{ at: Time; score: number }>;
  tenant?: Tenant;
  clients: readonly ClientInput[];
  /** The id of whom a service means by "me". */
  me?: string;
}

/** `book` is everything supplied. */
export type SubjectKind = "person" | "client" | "department" | "role" | "book";

export interface SubjectRef {
  kind: SubjectKind;
  id: string;
}

export type Audience = "internal" | "client";
export type Redact = "none" | "initials" | "pseudonym";

export interface ViewOptions {
  model: string | Model | null;
  asOf: Time | null;
  tenant: Tenant | null;
  /** Days. */
  window: number;
  audience: Audience;
  redact: Redact;
}

/** People in one band. `count` is null where the audience may only know that there are some, fewer than `under`. */
export interface Cell {
  band: string;
  count: number | null;
  under?: number;
}

/** People who went from one band to another, null being no score; for the client audience only which way. */
export interface Moves {
  from: string | null;
  to: string | null;
  move?: "up" | "down" | "same";
  count: number | null;
  under?: number;
}

export interface SeriesPoint {
  at: number;
  score: number | null;
  published: number | null;
  band: string | null;
  /** The model it was made with, where a history says so. */
  model?: string;
}

/** One subject as an element shows it. What the audience may not see is not in it. */
export interface SubjectView {
  kind: SubjectKind;
  /** Null where the audience may not know it. */
  id: string;
  name: string;
  /** Where the subject belongs, in words: department, client. */
  detail: readonly string[];
  /** The client a person, department or role is in; the client itself of a client. */
  client?: { id: string; name: string };
  department?: string;
  role?: string;
  model: Model;
  bands: readonly Band[];
  asOf: number;
  /** Its number came with a date that cannot be read: of when it is, nobody knows. */
  undated: boolean;
  window: number;
  score: number | null;
  published: number | null;
  band: string | null;
  change: number | null;
  trend: Trend | null;
  coverage: number | null;
  /** Head count of a group; null for a person, or where it is not known. */
  people: number | null;
  scored: number | null;
  /** Fewer than 10 people. */
  small: boolean;
  /** Too small for the audience: no numbers are in this view. */
  withheld: boolean;
  /** A number from a service or the page, not computed here. */
  supplied: boolean;
  distribution: readonly Cell[] | null;
  person: PersonScore | null;
  group: ClientScore | null;
  issues: readonly Issue[];
}

/**
 * What an element cannot do without, besides its subject's score: the `record` behind it (what-if, advice, change), its
 * `history` (lines over time), the `people` in it (ranking, movers).
 */
export type Need = "record" | "history" | "people";

/** What an element asks its provider for. */
export interface Query {
  kind: SubjectKind | "people";
  id?: string;
  /** The client a department or role belongs to, or `people` are in. */
  client?: string;
  /** Of `people`: the department they are in. */
  department?: string;
  asOf?: Time;
  /** A model's id; the source's own where the page names none. */
  model?: string;
  /** Days. */
  window?: number;
  needs?: readonly Need[];
}

export interface SnapshotError {
  code: string;
  message: string;
  path?: string;
  retryable: boolean;
}

/** Where a query stands. Stale keeps the last good data with its time. */
export interface Snapshot {
  status: "loading" | "ready" | "stale" | "error" | "no-access";
  book?: BookInput;
  error?: SnapshotError;
  /** When the data was fetched or supplied, epoch ms. */
  at: number | null;
  issues?: readonly Issue[];
  /** Features the source does not offer, as `history` or `record`. */
  missing?: readonly string[];
  /** More of a long list is on its way. */
  partial?: boolean;
}

/** What a provider offers the elements inside it. */
export interface Supply {
  /** Calls the listener at once and at each change. @returns ends the subscription */
  subscribe(query: Query, listener: (snapshot: Snapshot) => void): () => void;
  refresh(): Promise<void>;
  /** All of it, as a page hands it over or a file holds it: who could do more than answer only the page knows. */
  readonly whole?: boolean;
  /** Another number once somebody else has signed in. */
  readonly readers?: number;
  /** Absent where the source cannot assign. */
  assignTraining?(personId: string, request: { row: string | null; ref?: string }): Promise<void>;
  /** Takes back what was assigned for the same request; absent where the source cannot. */
  cancelTraining?(personId: string, request: { row: string | null; ref?: string }): Promise<void>;
  /** A signed URL to a report; absent where the source writes none. */
  report?(
    query: { format: "pdf" | "html"; period: "monthly" | "quarterly"; client?: string },
    options?: { model?: string; signal?: AbortSignal },
  ): Promise<{ url: string; expires_at: string; format: "pdf" | "html" }>;
}
