import { finish } from "../finish.js";
import { isObject, prepare } from "../evidence.js";
import { parseTime } from "../time.js";
import {
  EVENT_TYPES,
  type ClientRecord,
  type EventRecord,
  type Issue,
  type PersonRecord,
  type Tenant,
} from "../types.js";

/**
 * Everyone of every client in typed arrays: no object per event and nothing to parse. All arrays can be transferred.
 * A page that makes its own columns fills the first four; the rest may be left out.
 *
 * A `…Start` has one entry more than there are owners: what belongs to owner i lies in [start[i], start[i + 1]).
 */
export interface Columns {
  /** Where each client's people start; length clients + 1. */
  clientStart: Uint32Array;
  /** Where each person's events start; length people + 1. */
  eventStart: Uint32Array;
  /** Place of each event's type in `EVENT_TYPES`. Only events that count: none disputed, none twice. */
  eventType: Uint8Array;
  /** Epoch ms, whole, ascending within a person. */
  eventAt: Float64Array;
  /** A person's events with the same number share a `ref`; 0 has none and stands for itself. */
  eventRef?: Uint32Array;
  /** What a training taught, 0 to 1; left out, all of it. */
  eventScore?: Float64Array;

  breachStart?: Uint32Array;
  /** Epoch ms, ascending within a person. */
  breachAt?: Float64Array;
  /** Severity (0 low, 1 medium, 2 high, 3 critical), + 4 with a password exposed, + 8 where the person was notified. */
  breachKind?: Uint8Array;

  sampleStart?: Uint32Array;
  /** The measure's name, a place in `words`. A person's samples of one measure are in time order. */
  sampleName?: Uint32Array;
  /** Epoch ms; NaN for a plain number, which carries no date. */
  sampleAt?: Float64Array;
  sampleValue?: Float64Array;

  /** The texts that numbers here point at; the first is empty: none. */
  words?: readonly string[];
  department?: Uint32Array;
  role?: Uint32Array;
  impact?: Uint32Array;
  /** NaN for none. */
  cohortMean?: Float64Array;
  /** Who they are, in their order, and the clients in theirs: for what shows people and not only their numbers. */
  ids?: readonly string[];
  names?: readonly string[];
  clients?: ReadonlyArray<{ id: string; name: string }>;
  /** Settings of each client. */
  tenants?: ReadonlyArray<Tenant | null | undefined>;
  /** What could not be used, as `clients[3].people[4].events[2].at`. */
  issues?: readonly Issue[];
}

export const SEVERITIES = ["low", "medium", "high", "critical"];
/** People between two breaths: some 10 ms of the slowest model. */
export const SLICE = 1024;

/** Length and the fourth letter from the end tell all event types apart. */
const mark = (type: string): number => (type.length * 32 + (type.charCodeAt(type.length - 4) & 31)) & 1023;
/** A text's place among those that end alike. */
const ending = (text: string): number => {
  const n = text.length;
  const at = (back: number): number => text.charCodeAt(n - back) | 0;
  return (((at(4) * 31 + at(3)) * 31 + at(2)) * 31 + at(1) + n) & PLACES;
};
const PLACES = 0xffff;
const TRAINED = /* @__PURE__ */ EVENT_TYPES.indexOf("training_completed");

/** Texts as numbers from 1; the empty one is 0. */
type Numbers = Map<string, number>;
const numbers = (): Numbers => new Map([["", 0]]);
const numberOf = (texts: Numbers, text: string): number => {
  const known = texts.get(text);
  if (known === undefined) texts.set(text, texts.size);
  return known ?? texts.size - 1;
};

/** What reading events needs, made once. */
class Desk {
  readonly type: Uint8Array<ArrayBuffer>;
  readonly at: Float64Array<ArrayBuffer>;
  // Made when first needed: memory that is not asked for costs nothing.
  ref?: Uint32Array<ArrayBuffer>;
  score?: Float64Array<ArrayBuffer>;
  readonly types = new Uint8Array(1024);
  readonly refs = numbers();
  // The last ref with each ending, and its number: comparing is quicker than a look-up.
  readonly met = Array<string>(PLACES + 1).fill("");
  readonly metAs = new Uint32Array(PLACES + 1);
  // Who last had an id with this ending.
  readonly seen = new Uint32Array(PLACES + 1);

  constructor(private readonly length: number) {
    this.type = new Uint8Array(length);
    this.at = new Float64Array(length);
    EVENT_TYPES.forEach((type, place) => (this.types[mark(type)] = place));
  }

  set(k: number, type: number, at: number, ref: number, score: number): void {
    this.type[k] = type;
    this.at[k] = at;
    if (ref || this.ref) (this.ref ??= new Uint32Array(this.length))[k] = ref;
    if (score !== 1 || this.score) (this.score ??= new Float64Array(this.length).fill(1))[k] = score;
  }

