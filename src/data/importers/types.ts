import type { EventRecord, EventType, Issue, PersonRecord } from "../../engine/types.js";
import type { ImportedPeople } from "./people.js";

/** What can be read: text, bytes, a dropped file, an answer's body. Streams and files are never held whole. */
export type ImportSource =
  string | ArrayBuffer | Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/**
 * Why an open or click looks like a mail scanner's: `agent` a scanner's own name in its user agent, `delivery` within
 * seconds of delivery, `burst` several within one second.
 */
export type Suspicion = "agent" | "delivery" | "burst";

/** An event as importers make it. `suspect` marks a likely mail scanner; the event still counts until it is disputed. */
export interface ImportedEvent extends EventRecord {
  id: string;
  type: EventType;
  suspect?: Suspicion;
}

export type ImportedPerson = Omit<PersonRecord, "events"> & { events?: ImportedEvent[] };

/** A line that could not be used. */
export interface Refusal {
  /** Counted from 1; of JSON the line on which the entry begins. */
  line: number;
  message: string;
}

export interface ImportOptions {
  /** The zone of times that carry none: an IANA name (`Europe/Rome`), `UTC` or an offset (`+02:00`). Without it such lines are refused. */
  timeZone?: string;
  /** The order of day, month and year where a date is numbers and does not begin with the year; without it such lines are refused. */
  dateOrder?: "dmy" | "mdy";
  /**
   * The character encoding of bytes (a label of the Encoding standard); byte order marks win. Default: `utf-8`, or
   * `windows-1252` where the first letter beyond ASCII is none of UTF-8.
   */
  encoding?: string;
  /** The file's name, where the source has none; GoPhish puts the campaign's name into it. */
  name?: string;
  /** People of earlier files, to whom these are added. */
  into?: ImportedPeople;
  /** Called now and then with the characters read so far. */
  progress?: (read: number) => void;
  signal?: AbortSignal;
}

export interface GophishOptions extends ImportOptions {
  /** The campaign, for exports that do not name it (results as CSV). Default: the file's name. */
  campaign?: string;
}

export interface XapiOptions extends ImportOptions {
  /** Event types of further verbs by IRI; null leaves a verb out. */
  verbs?: Readonly<Record<string, EventType | null>>;
}

export interface HibpOptions extends ImportOptions {
  /** The address that an answer about one account is about. */
  account?: string;
  /** The domain of a domain search's aliases. */
  domain?: string;
  /** All breaches (`GET /breaches`): looks up those that an answer only names. */
  breaches?: readonly unknown[];
  /** Whether the people have been told of these breaches (default: not said, which counts as no). */
  notified?: boolean;
}

/** Which column holds what: a header (upper and lower case are one) or a place, from 0. */
export interface ColumnMapping {
  email?: string | number;
  /** Who it is, where there is no e-mail. */
  id?: string | number;
  name?: string | number;
  givenName?: string | number;
  familyName?: string | number;
  department?: string | number;
  role?: string | number;
  businessImpact?: string | number;
  cohortMean?: string | number;
  /** What happened, in the file's own words (see `CsvOptions.events`) or as an event type. */
  event?: string | number;
  /** When. Also the date of the line's measures. */
  at?: string | number;
  /** The time of day, where `at` holds the day alone. */
  timeOfDay?: string | number;
  /** Columns of times by what happened then, as tools write that keep a simulation in a line: `{ simulation_clicked: "Clicked At" }`. */
  times?: Readonly<Partial<Record<EventType, string | number>>>;
  ref?: string | number;
  eventId?: string | number;
  /** What a training taught, 0 to 1, or in per cent with the sign. */
  score?: string | number;
  /** Measures by their names, as `security_iq`. */
  measures?: Readonly<Record<string, string | number>>;
  breachAt?: string | number;
  breachName?: string | number;
  severity?: string | number;
  passwordExposed?: string | number;
  notified?: string | number;
}

export interface CsvOptions extends ImportOptions {
  columns: ColumnMapping;
  /** Event types by the file's own words; null leaves such lines out. */
  events?: Readonly<Record<string, EventType | null>>;
  /** Default: comma, semicolon, tab or bar, whichever the first line uses most that has any. */
  delimiter?: string;
  /** Whether the first line is a header (default true); or the line that is, from 1: what stands above it is passed over. */
  header?: boolean | number;
}

export type ImportFormat = "gophish-json" | "gophish-events" | "gophish-results" | "xapi" | "hibp" | "csv";

export interface ImportResult {
  format: ImportFormat;
  /** Everybody known so far: of this file, and of those before it where `into` was given. */
  people: ImportedPerson[];
  /** Lines or entries read. */
  read: number;
  /** Of these, what said something about a person; */
  used: number;
  /** what was understood and says nothing about a person's risk; */
  skipped: number;
  /** and what could not be used. `refusals` holds the first thousand. */
  refused: number;
  refusals: Refusal[];
  /** Events that the files hold more than once; they count once. */
  repeated: number;
  /** Events of likely mail scanners among `people`. */
  suspects: number;
  /** What of the file as a whole was not understood, by the option that would say it: `columns`, `columns.at`, `events`. */
  issues: Issue[];
  /** By which mapping a CSV file was read. */
  columns?: ColumnMapping;
  /** Columns of a CSV file that hold something and that the mapping does not name, by header, or place where there is none. */
  unread: Array<string | number>;
  /** A CSV file's own words for what happened that mean no known event type, with the number of lines. */
  words: Record<string, number>;
}

/** A CSV file's beginning, for a page that asks which column is which. */
export interface TableStart {
  /** The line of the header, from 1; 0 where there is none and columns go by their places. */
  line: number;
  header: string[];
  /** Some of the lines below it. */
  rows: string[][];
  /** What the headers, and the lines below, suggest. */
  columns: ColumnMapping;
}

/** A file that cannot be read at all, or options that do not fit it. */
export class ImportError extends Error {
  constructor(
    /** `unknown-format`, `missing-column`, `empty` or `not-json`. */
    readonly code: "unknown-format" | "missing-column" | "empty" | "not-json",
    message: string,
  ) {
    super(message);
  }
}
