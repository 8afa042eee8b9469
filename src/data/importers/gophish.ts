import type { EventType } from "../../engine/types.js";
import { isObject } from "../../engine/evidence.js";
import { jsonOf, type Step } from "./json.js";
import { ImportedPeople, mailKey } from "./people.js";
import { rowsOf } from "./rows.js";
import { isScanner, type Clue } from "./scanners.js";
import { nameOf, shown, Tally } from "./tally.js";
import { peek, textOf } from "./text.js";
import { timeReader, type TimeReader } from "./times.js";
import { ImportError, type GophishOptions, type ImportResult, type ImportSource } from "./types.js";

/** What GoPhish writes into its timeline, and what it means; null says nothing about a person. */
const MESSAGES: Readonly<Record<string, EventType | null>> = {
  "campaign created": null,
  "email sent": "simulation_sent",
  "error sending email": null,
  "email opened": "simulation_opened",
  "clicked link": "simulation_clicked",
  "submitted data": "simulation_submitted",
  "email reported": "simulation_reported",
  "proxied request": null,
};

/** What a result's status implies besides the sending. It only ever names the worst. */
const STATUSES: Readonly<Record<string, readonly EventType[] | null>> = {
  "email sent": [],
  success: [],
  "email opened": ["simulation_opened"],
  "clicked link": ["simulation_opened", "simulation_clicked"],
  "submitted data": ["simulation_opened", "simulation_clicked", "simulation_submitted"],
  "email reported": [],
  unknown: null,
  scheduled: null,
  queued: null,
  sending: null,
  retrying: null,
  error: null,
  "error sending email": null,
};

type Fields = Record<string, unknown>;

