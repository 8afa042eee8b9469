import type { BreachRecord, EventType } from "../../engine/types.js";
import { judge, type Clue } from "./scanners.js";
import type { ImportedEvent, ImportedPerson } from "./types.js";

/** An event on its way in, with what tells a scanner from a person. */
export interface Draft {
  type: EventType;
  /** Epoch ms. */
  at: number;
  ref?: string;
  id?: string;
  score?: number;
  clue?: Clue;
  /** Set for events that a summary implies: another file may have them with their own times. */
  implied?: boolean;
}

interface Entry {
  record: ImportedPerson;
  events: Draft[];
  breaches: Map<string, BreachRecord>;
  series: Map<string, Map<number, number>>;
}

const MAIL = /^[^\s@<>,;]+@[^\s@<>,;]+$/;

/** An e-mail address as a key: without `mailto:` or a display name, composed, in lower case; null where it is none. */
export function mailKey(text: string): string | null {
  const bare = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  const key = bare
    .trim()
    .replace(/^mailto:/i, "")
    .normalize("NFC")
    .toLowerCase();
  return MAIL.test(key) && key.length <= 320 ? key : null;
}

/** A 53-bit hash, so that the same event from two exports of one campaign has the same id. */
export function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

async function sha1(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * People from any number of files; one person by e-mail address, whatever file it comes from. What a later file says of
 * a person's name, department or role wins; events, breaches and measures add up.
 */
export class ImportedPeople {
  readonly #entries = new Map<string, Entry>();
  /** Events that a later statement takes back. */
  readonly #void = new Set<string>();
  #files = 0;
  #repeated = 0;

  /** Another file begins. What two files say of the same event is no burst. */
  begin(): void {
    this.#files++;
  }

  /** Events that were there more than once, as of the last `records()`. */
  get repeated(): number {
    return this.#repeated;
  }

  /** By e-mail address, or by another id that the tool has. */
  person(key: string): Entry {
    let entry = this.#entries.get(key);
    if (!entry) {
      const record: ImportedPerson = { id: key, ...(MAIL.test(key) ? { email: key } : {}) };
      this.#entries.set(key, (entry = { record, events: [], breaches: new Map(), series: new Map() }));
    }
    return entry;
  }

  about(key: string, fields: Omit<ImportedPerson, "id" | "email" | "events">): void {
    const { record } = this.person(key);
    for (const [name, value] of Object.entries(fields))
      if (value !== undefined && value !== "") Object.assign(record, { [name]: value });
  }

  event(key: string, draft: Draft): void {
    if (draft.clue) draft.clue.file = this.#files;
    this.person(key).events.push(draft);
  }

  breach(key: string, breach: BreachRecord & { id: string }): void {
    const { breaches } = this.person(key);
    breaches.set(breach.id, { ...breaches.get(breach.id), ...breach });
  }

  sample(key: string, name: string, at: number | null, value: number): void {
    const { record, series } = this.person(key);
    if (at === null) {
      record.measures = { ...record.measures, [name]: value };
      return;
    }
    let values = series.get(name);
    if (!values) series.set(name, (values = new Map<number, number>()));
    values.set(at, value);
  }

  /** Takes back the event of that id, whichever file it comes from. */
  revoke(eventId: string): void {
    this.#void.add(eventId);
  }

  /** How many people. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Everybody, in the order of first sight, as records for the engine and `data`: events in time order, each once,
   * likely scanners marked `suspect`.
   */
  async records(): Promise<ImportedPerson[]> {
    await this.#joinHashes();
    const all = [...this.#entries.values()];
    for (const { events } of all) events.sort((a, b) => a.at - b.at);
    judge(all.map(({ events }) => events));
    this.#repeated = 0;
    const kept = all.map((entry) => this.#unique(entry));
    return all.map(({ record, breaches, series }, i) => {
      const events = kept[i]!.map(({ type, at, ref, id, score, clue }): ImportedEvent => ({
        id: id ?? digest(`${record.id}|${ref}|${type}|${at}`),
        type,
        at,
        ...(ref === undefined ? {} : { ref }),
        ...(score === undefined ? {} : { score }),
        ...(clue?.verdict ? { suspect: clue.verdict } : {}),
      }));
      const dated = [...series].map(([name, values]) => {
        const points = [...values].map(([at, value]) => ({ at, value }));
        return [name, points.sort((a, b) => a.at - b.at)] as const;
      });
      return {
        ...record,
        ...(events.length ? { events } : {}),
        ...(record.measures || dated.length ? { measures: { ...record.measures, ...Object.fromEntries(dated) } } : {}),
        ...(breaches.size ? { breaches: [...breaches.values()] } : {}),
      };
    });
  }

  /** Without repetitions, what was taken back, and what a summary implies where the events themselves are known. */
  #unique({ record, events }: Entry): Draft[] {
    const second = (e: Draft): number => Math.floor(e.at / 1000);
    const exact = events.filter((e) => !e.implied);
    const sent = new Set(exact.filter((e) => e.type === "simulation_sent").map(second));
    // A summary without the campaign's number is of the campaign that was sent in the same second.
    const known = new Set(exact.map((e) => e.ref));
    for (const e of events) if (e.implied && e.type === "simulation_sent" && sent.has(second(e))) known.add(e.ref);
    const seen = new Set<string>();
    return events.filter((e) => {
      const key = e.id ?? `${record.id}|${e.ref}|${e.type}|${e.at}`;
      if (this.#void.has(key) || (e.implied && known.has(e.ref))) return false;
      if (seen.has(key)) return !++this.#repeated;
      return seen.add(key);
    });
  }

  /** Actors that are known by a hash of their address only are the people of that address. */
  async #joinHashes(): Promise<void> {
    const hashed = [...this.#entries.keys()].filter((key) => key.startsWith("sha1:"));
    // Absent on pages without TLS: then they stay people of their own.
    if (hashed.length === 0 || !globalThis.crypto?.subtle) return;
    for (const [key, entry] of [...this.#entries]) {
      if (!MAIL.test(key)) continue;
      const other = this.#entries.get(`sha1:${await sha1(`mailto:${key}`)}`);
      if (!other) continue;
      this.#entries.delete(other.record.id);
      entry.record = { ...other.record, ...entry.record };
      entry.events.push(...other.events);
      for (const [id, breach] of other.breaches) entry.breaches.set(id, breach);
      for (const [name, values] of other.series) {
        const own = entry.series.get(name) ?? new Map<number, number>();
        for (const [at, value] of values) if (!own.has(at)) own.set(at, value);
        entry.series.set(name, own);
      }
    }
  }
}
