import { finish } from "../finish.js";
import { refuse } from "../check.js";
import { isFlag, isList, isObject, named, prepare, problem, SEVERITIES } from "../evidence.js";
import { LAST, parseTime } from "../time.js";
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

/** People between two breaths: some 10 ms of the slowest model. */
export const SLICE = 1024;

/** Length and the fourth letter from the end tell all event types apart. */
const mark = (type: string): number => (type.length * 32 + (type.charCodeAt(type.length - 4) & 31)) & 1023;
/** A number that most texts do not share with those that differ in their last letters. */
const ending = (text: string): number => {
  const { length } = text;
  let code = length;
  for (let k = Math.max(0, length - 4); k < length; k++) code = code * 31 + text.charCodeAt(k);
  return code;
};
/** How many texts, and how many ids, are told apart by that. */
const TEXTS = 0x1000;
const IDS = 0x10000;
/** How often events of one person are moved before sorting them is quicker. */
const MOVES = 0x4000;
const TRAINED = /* @__PURE__ */ EVENT_TYPES.indexOf("training_completed");

/** A text, or none: nothing that has to be looked at closer. */
const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === "string";

// What follows is functions and lists, not classes or objects: what an engine has made of code that works on those is thrown
// away with the last of them.

/** Numbers from 1 by text; 0 is the empty one. Comparing with the last text of each ending is quicker than a look-up. */
type Numbers = [all: Map<string, number>, met: string[], metAs: Uint32Array];
const numbers = (): Numbers => [new Map([["", 0]]), Array<string>(TEXTS).fill(""), new Uint32Array(TEXTS)];
function numberOf(texts: Numbers, text: string): number {
  const all = texts[0];
  const end = ending(text) % TEXTS;
  if (texts[1][end] !== text) {
    texts[1][end] = text;
    texts[2][end] = all.get(text) ?? all.set(text, all.size).size - 1;
  }
  return texts[2][end]!;
}

/** The usual way to write a time; its day is anything here. */
const USUAL = /^.{10}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/** The two digits at a place. */
const two = (text: string, place: number): number => text.charCodeAt(place) * 10 + text.charCodeAt(place + 1) - 528;

/**
 * As `parseTime`, quicker; a number that no `Date` holds for what is none: of one that may be null engines make an object.
 * @param days midnights by what is written of a day
 */
function timeOf(value: unknown, days: Map<string, number>): number {
  if (typeof value === "number") return Math.floor(value);
  if (typeof value !== "string" || !USUAL.test(value)) return parseTime(value) ?? NaN;
  const day = value.slice(0, 11);
  let at = days.get(day);
  if (at === undefined) days.set(day, (at = parseTime(`${day}00:00Z`) ?? NaN));
  at += ((two(value, 11) * 60 + two(value, 14)) * 60 + two(value, 17)) * 1000;
  return value.length > 20 ? at + two(value, 20) * 10 + (two(value, 21) % 10) : at;
}

/** Events that are being filled in; what nobody says is not there. */
type Events = [
  type: Uint8Array<ArrayBuffer>,
  at: Float64Array<ArrayBuffer>,
  ref: Uint32Array<ArrayBuffer> | undefined,
  score: Float64Array<ArrayBuffer> | undefined,
];

function write(to: Events, k: number, type: number, at: number, ref: number, score: number): void {
  to[0][k] = type;
  to[1][k] = at;
  if (ref || to[2]) (to[2] ??= new Uint32Array(to[1].length))[k] = ref;
  if (score !== 1 || to[3]) (to[3] ??= new Float64Array(to[1].length).fill(1))[k] = score;
}

/**
 * Writes a person's events from place `first`, in time order, and returns where they end; −1 where something is out of
 * the ordinary and the record has to be read with care.
 * @param types places of event types by their `mark`
 * @param seen who last had an id with each ending
 * @param owner the person's number among them, from 1
 */