  /**
   * Writes a person's events from place `first`, in time order, and returns where they end; −1 where something is out of
   * the ordinary and the record has to be read with care. `owner` is a number of one's own, from 1.
   */
  quickly(events: readonly EventRecord[], first: number, owner: number): number {
    const { at: times, types, met, metAs, seen } = this;
    let n = first;
    for (const event of events) {
      const { type, id, ref, score, disputed } = event;
      const at = parseTime(event.at);
      if (typeof type !== "string" || at === null) return -1;
      const place = types[mark(type)]!;
      if (type !== EVENT_TYPES[place]) return -1;
      let number = 0;
      if (ref) {
        if (typeof ref !== "string") return -1;
        const end = ending(ref);
        if (met[end] !== ref) metAs[end] = numberOf(this.refs, (met[end] = ref));
        number = metAs[end]!;
      } else if (ref !== undefined) return -1;
      if (score !== undefined && !(typeof score === "number" && score >= 0 && score <= 1)) return -1;
      if (id !== undefined && (typeof id !== "string" || !id)) return -1;
      if (event.scored === false || disputed) continue;
      if (id !== undefined) {
        // Ids of one person that end alike may be the same.
        const end = ending(id);
        if (seen[end] === owner) return -1;
        seen[end] = owner;
      }
      let k = n++;
      for (; k > first && times[k - 1]! > at; k--) {
        this.set(
          k,
          this.type[k - 1]!,
          times[k - 1]!,
          this.ref ? this.ref[k - 1]! : 0,
          this.score ? this.score[k - 1]! : 1,
        );
      }
      this.set(k, place, at, number, place === TRAINED ? (score ?? 1) : 1);
    }
    return n;
  }
}

/** How many events a record has at most. */
const sizeOf = (person: PersonRecord): number => {
  try {
    return person.events?.length || 0;
  } catch {
    return 0;
  }
};

/** As `toColumns`, in slices: yields the number of people done. */
export function* toColumnsInSlices(clients: readonly ClientRecord[]): Generator<number, Columns> {
  const all = clients.map(({ people }) => people);
  const people = all.reduce((sum, { length }) => sum + length, 0);
  let events = 0;
  for (const members of all) {
    for (const person of members) events += sizeOf(person);
    if (people > SLICE) yield 0;
  }
  const column = (): Uint32Array<ArrayBuffer> => new Uint32Array(people + 1);
  const [clientStart, eventStart, breachStart, sampleStart] = [
    new Uint32Array(all.length + 1),
    column(),
    column(),
    column(),
  ];
  const [department, role, impact, cohortMean] = [column(), column(), column(), new Float64Array(people).fill(NaN)];
  const breachAt: number[] = [];
  const breachKind: number[] = [];
  const sampleName: number[] = [];
  const sampleAt: number[] = [];
  const sampleValue: number[] = [];
  const issues: Issue[] = [];
  const words = numbers();
  const to = new Desk(events);
  let i = 0;
  for (let c = 0; c < all.length; c++) {
    const members = all[c]!;
    for (let p = 0; p < members.length; p++) {
      const person = members[p]!;
      const first = eventStart[i]!;
      let end = -1;
      let texts: string[] = [];
      let plain = false;
      try {
        const { events, measures, breaches, cohort_mean, department = "", role = "", business_impact = "" } = person;
        texts = [department, role, business_impact];
        plain = !measures && !breaches && cohort_mean == null && texts.every((text) => typeof text === "string");
        if (isObject(person) && (events === undefined || Array.isArray(events))) {
          end = to.quickly(events ?? [], first, i + 1);
        }
      } catch {
        // A getter or a revoked proxy may throw: read with care, it counts for nothing.
      }
      if (!plain || end < 0) {
        const read = prepare(end < 0 ? person : { ...person, events: [] });
        if (end < 0) {
          end = first;
          for (const { type, at, ref, score } of read.events) {
            to.set(end++, EVENT_TYPES.indexOf(type), at, numberOf(to.refs, ref ?? ""), score);
          }
        }
        for (const { at, severity, password, notified } of read.breaches) {
          breachAt.push(at);
          breachKind.push(SEVERITIES.indexOf(severity) + (password ? 4 : 0) + (notified ? 8 : 0));
        }
        for (const [name, series] of read.measures) {
          for (const { at, value } of series) {
            sampleName.push(numberOf(words, name));
            sampleAt.push(at ?? NaN);
            sampleValue.push(value);
          }
        }
        cohortMean[i] = read.cohortMean ?? NaN;
        texts = [read.department, read.role, read.business_impact];
        for (const { path, message } of read.issues)
          issues.push({ path: `clients[${c}].people[${p}].${path}`, message });
      }
      [department[i], role[i], impact[i]] = texts.map((text) => numberOf(words, text)) as [number, number, number];
      eventStart[++i] = end;
      breachStart[i] = breachAt.length;
      sampleStart[i] = sampleAt.length;
      if (i % SLICE === 0) yield i;
    }
    clientStart[c + 1] = i;
  }
  return {
    clientStart,
    eventStart,
    eventType: to.type,
    eventAt: to.at,
    eventRef: to.ref,
    eventScore: to.score,
    breachStart,
    breachAt: new Float64Array(breachAt),
    breachKind: new Uint8Array(breachKind),
    sampleStart,
    sampleName: new Uint32Array(sampleName),
    sampleAt: new Float64Array(sampleAt),
    sampleValue: new Float64Array(sampleValue),
    words: [...words.keys()],
    department,
    role,
    impact,
    cohortMean,
    tenants: clients.map(({ tenant }) => tenant),
    issues,
  };
}

/** Clients' records as columns, for `scoreColumns`. What cannot be used is left out and listed in `issues`. */
export const toColumns = (clients: readonly ClientRecord[]): Columns => finish(toColumnsInSlices(clients));