/** What a word of the file's means; undefined for every other, `constructor` included. */
const meaningOf = <T>(words: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined;
const text = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
/** GoPhish protects spreadsheets from cells that begin a formula with a quote. */
const unquoted = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** Only what tells a scanner: what people typed into the form is never looked at. */
function clueOf(details: unknown): Clue {
  try {
    const parsed: unknown = typeof details === "string" ? JSON.parse(details || "{}") : details;
    const browser = isObject(parsed) && isObject(parsed.browser) ? parsed.browser : {};
    const agent = text(browser["user-agent"]);
    const address = text(browser.address);
    return { ...(isScanner(agent) ? { agent: true } : {}), ...(address ? { address } : {}) };
  } catch {
    return {};
  }
}

class Reader {
  readonly tally = new Tally();
  readonly people: ImportedPeople;
  readonly #time: TimeReader;

  constructor(options: GophishOptions) {
    this.people = options.into ?? new ImportedPeople();
    this.people.begin();
    this.#time = timeReader(options);
  }

  /** An entry of a campaign's timeline. */
  event(fields: Fields, ref: string, line: number): void {
    const message = text(fields.message).trim();
    const type = meaningOf(MESSAGES, message);
    if (type === null) return void this.tally.skipped++;
    if (type === undefined)
      return this.tally.refuse(line, `message: ${shown(fields.message)} is not one that GoPhish writes`);
    const key = mailKey(text(fields.email));
    if (key === null) return this.tally.refuse(line, `email: ${shown(fields.email)} is not an e-mail address`);
    const at = this.#time(text(fields.time));
    if (typeof at === "string") return this.tally.refuse(line, `time: ${at}`);
    this.tally.used++;
    this.people.event(key, { type, at, ref, clue: clueOf(fields.details) });
  }

  /** A campaign's result for one person: who it is, and what its status implies where no timeline says it better. */
  result(fields: Fields, ref: string, line: number): void {
    const key = mailKey(text(fields.email));
    if (key === null) return this.tally.refuse(line, `email: ${shown(fields.email)} is not an e-mail address`);
    const status = text(fields.status).trim();
    const implied = meaningOf(STATUSES, status);
    if (implied === undefined)
      return this.tally.refuse(line, `status: ${shown(fields.status)} is not one that GoPhish writes`);
    const name = `${text(fields.first_name)} ${text(fields.last_name)}`.trim();
    this.people.about(key, { name, role: text(fields.position).trim() });
    const reported = fields.reported === true || text(fields.reported).toLowerCase() === "true";
    if (implied === null && !reported) return void this.tally.skipped++;
    const sent = this.#time(text(fields.send_date));
    if (typeof sent === "string") return this.tally.refuse(line, `send_date: ${sent}`);
    const changed = this.#time(text(fields.modified_date));
    const later = typeof changed === "number" && changed >= sent ? changed : sent;
    this.tally.used++;
    this.people.event(key, { type: "simulation_sent", at: sent, ref, implied: true });
    const types = [...(implied ?? []), ...(reported ? (["simulation_reported"] as const) : [])];
    for (const type of types) this.people.event(key, { type, at: later, ref, implied: true, clue: {} });
  }
}

async function readJson(pieces: AsyncIterable<string>, reader: Reader, fallback: string): Promise<void> {
  let ref = fallback;
  let cut = false;
  let any = false;
  /** The answer for one campaign, or a list of them. */
  const inside = (path: readonly Step[]): readonly Step[] => (typeof path[0] === "number" ? path.slice(1) : path);
  const found = jsonOf(pieces, (path) => {
    const [field, place] = inside(path);
    if (field === undefined) return "into";
    if (field === "results" || field === "timeline") return place === undefined ? "into" : "read";
    return (field === "id" || field === "name") && place === undefined ? "read" : "skip";
  });
  for await (const { path, line, kind, value, fault } of found) {
    const [field, place] = inside(path);
    if (kind === "cut") cut = true;
    if (cut) reader.tally.refuse(line, "the file ends in the middle of an entry");
    else if (kind === "end") {
      if (field === undefined) ref = fallback;
    } else if (place === undefined) {
      // The number comes first; a name alone stands for campaigns of exports that lost it.
      if (field === "id" && typeof value === "number") ref = `gophish-${value}`;
      else if (field === "name" && ref === fallback && typeof value === "string" && value) ref = value;
    } else {
      any = true;
      if (fault !== undefined) reader.tally.refuse(line, fault);
      else if (!isObject(value)) reader.tally.refuse(line, `${field}[${place}]: ${shown(value)} is not an object`);
      else if (field === "timeline") reader.event(value, ref, line);
      else reader.result(value, ref, line);
    }
  }
  if (!any && !cut)
    throw new ImportError("unknown-format", "No results and no timeline: this is not a GoPhish campaign.");
}

/** The columns without which a line of each kind says nothing. */
const NEEDED = {
  "gophish-events": ["email", "time", "message"],
  "gophish-results": ["email", "status", "send_date"],
} as const;

/** Which kind of GoPhish CSV a header line is of; null for neither. */
export function gophishKind(header: readonly string[]): keyof typeof NEEDED | null {
  const kinds = Object.keys(NEEDED) as Array<keyof typeof NEEDED>;
  return kinds.find((kind) => NEEDED[kind].every((name) => header.includes(name))) ?? null;
}

async function readCsv(pieces: AsyncIterable<string>, reader: Reader, campaign: string): Promise<keyof typeof NEEDED> {
  let header: string[] | undefined;
  let kind: keyof typeof NEEDED | null = null;
  /** So many cells a line has at least: spreadsheet programs leave empty ones at its end away. */
  let least = 0;
  for await (const { cells, line, fault } of rowsOf(pieces)) {
    if (!header) {
      header = cells.map((cell) => cell.trim().toLowerCase());
      kind = gophishKind(header);
      if (!kind)
        throw new ImportError(
          "unknown-format",
          `The columns are ${cells.map(shown).join(", ")}; GoPhish writes email, time, message or email, status, send_date.`,
        );
      least = 1 + Math.max(...NEEDED[kind].map((name) => header!.indexOf(name)));
      continue;
    }
    if (fault !== undefined || cells.length < least) {
      reader.tally.refuse(line, fault ?? `${cells.length} columns instead of ${header.length}`);
      continue;
    }
    const fields: Fields = {};
    header.forEach((name, i) => void (fields[name] = unquoted(cells[i] ?? "")));
    const number = text(fields.campaign_id).trim();
    if (kind === "gophish-events")
      reader.event(fields, number ? `gophish-${number}` : text(fields.campaign).trim() || campaign, line);
    else reader.result(fields, campaign, line);
  }
  if (!kind) throw new ImportError("empty", "The file is empty.");
  return kind;
}

/**
 * Reads a GoPhish campaign: the API's answer (`/api/campaigns/`, `/api/campaigns/:id`, `/api/campaigns/:id/results`), or
 * the CSV files that its page exports (results and events). Each campaign is a `ref`. Submitted form data is not read.
 *
 * Of a results file the sending and the status are kept, at the time of the last change; where an events file or a
 * timeline of the same campaign is read into the same people, that is used instead.
 * @throws {ImportError} `unknown-format` or `empty`
 * @throws {RangeError} an unknown time zone
 * @see https://docs.getgophish.com/api-documentation/campaigns
 */
export async function importGophish(source: ImportSource, options: GophishOptions = {}): Promise<ImportResult> {
  const reader = new Reader(options);
  const [start, whole] = await peek(textOf(source, options));
  const file = nameOf(source, options.name).replace(/( - (Results|Events))?\.(csv|json)$/i, "");
  const campaign = options.campaign ?? (file || "campaign");
  if (/^\s*[[{]/.test(start)) {
    await readJson(whole, reader, campaign);
    return reader.tally.result("gophish-json", reader.people);
  }
  return reader.tally.result(await readCsv(whole, reader, campaign), reader.people);
}
