import type {
  BookScore,
  ClientRecord,
  ClientScore,
  Dataset,
  PersonRecord,
  PersonScore,
  Time,
} from "../engine/types.js";
import type {
  ClientList,
  ClientSummary,
  DepartmentSummary,
  EmployeeList,
  EmployeeRecord,
  History,
  ReportLink,
  RiskScore,
} from "./api-types.js";
import type { SnapshotError } from "./types.js";

/** How a source is asked. What it cannot honour it may leave out; what it answers is shown as it stands. */
export interface AskOptions {
  /** Aborts when the last element that asked has left. */
  signal: AbortSignal;
  /** Score as of this instant; now, where it is not given. */
  asOf?: Time;
  /** A model's id; the source's own, where it is not given. */
  model?: string;
  /** Days that change and trend look back. */
  window?: number;
}

export interface PersonOptions extends AskOptions {
  /** The record behind the score is wanted, not the score. */
  record?: boolean;
}

export interface DepartmentOptions extends AskOptions {
  /** The client the department belongs to. */
  client?: string;
}

export interface PeopleQuery {
  client?: string;
  department?: string;
}

export interface ListOptions extends AskOptions {
  /** Called with what is there so far, where a list comes in pages. */
  progress?: (soFar: PeopleAnswer) => void;
}

export interface ClientsQuery {
  /** Each client's past scores over the window are wanted too. */
  history?: boolean;
}

export interface HistorySubject {
  kind: "person" | "client" | "department";
  id: string;
  client?: string;
}

export interface TrainingAsk {
  /** The row of the breakdown that the training should lower; null where it is about the person. */
  row: string | null;
  /** The course; the source chooses where it is not given. */
  ref?: string;
}

export interface ReportQuery {
  format: "pdf" | "html";
  period: "monthly" | "quarterly";
  client?: string;
}

/** What moved: whoever it concerns is read again. `null` fields mean that it is not said, so everything is. */
export interface SourceChange {
  person: string | null;
  client: string | null;
}

export type PersonAnswer = PersonRecord | PersonScore | RiskScore | EmployeeRecord;
export type ClientAnswer = ClientRecord | ClientScore | ClientSummary;
export type ClientsAnswer = Dataset | BookScore | ClientList | readonly ClientAnswer[];
export type DepartmentAnswer = DepartmentSummary | ClientAnswer;
export type PeopleAnswer = EmployeeList | readonly PersonAnswer[];

/**
 * What a vendor implements to connect anything else. Answers are checked and read like `data`; a rejection with a
 * `SourceError`, or with an error that has one of its codes as `code`, decides which state an element shows; any other
 * becomes `server`.
 */
export interface RiskDataSource {
  person(id: string, options: PersonOptions): Promise<PersonAnswer>;
  client(id: string, options: AskOptions): Promise<ClientAnswer>;
  clients(query: ClientsQuery, options: AskOptions): Promise<ClientsAnswer>;
  people(query: PeopleQuery, options: ListOptions): Promise<PeopleAnswer>;
  department(id: string, options: DepartmentOptions): Promise<DepartmentAnswer>;
  /** @param range epoch ms */
  history?(subject: HistorySubject, range: { from: number; to: number }, options: AskOptions): Promise<History>;
  assignTraining?(personId: string, request: TrainingAsk, options: { signal: AbortSignal }): Promise<unknown>;
  /** Takes back what `assignTraining` assigned for the same request. */
  cancelTraining?(personId: string, request: TrainingAsk, options: { signal: AbortSignal }): Promise<unknown>;
  report?(query: ReportQuery, options: AskOptions): Promise<ReportLink>;
  /**
   * Follows what changes.
   * @returns ends it
   */
  subscribe?(listener: (change: SourceChange) => void): () => void;
  /** A source that has everything in one piece: asked once for all elements, instead of what each shows. */
  all?(options: AskOptions): Promise<unknown>;
  /** Whose answers these are, for what is kept beyond the page; null where it cannot tell, and nothing is kept. No token. */
  scope?(): string | null;
}

/** Why a source has no answer, and whether trying again can help. */
const RETRYABLE = {
  "no-access": false,
  "not-found": false,
  "not-supported": false,
  unauthorized: false,
  "rate-limited": true,
  timeout: true,
  network: true,
  redirect: false,
  "bad-request": false,
  "bad-response": true,
  server: true,
};

export type SourceErrorCode = keyof typeof RETRYABLE;

/** Why a source has no answer. The message is for developers: no token, no content of an answer. */
export class SourceError extends Error implements SnapshotError {
  constructor(
    readonly code: SourceErrorCode,
    message: string,
    /** Whether trying again can help. */
    readonly retryable: boolean = !!RETRYABLE[code],
  ) {
    super(message);
  }
}

/**
 * What a source refused with; null where that is an error of its own. A page's own source, or one that comes with another
 * copy of the kit, has no `SourceError` of this one: there the code says it, and what else such an error holds stays out.
 */
export function refusalOf(error: unknown): SourceError | null {
  if (error instanceof SourceError) return error;
  const { code, retryable } = Object(error) as Partial<SourceError>;
  if (typeof code !== "string" || !Object.hasOwn(RETRYABLE, code)) return null;
  const told = typeof retryable === "boolean" ? retryable : undefined;
  return new SourceError(code, `The source failed (${code}).`, told);
}