function quickly(
  events: readonly EventRecord[],
  to: Events,
  first: number,
  types: Uint8Array,
  days: Map<string, number>,
  refs: Numbers,
  seen: Uint32Array,
  owner: number,
): number {
  let n = first;
  let before = -Infinity;
  let moved = 0;
  // Of its own: what another module holds is fetched for every event.
  const names: readonly string[] = EVENT_TYPES;
  for (const event of events) {
    const { type, id, ref, score, scored, disputed } = event;
    const at = timeOf(event.at, days);
    if (typeof type !== "string" || !(Math.abs(at) <= LAST)) return -1;
    const place = types[mark(type)]!;
    if (type !== names[place]) return -1;
    if (score !== undefined && !(typeof score === "number" && score >= 0 && score <= 1)) return -1;
    if (!isText(ref) || !isText(id) || !isFlag(scored ?? true)) return -1;
    if (scored === false || disputed) continue;
    if (id) {
      // Ids of one person that end alike may be the same.
      const end = ending(id) % IDS;
      if (seen[end] === owner) return -1;
      seen[end] = owner;
    }
    let k = n++;
    if (at < before) {
      for (; k > first && to[1][k - 1]! > at; k--)
        write(to, k, to[0][k - 1]!, to[1][k - 1]!, to[2]?.[k - 1] ?? 0, to[3]?.[k - 1] ?? 1);
      if ((moved += n - k) > MOVES) return -1;
    } else before = at;
    write(to, k, place, at, ref ? numberOf(refs, ref) : 0, place === TRAINED ? (score ?? 1) : 1);
  }
  return n;
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
  if (!isList(clients)) return refuse("clients", clients, "a list of clients");
  const issues: Issue[] = [];
  const all = [...clients].map((client: Partial<ClientRecord> | null, c) => {
    const people = client?.people;
    if (isList<PersonRecord>(people)) return people;
    issues.push(problem(`clients[${c}].people`, people, "a list"));
    return [];
  });
  const clientStart = new Uint32Array(all.length + 1);
  let events = 0;
  for (let c = 0; c < all.length; c++) {
    const members = all[c]!;
    clientStart[c + 1] = clientStart[c]! + members.length;
    for (let p = 0; p < members.length; p++) events += sizeOf(members[p]!);
    yield 0;
  }
  const people = clientStart[all.length]!;
  const column = (): Uint32Array<ArrayBuffer> => new Uint32Array(people + 1);
  const [eventStart, breachStart, sampleStart] = [column(), column(), column()];
  // Written to only where there is something, and made when first needed: memory that is not touched costs nothing.
  const [departments, roles, impacts] = [column(), column(), column()];
  let cohortMean: Float64Array<ArrayBuffer> | undefined;
  const to: Events = [new Uint8Array(events), new Float64Array(events), undefined, undefined];
  const breachAt: number[] = [];
  const breachKind: number[] = [];
  const sampleName: number[] = [];
  const sampleAt: number[] = [];
  const sampleValue: number[] = [];
  const [words, refs] = [numbers(), numbers()];
  const seen = new Uint32Array(IDS);
  const days = new Map<string, number>();
  const types = new Uint8Array(1024);
  EVENT_TYPES.forEach((type, place) => (types[mark(type)] = place));
  let i = 0;
  for (let c = 0; c < all.length; c++) {
    const members = all[c]!;
    for (let p = 0; p < members.length; p++) {
      const person = members[p]!;
      const first = eventStart[i]!;
      let department: string | undefined;
      let role: string | undefined;
      let impact: string | undefined;
      let end = -1;
      let careful = true;
      /** What has to be read with care. */
      let rest = person;
      try {
        const { events = [], measures, breaches, cohort_mean } = person;
        ({ department, role, business_impact: impact } = person);
        const quick =
          isObject(person) && isList<EventRecord>(events)
            ? quickly(events, to, first, types, days, refs, seen, i + 1)
            : -1;
        if (quick >= 0) {
          const plain = measures == null && breaches == null && cohort_mean == null;
          careful = !(plain && isText(department) && isText(role) && isText(impact));
          if (careful) rest = { ...person, events: [] };
          end = quick;
        }
      } catch {
        // A getter or a revoked proxy may throw: it counts for nothing.
      }
      if (careful) {
        const read = prepare(rest);
        ({ department, role, business_impact: impact } = read);
        if (end < 0) {
          end = first;
          for (const { type, at, ref, score } of read.events)
            write(to, end++, EVENT_TYPES.indexOf(type), at, numberOf(refs, named(ref)), score);
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
        if (read.cohortMean !== null) (cohortMean ??= new Float64Array(people).fill(NaN))[i] = read.cohortMean;
        for (const { path, message } of read.issues)
          issues.push({ path: `clients[${c}].people[${p}].${path}`, message });
      }
      if (department) departments[i] = numberOf(words, department);
      if (role) roles[i] = numberOf(words, role);
      if (impact) impacts[i] = numberOf(words, impact);
      eventStart[++i] = end;
      if (breachAt.length) breachStart[i] = breachAt.length;
      if (sampleAt.length) sampleStart[i] = sampleAt.length;
      if (i % SLICE === 0) yield i;
    }
  }
  return {
    clientStart,
    eventStart,
    eventType: to[0],
    eventAt: to[1],
    eventRef: to[2],
    eventScore: to[3],
    breachStart,
    breachAt: new Float64Array(breachAt),
    breachKind: new Uint8Array(breachKind),
    sampleStart,
    sampleName: new Uint32Array(sampleName),
    sampleAt: new Float64Array(sampleAt),
    sampleValue: new Float64Array(sampleValue),
    words: [...words[0].keys()],
    department: departments,
    role: roles,
    impact: impacts,
    cohortMean,
    tenants: [...clients].map((client: Partial<ClientRecord> | null) => client?.tenant),
    issues,
  };
}

/**
 * Clients' records as columns, for `scoreColumns`. What cannot be used is left out and listed in `issues`.
 * @throws {RangeError} no list of clients
 */
export const toColumns = (clients: readonly ClientRecord[]): Columns => finish(toColumnsInSlices(clients));
